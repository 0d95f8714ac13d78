//! A plan to read: what is credited and what is issued, with the difference by line.

use crate::documents::table::{self, Screen, billed};
use crate::table::{LONG, capital, ended, quantity, ruled};
use comfy_table::{Cell, CellAlignment, ColumnConstraint, Table};
use std::collections::BTreeSet;
use std::io::{self, Write};
use takst::Code;
use takst::contract::words::DocumentKind;
use takst::document::action::{NewDocument, Settlement};
use takst::document::content::Content;
use takst::document::differ::differ;
use takst::document::line::{DocumentLine, Sums};
use takst_explain::{Texts, format};
use takst_io::printable;

/// Writes a plan.
///
/// # Errors
/// The output failed.
pub(crate) fn write(mut to: impl Write, screen: Screen<'_>, settlement: &Settlement) -> io::Result<()> {
    let Screen { texts, width, .. } = screen;
    if !settlement.documents.is_empty() {
        let mut plan = Differences { texts, width, table: empty(texts, width), rows: 0, codes: BTreeSet::new() };
        for place in settlement.documents.chunk_by(|a, b| place(&a.content) == place(&b.content)) {
            plan.place(place);
            to.write_all(plan.part().as_bytes())?;
        }
        to.write_all(plan.finish(&settlement.documents).as_bytes())?;
    }
    if settlement.documents.is_empty() || !settlement.left.is_empty() {
        let left = Settlement { documents: Vec::new(), left: settlement.left.clone() };
        table::write(to, screen, &left, &[])?;
    }
    Ok(())
}

fn place(content: &Content) -> (&str, &str, takst::Month) {
    (&content.provider, &content.case_id, content.month)
}

struct Differences<'t> {
    texts: &'t Texts,
    width: usize,
    table: Table,
    rows: usize,
    /// Codes that the legend explains.
    codes: BTreeSet<&'static str>,
}

impl Differences<'_> {
    /// The documents of a place: what each takes back or issues, and the lines that differ for each payer.
    fn place(&mut self, documents: &[NewDocument]) {
        let Some(first) = documents.first() else { return };
        let content = &first.content;
        self.codes.extend(first.reasons.iter().map(|code| code.as_str()));
        let reasons = first.reasons.iter().map(|code| code.as_str()).collect::<Vec<_>>().join(", ");
        self.row("", &format!("{}, {}\n{}", printable(&content.case_id), content.month, printable(&content.provider)), &reasons, "", None);
        for document in documents {
            let sums = document.content.sums();
            let sums = if document.kind == DocumentKind::CreditNote { Sums::ZERO - sums } else { sums };
            let of = takst_run::kind(self.texts, document.kind);
            let number = document.refers_to.as_deref().filter(|_| document.kind == DocumentKind::CreditNote).map(printable);
            let name = format!("{of} {}", number.unwrap_or_default());
            let payer = self.texts.municipality(document.content.payer);
            self.row("", &format!("{}\n{payer}", name.trim_end()), &self.references(document), "", Some(sums));
        }
        let of = |kind: DocumentKind| documents.iter().filter(move |document| document.kind == kind);
        let payers: BTreeSet<_> = documents.iter().map(|document| document.content.payer).collect();
        for payer in payers {
            let lines = |kind: DocumentKind| -> Vec<DocumentLine> {
                of(kind).filter(|document| document.content.payer == payer).flat_map(|document| document.content.lines.iter().cloned()).collect()
            };
            let (before, after) = (lines(DocumentKind::CreditNote), lines(DocumentKind::Invoice));
            // What is billed for the first time is no difference.
            if of(DocumentKind::CreditNote).next().is_none() {
                after.iter().for_each(|line| self.line("", line, false));
                continue;
            }
            for difference in differ(&before, &after, &()).lines {
                if let Some(line) = difference.before.and_then(|at| before.get(at)) {
                    self.line("−", line, true);
                }
                if let Some(line) = difference.after.and_then(|at| after.get(at)) {
                    self.line("+", line, false);
                }
                self.row("", "", "", &self.texts.get("cli-difference", &[]), Some(difference.sums));
            }
        }
    }

    /// References of an invoice that came back.
    fn references(&self, document: &NewDocument) -> String {
        if document.kind == DocumentKind::CreditNote || !document.reasons.contains(&Code::CorrectionReferences) {
            return String::new();
        }
        let references = &document.references;
        let gln = references.buyer_gln.map(|gln| gln.to_string());
        let given = [
            ("buyer_reference", references.buyer_reference.as_deref()),
            ("order_reference", references.order_reference.as_deref()),
            ("accounting_cost", references.accounting_cost.as_deref()),
            ("buyer_gln", gln.as_deref()),
        ];
        let text = |(name, value): (&str, Option<&str>)| value.map(|value| format!("{name}: {}", printable(value)));
        given.into_iter().filter_map(text).collect::<Vec<_>>().join("\n")
    }

    fn line(&mut self, mark: &str, line: &DocumentLine, is_taken_back: bool) {
        let sums = Sums { net: line.net, vat: line.vat.amount };
        let sums = if is_taken_back { Sums::ZERO - sums } else { sums };
        let service = line.service.split_once('/').map_or(&*line.service, |(_, name)| name);
        let amount = quantity(self.texts, line.quantity, line.unit, line.unit_price, line.price_base_quantity);
        self.row(mark, &printable(service), &format::compact_period(self.texts.lang(), line.period()), &amount, Some(sums));
    }

    fn row(&mut self, mark: &str, what: &str, when: &str, amount: &str, sums: Option<Sums>) {
        let lang = self.texts.lang();
        let money = |of: fn(Sums) -> takst::Amount| {
            Cell::new(sums.map(|sums| format::number(lang, of(sums))).unwrap_or_default()).set_alignment(CellAlignment::Right)
        };
        self.table.add_row([Cell::new(mark), Cell::new(what), Cell::new(when), Cell::new(amount), money(|sums| sums.net), money(|sums| sums.vat)]);
        self.rows += 1;
    }

    fn part(&mut self) -> String {
        if self.rows < LONG {
            return String::new();
        }
        self.rows = 0;
        ended(&std::mem::replace(&mut self.table, empty(self.texts, self.width)), None)
    }

    fn finish(mut self, documents: &[NewDocument]) -> String {
        let total = self.texts.get("cli-total", &[]);
        self.row("", &total, "", "", Some(billed(documents)));
        ended(&self.table, Some(&total)) + &table::legend(self.texts, &self.codes, self.width)
    }
}

fn empty(texts: &Texts, width: usize) -> Table {
    let mut table = ruled(width);
    let header = ["", "cli-difference-what", "cli-difference-when", "cli-difference-amount", "cli-net", "cli-vat"];
    let name = |(place, id): (usize, &str)| {
        let cell = Cell::new(if id.is_empty() { String::new() } else { capital(&texts.get(id, &[])) });
        if place >= 4 { cell.set_alignment(CellAlignment::Right) } else { cell }
    };
    table.set_header(header.into_iter().enumerate().map(name));
    for (place, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if place == 0 { 1 } else { 2 }));
        // A number is never broken: rather let the table be wider than the terminal.
        if place >= 4 || place == 0 {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    table
}
