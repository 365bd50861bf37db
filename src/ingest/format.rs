//! The formats that an article can come in, told by the name of its file or by its first characters.

use std::path::Path;

/// A format of articles.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Format {
    /// Paragraphs and nothing else.
    Plain,
    /// Markdown, with or without front matter.
    Markdown,
    /// A page or a piece of one.
    Html,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Plain, Self::Markdown, Self::Html];

    /// By the ending of the file's name; `None` for one that is not known.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "txt" | "text" => Some(Self::Plain),
            "md" | "markdown" | "mdown" | "mdx" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            _ => None,
        }
    }

    /// By how a text begins.
    pub fn sniff(text: &str) -> Self {
        let start = text.trim_start();
        let tag = start.get(..16).or_else(|| start.char_indices().nth(8).and_then(|(i, _)| start.get(..i))).unwrap_or(start).to_ascii_lowercase();
        if ["<!doctype", "<html", "<head", "<body", "<?xml", "<article", "<div", "<p>", "<p ", "<section", "<main", "<meta", "<!--"]
            .iter()
            .any(|t| tag.starts_with(t))
        {
            Self::Html
        } else if text.lines().next().is_some_and(|l| matches!(l.trim_end(), "---" | "+++")) || start.starts_with("# ") {
            Self::Markdown
        } else {
            Self::Plain
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_name_and_by_beginning() {
        assert_eq!(Format::of(Path::new("ko/a.MD")), Some(Format::Markdown));
        assert_eq!(Format::of(Path::new("a.ko.txt")), Some(Format::Plain));
        assert_eq!(Format::of(Path::new("a.htm")), Some(Format::Html));
        assert_eq!(Format::of(Path::new("a.docx")), None);
        assert_eq!(Format::of(Path::new("article")), None);
        assert_eq!(Format::sniff("\n<!DOCTYPE html><html>"), Format::Html);
        assert_eq!(Format::sniff("<표 1> 수출"), Format::Plain);
        assert_eq!(Format::sniff("---\ntitle: a\n---\n"), Format::Markdown);
        assert_eq!(Format::sniff("정부는 14일"), Format::Plain);
        assert_eq!(Format::sniff(""), Format::Plain);
    }
}
