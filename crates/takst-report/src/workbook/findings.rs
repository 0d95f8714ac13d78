//! The sheets of refused cases and of remarks.

use super::cell::{Cell, Column, Shown};
use crate::basis::Basis;
use takst::{FilePlace, Finding, LineColumn};

pub(super) fn columns(basis: &Basis<'_>) -> Vec<Column> {
    let heading = |id: &str| basis.say(id);
    vec![
        Column::new(basis.texts.heading(LineColumn::CaseId), Shown::Word),
        Column::new(basis.texts.heading(LineColumn::Row), Shown::Whole),
        Column::new(heading("report-place"), Shown::Word),
        Column::new(heading("report-severity"), Shown::Word),
        Column::new(heading("report-column"), Shown::Word),
        Column::new(heading("report-value"), Shown::Word),
        Column::new(heading("report-problem"), Shown::Sentence),
        Column::new(heading("report-remedy"), Shown::Sentence),
        Column::new(heading("report-code"), Shown::Word),
    ]
}

pub(super) fn row(basis: &Basis<'_>, case_id: &str, finding: &Finding, place: &FilePlace) -> Vec<Cell> {
    let texts = basis.texts;
    vec![
        Cell::text(case_id),
        finding.at.row.map_or(Cell::Empty, Cell::number),
        Cell::text(basis.place(place)),
        Cell::text(texts.get(&format!("page-severity-{}", finding.code.severity().as_str()), &[])),
        Cell::text(basis.column(finding, place)),
        Cell::text(&*finding.value),
        Cell::text(texts.problem_in(finding, place)),
        Cell::text(texts.remedy_in(finding, place).unwrap_or_default()),
        Cell::text(finding.code.as_str()),
    ]
}
