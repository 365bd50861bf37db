//! Other scripts in Latin letters, for names that a text gives in their own: Cyrillic, Greek, Georgian, kana and
//! Chinese characters. One letter for one letter where it can be, so that what is learned from Polish and Croatian
//! spellings holds for Russian and Serbian ones; how each letter sounds is left to the model.

use super::alphabet;
use super::latin::Word;
use hashbrown::HashMap;
use std::sync::LazyLock;

/// Letters and what they are read as.
const LETTERS: &[&str] = &[
    // Cyrillic, as scholars write it.
    "а a б b в v г g ґ ģ д d е e ё jo ж ž з z и i й j і ı ї ji к k л l м m н n о o п p р r с s т t у u ў ŭ ф f х ĥ ц c ч č ш š щ šč ъ ŷ ы y ь ː э ė ю ju я ja є je",
    "ђ đ ј j љ lj њ nj ћ ć џ dž ѓ ğ ќ ķ ѕ dz",
    // Greek; letters that sound alike today and did not once are kept apart.
    "α a β b γ g δ d ε e ζ z η ē θ þ ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ ŷ φ f χ ĥ ψ ps ω ō",
    // Georgian; the ejectives are kept apart.
    "ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ ķ ლ l მ m ნ n ო o პ ṗ ჟ ž რ r ს s ტ ť უ u ფ p ქ k ღ ğ ყ q შ š ჩ č ც c ძ dz წ ć ჭ ĉ ხ ĥ ჯ ĵ ჰ h",
    // Hiragana.
    "あ a い i う u え e お o か ka き ki く ku け ke こ ko さ sa し shi す su せ se そ so た ta ち chi つ tsu て te と to な na に ni ぬ nu ね ne の no",
    "は ha ひ hi ふ fu へ he ほ ho ま ma み mi む mu め me も mo や ya ゆ yu よ yo ら ra り ri る ru れ re ろ ro わ wa ゐ i ゑ e を o ん n",
    "が ga ぎ gi ぐ gu げ ge ご go ざ za じ ji ず zu ぜ ze ぞ zo だ da ぢ ji づ zu で de ど do ば ba び bi ぶ bu べ be ぼ bo ぱ pa ぴ pi ぷ pu ぺ pe ぽ po",
    "ゔ v ぁ a ぃ i ぅ u ぇ e ぉ o っ t",
];

/// What stands behind a syllable in -i or another one and takes the place of its vowel: きゃ is kya.
const SMALL: &[(char, &str)] = &[('ゃ', "ya"), ('ゅ', "yu"), ('ょ', "yo"), ('ぁ', "a"), ('ぃ', "i"), ('ぅ', "u"), ('ぇ', "e"), ('ぉ', "o")];

static READINGS: LazyLock<HashMap<char, &'static str>> = LazyLock::new(|| {
    let words = LETTERS.iter().flat_map(|l| l.split(' '));
    let letters = words.clone().step_by(2).zip(words.skip(1).step_by(2)).filter_map(|(letter, latin)| Some((letter.chars().next()?, latin)));
    // Chinese characters by their Mandarin reading.
    let lines = include_str!("hanzi.tsv").lines().filter(|l| !l.starts_with('#'));
    let characters = lines.filter_map(|l| l.split_once('\t')).flat_map(|(reading, all)| all.chars().map(move |c| (c, reading)));
    letters.chain(characters).collect()
});

/// Appends what the character of another script is read as, and returns how many characters that took.
pub(super) fn romanised(name: &[char], at: usize, out: &mut Word) -> Option<usize> {
    let c = name[at];
    if c.is_ascii() {
        return None;
    }
    if matches!(c, 'ー') {
        append("ː", out);
        return Some(1);
    }
    let c = plain(c);
    let small = |c: char| SMALL.iter().find(|s| s.0 == c).map(|s| s.1);
    if let (Some(small), Some(_)) = (small(c), at.checked_sub(1).filter(|&i| is_kana(name[i]))) {
        while matches!(out.last(), Some(b'i' | b'u' | b'e' | b'o')) {
            out.pop();
        }
        let palatal = out.ends_with(b"sh") || out.ends_with(b"ch") || out.ends_with(b"j");
        append(if palatal { small.trim_start_matches('y') } else { small }, out);
        return Some(1);
    }
    let latin = READINGS.get(&c)?;
    append(latin, out);
    Some(1)
}

/// A letter without case, accent or breathing, and hiragana for katakana.
fn plain(c: char) -> char {
    use unicode_normalization::UnicodeNormalization;
    let lower = c.to_lowercase().next().unwrap_or(c);
    if ('ァ'..='ヴ').contains(&lower) {
        return char::from_u32(u32::from(lower) - 0x60).unwrap_or(lower);
    }
    // ё, й, ї and ў are letters of their own, and so are voiced kana.
    if matches!(lower, 'ё' | 'й' | 'ї' | 'ў' | 'ѓ' | 'ќ') || is_kana(lower) {
        return lower;
    }
    std::iter::once(lower).nfd().next().unwrap_or(lower)
}

const fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ヿ')
}

fn append(latin: &str, out: &mut Word) {
    out.extend(latin.chars().map(|c| if c.is_ascii() { c.try_into().unwrap_or(b'?') } else { alphabet::marked(c).unwrap_or(b'p') }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str) -> String {
        alphabet::words(name).iter().map(|w| w.iter().map(|&b| alphabet::character(b)).collect::<String>()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn letters_of_other_scripts_are_read() {
        assert_eq!(read("Пушкин"), "puškin");
        assert_eq!(read("Σωκράτης"), "sōkratēs");
        assert_eq!(read("トウキョウ"), "toukyou");
        assert_eq!(read("しょうた"), "shouta");
        assert_eq!(read("毛泽东"), "maozedong");
    }
}
