//! What the page says of a case file, collected from the results of its cases, within bounds.

use super::by_payer::ByPayer;
use super::largest::Largest;
use super::remarks::Remarks;
use crate::sums::{AllSums, Sums, SumsTooLarge};
use std::collections::{BTreeMap, BTreeSet};
use takst::{Amount, Code, FilePlace, Finding, Line, Month, Municipality, Outcome, Statement, Totals};

/// Rows of a list that the page has; a filter chooses from them.
pub(super) const MOST_ROWS: usize = 200;
/// Refused places that are shown for each code.
pub(super) const MOST_PLACES: usize = 10;

/// What a filter goes by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slice {
    pub(super) payer: Municipality,
    pub(super) service: Box<str>,
    pub(super) year: i32,
}

impl Slice {
    fn of(line: &Line) -> Slice {
        Slice { payer: line.payer, service: line.service.id.clone(), year: line.month.year() }
    }
}

/// Figures of one case, by what a filter goes by.
pub(super) struct CaseRow {
    pub(super) case_id: Box<str>,
    /// What its figures have in common.
    pub(super) reason: Code,
    /// The first day concerned.
    pub(super) first: chrono::NaiveDate,
    pub(super) slices: BTreeMap<Slice, Figures>,
    pub(super) all: Figures,
}

/// Days and sums of lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Figures {
    pub(super) days: u64,
    pub(super) sums: Sums,
}

impl Figures {
    fn add(&mut self, line: &Line) -> Result<(), SumsTooLarge> {
        self.days += u64::from(line.days());
        self.sums.add(Sums::of(line))
    }
}

/// Cases in which something is to be seen, the largest of them, and the sums of all.
pub(super) struct CaseList {
    pub(super) rows: Largest<CaseRow>,
    pub(super) all: Figures,
    pub(super) cases: u64,
}

impl CaseList {
    fn new() -> CaseList {
        CaseList { rows: Largest::new(MOST_ROWS), all: Figures::default(), cases: 0 }
    }

    /// Adds the lines of a case: one row for each code that `key` gives them, measured by `size`.
    fn add<'l>(
        &mut self,
        case_id: &str,
        lines: impl Iterator<Item = &'l Line>,
        key: impl Fn(&Line) -> Code,
        size: impl Fn(&Totals) -> Amount,
    ) -> Result<(), SumsTooLarge> {
        let mut rows: BTreeMap<Code, CaseRow> = BTreeMap::new();
        for line in lines {
            self.all.add(line)?;
            let (reason, first) = (key(line), line.period.first());
            let empty = || CaseRow { case_id: case_id.into(), reason, first, slices: BTreeMap::new(), all: Figures::default() };
            let row = rows.entry(reason).or_insert_with(empty);
            row.first = row.first.min(first);
            row.all.add(line)?;
            row.slices.entry(Slice::of(line)).or_default().add(line)?;
        }
        self.cases += u64::from(!rows.is_empty());
        for row in rows.into_values() {
            self.rows.push(size(&row.all.sums.totals), row);
        }
        Ok(())
    }
}

/// A refused case and one fault of it.
pub(super) struct Refused {
    pub(super) case_id: Box<str>,
    pub(super) fault: Finding,
    pub(super) place: FilePlace,
}

/// Cases that a code refuses.
#[derive(Default)]
pub(super) struct RefusedBy {
    pub(super) cases: u64,
    pub(super) faults: u64,
    pub(super) places: Vec<Refused>,
}

/// The case with the largest cost of a group.
#[derive(Default)]
pub(super) struct LargestCase<K>(pub(super) BTreeMap<K, (Amount, Box<str>)>);

impl<K: Ord> LargestCase<K> {
    fn add(&mut self, key: K, cost: Amount, case_id: &str) {
        let entry = self.0.entry(key).or_insert_with(|| (cost, case_id.into()));
        if cost > entry.0 {
            *entry = (cost, case_id.into());
        }
    }
}

/// Everything of a case file that the page needs.
pub(super) struct Collected {
    pub(super) sums: AllSums,
    /// Undetermined refund.
    pub(super) at_stake: CaseList,
    /// Stays whose refund days are used up.
    pub(super) capped: CaseList,
    /// Stays for which no own payment is given.
    pub(super) no_own_payment: CaseList,
    pub(super) refused: BTreeMap<Code, RefusedBy>,
    pub(super) remarks: Remarks,
    pub(super) payers: ByPayer,
    /// Whether a line is that of a stay, which can have an own payment.
    pub(super) has_stays: bool,
    /// Refund that is claimed although the right to it rests on an assumption.
    pub(super) assumed: Sums,
    pub(super) by_month: LargestCase<Month>,
    pub(super) by_service: LargestCase<Box<str>>,
    pub(super) by_payer: LargestCase<Municipality>,
}

impl Collected {
    pub(super) fn new() -> Collected {
        Collected {
            sums: AllSums::default(),
            at_stake: CaseList::new(),
            capped: CaseList::new(),
            no_own_payment: CaseList::new(),
            refused: BTreeMap::new(),
            remarks: Remarks::default(),
            payers: ByPayer::default(),
            has_stays: false,
            assumed: Sums::default(),
            by_month: LargestCase(BTreeMap::new()),
            by_service: LargestCase(BTreeMap::new()),
            by_payer: LargestCase(BTreeMap::new()),
        }
    }

    pub(super) fn add(&mut self, statement: &Statement, place: &dyn Fn(&Finding) -> FilePlace) -> Result<(), SumsTooLarge> {
        self.sums.add(statement)?;
        let id = &*statement.case_id;
        let (reason, is_at_stake) = (|line: &Line| line.refund.reason, |line: &&Line| line.refund.at_stake != Amount::ZERO);
        self.at_stake.add(id, statement.lines().filter(is_at_stake), reason, |of| of.at_stake)?;
        let is_capped = |line: &&Line| line.refund.reason == Code::RefundCapReached && line.refund.outcome == Outcome::NotRefunded;
        self.capped.add(id, statement.lines().filter(is_capped), reason, |of| of.net)?;
        let is_without = |line: &&Line| line.assumptions.contains(Code::AssumedOwnPaymentNone);
        // One row a case, whatever decided its refund.
        self.no_own_payment.add(id, statement.lines().filter(is_without), |_| Code::AssumedOwnPaymentNone, |of| of.net)?;
        self.largest(statement)?;
        for line in statement.lines() {
            let rule = line.service.refund_rule;
            self.has_stays |= rule.has_own_payment();
            if line.refund.amount != Amount::ZERO && line.assumptions.iter().any(|code| rule.right_rests_on(code)) {
                self.assumed.add(Sums::of(line))?;
            }
        }
        self.payers.statement(id, statement.is_refused());
        statement.findings.iter().for_each(|finding| self.remarks.add(Some(id), finding, place(finding)));
        let mut seen = BTreeSet::new();
        for fault in statement.result.as_ref().err().into_iter().flatten() {
            let by = self.refused.entry(fault.code).or_default();
            by.faults += 1;
            by.cases += u64::from(seen.insert(fault.code));
            if by.places.len() < MOST_PLACES {
                by.places.push(Refused { case_id: id.into(), fault: fault.clone(), place: place(fault) });
            }
        }
        Ok(())
    }

    fn largest(&mut self, statement: &Statement) -> Result<(), SumsTooLarge> {
        let (mut months, mut services, mut payers) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for line in statement.lines() {
            let sums = Sums::of(line);
            months.entry(line.month).or_insert_with(Sums::default).add(sums)?;
            services.entry(line.service.id.clone()).or_insert_with(Sums::default).add(sums)?;
            payers.entry(line.payer).or_insert_with(Sums::default).add(sums)?;
        }
        let id = &*statement.case_id;
        months.into_iter().for_each(|(month, sums)| self.by_month.add(month, sums.totals.cost, id));
        services.into_iter().for_each(|(service, sums)| self.by_service.add(service, sums.totals.cost, id));
        payers.into_iter().for_each(|(payer, sums)| self.by_payer.add(payer, sums.totals.cost, id));
        Ok(())
    }
}
