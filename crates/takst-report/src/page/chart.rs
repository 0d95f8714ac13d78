//! Charts of stacked bars as SVG. `report.js` lays them out again when a filter is set, by the same rules: a test compares both.
//!
//! All positions are whole numbers, worked out without floats.

use crate::sums::Sums;
use maud::{Markup, html};
use takst::Amount;
use takst_explain::{Lang, format};

/// Width of every chart.
const WIDTH: i128 = 960;
/// Where the plot of columns lies.
const LEFT: i128 = 96;
const TOP: i128 = 24;
const HEIGHT: i128 = 220;
const FOOT: i128 = 42;
/// Where the plot of bars lies, and how high a bar is with the space above it.
const NAMES: i128 = 270;
const BARS: i128 = 540;
const BAR: i128 = 30;
/// Columns that each have room for a sum, and for a month's name.
const ROOM_FOR_SUMS: usize = 12;
const ROOM_FOR_NAMES: usize = 36;
/// With more months than have room for their names, the first of each quarter is named, up to so many.
const ROOM_FOR_QUARTERS: usize = 108;
/// Characters of a line of a name beside a bar, which has at most two.
const NAME: usize = 40;

/// The parts of a bar, from the foot up: together they are the net amount.
pub(super) const PARTS: [&str; 4] = ["cost", "stake", "refund", "own"];

/// The parts of a sum: cost that nothing is open about, refund that is not determined, refund, own payment.
fn parts(sums: &Sums) -> [i128; 4] {
    let of = |amount: Amount| i128::from(amount.ore()).max(0);
    let totals = &sums.totals;
    [(of(totals.cost) - of(totals.at_stake)).max(0), of(totals.at_stake), of(totals.refund), of(totals.own_payment)]
}

/// One bar.
pub(super) struct Bar {
    /// What stands under or beside it.
    pub(super) label: String,
    /// Of a column: its year, shown where it begins.
    pub(super) year: String,
    /// Whether it is the first month of a quarter.
    pub(super) is_quarter: bool,
    /// The row of the table that it shows; of a month without lines none.
    pub(super) row: Option<usize>,
    pub(super) sums: Sums,
}

/// The sums of the parts of all bars: which of them a legend explains.
pub(super) fn shown_parts(bars: &[Bar]) -> [bool; 4] {
    bars.iter().fold([false; 4], |shown, bar| {
        let parts = parts(&bar.sums);
        std::array::from_fn(|at| shown[at] || parts[at] > 0)
    })
}

/// The distance of the lines of a scale, in øre, and how many there are: at most five, in steps of 1, 2 or 5.
fn scale(largest: i128) -> (i128, i128) {
    let mut power = 100;
    loop {
        for step in [1, 2, 5] {
            let count = (largest + step * power - 1) / (step * power);
            if count <= 5 {
                return (step * power, count.max(1));
            }
        }
        power *= 10;
    }
}

fn kroner(lang: Lang, ore: i128) -> String {
    let text = format::number(lang, Amount::from_ore(i64::try_from(ore).unwrap_or(i64::MAX)));
    text[..text.len() - 3].to_owned()
}

fn whole_kroner(lang: Lang, ore: i128) -> String {
    kroner(lang, (ore + 50) / 100 * 100)
}

/// Where each part of a bar begins and how long it is, of `length` for `top`.
fn segments(parts: [i128; 4], length: i128, top: i128) -> [(i128, i128); 4] {
    let (mut sum, mut at) = (0, 0);
    parts.map(|part| {
        sum += part;
        let end = length * sum / top;
        let segment = (at, end - at);
        at = end;
        segment
    })
}

fn has_name(bars: usize, is_quarter: bool) -> bool {
    bars <= ROOM_FOR_NAMES || (is_quarter && bars <= ROOM_FOR_QUARTERS)
}

/// Columns over time.
pub(super) fn columns(lang: Lang, title: &str, of: &str, bars: &[Bar]) -> Markup {
    let sums: Vec<[i128; 4]> = bars.iter().map(|bar| parts(&bar.sums)).collect();
    let largest = sums.iter().map(|parts| parts.iter().sum()).max().unwrap_or(0);
    let (step, count) = scale(largest);
    let top = step * count;
    let room = (WIDTH - LEFT) / (bars.len().max(1) as i128);
    let width = (room * 7 / 10).clamp(1, 64);
    let baseline = TOP + HEIGHT;
    html! {
        svg.chart.columns data-chart=(of) viewBox={ "0 0 " (WIDTH) " " (baseline + FOOT) } role="img" aria-label=(title) {
            g.axis {
                @for line in 0..=5 {
                    g transform={ "translate(0," (baseline - HEIGHT * line.min(count) / count) ")" } hidden[line > count] {
                        line x1=(LEFT) x2=(WIDTH) y1="0" y2="0" {}
                        text x=(LEFT - 8) y="4" { (kroner(lang, step * line.min(count))) }
                    }
                }
            }
            @for (at, (bar, parts)) in bars.iter().zip(&sums).enumerate() {
                g.bar data-row=[bar.row] transform={ "translate(" (LEFT + room * (at as i128) + (room - width) / 2) ",0)" } {
                    title { (bar.label) " " (bar.year) ": " (format::number(lang, bar.sums.totals.net)) }
                    @for ((start, length), part) in segments(*parts, HEIGHT, top).into_iter().zip(PARTS) {
                        rect class=(part) x="0" y=(baseline - start - length) width=(width) height=(length) {}
                    }
                    text.sum x=(width / 2) y=(baseline - HEIGHT * parts.iter().sum::<i128>() / top - 6) hidden[bars.len() > ROOM_FOR_SUMS] {
                        (whole_kroner(lang, parts.iter().sum()))
                    }
                    text.name.quarter[bar.is_quarter] x=(width / 2) y=(baseline + 16) hidden[!has_name(bars.len(), bar.is_quarter)] { (bar.label) }
                    text.year x="0" y=(baseline + 34) hidden[at > 0 && bars[at - 1].year == bar.year] { (bar.year) }
                }
            }
            line.base x1=(LEFT) x2=(WIDTH) y1=(baseline) y2=(baseline) {}
        }
    }
}

/// Bars beside names.
pub(super) fn rows(lang: Lang, title: &str, of: &str, bars: &[Bar]) -> Markup {
    let sums: Vec<[i128; 4]> = bars.iter().map(|bar| parts(&bar.sums)).collect();
    let top = sums.iter().map(|parts| parts.iter().sum()).max().unwrap_or(0).max(1);
    html! {
        svg.chart.rows data-chart=(of) viewBox={ "0 0 " (WIDTH) " " (BAR * (bars.len() as i128) + 6) } role="img" aria-label=(title) {
            @for (at, (bar, parts)) in bars.iter().zip(&sums).enumerate() {
                @let (first, second) = name_lines(&bar.label);
                g.bar data-row=[bar.row] transform={ "translate(0," (BAR * (at as i128)) ")" } {
                    title { (bar.label) ": " (format::number(lang, bar.sums.totals.net)) }
                    @if second.is_empty() { text.name x=(NAMES - 12) y="22" { (first) } }
                    @else { text.name { tspan x=(NAMES - 12) y="15" { (first) } tspan x=(NAMES - 12) y="28" { (second) } } }
                    @for ((start, length), part) in segments(*parts, BARS, top).into_iter().zip(PARTS) {
                        rect class=(part) x=(NAMES + start) y="8" width=(length) height=(BAR - 10) {}
                    }
                    text.sum x=(NAMES + BARS * parts.iter().sum::<i128>() / top + 8) y="22" { (whole_kroner(lang, parts.iter().sum())) }
                }
            }
            line.base x1=(NAMES) x2=(NAMES) y1="0" y2=(BAR * (bars.len() as i128) + 6) {}
        }
    }
}

/// A name in one line or two, broken between words; what fits on neither is left out.
fn name_lines(name: &str) -> (String, String) {
    if name.chars().count() <= NAME {
        return (name.to_owned(), String::new());
    }
    let mut first = String::new();
    let mut words = name.split(' ').peekable();
    while let Some(word) = words.next_if(|word| first.chars().count() + 1 + word.chars().count() <= NAME) {
        if !first.is_empty() {
            first.push(' ');
        }
        first.push_str(word);
    }
    let rest = words.collect::<Vec<_>>().join(" ");
    if first.is_empty() { (short(&rest), String::new()) } else { (first, short(&rest)) }
}

fn short(name: &str) -> String {
    if name.chars().count() <= NAME { name.to_owned() } else { name.chars().take(NAME - 1).chain(['…']).collect() }
}

/// The patterns that parts are filled with: distinct by colour, and without colour by their pattern.
pub(super) fn patterns() -> Markup {
    html! {
        svg.patterns width="0" height="0" aria-hidden="true" {
            defs {
                pattern #fill-stake width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    rect.ground width="8" height="8" {}
                    rect.mark width="3" height="8" {}
                }
                pattern #fill-refund width="8" height="8" patternUnits="userSpaceOnUse" {
                    rect.ground width="8" height="8" {}
                    circle.mark cx="4" cy="4" r="1.4" {}
                }
                pattern #fill-own width="6" height="6" patternUnits="userSpaceOnUse" {
                    rect.ground width="6" height="6" {}
                    rect.mark width="6" height="1.4" {}
                }
            }
        }
    }
}

/// What each part of a bar is, of the parts that occur.
pub(super) fn legend(names: [&str; 4], is_shown: [bool; 4]) -> Markup {
    html! {
        ul.legend {
            @for ((part, name), is_shown) in PARTS.into_iter().zip(names).zip(is_shown) {
                li hidden[!is_shown] { svg width="18" height="14" aria-hidden="true" { rect class=(part) width="18" height="14" {} } " " (name) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_have_round_steps() {
        for (largest, step, count) in
            [(0, 100, 1), (1, 100, 1), (500, 100, 5), (501, 200, 3), (1_000, 200, 5), (1_001, 500, 3), (12_345_678, 5_000_000, 3)]
        {
            assert_eq!(scale(largest), (step, count), "{largest}");
        }
    }

    #[test]
    fn long_names_break_between_words() {
        let lines = |name: &str| {
            let (first, second) = name_lines(name);
            [first, second]
        };
        assert_eq!(lines("Basis efterforsorg"), ["Basis efterforsorg", ""]);
        assert_eq!(lines("Mentorstøtte, samtaler hos psykolog eller psykiater"), ["Mentorstøtte, samtaler hos psykolog", "eller psykiater"]);
        assert_eq!(lines(&"x".repeat(50)), [&*format!("{}…", "x".repeat(39)), ""]);
        assert_eq!(lines(&format!("a {}", "x".repeat(50))), ["a", &*format!("{}…", "x".repeat(39))]);
    }

    #[test]
    fn segments_fill_the_bar_without_gaps() {
        let segments = segments([1, 1, 1, 0], 100, 3);
        assert_eq!(segments, [(0, 33), (33, 33), (66, 34), (100, 0)]);
    }
}
