//! What the program itself goes by, as a record names it: rules, lexicons, the table of rates. Part of [`crate::record`].

use super::digest::{DigestSet, Sha256};
use super::statement::Resource;
use crate::pipeline;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The table of rates.
const RATES: &[u8] = include_bytes!("../compare/rates.tsv");

/// Every other table of words, names, units and days, from the folder of the sources. A test holds the list against the folder.
const LEXICONS: &[(&str, &[u8])] = &[
    ("compare/deed/nouns.tsv", include_bytes!("../compare/deed/nouns.tsv")),
    ("compare/deed/predicates.tsv", include_bytes!("../compare/deed/predicates.tsv")),
    ("compare/deed/slots.tsv", include_bytes!("../compare/deed/slots.tsv")),
    ("compare/lexicon.tsv", include_bytes!("../compare/lexicon.tsv")),
    ("compare/senses/acting.tsv", include_bytes!("../compare/senses/acting.tsv")),
    ("compare/senses/allegations.tsv", include_bytes!("../compare/senses/allegations.tsv")),
    ("compare/senses/countries.tsv", include_bytes!("../compare/senses/countries.tsv")),
    ("compare/senses/deputies.tsv", include_bytes!("../compare/senses/deputies.tsv")),
    ("compare/senses/former.tsv", include_bytes!("../compare/senses/former.tsv")),
    ("compare/senses/gender.tsv", include_bytes!("../compare/senses/gender.tsv")),
    ("compare/senses/heads.tsv", include_bytes!("../compare/senses/heads.tsv")),
    ("compare/senses/kinds.tsv", include_bytes!("../compare/senses/kinds.tsv")),
    ("compare/senses/koreas.tsv", include_bytes!("../compare/senses/koreas.tsv")),
    ("compare/senses/legal.tsv", include_bytes!("../compare/senses/legal.tsv")),
    ("compare/senses/modality.tsv", include_bytes!("../compare/senses/modality.tsv")),
    ("compare/senses/opposites.tsv", include_bytes!("../compare/senses/opposites.tsv")),
    ("compare/senses/predicates.tsv", include_bytes!("../compare/senses/predicates.tsv")),
    ("compare/senses/qualifiers.tsv", include_bytes!("../compare/senses/qualifiers.tsv")),
    ("compare/senses/terms.tsv", include_bytes!("../compare/senses/terms.tsv")),
    ("compare/senses/titles.tsv", include_bytes!("../compare/senses/titles.tsv")),
    ("extract/holiday.tsv", include_bytes!("../extract/holiday.tsv")),
    ("extract/holiday_days.tsv", include_bytes!("../extract/holiday_days.tsv")),
    ("extract/ko/foreigners.tsv", include_bytes!("../extract/ko/foreigners.tsv")),
    ("extract/lunar.tsv", include_bytes!("../extract/lunar.tsv")),
    ("extract/units.toml", include_bytes!("../extract/units.toml")),
    ("names/demonyms.tsv", include_bytes!("../names/demonyms.tsv")),
    ("names/foreign.tsv", include_bytes!("../names/foreign.tsv")),
    ("names/hanja.tsv", include_bytes!("../names/hanja.tsv")),
    ("names/hanzi.tsv", include_bytes!("../names/hanzi.tsv")),
    ("names/institutions.tsv", include_bytes!("../names/institutions.tsv")),
    ("names/korean.tsv", include_bytes!("../names/korean.tsv")),
    ("names/likeness.tsv", include_bytes!("../names/likeness.tsv")),
    ("names/offices.tsv", include_bytes!("../names/offices.tsv")),
    ("names/places.tsv", include_bytes!("../names/places.tsv")),
    ("names/surnames.tsv", include_bytes!("../names/surnames.tsv")),
    ("names/titles.tsv", include_bytes!("../names/titles.tsv")),
    ("names/transliteration.tsv", include_bytes!("../names/transliteration.tsv")),
    ("revise/opposites.tsv", include_bytes!("../revise/opposites.tsv")),
];

/// Rules, lexicons and rates, each by the digest of what it is made of.
pub(super) fn program_data() -> Vec<Resource> {
    static DATA: LazyLock<Vec<Resource>> = LazyLock::new(|| {
        let resource = |name: &str, sha256: Sha256| Resource { name: name.to_owned(), digest: DigestSet { sha256 }, annotations: BTreeMap::new() };
        let mut rules = String::new();
        for rule in pipeline::rules() {
            for part in [rule.id, rule.mqm, rule.its, rule.severity.as_str(), rule.page] {
                rules.push_str(part);
                rules.push('\0');
            }
        }
        let lexicons = Sha256::of_parts(LEXICONS.iter().flat_map(|(name, bytes)| [name.as_bytes(), &[0], *bytes, &[0]]));
        vec![resource("daejo:rules", Sha256::of(rules)), resource("daejo:lexicons", lexicons), resource("daejo:rates", Sha256::of(RATES))]
    });
    DATA.clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_table_is_among_them() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let tables = walkdir::WalkDir::new(&root).into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path);
        let tables: BTreeSet<String> = tables
            .filter(|p| p.extension().is_some_and(|e| e == "tsv") || p.ends_with("units.toml"))
            .map(|p| p.strip_prefix(&root).expect("is below").to_string_lossy().replace('\\', "/"))
            .collect();
        let listed: BTreeSet<String> = LEXICONS.iter().map(|(name, _)| (*name).to_owned()).chain(["compare/rates.tsv".to_owned()]).collect();
        assert_eq!(listed, tables);
    }
}
