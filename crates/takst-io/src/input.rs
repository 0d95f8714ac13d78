//! The bytes of a case file: counted, hashed and looked at for their encoding before anything reads them.

use crate::error::{Encoding, FileError};
use crate::kind::FileKind;
use flate2::read::MultiGzDecoder;
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
    /// A workbook of Excel (xlsx, xlsm, xls) or LibreOffice (ods).
    Workbook,
}

impl Format {
    /// The format a file name promises: `.jsonl`, `.ndjson` and `.json` are JSON Lines, `.xlsx`, `.xlsm`, `.xls` and `.ods` workbooks, all else is CSV.
    /// A `.gz` behind it is left out.
    #[must_use]
    pub fn of_name(name: &str) -> Format {
        let name = name.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("jsonl" | "ndjson" | "json") => Format::JsonLines,
            Some("xlsx" | "xlsm" | "xls" | "ods") => Format::Workbook,
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

/// The bytes of a text: decompressed, and without the Ctrl-Z at its end that old programs write.
pub(crate) struct Source<R: Read> {
    from: Packing<Tallied<R>>,
    /// Bytes that may be the end of the file: Ctrl-Z, and white space around it.
    held: Vec<u8>,
    /// Bytes that were held and are not the end.
    back: Cursor<Vec<u8>>,
}

/// How the bytes are packed.
enum Packing<T: Read> {
    Plain(io::Chain<Cursor<Vec<u8>>, T>),
    Gzip(Box<MultiGzDecoder<io::Chain<Cursor<Vec<u8>>, T>>>),
}

impl<T: Read> Packing<T> {
    fn of(mut input: T) -> io::Result<Packing<T>> {
        let mut head = Vec::new();
        input.by_ref().take(GZIP.len() as u64).read_to_end(&mut head)?;
        let is_gzip = head == GZIP;
        let whole = Cursor::new(head).chain(input);
        Ok(if is_gzip { Packing::Gzip(Box::new(MultiGzDecoder::new(whole))) } else { Packing::Plain(whole) })
    }
}

/// The first bytes of a file packed with gzip.
const GZIP: [u8; 2] = [0x1F, 0x8B];
/// Bytes that are read at once.
const CHUNK: usize = 1 << 14;
/// Ctrl-Z.
const END: u8 = 0x1A;

impl<R: Read> Source<R> {
    fn of(input: Tallied<R>) -> io::Result<Source<R>> {
        Ok(Source { from: Packing::of(input)?, held: Vec::new(), back: Cursor::default() })
    }

    fn unpacked(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.from {
            Packing::Plain(from) => from.read(buffer),
            Packing::Gzip(from) => from.read(buffer),
        }
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let is_end = |byte: &u8| *byte == END || byte.is_ascii_whitespace();
        loop {
            let again = self.back.read(buffer)?;
            if again > 0 {
                return Ok(again);
            }
            let n = self.unpacked(buffer)?;
            let read = &buffer[..n];
            if n == 0 {
                self.held.clear();
                return Ok(0);
            }
            if !self.held.is_empty() {
                self.held.extend_from_slice(read);
                if !read.iter().all(is_end) || self.held.len() > LONGEST {
                    self.back = Cursor::new(std::mem::take(&mut self.held));
                }
                continue;
            }
            let run = read.iter().rev().take_while(|byte| is_end(byte)).count();
            match read[n - run..].iter().position(|byte| *byte == END) {
                None => return Ok(n),
                Some(at) => {
                    self.held.extend_from_slice(&read[n - run + at..]);
                    if n - run + at > 0 {
                        return Ok(n - run + at);
                    }
                }
            }
        }
    }
}

/// The input again from its beginning, without a byte order mark.
pub(crate) type Bytes<R> = io::Chain<Cursor<Vec<u8>>, Source<R>>;

/// The beginning of the input up to its first line that is not blank, and the rest of it to read.
pub(crate) struct Opened<R: Read> {
    pub(crate) head: Vec<u8>,
    rest: Source<R>,
    /// Whether the head is the whole input.
    pub(crate) is_whole: bool,
    pub(crate) tally: Tally,
}

impl<R: Read> Opened<R> {
    /// The whole input.
    pub(crate) fn into_bytes(self) -> Bytes<R> {
        Cursor::new(self.head).chain(self.rest)
    }

    /// Reads on until the head has so many bytes, or all of the input.
    pub(crate) fn read_on(&mut self, bytes: usize) -> io::Result<()> {
        while !self.is_whole && self.head.len() < bytes {
            let mut chunk = vec![0; CHUNK];
            match self.rest.read(&mut chunk) {
                Ok(n) => {
                    self.head.extend_from_slice(&chunk[..n]);
                    self.is_whole = n == 0;
                }
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        Ok(())
    }
}

/// Reads far enough to see the first line (quotes are the caller's business: a header rarely breaks lines), the encoding and what kind of file it is.
pub(crate) fn open<R: Read>(input: R) -> Result<Opened<R>, FileError> {
    let tally = Tally::default();
    let rest = Source::of(Tallied { inner: input, tally: tally.clone() })?;
    let mut opened = Opened { head: Vec::new(), rest, is_whole: false, tally };
    while !has_line(&opened.head) && !opened.is_whole {
        if opened.head.len() > LONGEST + CHUNK {
            return Err(FileError::HeaderTooLong);
        }
        let more = opened.head.len() + 1;
        opened.read_on(more)?;
        refuse_other(&opened.head)?;
    }
    let head = &mut opened.head;
    if head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) || first_line(head).contains(&0) {
        return Err(FileError::Encoding { line: 1, found: Encoding::Utf16 });
    }
    if head.starts_with(b"\xEF\xBB\xBF") {
        head.drain(..3);
    }
    Ok(opened)
}

/// All bytes of a workbook.
pub(crate) fn read_all<R: Read>(input: R) -> Result<(Vec<u8>, Tally), FileError> {
    let tally = Tally::default();
    let mut all = Vec::new();
    Tallied { inner: input, tally: tally.clone() }.read_to_end(&mut all)?;
    Ok((all, tally))
}

fn refuse_other(head: &[u8]) -> Result<(), FileError> {
    if head.starts_with(b"PAR1") && head.contains(&0) {
        return Err(FileError::IsParquet);
    }
    FileKind::of(head).map_or(Ok(()), |kind| Err(FileError::IsOther(kind)))
}

fn has_line(head: &[u8]) -> bool {
    head.iter().skip_while(|b| b.is_ascii_whitespace()).any(|b| matches!(b, b'\n' | b'\r'))
}

/// The first line that is not blank.
pub(crate) fn first_line(head: &[u8]) -> &[u8] {
    let head = head.trim_ascii_start();
    &head[..head.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(head.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time.
    struct Slow<'a>(&'a [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let n = self.0.len().min(buffer.len()).min(1);
            buffer[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    #[test]
    fn ctrl_z_ends_a_file_only_at_its_end() {
        for (written, read) in [
            ("a\r\nb\r\n\u{1A}", "a\r\nb\r\n"),
            ("a\nb\u{1A}\u{1A}\r\n \u{1A}", "a\nb"),
            ("a\u{1A}b\n", "a\u{1A}b\n"),
            ("a\u{1A}\n\nb", "a\u{1A}\n\nb"),
            ("a \n", "a \n"),
        ] {
            for slow in [false, true] {
                let bytes = written.as_bytes();
                let input: Box<dyn Read> = if slow { Box::new(Slow(bytes)) } else { Box::new(bytes) };
                let mut found = String::new();
                open(input).expect("text").into_bytes().read_to_string(&mut found).expect("text");
                assert_eq!(found, read, "{written:?}");
            }
        }
    }
}
