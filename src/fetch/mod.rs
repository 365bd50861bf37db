//! Articles from the web: an address in, an article or a plain reason out. Nothing is connected to but what the rules let through,
//! sites are asked as they wish to be, every size and time is bounded, and what is no article is never taken for one.
//!
//! ```no_run
//! use daejo::fetch::{Fetcher, Options};
//! # async fn f() -> Result<(), Box<dyn std::error::Error>> {
//! let fetcher = Fetcher::new(Options::default())?;
//! let article = fetcher.article("https://www.example.com/news/1").await?;
//! println!("{:?}, {:?}", article.title(), article.date());
//! # Ok(()) }
//! ```
//!
//! # For those whose server was asked
//!
//! The program names itself `daejo/VERSION (+ADDRESS OF THIS PAGE)`, with an address of whoever runs it where they gave one. It reads
//! the articles that an editor names, to compare a translation with its original, and stores them on that machine only. It follows no
//! links, asks at most two pages at once and two a second, keeps to `Crawl-delay` up to 30 seconds, `Retry-After`, `ETag` and
//! `Last-Modified`, and to robots.txt under the name `daejo`: `User-agent: daejo` with `Disallow: /` keeps it out.

mod address;
mod article;
mod cache;
mod charset;
mod client;
mod error;
mod evidence;
mod fetcher;
mod list;
mod lookup;
mod many;
mod markdown;
mod options;
mod pace;
mod reach;
mod retry;
mod robots;

pub use address::{Rules, is_address};
pub use article::Fetched;
pub use error::{FetchError, Instead, Why};
pub use fetcher::Fetcher;
pub use list::{AddressPair, addresses};
pub use lookup::{Lookup, System};
pub use many::{FetchedPair, pair, pairs};
pub use options::{AGENT, Limits, Options, Pace};
pub use reach::{Reach, reach};
pub use retry::retry_after;
