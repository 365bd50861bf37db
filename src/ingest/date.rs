//! Publication dates as they are written in front matter, records and pages, brought to the calendar of Korea. Used by
//! every reader of [`crate::ingest`].

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{self, TimeZone};

/// Korea is nine hours ahead of UTC all year. A time without an offset is taken as Korean time.
const SEOUL: i8 = 9;

/// The day in Korea that `written` names: `2025-04-15`, `2025-04-15 15:04`, RFC 3339 with any offset, `2025. 4. 15.`,
/// `2025.04.15 15:04`, `2025/4/15`, `2025년 4월 15일`. `None` when it is none of these or no day of the calendar.
///
/// ```
/// let day = daejo::ingest::seoul_date("2025-04-14T20:00:00Z").expect("a date");
/// assert_eq!(day.to_string(), "2025-04-15");
/// ```
pub fn seoul_date(written: &str) -> Option<Date> {
    let s = written.trim();
    if s.len() > 64 {
        return None;
    }
    if let Ok(at) = s.parse::<Timestamp>() {
        return Some(TimeZone::fixed(tz::offset(SEOUL)).to_datetime(at).date());
    }
    if s.len() == 10
        && s.is_ascii()
        && let Ok(day) = s.parse::<Date>()
    {
        return Some(day);
    }
    if s.starts_with(|c: char| c.is_ascii_digit()) && s.as_bytes().get(4) == Some(&b'-') {
        return s.parse::<DateTime>().ok().map(DateTime::date);
    }
    spelled(s)
}

/// Year, month and day parted by `.`, `/` or 년 월 일, with anything that looks like a time of day behind them.
fn spelled(s: &str) -> Option<Date> {
    let (year, rest) = number(s, 4)?;
    let (month, rest) = number(part(rest, ['.', '/', '년'])?, 2)?;
    let (day, rest) = number(part(rest, ['.', '/', '월'])?, 2)?;
    let rest = rest.trim_start_matches(['.', '일']).trim_start();
    let time = rest.is_empty() || rest.contains(':') && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | ' ' | '오' | '전' | '후' | '.'));
    if year < 1000 || !time {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn part(s: &str, marks: [char; 3]) -> Option<&str> {
    s.trim_start().strip_prefix(marks).map(str::trim_start)
}

/// Up to `digits` digits at the start; more are not a part of a date.
fn number(s: &str, digits: usize) -> Option<(i16, &str)> {
    let n = s.bytes().take_while(u8::is_ascii_digit).count();
    if n == 0 || n > digits {
        return None;
    }
    Some((s.get(..n)?.parse().ok()?, s.get(n..)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms_of_one_day() {
        for written in [
            "2025-04-15", " 2025-04-15 ", "2025-04-15 15:04", "2025-04-15T15:04:05", "2025-04-15T00:30:00+09:00", "2025-04-15T09:30+0900",
            "2025-04-14T15:30:00Z", "2025-04-14 15:30:00Z", "2025-04-14T11:00:00-04:00", "2025. 4. 15.", "2025.04.15", "2025.04.15. 오후 3:04",
            "2025/04/15 09:00", "2025년 4월 15일",
        ] {
            assert_eq!(seoul_date(written).map(|d| d.to_string()).as_deref(), Some("2025-04-15"), "{written}");
        }
    }

    #[test]
    fn what_is_no_day_is_not_guessed() {
        for written in ["", "2025", "2025-04", "2025-02-30", "2025.13.1", "15.04.2025", "4/15/2025", "어제", "2025. 4. 15. 17면", "20250415123", "25.4.15"] {
            assert_eq!(seoul_date(written), None, "{written}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_day_or_not(s in "[0-9년월일./: TZ+-]{0,30}|\\PC{0,30}") {
            let _ = seoul_date(&s);
        }
    }
}
