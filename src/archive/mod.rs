//! Many articles: a store that remembers what came of each, and what is made of it. Results of checks come in from the command line,
//! which reads and checks; exports, reports and comparisons go out. Only [`store`] and [`source`] touch files.

pub mod bench;
pub mod checking;
pub mod conditions;
pub mod diff;
pub mod digest;
pub mod export;
pub mod learn;
pub mod report;
pub mod source;
pub mod store;
pub mod told;

pub use conditions::Conditions;
pub use digest::{Digest, Digester};
