//! The parts of a Korean sentence by their particles, and the deeds told in it: who the particle makes the doer, and whom
//! or what it is done to.

use super::scan::{Hit, Tells};
use super::table::{Mark, Stem};
use crate::text::{Span, hangul};
use smallvec::SmallVec;

/// The part that a particle gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Case {
    /// 이, 가, 은, 는, 께서.
    Subject,
    /// 을, 를.
    Object,
    /// 에게, 에, 께, 을 상대로.
    Receiver,
    /// 로부터, 에게서.
    Source,
    /// 에 의해.
    Agent,
    /// 와, 과.
    With,
    /// 에서, 로, 보다, and the ends of quotations.
    Other,
}

/// A noun with what stands before it, up to its particle.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Phrase {
    /// Where, particle included, in bytes of the text.
    pub span: Span,
    /// By its particle.
    pub case: Case,
    /// The quotation that it stands in, 0 outside.
    pub quote: u16,
}

/// A deed: what is told of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deed {
    pub(super) event: u8,
    /// The doer, and the other one.
    pub(super) roles: [Span; 2],
    /// A noun behind the verb that it describes and that may be its subject: 일본을 꺾은 한국.
    pub(super) described: Option<Span>,
    /// Whether the subject of the verb is the other one.
    pub(super) converse: bool,
    /// The word for it.
    pub(super) word: Span,
}

/// The deeds of a Korean sentence for which both sides are told.
pub(super) fn deeds(text: &str, parts: &[Phrase], hits: &[Hit]) -> SmallVec<[Deed; 2]> {
    hits.iter()
        .filter_map(|hit| match &hit.tells {
            Tells::Deed(stem) => deed(text, parts, hit.at, stem),
            _ => None,
        })
        .collect()
}

/// Whether a verb is told of its subject, or the subject suffers it.
pub(super) fn suffered(stem: &Stem, tail: &str) -> Option<bool> {
    if !stem.sino {
        return Some(false);
    }
    let starts = |list: &[&str]| list.iter().any(|l| tail.starts_with(l));
    if starts(&["하", "해", "했", "한", "할", "함", "합", "을 한", "을 했", "을 하", "를 한", "를 했", "를 하"]) {
        Some(false)
    } else if starts(&["되", "돼", "됐", "된", "될", "당하", "당해", "당했", "당한", "받", "을 받", "를 받", "을 당", "를 당"]) {
        Some(true)
    } else {
        None
    }
}

fn deed(text: &str, parts: &[Phrase], at: usize, stem: &Stem) -> Option<Deed> {
    let word = Span::new(at, at + stem.text.len());
    let tail = &text[word.end..];
    let passive = suffered(stem, tail)?;
    // The phrase that the verb stands in, in its quotation.
    let quote = parts.iter().find(|p| p.span.end > at).map_or(0, |p| if p.span.start <= at { p.quote } else { 0 });
    let before = || parts.iter().rev().filter(move |p| p.span.end <= at && p.quote == quote);
    let nearest = |cases: &[Case]| before().find(|p| cases.contains(&p.case)).copied();
    let other = if passive {
        nearest(&[Case::Agent]).or_else(|| nearest(&[Case::Receiver, Case::Source]))?
    } else {
        match stem.other {
            Mark::Object | Mark::Owner => nearest(&[Case::Object])?,
            Mark::Receiver => nearest(&[Case::Receiver]).or_else(|| met(text, before()))?,
            Mark::Source => nearest(&[Case::Source])?,
        }
    };
    let described = describes(stem, tail).then(|| parts.iter().find(|p| p.span.end > word.end)).flatten().map(|p| Span::new(word.end, p.span.end));
    let subject = before().find(|p| p.case == Case::Subject).map(|p| p.span).or(described)?;
    let subject_role = usize::from(passive != stem.converse);
    let mut roles = [other.span; 2];
    roles[subject_role] = subject;
    Some(Deed { event: stem.event, roles, described, converse: subject_role == 1, word })
}

/// Whether the verb describes the noun behind it: 꺾은, 인수한, 공격하는.
fn describes(stem: &Stem, tail: &str) -> bool {
    let word = tail.split(' ').next().unwrap_or("");
    if stem.sino {
        matches!(word, "한" | "하는" | "할" | "하던" | "된" | "되는" | "당한" | "받은")
    } else {
        matches!(word, "은" | "는" | "던" | "")
            && (!word.is_empty() || stem.text.ends_with(['긴', '친', '른', '한', '선', '운', '인', '린', '준', '은', '넨', '쓴']))
    }
}

/// The one who was met for it: 김 회장을 만나 … 요청했다.
fn met<'p>(text: &str, mut before: impl Iterator<Item = &'p Phrase>) -> Option<Phrase> {
    let meets = |p: &&Phrase| p.case == Case::Object && [" 만나", " 만난", " 찾아", " 불러"].iter().any(|v| text[p.span.end..].starts_with(v));
    before.find(meets).copied()
}

/// The phrases of a Korean sentence, in order.
pub fn phrases(text: &str) -> SmallVec<[Phrase; 24]> {
    let mut out = SmallVec::new();
    let (mut start, mut quote, mut quotes) = (None, 0, 0);
    let marked = memchr::memchr2(b'"', 0xE2, text.as_bytes()).is_some();
    let mut words = text.split(' ').peekable();
    let mut at = 0;
    while let Some(word) = words.next() {
        let (from, end) = (at, at + word.len());
        at = end + 1;
        if word.is_empty() {
            continue;
        }
        if marked && let Some(mark) = word.find(['"', '“', '”']) {
            let opens = if word[mark..].starts_with('"') { quote == 0 } else { word[mark..].starts_with('“') };
            let closed = word[mark..].chars().skip(1).any(|c| matches!(c, '"' | '”'));
            if opens {
                quotes += 1;
                quote = quotes;
                start = None;
            }
            if closed || !opens {
                out.push(Phrase { span: Span::new(start.unwrap_or(from), end), case: Case::Other, quote });
                (start, quote) = (None, 0);
                continue;
            }
        }
        let first = *start.get_or_insert(from);
        if let Some(case) = case_of(word, words.peek().copied().unwrap_or("")) {
            out.push(Phrase { span: Span::new(first, end), case, quote });
            start = None;
        } else if word.ends_with("다.") {
            out.push(Phrase { span: Span::new(first, end), case: Case::Other, quote });
            start = None;
        }
    }
    out
}

/// What the particle at the end of a word says, if there is one.
fn case_of(word: &str, next: &str) -> Option<Case> {
    let word = if word.ends_with(hangul::is_syllable) { word } else { word.trim_end_matches([',', '.', ';', '!', '?', '\'', '’']) };
    let word = word.trim_start_matches(['"', '“', '\'', '‘', '(']);
    let mut back = word.chars().rev();
    let last = back.next()?;
    let before = back.next()?;
    // A syllable that ends in a consonant takes 은, 이, 을, 과; other letters than Hangul take either.
    let closed = |wanted: bool| !hangul::is_syllable(before) || hangul::has_final(before) == wanted;
    let ends = |p: &str| word.ends_with(p);
    match last {
        '은' | '이' if closed(true) => Some(Case::Subject),
        '서' if ends("에게서") || ends("한테서") => Some(Case::Source),
        '서' if ends("께서") => Some(Case::Subject),
        '서' if ends("에서") => Some(Case::Other),
        '터' if ends("로부터") => Some(Case::Source),
        '게' if ends("에게") => Some(Case::Receiver),
        '테' if ends("한테") => Some(Case::Receiver),
        '는' | '도' if ends("에게는") || ends("에게도") || ends("에는") || ends("에도") => Some(Case::Receiver),
        '는' | '도' if ends("에서는") || ends("에서도") => Some(Case::Other),
        '는' | '가' if closed(false) => Some(Case::Subject),
        '을' | '를' if closed(last == '을') => {
            Some(if ["상대로", "향해", "겨냥"].iter().any(|v| next.starts_with(v)) { Case::Receiver } else { Case::Object })
        }
        '과' if closed(true) => Some(Case::With),
        '와' if closed(false) => Some(Case::With),
        '에' if next.starts_with("의해") || next.starts_with("의한") => Some(Case::Agent),
        '에' | '께' => Some(Case::Receiver),
        '로' => Some(Case::Other),
        '다' if ends("보다") => Some(Case::Other),
        '지' if ends("까지") => Some(Case::Other),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cases(text: &str) -> Vec<(&str, Case)> {
        phrases(text).iter().map(|p| (p.span.slice(text), p.case)).collect()
    }

    #[test]
    fn particles_part_a_sentence() {
        assert_eq!(
            cases("국회 위원회에서 조 의원이 야당 임 의원에게 사과를 요구했다."),
            [
                ("국회 위원회에서", Case::Other),
                ("조 의원이", Case::Subject),
                ("야당 임 의원에게", Case::Receiver),
                ("사과를", Case::Object),
                ("요구했다.", Case::Other)
            ]
        );
        assert_eq!(cases("한국은 중국에 의해 밀렸다"), [("한국은", Case::Subject), ("중국에", Case::Agent)]);
    }

    #[test]
    fn what_is_quoted_stands_apart() {
        let parts = phrases("김 대표는 \"이 회장이 틀렸다\"고 말했다");
        assert_eq!(parts.iter().map(|p| p.quote).collect::<Vec<_>>(), [0, 1, 1]);
    }

    fn who(text: &str) -> Vec<(String, String)> {
        deeds(text, &phrases(text), &super::super::scan::korean(text))
            .iter()
            .map(|d| (d.roles[0].slice(text).to_owned(), d.roles[1].slice(text).to_owned()))
            .collect()
    }

    #[test]
    fn doers_and_others_are_known_by_their_particles() {
        let both = |a: &str, b: &str| vec![(a.to_owned(), b.to_owned())];
        assert_eq!(who("가람팀은 나루팀을 2-0으로 꺾고 결승에 올랐다."), both("가람팀은", "나루팀을"));
        assert_eq!(who("가람팀은 나루팀에 패했다."), both("나루팀에", "가람팀은"));
        assert_eq!(who("박 씨가 경찰에 의해 체포됐다."), both("경찰에", "박 씨가"));
        assert_eq!(who("인수 계약을 맺었다."), vec![]);
    }
}
