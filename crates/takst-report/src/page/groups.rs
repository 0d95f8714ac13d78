//! Tables and charts of sums: by month, service and payer.

use super::chart::{self, Bar};
use super::collected::{Collected, Slice};
use super::place::{Page, is_short};
use crate::sums::{Group, Sums, SumsTooLarge};
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};
use takst::{Amount, LineColumn, Month, Totals};
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

/// The largest amount first; of equal ones by name.
fn by_size(mut rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    rows.sort_by(|a, b| b.sums.totals.net.cmp(&a.sums.totals.net).then_with(|| a.name.cmp(&b.name)));
    rows
}

/// Bars beside names, one for each row.
fn bands(rows: &[Row<'_>]) -> Vec<Bar> {
    let bar = |(at, row): (usize, &Row<'_>)| Bar { label: row.name.clone(), year: String::new(), is_quarter: false, row: Some(at), sums: row.sums };
    rows.iter().enumerate().map(bar).collect()
}

/// Months of a chart in which also those without lines have their place; of more, only those with lines are drawn.
const MOST_MONTHS: usize = 360;

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
                                th.unbroken[is_short(&row.name)] scope="row" { (bound(&row.name)) }
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

    fn legend(&self, bars: &[Bar]) -> Markup {
        let names = ["report-part-cost", "report-part-stake", "report-part-refund", "report-part-own"].map(|id| self.say(id));
        chart::legend([&names[0], &names[1], &names[2], &names[3]], chart::shown_parts(bars))
    }

    /// One bar for each month from the first to the last, also where a month has no lines.
    fn month_bars(&self, rows: &[Row<'_>], months: &[Month]) -> Vec<Bar> {
        let lang = self.basis.texts.lang();
        let bar = |month: Month, row: Option<usize>| {
            let name = format::month(lang, month);
            let (label, year) = name.rsplit_once(' ').unwrap_or((&name, ""));
            let sums = row.map_or_else(Sums::default, |at| rows[at].sums);
            Bar { label: label.chars().take(3).collect(), year: year.to_owned(), is_quarter: month.month_of_year() % 3 == 1, row, sums }
        };
        let (Some(first), Some(last)) = (months.first(), months.last()) else { return Vec::new() };
        let every: Vec<Month> =
            std::iter::successors(Some(*first), |month| Some(month.plus(1))).take_while(|month| month <= last).take(MOST_MONTHS + 1).collect();
        if every.len() > MOST_MONTHS {
            return months.iter().enumerate().map(|(at, month)| bar(*month, Some(at))).collect();
        }
        every.into_iter().map(|month| bar(month, months.binary_search(&month).ok())).collect()
    }

    pub(super) fn months(&self, collected: &Collected) -> Result<Markup, SumsTooLarge> {
        let lang = self.basis.texts.lang();
        let largest = |month: &Month| collected.by_month.0.get(month).map(|(_, case)| &**case);
        let rows = rows(collected, |group| group.month, |month| format::month(lang, *month), largest)?;
        let months: BTreeSet<Month> = collected.sums.groups.keys().map(|group| group.month).collect();
        let bars = self.month_bars(&rows, &months.into_iter().collect::<Vec<_>>());
        let names = Names { list: "months", heading: "report-by-month", column: LineColumn::Month };
        let chart = chart::columns(lang, &self.say("report-by-month"), names.list, &bars);
        Ok(self.group(&names, &Drawn { bars, chart }, &rows, &collected.sums.all.totals))
    }

    pub(super) fn services(&self, collected: &Collected) -> Result<Markup, SumsTooLarge> {
        let lang = self.basis.texts.lang();
        let largest = |service: &&str| collected.by_service.0.get(*service).map(|(_, case)| &**case);
        let rows = by_size(rows(collected, |group| &*group.service, |service| self.basis.service(service), largest)?);
        let bars = bands(&rows);
        let names = Names { list: "services", heading: "report-by-service", column: LineColumn::Service };
        let chart = chart::rows(lang, &self.say("report-by-service"), names.list, &bars);
        Ok(self.group(&names, &Drawn { bars, chart }, &rows, &collected.sums.all.totals))
    }

    /// Of several municipalities each has its sums.
    pub(super) fn payers(&self, collected: &Collected) -> Result<Markup, SumsTooLarge> {
        if self.payers.len() < 2 {
            return Ok(html! {});
        }
        let lang = self.basis.texts.lang();
        let largest = |payer: &takst::Municipality| collected.by_payer.0.get(payer).map(|(_, case)| &**case);
        let rows = by_size(rows(collected, |group| group.payer, |payer| self.basis.texts.municipality(*payer), largest)?);
        let bars = bands(&rows);
        let names = Names { list: "payers", heading: "report-by-payer", column: LineColumn::Payer };
        let chart = chart::rows(lang, &self.say("report-by-payer"), names.list, &bars);
        Ok(self.group(&names, &Drawn { bars, chart }, &rows, &collected.sums.all.totals))
    }

    fn group(&self, names: &Names<'_>, drawn: &Drawn, rows: &[Row<'_>], all: &Totals) -> Markup {
        html! {
            // A chart is printed on the page of its table.
            section.together[rows.len() <= FEW] id=(names.list) {
                h2 { (self.say(names.heading)) }
                @if rows.is_empty() { p.note { (self.say("report-no-lines")) } }
                @else { (self.legend(&drawn.bars)) (drawn.chart) (self.table(names, rows, all)) }
            }
        }
    }
}

/// A chart and its bars.
struct Drawn {
    bars: Vec<Bar>,
    chart: Markup,
}
