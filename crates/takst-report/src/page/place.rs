//! What stands where on the page: names of services and payers, numbers of explained cases, and the figures a filter works with.

use super::collected::Slice;
use crate::basis::Basis;
use crate::sums::AllSums;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use takst::written::printable;
use takst::{Amount, FilePlace, Finding, Municipality};
use takst_explain::html::bound;
use takst_explain::{Report, format};

/// Characters of a reference or name that is not broken into lines.
const UNBROKEN: usize = 28;

/// Whether a reference or name stands on one line.
pub(super) fn is_short(text: &str) -> bool {
    text.chars().count() <= UNBROKEN
}

/// What all parts of a page need.
pub(super) struct Page<'a> {
    pub(super) basis: Basis<'a>,
    /// Services in order, each with its number in filters.
    services: BTreeMap<Box<str>, usize>,
    /// Payers of lines.
    pub(super) payers: BTreeSet<Municipality>,
    pub(super) years: BTreeSet<i32>,
    /// Explained cases with their numbers.
    numbers: BTreeMap<Box<str>, usize>,
}

impl<'a> Page<'a> {
    pub(super) fn new(basis: Basis<'a>, sums: &AllSums, explained: &[(Box<str>, Report)]) -> Page<'a> {
        let services: BTreeSet<&Box<str>> = sums.groups.keys().map(|group| &group.service).collect();
        Page {
            basis,
            services: services.into_iter().cloned().zip(0..).collect(),
            payers: sums.groups.keys().map(|group| group.payer).collect(),
            years: sums.groups.keys().map(|group| group.month.year()).collect(),
            numbers: explained.iter().map(|(id, _)| id.clone()).zip(1..).collect(),
        }
    }

    pub(super) fn say(&self, id: &str) -> String {
        bound(&self.basis.say(id))
    }

    /// An amount without its currency.
    pub(super) fn number(&self, amount: Amount) -> String {
        format::number(self.basis.texts.lang(), amount)
    }

    /// A whole number, with the language's separator of thousands.
    pub(super) fn whole(&self, number: i64) -> String {
        let text = self.number(Amount::from_ore(number.saturating_mul(100)));
        text.split_at(text.len() - 3).0.to_owned()
    }

    pub(super) fn service_numbers(&self) -> impl Iterator<Item = (&str, usize)> {
        self.services.iter().map(|(id, number)| (&**id, *number))
    }

    /// A case: a link where it is explained on the page.
    pub(super) fn case(&self, id: &str) -> Markup {
        if id.is_empty() {
            return html! { (self.say("report-no-case-id")) };
        }
        let is_short = is_short(id);
        match self.numbers.get(id) {
            Some(number) => html! { a.unbroken[is_short] href={ "#case-" (number) } { (printable(id)) } },
            None => html! { span.unbroken[is_short] { (printable(id)) } },
        }
    }

    /// Where a finding stands: the cell or line of the file, and only where that is not known the number of the record.
    pub(super) fn where_it_stands(&self, finding: &Finding, place: &FilePlace) -> Markup {
        let within = self.basis.place(place);
        html! {
            @if !within.is_empty() { (printable(&within)) }
            @else if let Some(row) = finding.at.row { (self.basis.texts.get("report-record", &[("row", row.to_string().into())])) }
        }
    }

    /// The attribute from which a filter works out the figures of a row: `payer service year figure figure …` for each part, in øre or as counts.
    pub(super) fn parts<'s>(&self, parts: impl Iterator<Item = (Slice, Vec<i64>)> + 's) -> String {
        let mut text = String::new();
        for (slice, figures) in parts {
            if !text.is_empty() {
                text.push(';');
            }
            let service = self.services.get(&slice.service).copied().unwrap_or_default();
            // Writing into a string cannot fail.
            let _ = write!(text, "{} {service} {}", slice.payer, slice.year);
            for figure in figures {
                let _ = write!(text, " {figure}");
            }
        }
        text
    }

    /// Names of services in a row, one below the other.
    pub(super) fn services_of<'s>(&self, slices: impl Iterator<Item = &'s Slice>) -> String {
        let names: BTreeSet<&str> = slices.map(|slice| &*slice.service).collect();
        names.into_iter().map(|id| self.basis.service(id)).collect::<Vec<_>>().join("; ")
    }

    /// Names of payers in a row.
    pub(super) fn payers_of<'s>(&self, slices: impl Iterator<Item = &'s Slice>) -> String {
        let payers: BTreeSet<Municipality> = slices.map(|slice| slice.payer).collect();
        payers.into_iter().map(|payer| self.basis.texts.municipality(payer)).collect::<Vec<_>>().join("; ")
    }
}
