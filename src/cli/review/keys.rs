//! The two keys by which the page signs.

use super::Args;
use super::house::House;
use crate::cli::Stop;
use crate::cli::record::secret;
use crate::record::{Role, SecretKey, Trust};
use crate::report::escape;
use crate::review::Secret;

/// Reads the keys that sign, where they are named; and whose the editor's is.
pub(super) fn load(args: &Args, house: &House) -> Result<Option<(Secret, String)>, Stop> {
    let (Some(review), Some(check)) = (&args.key, &args.check_key) else { return Ok(None) };
    let Some(trust) = &house.trust else {
        // Says that there are none.
        house.desk.trust(None, false)?;
        return Ok(None);
    };
    let check = read(check, Role::Ci, trust, "--check-key")?.0;
    let (review, name) = read(review, Role::Editor, trust, "--key")?;
    Ok(Some((Secret { check, review }, name)))
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
