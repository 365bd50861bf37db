//! Whether two values say the same. Four answers: same, compatible, differs, cannot tell.

pub mod added;
pub mod age;
pub mod agree;
pub mod amount;
pub mod arithmetic;
mod assign;
pub mod axes;
pub mod change;
pub mod children;
pub mod claim;
pub mod clauses;
pub mod conversion;
pub mod coverage;
pub mod date;
pub mod deed;
pub mod facts;
pub mod figures;
mod gaps;
pub mod gender;
mod institution;
mod leftover;
pub mod lexicon;
pub mod name;
mod officeholder;
pub mod omitted;
pub mod passages;
pub mod quotes;
pub mod rates;
mod reworded;
pub mod role;
pub mod senses;
pub mod shown;
pub mod stranger;
pub mod whereabouts;
mod whole_name;

pub use agree::agree;
pub use figures::{Difference, Figures, match_figures};

use crate::model::Reading;
use std::ops::Range;

/// How many mentions before and behind a place are asked whether one of them tells a figure: more than an article has, and few enough that a
/// book does not take time by its square.
const FAR: usize = 512;

/// The mentions of `reading` around some of them.
fn around(reading: &Reading, at: &Range<usize>) -> Range<usize> {
    let n = reading.mentions.len();
    at.start.saturating_sub(FAR).min(n)..(at.end + FAR).min(n)
}

/// Whether an English value renders a Korean one.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Agreement {
    /// The same value.
    Same,
    /// The same for a reader of news, for the reason given.
    Compatible(Why),
    /// Another value.
    Differs(How),
    /// The two cannot be compared, or what they say leaves it open.
    CannotTell,
}

/// Why two values that are not equal say the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// Rounded as news rounds.
    Rounded,
    /// The one lies within what the other tells: a number of a range, a day of a month.
    Within,
    /// In another unit of the same dimension.
    Converted,
    /// In other words: 절반 as 50 percent, 10년 as a decade, 엿새째 as the sixth day.
    OtherWords,
    /// The same figure, of another kind on each side: the unit is left out on one.
    UnitLeftOut,
}

/// How two values differ.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum How {
    /// The English is ten to this power times the Korean.
    PowerOfTen(i32),
    /// Two neighbouring digits have changed places.
    Transposed,
    /// In the number.
    Value,
    /// In an end of a range.
    Range,
    /// The number is the same, the unit is not.
    Unit,
    /// The number is the same, the currency is not.
    Currency,
    /// Percentage points became percent.
    PointsToPercent,
    /// Percent became percentage points.
    PercentToPoints,
    /// The weekday is not that of the date.
    Weekday,
    /// In the day, month, quarter or year.
    Date,
    /// In the time of day.
    Time,
    /// In the length of time.
    Duration,
    /// The numbers agree, but one is a lower bound and the other an upper one.
    Bound,
}
