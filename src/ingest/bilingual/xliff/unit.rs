//! The units of an XLIFF file while they are read: what is text in them, and how their segments are paired.

use super::super::xml::Tag;
use super::super::{Fate, Layers, REPEATED};
use crate::model::Origin;
use crate::text::{Span, hangul};

/// A `file` that is open.
pub(super) struct File {
    pub(super) id: Option<String>,
    pub(super) start: usize,
    pub(super) origin: Origin,
    pub(super) layers: Layers,
    /// `translate` of the open elements that say it.
    pub(super) translate: Vec<(usize, bool)>,
    pub(super) unit: Unit,
    pub(super) left_out: usize,
    pub(super) notes: Vec<String>,
}

/// The `unit` or `trans-unit` that is open, and of it the segment.
#[derive(Default)]
pub(super) struct Unit {
    pub(super) id: String,
    pub(super) segment: Option<String>,
    pub(super) segments: usize,
    pub(super) fate: Option<Fate>,
    /// Segments of XLIFF 1.2 (`mrk` of type `seg`), of either side.
    pub(super) seg_source: Vec<(String, Vec<Piece>)>,
    pub(super) source: Vec<(String, Vec<Piece>)>,
    pub(super) target: Vec<(String, Vec<Piece>, Span)>,
    /// The side that is read, and the depth at which it opened.
    pub(super) side: Option<(Which, usize)>,
    /// Depth of the code that is not text.
    pub(super) code: Option<usize>,
    /// The depth of the segment marker that is open.
    pub(super) marker: Option<usize>,
    pub(super) has_seg_source: bool,
    pub(super) content: usize,
    pub(super) stand_off: usize,
    pub(super) kept: Vec<(Span, Span)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Which {
    Source,
    SegSource,
    Target,
}

/// A stretch that is read, the character that it stands for, or what markup parts.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece {
    Text(Span),
    Char(Span, char),
    Part(char),
}

impl Unit {
    pub(super) fn opens(&mut self, which: Which, depth: usize, content: usize) {
        self.side = Some((which, depth));
        self.content = content;
        self.has_seg_source |= which == Which::SegSource;
        match which {
            Which::Source => self.source.push((String::new(), Vec::new())),
            Which::SegSource => {}
            Which::Target => self.target.push((String::new(), Vec::new(), Span::new(content, content))),
        }
    }

    pub(super) fn push(&mut self, piece: Piece) {
        let pieces = match self.side {
            Some((Which::Source, _)) => self.source.last_mut().map(|s| &mut s.1),
            Some((Which::SegSource, _)) => self.seg_source.last_mut().filter(|_| self.marker.is_some()).map(|s| &mut s.1),
            Some((Which::Target, _)) => self.target.last_mut().map(|s| &mut s.1),
            None => None,
        };
        if let Some(pieces) = pieces {
            pieces.push(piece);
        }
    }

    /// An element inside of the text.
    pub(super) fn inline(&mut self, tag: &Tag<'_>, depth: usize) {
        if self.code.is_some() {
            return;
        }
        match tag.name {
            // Native code, and a text of its own inside of it.
            "bpt" | "ept" | "it" | "ph" | "sub" => {
                self.code = Some(depth);
                self.breaks(tag);
            }
            "x" | "bx" | "ex" => self.breaks(tag),
            // A character that XML cannot hold; none of them is text.
            "cp" => self.code = Some(depth),
            "mrk" if tag.attribute("mtype").as_deref() == Some("seg") && self.marker.is_none() => {
                let id = tag.attribute("mid").unwrap_or_default();
                match self.side {
                    Some((Which::SegSource, _)) => self.seg_source.push((id, Vec::new())),
                    Some((Which::Target, _)) => self.target.push((id, Vec::new(), Span::new(tag.span.end, tag.span.end))),
                    _ => return,
                }
                self.marker = Some(depth);
            }
            _ => {}
        }
    }

    /// A line break parts words; other codes do not.
    fn breaks(&mut self, tag: &Tag<'_>) {
        let sort = tag.any(&["ctype", "subType"]).unwrap_or_default();
        let shown = tag.any(&["equiv-text", "equiv"]).unwrap_or_default();
        let line = matches!(sort.as_str(), "lb" | "x-lb" | "xlf:lb" | "pb" | "xlf:pb" | "x-html-br");
        if line || !shown.is_empty() && shown.trim().is_empty() {
            self.push(Piece::Part(if line { '\n' } else { ' ' }));
        }
    }

    pub(super) fn closes(&mut self, depth: usize, span: Span) {
        if self.code == Some(depth) {
            self.code = None;
        }
        if self.marker == Some(depth) {
            self.marker = None;
            if let Some((Which::Target, _)) = self.side {
                if let Some(target) = self.target.last_mut() {
                    target.2.end = span.start;
                }
                // What stands between two segments belongs to none.
                self.target.push((String::new(), Vec::new(), Span::new(span.end, span.end)));
            }
        }
        if let Some((which, at)) = self.side
            && at == depth
        {
            if which == Which::Target
                && let Some(target) = self.target.last_mut()
            {
                target.2.end = span.start.max(target.2.start);
            }
            self.side = None;
        }
    }
}

impl File {
    fn is_translated(&self) -> bool {
        self.translate.last().is_none_or(|(_, yes)| *yes)
    }

    /// A `segment` of XLIFF 2 ends.
    pub(super) fn segment_ends(&mut self, text: &str) {
        let unit = &self.unit.id;
        let id = self.unit.segment.take().map_or_else(|| unit.clone(), |segment| format!("{unit}/{segment}"));
        let source = self.unit.source.pop().map(|s| s.1).unwrap_or_default();
        let (target, content) = self.unit.target.pop().map(|t| (t.1, t.2)).unwrap_or_default();
        self.pair(text, &id, &source, &target, content);
    }

    /// A `trans-unit` of XLIFF 1.2 ends: one unit, or one a segment.
    pub(super) fn trans_unit_ends(&mut self, text: &str) {
        let unit = &mut self.unit;
        let id = unit.id.clone();
        let (sources, targets) = (std::mem::take(&mut unit.seg_source), std::mem::take(&mut unit.target));
        if sources.is_empty() {
            let source = unit.source.pop().map(|s| s.1).unwrap_or_default();
            let content = targets.iter().map(|t| t.2).reduce(Span::cover).unwrap_or_default();
            let target: Vec<Piece> = targets.into_iter().flat_map(|t| t.1).collect();
            self.pair(text, &id, &source, &target, content);
            return;
        }
        for (mid, source) in sources {
            let found = targets.iter().find(|t| !t.0.is_empty() && t.0 == mid);
            let (target, content) = found.map_or((&[][..], Span::default()), |t| (&t.1[..], t.2));
            self.pair(text, &format!("{id}/{mid}"), &source, target, content);
        }
    }

    fn pair(&mut self, text: &str, id: &str, source: &[Piece], target: &[Piece], content: Span) {
        if !self.is_translated() {
            self.left_out += 1;
            return;
        }
        let layers = &mut self.layers;
        layers.begin();
        for (layer, pieces) in [(&mut layers.ko, source), (&mut layers.en, target)] {
            for piece in pieces {
                match *piece {
                    Piece::Text(span) => layer.show(text, span),
                    Piece::Char(span, c) => layer.stand_in(span, c),
                    Piece::Part(with) => layer.part(with),
                }
            }
        }
        let fate = if repeats(text, source, target) { Fate::Left(REPEATED) } else { self.unit.fate.unwrap_or(Fate::Checked) };
        let before = layers.en.units.len();
        layers.end(id, fate);
        if layers.en.units.len() > before {
            let place = |p: &Piece| match *p {
                Piece::Text(span) | Piece::Char(span, _) => Some(span),
                Piece::Part(_) => None,
            };
            let read = source.iter().filter_map(place).reduce(Span::cover).unwrap_or_default();
            self.unit.kept.push((read, content));
        }
    }
}

/// Whether the English is the Korean again, as tools fill it in before it is translated.
fn repeats(text: &str, source: &[Piece], target: &[Piece]) -> bool {
    let words = |pieces: &[Piece]| {
        let mut out = String::new();
        for piece in pieces {
            match *piece {
                Piece::Text(span) => out.push_str(span.slice(text)),
                Piece::Char(_, c) | Piece::Part(c) => out.push(c),
            }
        }
        out
    };
    if source.is_empty() || target.is_empty() {
        return false;
    }
    let (source, target) = (words(source), words(target));
    source.trim() == target.trim() && source.chars().any(hangul::is_syllable)
}
