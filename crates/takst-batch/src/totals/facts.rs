//! Sums of lines of the kernel. Lines that follow each other mostly have service, payer, outcome and year in common: what these lead to is found once, and
//! each month has its place there.

use crate::rows::together::OfKey;
use crate::template::segments::SMALL;
use crate::template::vocabulary::{FIRST_OF_KERNEL, WordIds};
use crate::totals::key::{Dimensions, GroupKey, Parts};
use crate::totals::sums::{SUMMED, Sums};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use takst::kernel::{AlikeFacts, AlikeLines, LineFacts, MonthFigures, MonthNumber};
use takst::{Municipality, Outcome};

/// Months of a block.
const MONTHS: u16 = 12;

/// Sums of one month, without the cost, which follows from them.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(64))]
struct MonthSums {
    lines: i64,
    days: i64,
    net: i64,
    vat: i64,
    own_payment: i64,
    refund: i64,
    at_stake: i64,
}

/// What the lines of a block have in common: service, payer where totals are by payer, outcome; and the first month of the block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct BlockKey {
    line: u64,
    first: u16,
}

#[derive(Debug)]
struct Block {
    key: BlockKey,
    months: [MonthSums; MONTHS as usize],
}

/// Sums of lines of the kernel.
#[derive(Debug)]
pub(crate) struct FactSums {
    by_payer: bool,
    blocks: Vec<Block>,
    /// The block of the line before.
    key: BlockKey,
    place: usize,
    places: HashMap<u128, u32, BuildHasherDefault<OfKey>>,
    /// Where a key was found last, by some bits of its hash.
    recent: Vec<(BlockKey, u32)>,
}

/// Places that are remembered, as bits of a hash.
const RECENT_BITS: u32 = 8;
/// No service has so high a number.
const NO_BLOCK: BlockKey = BlockKey { line: u64::MAX, first: 0 };

impl FactSums {
    pub fn new(by_payer: bool) -> FactSums {
        let recent = vec![(NO_BLOCK, 0); 1 << RECENT_BITS];
        FactSums { by_payer, blocks: Vec::new(), key: NO_BLOCK, place: 0, places: HashMap::default(), recent }
    }

    /// Adds a line; `false` where its amounts are so large that their sums might not fit.
    #[inline(always)]
    pub fn add(&mut self, line: &LineFacts) -> bool {
        if (line.net | line.vat | line.own_payment | line.refund | line.at_stake) as u64 >= SMALL as u64 {
            return false;
        }
        let of_line = self.of(line.service, line.payer, line.outcome);
        let mut month = line.month.number().wrapping_sub(self.key.first);
        if of_line != self.key.line || month >= MONTHS {
            month = line.month.number() % MONTHS;
            self.find(BlockKey { line: of_line, first: line.month.number() - month });
        }
        let sums = &mut self.blocks[self.place].months[usize::from(month)];
        sums.lines += 1;
        sums.days += i64::from(line.days());
        sums.net += line.net;
        sums.vat += line.vat;
        sums.own_payment += line.own_payment;
        sums.refund += line.refund;
        sums.at_stake += line.at_stake;
        true
    }

    /// Adds lines that differ in months and amounts only, none of which is so large that sums might not fit; gives how many there were.
    #[inline(always)]
    pub fn add_alike(&mut self, lines: &mut impl AlikeLines) -> usize {
        let AlikeFacts { service, payer, outcome, month, .. } = lines.common();
        let (of_line, from) = (self.of(service, payer, outcome), month.number());
        if of_line != self.key.line || from.wrapping_sub(self.key.first) >= MONTHS {
            self.find(BlockKey { line: of_line, first: from - from % MONTHS });
        }
        let (mut begins, mut months) = (self.key.first, &mut self.blocks[self.place].months);
        let last = loop {
            let MonthFigures { month, days, net, vat, own_payment, share } = lines.figures();
            let mut place = month.number().wrapping_sub(begins);
            if place >= MONTHS {
                place = month.number() % MONTHS;
                self.find(BlockKey { line: of_line, first: month.number() - place });
                (begins, months) = (self.key.first, &mut self.blocks[self.place].months);
            }
            let sums = &mut months[usize::from(place)];
            sums.lines += 1;
            sums.days += i64::from(days);
            sums.net += net;
            sums.vat += vat;
            sums.own_payment += own_payment;
            *(if outcome == Outcome::Refunded { &mut sums.refund } else { &mut sums.at_stake }) += share;
            if !lines.go_on() {
                break month;
            }
        };
        usize::from(last.number() - month.number()) + 1
    }

    /// What lines of a block have in common.
    #[inline(always)]
    fn of(&self, service: u32, payer: Municipality, outcome: Outcome) -> u64 {
        let payer = if self.by_payer { u64::from(payer.code()) } else { 0 };
        u64::from(service) << 32 | payer << 16 | outcome as u64
    }

    /// Makes a block the one that lines are added to.
    #[inline(never)]
    fn find(&mut self, key: BlockKey) {
        self.key = key;
        let hash = (key.line ^ u64::from(key.first) << 24).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let (recent, place) = &mut self.recent[(hash >> (u64::BITS - RECENT_BITS)) as usize];
        if *recent != key {
            let new = self.blocks.len() as u32; // far fewer blocks
            *place = *self.places.entry(u128::from(key.line) << 64 | u128::from(key.first)).or_insert(new);
            *recent = key;
            if *place == new {
                self.blocks.push(Block { key, months: Default::default() });
            }
        }
        self.place = *place as usize;
    }

    /// Calls back with the sums by group. A group can come several times.
    pub fn groups(&self, dimensions: &Dimensions, words: &WordIds, mut each: impl FnMut(GroupKey, &Sums)) {
        for Block { key, months } in &self.blocks {
            let service_words = words.of_service((key.line >> 32) as u32);
            for (month, sums) in (FIRST_OF_KERNEL + i32::from(key.first)..).zip(months).filter(|(_, sums)| sums.lines > 0) {
                let (payer, outcome) = ((key.line >> 16) as i32 & 0xFFFF, key.line as i32 & 0xFFFF);
                let parts = Parts { month, provider: service_words.provider, service: service_words.service, payer, outcome };
                let MonthSums { lines, days, net, vat, own_payment, refund, at_stake } = *sums;
                let amounts = amounts([net, vat, own_payment, refund, at_stake]);
                let sums = Sums { lines: lines.unsigned_abs(), days: days.unsigned_abs(), amounts, cases: 0 };
                each(dimensions.of_parts(&parts), &sums);
            }
        }
    }
}

/// The cost is what own payment and refund leave of the net.
const fn amounts([net, vat, own_payment, refund, at_stake]: [i64; 5]) -> [i64; SUMMED.len()] {
    [net, vat, own_payment, refund, at_stake, net - own_payment - refund]
}

/// What is added up of a line, and what decides its group: a copy of these, so that the line itself need not be in memory.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figures {
    service: u32,
    month: MonthNumber,
    payer: Municipality,
    outcome: Outcome,
    days: i32,
    net: i64,
    vat: i64,
    own_payment: i64,
    refund: i64,
    at_stake: i64,
}

impl Figures {
    #[inline(always)]
    pub fn of(line: &LineFacts) -> Figures {
        let LineFacts { service, month, payer, outcome, net, vat, own_payment, refund, at_stake, .. } = *line;
        Figures { service, month, payer, outcome, days: line.days(), net, vat, own_payment, refund, at_stake }
    }

    pub fn parts(&self, words: &WordIds) -> Parts {
        let service_words = words.of_service(self.service);
        Parts {
            month: FIRST_OF_KERNEL + i32::from(self.month.number()),
            provider: service_words.provider,
            service: service_words.service,
            payer: i32::from(self.payer.code()),
            outcome: self.outcome as i32,
        }
    }

    pub fn sums(&self) -> Sums {
        let Figures { net, vat, own_payment, refund, at_stake, .. } = *self;
        let amounts = amounts([net, vat, own_payment, refund, at_stake]);
        Sums { lines: 1, days: u64::from(self.days.unsigned_abs()), amounts, cases: 0 }
    }
}

/// Distinct cases of the kernel by group.
#[derive(Debug, Default)]
pub(crate) struct CaseCounts {
    /// The case of the line before, and the groups it was met in.
    case: Option<u32>,
    met: Vec<GroupKey>,
    pub counts: HashMap<GroupKey, u64, BuildHasherDefault<OfKey>>,
}

impl CaseCounts {
    /// A piece begins: the numbers of its cases begin anew.
    pub fn begin(&mut self) {
        self.case = None;
    }

    /// A line of a case. Those of a case follow each other.
    pub fn line(&mut self, key: GroupKey, case: u32) {
        if self.case != Some(case) {
            self.case = Some(case);
            self.met.clear();
        }
        if !self.met.contains(&key) {
            self.met.push(key);
            *self.counts.entry(key).or_default() += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::vocabulary::Vocabulary;
    use std::collections::BTreeMap;
    use std::sync::Arc;
    use takst::kernel::{Day, Scratch, Sink, evaluate, input};
    use takst::{Book, Case, Citizen, Dimension, KnownAsOf, Policy, ReportingPeriod, Row, Unit, UnitPrice};

    struct Kept(Vec<LineFacts>);

    impl Sink for Kept {
        fn line(&mut self, _: &Book, line: &LineFacts) {
            self.0.push(*line);
        }
    }

    #[test]
    fn lines_are_added_by_month_payer_and_outcome_and_great_ones_refused() {
        let book = Book::compile(takst_catalogue::builtin(), &Policy::default(), KnownAsOf::Latest).expect("a sound catalogue");
        let day = |text: &str| text.parse().expect("a date");
        let row = |payer: u16, price: i64, to: &str| {
            let payer = Municipality::new(payer).expect("a municipality");
            let price = UnitPrice::from_units(price);
            Row::new("livarehab/individuelt-forloeb", payer, day("2018-11-16")).last_day(day(to)).agreed(price, Unit::Month).build().expect("a row")
        };
        // 3,000 kr. a month: 1,500 for the second half of November, and January has a year of its own.
        let rows = [row(101, 30_000_000, "2019-01-31"), row(147, 30_000_000, "2018-11-30"), row(101, 99_999_990_000, "2018-12-31")];
        let mut kept = Kept(Vec::new());
        for (number, row) in (0..).zip(rows) {
            let citizen = Citizen::of(Case::new(&format!("S-{number}"), [row]).expect("a case"));
            let rows: Vec<_> = input(&book, &citizen).collect();
            evaluate(&book, &rows, &ReportingPeriod::ALL, &mut Scratch::new(), &mut kept);
        }
        let mut sums = FactSums::new(true);
        let refused: Vec<i64> = kept.0.iter().filter(|line| !sums.add(line)).map(|line| line.net).collect();
        // 9,999,999 kr. for December are less than 2^31 øre, which are 21 million kr.
        assert_eq!(refused, [0i64; 0]);
        let words = WordIds::new(Arc::new(Vocabulary::of(&book)));
        let dimensions = Dimensions::new(&[Dimension::Month, Dimension::Payer]);
        let mut groups: BTreeMap<GroupKey, (u64, u64, i64)> = BTreeMap::new();
        sums.groups(&dimensions, &words, |key, sums| {
            let group = groups.entry(key).or_default();
            *group = (group.0 + sums.lines, group.1 + sums.days, group.2 + sums.amounts[5]);
        });
        let month = |text: &str| FIRST_OF_KERNEL + i32::from(MonthNumber::of(Day::of(day(text))).number());
        let found: Vec<(i32, i32, (u64, u64, i64))> =
            groups.into_iter().map(|(key, sums)| (dimensions.number(key, 0), dimensions.number(key, 1), sums)).collect();
        // Half of 9,999,999 kr. is 4,999,999.50.
        let november = (2, 30, 150_000 + 499_999_950);
        let expected = [
            (month("2018-11-16"), 101, november),
            (month("2018-11-16"), 147, (1, 15, 150_000)),
            (month("2018-12-01"), 101, (2, 62, 300_000 + 999_999_900)),
            (month("2019-01-01"), 101, (1, 31, 300_000)),
        ];
        assert_eq!(found, expected);
        let mut great = kept.0[0];
        great.net = SMALL;
        assert!(!sums.add(&great));
        great.net -= 1;
        assert!(sums.add(&great));
    }

    #[test]
    fn a_case_counts_once_in_each_group() {
        let mut cases = CaseCounts::default();
        for (key, case) in [(1, 0), (2, 0), (1, 0), (1, 1), (2, 1), (2, 2)] {
            cases.line(key, case);
        }
        cases.begin();
        cases.line(2, 2);
        let counts: BTreeMap<GroupKey, u64> = cases.counts.into_iter().collect();
        assert_eq!(counts, BTreeMap::from([(1, 2), (2, 4)]));
    }
}
