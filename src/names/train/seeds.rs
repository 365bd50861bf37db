//! Which way of spelling a name is taken for at first, before anything is learned: by its language where that is told,
//! else by what shows it.

use super::NamePair;
use crate::names::latin::Word;
use crate::names::model::{KOREAN, LANES, SINO};
use crate::names::{alphabet, given};

/// A share for every lane.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seed {
    pub(super) shares: [f64; LANES],
    /// Whether the language was told.
    pub(super) told: bool,
}

const ENGLISH: usize = 2;
const GERMAN: usize = 3;
const FRENCH: usize = 4;
const ROMANCE: usize = 5;
const SLAVIC: usize = 6;
const NORTHERN: usize = 7;
const CLASSICAL: usize = 8;
const JAPANESE: usize = 9;
const MANDARIN: usize = 10;
const EASTERN: usize = 11;

fn of_language(lang: &str) -> Option<usize> {
    Some(match lang.split('-').next().unwrap_or(lang) {
        "kor" => KOREAN,
        "eng" => ENGLISH,
        "deu" | "nld" => GERMAN,
        "fra" => FRENCH,
        "spa" | "por" | "ita" | "cat" | "ron" | "epo" => ROMANCE,
        "pol" | "ces" | "slk" | "slv" | "hbs" | "mkd" | "bul" | "rus" | "ukr" | "bel" | "lit" | "lav" => SLAVIC,
        "swe" | "isl" | "nor" | "dan" | "fin" | "est" | "cym" | "wlm" => NORTHERN,
        "lat" | "grc" | "ell" => CLASSICAL,
        "jpn" => JAPANESE,
        "chi" | "zho" | "cmn" => MANDARIN,
        "hun" | "tur" | "aze" | "kat" | "sqi" | "vie" => EASTERN,
        _ => return None,
    })
}

/// Ends of words that show a language.
const ENDS: &[(usize, &[&str])] = &[
    (SLAVIC, &["ov", "ev", "sky", "skiy", "ski", "vich", "vic", "ić", "enko", "ova", "ová", "ič"]),
    (GERMAN, &["mann", "berg", "burg", "stein", "rich", "helm", "ger", "olf", "anz", "artz"]),
    (FRENCH, &["eau", "eux", "ois", "ault", "ard", "ière", "ques", "çois", "ine", "ais", "ouis", "ierre", "ette"]),
    (ROMANCE, &["ez", "inho", "ão", "io", "ini", "elli", "etti", "ado", "osé", "uan", "los", "ini", "ella", "eira"]),
    (NORTHERN, &["sson", "ssen", "sen", "nen", "dóttir"]),
    (CLASSICAL, &["us", "os", "es", "ius"]),
];

pub(super) fn of(pair: &NamePair, words: &[Word]) -> Seed {
    let mut shares = [0.0; LANES];
    if let Some(lane) = pair.lang.as_deref().and_then(of_language) {
        shares[lane] = 1.0;
        return Seed { shares, told: true };
    }
    let texts: Vec<String> = words.iter().map(|w| w.iter().map(|&b| alphabet::character(b)).collect()).collect();
    for (lane, share) in [(ENGLISH, 0.5), (GERMAN, 0.12), (FRENCH, 0.08), (ROMANCE, 0.1), (SLAVIC, 0.05), (NORTHERN, 0.05), (CLASSICAL, 0.03), (EASTERN, 0.07)]
    {
        shares[lane] = share;
    }
    if !pair.ko.contains(' ') && words.len() == 2 {
        shares[SINO] = 1.0;
        shares[MANDARIN] = 0.3;
    }
    // Long vowels are marked in some spellings.
    let plain = |t: &String| {
        t.chars()
            .map(|c| match c {
                'ō' => 'o',
                'ū' => 'u',
                c => c,
            })
            .collect::<String>()
    };
    if texts.iter().all(|t| given::japanese(plain(t).as_bytes())) {
        shares[JAPANESE] = 2.0;
    }
    for (lane, ends) in ENDS {
        for _ in texts.iter().filter(|t| ends.iter().any(|e| t.ends_with(e))) {
            shares[*lane] += 0.6;
        }
    }
    let sum: f64 = shares.iter().sum();
    for share in &mut shares {
        *share /= sum;
    }
    Seed { shares, told: false }
}
