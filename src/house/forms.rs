//! Korean forms of a list, found in running text in one pass.

use crate::names::lexicon;
use crate::text::{Span, hangul};
use aho_corasick::{AhoCorasick, MatchKind};
use hashbrown::HashMap;

/// Korean forms, each with a number, in the order in which they were first given.
#[derive(Debug)]
pub(super) struct Forms {
    finder: AhoCorasick,
    numbers: HashMap<String, usize>,
}

impl Forms {
    /// Makes forms ready to be found.
    ///
    /// # Errors
    /// When there are more than can be searched for at once.
    pub(super) fn new<'f>(forms: impl Iterator<Item = &'f str>) -> Result<Self, String> {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        for form in forms {
            let next = numbers.len();
            numbers.entry_ref(form).or_insert(next);
        }
        let mut patterns: Vec<&str> = vec![""; numbers.len()];
        for (form, number) in numbers.iter().collect::<std::collections::BTreeMap<_, _>>() {
            patterns[*number] = form;
        }
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&patterns).map_err(|e| format!("the list is too large: {e}"))?;
        Ok(Self { finder, numbers })
    }

    /// The number of a form.
    pub(super) fn number(&self, form: &str) -> Option<usize> {
        self.numbers.get(form).copied()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Forms in a text, the longest first, where words start and end with them but for particles and titles: where, and which.
    pub(super) fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Span, usize)> + 'a {
        self.finder.find_iter(text).filter_map(move |m| {
            let starts = !text[..m.start()].ends_with(hangul::is_hangul);
            let rest = &text[m.end()..];
            let titled = || lexicon::find_korean(rest).next().is_some_and(|h| h.span.start == 0 && h.form.title);
            (starts && (lexicon::ends_word(rest) || titled())).then(|| (Span::new(m.start(), m.end()), m.pattern().as_usize()))
        })
    }
}
