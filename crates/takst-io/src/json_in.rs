//! JSON Lines: one object a line, every value a string, nothing ever read through a floating-point number.

use crate::error::FileError;
use crate::input::{Bytes, LONGEST, first_line};
use crate::names::UnknownNames;
use crate::record::{Defect, RawRecord, Refusal};
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::HashSet;
use std::fmt;
use std::io::{BufRead, BufReader, Read};
use takst::{CellType, Column};

pub(crate) struct JsonReader<R: Read> {
    bytes: BufReader<Bytes<R>>,
    line: Vec<u8>,
    /// Lines read.
    lines: u64,
    keys: HashSet<String>,
}

impl<R: Read> JsonReader<R> {
    pub(crate) fn open(head: &[u8], bytes: Bytes<R>) -> Result<JsonReader<R>, FileError> {
        // A first line of an array alone: a line such as `[1]` is only a bad record.
        if first_line(head).strip_prefix(b"[").is_some_and(|rest| matches!(rest.trim_ascii(), [] | [b'{', ..])) {
            return Err(FileError::JsonArray);
        }
        if is_header(first_line(head)) {
            return Err(FileError::NotJsonLines);
        }
        Ok(JsonReader { bytes: BufReader::with_capacity(1 << 16, bytes), line: Vec::new(), lines: 0, keys: HashSet::new() })
    }

    /// The line of the last record.
    pub(crate) const fn line(&self) -> u64 {
        self.lines
    }

    /// The next record; `false` at the end.
    pub(crate) fn read(&mut self, raw: &mut RawRecord, unknown: &mut UnknownNames) -> Result<bool, FileError> {
        raw.clear();
        loop {
            let Some(whole) = self.read_line()? else { return Ok(false) };
            let line = self.line.trim_ascii();
            if line.is_empty() {
                continue;
            }
            if !whole {
                raw.malformed(Defect::TooLong, &String::from_utf8_lossy(&line[..line.len().min(100)]));
                return Ok(true);
            }
            let Ok(text) = std::str::from_utf8(line) else {
                raw.malformed(Defect::NotUtf8, &String::from_utf8_lossy(line));
                return Ok(true);
            };
            self.keys.clear();
            let mut json = serde_json::Deserializer::from_str(text);
            let read = Object { raw, unknown: &mut *unknown, keys: &mut self.keys }.deserialize(&mut json).and_then(|()| json.end());
            if let Some(column) = unknown.of_lines() {
                return Err(FileError::OwnOutput(column));
            }
            if read.is_err() {
                // What was read before the damage still says whose record it is.
                raw.malformed(Defect::NotAnObject, text);
            }
            return Ok(true);
        }
    }

    /// Reads one line; `Some(false)` if it was too long to keep, `None` at the end.
    fn read_line(&mut self) -> Result<Option<bool>, FileError> {
        self.line.clear();
        let (mut any, mut whole) = (false, true);
        loop {
            let buffer = match self.bytes.fill_buf() {
                Ok(buffer) => buffer,
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e.into()),
            };
            if buffer.is_empty() {
                return Ok(any.then_some(whole));
            }
            self.lines += u64::from(!any);
            any = true;
            let end = buffer.iter().position(|b| *b == b'\n');
            let part = &buffer[..end.unwrap_or(buffer.len())];
            if self.line.len() + part.len() <= LONGEST {
                self.line.extend_from_slice(part);
            } else {
                whole = false;
            }
            let used = end.map_or(buffer.len(), |end| end + 1);
            self.bytes.consume(used);
            if end.is_some() {
                return Ok(Some(whole));
            }
        }
    }
}

/// Whether a line is the header of a CSV file: no object, and one of its fields is the name of a column.
fn is_header(line: &[u8]) -> bool {
    let is_column = |field: &[u8]| {
        let name = field.trim_ascii();
        let name = name.strip_prefix(b"\"").and_then(|name| name.strip_suffix(b"\"")).unwrap_or(name);
        std::str::from_utf8(name).is_ok_and(|name| Column::from_name(name.trim()).is_some())
    };
    !line.starts_with(b"{") && line.split(|byte| matches!(byte, b',' | b';' | b'\t')).any(is_column)
}

struct Object<'a> {
    raw: &'a mut RawRecord,
    unknown: &'a mut UnknownNames,
    keys: &'a mut HashSet<String>,
}

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            let value = map.next_value::<&RawValue>()?.get();
            if self.keys.contains(&key) {
                self.raw.malformed(Defect::Twice, &key);
                continue;
            }
            match Column::from_name(&key) {
                Some(column) => cell(self.raw, column, value),
                None => self.unknown.see::<Column>(&key),
            }
            self.keys.insert(key);
        }
        Ok(())
    }
}

/// Only strings are read, with two exceptions that lose nothing: true and false, and a whole number of days.
fn cell(raw: &mut RawRecord, column: Column, value: &str) {
    let is_whole = || value.strip_prefix('-').unwrap_or(value).bytes().all(|b| b.is_ascii_digit());
    match (column.cell_type(), value.as_bytes().first()) {
        (_, Some(b'n')) => {}
        (_, Some(b'"')) => match serde_json::from_str::<String>(value) {
            Ok(text) => raw.cell(column, &text),
            Err(_) => raw.malformed(Defect::NotAnObject, value), // half a surrogate pair
        },
        (CellType::Truth, Some(b't' | b'f')) => raw.cell(column, value),
        (CellType::Number(0), Some(b'-' | b'0'..=b'9')) if is_whole() => raw.cell(column, value),
        _ => raw.refused(column, value, Refusal::NotAString),
    }
}
