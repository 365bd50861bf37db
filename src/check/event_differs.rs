//! Rule `event-differs`: one event or holiday of the calendar became another.

use crate::check::{Check, Draft, Evidence};
use crate::model::{Finding, Label, Pair, Rule, Severity};
use crate::text::{Needles, Span};
use smallvec::SmallVec;
use std::sync::LazyLock;

/// The rule at work.
pub(super) struct EventDiffers;

pub(super) static CHECK: EventDiffers = EventDiffers;

static RULE: Rule =
    Rule { id: "event-differs", mqm: "Accuracy/Mistranslation", its: "mistranslation", severity: Severity::Major, page: include_str!("event_differs.md") };

/// An event or holiday: how Korean and English write it. The first English name is the one to suggest.
struct Event {
    ko: &'static [&'static str],
    en: &'static [&'static str],
}

/// Events that are told by their day or have one settled name. English is compared without regard to case.
static EVENTS: &[Event] = &[
    Event { ko: &["6·25전쟁", "6·25 전쟁", "6·25", "한국전쟁", "한국 전쟁"], en: &["Korean War", "June 25"] },
    Event { ko: &["베트남전", "베트남 전쟁", "월남전"], en: &["Vietnam War"] },
    Event { ko: &["걸프전", "걸프 전쟁"], en: &["Gulf War"] },
    Event { ko: &["이라크전", "이라크 전쟁"], en: &["Iraq War", "war in Iraq"] },
    Event { ko: &["2차 세계대전", "2차 세계 대전", "2차대전"], en: &["World War II", "Second World War", "World War Two", "WWII"] },
    Event { ko: &["1차 세계대전", "1차 세계 대전", "1차대전"], en: &["World War I", "First World War", "World War One", "WWI"] },
    Event { ko: &["5·18"], en: &["Gwangju Democratization", "May 18", "Gwangju Uprising", "Gwangju pro-democracy", "Gwangju"] },
    Event { ko: &["4·19"], en: &["April 19", "April Revolution", "April 1960"] },
    Event { ko: &["3·1절", "3·1운동", "3·1 운동", "삼일절"], en: &["March 1", "March First", "Independence Movement"] },
    Event { ko: &["제주 4·3", "4·3사건", "4·3 사건", "4·3"], en: &["Jeju April 3", "April 3", "Jeju uprising", "Jeju massacre"] },
    Event { ko: &["5·16"], en: &["May 16"] },
    Event { ko: &["12·12"], en: &["Dec. 12", "December 12"] },
    Event { ko: &["12·3"], en: &["Dec. 3", "December 3"] },
    Event {
        ko: &["6월 항쟁", "6·10 민주항쟁", "6월 민주항쟁"], en: &["June Democratic", "June 1987", "June pro-democracy", "June 10", "June Struggle"]
    },
    Event { ko: &["광복절"], en: &["Liberation Day"] },
    Event { ko: &["개천절"], en: &["National Foundation Day", "Gaecheonjeol"] },
    Event { ko: &["한글날"], en: &["Hangeul Day", "Hangul Day", "Hangul Proclamation Day"] },
    Event { ko: &["제헌절"], en: &["Constitution Day"] },
    Event { ko: &["현충일"], en: &["Memorial Day"] },
    Event { ko: &["설날", "설 연휴", "설 명절"], en: &["Lunar New Year", "Seollal", "Lunar New Year's"] },
    Event { ko: &["추석", "한가위"], en: &["Chuseok", "Korean Thanksgiving", "Harvest Moon"] },
    Event { ko: &["부처님오신날", "부처님 오신 날", "석가탄신일"], en: &["Buddha's Birthday", "Buddha’s Birthday"] },
    Event { ko: &["성탄절", "크리스마스"], en: &["Christmas"] },
    Event { ko: &["어린이날"], en: &["Children's Day", "Children’s Day"] },
    Event { ko: &["어버이날"], en: &["Parents' Day", "Parents’ Day", "Parents Day"] },
    Event { ko: &["스승의 날"], en: &["Teachers' Day", "Teachers’ Day", "Teacher's Day", "Teachers Day"] },
    Event { ko: &["근로자의 날", "노동절"], en: &["Labor Day", "May Day", "Workers' Day", "Workers’ Day"] },
    Event { ko: &["국군의 날"], en: &["Armed Forces Day"] },
    Event { ko: &["대보름"], en: &["first full moon", "Daeboreum"] },
    Event { ko: &["추수감사절"], en: &["Thanksgiving"] },
    Event { ko: &["외환위기", "IMF 사태", "환란"], en: &["1997", "1998", "Asian financial crisis", "foreign exchange crisis", "currency crisis"] },
    Event { ko: &["글로벌 금융위기", "세계 금융위기"], en: &["global financial crisis", "2008"] },
    Event { ko: &["세월호"], en: &["Sewol"] },
    Event { ko: &["천안함"], en: &["Cheonan"] },
    Event { ko: &["이태원 참사", "이태원 압사", "10·29 참사"], en: &["Itaewon"] },
    Event { ko: &["무안공항 참사", "제주항공 참사", "무안 제주항공"], en: &["Muan", "Jeju Air"] },
];

/// Which events a text names, a row each, and where the first of each stands.
type Named = SmallVec<[(usize, Span); 4]>;

/// Korean names of events, with their rows.
pub(super) fn korean_names() -> impl Iterator<Item = (&'static str, usize)> {
    EVENTS.iter().enumerate().flat_map(|(row, event)| event.ko.iter().map(move |name| (*name, row)))
}

/// Events among names found in a stretch of a text, in order: of those that share words the longest of the foremost, and
/// only whole words.
fn whole(text: &str, within: Span, names: impl Iterator<Item = (Span, usize)>) -> Named {
    let mut longest: Named = SmallVec::new();
    for (span, row) in names {
        match longest.last_mut() {
            Some(last) if span.start == last.1.start && span.end > last.1.end => *last = (row, span),
            Some(last) if span.start < last.1.end => {}
            _ => longest.push((row, span)),
        }
    }
    let mut found = Named::new();
    for (row, span) in longest {
        let before = Span::new(within.start, span.start).slice(text);
        let behind = Span::new(span.end, within.end).slice(text);
        let whole = !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '·') && !behind.starts_with(|c: char| c.is_ascii_alphanumeric());
        if whole && !found.iter().any(|f| f.0 == row) {
            found.push((row, span));
        }
    }
    found
}

/// Events that a stretch of English text names.
fn english(text: &str, within: Span) -> Named {
    static NAMES: LazyLock<Needles> = LazyLock::new(|| Needles::new(&EVENTS.iter().flat_map(|e| e.en).copied().collect::<Vec<_>>()));
    let row = |name: &str| EVENTS.iter().position(|e| e.en.iter().any(|n| n.eq_ignore_ascii_case(name)));
    let names = NAMES.find_iter(within.slice(text)).map(|(start, end)| Span::new(start, end).shift(within.start));
    whole(text, within, names.filter_map(|span| Some((span, row(span.slice(text))?))))
}

impl Check for EventDiffers {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        let korean = |within: Span| whole(pair.source.text(), within, evidence.seen().events(within));
        let told = korean(Span::new(0, pair.source.text().len()));
        if told.is_empty() {
            return;
        }
        for link in pair.pairing.links.iter().filter(|l| !l.source.is_empty() && !l.target.is_empty() && l.score >= 0.5) {
            let (ko, en) = (pair.ko.cover(&link.source), pair.en.cover(&link.target));
            let source = korean(ko);
            if source.is_empty() {
                continue;
            }
            let target = english(pair.target.text(), en);
            let open = source.iter().find(|s| !target.iter().any(|t| t.0 == s.0));
            // An event that the Korean article names anywhere is not an error for being told here.
            let foreign = target.iter().find(|t| !told.iter().any(|s| s.0 == t.0) && distinct(EVENTS[t.0].en, t.1.slice(pair.target.text())));
            if let (Some(s), Some(t)) = (open, foreign) {
                let (korean, english) = (s.1, t.1);
                let right = EVENTS[s.0].en[0];
                let message = format!("{} is {right}; the English says {}", korean.slice(pair.source.text()), english.slice(pair.target.text()));
                let draft = Draft::new(&RULE, 0.85, message)
                    .explain("the Korean names no such event anywhere")
                    .source(Label::new(korean, right))
                    .target(Label::new(english, "another event"))
                    .suggest(right);
                report.push(draft.finish(pair));
            }
        }
    }
}

/// Whether the words are a name and not only a date or a year, which may be told for its own sake.
fn distinct(names: &[&str], words: &str) -> bool {
    names.iter().any(|n| n.eq_ignore_ascii_case(words))
        && !words.bytes().any(|b| b.is_ascii_digit())
        && !matches!(words, "Gwangju" | "Muan" | "Jeju Air" | "Itaewon")
}
