//! What a text says of a date besides the day: which part of the day, and how far away it lies.

use crate::model::{Amount, Duration, DurationUnit};
use crate::text::Exact;
use smallvec::SmallVec;

/// A part of the day, as words divide it; the hours overlap.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Daypart {
    /// 새벽: the small hours, before dawn, early in the morning.
    Dawn,
    /// 아침, 오전: the morning, before noon.
    Morning,
    /// 정오, 한낮, 대낮: noon, midday, broad daylight.
    Noon,
    /// 오후, 낮: the afternoon.
    Afternoon,
    /// 저녁: the evening.
    Evening,
    /// 밤, 심야: the night, late at night.
    Night,
    /// 자정: midnight.
    Midnight,
}

impl Daypart {
    /// The English word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dawn => "early morning",
            Self::Morning => "morning",
            Self::Noon => "noon",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
            Self::Night => "night",
            Self::Midnight => "midnight",
        }
    }
}

/// How far from the day that a text speaks from another lies: 이틀 전 is two days before, 2주 뒤 two weeks after. All
/// parts have the same sign.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Away {
    /// Calendar years.
    pub years: i16,
    /// Calendar months.
    pub months: i16,
    /// Weeks.
    pub weeks: i16,
    /// Days.
    pub days: i16,
}

impl Away {
    /// A length in whole units of the calendar, before or after. `None` for hours and less, and for what no calendar holds.
    pub fn of(length: &Duration, before: bool) -> Option<Self> {
        let mut away = Self::default();
        for (unit, amount) in &length.parts {
            let n = i16::try_from(amount.single()?.to_i64()?).ok().filter(|n| (1..=9999).contains(n))?;
            let n = if before { -n } else { n };
            match unit {
                DurationUnit::Year => away.years = n,
                DurationUnit::Month => away.months = n,
                DurationUnit::Week => away.weeks = n,
                DurationUnit::Day => away.days = n,
                DurationUnit::Hour | DurationUnit::Minute | DurationUnit::Second => return None,
            }
        }
        Some(away)
    }

    /// The length alone, before or after.
    pub fn length(self) -> Duration {
        let parts = [(DurationUnit::Year, self.years), (DurationUnit::Month, self.months), (DurationUnit::Week, self.weeks), (DurationUnit::Day, self.days)];
        let told = parts.into_iter().filter(|(_, n)| *n != 0).map(|(unit, n)| (unit, Amount::point(Exact::int(i64::from(n).abs()))));
        Duration { parts: told.collect::<SmallVec<_>>() }
    }

    /// Whether it lies before.
    pub const fn before(self) -> bool {
        self.years < 0 || self.months < 0 || self.weeks < 0 || self.days < 0
    }

    /// Its finest part: a day told in years can be any of a year.
    pub const fn unit(self) -> DurationUnit {
        if self.days != 0 {
            DurationUnit::Day
        } else if self.weeks != 0 {
            DurationUnit::Week
        } else if self.months != 0 {
            DurationUnit::Month
        } else {
            DurationUnit::Year
        }
    }
}
