//! The word that was probably meant: for unknown keys, rules and commands.

/// The candidate closest to `typed`, if it is close enough that a slip of the fingers explains it: at most one edit in
/// three characters. Among equals the first.
pub fn nearest<'c>(typed: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    if typed.len() > 200 {
        return None;
    }
    let limit = (typed.chars().count() / 3).max(1);
    candidates.map(|c| (distance(typed, c), c)).filter(|&(d, _)| d <= limit).min_by_key(|&(d, _)| d).map(|(_, c)| c)
}

/// Edits (insert, delete, replace, swap of neighbours) between two words.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = vec![i + 1; b.len() + 1];
        for (j, &y) in b.iter().enumerate() {
            row[j + 1] = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_understood_and_other_words_are_not() {
        let words = ["magnitude-slip", "date-shift", "name-misspelt"];
        assert_eq!(nearest("magnitude-silp", words.into_iter()), Some("magnitude-slip"));
        assert_eq!(nearest("dateshift", words.into_iter()), Some("date-shift"));
        assert_eq!(nearest("weather", words.into_iter()), None);
        assert_eq!(nearest("", words.into_iter()), None);
    }
}
