//! What is an article and what is none; encodings; what pages say of themselves; robots.txt.

use super::site::{EN, KO, Site, article, fetch, page};
use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use daejo::fetch::{Fetcher, Options, Why};
use daejo::ingest::{Format, load_bytes};
use daejo::model::Lang;
use std::sync::{Arc, Mutex};

#[test]
fn an_article_comes_with_what_its_page_says() {
    let seen: Arc<Mutex<HeaderMap>> = Arc::default();
    let keep = Arc::clone(&seen);
    let site = Site::new(Router::new().route(
        "/{*path}",
        get(async move |headers: HeaderMap| {
            *keep.lock().expect("no panic") = headers;
            article()
        }),
    ));
    let fetched = fetch(Options { contact: Some("desk@daehan.example".to_owned()), ..site.options() }, &site.url("/기사/1#top")).expect("is an article");
    assert_eq!((fetched.title(), fetched.byline(), fetched.lang()), (Some("정부, 3조 대책"), Some("김하늘"), Some("ko")));
    assert_eq!(fetched.date().map(|d| d.to_string()).as_deref(), Some("2025-04-15"), "the day in Korea");
    assert_eq!(fetched.article.meta.section.as_deref(), Some("경제"));
    assert!(fetched.article.text.starts_with("정부가 14일") && !fetched.article.text.contains("77") && !fetched.kept);
    let headers = seen.lock().expect("no panic");
    let header = |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or("").to_owned();
    assert!(
        header("user-agent").starts_with(concat!("daejo/", env!("CARGO_PKG_VERSION"), " (+https://")) && header("user-agent").contains("desk@daehan.example")
    );
    assert!(headers.get("cookie").is_none() && headers.get("referer").is_none() && headers.get("authorization").is_none());
    // What is saved reads as what was fetched.
    let saved = load_bytes("a.md", fetched.markdown().as_bytes(), Format::Markdown).expect("is Markdown");
    let words = |loaded: &daejo::ingest::Loaded| {
        let document = loaded.document(Lang::Ko);
        document.blocks.iter().map(|b| (b.kind, b.span.slice(document.text()).to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(words(&saved), words(&fetched.article));
    assert_eq!(
        (&saved.meta.title, saved.meta.date, &saved.meta.section, &saved.meta.byline),
        (&fetched.article.meta.title, fetched.date(), &fetched.article.meta.section, &fetched.article.meta.byline)
    );
}

#[test]
fn statuses_and_kinds_are_told() {
    let status = |code: u16| get(async move || StatusCode::from_u16(code).expect("a status"));
    let kind = |kind: &'static str| get(async move || ([(header::CONTENT_TYPE, kind)], KO).into_response());
    let mut router = Router::new();
    for code in [204, 206, 300, 400, 401, 402, 403, 404, 410, 418, 451, 500, 502] {
        router = router.route(&format!("/{code}"), status(code));
    }
    let site = Site::new(
        router
            .route("/pdf", kind("application/pdf"))
            .route("/png", kind("image/png"))
            .route("/zip", kind("application/zip"))
            .route("/json", kind("application/json"))
            .route("/none", kind("application/octet-stream"))
            .route("/guard", get(async || (StatusCode::FORBIDDEN, [("cf-mitigated", "challenge")], "").into_response())),
    );
    let fetcher = Fetcher::new(site.options()).expect("a fetcher");
    let why = |path: &str| super::site::wait(fetcher.article(&site.url(path))).expect_err(path).why;
    for code in [204, 206, 300, 400, 401, 402, 403, 404, 410, 418, 451, 500, 502] {
        assert_eq!(why(&format!("/{code}")), Why::Status(code));
    }
    for (path, said) in [("/pdf", "a PDF"), ("/png", "an image"), ("/zip", "`application/zip`"), ("/json", "JSON")] {
        assert!(why(path).to_string().contains(said), "{}", why(path));
    }
    assert_eq!(why("/guard").code(), "challenge");
    assert!(super::site::wait(fetcher.article(&site.url("/none"))).is_ok(), "what names no kind is looked at");
}

#[test]
fn what_is_no_article_is_refused_and_never_empty() {
    let teaser = KO.split("</p>").next().expect("has one").to_owned() + "</p>";
    let closed = page("ko", &teaser).replace("\"headline\"", "\"isAccessibleForFree\":false,\"headline\"");
    let login = "<!doctype html><title>로그인</title><form action=/login><input name=id><input type=password></form>".to_owned();
    let shell = "<!doctype html><title>대한일보</title><div id=root></div><script src=/app.js></script>".to_owned();
    let gone = "<!doctype html><title>오류 - 대한일보</title><h1>삭제된 기사입니다</h1><p>다른 기사를 찾아보세요.</p>".to_owned();
    let consent = "<!doctype html><title>Before you continue</title><div id=didomi-host></div><p>We use cookies.</p>".to_owned();
    let lead = get(async || (StatusCode::FOUND, [(header::LOCATION, "/")]).into_response());
    let pages = [
        ("/closed", closed, "paywall"),
        ("/login", login, "login"),
        ("/shell", shell, "shell"),
        ("/gone", gone, "missing"),
        ("/consent", consent, "consent"),
        ("/empty", String::new(), "empty"),
    ];
    let mut router = Router::new().route("/moved", lead).route("/", get(async || Html(format!("<html><main>{KO}</main></html>"))));
    for (path, html, _) in &pages {
        let html = html.clone();
        router = router.route(path, get(async move || Html(html)));
    }
    let site = Site::new(router);
    for (path, _, code) in pages.iter().chain(&[("/moved", String::new(), "missing")]) {
        let refused = fetch(site.options(), &site.url(path)).expect_err(path);
        assert_eq!(refused.why.code(), *code, "{refused}");
        assert!(refused.to_string().contains("nothing was checked"), "{refused}");
    }
}

#[test]
fn pages_in_every_encoding_that_korea_uses_are_read() {
    let cp949 = |html: &str| encoding_rs::EUC_KR.encode(html).0.into_owned();
    let plain = page("ko", KO).replace("<meta charset=utf-8>", "");
    let meta = page("ko", KO).replace("<meta charset=utf-8>", "<meta http-equiv=Content-Type content='text/html; charset=euc-kr'>");
    let wide: Vec<u8> = std::iter::once(0xFEFF).chain(plain.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("text/html; charset=utf-8", plain.clone().into_bytes(), "UTF-8"),
        ("text/html", plain.clone().into_bytes(), "UTF-8"),
        ("text/html; charset=EUC-KR", cp949(&plain), "CP949"),
        ("text/html", cp949(&meta), "CP949"),
        ("text/html", cp949(&plain), "CP949"),
        ("text/html; charset=utf-8", cp949(&meta), "CP949"),
        ("text/html; charset=euc-kr", plain.clone().into_bytes(), "UTF-8"),
        ("text/html", wide, "UTF-16LE"),
        ("text/html; charset=utf-8", [plain.as_bytes(), b"<!-- \xFF\xFE -->"].concat(), "UTF-8"),
    ];
    for (kind, bytes, encoding) in cases {
        let site = Site::new(Router::new().route("/1", get(async move || ([(header::CONTENT_TYPE, kind)], bytes).into_response())));
        let fetched = fetch(site.options(), &site.url("/1")).expect(kind);
        assert!(fetched.article.text.contains("정부가 14일 도로에 3조5000억원"), "{kind} {encoding}");
        assert_eq!(fetched.article.encoding, encoding, "{kind}");
    }
    let broken =
        [page("ko", KO).replace("총리", "\u{1}").into_bytes().iter().flat_map(|&b| if b == 1 { vec![0xFF] } else { vec![b] }).collect::<Vec<_>>()].concat();
    let site = Site::new(Router::new().route("/1", get(async move || ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], broken).into_response())));
    let refused = fetch(site.options(), &site.url("/1")).expect_err("is broken");
    assert!(refused.to_string().contains("do not fit UTF-8"), "{refused}");
}

#[test]
fn sites_are_read_as_their_robots_txt_wishes() {
    let robots = |text: &'static str| Router::new().route("/robots.txt", get(async move || text)).route("/{*path}", get(async || article()));
    let site = Site::new(robots("User-agent: *\nDisallow: /\n\nUser-agent: daejo\nDisallow: /closed/\nCrawl-delay: 0.1\n"));
    let fetcher = Fetcher::new(site.options()).expect("a fetcher");
    let ask = |path: &str| super::site::wait(fetcher.article(&site.url(path)));
    assert!(ask("/open/1").is_ok() && ask("/open/2").is_ok());
    assert_eq!(ask("/closed/1").expect_err("is closed").why, Why::Robots);
    assert_eq!(site.all(), ["/robots.txt", "/open/1", "/open/2"], "asked once, and what is closed not at all");

    let shut = Site::new(robots("User-agent: *\nDisallow: /\n"));
    assert_eq!(fetch(shut.options(), &shut.url("/1")).expect_err("is closed").why, Why::Robots);
    for code in [500, 503, 429] {
        let down = Site::new(
            Router::new().route("/robots.txt", get(async move || StatusCode::from_u16(code).expect("a status"))).route("/1", get(async || article())),
        );
        assert!(matches!(fetch(down.options(), &down.url("/1")).expect_err("cannot be known").why, Why::RobotsUnknown(_)));
        assert_eq!(down.pages().len(), 0);
    }
    for code in [400, 401, 403, 404, 410] {
        let none = Site::new(
            Router::new().route("/robots.txt", get(async move || StatusCode::from_u16(code).expect("a status"))).route("/1", get(async || article())),
        );
        assert!(fetch(none.options(), &none.url("/1")).is_ok(), "{code}");
    }
}

#[test]
fn a_page_that_leads_into_a_closed_part_is_not_followed_there() {
    let lead = get(async || (StatusCode::FOUND, [(header::LOCATION, "/closed/1")]).into_response());
    let router =
        Router::new().route("/robots.txt", get(async || "User-agent: *\nDisallow: /closed/\n")).route("/1", lead).route("/closed/1", get(async || article()));
    let site = Site::new(router);
    assert_eq!(fetch(site.options(), &site.url("/1")).expect_err("is closed").why, Why::Robots);
    assert_eq!(site.pages(), ["/1"]);
}

#[test]
fn a_robots_txt_without_end_is_read_so_far() {
    let long = "# nothing\n".repeat(200_000) + "User-agent: *\nDisallow: /\n";
    let site = Site::new(Router::new().route("/robots.txt", get(async move || long)).route("/1", get(async || Html(page("en", EN)))));
    assert!(fetch(site.options(), &site.url("/1")).is_ok(), "what stands behind the cap is not read, as the standard says");
}
