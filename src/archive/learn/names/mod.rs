//! How a newsroom has rendered people, organisations, places, titles and terms. Two passes over the archive: `observe` reads each
//! article and finds renderings that spelling or the lexicon proves, and what is left open; `Survey` counts the ones and
//! associates the others. What the association settles is counted in the second pass (`Settled`), and `list` writes what came of
//! it as a house list for review and as a precedent.

mod list;
mod observe;
mod settled;
mod tally;

pub use list::{Listed, Terms, house_list, most_spelled, precedent};
pub use observe::{Items, Observed, Sure, observe};
pub use settled::{Found, Settled};
pub use tally::Tally;

use super::association::Association;

/// Pairs of open items that are held at a time.
const OPEN: usize = 4_000_000;
/// Pairs of terms.
const TERMS: usize = 6_000_000;
/// Links from which terms are learnt at most; more of the same say nothing new.
const TERM_LINKS: usize = 1_000_000;

/// What the first pass over an archive has found.
#[derive(Debug)]
pub struct Survey {
    tally: Tally,
    open: Association,
    terms: Association,
    term_links: usize,
}

impl Default for Survey {
    fn default() -> Self {
        Self { tally: Tally::default(), open: Association::new(OPEN), terms: Association::new(TERMS), term_links: 0 }
    }
}

impl Survey {
    /// Takes in what was observed in an article. The order of the articles decides which of them are named as examples, and nothing else.
    pub fn add(&mut self, observed: &Observed) {
        self.tally.add(observed);
        for link in &observed.links {
            self.open.see(&link.ko, &link.en);
            if self.term_links < TERM_LINKS {
                self.term_links += 1;
                self.terms.see(&link.stems, &link.phrases);
            }
        }
    }

    /// What belongs together, to be counted in a second pass; and the counts of the first.
    pub fn settle(self) -> (Settled, Tally) {
        (Settled::new(&self.open, &self.terms), self.tally)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::learn::{Aligned, Lesson};
    use crate::house::{self, Kind, precedent::Habit};
    use crate::names::Packs;
    use jiff::civil::date;

    const FIRST: [(&str, &str); 3] = [
        ("강유정 대변인은 “검토 중”이라고 말했다.", "“It is under review,” spokesperson Kang Yu-jung said."),
        ("한국은행은 기준금리를 동결했다.", "The Bank of Korea held its base rate."),
        ("우크라이나의 젤렌스키 대통령은 회담에 참석했다.", "President Volodymyr Zelenskyy of Ukraine attended the talks."),
    ];

    /// An article: its identifier, its year, its links.
    type Article = (String, i16, Vec<(&'static str, &'static str)>);

    fn mined(articles: &[Article]) -> Tally {
        let mut survey = Survey::default();
        let lessons: Vec<Lesson<'_>> = articles
            .iter()
            .map(|(id, year, links)| Lesson { id, day: Some(date(*year, 3, 1)), links: links.iter().map(|&(ko, en)| Aligned { ko, en }).collect() })
            .collect();
        for lesson in &lessons {
            survey.add(&observe(lesson, &Packs::default()));
        }
        let (settled, mut tally) = survey.settle();
        for lesson in &lessons {
            tally.add_found(&settled.find(lesson));
        }
        tally
    }

    #[test]
    fn renderings_are_counted_by_article() {
        let mut articles: Vec<Article> = (0..6).map(|n| (format!("a{n}"), 2019 + n, FIRST.to_vec())).collect();
        articles.push(("b".to_owned(), 2025, vec![("강유정 대변인이 밝혔다. 강유정 대변인이다.", "Spokesperson Kang Yoo-jung said. It is Kang Yoo-jung.")]));
        let tally = mined(&articles);
        let names = precedent(&tally);
        let of = |ko: &str| names.iter().find(|n| n.ko == ko).unwrap_or_else(|| panic!("{ko} is not in {names:?}"));
        let kang = of("강유정");
        assert_eq!(kang.renderings.iter().map(|r| (r.en.as_str(), r.articles)).collect::<Vec<_>>(), [("Kang Yu-jung", 6), ("Kang Yoo-jung", 1)]);
        assert_eq!(
            (kang.renderings[0].kind, kang.renderings[0].first, kang.renderings[0].last),
            (Kind::Person, Some(date(2019, 3, 1)), Some(date(2024, 3, 1)))
        );
        assert_eq!(kang.renderings[0].roles, ["대변인"]);
        assert!(matches!(kang.habit(), Habit::Settled(r) if r.en == "Kang Yu-jung"));
        assert_eq!((of("한국은행").renderings[0].en.as_str(), of("한국은행").renderings[0].kind), ("Bank of Korea", Kind::Organisation));
        assert_eq!(of("젤렌스키").renderings[0].en, "Zelenskyy");
        assert_eq!((of("우크라이나").renderings[0].en.as_str(), of("우크라이나").renderings[0].kind), ("Ukraine", Kind::Place));
    }

    #[test]
    fn what_no_spelling_proves_is_found_by_association() {
        let council = ("도담위원회는 새 규정을 발표했다.", "The Dodam Oversight Council announced new rules.");
        let others = [
            ("국회는 법안을 통과시켰다.", "The National Assembly passed the bill."),
            ("날씨가 맑았다.", "The weather was fine."),
            ("수출이 늘었다.", "Exports rose in Green Harbor."),
        ];
        let articles: Vec<_> = (0..12).map(|n| (format!("a{n}"), 2020, vec![if n % 2 == 0 { council } else { others[n / 2 % 3] }, others[n % 3]])).collect();
        let names = precedent(&mined(&articles));
        let council = names.iter().find(|n| n.ko == "도담위원회").unwrap_or_else(|| panic!("{names:?}"));
        assert_eq!((council.renderings[0].en.as_str(), council.renderings[0].articles), ("Dodam Oversight Council", 6));
    }

    #[test]
    fn the_house_list_that_is_written_has_no_contradiction() {
        let mut articles: Vec<Article> = (0..6).map(|n| (format!("a{n}"), 2019 + n, FIRST.to_vec())).collect();
        for (n, (ko, en)) in [("유정아 씨가 말했다.", "Ryu Jung-a said."), ("류정아 씨가 말했다.", "Ryu Jung-a said.")].into_iter().enumerate()
        {
            articles.extend((0..4).map(|i| (format!("c{n}{i}"), 2020, vec![(ko, en)])));
        }
        let listed = house_list(&mined(&articles), Terms::default());
        assert!(listed.entries.iter().any(|e| e.en == "Kang Yu-jung"), "{:?}", listed.entries);
        assert_eq!(listed.left_out.len(), 1, "{:?}", listed.left_out);
        for text in [house::write::table(&listed.entries), house::write::termbase(&listed.entries)] {
            let (entries, problems) = house::read(&text);
            assert_eq!(problems, []);
            assert_eq!(entries.len(), listed.entries.len());
            assert_eq!(house::lint(&[("list", &entries)]), []);
        }
    }
}
