//! Signing off: the record of an article, which says whose check and whose approval stand for exactly these bytes.

use super::answer::SignedV1;
use super::desk::Desk;
use super::log::Action;
use super::opened::Opened;

impl Desk {
    /// The last sign-off of an article, and whether it holds.
    pub(super) fn signed(opened: &Opened) -> Option<SignedV1> {
        let signed = opened.standing.signed.as_ref()?;
        let event = &opened.standing.entries.iter().find(|e| e.event.version == signed.version)?.event;
        let Action::Sign { decision, keyid, .. } = &event.action else { return None };
        let holds = signed.untouched && opened.gone.is_none();
        Some(SignedV1 { by: event.by.clone(), at: event.at.clone(), keyid: keyid.clone(), decision: *decision, holds, why: None })
    }
}
