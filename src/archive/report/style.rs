//! How the page of a report looks. No script, nothing from elsewhere.

/// Classes of the lines of a plot, in order.
pub(super) const COLOURS: [&str; 6] = ["c1", "c2", "c3", "c4", "c5", "c6"];

pub(super) const HEAD: &str = r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>What the archive says</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; --c1: #0b62a4; --c2: #b8420f; --c3: #1a7f37; --c4: #7a3eb1; --c5: #8a6d00; --c6: #a4134c; }
@media (prefers-color-scheme: dark) { :root { --c1: #6cb6ff; --c2: #ff9b6b; --c3: #6fdd8b; --c4: #d2a8ff; --c5: #e3c54b; --c6: #ff8fb3; } }
body { max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2 { line-height: 1.2; } h2 { margin-top: 2.5rem; }
nav ul, .facts, .legend { display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; padding: 0; list-style: none; }
.facts strong { display: block; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; } table { border-collapse: collapse; }
th, td { text-align: start; vertical-align: top; padding: .25rem .7rem .25rem 0; border-top: 1px solid #8884; overflow-wrap: anywhere; }
td.n, td.n + td.n { text-align: end; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
figure { margin: 1rem 0; } figcaption { font-weight: 600; } svg { width: 100%; height: auto; }
.grid { stroke: #8884; } .scale { font-size: 11px; fill: currentColor; }
.line path { fill: none; stroke: currentColor; stroke-width: 2; } .line circle { fill: currentColor; }
.bars rect { fill: #8886; }
.legend li::before { content: "■ "; }
.c1 { color: var(--c1); } .c2 { color: var(--c2); } .c3 { color: var(--c3); } .c4 { color: var(--c4); } .c5 { color: var(--c5); } .c6 { color: var(--c6); }
details { margin: .3rem 0; } summary { cursor: pointer; overflow-wrap: anywhere; } details details { margin-inline-start: 1.2rem; }
.passage { border-inline-start: 3px solid #8886; margin: .6rem 0; padding-inline-start: .8rem; }
.passage p { margin: .2rem 0; overflow-wrap: anywhere; } mark { background: #fd08; color: inherit; }
.severity { font-weight: 600; } .critical { color: var(--c6); } .major { color: var(--c2); }
small { font-weight: 400; opacity: .8; }
</style>
</head>
<body>
"#;

/// A number with its thousands apart.
pub(super) fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
