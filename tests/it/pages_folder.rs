//! A folder of pages, a file for each article: whatever articles are called, no file leads out of the folder, and none is lost to another.

use crate::support::{Place, good, pair};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

const NAMES: [&str; 24] = [
    "../../escape", "/etc/passwd", "C:\\Windows\\x", "con", "NUL.md", "lpt1.txt", "index", "INDEX.HTML", "a/b", "a\\b", "A:B", "각",
    "\u{1100}\u{1161}\u{11a8}", "Straße", "STRASSE", "", ".", "..", "\u{202e}gpj.exe", "a\u{0}b", "x<script>alert(1)</script>", "-rf", "trailing. ",
    "line\nbreak",
];

fn names(place: &Place, folder: &str) -> BTreeSet<String> {
    let all = std::fs::read_dir(place.path().join(folder)).expect("a folder").map(|e| e.expect("is there"));
    all.map(|e| {
        assert!(e.file_type().expect("a type").is_file(), "{e:?}");
        e.file_name().into_string().expect("is Unicode")
    })
    .collect()
}

fn stream() -> String {
    let long = ["가".repeat(300), format!("{}나", "가".repeat(300))];
    let all = NAMES.into_iter().chain(long.iter().map(String::as_str));
    all.map(|id| pair(id, "정부는 도로에 3조5000억원을 쓴다고 밝혔다.", "The government said it will spend 3.5 billion won on roads.")).collect()
}

#[test]
fn articles_are_files_whatever_they_are_called() {
    let place = Place::new();
    let run = |jobs: &str| place.run_on(&["check", "--pairs", "-", "--output", "html=out/pages/", "--jobs", jobs], stream());
    let first = run("1");
    assert_eq!(first.code, 1, "{}", first.err);
    assert!(first.out.contains("finding"), "{}", first.out);
    let files = names(&place, "out/pages");
    assert_eq!(files.len(), NAMES.len() + 2 + 1, "{files:?}");
    let kinds: BTreeSet<String> = files.iter().map(|n| n.nfkc().collect::<String>().to_uppercase().to_lowercase()).collect();
    assert_eq!(kinds.len(), files.len(), "two are one file somewhere: {files:?}");
    assert!(files.iter().all(|n| n.len() <= 140), "{files:?}");
    assert_eq!(names(&place, "out/pages"), files);
    assert_eq!(std::fs::read_dir(place.path()).expect("a folder").count(), 1, "something lies outside");
    assert_eq!(std::fs::read_dir(place.path().join("out")).expect("a folder").count(), 1, "something lies outside");

    // The index leads to each of them, by a name that is there, and each leads back.
    let index = place.read("out/pages/index.html");
    let hrefs: Vec<String> = index.split(" data-href=\"").skip(1).map(|r| r.split('"').next().expect("ends").to_owned()).collect();
    let led: BTreeSet<String> = hrefs.iter().map(|h| percent(h)).collect();
    assert_eq!((led.len(), hrefs.len()), (NAMES.len() + 2, NAMES.len() + 2));
    assert!(led.iter().all(|n| files.contains(n)) && !led.contains("index.html"), "{led:?}");
    for name in &led {
        let page = place.read(&format!("out/pages/{name}"));
        assert!(page.contains("<link rel=\"index\" href=\"index.html\">") && page.matches("class=\"article\"").count() == 1, "{name}");
        assert!(page.contains("magnitude-slip") && page.ends_with("</html>\n"), "{name}");
    }
    assert!(!index.contains("<script>alert(1)"), "markup of a name");

    // A run again writes the same bytes, at any number of threads.
    let before: Vec<String> = files.iter().map(|n| place.read(&format!("out/pages/{n}"))).collect();
    assert_eq!(run("4").code, 1);
    assert_eq!(files.iter().map(|n| place.read(&format!("out/pages/{n}"))).collect::<Vec<_>>(), before);
}

/// What a reference says once its escapes are read.
fn percent(href: &str) -> String {
    url::form_urlencoded::parse(format!("a={href}").as_bytes()).next().expect("one").1.into_owned()
}

#[test]
fn nobody_elses_file_is_written_over() {
    let place = Place::new();
    let check = |to: &str| place.run_on(&["check", "--pairs", "-", "--output", &format!("html={to}")], good("roads"));
    place.file("pages/roads.html", "<p>ours</p>");
    let refused = check("pages/");
    assert!(refused.code == 3 && refused.err.contains("roads.html") && refused.err.contains("none of ours"), "{refused:?}");
    assert_eq!(place.read("pages/roads.html"), "<p>ours</p>");
    assert_eq!(names(&place, "pages").len(), 1, "neither an index nor anything half");
    place.file("site/index.html", "<p>ours</p>");
    // A folder that is there is meant as one, with or without a stroke behind its name.
    let refused = check("site");
    assert!(refused.code == 2 && refused.err.contains("index.html") && refused.err.contains("nothing was checked"), "{refused:?}");
    assert_eq!(names(&place, "site").len(), 1);

    #[cfg(unix)]
    {
        place.file("precious.txt", "precious");
        std::fs::create_dir(place.path().join("links")).expect("a folder");
        std::os::unix::fs::symlink(place.path().join("precious.txt"), place.path().join("links/roads.html")).expect("a link");
        assert_eq!(check("links").code, 0);
        assert_eq!(place.read("precious.txt"), "precious", "what a link leads to");
        assert!(!place.path().join("links/roads.html").is_symlink());
    }
    // Nothing to check is no good end, and the index says so.
    let none = place.run_on(&["check", "--pairs", "-", "--output", "html=none/"], "");
    assert!(none.code != 0 && place.read("none/index.html").contains("nothing was checked"), "{none:?}");
}
