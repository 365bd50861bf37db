//! Runs git so that nothing of where it is run changes what it says: no environment of hooks, no pager, no programs that the
//! repository names, no network, no locks. Arguments never go through a shell.

use std::ffi::OsString;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

/// Bytes of an answer that are read: a listing of some million files.
const MOST: u64 = 1 << 30;

/// Why git could not be asked.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// The command is not there.
    #[error("git could not be run: {0}; install git, or check files and folders with `daejo check`")]
    NoGit(io::Error),
    /// The folder is in no repository.
    #[error("{} is in no git repository; `daejo check` checks files and folders without one", .0.display())]
    NoRepository(PathBuf),
    /// Git refuses a repository that belongs to somebody else.
    #[error("git refuses the repository because it belongs to another user; if you trust it: git config --global --add safe.directory \"{}\"", .0.display())]
    Distrusted(PathBuf),
    /// A repository without files.
    #[error("the repository is bare: there are no files in it to check; clone it")]
    Bare,
    /// Anything else that git says.
    #[error("git {command} failed: {said}")]
    Failed {
        /// What was asked.
        command: String,
        /// The first line of what it said.
        said: String,
    },
    /// The answer is none that was expected.
    #[error("git {command} gave an answer that could not be read{}", if .at.is_empty() { String::new() } else { format!(": {}", .at) })]
    Unreadable {
        /// What was asked.
        command: &'static str,
        /// What could not be read.
        at: String,
    },
}

/// Git in a folder.
#[derive(Clone, Debug)]
pub(super) struct Git {
    folder: PathBuf,
}

impl Git {
    pub(super) fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Starts a command that is asked on its standard input; what it complains of it must tell in its answers.
    pub(super) fn start(&self, args: &[&str]) -> Result<Child, GitError> {
        self.command(args).stdin(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(GitError::NoGit)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        let ours: Vec<OsString> = std::env::vars_os().map(|(name, _)| name).filter(|name| name.to_string_lossy().starts_with("GIT_")).collect();
        for name in ours {
            command.env_remove(name);
        }
        let still = [("GIT_OPTIONAL_LOCKS", "0"), ("GIT_TERMINAL_PROMPT", "0"), ("GIT_NO_LAZY_FETCH", "1"), ("GIT_NO_REPLACE_OBJECTS", "1"), ("LC_ALL", "C")];
        command.envs(still).current_dir(&self.folder);
        command.args(["--no-pager", "--literal-pathspecs", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"]);
        command.args(args).stdout(Stdio::piped());
        command
    }

    /// What a command prints.
    pub(super) fn bytes(&self, args: &[&str]) -> Result<Vec<u8>, GitError> {
        let (status, out, said) = self.run(args)?;
        if status.success() { Ok(out) } else { Err(self.refused(args, &said)) }
    }

    /// What a command prints, as text without the line end.
    pub(super) fn text(&self, args: &[&str]) -> Result<String, GitError> {
        Ok(one_line(self.bytes(args)?))
    }

    /// What a command prints; `None` when it ends with the exit code by which it says no.
    pub(super) fn answer(&self, args: &[&str]) -> Result<Option<String>, GitError> {
        let (status, out, said) = self.run(args)?;
        match status.code() {
            Some(0) => Ok(Some(one_line(out))),
            // `rev-parse --verify --quiet` says no with 1; a name that is none at all makes it fail otherwise.
            Some(1 | 128) if !said.contains("safe.directory") => Ok(None),
            _ => Err(self.refused(args, &said)),
        }
    }

    fn run(&self, args: &[&str]) -> Result<(ExitStatus, Vec<u8>, String), GitError> {
        let mut child = self.command(args).stdin(Stdio::null()).stderr(Stdio::piped()).spawn().map_err(GitError::NoGit)?;
        let errors = child.stderr.take().map(|stderr| std::thread::spawn(move || read(stderr, 1 << 16)));
        let out = child.stdout.take().map(|stdout| read(stdout, MOST)).transpose().map_err(GitError::NoGit)?.unwrap_or_default();
        let status = child.wait().map_err(GitError::NoGit)?;
        if out.len() as u64 == MOST {
            return Err(self.refused(args, "the answer is too long"));
        }
        let said = errors.and_then(|e| e.join().ok()).and_then(Result::ok).unwrap_or_default();
        Ok((status, out, String::from_utf8_lossy(&said).into_owned()))
    }

    fn refused(&self, args: &[&str], said: &str) -> GitError {
        if said.contains("not a git repository") {
            return GitError::NoRepository(self.folder.clone());
        }
        if said.contains("safe.directory") {
            return GitError::Distrusted(self.folder.clone());
        }
        if said.contains("must be run in a work tree") {
            return GitError::Bare;
        }
        let first = said.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or("it did not say why").chars().take(300).collect();
        GitError::Failed { command: args.first().copied().unwrap_or_default().to_owned(), said: first }
    }
}

/// Reads up to a limit; the rest is let go, so that the other side can end.
fn read(mut from: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.by_ref().take(most).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == most {
        io::copy(&mut from, &mut io::sink())?;
    }
    Ok(bytes)
}

fn one_line(bytes: Vec<u8>) -> String {
    let mut text = String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned());
    while text.ends_with(['\n', '\r']) {
        text.pop();
    }
    text
}
