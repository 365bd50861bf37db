//! Reads a dictionary in the compiled form of MeCab back into the entries that it was made of. The files come from
//! outside: whatever is in them, reading ends, in an error that says where it stopped making sense.

use super::Problem;

/// A word of the dictionary.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry<'d> {
    /// As it is written.
    pub surface: String,
    /// Its kind on the left side, a row or column of the matrix.
    pub left: u16,
    /// Its kind on the right side.
    pub right: u16,
    /// What it costs; frequent words cost little.
    pub cost: i16,
    /// Part of speech, semantic class and more, separated by commas.
    pub feature: &'d str,
}

/// First bytes of a file, xored with its length.
const MAGIC: u32 = 0xEF71_8F77;
const HEADER: usize = 72;
const UNIT: usize = 8;
const TOKEN: usize = 16;
/// Longest word that is read, in bytes; the longest of the dictionaries of Korean has a tenth of that.
const LONGEST: usize = 1024;

/// The sections of `sys.dic` or `unk.dic`.
#[derive(Clone, Copy)]
pub struct Lexicon<'d> {
    units: &'d [u8],
    tokens: &'d [u8],
    features: &'d [u8],
}

impl<'d> Lexicon<'d> {
    /// Finds the sections of a file.
    ///
    /// # Errors
    /// When the file is no dictionary of MeCab in UTF-8, or is cut short.
    pub fn open(file: &'d [u8]) -> Result<Self, Problem> {
        let size = |at: usize| word(file, 4 * at).and_then(|n| usize::try_from(n).ok());
        let (Some(magic), Some(units), Some(tokens), Some(features)) = (word(file, 0), size(6), size(7), size(8)) else {
            return Err(Problem::corrupt("a dictionary of MeCab is shorter than its header"));
        };
        if u64::from(magic ^ MAGIC) != file.len() as u64 {
            return Err(Problem::corrupt("a file is no dictionary of MeCab, or is cut short"));
        }
        if !file.get(40..HEADER).is_some_and(|c| c[..5].eq_ignore_ascii_case(b"utf-8")) {
            return Err(Problem::corrupt("a dictionary of MeCab is not in UTF-8"));
        }
        let end = [units, tokens, features].into_iter().try_fold(HEADER, usize::checked_add);
        if end.is_none_or(|end| end > file.len()) {
            return Err(Problem::corrupt("the sections of a dictionary of MeCab are longer than the file"));
        }
        let (units_end, tokens_end) = (HEADER + units, HEADER + units + tokens);
        Ok(Self { units: &file[HEADER..units_end], tokens: &file[units_end..tokens_end], features: &file[tokens_end..tokens_end + features] })
    }

    /// Hands every word to `each`, in the order of its bytes.
    ///
    /// # Errors
    /// When the sections do not fit each other.
    pub fn entries(&self, mut each: impl FnMut(Entry<'d>)) -> Result<(), Problem> {
        // A double array: the children of a state stand at its base plus their byte and one. A loop would make a word
        // longer than any; many paths to one state would make more words than there are tokens.
        let tokens = self.tokens.len() / TOKEN;
        let (mut seen, mut steps) = (0_usize, 0_usize);
        let mut surface: Vec<u8> = Vec::new();
        let mut open: Vec<(i32, u8)> = vec![(self.base(0).unwrap_or(-1), 0)];
        while let Some((base, next)) = open.last_mut() {
            let (state, byte) = (*base, *next);
            if byte == 0
                && let Some(value) = usize::try_from(state).ok().filter(|at| self.check(*at) == u32::try_from(state).ok()).and_then(|at| self.base(at))
                && let Some(value) = value.checked_neg().and_then(|v| u32::try_from(v - 1).ok()).filter(|_| value < 0)
            {
                let (first, count) = ((value >> 8) as usize, (value & 0xFF) as usize);
                seen += count;
                if seen > tokens {
                    return Err(Problem::corrupt("a dictionary of MeCab has more words than it says"));
                }
                let text = std::str::from_utf8(&surface).map_err(|_| Problem::corrupt("a word in a dictionary of MeCab is not UTF-8"))?;
                for at in first..first + count {
                    each(self.entry(text, at)?);
                }
            }
            let child = (byte..=u8::MAX).skip(usize::from(byte == 0)).find(|b| self.leads(state, *b));
            let Some(child) = child else {
                open.pop();
                surface.pop();
                continue;
            };
            steps += 1;
            if surface.len() > LONGEST || steps > self.units.len() / UNIT {
                return Err(Problem::corrupt("a dictionary of MeCab leads in a circle"));
            }
            match child.checked_add(1) {
                Some(after) => *next = after,
                // Behind the last byte there is none: the state is done with once its child is.
                None => *base = -1,
            }
            let at = usize::try_from(state).unwrap_or(0) + usize::from(child) + 1;
            surface.push(child);
            open.push((self.base(at).unwrap_or(-1), 0));
        }
        if seen == tokens { Ok(()) } else { Err(Problem::corrupt("a dictionary of MeCab has fewer words than it says")) }
    }

    fn leads(&self, state: i32, byte: u8) -> bool {
        usize::try_from(state).is_ok_and(|s| self.check(s + usize::from(byte) + 1) == u32::try_from(state).ok())
    }

    fn base(&self, at: usize) -> Option<i32> {
        Some(i32::from_le_bytes(*self.units.get(at.checked_mul(UNIT)?..)?.first_chunk()?))
    }

    fn check(&self, at: usize) -> Option<u32> {
        word(self.units, at.checked_mul(UNIT)?.checked_add(4)?)
    }

    fn entry(&self, surface: &str, at: usize) -> Result<Entry<'d>, Problem> {
        let short = || Problem::corrupt("a word in a dictionary of MeCab leads outside of the file");
        let token: &[u8; TOKEN] = self.tokens.get(at * TOKEN..).and_then(<[u8]>::first_chunk).ok_or_else(short)?;
        let half = |i: usize| u16::from_le_bytes([token[i], token[i + 1]]);
        let from = word(token, 8).and_then(|n| self.features.get(n as usize..)).ok_or_else(short)?;
        let end = memchr::memchr(0, from).ok_or_else(short)?;
        let feature = std::str::from_utf8(&from[..end]).map_err(|_| Problem::corrupt("a word class in a dictionary of MeCab is not UTF-8"))?;
        Ok(Entry { surface: surface.to_owned(), left: half(0), right: half(2), cost: half(6).cast_signed(), feature })
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// The costs of one kind of word behind another: `matrix.bin`.
#[derive(Clone, Copy)]
pub struct Matrix<'d> {
    /// Kinds on the right side of the word before.
    pub rights: u16,
    /// Kinds on the left side of the word behind.
    pub lefts: u16,
    costs: &'d [u8],
}

impl<'d> Matrix<'d> {
    /// Reads the sizes.
    ///
    /// # Errors
    /// When the file is not as long as they say.
    pub fn open(file: &'d [u8]) -> Result<Self, Problem> {
        let Some(([a, b, c, d], costs)) = file.split_first_chunk() else {
            return Err(Problem::corrupt("a matrix of MeCab is empty"));
        };
        let (rights, lefts) = (u16::from_le_bytes([*a, *b]), u16::from_le_bytes([*c, *d]));
        if costs.len() != 2 * usize::from(rights) * usize::from(lefts) {
            return Err(Problem::corrupt("a matrix of MeCab has not the size that it says"));
        }
        Ok(Self { rights, lefts, costs })
    }

    /// Every cost that is not nought: right kind of the word before, left kind of the one behind, cost.
    pub fn costs(self) -> impl Iterator<Item = (usize, usize, i16)> + use<'d> {
        let width = usize::from(self.rights).max(1);
        self.costs.as_chunks::<2>().0.iter().enumerate().map(move |(i, c)| (i % width, i / width, i16::from_le_bytes(*c))).filter(|c| c.2 != 0)
    }
}

/// How unknown words are cut: `char.bin` as the text that it was made of, `char.def`.
///
/// # Errors
/// When the file is not as long as it says, or names a class that it has not.
pub fn characters(file: &[u8]) -> Result<String, Problem> {
    use std::fmt::Write as _;
    let corrupt = || Problem::corrupt("a table of characters of MeCab is not what it should be");
    let count = word(file, 0).map(|n| n as usize).filter(|n| (1..=18).contains(n)).ok_or_else(corrupt)?;
    let names: Vec<&str> = (0..count)
        .map(|i| {
            let name = file.get(4 + 32 * i..4 + 32 * (i + 1)).ok_or_else(corrupt)?;
            let end = name.iter().position(|b| *b == 0).unwrap_or(name.len());
            let name = std::str::from_utf8(&name[..end]).map_err(|_| corrupt())?;
            if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') { Err(corrupt()) } else { Ok(name) }
        })
        .collect::<Result<_, _>>()?;
    let infos = file.get(4 + 32 * count..).ok_or_else(corrupt)?;
    let mut out = String::new();
    let mut told = vec![false; count];
    let mut rows: Vec<(u32, u32, u32)> = Vec::new();
    for code in 0..0xFFFF_u32 {
        let info = word(infos, 4 * code as usize).ok_or_else(corrupt)?;
        let base = (info >> 18 & 0xFF) as usize;
        if base >= count || info.trailing_zeros() >= 18 {
            return Err(corrupt());
        }
        if !told[base] {
            told[base] = true;
            let _ = writeln!(out, "{} {} {} {}", names[base], info >> 31, info >> 30 & 1, info >> 26 & 0xF);
        }
        match rows.last_mut() {
            Some(row) if row.2 & 0x3FF_FFFF == info & 0x3FF_FFFF => row.1 = code,
            _ => rows.push((code, code, info)),
        }
    }
    // Every class is told before it is used; one that no character has as its first cuts nothing.
    for (name, _) in names.iter().zip(&told).filter(|(_, told)| !**told) {
        let _ = writeln!(out, "{name} 0 1 0");
    }
    for (from, to, info) in rows {
        let base = info >> 18 & 0xFF;
        let _ = write!(out, "0x{from:04X}..0x{to:04X} {}", names[base as usize]);
        for (_, name) in names.iter().enumerate().filter(|(i, _)| info >> i & 1 == 1 && *i != base as usize) {
            let _ = write!(out, " {name}");
        }
        out.push('\n');
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A dictionary of one word of one byte, "a".
    fn small() -> Vec<u8> {
        let mut units = vec![[0_u8; UNIT]; 101];
        let mut set = |at: usize, base: i32, check: u32| {
            units[at][..4].copy_from_slice(&base.to_le_bytes());
            units[at][4..].copy_from_slice(&check.to_le_bytes());
        };
        // The root's children stand from 1 on; "a" leads to a state at 100, which is itself the word's end: token 0, one of it.
        set(0, 1, 0);
        set(1 + usize::from(b'a') + 1, 100, 1);
        set(100, -(1 + 1), 100);
        let token = [1_u16.to_le_bytes(), 2_u16.to_le_bytes(), [0; 2], 7_i16.to_le_bytes(), [0; 2], [0; 2], [0; 2], [0; 2]].concat();
        let features = b"NNG,*\0";
        let units = units.concat();
        let length = HEADER + units.len() + token.len() + features.len();
        let mut out = Vec::new();
        for word in [u32::try_from(length).expect("is short") ^ MAGIC, 102, 0, 1, 3, 3] {
            out.extend(word.to_le_bytes());
        }
        for section in [units.len(), token.len(), features.len(), 0] {
            out.extend(u32::try_from(section).expect("is short").to_le_bytes());
        }
        out.extend(b"UTF-8");
        out.resize(HEADER, 0);
        out.extend(units);
        out.extend(token);
        out.extend(features);
        out
    }

    fn words(file: &[u8]) -> Result<Vec<(String, i16)>, Problem> {
        let mut out = Vec::new();
        Lexicon::open(file)?.entries(|e| out.push((e.surface, e.cost)))?;
        Ok(out)
    }

    #[test]
    fn a_dictionary_is_read_back() {
        assert_eq!(words(&small()), Ok(vec![("a".to_owned(), 7)]));
        assert!(words(&small()[..80]).is_err());
    }

    proptest! {
        #[test]
        fn a_broken_dictionary_ends_in_an_error_or_in_words(at in 4_usize..900, byte in any::<u8>(), other in 72_usize..900, more in any::<u8>()) {
            let mut file = small();
            file[at] = byte;
            file[other] = more;
            let _ = words(&file);
        }

        #[test]
        fn any_bytes_are_tables_or_none(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let _ = words(&bytes);
            let _ = Matrix::open(&bytes).map(|m| m.costs().count());
            let _ = characters(&bytes);
        }
    }
}
