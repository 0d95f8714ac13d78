//! Papers of others against our own cases (D12).

use crate::compile::book::Book;
use crate::contract::code::Code;
use crate::contract::words::DocumentKind;
use crate::document::control::days::Days;
use crate::document::control::found::{CaseFound, CaseReferences, CitizenCases, ServiceFound, ServiceNames, ServiceTexts, sellers};
use crate::document::control::group::{Billed, Bills, bills, groups};
use crate::document::control::judge::Judge;
use crate::document::control::judged::{Row, RowKind};
use crate::document::control::ours::{OurCase, OurCases};
use crate::document::control::received::{Paper, PaperLine};
use crate::document::control::standing::{Credit, Line, credit};
use crate::document::control::uncontrolled::{ReadOf, Uncontrolled, uncontrolled};
use crate::document::line::Sums;
use crate::document::party::Parties;
use crate::model::calendar::{Month, Period};
use crate::model::cpr;
use crate::model::municipality::Municipality;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What papers are compared with.
#[derive(Debug, Clone, Copy)]
pub struct Control<'a> {
    /// Tariffs and services.
    pub book: &'a Book,
    /// Sellers.
    pub parties: &'a Parties,
    /// Our cases, as priced today.
    pub cases: &'a OurCases,
    /// What sellers call their services.
    pub texts: &'a ServiceTexts,
}

/// What comes of a control.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// Rows in order (D12.10).
    pub rows: Vec<Row>,
    /// Papers of this run that no earlier run received, by their place, with seller, cases and services as they were found: what is kept for the next run.
    pub received: Vec<(usize, Paper)>,
    /// Sellers and months of our cases of which no paper was read.
    pub uncontrolled: Vec<Uncontrolled>,
}

impl Verified {
    /// Returns whether every paper agrees; what is not billed changes nothing.
    #[must_use]
    pub fn all_agree(&self) -> bool {
        self.rows.iter().all(|row| row.kind == RowKind::NotBilled || row.agrees())
    }

    /// Keeps what is about these providers only. What was received stays whole.
    pub fn keep_sellers(&mut self, providers: &[Arc<str>]) {
        let is_kept = |seller: &str| providers.iter().any(|provider| **provider == *seller);
        self.rows.retain(|row| is_kept(&row.seller));
        self.uncontrolled.retain(|run| is_kept(&run.seller));
    }
}

/// Compares papers with what should be.
///
/// Papers that an earlier run received come first and are marked as known. A paper that comes twice counts once.
#[must_use]
pub fn verify(papers: &[Paper], control: &Control<'_>) -> Verified {
    let finding = Finding {
        control,
        references: CaseReferences::of(control.cases),
        citizens: CitizenCases::of(control.cases),
        names: ServiceNames::new(control.book, control.texts),
        sellers: papers.iter().map(|paper| sellers(control.parties, &paper.seller)).collect(),
    };
    let (counted, replaced) = finding.counted(papers);
    let mut found = Found::default();
    for kind in [DocumentKind::Invoice, DocumentKind::CreditNote] {
        for place in counted.iter().copied().filter(|place| papers[*place].kind == kind) {
            finding.paper(papers, place, &mut found);
        }
    }
    let billed = Billed::of(&found.lines);
    let of_line = |line: &Line<'_>| bills(line, &control.cases.cases[line.case], &billed, control.book);
    let bills: Vec<Bills> = found.lines.iter().map(of_line).collect();
    let judge = Judge {
        papers,
        lines: &found.lines,
        of_case: &found.of_case,
        credits: &found.credits,
        bills: &bills,
        cases: control.cases,
        services: control.book,
    };
    let mut rows: Vec<((usize, u32), Row)> = groups(&found.lines, &found.credits).iter().filter_map(|group| judge.row(group)).collect();
    rows.sort_by_key(|(first, _)| *first);
    let mut rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
    found.unknown.sort_by_key(|(place, _)| *place);
    rows.extend(found.unknown.into_iter().map(|(_, row)| row));
    let run = finding.run(papers, &counted);
    let billed = billed_of_cases(&found.lines, &bills);
    rows.extend(not_billed(control, &run, &billed));
    let known = found.lines.iter().filter(|line| papers[line.paper].is_known).map(|line| (line.provider.clone(), line.month())).collect();
    let last = papers.iter().filter(|paper| !paper.is_known).flat_map(|paper| &paper.lines).filter_map(|line| line.period);
    let last = last.map(|period| Month::of(period.last())).max();
    let uncontrolled = uncontrolled(control.cases, &ReadOf { sellers: &run.0, months: &run.1, last, known: &known, billed: &billed });
    let is_new = |place: &usize| !papers[*place].is_known && !replaced.contains(place);
    let received = counted.iter().copied().filter(is_new).map(|place| (place, finding.received(&papers[place], place))).collect();
    Verified { rows, received, uncontrolled }
}

/// Lines and credits that were found, and rows of those that were not, by paper and line.
#[derive(Default)]
struct Found<'p> {
    lines: Vec<Line<'p>>,
    /// Lines of each case, by place.
    of_case: HashMap<usize, Vec<usize>>,
    credits: Vec<Credit<'p>>,
    unknown: Vec<((usize, u32), Row)>,
}

struct Finding<'a> {
    control: &'a Control<'a>,
    references: CaseReferences,
    citizens: CitizenCases,
    names: ServiceNames<'a>,
    /// The providers of each paper.
    sellers: Vec<Vec<Arc<str>>>,
}

impl<'a> Finding<'a> {
    /// Papers that count, in order: each once, that of this run rather than the same one that was received before; and those that stand for such a one.
    fn counted(&self, papers: &[Paper]) -> (Vec<usize>, BTreeSet<usize>) {
        let mut of_number: BTreeMap<(&str, Vec<&str>), Vec<usize>> = BTreeMap::new();
        let key = |place: usize| {
            let sellers: Vec<&str> = self.sellers[place].iter().map(|seller| &**seller).collect();
            // A paper that was kept names one provider, and the paper itself perhaps a CVR number of several.
            (&*papers[place].number, if sellers.is_empty() { vec![papers[place].seller.trim()] } else { vec![sellers[0]] })
        };
        let mut replaced = BTreeSet::new();
        for place in (0..papers.len()).filter(|place| papers[*place].is_known) {
            of_number.entry(key(place)).or_default().push(place);
        }
        for place in (0..papers.len()).filter(|place| !papers[*place].is_known) {
            let same_number = of_number.entry(key(place)).or_default();
            if same_number.iter().any(|other| !papers[*other].is_known && is_same(&papers[*other], &papers[place])) {
                continue;
            }
            let all = same_number.len();
            same_number.retain(|other| !(papers[*other].is_known && is_same(&papers[*other], &papers[place])));
            if same_number.len() < all {
                replaced.insert(place);
            }
            same_number.push(place);
        }
        let mut counted: Vec<usize> = of_number.into_values().flatten().collect();
        counted.sort_unstable();
        (counted, replaced)
    }

    fn case(&self, line: &PaperLine, sellers: &[Arc<str>]) -> CaseFound {
        self.named(line, sellers).map_or_else(|| self.citizens.find(line, self.control.cases, sellers), |(_, found)| found)
    }

    /// The text with a reference, and what it names.
    fn named<'l>(&self, line: &'l PaperLine, sellers: &[Arc<str>]) -> Option<(&'l str, CaseFound)> {
        let is_of = |place: usize| self.control.cases.cases[place].rows.services.iter().any(|row| sellers.contains(&row.provider));
        self.references.decide(line.references.iter().map(|text| &**text), is_of)
    }

    /// What a line says of its case, where none is found: the text that names several, else the one that looks most like a case.
    fn stated_case<'l>(&self, line: &'l PaperLine, sellers: &[Arc<str>]) -> Option<&'l str> {
        self.named(line, sellers).map(|(text, _)| text).or_else(|| self.references.most_like(line))
    }

    fn paper<'p>(&self, papers: &'p [Paper], place: usize, found: &mut Found<'p>) {
        let paper = &papers[place];
        for line in &paper.lines {
            if let Err(verdicts) = self.line(papers, place, line, found)
                && !paper.is_known
            {
                found.unknown.push(((place, line.number), self.unknown(paper, place, line, verdicts)));
            }
        }
    }

    /// Finds a line; else what of it is unknown.
    fn line<'p>(&self, papers: &'p [Paper], place: usize, line: &'p PaperLine, found: &mut Found<'p>) -> Result<(), Vec<Code>> {
        let sellers = &self.sellers[place];
        let mut unknown = Vec::new();
        if sellers.is_empty() {
            unknown.push(Code::VerifySellerUnknown);
        }
        let case = self.case(line, sellers);
        match case {
            CaseFound::One(_) => {}
            CaseFound::None => unknown.push(Code::VerifyCaseUnknown),
            CaseFound::Several => unknown.push(Code::VerifyCaseAmbiguous),
        }
        let is_credit = papers[place].kind == DocumentKind::CreditNote;
        if line.period.is_none() && !(is_credit && line.refers_to.is_some()) {
            unknown.push(Code::VerifyDaysUnknown);
        }
        let CaseFound::One(case_place) = case else { return Err(unknown) };
        if !unknown.is_empty() {
            return Err(unknown);
        }
        let case = &self.control.cases.cases[case_place];
        let service = self.names.find(line, sellers, case);
        if is_credit {
            return self.credit(papers, place, line, (case_place, service), found);
        }
        let Some(period) = line.period else { return Err(vec![Code::VerifyDaysUnknown]) };
        let (provider, service, is_inferred) = match (service, &case.result) {
            (Some(ServiceFound { provider, service, is_inferred }), _) => (provider, Some(service), is_inferred),
            (None, Err(_)) => (sellers[0].clone(), None, false),
            (None, Ok(_)) => return Err(vec![Code::VerifyServiceUnknown]),
        };
        let payers = line.payer.map_or_else(|| payers_of(case, &provider, service.as_deref(), period), |payer| BTreeSet::from([payer]));
        found.of_case.entry(case_place).or_default().push(found.lines.len());
        found.lines.push(Line {
            paper: place,
            of: line,
            case: case_place,
            provider,
            service,
            is_inferred,
            payers,
            period,
            days: Days::of(period),
            net: line.net,
            quantity: line.quantity,
            is_changed: false,
        });
        Ok(())
    }

    /// Sets a line of a credit note against what it takes back (D12.5).
    fn credit<'p>(
        &self,
        papers: &'p [Paper],
        place: usize,
        line: &'p PaperLine,
        (case, service): (usize, Option<ServiceFound>),
        found: &mut Found<'p>,
    ) -> Result<(), Vec<Code>> {
        let sellers = &self.sellers[place];
        let named = service.filter(|service| !service.is_inferred).map(|service| service.service);
        let fits = |of: &Line<'_>| {
            let is_on_days = line.period.is_none_or(|period| of.period.intersect(period).is_some());
            sellers.contains(&of.provider) && is_on_days && named.as_ref().is_none_or(|named| of.service.as_ref() == Some(named))
        };
        let of_case = found.of_case.get(&case).map_or(&[][..], Vec::as_slice);
        let fitting: Vec<usize> = of_case.iter().copied().filter(|place| fits(&found.lines[*place])).collect();
        let paper = match &line.refers_to {
            Some(number) => fitting.iter().map(|of| found.lines[*of].paper).filter(|of| papers[*of].number == *number).max(),
            // The last paper on those days; those that came after the credit note only where there is no other.
            None => {
                let papers = || fitting.iter().filter(|of| !found.lines[**of].is_gone()).map(|of| found.lines[*of].paper);
                papers().filter(|of| *of < place).max().or_else(|| papers().max())
            }
        };
        let Some(paper) = paper else { return Err(vec![Code::VerifyCreditUnknown]) };
        let against: Vec<usize> = fitting.into_iter().filter(|of| found.lines[*of].paper == paper).collect();
        credit(&mut found.lines, &against, line);
        let first = against.first().copied().ok_or_else(|| vec![Code::VerifyCreditUnknown])?;
        found.credits.push(Credit { paper: place, of: line, line: first });
        Ok(())
    }

    /// The row of a line with nothing to compare it with.
    fn unknown(&self, paper: &Paper, place: usize, line: &PaperLine, mut verdicts: Vec<Code>) -> Row {
        let case_id = match self.case(line, &self.sellers[place]) {
            CaseFound::One(case) => (&*self.control.cases.cases[case].case_id).into(),
            CaseFound::None | CaseFound::Several => masked(self.stated_case(line, &self.sellers[place]).unwrap_or_default()),
        };
        verdicts.sort_unstable_by_key(|code| code.number());
        let net = if paper.kind == DocumentKind::CreditNote { Sums::ZERO.net - line.net } else { line.net };
        Row {
            kind: RowKind::Unknown,
            invoices: vec![masked(&paper.number)],
            seller: self.seller(paper, place),
            line: Some(line.number),
            case_id,
            services: line.service.as_deref().map(masked).into_iter().collect(),
            payers: line.payer.into_iter().collect(),
            month: line.period.map(|period| Month::of(period.first())),
            period: line.period,
            verdicts,
            billed: Some(Sums { net, vat: line.vat.unwrap_or_default() }),
            expected: None,
            others: Vec::new(),
            faults: Vec::new(),
            lines: Vec::new(),
        }
    }

    fn seller(&self, paper: &Paper, place: usize) -> Box<str> {
        self.sellers[place].first().map_or_else(|| masked(paper.seller.trim()), |seller| (&**seller).into())
    }

    /// A paper as it was found, to be kept.
    fn received(&self, paper: &Paper, place: usize) -> Paper {
        let mut kept = Paper { seller: self.seller(paper, place), number: masked(&paper.number), ..paper.clone() };
        for line in &mut kept.lines {
            if let CaseFound::One(case) = self.case(line, &self.sellers[place]) {
                let case = &self.control.cases.cases[case];
                if let Some(service) = self.names.find(line, &self.sellers[place], case) {
                    line.service = Some((&*service.service).into());
                    kept.seller = (&*service.provider).into();
                }
                line.references = vec![(&*case.case_id).into()];
            } else {
                // One text of it is kept, by which a later run may find the case.
                line.references = self.stated_case(line, &self.sellers[place]).into_iter().map(Into::into).collect();
            }
            line.person_references = Vec::new();
            line.references.iter_mut().for_each(|text| *text = masked(text));
            line.service = line.service.as_deref().map(masked);
            (line.service_names, line.citizens) = (Vec::new(), Vec::new());
        }
        kept
    }

    /// Sellers and months of this run.
    fn run(&self, papers: &[Paper], counted: &[usize]) -> (BTreeSet<Arc<str>>, BTreeSet<Month>) {
        let of_run = || counted.iter().copied().filter(|place| !papers[*place].is_known);
        let months = of_run().flat_map(|place| &papers[place].lines).filter_map(|line| line.period).map(|period| Month::of(period.first()));
        (of_run().flat_map(|place| self.sellers[place].iter().cloned()).collect(), months.collect())
    }
}

/// Whether two papers of one seller and number are the same: what they say of days and amounts. What a line is about may be put otherwise in one that was
/// kept, because it was found.
fn is_same(a: &Paper, b: &Paper) -> bool {
    let figures = |line: &PaperLine| {
        let priced = (line.quantity, line.unit, line.unit_price, line.price_base_quantity);
        (line.number, line.period, line.net, line.vat_rate, line.vat, priced, line.refers_to.clone(), line.payer)
    };
    a.kind == b.kind && a.lines.iter().map(figures).eq(b.lines.iter().map(figures))
}

/// Who pays on days for which a paper names no payer (D12.6).
fn payers_of(case: &OurCase, provider: &str, service: Option<&str>, period: Period) -> BTreeSet<Municipality> {
    let rows = || case.rows.services.iter().filter(|row| &*row.provider == provider);
    let on_days = || rows().filter(|row| row.period.intersect(period).is_some());
    let month = Month::of(period.first());
    let in_month = Period::new(month.first_day(), month.last_day());
    let of_service: BTreeSet<Municipality> = on_days().filter(|row| Some(&*row.service) == service).map(|row| row.payer).collect();
    let of_days = || on_days().map(|row| row.payer).collect::<BTreeSet<_>>();
    let of_month = || rows().filter(|row| in_month.is_some_and(|month| row.period.intersect(month).is_some())).map(|row| row.payer).collect();
    let all = || rows().map(|row| row.payer).collect::<BTreeSet<_>>();
    let mut payers = of_service;
    for next in [&of_days as &dyn Fn() -> BTreeSet<Municipality>, &of_month, &all] {
        if payers.is_empty() {
            payers = next();
        }
    }
    payers
}

/// What papers bill of each case, by its place.
fn billed_of_cases(lines: &[Line<'_>], bills: &[Bills]) -> BTreeMap<usize, Bills> {
    let mut of_case: BTreeMap<usize, Bills> = BTreeMap::new();
    for (line, bills) in lines.iter().zip(bills) {
        of_case.entry(line.case).or_default().add_all(bills);
    }
    of_case
}

/// Lines of documents of these sellers and months that no paper covers with all their days (D12.11).
fn not_billed(control: &Control<'_>, run: &(BTreeSet<Arc<str>>, BTreeSet<Month>), billed: &BTreeMap<usize, Bills>) -> Vec<Row> {
    let mut rows = Vec::new();
    for (place, case) in control.cases.cases.iter().enumerate() {
        let billed = billed.get(&place);
        for (document, should) in case.should().iter().enumerate() {
            let content = &should.content;
            if should.hold.is_some() || !run.0.contains(&content.provider) || !run.1.contains(&content.month) {
                continue;
            }
            for (number, line) in content.lines.iter().enumerate() {
                if billed.is_some_and(|billed| billed.covers((document, number), line)) {
                    continue;
                }
                rows.push(Row {
                    kind: RowKind::NotBilled,
                    invoices: Vec::new(),
                    seller: (&*content.provider).into(),
                    line: None,
                    case_id: (&*content.case_id).into(),
                    services: vec![(&*line.service).into()],
                    payers: BTreeSet::from([content.payer]),
                    month: Some(content.month),
                    period: Some(line.period()),
                    verdicts: vec![Code::VerifyNotBilled],
                    billed: None,
                    expected: Some(Sums::of(std::slice::from_ref(line))),
                    others: Vec::new(),
                    faults: Vec::new(),
                    lines: Vec::new(),
                });
            }
        }
    }
    rows
}

fn masked(text: &str) -> Box<str> {
    cpr::masked(text).into()
}
