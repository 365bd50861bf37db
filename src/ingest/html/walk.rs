//! Walks the elements of a page and collects its words as blocks. Part of [`crate::ingest::html`]. Nothing here recurses:
//! pages may be nested as deep as they like.

use crate::model::{Block, BlockKind};
use crate::text::Span;
use dom_query::{NodeData, NodeRef};

/// The words of a page or of a part of it, paragraphs parted by blank lines.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
}

/// A step of a walk in document order.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'n, 'd> {
    Enter(&'n NodeRef<'d>),
    Leave(&'n NodeRef<'d>),
}

/// Nodes that may still be looked at to decide whether elements are junk.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Self(1_000_000)
    }
}

/// Walks everything under `root`, itself included. `visit` says whether to go into what was entered.
pub(super) fn steps<'d>(root: &NodeRef<'d>, mut visit: impl FnMut(Step<'_, 'd>) -> bool) {
    let mut node = *root;
    loop {
        let inside = visit(Step::Enter(&node));
        if let Some(child) = node.first_child().filter(|_| inside) {
            node = child;
            continue;
        }
        loop {
            visit(Step::Leave(&node));
            if node.id == root.id {
                return;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return };
            node = parent;
        }
    }
}

/// Characters of the words under `root`, counted up to `most`.
pub(super) fn length(root: &NodeRef<'_>, most: usize, budget: &mut Budget) -> usize {
    let mut total = 0;
    steps(root, |step| {
        if let Step::Enter(node) = step {
            budget.0 = budget.0.saturating_sub(1);
            total += node.query_or(0, |n| if let NodeData::Text { contents } = &n.data { contents.trim().len() / 2 } else { 0 });
        }
        total < most && budget.0 > 0
    });
    total
}

/// Elements that never hold words of the article.
const SKIPPED: [&str; 27] = [
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select", "iframe", "svg", "math", "audio", "video", "object",
    "canvas", "input", "textarea", "head", "title", "dialog", "menu", "map", "embed", "datalist", "rt",
];
/// Words in a class or an id that mark what surrounds an article.
const JUNK: [&str; 27] = [
    "related", "relation", "recommend", "recommended", "ad", "ads", "advert", "advertisement", "banner", "promo", "sns", "share", "sharing", "social",
    "comment", "comments", "reply", "newsletter", "subscribe", "popular", "ranking", "breadcrumb", "sidebar", "gnb", "lnb", "hidden", "tags",
];
/// Elements that begin and end a block.
const BLOCKS: [&str; 37] = [
    "p", "div", "section", "article", "main", "header", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "thead",
    "tbody", "tfoot", "tr", "figure", "figcaption", "caption", "pre", "body", "html", "address", "center", "hr", "details", "summary", "fieldset", "hgroup",
];

/// Collects the words under `root`.
pub(super) fn words(root: &NodeRef<'_>) -> Words {
    let mut collector = Collector { kinds: Vec::new(), ..Collector::default() };
    let mut budget = Budget::default();
    let total = length(root, usize::MAX, &mut Budget::default());
    steps(root, |step| match step {
        Step::Enter(node) => {
            if node.is_text() {
                node.query(|n| {
                    if let NodeData::Text { contents } = &n.data {
                        collector.text(contents);
                    }
                });
                return false;
            }
            let Some(name) = node.node_name() else { return true };
            if SKIPPED.contains(&&*name) || node.id != root.id && is_junk(node, total, &mut budget) {
                return false;
            }
            collector.enter(node, &name);
            true
        }
        Step::Leave(node) => {
            if let Some(name) = node.node_name() {
                collector.leave(node, &name);
            }
            true
        }
    });
    collector.flush();
    collector.out
}

/// Whether an element is furniture of the page: hidden, or named so and holding only a small part of the words.
fn is_junk(node: &NodeRef<'_>, total: usize, budget: &mut Budget) -> bool {
    if node.has_attr("hidden") || node.attr("aria-hidden").is_some_and(|v| &*v == "true") {
        return true;
    }
    if node.attr("role").is_some_and(|r| matches!(&*r, "navigation" | "complementary" | "banner" | "contentinfo" | "search")) {
        return true;
    }
    let junk = |value: &str| value.len() < 400 && value.split([' ', '-', '_']).any(|w| JUNK.iter().any(|j| w.eq_ignore_ascii_case(j)));
    let named = node.class().is_some_and(|c| junk(&c)) || node.id_attr().is_some_and(|i| junk(&i));
    named && budget.0 > 0 && length(node, total * 3 / 10 + 1, budget) <= total * 3 / 10
}

#[derive(Debug, Default)]
struct Collector<'d> {
    out: Words,
    /// The block that is being collected.
    current: String,
    /// Whether the words before ended in space.
    space: bool,
    /// Elements that give their words a kind, innermost last.
    kinds: Vec<(NodeRef<'d>, BlockKind)>,
}

impl<'d> Collector<'d> {
    fn enter(&mut self, node: &NodeRef<'d>, name: &str) {
        match name {
            "br" => {
                self.current.push('\n');
                self.space = false;
            }
            "td" | "th" if !self.current.is_empty() => {
                self.current.push('\t');
                self.space = false;
            }
            _ if BLOCKS.contains(&name) => self.flush(),
            _ => {}
        }
        let class = || node.class().map(|c| c.to_ascii_lowercase()).unwrap_or_default();
        let kind = match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
            "li" => BlockKind::ListItem,
            "blockquote" => BlockKind::Quote,
            "tr" => BlockKind::Table,
            "figcaption" | "caption" => BlockKind::Caption,
            "p" | "div" | "span" | "em" | "figure" if is_caption_class(&class()) => BlockKind::Caption,
            "address" => BlockKind::Byline,
            "p" | "div" | "span" if is_byline_class(&class()) && length(node, 100, &mut Budget::default()) < 100 => BlockKind::Byline,
            _ => return,
        };
        // An inline caption or byline is a block of its own as well.
        self.flush();
        self.kinds.push((*node, kind));
    }

    fn leave(&mut self, node: &NodeRef<'d>, name: &str) {
        let ended = self.kinds.last().is_some_and(|(n, _)| n.id == node.id);
        if ended || BLOCKS.contains(&name) {
            self.flush();
        }
        if ended {
            self.kinds.pop();
        }
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}') {
                self.space = true;
            } else {
                if self.space && !self.current.is_empty() && !self.current.ends_with(['\n', '\t']) {
                    self.current.push(' ');
                }
                self.space = false;
                self.current.push(c);
            }
        }
    }

    /// Ends the block that is being collected; two line breaks in it part paragraphs.
    fn flush(&mut self) {
        self.space = false;
        if self.current.is_empty() {
            return;
        }
        let kind = self.kinds.last().map_or(BlockKind::Paragraph, |(_, kind)| *kind);
        let current = std::mem::take(&mut self.current);
        for part in current.split("\n\n").map(str::trim).filter(|p| !p.is_empty()) {
            if !self.out.text.is_empty() {
                self.out.text.push_str("\n\n");
            }
            let start = self.out.text.len();
            self.out.text.push_str(part);
            self.out.blocks.push(Block { span: Span::new(start, self.out.text.len()), kind });
        }
    }
}

fn is_caption_class(class: &str) -> bool {
    class.contains("caption") || class.contains("img_desc") || class.contains("photo_desc") || class.contains("img-desc") || class.contains("photo-desc")
}

fn is_byline_class(class: &str) -> bool {
    class.split([' ', '-', '_']).any(|w| matches!(w, "byline" | "reporter" | "journalist" | "author" | "writer"))
}
