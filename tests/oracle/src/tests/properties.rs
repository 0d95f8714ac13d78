//! Laws the rules promise of themselves, tried on many small made-up case files.

use chrono::{Datelike, NaiveDate};

use super::*;
use crate::dates::{date, plus_days};

/// A small generator of its own (Lehmer), so that a failing file can be found again by its number.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        self.0 % sides
    }

    fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.roll(choices.len() as u64) as usize]
    }
}

struct Stretch {
    first: NaiveDate,
    last: NaiveDate,
    words: String,
}

/// Cases of one citizen with one to five rows each up to 800 days long.
fn stretches(dice: &mut Dice) -> Vec<Stretch> {
    let services = [
        "service=boegely/ophold,own_payment_per_day=96.71",
        "service=boegely/maaned",
        "service=boegely/dele",
        "service=boegely/krise",
        "service=boegely/uge",
        "service=boegely/aftalt,unit=month,unit_price=1000.01",
        "service=boegely/aftalt,unit=week,unit_price=77.77",
        "service=boegely/aftalt,unit=course,unit_price=5000",
        "service=livarehab/ressourceforloeb-tvaerfagligt",
        "service=mandecentret/efterforsorg-basis,prior_stay_to=2023-03-31",
    ];
    let mut all = Vec::new();
    for case in 0..=dice.roll(4) {
        let words = format!("case_id=k{case},citizen_id=x,payer={},{}", dice.pick(&["101", "202"]), dice.pick(&services));
        let mut first = plus_days(date(2023, 4, 1), dice.roll(500));
        for _ in 0..=dice.roll(2) {
            let last = plus_days(first, dice.roll(400));
            all.push(Stretch { first, last, words: words.clone() });
            first = plus_days(last, 1 + dice.roll(3));
        }
    }
    all
}

fn rows_of(stretches: &[Stretch]) -> Vec<Row> {
    stretches.iter().map(|one| row(&format!("first_day={},last_day={},{}", one.first, one.last, one.words))).collect()
}

fn policy_of(dice: &mut Dice) -> String {
    let mut text = String::new();
    for (setting, value) in [
        ("day-count", "first-only"),
        ("started-week", "whole-weeks-only"),
        ("window-reset", "next-admission"),
        ("window-2026", "cap-of-window-start"),
        ("window-resident", "next-admission"),
        ("aftercare-uses-days", "yes"),
        ("aftercare-after-2023-10", "refunded"),
    ] {
        if dice.roll(3) == 0 {
            text += &format!("[{setting}]\nvalue = \"{value}\"\n");
        }
    }
    text
}

/// R10.5: totals per case, payer, month and service are the same however rows are split.
#[test]
fn splitting_a_row_changes_no_total() {
    for number in 1..=400 {
        let mut dice = Dice(number);
        let policy = policy_of(&mut dice);
        let whole = stretches(&mut dice);
        let mut parts = Vec::new();
        for one in &whole {
            let days = (one.last - one.first).num_days() as u64;
            let cut = plus_days(one.first, dice.roll(days + 1));
            parts.push(Stretch { first: one.first, last: cut, words: one.words.clone() });
            if cut < one.last {
                parts.push(Stretch { first: plus_days(cut, 1), last: one.last, words: one.words.clone() });
            }
        }
        let totals = |stretches: &[Stretch]| {
            let answer = priced_with(&policy, &Options::default(), &rows_of(stretches));
            assert!(answer.problems.iter().all(|problem| problem.severity != "error"), "file {number}: {:?}", answer.problems);
            let mut totals: BTreeMap<String, i128> = BTreeMap::new();
            for line in &answer.lines {
                for amount in ["net", "vat", "own_payment", "refund", "at_stake", "cost"] {
                    let key = format!("{} {} {} {} {amount}", line["case_id"], line["payer"], line["month"], line["service"]);
                    *totals.entry(key).or_default() += line[amount].replace('.', "").parse::<i128>().unwrap();
                }
            }
            totals
        };
        assert_eq!(totals(&whole), totals(&parts), "file {number}");
    }
}

/// R11: pricing a window is pricing all and keeping the months of the window.
#[test]
fn a_window_cuts_what_is_shown_and_nothing_else() {
    for number in 1..=400 {
        let mut dice = Dice(number);
        let policy = policy_of(&mut dice);
        let rows = rows_of(&stretches(&mut dice));
        let first = date(2023, 5 + dice.roll(8) as u32, 1);
        let last = crate::dates::minus_days(crate::dates::plus_months(first, 1 + dice.roll(6) as u32), 1);
        let window = Options { from: Some(first.to_string()), until: Some(last.to_string()), as_of: None };

        let all = priced_with(&policy, &Options::default(), &rows);
        let shown = priced_with(&policy, &window, &rows);
        let (from, to) = (format!("{}-{:02}", first.year(), first.month()), format!("{}-{:02}", last.year(), last.month()));
        let kept: Vec<_> = all.lines.into_iter().filter(|line| from <= line["month"] && line["month"] <= to).collect();
        assert_eq!(shown.lines, kept, "file {number}, {from} to {to}");
    }
}
