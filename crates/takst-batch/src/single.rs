//! Totals of one case by itself, without columns: for those who ask again and again.

use crate::batch::Batch;
use crate::input::ColumnSet;
use crate::rows::plain_rows::{OPEN, PlainSlices};
use crate::template::days::day_number;
use crate::template::layout::Stay;
use crate::template::plan::{Planner, Scope};
use crate::template::templates::Templates;
use crate::totals::sums::Sums;
use takst::{Amount, CaseRow, Citizen, ReportingPeriod, Row, Totals};

impl Batch {
    /// Sums over the lines of a citizen's only case; `None` where the case is refused, or the citizen has none or several.
    ///
    /// They are those of [`Book::totals`](takst::Book::totals). A case of one plain row takes a fraction of its time, because only the first and the last line are looked up,
    /// and the lines between them are known whole; every other case is evaluated.
    ///
    /// # Examples
    /// ```
    /// use std::sync::Arc;
    /// use takst::{Book, Case, Citizen, Column, KnownAsOf, Policy, ReportingPeriod, RowDraft};
    ///
    /// let book = Book::compile(takst_catalogue::builtin(), &Policy::default(), KnownAsOf::Latest).expect("the built-in catalogue is sound");
    /// let batch = takst_batch::Batch::new(Arc::new(book))?;
    /// let totals_of = |service: &str| {
    ///     let mut row = RowDraft::new(1);
    ///     for (column, text) in [
    ///         (Column::Service, service), (Column::FirstDay, "2023-03-20"), (Column::LastDay, "2023-04-10"), (Column::Payer, "101"), (Column::CaseId, "S-1"),
    ///     ] {
    ///         row.set(column, text);
    ///     }
    ///     let citizen = Citizen { id: "S-1".into(), cases: vec![Case { id: "S-1".into(), rows: vec![row.finish().row] }] };
    ///     batch.totals_of(&citizen, &ReportingPeriod::ALL)
    /// };
    /// // 12 days at 545 kr. and 10 at 435 kr.
    /// assert_eq!(totals_of("mandecentret/efterforsorg-basis").map(|totals| totals.net.to_string()), Some("10890.00".to_owned()));
    /// assert_eq!(totals_of("mandecentret/unknown"), None);
    /// # Ok::<(), takst_batch::BatchError>(())
    /// ```
    #[must_use]
    pub fn totals_of(&self, citizen: &Citizen, request: &ReportingPeriod) -> Option<Totals> {
        let [case] = &citizen.cases[..] else { return None };
        if let [CaseRow::Sound(row)] = &case.rows[..]
            && let Some(totals) = of_templates(self, row, request)
        {
            return Some(totals);
        }
        self.book().totals(citizen, request).pop()?.ok()
    }
}

/// The totals of a row that is alone with its citizen, where its lines are those of a template.
fn of_templates(batch: &Batch, row: &Row, request: &ReportingPeriod) -> Option<Totals> {
    let service = batch.book().number_of(row.service())?;
    let mut templates = batch.lend();
    templates.meet(batch.book(), &[service]);
    let (first, last) = (day_number(row.first_day()), row.last_day().map_or(OPEN, day_number));
    let hot = PlainSlices {
        service: &[service],
        first: &[first],
        last: &[last],
        payer: &[i32::from(row.payer().code())],
        sound: &[first <= last],
        given: &[row.given().fold(ColumnSet::NONE, ColumnSet::with)],
    };
    let stay = Planner { templates: &templates, scope: Scope::of(request, false) }.stay(&hot, 0)?;
    Some(sums(&templates, &stay))
}

fn sums(templates: &Templates, stay: &Stay) -> Totals {
    let mut sums = Sums::default();
    if stay.lines > 0 {
        let last = stay.segment + stay.lines - 1;
        for segment in stay.segment + 1..last {
            sums.whole(&templates.all.lines, segment as usize, 1);
        }
        let ends = if stay.lines > 1 { &[stay.head, stay.tail][..] } else { &[stay.tail] };
        for amounts in ends {
            sums.amounts.iter_mut().zip(templates.all.amounts[*amounts as usize]).for_each(|(sum, amount)| *sum = sum.saturating_add(amount));
        }
    }
    let [net, vat, own_payment, refund, at_stake, cost] = sums.amounts.map(Amount::from_ore);
    Totals { net, vat, own_payment, refund, at_stake, cost }
}
