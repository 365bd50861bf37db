//! What a change is, read from git: two snapshots of a repository, what differs between them, and the bytes of the files that
//! are asked for. Runs the git command's plumbing; the command line makes pairs of what comes of it.
//!
//! The git command and not a library: it is there wherever a repository is checked out, it knows every kind of repository that
//! it made, and a library that does as much takes longer to build than all the rest of the program.

mod blobs;
mod change;
mod command;
mod listing;

pub use blobs::{Blob, Blobs};
pub use change::{Change, Touched};
pub use command::GitError;
pub use listing::{Entry, Kind, Listing};

use command::Git;
use std::fmt;
use std::path::{Path, PathBuf};

/// Name of an object: its hash in hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Oid(String);

impl Oid {
    /// A hash of SHA-1 or SHA-256; `None` for anything else, and for the hash that stands for no object.
    pub fn parse(text: &str) -> Option<Self> {
        let hash = matches!(text.len(), 40 | 64) && text.bytes().all(|b| b.is_ascii_hexdigit()) && text.bytes().any(|b| b != b'0');
        hash.then(|| Self(text.to_owned()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first digits, enough for people.
    pub fn short(&self) -> &str {
        self.0.get(..10).unwrap_or(&self.0)
    }
}

impl fmt::Display for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The state of the files that a change leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Head {
    /// Of a commit.
    Commit(Oid),
    /// As they are now: what is committed, staged, edited and new. Files that git ignores are not among them.
    WorkingTree,
}

/// A repository with its files checked out.
#[derive(Debug)]
pub struct Repository {
    root: PathBuf,
    git: Git,
}

impl Repository {
    /// The repository in which a folder lies.
    ///
    /// # Errors
    /// When there is no git, the folder is in no repository, or the repository has no files checked out.
    pub fn open(folder: &Path) -> Result<Self, GitError> {
        let git = Git::at(folder);
        let root = git.text(&["rev-parse", "--show-toplevel"])?;
        if root.is_empty() {
            return Err(GitError::Bare);
        }
        let root = PathBuf::from(root);
        Ok(Self { git: Git::at(&root), root })
    }

    /// The folder that holds all of its files.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The commit that a revision names; `None` when there is none of that name.
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn commit(&self, revision: &str) -> Result<Option<Oid>, GitError> {
        let asked = format!("{revision}^{{commit}}");
        let found = self.git.answer(&["rev-parse", "--verify", "--quiet", "--end-of-options", &asked])?;
        Ok(found.and_then(|text| Oid::parse(text.lines().next().unwrap_or("").trim())))
    }

    /// The commit from which two have parted; `None` where none is known.
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn merge_base(&self, one: &Oid, other: &Oid) -> Result<Option<Oid>, GitError> {
        let found = self.git.answer(&["merge-base", one.as_str(), other.as_str()])?;
        Ok(found.and_then(|text| Oid::parse(text.lines().next().unwrap_or("").trim())))
    }

    /// Whether only a part of the history is here.
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn is_shallow(&self) -> Result<bool, GitError> {
        Ok(self.git.text(&["rev-parse", "--is-shallow-repository"])? == "true")
    }

    /// Who works here, as git would write it into a commit: a name, or an address where there is no name.
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn user(&self) -> Result<Option<String>, GitError> {
        for key in ["user.name", "user.email"] {
            if let Some(found) = self.git.answer(&["config", "--get", key])?.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()) {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// Every file of a state.
    ///
    /// # Errors
    /// When git cannot be run, or gives what cannot be read.
    pub fn files(&self, of: &Head) -> Result<Listing, GitError> {
        match of {
            Head::Commit(id) => listing::tree(&self.git.bytes(&["ls-tree", "-r", "-z", "--full-tree", id.as_str()])?),
            Head::WorkingTree => {
                let tracked = self.git.bytes(&["ls-files", "-z", "--stage"])?;
                let gone = self.git.bytes(&["ls-files", "-z", "--deleted"])?;
                let new = self.git.bytes(&["ls-files", "-z", "--others", "--exclude-standard"])?;
                listing::working_tree(&tracked, &gone, &new)
            }
        }
    }

    /// What differs between a commit and a state that follows it. Renamed files are followed.
    ///
    /// # Errors
    /// When git cannot be run, or gives what cannot be read.
    pub fn changes(&self, base: &Oid, head: &Head) -> Result<Vec<Change>, GitError> {
        const SAME: [&str; 5] = ["--raw", "-z", "--no-abbrev", "--find-renames", "-l4000"];
        let mut changes = match head {
            Head::Commit(id) => change::read(&self.git.bytes(&[&["diff-tree", "-r"], &SAME[..], &[base.as_str(), id.as_str()]].concat())?)?,
            Head::WorkingTree => {
                // The porcelain: unlike the plumbing it looks into files whose times differ, without writing the index.
                let quiet = ["--no-ext-diff", "--no-textconv", "--no-color", "--no-relative", "--ignore-submodules=dirty", "-O/dev/null"];
                let mut found = change::read(&self.git.bytes(&[&["diff"], &SAME[..], &quiet, &[base.as_str(), "--"]].concat())?)?;
                let new = self.git.bytes(&["ls-files", "-z", "--others", "--exclude-standard"])?;
                found.extend(change::untracked(&new));
                found
            }
        };
        changes.sort();
        Ok(changes)
    }

    /// A reader of the repository's objects.
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn blobs(&self) -> Result<Blobs, GitError> {
        Blobs::open(&self.git)
    }
}
