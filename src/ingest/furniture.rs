//! Tells the furniture of an article (bylines, captions, notices of translation, copyright lines) from its news, by the
//! form of the line alone. Runs over a document after its format was read; what is marked here is not compared as news.
//!
//! A missed byline costs a doubtful finding, news taken for furniture costs every error in it: so each form is narrow,
//! bound in length, and asks for its marks at the start or the end of the line.

use crate::ingest::byline::{dateline, is_byline, signature};
use crate::ingest::caption::is_caption;
use crate::ingest::notice::{is_copyright, is_translation_notice};
use crate::model::{Block, BlockKind, Document};
use crate::text::Span;

/// Furniture is short; nothing longer (in bytes) is looked at.
const LONGEST: usize = 400;
/// Blocks at each end of an article among which a byline may stand.
const ENDS: usize = 3;
/// Lines that are peeled off each end of a paragraph.
const PEELED: usize = 4;

/// Where in its article a line stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Place {
    /// Among the first blocks.
    pub start: bool,
    /// Among the last blocks.
    pub end: bool,
}

/// What kind of furniture a line or a short block is; `None` when it is news.
///
/// ```
/// use daejo::ingest::furniture::{Place, kind_of};
/// use daejo::model::BlockKind;
/// let end = Place { start: false, end: true };
/// assert_eq!(kind_of("김하늘 기자 haneul@daehan.example", end), Some(BlockKind::Byline));
/// assert_eq!(kind_of("김하늘 기자가 이를 처음 보도했다.", end), None);
/// ```
pub fn kind_of(line: &str, place: Place) -> Option<BlockKind> {
    let line = line.trim().trim_matches('*').trim();
    if line.is_empty() || line.len() > LONGEST {
        return None;
    }
    if is_copyright(line) {
        Some(BlockKind::Copyright)
    } else if is_translation_notice(line) {
        Some(BlockKind::TranslationNotice)
    } else if is_byline(line, place) {
        Some(BlockKind::Byline)
    } else if is_caption(line, place) {
        Some(BlockKind::Caption)
    } else {
        None
    }
}

/// From this length on, in bytes, a block that is all there is is news.
const ALONE: usize = 100;

/// Marks the furniture among the news blocks of a document; parts it from the news that it shares a block with.
pub fn classify(document: &mut Document<'_>) {
    if is_one_passage(document) {
        return;
    }
    let blocks = std::mem::take(&mut document.blocks);
    let text = document.text();
    let count = blocks.len();
    let mut out = Vec::with_capacity(count);
    for (i, block) in blocks.into_iter().enumerate() {
        let place = Place { start: i < ENDS, end: i + ENDS >= count };
        if block.kind.is_news() {
            split(text, block, place, &mut out);
        } else {
            out.push(block);
        }
    }
    // Where captions are all there is, they are what somebody wanted compared.
    if !out.iter().any(|b| b.kind.is_news()) {
        for block in out.iter_mut().filter(|b| b.kind == BlockKind::Caption) {
            block.kind = BlockKind::Paragraph;
        }
    }
    document.blocks = out;
    document.join_lines();
}

/// Whether all there is is one passage of news, and no mere line: what somebody wanted compared.
fn is_one_passage(document: &Document<'_>) -> bool {
    let [block] = &document.blocks[..] else { return false };
    block.kind.is_news() && block.span.len() > ALONE && memchr::memchr(b'\n', block.span.slice(document.text()).as_bytes()).is_none()
}

/// Adds a news block, taken apart where furniture stands at its start or end.
fn split(text: &str, block: Block, place: Place, out: &mut Vec<Block>) {
    let Span { mut start, mut end } = block.span;
    let body = block.span.slice(text);
    if body.len() <= LONGEST && !body.contains('\n') {
        if let Some(kind) = kind_of(body, place) {
            out.push(Block { kind, ..block });
            return;
        }
    } else if body.contains('\n') {
        start = peel_first_lines(text, block.span, place, out);
    }
    let mut tail = Vec::new();
    if body.contains('\n') && start < end {
        end = peel_last_lines(text, Span::new(start, end), place, &mut tail);
    }
    if place.start
        && let Some(at) = text.get(start..end).and_then(dateline)
    {
        push(text, Span::new(start, start + at), BlockKind::Byline, out);
        start += at;
    }
    if place.end
        && let Some(at) = text.get(start..end).and_then(signature)
    {
        push(text, Span::new(start + at, end), BlockKind::Byline, &mut tail);
        end = start + at;
    }
    push(text, Span::new(start, end), block.kind, out);
    out.extend(tail.into_iter().rev());
}

/// Moves furniture lines from the start of a block to `out`; returns where the rest starts.
fn peel_first_lines(text: &str, span: Span, place: Place, out: &mut Vec<Block>) -> usize {
    let mut start = span.start;
    for _ in 0..PEELED {
        let Some(end) = text.get(start..span.end).and_then(|t| t.find('\n')).map(|i| start + i) else { break };
        let Some(kind) = text.get(start..end).and_then(|line| kind_of(line, place)) else { break };
        push(text, Span::new(start, end), kind, out);
        start = end + 1;
    }
    start
}

/// Moves furniture lines from the end of a block to `tail`, last first; returns where the rest ends.
fn peel_last_lines(text: &str, span: Span, place: Place, tail: &mut Vec<Block>) -> usize {
    let mut end = span.end;
    for _ in 0..PEELED {
        let Some(rest) = text.get(span.start..end) else { break };
        let start = rest.rfind('\n').map_or(span.start, |i| span.start + i + 1);
        let Some(kind) = text.get(start..end).and_then(|line| kind_of(line, place)) else { break };
        push(text, Span::new(start, end), kind, tail);
        if start == span.start {
            return start;
        }
        end = start - 1;
    }
    end
}

/// Adds a block without the space around it, unless nothing is left.
fn push(text: &str, span: Span, kind: BlockKind, out: &mut Vec<Block>) {
    let body = span.slice(text);
    let trimmed = body.trim();
    if !trimmed.is_empty() {
        let start = span.start + (body.len() - body.trim_start().len());
        out.push(Block { span: Span::new(start, start + trimmed.len()), kind });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use proptest::prelude::*;

    fn blocks(text: &str) -> Vec<(BlockKind, &str)> {
        let mut d = Document::plain(Lang::Ko, "t", text);
        classify(&mut d);
        d.blocks.iter().map(|b| (b.kind, d.original(b.span).slice(text))).collect()
    }

    #[test]
    fn an_article_with_all_its_furniture() {
        use BlockKind::{Byline, Caption, Copyright, Paragraph, TranslationNotice};
        let ko = "김하늘 기자 haneul@daehan.example\n\n정부가 14일 대책을 내놨다.\n\n▲ 김민석 국무총리가 14일 회의를 주재하고 있다. /연합뉴스\n\n총리는 \"차질 없이 하겠다\"고 말했다.\n\nⓒ 대한일보, 무단 전재 및 재배포 금지";
        let kinds: Vec<_> = blocks(ko).into_iter().map(|b| b.0).collect();
        assert_eq!(kinds, [Byline, Paragraph, Caption, Paragraph, Copyright]);
        let en = "BY KIM HA-NEUL [haneul@daehan.example]\n\nThe government announced measures on Monday.\n\nPrime Minister Kim Min-seok presides over a meeting on April 14. [YONHAP]\n\nTranslated from the Korean using generative AI and edited by Daehan Daily staff.";
        let kinds: Vec<_> = blocks(en).into_iter().map(|b| b.0).collect();
        assert_eq!(kinds, [Byline, Paragraph, Caption, TranslationNotice]);
    }

    #[test]
    fn lines_and_datelines_are_parted_from_the_news_in_their_block() {
        use BlockKind::{Byline, Copyright, Paragraph};
        let ko = "(서울=연합뉴스) 김하늘 기자 = 정부가 14일 대책을 내놨다.\n\n총리는 회의를 열었다. 김하늘 기자 haneul@daehan.example\nⓒ 대한일보, 무단전재 및 재배포 금지";
        assert_eq!(
            blocks(ko),
            [
                (Byline, "(서울=연합뉴스) 김하늘 기자 ="),
                (Paragraph, "정부가 14일 대책을 내놨다."),
                (Paragraph, "총리는 회의를 열었다."),
                (Byline, "김하늘 기자 haneul@daehan.example"),
                (Copyright, "ⓒ 대한일보, 무단전재 및 재배포 금지"),
            ]
        );
        let en = "SEOUL, April 15 (Yonhap) -- The government announced measures.";
        assert_eq!(blocks(en), [(Byline, "SEOUL, April 15 (Yonhap) --"), (Paragraph, "The government announced measures.")]);
    }

    #[test]
    fn a_caption_alone_is_compared() {
        assert_eq!(blocks("김민석 국무총리가 14일 회의를 주재하고 있다. /연합뉴스")[0].0, BlockKind::Paragraph);
    }

    proptest! {
        #[test]
        fn blocks_stay_in_order_and_inside(t in "(\\PC|[\n.=()@▲ⓒ\\[\\]/]|기자|말했다\\. |사진|By |\\(Yonhap\\) -- |a@b\\.kr){0,40}") {
            let mut d = Document::plain(Lang::Ko, "t", &t);
            classify(&mut d);
            let mut at = 0;
            for b in &d.blocks {
                prop_assert!(b.span.start >= at && !b.span.is_empty());
                prop_assert!(d.text().get(b.span.start..b.span.end).is_some());
                at = b.span.end;
            }
        }
    }
}
