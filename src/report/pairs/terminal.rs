//! A pairing side by side at a terminal: the Korean left, the English right, wrapped to the width that there is. Hangul takes two
//! cells. Doubtful links have a question mark and their score, what has no counterpart is set off.

use super::super::style::{BLUE, BOLD, GREEN, Look, RED, YELLOW};
use super::super::summary::plural;
use super::super::{escape, summary};
use super::{Paired, Row};
use crate::text::lines::cells;
use std::fmt::Write;
use unicode_segmentation::UnicodeSegmentation;

/// Cells before the two columns: a mark, and the score of a doubtful link.
const GUTTER: usize = 7;
/// What parts the columns.
const BAR: &str = " │ ";

/// One pair.
pub fn table(paired: &Paired<'_>, look: &Look) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    write(&mut out, paired, look).unwrap_or(());
    out
}

/// A pair that was not read.
pub fn not_read(id: &str, reason: &str, look: &Look) -> String {
    summary::not_checked(id, reason, look).replacen("not checked", "not paired", 1)
}

fn write(out: &mut String, paired: &Paired<'_>, look: &Look) -> std::fmt::Result {
    let name = if paired.is_files() { format!("{} ↔ {}", paired.source.name, paired.target.name) } else { paired.id.to_owned() };
    if look.quiet {
        return Ok(());
    }
    writeln!(out, "{}\n", look.paint(BOLD, &escape::visible(&name)))?;
    let (mut pairs, mut doubtful, mut korean, mut english) = (0, 0, 0, 0);
    for row in paired.rows() {
        line(out, &row, look)?;
        pairs += usize::from(row.link.is_pair());
        doubtful += usize::from(row.link.is_doubtful());
        korean += if row.en.is_empty() { row.link.source.len() } else { 0 };
        english += if row.ko.is_empty() { row.link.target.len() } else { 0 };
    }
    let mut parts = vec![look.paint(GREEN, &plural(pairs, "pair", "pairs"))];
    for (n, style, word) in [(doubtful, YELLOW, "doubtful"), (korean, RED, "in Korean only"), (english, RED, "in English only")] {
        if n > 0 {
            parts.push(look.paint(style, &format!("{n} {word}")));
        }
    }
    writeln!(out, "{}\n", parts.join(", "))
}

fn line(out: &mut String, row: &Row<'_>, look: &Look) -> std::fmt::Result {
    let room = look.width.saturating_sub(GUTTER + cells(BAR)).max(20);
    let (left, right) = (room / 2, room - room / 2);
    let (ko, en) = (wrap(&row.ko, left), wrap(&row.en, right));
    let (mark, style) = match (row.ko.is_empty(), row.en.is_empty()) {
        (true, _) => ("+".to_owned(), RED),
        (_, true) => ("-".to_owned(), RED),
        _ if row.link.is_doubtful() => (format!("? {:.2}", row.link.score), YELLOW),
        _ if row.moved => ("~".to_owned(), BLUE),
        _ => (String::new(), BLUE),
    };
    let none = |side: &str, empty: bool| if empty { format!("(no {side})") } else { String::new() };
    for i in 0..ko.len().max(en.len()).max(1) {
        let mark = if i == 0 { mark.as_str() } else { "" };
        let cell = |lines: &[String], missing: String| lines.get(i).cloned().unwrap_or(if i == 0 { missing } else { String::new() });
        let (ko, en) = (cell(&ko, none("Korean", row.ko.is_empty())), cell(&en, none("English", row.en.is_empty())));
        let pad = " ".repeat(left.saturating_sub(cells(&ko)));
        let gutter = " ".repeat(GUTTER.saturating_sub(cells(mark)));
        let alone = |text: &str, side: bool| if side { look.paint(RED, text) } else { text.to_owned() };
        let (ko, en) = (alone(&ko, row.en.is_empty() || row.ko.is_empty()), alone(&en, row.ko.is_empty() || row.en.is_empty()));
        let text = format!("{}{gutter}{ko}{pad}{}{en}", look.paint(style, mark), look.paint(BLUE, BAR));
        writeln!(out, "{}", text.trim_end())?;
    }
    writeln!(out)
}

/// Lines of at most `width` cells: parted at spaces, and inside of words that are wider.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0);
    for word in escape::visible(text).split(' ').filter(|w| !w.is_empty()) {
        let wide = cells(word);
        if used > 0 && used + 1 + wide > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        if wide <= width {
            line.push_str(word);
            used += wide;
            continue;
        }
        for g in word.graphemes(true) {
            let wide = cells(g);
            if used > 0 && used + wide > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push_str(g);
            used += wide;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, Lang, Link, Pairing, Passage, Reading, Severity};
    use proptest::prelude::*;

    const LOOK: Look = Look { colour: false, width: 60, quiet: false, limit: Some(Severity::Major), decided: false };

    fn report(ko: &str, en: &str, links: Vec<Link>, look: &Look) -> String {
        let (source, target) = (Document::plain(Lang::Ko, "a.ko.md", ko), Document::plain(Lang::En, "a.en.md", en));
        let read = |d: &Document<'_>| {
            let passages = d.blocks.iter().enumerate().map(|(block, b)| Passage { span: b.span, kind: b.kind, block }).collect();
            Reading { passages, ..Reading::default() }
        };
        let (x, y, pairing) = (read(&source), read(&target), Pairing { links });
        table(&Paired { id: "a", source: &source, target: &target, ko: &x, en: &y, pairing: &pairing, date: None, least: 0.0 }, look)
    }

    fn links() -> Vec<Link> {
        let link = |source, target, score| Link { source, target, score };
        vec![link(0..1, 0..1, 0.99), link(1..2, 1..1, 0.0), link(2..3, 1..2, 0.41), link(3..3, 2..3, 0.0)]
    }

    const KO: &str = "해양수산부는 12일 새 여객부두를 짓는 공사에 3조5000억원을 배정한다고 알렸다.\n\n공사는 내년에 시작한다.\n\n주민은 반긴다.";
    const EN: &str =
        "The Oceans Ministry said Wednesday that it will assign 3.5 trillion won to new wharves.\n\nResidents may object.\n\nThe port opened in 1911.";

    #[test]
    fn hangul_takes_two_cells_and_what_stands_alone_stands_out() {
        insta::assert_snapshot!(report(KO, EN, links(), &LOOK), @r"
        a.ko.md ↔ a.en.md

               해양수산부는 12일 새      │ The Oceans Ministry said
               여객부두를 짓는 공사에    │ Wednesday that it will
               3조5000억원을 배정한다고  │ assign 3.5 trillion won
               알렸다.                   │ to new wharves.

        -      공사는 내년에 시작한다.   │ (no English)

        ? 0.41 주민은 반긴다.            │ Residents may object.

        +      (no Korean)               │ The port opened in 1911.

        2 pairs, 1 doubtful, 1 in Korean only, 1 in English only
        ");
    }

    #[test]
    fn colours_change_nothing_but_colours() {
        let coloured = report(KO, EN, links(), &Look { colour: true, ..LOOK });
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), report(KO, EN, links(), &LOOK));
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked_and_no_letter_is_lost(text in "([a-z가-힣]{0,12} |\u{1b}|👩‍👩‍👧|e\u{301}){0,20}", width in 12_usize..40) {
            let lines = wrap(&text, width);
            prop_assert!(lines.iter().all(|l| cells(l) <= width), "{lines:?}");
            let letters = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&escape::visible(&text)));
        }
    }
}
