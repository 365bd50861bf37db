//! Keeps pages within bounds before the parser sees them. By the HTML standard a parser looks through all open elements at
//! each tag, so its time grows with tags times depth; and it opens unclosed formatting anew in every later paragraph, so its
//! memory grows with their product.

use std::borrow::Cow;

/// Tags times elements that can nest, above which a page is refused: about two seconds of work at worst.
const MOST_STEPS: u64 = 400_000_000;
/// Bytes of one page.
const MOST_BYTES: usize = 32 << 20;

/// Why a page cannot be taken apart.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum HtmlError {
    /// Too many elements that may be nested in each other.
    #[error(
        "the page has {tags} tags, {nesting} of which may be nested, which is more than an article has; nothing was checked. Save the article alone, as text or Markdown"
    )]
    TooDeep {
        /// All opening and closing tags.
        tags: u64,
        /// Those of elements that can stand inside each other.
        nesting: u64,
    },
    /// Too many tags, nested or not: each is held while the page is read.
    #[error("the page has {tags} tags, which is more than an article has; nothing was checked. Save the article alone, as text or Markdown")]
    TooMany {
        /// All opening and closing tags.
        tags: u64,
    },
    /// Too many bytes.
    #[error("the page has {bytes} bytes, more than the {MOST_BYTES} that are read; nothing was checked. Save the article alone, as text or Markdown")]
    TooLarge {
        /// Its length.
        bytes: usize,
    },
}

/// Tags of a page at most: twenty times what the longest pages of newspapers have, and a hundred megabytes while they are read.
const MOST_TAGS: u64 = 500_000;

/// Elements that close each other or are empty, and so never nest of themselves.
const FLAT: [&str; 26] = [
    "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "br", "img", "hr", "input", "meta", "link", "wbr", "col", "source", "area", "base",
    "embed", "html", "head", "body", "path",
];

/// Elements that the parser opens anew where they were left open.
const FORMATTING: [&str; 13] = ["b", "i", "em", "strong", "font", "u", "s", "small", "big", "code", "nobr", "strike", "tt"];

/// The page with formatting elements renamed to `span`, which reads the same and is never opened anew. Every `<` is
/// looked at, wherever it stands, so that nothing can hide from it.
pub(super) fn tame(source: &str) -> Cow<'_, str> {
    let bytes = source.as_bytes();
    let mut out = String::new();
    let mut kept = 0;
    for at in memchr::memchr_iter(b'<', bytes) {
        let start = at + 1 + usize::from(bytes.get(at + 1) == Some(&b'/'));
        let length = name_length(&bytes[start..]);
        let name = &bytes[start..start + length];
        if FORMATTING.iter().any(|f| f.as_bytes().eq_ignore_ascii_case(name)) {
            out.push_str(source.get(kept..start).unwrap_or(""));
            out.push_str("span");
            kept = start + length;
        }
    }
    if kept == 0 {
        return Cow::Borrowed(source);
    }
    out.push_str(source.get(kept..).unwrap_or(""));
    Cow::Owned(out)
}

/// Bytes of a tag's name: by the standard it runs to white space, a slash or the end of the tag. Longer names than any
/// that are known are cut.
fn name_length(rest: &[u8]) -> usize {
    rest.iter().take(12).take_while(|b| !matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C' | b'/' | b'>')).count()
}

/// Counts tags; comments and scripts count as well, which errs on the safe side.
pub(super) fn check(source: &str) -> Result<(), HtmlError> {
    if source.len() > MOST_BYTES {
        return Err(HtmlError::TooLarge { bytes: source.len() });
    }
    let bytes = source.as_bytes();
    let (mut tags, mut nesting) = (0_u64, 0_u64);
    for at in memchr::memchr_iter(b'<', bytes) {
        let rest = &bytes[at + 1..];
        let Some(first) = rest.first() else { break };
        if *first == b'/' {
            tags += 1;
        } else if first.is_ascii_alphabetic() {
            tags += 1;
            let name = &rest[..name_length(rest)];
            nesting += u64::from(!FLAT.iter().any(|f| f.as_bytes().eq_ignore_ascii_case(name)));
        }
    }
    if tags > MOST_TAGS {
        return Err(HtmlError::TooMany { tags });
    }
    if tags.saturating_mul(nesting) > MOST_STEPS { Err(HtmlError::TooDeep { tags, nesting }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formatting_is_renamed_everywhere() {
        assert_eq!(tame("<p>가<B class=x>나</b></p><base><i\n>다</i><br>"), "<p>가<span class=x>나</span></p><base><span\n>다</span><br>");
        assert_eq!(tame("<<b>b x=1>"), "<<span>b x=1>");
        assert!(matches!(tame("<p>3 < 5</p>"), Cow::Borrowed(_)));
    }

    #[test]
    fn articles_pass_and_bombs_do_not() {
        assert_eq!(check(&"<p>글</p>".repeat(100_000)), Ok(()));
        assert_eq!(check(&"<div><p>글</p></div>".repeat(10_000)), Ok(()));
        assert_eq!(check(&format!("{}{}", "<div>글</div>".repeat(1_000), "<p>글</p>".repeat(100_000))), Ok(()));
        assert!(matches!(check(&"<div>".repeat(100_000)), Err(HtmlError::TooDeep { .. })));
        assert!(matches!(check(&"<p>글</p>".repeat(250_001)), Err(HtmlError::TooMany { tags: 500_002 })));
        assert!(matches!(check(&" ".repeat(MOST_BYTES + 1)), Err(HtmlError::TooLarge { .. })));
    }
}
