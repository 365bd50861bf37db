//! Articles that come in: pasted texts, which become files of the store's folder, and files that lie where they lie.

use super::desk::Desk;
use super::files::{self, Ready};
use super::log::Action;
use super::problem::{Kind, Problem};
use super::store::origin::Origin;
use super::store::{New, Row};
use crate::fetch::Fetched;
use crate::ingest::{self, Format, date::seoul_date};
use crate::model::Lang;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// One side of an article that comes in.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewSideV1 {
    /// The text: plain, Markdown or HTML.
    #[serde(default)]
    pub text: Option<String>,
    /// Or where on the web it is.
    #[serde(default)]
    pub address: Option<String>,
    /// The name of the file that it was, which tells its format.
    #[serde(default)]
    pub name: Option<String>,
}

/// An article that comes in.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "new article")]
pub(super) struct NewV1 {
    /// The Korean.
    pub source: NewSideV1,
    /// The English.
    pub target: NewSideV1,
    /// Day of publication in Korea, as 2025-04-15, where the texts do not say it.
    #[serde(default)]
    pub date: Option<String>,
    /// The machine's draft that the English was made of.
    #[serde(default)]
    pub draft: Option<NewSideV1>,
}

/// A text that came in, as it becomes a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Text {
    pub(super) body: String,
    pub(super) markdown: bool,
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
}

impl Text {
    /// An article that was fetched from the web, as a file that says where it is from.
    fn fetched(fetched: &Fetched) -> Result<Self, Problem> {
        let body = fetched.markdown();
        if body.len() > files::LARGEST {
            return Err(Problem::new(Kind::TooLarge, format!("the article has more than {} bytes", files::LARGEST)));
        }
        Ok(Self { body, markdown: true, title: fetched.title().map(str::to_owned), date: fetched.date().map(|d| d.to_string()) })
    }

    /// A pasted text, or the content of a file that was dropped in. Of a page the article is taken.
    ///
    /// # Errors
    /// When it is too long or no text.
    pub(super) fn pasted(side: &NewSideV1, which: &str) -> Result<Self, Problem> {
        let invalid = |why: String| Problem::new(Kind::Invalid, why);
        let (Some(text), None) = (&side.text, &side.address) else {
            return Err(invalid(format!("`{which}` has a text or an address, and not both")));
        };
        if text.len() > files::LARGEST {
            let most = files::LARGEST;
            return Err(Problem::new(
                Kind::TooLarge,
                format!("`{which}` is longer than {most} bytes, which is more than an article; check it with `daejo check`"),
            ));
        }
        // The name tells the format and is not kept: it comes from somebody's disk.
        let name = side.name.as_deref().filter(|n| n.len() <= 300).map_or_else(|| which.to_owned(), |n| format!("{which}.{}", ending(n)));
        Self::read(&name, text.as_bytes()).map_err(invalid)
    }

    fn read(name: &str, bytes: &[u8]) -> Result<Self, String> {
        let loaded = ingest::load_named(name, bytes).map_err(|e| e.to_string())?;
        let format = Format::of(Path::new(name)).unwrap_or_else(|| Format::sniff(&loaded.text));
        let title = loaded.meta.title.clone();
        let date = loaded.meta.date.map(|d| d.to_string());
        Ok(Self { body: loaded.text, markdown: format == Format::Markdown, title, date })
    }

    fn file(&self, stem: &str) -> String {
        format!("{stem}.{}", if self.markdown { "md" } else { "txt" })
    }
}

/// The addresses of an article, as they are told to be the same: without what only a browser looks at.
pub(super) fn origin(source: &str, target: &str) -> Origin {
    let plain = |address: &str| {
        url::Url::parse(address.trim()).map_or_else(
            |_| address.trim().to_owned(),
            |mut url| {
                url.set_fragment(None);
                url.into()
            },
        )
    };
    (plain(source), plain(target))
}

/// What a text says: its title, its day, its blocks.
fn said(path: &Path, bytes: &[u8]) -> Option<(Option<String>, Option<Date>, Vec<String>)> {
    let loaded = ingest::load_named(&path.to_string_lossy(), bytes).ok()?;
    let blocks = loaded.blocks.iter().map(|b| b.span.slice(&loaded.text).to_owned()).collect();
    Some((loaded.meta.title.clone(), loaded.meta.date, blocks))
}

/// The ending of a file's name, where it is a plain one.
fn ending(name: &str) -> &str {
    Path::new(name).extension().and_then(|e| e.to_str()).filter(|e| e.chars().all(|c| c.is_ascii_alphanumeric())).unwrap_or("")
}

impl Desk {
    /// A side that comes in: its text, or the article at its address.
    ///
    /// # Errors
    /// When the address gives no article, or the text is none.
    pub(super) async fn side(&self, side: &NewSideV1, which: &str) -> Result<Text, Problem> {
        match &side.address {
            Some(address) if side.text.is_none() => self.fetch(address).await,
            _ => Text::pasted(side, which),
        }
    }

    async fn fetch(&self, address: &str) -> Result<Text, Problem> {
        let web = self.fetcher.as_ref().map_err(|why| Problem::new(Kind::Address, why.as_str()))?;
        let Ok(_turn) = self.fetches.try_acquire() else {
            return Err(Problem::new(Kind::Busy, "other articles are being fetched already; try again in a moment"));
        };
        let fetched = web.article(address.trim()).await;
        let fetched = fetched.map_err(|e| Problem { code: Some(e.why.code()), ..Problem::new(Kind::Address, e.to_string()) })?;
        Text::fetched(&fetched)
    }

    /// Takes in an article of two addresses of the web.
    ///
    /// # Errors
    /// When an address gives no article, they are not of the two languages, or there is no room.
    pub async fn take_addresses(&self, source: &str, target: &str, by: &str) -> Result<String, Problem> {
        let origin = origin(source, target);
        let (source, target) = tokio::join!(self.fetch(source), self.fetch(target));
        Ok(self.receive_from(&origin, (&source?, &target?, None), None, by)?.id)
    }

    /// Takes in an article of two addresses. One that came from them before is the same: its Korean is as it is on the web now, and so is its
    /// English, unless somebody edited that here.
    ///
    /// # Errors
    /// As [`Self::receive`], and when the files of the article cannot be written.
    pub(super) fn receive_from(&self, origin: &Origin, texts: (&Text, &Text, Option<&Text>), date: Option<&str>, by: &str) -> Result<Row, Problem> {
        let Some(row) = self.store.article_from(origin)? else {
            let row = self.receive(texts, date, by)?;
            // Without the note the article would only come in twice.
            let _ = self.store.came_from(&row, origin);
            return Ok(row);
        };
        let (source, target, _) = texts;
        Self::compared(source, target)?;
        let opened = self.read(row)?;
        let edited = opened.standing.entries.iter().any(|e| matches!(e.event.action, Action::Edit { .. }));
        // When a page was fetched is no other article; a sign-off of it stays good.
        let put = |path: &Path, there: &[u8], now: &Text| {
            let same = said(path, there).is_some_and(|there| Some(there) == said(path, now.body.as_bytes()));
            if same { Ok(()) } else { Ready::new(path, now.body.as_bytes())?.put() }
        };
        put(&opened.row.source, &opened.source, source)?;
        if !edited {
            put(&opened.row.target, &opened.target, target)?;
        }
        // What changed is noted as what happened on the disk.
        Ok(self.read(opened.row)?.row)
    }

    /// Whether two texts are articles of the two languages.
    fn compared(source: &Text, target: &Text) -> Result<(), Problem> {
        let invalid = |why: String| Problem::new(Kind::Invalid, why);
        let loaded = |text: &Text, name: &str| ingest::load_named(&text.file(name), text.body.as_bytes()).map_err(|e| invalid(e.to_string()));
        let (ko, en) = (loaded(source, "ko")?, loaded(target, "en")?);
        for (loaded, lang, name) in [(&ko, Lang::Ko, "Korean"), (&en, Lang::En, "English")] {
            if loaded.document(lang).blocks.is_empty() {
                return Err(invalid(format!("the {name} text is empty")));
            }
        }
        ingest::doubt(&ko.document(Lang::Ko), &en.document(Lang::En)).map_or(Ok(()), |doubt| Err(invalid(doubt.to_string())))
    }

    /// Takes in an article of texts.
    ///
    /// # Errors
    /// When they are no articles of the two languages, or there is no room.
    pub(super) fn receive(&self, (source, target, draft): (&Text, &Text, Option<&Text>), date: Option<&str>, by: &str) -> Result<Row, Problem> {
        let invalid = |why: String| Problem::new(Kind::Invalid, why);
        let given = date.map(str::trim).filter(|d| !d.is_empty());
        let day = given.map(|d| seoul_date(d).ok_or_else(|| invalid("the date is not understood; write it as 2025-04-15".to_owned()))).transpose()?;
        Self::compared(source, target)?;
        let id = Self::fresh()?;
        let folder = self.folder().join(&id);
        files::folder(&folder)?;
        let put = |text: &Text, stem: &str| -> Result<PathBuf, Problem> {
            let path = folder.join(text.file(stem));
            Ready::new(&path, text.body.as_bytes()).and_then(Ready::put)?;
            Ok(path)
        };
        let write = || -> Result<Row, Problem> {
            let (ko, en) = (put(source, "ko")?, put(target, "en")?);
            let draft = draft.map(|d| Ok::<_, Problem>((put(d, "draft.en")?, d.body.as_bytes()))).transpose()?;
            let new = New {
                id: id.clone(),
                source: (&ko, source.body.as_bytes()),
                target: (&en, target.body.as_bytes()),
                draft: draft.as_ref().map(|(path, bytes)| (path.as_path(), *bytes)),
                date: day.map(|d| d.to_string()).or_else(|| source.date.clone()).or_else(|| target.date.clone()),
                title: target.title.clone(),
                at: self.now(),
                by: by.to_owned(),
            };
            Ok(self.store.add(&new)?)
        };
        write().inspect_err(|_| {
            // Nothing of it is left; if that cannot be done either, it is a folder that no article names.
            let _ = std::fs::remove_dir_all(&folder);
        })
    }

    /// Takes in an article of files that lie where they lie; one that is known already is what it was.
    ///
    /// # Errors
    /// When they cannot be read, or there is no room.
    pub fn take(&self, source: &Path, target: &Path, draft: Option<&Path>, date: Option<String>) -> Result<String, Problem> {
        if let Some(row) = self.store.article_of(source, target)? {
            return Ok(row.id);
        }
        for path in [source, target].into_iter().chain(draft) {
            if path.to_str().is_none() {
                return Err(Problem::new(Kind::Invalid, format!("{}: its name is no Unicode; rename it", files::shown(path))));
            }
        }
        let read = |path: &Path| files::read(path).map_err(|why| Problem::new(Kind::Invalid, why));
        let (ko, en, drafted) = (read(source)?, read(target)?, draft.map(read).transpose()?);
        let new = New {
            id: Self::fresh()?,
            source: (source, &ko),
            target: (target, &en),
            draft: draft.zip(drafted.as_deref()),
            date,
            title: None,
            at: self.now(),
            by: super::log::DISK.to_owned(),
        };
        Ok(self.store.add(&new)?.id)
    }

    /// The folder in which pasted articles lie, beside the store.
    fn folder(&self) -> PathBuf {
        self.store.path().with_extension("articles")
    }

    /// An identifier that no article has.
    fn fresh() -> Result<String, Problem> {
        const LETTERS: usize = 16;
        let secret = super::session::secret().map_err(|e| Problem::new(Kind::Inside, format!("the system has no randomness to give ({e})")))?;
        let id: String = super::log::digest(secret.as_bytes()).chars().take(LETTERS).collect();
        Ok(id)
    }
}
