//! A control as tables on the screen.

use crate::table::{ended, ruled};
use comfy_table::{Cell, CellAlignment, ColumnConstraint};
use takst_explain::model::{Align, Column, Table};
use takst_run::ControlPage;

/// Tables to read on a screen.
pub(super) fn tables(of: &ControlPage<'_>, width: usize) -> String {
    of.tables().iter().map(|part| screen(part, width)).collect::<Vec<_>>().join("\n")
}

/// A table under its caption.
fn screen(of: &Table, width: usize) -> String {
    let mut table = ruled(width);
    let cells = |texts: &[String]| {
        let cell = |(text, column): (&String, &Column)| {
            let cell = Cell::new(text);
            if column.align == Align::Numbers { cell.set_alignment(CellAlignment::Right) } else { cell }
        };
        texts.iter().zip(&of.columns).map(cell).collect::<Vec<_>>()
    };
    table.set_header(cells(&of.columns.iter().map(|column| column.label.clone()).collect::<Vec<_>>()));
    for row in &of.rows {
        table.add_row(cells(row));
    }
    for (column, of) in table.column_iter_mut().zip(&of.columns) {
        column.set_padding((0, 2));
        if of.align == Align::Numbers {
            // A number is never broken: rather let the table be wider than the terminal.
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    format!("{}\n{}", of.caption, ended(&table, None))
}
