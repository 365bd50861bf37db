//! Work that is read as bytes first, by which those who remember know whether it is as it was.

use super::{Sides, Work};
use crate::archive::{Digest, Digester};
use crate::ingest;
use jiff::civil::Date;
use std::path::PathBuf;

impl Work {
    /// Digest of what it is read from; nothing where there is none, or where it could not be read and should be tried again. Files are
    /// read for it, and then are not read again. `today` is a part of it where the article has waivers of its own.
    pub(in crate::cli) fn digested(self, today: Date) -> (Option<Digest>, Result<Ready, String>) {
        let mut digest = Digester::new("work");
        match self {
            Self::Record { id, pair } => {
                digest.part(id.as_bytes());
                digest.part(pair.ko.as_bytes());
                digest.part(pair.en.as_bytes());
                digest.maybe(pair.draft.as_deref().map(str::as_bytes));
                digest.part(format!("{:?} {:?}", pair.date, pair.segments).as_bytes());
                digest.part(serde_json::to_string(&pair.extra).unwrap_or_default().as_bytes());
                (Some(digest.finish()), Ok(Ready::Work(Self::Record { id, pair })))
            }
            Self::Article { id, name, article, before } => {
                digest.part(id.as_bytes());
                for side in [&article.ko, &article.en] {
                    let (text, how) = side.described();
                    digest.part(text.as_bytes());
                    digest.part(how.as_bytes());
                }
                digest.part(format!("{:?} {:?} {:?}", article.date, article.notes, article.unchecked).as_bytes());
                (Some(digest.finish()), Ok(Ready::Work(Self::Article { id, name, article, before })))
            }
            Self::Files { id, ko, en, draft, date, limits } => {
                digest.part(id.as_bytes());
                digest.part(format!("{date:?}").as_bytes());
                let read = |path: &PathBuf| ingest::read(path, limits).map(|bytes| (path.display().to_string(), bytes)).map_err(|e| e.to_string());
                match (read(&ko), read(&en), draft.as_ref().map(read).transpose()) {
                    (Ok(ko), Ok(en), Ok(draft)) => {
                        for (name, bytes) in [&ko, &en].into_iter().chain(&draft) {
                            digest.part(name.as_bytes());
                            digest.part(bytes);
                            // A waiver in a comment may have ended since.
                            if memchr::memmem::find(bytes, b"daejo-waive").is_some() {
                                digest.part(today.to_string().as_bytes());
                            }
                        }
                        (Some(digest.finish()), Ok(Ready::Bytes { ko, en, draft, date }))
                    }
                    (ko, en, draft) => (None, Err([ko.err(), en.err(), draft.err()].into_iter().flatten().collect::<Vec<_>>().join("; "))),
                }
            }
            Self::Web { id, ko: Ok(ko), en: Ok(en), draft: None, date, limits } => {
                digest.part(id.as_bytes());
                digest.part(format!("{date:?}").as_bytes());
                // When it was fetched is no part of it.
                for side in [&ko, &en] {
                    digest.part(side.text.as_bytes());
                    digest.part(format!("{:?}", (&side.name, &side.meta, &side.blocks, &side.notes)).as_bytes());
                }
                (Some(digest.finish()), Ok(Ready::Work(Self::Web { id, ko: Ok(ko), en: Ok(en), draft: None, date, limits })))
            }
            other => (None, Ok(Ready::Work(other))),
        }
    }
}

/// Work of which what can be read is read.
pub(in crate::cli) enum Ready {
    /// Work that needs no reading, or reads for itself.
    Work(Work),
    /// Two files and the draft of the second, each by its name, as bytes.
    Bytes { ko: (String, Vec<u8>), en: (String, Vec<u8>), draft: Option<(String, Vec<u8>)>, date: Option<Date> },
}

impl Ready {
    /// The two texts.
    pub(in crate::cli) fn sides(self) -> Result<Sides, String> {
        match self {
            Self::Work(work) => work.sides(),
            Self::Bytes { ko, en, draft, date } => {
                let load = |(name, bytes): (String, Vec<u8>)| ingest::load_named(&name, &bytes).map_err(|e| e.to_string());
                super::both(load(ko), load(en), draft.map(load), date)
            }
        }
    }
}
