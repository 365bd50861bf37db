//! What the page shows of a checked article.

use super::checks::Seen;
use crate::names;
use crate::pipeline;
use crate::report::page::{self, PageV1};

/// Both texts, and what was found in them.
pub(super) fn of<'a>(seen: &Seen<'a>) -> PageV1<'a> {
    let pair = seen.pair;
    let read = crate::model::Pair { source: pair.source, target: pair.target, ko: pair.ko, en: pair.en, pairing: pair.pairing, date: seen.date };
    let renderings = pipeline::renderings(&read);
    page::view(pair, &page::Context { date: seen.date, renderings: &renderings, romanised: &names::romanised })
}
