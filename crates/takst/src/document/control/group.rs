//! Papers on one place and payer, and which of what should be they bill (D12.6, D12.7).

use crate::document::control::days::Days;
use crate::document::control::ours::{OurCase, extent};
use crate::document::control::part::{is_covered, parts};
use crate::document::control::standing::{Credit, Line};
use crate::document::line::DocumentLine;
use crate::document::services::Services;
use crate::model::calendar::Month;
use crate::model::municipality::Municipality;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Lines of papers on one place and the same payers.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub case: usize,
    pub provider: Arc<str>,
    pub month: Month,
    pub payers: BTreeSet<Municipality>,
    /// Lines of invoices and of credit notes, by place.
    pub lines: Vec<usize>,
    pub credits: Vec<usize>,
}

/// Groups by place and payer. A line of several payers joins them.
pub(crate) fn groups(lines: &[Line<'_>], credits: &[Credit<'_>]) -> Vec<Group> {
    let mut of_place: HashMap<(usize, &str, Month), Vec<Group>> = HashMap::new();
    for (place, line) in lines.iter().enumerate() {
        let groups = of_place.entry((line.case, &line.provider, line.month())).or_default();
        let meets = |group: &Group| group.payers == line.payers || !group.payers.is_disjoint(&line.payers);
        let mut joined = Group {
            case: line.case,
            provider: line.provider.clone(),
            month: line.month(),
            payers: line.payers.clone(),
            lines: vec![place],
            credits: Vec::new(),
        };
        for group in std::mem::take(groups) {
            if meets(&group) {
                joined.payers.extend(group.payers);
                joined.lines.extend(group.lines);
            } else {
                groups.push(group);
            }
        }
        joined.lines.sort_unstable();
        groups.push(joined);
    }
    let mut all: Vec<Group> = of_place.into_values().flatten().collect();
    let of_line: HashMap<usize, usize> =
        all.iter().enumerate().flat_map(|(place, group)| group.lines.iter().map(move |line| (*line, place))).collect();
    for (place, credit) in credits.iter().enumerate() {
        if let Some(group) = of_line.get(&credit.line) {
            all[*group].credits.push(place);
        }
    }
    all
}

/// Days that papers bill, by case, provider and service, over all payers.
#[derive(Debug, Default)]
pub(crate) struct Billed(HashMap<(usize, Arc<str>, Arc<str>), Days>);

impl Billed {
    pub fn of(lines: &[Line<'_>]) -> Billed {
        let mut billed = Billed::default();
        for line in lines {
            let Some(service) = &line.service else { continue };
            let days = billed.0.entry((line.case, line.provider.clone(), service.clone())).or_default();
            days.add_all(&line.days);
        }
        billed
    }

    fn days(&self, case: usize, provider: &Arc<str>, service: &Arc<str>) -> Days {
        self.0.get(&(case, provider.clone(), service.clone())).cloned().unwrap_or_default()
    }
}

/// Days of lines that should be: place of the document and of the line in it → days.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bills(BTreeMap<(usize, usize), Days>);

impl Bills {
    pub fn add_all(&mut self, other: &Bills) {
        for (line, days) in &other.0 {
            self.0.entry(*line).or_default().add_all(days);
        }
    }

    /// Whether all of a line is billed; `place`: that of its document, and its own there.
    pub fn covers(&self, place: (usize, usize), line: &DocumentLine) -> bool {
        self.0.get(&place).is_some_and(|days| is_covered(line, days))
    }

    /// The parts of what should be that are billed, of the documents that count.
    pub fn parts(&self, case: &OurCase, counts: impl Fn(Municipality) -> bool) -> Vec<DocumentLine> {
        let should = case.should();
        let counted = self.0.iter().filter(|((document, _), _)| counts(should[*document].content.payer));
        counted.flat_map(|((document, line), days)| parts(&should[*document].content.lines[*line], days)).collect()
    }

    /// The documents of which something is billed.
    pub fn documents(&self) -> BTreeSet<usize> {
        self.0.keys().map(|(document, _)| *document).collect()
    }
}

/// What a line of a paper bills of what should be, whoever pays.
///
/// Where the case has rows of its service, the lines of that service. On days on which it has rows of other services only, the lines of these that no
/// paper bills: those of its family, else all.
pub(crate) fn bills(line: &Line<'_>, case: &OurCase, billed: &Billed, services: &impl Services) -> Bills {
    let mut bills = Bills::default();
    let Some(service) = &line.service else { return bills };
    let own = case.days(&line.provider, |of, _| of == &**service);
    let (right, wrong) = (line.days.and(&own), line.days.without(&own));
    let mut others: Vec<((usize, usize), Days, bool)> = Vec::new();
    for (document, should) in case.should().iter().enumerate().filter(|(_, should)| should.content.provider == line.provider) {
        for (place, of) in should.content.lines.iter().enumerate() {
            let all = Days::of(extent(of));
            if of.service == *service {
                let days = all.and(&right);
                if !days.is_empty() {
                    bills.0.insert((document, place), days);
                }
                continue;
            }
            let days = all.and(&wrong).without(&billed.days(line.case, &line.provider, &of.service));
            if !days.is_empty() {
                others.push(((document, place), days, services.family(&of.service) == services.family(service)));
            }
        }
    }
    let has_family = others.iter().any(|(.., is_family)| *is_family);
    bills.0.extend(others.into_iter().filter(|(.., is_family)| *is_family || !has_family).map(|(line, days, _)| (line, days)));
    bills
}
