//! The page as one file that works without a network: style, script and articles in it, nothing asked of anybody. Articles are data
//! that is never read as markup; the policy of the file lets its own script run and nothing else.

use super::v1::PageV1;
use super::{SCRIPT, STYLE};
use crate::model::Severity;
use crate::report::{Total, escape};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// What starts the page in a file of its own.
const START: &str = include_str!("assets/static.js");

/// What stands before the articles; `index` is the page that lists this one beside others, where there is one.
pub fn open(out: &mut Vec<u8>, index: Option<&str>) {
    let (style, script, start) = (hash(STYLE), hash(SCRIPT), hash(START));
    let policy = format!(
        "default-src 'none'; script-src '{script}' '{start}'; style-src '{style}'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    );
    let up = index.map(|index| format!("<link rel=\"index\" href=\"{}\">\n", text(index))).unwrap_or_default();
    let head = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"daejo {}\">\n<title>daejo</title>\n{up}\
         <style>{STYLE}</style>\n</head>\n<body>\n<div id=\"app\"></div>\n",
        env!("CARGO_PKG_VERSION")
    );
    out.extend_from_slice(head.as_bytes());
}

/// One article. Readers without scripts get its findings as a list.
pub fn article(page: &PageV1<'_>, total: &Total, out: &mut Vec<u8>) {
    without_script(page, out);
    entry(page, total, out);
    out.push(b'>');
    data(page, out);
    out.extend_from_slice(b"</script>\n");
}

/// The beginning of an article's element, which says what an index shows of it.
pub fn entry(page: &PageV1<'_>, total: &Total, out: &mut Vec<u8>) {
    let mut head = String::from("<script type=\"application/json\" class=\"article\"");
    let counts = Severity::ALL.map(|s| total.found(s).to_string()).join(" ");
    for (name, value) in [("id", page.id), ("title", page.title.unwrap_or_default()), ("counts", counts.as_str()), ("checked", checked(page))] {
        // Writing to a string cannot fail.
        let _ = write!(head, " data-{name}=\"{}\"", text(value));
    }
    out.extend_from_slice(head.as_bytes());
}

/// An article in an index: what [`entry`] says of it, the file that it is in, and its identifier.
pub fn listed(entry: &[u8], (file, id): (&str, &str), out: &mut Vec<u8>) {
    let href: String = url::form_urlencoded::byte_serialize(file.as_bytes()).collect::<String>().replace('+', "%20");
    out.extend_from_slice(entry);
    let rest = format!(" data-href=\"{href}\"></script>\n<noscript><p><a href=\"{href}\">{}</a></p></noscript>\n", text(id));
    out.extend_from_slice(rest.as_bytes());
}

/// What stands behind the articles.
pub fn close(out: &mut Vec<u8>) {
    for script in [SCRIPT, START] {
        out.extend_from_slice(b"<script>");
        out.extend_from_slice(script.as_bytes());
        out.extend_from_slice(b"</script>\n");
    }
    out.extend_from_slice(b"</body>\n</html>\n");
}

fn checked(page: &PageV1<'_>) -> &'static str {
    if page.reason.is_some() { "no" } else { "yes" }
}

/// The source of a script or style, as a policy names it.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// JSON that may stand in a script element: no character of it ends the element or opens a comment, and none acts or is invisible.
fn data(page: &PageV1<'_>, out: &mut Vec<u8>) {
    let json = serde_json::to_string(page).unwrap_or_else(|_| "null".to_owned());
    let mut rest = json.as_str();
    while let Some((at, c)) = rest.char_indices().find(|&(_, c)| matches!(c, '<' | '>' | '&') || !escape::is_plain(c)) {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        for unit in c.encode_utf16(&mut [0; 2]) {
            out.extend_from_slice(format!("\\u{unit:04x}").as_bytes());
        }
        rest = &rest[at + c.len_utf8()..];
    }
    out.extend_from_slice(rest.as_bytes());
}

/// The findings as plain HTML.
fn without_script(page: &PageV1<'_>, out: &mut Vec<u8>) {
    let mut html = format!("<noscript>\n<h1>{}</h1>\n", text(page.title.unwrap_or(page.id)));
    // Writing to a string cannot fail.
    if let Some(reason) = page.reason {
        let _ = writeln!(html, "<p><strong>Not checked:</strong> {}</p>", text(reason));
    }
    html.push_str("<ol>\n");
    for f in &page.findings {
        let _ = write!(html, "<li><strong>{}</strong> [{}] {}", f.severity.as_str(), f.rule, text(f.message));
        for (name, mark) in [("Korean", &f.source), ("English", &f.target)] {
            if let Some(mark) = mark {
                let said = mark.said.as_deref().map(|s| format!(", read as {s}")).unwrap_or_default();
                let _ = write!(html, "<br>{name}: “{}”{}", text(&mark.text), text(&said));
            }
        }
        if let Some(suggestion) = f.suggestion {
            let _ = write!(html, "<br>Try “{}”.", text(suggestion));
        }
        html.push_str("</li>\n");
    }
    html.push_str("</ol>\n</noscript>\n");
    out.extend_from_slice(html.as_bytes());
}

/// Text as text of HTML and of its attributes.
fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in escape::visible(words).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::not_checked;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn scripts_and_style_end_where_they_should() {
        for text in [STYLE, SCRIPT, START] {
            let lower = text.to_lowercase();
            assert!(!lower.contains("</s") && !lower.contains("<!--"), "an element would end in it");
        }
    }

    proptest! {
        #[test]
        fn no_text_ends_an_element(id in "(</script>|<!--|<script|]]>|&|\"|'|\u{202e}|\u{2028}|\\PC){0,12}", reason in any::<String>()) {
            let page = not_checked(&id, &reason);
            let mut out = Vec::new();
            article(&page, &Total::default(), &mut out);
            let out = String::from_utf8(out).expect("is UTF-8");
            let body = out.split("data-checked=\"no\">").nth(1).expect("has data").strip_suffix("</script>\n").expect("ends");
            let acts = body.contains(['<', '>', '&', '\u{202e}', '\u{2028}']);
            prop_assert!(!acts, "{}", body);
            let value: serde_json::Value = serde_json::from_str(body).expect("is JSON");
            prop_assert_eq!(value["id"].as_str(), Some(id.as_str()));
            prop_assert_eq!(value["reason"].as_str(), Some(reason.as_str()));
            prop_assert_eq!(out.matches("<script").count(), 1);
        }
    }
}
