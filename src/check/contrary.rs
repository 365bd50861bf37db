//! Phrases that are told together with their contrary: what the Korean says, and what the English must not say for it.
//! Used by `opposite-sense`. The table is data.

use crate::model::Pair;
use crate::text::Span;

/// A phrase of the Korean and what would be its contrary in English.
pub(super) struct Contrary {
    /// Any of these in the Korean (“~” for a few words between) …
    ko: &'static [&'static str],
    /// … and none of these: the other sense is told as well.
    ko_without: &'static [&'static str],
    /// The contrary in English, in lower case, at the start of a word, with “~” likewise.
    wrong: &'static [&'static str],
    /// What in the English says the right thing, so that the contrary is of something else.
    right: &'static [&'static str],
    /// The right words, for messages.
    pub means: &'static str,
}

/// All of them.
static TABLE: &[Contrary] = &[
    // 연패 with a clinched title is 連霸, titles in a row; with 빠지다 it is 連敗, defeats in a row.
    Contrary {
        ko: &["연패를 확정", "연패를 달성", "연패 달성", "연패에 도전", "연패를 노", "연패 도전", "연패를 이뤘", "연패의 위업", "연패 위업"],
        ko_without: &["연패에 빠", "연패의 늪", "연패를 끊", "연패 탈출"],
        wrong: &["losing streak", "straight ~loss", "straight ~defeat", "consecutive ~loss", "consecutive ~defeat"],
        right: &["title", "championship", "champion", "crown", "trophy"],
        means: "titles in a row",
    },
    Contrary {
        ko: &["연패에 빠", "연패의 늪", "연패를 끊", "연패 탈출", "연패에서 벗어"],
        ko_without: &["연패를 확정", "연패를 달성", "연패에 도전", "연패 달성"],
        wrong: &["straight ~title", "consecutive ~title", "straight ~championship", "consecutive ~championship", "straight ~crown"],
        right: &["losing streak", "loss", "defeat", "skid", "slump"],
        means: "defeats in a row",
    },
    Contrary {
        ko: &["적자로 돌아섰", "적자로 전환", "적자 전환", "적자로 돌아선", "적자전환", "적자로 바뀌"],
        ko_without: &["적자 폭", "적자폭"],
        wrong: &[
            "narrowed its operating loss", "narrowed its loss", "narrowed its net loss", "operating loss narrowed", "net loss narrowed", "loss narrowed",
            "losses narrowed", "swung to a profit", "turned to a profit", "returned to profit", "swung to profit", "back in the black",
            "returned to the black", "moved into the black", "turned a profit",
        ],
        right: &[
            "swung to a loss", "swung to an operating loss", "turned to a loss", "shifted to", "swung into the red", "into the red", "fell into",
            "swung to a net loss", "swinging to", "from a profit",
        ],
        means: "turned from a profit to a loss",
    },
    Contrary {
        ko: &["흑자로 돌아섰", "흑자로 전환", "흑자 전환", "흑자로 돌아선", "흑자전환", "흑자로 바뀌"],
        ko_without: &["흑자 폭", "흑자폭"],
        wrong: &[
            "narrowed its operating loss", "narrowed its loss", "narrowed its net loss", "loss narrowed", "losses narrowed", "swung to a loss",
            "swung to an operating loss", "turned to a loss", "swung into the red", "widened its profit", "fell into the red", "slipped into the red",
            "slid into the red", "went into the red", "dipped into the red", "back in the red", "returned to the red",
        ],
        right: &[
            "swung to a profit", "swung to an operating profit", "turned to a profit", "turned a profit", "returned to profit", "returned to the black",
            "in the black", "into the black", "back to profit", "swung to a net profit", "to profit",
        ],
        means: "turned from a loss to a profit",
    },
    Contrary {
        ko: &[
            "접수를 마감", "신청을 마감", "모집을 마감", "접수를 ~끝냈", "접수를 ~마감했", "접수를 ~종료했", "신청을 ~마감했", "모집을 ~마감했", "접수를 끝",
            "접수가 끝", "신청을 끝", "모집을 끝", "접수를 종료", "신청이 마감", "접수가 마감", "접수는 ~마감", "신청은 ~마감", "모집은 ~마감",
        ],
        ko_without: &["접수를 시작", "신청을 시작", "모집을 시작", "접수를 받기 시작", "신청을 받기 시작", "접수를 다시"],
        wrong: &[
            "began taking applications", "began accepting applications", "began receiving applications", "started taking applications",
            "started accepting applications", "started receiving applications", "opened applications", "applications opened", "applications open",
            "applications begin", "applications start", "registration opens", "began recruiting", "opened registration",
        ],
        right: &["stopped", "closed", "ended", "finished", "deadline", "wrapped up"],
        means: "stopped taking applications",
    },
    Contrary {
        ko: &["접수를 시작", "신청을 시작", "모집을 시작", "접수를 받기 시작", "신청을 받기 시작"],
        ko_without: &["마감", "접수를 끝", "종료", "끝나", "끝난"],
        wrong: &[
            "stopped taking applications", "stopped accepting applications", "closed applications", "applications closed", "ended applications",
            "stopped recruiting", "closed registration",
        ],
        right: &["began", "start", "open", "beginning"],
        means: "began taking applications",
    },
    Contrary {
        ko: &["금리를 ~동결", "금리 동결", "요금을 ~동결", "등록금을 ~동결", "가격을 ~동결"],
        ko_without: &["동결하지", "동결을 깨", "동결 기조를 깨", "동결 끝", "인상", "인하", "올렸", "내렸", "올린", "내린"],
        wrong: &["raised", "hiked", "cut", "lowered", "increased", "trimmed", "slashed"],
        right: &[
            "kept", "keep", "held", "hold", "left", "leav", "froze", "freez", "unchanged", "steady", "stand pat", "stood pat", "maintain", "pause", "unmoved",
        ],
        means: "left unchanged",
    },
    Contrary {
        ko: &["음력"],
        ko_without: &["양력"],
        wrong: &["solar month", "solar calendar", "of the solar", "gregorian"],
        right: &["lunar"],
        means: "lunar",
    },
    Contrary {
        ko: &["양력"],
        ko_without: &["음력"],
        wrong: &["lunar month", "lunar calendar", "of the lunar"],
        right: &["solar", "gregorian"],
        means: "solar",
    },
];

/// Where a phrase stands, with up to a few words in the place of “~”.
fn place(text: &str, phrase: &str) -> Option<Span> {
    let Some((head, tail)) = phrase.split_once('~') else { return text.find(phrase).map(|at| Span::new(at, at + phrase.len())) };
    let at = text.find(head)?;
    let rest = &text[at + head.len()..];
    let gap = rest.find(tail).filter(|&gap| gap <= 40 && ![". ", ", "].iter().any(|stop| rest[..gap].contains(stop)))?;
    Some(Span::new(at, at + head.len() + gap + tail.len()))
}

/// How the phrases of the Korean begin, each with its row.
pub(super) fn heads() -> impl Iterator<Item = (&'static str, u32)> {
    let head = |phrase: &'static str| phrase.split_once('~').map_or(phrase, |(head, _)| head);
    (0..).zip(TABLE).flat_map(move |(row, contrary)| contrary.ko.iter().map(move |phrase| (head(phrase), row)))
}

/// The contrary of something that a link says: the words on both sides and the row. Only rows whose bit is set in `begun`
/// are looked at.
pub(super) fn found(pair: &Pair<'_>, ko: Span, en: Span, begun: u32) -> Option<(Span, Span, &'static Contrary)> {
    let korean = ko.slice(pair.source.text());
    let mut rows = TABLE.iter().enumerate().filter(|(n, _)| begun >> n & 1 == 1).filter_map(|(_, row)| {
        let at = row.ko.iter().find_map(|w| place(korean, w))?;
        (!row.ko_without.iter().any(|w| korean.contains(w))).then_some((row, at))
    });
    let (row, at) = rows.next()?;
    let english = en.slice(pair.target.text()).to_ascii_lowercase();
    let starts_word = |at: usize| !english[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
    let wrong = row.wrong.iter().find_map(|w| place(&english, w).filter(|at| starts_word(at.start)))?;
    (!row.right.iter().any(|w| english.contains(w))).then(|| (at.shift(ko.start), wrong.shift(en.start), row))
}
