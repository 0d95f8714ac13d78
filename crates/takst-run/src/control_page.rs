//! A control as tables, and as a page for those who control.

use crate::control_words::{ControlWords, is_open};
use crate::paper_files::PaperFiles;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use takst::document::control::judged::{Row, RowKind, SellerSum, Tally, by_seller};
use takst::document::control::verify::Verified;
use takst::document::line::Sums;
use takst::document::party::Parties;
use takst::{Amount, Catalogue, Code};
use takst_explain::model::{Align, Column, Fact, Room, Table};
use takst_explain::{Sheet, SheetPart, SheetTable, Texts, format};
use takst_io::printable;

/// A control, as it is shown.
#[derive(Debug)]
pub struct ControlPage<'a> {
    /// The language.
    pub texts: &'a Texts,
    /// What came of it.
    pub verified: &'a Verified,
    /// Sellers and buyers.
    pub parties: &'a Parties,
    /// The names of services.
    pub catalogue: &'a Catalogue,
    /// SHA-256 of the catalogue.
    pub catalogue_sha256: &'a str,
    /// SHA-256 of the policy.
    pub policy_sha256: &'a str,
    /// The day on which open rows ended.
    pub until: NaiveDate,
    /// What became of the files.
    pub files: &'a PaperFiles,
    /// Why files could not be read.
    pub unread: &'a [String],
    /// The date that stands on the page.
    pub date: Option<NaiveDate>,
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
            Part::Disputed => "run-verify-disputed",
            Part::Unknown => "run-verify-unknown",
            Part::NotBilled => "run-verify-not-billed",
            Part::Agreed => "run-verify-agreed",
        }
    }

    const fn note(self) -> Option<&'static str> {
        match self {
            Part::NotBilled => Some("run-verify-not-billed-note"),
            Part::Unknown => Some("run-verify-unknown-note"),
            Part::Disputed | Part::Agreed => None,
        }
    }

    /// What its amounts are.
    const fn amounts(self) -> &'static str {
        match self {
            Part::Disputed => "run-verify-amounts-note",
            Part::Unknown | Part::NotBilled | Part::Agreed => "run-verify-amounts",
        }
    }

    const fn shows(self) -> &'static [Cell] {
        match self {
            Part::Disputed | Part::Agreed => &[Cell::Invoice, Cell::Case, Cell::Days, Cell::Billed, Cell::Expected, Cell::Difference],
            Part::Unknown => &[Cell::Invoice, Cell::Case, Cell::Days, Cell::Billed],
            Part::NotBilled => &[Cell::Case, Cell::Days, Cell::Expected],
        }
    }
}

/// A cell of a row.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cell {
    Invoice,
    Case,
    Days,
    Billed,
    Expected,
    Difference,
}

impl Cell {
    const fn label(self) -> &'static str {
        match self {
            Cell::Invoice => "run-verify-invoice",
            Cell::Case => "run-verify-case",
            Cell::Days => "run-verify-days",
            Cell::Billed => "run-verify-billed",
            Cell::Expected => "run-verify-expected",
            Cell::Difference => "run-verify-difference",
        }
    }

    const fn align(self) -> Align {
        match self {
            Cell::Invoice | Cell::Case | Cell::Days => Align::Words,
            Cell::Billed | Cell::Expected | Cell::Difference => Align::Numbers,
        }
    }
}

impl ControlPage<'_> {
    pub(crate) fn words(&self) -> ControlWords<'_> {
        ControlWords { texts: self.texts, catalogue: self.catalogue }
    }

    pub(crate) fn say(&self, id: &str) -> String {
        self.texts.get(id, &[])
    }

    pub(crate) fn fact(&self, id: &str, value: String) -> Fact {
        Fact { label: self.say(id), value }
    }

    /// Parts with rows, each as a table.
    fn parts(&self) -> Vec<(Part, SheetTable)> {
        let of = |part: Part| {
            let rows: Vec<&Row> = self.verified.rows.iter().filter(|row| part.has(row)).collect();
            (part, self.table(&self.say(part.heading()), part.shows(), &rows, |row| self.below(row)))
        };
        Part::ALL.into_iter().map(of).filter(|(_, of)| !of.table.rows.is_empty()).collect()
    }

    /// Rows as a table under a caption that names the unit of its amounts; `below` says what stands under each.
    pub(crate) fn table(&self, heading: &str, cells: &[Cell], rows: &[&Row], below: impl Fn(&Row) -> Vec<String>) -> SheetTable {
        let column = |cell: &Cell| Column { label: self.say(cell.label()), align: cell.align(), room: Room::Always };
        let table = Table {
            caption: self.texts.get("run-verify-caption", &[("heading", heading.into())]),
            columns: cells.iter().map(column).collect(),
            rows: rows.iter().map(|row| cells.iter().map(|cell| self.cell(*cell, row)).collect()).collect(),
            total: None,
        };
        SheetTable { table, below: rows.iter().map(|row| below(row)).collect() }
    }

    fn cell(&self, cell: Cell, row: &Row) -> String {
        let amount = |sums: Option<Sums>| sums.map(|sums| self.amount(row, sums)).unwrap_or_default();
        match cell {
            Cell::Invoice => {
                let line = row.line.filter(|line| *line > 1).map(|line| self.texts.get("run-verify-line", &[("line", line.to_string().into())]));
                row.invoices.iter().map(|number| printable(number)).chain(line).collect::<Vec<_>>().join("\n")
            }
            Cell::Case => self.words().case(row).unwrap_or_else(|| "–".to_owned()),
            Cell::Days => row.period.map(|period| format::compact_period(self.texts.lang(), period)).unwrap_or_default(),
            Cell::Billed => amount(row.billed),
            Cell::Expected => amount(row.expected),
            Cell::Difference => amount(row.differences()),
        }
    }

    /// An amount, with its VAT below it where VAT differs.
    fn amount(&self, row: &Row, sums: Sums) -> String {
        let net = self.words().number(sums.net);
        let differs = row.differences().is_some_and(|sums| sums.vat != Amount::default());
        let vat = || self.texts.get("run-verify-vat", &[("vat", self.words().number(sums.vat).into())]);
        if differs { format!("{net}\n{}", vat()) } else { net }
    }

    /// What stands under a row: why it differs, what its papers bill, what it is about.
    fn below(&self, row: &Row) -> Vec<String> {
        let words = self.words();
        let reasons = if is_open(row) { words.reasons(row) } else { Vec::new() };
        reasons.into_iter().chain(words.papers(row)).chain([words.about(row)]).filter(|line| !line.is_empty()).collect()
    }

    /// The sums of a seller: rows, and amounts with the VAT of what is contested.
    fn sums(&self, sum: &SellerSum) -> SheetTable {
        let labels = ["run-verify-kroner", "run-verify-rows", "run-verify-net", "run-verify-vat-sum", "run-verify-total"];
        let aligns = [Align::Words, Align::Numbers, Align::Numbers, Align::Numbers, Align::Numbers];
        let columns = labels.iter().zip(aligns).map(|(id, align)| Column { label: self.say(id), align, room: Room::Always });
        let row = |id: &str, tally: Tally, with_vat: bool| {
            let number = |amount: Amount| self.words().number(amount);
            let vat = if with_vat { [number(tally.vat), number(tally.total())] } else { [String::new(), String::new()] };
            [self.say(id), tally.rows.to_string(), number(tally.net)].into_iter().chain(vat).collect::<Vec<_>>()
        };
        let mut rows = vec![
            row("run-verify-sum-billed", sum.billed, false),
            row("run-verify-sum-agreed", sum.agreed, false),
            row("run-verify-sum-differs", sum.disputed, false),
            row("run-verify-sum-unknown", sum.unknown, false),
            row("run-verify-sum-not-billed", sum.not_billed, false),
            row("run-verify-sum-contested", sum.contested, true),
        ];
        let more = [("run-verify-sum-short", sum.short), ("run-verify-sum-refused", sum.refused)];
        rows.extend(more.into_iter().filter(|(_, tally)| tally.rows > 0).map(|(id, tally)| row(id, tally, id == "run-verify-sum-short")));
        let caption = self.texts.get("run-verify-sums-of", &[("seller", self.seller(&sum.seller).into())]);
        SheetTable { table: Table { caption, columns: columns.collect(), rows, total: None }, below: Vec::new() }
    }

    pub(crate) fn seller(&self, seller: &str) -> String {
        self.parties.sellers.get(seller).map_or_else(|| printable(seller), |known| printable(&known.name))
    }

    /// Returns the tables: what asks most first, the sums of each seller last.
    #[must_use]
    pub fn tables(&self) -> Vec<SheetTable> {
        let sums = by_seller(&self.verified.rows);
        self.parts().into_iter().map(|(_, of)| of).chain(sums.iter().map(|sum| self.sums(sum))).collect()
    }

    /// What is contested of each seller, in sentences.
    fn contested(&self) -> Vec<String> {
        let of = |sum: &SellerSum| {
            let contested = Sums { net: sum.contested.net, vat: sum.contested.vat };
            self.words().contested(&self.seller(&sum.seller), contested)
        };
        // Of an unknown seller nothing can be contested.
        by_seller(&self.verified.rows).iter().filter(|sum| self.parties.sellers.contains_key(&sum.seller)).map(of).collect()
    }

    /// Sellers and months whose papers were not read, in a sentence.
    fn uncontrolled(&self) -> Option<String> {
        let of = |run: &takst::document::control::uncontrolled::Uncontrolled| {
            format!("{} {}", self.seller(&run.seller), format::months(self.texts.lang(), run.first, run.last))
        };
        let runs: Vec<String> = self.verified.uncontrolled.iter().map(of).collect();
        (!runs.is_empty()).then(|| self.texts.get("run-verify-uncontrolled", &[("runs", runs.join(", ").into())]))
    }

    /// Returns what is to be known of the whole: which months were not controlled, what became of the files, and why some could not be read.
    #[must_use]
    pub fn remarks(&self) -> Vec<String> {
        self.uncontrolled().into_iter().chain(self.unread.iter().cloned()).chain(self.files.sentence(self.texts)).collect()
    }

    /// Returns the sentences behind the tables: what is contested of each seller, then [`remarks`](ControlPage::remarks).
    #[must_use]
    pub fn closing(&self) -> Vec<String> {
        self.contested().into_iter().chain(self.remarks()).collect()
    }

    /// Returns the page of those who control.
    #[must_use]
    pub fn page(&self) -> String {
        let sellers: Vec<String> = by_seller(&self.verified.rows).iter().map(|sum| self.seller(&sum.seller)).collect();
        let part = |(part, table): (Part, SheetTable)| SheetPart {
            heading: self.say(part.heading()),
            notes: part.note().into_iter().chain([part.amounts()]).map(|id| self.say(id)).collect(),
            tables: vec![table],
        };
        let is_bad = !self.verified.all_agree() || !self.unread.is_empty();
        let sums = by_seller(&self.verified.rows).into_iter().enumerate().map(|(place, sum)| {
            let table = self.sums(&sum);
            let notes = (place == 0).then(|| self.say("run-verify-sums-note"));
            SheetPart { heading: table.table.caption.clone(), notes: notes.into_iter().collect(), tables: vec![table] }
        });
        let result = self.say(if self.verified.all_agree() { "run-verify-all-agree" } else { "run-verify-some-differ" });
        let date = self.date.map(|date| self.fact("run-verify-date", format::date(self.texts.lang(), date)));
        let about = [self.fact("run-verify-seller", sellers.join(", ")), self.fact("run-verify-until", format::date(self.texts.lang(), self.until))];
        let sheet = Sheet {
            lang: self.texts.lang(),
            title: self.say("run-verify-title"),
            facts: about.into_iter().chain(date).collect(),
            summary: std::iter::once(result).chain(self.contested()).collect(),
            is_bad,
            parts: sums.chain(self.parts().into_iter().map(part)).chain(self.legend()).collect(),
            closing: self.remarks(),
            foot: vec![
                self.fact("run-verify-catalogue", self.catalogue_sha256.to_owned()),
                self.fact("run-verify-policy", self.policy_sha256.to_owned()),
                self.version(),
            ],
        };
        sheet.html()
    }

    pub(crate) fn version(&self) -> Fact {
        self.fact("run-verify-version", format!("takst {}", env!("CARGO_PKG_VERSION")))
    }

    /// The verdicts of the page, and what to do.
    fn legend(&self) -> Option<SheetPart> {
        let codes: BTreeSet<u32> = self.verified.rows.iter().flat_map(|row| &row.verdicts).map(|code| code.number()).collect();
        let row = |code: &Code| vec![self.words().code(*code), self.words().advice(*code)];
        let rows: Vec<Vec<String>> = Code::ALL.iter().filter(|code| codes.contains(&code.number())).map(row).collect();
        let columns = ["run-verify-verdict", "run-verify-to-do"].map(|id| Column { label: self.say(id), align: Align::Words, room: Room::Always });
        let table = Table { caption: self.say("run-verify-legend"), columns: columns.to_vec(), rows, total: None };
        let is_empty = table.rows.is_empty();
        let part = SheetPart { heading: table.caption.clone(), notes: Vec::new(), tables: vec![SheetTable { table, below: Vec::new() }] };
        (!is_empty).then_some(part)
    }
}
