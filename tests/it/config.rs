//! The configuration file: finding it, and what is said about mistakes in it.

use crate::support::{Place, good};

#[test]
fn the_nearest_file_upwards_counts() {
    let place = Place::new();
    place.file("a/b/ko.md", "3조원이다.").file("a/b/en.md", "It is 3 trillion won.").file("a/config.toml", "[wrong]\n");
    let run = place.run(&["check", "a/b/ko.md", "a/b/en.md"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("a/config.toml:1:2") || run.err.contains("config.toml:1:2"), "{}", run.err);
    place.file("a/b/config.toml", "# nothing\n");
    assert_eq!(place.run(&["check", "a/b/ko.md", "a/b/en.md"]).code, 0);
    assert_eq!(place.run(&["check", "a/b/ko.md", "a/b/en.md", "--config", "a/config.toml"]).code, 2);
}

#[test]
fn every_mistake_is_pointed_at() {
    let place = Place::new();
    place.file("config.toml", "[check]\nfail-on = \"mayor\"\n\n[limits]\nfile-bytes = \"10 MB\"\nlines = 3\n\n[rules]\nno-such-rule = \"off\"\n");
    let run = place.run_on(&["check", "--pairs", "-", "--config", "config.toml"], good("a"));
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @r#"
    error: 4 mistakes in the configuration; nothing was checked

    error: `fail-on` cannot be "mayor"
      ╭▸ config.toml:2:11
      │
    2 │ fail-on = "mayor"
      │           ━━━━━━━ one of critical, major, minor, info, never
      │
      ╰ help: did you mean "major"?

    error: `file-bytes` must be a whole number of bytes above zero
      ╭▸ config.toml:5:14
      │
    5 │ file-bytes = "10 MB"
      ╰╴             ━━━━━━━ this is of type string

    error: unknown key `lines` in [limits]
      ╭▸ config.toml:6:1
      │
    6 │ lines = 3
      │ ━━━━━ not known
      │
      ╰ help: known here: file-bytes, line-bytes

    error: there is no rule `no-such-rule`
      ╭▸ config.toml:9:1
      │
    9 │ no-such-rule = "off"
      │ ━━━━━━━━━━━━ not a rule
      │
      ╰ help: `daejo explain` lists the rules
    "#);
}

#[test]
fn the_command_line_is_stronger() {
    let place = Place::new();
    place.file("config.toml", "[limits]\nline-bytes = 40\n");
    let run = place.run_on(&["check", "--pairs", "-"], good("a"));
    assert_eq!(run.code, 3, "the limit holds: {run:?}");
    place.file("other.toml", "");
    assert_eq!(place.run_on(&["check", "--pairs", "-", "--config", "other.toml"], good("a")).code, 0);
}
