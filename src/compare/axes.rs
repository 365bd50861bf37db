//! Words that tell what a figure is of, or which way it points, as poles of an axis: 매출 and 영업이익, 숨지다 and 다치다,
//! 적자 and 흑자. The table is data: a row more is a pole more.

use crate::text::{Span, Stems};
use smallvec::SmallVec;
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
    Axis {
        about: "regions",
        poles: &[
            Pole { ko: &["서울"], en: &["seoul"] },
            Pole { ko: &["부산"], en: &["busan"] },
            Pole { ko: &["대구"], en: &["daegu"] },
            Pole { ko: &["인천"], en: &["incheon"] },
            Pole { ko: &["광주"], en: &["gwangju"] },
            Pole { ko: &["대전"], en: &["daejeon"] },
            Pole { ko: &["울산"], en: &["ulsan"] },
            Pole { ko: &["세종"], en: &["sejong"] },
            Pole { ko: &["경기도", "경기에서", "경기는", "경기가", "경기 ", "경기("], en: &["gyeonggi"] },
            Pole { ko: &["강원"], en: &["gangwon"] },
            Pole { ko: &["충북"], en: &["north chungcheong"] },
            Pole { ko: &["충남"], en: &["south chungcheong"] },
            Pole { ko: &["전북"], en: &["north jeolla", "jeonbuk"] },
            Pole { ko: &["전남"], en: &["south jeolla", "jeonnam"] },
            Pole { ko: &["경북"], en: &["north gyeongsang"] },
            Pole { ko: &["경남"], en: &["south gyeongsang"] },
            Pole { ko: &["제주"], en: &["jeju"] },
        ],
        opposite: false,
    },
    Axis {
        about: "public and private money",
        poles: &[
            Pole { ko: &["정부", "공공", "국비", "정책금융", "나랏돈"], en: &["government", "public", "state"] },
            Pole { ko: &["민간", "민자"], en: &["private"] },
        ],
        opposite: false,
    },
    Axis {
        about: "kinds of ships",
        poles: &[
            Pole { ko: &["호위함"], en: &["frigate"] },
            Pole { ko: &["잠수함"], en: &["submarine"] },
            Pole { ko: &["구축함"], en: &["destroyer"] },
            Pole { ko: &["초계함"], en: &["corvette"] },
            Pole { ko: &["경비함", "경비정"], en: &["patrol"] },
            Pole { ko: &["유조선"], en: &["tanker"] },
            Pole { ko: &["컨테이너선"], en: &["container"] },
            Pole { ko: &["어선"], en: &["fishing"] },
        ],
        opposite: false,
    },
    Axis {
        about: "kinds of vehicles",
        poles: &[
            Pole { ko: &["승용차"], en: &["passenger", "cars", "sedan"] },
            Pole { ko: &["버스"], en: &["bus"] },
            Pole { ko: &["화물차", "트럭"], en: &["truck"] },
            Pole { ko: &["택시"], en: &["taxi"] },
            Pole { ko: &["전차"], en: &["tank"] },
            Pole { ko: &["자주포"], en: &["howitzer"] },
            Pole { ko: &["전투기"], en: &["fighter"] },
            Pole { ko: &["헬기"], en: &["helicopter"] },
        ],
        opposite: false,
    },
    Axis {
        about: "livestock",
        poles: &[
            Pole { ko: &["돼지"], en: &["pig", "hog"] },
            Pole { ko: &["젖소", "한우"], en: &["cow", "cattle"] },
            Pole { ko: &["닭"], en: &["chicken", "hen"] },
            Pole { ko: &["오리"], en: &["duck"] },
        ],
        opposite: false,
    },
    Axis {
        about: "schools",
        poles: &[
            Pole { ko: &["초등"], en: &["elementary", "primary"] },
            Pole { ko: &["중학", "중등"], en: &["middle"] },
            Pole { ko: &["고교", "고등학"], en: &["high school"] },
            Pole { ko: &["대학"], en: &["universit", "college"] },
            Pole { ko: &["유치원"], en: &["kindergarten"] },
        ],
        opposite: false,
    },
    Axis {
        about: "goals and assists",
        poles: &[Pole { ko: &["득점", "골"], en: &["goal"] }, Pole { ko: &["도움", "어시스트"], en: &["assist"] }],
        opposite: false,
    },
    Axis {
        about: "gold, silver and bronze",
        poles: &[Pole { ko: &["금메달"], en: &["gold"] }, Pole { ko: &["은메달"], en: &["silver"] }, Pole { ko: &["동메달"], en: &["bronze"] }],
        opposite: false,
    },
    Axis {
        about: "fuels",
        poles: &[Pole { ko: &["휘발유"], en: &["gasoline"] }, Pole { ko: &["경유"], en: &["diesel"] }, Pole { ko: &["등유"], en: &["kerosene"] }],
        opposite: false,
    },
    Axis { about: "stock indexes", poles: &[Pole { ko: &["코스피"], en: &["kospi"] }, Pole { ko: &["코스닥"], en: &["kosdaq"] }], opposite: false },
    Axis {
        about: "home and abroad",
        poles: &[Pole { ko: &["국내", "내수"], en: &["domestic", "at home"] }, Pole { ko: &["해외"], en: &["overseas", "abroad"] }],
        opposite: false,
    },
    Axis {
        about: "ways to rent and buy a home",
        poles: &[
            Pole { ko: &["전세"], en: &["jeonse"] },
            Pole { ko: &["월세"], en: &["monthly rent"] },
            Pole { ko: &["매매"], en: &["sale", "sold", "purchase"] },
        ],
        opposite: false,
    },
    Axis {
        about: "doctors and nurses",
        poles: &[Pole { ko: &["의사", "전공의"], en: &["doctor", "physician"] }, Pole { ko: &["간호사"], en: &["nurse"] }],
        opposite: false,
    },
];

/// A word of a text that is a pole of an axis.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Named {
    /// Where it stands.
    pub span: Span,
    /// The row of [`AXES`].
    pub axis: usize,
    /// The number of the pole.
    pub pole: usize,
}

/// All poles in Korean, with the rows and numbers that they have, where `of` takes their axes.
pub fn korean_stems(of: fn(&Axis) -> bool) -> impl Iterator<Item = (&'static str, (usize, usize))> {
    let axes = AXES.iter().enumerate().filter(move |(_, a)| of(a));
    axes.flat_map(|(axis, a)| a.poles.iter().enumerate().flat_map(move |(pole, p)| p.ko.iter().map(move |stem| (*stem, (axis, pole)))))
}

/// All poles that a stretch of Korean text names, in the order of the text.
pub fn named(text: &str, within: Span) -> SmallVec<[Named; 8]> {
    static STEMS: LazyLock<Stems<(usize, usize)>> = LazyLock::new(|| Stems::new(korean_stems(|_| true)));
    let mut found = SmallVec::new();
    STEMS.each(within.slice(text), |span, (axis, pole)| found.push(Named { span: span.shift(within.start), axis, pole }));
    found
}

/// Places where a pole of one axis is named, and the number of the pole.
pub type Poles = SmallVec<[(Span, usize); 8]>;

/// The places among `named` that are of the axis in this row, in order; where two share a word, the foremost and longest.
pub fn of_axis(named: impl Iterator<Item = Named>, row: usize) -> Poles {
    apart(named.filter(|n| n.axis == row).map(|n| (n.span, n.pole)).collect())
}

/// Every place where English text names a pole of `axis`, in order.
pub fn english(axis: &Axis, text: &str, within: Span) -> Poles {
    let bytes = within.slice(text).as_bytes();
    let mut found = Poles::new();
    let mut inside = false;
    for (at, b) in bytes.iter().enumerate() {
        let starts = !inside;
        inside = b.is_ascii_alphanumeric();
        if !(starts && inside) {
            continue;
        }
        for (pole, words) in axis.poles.iter().enumerate() {
            let here = |stem: &&&str| bytes[at..].get(..stem.len()).is_some_and(|word| word.eq_ignore_ascii_case(stem.as_bytes()));
            found.extend(words.en.iter().filter(here).map(|stem| (Span::new(at, at + stem.len()).shift(within.start), pole)));
        }
    }
    apart(found)
}

fn apart(mut found: Poles) -> Poles {
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
            // A label seldom reaches over another figure.
            let over = figures.iter().filter(|f| span.end <= f.start && f.end <= figure.start || figure.end <= f.start && f.end <= span.start).count();
            taken.push(k);
            give(figures, keys, reach, taken, cost + distance + 20 * over, ways);
            taken.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn poles_are_found_in_order() {
        let ko = "두 명이 숨지고 스무 명이 다쳤다";
        let numbers = |poles: Poles| poles.iter().map(|p| p.1).collect::<Vec<_>>();
        assert_eq!(numbers(of_axis(named(ko, Span::new(0, ko.len())).into_iter(), 5)), [0, 1]);
        let en = "It Killed two and injured twenty, it was unkilled";
        assert_eq!(numbers(english(&AXES[5], en, Span::new(0, en.len()))), [0, 1]);
    }

    #[test]
    fn of_poles_that_share_a_word_the_longest_counts() {
        let ko = "당기순이익은 흑자";
        let found = named(ko, Span::new(0, ko.len()));
        let words: Vec<&str> = of_axis(found.iter().copied(), 1).iter().map(|p| p.0.slice(ko)).collect();
        assert_eq!(words, ["당기순이익"]);
    }
}
