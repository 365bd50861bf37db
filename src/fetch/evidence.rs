//! Tells an article from what servers send in its place: walls, questions, errors that call themselves success, pages that scripts
//! would have to make. By what stands in the page, which is told with the refusal; a long article with a banner over it is an
//! article. Part of [`crate::fetch`].

use super::error::Instead;
use crate::ingest::About;
use crate::text::hangul;
use dom_query::Document;
use url::Url;

/// What is looked at.
pub(super) struct Sight<'a> {
    pub(super) page: &'a Document,
    pub(super) about: &'a About,
    /// The words that were taken for the article.
    pub(super) words: &'a str,
    /// The address that was asked for, and the one that answered.
    pub(super) asked: &'a Url,
    pub(super) got: &'a Url,
    /// Whether a guard before the server said that it wants proof.
    pub(super) challenged: bool,
}

/// Letters of a text in which a syllable of Hangul counts twice: what Korean says in one, English says in two or more.
fn weight(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| 1 + usize::from(hangul::is_syllable(c))).sum()
}

/// Weights under which a text is no article, hardly one, and not sure to be all of one.
const NONE: usize = 60;
const SCANT: usize = 150;
const SHORT: usize = 900;

/// Looks for one thing that may stand in the place of an article of that weight.
type Check = fn(&Sight<'_>, usize) -> Option<(Instead, String)>;

/// What stands in the place of an article, and what told; `None` for an article.
pub(super) fn instead(sight: &Sight<'_>) -> Option<(Instead, String)> {
    let weight = weight(sight.words);
    let checks: [Check; 8] = [challenge, missing, consent, login, paywall, onward, shell, list];
    checks.iter().find_map(|check| check(sight, weight)).or_else(|| (weight < NONE).then(|| (Instead::Empty, "it has hardly any words".to_owned())))
}

/// The weight under which a page has hardly an article: less where it says that it has one, as a brief item may be.
fn scant(sight: &Sight<'_>) -> usize {
    if sight.about.is_article || sight.about.kind.as_deref() == Some("article") { 2 * NONE } else { SCANT }
}

/// Whether the page says that not everybody may read all of it, although nothing of it seems to be missing.
pub(super) fn is_said_to_be_closed(about: &About) -> bool {
    about.free == Some(false)
}

const CHALLENGES: [&str; 9] = [
    "just a moment", "attention required", "checking your browser", "are you a robot", "are you human", "verify you are human", "비정상적인 접근",
    "로봇이 아닙니다", "자동 접속",
];

fn challenge(sight: &Sight<'_>, weight: usize) -> Option<(Instead, String)> {
    if sight.challenged {
        return Some((Instead::Challenge, "the server says so in its header".to_owned()));
    }
    if weight >= SHORT {
        return None;
    }
    let title = title(sight);
    let found = phrase(&title, &CHALLENGES).map(|p| format!("its title has “{p}”"));
    let element = "#challenge-form, #challenge-running, #cf-challenge-running, .g-recaptcha, .h-captcha, .cf-turnstile, #px-captcha, iframe[src*=\"captcha\"]";
    let found = found.or_else(|| (weight < SCANT && sight.page.select_single(element).exists()).then(|| "it holds a captcha".to_owned()));
    found.map(|evidence| (Instead::Challenge, evidence))
}

const GONE: [&str; 17] = [
    "not found", "page not found", "no longer available", "페이지를 찾을 수 없", "찾을 수 없는 페이지", "존재하지 않는 기사", "존재하지 않는 페이지",
    "존재하지 않는 뉴스", "삭제된 기사", "삭제되었거나", "없는 기사", "기사가 존재하지", "기사가 삭제", "요청하신 페이지", "잘못된 접근", "error page",
    "페이지가 없습니다",
];

fn missing(sight: &Sight<'_>, weight: usize) -> Option<(Instead, String)> {
    let is_front = |url: &Url| matches!(url.path(), "/" | "/index.html" | "/main" | "/ko" | "/en" | "/kr" | "/ko/" | "/en/" | "/kr/") && url.query().is_none();
    if is_front(sight.got) && !is_front(sight.asked) && !sight.about.is_article {
        return Some((Instead::Missing, "it leads to the front page".to_owned()));
    }
    if weight >= SHORT || sight.about.is_article && sight.about.published.is_some() {
        return None;
    }
    let title = title(sight);
    let heading = sight.page.select_single("h1").text().to_lowercase();
    let place = [("title", &title), ("heading", &heading)].into_iter().find_map(|(place, text)| Some((place, phrase(text, &GONE).or_else(|| code(text))?)));
    let place = place.or_else(|| if weight < SCANT { Some(("text", phrase(&sight.words.to_lowercase(), &GONE)?)) } else { None });
    place.map(|(place, p)| (Instead::Missing, format!("its {place} has “{p}”")))
}

fn consent(sight: &Sight<'_>, weight: usize) -> Option<(Instead, String)> {
    let host = sight.got.host_str().unwrap_or("");
    if host != sight.asked.host_str().unwrap_or("") && (host.starts_with("consent.") || host.starts_with("guce.") || sight.got.path().contains("/consent")) {
        return Some((Instead::Consent, format!("it leads to {host}")));
    }
    let element = "#onetrust-consent-sdk, #onetrust-banner-sdk, [id^=\"sp_message_container\"], .qc-cmp2-container, #didomi-host, #CybotCookiebotDialog, .fc-consent-root, #usercentrics-root, #cmpbox, form[action*=\"consent\"]";
    let found = sight.page.select_single(element);
    (weight < scant(sight) && found.exists()).then(|| (Instead::Consent, "there is a question for consent and hardly anything else".to_owned()))
}

fn login(sight: &Sight<'_>, weight: usize) -> Option<(Instead, String)> {
    let path = sight.got.path().to_ascii_lowercase();
    let named = ["login", "signin", "sign-in", "sign_in", "auth", "sso"]
        .iter()
        .any(|w| path.split(['/', '.', '-', '_']).any(|part| part == *w) || path.contains("nidlogin"));
    let asks = sight.page.select_single("input[type=\"password\"]").exists();
    let led = named && sight.got != sight.asked;
    (weight < SHORT && (asks && (named || weight < scant(sight)) || led && weight < SCANT))
        .then(|| (Instead::Login, if asks { "it has a field for a password" } else { "it leads to a page for logging in" }.to_owned()))
}

/// What stands at the end of an article that is cut off.
const WALLS: [&str; 22] = [
    "유료회원 전용", "유료 회원 전용", "구독자 전용", "구독 회원 전용", "프리미엄 회원 전용", "회원 전용 콘텐츠", "회원전용", "로그인 후 이용",
    "로그인 후 전문", "로그인하면 기사 전문", "구독하고 계속", "구독하시면 기사", "계속 읽으시려면", "전문을 보시려면", "subscribe to continue",
    "subscribe to read", "subscribers only", "for subscribers", "to continue reading", "log in to read", "sign in to read", "already a subscriber",
];

fn paywall(sight: &Sight<'_>, weight: usize) -> Option<(Instead, String)> {
    let walls = "[class*=\"paywall\" i], [id*=\"paywall\" i], [class*=\"pay-wall\" i], [class*=\"regwall\" i], [class*=\"subscribe-wall\" i], [class*=\"subscription-wall\" i], [class*=\"metered\" i]";
    let delivered = sight.about.locked.iter().any(|selector| {
        sight.page.try_select(selector).is_some_and(|found| found.nodes().iter().take(10).map(|n| self::weight(&n.text())).sum::<usize>() >= SCANT)
    });
    let said = is_said_to_be_closed(sight.about);
    let start = sight.words.char_indices().rev().nth(400).map_or(0, |(i, _)| i);
    let behind = phrase(&sight.words[start..].to_lowercase(), &WALLS);
    if let Some(p) = behind.filter(|_| said || weight < 2 * SHORT) {
        return Some((Instead::Paywall, format!("its text ends with “{p}”")));
    }
    if said && !delivered && weight < SHORT {
        return Some((Instead::Paywall, "its linked data say so (isAccessibleForFree)".to_owned()));
    }
    let wall = sight.page.try_select(walls)?;
    let found = wall
        .nodes()
        .iter()
        .take(10)
        .find_map(|node| phrase(&node.text().to_lowercase(), &[&WALLS[..], &["구독", "subscribe", "로그인", "log in", "sign in", "회원"]].concat()));
    found.filter(|_| weight < SHORT && !delivered).map(|p| (Instead::Paywall, format!("there is a wall in the page, with “{p}” on it")))
}

fn onward(sight: &Sight<'_>, weight: usize) -> Option<(Instead, String)> {
    let refresh = sight.page.select_single("meta[http-equiv=\"refresh\" i]").attr("content")?;
    let to = refresh.to_ascii_lowercase().find("url").and_then(|at| refresh.get(at + 3..)).map(|to| to.trim_start_matches([' ', '=', '\'', '"']))?;
    let to: String = to.trim_end_matches(['\'', '"', ' ']).chars().filter(|c| !c.is_control()).take(200).collect();
    (weight < SCANT && !to.is_empty()).then(|| (Instead::Onward, format!("to {to}")))
}

fn shell(sight: &Sight<'_>, weight: usize) -> Option<(Instead, String)> {
    if weight >= SCANT || !sight.page.select_single("script").exists() {
        return None;
    }
    let roots = sight.page.select("#root, #app, #__next, #__nuxt, #svelte, #___gatsby, [ng-app], app-root, [data-reactroot]");
    if let Some(root) = roots.nodes().iter().take(10).find(|n| self::weight(&n.text()) < NONE) {
        let id = root.id_attr().map_or_else(|| "root".to_owned(), |id| id.to_string());
        return Some((Instead::Shell, format!("its element `{}` is empty", id.chars().take(40).collect::<String>())));
    }
    let words = ["javascript", "자바스크립트"];
    let asks = sight.page.select("noscript").nodes().iter().take(10).any(|n| words.iter().any(|w| n.text().to_lowercase().contains(w)));
    (asks && weight < NONE * 2).then(|| (Instead::Shell, "it asks for JavaScript".to_owned()))
}

fn list(sight: &Sight<'_>, weight: usize) -> Option<(Instead, String)> {
    let about = sight.about;
    if about.is_article || about.published.is_some() || about.kind.as_deref() == Some("article") {
        return None;
    }
    let body = sight.page.body()?;
    let whole = self::weight(&body.text());
    let links = sight.page.select("body a[href]");
    let linked: usize = links.nodes().iter().take(5000).map(|n| self::weight(&n.text())).sum();
    let many = links.nodes().len();
    (many >= 15 && linked * 10 >= whole * 6 && weight < 4 * SHORT)
        .then(|| (Instead::List, format!("most of its words are in {many} links, and it says neither a date nor that it is an article")))
}

/// The code of an error, as a word of its own: a figure in a headline is none.
fn code(text: &str) -> Option<&'static str> {
    ["404", "410"].into_iter().find(|code| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == *code))
}

fn title(sight: &Sight<'_>) -> String {
    let title: String = sight.page.select_single("title").text().to_lowercase();
    title.chars().take(300).collect()
}

fn phrase<'p>(text: &str, phrases: &[&'p str]) -> Option<&'p str> {
    phrases.iter().copied().find(|p| text.contains(p))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Format, html, load_bytes};

    const BODY: &str = "<p>정부가 14일 3조5000억원 규모의 대책을 내놨다. 반도체와 인공지능에 돈을 쓴다. 이는 지난해보다 두 배 늘어난 규모다.</p><p>총리는 “차질 없이 하겠다”고 말했다. 야당은 2조원이면 된다고 했다. 국회는 다음 달 심사한다.</p>";

    fn told_at(asked: &str, got: &str, head: &str, body: &str) -> Option<Instead> {
        let source = format!("<!doctype html><html><head>{head}</head><body>{body}</body></html>");
        let page = html::parse(&source).unwrap();
        let about = html::about(&page);
        let loaded = load_bytes("a", source.as_bytes(), Format::Html).unwrap();
        let (asked, got) = (Url::parse(asked).unwrap(), Url::parse(got).unwrap());
        instead(&Sight { page: &page, about: &about, words: &loaded.text, asked: &asked, got: &got, challenged: false }).map(|i| i.0)
    }

    fn told(head: &str, body: &str) -> Option<Instead> {
        told_at("https://a.example/news/1", "https://a.example/news/1", head, body)
    }

    #[test]
    fn articles_are_articles() {
        let article = format!("<article>{BODY}</article>");
        let long = format!("<article>{}</article>", BODY.repeat(8));
        assert_eq!(told("", &article), None);
        assert_eq!(told("<title>404호의 비밀</title>", &article), None, "a figure in a headline");
        assert_eq!(told("", &format!("<div id=onetrust-consent-sdk>쿠키에 동의</div>{article}")), None, "a banner over it");
        assert_eq!(told("", &format!("<form action=/login><input type=password></form>{article}<p></p>")), None, "a form beside it");
        assert_eq!(
            told("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":false}</script>", &long),
            None,
            "all of it is there"
        );
        let delivered = "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":false,\"hasPart\":{\"isAccessibleForFree\":false,\"cssSelector\":\".rest\"}}</script>";
        assert_eq!(told(delivered, &format!("<article><p>첫 문장이다.</p><div class=rest>{BODY}</div></article>")), None);
    }

    #[test]
    fn what_is_none_is_told_by_what_stands_in_it() {
        use Instead::{Challenge, Consent, Empty, List, Login, Missing, Onward, Paywall, Shell};
        let closed = "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":\"False\"}</script>";
        let teaser =
            "<article><p>정부가 14일 3조5000억원 규모의 대책을 내놨다. 반도체와 인공지능에 돈을 쓴다. 이는 지난해보다 두 배 늘어난 규모다.</p></article>";
        assert_eq!(told(closed, teaser), Some(Paywall));
        assert_eq!(told("", &format!("{teaser}<div class=\"article-paywall\">구독하고 계속 읽으세요</div>")), Some(Paywall));
        assert_eq!(told("", &teaser.replace("</article>", "<p>Subscribe to continue reading this article.</p></article>")), Some(Paywall));
        assert_eq!(told("<title>로그인</title>", "<form><input name=id><input type=password name=pw><button>로그인</button></form>"), Some(Login));
        assert_eq!(told("", "<div id=didomi-host>We value your privacy</div><p>Before you continue, choose.</p>"), Some(Consent));
        assert_eq!(told_at("https://a.example/1", "https://consent.b.example/?to=1", "", &format!("<article>{BODY}</article>")), Some(Consent));
        assert_eq!(told("<title>Just a moment...</title>", "<div id=challenge-running></div>"), Some(Challenge));
        assert_eq!(told("<title>오류</title>", "<h1>페이지를 찾을 수 없습니다</h1><p>주소를 확인해 주세요.</p>"), Some(Missing));
        assert_eq!(told("<title>404 Not Found</title>", "<h1>404</h1>"), Some(Missing));
        assert_eq!(told_at("https://a.example/news/1", "https://a.example/", "", &format!("<main>{BODY}</main>")), Some(Missing));
        assert_eq!(told("<script src=a.js></script>", "<noscript>자바스크립트를 켜 주세요</noscript><div id=root></div>"), Some(Shell));
        assert_eq!(told("<meta http-equiv=refresh content=\"0; url=/news/2\">", "<p>이동합니다</p>"), Some(Onward));
        assert_eq!(
            told("<meta property=og:type content=website>", &"<div><a href=/news/1>정부가 내놓은 대책이 시장에 미친 영향을 살펴보니</a></div>".repeat(40)),
            Some(List)
        );
        assert_eq!(told("", "<p>사진</p>"), Some(Empty));
    }
}
