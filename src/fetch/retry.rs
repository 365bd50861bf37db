//! When to ask again: what a server says in `Retry-After`, and without that a time that doubles, spread by chance that a seed
//! decides, so that many who were refused at once do not come back at once. Part of [`crate::fetch`].

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use sha2::{Digest, Sha256};
use std::time::Duration;

/// The longest time that a `Retry-After` can ask for; more is a mistake or mischief, and is taken as this.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 3600);

/// How long a server asks to wait, in seconds or until a date (RFC 9110, 10.2.3). A date that has passed is no time at all.
///
/// ```
/// use std::time::Duration;
/// let now = "2025-04-15T00:00:00Z".parse().unwrap();
/// assert_eq!(daejo::fetch::retry_after("120", now), Some(Duration::from_secs(120)));
/// assert_eq!(daejo::fetch::retry_after("Tue, 15 Apr 2025 00:01:00 GMT", now), Some(Duration::from_secs(60)));
/// assert_eq!(daejo::fetch::retry_after("soon", now), None);
/// ```
pub fn retry_after(written: &str, now: Timestamp) -> Option<Duration> {
    let written = written.trim();
    if !written.is_empty() && written.bytes().all(|b| b.is_ascii_digit()) {
        // More digits than a number holds are a very long time.
        return Some(written.parse().map_or(LONGEST, Duration::from_secs).min(LONGEST));
    }
    if written.len() > 64 {
        return None;
    }
    let at = http_date(written)?;
    Some(Duration::try_from(at.duration_since(now)).unwrap_or(Duration::ZERO).min(LONGEST))
}

/// A date of HTTP in its three forms.
fn http_date(written: &str) -> Option<Timestamp> {
    // A wrong day of the week is no reason to ask too early.
    const PARSER: DateTimeParser = DateTimeParser::new().relaxed_weekday(true);
    if let Ok(at) = PARSER.parse_timestamp(written) {
        return Some(at);
    }
    // RFC 850: `Sunday, 06-Nov-94 08:49:37 GMT`; asctime: `Sun Nov  6 08:49:37 1994`.
    let forms = ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];
    forms.iter().find_map(|form| {
        let mut read = jiff::fmt::strtime::parse(form, written).ok()?;
        read.set_offset(Some(jiff::tz::Offset::UTC));
        read.to_timestamp().ok()
    })
}

/// The wait before the question of that number, from 0, is asked again: `first` doubled each time, of which a half to the whole is
/// taken. The same seed, address and number give the same wait.
pub(super) fn backoff(first: Duration, attempt: u32, seed: u64, address: &str) -> Duration {
    let whole = first.saturating_mul(2_u32.saturating_pow(attempt.min(20)));
    let mut hash = Sha256::new();
    hash.update(seed.to_le_bytes());
    hash.update(attempt.to_le_bytes());
    hash.update(address.as_bytes());
    let share = u32::from(hash.finalize()[0]);
    whole / 2 + whole.saturating_mul(share) / 510
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn seconds_and_dates() {
        let now: Timestamp = "1994-11-06T08:49:00Z".parse().unwrap();
        let after = |s| retry_after(s, now).map(|d| d.as_secs());
        assert_eq!(after(" 0 "), Some(0));
        assert_eq!(after("99999999999999999999999"), Some(LONGEST.as_secs()));
        assert_eq!(after("Sun, 06 Nov 1994 08:49:37 GMT"), Some(37));
        assert_eq!(after("Sunday, 06-Nov-94 08:49:37 GMT"), Some(37));
        assert_eq!(after("Sun Nov  6 08:49:37 1994"), Some(37));
        assert_eq!(after("Sun, 06 Nov 1994 08:40:00 GMT"), Some(0), "it has passed");
        assert_eq!(after("Tue, 06 Nov 2299 08:40:00 GMT"), Some(LONGEST.as_secs()));
        for none in ["", "-1", "1.5", "soon", "Sun, 99 Nov 1994 08:49:37 GMT"] {
            assert_eq!(after(none), None, "{none}");
        }
    }

    #[test]
    fn waits_double_and_differ() {
        let wait = |n, seed| backoff(Duration::from_secs(1), n, seed, "https://a.example/1").as_millis();
        for n in 0..6 {
            assert!((500 << n..=1000 << n).contains(&wait(n, 7)), "{}", wait(n, 7));
        }
        assert_eq!(wait(2, 7), wait(2, 7));
        assert!((0..50).map(|seed| wait(0, seed)).collect::<std::collections::BTreeSet<_>>().len() > 30);
        assert!(backoff(Duration::from_secs(1), u32::MAX, 0, "") > Duration::from_secs(1));
    }

    proptest! {
        #[test]
        fn any_header_is_a_time_or_none(s in "[0-9A-Za-z:, -]{0,40}|\\PC{0,20}") {
            if let Some(wait) = retry_after(&s, Timestamp::UNIX_EPOCH) {
                prop_assert!(wait <= LONGEST);
            }
        }
    }
}
