//! Sums as a table to read: where the terminal is wide, one row a group; else two, the second under the first; where it is very narrow, one sum a row.

use super::group_words::GroupWords;
use super::layout::{Column, Page, Part};
use super::sums::{Group, Sum, Sums};
use takst::{Amount, Dimension};
use takst_explain::{Texts, format};

/// How tables of sums are shown.
#[derive(Clone, Copy)]
pub(super) struct Screen<'a> {
    pub texts: &'a Texts,
    pub words: &'a GroupWords<'a>,
    pub by: &'a [Dimension],
    pub width: usize,
}

impl Screen<'_> {
    pub fn say(&self, id: &str) -> String {
        self.texts.get(id, &[])
    }

    /// The name of a sum.
    pub fn sum(&self, sum: Sum) -> String {
        self.say(match sum {
            Sum::Lines => "cli-sum-lines",
            Sum::Days => "cli-sum-days",
            Sum::Cases => "cli-sum-cases",
            Sum::Net => "cli-sum-net",
            Sum::Vat => "cli-sum-vat",
            Sum::OwnPayment => "cli-sum-own-payment",
            Sum::Refund => "cli-sum-refund",
            Sum::AtStake => "cli-sum-at-stake",
            Sum::Cost => "cli-sum-cost",
        })
    }

    /// A value of a sum as the language writes it: an amount, or a count.
    pub fn number(&self, sum: Sum, value: i64) -> String {
        let lang = self.texts.lang();
        if sum.is_count() { format::decimal(lang, value.into()) } else { format::number(lang, Amount::from_ore(value)) }
    }

    /// The words of a group.
    pub fn group(&self, texts: &[String]) -> Vec<String> {
        self.by.iter().zip(texts).map(|(dimension, text)| self.words.group(*dimension, text)).collect()
    }

    pub fn headings(&self) -> Vec<String> {
        self.by.iter().map(|dimension| self.words.heading(*dimension)).collect()
    }
}

/// The columns of sums, each with the sums under each other in it.
const ROW: [&[Sum]; 7] = [&[Sum::Cases], &[Sum::Net], &[Sum::Vat], &[Sum::OwnPayment], &[Sum::Refund], &[Sum::AtStake], &[Sum::Cost]];
const PAIRS: [&[Sum]; 4] = [&[Sum::Cases], &[Sum::Net, Sum::Vat], &[Sum::OwnPayment, Sum::Refund], &[Sum::Cost, Sum::AtStake]];

/// The table, with a row of sums.
pub(super) fn table(screen: Screen<'_>, groups: &[Group<1>], all: &Sums) -> String {
    let headings = screen.headings();
    let (row, pairs) = (columns(screen, &headings, groups, all, &ROW), columns(screen, &headings, groups, all, &PAIRS));
    let width = screen.width;
    let fits = row.beside(width).or_else(|| pairs.beside(width)).or_else(|| row.above(width)).or_else(|| pairs.above(width));
    fits.unwrap_or_else(|| one_by_one(screen, &headings, groups, all).above_anyway(width))
}

/// A part for each group; of all lines together only the sums.
fn parts(screen: Screen<'_>, groups: &[Group<1>], rows: impl Fn(&Sums) -> Vec<Vec<String>>) -> Vec<Part> {
    let shown = if screen.by.is_empty() { &[] } else { groups };
    shown.iter().map(|group| Part { words: screen.group(&group.texts), rows: rows(&group.sides[0]) }).collect()
}

fn columns<'a>(screen: Screen<'_>, headings: &'a [String], groups: &[Group<1>], all: &Sums, of: &[&[Sum]]) -> Page<'a> {
    let lines = |sums: &[Sum], text: &dyn Fn(Sum) -> String| sums.iter().map(|sum| text(*sum)).collect::<Vec<_>>().join("\n");
    let rows = |sums: &Sums| vec![of.iter().map(|column| lines(column, &|sum| screen.number(sum, sums.get(sum)))).collect()];
    Page {
        headings,
        columns: of.iter().map(|column| Column { heading: lines(column, &|sum| screen.sum(sum)), is_number: true }).collect(),
        parts: parts(screen, groups, rows),
        total: Part { words: vec![screen.say("cli-total")], rows: rows(all) },
    }
}

/// Each sum in a row of its own.
fn one_by_one<'a>(screen: Screen<'_>, headings: &'a [String], groups: &[Group<1>], all: &Sums) -> Page<'a> {
    let rows = |sums: &Sums| ROW.iter().flat_map(|column| *column).map(|sum| vec![screen.sum(*sum), screen.number(*sum, sums.get(*sum))]).collect();
    Page {
        headings,
        columns: [false, true].map(|is_number| Column { heading: String::new(), is_number }).into(),
        parts: parts(screen, groups, rows),
        total: Part { words: vec![screen.say("cli-total")], rows: rows(all) },
    }
}
