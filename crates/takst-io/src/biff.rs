//! The records of a workbook of Excel before 2007: whether its cells lie within a sheet. The library that reads the workbook allocates every cell between
//! the outermost two, up to 65,536 columns of them in a file that is damaged or made to do harm.

use crate::compound::long;

/// Columns of a sheet.
const COLUMNS: u32 = 1 << 8;
/// Cells of a sheet: 65,536 rows.
const CELLS: u64 = 1 << 24;

const FIRST: u16 = 0x0809;
const LAST: u16 = 0x000A;
const SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
/// Cells by their values: formula, number, label, rich text, truth or error, number in four bytes, shared text.
const ONE_CELL: [u16; 7] = [0x0006, 0x0203, 0x0204, 0x00D6, 0x0205, 0x027E, 0x00FD];
/// Numbers side by side, six bytes each behind row and column.
const CELLS_IN_A_ROW: u16 = 0x00BD;

/// Whether the cells of every sheet of a stream lie within one.
pub(crate) fn cells_fit(stream: &[u8]) -> bool {
    let sheets = records(stream).filter(|(kind, _)| *kind == SHEET).filter_map(|(_, data)| long(data, 0));
    sheets.filter_map(|from| stream.get(from as usize..)).all(|sheet| of_sheet(sheet).all(|(kind, data)| fits(kind, data)))
}

/// The records of a sheet, to its end.
fn of_sheet(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut depth = 0;
    records(stream).take_while(move |(kind, _)| {
        match *kind {
            FIRST => depth += 1,
            LAST => depth -= 1,
            _ => {}
        }
        *kind != LAST || depth > 0
    })
}

fn records(mut stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, len) = (short(stream, 0)?, short(stream, 2)?);
        let (data, rest) = stream[4..].split_at_checked(usize::from(len))?;
        stream = rest;
        Some((kind, data))
    })
}

fn fits(kind: u16, data: &[u8]) -> bool {
    let column = || short(data, 2).map_or(0, u32::from);
    match kind {
        DIMENSIONS => are_few(data).unwrap_or(true),
        CELLS_IN_A_ROW => column() + data.len() as u32 / 6 <= COLUMNS,
        kind if ONE_CELL.contains(&kind) => column() < COLUMNS,
        _ => true,
    }
}

/// Whether rows and columns, the first and that after the last, hold the cells of one sheet. `None`: another record.
fn are_few(data: &[u8]) -> Option<bool> {
    let (rows, columns) = match data.len() {
        10 => ((short(data, 0)?.into(), short(data, 2)?.into()), 4),
        14 | 16 => ((long(data, 0)?, long(data, 4)?), 8),
        _ => return None,
    };
    let (left, right) = (short(data, columns)?, short(data, columns + 2)?);
    if rows.1 == 0 || right == 0 {
        return Some(true); // an empty sheet
    }
    // A first column that cannot be is read as 0.
    let left = if u32::from(left) >= COLUMNS || right <= left { 0 } else { left };
    Some(rows.0 < rows.1 && u64::from(rows.1 - rows.0) * u64::from(right - left) <= CELLS)
}

fn short(bytes: &[u8], place: usize) -> Option<u16> {
    bytes.get(place..place + 2).map(|two| u16::from_le_bytes([two[0], two[1]]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compound::Compound;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
    }

    /// A stream with one sheet of one record.
    fn stream(kind: u16, data: &[u8]) -> Vec<u8> {
        let sheet_at = (4 + 8 + 4) as u32;
        let place = [&sheet_at.to_le_bytes()[..], &[0; 4]].concat();
        [record(SHEET, &place), record(LAST, &[]), record(FIRST, &[]), record(kind, data), record(LAST, &[])].concat()
    }

    #[test]
    fn cells_lie_within_a_sheet() {
        assert!(cells_fit(&Compound::of(include_bytes!("../tests/files/xlwt.xls")).expect("a compound file").stream("Workbook")));
        let cell = |column: u8, high: u8| [0xFF, 0xFF, column, high, 0, 0];
        for kind in ONE_CELL {
            assert!(cells_fit(&stream(kind, &cell(255, 0))) && !cells_fit(&stream(kind, &cell(0, 1))), "{kind:#x}");
        }
        // Two numbers: row, first column, 2 × 6 bytes, last column.
        let numbers = |column: u8| [&[0, 0, column, 0][..], &[0; 12], &[0, 0]].concat();
        assert!(cells_fit(&stream(CELLS_IN_A_ROW, &numbers(253))) && !cells_fit(&stream(CELLS_IN_A_ROW, &numbers(255))));
    }

    #[test]
    fn dimensions_are_those_of_a_sheet() {
        let dimensions = |rows: (u32, u32), columns: (u16, u16)| {
            let data = [&rows.0.to_le_bytes()[..], &rows.1.to_le_bytes(), &columns.0.to_le_bytes(), &columns.1.to_le_bytes(), &[0, 0]].concat();
            cells_fit(&stream(DIMENSIONS, &data))
        };
        assert!(dimensions((0, 65_536), (0, 256)) && dimensions((0, 0), (0, 0)) && dimensions((3, 4), (300, 2)));
        assert!(!dimensions((0, 65_537), (0, 256)) && !dimensions((0, 65_536), (0, 257)) && !dimensions((5, 5), (0, 1)));
        assert!(cells_fit(&stream(DIMENSIONS, &[0; 3])), "another record");
    }
}
