//! Waivers in comments of articles: `<!-- daejo-waive RULE: REASON "text" by NAME on DATE until DATE -->`. The fingerprint may stand
//! behind the rule; `until` may be left out. Part of [`super`].

use crate::model::{Finding, Reason, Waiver};
use crate::text::nearest;
use jiff::civil::Date;

/// The word by which such comments begin.
const SIGN: &str = "daejo-waive";

/// What a comment says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Noted {
    /// The rule whose findings are let stand.
    pub rule: String,
    /// The one finding that is meant; every one of the rule in the passage where it is not said.
    pub fingerprint: Option<String>,
    reason: Reason,
    text: String,
    by: String,
    on: Date,
    /// The last day on which it holds.
    pub until: Option<Date>,
}

impl Noted {
    /// Whether a finding is of the kind that is let stand.
    pub fn covers(&self, finding: &Finding) -> bool {
        finding.rule.id == self.rule && self.fingerprint.as_ref().is_none_or(|f| finding.fingerprint.starts_with(f.as_str()))
    }

    /// The waiver of a finding.
    pub fn waiver(&self, fingerprint: &str) -> Waiver {
        Waiver {
            rule: self.rule.clone(),
            fingerprint: self.fingerprint.clone().filter(|_| fingerprint.is_empty()).unwrap_or_else(|| fingerprint.to_owned()),
            reason: self.reason,
            text: self.text.clone(),
            by: self.by.clone(),
            on: self.on,
            until: self.until,
        }
    }
}

/// Reads a comment.
///
/// # Errors
/// Everything that is wrong with it, in plain words.
pub fn read(comment: &str) -> Result<Noted, String> {
    const FORM: &str = "write <!-- daejo-waive RULE: REASON \"why\" by NAME on YYYY-MM-DD until YYYY-MM-DD -->; `until` may be left out";
    let mut wrong = Vec::new();
    let Some(rest) = comment.trim().strip_prefix(SIGN).filter(|r| r.starts_with(char::is_whitespace)) else {
        let word: String = comment.split_whitespace().next().unwrap_or("").chars().take(40).collect();
        return Err(format!("`{word}` is not a word of comments; did you mean `{SIGN}`?"));
    };
    let Some((what, why)) = rest.split_once(':') else { return Err(FORM.to_owned()) };
    let mut what = what.split_whitespace();
    let rule = what.next().unwrap_or("").to_owned();
    let fingerprint = what.next().map(str::to_owned);
    if rule.is_empty() || what.next().is_some() {
        return Err(FORM.to_owned());
    }
    if fingerprint.as_ref().is_some_and(|f| !(6..=16).contains(&f.len()) || !f.bytes().all(|b| b.is_ascii_hexdigit())) {
        wrong.push("a fingerprint has 6 to 16 hexadecimal digits".to_owned());
    }
    let why = why.trim_start();
    let (code, rest) = why.split_once(char::is_whitespace).unwrap_or((why, ""));
    let reason = Reason::parse(code);
    if reason.is_none() {
        wrong.push(no_reason(code));
    }
    let Some((text, rest)) = quoted(rest.trim_start()) else {
        wrong.push(FORM.to_owned());
        return Err(wrong.join("; "));
    };
    if text.trim().is_empty() {
        wrong.push("it says in no words why".to_owned());
    }
    let signed = rest.trim().strip_prefix("by ").and_then(|r| r.rsplit_once(" on "));
    let Some((by, days)) = signed.filter(|(by, _)| !by.trim().is_empty()) else {
        wrong.push(FORM.to_owned());
        return Err(wrong.join("; "));
    };
    let (on, until) = days.split_once(" until ").map_or((days, None), |(on, until)| (on, Some(until)));
    let mut day = |written: &str| {
        let day = written.trim().parse::<Date>().ok().filter(|_| written.trim().len() == 10);
        if day.is_none() {
            wrong.push(format!("`{}` is not a day; write it as 2026-11-01", written.trim().chars().take(40).collect::<String>()));
        }
        day
    };
    let (on, until) = (day(on), until.map(&mut day));
    match (reason, on, until) {
        (Some(reason), Some(on), None | Some(Some(_))) if wrong.is_empty() => {
            Ok(Noted { rule, fingerprint, reason, text: text.trim().to_owned(), by: by.trim().to_owned(), on, until: until.flatten() })
        }
        _ => Err(wrong.join("; ")),
    }
}

/// What to say of a code that stands for no reason.
pub(super) fn no_reason(code: &str) -> String {
    let codes = Reason::ALL.map(Reason::as_str);
    let shown: String = code.chars().take(40).collect();
    let help = nearest(code, codes.into_iter()).map_or_else(|| format!("one of {}", codes.join(", ")), |near| format!("did you mean `{near}`?"));
    format!("`{shown}` is not a reason; {help}")
}

/// Words in quotation marks, straight or curly, and what stands behind them.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let open = text.chars().next().filter(|c| matches!(c, '"' | '“'))?;
    let inner = &text[open.len_utf8()..];
    let end = inner.find(if open == '"' { '"' } else { '”' })?;
    let close = inner[end..].chars().next()?;
    Some((&inner[..end], &inner[end + close.len_utf8()..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_comment_says_what_why_who_and_when() {
        let noted = read("daejo-waive value-differs: editor-rounding \"the desk rounds turnouts\" by Kim On-yu on 2026-11-01 until 2027-01-31").unwrap();
        let waiver = noted.waiver("0123456789abcdef");
        assert_eq!((waiver.rule.as_str(), waiver.reason, waiver.by.as_str()), ("value-differs", Reason::EditorRounding, "Kim On-yu"));
        assert_eq!((waiver.text.as_str(), waiver.until), ("the desk rounds turnouts", Some(jiff::civil::date(2027, 1, 31))));
        let short = read("daejo-waive value-differs 01234567: context “위에 있다” by 김 on 2026-11-01").unwrap();
        assert_eq!((short.fingerprint.as_deref(), short.until), (Some("01234567"), None));
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, said) in [
            ("daejo-waiver a: context \"b\" by c on 2026-11-01", "did you mean `daejo-waive`?"),
            ("daejo-waive a: contxt \"b\" by c on 2026-11-01", "did you mean `context`?"),
            ("daejo-waive a: contxt \"b\" by c on 1.11.", "did you mean `context`?; `1.11.` is not a day"),
            ("daejo-waive a context", "write <!-- daejo-waive RULE"),
            ("daejo-waive a: context b by c on 2026-11-01", "write <!--"),
            ("daejo-waive a: context \" \" by c on 2026-11-01", "in no words"),
            ("daejo-waive a zz: context \"b\" by c on 2026-11-01", "hexadecimal"),
            ("daejo-waive a: context \"b\" on 2026-11-01", "write <!--"),
            ("daejo-waive a: context \"b\" by c on 2026-11-01 until never", "`never` is not a day"),
        ] {
            let why = read(text).unwrap_err();
            assert!(why.contains(said), "{text}: {why}");
        }
    }

    proptest! {
        #[test]
        fn any_comment_is_read_or_refused(text in "\\PC{0,80}", tail in "[a-z:“”\" 0-9-]{0,60}") {
            let _ = read(&text);
            let _ = read(&format!("daejo-waive {tail}"));
        }
    }
}
