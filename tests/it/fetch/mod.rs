//! Articles of the web, fetched from real servers on this machine.

mod again;
mod caps;
mod many;
mod pages;
mod program;
mod reach;
mod site;
mod tls;
