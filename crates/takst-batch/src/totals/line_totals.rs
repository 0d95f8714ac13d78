//! Sums over lines, whatever they are grouped by.

use crate::error::BatchError;
use crate::line_filter::{LineFilter, named, numbers};
use crate::options::{LineOptions, Money, Text, TotalOptions};
use crate::totals::key::Dimensions;
use crate::totals::shape::{summed_columns, texts, totals_schema};
use crate::totals::sums::{SUMMED, SumColumns, Sums};
use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal64Type, Int32Type};
use arrow_array::{ArrayRef, RecordBatch};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use takst::{Dimension, Line, LineColumn, Outcome, Statement};

/// Adds up lines by group: those of batches with the columns that [`line_options`](LineTotals::line_options) asks for, or those of statements. Lines of
/// a case follow each other.
#[derive(Debug)]
pub struct LineTotals {
    options: TotalOptions,
    only: LineFilter,
    by: Vec<Words>,
    groups: HashMap<Box<[u32]>, usize>,
    sums: Vec<Sums>,
    /// The case of the line before, and the groups it was met in.
    case: Option<String>,
    met: Vec<usize>,
}

/// The texts of a dimension, numbered as they come.
#[derive(Debug)]
struct Words {
    dimension: Dimension,
    numbers: HashMap<Arc<str>, u32>,
    texts: Vec<Arc<str>>,
}

impl Words {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let (text, number): (Arc<str>, u32) = (text.into(), self.texts.len() as u32); // far fewer than lines
        self.texts.push(text.clone());
        self.numbers.insert(text, number);
        number
    }
}

impl LineTotals {
    /// No lines yet. Only lines that `only` shows are added.
    #[must_use]
    pub fn new(options: &TotalOptions, only: LineFilter) -> LineTotals {
        let words = |dimension| Words { dimension, numbers: HashMap::new(), texts: Vec::new() };
        let by = Dimensions::new(&options.by).iter().map(words).collect();
        LineTotals { options: options.clone(), only, by, groups: HashMap::new(), sums: Vec::new(), case: None, met: Vec::new() }
    }

    /// What batches of lines must be made with.
    #[must_use]
    pub fn line_options(&self) -> LineOptions {
        let by = self.by.iter().map(|words| words.dimension.column()).chain(self.only.columns());
        let case = self.options.cases.then_some(LineColumn::CaseId);
        let columns: BTreeSet<LineColumn> = by.chain(case).chain([LineColumn::Days]).chain(SUMMED).collect();
        LineOptions {
            columns: columns.into_iter().collect(),
            money: Money::Decimal64,
            text: Text::Dictionary,
            findings: false,
            run: self.options.run.clone(),
        }
    }

    /// Adds the lines of a batch.
    ///
    /// # Errors
    /// It lacks a column.
    pub fn add(&mut self, lines: &RecordBatch) -> Result<(), BatchError> {
        let shown = self.only.shown(lines)?;
        let days = named(lines, LineColumn::Days)?.as_primitive::<Int32Type>().values();
        let mut amounts = Vec::new();
        for column in SUMMED {
            amounts.push(named(lines, column)?.as_primitive::<Decimal64Type>().values());
        }
        let mut keys = Vec::new();
        for words in &mut self.by {
            let dimension = words.dimension;
            keys.push(numbers(named(lines, dimension.column())?, &mut |text| words.number(&dimension.group(text)))?);
        }
        let cases = if self.options.cases { Some(named(lines, LineColumn::CaseId)?.as_string::<i32>()) } else { None };
        let mut key = vec![0; keys.len()];
        let mut place: Option<usize> = None;
        for line in (0..lines.num_rows()).filter(|line| shown[*line]) {
            let is_same = keys.iter().zip(&key).all(|(numbers, last)| numbers[line] == *last);
            let group = match place {
                Some(place) if is_same => place,
                _ => {
                    key.iter_mut().zip(&keys).for_each(|(last, numbers)| *last = numbers[line]);
                    *place.insert(self.group(&key))
                }
            };
            let mut sums = Sums { lines: 1, days: u64::from(days[line].unsigned_abs()), ..Sums::default() };
            sums.amounts.iter_mut().zip(&amounts).for_each(|(sum, amounts)| *sum = amounts[line]);
            sums.cases = cases.map_or(0, |cases| self.first_of_case(cases.value(line), group));
            self.sums[group].add(&sums);
        }
        Ok(())
    }

    /// Adds the lines of a statement.
    pub fn statement(&mut self, statement: &Statement) {
        let shown: Vec<&Line> = statement.lines().filter(|line| self.only.shows(statement, line)).collect();
        for line in shown {
            let key: Vec<u32> = self.by.iter_mut().map(|words| words.number(&statement.group_of(line, words.dimension))).collect();
            let group = self.group(&key);
            let of = takst::Totals::of(line);
            let amounts = [of.net, of.vat, of.own_payment, of.refund, of.at_stake, of.cost].map(takst::Amount::ore);
            let cases = if self.options.cases { self.first_of_case(&statement.case_id, group) } else { 0 };
            self.sums[group].add(&Sums { lines: 1, days: u64::from(line.days()), amounts, cases });
        }
    }

    fn group(&mut self, key: &[u32]) -> usize {
        if let Some(place) = self.groups.get(key) {
            return *place;
        }
        let place = self.sums.len();
        self.groups.insert(key.into(), place);
        self.sums.push(Sums::default());
        place
    }

    /// 1 where the case has no line in the group yet, else 0.
    fn first_of_case(&mut self, case: &str, group: usize) -> u64 {
        if self.case.as_deref() != Some(case) {
            self.case = Some(case.to_owned());
            self.met.clear();
        }
        if self.met.contains(&group) {
            return 0;
        }
        self.met.push(group);
        1
    }

    /// The totals, in the order of their groups.
    ///
    /// # Errors
    /// A sum has more digits than its column.
    pub fn finish(self) -> Result<RecordBatch, BatchError> {
        let LineTotals { options, by, groups, sums, .. } = self;
        let ranks: Vec<Vec<u32>> = by.iter().map(ranks).collect();
        let rank = |key: &[u32]| key.iter().zip(&ranks).map(|(number, ranks)| ranks[*number as usize]).collect::<Vec<u32>>();
        let mut ordered: Vec<(&[u32], usize)> = groups.iter().map(|(key, place)| (&**key, *place)).collect();
        ordered.sort_by_cached_key(|(key, _)| rank(key));
        let mut columns: Vec<ArrayRef> = Vec::new();
        for (place, words) in by.iter().enumerate() {
            let numbers: Vec<i32> = ordered.iter().map(|(key, _)| key[place].cast_signed()).collect();
            columns.push(texts(&numbers, |number| words.texts[number.cast_unsigned() as usize].to_string(), options.text)?);
        }
        let mut summed = SumColumns::default();
        ordered.iter().for_each(|(_, place)| summed.push(0, &sums[*place]));
        if ordered.is_empty() && by.is_empty() {
            summed.push(0, &Sums::default());
        }
        columns.extend(summed_columns(summed, &options)?);
        Ok(RecordBatch::try_new(Arc::new(totals_schema(&options)), columns)?)
    }
}

/// The place of each word among those of its dimension: outcomes as they are named everywhere, all else by the text.
fn ranks(words: &Words) -> Vec<u32> {
    let outcome = |text: &str| Outcome::WORDS.iter().position(|word| *word == text).unwrap_or_default();
    let mut order: Vec<u32> = (0..words.texts.len() as u32).collect();
    let text = |number: u32| &*words.texts[number as usize];
    order.sort_unstable_by_key(|number| (if words.dimension == Dimension::RefundOutcome { outcome(text(*number)) } else { 0 }, text(*number)));
    let mut ranks = vec![0; order.len()];
    (0..).zip(order).for_each(|(rank, number)| ranks[number as usize] = rank);
    ranks
}
