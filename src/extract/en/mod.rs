//! English: what stands in a sentence, as values. One pass over its tokens; the first word of a value decides which
//! reader looks at it, and every reader says where the next one goes on.

mod age;
mod amount;
mod away;
mod clock_words;
mod compound;
mod count;
mod counted;
mod date;
mod daypart;
mod decimal;
mod duration;
mod fraction;
mod hedge;
mod holiday;
mod label;
mod lexicon;
mod measure;
mod money;
mod multiple;
pub(super) mod name;
mod number;
mod numeric_date;
mod ordinal;
mod period;
mod range;
mod relative;
mod roman;
#[cfg(test)]
mod tests;
mod time;
mod token;
mod weekday;
mod year;

use crate::model::{Certainty, Mention, Value};
use crate::text::Span;
use jiff::civil::Date;
use lexicon::Lex;
use token::{Kind, Sentence, tokenize};

/// Longer texts are read piece by piece, so that memory stays flat.
const PIECE: usize = 1 << 15;

/// Reads one sentence; spans are in bytes of `text`, in order and not overlapping.
pub(super) fn read(text: &str, date: Option<Date>, out: &mut Vec<Mention>) {
    let mut base = 0;
    while base < text.len() {
        let piece = piece(&text[base..]);
        let tokens = tokenize(piece);
        let sentence = Sentence { text: piece, tokens: &tokens, date };
        let first = out.len();
        Reader { s: sentence, out, base, first, floor: 0 }.run();
        base += piece.len();
    }
}

/// The start of a text up to a space behind [`PIECE`] bytes; all of it when it is shorter.
fn piece(text: &str) -> &str {
    let space = text.as_bytes().get(PIECE..).and_then(|rest| memchr::memchr(b' ', rest.get(..PIECE).unwrap_or(rest)));
    let end = space.map_or_else(|| text.len().min(2 * PIECE), |at| PIECE + at);
    let end = (end..=text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len());
    &text[..end]
}

/// Walks over a sentence and collects what it says.
struct Reader<'a, 'o> {
    s: Sentence<'a>,
    out: &'o mut Vec<Mention>,
    /// Where the piece starts in the text.
    base: usize,
    /// Where the mentions of this piece start.
    first: usize,
    /// The first token that no mention has taken yet.
    floor: usize,
}

impl Reader<'_, '_> {
    fn run(&mut self) {
        let mut i = 0;
        while let Some(token) = self.s.tokens.get(i) {
            // Most words are of no interest to any reader.
            let plain = matches!((token.kind, token.lex), (Kind::Word, Lex::None));
            let next = if plain { None } else { self.dispatch(i) };
            i = next.unwrap_or(i + 1).max(i + 1);
        }
    }

    /// Lets the reader that the token calls for try; the next token to look at when it found something.
    fn dispatch(&mut self, i: usize) -> Option<usize> {
        let t = self.s.at(i);
        match t.kind {
            Kind::Digits => self.digits(i),
            Kind::Mark(
                '$' | '€' | '£' | '¥' | '₩' | '￦' | '₹' | '₽' | '฿' | '₫' | '₱' | '₺' | '₪' | '₴' | '₡' | '₦' | '₨' | '₭' | '₮' | '₲' | '₸' | '₼' | '₾' | '₵'
                | '₿',
            ) => amount::read(self, i),
            Kind::Mark('-' | '−') => amount::negative(self, i),
            Kind::Mark('\'' | '’') => year::short_decade(self, i),
            _ => match t.lex {
                Lex::None => None,
                lex => self.word(i, lex),
            },
        }
    }

    fn digits(&mut self, i: usize) -> Option<usize> {
        if let Some(next) = label::quad(self, i) {
            return Some(next);
        }
        if label::part_of_a_name(self.s, i) || label::telephone(self.s, i) {
            return Some(label::chain_end(self.s, i));
        }
        numeric_date::read(self, i)
            .or_else(|| weekday::several(self, i))
            .or_else(|| year::read(self, i))
            .or_else(|| time::read(self, i))
            .or_else(|| ordinal::digits(self, i))
            .or_else(|| age::decade(self, i))
            .or_else(|| amount::read(self, i))
            .or_else(|| Some(label::chain_end(self.s, i)))
    }

    fn word(&mut self, i: usize, lex: Lex) -> Option<usize> {
        match lex {
            Lex::Month(..) => date::month(self, i),
            Lex::Weekday(..) => weekday::read(self, i),
            Lex::Rel(r) => weekday::relative(self, i, r).or_else(|| relative::read(self, i, r)),
            Lex::Neighbour(step) => relative::neighbour(self, i, step),
            Lex::Day(step) => relative::day(self, i, step),
            Lex::Time(..) => relative::unit(self, i),
            Lex::End => relative::end(self, i),
            Lex::Near(step) => relative::near(self, i, step),
            Lex::Past => relative::past(self, i),
            Lex::EndOf => relative::end_of(self, i),
            Lex::Tonight => daypart::tonight(self, i),
            Lex::Couple => duration::couple(self, i),
            Lex::Whole => duration::whole(self, i),
            Lex::Holiday => holiday::read(self, i),
            Lex::Clock(minute) => clock_words::named(self, i, minute),
            Lex::Factor(twice, usage) => multiple::factor(self, i, twice, usage),
            Lex::Fold(n) => Some(multiple::fold(self, i, n)),
            Lex::Decade(n) | Lex::Something(n) => age::named_decade(self, i, n),
            Lex::Nth(_) | Lex::NthTens(_) | Lex::NthScale(_) => {
                numeric_date::spoken_day(self, i).or_else(|| ordinal::counted_off(self, i)).or_else(|| period::part(self, i)).or_else(|| ordinal::word(self, i))
            }
            Lex::Code => money::code(self, i).then(|| amount::read(self, i)).flatten().or_else(|| period::labelled(self, i)),
            Lex::Mach => amount::mach(self, i),
            Lex::Minus => amount::negative(self, i),
            Lex::Single => multiple::digits_long(self, i, 1),
            Lex::Roman => roman::read(self, i),
            Lex::A => clock_words::past(self, i).or_else(|| amount::read(self, i)).or_else(|| duration::with_article(self, i)),
            Lex::Ones(_) | Lex::Tens(_) => {
                let calendar = clock_words::spoken(self, i)
                    .or_else(|| weekday::several(self, i))
                    .or_else(|| year::in_words(self, i))
                    .or_else(|| numeric_date::spoken_day(self, i));
                calendar.or_else(|| ordinal::word(self, i)).or_else(|| amount::read(self, i))
            }
            Lex::Half | Lex::Quarter => clock_words::past(self, i).or_else(|| amount::read(self, i)),
            Lex::Hundred | Lex::Point | Lex::Scale(_) | Lex::Few | Lex::Plural(_) | Lex::Vulgar(..) => amount::read(self, i),
            Lex::None | Lex::Part(_) | Lex::Season | Lex::Weekend | Lex::Dozen | Lex::Parts(_) | Lex::PartsScale(_) => None,
        }
    }

    /// Takes the tokens from `from` up to `to` as a mention, with the hedges that stand around them.
    fn emit(&mut self, from: usize, to: usize, value: Value) -> usize {
        self.emit_as(from, to, value, None, None)
    }

    /// The same, with a certainty that the number itself brings and what is counted.
    fn emit_as(&mut self, from: usize, to: usize, value: Value, own: Option<Certainty>, counter: Option<&'static str>) -> usize {
        let ago = self.s.any(to, &["ago", "before", "earlier", "later", "after"]);
        let after = hedge::after(self.s, to);
        let before = hedge::before(self.s, from, self.floor, ago, &value).filter(|h| h.1 != Certainty::About || after.is_none());
        let from = before.map_or(from, |h| h.0);
        let to = after.map_or(to, |h| h.to);
        let bracketed = || matches!(value, Value::Money(..) | Value::Quantity(..)).then(|| hedge::behind_bracket(self.s, to)).flatten();
        let certainty = before.map(|h| h.1).or(after.map(|h| h.certainty)).or_else(bracketed).or(own).unwrap_or_default();
        self.push(from, to, value, certainty, counter)
    }

    /// Takes the tokens as they are.
    fn push(&mut self, from: usize, to: usize, value: Value, certainty: Certainty, counter: Option<&'static str>) -> usize {
        let (start, end) = (self.s.at(from).start, self.s.back(to, 1).end);
        self.out.push(Mention { span: Span::new(self.base + start, self.base + end), value, certainty, counter });
        self.floor = to;
        to
    }
}
