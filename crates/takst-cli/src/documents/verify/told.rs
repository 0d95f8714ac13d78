//! A control as tables: on the screen, and as a page for the seller.

use crate::table::{ended, ruled};
use crate::work::Bound;
use chrono::NaiveDate;
use comfy_table::{Cell, CellAlignment, ColumnConstraint};
use takst::document::control::judged::{Row, RowKind, SellerSum, Tally, by_seller};
use takst::document::control::verify::Verified;
use takst::document::party::Parties;
use takst::{Amount, Code};
use takst_explain::model::{Align, Column, Fact, Room, Table};
use takst_explain::{Sheet, SheetPart, Texts, format};
use takst_io::printable;

/// A control, as it is shown.
pub(super) struct Told<'a> {
    pub(super) texts: &'a Texts,
    pub(super) verified: &'a Verified,
    pub(super) parties: &'a Parties,
    pub(super) bound: &'a Bound,
    pub(super) until: NaiveDate,
}

/// Which rows a part shows, in the order of what asks most.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Disputed,
    Unknown,
    NotBilled,
    Agreed,
}

impl Part {
    const ALL: [Part; 4] = [Part::Disputed, Part::Unknown, Part::NotBilled, Part::Agreed];

    fn has(self, row: &Row) -> bool {
        match row.kind {
            RowKind::Judged => self == if row.agrees() { Part::Agreed } else { Part::Disputed },
            RowKind::Unknown => self == Part::Unknown,
            RowKind::NotBilled => self == Part::NotBilled,
        }
    }

    const fn heading(self) -> &'static str {
        match self {
            Part::Disputed => "cli-verify-disputed",
            Part::Unknown => "cli-verify-unknown",
            Part::NotBilled => "cli-verify-not-billed",
            Part::Agreed => "cli-verify-agreed",
        }
    }

    const fn note(self) -> Option<&'static str> {
        match self {
            Part::NotBilled => Some("cli-verify-not-billed-note"),
            Part::Unknown => Some("cli-verify-unknown-note"),
            Part::Disputed | Part::Agreed => None,
        }
    }
}

impl Told<'_> {
    fn say(&self, id: &str) -> String {
        self.texts.get(id, &[])
    }

    fn number(&self, amount: Amount) -> String {
        format::number(self.texts.lang(), amount)
    }

    /// Parts with rows, each as a table.
    fn parts(&self) -> Vec<(Part, Table)> {
        let rows = |part: Part| self.verified.rows.iter().filter(|row| part.has(row)).map(|row| self.cells(row)).collect::<Vec<_>>();
        let columns = [
            ("cli-verify-invoice", Align::Words),
            ("cli-verify-case", Align::Words),
            ("cli-verify-service", Align::Words),
            ("cli-verify-verdict", Align::Words),
            ("cli-verify-billed", Align::Numbers),
            ("cli-verify-expected", Align::Numbers),
            ("cli-verify-difference", Align::Numbers),
        ];
        let table = |part: Part| Table {
            caption: self.say(part.heading()),
            columns: columns.map(|(id, align)| Column { label: self.say(id), align, room: Room::Always }).to_vec(),
            rows: rows(part),
            total: None,
        };
        Part::ALL.into_iter().map(|part| (part, table(part))).filter(|(_, table)| !table.rows.is_empty()).collect()
    }

    fn cells(&self, row: &Row) -> Vec<String> {
        let list = |texts: &[Box<str>]| texts.iter().map(|text| printable(text)).collect::<Vec<_>>().join(", ");
        let lang = self.texts.lang();
        let line = row.line.map(|line| self.texts.get("cli-verify-line", &[("line", line.to_string().into())])).unwrap_or_default();
        let days = row.period.map(|period| format::short_period(lang, period)).unwrap_or_default();
        let payers: Vec<String> = row.payers.iter().map(|payer| self.texts.municipality(*payer)).collect();
        let mut verdicts: Vec<String> = row.verdicts.iter().map(|code| self.code(*code)).collect();
        if !row.others.is_empty() {
            verdicts.push(list(&row.others));
        }
        verdicts.extend(row.faults.iter().map(|code| self.code(*code)));
        let amount = |amount: Option<Amount>| amount.map(|amount| self.number(amount)).unwrap_or_default();
        let below = |upper: String, lower: String| format!("{upper}\n{lower}").trim().to_owned();
        let vat = |sums: Option<takst::document::line::Sums>| sums.filter(|_| self.differs_in_vat(row)).map(|sums| sums.vat);
        let difference = row.billed.zip(row.expected).filter(|_| self.differs_in_vat(row)).map(|(billed, expected)| billed.vat - expected.vat);
        vec![
            below(list(&row.invoices), line),
            below(printable(&row.case_id), days),
            below(list(&row.services), payers.join(", ")),
            verdicts.join("\n"),
            below(amount(row.billed.map(|sums| sums.net)), self.vat(vat(row.billed))),
            below(amount(row.expected.map(|sums| sums.net)), self.vat(vat(row.expected))),
            below(amount(row.difference()), self.vat(difference)),
        ]
    }

    /// VAT is shown where it differs.
    fn differs_in_vat(&self, row: &Row) -> bool {
        row.billed.zip(row.expected).is_some_and(|(billed, expected)| billed.vat != expected.vat)
    }

    fn vat(&self, vat: Option<Amount>) -> String {
        vat.map(|vat| self.texts.get("cli-verify-vat", &[("vat", self.number(vat).into())])).unwrap_or_default()
    }

    /// What a code means.
    fn code(&self, code: Code) -> String {
        self.texts.get(&format!("code-{}", code.as_str().replace('.', "-")), &[])
    }

    /// The sums by seller.
    fn sums(&self) -> Table {
        let ids = ["cli-verify-billed", "cli-verify-agreed", "cli-verify-disputed", "cli-verify-unknown", "cli-verify-not-billed"];
        let columns = ids.map(|id| Column { label: self.say(id), align: Align::Numbers, room: Room::Always });
        let row = |sum: SellerSum| {
            let tally = |tally: &Tally| format!("{}\n{}", self.number(tally.net), tally.rows);
            let tallies = [&sum.billed, &sum.agreed, &sum.disputed, &sum.unknown, &sum.not_billed].map(tally);
            std::iter::once(self.seller(&sum.seller)).chain(tallies).collect()
        };
        Table {
            caption: self.say("cli-verify-sums"),
            columns: std::iter::once(Column { label: self.say("cli-verify-seller"), align: Align::Words, room: Room::Always })
                .chain(columns)
                .collect(),
            rows: by_seller(&self.verified.rows).into_iter().map(row).collect(),
            total: None,
        }
    }

    fn seller(&self, seller: &str) -> String {
        self.parties.sellers.get(seller).map_or_else(|| printable(seller), |known| printable(&known.name))
    }

    /// Tables to read on a screen.
    pub(super) fn table(&self, width: usize) -> String {
        let parts = self.parts().into_iter().map(|(_, table)| table).chain([self.sums()]);
        parts.map(|part| screen(&part, width)).collect::<Vec<_>>().join("\n")
    }

    /// A page that a controller forwards to a seller.
    pub(super) fn page(&self) -> String {
        let sellers: Vec<String> = by_seller(&self.verified.rows).iter().map(|sum| self.seller(&sum.seller)).collect();
        let fact = |id: &str, value: String| Fact { label: self.say(id), value };
        let part = |(part, table): (Part, Table)| SheetPart { heading: self.say(part.heading()), note: part.note().map(|id| self.say(id)), table };
        let is_bad = !self.verified.all_agree();
        let sums = SheetPart { heading: self.say("cli-verify-sums"), note: Some(self.say("cli-verify-sums-note")), table: self.sums() };
        let sheet = Sheet {
            lang: self.texts.lang(),
            title: self.say("cli-verify-title"),
            facts: vec![fact("cli-verify-seller", sellers.join(", ")), fact("cli-verify-until", format::date(self.texts.lang(), self.until))],
            summary: self.say(if is_bad { "cli-verify-some-differ" } else { "cli-verify-all-agree" }),
            is_bad,
            parts: [sums].into_iter().chain(self.parts().into_iter().map(part)).collect(),
            foot: vec![
                fact("cli-verify-catalogue", self.bound.catalogue_sha256.clone()),
                fact("cli-verify-policy", self.bound.policy_sha256.clone()),
                fact("cli-verify-version", format!("takst {}", env!("CARGO_PKG_VERSION"))),
            ],
        };
        sheet.html()
    }
}

/// A table under its caption.
fn screen(of: &Table, width: usize) -> String {
    let mut table = ruled(width);
    let cells = |texts: &[String]| {
        let cell = |(text, column): (&String, &Column)| {
            let cell = Cell::new(text);
            if column.align == Align::Numbers { cell.set_alignment(CellAlignment::Right) } else { cell }
        };
        texts.iter().zip(&of.columns).map(cell).collect::<Vec<_>>()
    };
    table.set_header(cells(&of.columns.iter().map(|column| column.label.clone()).collect::<Vec<_>>()));
    for row in &of.rows {
        table.add_row(cells(row));
    }
    for (column, of) in table.column_iter_mut().zip(&of.columns) {
        column.set_padding((0, 2));
        if of.align == Align::Numbers {
            // A number is never broken: rather let the table be wider than the terminal.
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    format!("{}\n{}", of.caption, ended(&table, None))
}
