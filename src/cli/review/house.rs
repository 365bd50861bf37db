//! What the house decides while the page is open: the configuration and its lists, the waivers and the baseline, the keys that are trusted.
//! The files are looked at whenever somebody asks; a change is taken up at once, and one that cannot be is told.

use super::Args;
use crate::cli::Stop;
use crate::cli::decided::{self, Decided};
use crate::cli::one::{Rules, Text};
use crate::cli::record::desk::{Desk, program};
use crate::cli::settings::{self, Settings};
use crate::config::{self, Asked};
use crate::ingest::{self, Limits};
use crate::judge::{baseline, waive};
use crate::record::{Sha256, Trust, trust};
use crate::review::Stamp;
use jiff::civil::Date;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// What is asked on the command line, over what the files say.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    config: Option<PathBuf>,
    keys: Option<PathBuf>,
    profile: Option<String>,
    date: Option<Date>,
    /// Where to look for the files first.
    place: PathBuf,
}

impl Wanted {
    pub(super) fn of(args: &Args) -> Self {
        // The folder is fixed; where the program stands then does not matter.
        let Args { config, keys, profile, date, .. } = args;
        Self { config: config.clone(), keys: keys.clone(), profile: profile.clone(), date: *date, place: settings::absolute(args.place()) }
    }
}

/// What holds at a moment.
#[derive(Debug)]
pub(super) struct House {
    pub(super) rules: Rules,
    /// For what records say of a run.
    pub(super) desk: Desk,
    pub(super) trust: Option<Arc<Trust>>,
    pub(super) reviewers: usize,
    /// What all of it comes to, as a word.
    pub(super) id: String,
}

/// The files of the house, looked at again and again.
#[derive(Debug)]
pub(super) struct Watched {
    wanted: Wanted,
    program: Option<Sha256>,
    now: Mutex<Now>,
}

#[derive(Debug)]
struct Now {
    house: Arc<House>,
    files: Vec<PathBuf>,
    stamp: Stamp,
    day: Date,
    digest: Sha256,
    notice: Option<String>,
}

impl Watched {
    /// Reads all of it.
    pub(super) fn open(wanted: Wanted, colour: bool) -> Result<Self, Stop> {
        let program = program();
        let house = House::load(&wanted, program, colour)?;
        let files = house.files(&wanted);
        let stamp = stamped(&files);
        let (day, digest) = (decided::today()?, digested(&files));
        // What was changed while it was read is read again: the stamp of such a file is not settled, and its digest may be of the later one.
        let (house, stamp) = if stamp.settled { (house, stamp) } else { (House::load(&wanted, program, colour)?, stamp) };
        Ok(Self { wanted, program, now: Mutex::new(Now { house: Arc::new(house), files, stamp, day, digest, notice: None }) })
    }

    /// What holds now, and why it is not what the files say, where it is not.
    pub(super) fn now(&self) -> (Arc<House>, Option<String>) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let stamp = stamped(&now.files);
        let day = decided::today().unwrap_or(now.day);
        let as_it_was = stamp.text == now.stamp.text && day == now.day;
        if !as_it_was || !now.stamp.settled {
            let digest = digested(&now.files);
            if digest != now.digest || day != now.day {
                self.take(&mut now);
            }
            (now.stamp, now.day, now.digest) = (stamp, day, digest);
        }
        (Arc::clone(&now.house), now.notice.clone())
    }

    /// Takes a change up, or says why it cannot be.
    fn take(&self, now: &mut Now) {
        match House::load(&self.wanted, self.program, false) {
            Ok(house) => {
                now.files = house.files(&self.wanted);
                now.house = Arc::new(house);
                now.notice = None;
            }
            Err(stop) => {
                let why = stop.to_string().replace("; nothing was checked", "");
                let notice = format!("a change of the settings is not taken up, and what they were before holds: {why}");
                if now.notice.as_ref() != Some(&notice) {
                    super::say(&notice);
                }
                now.notice = Some(notice);
            }
        }
    }

    pub(super) const fn program(&self) -> Option<Sha256> {
        self.program
    }
}

impl House {
    fn load(wanted: &Wanted, program: Option<Sha256>, colour: bool) -> Result<Self, Stop> {
        let Wanted { config, keys, profile, date, place } = wanted;
        let asked = Asked { profile: profile.as_deref(), ..Asked::default() };
        let settings = settings::load(config.as_deref(), place, asked, colour)?;
        let decided = Decided::load(&settings.config, config.as_deref(), place, Path::new("."), colour)?;
        let desk = Desk::open(config.as_deref(), place, colour)?;
        let there = keys.is_some() || desk.keys.exists();
        let trust = there.then(|| desk.trust(keys.as_deref(), colour)).transpose()?.map(Arc::new);
        let reviewers = desk.settings.config.record.reviewers;
        let date = date.or(settings.config.date);
        let rules = Rules { settings, date, texts: vec![Text::Jsonl], rows: false, annotate: false, whole: true, decided, collect: false, keep: None };
        let mut house = Self { rules, desk, trust, reviewers, id: String::new() };
        let said = digested(&house.files(wanted));
        let by = format!("{said} {} {program:?} {profile:?} {date:?} {:?}", env!("CARGO_PKG_VERSION"), decided::today()?);
        house.id = Sha256::of(by.as_bytes()).short();
        Ok(house)
    }

    /// Every file that it goes by, and those that it would go by if they were there.
    fn files(&self, wanted: &Wanted) -> Vec<PathBuf> {
        let Settings { config, path, .. } = &self.rules.settings;
        let root = &self.rules.decided.root;
        let beside = path.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
        let lists = config.house.iter().chain(&config.precedent).chain(&config.lexicon);
        let mut files: Vec<PathBuf> = lists.map(|list| settings::absolute(&beside.join(list))).collect();
        files.extend([waive::FILE_NAME, baseline::FILE_NAME].map(|name| root.join(name)));
        files.push(wanted.keys.as_deref().map_or_else(|| self.desk.keys.clone(), settings::absolute));
        if let Some(config) = &wanted.config {
            files.push(settings::absolute(config));
        } else {
            let names = [config::FILE_NAME, waive::FILE_NAME, baseline::FILE_NAME, trust::FILE_NAME];
            let to = path.as_deref().and_then(Path::parent).map(settings::absolute);
            // A file nearer to the articles would be the one that holds.
            let nearer = wanted.place.ancestors().take_while(|f| to.as_ref().is_none_or(|to| f.starts_with(to)));
            files.extend(nearer.flat_map(|folder| names.map(|name| folder.join(name))));
        }
        files.sort();
        files.dedup();
        files
    }
}

fn stamped(files: &[PathBuf]) -> Stamp {
    Stamp::of(files.iter().map(PathBuf::as_path))
}

/// What the files say. One that is not there, or cannot be read, says something of its own.
fn digested(files: &[PathBuf]) -> Sha256 {
    let mut all = String::new();
    for path in files {
        let said = ingest::read(path, Limits { file: 1 << 30 }).ok().map(Sha256::of);
        // Writing to a string cannot fail.
        let _ = writeln!(all, "{} {said:?}", path.display());
    }
    Sha256::of(all.as_bytes())
}
