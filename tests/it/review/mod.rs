//! The editor's page from outside: a process of its own, spoken to over sockets.

use crate::support::Place;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Articles of the web, by their addresses.
mod addresses;
/// What other sites, borrowed names and forged requests come to: nothing.
mod attacks;
/// Articles that come in, decisions, edits, undoing, what two editors and the disk do to each other.
mod decisions;
/// What is left after the program was killed, or the disk was full.
mod durability;
/// What the house changes while the page is open.
mod house;
/// The interface for programs: checks, problems, the description.
mod interface;
/// The list of articles: quick with many, right whatever is touched.
mod listing;
/// Other users of the machine.
#[cfg(unix)]
mod others;
/// Signing off: what may be signed, what voids it, and that the shell says the same.
mod signing;
/// What was waived on the page, taken over into the file of the house.
mod waived;

pub(crate) const TOKEN: &str = "0123456789abcdef0123456789abcdef";
pub(crate) const KO: &str = "정부는 14일 도로에 3조5000억원을 쓴다고 밝혔다.\n\n서울에서 5명이 다쳤다.\n";
pub(crate) const EN: &str = "The government said Monday that it will spend 3.5 billion won on roads.\n\nFour people were hurt in Seoul.\n";

/// A page that is open.
pub(crate) struct Page {
    child: Child,
    pub(crate) address: SocketAddr,
    /// The address at which a browser comes in.
    pub(crate) enter: String,
    // What it says goes on being read, so that it can go on saying it.
    _errors: std::thread::JoinHandle<()>,
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Page {
    /// Opens one in a place, with these arguments.
    pub(crate) fn open(place: &Place, args: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_daejo"));
        command.current_dir(place.path()).env_clear().env("DAEJO_REVIEW_TOKEN", TOKEN).env("XDG_DATA_HOME", place.path().join("data"));
        command.args(["review", "--no-open", "--editor", "Kim"]).args(args);
        Self::start(command)
    }

    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
        let mut out = BufReader::new(child.stdout.take().expect("is piped"));
        let mut errors = BufReader::new(child.stderr.take().expect("is piped"));
        let mut line = String::new();
        out.read_line(&mut line).expect("is read");
        let enter = line.trim().to_owned();
        let mut listening = String::new();
        if enter.starts_with("https://") {
            while !listening.starts_with("listening at ") {
                listening.clear();
                assert!(errors.read_line(&mut listening).expect("is read") > 0, "it does not say where it listens");
            }
            listening = listening.replace("listening at ", "http://").replace('\n', "/");
        }
        let shown = if listening.is_empty() { &enter } else { &listening };
        let Some(at) = shown.strip_prefix("http://").and_then(|r| r.split_once('/')) else {
            let mut said = String::new();
            errors.read_to_string(&mut said).expect("is read");
            panic!("it did not open: {line}{said}");
        };
        let address = at.0.parse().expect("an address");
        let errors = std::thread::spawn(move || errors.lines().for_each(drop));
        Self { child, address, enter, _errors: errors }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sees it off that was killed.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("is killed");
        self.wait();
    }

    /// Waits for its end; its exit code.
    pub(crate) fn wait(&mut self) -> Option<i32> {
        self.child.wait().expect("has ended").code()
    }

    /// Sends bytes as they are, and reads what comes back.
    pub(crate) fn raw(&self, request: &[u8]) -> Option<Answer> {
        let mut stream = TcpStream::connect(self.address).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
        stream.write_all(request).ok()?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).ok()?;
        Answer::read(&bytes)
    }

    /// Sends a request with these headers beside Host.
    pub(crate) fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        self.try_send(method, path, headers, body).expect("is answered")
    }

    pub(crate) fn try_send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Option<Answer> {
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        if !body.is_empty() {
            request.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        self.raw(format!("{request}\r\n{body}").as_bytes())
    }

    /// As a program that has the token.
    pub(crate) fn get(&self, path: &str) -> Value {
        let answer = self.send("GET", path, &[("Authorization", &bearer())], "");
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        answer.json()
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, &[("Authorization", &bearer()), ("Content-Type", "application/json")], &body.to_string())
    }

    /// The article that the page was opened with.
    pub(crate) fn only(&self) -> String {
        let list = self.get("/api/v1/articles");
        let all = list["articles"].as_array().expect("a list");
        assert_eq!(all.len(), 1, "{list}");
        all[0]["id"].as_str().expect("an id").to_owned()
    }

    /// A browser that came in.
    pub(crate) fn browser(&self) -> Browser<'_> {
        let path = self.enter.strip_prefix(&format!("http://{}", self.address)).expect("is of the page");
        let answer = self.send("GET", path, &[], "");
        assert_eq!(answer.status, 303, "{answer:?}");
        let cookie = answer.header("set-cookie").expect("a cookie").to_owned();
        self.browser_of(cookie.split(';').next().expect("a pair").to_owned())
    }

    /// A browser that has this cookie.
    pub(crate) fn browser_of(&self, cookie: String) -> Browser<'_> {
        let start = self.send("GET", "/", &[("Cookie", &cookie)], "");
        let token = start.body.split("name=\"daejo-token\" content=\"").nth(1).and_then(|r| r.split('"').next()).expect("a token").to_owned();
        Browser { page: self, cookie, token }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A browser with a session.
pub(crate) struct Browser<'p> {
    page: &'p Page,
    pub(crate) cookie: String,
    pub(crate) token: String,
}

impl Browser<'_> {
    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.page.address)
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Answer {
        let origin = self.origin();
        let headers = [
            ("Cookie", self.cookie.as_str()),
            ("Origin", &origin),
            ("Sec-Fetch-Site", "same-origin"),
            ("Content-Type", "application/json"),
            ("x-daejo-token", &self.token),
        ];
        self.page.send("POST", path, &headers, &body.to_string())
    }
}

pub(crate) fn bearer() -> String {
    format!("Bearer {TOKEN}")
}

impl Answer {
    fn read(bytes: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n")?;
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers = lines.filter_map(|l| l.split_once(": ")).map(|(n, v)| (n.to_ascii_lowercase(), v.to_owned())).collect();
        Some(Self { status, headers, body: body.to_owned() })
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }

    /// The type of the problem that it is.
    pub(crate) fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self:?}");
        self.json()["type"].as_str().expect("a type").to_owned()
    }
}

/// A place with an article of two files.
pub(crate) fn place() -> Place {
    let place = Place::new();
    place.file("ko.md", format!("---\ndate: 2025-04-15\n---\n{KO}")).file("en.md", EN);
    place
}
