//! What the Korean calls a person beside the name: 강유정 대통령실 대변인, 배우 손석구. Two people of one name are told apart by it.

use crate::names::lexicon;
use crate::text::Span;
use smallvec::SmallVec;

/// Words behind a name in which its title may stand: 대통령실 between name and 대변인.
const WORDS: usize = 3;
/// Ends of words behind which the sentence says something else.
const PARTED: [&str; 12] = ["은", "는", "을", "를", "의", "에", "고", "며", "도", "와", "과", "에서"];

/// Titles that stand beside a name, as the table of titles has them.
pub fn beside(text: &str, name: Span) -> SmallVec<[&str; 2]> {
    let mut out = SmallVec::new();
    if let Some(before) = text.get(..name.start).and_then(|t| t.strip_suffix(' ')) {
        let word = before.rsplit(' ').next().unwrap_or("");
        out.extend(lexicon::korean_form(word).is_some_and(|f| f.title).then_some(word));
    }
    let behind = text.get(name.end..).unwrap_or("");
    let (behind, attached) = behind.strip_prefix(' ').map_or((behind, true), |rest| (rest, false));
    for word in behind.split(' ').take(WORDS) {
        let here = word.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        if let Some(hit) = lexicon::find_korean(here).find(|h| h.form.title) {
            out.push(hit.span.slice(here));
            break;
        }
        // What stands right behind the name and is no title is a particle.
        if attached || here.len() < word.len() || PARTED.iter().any(|end| here.ends_with(end)) {
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
        let at = text.find(name).expect("is in it");
        beside(text, Span::new(at, at + name.len())).to_vec()
    }

    #[test]
    fn titles_stand_before_and_behind() {
        assert_eq!(of("강유정 대통령실 대변인은 말했다.", "강유정"), ["대변인"]);
        assert_eq!(of("한가온대표와 도담 의원이", "한가온"), ["대표"]);
        assert_eq!(of("배우 손석구가 감독을 만났다.", "손석구"), ["배우"]);
        assert_eq!(of("김민수는 장관을 만났다.", "김민수"), Vec::<&str>::new());
        assert_eq!(of("김민수(34)씨가 말했다.", "김민수"), Vec::<&str>::new());
    }

    proptest! {
        #[test]
        fn any_text_is_looked_at(text in "\\PC{0,40}", start in 0_usize..40, end in 0_usize..40) {
            let border = |n: usize| (0..=n.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
            let (a, b) = (border(start), border(end));
            beside(&text, Span::new(a.min(b), a.max(b)));
        }
    }
}
