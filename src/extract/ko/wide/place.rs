//! Places: those of the lexicon, and words that end as places do.

use super::word::Script;
use super::{Found, Sentence};
use crate::model::NameClass;
use crate::names::lexicon::{self, Kind};
use crate::names::stems::stems;
use crate::text::{Endings, Span};
use std::sync::LazyLock;

/// Ends of the names of places, longest first where one ends in another.
const ENDS: &[&str] = &[
    "해수욕장", "국제공항", "공항", "터미널", "해변", "광장", "고속도로", "신도시", "시장", "대교", "공원", "계곡", "저수지", "경기장", "월드컵경기장",
    "박물관", "미술관", "극장", "운동장", "초등학교", "중학교", "고등학교",
];
/// Ends of one syllable: the word before them must be a name itself.
const SHORT: &[&str] = &["동", "읍", "면", "군", "구", "역", "산", "섬", "만", "시", "도", "리", "교", "천"];

static ENDINGS: LazyLock<Endings> = LazyLock::new(|| Endings::new(ENDS));
static SHORT_ENDINGS: LazyLock<Endings> = LazyLock::new(|| Endings::new(SHORT));

pub(super) fn find(s: &Sentence<'_>, out: &mut Vec<Found>) {
    for hit in &s.hits {
        let kind = hit.form.rows.first().and_then(|r| lexicon::entity(*r)).map(|e| e.kind);
        let class = match kind {
            Some(Kind::Place) => NameClass::Place,
            Some(Kind::Institution) => NameClass::Organisation,
            None => continue,
        };
        if !hit.form.title {
            out.push(Found { span: hit.span, class, score: 9.0 });
        }
    }
    for (i, word) in s.words.iter().enumerate() {
        out.extend(before_noun(word));
        if word.script != Script::Hangul || (i > 0 && word.gap.is_empty()) {
            continue;
        }
        for (stem, _) in stems(word.text, 3, 8) {
            let long = ENDINGS.all(stem).any(|e| stem.len() > e.len());
            let after_place = || out.iter().any(|f| f.class == NameClass::Place && f.span.end + 1 == word.span.start);
            let short = (9..=12).contains(&stem.len()) && SHORT_ENDINGS.any(stem) && after_place();
            if long || short {
                out.push(Found {
                    span: Span::new(word.span.start, word.span.start + stem.len()),
                    class: NameClass::Place,
                    score: if long { 2.5 } else { 3.0 },
                });
                break;
            }
        }
    }
}

/// What is written onto the name of a country without a space: 한국시각, 미국인, 체코산.
const ONTO: &[&str] = &["시각", "시간", "인", "산", "계", "영화", "사람", "팀", "군", "형", "정부", "대표팀", "여자", "남자"];

/// 한국시각: a country or city at the start of a longer word.
fn before_noun(word: &super::word::Word<'_>) -> Option<Found> {
    if word.script != Script::Hangul {
        return None;
    }
    (2..word.syllables()).rev().find_map(|n| {
        let (name, rest) = word.text.split_at(3 * n);
        let form = lexicon::korean_form(name)?;
        let place = form.rows.first().and_then(|r| lexicon::entity(*r)).is_some_and(|e| e.kind == Kind::Place);
        let onto = ONTO.iter().any(|o| rest.strip_prefix(o).is_some_and(lexicon::ends_word));
        (place && onto).then(|| Found { span: Span::new(word.span.start, word.span.start + name.len()), class: NameClass::Place, score: 8.0 })
    })
}
