//! Tests of the program from outside. One binary, so that it is linked once.

#![expect(clippy::disallowed_methods, reason = "tests read and write files of their own")]
#![expect(clippy::cast_possible_truncation, reason = "offsets in JSON are small here")]
#![expect(clippy::format_collect, clippy::format_push_string, reason = "reports of failures need not be fast")]

/// The allocator of the program, so that what is measured is what runs.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The program's parts against the plan: who may use whom, and who may print.
mod architecture;
/// The archive: what is checked again, bad items, damaged stores, one run at a time.
mod archive;
/// Stores whose bytes were changed by something else.
mod archive_damage;
/// A run that is killed at any moment.
mod archive_kill;
/// What an archive teaches: names, precedent, words for pairing, confidence, its memory.
mod archive_learn;
/// The archive from one end to the other.
mod archive_whole;
/// Files of both languages: what is found where, what is not checked, XLIFF written back.
mod bilingual;
/// Commands, options and exit codes.
mod cli;
/// The configuration file: finding it, and what is said about mistakes in it.
mod config;
/// Pairing of whole documents, roughened, moved and mismatched.
mod documents;
/// Drafts and edited texts: whose words they are, what edits repaired and introduced.
mod drafts;
/// The corpora of duckling, where they lie beside the repository: values against values.
mod duckling;
/// Names in Korean alone, against judged sentences.
mod entities;
/// Rows of the sets beside the repository that expect something wrong.
mod expectations;
/// Articles of the web, from real servers: what is asked, what is refused, what is an article.
mod fetch;
/// Folders and manifests: which pairs are found, and what is said about the rest.
mod folder;
/// Files as they come: encodings, marks, what is no text at all.
mod formats;
/// The gate of a repository: what a change touches, waivers, baselines, and what cannot be read.
mod gate;
/// Whole articles with planted errors: found as they stand, let pass once they are right.
mod golden;
/// Values as duckling's corpora write them.
mod haskell;
/// Input that is meant to hurt: far too much of one thing, markup without end, characters that act on terminals.
mod hostile;
/// House lists through the program: where they are looked for, how mistakes are told, the lint.
mod house;
/// Laws: what must not change when the text changes in ways that mean nothing, and what holds of any text at all.
mod laws;
/// The language server, as an editor speaks to it.
mod lsp;
/// The tables of corpus/mentions: each surface against the value of its row.
mod mentions;
/// Times as duckling's corpora tell them, against what was read.
mod moments;
/// Names across the scripts: the trained table, its training, and the command that draws a reading.
mod names;
/// Numbers spelled out by other programs, read back.
mod numerals;
/// Reports for machines that review changes, several at once.
mod outputs;
/// Packaging: what the action, the hooks, the template and the image name exists.
mod packaging;
/// Language packs: made, used, verified, taken away, and what is said when they cannot be.
mod packs;
/// The page for editors: what it shows of an article, and the file that works without a server.
mod page;
/// The registry of rules and their pages: form, and every example run.
mod pages;
/// A folder of pages for editors, a file for each article: what their names come to.
mod pages_folder;
/// Pairings side by side and as translation memories.
mod pairing;
/// Short passages in many wordings: right ones are let pass, errors are located.
mod passages;
/// Old magazines with judged figures.
mod periodicals;
/// What the house decides: sections, paths, profiles, leave for editors; what is shown of it, and its schema.
mod policy;
/// Work that grows faster than what it is given: every rule, every reader, input doubled again and again.
mod quadratic;
/// Readers of reports for machines, as the programs read them that they are made for.
mod readers;
/// The documentation against the program: what the README shows is what is printed.
mod readme;
/// Records of provenance: vectors, keys, the whole way from a check to a sign-off, and what is said when it no longer holds.
mod records;
/// Reports for machines, from rows made by hand: limits, what was decided, units of columns.
mod reports;
/// The editor's page: its interface, attacks on it, what is left when it is killed.
mod review;
/// Updated articles: what is stale, what was put right, what was missed.
mod revisions;
/// JSON Schemas: current, and held by what is really written.
mod schema;
/// SECURITY.md: every claim names a test that exists.
mod security;
/// The mutation test that ships with the program.
mod selftest;
/// Lengths of time in another project's specification.
mod specs;
/// Streams of pairs: order, bad lines, threads, readers that go away.
mod stream;
/// Running the program without anything of the machine it runs on.
mod support;
/// Records that were altered, cut, spliced, replayed, rolled back: none is accepted, each for its own reason.
mod tampering;
/// The table of units and currencies: every way to write one is read as that one.
mod units;
/// What waivers cover, and what is said of those that cover nothing.
mod waivers;
