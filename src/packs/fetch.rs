//! Brings the files that packs are made of: through pip, held to pinned hashes, or from a folder where they lie already.

use super::Problem;
use super::catalogue::Source;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where the files come from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Origin {
    /// `pip download` with this Python, or with the first that there is.
    Pip(Option<PathBuf>),
    /// A folder that has them already.
    Folder(PathBuf),
}

/// Largest file that is taken, in bytes: the largest of the catalogue has 88 million.
const LARGEST: u64 = 200_000_000;

/// The bytes of a source, which have the hash that they should have.
pub(super) fn bytes(source: &Source, origin: &Origin, scratch: &Path) -> Result<Vec<u8>, Problem> {
    let path = match origin {
        Origin::Folder(folder) => folder.join(source.file),
        Origin::Pip(python) => {
            pip(source, python.as_deref(), scratch)?;
            scratch.join(source.file)
        }
    };
    let bytes = read(&path, source, origin)?;
    let found = hex(&bytes);
    if found != source.sha256 {
        return Err(Problem(format!(
            "{} is not the file that this version of daejo was made for: its SHA-256 is {found}, not {}; nothing was installed. Fetch it again; if it stays so, do not use it",
            source.file, source.sha256
        )));
    }
    Ok(bytes)
}

#[expect(clippy::disallowed_methods, reason = "packs are made of files")]
fn read(path: &Path, source: &Source, origin: &Origin) -> Result<Vec<u8>, Problem> {
    match fs::metadata(path) {
        Ok(m) if m.len() > LARGEST => Err(Problem(format!("{} is far too large to be what it should be; nothing was installed", path.display()))),
        Ok(_) => fs::read(path).map_err(|e| Problem::io("read", path, &e)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Err(match origin {
            Origin::Folder(folder) => Problem(format!(
                "{} has no {}; fetch it on a machine that is online with `pip download --no-deps {}=={}` and put it there",
                folder.display(),
                source.file,
                source.distribution,
                source.version
            )),
            Origin::Pip(_) => Problem(format!("pip brought another file than {}; nothing was installed", source.file)),
        }),
        Err(e) => Err(Problem::io("read", path, &e)),
    }
}

/// SHA-256 in hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}

/// Lets pip bring a file into a folder. pip is told the hash too, and refuses what has another.
fn pip(source: &Source, python: Option<&Path>, folder: &Path) -> Result<(), Problem> {
    let wanted = folder.join("requirements.txt");
    let line = format!("{}=={} --hash=sha256:{}\n", source.distribution, source.version, source.sha256);
    write(&wanted, line.as_bytes())?;
    let given = python.map(Path::to_path_buf);
    let candidates = given.map_or_else(|| vec![PathBuf::from("python3"), PathBuf::from("python")], |p| vec![p]);
    for python in &candidates {
        let run = Command::new(python)
            .args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps", "--require-hashes", "--dest"])
            .arg(folder)
            .arg("--requirement")
            .arg(&wanted)
            .stdin(Stdio::null())
            .output();
        match run {
            Ok(out) if out.status.success() => return Ok(()),
            Ok(out) => return Err(refused(source, &String::from_utf8_lossy(&out.stderr))),
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            Err(e) => return Err(Problem::io("started", python, &e)),
        }
    }
    let tried = candidates.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(" or ");
    Err(Problem(format!(
        "{tried} was not found, so pip cannot bring {}; install Python with pip, name it with --python, or put the file {} into a folder and name that with --from",
        source.distribution, source.file
    )))
}

/// What pip says, as what to do.
fn refused(source: &Source, said: &str) -> Problem {
    let name = source.distribution;
    let last = said.lines().map(str::trim).rfind(|l| l.starts_with("ERROR") || l.contains("No module named")).unwrap_or("it said nothing");
    let last: String = last.chars().filter(|c| !c.is_control()).take(300).collect();
    let offline =
        ["Failed to establish", "Temporary failure", "NewConnectionError", "Name or service not known", "Network is unreachable", "ProxyError", "timed out"];
    Problem(if said.contains("No module named pip") {
        format!(
            "this Python has no pip, so {name} cannot be brought; install pip (`python3 -m ensurepip`), name another Python with --python, or fetch {} elsewhere and use --from",
            source.file
        )
    } else if said.contains("DO NOT MATCH THE HASHES") {
        format!("the registry gave another {name} {} than this version of daejo was made for, and it was refused; nothing was installed", source.version)
    } else if said.contains("No space left") {
        format!("the disk is full, so {name} could not be brought; free some space and try again; nothing was installed")
    } else if offline.iter().any(|o| said.contains(o)) {
        format!(
            "the package registry could not be reached, so {name} was not brought; nothing was installed. Go online, or fetch {} elsewhere and use --from FOLDER",
            source.file
        )
    } else {
        format!("pip did not bring {name} {}: {last}; nothing was installed", source.version)
    })
}

#[expect(clippy::disallowed_methods, reason = "packs are made of files")]
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    fs::write(path, bytes).map_err(|e| Problem::io("written", path, &e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pip_says_is_told_as_what_to_do() {
        let source = &super::super::Pack::Morphology.sources()[0];
        let cases = [
            ("/usr/bin/python3: No module named pip\n", "ensurepip"),
            ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "refused"),
            ("WARNING: Retrying: NewConnectionError('Failed to establish a new connection')\nERROR: Could not find a version", "--from FOLDER"),
            ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "free some space"),
            ("ERROR: something else\u{1b}[31m", "something else"),
        ];
        for (said, told) in cases {
            let problem = refused(source, said).to_string();
            assert!(problem.contains(told) && !problem.contains('\u{1b}'), "{problem}");
        }
    }

    #[test]
    fn a_file_with_another_hash_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let source = &super::super::Pack::Morphology.sources()[0];
        let origin = Origin::Folder(folder.path().to_path_buf());
        let missing = bytes(source, &origin, folder.path()).expect_err("no file").to_string();
        assert!(missing.contains("pip download --no-deps python-mecab-ko-dic==2.1.1.post2"), "{missing}");
        write(&folder.path().join(source.file), b"not it").expect("written");
        let other = bytes(source, &origin, folder.path()).expect_err("another file").to_string();
        assert!(other.contains("SHA-256") && other.contains("nothing was installed"), "{other}");
    }
}
