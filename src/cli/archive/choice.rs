//! Which articles of the sources are wanted: since a day, of some sections, a sample that is the same in every run.

use super::items::Against;
use crate::archive::Digester;
use crate::cli::Stop;
use crate::cli::intake::Sides;
use jiff::civil::Date;

/// What is wanted.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Choice {
    pub(super) since: Option<Date>,
    /// Sections, folded.
    pub(super) sections: Vec<String>,
    /// One in so many articles, by a digest of the seed and the identifier.
    pub(super) sample: Option<Sample>,
}

/// A share of all articles.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Sample {
    /// Articles whose digest is below this are in it.
    below: u64,
    pub(super) seed: u64,
}

/// What is known of an article when it is chosen.
#[derive(Clone, Copy, Default)]
pub(super) struct Chosen<'a> {
    pub(super) day: Option<Date>,
    pub(super) section: Option<&'a str>,
}

impl Sample {
    /// A share as it is typed: `0.01`, `1%`.
    pub(super) fn parse(typed: &str, seed: u64) -> Result<Self, Stop> {
        let (number, scale) = typed.strip_suffix('%').map_or((typed, 1.0), |n| (n, 100.0));
        let share = number.trim().parse::<f64>().ok().map(|n| n / scale).filter(|s| *s > 0.0 && *s <= 1.0);
        let share = share.ok_or_else(|| Stop::Usage(format!("--sample is a share of the articles, as 0.01 or 1%, not `{typed}`")))?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a share of all numbers of 64 bits")]
        let below = (share * u64::MAX as f64) as u64;
        Ok(Self { below, seed })
    }
}

impl Choice {
    /// Whether nothing is left out.
    pub(super) fn takes_all(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an article is wanted, by what is known of it.
    pub(super) fn takes(&self, id: &str, chosen: Chosen<'_>) -> bool {
        let late = self.since.is_none_or(|since| chosen.day.is_some_and(|day| day >= since));
        let ours = self.sections.is_empty() || chosen.section.is_some_and(|s| self.sections.contains(&folded(s)));
        let drawn = self.sample.is_none_or(|sample| {
            let mut digest = Digester::new("sample");
            digest.part(&sample.seed.to_be_bytes());
            digest.part(id.as_bytes());
            let mut first = [0; 8];
            first.copy_from_slice(&digest.finish().bytes()[..8]);
            u64::from_be_bytes(first) <= sample.below
        });
        late && ours && drawn
    }
}

impl Against<'_> {
    /// Whether an article is wanted, once it is read.
    pub(super) fn takes_sides(&self, id: &str, sides: &Sides) -> bool {
        let (source, target) = sides.documents();
        let day = source.meta.date.or(target.meta.date).or(sides.date()).or(self.rules.date);
        let section = source.meta.section.as_deref().or(target.meta.section.as_deref()).or(sides.section());
        self.choice.takes(id, Chosen { day, section })
    }
}

/// A name of a section, so that case and spacing do not matter.
pub(super) fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_its_share_and_the_same_each_time() {
        let choice = |seed| Choice { sample: Sample::parse("10%", seed).ok(), ..Choice::default() };
        let drawn = |seed| (0..10_000).filter(|n| choice(seed).takes(&format!("a{n}"), Chosen::default())).collect::<Vec<_>>();
        assert!((850..1150).contains(&drawn(1).len()), "{}", drawn(1).len());
        assert_eq!(drawn(1), drawn(1));
        assert_ne!(drawn(1), drawn(2));
        for wrong in ["0", "2", "-1%", "150%", "many", "nan"] {
            assert!(Sample::parse(wrong, 0).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_has_no_day_is_not_known_to_be_late_enough() {
        let choice = Choice { since: "2025-04-15".parse().ok(), sections: vec![folded("Society  Desk")], ..Choice::default() };
        let takes = |day: &str, section| choice.takes("a", Chosen { day: day.parse().ok(), section });
        assert!(takes("2025-04-15", Some("society desk")) && !takes("2025-04-14", Some("society desk")) && !takes("", Some("society desk")));
        assert!(!takes("2025-04-15", Some("sports")) && !takes("2025-04-15", None));
    }
}
