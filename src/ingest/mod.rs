//! Stage: from bytes to documents.

mod byline;
mod caption;
pub mod date;
pub mod decode;
pub mod fields;
pub mod front;
pub mod furniture;
mod notice;
pub mod pairs;
pub mod stream;

pub use date::seoul_date;
