//! Kinds of bytes that Latin words are made of, told by one look into a table, and the runs of them.

/// A letter of ASCII.
pub const LETTER: u8 = 1;
/// A digit of ASCII.
pub const DIGIT: u8 = 1 << 1;
/// A hyphen or an apostrophe, as words hold them inside.
pub const JOINT: u8 = 1 << 2;
/// A capital letter of ASCII.
pub const CAPITAL: u8 = 1 << 3;
/// White space of ASCII.
pub const SPACE: u8 = 1 << 4;
/// A part of a character that is not ASCII.
pub const WIDE: u8 = 1 << 5;

static KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut b: u8 = 0;
    loop {
        kinds[b as usize] = match b {
            b'A'..=b'Z' => LETTER | CAPITAL,
            b'a'..=b'z' => LETTER,
            b'0'..=b'9' => DIGIT,
            b'-' | b'\'' => JOINT,
            b' ' | b'\t' | b'\n' | b'\r' | 0x0C => SPACE,
            0x80.. => WIDE,
            _ => 0,
        };
        if b == u8::MAX {
            break kinds;
        }
        b += 1;
    }
};

/// Whether a byte is of one of these kinds.
#[inline]
pub fn is(b: u8, kinds: u8) -> bool {
    KINDS[usize::from(b)] & kinds != 0
}

/// How many bytes are as asked. (Counted in bytes for stretches in which a byte holds the sum, so that many are looked at at once.)
#[inline]
pub fn count(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    bytes.chunks(usize::from(u8::MAX)).map(|stretch| usize::from(stretch.iter().fold(0_u8, |sum, &b| sum + u8::from(is(b))))).sum()
}

/// The end of the run of bytes of these kinds that starts at `at`.
#[inline]
pub fn run(bytes: &[u8], at: usize, kinds: u8) -> usize {
    let mut end = at;
    while bytes.get(end).is_some_and(|&b| is(b, kinds)) {
        end += 1;
    }
    end
}

/// The end of the run of letters of ASCII that starts at `at`: eight bytes at a time, since most words are no longer.
#[inline]
pub fn letters(bytes: &[u8], mut at: usize) -> usize {
    const CASE: u64 = all(0x20);
    const LOW: u64 = all(0x7F);
    const HIGH: u64 = all(0x80);
    // A sum reaches the high bit of its byte from 'a' on, and from behind 'z' on.
    const FROM_A: u64 = all(0x80 - b'a');
    const BEHIND_Z: u64 = all(0x7F - b'z');
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let eight = u64::from_le_bytes(*eight);
        let low = (eight | CASE) & LOW;
        let others = !((low + FROM_A) & !(low + BEHIND_Z) & !eight) & HIGH;
        if others != 0 {
            return at + (others.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    run(bytes, at, LETTER)
}

/// The same byte eight times.
const fn all(b: u8) -> u64 {
    u64::from_le_bytes([b; 8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_those_of_the_standard_library() {
        for b in 0..=u8::MAX {
            assert_eq!(is(b, LETTER), b.is_ascii_alphabetic());
            assert_eq!(is(b, LETTER | DIGIT), b.is_ascii_alphanumeric());
            assert_eq!(is(b, CAPITAL), b.is_ascii_uppercase());
            assert_eq!(is(b, SPACE), b.is_ascii_whitespace());
            assert_eq!(is(b, WIDE), !b.is_ascii());
        }
        assert_eq!(run(b"Jae-myung, 60", 0, LETTER | JOINT), 9);
        assert_eq!(run(b"60", 2, DIGIT), 2);
    }

    #[test]
    fn letters_end_where_the_run_of_them_does() {
        for b in 0..=u8::MAX {
            for behind in 0..20 {
                let mut text = [b'k'; 24];
                text[behind] = b;
                for from in 0..=behind {
                    assert_eq!(letters(&text, from), run(&text, from, LETTER), "{b:#x} at {behind} from {from}");
                }
            }
        }
        assert_eq!(letters(b"word", 4), 4);
    }
}
