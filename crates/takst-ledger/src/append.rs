//! Records are added to the chain: values, their hashes, and the rows that hold them.

use crate::digest::{Cell, Hash, Hasher};
use crate::error::LedgerError;
use crate::ledger::{Head, SALT_LENGTH, random, record_hash};
use crate::table::{Kind, RECORD};
use rusqlite::{CachedStatement, Connection, params_from_iter};

/// Salts that are drawn at a time: the system is asked seldom.
const SALTS: usize = 256;

/// Who writes, when, and with which program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The time in UTC, `2026-11-29T08:15:00Z`.
    pub time: String,
    /// Name of the user.
    pub user: String,
    /// Version of the program.
    pub version: String,
}

/// A record to add: values of the table of its kind, and of its content.
pub(crate) struct NewRecord<'a> {
    pub(crate) kind: &'static Kind,
    pub(crate) head: &'a [Cell<'a>],
    /// Values of the row of the content, without the salt that comes first.
    pub(crate) content: &'a [Cell<'a>],
}

/// Where the chain ends, and what each further record says of who wrote it.
#[derive(Debug)]
pub(crate) struct Chain {
    author: Author,
    head: Head,
    salts: Vec<u8>,
}

/// The statements that write records of one kind.
pub(crate) struct Inserts<'c> {
    connection: &'c Connection,
    record: CachedStatement<'c>,
    head: CachedStatement<'c>,
    /// One for each table of the content.
    content: Vec<CachedStatement<'c>>,
}

impl<'c> Inserts<'c> {
    pub(crate) fn new(connection: &'c Connection, kind: &Kind) -> Result<Inserts<'c>, LedgerError> {
        let record = format!("INSERT INTO {} (record, {}, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", RECORD.name, RECORD.columns.join(", "));
        Ok(Inserts {
            connection,
            record: connection.prepare_cached(&record)?,
            head: connection.prepare_cached(&kind.head.insert())?,
            content: kind.content.iter().map(|table| connection.prepare_cached(&table.insert())).collect::<Result<_, _>>()?,
        })
    }

    pub(crate) const fn connection(&self) -> &'c Connection {
        self.connection
    }
}

impl Chain {
    pub(crate) const fn new(author: Author, head: Head) -> Chain {
        Chain { author, head, salts: Vec::new() }
    }

    /// The last record.
    pub(crate) const fn head(&self) -> &Head {
        &self.head
    }

    /// Adds a record. `lines` has the values of each line; it is gone through twice, so that a million need not be kept.
    pub(crate) fn append<'l, L: AsRef<[Cell<'l>]>>(
        &mut self,
        inserts: &mut Inserts<'_>,
        new: &NewRecord<'_>,
        lines: impl Iterator<Item = L> + Clone,
    ) -> Result<(), LedgerError> {
        let number = self.head.record + 1;
        let record = Cell::Number(number.cast_signed());
        let salt = self.salt()?;
        let content = || std::iter::once(Cell::Bytes(&salt)).chain(new.content.iter().copied());
        let content_hash: Option<Hash> = (!new.kind.content.is_empty()).then(|| {
            let mut hasher = Hasher::new("content");
            content().for_each(|cell| hasher.cells(&[cell]));
            lines.clone().for_each(|line| hasher.cells(line.as_ref()));
            hasher.finish()
        });
        let record_cells = [
            record,
            Cell::Text(new.kind.word),
            Cell::Text(&self.author.time),
            Cell::Text(&self.author.user),
            Cell::Text(&self.author.version),
            content_hash.as_ref().map_or(Cell::Null, |hash| Cell::Bytes(hash)),
        ];
        let hash = record_hash(&self.head.hash, &record_cells, new.head);
        inserts.record.execute(params_from_iter(record_cells.into_iter().chain([Cell::Bytes(&hash)])))?;
        inserts.head.execute(params_from_iter(std::iter::once(record).chain(new.head.iter().copied())))?;
        if let [one, rest @ ..] = &mut *inserts.content {
            one.execute(params_from_iter(std::iter::once(record).chain(content())))?;
            if let [insert, ..] = rest {
                for line in lines {
                    insert.execute(params_from_iter(std::iter::once(record).chain(line.as_ref().iter().copied())))?;
                }
            }
        }
        self.head = Head { record: number, hash };
        Ok(())
    }

    /// Random bytes that no other record has.
    fn salt(&mut self) -> Result<[u8; SALT_LENGTH], LedgerError> {
        if self.salts.len() < SALT_LENGTH {
            self.salts.resize(SALTS * SALT_LENGTH, 0);
            random(&mut self.salts)?;
        }
        let mut salt = [0; SALT_LENGTH];
        salt.copy_from_slice(&self.salts.split_off(self.salts.len() - SALT_LENGTH));
        Ok(salt)
    }
}
