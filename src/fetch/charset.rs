//! From the bytes of a page to text, by its mark, then its header, then its own `meta` element, then by what the bytes look like:
//! the order of the Encoding Standard, and [`crate::ingest::decode`] at the end of it. Part of [`crate::fetch`].

use super::error::Why;
use crate::ingest::decode::decode;
use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// Bytes at the head of a page among which its `meta` element is looked for. Four times what the standard wants: Korean sites
/// put much before it.
const HEAD: usize = 4096;

/// The text of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Text {
    pub(super) chars: String,
    /// The name of its encoding.
    pub(super) encoding: &'static str,
    /// Whether there were bytes that do not fit it; U+FFFD stands for each.
    pub(super) broken: bool,
}

/// Decodes a page. `header` is the `charset` of its Content-Type.
pub(super) fn text_of(bytes: &[u8], header: Option<&str>) -> Result<Text, Why> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(decoded(encoding, bytes.get(mark..).unwrap_or_default()));
    }
    let said = [header.and_then(label), meta(bytes).as_deref().and_then(label)];
    for encoding in said.into_iter().flatten() {
        let text = decoded(encoding, bytes);
        if !text.broken {
            return Ok(text);
        }
    }
    // What was said does not fit: CP949 under the name of UTF-8 is common. If the bytes are plainly something else, they are read as that.
    if let Ok(told) = decode(bytes) {
        return Ok(Text { chars: told.text, encoding: told.encoding, broken: false });
    }
    match said.into_iter().flatten().next() {
        // A few bytes of a page may be broken without its article being so; the reader of the article sees to that.
        Some(encoding) => Ok(decoded(encoding, bytes)),
        None => decode(bytes).map_err(|e| Why::Text(e.to_string())).map(|told| Text { chars: told.text, encoding: told.encoding, broken: false }),
    }
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Text {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    // NUL has no meaning in a page; parsers pass over it.
    let text = if text.contains('\0') { text.replace('\0', "\u{FFFD}") } else { text.into_owned() };
    let name = if encoding == encoding_rs::EUC_KR { "CP949" } else { encoding.name() };
    Text { chars: text, encoding: name, broken }
}

/// The encoding that a label names.
fn label(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().trim_matches(['"', '\'']);
    // Names that Korean servers use and the standard does not know.
    let label = if matches!(label.to_ascii_lowercase().as_str(), "cp949" | "ms949" | "uhc" | "x-windows-949" | "euckr") { "euc-kr" } else { label };
    Encoding::for_label_no_replacement(label.as_bytes()).filter(|&e| e != REPLACEMENT)
}

/// The `charset` of a Content-Type.
pub(super) fn of_header(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']))
    })
}

/// The encoding that a `meta` element at the head of a page names. A page that can be read so far is not UTF-16, whatever it says.
fn meta(bytes: &[u8]) -> Option<String> {
    let head: String = bytes.iter().take(HEAD).map(|&b| if b.is_ascii() { b.to_ascii_lowercase() as char } else { '?' }).collect();
    let mut rest = head.as_str();
    while let Some(at) = rest.find(['<']) {
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
            continue;
        }
        let end = rest.find('>').unwrap_or(rest.len());
        let tag = &rest[..end];
        if let Some(found) = tag.strip_prefix("<meta").filter(|t| t.starts_with([' ', '/', '\n', '\r', '\t'])).and_then(charset) {
            let wide = [UTF_16LE, UTF_16BE].into_iter().any(|wide| label(&found) == Some(wide));
            let own = label(&found) == Some(X_USER_DEFINED);
            return Some(if wide {
                UTF_8.name().to_owned()
            } else if own {
                WINDOWS_1252.name().to_owned()
            } else {
                found
            });
        }
        // What stands in it may begin the next tag, if it was none.
        rest = &rest[1..];
    }
    None
}

/// The value behind `charset=` in a tag.
fn charset(tag: &str) -> Option<String> {
    let mut rest = tag;
    while let Some(at) = rest.find("charset") {
        rest = rest[at + "charset".len()..].trim_start();
        let Some(value) = rest.strip_prefix('=') else { continue };
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(['"', '\'', ';', ' ', '/', '\n', '\r', '\t']).unwrap_or(value.len());
        return Some(value[..end].to_owned()).filter(|v| !v.is_empty());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::EUC_KR;
    use proptest::prelude::*;

    const KOREAN: &str = "정부는 14일 3조5000억원을 들여 반도체를 지원한다고 밝혔다. 이를 위해 예산을 늘리기로 했다.";

    fn page(meta: &str) -> String {
        format!("<!doctype html><html><head>{meta}<title>제목</title></head><body><p>{KOREAN}</p></body></html>")
    }

    fn read(bytes: &[u8], header: Option<&str>) -> (bool, &'static str, bool) {
        let text = text_of(bytes, header).unwrap();
        (text.chars.contains(KOREAN), text.encoding, text.broken)
    }

    #[test]
    fn mark_then_header_then_meta_then_looks() {
        let cp949 = |meta: &str| EUC_KR.encode(&page(meta)).0.into_owned();
        let utf8 = |meta: &str| page(meta).into_bytes();
        let good = |encoding| (true, encoding, false);
        assert_eq!(read(&[b"\xEF\xBB\xBF".to_vec(), utf8("<meta charset=euc-kr>")].concat(), Some("euc-kr")), good("UTF-8"));
        let wide: Vec<u8> = std::iter::once(0xFEFF).chain(page("").encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide, Some("utf-8")), good("UTF-16LE"));
        assert_eq!(read(&cp949(""), Some("EUC-KR")), good("CP949"));
        assert_eq!(read(&cp949(""), Some("ms949")), good("CP949"));
        assert_eq!(read(&cp949("<meta charset='euc-kr'>"), None), good("CP949"));
        assert_eq!(read(&cp949("<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=ks_c_5601-1987\">"), None), good("CP949"));
        assert_eq!(read(&utf8("<meta charset=utf-8>"), None), good("UTF-8"));
        assert_eq!(read(&utf8(""), None), good("UTF-8"));
        assert_eq!(read(&cp949(""), None), good("CP949"));
    }

    #[test]
    fn what_is_said_and_does_not_fit_is_not_believed() {
        let cp949 = EUC_KR.encode(&page("<meta charset=utf-8>")).0.into_owned();
        assert_eq!(read(&cp949, Some("utf-8")), (true, "CP949", false));
        // Any bytes are windows-1252; a header that says so of UTF-8 is believed, as browsers do, unless the page knows better.
        assert_eq!(read(page("").as_bytes(), Some("utf-16")).1, "UTF-8");
        assert_eq!(read(page("<meta charset=utf-16>").as_bytes(), None), (true, "UTF-8", false));
        assert_eq!(read(page("<!-- <meta charset=euc-kr> -->").as_bytes(), None), (true, "UTF-8", false));
        let english = text_of(b"<p>He said \x93Agree\x94 at the caf\xE9.</p>", Some("iso-8859-1")).unwrap();
        assert_eq!((english.chars.as_str(), english.encoding), ("<p>He said “Agree” at the café.</p>", "windows-1252"));
        let mut broken = page("").into_bytes();
        broken.extend(b"<footer>\xFF\xFE</footer>");
        assert_eq!(read(&broken, Some("utf-8")), (true, "UTF-8", true));
        assert!(matches!(text_of(b"\x89PNG\r\n\x1A\n\0\0", None), Err(Why::Text(_))));
    }

    #[test]
    fn headers_name_it() {
        assert_eq!(of_header("text/html; Charset=\"UTF-8\"; x=y"), Some("UTF-8"));
        assert_eq!(of_header("text/html;charset=euc-kr"), Some("euc-kr"));
        assert_eq!(of_header("text/html"), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_text_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200), head in "(<meta( charset=?)?[\"' a-z0-9/;-]{0,12}>?|<!--|-->){0,4}", header in proptest::option::of("[a-z0-9-]{0,12}")) {
            let _ = text_of(&[head.as_bytes(), &bytes].concat(), header.as_deref());
        }
    }
}
