//! The sheet of lines: the columns of the contract, with closed sets as words of the language.

use super::cell::{Cell, Column, Shown};
use takst::{Line, LineColumn, LineType, Statement};
use takst_explain::Texts;

pub(super) fn columns(texts: &Texts) -> Vec<Column> {
    LineColumn::ALL.iter().map(|column| Column::new(texts.heading(*column), shown(*column))).collect()
}

fn shown(column: LineColumn) -> Shown {
    match column.line_type() {
        LineType::Reference | LineType::Word | LineType::OneOf(_) | LineType::Municipality => Shown::Word,
        LineType::Month => Shown::Month,
        LineType::Day => Shown::Day,
        LineType::RowNumber | LineType::Count => Shown::Whole,
        LineType::Figure(_) => Shown::Money,
        LineType::Measure(decimals) => {
            if decimals > 2 {
                Shown::Price
            } else {
                Shown::Money
            }
        }
    }
}

pub(super) fn row(texts: &Texts, statement: &Statement, line: &Line) -> Vec<Cell> {
    LineColumn::ALL.iter().map(|column| cell(texts, *column, statement, line)).collect()
}

fn cell(texts: &Texts, column: LineColumn, statement: &Statement, line: &Line) -> Cell {
    match column {
        LineColumn::CaseId => return Cell::text(&*statement.case_id),
        LineColumn::CitizenId => return Cell::text(&*statement.citizen_id),
        LineColumn::Month => return Cell::Day(line.month.first_day()),
        LineColumn::FirstDay => return Cell::Day(line.period.first()),
        LineColumn::LastDay => return Cell::Day(line.period.last()),
        LineColumn::Unit => return Cell::text(texts.unit(line.unit)),
        LineColumn::RefundRule => return Cell::text(texts.get(&format!("rule-{}", line.service.refund_rule.as_str()), &[])),
        LineColumn::RefundOutcome => return Cell::text(texts.get(&format!("outcome-word-{}", line.refund.outcome.as_str()), &[])),
        LineColumn::RefundReason => return Cell::text(texts.code(line.refund.reason)),
        LineColumn::InvoiceHold => return line.invoice_hold.map_or(Cell::Empty, |code| Cell::text(texts.code(code))),
        _ => {}
    }
    let mut text = String::new();
    // Writing into a string cannot fail.
    let _ = line.write_column(column, &mut text);
    match shown(column) {
        Shown::Money | Shown::Price | Shown::Whole => Cell::Number(text),
        Shown::Word | Shown::Sentence | Shown::Day | Shown::Month => Cell::text(text),
    }
}
