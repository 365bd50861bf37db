//! What editors waived on the page, for whoever writes it into the file of the house.

use super::standing::Standing;
use super::store::{Store, StoreError};
use crate::model::Waiver;
use std::path::PathBuf;

/// An article of which something was waived.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Waived {
    /// The file of the Korean.
    pub source: PathBuf,
    /// The file of the English.
    pub target: PathBuf,
    /// The file of the draft.
    pub draft: Option<PathBuf>,
    /// Day of publication, where it was given.
    pub date: Option<String>,
    /// What holds of it, in the order in which it was decided.
    pub waivers: Vec<Waiver>,
}

impl Store {
    /// Every article of which something is waived, in the order in which they came in.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn waived(&self) -> Result<Vec<Waived>, StoreError> {
        let (mut rows, _) = self.versions(usize::MAX)?;
        rows.reverse();
        let mut out = Vec::new();
        for (row, _) in rows {
            let waivers = Standing::of(self.events(&row)?).waivers();
            if !waivers.is_empty() {
                out.push(Waived { source: row.source, target: row.target, draft: row.draft, date: row.date, waivers });
            }
        }
        Ok(out)
    }
}
