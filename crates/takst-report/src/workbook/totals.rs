//! The sheet of sums by month, service and payer.

use super::cell::{Cell, Column, Shown};
use crate::basis::Basis;
use crate::sums::{AllSums, Group, Sums, SumsTooLarge};
use crate::words::count;
use std::collections::BTreeMap;
use takst::{LineColumn, Municipality};

pub(super) fn columns(basis: &Basis<'_>) -> Vec<Column> {
    let of = |column: LineColumn, shown| Column::new(basis.texts.heading(column), shown);
    vec![
        of(LineColumn::Month, Shown::Month),
        of(LineColumn::Provider, Shown::Word),
        of(LineColumn::Service, Shown::Word),
        Column::new(basis.say("report-service-id"), Shown::Word),
        of(LineColumn::Payer, Shown::Word),
        Column::new(basis.say("report-payer-code"), Shown::Word),
        Column::new(basis.say("report-lines"), Shown::Whole),
        of(LineColumn::Net, Shown::Money),
        of(LineColumn::OwnPayment, Shown::Money),
        of(LineColumn::Refund, Shown::Money),
        of(LineColumn::AtStake, Shown::Money),
        of(LineColumn::Cost, Shown::Money),
        of(LineColumn::Vat, Shown::Money),
        of(LineColumn::Gross, Shown::Money),
    ]
}

fn amounts(sums: &Sums) -> Vec<Cell> {
    let totals = &sums.totals;
    // Sums of both are bounded by what they are the sums of; should they not be, the cell stays empty.
    let gross = totals.net.checked_add(totals.vat).map_or(Cell::Empty, Cell::number);
    let amounts = [totals.net, totals.own_payment, totals.refund, totals.at_stake, totals.cost, totals.vat];
    std::iter::once(Cell::number(sums.lines)).chain(amounts.map(Cell::number)).chain([gross]).collect()
}

pub(super) fn row(basis: &Basis<'_>, group: &Group, sums: &Sums) -> Vec<Cell> {
    let provider = group.service.split_once('/').map_or(&*group.service, |(provider, _)| provider);
    let mut cells = vec![
        Cell::Day(group.month.first_day()),
        Cell::text(basis.provider(provider)),
        Cell::text(basis.service(&group.service)),
        Cell::text(&*group.service),
        Cell::text(basis.texts.municipality(group.payer)),
        Cell::text(group.payer.to_string()),
    ];
    cells.extend(amounts(sums));
    cells
}

/// The rows of sums: one for all, which says how many municipalities it adds up, and of several one for each.
pub(super) fn sums(basis: &Basis<'_>, all: &AllSums) -> Result<Vec<Vec<Cell>>, SumsTooLarge> {
    let payers: BTreeMap<Municipality, Sums> = all.by(|group| group.payer)?;
    let row = |label: String, payer: String, code: String, sums: &Sums| {
        let mut cells = vec![Cell::Empty, Cell::text(label), Cell::Empty, Cell::Empty, Cell::text(payer), Cell::text(code)];
        cells.extend(amounts(sums));
        cells
    };
    let total = basis.say("report-total");
    if let Some((payer, _)) = payers.first_key_value().filter(|_| payers.len() == 1) {
        return Ok(vec![row(total, basis.texts.municipality(*payer), payer.to_string(), &all.all)]);
    }
    let several = basis.texts.get("report-all-payers", &[("payers", count(payers.len() as u64))]);
    let mut rows = vec![row(total, several, String::new(), &all.all)];
    for (payer, sums) in &payers {
        rows.push(row(basis.say("report-of-which"), basis.texts.municipality(*payer), payer.to_string(), sums));
    }
    Ok(rows)
}
