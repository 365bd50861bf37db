//! What other sites, borrowed names and forged requests come to: 403, the same headers as ever, and no change in the store.

use super::{Answer, Page, TOKEN, bearer, place};
use serde_json::json;

/// What every answer says to a browser.
fn guarded(answer: &Answer) {
    let policy = answer.header("content-security-policy").unwrap_or_else(|| panic!("{answer:?}"));
    for part in [
        "default-src 'none'", "script-src 'nonce-", "style-src 'nonce-", "base-uri 'none'", "object-src 'none'", "form-action 'none'",
        "frame-ancestors 'none'", "require-trusted-types-for 'script'",
    ] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{answer:?}");
    }
    assert!(!answer.headers.iter().any(|(n, _)| n.starts_with("access-control-")), "{answer:?}");
}

/// Everything that changes something, with a body that would.
fn mutating(id: &str) -> Vec<(String, String)> {
    let edits = json!({"version": 1, "edits": [{"start": 0, "end": 3, "text": "Our"}]}).to_string();
    let text = |t: &str| json!({ "text": t });
    let new = json!({"source": text("정부는 3조원을 쓴다."), "target": text("The government spends 3 trillion won.")}).to_string();
    vec![
        ("/api/v1/articles".to_owned(), new),
        (format!("/api/v1/articles/{id}/edits"), edits.clone()),
        (format!("/api/v1/articles/{id}/preview"), edits),
        (format!("/api/v1/articles/{id}/decisions"), json!({"version": 1, "fingerprint": "0123456789abcdef", "decision": "accept"}).to_string()),
        (format!("/api/v1/articles/{id}/undo"), json!({"version": 1}).to_string()),
        (format!("/api/v1/articles/{id}/sign"), json!({"version": 1, "decision": "REJECTED"}).to_string()),
        ("/api/v1/check".to_owned(), json!({"source": {"text": "a"}, "target": {"text": "b"}}).to_string()),
        ("/api/v1/session".to_owned(), json!({"token": TOKEN, "editor": "Evil"}).to_string()),
    ]
}

/// Headers with another value of one of them, or without it.
fn with<'a>(good: &[(&'a str, &'a str)], name: &'a str, value: Option<&'a str>) -> Vec<(&'a str, &'a str)> {
    let mut headers: Vec<(&str, &str)> = good.iter().filter(|(n, _)| !n.eq_ignore_ascii_case(name)).copied().collect();
    headers.extend(value.map(|v| (name, v)));
    headers
}

/// Requests with which something is wrong, each with what.
fn attacks<'a>(good: &[(&'a str, &'a str)]) -> Vec<(&'static str, Vec<(&'a str, &'a str)>)> {
    let with = |name, value| with(good, name, value);
    vec![
        ("no token", with("x-daejo-token", None)),
        ("wrong token", with("x-daejo-token", Some("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"))),
        ("the program's token for the page's", with("x-daejo-token", Some(TOKEN))),
        ("no session", with("Cookie", None)),
        ("another session", with("Cookie", Some("daejo=AAAA; daejo-1=BBBB"))),
        ("no origin", with("Origin", None)),
        ("foreign origin", with("Origin", Some("http://evil.example"))),
        ("null origin", with("Origin", Some("null"))),
        ("cross-site", with("Sec-Fetch-Site", Some("cross-site"))),
        ("same-site", with("Sec-Fetch-Site", Some("same-site"))),
        ("method override", [good.to_vec(), vec![("X-HTTP-Method-Override", "POST")]].concat()),
        (
            "a form",
            [with("Content-Type", Some("application/x-www-form-urlencoded")), vec![]].concat().into_iter().filter(|(n, _)| *n != "x-daejo-token").collect(),
        ),
        ("plain text", with("Content-Type", Some("text/plain")).into_iter().filter(|(n, _)| *n != "x-daejo-token").collect()),
        ("a wrong program", vec![("Authorization", "Bearer 00000000000000000000000000000000"), ("Content-Type", "application/json")]),
        ("a program by name", vec![("Authorization", "Basic a2ltOg=="), ("Content-Type", "application/json")]),
        (
            "a program of another site",
            vec![("Authorization", "Bearer 0123456789abcdef0123456789abcdef"), ("Origin", "http://evil.example"), ("Content-Type", "application/json")],
        ),
    ]
}

#[test]
fn nobody_changes_anything_through_an_editors_browser() {
    let place = place();
    let page = Page::open(&place, &["ko.md", "en.md"]);
    let id = page.only();
    let all = || (page.get(&format!("/api/v1/articles/{id}")), page.get("/api/v1/articles"), place.read("en.md"));
    let before = all();
    let browser = page.browser();
    let (origin, cookie, token) = (browser.origin(), browser.cookie.clone(), browser.token.clone());
    let good: Vec<(&str, &str)> =
        vec![("Cookie", &cookie), ("Origin", &origin), ("Sec-Fetch-Site", "same-origin"), ("Content-Type", "application/json"), ("x-daejo-token", &token)];
    let with = |name, value| with(&good, name, value);
    let attacks = attacks(&good);
    for (path, body) in mutating(&id) {
        for (name, headers) in &attacks {
            // Whoever signs in has neither session nor token yet; only the page may ask for that.
            let coming = path.ends_with("/session");
            if coming
                && !matches!(
                    *name,
                    "no origin" | "foreign origin" | "null origin" | "cross-site" | "same-site" | "method override" | "a program of another site"
                )
            {
                continue;
            }
            let answer = page.send("POST", &path, headers, &body);
            assert_eq!(answer.status, 403, "{name}: {path}: {answer:?}");
            guarded(&answer);
            assert!(answer.header("set-cookie").is_none(), "{name}: {path}: {answer:?}");
        }
        for method in ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"] {
            let answer = page.send(method, &path, &good, "");
            assert!(answer.status == 405 || (path == "/api/v1/articles" && answer.status == 200), "{method} {path}: {answer:?}");
            guarded(&answer);
        }
        // With the right token, too, a body that is no JSON by its type is none.
        for kind in ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", ""] {
            let answer = page.send("POST", &path, &[with("Content-Type", None), vec![("Content-Type", kind)]].concat(), &body);
            assert_eq!((answer.status, answer.problem().as_str()), (415, "/problems/not-json"), "{path}");
        }
    }
    assert_eq!(before, all());
    // All of it was refused for what was wrong with it: what is right is done.
    let (path, body) = &mutating(&id)[1];
    assert_eq!(page.send("POST", path, &good, body).status, 200);
    assert!(place.read("en.md").starts_with("Our government"));
}

#[test]
fn borrowed_names_are_refused_before_anything_is_looked_up() {
    let place = place();
    let page = Page::open(&place, &["ko.md", "en.md"]);
    let port = page.address.port();
    let token = bearer();
    let hosts = [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        format!("127.0.0.1.evil:{port}"),
        format!("localhost:{}", port.wrapping_add(1)),
        "localhost".to_owned(),
        String::new(),
        format!("localhost.:{port}"),
        format!("[::1]:{port}"),
        format!("0.0.0.0:{port}"),
        format!("127.0.0.1:{port}, evil.example"),
    ];
    // What is not there is refused alike: nothing was looked up.
    for path in ["/", "/api/v1/articles", "/assets/page.js", "/nowhere"] {
        for host in &hosts {
            let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: {token}\r\nConnection: close\r\n\r\n");
            let answer = page.raw(request.as_bytes()).expect("is answered");
            assert_eq!((answer.status, answer.problem().as_str()), (403, "/problems/refused"), "{host} {path}");
            guarded(&answer);
        }
    }
    let own = page.address;
    for request in [
        format!("GET / HTTP/1.1\r\nAuthorization: {token}\r\nConnection: close\r\n\r\n"),
        format!("GET / HTTP/1.0\r\nAuthorization: {token}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: {own}\r\nHost: {own}\r\nAuthorization: {token}\r\nConnection: close\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\nAuthorization: {token}\r\nConnection: close\r\n\r\n"),
        format!("GET http://{own}/ HTTP/1.1\r\nHost: {own}\r\nAuthorization: {token}\r\nConnection: close\r\n\r\n"),
        format!("GET http://evil.example/ HTTP/1.1\r\nHost: {own}\r\nAuthorization: {token}\r\nConnection: close\r\n\r\n"),
        format!("OPTIONS * HTTP/1.1\r\nHost: {own}\r\nAuthorization: {token}\r\nConnection: close\r\n\r\n"),
        format!("CONNECT {own} HTTP/1.1\r\nHost: {own}\r\nAuthorization: {token}\r\nConnection: close\r\n\r\n"),
    ] {
        let answer = page.raw(request.as_bytes()).unwrap_or_else(|| panic!("{request}"));
        assert_eq!(answer.status, 403, "{request}: {answer:?}");
        guarded(&answer);
    }
    let name = format!("GET / HTTP/1.1\r\nHost: LOCALHOST:{port}\r\nAuthorization: {token}\r\nConnection: close\r\n\r\n");
    assert_eq!(page.raw(name.as_bytes()).expect("is answered").status, 200);
}

#[test]
fn requests_that_are_none_and_bodies_without_end() {
    let place = place();
    let page = Page::open(&place, &["ko.md", "en.md"]);
    let token = bearer();
    let own = page.address;
    let head = format!("POST /api/v1/check HTTP/1.1\r\nHost: {own}\r\nAuthorization: {token}\r\nContent-Type: application/json\r\nConnection: close\r\n");
    let long = "a".repeat(8 << 20);
    let many = format!("{{\"source\": {{\"text\": {}1{}}}}}", "[".repeat(100_000), "]".repeat(100_000));
    let twice = r#"{"source": {"text": "a", "text": "b"}, "target": {"text": "c"}}"#;
    for (request, statuses) in [
        (format!("{head}Content-Length: {}\r\n\r\n{long}", long.len()), &[413, 0][..]),
        (format!("{head}Content-Length: {}\r\n\r\n{many}", many.len()), &[400]),
        (format!("{head}Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef"), &[400]),
        (format!("{head}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"), &[400]),
        (format!("{head}Content-Length: 2\r\n\r\n\u{fffd}"), &[400]),
        (format!("{head}X-Long: {}\r\nContent-Length: 0\r\n\r\n", "a".repeat(100_000)), &[431, 0]),
        (format!("{head}{}Content-Length: 0\r\n\r\n", "X-A: b\r\n".repeat(100)), &[431, 0]),
        (format!("{head}Content-Length: {}\r\n\r\n{twice}", twice.len()), &[400]),
        ("\u{0}\u{1}\r\n\r\n".to_owned(), &[400, 0]),
    ] {
        let status = page.raw(request.as_bytes()).map_or(0, |a| a.status);
        assert!(statuses.contains(&status), "{status}: {}", request.chars().take(300).collect::<String>());
    }
    let text = "x".repeat((1 << 20) + 1);
    let answer = page.post("/api/v1/check", &json!({"source": {"text": text}, "target": {"text": "a"}}));
    assert_eq!(answer.problem(), "/problems/too-large");
    assert_eq!(page.get("/api/v1/articles")["articles"].as_array().map(Vec::len), Some(1), "it goes on");
}

#[test]
fn a_browser_comes_in_once_by_an_address_and_scripts_cannot_read_its_session() {
    let place = place();
    let page = Page::open(&place, &["ko.md", "en.md"]);
    let path = page.enter.strip_prefix(&format!("http://{}", page.address)).expect("is of the page").to_owned();
    // Whoever looks only, as previews of links do, uses nothing up.
    assert_eq!(page.send("HEAD", &path, &[], "").status, 403);
    assert_eq!(page.send("GET", &path, &[("Sec-Fetch-Site", "cross-site")], "").status, 403);
    let answer = page.send("GET", &path, &[], "");
    assert_eq!((answer.status, answer.header("location")), (303, Some(format!("/article/{}", page.only()).as_str())));
    let cookie = answer.header("set-cookie").expect("a cookie");
    assert!(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Strict") && cookie.contains("; Path=/"), "{cookie}");
    assert!(cookie.starts_with(&format!("daejo-{}=", page.address.port())), "{cookie}");
    guarded(&answer);
    let again = page.send("GET", &path, &[], "");
    assert_eq!((again.status, again.problem().as_str()), (403, "/problems/no-session"));
    assert!(again.header("set-cookie").is_none());
    // Without a session the pages say how to come in, and the interface says no.
    for path in ["/", "/article/x"] {
        let answer = page.send("GET", path, &[], "");
        assert!(answer.status == 403 && answer.body.contains("daejo review") && !answer.body.contains("{{"), "{answer:?}");
        guarded(&answer);
    }
    assert_eq!(page.send("GET", "/api/v1/articles", &[], "").problem(), "/problems/no-session");
    assert_eq!(page.send("GET", "/nowhere", &[], "").problem(), "/problems/no-session");
}

#[test]
fn it_listens_to_this_machine_only_unless_it_is_told_with_a_token() {
    let place = place();
    for (args, said) in [
        (&["--listen", "0.0.0.0"][..], "--behind-proxy"),
        (&["--listen", "::"], "--behind-proxy"),
        (&["--listen", "192.0.2.1"], "--behind-proxy"),
        (&["--behind-proxy", "https://review.example.com"], "a token is needed"),
        (&["--behind-proxy", "review.example.com", "--token-file", "token"], "no address of a site"),
        (&["--token-file", "short"], "32 characters"),
        (&["--token-file", "none"], "No such file"),
    ] {
        std::fs::write(place.path().join("token"), TOKEN).expect("is written");
        std::fs::write(place.path().join("short"), "abc").expect("is written");
        #[cfg(unix)]
        for name in ["token", "short"] {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(place.path().join(name), std::fs::Permissions::from_mode(0o600)).expect("is set");
        }
        let run = place.run(&[&["review", "--no-open", "--editor", "Kim"], args].concat());
        assert_eq!(run.code, 2, "{args:?}: {run:?}");
        assert!(run.err.contains(said), "{args:?}: {run:?}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(place.path().join("token"), std::fs::Permissions::from_mode(0o644)).expect("is set");
        let run = place.run(&["review", "--no-open", "--editor", "Kim", "--token-file", "token"]);
        assert!(run.code == 2 && run.err.contains("others on this machine"), "{run:?}");
    }
}

#[test]
fn behind_a_proxy_editors_come_in_by_the_token_under_their_names() {
    let place = place();
    let page = Page::open(&place, &["ko.md", "en.md", "--behind-proxy", "https://review.example.com"]);
    assert!(page.enter.starts_with("https://review.example.com/enter/"), "{}", page.enter);
    let send = |method: &str, path: &str, headers: &str, body: &str| {
        let length = body.len();
        let request = format!("{method} {path} HTTP/1.1\r\nHost: review.example.com\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}");
        page.raw(request.as_bytes()).expect("is answered")
    };
    assert_eq!(page.send("GET", "/", &[], "").problem(), "/problems/refused", "not under the address behind the proxy");
    let sign = |token: &str, editor: &str| {
        let origin = "Origin: https://review.example.com\r\nContent-Type: application/json\r\n";
        send("POST", "/api/v1/session", origin, &json!({"token": token, "editor": editor}).to_string())
    };
    assert_eq!(sign("0123456789abcdef0123456789abcdeX", "Lee").problem(), "/problems/no-session");
    for name in ["", "  ", "a\nb", &"가".repeat(101)] {
        assert_eq!(sign(TOKEN, name).problem(), "/problems/invalid", "{name}");
    }
    let answer = sign(TOKEN, "이<script>");
    let cookie = answer.header("set-cookie").expect("a cookie");
    assert!(answer.status == 204 && cookie.starts_with("__Host-daejo=") && cookie.contains("; Secure"), "{answer:?}");
    let start = send("GET", "/", &format!("Cookie: {}\r\n", cookie.split(';').next().expect("a pair")), "");
    assert!(start.status == 200 && start.body.contains("이&lt;script&gt;") && !start.body.contains("이<script>"), "{start:?}");
}
