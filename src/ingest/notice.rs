//! Copyright lines and notices of how a translation was made, told by their form. Part of [`crate::ingest::furniture`].

/// How such lines are framed.
const FRAME: [char; 12] = ['[', ']', '<', '>', '(', ')', '*', '※', '-', '.', '/', ' '];

/// Whether a line says who owns the article and what may not be done with it.
pub(crate) fn is_copyright(line: &str) -> bool {
    // Every form has one of these bytes or words; news seldom has any, and leaves here.
    let framed = line.trim_matches(FRAME);
    let sign = ["ⓒ", "©", "Ⓒ"].into_iter().find_map(|s| framed.strip_prefix(s));
    if sign.is_some_and(|rest| rest.len() <= 120 && !ends_as_sentence(rest))
        || framed.starts_with("저작권자") && !ends_as_sentence(framed) && framed.len() <= 160
    {
        return true;
    }
    if let Some(rest) = strip_word(framed, "copyrights").or_else(|| strip_word(framed, "copyright")) {
        let rest = rest.trim_start_matches([' ', ':', '(']);
        return rest.starts_with(['ⓒ', '©', 'Ⓒ']) || rest.starts_with("c)") || rest.starts_with("C)") || rest.starts_with("20") || rest.starts_with("19");
    }
    if ends_with_word(framed, "all rights reserved") {
        return true;
    }
    if ["금지", "금합니다", "금함", "불허합니다"].iter().any(|e| framed.ends_with(e))
        && line.contains("무단")
        && ["전재", "배포", "복제"].iter().any(|w| line.contains(w))
    {
        return true;
    }
    let english = strip_word(framed, "unauthorized").or_else(|| strip_word(framed, "reproduction")).or_else(|| strip_word(framed, "redistribution"));
    english.is_some() && (ends_with_word(framed, "prohibited") || ends_with_word(framed, "forbidden"))
}

/// Whether a line says how the translation was made and who edited it.
pub(crate) fn is_translation_notice(line: &str) -> bool {
    let framed = line.trim_matches(FRAME);
    korean_notice(framed) || english_notice(framed)
}

fn korean_notice(line: &str) -> bool {
    if !line.starts_with(['번', '이', '본', '해']) {
        return false;
    }
    if ["번역=", "번역 =", "번역:", "번역 :", "번역자:", "번역자="].iter().any(|s| line.starts_with(s)) {
        return line.len() <= 80;
    }
    let subject = ["이 기사는", "본 기사는", "이 글은", "본 글은", "이 콘텐츠는", "본 콘텐츠는", "이 번역은", "본 번역은", "이 번역문은", "해당 기사는"];
    subject.iter().any(|s| line.starts_with(s))
        && (line.contains("번역") || line.contains("생성형") && ["작성", "활용", "사용"].iter().any(|w| line.contains(w)))
}

fn english_notice(line: &str) -> bool {
    let Some(first) = line.as_bytes().first() else { return false };
    if !matches!(first, b'T' | b't' | b'O' | b'A' | b'M' | b'E' | b'P' | b'W' | b'w') {
        return false;
    }
    let starts = |words: &[&str]| words.iter().any(|w| line.get(..w.len()).is_some_and(|head| head.eq_ignore_ascii_case(w)));
    // Nearly every line is told by its start; what is asked of the rest of one is asked seldom.
    let has = |words: &[&str]| {
        let lower = line.to_ascii_lowercase();
        words.iter().any(|w| lower.contains(w))
    };
    let by_machine = || has(&["generative ai", "using ai", "with ai", "by ai", "ai translation", "artificial intelligence", "machine transl", "ai-translated"]);
    if starts(&["this article", "this story", "this report", "this content", "this translation", "the article above", "this piece"]) {
        return has(&["translat"]) && (by_machine() || has(&["korean", "edited"]))
            || by_machine() && has(&["edited", "produced with", "written with", "generated"]);
    }
    if starts(&["written in korean", "originally written in korean", "the korean article", "the original article", "the korean original"]) {
        return by_machine() && has(&["translated"]) && has(&["edited by", "reviewed by", "checked by"]);
    }
    if starts(&["translated by", "translator:", "translation:", "translation by", "machine translated", "ai translated"]) {
        return line.len() <= 80 && !line.contains(", ") || by_machine() && has(&["edited by", "reviewed by"]);
    }
    if starts(&["translated from", "translated using", "translated with", "translated and edited"]) {
        return has(&["edited by", "reviewed by"]) || by_machine() && !line.contains(", ") || line.len() <= 80 && !line.contains(", ");
    }
    false
}

/// Whether a line ends as Korean or English sentences of news do.
fn ends_as_sentence(line: &str) -> bool {
    line.ends_with('다') || line.ends_with("다.") || line.ends_with("다.”")
}

/// What follows an English word at the start of a line, whatever its case.
fn strip_word<'l>(line: &'l str, word: &str) -> Option<&'l str> {
    let head = line.get(..word.len())?;
    let rest = line.get(word.len()..)?;
    (head.eq_ignore_ascii_case(word) && !rest.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(rest)
}

fn ends_with_word(line: &str, word: &str) -> bool {
    line.len().checked_sub(word.len()).and_then(|at| line.get(at..)).is_some_and(|tail| tail.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copyright_lines() {
        for line in [
            "ⓒ 대한일보, 무단 전재 및 재배포 금지",
            "© 2025 Daehan Daily",
            "Copyright ⓒ 대한일보. All rights reserved. 무단 전재 및 재배포 금지",
            "Copyright © 2025 Daehan Daily. All Rights Reserved.",
            "COPYRIGHT (c) DAEHAN DAILY",
            "Copyright 2025. Daehan Daily",
            "<저작권자 ⓒ 대한통신, 무단 전재-재배포 금지>",
            "[저작권자(c) 대한통신]",
            "무단전재 및 재배포를 금합니다.",
            "저작권자(c) 대한통신, 무단 전재-재배포, AI 학습 및 활용 금지",
            "All rights reserved.",
            "Unauthorized reproduction and redistribution prohibited.",
        ] {
            assert!(is_copyright(line), "{line}");
        }
    }

    #[test]
    fn news_about_copyright_is_news() {
        for line in [
            "Copyright law will change next year, the ministry said.",
            "Copyrighted works were used to train the model.",
            "신문협회는 기사 무단 전재와 재배포를 금지해 달라고 요구했다.",
            "저작권자가 불분명한 저작물은 14일부터 신고 없이 쓸 수 있게 된다.",
            "저작권위원회는 무단 복제 피해가 3조원에 이른다고 밝혔다.",
            "The band said all rights reserved to the label would return to it.",
            "Reproduction of the banknote is prohibited under the law, the bank said.",
        ] {
            assert!(!is_copyright(line), "{line}");
        }
    }

    #[test]
    fn translation_notices() {
        for line in [
            "Translated from the Korean using generative AI and edited by Daehan Daily staff.",
            "This article was originally written in Korean and translated by a bilingual reporter with the help of generative AI tools. It was then edited by a native English-speaking editor.",
            "[This story was translated by AI and edited by Paul Hwang.]",
            "*Translated by Kim Ha-neul",
            "This article has been translated from Korean.",
            "Translated with AI.",
            "Written in Korean, translated with the help of generative AI and edited by Simon Baek.",
            "The Korean article was translated by generative AI and reviewed by our business desk.",
            "이 기사는 생성형 AI로 번역한 뒤 편집자가 다듬었습니다.",
            "※ 본 기사는 인공지능(AI)으로 자동 번역되었습니다.",
            "번역=김하늘",
        ] {
            assert!(is_translation_notice(line), "{line}");
        }
    }

    #[test]
    fn news_about_translation_is_news() {
        for line in [
            "Translated from the original Korean by Deborah Kim, the novel won a prize worth 50,000 pounds.",
            "Translated by two poets, the collection sold 30,000 copies in a month.",
            "The company said its generative AI translated 3 million pages and that staff edited them.",
            "정부는 생성형 AI로 번역한 법령 3000건을 공개했다.",
            "이 소설은 28개 언어로 번역됐다.",
            "The report was translated from Korean.",
            "This law was translated into English.",
            "The original article was translated into 12 languages and edited by a team of 40.",
            "Edited by Kim, the anthology runs to 400 pages.",
        ] {
            assert!(!is_translation_notice(line), "{line}");
        }
    }
}
