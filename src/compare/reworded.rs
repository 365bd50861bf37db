//! The same figure seen from its other side: 3명 as “the leader and two others”, 70% 반대 as “only 30 percent did not”. Asked
//! of figures that are left over, and only where the English has the word that turns it.

use crate::compare::figures::{Figures, Matching};
use crate::compare::{Agreement, Why};
use crate::model::{Amount, Mention, Value};
use crate::text::Exact;
use crate::text::lines::floor;

/// Words of the English by which a share is told as what is left of the whole.
const REST: [&str; 5] = [" not ", "n't ", "down to ", "remaining ", "the rest"];

impl Matching<'_> {
    /// Takes the figures that are told from their other side off what is left over.
    pub(super) fn reworded(&mut self, out: &mut Figures) {
        for b in 0..self.en.len() {
            if self.en_done[b] {
                continue;
            }
            let text = self.pair.target.text();
            let Some(whole) = beside_others(text, self.target(b)).or_else(|| rest_of_a_hundred(text, self.target(b))) else { continue };
            let told = |m: &Mention| m.value.kind() == self.target(b).value.kind() && m.value.amount().and_then(Amount::single) == Some(whole);
            if let Some(a) = (0..self.ko.len()).find(|&a| !self.ko_done[a] && told(self.source(a))) {
                (self.ko_done[a], self.en_done[b]) = (true, true);
                out.agreed.push((self.ko[a], self.en[b], Agreement::Compatible(Why::OtherWords)));
            }
        }
    }
}

/// “Two others”, “six other states”: with the one that is named before, one more.
fn beside_others(text: &str, m: &Mention) -> Option<Exact> {
    let Value::Number(n) = m.value else { return None };
    let (before, behind) = (text.get(..m.span.start)?, text.get(m.span.end..)?);
    let other = behind.starts_with(" other") || before.ends_with("other ");
    n.single().filter(|_| other)?.checked_add(Exact::ONE)
}

/// “Only 30 percent did not”, “down to 60 percent of the level”: the share that is left of a hundred.
fn rest_of_a_hundred(text: &str, m: &Mention) -> Option<Exact> {
    let Value::Percent(p) = m.value else { return None };
    let before = text.get(floor(text, m.span.start.saturating_sub(24))..m.span.start)?;
    let behind = text.get(m.span.end..floor(text, (m.span.end + 40).min(text.len())))?;
    let turned = REST.iter().any(|w| before.contains(w) || behind.contains(w));
    Exact::int(100).checked_sub(p.single().filter(|_| turned)?)
}
