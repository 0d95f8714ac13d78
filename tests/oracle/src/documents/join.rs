//! Joined lines (D2).

use crate::dates::{days_in_month, month_of, plus_days};
use crate::documents::Line;
use crate::number::ONE;

/// D2.1: whether `next` goes on where `line` ends.
fn goes_on(line: &Line, next: &Line) -> bool {
    let is_alike = line.service == next.service
        && line.unit == next.unit
        && line.unit_price == next.unit_price
        && line.base == next.base
        && line.vat_category == next.vat_category
        && line.vat_rate == next.vat_rate;
    let begins = match line.unit.as_str() {
        "week" => plus_days(line.first, u64::try_from(7 * line.quantity / ONE).expect("weeks are counted")),
        "day" | "month" => plus_days(line.last, 1),
        _ => return false,
    };
    is_alike && begins == next.first
}

/// D2: the lines of a document, in any order, joined until no two of them can be.
pub fn join(mut lines: Vec<Line>) -> Vec<Line> {
    while let Some((a, b)) = pair(&lines) {
        let next = lines[b].clone();
        let line = &mut lines[a];
        line.quantity += next.quantity;
        line.net += next.net;
        line.vat += next.vat;
        line.last = line.last.max(next.last);
        lines.remove(b);
    }
    for line in &mut lines {
        let days = i128::from(days_in_month(month_of(line.first))) * ONE;
        // D2.3: only a month price has the days of the month as its base.
        if line.unit == "day" && line.base == days && line.quantity == days {
            line.quantity = ONE;
            line.unit = "month".to_string();
            line.base = ONE;
        }
    }
    lines.sort_by(|a, b| {
        let key = |line: &Line| (line.first, line.service.clone(), line.last, line.unit_price, line.quantity);
        key(a).cmp(&key(b))
    });
    lines
}

fn pair(lines: &[Line]) -> Option<(usize, usize)> {
    for (a, line) in lines.iter().enumerate() {
        for (b, next) in lines.iter().enumerate() {
            if a != b && goes_on(line, next) {
                return Some((a, b));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::date;

    fn line(unit: &str, first: u32, last: u32, quantity: i128) -> Line {
        Line {
            service: "hus/dag".into(),
            first: date(2024, 1, first),
            last: date(2024, 1, last),
            quantity: quantity * ONE,
            unit: unit.into(),
            unit_price: 310 * ONE,
            base: ONE,
            net: quantity * 31_000,
            vat_category: "E".into(),
            vat_rate: "0.00".into(),
            vat: 0,
            vat_exemption: "VATEX-EU-132-1G".into(),
        }
    }

    #[test]
    fn days_that_follow_each_other_are_one_line() {
        let joined = join(vec![line("day", 11, 20, 10), line("day", 22, 22, 1), line("day", 1, 10, 10)]);
        let shown: Vec<_> = joined.iter().map(|line| (line.first, line.last, line.quantity / ONE, line.net)).collect();
        assert_eq!(shown, [(date(2024, 1, 1), date(2024, 1, 20), 20, 620_000), (date(2024, 1, 22), date(2024, 1, 22), 1, 31_000)]);
    }

    #[test]
    fn a_week_that_was_cut_is_followed_by_the_week_after_it() {
        assert_eq!(join(vec![line("week", 1, 3, 1), line("week", 8, 14, 1)]).len(), 1);
        assert_eq!(join(vec![line("week", 1, 3, 1), line("week", 4, 10, 1)]).len(), 2);
    }

    #[test]
    fn parts_that_cover_a_month_are_the_month() {
        let part = |first, last| Line { base: 31 * ONE, ..line("day", first, last, i128::from(last - first + 1)) };
        let joined = join(vec![part(1, 3), part(4, 31)]);
        assert_eq!((joined.len(), joined[0].unit.as_str(), joined[0].quantity, joined[0].base), (1, "month", ONE, ONE));
        assert_eq!(join(vec![part(1, 3), part(5, 31)])[1].unit, "day");
    }

    #[test]
    fn hours_are_not_joined() {
        assert_eq!(join(vec![line("hour", 1, 1, 1), line("hour", 2, 2, 1)]).len(), 2);
    }
}
