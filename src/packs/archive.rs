//! Takes single files out of wheels, in memory and within limits: nothing of them is unpacked to disk.

use super::Problem;
use std::io::{Cursor, Read};

/// Largest file that is taken out, in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;

/// A file out of a wheel, which is a zip archive, told by the end of its path.
pub(super) fn file(archive: &[u8], name: &str, ends: &str) -> Result<Vec<u8>, Problem> {
    let missing = || Problem(format!("{name} has no {ends}; nothing was installed"));
    let broken = |e: &dyn std::fmt::Display| Problem(format!("{name} cannot be unpacked ({e}); nothing was installed"));
    let mut zip = zip::ZipArchive::new(Cursor::new(archive)).map_err(|e| broken(&e))?;
    let found = zip.file_names().flatten().find(|n| n.ends_with(ends)).map(std::borrow::Cow::into_owned).ok_or_else(missing)?;
    let entry = zip.by_name(&found).map_err(|e| broken(&e))?;
    whole(entry, name, ends)
}

fn whole(from: impl Read, name: &str, ends: &str) -> Result<Vec<u8>, Problem> {
    let mut out = Vec::new();
    from.take(LARGEST + 1).read_to_end(&mut out).map_err(|e| Problem(format!("{ends} in {name} cannot be unpacked ({e}); nothing was installed")))?;
    if out.len() as u64 > LARGEST { Err(Problem(format!("{ends} in {name} is far too large; nothing was installed"))) } else { Ok(out) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_bytes_are_an_archive_or_none(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            prop_assert!(file(&bytes, "a.whl", "x").is_err());
        }
    }
}
