//! Bytes of a SQLite file that say nothing, by the description of its format: <https://www.sqlite.org/fileformat.html>.
//!
//! Nothing of SQLite is used here. A byte counts as used unless the format says that it is not.

/// Bytes of the header that SQLite keeps for itself, and what for. Whatever stands in them, the same rows are read.
const BOOKKEEPING: [(std::ops::Range<usize>, &str); 9] = [
    (18..19, "version for writing: a higher one is read all the same, and nothing is written"),
    (24..28, "change counter: whether pages in memory are still those of the file"),
    (28..32, "number of pages: the size of the file counts where it is not that of the change counter"),
    (40..44, "schema cookie: whether tables in memory are still those of the file"),
    (44..48, "schema format: how rows are written"),
    (48..52, "pages kept in memory"),
    (64..68, "incremental vacuum, which needs pages that this file does not have"),
    (72..92, "not used yet"),
    (92..100, "change counter and version of SQLite when the number of pages was written"),
];

const HEADER: usize = 100;
const TABLE_LEAF: u8 = 13;
const TABLE_INNER: u8 = 5;
const INDEX_LEAF: u8 = 10;
const INDEX_INNER: u8 = 2;

/// For each byte of a file whether it says nothing.
///
/// # Panics
/// The bytes are no SQLite file.
#[must_use]
pub fn unused(file: &[u8]) -> Vec<bool> {
    let page_size = usize::from(u16::from_be_bytes([file[16], file[17]]));
    let mut unused: Vec<bool> = file.chunks(page_size).enumerate().flat_map(|(number, page)| unused_of_page(page, number == 0)).collect();
    for number in leaves_of_free_list(file, page_size) {
        unused[(number - 1) * page_size..number * page_size].fill(true);
    }
    for (bytes, _) in BOOKKEEPING {
        unused[bytes].fill(true);
    }
    unused
}

fn two(bytes: &[u8], at: usize) -> usize {
    usize::from(u16::from_be_bytes([bytes[at], bytes[at + 1]]))
}

fn four(bytes: &[u8], at: usize) -> usize {
    u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]) as usize
}

/// A number of variable length, and where it ends.
fn variable(bytes: &[u8], mut at: usize) -> (usize, usize) {
    let mut number = 0;
    for _ in 0..8 {
        let byte = bytes[at];
        at += 1;
        number = number << 7 | usize::from(byte & 127);
        if byte < 128 {
            return (number, at);
        }
    }
    (number << 8 | usize::from(bytes[at]), at + 1)
}

/// Pages that the free list names. Only its trunks say something.
fn leaves_of_free_list(file: &[u8], page_size: usize) -> Vec<usize> {
    let (mut leaves, mut trunk) = (Vec::new(), four(file, 32));
    while trunk != 0 {
        let page = &file[(trunk - 1) * page_size..trunk * page_size];
        leaves.extend((0..four(page, 4)).map(|place| four(page, 8 + 4 * place)));
        trunk = four(page, 0);
    }
    leaves
}

fn unused_of_page(page: &[u8], is_first: bool) -> Vec<bool> {
    let head = if is_first { HEADER } else { 0 };
    let kind = page[head];
    let pointers = match kind {
        TABLE_LEAF | INDEX_LEAF => head + 8,
        TABLE_INNER | INDEX_INNER => head + 12,
        // The rest of a long row, or a page of the free list.
        _ => return vec![false; page.len()],
    };
    let cells = two(page, head + 3);
    let mut unused = vec![true; page.len()];
    unused[..pointers + 2 * cells].fill(false);
    for cell in 0..cells {
        let at = two(page, pointers + 2 * cell);
        unused[at..end_of_cell(page, kind, at).min(page.len())].fill(false);
    }
    // Of a free block the first four bytes say where the next is, and how long it is itself.
    let mut block = two(page, head + 1);
    while block != 0 {
        unused[block..block + 4].fill(false);
        block = two(page, block);
    }
    unused
}

fn end_of_cell(page: &[u8], kind: u8, at: usize) -> usize {
    let end = match kind {
        TABLE_INNER => variable(page, at + 4).1,
        TABLE_LEAF => {
            let (length, after) = variable(page, at);
            variable(page, after).1 + length
        }
        INDEX_INNER => {
            let (length, after) = variable(page, at + 4);
            after + length
        }
        _ => {
            let (length, after) = variable(page, at);
            after + length
        }
    };
    // A cell takes at least four bytes; one that goes on elsewhere is not expected, and counts as used to the end of the page.
    end.max(at + 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;

    #[test]
    fn a_row_is_used_and_the_space_for_the_next_is_not() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("file");
        let connection = Connection::open(&path).expect("a database");
        connection.execute_batch("PRAGMA page_size = 1024; CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('abcdefgh')").expect("a table");
        drop(connection);
        let file = std::fs::read(&path).expect("read");
        let unused = unused(&file);
        let at = file.windows(8).position(|bytes| bytes == b"abcdefgh").expect("the row");
        assert_eq!((file.len(), at), (2048, 2040), "the row stands at the end of the second page");
        assert!(unused[at..].iter().all(|unused| !unused));
        // The page: 8 bytes of head, 2 that point to the row; the row: its length, its number, its head of 2 bytes, 8 bytes of text.
        assert_eq!(unused[1024..].iter().filter(|unused| !**unused).count(), 8 + 2 + 4 + 8);
        // A changed byte of the space for the next row is read over.
        let mut changed = file.clone();
        changed[1024 + 500] = 7;
        std::fs::write(&path, changed).expect("written");
        let sound: String = Connection::open(&path).expect("a database").query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a word");
        assert_eq!((sound.as_str(), unused[1024 + 500]), ("ok", true));
    }

    #[test]
    fn numbers_of_variable_length_are_those_of_the_format() {
        assert_eq!(variable(&[0x7f], 0), (127, 1));
        assert_eq!(variable(&[0x81, 0x00], 0), (128, 2));
        assert_eq!(variable(&[0, 0x82, 0x2c], 1), (300, 3));
    }
}
