//! The bytes of a case file: counted, hashed and looked at for their encoding before anything reads them.

use crate::error::{Encoding, FileError};
use sha2::{Digest, Sha256};
use std::io::{self, Cursor, Read};
use std::sync::{Arc, Mutex, PoisonError};

/// No honest header, line or quoted text is longer; what is longer is damage and must not fill the memory.
pub(crate) const LONGEST: usize = 1 << 20;

/// How a case file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Fields separated by comma, semicolon or tab, with a header.
    Csv,
    /// One JSON object a line.
    JsonLines,
}

impl Format {
    /// The format a file name promises: `.jsonl`, `.ndjson` and `.json` are JSON Lines, all else is CSV.
    #[must_use]
    pub fn of_name(name: &str) -> Format {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        match ending.as_deref() {
            Some("jsonl" | "ndjson" | "json") => Format::JsonLines,
            Some(_) | None => Format::Csv,
        }
    }
}

/// What was read, for receipts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Input {
    /// SHA-256 of every byte.
    pub sha256: [u8; 32],
    /// Number of bytes.
    pub bytes: u64,
}

impl Input {
    /// Of everything there is to read.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn of(input: impl Read) -> io::Result<Input> {
        let tally = Tally::default();
        io::copy(&mut Tallied { inner: input, tally: tally.clone() }, &mut io::sink())?;
        Ok(tally.input())
    }
}

/// The running hash; shared, because the reader that feeds it ends up inside others.
#[derive(Clone, Default)]
pub(crate) struct Tally(Arc<Mutex<(Sha256, u64)>>);

impl Tally {
    fn add(&self, bytes: &[u8]) {
        let mut tally = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tally.0.update(bytes);
        tally.1 += bytes.len() as u64;
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1
    }

    pub(crate) fn input(&self) -> Input {
        let tally = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Input { sha256: tally.0.clone().finalize().into(), bytes: tally.1 }
    }
}

/// Passes bytes on and tallies them.
pub(crate) struct Tallied<R> {
    inner: R,
    tally: Tally,
}

impl<R: Read> Read for Tallied<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.tally.add(&buffer[..n]);
        Ok(n)
    }
}

/// The input again from its beginning, without a byte order mark.
pub(crate) type Bytes<R> = io::Chain<Cursor<Vec<u8>>, Tallied<R>>;

/// The beginning of the input up to its first line that is not blank, and the whole of it to read.
pub(crate) struct Opened<R> {
    pub(crate) head: Vec<u8>,
    pub(crate) bytes: Bytes<R>,
    pub(crate) tally: Tally,
}

/// Reads far enough to see the first line (quotes are the caller's business: a header rarely breaks lines) and the encoding.
pub(crate) fn open<R: Read>(input: R) -> Result<Opened<R>, FileError> {
    let tally = Tally::default();
    let mut input = Tallied { inner: input, tally: tally.clone() };
    let mut head = Vec::new();
    let mut chunk = vec![0; 1 << 14];
    while !has_line(&head) {
        if head.len() > LONGEST {
            return Err(FileError::HeaderTooLong);
        }
        match input.read(&mut chunk) {
            Ok(0) => break,
            Ok(n) => head.extend_from_slice(&chunk[..n]),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e.into()),
        }
    }
    if head.starts_with(b"PAR1") && head.contains(&0) {
        return Err(FileError::IsParquet);
    }
    if head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) || first_line(&head).contains(&0) {
        return Err(FileError::Encoding { line: 1, found: Encoding::Utf16 });
    }
    if head.starts_with(b"\xEF\xBB\xBF") {
        head.drain(..3);
    }
    Ok(Opened { bytes: Cursor::new(head.clone()).chain(input), head, tally })
}

fn has_line(head: &[u8]) -> bool {
    head.iter().skip_while(|b| b.is_ascii_whitespace()).any(|b| matches!(b, b'\n' | b'\r'))
}

/// The first line that is not blank.
pub(crate) fn first_line(head: &[u8]) -> &[u8] {
    let head = head.trim_ascii_start();
    &head[..head.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(head.len())]
}
