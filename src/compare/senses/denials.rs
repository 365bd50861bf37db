//! Words that deny, in both languages, by themselves or as a part of another word. Used to hold what the two sides deny
//! against each other.

use crate::text::lines::floor;
use crate::text::{Span, WordStems, Words, bytes};
use smallvec::SmallVec;
use std::sync::LazyLock;

/// How often a Korean text has a word like “not”.
pub(super) fn denials(text: &str) -> usize {
    text.chars().filter(|c| matches!(c, '않' | '못' | '없')).count()
}

/// Korean words that deny by themselves.
const LEXICAL: &[&str] = &[
    "아니", "아닌", "아닐", "말라", "말고", "말아", "부인", "거부", "거절", "반대", "금지", "중단", "실패", "불가", "제외", "취소", "불법", "불허", "부정",
    "미만", "불만", "불안", "어렵", "부족", "외면", "철회", "배제", "보류", "막", "모르", "무산", "반발", "불참", "포기", "면제", "기각", "무죄", "무혐의",
];

/// Whether there is anything in the Korean for which English may say “not”.
pub(super) fn may_be_denied(text: &str) -> bool {
    const MAY: &[&str] = &[
        "안 ", "불투명", "불확실", "불충분", "불필요", "미정", "미달", "미납", "미흡", "미확인", "미공개", "비공개", "비협조", "무관", "무응답", "만을",
        "만이", "만 하", "만 있", "만 받", "뿐", "까지", "아직", "여전", "덜 ", "보다", "대신", "밖", "외에", "전에", "힘들", "싫", "드물", "달리", "다른",
        "이하", "아냐", "나중", "꺼리", "꺼렸", "피하", "피했", "떨어", "줄이", "줄었", "끊", "끝내", "끝났", "멈", "빠지", "빠졌", "벗", "잃", "놓치", "미루",
        "미뤘", "유보", "삼가", "자제", "다만", "그치", "머물", "유지", "가려", "전무", "반대",
    ];
    denials(text) > 0 || LEXICAL.iter().chain(MAY).any(|w| text.contains(w))
}

/// “not”, “never” or “cannot” close before a predicate.
pub(super) fn denial_before(text: &str, at: Span) -> Option<Span> {
    let from = floor(text, at.start.saturating_sub(14));
    let near = &text[from..at.start];
    let near_start = near.rfind([',', '.', ';']).map_or(0, |i| i + 1);
    let plain = ["not ", "never ", "cannot ", "n't ", "n’t "];
    let found = plain.iter().filter_map(|n| near[near_start..].find(n)).min()?;
    let clause = &text[..at.end].to_ascii_lowercase();
    (!clause.contains("not only") && !clause.contains("whether or not")).then(|| Span::new(from + near_start + found, at.end))
}

/// Words of the English that deny, or may.
pub(super) fn carriers(text: &str) -> SmallVec<[Span; 8]> {
    static STEM: LazyLock<WordStems> = LazyLock::new(|| WordStems::new(STEMS.iter().copied()));
    words(text).filter(|w| denies(text, *w) || begins(text, *w, &STEM)).collect()
}

/// Whether any word of the English could stand for a denial, in the widest sense: “hard”, “keep”, “still”.
pub(super) fn says_no(text: &str) -> bool {
    static SET: LazyLock<Words> = LazyLock::new(|| Words::new(WIDE));
    static STEM: LazyLock<WordStems> = LazyLock::new(|| WordStems::new(STEMS.iter().chain(WIDE_STEMS).copied()));
    words(text).any(|w| denies(text, w) || SET.contains(w.slice(text)) || begins(text, w, &STEM))
}

/// Whether “not”, “never” or “cannot” stands in the English at all.
pub(super) fn has_not(text: &str) -> bool {
    let ends = |at: usize| ["not ", "never ", "n't ", "n’t "].iter().any(|n| text.as_bytes()[..at].ends_with(n.as_bytes()));
    memchr::memchr_iter(b' ', text.as_bytes()).any(|space| ends(space + 1))
}

/// Runs of Latin letters.
fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < text.len() {
            let start = at;
            at = bytes::letters(text.as_bytes(), start);
            if at > start {
                return Some(Span::new(start, at));
            }
            at += 1;
        }
        None
    })
}

fn denies(text: &str, at: Span) -> bool {
    static SET: LazyLock<Words> = LazyLock::new(|| Words::new(CARRIERS));
    let (word, rest) = (at.slice(text), &text[at.end..]);
    if SET.contains(word) {
        return true;
    }
    // Any mark may stand for the apostrophe in texts that were decoded badly.
    let contracted = word.ends_with(['n', 'N']) && {
        let mark = rest.trim_start_matches(|c: char| matches!(c, '\'' | '`') || !c.is_ascii());
        mark.len() < rest.len() && mark.starts_with('t')
    };
    let un = word.len() > 5 && starts(word, "un") && !NO_UN.iter().any(|p| starts(word, p));
    let suffixed = word.len() > 6 && word.ends_with("less");
    contracted || un || suffixed
}

fn begins(text: &str, at: Span, stems: &WordStems) -> bool {
    let word = at.slice(text);
    stems.begin(word.as_bytes()) && !LOOKALIKES.iter().any(|l| starts(word, l)) && !names_a_side(text, at)
}

/// The opposition party, opposition lawmakers: those who sit across the aisle, whatever they do.
fn names_a_side(text: &str, at: Span) -> bool {
    const SIDES: &[&str] = &["part", "lawmaker", "leader", "bloc", "camp", "polit", "member", "candidate", "floor", "figure", "side"];
    at.slice(text).eq_ignore_ascii_case("opposition") && text[at.end..].strip_prefix(' ').is_some_and(|next| SIDES.iter().any(|s| starts(next, s)))
}

fn starts(word: &str, stem: &str) -> bool {
    word.get(..stem.len()).is_some_and(|w| w.eq_ignore_ascii_case(stem))
}

/// Words in un- that deny nothing.
const NO_UN: &[&str] = &["under", "until", "union", "unit", "univ", "uniq", "unif", "unico", "unanim", "unveil"];

/// Words that only begin as one that denies: the Bank of Korea, a missile, hardware.
const LOOKALIKES: &[&str] = &[
    "bank", "banner", "band", "bang", "banq", "barack", "barb", "barc", "barg", "barit", "bark", "barn", "baro", "barrel", "barrie", "missil", "mission",
    "missis", "hardw", "minimum", "irrig", "blockc", "blockb",
];

/// Beginnings of words that deny by themselves.
const STEMS: &[&str] = &[
    "refus", "reject", "fail", "declin", "lack", "avoid", "prevent", "refrain", "oppos", "prohibit", "disallow", "dismiss", "exclud", "withh", "forgo",
    "forego", "imposs", "unable", "inab", "inadequ", "insuff", "incap", "disagree", "disapp", "discontin", "disqual", "disput", "ignor", "neglect", "overturn",
    "resist", "withdr", "abstain", "boycott", "suspend", "postpon", "delay", "block", "preclud", "spurn", "rebuff", "abandon", "cancel", "scrap", "illegal",
    "invalid", "absen", "abstent", "insul", "shelv", "defer", "scarc", "hard", "difficult", "ban", "bar", "minim", "irr", "nonexist", "doubt", "relief",
    "miss",
];

/// Words that deny, whole.
const CARRIERS: &[&str] = &[
    "not", "no", "never", "none", "zero", "nobody", "nothing", "nowhere", "neither", "nor", "without", "cannot", "cant", "barely", "rarely", "seldom",
    "little", "few", "deny", "denied", "denies", "denying", "denial", "stop", "stops", "stopped", "stopping", "halt", "halted", "halts", "unless", "instead",
    "rather", "only", "until", "except", "short", "less", "ruled", "rule", "against", "fewer", "yet", "far", "non", "off", "lest", "beyond", "lost", "lose",
    "loses", "losing", "quit", "skip", "skipped", "skips", "alone", "apart", "aside", "apart", "aside", "despite", "spare", "spared", "excuse", "excused",
    "void", "nix", "nixed",
];

/// Words that may stand for a denial, whole.
const WIDE: &[&str] = &[
    "hardly", "scarcely", "least", "too", "zero", "lest", "keep", "keeps", "kept", "keeping", "same", "free", "away", "tough", "worse", "worst", "bad",
    "badly", "poor", "poorly", "wrong", "limited", "safe", "alone", "otherwise", "mere", "merely", "minor", "wait", "waited", "waiting", "waits", "rare",
    "weak", "stall", "stalled", "stuck", "impasse", "deadlock", "bare", "empty", "dead", "blind", "sober", "silent", "silence", "secret", "secretly", "quiet",
    "quietly", "broke", "broken", "breach", "breached", "violate", "violated", "violation", "skip", "skipped", "drop", "dropped", "gave", "give", "forgot",
    "forget", "forgotten", "overlook", "overlooked", "struggle", "struggled", "even", "still", "off", "out", "down", "hold", "held", "holds", "steady", "flat",
    "intact", "normal", "fine", "open", "pending", "again", "idle", "spared", "sits", "sat", "left", "leave", "survived", "survive", "grounded", "tie", "tied",
    "draw", "drew", "although", "stop", "ever", "differ", "differs", "different", "alive", "close", "closed", "ends", "ended", "stayed", "pat", "lag", "lags",
    "lagged", "lagging", "mum", "fell", "sour", "soured", "torn", "shy", "odds", "gap", "gaps", "gone", "axed", "dashed", "deserted", "stripped", "split",
    "splits", "loom", "looms", "trail", "trails", "trailed", "trailing", "behind", "before", "divide", "divided", "divides", "rift", "rifts", "lapse",
    "lapsed", "misled", "stick", "sticks", "sticking", "adhere", "adheres", "adhered", "insist", "insists", "insisted", "retain", "retained",
];

/// Beginnings of words that may stand for a denial.
const WIDE_STEMS: &[&str] = &[
    "remain", "maintain", "stay", "paus", "freez", "froze", "unchang", "protect", "exempt", "insens", "incons", "incomp", "incorrect", "ineff", "inelig",
    "inact", "invis", "inacc", "infreq", "insig", "indif", "indef", "inex", "intol", "invuln", "immun", "immob", "immat", "irreg", "irrel", "irresp", "disab",
    "disco", "dislik", "disloc", "disob", "disreg", "disrup", "dissat", "dissu", "distrust", "mist", "misund", "nonc", "nonp", "nons", "cease", "struggl",
    "stagn", "sluggish", "continu", "defi", "defy", "evad", "escap", "spare", "shun", "abort", "forb", "curb", "restrain", "shut", "nullif", "void", "revers",
    "revok", "withst", "wors", "short", "weak", "simpl", "anonym", "vacan", "surviv", "persist", "negativ", "clean", "clear", "flawless", "annul", "averse",
    "avert", "barren", "bereft", "botch", "bungl", "bypass", "caution", "challeng", "clash", "collaps", "contradict", "contrar", "crash", "crippl", "cynic",
    "deadlock", "default", "deepen", "depriv", "deterior", "devoid", "dilut", "ditch", "dodg", "dwindl", "elud", "erod", "eschew", "evapor", "exhaust",
    "expir", "faint", "flop", "flounder", "flunk", "foil", "forfeit", "forsak", "frustrat", "gridlock", "halfway", "hamper", "hesit", "hinder", "hobbl",
    "imped", "incompl", "inconcl", "innocen", "limbo", "lipped", "loggerhead", "mired", "neutral", "oblivi", "obstruct", "omit", "overdu", "overrul",
    "paralyz", "pessim", "plummet", "plung", "quash", "rebel", "rebuk", "rebut", "reluct", "renounc", "renunc", "ruin", "scept", "setback", "shatter",
    "sidelin", "sidestep", "skeptic", "skirt", "slump", "snag", "snub", "spoil", "standoff", "stalem", "stumbl", "stym", "swerv", "thwart", "trivial",
    "turmoil", "vanish", "veto", "vulnerab", "wane", "wary", "weari", "whittl", "wilt", "wreck", "misfir", "misread", "misjudg", "mislead",
];
