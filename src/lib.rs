//! daejo (대조) holds English AI translations of Korean news against the Korean.

pub mod align;
pub mod check;
pub mod cli;
pub mod compare;
pub mod config;
pub mod extract;
pub mod ingest;
pub mod judge;
pub mod model;
pub mod names;
pub mod pipeline;
pub mod report;
pub mod segment;
pub mod text;
