//! A simple book of documents: it gives numbers and knows what stands, for the core and the oracle side by side.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use takst::document::content::Standing;
use takst::document::party::Cvr;
use takst_oracle::documents as plain;
use takst_oracle::documents::{Key, Sums};

/// A document that was issued or imported.
pub struct Entry {
    /// As the oracle has it.
    pub plain: plain::Standing,
    /// As the core has it.
    pub core: Standing,
    /// Whether it is a credit note.
    pub is_credit: bool,
    /// Whether a credit note took it back.
    pub is_credited: bool,
    /// Date of issue; none of an import.
    pub issued: Option<chrono::NaiveDate>,
}

/// All documents, in order of record.
#[derive(Default)]
pub struct Book {
    /// The documents.
    pub entries: Vec<Entry>,
    /// The last n given in each series.
    pub last: BTreeMap<String, u64>,
    /// The same as the oracle counts: how many were given.
    pub given: BTreeMap<String, u64>,
    /// Numbers of imports.
    pub imported: BTreeSet<String>,
    /// Rows of all claims by payer, for both.
    pub claims: BTreeMap<&'static str, (Vec<takst::document::claim::ClaimRow>, Vec<plain::ClaimRow>)>,
}

impl Book {
    fn since(&self, case: &str) -> u64 {
        let first = self.entries.iter().position(|entry| entry.plain.key.case == case);
        first.unwrap_or(self.entries.len()) as u64
    }

    /// Books a document.
    pub fn add(&mut self, mut plain: plain::Standing, mut core: Standing, credits: Option<&str>, issued: Option<chrono::NaiveDate>) {
        let since = self.since(&plain.key.case);
        (plain.case_since, core.case_since) = (since, since);
        if let Some(entry) = self.entries.iter_mut().find(|entry| credits == Some(entry.plain.number.as_str())) {
            entry.is_credited = true;
        }
        if issued.is_none() {
            self.imported.insert(plain.number.clone());
        }
        self.entries.push(Entry { plain, core, is_credit: credits.is_some(), is_credited: false, issued });
    }

    /// What stands, to read.
    pub fn describe(&self) -> String {
        let mut text = String::new();
        for entry in self.standing() {
            let plain::Standing { number, key, citizen, lines, .. } = &entry.plain;
            let lines: Vec<String> = lines.iter().map(|line| format!("{} {}/{} {}", line.service, line.first, line.last, line.net)).collect();
            let _ =
                writeln!(text, "  stands {number}: {} {citizen:?} {} {} {:?}: {}", key.case, key.provider, key.payer, key.month, lines.join(", "));
        }
        text
    }

    fn standing(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.is_credit && !entry.is_credited)
    }

    /// What stands, for the oracle.
    pub fn plain_standing(&self) -> Vec<plain::Standing> {
        self.standing().map(|entry| entry.plain.clone()).collect()
    }

    /// What stands, for the core.
    pub fn core_standing(&self) -> Vec<Standing> {
        self.standing().map(|entry| entry.core.clone()).collect()
    }

    /// Whether anything stands for a case, provider, payer and month.
    pub fn stands(&self, key: &Key) -> bool {
        self.standing().any(|entry| entry.plain.key == *key)
    }

    /// Invoices less credit notes of a case, provider, payer and month.
    pub fn balance(&self, key: &Key) -> Sums {
        let mut sums = Sums::default();
        for entry in self.entries.iter().filter(|entry| entry.plain.key == *key) {
            let sign = if entry.is_credit { -1 } else { 1 };
            let of = Sums::of(&entry.plain.lines);
            sums = Sums { net: sums.net + sign * of.net, vat: sums.vat + sign * of.vat };
        }
        sums
    }

    /// What was ever billed of a place: keys of all documents.
    pub fn keys(&self) -> BTreeSet<Key> {
        self.entries.iter().map(|entry| entry.plain.key.clone()).collect()
    }

    /// Net of what stands for a case, provider, month and payer.
    pub fn billed(&self, key: &Key) -> i128 {
        self.standing().filter(|entry| entry.plain.key == *key).map(|entry| Sums::of(&entry.plain.lines).net).sum()
    }
}

/// The CVR number of a seller.
pub fn cvr(text: &str) -> Option<Cvr> {
    Cvr::parse(text)
}
