//! Text below everything else: spans, exact numbers, folding, Hangul, kinds of bytes, sets of words and line positions. Knows no news and no policy.

pub mod bytes;
mod cover;
pub mod exact;
pub mod fold;
pub mod hangul;
pub mod lines;
pub mod nearest;
pub mod needles;
pub mod prefixes;
pub mod prehashed;
pub mod sieve;
pub mod sixes;
pub mod span;
pub mod syllables;
pub mod words;

pub use cover::Cover;
pub use exact::Exact;
pub use fold::{Folded, fold, fold_without};
pub use lines::{LineIndex, Position};
pub use nearest::nearest;
pub use needles::Needles;
pub use prefixes::{Beginnings, Prefixes};
pub use prehashed::Prehashed;
pub use sieve::Sieve;
pub use sixes::Sixes;
pub use span::Span;
pub use syllables::{Endings, Stems, SyllableSet};
pub use words::{Shapes, WordMap, WordStems, Words};
