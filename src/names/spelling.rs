//! What it costs to read a Latin spelling as a Hangul name: a cheapest path through letters on both sides, over the
//! tables `korean.tsv` (how Koreans spell their names) and `foreign.tsv` (what Hangul transcribes). Used by `matching`.

use crate::text::hangul;
use smallvec::SmallVec;
use std::sync::LazyLock;

/// Letters of a Hangul name: initials, vowels and finals as numbers of their own; the silent initial is left out.
pub(super) type Letters = SmallVec<[u8; 24]>;

/// First number of the vowels, the finals and the digits among the letters; one past the last.
const VOWEL: u8 = 19;
const FINAL: u8 = 40;
const DIGIT: u8 = 68;
const KINDS: usize = 78;
/// The initial that makes no sound.
const SILENT: u8 = 11;
/// Longest sides that are compared; what is longer is cut.
const MAX_LETTERS: usize = 60;
const MAX_LATIN: usize = 72;

/// Which way of spelling a name is read by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Manner {
    /// Korean names, as Koreans spell them.
    Korean,
    /// Foreign names, as Hangul transcribes them.
    Foreign,
}

/// A few letters in one number, the first one lowest, so that comparing them takes one step. Each is kept one higher:
/// zero is what stands behind the last.
#[derive(Clone, Copy)]
struct Packed {
    letters: u64,
    /// Ones for the letters that there are.
    mask: u64,
    len: usize,
}

impl Packed {
    fn new(letters: &[u8]) -> Self {
        let letters = &letters[..letters.len().min(8)];
        let number = letters.iter().rev().fold(0, |sum, &b| sum << 8 | (u64::from(b) + 1));
        Self { letters: number, mask: u64::MAX.checked_shr(64 - 8 * u32::try_from(letters.len()).unwrap_or(8)).unwrap_or(0), len: letters.len() }
    }

    /// Whether the letters packed in `text` start with these.
    fn starts(self, text: u64) -> bool {
        (text ^ self.letters) & self.mask == 0
    }
}

/// For every place in a row of letters, and the one behind it, the letters from there on, packed.
fn packed_from<const N: usize>(letters: &[u8]) -> [u64; N] {
    let mut out = [0; N];
    for i in (0..letters.len().min(N - 1)).rev() {
        out[i] = out[i + 1] << 8 | (u64::from(letters[i]) + 1);
    }
    out
}

/// One way to spell one letter, or a few letters in a row.
struct Spelling {
    letters: Packed,
    latin: Packed,
    cost: u16,
}

/// A table of spellings, by the first letter on both sides, the cheapest first.
pub(super) struct Table {
    by_first: Vec<Vec<Spelling>>,
    /// Whether a name may begin with the letters of a cell.
    opens: Vec<bool>,
    manner: Manner,
}

/// Columns of the table: a Latin letter each, and one for spellings of nothing.
const COLUMNS: usize = 27;
const NOTHING: usize = 26;

/// What the first letters of a name may cost together.
const OPENING: u16 = 90;
/// Columns of vowels, any of which may be taken for another, and of the letters that are silent at the beginning of some names: h, w, g.
const AT_FIRST: ([usize; 6], [usize; 3]) = ([0, 4, 8, 14, 20, 24], [7, 22, 6]);

/// The column of a Latin letter; digits are spelled by nothing.
fn column(latin: u8) -> usize {
    if latin.is_ascii_lowercase() { usize::from(latin - b'a') } else { NOTHING }
}

static KOREAN: LazyLock<Table> = LazyLock::new(|| Table::load(include_str!("korean.tsv"), Manner::Korean));
static FOREIGN: LazyLock<Table> = LazyLock::new(|| Table::load(include_str!("foreign.tsv"), Manner::Foreign));

/// Appends the letters of `hangul`; digits are kept, anything else is passed over.
pub(super) fn letters_of(hangul: &str, out: &mut Letters) {
    for c in hangul.chars() {
        if let Some((i, v, f)) = hangul::letters(c) {
            if i != SILENT {
                out.push(i);
            }
            out.push(VOWEL + v);
            if f > 0 {
                out.push(FINAL + f);
            }
        } else if let Some(d) = c.to_digit(10) {
            out.push(DIGIT + u8::try_from(d).unwrap_or(0));
        }
    }
}

/// The cost, in hundredths, of the cheapest reading of `latin` (lower-case letters and digits) as `letters`, or `limit`
/// where it is no less than that.
pub(super) fn cost(letters: &[u8], latin: &[u8], manner: Manner, limit: u16) -> u16 {
    Costs::of(letters, latin, manner, limit).up_to(letters.len())
}

/// Whether a foreign name may begin with a Latin letter in one script and with this one in the other. Most words are told apart by
/// that alone.
pub(super) fn may_begin(letter: u8, latin: u8) -> bool {
    FOREIGN.opens[usize::from(letter) * COLUMNS + column(latin)]
}

/// What it costs to read a Latin spelling as Hangul letters, and as every beginning of them.
pub(super) struct Costs {
    /// A row for each number of letters, a column for each number of Latin ones.
    cells: SmallVec<[u16; 512]>,
    width: usize,
}

impl Costs {
    /// Costs from `limit` on are not told apart.
    pub(super) fn of(letters: &[u8], latin: &[u8], manner: Manner, limit: u16) -> Self {
        let table = match manner {
            Manner::Korean => &*KOREAN,
            Manner::Foreign => &*FOREIGN,
        };
        let (letters, latin) = (&letters[..letters.len().min(MAX_LETTERS)], &latin[..latin.len().min(MAX_LATIN)]);
        let width = latin.len() + 1;
        let mut cells = SmallVec::from_elem(limit, (letters.len() + 1) * width);
        table.fill(letters, latin, limit, &mut cells);
        Self { cells, width }
    }

    /// The cost of the whole spelling as the first so many letters.
    pub(super) fn up_to(&self, letters: usize) -> u16 {
        let row = letters.min(self.cells.len() / self.width - 1);
        self.cells[(row + 1) * self.width - 1]
    }
}

impl Table {
    fn load(tsv: &'static str, manner: Manner) -> Self {
        let mut by_first: Vec<Vec<Spelling>> = (0..KINDS * COLUMNS).map(|_| Vec::new()).collect();
        for line in tsv.lines().filter(|l| !l.starts_with('#')) {
            let Some((names, spellings)) = line.split_once('\t') else { continue };
            let letters: SmallVec<[u8; 4]> = names.split(' ').filter_map(letter_named).collect();
            let Some(&first) = letters.first() else { continue };
            for spelling in spellings.split(' ') {
                let (latin, cost) = spelling.split_once(':').map_or((spelling, 0), |(l, c)| (l, c.parse().unwrap_or(0)));
                let column = latin.bytes().next().map_or(NOTHING, column);
                by_first[usize::from(first) * COLUMNS + column].push(Spelling { letters: Packed::new(&letters), latin: Packed::new(latin.as_bytes()), cost });
            }
        }
        for cell in &mut by_first {
            cell.sort_by_key(|s| s.cost);
        }
        let cheap = |cell: &[Spelling]| cell.first().is_some_and(|s| s.cost <= OPENING);
        let opens = (0..KINDS * COLUMNS).map(|cell| {
            let (letter, column) = (cell / COLUMNS, cell % COLUMNS);
            let vowels = (usize::from(VOWEL)..usize::from(FINAL)).contains(&letter) && AT_FIRST.0.contains(&column);
            cheap(&by_first[cell]) || cheap(&by_first[letter * COLUMNS + NOTHING]) || vowels || AT_FIRST.1.contains(&column)
        });
        Self { opens: opens.collect(), by_first, manner }
    }

    /// Fills in the cheapest paths; `best` comes with `limit` in every cell.
    fn fill(&self, letters: &[u8], latin: &[u8], limit: u16, best: &mut [u16]) {
        let (n, m) = (letters.len(), latin.len());
        let width = m + 1;
        best[0] = 0;
        let letters_from: [u64; MAX_LETTERS + 1] = packed_from(letters);
        let latin_from: [u64; MAX_LATIN + 1] = packed_from(latin);
        // The last row that a path leads to: most names are told apart within a letter or two, where all paths end.
        let mut reached = 0;
        for i in 0..=n {
            if i > reached {
                return;
            }
            let extra_letter = letters.get(i).map_or(0, |&l| self.extra_letter(l));
            for j in 0..=m {
                let here = best[i * width + j];
                if here >= limit {
                    continue;
                }
                if j < m {
                    lower(best, i * width + j + 1, here + self.extra_latin(latin, j));
                }
                if i == n {
                    continue;
                }
                let mut step = |letters: usize, latin: usize, cost: u16| {
                    if here + cost < limit {
                        lower(best, (i + letters) * width + j + latin, here + cost);
                        reached = reached.max(i + letters);
                    }
                };
                step(1, 0, extra_letter);
                if j < m {
                    step(1, 1, substitution(letters[i], latin[j]));
                }
                let row = usize::from(letters[i]) * COLUMNS;
                let spelled = latin.get(j).map_or(&[][..], |&c| &self.by_first[row + column(c)]);
                for list in [spelled, &self.by_first[row + NOTHING]] {
                    for s in list.iter().take_while(|s| here + s.cost < limit) {
                        if s.latin.starts(latin_from[j]) && s.letters.starts(letters_from[i]) {
                            step(s.letters.len, s.latin.len, s.cost);
                        }
                    }
                }
            }
        }
    }

    /// What a Latin letter costs that stands for nothing in the Hangul.
    fn extra_latin(&self, latin: &[u8], at: usize) -> u16 {
        let c = latin[at];
        let before = at.checked_sub(1).map(|i| latin[i]);
        let last = at + 1 == latin.len();
        if c.is_ascii_digit() {
            return 200;
        }
        match (self.manner, c) {
            (_, c) if before == Some(c) => 25,
            (Manner::Foreign, b'e') if last => 20,
            (Manner::Foreign, b's' | b't' | b'x' | b'd') if last => 60,
            (Manner::Foreign, b'h') => 30,
            (Manner::Foreign, b'r') if before.is_some_and(is_vowel) => 25,
            (Manner::Foreign, b'w' | b'g') => 60,
            (Manner::Foreign, c) if is_vowel(c) => 55,
            (_, b'h') => 50,
            (Manner::Korean, c) if is_vowel(c) => 90,
            _ => 110,
        }
    }

    /// What a Hangul letter costs that stands for nothing in the Latin.
    fn extra_letter(&self, letter: u8) -> u16 {
        match (self.manner, letter) {
            (_, DIGIT..) => 200,
            (Manner::Foreign, VOWEL..FINAL) => 65,
            (Manner::Korean, VOWEL..FINAL) => 110,
            (Manner::Foreign, 18) => 60,
            _ => 120,
        }
    }
}

/// What it costs to take one letter for another that no table pairs with it.
fn substitution(letter: u8, latin: u8) -> u16 {
    match letter {
        DIGIT.. => {
            if latin == b'0' + (letter - DIGIT) {
                0
            } else {
                300
            }
        }
        VOWEL..FINAL if is_vowel(latin) => 95,
        VOWEL..FINAL => 190,
        _ if is_vowel(latin) => 190,
        _ => 130,
    }
}

fn is_vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

fn lower(best: &mut [u16], at: usize, cost: u16) {
    if let Some(b) = best.get_mut(at) {
        *b = (*b).min(cost);
    }
}

/// The letter that a table calls `ㄱ-` (initial), `ㅏ` (vowel) or `-ㄱ` (final).
fn letter_named(name: &str) -> Option<u8> {
    const INITIALS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
    const VOWELS: &str = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
    const FINALS: &str = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
    let (set, jamo, base) = if let Some(jamo) = name.strip_prefix('-') {
        (FINALS, jamo, FINAL + 1)
    } else if let Some(jamo) = name.strip_suffix('-') {
        (INITIALS, jamo, 0)
    } else {
        (VOWELS, name, VOWEL)
    };
    let c = jamo.chars().next()?;
    set.chars().position(|x| x == c).and_then(|i| u8::try_from(i).ok()).map(|i| base + i)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(hangul: &str, latin: &str, manner: Manner) -> u16 {
        let mut letters = Letters::new();
        letters_of(hangul, &mut letters);
        cost(&letters, latin.as_bytes(), manner, 2000)
    }

    #[test]
    fn every_line_of_the_tables_is_understood() {
        for tsv in [include_str!("korean.tsv"), include_str!("foreign.tsv")] {
            for line in tsv.lines().filter(|l| !l.starts_with('#')) {
                let (names, spellings) = line.split_once('\t').unwrap_or_else(|| panic!("no tab in {line:?}"));
                assert!(names.split(' ').all(|n| letter_named(n).is_some()), "{line:?}");
                assert!(spellings.split(' ').all(|s| s.split_once(':').is_none_or(|(_, c)| c.parse::<u16>().is_ok())), "{line:?}");
            }
        }
    }

    #[test]
    fn accepted_spellings_are_cheap_and_others_dear() {
        for good in ["younghee", "yeonghui", "yeonghee", "younghui"] {
            assert!(price("영희", good, Manner::Korean) <= 30, "{good}");
        }
        for bad in ["youngho", "minhee", "cheolsu"] {
            assert!(price("영희", bad, Manner::Korean) >= 90, "{bad}");
        }
        assert!(price("트럼프", "trump", Manner::Foreign) <= 40);
        assert!(price("트럼프", "obama", Manner::Foreign) >= 300);
    }

    #[test]
    fn sounds_that_change_between_syllables_cost_nothing() {
        assert_eq!(price("정릉", "jeongneung", Manner::Korean), 0);
        assert_eq!(price("신림", "sillim", Manner::Korean), 0);
        assert_eq!(price("독립문", "dongnimmun", Manner::Korean), 0);
    }
}
