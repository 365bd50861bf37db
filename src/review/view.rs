//! What the page shows of a checked article.

use super::checks::Seen;
use crate::report::Item;
use crate::report::v1::ResultV1;

/// Both texts, and what was found in them.
pub(super) type View<'a> = ResultV1<'a>;

/// Of an article that was checked.
pub(super) fn of<'a>(seen: &Seen<'a>) -> View<'a> {
    ResultV1::from(&Item::Checked(*seen.pair))
}
