//! Measures: a unit behind a numeral, and the words before it that make another unit of it (시속 100㎞, 섭씨 36도).

use super::counter::word_ends;
use super::numeral::Numeral;
use super::reading::Reading;
use crate::extract::units::{Measure, units};
use crate::model::{KILO, Lang, Value};
use crate::text::Exact;

pub(super) fn measure(before: &str, n: &Numeral, unit: &str, here: usize) -> Option<Reading> {
    let (len, Measure::Unit(row)) = units().after(Lang::Ko, unit)? else { return None };
    let tail = &unit[len..];
    let surface = &unit[..len];
    // One-syllable units are also the starts of other words: 3도시, 2리그, 5근로자, 10톤급 is fine.
    let short = surface.chars().count() == 1 && surface.chars().all(crate::text::hangul::is_syllable);
    let fits = match surface {
        // 팔도, 만도, 열리다, 칠리: spelled out and without a space they are other words.
        // 사십리, 삼천리
        "리" if !n.digits && here == n.end && n.multiplied && n.tokens >= 2 && !n.native => word_ends(tail),
        "도" | "리" if !n.digits && here == n.end => false,
        "도" => word_ends(tail) && !tail.starts_with("전") || tail.starts_with("씨"),
        "리" => n.amount.low >= Exact::int(3) && word_ends(tail) && !n.native,
        // 한근, at the end; 두근거리다
        "근" if n.native && here == n.end => tail.trim().is_empty(),
        "되" | "돈" | "평" if n.native && here == n.end => false,
        "되" | "근" | "돈" | "평" | "톤" => word_ends(tail) || tail.starts_with("형") || tail.starts_with("급") || tail.starts_with("수"),
        _ => !short,
    };
    if !fits || (n.native && surface == "도") {
        return None;
    }
    let unit = named_before(before, row.id).unwrap_or(row);
    let mut end = here + len;
    if tail.starts_with('급') || tail.starts_with('형') {
        end += "급".len();
    }
    // 5킬로 is said of a way and of a weight.
    let counter = matches!(surface, "킬로" | "키로").then_some(KILO);
    Some(Reading { counter, ..Reading::new(Value::Quantity(n.amount, unit), end) })
}

/// 초속 54.4m, 시속 126㎞, 섭씨 36도: the unit that another becomes behind these words.
fn named_before(before: &str, unit: &str) -> Option<&'static crate::model::Unit> {
    let before = before.trim_end_matches(' ').trim_end_matches(['약']).trim_end_matches(' ');
    let id = match unit {
        "meter" if before.ends_with("초속") => "meter-per-second",
        "kilometer" if before.ends_with("시속") => "kilometer-per-hour",
        "kilometer" if before.ends_with("초속") => "kilometer-per-second",
        "mile" if before.ends_with("시속") => "mile-per-hour",
        // Degrees below and above zero are Celsius in Korea.
        "degree" if ["섭씨", "영하", "영상"].iter().any(|w| before.ends_with(w)) => "celsius",
        "degree" if before.ends_with("화씨") => "fahrenheit",
        _ => return None,
    };
    units().by_id(id)
}
