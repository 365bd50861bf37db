//! House lists through the program: where they are looked for, how mistakes are told, the lint.

use crate::support::Place;

const LIST: &str =
    "ko,en,kind,allowed,forbidden,from,to,note\n한가온,Han Ga-on,person,,,,2025-06-03,\n한가온,Han Ga On,person,,,2025-06-04,,asked for by her office\n";
const CONFIG: &str = "[names]\nhouse = [\"lists/house.csv\"]\n";

fn place() -> Place {
    let place = Place::new();
    place.file("config.toml", CONFIG).file("lists/house.csv", LIST);
    place.file("a/ko.md", "한가온 장관은 회의를 열었다.\n").file("a/en.md", "Minister Han Ga-on held a meeting.\n");
    place
}

#[test]
fn an_article_is_judged_by_the_row_of_its_day() {
    let place = place();
    let on = |day: &str| place.run(&["check", "a/ko.md", "a/en.md", "--date", day, "--format", "json"]);
    let after = on("2025-06-04");
    assert_eq!(after.code, 1, "{}", after.err);
    assert!(after.out.contains("house-spelling") && after.out.contains("the house spells 한가온 Han Ga On; the English has Han Ga-on"), "{}", after.out);
    assert!(after.out.contains("until 2025-06-03") && after.out.contains("asked for by her office"), "{}", after.out);
    assert_eq!(on("2025-06-03").code, 0);
}

#[test]
fn lists_are_read_as_spreadsheets_of_korea_save_them() {
    let place = place();
    let (cp949, _, _) = encoding_rs::EUC_KR.encode(LIST);
    place.file("lists/house.csv", &cp949);
    assert_eq!(place.run(&["check", "a/ko.md", "a/en.md", "--date", "2025-06-04"]).code, 1);
}

#[test]
fn a_list_that_is_not_there_or_is_wrong_stops_the_run() {
    let place = place();
    place.file("lists/house.csv", "ko,en,from\n한가온,Han Ga-on,June\n");
    let wrong = place.run(&["check", "a/ko.md", "a/en.md"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""));
    assert!(wrong.err.contains("house.csv:2:1") && wrong.err.contains("“June” is not a date"), "{}", wrong.err);
    place.file("config.toml", "[names]\nhouse = [\"gone.csv\"]\n");
    let gone = place.run(&["check", "a/ko.md", "a/en.md"]);
    assert_eq!(gone.code, 2);
    assert!(gone.err.contains("gone.csv") && gone.err.contains("could not be read"), "{}", gone.err);
    place.file("config.toml", "[names]\nhouse = \"lists/house.csv\"\n");
    assert!(place.run(&["check", "a/ko.md", "a/en.md"]).err.contains("`house` must be an array of strings"));
}

#[test]
fn the_lint_points_at_contradictions() {
    let place = place();
    let good = place.run(&["house", "lint"]);
    assert_eq!((good.code, good.out.as_str()), (0, "2 rows in 1 list: 0 contradictions\n"), "{}", good.err);
    place.file("more.csv", "ko,en,kind\n한가온,Han Gaon,person\n도담군,Dodam County,place\n");
    let run = place.run(&["house", "lint", "lists/house.csv", "more.csv"]);
    assert_eq!(run.code, 1, "{}", run.err);
    insta::assert_snapshot!(run.out, @r#"
    error: two spellings of 한가온 hold on the same days: “Han Ga-on” and “Han Gaon”
      ╭▸ more.csv:2:1
      │
    2 │ 한가온,Han Gaon,person
      │ ━━━━━━━━━━━━━━━━━━━━━━ end one row with `to`, or put one spelling under `allowed`
      │
      ╰ help: the other row is “한가온” = “Han Ga-on” in lists/house.csv

    4 rows in 2 lists: 1 contradiction
    "#);
    assert_eq!(place.run(&["house", "lint", "more.csv"]).code, 0);
    place.file("config.toml", "");
    assert_eq!(place.run(&["house", "lint"]).code, 2);
}
