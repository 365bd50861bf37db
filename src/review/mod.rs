//! The editor's page: an article beside its Korean, what was found in it, and what an editor decides about that; and the same for
//! programs, under /api/v1. [`app`] is all of it as a service, [`serve`] answers connections with it; the command line brings the
//! checks ([`Checks`]), the store and whoever may come in.

mod answer;
mod api;
pub mod assets;
mod body;
mod checks;
mod decided;
mod deeds;
mod desk;
mod events;
mod files;
mod guard;
mod headers;
mod incoming;
mod index;
mod list;
mod log;
mod openapi;
mod opened;
mod pages;
mod preview;
mod problem;
mod routes;
mod serve;
mod session;
mod signing;
mod site;
mod stamp;
mod standing;
mod store;
mod summary;
mod view;
mod waived;
mod work;

pub use checks::{Checks, Given, Seen, Standard};
pub use decided::{Decided, Word};
pub use desk::{Desk, Parts};
pub use openapi::describe;
pub use problem::{Kind, Problem};
pub use routes::app;
pub use serve::serve;
pub use session::{Sessions, TOKEN, secret};
pub use signing::Secret;
pub use site::{NoOrigin, Site};
pub use stamp::Stamp;
pub use store::{Store, StoreError};
pub use waived::Waived;
