//! Refuses pages that would take the parser too long. By the HTML standard a parser looks through all open elements at
//! each tag, so its time grows with tags times depth.

/// Tags times elements that can nest, above which a page is refused: some seconds of work at worst.
const MOST_STEPS: u64 = 2_000_000_000;
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
    /// Too many bytes.
    #[error("the page has {bytes} bytes, more than the {MOST_BYTES} that are read; nothing was checked. Save the article alone, as text or Markdown")]
    TooLarge {
        /// Its length.
        bytes: usize,
    },
}

/// Elements that close each other or are empty, and so never nest of themselves.
const FLAT: [&str; 26] = [
    "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "br", "img", "hr", "input", "meta", "link", "wbr", "col", "source", "area", "base",
    "embed", "html", "head", "body", "path",
];

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
            let length = rest.iter().take(12).take_while(|b| b.is_ascii_alphanumeric() || **b == b'-').count();
            nesting += u64::from(!FLAT.iter().any(|f| f.as_bytes().eq_ignore_ascii_case(&rest[..length])));
        }
    }
    if tags.saturating_mul(nesting) > MOST_STEPS { Err(HtmlError::TooDeep { tags, nesting }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_pass_and_bombs_do_not() {
        assert_eq!(check(&"<p>글</p>".repeat(100_000)), Ok(()));
        assert_eq!(check(&"<div><p>글</p></div>".repeat(10_000)), Ok(()));
        assert!(matches!(check(&"<div>".repeat(100_000)), Err(HtmlError::TooDeep { .. })));
        assert!(matches!(check(&" ".repeat(MOST_BYTES + 1)), Err(HtmlError::TooLarge { .. })));
    }
}
