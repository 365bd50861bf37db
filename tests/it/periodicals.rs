//! Magazines of the 1920s to 1940s and their machine translation, where the set lies beside the repository: passages whose
//! figures one reader judged. What is wrong is to stop an editor, what is right must not.

use crate::support::evaluation_rows;
use daejo::judge::Policy;
use daejo::model::{Document, Lang, Severity};
use daejo::pipeline::check_pair;
use serde::Deserialize;

/// Shares of the errors that are flagged and of the right passages that are not, in percent.
const FLOORS: (usize, usize) = (85, 95);

/// A row of the set.
#[derive(Deserialize)]
struct Row {
    id: String,
    ko: String,
    en: String,
    label: String,
    note: String,
}

impl Row {
    /// What would stop an editor.
    fn flags(&self) -> Vec<String> {
        let (source, target) = (Document::plain(Lang::Ko, "ko", &self.ko), Document::plain(Lang::En, "en", &self.en));
        let findings = check_pair(&source, &target, None, &Policy::default()).outcome.findings;
        findings.into_iter().filter(|f| f.severity >= Severity::Major).map(|f| format!("{}: {}", f.rule.id, f.message)).collect()
    }
}

#[test]
fn figures_of_old_magazines() {
    let Some(rows) = evaluation_rows::<Row>("periodicals_labelled.jsonl") else { return };
    let (mut flagged, mut errors, mut quiet, mut right) = (0, 0, 0, 0);
    for row in &rows {
        let flags = row.flags();
        match row.label.as_str() {
            "error" => {
                errors += 1;
                flagged += usize::from(!flags.is_empty());
            }
            "ok" => {
                right += 1;
                quiet += usize::from(flags.is_empty());
            }
            _ => continue,
        }
        if (row.label == "error") == flags.is_empty() {
            println!("{} ({}): {}: {flags:?}", row.id, row.label, row.note);
        }
    }
    println!("periodicals: {flagged} of {errors} errors flagged, {quiet} of {right} right passages quiet");
    assert!(100 * flagged >= FLOORS.0 * errors && 100 * quiet >= FLOORS.1 * right, "below the floors of {FLOORS:?}%");
}
