//! What a text works out itself: a total of its parts, a change between two ends, a share that is left, an age and a year of
//! birth. Each claim is read where words make it certain, and then held against its own figures.

mod change;
mod share;
mod total;
mod work;

pub use work::{computed, holds};

use crate::model::{Document, Lang, Mention, Reading, Value};
use crate::text::Span;
use smallvec::SmallVec;

/// What a figure is said to be of others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// Their sum; the parts beyond the first ones may be of it instead.
    Sum,
    /// At least their sum: 등 총, votes without the invalid ones.
    AtLeastSum,
    /// The percentage or the amount by which the first became the second.
    Change,
    /// What they leave of a hundred.
    Rest,
    /// The distance in points of two of them.
    Gap,
    /// A whole of which the first is a part.
    Whole,
    /// The age of who was born in that year.
    Age,
}

/// A figure of a text that is said to follow from others of it. All numbers are indexes of mentions.
#[derive(Clone, PartialEq, Debug)]
pub struct Claim {
    /// The figure.
    pub goal: usize,
    /// What it follows from.
    pub parts: SmallVec<[usize; 6]>,
    /// Other figures that it may be meant to follow from instead: of the sentence and of the one before it.
    pub others: SmallVec<[usize; 6]>,
    /// How.
    pub form: Form,
}

/// All claims of one side, in the order of the text.
pub fn claims(document: &Document<'_>, reading: &Reading) -> Vec<Claim> {
    let mut out = Vec::new();
    // Every claim is about two figures, or about an age and a year.
    let figures = reading.mentions.iter().filter(|m| counts(m)).count();
    if figures == 0 || figures == 1 && !reading.mentions.iter().any(|m| matches!(m.value, Value::Date(_))) {
        return out;
    }
    let mut before = 0..0;
    for passage in 0..reading.passages.len() {
        let range = reading.mentions_in(&(passage..passage + 1));
        if range.len() >= 2 {
            let figures: SmallVec<[usize; 12]> = range.clone().filter(|&i| counts(&reading.mentions[i])).collect();
            let sentence = Sentence { lang: document.lang, text: document.text(), mentions: &reading.mentions, all: range.clone(), figures: &figures, before };
            if figures.len() <= MOST && !figures.is_empty() {
                change::read(&sentence, &mut out);
                total::read(&sentence, &mut out);
                share::read(&sentence, &mut out);
            }
        }
        before = range;
    }
    out
}

/// Sentences with more figures are tables in disguise.
const MOST: usize = 24;

/// Whether a mention is an amount of something and no date, length of time or name.
fn counts(m: &Mention) -> bool {
    m.value.as_amount().is_some() && !matches!(m.value, Value::Ordinal(_))
}

/// One sentence at work.
struct Sentence<'a> {
    lang: Lang,
    text: &'a str,
    mentions: &'a [Mention],
    /// Everything read in it.
    all: std::ops::Range<usize>,
    /// Its amounts.
    figures: &'a [usize],
    /// What was read in the sentence before it.
    before: std::ops::Range<usize>,
}

impl<'a> Sentence<'a> {
    fn m(&self, i: usize) -> &'a Mention {
        &self.mentions[i]
    }

    /// What stands between two mentions.
    fn between(&self, a: usize, b: usize) -> &'a str {
        Span::new(self.m(a).span.end, self.m(b).span.start).slice(self.text)
    }

    /// The text of the sentence before a mention, back to the mention before it or 60 bytes.
    fn ahead(&self, i: usize) -> &'a str {
        let from = if i > self.all.start { self.m(i - 1).span.end } else { self.m(i).span.start.saturating_sub(60) };
        let from = crate::text::lines::floor(self.text, from.max(self.m(i).span.start.saturating_sub(60)));
        Span::new(from.min(self.m(i).span.start), self.m(i).span.start).slice(self.text)
    }

    /// The text behind a mention, up to 60 bytes.
    fn behind(&self, i: usize) -> &'a str {
        let at = self.m(i).span.end;
        Span::new(at, crate::text::lines::floor(self.text, (at + 60).min(self.text.len()))).slice(self.text)
    }

    /// Whether two mentions measure the same thing in the same unit, as far as is told.
    fn alike(&self, a: usize, b: usize) -> bool {
        alike(self.m(a), self.m(b))
    }

    /// Other figures like `i`, of the sentence and of the one before it.
    fn like(&self, i: usize, but: &[usize]) -> SmallVec<[usize; 6]> {
        let near = self.before.clone().chain(self.all.clone());
        near.filter(|&j| j != i && !but.contains(&j) && self.alike(i, j)).collect()
    }
}

/// Whether two mentions measure the same thing in the same unit, as far as is told.
fn alike(a: &Mention, b: &Mention) -> bool {
    match (&a.value, &b.value) {
        (Value::Number(_), Value::Number(_)) => a.counter.is_none() || b.counter.is_none() || a.counter == b.counter,
        (Value::Money(_, x), Value::Money(_, y)) => x == y,
        (Value::Quantity(_, x), Value::Quantity(_, y)) => x.id == y.id,
        (Value::Percent(_), Value::Percent(_)) | (Value::Points(_), Value::Points(_)) => true,
        _ => false,
    }
}

fn starts_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.starts_with(w))
}

fn ends_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.ends_with(w))
}

fn contains_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Amount, BlockKind, Passage};
    use crate::text::Exact;

    /// A document of one sentence in which every run of digits is a count, and `%` a percentage.
    fn read(lang: Lang, text: &str) -> Vec<(Form, bool)> {
        let document = Document::plain(lang, "t", text);
        let mut mentions = Vec::new();
        let mut at = 0;
        while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|i| at + i) {
            let mut end = start + text[start..].find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len() - start);
            let n = Amount::point(Exact::parse(&text[start..end]).expect("digits"));
            let mut m = Mention::new(Span::new(start, end), Value::Number(n));
            for (unit, value) in [("%포인트", Value::Points(n)), ("%", Value::Percent(n)), (" percent", Value::Percent(n)), ("명", Value::Number(n))] {
                if text[end..].starts_with(unit) {
                    end += unit.len();
                    m.value = value;
                    m.counter = (unit == "명").then_some("person");
                    break;
                }
            }
            m.span = Span::new(start, end);
            mentions.push(m);
            at = end;
        }
        let reading = Reading { passages: vec![Passage { span: Span::new(0, text.len()), kind: BlockKind::Paragraph, block: 0 }], mentions };
        let at = |i: usize| reading.mentions.get(i);
        claims(&document, &reading).iter().map(|c| (c.form, holds(c, &at, None).expect("can be told"))).collect()
    }

    #[test]
    fn korean_claims() {
        let ko = |t| read(Lang::Ko, t);
        assert_eq!(ko("80명에서 100명으로 25% 늘었다"), [(Form::Change, true)]);
        assert_eq!(ko("80명에서 100명으로 35% 늘었다"), [(Form::Change, false)]);
        assert_eq!(ko("80명에서 100명으로 30명 늘었다"), [(Form::Change, false)]);
        assert_eq!(ko("지난해(80명)보다 25% 늘어난 100명이었다"), [(Form::Change, true)]);
        assert_eq!(ko("사상자 15명(사망 3명, 부상 13명)"), [(Form::Sum, false)]);
        assert_eq!(ko("12명과 18명을 합쳐 모두 30명"), [(Form::Sum, true)]);
        assert_eq!(ko("서울 12명, 경기 18명, 부산 20명을 합쳐 모두 50명"), [(Form::Sum, true)]);
        assert_eq!(ko("서울 12명, 경기 18명, 부산 20명을 합쳐 모두 60명"), [(Form::Sum, false)]);
        assert_eq!(ko("서울 12명, 경기 28명 등 총 35명"), [(Form::AtLeastSum, false)]);
        assert_eq!(ko("서울 12명, 경기 8명 등 총 35명"), [(Form::AtLeastSum, true)]);
        assert_eq!(ko("45%가 찬성, 40%가 반대였고 나머지 25%는"), [(Form::Rest, false)]);
        assert_eq!(ko("30명 중 38명이"), [(Form::Whole, false)]);
        assert_eq!(ko("재석 300명 중 찬성 204명, 반대 85명, 기권 3명, 무효 9명"), [(Form::Sum, false), (Form::Whole, true)]);
        assert_eq!(ko("30명에서 시작해 100명이 됐고 25%는"), [], "no change is told");
        assert_eq!(ko("선수 30명(감독 2명, 코치 5명)"), [], "whether these make the whole is not told");
    }

    #[test]
    fn english_claims() {
        let en = |t| read(Lang::En, t);
        assert_eq!(en("It rose 25 percent from 80 to 100."), [(Form::Change, true)]);
        assert_eq!(en("It rose 35 percent to 100 from 80."), [(Form::Change, false)]);
        assert_eq!(en("It came to 100, up 25 percent from 80."), [(Form::Change, true)]);
        assert_eq!(en("There were 15 casualties (3 dead and 13 injured)."), [], "what follows the count is no parenthesis");
        assert_eq!(en("It has 15 (3 men and 13 women)."), [(Form::Sum, false)]);
        assert_eq!(en("It hired 12 men and 18 women, for a total of 35."), [(Form::Sum, false)]);
        assert_eq!(en("It hired 12 men, 18 women and 20 others, for a total of 50."), [(Form::Sum, true)]);
        assert_eq!(en("Of them 45 percent are for, 40 percent against and the remaining 25 percent"), [(Form::Rest, false)]);
        assert_eq!(en("As many as 38 of the 30 passengers"), [(Form::Whole, false)]);
        assert_eq!(en("It has 15 (3 in Seoul and 13 in Busan)."), []);
    }
}
