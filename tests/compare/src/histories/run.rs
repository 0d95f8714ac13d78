//! One history, step by step: actions compared, numbers given, promises asked.

use super::book::{Book, cvr};
use super::plain;
use super::sides::Sides;
use super::steps::{ClaimStep, Step, steps};
use crate::cells::Cells;
use chrono::{Days, NaiveDate};
use fastrand::Rng;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Write};
use takst::document::action::{Settlement, give};
use takst::document::claim::{Absent, ClaimFile, ClaimTerms};
use takst::document::content::{CaseFile, Content, Standing};
use takst::document::number::Series;
use takst::document::party::Parties;
use takst::document::pricer::DocumentPricer;
use takst::document::settle::{Mode, OpenMonths};
use takst::document::{Books, DocumentKind};
use takst::{Amount, Citizen, Month, claim, settle};
use takst_oracle::documents as oracle;
use takst_oracle::documents::{Key, Sums};

/// How often each word was seen: actions, reasons, holds, kinds of claim rows.
pub type Counts = BTreeMap<String, u64>;

/// What came of a history.
#[derive(Debug, Default)]
pub struct Played {
    /// Where core and oracle differ, or a promise is broken; empty: nowhere.
    pub text: String,
    /// What was seen.
    pub counts: Counts,
}

impl Played {
    fn count(&mut self, word: &str, by: usize) {
        *self.counts.entry(word.to_owned()).or_default() += by as u64;
    }

    fn wrong(&mut self, what: impl std::fmt::Display) {
        let _ = writeln!(self.text, "  {what}");
    }

    /// Compares two lists item by item; only the first that differs is reported.
    fn same<T: Debug + PartialEq>(&mut self, what: &str, core: &[T], oracle: &[T]) {
        let at = (0..core.len().max(oracle.len())).find(|at| core.get(*at) != oracle.get(*at));
        if let Some(at) = at {
            let _ = writeln!(self.text, "  {what} {at}:\n    core   {:?}\n    oracle {:?}", core.get(at), oracle.get(at));
        }
    }
}

/// Plays the history of a seed. It ends where the two sides differ.
#[must_use]
pub fn history(sides: &Sides, seed: u64) -> Played {
    let mut rng = Rng::with_seed(seed);
    let (catalogues, policies, knowledge) = sides.counts();
    let all = steps(&mut rng, catalogues, policies, knowledge);
    let mut played = Played::default();
    let mut book = Book::default();
    for (number, step) in all.iter().enumerate() {
        let date = NaiveDate::default() + Days::new(20_150 + 20 * number as u64);
        Play { sides, step, date, book: &mut book, played: &mut played, rng: &mut rng }.step();
        if !played.text.is_empty() {
            let found = std::mem::take(&mut played.text);
            played.text = format!("seed {seed}, step {} of {}, {date}\n{found}{}", number + 1, all.len(), describe(step) + &book.describe());
            break;
        }
    }
    played
}

fn describe(step: &Step) -> String {
    let Step { catalogue, policy, as_of, mode, months, .. } = step;
    let mut text = format!("  {mode:?} {months:?}, catalogue {catalogue}, policy {policy}, knowledge {as_of}\n");
    for (number, row) in (1..).zip(&step.rows) {
        let cells: Vec<String> = row.cells.iter().map(|(column, value)| format!("{column}={value}")).collect();
        let _ = writeln!(text, "  row {number}: {}", cells.join(" "));
    }
    text
}

/// A step that is being played.
struct Play<'a> {
    sides: &'a Sides,
    step: &'a Step,
    date: NaiveDate,
    book: &'a mut Book,
    played: &'a mut Played,
    rng: &'a mut Rng,
}

/// Both sides' case files and parties.
struct Files<'a> {
    core: CaseFile,
    oracle: oracle::File,
    parties: Parties,
    services: &'a takst::Book,
}

impl<'a> Play<'a> {
    fn step(&mut self) {
        let files = self.files();
        self.import(&files);
        let (settlement, wanted) = self.settle(&files);
        if !self.played.text.is_empty() {
            return;
        }
        self.book_all(&files, &settlement, &wanted);
        self.again(&files);
        self.adds_up(&files, &wanted);
        self.dates_and_numbers();
        for claim in &self.step.claims {
            if self.played.text.is_empty() {
                self.claim(claim);
            }
        }
    }

    fn citizens(&self) -> Vec<Citizen> {
        Citizen::group((1..).zip(&self.step.rows).map(|(number, row)| Cells::from(row).record(number)))
    }

    fn core_book(&self) -> &'a takst::Book {
        self.sides.book(self.step.catalogue, self.step.policy, self.step.as_of)
    }

    fn oracle_file(&self, until: NaiveDate) -> oracle::File {
        let (catalogue, policy) = (self.sides.oracle(self.step.catalogue), self.sides.policy(self.step.policy));
        oracle::price(catalogue, &policy, &self.step.rows, &self.sides.options(self.step.as_of, until))
    }

    fn files(&self) -> Files<'a> {
        let until = plain::month(self.step.months.until).last_day();
        let mut pricer = DocumentPricer::new(self.core_book());
        Files {
            core: CaseFile::of(self.citizens().iter().map(|citizen| pricer.price(citizen, until))),
            oracle: self.oracle_file(until),
            parties: plain::parties(&self.step.parties),
            services: self.core_book(),
        }
    }

    /// Takes in documents of an earlier system: some that should be, as they are or with other amounts.
    fn import(&mut self, files: &Files) {
        for _ in 0..self.step.imports {
            let all: Vec<&oracle::Should> = files.oracle.cases.iter().flat_map(|case| &case.should).collect();
            if all.is_empty() {
                return;
            }
            let should = all[self.rng.usize(0..all.len())].clone();
            let same_key = |content: &&Content| plain::key(content) == should.key;
            let mut contents = files.core.cases.iter().filter_map(|case| case.result.as_ref().ok()).flatten().map(|should| &should.content);
            let Some(content) = contents.find(same_key) else {
                self.played.wrong(format_args!("the core lacks {:?}", should.key));
                return;
            };
            // A second standing invoice of a place and payer is refused.
            if self.book.stands(&should.key) || should.key.month < self.step.months.from {
                continue;
            }
            let number = format!("{}{}", ["G-", "G-", "G-", "E-", "B-", ""][self.rng.usize(0..6)], 50 + self.book.entries.len());
            let taken = |series: &str, first: u64| number.strip_prefix(series).is_some_and(|n| n.parse::<u64>().is_ok_and(|n| n >= first));
            if self.step.parties.sellers.values().any(|seller| taken(&seller.series, seller.first_number)) {
                continue;
            }
            let (mut lines, mut core) = (should.lines.clone(), Content { citizen_id: "".into(), ..content.clone() });
            if self.rng.bool() {
                lines[0].net -= 1;
                core.lines[0].net = core.lines[0].net - Amount::from_ore(1);
            }
            // Lines may be put otherwise, in all but their sums.
            if self.rng.bool() {
                lines.truncate(1);
                core.lines.truncate(1);
                let rest = Sums::of(&should.lines).less(Sums::of(&lines));
                lines[0].net += rest.net;
                core.lines[0].net += Amount::from_ore(i64::try_from(rest.net).expect("an amount"));
                lines[0].vat += rest.vat;
                core.lines[0].vat.amount += Amount::from_ore(i64::try_from(rest.vat).expect("an amount"));
            }
            let plain = oracle::Standing {
                number: number.clone(),
                key: should.key,
                citizen: String::new(),
                lines,
                references: BTreeMap::new(),
                seller: None,
                case_since: 0,
            };
            let core = Standing { number: number.as_str().into(), content: core, references: Default::default(), seller: None, case_since: 0 };
            self.book.add(plain, core, None, None);
            self.played.count("imported", 1);
        }
    }

    fn months(&self) -> OpenMonths {
        let oracle::Months { from, until, kept_from } = self.step.months;
        OpenMonths { from: plain::month(from), until: plain::month(until), kept_from: kept_from.map(plain::month) }
    }

    fn core_settles(&self, files: &Files) -> Settlement {
        let imported: Vec<&str> = self.book.imported.iter().map(String::as_str).collect();
        let is_taken = |seller: &&takst::document::party::Seller| seller.series.is_taken(seller.first_number, imported.iter().copied());
        let taken: BTreeSet<Box<str>> = files.parties.sellers.values().filter(is_taken).map(|seller| seller.provider.clone()).collect();
        let books = Books { parties: &files.parties, taken: &taken, services: files.services };
        let mode = match self.step.mode {
            oracle::Mode::Invoice => Mode::Invoice,
            oracle::Mode::Correct => Mode::Correct,
            oracle::Mode::Complete => Mode::Complete,
        };
        settle(self.book.core_standing(), files.core.clone(), mode, self.months(), &books)
    }

    /// Settles on both sides and compares every field.
    fn settle(&mut self, files: &Files) -> (Settlement, oracle::Settlement) {
        let settlement = self.core_settles(files);
        let books = oracle::Books { parties: &self.step.parties, imported: &self.book.imported, catalogue: self.sides.oracle(self.step.catalogue) };
        let wanted = oracle::settle(&self.book.plain_standing(), &files.oracle, self.step.mode, self.step.months, &books);
        let documents: Vec<_> = settlement.documents.iter().map(plain::document).collect();
        let left: Vec<_> = settlement.left.iter().map(plain::left).collect();
        self.played.same("document", &documents, &wanted.documents);
        self.played.same("left", &left, &wanted.left.iter().cloned().map(Some).collect::<Vec<_>>());
        for document in &wanted.documents {
            self.played.count(if document.is_credit { "credit" } else { "issue" }, 1);
            document.reasons.iter().for_each(|reason| self.played.count(reason, 1));
        }
        for left in &wanted.left {
            self.played.count(left.action, 1);
            if left.action == "held" {
                left.why.iter().for_each(|code| self.played.count(code, 1));
            }
        }
        (settlement, wanted)
    }

    /// Gives numbers on both sides and books the documents.
    fn book_all(&mut self, files: &Files, settlement: &Settlement, wanted: &oracle::Settlement) {
        let last = |series: &Series| self.book.last.get(series.as_str()).copied();
        let given = give(&settlement.documents, &files.parties, self.date, last);
        let by_oracle = oracle::give(&wanted.documents, &self.step.parties, self.date, &mut self.book.given);
        let as_plain = |given: &Option<takst::document::action::Given>| {
            given.as_ref().map(|given| oracle::Given { number: given.number.to_string(), due: given.due })
        };
        self.played.same("number", &given.iter().map(as_plain).collect::<Vec<_>>(), &by_oracle.iter().cloned().map(Some).collect::<Vec<_>>());
        for ((document, plain), given) in settlement.documents.iter().zip(&wanted.documents).zip(given) {
            let Some(given) = given else {
                self.played.wrong("a document without a seller");
                return;
            };
            let seller = &self.step.parties.sellers[&plain.key.provider];
            self.book.last.insert(seller.series.clone(), given.n);
            let standing = oracle::Standing {
                number: given.number.to_string(),
                key: plain.key.clone(),
                citizen: plain.citizen.clone(),
                lines: plain.lines.clone(),
                references: plain.references.clone(),
                seller: Some(seller.cvr.clone()),
                case_since: 0,
            };
            let core = Standing {
                number: given.number,
                content: document.content.clone(),
                references: document.references.clone(),
                seller: cvr(&seller.cvr),
                case_since: 0,
            };
            let credits = (document.kind == DocumentKind::CreditNote).then(|| plain.refers_to.clone()).flatten();
            self.book.add(standing, core, credits.as_deref(), Some(self.date));
        }
    }

    /// Idempotence: the same step again issues nothing and reports the same of all else.
    fn again(&mut self, files: &Files) {
        let again = self.core_settles(files);
        if let Some(document) = again.documents.first() {
            self.played.wrong(format_args!("again: {:?}", plain::document(document)));
        }
    }

    /// Section 5: after a correction the books add up to pricing from scratch, where nothing is refused, held, closed or expired.
    fn adds_up(&mut self, files: &Files, wanted: &oracle::Settlement) {
        if self.step.mode == oracle::Mode::Invoice {
            return;
        }
        let held: BTreeSet<(&str, &str, oracle::Month)> = wanted
            .left
            .iter()
            .filter(|left| left.action == "held")
            .filter_map(|left| Some((left.case.as_deref()?, left.place.as_ref()?.0.as_str(), left.place.as_ref()?.1)))
            .collect();
        let priced: BTreeMap<&str, bool> = files.oracle.cases.iter().map(|case| (case.id.as_str(), case.faults.is_empty())).collect();
        let mut keys = self.book.keys();
        let all: BTreeMap<&Key, &oracle::Should> =
            files.oracle.cases.iter().flat_map(|case| &case.should).map(|should| (&should.key, should)).collect();
        keys.extend(all.keys().map(|key| (*key).clone()));
        let oracle::Months { from, until, kept_from } = self.step.months;
        for key in keys {
            let is_open = from <= key.month && key.month <= until && kept_from.is_none_or(|kept| kept <= key.month);
            let is_priced = priced.get(key.case.as_str()) == Some(&true);
            if !is_open || !is_priced || held.contains(&(key.case.as_str(), key.provider.as_str(), key.month)) {
                continue;
            }
            let (billed, scratch) = (self.book.balance(&key), all.get(&key).map_or(Sums::default(), |should| Sums::of(&should.lines)));
            if billed != scratch {
                self.played.wrong(format_args!("{key:?}: billed {billed:?}, from scratch {scratch:?}"));
            }
        }
    }

    /// D8.2, section 4: numbers of a series without a gap and each once, dates in the order of numbers.
    fn dates_and_numbers(&mut self) {
        for (provider, seller) in &self.step.parties.sellers {
            let own = self.book.entries.iter().filter(|entry| entry.issued.is_some() && entry.plain.key.provider == *provider);
            let (mut next, mut latest) = (seller.first_number, None);
            for entry in own {
                if entry.plain.number != format!("{}{next}", seller.series) || entry.issued < latest {
                    self.played.wrong(format_args!("{} instead of {}{next}", entry.plain.number, seller.series));
                }
                (next, latest) = (next + 1, entry.issued);
            }
        }
        let numbers: BTreeSet<&str> = self.book.entries.iter().map(|entry| entry.plain.number.as_str()).collect();
        if numbers.len() != self.book.entries.len() {
            self.played.wrong("a number twice");
        }
    }

    /// Claims on both sides, compares, and asks that all claims add up.
    fn claim(&mut self, asked: &ClaimStep) {
        let quarter = plain::quarter(asked.quarter);
        let until = quarter.last_month().last_day();
        let mut pricer = DocumentPricer::new(self.core_book());
        let core = ClaimFile::of(self.citizens().iter().map(|citizen| pricer.claim(citizen, until, plain::payer(asked.payer))));
        let file = self.oracle_file(until);
        let oracle::Months { from, kept_from, .. } = self.step.months;
        let book = &*self.book;
        let key =
            |case: &str, provider: &str, month| Key { case: case.to_owned(), provider: provider.to_owned(), payer: asked.payer.to_owned(), month };
        let plain_billed = |case: &str, provider: &str, month: oracle::Month| book.billed(&key(case, provider, month));
        let core_billed = |case: &str, provider: &str, month: Month| {
            Amount::from_ore(i64::try_from(book.billed(&key(case, provider, plain::plain_month(month)))).expect("an amount"))
        };
        let terms = ClaimTerms {
            quarter,
            from: plain::month(from),
            kept_from: kept_from.map(plain::month),
            absent: if asked.is_complete { Absent::TakenBack } else { Absent::LeftAlone },
            billed: &core_billed,
        };
        let plain_terms =
            oracle::ClaimTerms { payer: asked.payer, quarter: asked.quarter, from, kept_from, is_complete: asked.is_complete, billed: &plain_billed };
        let none = (Vec::new(), Vec::new());
        let (before, plain_before) = book.claims.get(asked.payer).unwrap_or(&none);
        let by_core = claim(before, &core, &terms);
        let wanted = oracle::claim(plain_before, &file, &plain_terms);
        let shown = plain::claim(&by_core);
        self.played.same("claim row", &shown.rows, &wanted.rows);
        self.played.same("claim left", &shown.left, &wanted.left);
        self.played.same("at stake", &shown.at_stake.into_iter().collect::<Vec<_>>(), &wanted.at_stake.clone().into_iter().collect::<Vec<_>>());
        self.played.same("assumed", &shown.assumed.into_iter().collect::<Vec<_>>(), &wanted.assumed.clone().into_iter().collect::<Vec<_>>());
        let more: Vec<_> = before.iter().chain(&by_core.rows).cloned().collect();
        if !claim(&more, &core, &terms).rows.is_empty() {
            self.played.wrong("claimed again: there are rows");
        }
        let all: Vec<_> = plain_before.iter().chain(&wanted.rows).cloned().collect();
        for row in &wanted.rows {
            self.played.count(row.kind, 1);
            self.played.count(&format!("invoiced {}", row.invoiced), 1);
        }
        for left in &wanted.left {
            self.played.count(if left.key.is_some() { "row left alone" } else { "case left alone" }, 1);
        }
        self.claims_add_up(asked, &file, &all, &wanted.left);
        self.book.claims.insert(asked.payer, (more, all));
    }

    /// Section 6: the sums over all claims of a payer are the refund of pricing from scratch, of what is neither refused, absent, left alone nor on hold.
    fn claims_add_up(&mut self, asked: &ClaimStep, file: &oracle::File, rows: &[oracle::ClaimRow], left: &[oracle::ClaimLeft]) {
        let last = (asked.quarter.0, 3 * asked.quarter.1);
        let oracle::Months { from, kept_from, .. } = self.step.months;
        let is_open = |month: oracle::Month| from <= month && month <= last && kept_from.is_none_or(|kept| kept <= month);
        for case in &file.cases {
            let is_left = |key: &oracle::ClaimKey| left.iter().any(|left| left.case == case.id && left.key.as_ref().is_none_or(|of| of == key));
            let mut sums: BTreeMap<oracle::ClaimKey, i128> = BTreeMap::new();
            for line in case.lines.iter().filter(|line| line.key.payer == asked.payer && line.rule != "none") {
                if case.should.iter().any(|should| should.key == line.key && should.hold.is_some()) {
                    continue;
                }
                let (provider, month) = (line.key.provider.clone(), line.key.month);
                let key = oracle::ClaimKey { provider, month, rule: line.rule.clone(), account: line.account.clone() };
                *sums.entry(key).or_default() += line.refund;
            }
            for row in rows.iter().filter(|row| row.case == case.id) {
                *sums.entry(row.key.clone()).or_default() -= row.sums.refund;
            }
            for (key, rest) in sums {
                if rest != 0 && is_open(key.month) && !is_left(&key) {
                    self.played.wrong(format_args!("claims of {} {key:?} are {rest} øre short", case.id));
                }
            }
        }
    }
}
