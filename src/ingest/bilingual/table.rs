//! Which two columns of a table hold the Korean and the English: told by its first row where that names them, else by the
//! languages of the columns. Used by the readers of DOCX and HTML.

use crate::text::hangul;

/// The columns of a bilingual table, by their numbers from 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Columns {
    pub(super) ko: usize,
    pub(super) en: usize,
    /// The column that names the rows.
    pub(super) id: Option<usize>,
    /// Whether the first row names the columns.
    pub(super) header: bool,
}

const KO: [&str; 9] = ["ko", "kor", "ko-kr", "korean", "한국어", "국문", "원문", "source", "source text"];
const EN: [&str; 11] = ["en", "eng", "en-us", "english", "영어", "영문", "번역", "번역문", "target", "translation", "target text"];
const ID: [&str; 8] = ["id", "#", "no", "no.", "nr", "번호", "segment", "segment id"];

/// Share of Hangul among its letters from which a column is Korean, and up to which it is English.
const KOREAN: f64 = 0.3;
const ENGLISH: f64 = 0.1;

/// The columns of a table, given as the words of its cells; `None` for a table that is not bilingual.
pub(super) fn columns(rows: &[Vec<String>]) -> Option<Columns> {
    let named = rows.first().and_then(|row| named(row));
    let header = named.is_some();
    let body = rows.get(usize::from(header)..).filter(|b| !b.is_empty())?;
    let width = body.iter().map(Vec::len).max().filter(|&w| (2..=32).contains(&w))?;
    let counts: Vec<Letters> = (0..width).map(|c| Letters::of(body.iter().filter_map(|row| row.get(c)))).collect();
    if let Some((ko, en, id)) = named {
        let right = |c: usize, test: fn(&Letters) -> bool| counts.get(c).is_some_and(|l| l.all == 0 || test(l));
        return (right(ko, Letters::is_korean) && right(en, |l| !l.is_korean())).then_some(Columns { ko, en, id, header });
    }
    let most = counts.iter().map(|l| l.all).max()?;
    // Numbers, initials and marks of a translator are no column of text.
    let texts: Vec<usize> = (0..width).filter(|&c| counts[c].all * 5 > most).collect();
    let [a, b] = texts[..] else { return None };
    let (ko, en) = match (counts[a].is_korean(), counts[b].is_korean()) {
        (true, false) if counts[b].is_english() => (a, b),
        (false, true) if counts[a].is_english() => (b, a),
        _ => return None,
    };
    let id = (0..a.min(b)).find(|&c| names_rows(body, c));
    Some(Columns { ko, en, id, header })
}

/// Korean, English and identifier by the words of the first row.
fn named(row: &[String]) -> Option<(usize, usize, Option<usize>)> {
    let find = |words: &[&str]| row.iter().position(|cell| words.contains(&cell.trim().to_lowercase().as_str()));
    Some((find(&KO)?, find(&EN)?, find(&ID)))
}

/// Whether the cells of a column are there, short, and all different.
fn names_rows(body: &[Vec<String>], column: usize) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    body.iter().all(|row| row.get(column).map(|c| c.trim()).is_some_and(|c| !c.is_empty() && c.len() <= 40 && seen.insert(c)))
}

#[derive(Clone, Copy, Debug, Default)]
struct Letters {
    all: usize,
    hangul: usize,
}

impl Letters {
    fn of<'c>(cells: impl Iterator<Item = &'c String>) -> Self {
        let mut letters = Self::default();
        for c in cells.flat_map(|cell| cell.chars()) {
            let is_hangul = hangul::is_hangul(c);
            letters.hangul += usize::from(is_hangul);
            letters.all += usize::from(is_hangul || c.is_alphabetic());
        }
        letters
    }

    #[expect(clippy::cast_precision_loss, reason = "a share, of letters that fit into memory")]
    fn share(&self) -> f64 {
        if self.all == 0 { 0.0 } else { self.hangul as f64 / self.all as f64 }
    }

    fn is_korean(&self) -> bool {
        self.share() >= KOREAN
    }

    fn is_english(&self) -> bool {
        self.all > 0 && self.share() <= ENGLISH
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &[&[&str]]) -> Option<(usize, usize, Option<usize>, bool)> {
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|c| (*c).to_owned()).collect()).collect();
        columns(&rows).map(|c| (c.ko, c.en, c.id, c.header))
    }

    #[test]
    fn columns_are_told_by_name_or_by_language() {
        assert_eq!(of(&[&["예산은 3조원이다.", "The budget is 3 trillion won."]]), Some((0, 1, None, false)));
        assert_eq!(of(&[&["The budget grew.", "예산이 늘었다."], &["It did.", "그랬다."]]), Some((1, 0, None, false)));
        assert_eq!(of(&[&["1", "예산이 늘었다.", "The budget grew.", "JH"], &["2", "그랬다.", "It did.", ""]]), Some((1, 2, Some(0), false)));
        assert_eq!(of(&[&["ID", "Status", "Source", "Target"], &["a", "Draft", "예산", "Budget"]]), Some((2, 3, Some(0), true)));
        assert_eq!(of(&[&["한국어", "영어"], &["예산", ""]]), Some((0, 1, None, true)));
    }

    #[test]
    fn other_tables_are_let_be() {
        assert_eq!(of(&[&["이름", "값"], &["수출", "3조"]]), None);
        assert_eq!(of(&[&["Name", "Value"], &["a", "b"]]), None);
        assert_eq!(of(&[&["Source", "Target"], &["Budget", "예산"]]), None, "the names and the languages contradict each other");
        assert_eq!(of(&[&["원문", "번역"]]), None);
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[&["예산이 늘었다."]]), None);
    }
}
