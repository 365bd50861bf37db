//! The model of transliteration: which letters of Hangul stand for which Latin ones, and how likely, in each way of
//! spelling (a lane): Korean names, Chinese names in their Korean reading, and families of foreign languages. Its
//! parameters are estimated by `daejo train names` and stand in `transliteration.tsv`.

use super::alphabet::{self, DIGIT, FINAL, KINDS, VOWEL};
use hashbrown::HashMap;
use smallvec::SmallVec;
use std::sync::LazyLock;

/// Number of ways of spelling.
pub(super) const LANES: usize = 12;
/// The lane of Korean names, and that of Chinese ones in their Korean reading.
pub(super) const KOREAN: usize = 0;
pub(super) const SINO: usize = 1;

/// What the ways are called, in the order of the columns of the table.
pub(super) const NAMES: [&str; LANES] =
    ["korean", "sino-korean", "english", "german", "french", "romance", "slavic", "northern", "classical", "japanese", "mandarin", "eastern"];

/// A cost in every lane, in eighths of a bit.
pub(super) type Lanes = [u16; LANES];
/// More than any path costs.
pub(super) const NEVER: u16 = 30_000;
/// Longest sides that are compared; what is longer is cut.
pub(super) const MAX_LETTERS: usize = 60;
pub(super) const MAX_LATIN: usize = 72;
/// Most letters of a unit, on each side.
pub(super) const UNIT_LETTERS: usize = 3;
pub(super) const UNIT_LATIN: usize = 4;

/// A few letters in one number, the first one lowest; each is kept one higher, so that zero is what stands behind the last.
pub(super) fn pack(letters: &[u8]) -> u32 {
    letters.iter().rev().fold(0, |sum, &b| sum << 8 | (u32::from(b).wrapping_add(1) & 0xFF))
}

/// Letters that are read together, and what it costs.
#[derive(Clone, Debug)]
struct Unit {
    letters: u32,
    letters_len: u8,
    latin_len: u8,
    latin: u32,
    costs: Lanes,
}

/// The parameters, ready for use.
#[derive(Debug)]
pub(super) struct Model {
    /// Units by first letter and first Latin letter; those of no Latin letter in the last column.
    by_first: Vec<Vec<Unit>>,
    /// What it costs to tell a letter by itself, with nothing on the other side known.
    pub(super) hangul: [u16; KINDS],
    pub(super) latin: [u16; 256],
    /// What it costs that a name is of a lane at all.
    pub(super) prior: Lanes,
    /// The cheapest spelling of letters that are read together.
    cheapest: HashMap<u32, Lanes>,
    /// What letters that are read together cost in every lane, whatever they are spelled by; and the other way round.
    alone: [HashMap<u32, Lanes>; 2],
}

const COLUMNS: usize = 257;
const NOTHING: usize = 256;

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::parse(include_str!("transliteration.tsv")).unwrap_or_else(|_| Model::empty()));

impl Model {
    /// The one that comes with the program.
    pub(super) fn shipped() -> &'static Self {
        &MODEL
    }

    fn empty() -> Self {
        Self {
            by_first: vec![Vec::new(); KINDS * COLUMNS],
            hangul: [40; KINDS],
            latin: [40; 256],
            prior: [0; LANES],
            cheapest: HashMap::new(),
            alone: [HashMap::new(), HashMap::new()],
        }
    }

    /// Reads the table, or tells which line is not understood.
    pub(super) fn parse(tsv: &str) -> Result<Self, String> {
        let mut model = Self::empty();
        for (number, line) in (1..).zip(tsv.lines()).filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            model.line(line).ok_or_else(|| format!("line {number} is not understood: {line}"))?;
        }
        model.marginals();
        Ok(model)
    }

    fn line(&mut self, line: &str) -> Option<()> {
        let (kind, rest) = line.split_once('\t')?;
        match kind {
            "lanes" => return rest.split('\t').eq(NAMES).then_some(()),
            "prior" => {
                for (lane, cost) in rest.split('\t').enumerate() {
                    *self.prior.get_mut(lane)? = cost.parse().ok()?;
                }
                return Some(());
            }
            "hangul" | "latin" => {
                for (letter, cost) in rest.split(' ').map(|r| r.split_once(':')).collect::<Option<Vec<_>>>()? {
                    let cost = cost.parse().ok()?;
                    if kind == "hangul" {
                        *self.hangul.get_mut(usize::from(alphabet::letter_named(letter)?))? = cost;
                    } else {
                        self.latin[usize::from(latin_letter(letter.chars().next()?)?)] = cost;
                    }
                }
                return Some(());
            }
            _ => {}
        }
        let (latin, costs) = rest.split_once('\t')?;
        let letters = kind.split(' ').map(alphabet::letter_named).collect::<Option<SmallVec<[u8; 4]>>>()?;
        let latin = latin.chars().map(latin_letter).collect::<Option<SmallVec<[u8; 4]>>>()?;
        let mut lanes = [NEVER; LANES];
        let mut count = 0;
        for (lane, cost) in costs.split(' ').enumerate() {
            if cost != "." {
                *lanes.get_mut(lane)? = cost.parse().ok()?;
            }
            count = lane + 1;
        }
        if count != LANES || letters.len() > UNIT_LETTERS || latin.len() > UNIT_LATIN {
            return None;
        }
        self.add(&letters, &latin, lanes);
        Some(())
    }

    /// Adds a unit.
    pub(super) fn add(&mut self, letters: &[u8], latin: &[u8], costs: Lanes) {
        let column = latin.first().map_or(NOTHING, |&b| usize::from(b));
        let (letters_len, latin_len) = (letters.len().min(UNIT_LETTERS), latin.len().min(UNIT_LATIN));
        #[expect(clippy::cast_possible_truncation, reason = "both are small")]
        let unit = Unit {
            letters: pack(&letters[..letters_len]),
            letters_len: letters_len as u8,
            latin_len: latin_len as u8,
            latin: pack(&latin[..latin_len]),
            costs,
        };
        let cheapest = self.cheapest.entry(unit.letters).or_insert([NEVER; LANES]);
        for (least, cost) in cheapest.iter_mut().zip(costs) {
            *least = cost.min(*least);
        }
        self.by_first[usize::from(letters[0]) * COLUMNS + column].push(unit);
    }

    /// What telling both sides costs with nothing known of the other one.
    pub(super) fn apart(&self, letters: &[u8], latin: &[u8]) -> u16 {
        let sum = |costs: &[u16], side: &[u8]| side.iter().fold(0_u16, |s, &b| s.saturating_add(costs.get(usize::from(b)).copied().unwrap_or(48)));
        sum(&self.hangul, &letters[..letters.len().min(MAX_LETTERS)]).saturating_add(sum(&self.latin, &latin[..latin.len().min(MAX_LATIN)]))
    }

    /// Sums the units up by one of their sides.
    fn marginals(&mut self) {
        let mut sums: [HashMap<u32, [f64; LANES]>; 2] = Default::default();
        for unit in self.by_first.iter().flatten() {
            for (side, key) in [(0, unit.letters), (1, unit.latin)] {
                let sum = sums[side].entry(key).or_default();
                for (share, cost) in sum.iter_mut().zip(unit.costs) {
                    *share += (-f64::from(cost) / 8.0).exp2();
                }
            }
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "costs are small and positive")]
        let cost = |p: f64| (-8.0 * p.max(1e-30).log2()).round() as u16;
        self.alone = sums.map(|side| side.into_iter().map(|(key, sum)| (key, sum.map(cost))).collect());
    }

    /// What a name costs by itself in every lane: a Hangul one, or a Latin one.
    pub(super) fn alone(&self, name: &[u8], latin: bool) -> Lanes {
        let (most, unit) = if latin { (MAX_LATIN, UNIT_LATIN) } else { (MAX_LETTERS, UNIT_LETTERS) };
        let name = &name[..name.len().min(most)];
        let single = |b: u8| if latin { self.latin[usize::from(b)] + INSERTED } else { self.hangul[usize::from(b).min(KINDS - 1)] + DELETED };
        let mut cells: SmallVec<[Lanes; 32]> = SmallVec::from_elem([NEVER; LANES], name.len() + 1);
        cells[0] = [0; LANES];
        for i in 0..name.len() {
            let here = cells[i];
            lower_all(&mut cells[i + 1], &here, single(name[i]));
            for count in 1..=unit.min(name.len() - i) {
                if let Some(costs) = self.alone[usize::from(latin)].get(&pack(&name[i..i + count])) {
                    for k in 0..LANES {
                        cells[i + count][k] = cells[i + count][k].min(here[k].saturating_add(costs[k]));
                    }
                }
            }
        }
        cells.last().copied().unwrap_or([NEVER; LANES])
    }

    /// What the most usual spelling of the letters costs in every lane.
    pub(super) fn usual(&self, letters: &[u8]) -> Lanes {
        let letters = &letters[..letters.len().min(MAX_LETTERS)];
        let mut cells: SmallVec<[Lanes; 32]> = SmallVec::from_elem([NEVER; LANES], letters.len() + 1);
        cells[0] = [0; LANES];
        for i in 0..letters.len() {
            let here = cells[i];
            lower_all(&mut cells[i + 1], &here, self.hangul[usize::from(letters[i]).min(KINDS - 1)] + DELETED);
            for count in 1..=UNIT_LETTERS.min(letters.len() - i) {
                if let Some(costs) = self.cheapest.get(&pack(&letters[i..i + count])) {
                    for k in 0..LANES {
                        cells[i + count][k] = cells[i + count][k].min(here[k].saturating_add(costs[k]));
                    }
                }
            }
        }
        cells.last().copied().unwrap_or([NEVER; LANES])
    }

    /// What the cheapest reading of the Latin letters as the Hangul ones costs in every lane.
    pub(super) fn costs(&self, letters: &[u8], latin: &[u8]) -> Lanes {
        let (letters, latin) = (&letters[..letters.len().min(MAX_LETTERS)], &latin[..latin.len().min(MAX_LATIN)]);
        let mut cells: SmallVec<[Lanes; 96]> = SmallVec::from_elem([NEVER; LANES], (letters.len() + 1) * (latin.len() + 1));
        self.fill(letters, latin, &mut cells);
        cells.last().copied().unwrap_or([NEVER; LANES])
    }

    fn fill(&self, letters: &[u8], latin: &[u8], cells: &mut [Lanes]) {
        let width = latin.len() + 1;
        cells[0] = [0; LANES];
        for i in 0..=letters.len() {
            let letters_here = pack(&letters[i..(i + UNIT_LETTERS).min(letters.len())]);
            for j in 0..=latin.len() {
                let at = i * width + j;
                let here = cells[at];
                let latin_here = pack(&latin[j..(j + UNIT_LATIN).min(latin.len())]);
                if j < latin.len() {
                    lower_all(&mut cells[at + 1], &here, self.inserted(latin, j));
                }
                let Some(&letter) = letters.get(i) else { continue };
                lower_all(&mut cells[at + width], &here, self.deleted(letter));
                if j < latin.len() {
                    lower_all(&mut cells[at + width + 1], &here, self.replaced(letter, latin[j]));
                }
                let row = usize::from(letter) * COLUMNS;
                let spelled = latin.get(j).map_or(&[][..], |&c| &self.by_first[row + usize::from(c)]);
                for unit in spelled.iter().chain(&self.by_first[row + NOTHING]) {
                    if starts(letters_here, unit.letters, unit.letters_len) && starts(latin_here, unit.latin, unit.latin_len) {
                        let to = &mut cells[at + usize::from(unit.letters_len) * width + usize::from(unit.latin_len)];
                        for k in 0..LANES {
                            to[k] = to[k].min(here[k].saturating_add(unit.costs[k]));
                        }
                    }
                }
            }
        }
    }

    /// The cheapest reading in one lane: pieces of both sides, as lengths, with what each costs.
    pub(super) fn path(&self, letters: &[u8], latin: &[u8], lane: usize) -> Vec<Piece> {
        let (letters, latin) = (&letters[..letters.len().min(MAX_LETTERS)], &latin[..latin.len().min(MAX_LATIN)]);
        let width = latin.len() + 1;
        let mut cells = vec![[NEVER; LANES]; (letters.len() + 1) * width];
        self.fill(letters, latin, &mut cells);
        let (mut i, mut j) = (letters.len(), latin.len());
        let mut out = Vec::new();
        while i > 0 || j > 0 {
            let end = cells[i * width + j][lane];
            let mut steps = (0..=UNIT_LETTERS.min(i)).flat_map(|a| (0..=UNIT_LATIN.min(j)).map(move |b| (a, b))).filter(|&s| s != (0, 0));
            let cost_of = |&(a, b): &(usize, usize)| self.step(&letters[i - a..i], latin, j - b, b, lane);
            let whole = |s: &(usize, usize)| cost_of(s).filter(|&c| cells[(i - s.0) * width + j - s.1][lane].saturating_add(c) == end);
            let Some((step, cost)) = steps.find_map(|s| whole(&s).map(|c| (s, c))) else { break };
            let (read, spelled) = (&letters[i - step.0..i], &latin[j - step.1..j]);
            let usual = self.cheapest.get(&pack(read)).map_or(cost, |c| c[lane]);
            let unlikely = cost >= self.apart(read, spelled) || cost > usual.saturating_add(UNUSUAL);
            out.push(Piece { letters: step.0, latin: step.1, unlikely });
            (i, j) = (i - step.0, j - step.1);
        }
        out.reverse();
        out
    }

    /// The most usual spelling of letters in one lane.
    pub(super) fn spelling(&self, letters: &[u8], lane: usize) -> Vec<u8> {
        let letters = &letters[..letters.len().min(MAX_LETTERS)];
        let mut best: Vec<Option<(u16, Vec<u8>)>> = vec![None; letters.len() + 1];
        best[0] = Some((0, Vec::new()));
        for i in 0..letters.len() {
            let Some((here, spelled)) = best[i].clone() else { continue };
            let rest = pack(&letters[i..(i + UNIT_LETTERS).min(letters.len())]);
            let row = usize::from(letters[i]) * COLUMNS;
            for unit in self.by_first[row..row + COLUMNS].iter().flatten().filter(|u| starts(rest, u.letters, u.letters_len)) {
                let cost = here.saturating_add(unit.costs[lane]);
                let to = &mut best[i + usize::from(unit.letters_len)];
                if cost < NEVER && to.as_ref().is_none_or(|b| cost < b.0) {
                    let latin = unit.latin.to_le_bytes().into_iter().take(usize::from(unit.latin_len)).map(|b| b.wrapping_sub(1));
                    *to = Some((cost, spelled.iter().copied().chain(latin).collect()));
                }
            }
        }
        best.pop().flatten().map(|b| b.1).unwrap_or_default()
    }

    /// What reading these letters together costs, where there is a way.
    fn step(&self, letters: &[u8], latin: &[u8], from: usize, count: usize, lane: usize) -> Option<u16> {
        let spelled = &latin[from..from + count];
        let Some(&first) = letters.first() else {
            return (count == 1).then(|| self.inserted(latin, from));
        };
        let column = spelled.first().map_or(NOTHING, |&b| usize::from(b));
        let is = |u: &&Unit| u.letters == pack(letters) && u.latin == pack(spelled) && usize::from(u.latin_len) == count;
        let known = self.by_first[usize::from(first) * COLUMNS + column].iter().find(is).map(|u| u.costs[lane]);
        let made = match (letters.len(), count) {
            (1, 0) => Some(self.deleted(first)),
            (1, 1) => Some(self.replaced(first, spelled[0])),
            _ => None,
        };
        known.into_iter().chain(made).min()
    }

    /// What a Hangul letter costs that stands for nothing in the Latin.
    fn deleted(&self, letter: u8) -> u16 {
        self.hangul[usize::from(letter).min(KINDS - 1)] + DELETED + if letter >= DIGIT { FIGURE } else { 0 }
    }

    /// What a Latin letter costs that stands for nothing in the Hangul.
    fn inserted(&self, latin: &[u8], at: usize) -> u16 {
        let c = latin[at];
        let figure = if c.is_ascii_digit() { FIGURE } else { 0 };
        let twice = at > 0 && latin[at - 1] == c;
        self.latin[usize::from(c)] + figure + if twice { TWICE } else { INSERTED }
    }

    /// What it costs to take one letter for another that no unit pairs with it.
    fn replaced(&self, letter: u8, latin: u8) -> u16 {
        let extra = match letter {
            DIGIT.. if latin == b'0' + (letter - DIGIT) => 0,
            DIGIT.. => UNLIKE + FIGURE,
            _ if latin.is_ascii_digit() => UNLIKE + FIGURE,
            VOWEL..FINAL if is_vowel(latin) => LIKE,
            0..VOWEL | FINAL.. if latin.is_ascii_lowercase() && !is_vowel(latin) => LIKE,
            _ => UNLIKE,
        };
        self.hangul[usize::from(letter).min(KINDS - 1)] + self.latin[usize::from(latin)] + extra
    }
}

/// A piece of a reading: so many letters on each side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) letters: usize,
    pub(super) latin: usize,
    /// It is hardly ever read so.
    pub(super) unlikely: bool,
}

/// A reading that is dearer than the usual one by more than this is marked.
const UNUSUAL: u16 = 44;

/// What is added, in eighths of a bit, for letters that no unit explains: nothing for them, another one of their kind, one of another kind.
const INSERTED: u16 = 44;
const TWICE: u16 = 0;
const DELETED: u16 = 44;
const LIKE: u16 = 36;
const UNLIKE: u16 = 72;
/// What is added where a figure is on one side only, or another one: 3동 and 2-dong are two places.
const FIGURE: u16 = 160;

fn lower_all(to: &mut Lanes, from: &Lanes, cost: u16) {
    for k in 0..LANES {
        to[k] = to[k].min(from[k].saturating_add(cost));
    }
}

/// Whether packed letters start with a packed unit of so many.
fn starts(text: u32, unit: u32, len: u8) -> bool {
    let mask = if len >= 4 { u32::MAX } else { (1 << (8 * u32::from(len))) - 1 };
    (text ^ unit) & mask == 0
}

fn is_vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// The byte of a Latin letter of the table.
pub(super) fn latin_letter(c: char) -> Option<u8> {
    if c.is_ascii() { u8::try_from(c).ok() } else { alphabet::marked(c) }
}
