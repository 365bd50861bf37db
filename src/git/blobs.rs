//! Contents of files as git keeps them: one `cat-file --batch` that answers for each object that is asked for, and for no other.
//! Part of [`crate::git`].

use super::command::Git;
use super::{GitError, Oid};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout};

/// What was found under the name of an object.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Blob {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// It is larger than what is read; its size.
    TooLarge(u64),
    /// It is not here: the clone has not all of its objects.
    Missing,
}

/// A reader of objects.
#[derive(Debug)]
pub struct Blobs {
    child: Child,
    asked: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Blobs {
    pub(super) fn open(git: &Git) -> Result<Self, GitError> {
        let mut child = git.start(&["cat-file", "--batch"])?;
        let (asked, answers) = (child.stdin.take(), child.stdout.take());
        let answers = answers.ok_or_else(|| GitError::Unreadable { command: "cat-file", at: String::new() })?;
        Ok(Self { child, asked, answers: BufReader::with_capacity(1 << 16, answers) })
    }

    /// The bytes of an object, if they are not more than `most`.
    ///
    /// # Errors
    /// When git went away, or gives what cannot be read.
    pub fn read(&mut self, id: &Oid, most: u64) -> Result<Blob, GitError> {
        let broken = |e: io::Error| GitError::Unreadable { command: "cat-file", at: e.to_string() };
        let asked = self.asked.as_mut().ok_or_else(|| GitError::Unreadable { command: "cat-file", at: String::new() })?;
        asked.write_all(format!("{id}\n").as_bytes()).and_then(|()| asked.flush()).map_err(broken)?;
        let mut head = String::new();
        (&mut self.answers).take(256).read_line(&mut head).map_err(broken)?;
        let fields: Vec<&str> = head.split_whitespace().collect();
        let size: u64 = match fields[..] {
            [_, "missing"] => return Ok(Blob::Missing),
            [_, "blob", size] => size.parse().map_err(|_| GitError::Unreadable { command: "cat-file", at: head.clone() })?,
            _ => return Err(GitError::Unreadable { command: "cat-file", at: head.trim().to_owned() }),
        };
        // A line end follows the bytes.
        if size > most {
            io::copy(&mut (&mut self.answers).take(size + 1), &mut io::sink()).map_err(broken)?;
            return Ok(Blob::TooLarge(size));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
        (&mut self.answers).take(size + 1).read_to_end(&mut bytes).map_err(broken)?;
        if bytes.len() as u64 != size + 1 || bytes.pop() != Some(b'\n') {
            return Err(GitError::Unreadable { command: "cat-file", at: "the answer ended early".to_owned() });
        }
        Ok(Blob::Bytes(bytes))
    }
}

impl Drop for Blobs {
    fn drop(&mut self) {
        // With its input closed it ends by itself.
        drop(self.asked.take());
        let _ = self.child.wait();
    }
}
