//! What an editor may add to an article, and what may be trimmed from it, by the rules of the house.

/// Something that the English may have of its own.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Addition {
    /// What foreign readers need to know: a passage without figures or a new voice, small numbers, ages, spans of time.
    Background,
    /// Days, times of day and ranks.
    Dates,
    /// The words under photographs.
    Captions,
    /// Koreans whom the Korean article does not name.
    Names,
}

impl Addition {
    /// All, in the order in which help shows them.
    pub const ALL: [Self; 4] = [Self::Background, Self::Dates, Self::Captions, Self::Names];

    /// The word of the configuration.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Background => "background",
            Self::Dates => "dates",
            Self::Captions => "captions",
            Self::Names => "names",
        }
    }
}

/// Something of the Korean that the English may leave out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Omission {
    /// Passages without a figure, a voice, a charge or a victim of their own; a clause of an article.
    Background,
    /// Counts below ten, ranks, days, spans of time.
    SmallFigures,
    /// The words under photographs.
    Captions,
}

impl Omission {
    /// All, in the order in which help shows them.
    pub const ALL: [Self; 3] = [Self::Background, Self::SmallFigures, Self::Captions];

    /// The word of the configuration.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Background => "background",
            Self::SmallFigures => "small-figures",
            Self::Captions => "captions",
        }
    }
}

/// What the house leaves to its editors.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Leave {
    add: u8,
    trim: u8,
}

impl Default for Leave {
    /// What editors of newspapers do as a rule; a name that the Korean does not tell is not among it.
    fn default() -> Self {
        let add = [Addition::Background, Addition::Dates, Addition::Captions];
        Self::new(add, Omission::ALL)
    }
}

impl Leave {
    /// Leave for these additions and omissions, and no others.
    pub fn new(add: impl IntoIterator<Item = Addition>, trim: impl IntoIterator<Item = Omission>) -> Self {
        let add = add.into_iter().fold(0, |set, a| set | 1 << a as u8);
        let trim = trim.into_iter().fold(0, |set, o| set | 1 << o as u8);
        Self { add, trim }
    }

    /// Whether the English may have this of its own.
    pub const fn may_add(self, what: Addition) -> bool {
        self.add >> what as u8 & 1 == 1
    }

    /// Whether the English may leave this out.
    pub const fn may_trim(self, what: Omission) -> bool {
        self.trim >> what as u8 & 1 == 1
    }

    /// Whether captions are left to the editor on both sides. Otherwise they are compared as news is.
    pub const fn leaves_captions(self) -> bool {
        self.may_add(Addition::Captions) && self.may_trim(Omission::Captions)
    }

    /// What may be added.
    pub fn additions(self) -> impl Iterator<Item = Addition> {
        Addition::ALL.into_iter().filter(move |a| self.may_add(*a))
    }

    /// What may be trimmed.
    pub fn omissions(self) -> impl Iterator<Item = Omission> {
        Omission::ALL.into_iter().filter(move |o| self.may_trim(*o))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_is_held() {
        let leave = Leave::new([Addition::Names], [Omission::SmallFigures]);
        assert_eq!(leave.additions().collect::<Vec<_>>(), [Addition::Names]);
        assert_eq!(leave.omissions().collect::<Vec<_>>(), [Omission::SmallFigures]);
        assert!(!leave.leaves_captions() && Leave::default().leaves_captions() && !Leave::default().may_add(Addition::Names));
    }
}
