//! The nouns: plain data that every stage reads and writes. No input or output, no policy.

pub mod annotation;
pub mod authorship;
pub mod document;
pub mod finding;
pub mod lang;
pub mod mention;
pub mod moment;
pub mod mutant;
pub mod outcome;
pub mod pair;
pub mod pairing;
pub mod passage;
pub mod plain;
pub mod problem;
pub mod revision;
pub mod rule;
pub mod unit;
pub mod value;

pub use authorship::{Authorship, Deletion, Editing, Hand, Run, Tally};
pub use document::{Block, BlockKind, Counted, Document, Hidden, Metadata, Origin, Segment};
pub use finding::{Finding, Label};
pub use lang::Lang;
pub use mention::{Certainty, FIRST, KILO, Mention, OLD_WON, ONE_OF, any_overlaps};
pub use moment::{Away, Daypart};
pub use mutant::{Alarm, Fate, Mutant, SelfTest, Trade};
pub use outcome::{Counts, Outcome, Status};
pub use pair::{Pair, Reading};
pub use pairing::{Link, Pairing, in_order};
pub use passage::Passage;
pub use plain::plain;
pub use problem::Problem;
pub use revision::{Carried, Change, Edit, Motive, Progress, Revision, Standing, Still, Task, ToDo, Turn, ValueChange, WordChange};
pub use rule::{Rule, RuleSet, Severity};
pub use unit::{Currency, Dimension, Unit};
pub use value::{Amount, DateValue, Duration, DurationUnit, Grain, Name, NameClass, Shape, TimeOfDay, Value};
