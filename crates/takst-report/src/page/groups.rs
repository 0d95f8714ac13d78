//! Tables and charts of sums: by month, service and payer.

use super::chart::{self, Bar};
use super::collected::{Collected, Slice};
use super::place::Page;
use crate::sums::{Group, Sums, SumsTooLarge};
use maud::{Markup, html};
use std::collections::BTreeMap;
use takst::{Amount, LineColumn, Totals};
use takst_explain::format;
use takst_explain::html::bound;

/// The figures of a group, in the order in which filters and charts know them.
fn amounts(totals: &Totals) -> [Amount; 6] {
    [totals.net, totals.own_payment, totals.refund, totals.at_stake, totals.cost, totals.vat]
}

const COLUMNS: [LineColumn; 6] =
    [LineColumn::Net, LineColumn::OwnPayment, LineColumn::Refund, LineColumn::AtStake, LineColumn::Cost, LineColumn::Vat];

/// Rows of a table that is printed on one page.
pub(super) const FEW: usize = 15;

/// A row of a table of groups.
struct Row<'a> {
    name: String,
    sums: Sums,
    parts: Vec<(&'a Group, Sums)>,
    largest: Option<&'a str>,
}

/// Rows of a table: the groups that have something in common, in its order.
fn rows<'a, K: Ord>(
    collected: &'a Collected,
    key: impl Fn(&'a Group) -> K,
    name: impl Fn(&K) -> String,
    largest: impl Fn(&K) -> Option<&'a str>,
) -> Result<Vec<Row<'a>>, SumsTooLarge> {
    let mut by: BTreeMap<K, Row<'_>> = BTreeMap::new();
    for (group, sums) in &collected.sums.groups {
        let key = key(group);
        let (name, largest) = (name(&key), largest(&key));
        let row = by.entry(key).or_insert_with(|| Row { name, sums: Sums::default(), parts: Vec::new(), largest });
        row.sums.add(*sums)?;
        row.parts.push((group, *sums));
    }
    Ok(by.into_values().collect())
}

/// What a table of groups is called.
struct Names<'a> {
    list: &'a str,
    heading: &'a str,
    column: LineColumn,
}

impl Page<'_> {
    fn table(&self, names: &Names<'_>, rows: &[Row<'_>], all: &Totals) -> Markup {
        let figures = |totals: &Totals| amounts(totals).into_iter().map(|amount| self.number(amount)).enumerate().collect::<Vec<_>>();
        let parts = |row: &Row<'_>| {
            self.parts(row.parts.iter().map(|(group, sums)| {
                let slice = Slice { payer: group.payer, service: group.service.clone(), year: group.month.year() };
                (slice, amounts(&sums.totals).map(Amount::ore).to_vec())
            }))
        };
        let total = match self.payers.len() {
            1 => self.say("report-total"),
            payers => bound(&self.basis.texts.get("report-total-of-payers", &[("payers", crate::words::count(payers as u64))])),
        };
        html! {
            div.overflow.short[rows.len() <= FEW] {
                table.amounts.list data-list=(names.list) {
                    caption { (self.say("report-in-kroner")) }
                    thead {
                        tr {
                            th scope="col" { (self.basis.texts.heading(names.column)) }
                            @for column in COLUMNS { th.number scope="col" { (self.basis.texts.heading(column)) } }
                            th.of-all scope="col" { (self.say("report-largest-case")) }
                        }
                    }
                    tbody {
                        @for row in rows {
                            tr data-parts=(parts(row)) {
                                th scope="row" { (bound(&row.name)) }
                                @for (at, figure) in figures(&row.sums.totals) { td.number data-at=(at) { (figure) } }
                                td.of-all { @if let Some(case) = row.largest { (self.case(case)) } }
                            }
                        }
                    }
                    tfoot {
                        tr {
                            th scope="row" { span.of-whole { (total) } span.of-part { (self.say("report-total-of-part")) } }
                            @for (at, figure) in figures(all) { td.number data-at=(at) { (figure) } }
                            td {}
                        }
                    }
                }
            }
        }
    }

    fn legend(&self) -> Markup {
        let names = ["report-part-cost", "report-part-stake", "report-part-refund", "report-part-own"].map(|id| self.say(id));
        chart::legend([&names[0], &names[1], &names[2], &names[3]])
    }

    pub(super) fn months(&self, collected: &Collected) -> Result<Markup, SumsTooLarge> {
        let lang = self.basis.texts.lang();
        let largest = |month: &takst::Month| collected.by_month.0.get(month).map(|(_, case)| &**case);
        let rows = rows(collected, |group| group.month, |month| format::month(lang, *month), largest)?;
        let bar = |row: &Row<'_>| {
            let (month, year) = row.name.rsplit_once(' ').unwrap_or((&row.name, ""));
            Bar { label: month.chars().take(3).collect(), year: year.to_owned(), sums: row.sums }
        };
        let bars: Vec<Bar> = rows.iter().map(bar).collect();
        let names = Names { list: "months", heading: "report-by-month", column: LineColumn::Month };
        Ok(self.group(&names, &chart::columns(lang, &self.say("report-by-month"), names.list, &bars), &rows, &collected.sums.all.totals))
    }

    pub(super) fn services(&self, collected: &Collected) -> Result<Markup, SumsTooLarge> {
        let lang = self.basis.texts.lang();
        let largest = |service: &&str| collected.by_service.0.get(*service).map(|(_, case)| &**case);
        let rows = rows(collected, |group| &*group.service, |service| self.basis.service(service), largest)?;
        let bars: Vec<Bar> = rows.iter().map(|row| Bar { label: row.name.clone(), year: String::new(), sums: row.sums }).collect();
        let names = Names { list: "services", heading: "report-by-service", column: LineColumn::Service };
        Ok(self.group(&names, &chart::rows(lang, &self.say("report-by-service"), names.list, &bars), &rows, &collected.sums.all.totals))
    }

    /// Of several municipalities each has its sums.
    pub(super) fn payers(&self, collected: &Collected) -> Result<Markup, SumsTooLarge> {
        if self.payers.len() < 2 {
            return Ok(html! {});
        }
        let lang = self.basis.texts.lang();
        let largest = |payer: &takst::Municipality| collected.by_payer.0.get(payer).map(|(_, case)| &**case);
        let rows = rows(collected, |group| group.payer, |payer| self.basis.texts.municipality(*payer), largest)?;
        let bars: Vec<Bar> = rows.iter().map(|row| Bar { label: row.name.clone(), year: String::new(), sums: row.sums }).collect();
        let names = Names { list: "payers", heading: "report-by-payer", column: LineColumn::Payer };
        Ok(self.group(&names, &chart::rows(lang, &self.say("report-by-payer"), names.list, &bars), &rows, &collected.sums.all.totals))
    }

    fn group(&self, names: &Names<'_>, chart: &Markup, rows: &[Row<'_>], all: &Totals) -> Markup {
        html! {
            section id=(names.list) {
                h2 { (self.say(names.heading)) }
                @if rows.is_empty() { p.note { (self.say("report-no-lines")) } }
                @else { (self.legend()) (chart) (self.table(names, rows, all)) }
            }
        }
    }
}
