//! Frames as small tables, for the prompt and for notebooks.

use std::fmt::{Display, Write};
use takst_batch::exchange::{ArrowError, RecordBatch, SchemaRef, is_number, shown};

/// Rows shown.
const ROWS: usize = 10;
/// Characters of a line of a table.
const WIDTH: usize = 120;
/// Characters of a cell.
const CELL: usize = 32;

/// The cells of the first rows; null is the empty text.
fn cells(batches: &[RecordBatch]) -> Result<Vec<Vec<String>>, ArrowError> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for batch in batches {
        let more = shown(batch, ROWS - rows.len())?;
        rows.extend(more.into_iter().map(|row| row.into_iter().map(Option::unwrap_or_default).collect()));
        if rows.len() == ROWS {
            break;
        }
    }
    Ok(rows)
}

/// A cell, cut to the width of a column.
fn cut(text: &str) -> String {
    if text.chars().count() <= CELL { text.to_owned() } else { text.chars().take(CELL - 1).chain(['…']).collect() }
}

/// An aligned table of the first rows, of as many columns as a line holds.
pub fn text(title: &str, schema: &SchemaRef, batches: &[RecordBatch], rows: usize) -> Result<String, ArrowError> {
    let cells = cells(batches)?;
    let mut columns: Vec<(Vec<String>, usize, bool)> = Vec::new();
    let mut room = WIDTH;
    for (place, field) in schema.fields().iter().enumerate() {
        let column: Vec<String> = std::iter::once(field.name().clone()).chain(cells.iter().map(|row| cut(&row[place]))).collect();
        let width = column.iter().map(|cell| cell.chars().count()).max().unwrap_or_default();
        if width > room {
            break;
        }
        room = room.saturating_sub(width + 2);
        columns.push((column, width, is_number(field.data_type())));
    }
    let mut text = format!("{title}: {} × {}\n", count(rows, "row"), count(schema.fields().len(), "column"));
    for line in 0..=cells.len() {
        let mut row = String::new();
        for (cells, width, right) in &columns {
            let cell = &cells[line];
            let _ = if *right { write!(row, "{cell:>width$}  ") } else { write!(row, "{cell:<width$}  ") };
        }
        text.push_str(row.trim_end());
        text.push('\n');
    }
    let hidden: Vec<&str> = schema.fields().iter().skip(columns.len()).map(|field| field.name().as_str()).collect();
    if rows > cells.len() {
        let _ = writeln!(text, "… {}", count(rows - cells.len(), "more row"));
    }
    if !hidden.is_empty() {
        let _ = writeln!(text, "not shown: {}", hidden.join(", "));
    }
    text.truncate(text.trim_end().len());
    Ok(text)
}

/// A table of the first rows with every column.
pub fn html(schema: &SchemaRef, batches: &[RecordBatch], rows: usize) -> Result<String, ArrowError> {
    let cells = cells(batches)?;
    let mut html = String::from("<table>\n<thead><tr>");
    for field in schema.fields() {
        let _ = write!(html, "<th>{}</th>", escaped(field.name()));
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    for row in &cells {
        html.push_str("<tr>");
        for (cell, field) in row.iter().zip(schema.fields()) {
            let align = if is_number(field.data_type()) { "right" } else { "left" };
            let _ = write!(html, "<td style=\"text-align: {align}\">{}</td>", escaped(cell));
        }
        html.push_str("</tr>\n");
    }
    let _ = write!(html, "</tbody>\n</table>\n<p>{} × {}</p>", count(rows, "row"), count(schema.fields().len(), "column"));
    Ok(html)
}

pub fn count(number: impl Display + PartialEq + From<u8>, what: &str) -> String {
    let ending = if number == 1.into() { "" } else { "s" };
    format!("{number} {what}{ending}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
