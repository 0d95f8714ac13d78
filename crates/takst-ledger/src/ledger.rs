//! A ledger as a file: made, opened, read.

use crate::digest::{Cell, Hash, Hasher, hexadecimal};
use crate::error::{Fault, LedgerError};
use crate::schema;
use chrono::NaiveDate;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, TransactionBehavior};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;
use takst::Month;

/// How long a command waits for another that is writing.
const PATIENCE: Duration = Duration::from_secs(30);

/// Pages that are kept in memory, in KiB: those that a long command comes back to are written once.
const CACHE_KIB: i64 = 64 << 10;

/// Length of the random number that is hashed with each content, so that contents cannot be guessed from their hashes.
pub(crate) const SALT_LENGTH: usize = 16;

/// The register of issued documents and claims: one SQLite file.
///
/// Nothing in it is changed. Contents, which hold case and citizen, can be removed after five years; what remains still proves itself.
///
/// # Example
/// ```
/// use takst_ledger::Ledger;
///
/// let dir = tempfile::tempdir()?;
/// let path = dir.path().join("books.ledger");
/// let ledger = Ledger::init(&path, "2024-01".parse()?)?;
/// assert_eq!(ledger.start().to_string(), "2024-01");
/// assert_eq!(ledger.head()?.record, 0);
/// assert!(Ledger::init(&path, "2024-01".parse()?).is_err(), "there is such a file already");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Ledger {
    pub(crate) connection: Connection,
    path: PathBuf,
    start: Month,
}

/// The last record of a ledger and its hash, which covers all records before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Number of the record; 0: none yet.
    pub record: u64,
    /// Its hash.
    pub(crate) hash: Hash,
}

impl Head {
    /// The hash as 64 hexadecimal digits.
    #[must_use]
    pub fn hexadecimal(&self) -> String {
        hexadecimal(&self.hash)
    }
}

impl Ledger {
    /// Makes a ledger. Months before `start` are never issued, corrected or claimed.
    ///
    /// An empty file is taken: it is what an earlier attempt left that was killed.
    ///
    /// # Errors
    /// There is such a file already, or it cannot be written.
    pub fn init(path: &Path, start: Month) -> Result<Ledger, LedgerError> {
        let is_new = match std::fs::OpenOptions::new().write(true).create_new(true).open(path) {
            Ok(_) => true,
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists && path.is_file() => false,
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => return Err(LedgerError::Exists(path.to_owned())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(LedgerError::NoFolder(path.parent().unwrap_or(path).to_owned()));
            }
            Err(error) => return Err(LedgerError::Unusable { path: path.to_owned(), error }),
        };
        let made = connect(path).and_then(|mut connection| {
            let has_tables = |connection: &Connection| connection.prepare("SELECT 1 FROM sqlite_schema")?.exists([]);
            // To read it undoes what a command left that was killed while it wrote.
            if has_tables(&connection)? || path.metadata().is_ok_and(|facts| facts.len() > 0) {
                return Err(LedgerError::Exists(path.to_owned()));
            }
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
            // Whoever makes the same ledger at the same time has waited, and finds it made.
            if has_tables(&transaction)? {
                return Err(LedgerError::Exists(path.to_owned()));
            }
            schema::create(&transaction)?;
            let mut insert = transaction.prepare("INSERT INTO setting (name, value) VALUES (?1, ?2)")?;
            insert.execute(["start", &start.to_string()])?;
            let mut name = [0; SALT_LENGTH];
            random(&mut name)?;
            insert.execute(["ledger", &hexadecimal(&name)])?;
            drop(insert);
            transaction.commit()?;
            Ok(Ledger { connection, path: path.to_owned(), start })
        });
        match made {
            Err(LedgerError::NotALedger(path)) => Err(LedgerError::Exists(path)),
            Err(error) if is_new && !matches!(error, LedgerError::Exists(_) | LedgerError::Busy) => {
                // Half a ledger is of no use; that it cannot be removed changes nothing about the error.
                let _ = std::fs::remove_file(path);
                Err(error)
            }
            made => made,
        }
    }

    /// Opens a ledger to read and write it. A file that may not be written can be read.
    ///
    /// # Errors
    /// The file cannot be read, is no ledger, or was written by a newer version.
    pub fn open(path: &Path) -> Result<Ledger, LedgerError> {
        if !path.is_file() {
            return Err(if path.exists() { LedgerError::NotALedger(path.to_owned()) } else { LedgerError::Absent(path.to_owned()) });
        }
        // SQLite opens a file that may not be written for reading. To try it out here would, when the file is closed again, take away the
        // locks that another ledger of this program holds on it.
        let connection = connect(path)?;
        let asked = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
        let application = asked("application_id")?;
        if application != schema::APPLICATION {
            let is_empty = path.metadata().is_ok_and(|facts| facts.len() == 0);
            return Err(if is_empty { LedgerError::Empty(path.to_owned()) } else { LedgerError::NotALedger(path.to_owned()) });
        }
        let found = asked("user_version")?;
        if found > schema::VERSION {
            return Err(LedgerError::Newer { path: path.to_owned(), found, known: schema::VERSION });
        }
        let start = setting(&connection, "start")?.and_then(|start| start.parse().ok());
        let start = start.ok_or_else(|| LedgerError::broken(0, Fault::Start))?;
        Ok(Ledger { connection, path: path.to_owned(), start })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The first month of the books.
    #[must_use]
    pub const fn start(&self) -> Month {
        self.start
    }

    /// Returns the first month whose contents are kept; `None`: all are.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn kept_from(&self) -> Result<Option<Month>, LedgerError> {
        kept_from(&self.connection)
    }

    /// Returns the last record.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn head(&self) -> Result<Head, LedgerError> {
        head(&self.connection)
    }
}

/// The first month that no expiry covers.
pub(crate) fn kept_from(connection: &Connection) -> Result<Option<Month>, LedgerError> {
    Ok(expired_before(connection)?.and_then(|year| format!("{year:04}-01").parse().ok()))
}

/// The year before which contents were removed.
pub(crate) fn expired_before(connection: &Connection) -> Result<Option<i32>, LedgerError> {
    Ok(connection.query_row("SELECT max(before_year) FROM expiry", [], |row| row.get(0))?)
}

/// The last record; of an empty ledger the hash of its settings.
pub(crate) fn head(connection: &Connection) -> Result<Head, LedgerError> {
    let last =
        connection.query_row("SELECT record, hash FROM record ORDER BY record DESC LIMIT 1", [], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)));
    match last.optional()? {
        Some((record, hash)) => Ok(Head { record: record.cast_unsigned(), hash }),
        None => Ok(Head { record: 0, hash: beginning(connection)? }),
    }
}

/// The hash before the first record: that of the settings.
pub(crate) fn beginning(connection: &Connection) -> Result<Hash, LedgerError> {
    let mut hasher = Hasher::new("ledger");
    let mut settings = connection.prepare("SELECT name, value FROM setting ORDER BY name")?;
    let mut rows = settings.query([])?;
    while let Some(row) = rows.next()? {
        hasher.row(row)?;
    }
    Ok(hasher.finish())
}

/// The date of the latest document of each seller by its provider, imported ones aside.
pub(crate) fn latest(connection: &Connection) -> Result<HashMap<String, NaiveDate>, LedgerError> {
    // Documents are in the order of records, so dates that repeat are read once.
    let mut latest: HashMap<String, NaiveDate> = HashMap::new();
    let mut statement = connection.prepare("SELECT provider, issued FROM document WHERE series IS NOT NULL")?;
    let mut rows = statement.query([])?;
    let mut before = (String::new(), String::new());
    while let Some(row) = rows.next()? {
        let text = |column: usize| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
        let (provider, issued) = (text(0)?, text(1)?);
        if (before.0.as_str(), before.1.as_str()) == (provider, issued) {
            continue;
        }
        before = (provider.to_owned(), issued.to_owned());
        let Ok(date) = issued.parse::<NaiveDate>() else { continue };
        latest.entry(before.0.clone()).and_modify(|known| *known = date.max(*known)).or_insert(date);
    }
    Ok(latest)
}

/// Documents of a seller are issued in the order of their dates.
pub(crate) fn follows(date: NaiveDate, latest: Option<NaiveDate>, provider: &str) -> Result<(), LedgerError> {
    match latest {
        Some(latest) if date < latest => Err(LedgerError::DateBackwards { date, latest, provider: provider.to_owned() }),
        _ => Ok(()),
    }
}

/// The hash of a record: over the hash before it, its row in `record`, its row in the table of its kind.
pub(crate) fn record_hash(before: &Hash, record: &[Cell<'_>], of_kind: &[Cell<'_>]) -> Hash {
    let mut hasher = Hasher::new("record");
    hasher.cells(&[Cell::Bytes(before)]);
    hasher.cells(record);
    hasher.cells(of_kind);
    hasher.finish()
}

/// Fills with random bytes.
pub(crate) fn random(bytes: &mut [u8]) -> Result<(), LedgerError> {
    getrandom::fill(bytes).map_err(|error| LedgerError::broken(0, format!("the system gives no random bytes: {error}")))
}

fn setting(connection: &Connection, name: &str) -> Result<Option<String>, LedgerError> {
    Ok(connection.query_row("SELECT value FROM setting WHERE name = ?1", [name], |row| row.get(0)).optional()?)
}

fn connect(path: &Path) -> Result<Connection, LedgerError> {
    let unusable = |error: rusqlite::Error| {
        let error = match error.sqlite_error_code() {
            // The file is there: it is its rights that are missing.
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => std::io::ErrorKind::PermissionDenied.into(),
            _ => std::io::Error::other(error),
        };
        LedgerError::Unusable { path: path.to_owned(), error }
    };
    let access = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, access).map_err(unusable)?;
    connection.busy_timeout(PATIENCE)?;
    match set_up(&connection) {
        Ok(()) => Ok(connection),
        // The first of them reads the file.
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => Err(LedgerError::NotALedger(path.to_owned())),
        Err(error) => Err(error.into()),
    }
}

fn set_up(connection: &Connection) -> rusqlite::Result<()> {
    // A file at rest is the whole ledger, and what was committed survives a loss of power.
    connection.pragma_update(None, "synchronous", "EXTRA")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // What expires is overwritten.
    connection.pragma_update(None, "secure_delete", true)?;
    // In pages where it is positive, in KiB where it is negative.
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}
