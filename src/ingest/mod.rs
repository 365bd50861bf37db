//! Stage: from bytes to documents.

pub mod date;
pub mod decode;
pub mod front;

pub use date::seoul_date;
