//! What a page is told beside the checked pair: this room only writes, so whoever calls it works it out.

use jiff::civil::Date;

/// A Korean word in Latin letters, as a reader without Korean may say it; nothing where there is no Korean in it. The second says
/// whether it is the name of a person.
pub type Romanise<'a> = &'a dyn Fn(&str, bool) -> Option<String>;

/// What is known of a pair beside what was found.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The day of publication in Korea by which the pair was checked.
    pub date: Option<Date>,
    /// Which values stand for each other, as numbers of the Korean and the English mentions (`pipeline::renderings`).
    pub renderings: &'a [(usize, usize)],
    /// Puts Korean into Latin letters (`names::romanised`).
    pub romanised: Romanise<'a>,
}

impl std::fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Context").field("date", &self.date).field("renderings", &self.renderings).finish_non_exhaustive()
    }
}
