//! A worker that adds up what it prices.

use crate::error::BatchError;
use crate::rows::piece::Piece;
use crate::run::progress::Meanwhile;
use crate::run::taker::{SureRow, Taker};
use crate::run::worker::{Outcome, Worker};
use crate::template::layout::Stay;
use crate::template::segments::{SMALL, Template};
use crate::template::templates::Templates;
use crate::template::vocabulary::WordIds;
use crate::totals::facts::{CaseCounts, FactSums, Figures};
use crate::totals::key::{Dimensions, GroupKey, Parts};
use crate::totals::runs::Runs;
use crate::totals::sums::{SumColumns, Sums};
use crate::totals::tally::Tally;
use crate::totals::waiting::{Ready, WaitingRows};
use std::collections::HashMap;
use std::sync::Arc;
use takst::Dimension;
use takst::kernel::{AlikeLines, LineFacts};
use takst_io::LineColumn;

/// What totals are grouped by.
#[derive(Debug)]
pub(crate) struct Groups {
    pub dimensions: Dimensions,
    pub cases: bool,
}

/// Templates whose days are counted one by one, and services of which rows are added as they come: more would not stay near the processor.
const FEW: usize = 64;

impl Groups {
    pub fn new(by: &[Dimension], cases: bool) -> Groups {
        Groups { dimensions: Dimensions::new(by), cases }
    }

    /// Whether stays can be counted: amounts are small, and where cases are counted the segments of a group follow each other.
    fn can_count(&self, template: &Template, templates: &Templates, words: &WordIds) -> bool {
        let lines = template.first_segment as usize..(template.first_segment + template.segments) as usize;
        let follow = || {
            let mut keys: Vec<GroupKey> = lines.clone().map(|line| self.dimensions.of_line(&templates.all.lines, line, words)).collect();
            keys.dedup();
            let runs = keys.len();
            keys.sort_unstable();
            keys.dedup();
            keys.len() == runs
        };
        template.small && (!self.cases || follow())
    }
}

/// A worker with its sums.
pub(crate) struct Adder {
    worker: Worker,
    counted: Counted,
}

/// Sums of what a worker has priced.
struct Counted {
    groups: Arc<Groups>,
    words: WordIds,
    by_payer: bool,
    counts_cases: bool,
    /// Stays by template, and where it matters by payer: the number of a tally, or how else they are added.
    numbers: Vec<u32>,
    tallies: Vec<(i32, u32, Tally)>,
    /// Templates of which it is known whether their stays can be counted.
    countable: HashMap<u32, bool>,
    sums: HashMap<GroupKey, Sums>,
    /// Lines of the kernel, and where cases are counted theirs.
    fact_sums: FactSums,
    fact_cases: CaseCounts,
    /// Stays that wait for others of their payer: added together they find their tallies near the processor.
    waiting: Vec<Vec<Stay>>,
    /// Rows that wait for others of neighbouring services; `None` where services are few.
    rows: Option<WaitingRows>,
    /// Lines of rows that waited.
    lines: usize,
}

/// Not met yet.
const NEW: u32 = u32::MAX;
/// Added line by line.
const BY_LINE: u32 = u32::MAX - 1;
/// Codes of payers.
const PAYERS: usize = 1000;

impl Adder {
    pub fn new(worker: Worker, groups: Arc<Groups>) -> Adder {
        let by_payer = groups.dimensions.is_by_payer();
        let are_few = worker.shared.vocabulary.services() <= FEW;
        Adder {
            counted: Counted {
                by_payer,
                counts_cases: groups.cases,
                words: WordIds::new(worker.shared.vocabulary.clone()),
                groups,
                numbers: Vec::new(),
                tallies: Vec::new(),
                countable: HashMap::new(),
                sums: HashMap::new(),
                fact_sums: FactSums::new(by_payer),
                fact_cases: CaseCounts::default(),
                waiting: Vec::new(),
                rows: (!by_payer && !are_few).then(WaitingRows::default),
                lines: 0,
            },
            worker,
        }
    }

    /// Prices a piece and adds it up; gives the outcome and the number of lines. Lines of rows that wait are counted when they are added.
    pub fn add(&mut self, piece: &Piece, check: bool, meanwhile: Meanwhile<'_>) -> Result<(Outcome, usize), BatchError> {
        let Adder { worker, counted } = self;
        counted.fact_cases.begin();
        let outcome = worker.price(piece, check, counted, meanwhile)?;
        counted.priced(worker);
        Ok((outcome, worker.layout.lines + std::mem::take(&mut counted.lines)))
    }
}

impl Taker for Counted {
    const KEEPS_LINES: bool = false;

    fn takes_rows(&self) -> bool {
        self.rows.is_some()
    }

    #[inline]
    fn row(&mut self, row: SureRow, templates: &Templates) {
        if let Some(ready) = self.rows.as_mut().and_then(|rows| rows.push(row)) {
            self.together(ready, templates);
        }
    }

    fn stays(&mut self, stays: &mut Vec<Stay>, templates: &Templates) {
        stays.iter().for_each(|stay| self.take(stay, templates));
        stays.clear();
    }

    #[inline(always)]
    fn line(&mut self, line: &LineFacts, case: impl FnOnce() -> u32) {
        let is_added = self.fact_sums.add(line);
        if !is_added || self.counts_cases {
            self.unusual(Figures::of(line), case(), is_added);
        }
    }

    #[inline(always)]
    fn alike(&mut self, lines: &mut impl AlikeLines, case: impl Fn() -> u32) -> usize {
        if !self.counts_cases && lines.most() < SMALL {
            return self.fact_sums.add_alike(lines);
        }
        let mut count = 0;
        lines.each(|line| {
            self.line(line, &case);
            count += 1;
        });
        count
    }
}

/// Stays of one payer that wait for each other.
const TOGETHER: usize = 2048;

impl Counted {
    #[inline]
    fn take(&mut self, stay: &Stay, templates: &Templates) {
        if !self.by_payer {
            return self.stay(stay, templates);
        }
        let payer = stay.payer.unsigned_abs() as usize;
        if payer >= self.waiting.len() {
            self.waiting.resize_with(payer + 1, Vec::new);
        }
        self.waiting[payer].push(*stay);
        if self.waiting[payer].len() == TOGETHER {
            self.of_payer(payer, templates);
        }
    }

    fn of_payer(&mut self, payer: usize, templates: &Templates) {
        let mut stays = std::mem::take(&mut self.waiting[payer]);
        stays.iter().for_each(|stay| self.stay(stay, templates));
        stays.clear();
        self.waiting[payer] = stays;
    }

    /// Adds rows that have waited.
    fn together(&mut self, mut ready: Ready, templates: &Templates) {
        self.lines += ready.planned(templates, |stay| self.stay(stay, templates));
        if let Some(rows) = &mut self.rows {
            rows.give_back(ready);
        }
    }

    /// Adds what still waits.
    fn close(&mut self, templates: &Templates) {
        (0..self.waiting.len()).for_each(|payer| self.of_payer(payer, templates));
        while let Some(ready) = self.rows.as_mut().and_then(WaitingRows::next) {
            self.together(ready, templates);
        }
    }

    #[inline]
    fn stay(&mut self, stay: &Stay, templates: &Templates) {
        let place = if self.by_payer { stay.template as usize * PAYERS + stay.payer as usize } else { stay.template as usize };
        let number = match self.numbers.get(place) {
            Some(&number) if number < BY_LINE => number,
            Some(&BY_LINE) => return self.line_by_line(stay, templates),
            _ => {
                self.meet(place, stay, templates);
                return self.stay(stay, templates);
            }
        };
        self.tallies[number as usize].2.stay(&templates.templates[stay.template as usize], &templates.all, stay);
    }

    /// A line of the kernel with a great amount, or in a run that counts cases.
    #[inline(never)]
    fn unusual(&mut self, line: Figures, case: u32, is_added: bool) {
        let key = self.groups.dimensions.of_parts(&line.parts(&self.words));
        if !is_added {
            self.sums.entry(key).or_default().add(&line.sums());
        }
        if self.counts_cases {
            self.fact_cases.line(key, case);
        }
    }

    /// Makes room for stays of a template, and where it matters of a payer.
    #[cold]
    fn meet(&mut self, place: usize, stay: &Stay, templates: &Templates) {
        if place >= self.numbers.len() {
            self.numbers.resize(place + 1, NEW);
        }
        let template = &templates.templates[stay.template as usize];
        let countable = match self.countable.get(&stay.template) {
            Some(countable) => *countable,
            None => self.groups.can_count(template, templates, &self.words),
        };
        self.countable.insert(stay.template, countable);
        if !countable {
            self.numbers[place] = BY_LINE;
            return;
        }
        self.numbers[place] = self.tallies.len() as u32; // payers times templates are far fewer
        let payer = if self.by_payer { stay.payer } else { 0 };
        let by_day = !self.by_payer && self.tallies.len() < FEW;
        self.tallies.push((payer, stay.template, Tally::new(template, by_day)));
    }

    #[cold]
    fn line_by_line(&mut self, stay: &Stay, templates: &Templates) {
        let groups = self.groups.clone();
        let all = &templates.all;
        let (first, lines) = (stay.segment as usize, stay.lines as usize);
        let mut met: Vec<GroupKey> = Vec::new();
        for segment in first..first + lines {
            let mut sums = Sums::default();
            sums.whole(&all.lines, segment, 1);
            let end = match segment - first {
                _ if segment + 1 == first + lines => Some(stay.tail),
                0 => Some(stay.head),
                _ => None,
            };
            if let Some(end) = end {
                let [net, vat, own, refund, at_stake, cost, ..] = all.amounts[end as usize];
                sums.amounts = [net, vat, own, refund, at_stake, cost];
            }
            let begins = all.lines.short(LineColumn::FirstDay)[segment].max(stay.start);
            let ends = all.lines.short(LineColumn::LastDay)[segment].min(stay.end);
            sums.days = u64::from((ends - begins + 1).unsigned_abs());
            let key = groups.dimensions.with_payer(groups.dimensions.of_line(&all.lines, segment, &self.words), stay.payer);
            sums.cases = u64::from(groups.cases && !met.contains(&key));
            met.push(key);
            self.sums.entry(key).or_default().add(&sums);
        }
    }

    /// Lines that the core priced. Those of a case follow each other.
    fn priced(&mut self, worker: &Worker) {
        let lines = &worker.priced;
        let mut met: Vec<GroupKey> = Vec::new();
        for line in 0..lines.len() {
            let dimensions = &self.groups.dimensions;
            let key = dimensions.with_payer(dimensions.of_line(lines, line, &worker.words), lines.short(LineColumn::Payer)[line]);
            let sums = self.sums.entry(key).or_default();
            sums.line(lines, line);
            if self.groups.cases {
                let cases = &worker.references.cases;
                if line > 0 && cases[line] != cases[line - 1] {
                    met.clear();
                }
                if !met.contains(&key) {
                    met.push(key);
                    sums.cases += 1;
                }
            }
        }
    }
}

impl Adder {
    /// The sums of all workers, in the order of their groups; and lines of rows that waited to the end.
    pub fn finish(adders: Vec<Adder>, groups: &Groups) -> (SumColumns, usize) {
        let mut all = SumColumns::default();
        let mut lines = 0;
        for Adder { worker, mut counted } in adders {
            let templates: &Templates = &worker.templates;
            counted.close(templates);
            lines += counted.lines;
            counted.sums.iter().for_each(|(key, sums)| all.push(*key, sums));
            counted.fact_sums.groups(&groups.dimensions, &counted.words, |key, sums| all.push(key, sums));
            counted.fact_cases.counts.iter().for_each(|(key, cases)| all.push(*key, &Sums { cases: *cases, ..Sums::default() }));
            // Templates of a service follow each other, and most of their groups are the same.
            counted.tallies.sort_unstable_by_key(|(payer, template, _)| (*payer, *template));
            let mut runs = Runs::default();
            let mut of = None;
            for (payer, number, tally) in counted.tallies {
                let template = &templates.templates[number as usize];
                if of.replace((payer, template.service)) != Some((payer, template.service)) {
                    runs.flush(&mut all);
                }
                let (words, first) = (counted.words.of_service(template.service), template.first_segment as usize);
                let [months, outcomes] = [LineColumn::Month, LineColumn::RefundOutcome].map(|column| &templates.all.lines.short(column)[first..]);
                let key_of = |segment: usize| {
                    let month = counted.words.month_number(months[segment]);
                    groups.dimensions.of_parts(&Parts { month, provider: words.provider, service: words.service, payer, outcome: outcomes[segment] })
                };
                add_tally(tally, template, templates, groups.cases, key_of, &mut runs);
            }
            runs.flush(&mut all);
        }
        (all.merged(groups.dimensions.is_short()), lines)
    }
}

/// Adds the sums of a template's stays, group by group.
fn add_tally(tally: Tally, template: &Template, templates: &Templates, cases: bool, key_of: impl Fn(usize) -> GroupKey, runs: &mut Runs) {
    runs.begin();
    // Stays that began up to here, and that ended before here: the difference has a line in the group.
    let (mut begun, mut ended) = (0, 0);
    let mut open: Option<(GroupKey, Sums, u64)> = None;
    tally.segments(template, &templates.all, |segment, sums, begins, ends| {
        let key = key_of(segment);
        match &mut open {
            Some((same, sum, _)) if *same == key => sum.add(&sums),
            _ => {
                if let Some((key, sums, _)) = open.replace((key, sums, ended)) {
                    runs.add(key, &sums);
                }
            }
        }
        begun += begins;
        if let (true, Some((_, sum, ended_before))) = (cases, &mut open) {
            sum.cases = begun - *ended_before;
        }
        ended += ends;
    });
    if let Some((key, sums, _)) = open {
        runs.add(key, &sums);
    }
}
