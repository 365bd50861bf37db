//! Stage: from blocks to sentences. `marks` finds stops, quotes and brackets in one pass over the bytes, `bounds` decides
//! which stops end a sentence, `abbreviations` holds what English and Korean newspapers write with a full stop, and
//! `standard` asks the Unicode Standard where they have no rule.

mod abbreviations;
mod bounds;
mod marks;
mod standard;

use crate::model::{Document, Passage};
use crate::text::{Span, hangul};

/// Splits the news blocks of a document into sentences: in order, not overlapping, each inside its block.
///
/// ```
/// use daejo::model::{Document, Lang};
/// let document = Document::plain(Lang::Ko, "ko", "금리를 2.5%로 내렸다. 총재는 “더 내린다. 곧이다”라고 말했다.");
/// let sentences: Vec<&str> = daejo::segment::segment(&document).iter().map(|p| p.span.slice(document.text())).collect();
/// assert_eq!(sentences, ["금리를 2.5%로 내렸다.", "총재는 “더 내린다. 곧이다”라고 말했다."]);
/// ```
pub fn segment(document: &Document<'_>) -> Vec<Passage> {
    let text = document.text();
    let mut passages = Vec::with_capacity(document.blocks.len());
    let mut marks = marks::Marks::new();
    for (block, b) in document.blocks.iter().enumerate().filter(|(_, b)| b.kind.is_news()) {
        let body = b.span.slice(text);
        marks::find(body, &mut marks);
        let mut at = 0;
        let mut push = |from: usize, to: usize| {
            let sentence = body.get(from..to).unwrap_or("");
            let start = b.span.start + from + (sentence.len() - sentence.trim_start().len());
            let span = Span::new(start, start + sentence.trim().len());
            if span.is_empty() {
                return;
            }
            // Marks alone belong to the sentence before them.
            let marks_only = !span.slice(text).contains(|c| hangul::is_syllable(c) || c.is_alphanumeric());
            if let Some(last) = passages.last_mut().filter(|p: &&mut Passage| marks_only && p.block == block) {
                last.span.end = span.end;
            } else {
                passages.push(Passage { span, kind: b.kind, block });
            }
        };
        bounds::each(body, &marks, |end| {
            push(at, end);
            at = end;
        });
        push(at, body.len());
    }
    passages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<String> {
        let d = Document::plain(Lang::En, "t", text);
        segment(&d).iter().map(|p| p.span.slice(d.text()).to_owned()).collect()
    }

    /// Splits at `|`, joins and expects the same split back.
    fn holds(marked: &str) {
        let parts: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(split(&parts.join(" ")), parts, "{marked}");
    }

    #[test]
    fn korean_endings() {
        for case in [
            "금리를 내렸다. | 물가는 올랐다.",
            "왜 그랬을까? | 아무도 몰라요. | 이상 없음. | 추진함. | 끝.",
            "코스피는 1.89% 오른 2720.64를 기록했다. | 외국인은 샀다.",
            "공고일은 2025. 4. 15. 이후다. | 3.1절에 열린다.",
            "그런데… 그는 갔다. | 그렇게 끝났다… | 다시 시작이다.",
            "미국 U.S. 스틸을 샀다. | J. D. 밴스 부통령은 왔다.",
            "이날 회의(의장 김모씨. 42)는 길었다. | 끝났다.",
            "1. 개요를 적는다. | 2. 결론을 적는다.",
        ] {
            holds(case);
        }
    }

    #[test]
    fn a_quote_that_goes_on_stays_whole() {
        for case in [
            "그는 “늦었다. 사과한다.”고 말했다. | 끝이다.",
            "“왜 늦었나? 답하라”라며 따졌다. | 끝이다.",
            "\"했다. 그랬다.\"라고 했다. | \"아니다. 모른다\"면서 웃었다.",
            "\"했다. 그랬다.\" 라고 했다. | 그랬다.",
            "“참았다. 또 참았다”는 등 말이 많았다. | 끝이다.",
            "‘안 된다. 못 한다’는 말이 돌았다. | 끝이다.",
            "\"It is bad. We must act,\" she said. | \"Now.\"",
            "\"Is it over? Really?\" he asked. | No one knew.",
            "\"Stop this now!\" Kim said. | They stopped.",
        ] {
            holds(case);
        }
    }

    #[test]
    fn a_quote_that_is_done_ends_the_sentence() {
        for case in [
            "그는 말했다. | “끝이다.” | 모두가 웃었다.",
            "\"We are done,\" he said. | \"It is over.\" | The crowd left.",
            "He called it \"a mistake.\" | The mayor agreed.",
            "(The figures are seasonally adjusted.) | They rose.",
        ] {
            holds(case);
        }
    }

    #[test]
    fn english_abbreviations() {
        for case in [
            "Rep. Kang Sun-woo met Gov. Rhee and Sen. Bae. | Mr. Kim and Dr. Lee came.",
            "It opens on Jan. 3 at 10 a.m. Monday. | Doors close at 6 p.m. | The show starts at 7 p.m. sharp.",
            "No. 2 Hyundai Motor Co. Ltd. and Samsung Life Inc. fell. | Samsung vs. Apple goes on.",
            "He lives in the U.S. | The president does not. | U.S. President Donald Trump left.",
            "George W. Bush and J. P. Morgan met. | It rose 2.5 percent to 1,375.9. | In 2024 it fell.",
            "He said no. | Then he left.",
            "It was… odd. | He waited... | Then he left.",
            "Shares of LG Energy Solution Ltd. rose. | It is St. Louis.",
            "It ended in Dec. | The next one is in Feb. 2027.",
        ] {
            holds(case);
        }
    }

    #[test]
    fn an_open_quote_swallows_nothing() {
        holds("“처음이다. | 둘째다. | 셋째다.");
        holds("He said \"one. | Two. | Three.");
        holds("회의(의장은 갔다. | 둘째다.");
    }

    #[test]
    fn sentences_without_a_space_between_them() {
        assert_eq!(split("금리를 내렸다.물가는 올랐다.“끝이다.”"), ["금리를 내렸다.", "물가는 올랐다.", "“끝이다.”"]);
    }

    #[test]
    fn marks_alone_are_no_sentence() {
        assert_eq!(split("금리를 내렸다. … 물가는 올랐다. ."), ["금리를 내렸다. …", "물가는 올랐다. ."]);
    }

    #[test]
    fn long_runs_of_marks_take_linear_time() {
        for unit in ["\"", "“", "(", ".", ". ", "” ", "a. ", "…", ".\" ", "다. “"] {
            let text = unit.repeat(400_000 / unit.len());
            assert!(!split(&text).is_empty());
        }
    }

    proptest! {
        #[test]
        fn sentences_cover_their_blocks_in_order(text in "([가-힣A-Za-z0-9]{0,3}[ .?!…,\"“”‘’'()\n다요 ]{0,2}|\\PC|\n\n|U\\.S\\. ){0,60}") {
            let d = Document::plain(Lang::Ko, "t", &text);
            let t = d.text();
            let passages = segment(&d);
            let mut at = 0;
            for p in &passages {
                prop_assert!(p.span.start >= at && !p.span.is_empty());
                prop_assert!(d.blocks[p.block].span.contains(p.span));
                prop_assert!(t.is_char_boundary(p.span.start) && t.is_char_boundary(p.span.end));
                prop_assert!(t[at..p.span.start].trim().is_empty(), "left out: {:?}", &t[at..p.span.start]);
                at = p.span.end;
            }
            prop_assert!(t[at..].trim().is_empty());
        }
    }
}
