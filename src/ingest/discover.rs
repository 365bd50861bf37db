//! Finds the pairs in a folder, by the patterns of their names or by a manifest, and says what it left out and why.
//! Gives paths to the command line; [`crate::ingest::load`] reads them.

use crate::ingest::bilingual::{Kind, is_bilingual};
use crate::ingest::found::Found;
use crate::ingest::load::{IngestError, Limits, read};
use crate::ingest::pairs::{PairInput, PairReader};
use crate::ingest::pattern::{Finder, Pattern};
use crate::ingest::stream::{Layout, Line};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use walkdir::WalkDir;

/// A pair that was found.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FoundPair {
    /// What names the article: the part of the path that stands for `{slug}`, or the manifest's id.
    pub slug: String,
    /// The Korean file.
    pub ko: PathBuf,
    /// The English file.
    pub en: PathBuf,
    /// The draft that the English was made of, where one is kept.
    pub draft: Option<PathBuf>,
    /// The date that a manifest gives.
    pub date: Option<Date>,
}

/// Something that belongs to a pair and is not checked.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Skipped {
    /// The file, the folder, or the line of a manifest.
    pub path: PathBuf,
    /// Why.
    pub reason: SkipReason,
}

/// Why a file was left out.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, thiserror::Error)]
pub enum SkipReason {
    /// A Korean article without its English.
    #[error("no English for it: {} is not there", .0.display())]
    NoEnglish(PathBuf),
    /// An English article without its Korean.
    #[error("no Korean for it: {} is not there", .0.display())]
    NoKorean(PathBuf),
    /// The file system refused it.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// Its name is not Unicode.
    #[error("its name is not Unicode, so no pattern can fit it; rename it")]
    Name,
    /// A line of a manifest that is no pair.
    #[error("line {line}: {reason}")]
    Manifest {
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        reason: String,
    },
}

/// Finds pairs below `root`. Hidden folders, `target` and `node_modules` are not entered; links to folders are not
/// followed. Of two patterns that fit a file the first one that makes a pair wins. A file that is no part of a pair and has
/// one of the endings in `bilingual` is one of both languages; for documents and pages that is seen to. `drafts` is a folder in which
/// each English file has its draft, under the same path below it or under the slug alone; what lies in it is nothing else.
pub fn discover(root: &Path, patterns: &[Pattern], bilingual: &[String], drafts: Option<&Path>, limits: Limits) -> Found {
    let mut unread = Vec::new();
    let mut names = files(root, &mut unread);
    if let Some(inside) = drafts.and_then(|d| d.strip_prefix(root).ok()).filter(|d| !d.as_os_str().is_empty()) {
        names.retain(|name| !Path::new(&**name).starts_with(inside));
    }
    let both = |path: &str| {
        let full = root.join(path);
        let wanted = bilingual.iter().any(|e| Path::new(path).extension().is_some_and(|x| x.eq_ignore_ascii_case(e)));
        wanted && Kind::of(&full).is_some_and(|kind| is_bilingual(&full, kind, limits))
    };
    Found::of(root, names, Finder::new(patterns), unread, both).with_drafts(drafts)
}

/// Paths of the files below `root`, relative to it and with `/` between their parts, in order. They are read as they come and put in order
/// then: a folder of a million files costs what their names do.
fn files(root: &Path, unread: &mut Vec<Skipped>) -> Vec<Box<str>> {
    let mut files: Vec<Box<str>> = Vec::new();
    let enter = |e: &walkdir::DirEntry| {
        let name = e.file_name().to_string_lossy();
        e.depth() == 0 || !(e.file_type().is_dir() && (name.starts_with('.') || name == "target" || name == "node_modules"))
    };
    for entry in WalkDir::new(root).follow_links(false).into_iter().filter_entry(enter) {
        match entry {
            Err(e) => {
                let path = e.path().unwrap_or(root).to_owned();
                let reason = e.io_error().map_or_else(|| e.to_string(), ToString::to_string);
                unread.push(Skipped { path, reason: SkipReason::Unreadable(reason) });
            }
            // A link to a file is a file; a link to a folder is not followed.
            Ok(entry) if entry.file_type().is_file() || entry.path_is_symlink() && entry.path().is_file() => {
                let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
                let parts: Option<Vec<&str>> = relative.components().map(|c| c.as_os_str().to_str()).collect();
                match parts {
                    Some(parts) => files.push(parts.join("/").into_boxed_str()),
                    None => unread.push(Skipped { path: entry.into_path(), reason: SkipReason::Name }),
                }
            }
            Ok(_) => {}
        }
    }
    files.sort_unstable();
    files
}

/// Reads a manifest: TSV or JSON Lines whose `ko` and `en` are paths relative to it, with `id`, `date` and the path of a `draft` if wanted.
///
/// # Errors
/// When the manifest itself cannot be read.
pub fn manifest(path: &Path, limits: Limits) -> Result<Found, IngestError> {
    let bytes = read(path, limits)?;
    let root = path.parent().unwrap_or(Path::new(""));
    let (mut pairs, mut unread) = (Vec::new(), Vec::new());
    let mut slugs: BTreeMap<String, u64> = BTreeMap::new();
    for item in PairReader::new(&*bytes, Layout::of(&path.to_string_lossy())) {
        let (line, pair) = match item {
            Line::Item { line, value } => (line, listed(root, value)),
            Line::Bad { line, reason, .. } => (line, Err(reason)),
        };
        let pair = pair.and_then(|p| match slugs.insert(p.slug.clone(), line) {
            Some(first) => Err(format!("`{}` is there already, on line {first}", p.slug)),
            None => Ok(p),
        });
        match pair {
            Ok(pair) => pairs.push(pair),
            Err(reason) => unread.push(Skipped { path: path.to_owned(), reason: SkipReason::Manifest { line, reason } }),
        }
    }
    pairs.sort();
    Ok(Found::listed(pairs, unread))
}

fn listed(root: &Path, pair: PairInput) -> Result<FoundPair, String> {
    let file = |written: &str| {
        let relative = Path::new(written.trim());
        let inside = !written.trim().is_empty() && relative.components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
        let path = root.join(relative);
        if !inside {
            Err(format!("`{written}` is not a path below the manifest's folder"))
        } else if path.is_file() {
            Ok(path)
        } else {
            Err(format!("{} is not there", path.display()))
        }
    };
    let (ko, en) = (file(&pair.ko)?, file(&pair.en)?);
    let slug = pair.id.unwrap_or_else(|| pair.ko.trim().to_owned());
    let draft = pair.draft.as_deref().map(file).transpose()?;
    Ok(FoundPair { slug, ko, en, draft, date: pair.date })
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests write the folders that they search")]
mod tests {
    use super::*;
    use crate::ingest::pattern::default_patterns;
    use std::fs;

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for file in files {
            let path = dir.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "글").unwrap();
        }
        dir
    }

    fn slugs(found: &Found) -> Vec<String> {
        found.pairs().map(|p| p.slug).collect()
    }

    #[test]
    fn pairs_of_every_shape() {
        let dir = tree(&[
            "ko/2025/a.md", "en/2025/a.md", "b.ko.txt", "b.en.txt", "news/c/ko.html", "news/c/en.html", "news/c/en.bad.html", "README.md", ".git/ko/x.md",
            ".git/en/x.md", "target/y.ko.md", "target/y.en.md", "ko/alone.md", "lost.en.md",
        ]);
        let found = discover(dir.path(), &default_patterns(), &[], None, Limits::default());
        assert_eq!(slugs(&found), ["2025/a", "b", "news/c"]);
        assert_eq!(found.pairs().next().unwrap().ko, dir.path().join("ko/2025/a.md"));
        let skipped: Vec<_> = found.skipped().map(|s| (s.path.strip_prefix(dir.path()).unwrap().to_str().unwrap().to_owned(), s.reason.to_string())).collect();
        assert_eq!(skipped.len(), 2, "{skipped:?}");
        assert!(skipped[0].0 == "ko/alone.md" && skipped[0].1.contains("en/alone.md is not there"), "{skipped:?}");
        assert!(skipped[1].0 == "lost.en.md" && skipped[1].1.contains("lost.ko.md is not there"), "{skipped:?}");
        assert_eq!(found.others(), 2);
    }

    #[test]
    fn files_of_both_languages() {
        let dir = tree(&["a.xlf", "news/b.TMX", "c.po", "d.docx", "e.html", "f.xlf.txt"]);
        let endings = ["xlf", "tmx", "docx", "html"].map(str::to_owned);
        let found = discover(dir.path(), &default_patterns(), &endings, None, Limits::default());
        // What is no document of two columns is none.
        assert_eq!(found.bilingual().collect::<Vec<_>>(), [dir.path().join("a.xlf"), dir.path().join("news/b.TMX")]);
        assert_eq!(found.others(), 4);
    }

    #[test]
    fn one_article_in_its_own_folder() {
        let dir = tree(&["ko.md", "en.md"]);
        assert_eq!(slugs(&discover(dir.path(), &default_patterns(), &[], None, Limits::default())), ["."]);
    }

    #[test]
    fn own_patterns() {
        let dir = tree(&["src/a/original.md", "out/a/translated.md"]);
        let pattern = Pattern::new("src/{slug}/original.md", "out/{slug}/translated.md").unwrap();
        assert_eq!(slugs(&discover(dir.path(), &[pattern], &[], None, Limits::default())), ["a"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_back_end() {
        let dir = tree(&["ko/a.md", "en/a.md"]);
        std::os::unix::fs::symlink(dir.path(), dir.path().join("ko/loop")).unwrap();
        std::os::unix::fs::symlink(dir.path().join("nowhere"), dir.path().join("ko/b.md")).unwrap();
        assert_eq!(slugs(&discover(dir.path(), &default_patterns(), &[], None, Limits::default())), ["a"]);
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        let found = discover(Path::new("/nowhere/at/all"), &default_patterns(), &[], None, Limits::default());
        assert!(matches!(found.skipped().collect::<Vec<_>>()[..], [Skipped { reason: SkipReason::Unreadable(_), .. }]));
    }

    #[test]
    fn drafts_in_a_folder_of_their_own() {
        let dir = tree(&["ko/a.md", "en/a.md", "ko/b.md", "en/b.md", "ko/c.md", "en/c.md", "drafts/en/a.md", "drafts/b.md", "drafts/x.en.md"]);
        let drafts = dir.path().join("drafts");
        let found = discover(dir.path(), &default_patterns(), &[], Some(&drafts), Limits::default());
        let of: Vec<_> = found.pairs().map(|p| p.draft.unwrap()).collect();
        assert_eq!(of, ["en/a.md", "b.md", "en/c.md"].map(|p| drafts.join(p)));
        assert!(found.skip_count() == 0 && found.others() == 0, "{found:?}");
        let pattern = Pattern::new("ko/{slug}.md", "en/{slug}.md").unwrap().with_draft("drafts/{slug}.md").unwrap();
        let found = discover(dir.path(), &[pattern], &[], None, Limits::default());
        assert_eq!(found.pairs().filter_map(|p| p.draft).collect::<Vec<_>>(), [drafts.join("b.md")]);
    }

    #[test]
    fn manifests() {
        let dir = tree(&["x/k.md", "x/e.md"]);
        let path = dir.path().join("pairs.tsv");
        fs::write(
            &path,
            "id\tko\ten\tdate\tdraft\na\tx/k.md\tx/e.md\t2025-04-15\tx/e.md\nb\tx/k.md\tx/none.md\t\nc\t../k.md\tx/e.md\t\nd\t/etc/passwd\tx/e.md\t\na\tx/k.md\tx/e.md\t\n",
        )
        .unwrap();
        let found = manifest(&path, Limits::default()).unwrap();
        assert_eq!(slugs(&found), ["a"]);
        let first = found.pairs().next().unwrap();
        assert!(first.date.is_some() && first.draft.is_some_and(|d| d.ends_with("x/e.md")));
        let reasons: Vec<_> = found.skipped().map(|s| s.reason.to_string()).collect();
        assert_eq!(reasons.len(), 4);
        assert!(reasons[0].starts_with("line 3: ") && reasons[0].contains("none.md is not there"), "{reasons:?}");
        assert!(reasons[1].contains("not a path below") && reasons[2].contains("not a path below") && reasons[3].contains("on line 2"), "{reasons:?}");
        assert!(manifest(&dir.path().join("none.tsv"), Limits::default()).is_err());
    }
}
