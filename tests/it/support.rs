//! Running the program without anything of the machine it runs on: an empty folder, no environment.

use assert_cmd::Command;
use serde::de::DeserializeOwned;
use std::io::Read;
use std::path::Path;
use tempfile::TempDir;

/// A folder of its own for one test.
pub(crate) struct Place {
    folder: TempDir,
}

/// What came of one run.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, and the folders that it is in.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("is in a folder")).expect("a folder");
        std::fs::write(path, content).expect("is written");
        self
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).expect("is there")
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::cargo_bin("daejo").expect("is built");
        // The packs of whoever runs the tests are none of theirs.
        command.current_dir(self.path()).env_clear().env("XDG_DATA_HOME", self.path().join("data"));
        command
    }

    /// Runs the program here.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        self.run_on(args, "")
    }

    /// Runs the program here with something on standard input.
    pub(crate) fn run_on(&self, args: &[&str], input: impl Into<Vec<u8>>) -> Run {
        let output = self.command().args(args).write_stdin(input).output().expect("runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("is UTF-8");
        Run { code: output.status.code().expect("was not killed"), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Run {
    /// The lines of the output as JSON.
    pub(crate) fn json_lines(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
    }
}

/// A line of a stream of pairs.
pub(crate) fn pair(id: &str, ko: &str, en: &str) -> String {
    format!("{}\n", serde_json::json!({"id": id, "ko": ko, "en": en, "date": "2025-04-15"}))
}

/// A pair that says the same on both sides.
pub(crate) fn good(id: &str) -> String {
    pair(id, "정부는 도로에 3조5000억원을 쓴다고 밝혔다.", "The government said it will spend 3.5 trillion won on roads.")
}

/// The rows of an evaluation set, where the sets lie beside the repository.
#[expect(clippy::print_stdout, reason = "whether a test ran at all must be told")]
pub(crate) fn evaluation_rows<Row: DeserializeOwned>(name: &str) -> Option<Vec<Row>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/eval").join(name);
    let Ok(bytes) = std::fs::read(&path) else {
        println!("skipped: {name} is not beside the repository");
        return None;
    };
    let mut text = String::new();
    let read = if path.extension().is_some_and(|e| e == "gz") {
        flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut text)
    } else {
        bytes.as_slice().read_to_string(&mut text)
    };
    read.unwrap_or_else(|e| panic!("{name}: {e}"));
    Some(text.lines().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{name}: {e}: {l}"))).collect())
}
