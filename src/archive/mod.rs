//! Many articles: what an archive of them teaches.

pub mod learn;
