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
        let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if begins_as_html(start) {
            Self::Html
        } else if text.lines().next().is_some_and(|l| matches!(l.trim_end(), "---" | "+++")) || start.starts_with("# ") {
            Self::Markdown
        } else {
            Self::Plain
        }
    }
}

/// Whether a text begins with an element of HTML. News has brackets of its own: <표 1>, <서울=뉴스>.
fn begins_as_html(text: &str) -> bool {
    const ELEMENTS: [&str; 38] = [
        "a", "article", "aside", "b", "blockquote", "body", "br", "center", "dl", "div", "em", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4",
        "head", "header", "hr", "html", "img", "link", "main", "meta", "nav", "ol", "p", "script", "section", "span", "strong", "style", "table", "title",
        "ul",
    ];
    let Some(rest) = text.strip_prefix('<') else { return false };
    let before = |word: &str| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    if before("!doctype html") || before("?xml") || before("!--") {
        return true;
    }
    let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).take(12).collect::<String>().to_ascii_lowercase();
    let ends = rest.get(name.len()..).is_some_and(|r| r.starts_with(['>', '/']) || (r.starts_with(|c: char| c.is_ascii_whitespace()) && r.contains('>')));
    ends && ELEMENTS.contains(&name.as_str())
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
        for page in ["\u{feff}<!doctype HTML>", "<H1 class=\"a\">Roads</H1>", "<span\nid=x>a</span>", "<br/>a", "<table><tr>", "<?xml version=\"1.0\"?>"] {
            assert_eq!(Format::sniff(page), Format::Html, "{page}");
        }
        for text in ["<표 1> 수출", "<a 안과 b 안", "<p", "<", "<서울=뉴스> 정부는", "<spans> are", "<3조원"] {
            assert_eq!(Format::sniff(text), Format::Plain, "{text}");
        }
        assert_eq!(Format::sniff("---\ntitle: a\n---\n"), Format::Markdown);
        assert_eq!(Format::sniff("정부는 14일"), Format::Plain);
        assert_eq!(Format::sniff(""), Format::Plain);
    }
}
