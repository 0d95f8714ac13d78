//! A claim as tables to read.

use super::Shown;
use crate::table::{ended, ruled};
use crate::words::count;
use comfy_table::{Cell, CellAlignment, ColumnConstraint, Table};
use std::collections::{BTreeMap, BTreeSet};
use takst::document::claim::{ClaimRow, ClaimSums, totals};
use takst::{Amount, Code};
use takst_explain::{Texts, format};
use takst_io::printable;
use textwrap::WordSplitter;

/// Rows up to which each is shown; of more, the sums.
const MOST_ROWS: usize = 500;

/// The tables of a claim.
pub(super) fn table(shown: &Shown<'_>, texts: &Texts, width: usize) -> String {
    let tables = Tables { texts, width };
    let mut text = format!("{}\n", heading(shown, texts));
    if shown.rows.is_empty() {
        text.push_str(&format!("\n{}\n", texts.get("cli-claim-no-rows", &[])));
    } else {
        text.push_str(&tables.sums(shown.rows));
        if shown.rows.len() > MOST_ROWS {
            text.push_str(&format!("\n{}\n", texts.get("cli-claim-many-rows", &[("rows", count(shown.rows.len() as u64))])));
        } else {
            text.push_str(&tables.rows(shown));
        }
    }
    let Some(priced) = &shown.priced else { return text };
    text.push_str(&tables.by_code("cli-claim-at-stake", &priced.claim.at_stake));
    text.push_str(&tables.windows(shown));
    text.push_str(&tables.left(shown));
    text.push_str(&tables.assumed(shown));
    text
}

/// Which claim of whom it is.
fn heading(shown: &Shown<'_>, texts: &Texts) -> String {
    let payer = ("payer", texts.municipality(shown.payer).into());
    match (shown.quarter, shown.final_year) {
        (Some(quarter), _) => {
            let args = [payer, ("quarter", quarter.to_string().into()), ("claim", shown.claim.unwrap_or("–").into())];
            texts.get("cli-claim-heading", &args)
        }
        (None, year) => texts.get("cli-claim-final", &[payer, ("year", year.unwrap_or_default().to_string().into())]),
    }
}

struct Tables<'t> {
    texts: &'t Texts,
    width: usize,
}

impl Tables<'_> {
    fn say(&self, id: &str) -> String {
        self.texts.get(id, &[])
    }

    fn number(&self, amount: Amount) -> String {
        format::number(self.texts.lang(), amount)
    }

    fn amounts(&self, sums: &ClaimSums) -> [String; 3] {
        [sums.net, sums.own_payment, sums.refund].map(|amount| self.number(amount))
    }

    /// A table under a heading; the last `numbers` columns are of numbers, the last row of sums begins with `total`.
    fn section(&self, heading: &str, header: &[&str], numbers: usize, rows: Vec<Vec<String>>, total: Option<&str>) -> String {
        if rows.is_empty() {
            return String::new();
        }
        let mut table: Table = ruled(self.width);
        let words = header.len() - numbers;
        let cells = |texts: Vec<String>| {
            texts.into_iter().enumerate().map(|(place, text)| {
                let cell = Cell::new(text);
                if place < words { cell } else { cell.set_alignment(CellAlignment::Right) }
            })
        };
        table.set_header(cells(header.iter().map(|id| self.say(id)).collect()));
        for row in rows {
            table.add_row(cells(row));
        }
        for (place, column) in table.column_iter_mut().enumerate() {
            column.set_padding((0, 2));
            if place >= words {
                // A number is never broken: rather let the table be wider than the terminal.
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
        }
        format!("\n{}\n{}", self.say(heading), ended(&table, total))
    }

    /// Sums by year, account, rule and kind.
    fn sums(&self, of: &[ClaimRow]) -> String {
        let mut all = ClaimSums::default();
        let mut rows: Vec<Vec<String>> = Vec::new();
        for total in totals(of) {
            all += total.sums;
            let account = total.account.as_deref().map(printable).unwrap_or_default();
            let words = [total.year.to_string(), account, self.texts.refund_rule(total.rule), self.texts.claim_kind(total.kind)];
            rows.push(words.into_iter().chain(self.amounts(&total.sums)).collect());
        }
        let total = self.say("cli-total");
        let words = [total.clone(), String::new(), String::new(), String::new()];
        rows.push(words.into_iter().chain(self.amounts(&all)).collect());
        let header =
            ["cli-claim-year", "cli-claim-account", "cli-claim-rule", "cli-claim-kind", "cli-claim-net", "cli-claim-own", "cli-claim-refund"];
        self.section("cli-claim-sums", &header, 3, rows, Some(&total))
    }

    fn rows(&self, shown: &Shown<'_>) -> String {
        let row = |row: &ClaimRow| {
            let place = &row.place;
            let account = place.account.as_deref().map(printable).unwrap_or_default();
            let words = [
                printable(&row.case_id),
                format!("{}\n{}", printable(&place.provider), place.month),
                format!("{}\n{account}", self.texts.refund_rule(place.rule)).trim_end().to_owned(),
                format!(
                    "{}\n{}",
                    self.texts.claim_kind(row.kind),
                    self.texts.get("cli-claim-row-invoiced", &[("invoiced", self.invoiced(row).into())])
                ),
            ];
            words.into_iter().chain(self.amounts(&row.sums)).chain([self.number(row.at_stake)]).collect()
        };
        let header = [
            "cli-case",
            "cli-claim-provider-month",
            "cli-claim-rule",
            "cli-claim-kind",
            "cli-claim-net",
            "cli-claim-own",
            "cli-claim-refund",
            "cli-claim-stake",
        ];
        self.section("cli-claim-rows", &header, 4, shown.rows.iter().map(row).collect(), None)
    }

    fn invoiced(&self, row: &ClaimRow) -> String {
        use takst::contract::words::Invoiced;
        self.say(match row.invoiced {
            Invoiced::Yes => "cli-claim-invoiced-yes",
            Invoiced::Partly => "cli-claim-invoiced-partly",
            Invoiced::No => "cli-claim-invoiced-no",
        })
    }

    fn by_code(&self, heading: &str, amounts: &BTreeMap<Code, Amount>) -> String {
        let rows = amounts.iter().map(|(code, amount)| vec![code.to_string(), self.texts.code(*code), self.number(*amount)]).collect();
        self.section(heading, &["cli-claim-code", "cli-claim-meaning", "cli-claim-refund"], 1, rows, None)
    }

    /// Days used by citizen and window.
    fn windows(&self, shown: &Shown<'_>) -> String {
        let windows = shown.priced.iter().flat_map(|priced| priced.windows);
        let row = |window: &takst::document::claim::WindowUse| {
            let outside = window.outside.map_or_else(|| self.say("cli-claim-unstated"), |days| days.to_string());
            vec![printable(&window.citizen_id), format::short_date(self.texts.lang(), window.start), window.used.to_string(), outside]
        };
        let rows: Vec<Vec<String>> = windows.clone().take(MOST_ROWS).map(row).collect();
        let header = ["cli-claim-citizen", "cli-claim-window", "cli-claim-used", "cli-claim-outside"];
        let mut text = self.section("cli-claim-days", &header, 2, rows, None);
        let more = windows.count().saturating_sub(MOST_ROWS);
        if more > 0 {
            text.push_str(&format!("{}\n", self.texts.get("cli-claim-more-windows", &[("windows", count(more as u64))])));
        }
        text
    }

    /// What was left alone, with what was claimed for it so far.
    fn left(&self, shown: &Shown<'_>) -> String {
        let mut codes: BTreeSet<Code> = BTreeSet::new();
        let mut rows: Vec<Vec<String>> = Vec::new();
        for left in shown.priced.iter().flat_map(|priced| &priced.claim.left) {
            codes.extend(&left.why);
            let place = left.place.as_ref();
            let place = place.map(|place| format!("{}\n{}", printable(&place.provider), place.month)).unwrap_or_default();
            let why = if left.why.is_empty() { self.say("cli-claim-absent") } else { takst_io::documents::codes(&left.why).replace(';', ", ") };
            rows.push(vec![printable(&left.case_id), place, why, self.number(left.claimed.refund)]);
        }
        let mut text = self.section("cli-claim-left", &["cli-case", "cli-claim-provider-month", "cli-claim-why", "cli-claim-so-far"], 1, rows, None);
        for code in codes {
            text.push_str(&self.wrapped(&format!("{code}: {}", self.texts.code(code))));
        }
        text
    }

    /// What rests on which assumption, and what would settle it.
    fn assumed(&self, shown: &Shown<'_>) -> String {
        let Some(priced) = shown.priced.as_ref().filter(|priced| !priced.claim.assumed.is_empty()) else { return String::new() };
        let mut text = self.by_code("cli-claim-assumed", &priced.claim.assumed);
        for code in priced.claim.assumed.keys() {
            if let Some(assumption) = self.texts.assumption(*code, priced.policy) {
                text.push_str(&self.wrapped(&format!("{code}: {} {}", assumption.text, assumption.settle)));
            }
        }
        text
    }

    fn wrapped(&self, line: &str) -> String {
        let options = textwrap::Options::new(self.width.min(100)).subsequent_indent("   ").word_splitter(WordSplitter::NoHyphenation);
        textwrap::fill(line, options) + "\n"
    }
}
