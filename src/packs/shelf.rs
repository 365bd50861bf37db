//! The folder where packs are kept: made aside and moved into place at once, so that a pack is there whole or not at all.

use super::catalogue::Pack;
use super::fetch::{self, Origin};
use super::manifest::{File, LONGEST, MadeOf, Manifest, SCHEMA};
use super::{Problem, build};
use crate::names::Packs;
use crate::names::morphology::Morphology;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Where packs are kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shelf {
    folder: PathBuf,
}

/// How it stands with a pack.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum State {
    /// It is not there.
    Absent,
    /// It is there, as its manifest says.
    Installed(Manifest),
    /// It is there and cannot be used.
    Damaged(Problem),
}

const MANIFEST: &str = "manifest.json";
/// Starts the names of folders in which a pack is made; one that is left over is of a run that was cut off.
const PART: &str = ".part-";

impl Shelf {
    /// The packs under a folder for data, such as `~/.local/share/daejo`.
    pub fn under(data: &Path) -> Self {
        Self { folder: data.join("packs") }
    }

    /// Where a pack is, or would be.
    pub fn place(&self, pack: Pack) -> PathBuf {
        self.folder.join(pack.id())
    }

    /// How it stands with a pack, by its manifest and the lengths of its files.
    pub fn state(&self, pack: Pack) -> State {
        match self.manifest(pack) {
            Ok(None) => State::Absent,
            Ok(Some(manifest)) => State::Installed(manifest),
            Err(problem) => State::Damaged(problem),
        }
    }

    fn manifest(&self, pack: Pack) -> Result<Option<Manifest>, Problem> {
        let place = self.place(pack);
        if !place.try_exists().map_err(|e| Problem::io("looked at", &place, &e))? {
            return Ok(None);
        }
        let again = |why: String| Problem(format!("{why}; run `daejo packs install {}` again", pack.id()));
        let json = read(&place.join(MANIFEST), LONGEST).map_err(|_| again("its manifest is missing".to_owned()))?;
        let manifest = Manifest::parse(&json, pack)?;
        for file in &manifest.files {
            let found = fs::metadata(place.join(&file.name)).map(|m| m.len()).ok();
            if found != Some(file.bytes) {
                return Err(again(format!("{} is {}", file.name, if found.is_some() { "not as long as it was" } else { "missing" })));
            }
        }
        Ok(Some(manifest))
    }

    /// Reads every file of a pack and holds it against the manifest.
    ///
    /// # Errors
    /// When the pack is not there, or a file is not what it was.
    pub fn verify(&self, pack: Pack) -> Result<Manifest, Problem> {
        let manifest = self.manifest(pack)?.ok_or_else(|| Problem(format!("it is not installed; `daejo packs install {}` does that", pack.id())))?;
        for file in &manifest.files {
            self.file(pack, file)?;
        }
        Ok(manifest)
    }

    /// A file of a pack, as it was when it was made.
    fn file(&self, pack: Pack, file: &File) -> Result<Vec<u8>, Problem> {
        let path = self.place(pack).join(&file.name);
        let bytes = read(&path, file.bytes).map_err(|e| Problem::io("read", &path, &e))?;
        if fetch::hex(&bytes) == file.sha256 {
            Ok(bytes)
        } else {
            Err(Problem(format!("{} is not what it was when it was made; run `daejo packs install {}` again", file.name, pack.id())))
        }
    }

    /// Makes a pack and puts it into place; what was there before stays until then. `now` is told in its manifest.
    ///
    /// # Errors
    /// When the files cannot be brought, are not those that they should be, or cannot be written. Nothing is changed then.
    pub fn install(&self, pack: Pack, origin: &Origin, now: jiff::Timestamp) -> Result<Manifest, Problem> {
        fs::create_dir_all(&self.folder).map_err(|e| Problem::io("made", &self.folder, &e))?;
        self.sweep(pack);
        let aside = tempfile::Builder::new()
            .prefix(&format!("{PART}{}-", pack.id()))
            .tempdir_in(&self.folder)
            .map_err(|e| Problem::io("written to", &self.folder, &e))?;
        let brought = aside.path().join("brought");
        let made = aside.path().join("made");
        for folder in [&brought, &made] {
            fs::create_dir(folder).map_err(|e| Problem::io("made", folder, &e))?;
        }
        let files = build::build(pack, |source| fetch::bytes(source, origin, &brought))?;
        let mut listed = Vec::new();
        for (name, bytes) in &files {
            let path = made.join(name);
            save(&path, bytes).map_err(|e| Problem::io("written", &path, &e))?;
            listed.push(File { name: name.clone(), bytes: bytes.len() as u64, sha256: fetch::hex(bytes) });
        }
        let sources = pack.sources().iter().map(|s| MadeOf {
            distribution: s.distribution.to_owned(),
            version: s.version.to_owned(),
            sha256: s.sha256.to_owned(),
            licence: s.licence.to_owned(),
            credit: s.credit.to_owned(),
        });
        let manifest = Manifest {
            schema: SCHEMA.to_owned(),
            pack: pack.id().to_owned(),
            format: pack.format(),
            made_by: env!("CARGO_PKG_VERSION").to_owned(),
            installed: now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            sources: sources.collect(),
            files: listed,
        };
        let json = serde_json::to_vec_pretty(&manifest).map_err(|e| Problem(format!("the manifest could not be written ({e})")))?;
        let path = made.join(MANIFEST);
        save(&path, &json).map_err(|e| Problem::io("written", &path, &e))?;
        let place = self.place(pack);
        // A folder cannot be put over one that is not empty: the old one is moved aside first, and goes with the rest.
        if place.exists() {
            fs::rename(&place, aside.path().join("old")).map_err(|e| Problem::io("replaced", &place, &e))?;
        }
        if let Err(e) = fs::rename(&made, &place) {
            let _ = fs::rename(aside.path().join("old"), &place);
            return Err(Problem::io("put into place", &place, &e));
        }
        Ok(manifest)
    }

    /// Takes a pack away; says whether there was one.
    ///
    /// # Errors
    /// When it cannot be deleted.
    pub fn remove(&self, pack: Pack) -> Result<bool, Problem> {
        self.sweep(pack);
        let place = self.place(pack);
        match fs::remove_dir_all(&place) {
            Ok(()) => Ok(true),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(e) => Err(Problem::io("deleted", &place, &e)),
        }
    }

    /// Deletes what runs left over that were cut off more than an hour ago.
    fn sweep(&self, pack: Pack) {
        let start = format!("{PART}{}-", pack.id());
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        for entry in entries.flatten().filter(|e| e.file_name().to_string_lossy().starts_with(&start)) {
            let old = entry.metadata().and_then(|m| m.modified()).ok().and_then(|m| m.elapsed().ok()).is_some_and(|age| age.as_secs() > 3600);
            if old {
                // It is in nobody's way; the next run tries again.
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }

    /// Opens the packs that are there, and tells of each that is there and cannot be used.
    pub fn open(&self) -> (Packs, Vec<(Pack, Problem)>) {
        let (mut packs, mut problems) = (Packs::default(), Vec::new());
        for pack in Pack::ALL {
            let opened = self.manifest(pack).and_then(|found| found.map(|m| self.open_one(pack, &m, &mut packs)).transpose());
            if let Err(problem) = opened {
                problems.push((pack, problem));
            }
        }
        (packs, problems)
    }

    fn open_one(&self, pack: Pack, manifest: &Manifest, packs: &mut Packs) -> Result<(), Problem> {
        let again = || Problem(format!("it cannot be read; run `daejo packs install {}` again", pack.id()));
        let file = manifest.files.iter().find(|f| f.name == pack.file()).ok_or_else(again)?;
        let bytes = self.file(pack, file)?;
        match pack {
            Pack::Morphology => packs.morphology = Some(Morphology::open(&bytes).ok_or_else(again)?),
        }
        Ok(())
    }
}

#[expect(clippy::disallowed_methods, reason = "packs are files")]
fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    fs::File::open(path)?.take(most + 1).read_to_end(&mut out)?;
    if out.len() as u64 > most { Err(io::Error::other("it is longer than it may be")) } else { Ok(out) }
}

/// Writes a file and waits until it is on the disk: what is moved into place is whole.
fn save(path: &Path, bytes: &[u8]) -> io::Result<()> {
    use std::io::Write as _;
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
