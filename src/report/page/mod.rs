//! An article as an editor sees it, Korean beside English: everything that a page shows of one pair, as JSON for a server, and as a
//! single file that needs none. The same script draws both.

mod context;
pub mod html;
mod marks;
mod side;
mod v1;
mod view;

pub use context::{Context, Romanise};
pub use v1::{
    BlockV1, CutV1, DraftV1, HandV1, LinkV1, MarkV1, PAGE, PageFindingV1, PageV1, PassageV1, RepairedV1, RuleV1, SideV1, StateV1, UncheckedV1, ValuePairV1,
};
pub use view::{not_checked, view};

/// The style of the page.
pub const STYLE: &str = concat!(include_str!("assets/base.css"), include_str!("assets/article.css"), include_str!("assets/panel.css"));

/// The script that draws the page: words in two languages, text with its marks, links, list of findings. It does nothing until
/// something is shown with it.
pub const SCRIPT: &str = concat!(
    "'use strict';\n",
    include_str!("assets/words.js"),
    include_str!("assets/dom.js"),
    include_str!("assets/text.js"),
    include_str!("assets/links.js"),
    include_str!("assets/card.js"),
    include_str!("assets/list.js"),
    include_str!("assets/view.js"),
);
