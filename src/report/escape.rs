//! What a text may do to a terminal: nothing. Characters that move the cursor, change colours or turn the direction of
//! writing are shown as visible escapes, and so are those that show nothing at all.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with every character that a terminal would act on, or not show, written as `\u{…}`; line ends and tabs
/// become spaces.
///
/// ```
/// assert_eq!(daejo::report::escape::visible("3\u{202e}조\n원"), r"3\u{202e}조 원");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    let Some((first, _)) = text.char_indices().find(|&(_, c)| !is_plain(c)) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(&text[..first]);
    for c in text[first..].chars() {
        push(c, &mut out);
    }
    Cow::Owned(out)
}

/// The text without what a service that shows the output of a program takes for a command of its own, wherever it stands in a
/// line: `##[add-mask]` (GitHub Actions), `##vso[…]` (Azure Pipelines).
///
/// ```
/// assert_eq!(daejo::report::escape::without_commands("a ##[error]b".to_owned()), r"a \u{23}\u{23}[error]b");
/// ```
pub fn without_commands(text: String) -> String {
    if text.contains("##") { text.replace("##", r"\u{23}\u{23}").replace(r"\u{23}#", r"\u{23}\u{23}") } else { text }
}

/// Appends one character in visible form.
pub(super) fn push(c: char, out: &mut String) {
    match c {
        '\n' | '\t' | '\r' => out.push(' '),
        c if is_plain(c) => out.push(c),
        // Writing to a string cannot fail.
        c => write!(out, "\\u{{{:x}}}", u32::from(c)).unwrap_or(()),
    }
}

/// Whether a terminal just shows it.
pub(super) fn is_plain(c: char) -> bool {
    !c.is_control()
        && !matches!(c,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{115F}' | '\u{3164}' | '\u{FFA0}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_text_is_untouched() {
        assert!(matches!(visible("3조5000억원 “won” – café 🙂"), Cow::Borrowed(_)));
    }

    #[test]
    fn control_and_direction_characters_are_shown() {
        assert_eq!(visible("\u{1b}[31m빨강\u{7}"), r"\u{1b}[31m빨강\u{7}");
        assert_eq!(visible("a\u{200b}b\u{2066}c\u{9b}"), r"a\u{200b}b\u{2066}c\u{9b}");
    }

    proptest! {
        #[test]
        fn nothing_that_acts_comes_through(text in any::<String>()) {
            prop_assert!(visible(&text).chars().all(is_plain));
        }
    }
}
