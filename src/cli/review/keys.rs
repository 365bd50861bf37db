//! The keys of the page: those that are trusted, and the two that sign.

use super::Args;
use crate::cli::Stop;
use crate::cli::record::desk::Desk;
use crate::cli::record::secret;
use crate::record::{Role, SecretKey, Trust};
use crate::report::escape;
use crate::review::{Keys, Secret};

/// Reads them; and whose the editor's is.
pub(super) fn load(args: &Args, desk: &Desk, colour: bool) -> Result<(Option<Keys>, Option<String>), Stop> {
    let reviewers = desk.settings.config.record.reviewers;
    let (Some(review), Some(check)) = (&args.key, &args.check_key) else {
        // Without keys of its own the page shows whether what others signed holds.
        let there = args.keys.is_some() || desk.keys.exists();
        let keys = there.then(|| desk.trust(args.keys.as_deref(), colour)).transpose()?;
        return Ok((keys.map(|trust| Keys { trust, secret: None, reviewers }), None));
    };
    let trust = desk.trust(args.keys.as_deref(), colour)?;
    let check = read(check, Role::Ci, &trust, "--check-key")?.0;
    let (review, name) = read(review, Role::Editor, &trust, "--key")?;
    Ok((Some(Keys { trust, secret: Some(Secret { check, review }), reviewers }), Some(name)))
}

/// A secret key of a role that is trusted, and whose it is.
fn read(from: &secret::Secret, role: Role, trust: &Trust, option: &str) -> Result<(SecretKey, String), Stop> {
    let key = from.read()?;
    let usage = |why: String| Err(Stop::Usage(format!("{option}: {why}; the page was not opened")));
    match trust.of(&key.public()) {
        None => usage("the key is not among those that are trusted; `daejo record keys trust` takes it in".to_owned()),
        Some(known) if known.role != role => {
            let (name, is, wanted) = (escape::visible(&known.name), known.role.as_str(), role.as_str());
            usage(format!("the key of {name} has the role {is}, and this takes one of the role {wanted}"))
        }
        Some(known) => Ok((key, known.name.clone())),
    }
}
