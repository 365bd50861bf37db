//! daejo (대조) holds English translations of Korean news against the Korean: numbers, money, dates, units and names are
//! read on both sides as values, paired and compared.
//!
//! ```
//! use daejo::ingest::PairInput;
//! use daejo::judge::Policy;
//! use daejo::pipeline::check_pair;
//!
//! let pair = PairInput {
//!     ko: "정부는 14일 도로에 3조5000억원을 쓴다고 밝혔다.".to_owned(),
//!     en: "The government said Monday that it will spend 3.5 billion won on roads.".to_owned(),
//!     date: "2025-04-15".parse().ok(),
//!     ..PairInput::default()
//! };
//! let (source, target) = pair.documents();
//! let checked = check_pair(&source, &target, pair.date, &Policy::default());
//! let finding = &checked.outcome.findings[0];
//! assert_eq!(finding.rule.id, "magnitude-slip");
//! assert_eq!(finding.suggestion.as_deref(), Some("3.5 trillion won"));
//! ```
//!
//! # Words
//!
//! A [`Document`](model::Document) is an article on one side; its sentences are [`Passage`](model::Passage)s. A
//! [`Mention`](model::Mention) is a span read as a [`Value`](model::Value), with how sure the text is of it. A
//! [`Pairing`](model::Pairing) says which passages render which. A [`Finding`](model::Finding) is one suspect place, told by
//! a [`Rule`](model::Rule); all findings of a pair, with counts of what was compared, are its [`Outcome`](model::Outcome).
//!
//! # Parts
//!
//! [`pipeline`] is where the stages meet: [`segment`], [`extract`], [`align`], [`check`] (over [`compare`], [`names`] and [`house`]),
//! [`judge`]. [`record`] signs what came of it, and verifies that; [`archive`] keeps what came of many articles. [`ingest`] makes
//! documents of files and streams before it, [`fetch`] brings articles from the web, [`report`] renders what comes of it, [`review`] is the
//! editor's page, and [`cli`] is the program. `ARCHITECTURE.md` says why it is built like this.
//!
//! # To do this or that
//!
//! - Read an article from bytes or a file: [`ingest::load_bytes`], [`ingest::load`]; from a stream: [`ingest::PairReader`].
//! - Fetch an article from the web: [`fetch::Fetcher::article`].
//! - See what is read in a text: [`pipeline::read`]; compare two values: [`compare::agree()`].
//! - Try the program on translations with one figure changed: [`selftest::Bench`].
//! - Tell whether a spelling renders a name: [`names::name_match`].
//! - Render a report: [`report::terminal`], [`report::json`]. Find the line and column of a place: [`text::LineIndex`].
//! - Lead a place back to the text as given: [`Document::original`](model::Document::original). Places in findings are in
//!   bytes of the reading form; reports speak of the text as given.
//!
//! # What it does not do
//!
//! It does not judge meaning beyond figures and names, and asks the network
//! only for articles whose addresses it is given. The order of
//! findings and every byte of a report depend on the input alone. The interface of the library may change between minor
//! versions; that of the program (options, exit codes, JSON under its schema ids) does not.

pub mod align;
pub mod archive;
pub mod check;
pub mod cli;
pub mod compare;
pub mod config;
pub mod extract;
pub mod fetch;
pub mod git;
pub mod house;
pub mod ingest;
pub mod judge;
pub mod model;
pub mod names;
pub mod packs;
pub mod pipeline;
pub mod record;
pub mod report;
pub mod review;
pub mod revise;
pub mod segment;
pub mod selftest;
pub mod text;
