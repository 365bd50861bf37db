//! Values as the corpora of duckling write them: `(between Dollar (10, 20))`, read as a tree.

use daejo::text::Exact;
use jiff::civil::DateTime;

/// A node of such a value. A tuple and a pair of parentheses are both a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Node {
    /// A word or a number.
    Atom(String),
    /// A quoted text.
    Text(String),
    List(Vec<Self>),
}

impl Node {
    /// Reads a value; `None` when it is not one.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut rest = text.trim();
        let node = node(&mut rest)?;
        rest.trim().is_empty().then_some(node)
    }

    /// The parts of a list; a lone node is a list of itself.
    pub(crate) fn parts(&self) -> &[Self] {
        match self {
            Self::List(parts) => parts,
            other => std::slice::from_ref(other),
        }
    }

    /// The word or the text that it is.
    pub(crate) fn word(&self) -> &str {
        match self {
            Self::Atom(word) | Self::Text(word) => word,
            Self::List(parts) => parts.first().map_or("", Self::word),
        }
    }

    /// The number that it is: `20`, `.5`, `1e4`, `(-3)`.
    pub(crate) fn number(&self) -> Option<Exact> {
        let (mantissa, exponent) = self.word().split_once('e').unwrap_or((self.word(), "0"));
        Exact::parse(mantissa)?.checked_mul(Exact::pow10(exponent.parse().ok()?))
    }

    /// The moment that it is: `(2013, 2, 12, 4, 30, 0)`.
    pub(crate) fn moment(&self) -> Option<DateTime> {
        let whole: Option<Vec<i64>> = self.parts().iter().map(|n| n.number()?.to_i64()).collect();
        let &[year, month, day, hour, minute, second] = whole?.as_slice() else { return None };
        let small = |n: i64| i8::try_from(n).ok();
        DateTime::new(i16::try_from(year).ok()?, small(month)?, small(day)?, small(hour)?, small(minute)?, small(second)?, 0).ok()
    }
}

fn node(rest: &mut &str) -> Option<Node> {
    *rest = rest.trim_start();
    if let Some(inside) = rest.strip_prefix('(') {
        *rest = inside;
        return list(rest);
    }
    if let Some(inside) = rest.strip_prefix('"') {
        let end = inside.find('"')?;
        *rest = &inside[end + 1..];
        return Some(Node::Text(inside[..end].to_owned()));
    }
    let end = rest.find([' ', ',', ')']).unwrap_or(rest.len());
    let (word, behind) = rest.split_at(end);
    *rest = behind;
    (!word.is_empty()).then(|| Node::Atom(word.to_owned()))
}

fn list(rest: &mut &str) -> Option<Node> {
    let mut parts = Vec::new();
    loop {
        *rest = rest.trim_start_matches([' ', ',']);
        if let Some(behind) = rest.strip_prefix(')') {
            *rest = behind;
            return Some(Node::List(parts));
        }
        parts.push(node(rest)?);
    }
}

/// A text as it stands between quotes: `20\x20ac` is 20€.
pub(crate) fn unescaped(text: &str) -> String {
    let mut parts = text.split('\\');
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let hex = part.strip_prefix('x').unwrap_or("");
        let end = hex.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(hex.len());
        match u32::from_str_radix(&hex[..end], 16).ok().and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                out.push_str(&hex[end..]);
            }
            None => out.push_str(part),
        }
    }
    out
}

#[test]
fn values_and_texts() {
    let node = Node::parse("(between INR (7, 9e5))").expect("a value");
    assert_eq!(node.parts()[2].parts().iter().map(|n| n.number().map(|n| n.to_string())).collect::<Vec<_>>(), [Some("7".into()), Some("900000".into())]);
    assert_eq!(Node::parse("(NumeralValue (-1.5))").expect("a value").parts()[1].number(), Exact::parse("-1.5"));
    assert_eq!(Node::parse("(simple Gram 5 (Just \"rice cake\"))").expect("a value").parts()[3].parts()[1].word(), "rice cake");
    assert_eq!((Node::parse("(a"), Node::parse("a b")), (None, None));
    assert_eq!((unescaped(r"7\x20ac each"), unescaped(r#"6\""#)), ("7€ each".to_owned(), "6\"".to_owned()));
}
