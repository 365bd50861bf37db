//! Stage: from bytes to documents.

mod byline;
mod caption;
pub mod date;
pub mod decode;
pub mod front;
pub mod furniture;
mod notice;

pub use date::seoul_date;
