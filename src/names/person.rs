//! Korean names by the model: a surname by the spellings that its bearers use, and a given name; or a name of a place,
//! which is one word in both scripts.

use super::alphabet::{self, Letters};
use super::latin::Word;
use super::model::{KOREAN, Model};
use super::surnames;
use super::weigh::{Kind, Order, Weighed, turned};

/// The best reading as a Korean name.
pub(super) struct Person {
    pub(super) best: Weighed,
    /// What the two would cost if they were two people of one surname, where they can be: the surname tells nothing then.
    pub(super) namesakes: u16,
}

/// What telling a usual surname costs, in eighths of a bit.
const SURNAME: u16 = 60;
/// What a spelling of a surname costs that nobody is known to use, over what its letters do.
const UNHEARD_OF: u16 = 24;
/// What it costs that a name of several words is read without a surname, in order and turned round.
const JOINED: u16 = 16;
const TURNED: u16 = 60;
/// Weighs a pair of names as Korean ones.
pub(super) fn weigh(model: &Model, ko: &str, en: &[Word]) -> Person {
    let mut out = Person { best: Weighed::NONE, namesakes: u16::MAX };
    let mut whole = Letters::new();
    alphabet::letters_of(ko, &mut whole);
    if whole.len() > 24 {
        return out;
    }
    let person = (2..=4).contains(&en.len()) && ko.chars().count() <= 5 && !ko.contains(' ');
    let partings = surnames::partings(ko);
    if person {
        for (surname, given) in &partings {
            for family in [0, en.len() - 1] {
                out.add(model, surname, given, en, family);
            }
        }
    }
    for turn in 0..en.len().min(2) {
        let extra = match turn {
            0 if person && !partings.is_empty() => JOINED,
            0 => 0,
            _ => TURNED,
        };
        let latin = turned(en, turn);
        let cost = model.costs(&whole, &latin)[KOREAN].saturating_add(extra);
        out.best = out.best.better(Weighed { kind: Kind::Native, ..blended(model, &whole, &latin, cost, 0, extra, Order::Whole(turn)) });
    }
    out
}

impl Person {
    /// Weighs one way to part both names.
    fn add(&mut self, model: &Model, surname: &surnames::Surname, given: &str, en: &[Word], family: usize) {
        let mut letters = Letters::new();
        alphabet::letters_of(given, &mut letters);
        let rest: Word = en.iter().enumerate().filter(|&(i, _)| i != family).flat_map(|(_, w)| w.iter().copied()).collect();
        let known = surname.cost(&en[family]);
        let family_cost = known.map_or_else(|| unheard_of(model, surname.hangul, &en[family]), |share| share / 2);
        let cost = model.costs(&letters, &rest)[KOREAN].saturating_add(family_cost);
        let order = Order::Surname(surname.hangul.chars().count(), family);
        self.best = self.best.better(blended(model, &letters, &rest, cost, SURNAME - 16, family_cost, order));
        if known.is_some() {
            let (ko, en_alone) = (model.alone(&letters, false), model.alone(&rest, true));
            self.namesakes = self.namesakes.min(ko[KOREAN].saturating_add(en_alone[KOREAN]).saturating_add(SURNAME + family_cost));
        }
    }
}

/// What is saved, and how far the spelling is from the most usual one, in equal parts: the first tells whether two
/// names are one, the second whether a syllable is another.
fn blended(model: &Model, letters: &[u8], latin: &[u8], cost: u16, surname: u16, extra: u16, order: Order) -> Weighed {
    let alone = model.alone(letters, false)[KOREAN].saturating_add(model.alone(latin, true)[KOREAN]).saturating_add(surname);
    let weighed = Weighed::of(alone, cost.saturating_add(surname), KOREAN, order);
    let beyond = cost.saturating_sub(extra).saturating_sub(model.usual(letters)[KOREAN]).saturating_add(extra);
    Weighed { saved: weighed.saved * 0.5 + 0.5 * (0.9 - f32::from(beyond) / 90.0), ..weighed }
}

fn unheard_of(model: &Model, hangul: &str, latin: &[u8]) -> u16 {
    let mut letters = Letters::new();
    alphabet::letters_of(hangul, &mut letters);
    UNHEARD_OF.saturating_add(model.costs(&letters, latin)[KOREAN].saturating_sub(model.usual(&letters)[KOREAN]))
}
