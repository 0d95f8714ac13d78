//! How sums differ, as a table to read: of each group the sums that change, before, after, and by how much.

use super::layout::{Column, Page, Part};
use super::sums::{Group, Sum, Sums};
use super::totals_table::Screen;

/// In the order in which they are read.
const ORDER: [Sum; 8] = [Sum::Cases, Sum::Days, Sum::Net, Sum::Vat, Sum::OwnPayment, Sum::Refund, Sum::AtStake, Sum::Cost];

/// The table of these groups, with the sums over all groups, `all`.
pub(super) fn table<'g>(screen: Screen<'_>, groups: impl IntoIterator<Item = &'g Group<2>>, all: &[Sums; 2]) -> String {
    let headings = screen.headings();
    let name = |id: &str| Column { heading: screen.say(id), is_number: true };
    let shown: Vec<&Group<2>> = if screen.by.is_empty() { Vec::new() } else { groups.into_iter().collect() };
    let page = Page {
        headings: &headings,
        columns: vec![
            Column { heading: screen.say("cli-compare-sum"), is_number: false },
            name("cli-compare-before"),
            name("cli-compare-after"),
            name("cli-compare-change"),
        ],
        parts: shown.iter().map(|group| Part { words: screen.group(&group.texts), rows: rows(screen, &group.sides) }).collect(),
        total: Part { words: vec![screen.say("cli-total")], rows: rows(screen, all) },
    };
    page.beside(screen.width).unwrap_or_else(|| page.above_anyway(screen.width))
}

/// The sums that differ; where none does, the net and the cost.
fn rows(screen: Screen<'_>, [before, after]: &[Sums; 2]) -> Vec<Vec<String>> {
    let differing: Vec<Sum> = before.differing(after).collect();
    let shown = if differing.is_empty() { vec![Sum::Net, Sum::Cost] } else { differing };
    let row = |sum: Sum| {
        let (before, after) = (before.get(sum), after.get(sum));
        let change = after.saturating_sub(before);
        let sign = if change > 0 { "+" } else { "" };
        vec![screen.sum(sum), screen.number(sum, before), screen.number(sum, after), format!("{sign}{}", screen.number(sum, change))]
    };
    ORDER.into_iter().filter(|sum| shown.contains(sum)).map(row).collect()
}
