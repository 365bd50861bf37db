//! A hunt for work that grows faster than what it is given: for every rule and every reader, input that is doubled again and again. What is
//! measured is the time of the processor on this thread, the best of some runs, so that a busy machine changes little.
//!
//! DAEJO_DOUBLINGS=8 for the whole hunt by hand, DAEJO_HUNT=date for those alone whose name has it; here a few show what is grossly wrong.

use cpu_time::ThreadTime;
use daejo::config::Config;
use daejo::house::{self, House};
use daejo::ingest::bilingual::{Kind, in_bytes};
use daejo::ingest::decode::decode;
use daejo::ingest::{Format, Layout, Limits, PairInput, PairReader, load_bytes};
use daejo::judge::Policy;
use daejo::judge::baseline::Baseline;
use daejo::judge::waive::{parse, read_comment};
use daejo::model::Lang;
use daejo::pipeline::{self, check_pair};
use daejo::record::{Chain, Envelope, Trust};
use std::hint::black_box;
use std::time::Duration;

/// By how much the time may grow where the input is doubled: n log n, caches and allocators included.
const GROWTH: f64 = 2.3;
/// The same where a few doublings of little input are looked at on a machine that does other things besides: twice is linear, four times quadratic.
const ROUGHLY: f64 = 3.0;
/// What takes less than this by hand tells nothing: over so little, what grows is how far away the memory is.
const TELLING: Duration = Duration::from_millis(10);
/// How long an input is worked on before it is doubled no more.
const LONG: Duration = Duration::from_secs(2);
/// Units beyond which an input that is still quick is let be.
const MOST: usize = 1 << 13;

fn number(name: &str, default: u32) -> u32 {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(default)
}

fn by_hand() -> bool {
    number("DAEJO_DOUBLINGS", 2) > 3
}

/// The growth that is let pass.
fn limit() -> f64 {
    if by_hand() { GROWTH } else { ROUGHLY }
}

fn cost(work: impl Fn()) -> Duration {
    let begun = ThreadTime::now();
    work();
    begun.elapsed()
}

fn best<T>(input: &T, work: &impl Fn(&T)) -> Duration {
    (0..3).map(|_| cost(|| work(input))).min().unwrap_or_default()
}

/// Doubles the input of `work`, whose making is not measured; what is wrong with how its time grows over the last doublings, where something is. Earlier ones tell little: work
/// that grows faster up to a bound (figures of one link, passages of one window) is meant to.
fn hunt<T>(name: &str, make: impl Fn(usize) -> T, work: impl Fn(&T)) -> Option<String> {
    grows(name, limit(), make, work)
}

fn grows<T>(name: &str, most: f64, make: impl Fn(usize) -> T, work: impl Fn(&T)) -> Option<String> {
    if std::env::var("DAEJO_HUNT").is_ok_and(|only| !name.contains(&only)) {
        return None;
    }
    let first = Duration::from_micros(number("DAEJO_FIRST", 2000).into());
    let mut n = 8;
    let once = |n: usize| {
        let input = make(n);
        cost(|| work(&input))
    };
    while once(n) < first && n < MOST {
        n *= 2;
    }
    let mut doubled = 2;
    while doubled < number("DAEJO_DOUBLINGS", 2) && once(n << doubled) < LONG {
        doubled += 1;
    }
    let (small, large) = (n << (doubled - 2), n << doubled);
    let grows = || {
        let (before, after) = (best(&make(small), &work), best(&make(large), &work));
        let growth = (after.as_secs_f64() / before.as_secs_f64().max(1e-9)).sqrt();
        (after > if by_hand() { TELLING } else { first / 2 } && growth > most)
            .then(|| format!("{name}: {small} in {before:?}, {large} in {after:?}: {growth:.2} a doubling"))
    };
    // Three looks: something else may have had the caches.
    grows().and_then(|_| grows()).and_then(|_| grows())
}

fn linear(found: &[String], of: usize) {
    assert!(of > 5, "nothing was looked at");
    assert!(found.is_empty(), "{} of {of}:\n{}", found.len(), found.join("\n"));
}

fn pair(ko: String, en: String) -> PairInput {
    PairInput { ko, en, date: "2025-04-15".parse().ok(), ..PairInput::default() }
}

fn check(pair: &PairInput) {
    let (source, target) = pair.documents();
    black_box(check_pair(&source, &target, pair.date, &Policy::default()));
}

/// The first example of a page that has both languages.
fn example(page: &str) -> Option<(String, String)> {
    let line = |key: &str| page.lines().find_map(|l| l.strip_prefix(key)).map(str::to_owned);
    line("ko: ").zip(line("en: "))
}

#[test]
fn no_rule_takes_longer_than_its_text() {
    let examples: Vec<(&str, (String, String))> = pipeline::rules().filter_map(|r| Some((r.id, example(r.page)?))).collect();
    let wrong = examples.iter().filter_map(|(rule, (ko, en))| hunt(rule, |n| pair(format!("{ko}\n\n").repeat(n), format!("{en}\n\n").repeat(n)), check));
    linear(&wrong.collect::<Vec<_>>(), examples.len());
}

/// Words and figures, with `#` for a number that is another one each time.
const SEEDS: [(&str, &str); 26] = [
    ("3조5000억원", "3.5 trillion won"),
    ("#억원", "#0 million won"),
    ("#명", "# people"),
    ("#%", "# percent"),
    ("4월 #일", "April #"),
    ("김하늘", "Kim Ha-neul"),
    ("김#수 장관은", "Minister Kim #-su"),
    ("“예”", "“yes”"),
    ("“", "“"),
    ("(", "("),
    ("[", "["),
    ("약", "about"),
    ("올랐다", "rose"),
    ("지난해", "last year"),
    ("않았다", "did not"),
    ("만이천", "twenty-"),
    ("1,", "1,"),
    ("1-", "1/"),
    ("~", "–"),
    ("이", "\u{301}"),
    ("\u{200b}", "\u{200b}"),
    ("혐의로 기소된", "indicted on charges of"),
    ("한국은행", "the Bank of Korea"),
    ("서울", "Seoul"),
    ("전 대통령", "former president"),
    ("3대 2로", "3 to 2"),
];

#[test]
fn no_words_take_longer_than_they_are() {
    let many = |unit: &str, between: &str, n: usize| {
        let mut out = String::new();
        for i in 0..n {
            out.push_str(&unit.replace('#', &(i % 900 + 11).to_string()));
            out.push_str(between);
        }
        out
    };
    let shapes = [
        ("one word", ["", ""]),
        ("one sentence", [" ", " "]),
        ("sentences", ["라고 밝혔다. ", ", it said. "]),
        ("paragraphs", ["라고 밝혔다.\n\n", ", it said.\n\n"]),
    ];
    let mut wrong = Vec::new();
    for (ko, en) in SEEDS {
        for (shape, [between_ko, between_en]) in shapes {
            // Within one link every figure is held against every other, up to a bound.
            let most = if shape.starts_with("one") { GROWTH * GROWTH } else { limit() };
            wrong.extend(grows(&format!("{ko} {en} as {shape}"), most, |n| pair(many(ko, between_ko, n), many(en, between_en, n)), check));
        }
    }
    linear(&wrong, SEEDS.len() * shapes.len());
}

/// What readers are given over and over, each after a beginning that makes it theirs.
const MARKUP: [&str; 30] = [
    "*", "_", "**a", "> ", "[", "![", "](", "`", "- ", "1. ", "|", "# ", "&", "&amp;", "<", "<b>", "</b>", "<!--", "-->", "<p a=", "\"", "'", "\\", "\n",
    "\r\n", "{", "}", "a: b\n", ",", "<script>",
];

#[test]
fn no_reader_takes_longer_than_its_file() {
    let mut wrong = Vec::new();
    let mut of = 0;
    let mut look = |name: String, work: &dyn Fn(&str), before: &str| {
        for unit in MARKUP {
            of += 1;
            wrong.extend(hunt(&format!("{name}: {unit:?}"), |n| format!("{before}{}", unit.repeat(n)), |text| work(text)));
        }
    };
    for (format, before) in [
        (Format::Plain, "가\n"),
        (Format::Markdown, "# 가\n\n"),
        (Format::Markdown, "---\n"),
        (Format::Html, "<p>가 "),
        (Format::Html, "<!doctype html><head>"),
    ] {
        let read = |text: &str| {
            if let Ok(loaded) = load_bytes("a", text.as_bytes(), format) {
                black_box(loaded.document(Lang::Ko));
            }
        };
        look(format!("{format:?} {before:?}"), &read, before);
    }
    for (kind, before) in [
        (Kind::Xliff, "<?xml version=\"1.0\"?><xliff version=\"1.2\"><file><body><trans-unit id=\"1\"><source>"),
        (Kind::Tmx, "<?xml version=\"1.0\"?><tmx><body><tu><tuv xml:lang=\"ko\"><seg>"),
        (Kind::Po, "msgid \"가\"\nmsgstr \"a\"\n\n#: "),
    ] {
        let read = |text: &str| {
            let _ = black_box(in_bytes(text.as_bytes(), kind, Limits::default()));
        };
        look(format!("{kind:?}"), &read, before);
    }
    for layout in [Layout::Jsonl, Layout::Tsv, Layout::Csv] {
        look(
            format!("{layout:?}"),
            &|text| PairReader::new(std::io::Cursor::new(text.to_owned()), layout).take(MOST).for_each(|line| drop(black_box(line))),
            "ko\ten\n",
        );
    }
    let catalogue = daejo::config::Catalogue::new(pipeline::rules(), daejo::check::rules());
    look("config.toml".to_owned(), &|text| drop(black_box(Config::parse(text, &catalogue))), "[rules]\n");
    look("daejo.waivers.toml".to_owned(), &|text| drop(black_box(parse(text, &["date-differs"], &[]))), "[[waiver]]\nrule = \"date-differs\"\n");
    look("a comment".to_owned(), &|text| drop(black_box(read_comment(text))), "daejo-waive ");
    look("the baseline".to_owned(), &|text| drop(black_box(Baseline::parse(text))), "");
    look("a house list".to_owned(), &|text| drop(black_box(House::new(house::read(text).0))), "ko,en\n");
    look("keys.toml".to_owned(), &|text| drop(black_box(Trust::parse(text))), "[[key]]\n");
    look("an envelope".to_owned(), &|text| drop(black_box(Envelope::parse(text.as_bytes()))), "{\"payload\":\"");
    look("a record".to_owned(), &|text| drop(black_box(Chain::read(text.as_bytes(), &Trust::default()))), "{}\n");
    look("bytes".to_owned(), &|text| drop(black_box(decode(text.as_bytes()))), "\u{feff}");
    linear(&wrong, of);
}
