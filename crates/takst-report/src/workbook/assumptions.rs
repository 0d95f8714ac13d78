//! The sheet of what figures rest on: open questions with what settles them, and what the policy answers.

use super::cell::{Cell, Column, Shown};
use crate::basis::Basis;
use crate::sums::AllSums;
use takst::LineColumn;

pub(super) fn columns(basis: &Basis<'_>) -> Vec<Column> {
    let say = |id: &str, shown| Column::new(basis.say(id), shown);
    let of = |column: LineColumn| Column::new(basis.texts.heading(column), Shown::Money);
    vec![
        say("report-status", Shown::Word),
        say("report-question", Shown::Sentence),
        say("report-answer", Shown::Sentence),
        say("report-settle", Shown::Sentence),
        say("report-settings", Shown::Sentence),
        say("report-code-or-setting", Shown::Word),
        say("report-lines", Shown::Whole),
        of(LineColumn::Net),
        of(LineColumn::Refund),
        of(LineColumn::AtStake),
    ]
}

pub(super) fn rows(basis: &Basis<'_>, sums: &AllSums) -> Vec<Vec<Cell>> {
    let texts = basis.texts;
    let policy = basis.policy.clone().asked_by(basis.catalogue);
    let carried = sums.assumptions.iter().filter_map(|(code, sums)| {
        let assumption = texts.assumption(*code, &policy)?;
        let settings: Vec<String> = assumption.settings.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        let totals = &sums.totals;
        let mut cells =
            [basis.say("report-open"), assumption.label, assumption.text, assumption.settle, settings.join("; ")].map(Cell::text).to_vec();
        cells.push(Cell::text(code.as_str()));
        cells.push(Cell::number(sums.lines));
        cells.extend([totals.net, totals.refund, totals.at_stake].map(Cell::number));
        Some(cells)
    });
    let answered = texts.answers(&policy).into_iter().map(|answer| {
        let status = if answer.source.is_some() { "report-settled" } else { "report-unsourced" };
        let source = answer.source.map(|source| texts.get("page-answer-source", &[("source", source.into())])).unwrap_or_default();
        let setting = format!("{} = {}", answer.setting, answer.value);
        let mut cells = [basis.say(status), answer.question, answer.answer, source, setting, answer.setting].map(Cell::text).to_vec();
        cells.resize(10, Cell::Empty);
        cells
    });
    carried.chain(answered).collect()
}
