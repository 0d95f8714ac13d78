//! Lists of cases: uncertainties, refund days used up, own payments not given, refused cases; and what figures rest on.

use super::collected::{CaseList, CaseRow, Collected, Figures, MOST_PLACES, RefusedBy};
use super::groups::FEW;
use super::place::{Page, is_short};
use super::remarks::Remark;
use crate::words::count;
use maud::{Markup, html};
use takst::written::printable;
use takst::{Amount, Code, LineColumn, Policy, SettledBy};
use takst_explain::html::bound;
use takst_explain::{Arg, format};

/// Uncertainties that are shown.
pub(super) const LARGEST: usize = 10;

/// A column of figures of a list.
struct Figure<'a> {
    heading: String,
    /// The figure in øre, or as a count.
    of: &'a dyn Fn(&Figures) -> i64,
    is_count: bool,
}

/// What a column of words says of a row.
type Word<'a> = &'a dyn Fn(&CaseRow) -> String;

/// A list of cases.
struct List<'a> {
    name: &'a str,
    /// Messages: the heading, what stands there without a row, and the sentence above the rows.
    heading: &'a str,
    none: &'a str,
    lead: &'a str,
    /// A sentence about the whole file below these.
    more: Option<String>,
    /// Rows that are shown; 0: all.
    most: usize,
    /// Headings of words after the case, and what they say.
    words: Vec<(String, Word<'a>)>,
    /// The first is what rows are ordered by.
    figures: Vec<Figure<'a>>,
}

fn days(figures: &Figures) -> i64 {
    i64::try_from(figures.days).unwrap_or(i64::MAX)
}

impl Page<'_> {
    fn figure(&self, figure: &Figure<'_>, of: &Figures) -> String {
        let value = (figure.of)(of);
        if figure.is_count { self.whole(value) } else { self.number(Amount::from_ore(value)) }
    }

    fn list(&self, list: &List<'_>, rows: &[&CaseRow]) -> Markup {
        let parts = |row: &CaseRow| {
            let values = |figures: &Figures| list.figures.iter().map(|figure| (figure.of)(figures)).collect();
            self.parts(row.slices.iter().map(move |(slice, figures)| (slice.clone(), values(figures))))
        };
        let shown = if list.most == 0 { rows.len() } else { rows.len().min(list.most) };
        html! {
            div.overflow.short[shown <= FEW] {
                table.amounts.list data-list=(list.name) data-most=(list.most) {
                    caption { (self.say("report-in-kroner")) }
                    thead {
                        tr {
                            th scope="col" { (self.basis.texts.heading(LineColumn::CaseId)) }
                            @for (heading, _) in &list.words { th scope="col" { (heading) } }
                            @for figure in &list.figures { th.number scope="col" { (figure.heading) } }
                        }
                    }
                    tbody {
                        @for (at, row) in rows.iter().enumerate() {
                            tr data-parts=(parts(row)) hidden[list.most > 0 && at >= list.most] {
                                th scope="row" { (self.case(&row.case_id)) }
                                @for word in list.words.iter().map(|(_, word)| word(row)) { td.unbroken[is_short(&word)] { (bound(&word)) } }
                                @for (at, figure) in list.figures.iter().enumerate() {
                                    td.number data-at=(at) data-count[figure.is_count] { (self.figure(figure, &row.all)) }
                                }
                            }
                        }
                    }
                }
                p.note.nothing-left hidden { (self.say("report-nothing-left")) }
            }
        }
    }

    fn amount(&self, amount: Amount) -> Arg {
        format::amount(self.basis.texts.lang(), amount).into()
    }

    fn heading(&self, column: LineColumn) -> String {
        self.basis.texts.heading(column)
    }

    /// A section with a list; without rows a sentence says so.
    fn section(&self, of: &mut CaseList, list: &List<'_>, args: &[(&str, Arg)]) -> Markup {
        let (cases, seen) = (of.cases, of.rows.seen);
        let rows: Vec<&CaseRow> = of.rows.sorted().collect();
        let more = seen.saturating_sub(rows.len());
        html! {
            section id=(list.name) {
                h2 { (self.say(list.heading)) }
                @if cases == 0 { p.note { (self.say(list.none)) } }
                @else {
                    p.of-whole { (bound(&self.basis.texts.get(list.lead, args))) }
                    @if more > 0 { p.note.of-whole { (bound(&self.basis.texts.get("report-more-rows", &[("rows", count(rows.len() as u64)), ("all", count(seen as u64))]))) } }
                    (self.list(list, &rows))
                }
                @if let Some(more) = &list.more { p.of-whole { (bound(more)) } }
            }
        }
    }

    pub(super) fn at_stake(&self, collected: &mut Collected) -> Markup {
        let assumed = collected.assumed.totals.refund;
        let of = &mut collected.at_stake;
        let reason = |row: &CaseRow| self.basis.texts.code(row.reason);
        let (services, payers) = (|row: &CaseRow| self.services_of(row.slices.keys()), |row: &CaseRow| self.payers_of(row.slices.keys()));
        let list = List {
            name: "at-stake",
            heading: "report-at-stake",
            none: "report-at-stake-none",
            lead: "report-at-stake-lead",
            more: (assumed != Amount::ZERO).then(|| self.basis.texts.get("report-at-stake-assumed", &[("amount", self.amount(assumed))])),
            most: LARGEST,
            words: vec![
                (self.say("report-why-open"), &reason),
                (self.heading(LineColumn::Service), &services),
                (self.heading(LineColumn::Payer), &payers),
            ],
            figures: vec![
                Figure { heading: self.heading(LineColumn::AtStake), of: &|of| of.sums.totals.at_stake.ore(), is_count: false },
                Figure { heading: self.heading(LineColumn::Net), of: &|of| of.sums.totals.net.ore(), is_count: false },
            ],
        };
        let args =
            [("amount", self.amount(of.all.sums.totals.at_stake)), ("cases", count(of.cases)), ("shown", count(of.rows.seen.min(LARGEST) as u64))];
        self.section(of, &list, &args)
    }

    pub(super) fn capped(&self, collected: &mut Collected) -> Markup {
        let of = &mut collected.capped;
        let lang = self.basis.texts.lang();
        let first = |row: &CaseRow| format::short_date(lang, row.first);
        let payers = |row: &CaseRow| self.payers_of(row.slices.keys());
        let list = List {
            name: "capped",
            heading: "report-capped",
            none: "report-capped-none",
            lead: "report-capped-lead",
            more: None,
            most: 0,
            words: vec![(self.say("report-capped-first"), &first), (self.heading(LineColumn::Payer), &payers)],
            figures: vec![
                Figure { heading: self.say("report-capped-net"), of: &|of| of.sums.totals.net.ore(), is_count: false },
                Figure { heading: self.say("report-capped-days"), of: &days, is_count: true },
            ],
        };
        let args = [("amount", self.amount(of.all.sums.totals.net)), ("cases", count(of.cases)), ("days", count(of.all.days))];
        self.section(of, &list, &args)
    }

    pub(super) fn no_own_payment(&self, collected: &mut Collected) -> Markup {
        let has_stays = collected.has_stays;
        let of = &mut collected.no_own_payment;
        let payers = |row: &CaseRow| self.payers_of(row.slices.keys());
        let list = List {
            name: "own-payment",
            heading: "report-own-payment",
            none: if has_stays { "report-own-payment-none" } else { "report-own-payment-no-stays" },
            lead: "report-own-payment-lead",
            more: None,
            most: 0,
            words: vec![(self.heading(LineColumn::Payer), &payers)],
            figures: vec![
                Figure { heading: self.heading(LineColumn::Net), of: &|of| of.sums.totals.net.ore(), is_count: false },
                Figure { heading: self.heading(LineColumn::Days), of: &days, is_count: true },
                Figure { heading: self.heading(LineColumn::Refund), of: &|of| of.sums.totals.refund.ore(), is_count: false },
                Figure { heading: self.heading(LineColumn::AtStake), of: &|of| of.sums.totals.at_stake.ore(), is_count: false },
            ],
        };
        let args = [("cases", count(of.cases)), ("lines", count(of.all.sums.lines)), ("refund", self.amount(of.all.sums.totals.refund))];
        self.section(of, &list, &args)
    }

    pub(super) fn refused(&self, collected: &Collected, cases: u64) -> Markup {
        html! {
            section #refused {
                h2 { (self.say("report-refused")) }
                @if cases == 0 { p.note { (self.say("report-no-refused")) } }
                @else {
                    p { (bound(&self.basis.texts.get("report-refused-lead", &[("cases", count(cases))]))) }
                    p.note.filtered-note hidden { (self.say("report-unfiltered")) }
                    @for (code, by) in &collected.refused { (self.refused_by(*code, by)) }
                }
            }
        }
    }

    fn refused_by(&self, code: Code, by: &RefusedBy) -> Markup {
        let texts = self.basis.texts;
        let heads = ["report-column", "report-value", "report-remedy"].map(|id| self.say(id));
        html! {
            div.refused-code {
                h3 { (bound(&texts.code(code))) }
                p.note { (bound(&texts.get("report-refused-count", &[("cases", count(by.cases)), ("faults", count(by.faults))]))) }
                div.overflow {
                    table.amounts.list {
                        caption { @if by.faults > MOST_PLACES as u64 { (bound(&texts.get("report-first-places", &[("places", count(MOST_PLACES as u64))]))) } }
                        thead {
                            tr {
                                th scope="col" { (self.heading(LineColumn::CaseId)) }
                                th scope="col" { (self.say("report-place")) }
                                @for head in heads { th scope="col" { (head) } }
                            }
                        }
                        tbody {
                            @for place in &by.places {
                                tr {
                                    th scope="row" { (self.case(&place.case_id)) }
                                    td { (self.where_it_stands(&place.fault, &place.place)) }
                                    td { (printable(&self.basis.column(&place.fault, &place.place))) }
                                    td { (printable(&texts.shown_value(&place.fault.value, &place.place))) }
                                    @let remedy = texts.remedy_in(&place.fault, &place.place);
                                    td { (bound(&remedy.unwrap_or_else(|| texts.problem_in(&place.fault, &place.place)))) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    pub(super) fn remarks(&self, collected: &Collected) -> Markup {
        let texts = self.basis.texts;
        let remarks = &collected.remarks;
        let shown: Vec<&Remark> = remarks.shown().collect();
        html! {
            section #remarks {
                h2 { (self.say("report-remarks")) }
                @if shown.is_empty() { p.note { (self.say("report-no-findings")) } }
                @else {
                    p.note { (self.say("page-findings-note")) }
                    p.note.filtered-note hidden { (self.say("report-unfiltered")) }
                    @if remarks.all > shown.len() as u64 {
                        p.note { (bound(&texts.get("report-more-remarks", &[("rows", count(shown.len() as u64)), ("all", count(remarks.all))]))) }
                    }
                    div.overflow {
                        table.amounts.list.remarks {
                            thead {
                                tr {
                                    th scope="col" { (self.heading(LineColumn::CaseId)) }
                                    th scope="col" { (self.say("report-place")) }
                                    th scope="col" { (self.say("report-remark")) }
                                }
                            }
                            tbody {
                                @for remark in shown {
                                    tr {
                                        th scope="row" { @if let Some(id) = &remark.case_id { (self.case(id)) } @else { (self.say("report-of-file")) } }
                                        td { (self.where_it_stands(&remark.finding, &remark.place)) }
                                        td { (bound(&texts.said_in(&remark.finding, &remark.place))) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    pub(super) fn assumptions(&self, collected: &Collected) -> Markup {
        let texts = self.basis.texts;
        let policy = self.basis.policy.clone().asked_by(self.basis.catalogue);
        let carried: Vec<_> = collected.sums.assumptions.iter().filter_map(|(code, sums)| Some((texts.assumption(*code, &policy)?, sums))).collect();
        html! {
            section #assumptions {
                h2 { (self.say("report-sheet-assumptions")) }
                @if carried.is_empty() { p.note { (self.say("report-no-assumptions")) } }
                @else {
                    p.note { (self.say("page-assumptions-note")) }
                    p.note.filtered-note hidden { (self.say("report-unfiltered")) }
                    div.overflow {
                        table.amounts.list {
                            caption { (self.say("report-in-kroner")) }
                            thead {
                                tr {
                                    th scope="col" { (self.say("report-question")) }
                                    th.number scope="col" { (self.say("report-lines")) }
                                    th.number scope="col" { (self.heading(LineColumn::Net)) }
                                    th.number scope="col" { (self.heading(LineColumn::Refund)) }
                                }
                            }
                            tbody {
                                @for (assumption, sums) in carried {
                                    tr {
                                        th scope="row" {
                                            strong { (bound(&assumption.label)) }
                                            br; (bound(&assumption.text))
                                            br; span.more { (bound(&self.settled_by(assumption.code, &policy))) }
                                        }
                                        td.number { (self.whole(i64::try_from(sums.lines).unwrap_or(i64::MAX))) }
                                        td.number { (self.number(sums.totals.net)) }
                                        td.number { (self.number(sums.totals.refund)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// What settles an assumption, for a reader who writes no policy.
    fn settled_by(&self, code: Code, policy: &Policy) -> String {
        match policy.settled_by(code) {
            Some(SettledBy::Columns(columns)) => {
                let names: Vec<String> = columns.iter().map(|column| self.basis.texts.column_title(*column)).collect();
                self.basis.texts.get("report-settled-by-column", &[("column", names.join(", ").into())])
            }
            Some(SettledBy::Catalogue) => self.say("settle-catalogue"),
            Some(SettledBy::Settings(_)) | None => self.say("report-settled-by-letter"),
        }
    }
}
