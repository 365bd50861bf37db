//! First step of intake: from bytes to text. Takes the encodings that newsrooms and their archives use, and refuses
//! everything else by naming the place, because text decoded by guesswork would be compared as if it were right.

use crate::text::hangul;
use encoding_rs::{EUC_KR, UTF_16BE, UTF_16LE};

/// A text and the encoding it came in. Decoding loses nothing: bytes that do not fit are an error.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// `UTF-8`, `UTF-16LE`, `UTF-16BE` or `CP949`.
    pub encoding: &'static str,
}

/// Why bytes are not text that can be checked.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DecodeError {
    /// Bytes that are neither UTF-8 nor plausible CP949.
    #[error("line {line}, byte {offset}: not UTF-8, and not Korean in CP949 (EUC-KR) either; nothing was checked. Convert the file to UTF-8")]
    Encoding {
        /// First byte that is not UTF-8, from 0.
        offset: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// UTF-16 by its mark, but broken.
    #[error("begins as {encoding} but breaks off or holds half a character; nothing was checked. Convert the file to UTF-8")]
    Utf16 {
        /// The encoding that the mark announces.
        encoding: &'static str,
    },
    /// NUL bytes: not text, or UTF-16 or UTF-32 without a mark.
    #[error(
        "line {line}, byte {offset}: a NUL byte, so this is not plain text (perhaps UTF-16 without a mark, or a binary file); nothing was checked. Save it as UTF-8 text"
    )]
    Binary {
        /// The first NUL, from 0.
        offset: usize,
        /// Its line, from 1.
        line: usize,
    },
}

/// Decodes UTF-8 (with or without a mark), UTF-16 with a mark, and CP949 when it is valid and looks Korean.
///
/// # Errors
/// When the bytes are none of these, or hold NUL.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    for (mark, encoding, name) in [(&b"\xFF\xFE"[..], UTF_16LE, "UTF-16LE"), (&b"\xFE\xFF"[..], UTF_16BE, "UTF-16BE")] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            let text = encoding.decode_without_bom_handling_and_without_replacement(rest).ok_or(DecodeError::Utf16 { encoding: name })?;
            return text_without_nul(text.into_owned(), name);
        }
    }
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mark = bytes.len() - body.len();
    match std::str::from_utf8(body) {
        Ok(text) => text_without_nul(text.to_owned(), "UTF-8"),
        Err(e) => {
            if let Some(offset) = memchr::memchr(0, bytes) {
                return Err(DecodeError::Binary { offset, line: line_of(bytes, offset) });
            }
            match EUC_KR.decode_without_bom_handling_and_without_replacement(body) {
                Some(text) if looks_korean(body, &text) => Ok(Decoded { text: text.into_owned(), encoding: "CP949" }),
                _ => {
                    let offset = mark + e.valid_up_to();
                    Err(DecodeError::Encoding { offset, line: line_of(bytes, offset) })
                }
            }
        }
    }
}

/// Bytes of `text` in the encoding in which `like` came, with its mark. Characters that CP949 lacks become numbers of
/// characters, as XML and HTML write them.
///
/// # Errors
/// When `like` is no text.
pub fn encode_like(text: &str, like: &[u8]) -> Result<Vec<u8>, DecodeError> {
    let units = |to_bytes: fn(u16) -> [u8; 2]| std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(to_bytes).collect();
    Ok(match decode(like)?.encoding {
        "UTF-16LE" => units(u16::to_le_bytes),
        "UTF-16BE" => units(u16::to_be_bytes),
        "CP949" => EUC_KR.encode(text).0.into_owned(),
        _ if like.starts_with(b"\xEF\xBB\xBF") => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        _ => text.as_bytes().to_vec(),
    })
}

fn text_without_nul(text: String, encoding: &'static str) -> Result<Decoded, DecodeError> {
    match memchr::memchr(0, text.as_bytes()) {
        Some(offset) => Err(DecodeError::Binary { offset, line: line_of(text.as_bytes(), offset) }),
        None => Ok(Decoded { text, encoding }),
    }
}

fn line_of(bytes: &[u8], offset: usize) -> usize {
    1 + memchr::memchr_iter(b'\n', &bytes[..offset.min(bytes.len())]).count()
}

/// Syllables that make up about a third of running Korean.
const COMMON: &str = "이다는을의에가고한로하기지사은도를으서나대인자정시일제부";

/// Whether bytes that are valid CP949 are likely to be meant as CP949. Latin-1 letters, curly quotes of Windows-1252
/// and Chinese can be valid CP949 as well; they come out as rare syllables.
fn looks_korean(bytes: &[u8], text: &str) -> bool {
    let (mut pairs, mut rare) = (0_usize, 0_usize);
    let mut rest = bytes;
    while let [lead, behind @ ..] = rest {
        rest = behind;
        if lead.is_ascii() {
            continue;
        }
        let [trail, behind @ ..] = behind else { break };
        rest = behind;
        pairs += 1;
        // Outside KS X 1001 lie the syllables that CP949 added, which hardly occur in news.
        rare += usize::from(*lead < 0xA1 || *trail < 0xA1);
    }
    let (mut syllables, mut common) = (0_usize, 0_usize);
    for c in text.chars().filter(|&c| hangul::is_syllable(c)) {
        syllables += 1;
        common += usize::from(COMMON.contains(c));
    }
    rare * 10 <= pairs && (syllables < 12 || common * 10 >= syllables)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "정부는 14일 3조5000억원을 들여 “인공지능” 반도체를 지원한다고 밝혔다. 美·中 갈등도 변수다.\n";

    fn cp949(text: &str) -> Vec<u8> {
        EUC_KR.encode(text).0.into_owned()
    }

    #[test]
    fn utf8_with_and_without_a_mark() {
        assert_eq!(decode(TEXT.as_bytes()).unwrap(), Decoded { text: TEXT.to_owned(), encoding: "UTF-8" });
        assert_eq!(decode(format!("\u{FEFF}{TEXT}").as_bytes()).unwrap().text, TEXT);
        assert_eq!(decode(b"").unwrap().text, "");
    }

    #[test]
    fn utf16_with_a_mark() {
        let le: Vec<u8> = std::iter::once(0xFEFF).chain(TEXT.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = std::iter::once(0xFEFF).chain(TEXT.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&le).unwrap(), Decoded { text: TEXT.to_owned(), encoding: "UTF-16LE" });
        assert_eq!(decode(&be).unwrap().encoding, "UTF-16BE");
        assert_eq!(decode(&le[..le.len() - 1]), Err(DecodeError::Utf16 { encoding: "UTF-16LE" }));
        assert!(matches!(decode(&le[2..]), Err(DecodeError::Binary { .. })), "UTF-16 without a mark is not guessed");
    }

    #[test]
    fn cp949_that_is_korean() {
        assert_eq!(decode(&cp949(TEXT)).unwrap(), Decoded { text: TEXT.to_owned(), encoding: "CP949" });
        // 똠 and 펲 are only in the CP949 extension.
        let drama = "찦차를 타고 온 펲시맨과 쑛다리 똠방각하가 이 지역의 사람들에게 인기를 얻고 있다. 정부는 이를 지원하기로 했다.";
        assert_eq!(decode(&cp949(drama)).unwrap().text, drama);
        assert_eq!(decode(&cp949("He said “yes” to it.")).unwrap().text, "He said “yes” to it.");
    }

    #[test]
    fn other_encodings_are_refused_by_place() {
        // Windows-1252 quotes are valid CP949, but as syllables that nobody writes.
        assert_eq!(decode(b"One.\nHe said \x93Agree\x94 now."), Err(DecodeError::Encoding { offset: 13, line: 2 }));
        assert_eq!(decode(b"caf\xE9 in Seoul"), Err(DecodeError::Encoding { offset: 3, line: 1 }));
        let mut broken = TEXT.as_bytes().to_vec();
        broken.push(0xFF);
        assert_eq!(decode(&broken), Err(DecodeError::Encoding { offset: TEXT.len(), line: 2 }));
        let (gbk, ..) = encoding_rs::GBK.encode("中国政府表示将继续扩大对外开放，促进经济发展，并加强国际合作与交流，共同应对挑战。");
        assert!(decode(&gbk).is_err(), "Chinese must not come out as Korean");
        let message = decode(b"\xFF\xFF").unwrap_err().to_string();
        assert!(message.contains("nothing was checked") && message.contains("UTF-8"), "{message}");
    }

    #[test]
    fn binary_is_refused() {
        assert_eq!(decode(b"ab\n\0cd"), Err(DecodeError::Binary { offset: 3, line: 2 }));
        assert!(matches!(decode(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"), Err(DecodeError::Binary { .. })));
        assert!(matches!(decode(b"\xFF\xFE\0\0a\0\0\0"), Err(DecodeError::Binary { .. })), "UTF-32");
    }

    proptest! {
        #[test]
        fn any_bytes_are_decoded_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(d) = decode(&bytes) {
                prop_assert!(!d.text.contains('\0'));
            }
        }

        #[test]
        fn what_was_decoded_is_encoded_to_the_same_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..60), t in "\\PC{0,40}") {
            let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(t.encode_utf16()).flat_map(u16::to_be_bytes).collect();
            for bytes in [bytes, utf16, [b"\xEF\xBB\xBF", t.as_bytes()].concat(), cp949(TEXT)] {
                if let Ok(d) = decode(&bytes) {
                    prop_assert_eq!(encode_like(&d.text, &bytes).unwrap(), bytes);
                }
            }
        }

        #[test]
        fn any_text_comes_through(t in "\\PC{0,60}") {
            prop_assert_eq!(decode(t.as_bytes()).unwrap().text, t.trim_start_matches('\u{FEFF}'));
        }
    }
}
