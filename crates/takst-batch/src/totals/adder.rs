//! A worker that adds up what it prices.

use crate::error::BatchError;
use crate::options::Dimension;
use crate::rows::piece::Piece;
use crate::run::worker::{Outcome, Worker};
use crate::template::plan::{Stay, WHOLE};
use crate::template::segments::Template;
use crate::template::templates::Templates;
use crate::template::vocabulary::Speaker;
use crate::totals::key::{GroupKey, key_of};
use crate::totals::sums::{SUMMED, Sums};
use crate::totals::tally::{SMALL, Tally};
use std::collections::HashMap;
use std::sync::Arc;
use takst_io::LineColumn;

/// What totals are grouped by, worked out for the segments of every template.
#[derive(Debug)]
pub(crate) struct Groups {
    pub by: Vec<Dimension>,
    pub cases: bool,
    /// Place of the payer among the dimensions.
    payer: Option<usize>,
    templates: Vec<GroupsOf>,
    /// Whether stays are counted by day: where templates are few.
    by_day: bool,
}

/// The groups of one template's segments.
#[derive(Debug)]
struct GroupsOf {
    keys: Vec<GroupKey>,
    /// Whether stays can be counted: amounts are small, and where cases are counted the segments of a group follow each other.
    counted: bool,
}

/// Templates whose days are counted one by one: more would not stay near the processor.
const FEW: usize = 64;

impl Groups {
    pub fn new(templates: &Templates, by: &[Dimension], cases: bool) -> Groups {
        let words = Speaker::new(templates.vocabulary.clone());
        let of = |template: &Template| {
            let lines = template.first_segment as usize..(template.first_segment + template.segments) as usize;
            let keys: Vec<GroupKey> = lines.clone().map(|line| key_of(&templates.all.lines, line, &words, by)).collect();
            let runs = keys.chunk_by(|a, b| a == b).map(|run| run[0]);
            let mut once = std::collections::HashSet::new();
            let follow = runs.into_iter().all(|key| once.insert(key));
            let small = SUMMED.iter().all(|column| templates.all.lines.long(*column)[lines.clone()].iter().all(|amount| amount.abs() < SMALL));
            GroupsOf { keys, counted: small && (follow || !cases) }
        };
        let payer = by.iter().position(|dimension| *dimension == Dimension::Payer);
        let by_day = payer.is_none() && templates.templates.len() <= FEW;
        Groups { by: by.to_vec(), cases, payer, templates: templates.templates.iter().map(of).collect(), by_day }
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
    templates: Arc<Templates>,
    /// Stays by payer and template: the number of a tally, or none.
    numbers: Vec<u32>,
    tallies: Vec<(i32, u32, Tally)>,
    sums: HashMap<GroupKey, Sums>,
}

const NO_TALLY: u32 = u32::MAX;

impl Adder {
    pub fn new(worker: Worker, groups: Arc<Groups>, templates: Arc<Templates>) -> Adder {
        Adder { worker, counted: Counted { groups, templates, numbers: Vec::new(), tallies: Vec::new(), sums: HashMap::new() } }
    }

    /// Prices a piece and adds it up; gives what it came to and the number of lines.
    pub fn add(&mut self, piece: &Piece, check: bool) -> Result<(Outcome, usize), BatchError> {
        let Adder { worker, counted } = self;
        let outcome = worker.price(piece, check, |layout, stay| {
            layout.lines += stay.lines as usize;
            counted.stay(stay);
        })?;
        counted.priced(worker);
        Ok((outcome, worker.layout.lines))
    }
}

impl Counted {
    #[inline]
    fn stay(&mut self, stay: &Stay) {
        if stay.lines == 0 {
            return;
        }
        let place = self.groups.payer.map_or(0, |_| stay.payer as usize) * self.templates.templates.len() + stay.template as usize;
        let number = match self.numbers.get(place) {
            Some(number) if *number != NO_TALLY => *number as usize,
            _ if self.groups.templates[stay.template as usize].counted => self.new_tally(place, stay),
            _ => return self.line_by_line(stay),
        };
        self.tallies[number].2.stay(&self.templates.templates[stay.template as usize], &self.templates.all, stay);
    }

    #[cold]
    fn new_tally(&mut self, place: usize, stay: &Stay) -> usize {
        if place >= self.numbers.len() {
            self.numbers.resize(place + 1, NO_TALLY);
        }
        self.numbers[place] = self.tallies.len() as u32; // payers times templates are far fewer
        let payer = self.groups.payer.map_or(0, |_| stay.payer);
        self.tallies.push((payer, stay.template, Tally::new(&self.templates.templates[stay.template as usize], self.groups.by_day)));
        self.tallies.len() - 1
    }

    #[cold]
    fn line_by_line(&mut self, stay: &Stay) {
        let (groups, templates) = (self.groups.clone(), self.templates.clone());
        let (template, all) = (&templates.templates[stay.template as usize], &templates.all);
        let (first, lines) = (stay.segment as usize, stay.lines as usize);
        let mut met: Vec<GroupKey> = Vec::new();
        for segment in first..first + lines {
            let mut sums = Sums::default();
            sums.whole(&all.lines, segment, 1);
            let end = if segment == first && stay.head != WHOLE { stay.head } else { WHOLE };
            let end = if segment + 1 == first + lines { stay.tail } else { end };
            if end != WHOLE {
                let [net, vat, own, refund, at_stake, cost, ..] = all.amounts[end as usize];
                sums.amounts = [net, vat, own, refund, at_stake, cost].map(i128::from);
            }
            let begins = all.lines.short(LineColumn::FirstDay)[segment].max(stay.start);
            let ends = all.lines.short(LineColumn::LastDay)[segment].min(stay.end);
            sums.days = u64::from((ends - begins + 1).unsigned_abs());
            let key = self.keyed(groups.templates[stay.template as usize].keys[segment - template.first_segment as usize], stay.payer);
            sums.cases = u64::from(groups.cases && !met.contains(&key));
            met.push(key);
            self.sums.entry(key).or_default().add(&sums);
        }
    }

    fn keyed(&self, mut key: GroupKey, payer: i32) -> GroupKey {
        if let Some(place) = self.groups.payer {
            key[place] = payer;
        }
        key
    }

    /// Lines that the core priced. Those of a case follow each other.
    fn priced(&mut self, worker: &Worker) {
        let lines = &worker.priced;
        let mut met: Vec<GroupKey> = Vec::new();
        for line in 0..lines.len() {
            let key = key_of(lines, line, &worker.words, &self.groups.by);
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
    /// The sums of all workers.
    pub fn finish(adders: Vec<Adder>, groups: &Groups, templates: &Templates) -> HashMap<GroupKey, Sums> {
        let mut all: HashMap<GroupKey, Sums> = HashMap::new();
        let mut tallies: HashMap<(i32, u32), Tally> = HashMap::new();
        for adder in adders {
            for (key, sums) in adder.counted.sums {
                all.entry(key).or_default().add(&sums);
            }
            for (payer, number, tally) in adder.counted.tallies {
                match tallies.entry((payer, number)) {
                    std::collections::hash_map::Entry::Occupied(mut mine) => mine.get_mut().merge(&tally),
                    std::collections::hash_map::Entry::Vacant(place) => {
                        place.insert(tally);
                    }
                }
            }
        }
        for ((payer, number), tally) in tallies {
            let (template, of) = (&templates.templates[number as usize], &groups.templates[number as usize]);
            // Stays that began up to here, and that ended before here: the difference has a line in the group.
            let (mut begun, mut ended) = (0, 0);
            let mut group: Option<(GroupKey, Sums, u64)> = None;
            let mut close = |group: Option<(GroupKey, Sums, u64)>, begun: u64| {
                if let Some((mut key, mut sums, ended_before)) = group {
                    sums.cases = if groups.cases { begun - ended_before } else { 0 };
                    if let Some(place) = groups.payer {
                        key[place] = payer;
                    }
                    all.entry(key).or_default().add(&sums);
                }
            };
            tally.segments(template, &templates.all, |segment, sums, begins, ends| {
                let key = of.keys[segment];
                match &mut group {
                    Some((same, sum, _)) if *same == key => sum.add(&sums),
                    other => {
                        close(other.take(), begun);
                        *other = Some((key, sums, ended));
                    }
                }
                begun += begins;
                ended += ends;
            });
            close(group, begun);
        }
        all
    }
}

/// Names of the summed columns.
pub(crate) fn summed_names() -> impl Iterator<Item = &'static str> {
    SUMMED.iter().map(|column| column.as_str())
}
