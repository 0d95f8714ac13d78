//! Actions as a table to read.

use crate::table::{LONG, ended, ruled};
use crate::words::count;
use comfy_table::{Cell, CellAlignment, ColumnConstraint, Table};
use std::collections::BTreeSet;
use std::io::{self, Write};
use takst::Code;
use takst::contract::words::{DocumentAction, DocumentKind};
use takst::document::action::{Given, Left, NewDocument, Settlement};
use takst::document::line::Sums;
use takst::document::party::Parties;
use takst_explain::{Texts, format};
use takst_io::documents::codes;
use takst_io::printable;

/// How tables are shown.
#[derive(Clone, Copy)]
pub(crate) struct Screen<'a> {
    pub(crate) texts: &'a Texts,
    pub(crate) width: usize,
    /// What is missing in them is named.
    pub(crate) parties: &'a Parties,
}

/// Writes a settlement; `given` are the numbers of its documents, where they were issued.
///
/// # Errors
/// The output failed.
pub(crate) fn write(mut to: impl Write, screen: Screen<'_>, settlement: &Settlement, given: &[Option<Given>]) -> io::Result<()> {
    if settlement.documents.is_empty() && settlement.left.is_empty() {
        return writeln!(to, "{}", screen.texts.get("cli-actions-none", &[]));
    }
    let mut actions = Actions::new(screen);
    let mut numbers = given.iter();
    for document in &settlement.documents {
        actions.document(document, numbers.next().and_then(Option::as_ref));
        to.write_all(actions.part().as_bytes())?;
    }
    for left in &settlement.left {
        actions.left(left);
        to.write_all(actions.part().as_bytes())?;
    }
    to.write_all(actions.finish(&settlement.documents).as_bytes())
}

/// A table in the making.
struct Actions<'t> {
    texts: &'t Texts,
    width: usize,
    table: Table,
    rows: usize,
    /// Codes that the legend explains.
    codes: BTreeSet<&'static str>,
    parties: &'t Parties,
    /// What the parties file lacks, a sentence each.
    missing: BTreeSet<String>,
}

impl<'t> Actions<'t> {
    fn new(Screen { texts, width, parties }: Screen<'t>) -> Actions<'t> {
        Actions { texts, width, table: empty(texts, width), rows: 0, codes: BTreeSet::new(), parties, missing: BTreeSet::new() }
    }

    fn document(&mut self, document: &NewDocument, given: Option<&Given>) {
        let content = &document.content;
        let due = given.and_then(|given| given.due).map(|due| format::short_date(self.texts.lang(), due));
        let refers_to = document.refers_to.as_deref().map(|number| {
            let id = match document.kind {
                DocumentKind::Invoice => "cli-actions-replaces",
                DocumentKind::CreditNote => "cli-actions-takes-back",
            };
            self.texts.get(id, &[("number", printable(number).into())])
        });
        let reasons = self.codes(&document.reasons);
        self.row(
            document.action(),
            [
                [given.map(|given| printable(&given.number)).unwrap_or_default(), due.unwrap_or_default()],
                [printable(&content.case_id), format::short_month(self.texts.lang(), content.month)],
                [printable(&content.provider), self.texts.municipality(content.payer)],
                self.sums(Some(content.sums())),
                [refers_to.unwrap_or_default(), reasons],
            ],
        );
    }

    fn left(&mut self, left: &Left) {
        let (reasons, why) = (self.codes(&left.reasons), self.codes(&left.why));
        if left.why.contains(&Code::PartyMissing) {
            self.missing.extend(missing(self.texts, self.parties, left));
        }
        let payers = left.payers.iter().map(|payer| self.texts.municipality(*payer)).collect::<Vec<_>>().join(", ");
        self.row(
            left.action,
            [
                Default::default(),
                [
                    left.case_id.as_deref().map(printable).unwrap_or_default(),
                    left.month.map(|month| format::short_month(self.texts.lang(), month)).unwrap_or_default(),
                ],
                [left.provider.as_deref().map(printable).unwrap_or_default(), payers],
                self.sums(left.sums),
                [why, reasons],
            ],
        );
    }

    fn sums(&self, sums: Option<Sums>) -> [String; 2] {
        let lang = self.texts.lang();
        sums.map(|sums| [format::number(lang, sums.net), format::number(lang, sums.vat)]).unwrap_or_default()
    }

    fn codes(&mut self, of: &[Code]) -> String {
        self.codes.extend(of.iter().map(|code| code.as_str()));
        codes(of).replace(';', ", ")
    }

    /// A row: pairs of texts below each other.
    fn row(&mut self, action: DocumentAction, cells: [[String; 2]; 5]) {
        let below = |[upper, lower]: [String; 2]| {
            let text = format!("{upper}\n{lower}");
            text.trim_end().trim_start_matches('\n').to_owned()
        };
        let [number, case, provider, sums, remark] = cells.map(below);
        let action = Cell::new(self.texts.get(action_id(action), &[]));
        self.table.add_row([
            action,
            Cell::new(number),
            Cell::new(case),
            Cell::new(provider),
            Cell::new(sums).set_alignment(CellAlignment::Right),
            Cell::new(remark),
        ]);
        self.rows += 1;
    }

    /// The part of a long table that is ready, if it is long.
    fn part(&mut self) -> String {
        if self.rows < LONG {
            return String::new();
        }
        self.rows = 0;
        ended(&std::mem::replace(&mut self.table, empty(self.texts, self.width)), None)
    }

    /// The rest of the table with the sums of the documents, and what its codes mean.
    fn finish(mut self, documents: &[NewDocument]) -> String {
        let total = self.texts.get("cli-total", &[]);
        if !documents.is_empty() {
            let [net, vat] = self.sums(Some(billed(documents)));
            let sums = Cell::new(format!("{net}\n{vat}")).set_alignment(CellAlignment::Right);
            self.table.add_row([Cell::new(&total), Cell::new(""), Cell::new(""), Cell::new(""), sums, Cell::new("")]);
        }
        let mut text = ended(&self.table, (!documents.is_empty()).then_some(&*total));
        text.push_str(&legend(self.texts, &self.codes, self.width));
        for sentence in &self.missing {
            text.push_str(&textwrap::fill(sentence, self.width.min(100)));
            text.push('\n');
        }
        text
    }
}

/// Which seller, buyer or reference a held place lacks.
fn missing(texts: &Texts, parties: &Parties, left: &Left) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(provider) = left.provider.as_deref().filter(|provider| !parties.sellers.contains_key(*provider)) {
        said.push(texts.get("cli-missing-seller", &[("provider", printable(provider).into())]));
    }
    for payer in &left.payers {
        let named = ("payer", texts.municipality(*payer).into());
        match parties.buyers.get(payer) {
            None => said.push(texts.get("cli-missing-buyer", &[named])),
            Some(buyer) if !buyer.demands.is_empty() => {
                let demanded = buyer.demands.iter().map(|reference| reference.as_str()).collect::<Vec<_>>().join(", ");
                said.push(texts.get("cli-missing-reference", &[named, ("references", demanded.into())]));
            }
            Some(_) => {}
        }
    }
    said
}

/// Invoices less credit notes.
pub(crate) fn billed(documents: &[NewDocument]) -> Sums {
    documents.iter().fold(Sums::ZERO, |sums, document| match document.kind {
        DocumentKind::Invoice => sums + document.content.sums(),
        DocumentKind::CreditNote => sums - document.content.sums(),
    })
}

const fn action_id(action: DocumentAction) -> &'static str {
    match action {
        DocumentAction::Issue => "cli-action-issue",
        DocumentAction::Credit => "cli-action-credit",
        DocumentAction::Held => "cli-action-held",
        DocumentAction::Differs => "cli-action-differs",
        DocumentAction::Refused => "cli-action-refused",
        DocumentAction::Absent => "cli-action-absent",
        DocumentAction::Closed => "cli-action-closed",
    }
}

fn empty(texts: &Texts, width: usize) -> Table {
    let mut table = ruled(width);
    let header = ["cli-actions-action", "cli-actions-number", "cli-actions-case", "cli-actions-provider", "cli-actions-sums", "cli-actions-remark"];
    let aligned = |(place, id): (usize, &str)| {
        let cell = Cell::new(texts.get(id, &[]).replace(" / ", "\n"));
        if place == 4 { cell.set_alignment(CellAlignment::Right) } else { cell }
    };
    table.set_header(header.into_iter().enumerate().map(aligned));
    for (place, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 2));
        // A number is never broken: rather let the table be wider than the terminal.
        if place == 4 || place < 2 {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    table
}

/// What codes mean, a line each.
pub(crate) fn legend(texts: &Texts, codes: &BTreeSet<&'static str>, width: usize) -> String {
    if codes.is_empty() {
        return String::new();
    }
    let mut legend = format!("\n{}\n", texts.get("cli-legend", &[]));
    for code in codes {
        let meaning = code.parse::<Code>().map(|code| texts.code(code)).unwrap_or_default();
        let options = textwrap::Options::new(width.min(100)).subsequent_indent("   ").word_splitter(textwrap::WordSplitter::NoHyphenation);
        legend.push_str(&textwrap::fill(&format!("{code}: {meaning}"), options));
        legend.push('\n');
    }
    legend
}

/// How many documents there are, and what is not issued: only what there is of.
pub(crate) fn counts(texts: &Texts, id: &str, settlement: &Settlement) -> String {
    let of = |action: DocumentAction| count(settlement.count(action) as u64);
    let issued = texts.get(id, &[("issue", of(DocumentAction::Issue)), ("credit", of(DocumentAction::Credit))]);
    let left = [
        (DocumentAction::Held, "cli-left-held"),
        (DocumentAction::Differs, "cli-left-differs"),
        (DocumentAction::Refused, "cli-left-refused"),
        (DocumentAction::Absent, "cli-left-absent"),
        (DocumentAction::Closed, "cli-left-closed"),
    ];
    let parts: Vec<String> =
        left.into_iter().filter(|(action, _)| settlement.count(*action) > 0).map(|(action, id)| texts.get(id, &[("n", of(action))])).collect();
    let mut said = vec![issued];
    if !parts.is_empty() {
        said.push(texts.get("cli-counts-left", &[("parts", parts.join(", ").into())]));
    }
    if settlement.count(DocumentAction::Differs) > 0 {
        said.push(texts.get("cli-counts-correct", &[]));
    }
    said.join(" ")
}
