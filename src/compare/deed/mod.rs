//! Who did it to whom: the deeds of a Korean passage against those of the English one, where both tell a doer and somebody
//! that it is done to. The words for deeds are rows of `predicates.tsv`; what is in none of them is not compared.

mod english;
mod korean;
mod scan;
mod slot;
mod speaker;
mod table;
mod who;

pub use english::{Token, tokens};
pub use korean::{Case, Phrase, phrases};
pub use speaker::{Known, Misattributed};
pub use who::Scene;

use crate::model::Pair;
use crate::text::Span;
use scan::Tells;
use slot::Slot;
use smallvec::SmallVec;

/// A deed whose two sides have changed places. Places are in the documents.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Swap {
    /// The doer and the other one in the Korean, with their particles.
    pub source: [Span; 2],
    /// The Korean word for the deed.
    pub source_word: Span,
    /// Whether the doer is not the subject of the Korean verb.
    pub source_converse: bool,
    /// Where the English has the doer and the other one.
    pub target: [Span; 2],
    /// The English word for it.
    pub target_word: Span,
    /// Whether both stand in the place of the other, and not only one of them.
    pub both: bool,
}

/// A name that stands in the place of another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Displaced {
    /// What fills the place in the Korean.
    pub source: Span,
    /// The Korean word that it belongs to.
    pub source_word: Span,
    /// What fills it in the English.
    pub target: Span,
    /// The English word that it belongs to.
    pub target_word: Span,
    /// How it came there.
    pub how: How,
}

/// How a name came to stand in the place of another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// The two have changed places.
    Exchanged,
    /// The other one is told elsewhere in the English.
    Moved,
    /// It is the other side of the one that is told nowhere: the landlord for the tenant.
    OtherSide,
}

/// What the English tells of another than the Korean does.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Deeds {
    /// Deeds told the other way round.
    pub swaps: Vec<Swap>,
    /// Names in the place of others.
    pub displaced: Vec<Displaced>,
    /// Statements of others.
    pub speakers: Vec<Misattributed>,
}

/// Bytes of a side of a link that is read at most.
const LONGEST: usize = 4096;

impl Deeds {
    /// Compares the deeds of a pair, link by link.
    pub fn of(pair: &Pair<'_>) -> Self {
        let mut out = Self::default();
        for link in pair.pairing.links.iter().filter(|l| !l.source.is_empty() && !l.target.is_empty()) {
            let scene = Scene::new(pair, link);
            if scene.ko.len() <= LONGEST && scene.en.len() <= LONGEST {
                compare(&scene, &mut out);
            }
        }
        out
    }
}

fn compare(scene: &Scene<'_>, out: &mut Deeds) {
    let hits = scan::korean(scene.ko);
    let spoken = hits.iter().any(|h| matches!(h.tells, Tells::Side | Tells::Listener));
    out.speakers.extend(speaker::compare(scene, spoken || scene.sentences > 1));
    if !hits.iter().any(|h| matches!(h.tells, Tells::Deed(_) | Tells::Place(..))) || !scan::english(scene.en, &hits) {
        return;
    }
    let words = tokens(scene.en);
    let deeds = english::deeds(&words, |event| hits.iter().any(|h| matches!(h.tells, Tells::Deed(s) if s.event == event)));
    let filled = slot::english(&words, |place| hits.iter().any(|h| matches!(h.tells, Tells::Place(p, _) if p == place)));
    if deeds.is_empty() && filled.is_empty() {
        return;
    }
    let parts = phrases(scene.ko);
    let told = korean::deeds(scene.ko, &parts, &hits);
    if let Some(swap) = swap(scene, &told, &deeds) {
        out.swaps.push(swap);
        return;
    }
    let places = slot::korean(scene.ko, &parts, &hits);
    out.displaced.extend(displaced(scene, &parts, &places, &filled));
}

/// The deed of a scene that is turned round, where no way to read it as it should be is there.
fn swap(scene: &Scene<'_>, told: &[korean::Deed], rendered: &[english::Deed]) -> Option<Swap> {
    let (mut both, mut one, mut straight) = (None, None, false);
    for k in told {
        for e in rendered.iter().filter(|e| e.event == k.event) {
            let is = |role: usize, zone: usize| scene.names(k.roles[role], e.roles[zone], Some(k.roles[1 - role]));
            let described = |zone: usize| k.described.is_some_and(|d| scene.names(d, e.roles[zone], None));
            let right = [is(0, 0), is(1, 1)];
            if right == [true; 2] || described(usize::from(k.converse)) {
                return None;
            }
            if right != [false; 2] {
                straight = true;
                continue;
            }
            let contest = table::TABLE.contests.contains(&k.event);
            let first = is(0, 1);
            let crossed = [first, (contest || first) && is(1, 0)];
            let found = Swap {
                source: k.roles.map(|s| scene.in_source(s)),
                source_word: scene.in_source(k.word),
                source_converse: k.converse,
                target: e.roles.map(|s| scene.in_target(s)),
                target_word: scene.in_target(e.word),
                both: crossed == [true; 2],
            };
            if crossed == [true; 2] {
                both.get_or_insert(found);
            } else if contest && crossed != [false; 2] && told.len() == 1 && rendered.len() == 1 {
                one.get_or_insert(found);
            }
        }
    }
    both.or(one.filter(|_| !straight))
}

/// A place that another name fills in the English than in the Korean, where each is told but once.
fn displaced(scene: &Scene<'_>, parts: &[Phrase], places: &[Slot], rendered: &[Slot]) -> Option<Displaced> {
    let once = |list: &[Slot], place: u16| list.iter().filter(|s| s.place == place).count() == 1;
    let pairs: SmallVec<[(&Slot, &Slot); 4]> = places
        .iter()
        .filter(|k| once(places, k.place) && once(rendered, k.place))
        .filter_map(|k| rendered.iter().find(|e| e.place == k.place).map(|e| (k, e)))
        .filter(|(k, e)| !scene.names(k.row, e.row, None))
        .collect();
    let found = |k: &Slot, e: &Slot, how: How| Displaced {
        source: scene.in_source(k.filler),
        source_word: scene.in_source(k.word),
        target: scene.in_target(e.filler),
        target_word: scene.in_target(e.word),
        how,
    };
    for (i, (k, e)) in pairs.iter().enumerate() {
        if pairs[i + 1..].iter().any(|(k2, e2)| scene.names(k.filler, e2.filler, Some(k2.filler)) && scene.names(k2.filler, e.filler, Some(k.filler))) {
            return Some(found(k, e, How::Exchanged));
        }
    }
    let whole = Span::new(0, scene.en.len());
    pairs.iter().find_map(|(k, e)| {
        let apart = |p: &&Phrase| !p.span.overlaps(k.row);
        let how = if scene.names(k.filler, whole, None) {
            parts.iter().filter(apart).any(|p| scene.names(p.span, e.filler, Some(k.row))).then_some(How::Moved)?
        } else {
            who::opposed(k.filler.slice(scene.ko), e.filler.slice(scene.en)).then_some(How::OtherSide)?
        };
        Some(found(k, e, how))
    })
}
