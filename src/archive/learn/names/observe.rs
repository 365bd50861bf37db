//! What one article has to say of names: renderings that spelling or the lexicon proves, and what stands there unexplained. Reads
//! only; may run on any thread.

use crate::archive::learn::words::{capitalised, hangul_words, latin_words, nouns, phrases};
use crate::archive::learn::{Aligned, Lesson};
use crate::house::{Kind, roles};
use crate::model::{Document, Lang, Mention, Name, NameClass, Value};
use crate::names::{Packs, Verdict, lexicon, name_match, surnames};
use crate::pipeline;
use crate::text::{Span, hangul};
use jiff::civil::Date;

/// What was observed in an article.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Observed {
    /// Its identifier.
    pub id: String,
    /// The day of publication.
    pub day: Option<Date>,
    /// Renderings of which there is no doubt, each once.
    pub sure: Vec<Sure>,
    /// What stands in each link otherwise.
    pub links: Vec<Items>,
}

/// A name and its English.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Sure {
    /// The Korean form.
    pub ko: String,
    /// The English.
    pub en: String,
    /// What it names.
    pub kind: Kind,
    /// What the Korean calls the person beside the name.
    pub roles: Vec<String>,
}

/// What stands in a link, each once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Items {
    /// Korean names that nothing in the English was proved to render.
    pub ko: Vec<String>,
    /// English names that were not proved to render anything.
    pub en: Vec<String>,
    /// Korean stems.
    pub stems: Vec<String>,
    /// Short English phrases.
    pub phrases: Vec<String>,
}

/// Names of a side of a link that are compared at most: where there are more, it is a list.
const MOST: usize = 40;

/// Observes an article.
pub fn observe(lesson: &Lesson<'_>, packs: &Packs) -> Observed {
    let mut out = Observed { id: lesson.id.to_owned(), day: lesson.day, ..Observed::default() };
    for link in lesson.links() {
        let seen = Seen::new(link, lesson.day, packs);
        let items = seen.look(&mut out.sure);
        out.links.push(items);
    }
    out.sure.sort_unstable();
    // One article counts once, whatever a person is called in it.
    out.sure.dedup_by(|next, first| {
        let same = next.ko == first.ko && next.en == first.en;
        if same {
            first.roles.append(&mut next.roles);
        }
        same
    });
    out
}

/// A name that was read.
struct Named<'a> {
    span: Span,
    text: &'a str,
    name: &'a Name,
}

impl Named<'_> {
    /// Whether it is more than the surname of a Korean: 이 대통령 is not, 젤렌스키 대통령 is.
    fn is_whole(&self) -> bool {
        !self.name.partial || self.name.text.chars().count() > 2
    }
}

struct Seen<'a> {
    link: Aligned<'a>,
    ko: Vec<Mention>,
    en: Vec<Mention>,
}

impl<'a> Seen<'a> {
    fn new(link: Aligned<'a>, day: Option<Date>, packs: &Packs) -> Self {
        // A link is read by itself, so that its words are those that were given.
        let (korean, english) = (Document::plain(Lang::Ko, "ko", link.ko), Document::plain(Lang::En, "en", link.en));
        let reading = |document: &Document<'_>, mentions: Vec<Mention>| {
            let given = |m: Mention| Mention { span: document.original(m.span), ..m };
            mentions.into_iter().filter(|m| matches!(m.value, Value::Name(_))).map(given).collect()
        };
        let (ko, en) = (pipeline::read_names(&korean, day, packs), pipeline::read(&english, day));
        Self { link, ko: reading(&korean, ko.mentions), en: reading(&english, en.mentions) }
    }

    fn named<'s>(text: &'s str, mentions: &'s [Mention]) -> Vec<Named<'s>> {
        let of = |m: &'s Mention| match &m.value {
            Value::Name(name) => Some(Named { span: m.span, text: m.span.slice(text), name }),
            _ => None,
        };
        mentions.iter().filter_map(of).take(MOST).collect()
    }

    fn look(&self, sure: &mut Vec<Sure>) -> Items {
        let (ko, en) = (Self::named(self.link.ko, &self.ko), Self::named(self.link.en, &self.en));
        let (mut explained_ko, mut explained_en) = (vec![false; ko.len()], vec![false; en.len()]);
        for (i, k) in ko.iter().enumerate().filter(|(_, k)| k.is_whole() && k.name.text.contains(hangul::is_syllable)) {
            for (j, e) in en.iter().enumerate() {
                let rendered = if k.name.entity.is_some() { of_one_row(k, e) } else { spelled(k, e, &ko) };
                let Some(rendering) = rendered else { continue };
                (explained_ko[i], explained_en[j]) = (true, true);
                let roles = roles::beside(self.link.ko, k.span).into_iter().map(str::to_owned).collect();
                sure.push(Sure { ko: k.name.text.to_string(), en: rendering.to_owned(), kind: kind(k, e), roles });
            }
        }
        self.items(&ko, &explained_ko, &en, &explained_en)
    }

    /// What is left open.
    fn items(&self, ko: &[Named<'_>], explained_ko: &[bool], en: &[Named<'_>], explained_en: &[bool]) -> Items {
        let words = latin_words(self.link.en);
        // People are known by how they are spelled; what nothing spells is somebody else more often than a pen name.
        let open = |k: &Named<'_>| !k.name.partial && matches!(k.name.class, NameClass::Organisation | NameClass::Place | NameClass::Work | NameClass::Other);
        let korean = ko.iter().zip(explained_ko).filter(|(k, done)| !**done && open(k)).map(|(k, _)| k.name.text.to_string());
        let taken: Vec<Span> = en.iter().zip(explained_en).filter(|(_, done)| **done).map(|(e, _)| e.span).collect();
        let english = capitalised(&words).into_iter().filter(|s| !taken.iter().any(|t| t.overlaps(*s))).map(|s| s.slice(self.link.en).to_owned());
        let named = |word: &str| ko.iter().any(|k| k.name.class == NameClass::Person && word.starts_with(&*k.name.text));
        let stems = hangul_words(self.link.ko).filter(|w| !named(w)).flat_map(nouns).map(str::to_owned);
        let mut out = Items { ko: korean.collect(), en: english.collect(), stems: stems.collect(), phrases: phrases(&words) };
        // Longer words than stems, which nothing read as a name, may be the names of institutions: 도담위원회.
        let long = |word: &&str| word.chars().count() >= 4;
        out.ko.extend(hangul_words(self.link.ko).filter_map(|w| nouns(w).next()).filter(long).map(str::to_owned));
        for list in [&mut out.ko, &mut out.en, &mut out.stems] {
            list.sort_unstable();
            list.dedup();
        }
        out
    }
}

/// The English of a row of the lexicon, for a Korean form of the same row.
fn of_one_row<'a>(ko: &Named<'_>, en: &Named<'a>) -> Option<&'a str> {
    let rows = &lexicon::korean_form(&ko.name.text)?.rows;
    // A dateline in capitals is no spelling.
    let shouted = en.text.contains(' ') && !en.text.contains(char::is_lowercase);
    let text = en.text.strip_prefix("the ").or_else(|| en.text.strip_prefix("The ")).unwrap_or(en.text);
    en.name.entity.filter(|e| rows.contains(e) && !shouted).map(|_| text)
}

/// The English that spells a Korean name: the whole, or of a foreign one the word that does. Nothing where it spells another name
/// of the link as well.
fn spelled<'a>(ko: &Named<'_>, en: &Named<'a>, others: &[Named<'_>]) -> Option<&'a str> {
    if en.name.entity.is_some() || !matches!(ko.name.class, NameClass::Person | NameClass::Other) {
        return None;
    }
    let matches = |ko: &str, en: &str| name_match(ko, en).verdict == Verdict::Match;
    let (korean, english): (&str, &'a str) = (&ko.name.text, en.text);
    let several = korean.contains([' ', '·']);
    let surnamed = !surnames::partings(korean).is_empty();
    // A Korean has a surname, and a foreign name of several words is rendered in several; of any other one word is the name.
    let whole = || (several || surnamed) && !en.name.partial && english.contains([' ', '-']) && matches(korean, english);
    let in_a_word = !(several || surnamed && korean.chars().count() == 3);
    let word = || in_a_word.then(|| english.split(' ').find(|w| w.len() >= 3 && matches(korean, w))).flatten();
    let rendering = if whole() { titleless(korean, english) } else { word()? };
    let another = others.iter().any(|o| *o.name.text != *korean && o.is_whole() && o.name.entity.is_none() && matches(&o.name.text, rendering));
    (!another).then_some(rendering)
}

/// An English name without what stands before it and was read as a part of it: Secretary of State Condoleezza Rice.
fn titleless<'a>(korean: &str, english: &'a str) -> &'a str {
    let score = |en: &str| name_match(korean, en).score;
    let shorter = english.split_once(' ').map(|(_, rest)| rest).filter(|rest| rest.contains(' '));
    shorter.filter(|rest| score(rest) > score(english)).unwrap_or(english)
}

/// What both sides take it for.
fn kind(ko: &Named<'_>, en: &Named<'_>) -> Kind {
    match (ko.name.class, en.name.class) {
        (NameClass::Person, _) | (_, NameClass::Person) => Kind::Person,
        (NameClass::Organisation, _) | (_, NameClass::Organisation) => Kind::Organisation,
        (NameClass::Place, _) | (_, NameClass::Place) => Kind::Place,
        _ => Kind::Term,
    }
}
