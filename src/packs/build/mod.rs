//! Makes of the files of a registry what the program looks up.

mod morphology;

use super::Problem;
use super::catalogue::{Pack, Source};

/// What a pack is made into: files by name, the one that is looked up first.
pub(super) type Files = Vec<(String, Vec<u8>)>;

/// Makes a pack; `bytes` brings the file of a source.
pub(super) fn build(pack: Pack, mut bytes: impl FnMut(&Source) -> Result<Vec<u8>, Problem>) -> Result<Files, Problem> {
    let sources = pack.sources();
    match pack {
        Pack::Morphology => morphology::build(&sources[0], &bytes(&sources[0])?),
    }
}
