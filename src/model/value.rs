//! Values: what a mention says, free of the language that says it.

use crate::model::{Away, Currency, Daypart, Unit};
use crate::text::Exact;
use jiff::civil::{Date, Weekday};
use smallvec::SmallVec;

/// How an amount is spread between its two ends.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Shape {
    /// One number; both ends are the same.
    Point,
    /// From one number to another: 3~5, between 3 and 5.
    Range,
    /// A decade or the like: 20대 (20–29), "in the 30s", 4%대 (4–5). `high` is the first number above it.
    Band,
    /// Only the power of ten is told: 수십 (10–100), "thousands" (1,000–10,000). `high` is the first number above it.
    Magnitude,
}

/// A number as text gives it. For [`Shape::Point`] `low` and `high` are equal.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Amount {
    /// The lower end, and the number itself for a point.
    pub low: Exact,
    /// The upper end.
    pub high: Exact,
    /// How the two ends are meant.
    pub shape: Shape,
}

impl Amount {
    /// One number.
    #[inline]
    pub const fn point(n: Exact) -> Self {
        Self { low: n, high: n, shape: Shape::Point }
    }

    /// Two ends, put in order.
    pub fn range(a: Exact, b: Exact) -> Self {
        Self { low: a.min(b), high: a.max(b), shape: Shape::Range }
    }

    /// Both ends multiplied; `None` on overflow.
    pub fn checked_mul(self, factor: Exact) -> Option<Self> {
        Some(Self { low: self.low.checked_mul(factor)?, high: self.high.checked_mul(factor)?, shape: self.shape })
    }

    /// The number, where there is just one.
    #[inline]
    pub fn single(self) -> Option<Exact> {
        (self.shape == Shape::Point).then_some(self.low)
    }
}

/// The finest part of the calendar that a date tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Grain {
    /// One day.
    Day,
    /// A week, Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// Half a year.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// A date or a part of the calendar, as far as the text tells it and the publication date resolves it.
///
/// `start` and `end` (inclusive) are there when it could be resolved; the fields are what was written or follows from it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct DateValue {
    /// The finest part told.
    pub grain: Grain,
    /// First day, when resolved.
    pub start: Option<Date>,
    /// Last day, when resolved.
    pub end: Option<Date>,
    /// Year as written.
    pub year: Option<i16>,
    /// Month (1–12) as written.
    pub month: Option<i8>,
    /// Day of the month as written.
    pub day: Option<i8>,
    /// Weekday as written.
    pub weekday: Option<Weekday>,
    /// Which quarter (1–4) or half (1–2), for those grains.
    pub part: Option<i8>,
    /// Whole steps of the grain from the publication date, where it was told like that: 지난달 is −1, 내년 is +1.
    pub relative: Option<i16>,
    /// Only a part of the stretch: early, middle, late, end (월초, 하순, 연말).
    pub partial: bool,
    /// The part of the day that was told with it: 5일 밤, Monday morning.
    pub daypart: Option<Daypart>,
    /// How far away it lies, where it was told by a length of time: 이틀 전 and "two days ago". `start` counts from the day of
    /// publication; it may be meant from another day, which the text told before.
    pub away: Option<Away>,
    /// Days from a day that the text told before: 전날 and "the day before" −1, 이날 and "the same day" 0, 이튿날 and "the next
    /// day" +1. `start` is there where that day stands in the same sentence.
    pub step: Option<i8>,
    /// Month and day are those of the lunar calendar, as in 음력 8월 15일; `start` and `end` are Gregorian all the same.
    pub lunar: bool,
    /// The holiday by whose name it goes, by its id in the table of holidays: `chuseok`.
    pub holiday: Option<&'static str>,
}

impl DateValue {
    /// Nothing told but the grain.
    pub const fn new(grain: Grain) -> Self {
        Self {
            grain,
            start: None,
            end: None,
            year: None,
            month: None,
            day: None,
            weekday: None,
            part: None,
            relative: None,
            partial: false,
            daypart: None,
            away: None,
            step: None,
            lunar: false,
            holiday: None,
        }
    }

    /// Whether it says nothing that tells one day from another: 당일, or 이튿날 of a day that is not known, be it that the day of
    /// publication was taken for want of another.
    pub const fn open(&self) -> bool {
        let dated = self.start.is_some() || self.year.is_some() || self.month.is_some() || self.day.is_some() || self.part.is_some();
        let told = self.weekday.is_some() || self.away.is_some() || self.holiday.is_some();
        !told && if self.step.is_some() { self.relative.is_some() || !dated } else { self.relative.is_none() && !dated }
    }

    /// The interval in Extended Date/Time Format (ISO 8601-2), unknown digits as `X`.
    pub fn edtf(&self) -> String {
        let year = self.year.map_or_else(|| "XXXX".to_owned(), |y| format!("{y:04}"));
        match (self.grain, self.month, self.day) {
            (Grain::Day, Some(m), Some(d)) => format!("{year}-{m:02}-{d:02}"),
            (Grain::Day, None, Some(d)) => format!("{year}-XX-{d:02}"),
            (_, Some(m), _) => format!("{year}-{m:02}"),
            (Grain::Quarter, ..) => format!("{year}-{}", 32 + self.part.unwrap_or(1)),
            (Grain::Half, ..) => format!("{year}-{}", 39 + self.part.unwrap_or(1)),
            (Grain::Decade, ..) => format!("{}X", year.get(..3).unwrap_or("XXX")),
            (Grain::Century, ..) => format!("{}XX", year.get(..2).unwrap_or("XX")),
            _ => year,
        }
    }
}

/// A time of day.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TimeOfDay {
    /// Minutes since midnight, 0–1440 (24:00 is the midnight that ends the day).
    pub minute: u16,
    /// Whether morning or afternoon was left open, so that twelve hours later is meant just as well.
    pub half_open: bool,
    /// Whether only the hour was told.
    pub hour_only: bool,
}

impl TimeOfDay {
    /// `HH:MM`.
    pub fn clock(self) -> String {
        format!("{:02}:{:02}", self.minute / 60, self.minute % 60)
    }
}

/// A unit of a duration.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DurationUnit {
    /// Calendar years.
    Year,
    /// Calendar months.
    Month,
    /// Weeks.
    Week,
    /// Days.
    Day,
    /// Hours.
    Hour,
    /// Minutes.
    Minute,
    /// Seconds.
    Second,
}

impl DurationUnit {
    /// Seconds in one, a month counted as 30 days and a year as 365.
    pub const fn seconds(self) -> i64 {
        match self {
            Self::Year => 31_536_000,
            Self::Month => 2_592_000,
            Self::Week => 604_800,
            Self::Day => 86_400,
            Self::Hour => 3600,
            Self::Minute => 60,
            Self::Second => 1,
        }
    }

    /// The English word for one.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Week => "week",
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Minute => "minute",
            Self::Second => "second",
        }
    }

    const fn letter(self) -> char {
        match self {
            Self::Year => 'Y',
            Self::Month | Self::Minute => 'M',
            Self::Week => 'W',
            Self::Day => 'D',
            Self::Hour => 'H',
            Self::Second => 'S',
        }
    }
}

/// A length of time, in the units in which it was told, largest first.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Duration {
    /// Each unit with its amount.
    pub parts: SmallVec<[(DurationUnit, Amount); 2]>,
}

impl Duration {
    /// One unit.
    pub fn of(unit: DurationUnit, amount: Amount) -> Self {
        Self { parts: SmallVec::from_iter([(unit, amount)]) }
    }

    /// ISO 8601 duration; ranges by their lower end, amounts as decimals.
    pub fn iso(&self) -> String {
        let mut out = String::from("P");
        let mut time = false;
        for (unit, amount) in &self.parts {
            if !time && *unit >= DurationUnit::Hour {
                time = true;
                out.push('T');
            }
            out.push_str(&amount.low.to_string());
            out.push(unit.letter());
        }
        out
    }

    /// Length in seconds by the lower ends, months as 30 days, years as 365; `None` on overflow.
    pub fn seconds(&self) -> Option<Exact> {
        self.parts.iter().try_fold(Exact::ZERO, |sum, (u, a)| sum.checked_add(a.low.checked_mul(Exact::int(u.seconds()))?))
    }
}

/// What a name names.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NameClass {
    /// A person.
    Person,
    /// An organisation: ministry, court, party, company …
    Organisation,
    /// A place.
    Place,
    /// A title of a work.
    Work,
    /// Known to be a name, but not of what.
    Other,
}

impl NameClass {
    /// The word of the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Work => "work",
            Self::Other => "other",
        }
    }
}

/// A name as it was read: without titles and particles.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Name {
    /// The name itself, as written.
    pub text: Box<str>,
    /// What it names.
    pub class: NameClass,
    /// Row of the lexicon that it was found in, where it was.
    pub entity: Option<u32>,
    /// Whether only a part of the name stands here: a surname in English, a surname with a title in Korean (이 대통령).
    pub partial: bool,
}

/// What a mention says.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Value {
    /// A bare number, or a count of things.
    Number(Amount),
    /// Percent of something.
    Percent(Amount),
    /// Percentage points; basis points are hundredths of these.
    Points(Amount),
    /// So many times: 2배, twice, half (1/2).
    Multiple(Amount),
    /// A place in an order: 제21대, 3위, third.
    Ordinal(Amount),
    /// Money.
    Money(Amount, Currency),
    /// A measured quantity.
    Quantity(Amount, &'static Unit),
    /// Age in years.
    Age(Amount),
    /// A date or a part of the calendar.
    Date(DateValue),
    /// A time of day.
    Time(TimeOfDay),
    /// A length of time.
    Duration(Duration),
    /// A name.
    Name(Name),
}

impl Value {
    /// The word of the interface for its kind.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Number(_) => "number",
            Self::Percent(_) => "percent",
            Self::Points(_) => "percentage-point",
            Self::Multiple(_) => "multiple",
            Self::Ordinal(_) => "ordinal",
            Self::Money(..) => "money",
            Self::Quantity(..) => "quantity",
            Self::Age(_) => "age",
            Self::Date(_) => "date",
            Self::Time(_) => "time",
            Self::Duration(_) => "duration",
            Self::Name(_) => "name",
        }
    }

    /// The amount, for kinds that carry one.
    pub const fn amount(&self) -> Option<Amount> {
        match self.as_amount() {
            Some(a) => Some(*a),
            None => None,
        }
    }

    /// The amount where it stands.
    pub const fn as_amount(&self) -> Option<&Amount> {
        match self {
            Self::Number(a)
            | Self::Percent(a)
            | Self::Points(a)
            | Self::Multiple(a)
            | Self::Ordinal(a)
            | Self::Age(a)
            | Self::Money(a, _)
            | Self::Quantity(a, _) => Some(a),
            Self::Date(_) | Self::Time(_) | Self::Duration(_) | Self::Name(_) => None,
        }
    }
}
