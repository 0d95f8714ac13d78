//! The verdicts on a place and payer (D12.8 to D12.10).

use crate::contract::code::Code;
use crate::document::control::compared::{Compared, is_near, span, vat};
use crate::document::control::days::Days;
use crate::document::control::group::{Bills, Group};
use crate::document::control::judged::{Row, RowKind};
use crate::document::control::judged_line::{JudgedLine, Repeat, Stated};
use crate::document::control::ours::{OurCase, OurCases};
use crate::document::control::received::{Paper, PaperLine};
use crate::document::control::standing::{Credit, Line};
use crate::document::line::{DocumentLine, Sums};
use crate::document::services::Services;
use crate::model::cpr;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Øre by which a document may differ.
const DOCUMENT_TOLERANCE: i64 = 100;

/// All lines of all papers, and what each bills of what should be.
pub(crate) struct Judge<'a, 'p, S> {
    pub papers: &'p [Paper],
    pub lines: &'a [Line<'p>],
    /// Lines of each case, by place.
    pub of_case: &'a HashMap<usize, Vec<usize>>,
    pub credits: &'a [Credit<'p>],
    /// Of each line.
    pub bills: &'a [Bills],
    pub cases: &'a OurCases,
    pub services: &'a S,
}

impl<S: Services> Judge<'_, '_, S> {
    /// The row of a group, and the place of its first paper of this run; `None`: it has none.
    pub fn row(&self, group: &Group) -> Option<((usize, u32), Row)> {
        let case = &self.cases.cases[group.case];
        let lines = || group.lines.iter().map(|place| &self.lines[*place]);
        let credits = || group.credits.iter().map(|place| &self.credits[*place]);
        let all = || lines().map(|line| (line.paper, line.of.number)).chain(credits().map(|credit| (credit.paper, credit.of.number)));
        let first = all().filter(|(paper, _)| !self.papers[*paper].is_known).min()?;
        let mut papers: Vec<usize> = all().map(|(paper, _)| paper).collect();
        papers.sort_unstable();
        papers.dedup();
        let mut services: Vec<Box<str>> = Vec::new();
        for service in lines().filter_map(|line| line.service.as_deref()) {
            if !services.iter().any(|other| **other == *service) {
                services.push(service.into());
            }
        }
        let (verdicts, expected, others) = self.verdicts(group, case);
        let row = Row {
            kind: RowKind::Judged,
            invoices: self.numbers(papers),
            seller: (&*group.provider).into(),
            line: if group.lines.len() + group.credits.len() == 1 { Some(first.1) } else { None },
            case_id: (&*case.case_id).into(),
            services,
            payers: group.payers.clone(),
            month: Some(group.month),
            period: span(lines().map(|line| line.period)),
            verdicts,
            billed: Some(self.billed(group, case)),
            expected,
            others: self.numbers(others),
            faults: case.result.as_ref().err().cloned().unwrap_or_default(),
            lines: Vec::new(),
        };
        let lines = self.judged_lines(group, case, &row);
        Some((first, Row { lines, ..row }))
    }

    /// Numbers of papers, each once.
    fn numbers(&self, papers: impl IntoIterator<Item = usize>) -> Vec<Box<str>> {
        let mut numbers: Vec<Box<str>> = Vec::new();
        for paper in papers {
            let number: Box<str> = cpr::masked(&self.papers[paper].number).into();
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers
    }

    fn should(&self, line: usize, case: &OurCase) -> Vec<DocumentLine> {
        self.bills[line].parts(case, |_| true)
    }

    /// On paper: invoices less credit notes.
    fn billed(&self, group: &Group, case: &OurCase) -> Sums {
        let rate = |place: usize| self.should(place, case);
        let mut sums = Sums::ZERO;
        for place in &group.lines {
            let of = self.lines[*place].of;
            sums = sums + Sums { net: of.net, vat: vat(of.net, of.vat, of.vat_rate, &rate(*place)) };
        }
        for credit in group.credits.iter().map(|place| &self.credits[*place]) {
            let of = credit.of;
            let rate_of_line = of.vat_rate.or(self.lines[credit.line].of.vat_rate);
            let taken = Sums { net: of.net, vat: vat(of.net, of.vat, rate_of_line, &self.should(credit.line, case)) };
            sums = sums - taken;
        }
        sums
    }

    /// The lines behind a row, by paper and line.
    fn judged_lines(&self, group: &Group, case: &OurCase, row: &Row) -> Vec<JudgedLine> {
        let lines = group.lines.iter().map(|place| ((self.lines[*place].paper, self.lines[*place].of.number), self.judged_line(*place, case, row)));
        let credits = group.credits.iter().map(|place| {
            let credit = &self.credits[*place];
            ((credit.paper, credit.of.number), self.judged_credit(credit, case))
        });
        let mut all: Vec<((usize, u32), JudgedLine)> = lines.chain(credits).collect();
        all.sort_by_key(|(place, _)| *place);
        all.into_iter().map(|(_, line)| line).collect()
    }

    fn judged_line(&self, place: usize, case: &OurCase, row: &Row) -> JudgedLine {
        let line = &self.lines[place];
        let should = self.should(place, case);
        let billed = Sums { net: line.of.net, vat: vat(line.of.net, line.of.vat, line.of.vat_rate, &should) };
        let found = JudgedLine {
            service: line.service.clone(),
            period: Some(line.period),
            is_gone: line.is_gone(),
            should,
            ..self.plain(line.paper, line.of, billed)
        };
        // What agrees needs no reasons, and a refused case gives none.
        if row.agrees() || line.is_gone() || case.result.is_err() {
            return found;
        }
        let rows = self.rows(place, case);
        let of_provider = case.rows.services.iter().filter(|row| row.provider == line.provider);
        let on_days = of_provider.filter(|row| !line.days.and(&Days::of(row.period)).is_empty());
        JudgedLine {
            outside: line.days.without(&rows).runs().to_vec(),
            case_days: span(rows.runs().iter().copied()),
            payers: on_days.map(|row| row.payer).collect(),
            repeats: if row.verdicts.contains(&Code::VerifyBilledTwice) { self.repeat(line) } else { None },
            ..found
        }
    }

    fn judged_credit(&self, credit: &Credit<'_>, case: &OurCase) -> JudgedLine {
        let of = credit.of;
        let rate = of.vat_rate.or(self.lines[credit.line].of.vat_rate);
        let billed = Sums::ZERO - Sums { net: of.net, vat: vat(of.net, of.vat, rate, &self.should(credit.line, case)) };
        JudgedLine { service: self.lines[credit.line].service.clone(), period: of.period, ..self.plain(credit.paper, of, billed) }
    }

    /// A line as its paper has it.
    fn plain(&self, paper: usize, of: &PaperLine, billed: Sums) -> JudgedLine {
        let stated = Stated {
            quantity: of.quantity,
            unit: of.unit,
            unit_price: of.unit_price,
            price_base_quantity: of.price_base_quantity,
            vat_rate: of.vat_rate,
        };
        JudgedLine {
            invoice: cpr::masked(&self.papers[paper].number).into(),
            kind: self.papers[paper].kind,
            line: of.number,
            service: None,
            period: None,
            billed,
            stated,
            is_gone: false,
            should: Vec::new(),
            outside: Vec::new(),
            case_days: None,
            payers: BTreeSet::new(),
            repeats: None,
        }
    }

    /// The first paper before a line's that bills days of it too.
    fn repeat(&self, line: &Line<'_>) -> Option<Repeat> {
        let of_case = self.of_case.get(&line.case).into_iter().flatten().map(|place| &self.lines[*place]);
        let is_same = |other: &&Line<'_>| (&other.provider, &other.service) == (&line.provider, &line.service);
        let earlier = of_case.filter(is_same).filter(|other| other.paper < line.paper && !other.days.and(&line.days).is_empty());
        let other = earlier.min_by_key(|other| (other.paper, other.of.number))?;
        Some(Repeat {
            invoice: cpr::masked(&self.papers[other.paper].number).into(),
            days: other.days.and(&line.days).runs().to_vec(),
            is_whole: other.days == line.days && other.net == line.net,
            is_by_days: self.is_by_days(line),
        })
    }

    /// Verdicts, what should be, and the papers on days that are billed twice.
    fn verdicts(&self, group: &Group, case: &OurCase) -> (Vec<Code>, Option<Sums>, Vec<usize>) {
        let mut verdicts = BTreeSet::new();
        let notes = self.notes(group);
        let in_order = |verdicts: BTreeSet<Code>| {
            let mut verdicts: Vec<Code> = verdicts.into_iter().chain(notes.iter().copied()).collect();
            verdicts.sort_unstable_by_key(|code| code.number());
            verdicts
        };
        if case.result.is_err() {
            verdicts.insert(Code::VerifyCaseRefused);
            return (in_order(verdicts), None, Vec::new());
        }
        let mut bills = Bills::default();
        group.lines.iter().for_each(|place| bills.add_all(&self.bills[*place]));
        let expected = Sums::of(&bills.parts(case, |payer| group.payers.contains(&payer)));
        let is_near = is_near(self.billed(group, case), expected, self.tolerance(group));
        let standing = || group.lines.iter().copied().filter(|place| !self.lines[*place].is_gone());
        for place in standing() {
            let days = &self.lines[place].days;
            if !days.without(&self.rows(place, case)).is_empty() {
                verdicts.insert(Code::VerifyPeriod);
            }
            if self.is_of_other_payer(place, group, case) {
                verdicts.insert(Code::VerifyPayer);
            }
        }
        let twice = self.twice(group, is_near);
        if !twice.is_empty() {
            verdicts.insert(Code::VerifyBilledTwice);
        }
        let is_held = |document: usize| case.should()[document].hold.is_some();
        if bills.documents().into_iter().any(is_held) {
            verdicts.insert(Code::VerifyCommitment);
        }
        if is_near && verdicts.is_empty() {
            verdicts.insert(Code::VerifyAgrees);
            if standing().any(|place| self.compared(place, case, &self.should(place, case)).is_described_differently()) {
                verdicts.insert(Code::VerifyDescribedDifferently);
            }
        } else if !is_near {
            let of_lines = |place| self.compared(place, case, &self.should(place, case)).verdicts(self.services);
            verdicts.extend(standing().flat_map(of_lines));
            if standing().any(|place| self.papers[self.lines[place].paper].has_wrong_totals) {
                verdicts.insert(Code::VerifySum);
            }
            if verdicts.is_empty() {
                let is_overlapping = self.has_overlap(group);
                verdicts.insert(if is_overlapping { Code::VerifyQuantity } else { Code::VerifyAmount });
            }
        }
        (in_order(verdicts), Some(expected), twice.into_iter().collect())
    }

    fn notes(&self, group: &Group) -> BTreeSet<Code> {
        let lines = || group.lines.iter().map(|place| &self.lines[*place]);
        let inferred = lines().any(|line| line.is_inferred).then_some(Code::VerifyServiceInferred);
        let from_text = lines().any(|line| line.of.has_days_from_text).then_some(Code::VerifyDaysFromText);
        inferred.into_iter().chain(from_text).collect()
    }

    fn compared<'a>(&'a self, place: usize, case: &OurCase, should: &'a [DocumentLine]) -> Compared<'a, 'a> {
        let line = &self.lines[place];
        let own = case.days(&line.provider, |service, _| Some(service) == line.service.as_deref());
        let outside = line.days.without(&self.rows(place, case)).count();
        let has_other_service = !line.days.without(&own).and(&self.rows(place, case)).is_empty();
        Compared { line, should, outside, has_other_service }
    }

    /// Days on which the case has rows of the provider.
    fn rows(&self, place: usize, case: &OurCase) -> Days {
        case.days(&self.lines[place].provider, |_, _| true)
    }

    /// Whether a line has days on which only others pay: for its service, where the case has it, else for any.
    fn is_of_other_payer(&self, place: usize, group: &Group, case: &OurCase) -> bool {
        let line = &self.lines[place];
        if group.payers.is_empty() {
            return false;
        }
        let of = |service: &str| Some(service) == line.service.as_deref();
        let (own, own_paid) = (
            case.days(&line.provider, |service, _| of(service)),
            case.days(&line.provider, |service, payer| of(service) && group.payers.contains(&payer)),
        );
        let (any, any_paid) = (self.rows(place, case), case.days(&line.provider, |_, payer| group.payers.contains(&payer)));
        !line.days.and(&own).without(&own_paid).is_empty() || !line.days.and(&any).without(&own).without(&any_paid).is_empty()
    }

    /// One øre for each line that stands, at most one krone for each document.
    fn tolerance(&self, group: &Group) -> i64 {
        let mut of_paper: BTreeMap<usize, i64> = BTreeMap::new();
        let standing = group.lines.iter().map(|place| &self.lines[*place]).filter(|line| !line.is_gone());
        standing.for_each(|line| *of_paper.entry(line.paper).or_default() += 1);
        of_paper.into_values().map(|lines| lines.min(DOCUMENT_TOLERANCE)).sum()
    }

    /// The papers that bill days of the group which another bills too. Hours and courses can be several on one day: they count where the sum differs.
    fn twice(&self, group: &Group, is_near: bool) -> BTreeSet<usize> {
        let mut papers = BTreeSet::new();
        for line in group.lines.iter().map(|place| &self.lines[*place]) {
            let of_case = self.of_case.get(&line.case).into_iter().flatten().map(|place| &self.lines[*place]);
            let others = of_case.filter(|other| {
                let is_same = (&other.provider, &other.service) == (&line.provider, &line.service);
                is_same && other.paper != line.paper && !other.days.and(&line.days).is_empty()
            });
            for other in others {
                if self.is_by_days(line) || !is_near {
                    papers.extend([line.paper, other.paper]);
                }
            }
        }
        papers
    }

    fn is_by_days(&self, line: &Line<'_>) -> bool {
        use crate::contract::unit::Unit::{Course, Hour};
        let case = &self.cases.cases[line.case];
        let lines = case.should().iter().flat_map(|should| &should.content.lines);
        let of_service = || lines.clone().find(|of| Some(&of.service) == line.service.as_ref()).map(|of| of.unit);
        !matches!(line.of.unit.or_else(of_service), Some(Hour | Course))
    }

    /// Whether lines of one service share days.
    fn has_overlap(&self, group: &Group) -> bool {
        let lines: Vec<&Line<'_>> = group.lines.iter().map(|place| &self.lines[*place]).collect();
        let shares = |(place, a): (usize, &&Line<'_>)| lines[place + 1..].iter().any(|b| a.service == b.service && !a.days.and(&b.days).is_empty());
        lines.iter().enumerate().any(shares)
    }
}
