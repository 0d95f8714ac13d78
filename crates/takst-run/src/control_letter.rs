//! A control as a page for the seller: what is contested and why, what is asked for, and nothing of other sellers or of our own affairs.

use crate::control_page::{Cell, ControlPage};
use crate::control_words::{is_note, is_open};
use crate::words::count;
use std::collections::BTreeSet;
use takst::document::control::judged::{Row, RowKind};
use takst::document::line::Sums;
use takst::document::party::{Address, Cvr};
use takst::{Amount, Code, Month, Municipality, Period};
use takst_explain::model::Fact;
use takst_explain::{Sheet, SheetPart, format};
use takst_io::printable;

impl ControlPage<'_> {
    /// Returns the page that is sent to the seller whose rows these are: `seller` is its provider.
    #[must_use]
    pub fn letter(&self, seller: &str) -> String {
        let is_billed = |row: &&Row| row.kind != RowKind::NotBilled;
        let rows: Vec<&Row> = self.verified.rows.iter().filter(is_billed).collect();
        let (contested, others): (Vec<&Row>, Vec<&Row>) = rows.iter().copied().filter(|row| is_open(row)).partition(|row| row.expected.is_some());
        let agreed: Vec<&Row> = rows.iter().copied().filter(|row| row.agrees()).collect();
        let sums = contested.iter().filter_map(|row| row.contested()).fold(Sums::ZERO, |all, sums| all + sums);
        let cells = [Cell::Invoice, Cell::Case, Cell::Days, Cell::Billed, Cell::Expected, Cell::Difference];
        let part = |heading: &str, amounts: &str, cells: &[Cell], rows: &[&Row]| SheetPart {
            heading: self.say(heading),
            notes: vec![self.say(amounts)],
            tables: vec![self.table(&self.say(heading), cells, rows, |row| self.objection(row))],
        };
        let parts = [
            (!contested.is_empty()).then(|| part("run-letter-contested", "run-verify-amounts-note", &cells, &contested)),
            (!others.is_empty()).then(|| part("run-letter-unknown", "run-verify-amounts", &cells[..4], &others)),
            (!agreed.is_empty()).then(|| self.agreed(&agreed)),
        ];
        let sheet = Sheet {
            lang: self.texts.lang(),
            title: self.say("run-letter-title"),
            facts: self.heads(seller, &rows),
            summary: if rows.is_empty() {
                vec![self.say("run-letter-no-papers")]
            } else {
                self.result(sums, contested.is_empty() && others.is_empty())
            },
            is_bad: sums != Sums::ZERO,
            parts: parts.into_iter().flatten().collect(),
            closing: Vec::new(),
            foot: vec![self.version()],
        };
        sheet.html()
    }

    /// Who writes to whom, when, and of which months.
    fn heads(&self, seller: &str, rows: &[&Row]) -> Vec<Fact> {
        let lang = self.texts.lang();
        let payers: BTreeSet<Municipality> = rows.iter().flat_map(|row| &row.payers).copied().collect();
        let only = || Some(self.parties.buyers.values().next()?).filter(|_| self.parties.buyers.len() == 1);
        let of_payer = || payers.first().filter(|_| payers.len() == 1).and_then(|payer| self.parties.buyers.get(payer));
        let sender = match of_payer().or_else(only) {
            Some(buyer) => Some(self.party(&buyer.name, buyer.cvr, &buyer.address)),
            None => Some(self.words().payers(&payers)).filter(|payers| !payers.is_empty()),
        };
        let receiver = self.parties.sellers.get(seller).map(|seller| self.party(&seller.name, seller.cvr, &seller.address));
        let periods = || rows.iter().filter_map(|row| row.period);
        let months = periods().map(Period::first).min().zip(periods().map(Period::last).max());
        let facts = [
            sender.map(|sender| self.fact("run-letter-from", sender)),
            receiver.map(|receiver| self.fact("run-letter-to", receiver)),
            self.date.map(|date| self.fact("run-verify-date", format::date(lang, date))),
            months.map(|(first, last)| self.fact("run-letter-about", format::months(lang, Month::of(first), Month::of(last)))),
        ];
        facts.into_iter().flatten().collect()
    }

    fn party(&self, name: &str, cvr: Cvr, address: &Address) -> String {
        let cvr = self.texts.get("run-letter-cvr", &[("cvr", cvr.to_string().into())]);
        let street = format!("{} {}", address.street, address.building_number);
        let city = format!("{} {}", address.postal_code, address.city);
        let parts = [name.to_owned(), street, city, cvr];
        parts.iter().map(|part| printable(part.trim())).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    fn result(&self, contested: Sums, is_all_right: bool) -> Vec<String> {
        if contested == Sums::ZERO {
            return vec![self.say(if is_all_right { "run-letter-all-agree" } else { "run-letter-no-amount" })];
        }
        let kroner = |amount: Amount| self.words().kroner(amount).into();
        let args = [("total", kroner(contested.total())), ("net", kroner(contested.net)), ("vat", kroner(contested.vat))];
        vec![self.texts.get("run-letter-result", &args), self.say("run-letter-request")]
    }

    /// What stands under a row: what is wrong, paper by paper, and what is asked for. What our own case lacks is ours to mend.
    fn objection(&self, row: &Row) -> Vec<String> {
        let words = self.words();
        if row.verdicts.contains(&Code::VerifyCaseRefused) {
            return vec![self.say("run-letter-our-case")];
        }
        let service: Vec<String> = row.services.iter().map(|id| words.service(id)).collect();
        let lines = std::iter::once(service.join(", ")).chain(words.papers(row)).chain(words.reasons(row)).chain(self.request(row));
        lines.filter(|line| !line.is_empty()).collect()
    }

    /// What the seller is asked for. A credit note only where it follows from the verdicts.
    fn request(&self, row: &Row) -> Option<String> {
        let verdicts = || row.verdicts.iter().copied().filter(|code| !is_note(*code));
        if let Some(ask) = verdicts().find_map(asked) {
            return Some(self.say(ask));
        }
        let is_credit = verdicts()
            .all(|code| matches!(code, Code::VerifyPrice | Code::VerifyQuantity | Code::VerifyPeriod | Code::VerifyBilledTwice | Code::VerifyVat));
        let kroner = |sums: Sums| {
            let id = match (sums.net == Amount::default(), sums.vat == Amount::default()) {
                (_, true) => "run-letter-amount",
                (true, false) => "run-letter-amount-of-vat",
                (false, false) => "run-letter-amount-with-vat",
            };
            self.texts.get(id, &[("total", self.words().kroner(sums.total()).into())])
        };
        match (row.contested(), row.short()) {
            (Some(sums), _) if is_credit => Some(self.texts.get("run-letter-credit", &[("amount", kroner(sums).into())])),
            (Some(_), _) => Some(self.say("run-letter-explain")),
            (None, Some(sums)) => Some(self.texts.get("run-letter-short", &[("amount", kroner(sums).into())])),
            (None, None) => None,
        }
    }

    /// What agrees, in one sentence.
    fn agreed(&self, rows: &[&Row]) -> SheetPart {
        let mut numbers: Vec<String> = Vec::new();
        for number in rows.iter().flat_map(|row| &row.invoices).map(|number| printable(number)) {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        let net: Amount = rows.iter().filter_map(|row| row.billed).map(|sums| sums.net).sum();
        let args = [("papers", count(numbers.len() as u64)), ("net", self.words().kroner(net).into()), ("numbers", numbers.join(", ").into())];
        SheetPart { heading: self.say("run-verify-agreed"), notes: vec![self.texts.get("run-letter-agreed", &args)], tables: Vec::new() }
    }
}

/// What is asked for where something is not known.
const fn asked(code: Code) -> Option<&'static str> {
    match code {
        Code::VerifyCaseUnknown | Code::VerifyCaseAmbiguous => Some("run-letter-which-case"),
        Code::VerifyServiceUnknown => Some("run-letter-which-service"),
        Code::VerifyDaysUnknown => Some("run-letter-which-days"),
        Code::VerifyCreditUnknown => Some("run-letter-which-invoice"),
        Code::VerifyCommitment => Some("run-letter-commitment"),
        _ => None,
    }
}
