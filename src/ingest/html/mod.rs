//! Reads a page: finds its article, and gives the words of it as paragraphs parted by blank lines, with what the page says
//! about it. Menus, advertisements, related stories and scripts stay behind. Used by [`crate::ingest::load_bytes`].

mod about;
mod guard;
mod meta;
mod walk;

use crate::model::{Block, Metadata};
use dom_query::{Document, NodeData, NodeRef};
use dom_smoothie::Readability;

pub(crate) use about::about;
pub use about::{About, When};
pub use guard::HtmlError;

/// Bytes of a page beyond which its article is not searched for by scoring, but taken as it stands.
const SCORED: usize = 4 << 20;
/// Depth of nesting up to which scoring is safe and quick.
const SCORED_DEPTH: usize = 200;
/// Bytes of texts times the signs in them that are escaped, up to which it is: for each, what writes the article anew looks through the rest.
const SCORED_ESCAPES: u64 = 1_000_000_000;
/// Characters that the body of an article has at least; less is a teaser.
const LEAST: usize = 60;

/// A page that was read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Page {
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) meta: Metadata,
    pub(crate) notes: Vec<String>,
}

/// Where publishing systems put the body of an article, the most telling first.
const BODIES: [&str; 6] = [
    "[itemprop=\"articleBody\"]",
    "#articleBody, #article-body, #article_body, #articleBodyContents, #articeBody, #newsct_article, #dic_area, #article-view-content-div, #news_body_id",
    ".article_body, .article-body, .articleBody, .article_txt, .article-text, .story-body, .news_body, .view_con, .article_content, .article-content",
    "article",
    "main",
    "[role=\"main\"]",
];

/// Reads the article of a page, or all the words of a piece of one.
///
/// # Errors
/// When the page is nested so deep or so large that taking it apart would not end in time.
pub(crate) fn read(source: &str) -> Result<Page, HtmlError> {
    guard::check(source)?;
    let mut page = Page::default();
    let document = Document::from(&*guard::tame(source));
    let Ok(mut readable) = Readability::with_document(document, None, None) else { return Ok(page) };
    (page.meta, page.notes) = meta::of(&readable);
    let whole = readable.doc.body().map(|b| walk::words(&b)).unwrap_or_default();
    let chosen = marked(&readable.doc).map(|node| walk::words(&node));
    let chosen = match chosen {
        Some(article) => article,
        None if is_page(source) && source.len() <= SCORED && can_be_scored(&readable.doc) => scored(&mut readable, &whole).unwrap_or(whole),
        None => whole,
    };
    page.text = chosen.text;
    page.blocks = chosen.blocks;
    Ok(page)
}

/// Takes a page apart, within bounds, for those who ask more of it than its article.
///
/// # Errors
/// As [`read`].
pub(crate) fn parse(source: &str) -> Result<Document, HtmlError> {
    guard::check(source)?;
    Ok(Document::from(&*guard::tame(source)))
}

/// Whether this is a page rather than a piece of one.
fn is_page(source: &str) -> bool {
    let start = source.trim_start();
    let lower = start.get(..start.len().min(2048)).or_else(|| start.get(..crate::text::lines::floor(start, 2048))).unwrap_or("").to_ascii_lowercase();
    ["<!doctype", "<html", "<head", "<body"].iter().any(|t| lower.contains(t))
}

/// The element that the page itself marks as the body of its article.
fn marked(document: &Document) -> Option<NodeRef<'_>> {
    BODIES.iter().find_map(|selector| {
        let found = document.select(selector);
        let longest =
            found.nodes().iter().take(200).map(|n| (walk::length(n, usize::MAX, &mut walk::Budget::default()), n)).max_by_key(|(length, _)| *length)?;
        (longest.0 >= LEAST).then_some(*longest.1)
    })
}

/// The article as scoring finds it, if it is a fair part of what the page holds.
fn scored(readable: &mut Readability, whole: &walk::Words) -> Option<walk::Words> {
    let article = readable.parse().ok()?;
    let found = Document::fragment(article.content);
    let words = walk::words(&found.root());
    (words.text.len() * 4 >= whole.text.len() && words.text.len() >= LEAST || words.text.len() >= 2000).then_some(words)
}

/// Whether elements are nested, and texts escaped, no more than scoring is quick with.
fn can_be_scored(document: &Document) -> bool {
    let (mut deepest, mut depth, mut escapes) = (0, 0_usize, 0_u64);
    let escaping = |text: &str| (text.bytes().filter(|b| matches!(b, b'&' | 0xC2)).count() as u64).saturating_mul(text.len() as u64);
    walk::steps(&document.root(), |step| {
        match step {
            walk::Step::Enter(node) => {
                depth += 1;
                escapes = escapes.saturating_add(node.query_or(0, |n| match &n.data {
                    NodeData::Text { contents } => escaping(contents),
                    NodeData::Element(e) => e.attrs.iter().fold(0, |sum, a| sum.saturating_add(escaping(&a.value))),
                    _ => 0,
                }));
            }
            walk::Step::Leave(_) => depth = depth.saturating_sub(1),
        }
        deepest = deepest.max(depth);
        true
    });
    deepest <= SCORED_DEPTH && escapes <= SCORED_ESCAPES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BlockKind;
    use proptest::prelude::*;
    use std::time::{Duration, Instant};

    const BODY: &str = "<p>정부가 14일 3조5000억원 규모의 대책을 내놨다. 반도체와 인공지능에 돈을 쓴다.</p><p>총리는 “차질 없이 하겠다”고 말했다. 야당은 <b>2조</b>원이면 된다고 했다.</p>";

    fn page(body: &str) -> String {
        format!(
            "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>대책 발표 - 대한일보</title><meta property=\"og:title\" content=\"정부, 3조 대책\"><meta property=\"article:published_time\" content=\"2025-04-14T20:00:00Z\"><meta name=\"author\" content=\"김하늘\"><script>var a = \"<p>99조</p>\";</script></head><body><nav><ul><li><a href=\"/\">정치 77</a></li></ul></nav>{body}<aside>많이 본 뉴스 88건</aside><footer>제보 02-123-4567</footer></body></html>"
        )
    }

    fn texts(page: &Page) -> Vec<(BlockKind, &str)> {
        page.blocks.iter().map(|b| (b.kind, b.span.slice(&page.text))).collect()
    }

    #[test]
    fn a_marked_article_is_taken_without_its_surroundings() {
        use BlockKind::{Caption, Heading, Paragraph};
        let html = page(&format!(
            "<h1>정부, 3조 대책</h1><div itemprop=\"articleBody\"><h2>소제목</h2><figure><img src=a alt=\"사진 7\"><figcaption>총리가 회의를 하고 있다.</figcaption></figure>{BODY}<div class=\"related-news\"><p>관련 기사 55건</p></div></div>"
        ));
        let page = read(&html).unwrap();
        assert_eq!(
            texts(&page),
            [
                (Heading, "소제목"),
                (Caption, "총리가 회의를 하고 있다."),
                (Paragraph, "정부가 14일 3조5000억원 규모의 대책을 내놨다. 반도체와 인공지능에 돈을 쓴다."),
                (Paragraph, "총리는 “차질 없이 하겠다”고 말했다. 야당은 2조원이면 된다고 했다."),
            ]
        );
        assert_eq!(page.meta.title.as_deref(), Some("정부, 3조 대책"));
        assert_eq!(page.meta.date, crate::ingest::seoul_date("2025-04-15"));
        assert_eq!(page.meta.byline.as_deref(), Some("김하늘"));
    }

    #[test]
    fn an_article_that_nothing_marks_is_found() {
        let html = page(&format!(
            "<div class=\"wrap\"><div class=\"col1\">{}</div><div class=\"side\"><ul><li><a href=1>기사 하나 44</a></li><li><a href=2>기사 둘</a></li></ul></div></div>",
            BODY.repeat(3)
        ));
        let page = read(&html).unwrap();
        assert_eq!(page.blocks.len(), 6, "{:?}", texts(&page));
        assert!(!page.text.contains("44") && !page.text.contains("77") && !page.text.contains("88") && !page.text.contains("99"));
    }

    #[test]
    fn double_breaks_part_paragraphs_and_pieces_are_read_whole() {
        let page = read("첫째 문단<br><br/>둘째&nbsp;문단<br>둘째 줄<div>셋째 <i>문</i>단 &amp; 끝</div>").unwrap();
        assert_eq!(texts(&page).iter().map(|t| t.1).collect::<Vec<_>>(), ["첫째 문단", "둘째\u{A0}문단\n둘째 줄", "셋째 문단 & 끝"]);
    }

    #[test]
    fn lists_quotes_and_tables_keep_their_kind() {
        use BlockKind::{ListItem, Quote, Table};
        let page = read("<ul><li>하나</li><li><p>둘</p></li></ul><blockquote><p>인용</p></blockquote><table><tr><th>이름</th><th>값</th></tr><tr><td>가</td><td>3조</td></tr></table>").unwrap();
        assert_eq!(texts(&page), [(ListItem, "하나"), (ListItem, "둘"), (Quote, "인용"), (Table, "이름\t값"), (Table, "가\t3조")]);
    }

    #[test]
    fn nothing_in_it_is_nothing() {
        for html in ["", "<html></html>", "<script>3</script>", "<p> </p>"] {
            assert_eq!(read(html).unwrap().blocks, []);
        }
    }

    #[test]
    fn metadata_of_linked_data() {
        let html = page(BODY).replace("<script>", "<script type=\"application/ld+json\">{\"@context\": \"https://schema.org\", \"@type\": \"NewsArticle\", \"headline\": \"연결 자료 제목\", \"datePublished\": \"2025-04-16T09:00:00+09:00\", \"author\": {\"name\": \"이보람\"}}</script><script>");
        let meta = read(&html).unwrap().meta;
        assert_eq!(meta.date, crate::ingest::seoul_date("2025-04-16"));
        assert_eq!(meta.byline.as_deref(), Some("이보람"));
    }

    #[test]
    fn deep_and_wide_pages_end_in_time() {
        let n = 100_000;
        for html in [
            "<div>".repeat(n),
            "<b a=1><i>".repeat(n),
            (0..3_000).fold(String::new(), |page, i| page + "<b a=" + &i.to_string() + "><p>"),
            "<ul><li>".repeat(n),
            "<table><tr><td>".repeat(n / 4),
            "<span></p>".repeat(n),
            "</div>".repeat(n),
            format!("<html><body>{}{}</body></html>", "<div>".repeat(3_000), "글이다. 3조원. ".repeat(1000)),
            format!("<html><body>{}</body></html>", "<div class=related>글이다. ".repeat(2_000)),
            format!("<html><body>{}</body></html>", "<p>글이다. 3조원.</p>".repeat(n / 5)),
            format!("<html><body><article>{}</article></body></html>", "<p>글이다. 3조원.".repeat(n / 5)),
            format!("<div {}>", "a=1 ".repeat(n)),
            "<!--".repeat(n),
            "<".repeat(n),
            "&lt".repeat(n),
        ] {
            let started = Instant::now();
            let result = read(&html);
            let took = started.elapsed();
            assert!(took < Duration::from_secs(30), "{took:?} for {}", &html[..30]);
            if let Err(e) = result {
                assert!(e.to_string().contains("nothing was checked"), "{e}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_page_is_read_or_refused(t in "(</?(p|div|li|ul|table|tr|td|h1|br|b|figure|figcaption|article|script|blockquote|html|body|head|meta)( class=\"?(ad|caption|x)\"?)?>|<!--|-->|[가-나a-z0-9 .&;<>\"]|\n){0,60}") {
            let page = read(&t).unwrap();
            let mut at = 0;
            for b in &page.blocks {
                prop_assert!(b.span.start >= at && !b.span.is_empty() && page.text.get(b.span.start..b.span.end).is_some());
                at = b.span.end;
            }
        }
    }
}
