//! Words that tell what a figure is of, or which way it points, as poles of an axis: 매출 and 영업이익, 숨지다 and 다치다,
//! 적자 and 흑자. The table is data: a row more is a pole more.

use crate::text::{Span, Stems};
use std::sync::LazyLock;

/// One pole: the stems that stand for it in each language. English stems are lower case and start a word.
#[derive(Debug)]
pub struct Pole {
    /// Stems in Korean.
    pub ko: &'static [&'static str],
    /// Stems in English.
    pub en: &'static [&'static str],
}

/// Poles of which a figure has one.
#[derive(Debug)]
pub struct Axis {
    /// What the poles are about, in a word for messages.
    pub about: &'static str,
    /// The poles, none a translation of another.
    pub poles: &'static [Pole],
    /// Whether one pole in the Korean and another in the English is an error by itself, even with one figure.
    pub opposite: bool,
}

/// All axes.
pub static AXES: &[Axis] = &[
    Axis {
        about: "sales and profit",
        poles: &[
            Pole { ko: &["매출"], en: &["sales", "revenue"] },
            Pole { ko: &["영업이익"], en: &["operating profit", "operating income"] },
            Pole { ko: &["순이익"], en: &["net profit", "net income"] },
            Pole { ko: &["영업손실"], en: &["operating loss"] },
        ],
        opposite: false,
    },
    Axis {
        about: "operating profit and operating loss",
        poles: &[
            Pole { ko: &["영업이익", "순이익", "당기순이익"], en: &["operating profit", "operating income", "net profit", "net income"] },
            Pole {
                ko: &["영업손실", "순손실", "당기순손실", "영업적자"], en: &["operating loss", "net loss", "operating deficit", "in the red"]
            },
        ],
        opposite: true,
    },
    Axis {
        about: "surplus and deficit",
        poles: &[
            Pole { ko: &["흑자", "이익"], en: &["surplus", "in the black", "profit"] },
            Pole { ko: &["적자", "손실"], en: &["deficit", "shortfall", "in the red", "loss"] },
        ],
        opposite: true,
    },
    Axis {
        about: "net buying and net selling",
        poles: &[
            Pole { ko: &["순매수"], en: &["bought", "buying", "net buyer", "purchas", "scoop", "snapp"] },
            Pole { ko: &["순매도"], en: &["sold", "selling", "net seller", "dump", "offload", "unload"] },
        ],
        opposite: true,
    },
    Axis {
        about: "exports and imports",
        poles: &[Pole { ko: &["수출"], en: &["export", "shipment"] }, Pole { ko: &["수입"], en: &["import"] }],
        opposite: false,
    },
    Axis {
        about: "the dead and the injured",
        poles: &[
            Pole { ko: &["숨지", "숨졌", "숨진", "사망", "희생"], en: &["kill", "dead", "died", "death", "dying", "fatalit"] },
            Pole { ko: &["다치", "다쳤", "다친", "부상", "중상"], en: &["injur", "wound", "hurt"] },
            Pole { ko: &["실종"], en: &["missing"] },
        ],
        opposite: false,
    },
    Axis {
        about: "votes for and against",
        poles: &[
            Pole { ko: &["찬성"], en: &["in favor", "in favour", "voting yes", "voted yes", "voted for", "yes votes"] },
            Pole { ko: &["반대"], en: &["against", "voting no", "voted no", "opposed", "no votes"] },
            Pole { ko: &["기권"], en: &["abst"] },
            Pole { ko: &["무효"], en: &["invalid", "void"] },
        ],
        opposite: false,
    },
    Axis {
        about: "sons and daughters",
        poles: &[Pole { ko: &["남 ", "아들"], en: &["son "] }, Pole { ko: &["녀", "딸"], en: &["daughter"] }],
        opposite: false,
    },
    Axis {
        about: "record highs and record lows",
        poles: &[
            Pole { ko: &["역대 최고", "사상 최고", "최고치", "최고 기록"], en: &["highest", "record high", "all-time high", "record-high"] },
            Pole { ko: &["최저"], en: &["lowest", "record low", "all-time low", "record-low", "fewest"] },
        ],
        opposite: true,
    },
    Axis { about: "supply and demand", poles: &[Pole { ko: &["공급"], en: &["suppl"] }, Pole { ko: &["수요"], en: &["demand"] }], opposite: false },
    Axis {
        about: "men and women",
        poles: &[Pole { ko: &["남성", "남자"], en: &["men", "man", "male"] }, Pole { ko: &["여성", "여자"], en: &["women", "woman", "female"] }],
        opposite: false,
    },
];

/// Which axes have a pole in a Korean text, a bit each. Most sentences have none, and one pass tells.
pub fn axes_in(korean: &str) -> u32 {
    static STEMS: LazyLock<Stems<u32>> =
        LazyLock::new(|| Stems::new((0..).zip(AXES).flat_map(|(n, a)| a.poles.iter().flat_map(|p| p.ko).map(move |s| (*s, n)))));
    STEMS.find(korean).fold(0, |bits, axis| bits | 1 << axis)
}

/// Every place where a pole of `axis` is named, as its span and the pole's number, in order.
pub fn poles(axis: &Axis, text: &str, within: Span, korean: bool) -> Vec<(Span, usize)> {
    let slice = within.slice(text);
    let lower;
    let hay = if korean {
        slice
    } else {
        lower = slice.to_ascii_lowercase();
        &lower
    };
    let mut found: Vec<(Span, usize)> = Vec::new();
    for (pole, words) in axis.poles.iter().enumerate() {
        for stem in if korean { words.ko } else { words.en } {
            for (at, _) in hay.match_indices(stem) {
                let starts_word = korean || !hay[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
                if starts_word {
                    found.push((Span::new(within.start + at, within.start + at + stem.len()), pole));
                }
            }
        }
    }
    found.sort_by_key(|f| (f.0.start, std::cmp::Reverse(f.0.end)));
    found.dedup_by(|b, a| a.0.overlaps(b.0));
    found
}

/// Gives each figure a label of its own, so that together they stand as near as can be. `None` when there are fewer
/// labels than figures, when one stands far from its figure, or when another way to give them is nearly as good.
pub fn labels(figures: &[Span], keys: &[(Span, usize)]) -> Option<Vec<usize>> {
    labels_within(figures, keys, REACH)
}

/// The same, with labels that stand at most `reach` bytes away.
pub fn labels_within(figures: &[Span], keys: &[(Span, usize)], reach: usize) -> Option<Vec<usize>> {
    if keys.len() < figures.len() || keys.len() > 6 || figures.len() > 4 {
        return None;
    }
    let mut ways = Vec::new();
    give(figures, keys, reach, &mut Vec::new(), 0, &mut ways);
    ways.sort_by_key(|w| w.0);
    let best = ways.first()?;
    let rival = ways.iter().find(|w| w.1 != best.1);
    let clear = rival.is_none_or(|r| r.0 >= best.0 + best.0 / 2 + 4);
    clear.then(|| best.1.clone())
}

/// The farthest that a label may stand from its figure, in bytes.
const REACH: usize = 60;

fn give(figures: &[Span], keys: &[(Span, usize)], reach: usize, taken: &mut Vec<usize>, cost: usize, ways: &mut Vec<(usize, Vec<usize>)>) {
    let Some(figure) = figures.get(taken.len()) else {
        ways.push((cost, taken.iter().map(|&k| keys[k].1).collect()));
        return;
    };
    for (k, (span, _)) in keys.iter().enumerate() {
        let distance = if span.end <= figure.start { figure.start - span.end } else { span.start.saturating_sub(figure.end) };
        if !taken.contains(&k) && distance <= reach {
            taken.push(k);
            give(figures, keys, reach, taken, cost + distance, ways);
            taken.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn poles_are_found_in_order() {
        let axis = &AXES[5];
        let ko = "두 명이 숨지고 스무 명이 다쳤다";
        assert_eq!(poles(axis, ko, Span::new(0, ko.len()), true).iter().map(|p| p.1).collect::<Vec<_>>(), [0, 1]);
        let en = "It killed two and injured twenty";
        assert_eq!(poles(axis, en, Span::new(0, en.len()), false).iter().map(|p| p.1).collect::<Vec<_>>(), [0, 1]);
    }
}
