//! How long each stage takes, with the bytes of both texts per second: on an article of the corpus and on one pair of
//! sentences. `cargo bench`, or `cargo bench -- article`.

use daejo::align::{Side, align};
use daejo::ingest::{Format, Loaded, load_bytes};
use daejo::judge::Policy;
use daejo::model::{Document, Lang, Leave, Mention, Pair, Pairing, Reading, RuleSet};
use daejo::{check, extract, pipeline, segment};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

/// A pair as texts.
struct Texts {
    ko: Loaded,
    en: Loaded,
}

impl Texts {
    fn new(ko: &str, en: &str) -> Self {
        let load = |name: &str, text: &str| load_bytes(name, text.as_bytes(), Format::Markdown).expect("is an article");
        Self { ko: load("ko.md", ko), en: load("en.md", en) }
    }

    fn article() -> Self {
        Self::new(include_str!("../corpus/pairs/rate-decision/ko.md"), include_str!("../corpus/pairs/rate-decision/en.md"))
    }

    fn sentence() -> Self {
        Self::new(
            "---\ndate: 2025-04-15\n---\n국토교통부는 14일 도로 사업 열두 건에 3조5000억원을 투입한다고 밝혔다.\n",
            "---\ndate: 2025-04-15\n---\nThe Land Ministry said Monday that it will spend 3.5 billion won on 12 road projects.\n",
        )
    }

    fn documents(&self) -> (Document<'_>, Document<'_>) {
        (self.ko.document(Lang::Ko), self.en.document(Lang::En))
    }

    fn bytes(&self) -> BytesCount {
        BytesCount::new(self.ko.text.len() + self.en.text.len())
    }
}

/// The stages, each on what the ones before it make of the texts.
mod stages {
    use super::{
        Bencher, BytesCount, Document, Leave, Mention, Pair, Pairing, Policy, Reading, RuleSet, Side, Texts, align, check, extract, pipeline, segment,
    };

    pub(super) fn intake(bencher: Bencher<'_, '_>, texts: &Texts) {
        bencher.counter(texts.bytes()).bench(|| texts.documents());
    }

    pub(super) fn segments(bencher: Bencher<'_, '_>, texts: &Texts) {
        let (ko, en) = texts.documents();
        bencher.counter(texts.bytes()).bench(|| (segment::segment(&ko), segment::segment(&en)));
    }

    pub(super) fn values(bencher: Bencher<'_, '_>, document: &Document<'_>, texts: &Texts) {
        let passages = segment::segment(document);
        let read = || -> Vec<Mention> { extract::extract(document, &passages, texts.ko.meta.date) };
        bencher.counter(BytesCount::of_str(document.given)).bench(read);
    }

    pub(super) fn pairing(bencher: Bencher<'_, '_>, texts: &Texts) {
        let (source, target) = texts.documents();
        let (ko, en) = read(texts, &source, &target);
        bencher.counter(texts.bytes()).bench(|| -> Pairing { align(Side::new(&source, &ko), Side::new(&target, &en)) });
    }

    pub(super) fn rules(bencher: Bencher<'_, '_>, texts: &Texts) {
        let (source, target) = texts.documents();
        let (ko, en) = read(texts, &source, &target);
        let pairing = align(Side::new(&source, &ko), Side::new(&target, &en));
        let pair = Pair { source: &source, target: &target, ko: &ko, en: &en, pairing: &pairing, date: texts.ko.meta.date };
        let settings = check::Settings {
            conversion_tolerance: Policy::default().conversion_tolerance,
            house: None,
            precedent: None,
            off: RuleSet::default(),
            leave: Leave::default(),
        };
        bencher.counter(texts.bytes()).bench(|| check::check(&pair, settings.clone()));
    }

    pub(super) fn whole(bencher: Bencher<'_, '_>, texts: &Texts) {
        let policy = Policy::default();
        bencher.counter(texts.bytes()).bench(|| {
            let (source, target) = texts.documents();
            pipeline::check_pair(&source, &target, texts.ko.meta.date, &policy).outcome
        });
    }

    fn read(texts: &Texts, source: &Document<'_>, target: &Document<'_>) -> (Reading, Reading) {
        let date = texts.ko.meta.date;
        (pipeline::read(source, date), pipeline::read(target, date))
    }
}

macro_rules! group {
    ($name:ident, $texts:expr) => {
        #[divan::bench_group]
        mod $name {
            use super::{Bencher, Lang, Texts, stages};

            #[divan::bench]
            fn intake(bencher: Bencher<'_, '_>) {
                stages::intake(bencher, &$texts);
            }

            #[divan::bench]
            fn segment(bencher: Bencher<'_, '_>) {
                stages::segments(bencher, &$texts);
            }

            #[divan::bench]
            fn extract_ko(bencher: Bencher<'_, '_>) {
                let texts = $texts;
                stages::values(bencher, &texts.ko.document(Lang::Ko), &texts);
            }

            #[divan::bench]
            fn extract_en(bencher: Bencher<'_, '_>) {
                let texts = $texts;
                stages::values(bencher, &texts.en.document(Lang::En), &texts);
            }

            #[divan::bench]
            fn align(bencher: Bencher<'_, '_>) {
                stages::pairing(bencher, &$texts);
            }

            #[divan::bench]
            fn check(bencher: Bencher<'_, '_>) {
                stages::rules(bencher, &$texts);
            }

            #[divan::bench]
            fn pipeline(bencher: Bencher<'_, '_>) {
                stages::whole(bencher, &$texts);
            }
        }
    };
}

group!(article, Texts::article());
group!(sentence, Texts::sentence());
