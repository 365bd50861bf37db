//! A bilingual file from disk: its kind, its bytes, the articles in it.

use super::{Article, BilingualError, Kind, docx, page, po, tmx::TmxReader, xliff};
use crate::ingest::decode::decode;
use crate::ingest::load::read;
use crate::ingest::{IngestError, Limits};
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

/// Articles of a file, as they are read.
pub type Articles = Box<dyn Iterator<Item = Result<Article, IngestError>> + Send>;

/// The articles of a bilingual file. A translation memory is read as it is asked for, in bounded memory: of it `unit` bounds
/// the bytes of one unit. Other files are read whole, up to the limit.
///
/// # Errors
/// When the file cannot be read or is not what its name says; for a translation memory the iterator tells it.
pub fn articles(path: &Path, kind: Kind, limits: Limits, unit: usize) -> Result<Articles, IngestError> {
    let name = path.display().to_string();
    if kind == Kind::Tmx {
        return memory(path, name, unit);
    }
    let found = whole(&read(path, limits)?, kind, limits).map_err(|e| e.named(&name))?;
    if found.iter().all(|a| a.segments() == 0 && a.unchecked.is_empty()) {
        return Err(BilingualError::Unusable(format!("no unit in this {} file that is to be checked", kind.as_str())).named(&name));
    }
    // Of several articles those without any unit are none.
    Ok(Box::new(found.into_iter().filter(|a| a.segments() > 0 || !a.unchecked.is_empty()).map(Ok)))
}

/// The articles of a file that is in memory.
fn whole(bytes: &[u8], kind: Kind, limits: Limits) -> Result<Vec<Article>, BilingualError> {
    if kind == Kind::Docx {
        return docx::read(bytes, limits.file).map(|a| vec![a]);
    }
    let text = Arc::<str>::from(decode(bytes)?.text);
    match kind {
        Kind::Xliff => xliff::read(&text).map(|(articles, _)| articles),
        Kind::Po => po::read(&text).map(|a| vec![a]),
        Kind::Html => page::read(&text).map(|a| vec![a]),
        Kind::Tmx => TmxReader::new(Box::new(std::io::Cursor::new(bytes.to_vec())), bytes.len()).collect(),
        Kind::Docx => Ok(Vec::new()),
    }
}

fn memory(path: &Path, name: String, unit: usize) -> Result<Articles, IngestError> {
    let refused = |source| IngestError::Read { path: path.to_owned(), source };
    #[expect(clippy::disallowed_methods, reason = "one of the places where intake reads files: a memory is read as a stream")]
    let file = std::fs::File::open(path).map_err(refused)?;
    if !file.metadata().map_err(refused)?.is_file() {
        return Err(IngestError::NotAFile { path: path.to_owned() });
    }
    let reader = TmxReader::new(Box::new(BufReader::with_capacity(1 << 17, file)), unit);
    Ok(Box::new(reader.map(move |article| article.map_err(|e| e.named(&name)))))
}

/// Whether a file that is found in a folder holds both languages, so that it is to be checked: by its name, and for
/// documents and pages by what is in them.
pub fn is_bilingual(path: &Path, kind: Kind, limits: Limits) -> bool {
    match kind {
        Kind::Xliff | Kind::Tmx | Kind::Po => true,
        Kind::Docx | Kind::Html => read(path, limits).is_ok_and(|bytes| whole(&bytes, kind, limits).is_ok()),
    }
}
