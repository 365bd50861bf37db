//! What a page says about itself: linked data of schema.org (JSON-LD), OpenGraph and other `meta` elements, in this order. Nothing
//! is guessed: what is not said, or is said of something else than the article, is left out. Part of [`crate::ingest::html`].

use crate::ingest::date::seoul_date;
use dom_query::{Document, NodeRef};
use jiff::civil::Date;
use serde_json::{Map, Value};

/// What a page says about its article.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct About {
    /// The headline.
    pub headline: Option<String>,
    /// When it was published, as it is written, and its day in Korea where that was understood.
    pub published: Option<When>,
    /// When it was changed last.
    pub modified: Option<When>,
    /// Who wrote it; several are parted by commas.
    pub byline: Option<String>,
    /// The section of the paper.
    pub section: Option<String>,
    /// The language, as a tag of BCP 47.
    pub lang: Option<String>,
    /// The paper.
    pub publisher: Option<String>,
    /// The address that the page calls its own.
    pub canonical: Option<String>,
    /// Whether everybody may read all of it, where the page says so.
    pub free: Option<bool>,
    /// What holds the parts that not everybody may read: selectors of CSS.
    pub locked: Vec<String>,
    /// The kind that it calls itself: `NewsArticle`, or the `og:type`.
    pub kind: Option<String>,
    /// Whether linked data speak of an article.
    pub is_article: bool,
}

/// A time as a page writes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct When {
    /// As it is written.
    pub written: String,
    /// The day in Korea; nothing where it was not understood.
    pub day: Option<Date>,
}

impl When {
    fn of(written: String) -> Self {
        Self { day: seoul_date(&written), written }
    }
}

/// Bytes of one piece of linked data that are read, pieces of a page, and values in all that are looked at.
const LONGEST: usize = 1 << 20;
const PIECES: usize = 50;
const VALUES: usize = 20_000;
/// Characters of a name or a title that are kept.
const WORDS: usize = 500;

/// What a page says about itself.
pub(crate) fn about(page: &Document) -> About {
    let mut out = linked(page).unwrap_or_default();
    let meta = Meta::of(page);
    let fill = |slot: &mut Option<String>, names: &[&str]| {
        if slot.is_none() {
            *slot = names.iter().find_map(|n| meta.get(n));
        }
    };
    let fill_time = |slot: &mut Option<When>, names: &[&str]| {
        if slot.as_ref().is_none_or(|w| w.day.is_none()) {
            let found: Vec<When> = names.iter().filter_map(|n| meta.get(n)).map(When::of).collect();
            if let Some(better) = found.iter().find(|w| w.day.is_some()).or(found.first()).filter(|w| w.day.is_some() || slot.is_none()) {
                *slot = Some(better.clone());
            }
        }
    };
    fill(&mut out.headline, &["og:title", "twitter:title", "dc.title", "title"]);
    fill_time(
        &mut out.published,
        &[
            "article:published_time", "og:article:published_time", "datepublished", "dable:published_time", "article:published", "parsely-pub-date",
            "sailthru.date", "dc.date.issued", "dcterms.created", "pubdate", "publish-date", "date",
        ],
    );
    fill_time(&mut out.modified, &["article:modified_time", "og:article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "lastmod"]);
    fill(&mut out.byline, &["dable:author", "og:article:author", "article:author", "author", "byl", "dc.creator", "parsely-author", "twitter:creator"]);
    // Some give the address of a profile, which is no name.
    out.byline = out.byline.filter(|b| !b.contains("://") && !b.starts_with('@'));
    fill(&mut out.section, &["article:section", "og:article:section", "section", "dable:section", "parsely-section"]);
    fill(&mut out.publisher, &["og:site_name"]);
    fill(&mut out.kind, &["og:type"]);
    out.kind = out.kind.map(|k| if k.eq_ignore_ascii_case("article") { "article".to_owned() } else { k });
    if out.published.as_ref().is_none_or(|w| w.day.is_none()) {
        let time = page.select_single("time[itemprop=\"datePublished\"], time[pubdate], [itemprop=\"datePublished\"][content]");
        let written = time.attr("datetime").or_else(|| time.attr("content")).and_then(|w| line(&w));
        out.published = written.map(When::of).or(out.published);
    }
    out.lang = out.lang.or_else(|| page.select_single("html[lang]").attr("lang").and_then(|l| tag(&l))).or_else(|| meta.get("og:locale").and_then(|l| tag(&l)));
    out.canonical = out.canonical.or_else(|| page.select_single("link[rel=\"canonical\"]").attr("href").and_then(|h| line(&h))).or_else(|| meta.get("og:url"));
    out
}

/// `meta` elements by name.
struct Meta(Vec<(String, String)>);

impl Meta {
    fn of(page: &Document) -> Self {
        let all = page.select("meta[content]");
        let read = |node: &NodeRef<'_>| {
            let key = node.attr("property").or_else(|| node.attr("name")).or_else(|| node.attr("itemprop"))?;
            Some((key.trim().to_ascii_lowercase(), line(&node.attr("content")?)?))
        };
        Self(all.nodes().iter().take(500).filter_map(read).collect())
    }

    fn get(&self, name: &str) -> Option<String> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
    }
}

/// A tag of a language: `ko-KR` and `ko_KR` are the same.
fn tag(written: &str) -> Option<String> {
    let tag = written.trim().replace('_', "-");
    (!tag.is_empty() && tag.len() <= 35 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')).then_some(tag)
}

/// A value as one line, cut where it is too long to be a name or a title.
fn line(written: &str) -> Option<String> {
    let words: Vec<&str> = written.split_whitespace().collect();
    let joined: String = words.join(" ").chars().take(WORDS).collect();
    Some(joined).filter(|l| !l.is_empty())
}

/// What the linked data of a page say of its article.
fn linked(page: &Document) -> Option<About> {
    let scripts = page.select("script[type=\"application/ld+json\"], script[type=\"application/ld+json; charset=utf-8\"]");
    let mut left = VALUES;
    let mut articles = Vec::new();
    for node in scripts.nodes().iter().take(PIECES) {
        let text = node.text();
        if text.len() > LONGEST {
            continue;
        }
        if let Some(value) = parse(&text) {
            collect(&value, &mut left, &mut articles);
        }
    }
    // The most exact kind, and of these the first: lists of related articles stand behind.
    articles.into_iter().max_by_key(|a: &About| (rank(a.kind.as_deref()), a.published.is_some())).map(|a| About { is_article: true, ..a })
}

/// JSON as pages write it: with line ends in strings, in comments or in CDATA.
fn parse(text: &str) -> Option<Value> {
    let text = text.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let text = text.trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| {
        let tame: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&tame).ok()
    })
}

/// Kinds of schema.org that are articles, the least telling first.
const ARTICLES: [&str; 12] = [
    "CreativeWork", "WebPage", "BlogPosting", "Article", "Report", "LiveBlogPosting", "BackgroundNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
    "ReviewNewsArticle", "ReportageNewsArticle", "NewsArticle",
];
/// The kinds from this on are articles by themselves.
const SURE: usize = 2;

fn rank(kind: Option<&str>) -> usize {
    kind.and_then(|kind| ARTICLES.iter().position(|a| *a == kind)).unwrap_or(0)
}

/// The articles in a value, at any place in it. Bounded, and without recursion deeper than JSON was read.
fn collect(value: &Value, left: &mut usize, out: &mut Vec<About>) {
    if *left == 0 || out.len() >= 50 {
        return;
    }
    *left -= 1;
    match value {
        Value::Array(all) => all.iter().for_each(|v| collect(v, left, out)),
        Value::Object(fields) => {
            let kind = kinds(fields).find(|k| ARTICLES.iter().skip(SURE).any(|a| a == k));
            if let Some(kind) = kind {
                out.push(article(fields, kind));
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"] {
                if let Some(inner) = fields.get(key) {
                    collect(inner, left, out);
                }
            }
        }
        _ => {}
    }
}

/// The kinds that a thing has, without the address of the vocabulary.
fn kinds(fields: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let all = match fields.get("@type") {
        Some(Value::Array(all)) => all.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    all.into_iter().filter_map(Value::as_str).map(|k| k.rsplit(['/', ':', '#']).next().unwrap_or(k))
}

fn article(fields: &Map<String, Value>, kind: &str) -> About {
    let text = |key: &str| fields.get(key).and_then(words);
    let parts: Vec<&Value> = match fields.get("hasPart") {
        Some(Value::Array(all)) => all.iter().take(50).collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let closed = |part: &&Value| part.get("isAccessibleForFree").and_then(truth) == Some(false);
    let locked: Vec<String> = parts.iter().filter(|p| closed(p)).filter_map(|p| p.get("cssSelector")).flat_map(selectors).collect();
    let free = fields.get("isAccessibleForFree").and_then(truth).or_else(|| parts.iter().any(closed).then_some(false));
    About {
        headline: text("headline").or_else(|| text("name")),
        published: text("datePublished").or_else(|| text("dateCreated")).map(When::of),
        modified: text("dateModified").map(When::of),
        byline: fields.get("author").or_else(|| fields.get("creator")).and_then(names),
        section: text("articleSection"),
        lang: text("inLanguage").and_then(|l| tag(&l)),
        publisher: fields.get("publisher").and_then(names),
        canonical: fields.get("url").or_else(|| fields.get("mainEntityOfPage")).and_then(|v| v.as_str().or_else(|| v.get("@id")?.as_str())).and_then(line),
        free,
        locked,
        kind: Some(kind.to_owned()),
        is_article: true,
    }
}

/// A text, or the first that a list or a thing has.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => line(&unescaped(s)),
        Value::Array(all) => all.iter().find_map(|v| v.as_str()).and_then(|s| line(&unescaped(s))),
        Value::Object(fields) => ["@value", "name", "alternateName"].iter().find_map(|k| fields.get(*k)?.as_str()).and_then(line),
        _ => None,
    }
}

/// The names of people or organisations, parted by commas.
fn names(value: &Value) -> Option<String> {
    let one = |v: &Value| match v {
        Value::String(s) => line(s),
        Value::Object(fields) => fields.get("name").and_then(words),
        _ => None,
    };
    match value {
        Value::Array(all) => line(&all.iter().take(20).filter_map(one).collect::<Vec<_>>().join(", ")),
        other => one(other),
    }
}

/// The few references that headlines are written with.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    [("&quot;", "\""), ("&#39;", "'"), ("&#039;", "'"), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&middot;", "·"), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |t, (from, to)| t.replace(from, to))
}

/// A yes or no in any of the forms in which it is written.
fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(b) => Some(*b),
        Value::String(s) => match s.rsplit('/').next().unwrap_or(s).trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "1" => Some(true),
            "false" | "no" | "0" => Some(false),
            _ => None,
        },
        Value::Number(n) => n.as_u64().map(|n| n != 0),
        _ => None,
    }
}

/// Selectors that are simple enough to be looked for.
fn selectors(value: &Value) -> Vec<String> {
    let all = match value {
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        Value::String(s) => vec![s.as_str()],
        _ => Vec::new(),
    };
    let plain = |s: &&str| s.len() <= 100 && s.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '#' | '-' | '_' | ' ' | '>'));
    all.into_iter().map(str::trim).filter(plain).filter(|s| !s.is_empty()).take(10).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(head: &str) -> About {
        about(&Document::from(format!("<!doctype html><html lang=ko-KR><head>{head}</head><body><p>본문</p></body></html>")))
    }

    fn linked(json: &str) -> About {
        of(&format!("<script type=\"application/ld+json\">{json}</script>"))
    }

    fn day(when: Option<&When>) -> Option<String> {
        when?.day.map(|d| d.to_string())
    }

    #[test]
    fn linked_data_come_first() {
        let about = of(concat!(
            "<meta property=og:title content='다른 제목'><meta property=article:published_time content=2020-01-01>",
            r#"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"신문"},{"@type":["NewsArticle"],"headline":"정부, 3조 &quot;대책&quot;","datePublished":"2025-04-14T20:00:00Z","dateModified":"2025-04-15T10:00:00+09:00","author":[{"@type":"Person","name":"김하늘"},{"name":"이보람"}],"articleSection":["경제","정책"],"inLanguage":"ko","isAccessibleForFree":"False","hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".paywall"},"publisher":{"name":"대한일보"},"mainEntityOfPage":{"@id":"https://a.example/1"}}]}</script>"#
        ));
        assert_eq!(about.headline.as_deref(), Some("정부, 3조 \"대책\""));
        assert_eq!(day(about.published.as_ref()).as_deref(), Some("2025-04-15"), "the day in Korea");
        assert_eq!(day(about.modified.as_ref()).as_deref(), Some("2025-04-15"));
        assert_eq!((about.byline.as_deref(), about.section.as_deref(), about.lang.as_deref()), (Some("김하늘, 이보람"), Some("경제"), Some("ko")));
        assert_eq!((about.free, about.locked.as_slice()), (Some(false), &[".paywall".to_owned()][..]));
        assert_eq!(
            (about.publisher.as_deref(), about.canonical.as_deref(), about.kind.as_deref()),
            (Some("대한일보"), Some("https://a.example/1"), Some("NewsArticle"))
        );
    }

    #[test]
    fn meta_elements_come_second() {
        let about = of(concat!(
            "<meta property='og:type' content='Article'><meta property='og:title' content='제목'><meta name='article:published_time' content='2025-04-15T09:00:00+09:00'>",
            "<meta name=author content='https://a.example/reporter/1'><meta property='article:section' content='사회'><meta property='og:url' content='https://a.example/2'>"
        ));
        assert_eq!((about.headline.as_deref(), about.section.as_deref(), about.kind.as_deref()), (Some("제목"), Some("사회"), Some("article")));
        assert_eq!(day(about.published.as_ref()).as_deref(), Some("2025-04-15"));
        assert_eq!((about.byline, about.lang.as_deref(), about.canonical.as_deref()), (None, Some("ko-KR"), Some("https://a.example/2")));
        assert!(!about.is_article);
    }

    #[test]
    fn a_date_that_is_not_understood_gives_way_to_one_that_is() {
        let about = of("<meta property='article:published_time' content='어제'><meta name=pubdate content='2025.04.15 10:00'>");
        assert_eq!(day(about.published.as_ref()).as_deref(), Some("2025-04-15"));
        let about = of("<meta property='article:published_time' content='어제'>");
        assert_eq!(about.published, Some(When { written: "어제".to_owned(), day: None }));
    }

    #[test]
    fn linked_data_are_read_as_they_are_written() {
        assert_eq!(linked("{\"@type\":\"NewsArticle\",\"headline\":\"줄이\n나뉜 제목\"}").headline.as_deref(), Some("줄이 나뉜 제목"));
        assert_eq!(linked("//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"가\"};//]]>").headline.as_deref(), Some("가"));
        assert_eq!(linked("<!--{\"@type\":\"Article\",\"headline\":\"가\"}-->").headline.as_deref(), Some("가"));
        assert_eq!(linked("{\"@type\":\"http://schema.org/NewsArticle\",\"headline\":\"가\"}").headline.as_deref(), Some("가"));
        let two = linked(
            "[{\"@type\":\"Article\",\"headline\":\"나\"},{\"@type\":\"NewsArticle\",\"headline\":\"가\",\"datePublished\":\"2025-04-15\"},{\"@type\":\"BreadcrumbList\",\"itemListElement\":[{\"name\":\"다\"}]}]",
        );
        assert_eq!(two.headline.as_deref(), Some("가"));
        for nothing in ["", "{", "3", "null", "[]", "{\"@type\":\"WebSite\",\"headline\":\"가\"}", "{\"@type\":3}"] {
            assert_eq!(linked(nothing).headline, None, "{nothing}");
        }
    }

    #[test]
    fn linked_data_that_are_meant_to_hurt_end() {
        for json in [
            "[".repeat(100_000),
            "{\"@graph\":".repeat(100_000),
            format!("[{}]", "{\"@type\":\"NewsArticle\",\"headline\":\"가\"},".repeat(20_000) + "0"),
            format!("{{\"@type\":\"NewsArticle\",\"headline\":\"{}\",\"author\":[{}0]}}", "가".repeat(100_000), "{\"name\":\"나\"},".repeat(5_000)),
        ] {
            let about = linked(&json);
            assert!(about.headline.is_none_or(|h| h.chars().count() <= WORDS));
        }
    }

    proptest! {
        #[test]
        fn any_linked_data_are_read(json in "(\\{|\\}|\\[|\\]|,|:|\"@type\"|\"NewsArticle\"|\"headline\"|\"author\"|\"name\"|\"hasPart\"|\"cssSelector\"|\"isAccessibleForFree\"|\"@graph\"|true|false|null|3|\"가\"|\\PC{0,3}){0,40}") {
            let _ = linked(&json);
        }

        #[test]
        fn whatever_a_thing_is_it_is_read(kind in "NewsArticle|Article|WebPage", a in "\\PC{0,20}", n in any::<i64>(), b in any::<bool>()) {
            for value in [serde_json::json!(a), serde_json::json!(n), serde_json::json!(b), serde_json::json!([a, n, {"name": a}]), serde_json::json!({"@value": a, "@id": n}), Value::Null] {
                let thing = serde_json::json!({"@type": kind, "headline": value, "datePublished": value, "author": value, "isAccessibleForFree": value, "hasPart": value, "inLanguage": value, "url": value, "mainEntityOfPage": value});
                let about = linked(&thing.to_string().replace("</", "<\\/"));
                prop_assert!(about.locked.is_empty());
            }
        }
    }
}
