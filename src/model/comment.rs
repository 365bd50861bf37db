//! A comment in an article that is not read as text of it, and says something to the program.

use crate::text::Span;

/// A comment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comment {
    /// Where it stands with its signs, in bytes of the given text.
    pub span: Span,
    /// What is between its signs, without the space around it.
    pub text: String,
}
