//! A control as tables, and as a page for the seller.

use chrono::NaiveDate;
use takst::document::control::judged::{Row, RowKind, SellerSum, Tally, by_seller};
use takst::document::control::verify::Verified;
use takst::document::party::Parties;
use takst::{Amount, Catalogue, Code};
use takst_explain::model::{Align, Column, Fact, Room, Table};
use takst_explain::{Sheet, SheetPart, Texts, format};
use takst_io::printable;

/// A control, as it is shown.
#[derive(Debug)]
pub struct ControlPage<'a> {
    /// The language.
    pub texts: &'a Texts,
    /// What came of it.
    pub verified: &'a Verified,
    /// Sellers.
    pub parties: &'a Parties,
    /// The names of services.
    pub catalogue: &'a Catalogue,
    /// SHA-256 of the catalogue.
    pub catalogue_sha256: &'a str,
    /// SHA-256 of the policy.
    pub policy_sha256: &'a str,
    /// The day on which open rows ended.
    pub until: NaiveDate,
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
}

impl ControlPage<'_> {
    fn say(&self, id: &str) -> String {
        self.texts.get(id, &[])
    }

    /// Services by name; what is no id of one as it is on the paper.
    fn services(&self, row: &Row) -> String {
        let named = |text: &str| {
            let found = self.catalogue.services().find(|(_, service)| service.id == text);
            found.map_or_else(|| printable(text), |(_, service)| self.texts.lang().pick(&service.name).to_owned())
        };
        row.services.iter().map(|text| named(text)).collect::<Vec<_>>().join(", ")
    }

    fn number(&self, amount: Amount) -> String {
        format::number(self.texts.lang(), amount)
    }

    /// Parts with rows, each as a table.
    fn parts(&self) -> Vec<(Part, Table)> {
        let rows = |part: Part| self.verified.rows.iter().filter(|row| part.has(row)).map(|row| self.cells(row)).collect::<Vec<_>>();
        let columns = [
            ("run-verify-invoice", Align::Words),
            ("run-verify-case", Align::Words),
            ("run-verify-service", Align::Words),
            ("run-verify-verdict", Align::Words),
            ("run-verify-billed", Align::Numbers),
            ("run-verify-expected", Align::Numbers),
            ("run-verify-difference", Align::Numbers),
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
        let line = row.line.map(|line| self.texts.get("run-verify-line", &[("line", line.to_string().into())])).unwrap_or_default();
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
            below(self.services(row), payers.join(", ")),
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
        vat.map(|vat| self.texts.get("run-verify-vat", &[("vat", self.number(vat).into())])).unwrap_or_default()
    }

    /// What a code means.
    fn code(&self, code: Code) -> String {
        self.texts.get(&format!("code-{}", code.as_str().replace('.', "-")), &[])
    }

    /// The sums by seller.
    fn sums(&self) -> Table {
        let ids = ["run-verify-billed", "run-verify-agreed", "run-verify-disputed", "run-verify-unknown", "run-verify-not-billed"];
        let columns = ids.map(|id| Column { label: self.say(id), align: Align::Numbers, room: Room::Always });
        let row = |sum: SellerSum| {
            let tally = |tally: &Tally| format!("{}\n{}", self.number(tally.net), tally.rows);
            let tallies = [&sum.billed, &sum.agreed, &sum.disputed, &sum.unknown, &sum.not_billed].map(tally);
            std::iter::once(self.seller(&sum.seller)).chain(tallies).collect()
        };
        Table {
            caption: self.say("run-verify-sums"),
            columns: std::iter::once(Column { label: self.say("run-verify-seller"), align: Align::Words, room: Room::Always })
                .chain(columns)
                .collect(),
            rows: by_seller(&self.verified.rows).into_iter().map(row).collect(),
            total: None,
        }
    }

    fn seller(&self, seller: &str) -> String {
        self.parties.sellers.get(seller).map_or_else(|| printable(seller), |known| printable(&known.name))
    }

    /// Returns the tables: what asks most first, the sums by seller last.
    #[must_use]
    pub fn tables(&self) -> Vec<Table> {
        self.parts().into_iter().map(|(_, table)| table).chain([self.sums()]).collect()
    }

    /// Returns a page that a controller forwards to a seller.
    #[must_use]
    pub fn page(&self) -> String {
        let sellers: Vec<String> = by_seller(&self.verified.rows).iter().map(|sum| self.seller(&sum.seller)).collect();
        let fact = |id: &str, value: String| Fact { label: self.say(id), value };
        let part = |(part, table): (Part, Table)| SheetPart { heading: self.say(part.heading()), note: part.note().map(|id| self.say(id)), table };
        let is_bad = !self.verified.all_agree();
        let sums = SheetPart { heading: self.say("run-verify-sums"), note: Some(self.say("run-verify-sums-note")), table: self.sums() };
        let sheet = Sheet {
            lang: self.texts.lang(),
            title: self.say("run-verify-title"),
            facts: vec![fact("run-verify-seller", sellers.join(", ")), fact("run-verify-until", format::date(self.texts.lang(), self.until))],
            summary: self.say(if is_bad { "run-verify-some-differ" } else { "run-verify-all-agree" }),
            is_bad,
            parts: [sums].into_iter().chain(self.parts().into_iter().map(part)).collect(),
            foot: vec![
                fact("run-verify-catalogue", self.catalogue_sha256.to_owned()),
                fact("run-verify-policy", self.policy_sha256.to_owned()),
                fact("run-verify-version", format!("takst {}", env!("CARGO_PKG_VERSION"))),
            ],
        };
        sheet.html()
    }
}
