//! A record between the file and the core: its cells as written, packed, and what its reader could not read of it.
//!
//! CSV and JSON Lines both come down to this form. Whether a value is right is decided in one place, the core's `RowDraft`.

use crate::form::{Form, Forms, form};
use crate::input::LONGEST;
use crate::table_column::TableRecord;
use std::borrow::Cow;
use takst::contract::heading::folded;
use takst::{CaseRow, Code, Column, Content, Expected, Finding, Record, RowDraft};

/// Why a record is no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Defect {
    /// Too few or too many fields.
    Fields {
        /// How many there are in the heading.
        expected: usize,
    },
    /// Bytes that are no UTF-8.
    NotUtf8,
    /// A quotation mark that opens and does not close, or closes before the field ends.
    Quote,
    /// A line inside such a quotation: perhaps a record of its own.
    Swallowed,
    /// Longer than any record can be.
    TooLong,
    /// No JSON object.
    NotAnObject,
    /// A key that is there twice.
    Twice,
}

impl Defect {
    const fn tag(self) -> u8 {
        match self {
            Defect::Fields { .. } => 0,
            Defect::NotUtf8 => 1,
            Defect::Quote => 2,
            Defect::Swallowed => 3,
            Defect::TooLong => 4,
            Defect::NotAnObject => 5,
            Defect::Twice => 6,
        }
    }

    /// What would be right.
    pub(crate) fn expected(self) -> Expected {
        let fields = if let Defect::Fields { expected } = self { expected } else { 0 };
        Defect::of_tag(self.tag(), fields)
    }

    /// What would be right, by the tag.
    fn of_tag(tag: u8, fields: usize) -> Expected {
        match tag {
            0 => Expected::Fields(fields),
            1 => Expected::Utf8,
            2 | 3 => Expected::ClosedQuote,
            4 => Expected::Bytes(LONGEST),
            5 => Expected::JsonObject,
            6 => Expected::KeyOnce,
            _ => Expected::Value,
        }
    }
}

/// The cells of one record as written, on their way into a [`CaseFile`](crate::CaseFile). One is filled again and again, for its memory.
#[derive(Debug, Clone, Default)]
pub struct RawRecord {
    /// Readable reference of the case; empty: none.
    pub(crate) case: String,
    /// Readable reference of the citizen; empty: none.
    pub(crate) citizen: String,
    flags: u8,
    rest: Vec<u8>,
}

const MALFORMED: u8 = 1;
/// A citizen is given but not readable, so the case does not stand in for it.
const CITIZEN_UNREADABLE: u8 = 2;
/// From this bit on the forms of the cells.
const FORMS: u32 = 2;

/// Entries of `rest`: a tag, a length, the text. A tag is a column, or a column the reader refuses, or a defect.
/// The text is in canonical form, whatever the forms of the file.
const EXACT: u8 = 0x20;
/// The text begins with a letter that says why.
const REFUSED: u8 = 0x40;
const DEFECT: u8 = 0x80;

// A tag has room for the number of a column.
const _: () = assert!(Column::ALL.len() <= EXACT as usize);

/// Why a reader refuses a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No JSON string.
    NotAString,
    /// A formula that gives an error.
    FormulaError,
    /// A formula whose value is not stored.
    FormulaUnsaved,
    /// A part of a merged cell.
    Merged,
    /// A number cut to 15 digits, where its digits are a name.
    CutDigits,
    /// A date with a time of day.
    TimeOfDay,
    /// A time where a number should be.
    Time,
}

impl Refusal {
    const ALL: [(Refusal, char); 7] = [
        (Refusal::NotAString, 'j'),
        (Refusal::FormulaError, 'e'),
        (Refusal::FormulaUnsaved, 'u'),
        (Refusal::Merged, 'm'),
        (Refusal::CutDigits, 'c'),
        (Refusal::TimeOfDay, 'd'),
        (Refusal::Time, 't'),
    ];

    /// What would be right.
    pub(crate) fn right(self) -> Expected {
        Refusal::expected(Some(self.letter()))
    }

    fn letter(self) -> char {
        Refusal::ALL.iter().find(|(refusal, _)| *refusal == self).map_or('j', |(_, letter)| *letter)
    }

    fn expected(letter: Option<char>) -> Expected {
        match Refusal::ALL.iter().find(|(_, of)| Some(*of) == letter).map(|(refusal, _)| *refusal) {
            None | Some(Refusal::NotAString) => Expected::JsonString,
            Some(Refusal::FormulaError) => Expected::FormulaValue,
            Some(Refusal::FormulaUnsaved) => Expected::FormulaStored,
            Some(Refusal::Merged) => Expected::OwnCell,
            Some(Refusal::CutDigits) => Expected::TextCell,
            Some(Refusal::TimeOfDay) => Expected::WholeDay,
            Some(Refusal::Time) => Expected::PlainNumber,
        }
    }
}

impl RawRecord {
    /// How its cells are written, where they are not in canonical form.
    pub(crate) fn written(&mut self, forms: Forms) {
        self.flags = (self.flags & (MALFORMED | CITIZEN_UNREADABLE)) | forms.bits() << FORMS;
    }

    /// Forgets its cells.
    pub fn clear(&mut self) {
        self.case.clear();
        self.citizen.clear();
        self.rest.clear();
        self.flags = 0;
    }

    /// A cell as written; white space around it counts as nothing. For [`CaseFile::collected`](crate::CaseFile::collected): ISO 8601 dates, a dot
    /// before decimals.
    pub fn cell(&mut self, column: Column, text: &str) {
        self.put(column, text, 0);
    }

    fn put(&mut self, column: Column, text: &str, flag: u8) {
        let text = text.trim();
        match column {
            _ if text.is_empty() => {}
            Column::CaseId if is_kept(column, text) => text.clone_into(&mut self.case),
            Column::CitizenId if is_kept(column, text) => text.clone_into(&mut self.citizen),
            _ => {
                if column == Column::CitizenId {
                    self.flags |= CITIZEN_UNREADABLE;
                }
                self.entry(column as u8 | flag, &cut_to(text, LONGEST_CELL));
            }
        }
    }

    /// A cell whose form the reader does not take, such as a JSON number.
    pub(crate) fn refused(&mut self, column: Column, text: &str, why: Refusal) {
        if column == Column::CitizenId {
            self.flags |= CITIZEN_UNREADABLE;
        }
        self.entry(column as u8 | REFUSED, &format!("{}{}", why.letter(), cut_to(text, LONGEST_CELL)));
    }

    /// Whether it has no cell and no defect.
    pub(crate) fn is_empty(&self) -> bool {
        self.case.is_empty() && self.citizen.is_empty() && self.rest.is_empty()
    }

    /// Whether it is no row.
    pub(crate) const fn is_malformed(&self) -> bool {
        self.flags & MALFORMED != 0
    }

    /// The columns of its cells, readable or not.
    pub(crate) fn columns(&self) -> Vec<Column> {
        let mut columns = Vec::new();
        columns.extend((!self.case.is_empty()).then_some(Column::CaseId));
        columns.extend((!self.citizen.is_empty()).then_some(Column::CitizenId));
        let mut cut = Cut(&self.rest);
        while let Some(tag) = cut.byte() {
            cut.text();
            if tag & DEFECT == 0 {
                columns.extend(column_of(tag));
            } else if tag == DEFECT {
                cut.length();
            }
        }
        columns
    }

    /// The texts of its cells as written, references that can be read aside.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (Column, &str)> {
        let citizen = (!self.citizen.is_empty()).then_some((Column::CitizenId, &*self.citizen));
        let mut cut = Cut(&self.rest);
        let cells = std::iter::from_fn(move || {
            let tag = cut.byte()?;
            let text = std::str::from_utf8(cut.text()).unwrap_or_default();
            Some((tag, text))
        });
        // A defect has a length more, and a record with one is no row.
        let cells = cells.take_while(|(tag, _)| tag & DEFECT == 0);
        citizen.into_iter().chain(cells.filter_map(|(tag, text)| Some((column_of(tag).filter(|_| tag & REFUSED == 0)?, text))))
    }

    /// Its cells for a table of texts: in canonical form, or as written where the reader does not take them. The second part says what it does not take:
    /// a cell that could mean two things, that is none, or a record that is no row.
    pub(crate) fn canonical(&self, number: u64) -> (Vec<(Column, String)>, Vec<Finding>) {
        let mut cells = Vec::new();
        cells.extend((!self.case.is_empty()).then(|| (Column::CaseId, self.case.clone())));
        cells.extend((!self.citizen.is_empty()).then(|| (Column::CitizenId, self.citizen.clone())));
        let of_file = Forms::of_bits(self.flags >> FORMS);
        let mut refused = Vec::new();
        let mut cut = Cut(&self.rest);
        while let Some(tag) = cut.byte() {
            let text = std::str::from_utf8(cut.text()).unwrap_or_default();
            if tag & DEFECT != 0 {
                if tag == DEFECT {
                    cut.length();
                }
                continue;
            }
            let Some(column) = column_of(tag) else { continue };
            let forms = if tag & EXACT != 0 { Forms::CANONICAL } else { of_file };
            match form(column, text, forms) {
                _ if tag & REFUSED != 0 => {
                    refused.push(column);
                    cells.push((column, text.chars().skip(1).collect()));
                }
                Form::AsWritten => cells.push((column, text.to_owned())),
                Form::Canonical(canonical) => cells.push((column, canonical)),
                Form::Refused(_) => {
                    refused.push(column);
                    cells.push((column, text.to_owned()));
                }
            }
        }
        if refused.is_empty() && !self.is_malformed() {
            return (cells, Vec::new());
        }
        let mut packed = Vec::new();
        self.pack(&mut packed);
        let of_reader = |fault: &Finding| match fault.code {
            Code::RecordMalformed => true,
            Code::ValueInvalid => fault.at.column.is_some_and(|column| refused.contains(&column)),
            _ => false,
        };
        let faults = match Packed::read(&packed).record(number).row {
            CaseRow::Broken(row) => row.faults.into_iter().filter(of_reader).collect(),
            CaseRow::Sound(_) => Vec::new(),
        };
        (cells, faults)
    }

    /// The record that was packed.
    pub(crate) fn unpack(&mut self, packed: Packed<'_>) {
        self.clear();
        self.case.push_str(&String::from_utf8_lossy(packed.case));
        self.citizen.push_str(&String::from_utf8_lossy(packed.citizen));
        self.flags = packed.flags;
        self.rest.extend_from_slice(packed.rest);
    }

    /// The record is no row. Its references, where there are any, still refuse their case.
    pub(crate) fn malformed(&mut self, defect: Defect, value: &str) {
        if self.flags & MALFORMED != 0 {
            return; // one reason is enough
        }
        self.flags |= MALFORMED;
        self.entry(defect.tag() | DEFECT, &cut_to(value, LONGEST_EXCERPT));
        if let Defect::Fields { expected } = defect {
            self.length(expected);
        }
    }

    fn entry(&mut self, tag: u8, text: &str) {
        self.rest.push(tag);
        self.length(text.len());
        self.rest.extend_from_slice(text.as_bytes());
    }

    fn length(&mut self, n: usize) {
        put_length(&mut self.rest, n);
    }

    /// The citizen the record names, if any: by default the case, unless the record is too damaged to name one.
    pub(crate) fn named_citizen(&self) -> Option<&str> {
        let stored = Packed { case: self.case.as_bytes(), citizen: self.citizen.as_bytes(), flags: self.flags, rest: &[] };
        stored.named_citizen().and_then(|id| std::str::from_utf8(id).ok())
    }

    /// Appends the record to `to`; [`Packed::read`] finds it again.
    pub(crate) fn pack(&self, to: &mut Vec<u8>) {
        to.push(self.flags);
        for reference in [&self.case, &self.citizen] {
            put_length(to, reference.len());
            to.extend_from_slice(reference.as_bytes());
        }
        to.extend_from_slice(&self.rest);
    }
}

/// As the readers of tables fill it.
impl TableRecord for RawRecord {
    type Column = Column;

    fn clear(&mut self) {
        RawRecord::clear(self);
    }

    fn cell(&mut self, column: Column, text: &str) {
        RawRecord::cell(self, column, text);
    }

    fn exact(&mut self, column: Column, text: &str) {
        self.put(column, text, EXACT);
    }

    fn refused(&mut self, column: Column, text: &str, why: Refusal) {
        RawRecord::refused(self, column, text, why);
    }

    fn malformed(&mut self, defect: Defect, value: &str) {
        RawRecord::malformed(self, defect, value);
    }

    fn is_malformed(&self) -> bool {
        RawRecord::is_malformed(self)
    }

    fn is_empty(&self) -> bool {
        RawRecord::is_empty(self)
    }

    fn is_total(&self) -> bool {
        let is_sum = (self.case.is_empty() || is_total(&self.case)) && is_sums(&self.columns(), self.case.is_empty());
        is_sum || (self.case.is_empty() && has_word_of_total(self))
    }
}

/// Whether a row with these columns is one of sums: amounts, and neither case, service nor first day. The word of a total may stand where the case does.
fn is_sums(columns: &[Column], is_without_case: bool) -> bool {
    let has_amount = columns.iter().any(|column| column.content() == Content::Number);
    let is_row = |column: &Column| matches!(column, Column::Service | Column::FirstDay) || (*column == Column::CaseId && is_without_case);
    has_amount && !columns.iter().any(is_row)
}

/// Whether a row with neither case nor first day has amounts, and the word of a total in another column of texts.
fn has_word_of_total(raw: &RawRecord) -> bool {
    let columns = raw.columns();
    let has_amount = columns.iter().any(|column| column.content() == Content::Number);
    let is_text = |column: Column| !matches!(column.content(), Content::Number | Content::Day | Content::Truth);
    let no_row = [Column::CaseId, Column::FirstDay].iter().all(|column| !columns.contains(column));
    no_row && has_amount && raw.texts().any(|(column, text)| is_text(column) && is_total(text))
}

/// Whether a text in the column of cases is the word of a total.
fn is_total(case: &str) -> bool {
    // Most references are not looked at twice.
    if case.len() > 30 || case.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    ["ialt", "total", "totalt", "totaler", "sum", "sumialt", "hovedtotal", "subtotal", "grandtotal", "delsum", "samlet"].contains(&&*folded(case))
}

/// The column of a tag that is no defect.
fn column_of(tag: u8) -> Option<Column> {
    Column::ALL.get(usize::from(tag & !(REFUSED | EXACT))).copied()
}

/// Whether a reference, [`Column::CaseId`] or [`Column::CitizenId`], can be read, so that rows with the same one belong together. Those that cannot
/// are faults of their row. Rows are distinguished by the text without white space around it.
#[must_use]
pub fn is_readable(column: Column, text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && is_kept(column, text)
}

/// References keep their value where the core keeps it; the core is asked where that is in doubt.
fn is_kept(column: Column, text: &str) -> bool {
    if text.len() <= 200 && text.bytes().all(|b| (b' '..=b'~').contains(&b)) {
        return true;
    }
    let mut draft = RowDraft::new(0);
    draft.set(column, text);
    let record = draft.finish();
    !(record.case_id.is_empty() && record.citizen_id.is_empty())
}

/// Bytes of a cell that are kept: no valid value comes near, and the dots make a longer one invalid in every column.
const LONGEST_CELL: usize = 1 << 12;
/// Bytes of a record that are shown when it is no row.
const LONGEST_EXCERPT: usize = 80;

fn cut_to(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most {
        return Cow::Borrowed(text);
    }
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    Cow::Owned(format!("{}…", &text[..end]))
}

fn put_length(to: &mut Vec<u8>, mut n: usize) {
    while n >= 0x80 {
        to.push((n & 0x7F) as u8 | 0x80);
        n >>= 7;
    }
    to.push(n as u8);
}

/// Takes bytes off the front of what is packed. What is packed is whole, so the defaults are never met.
struct Cut<'a>(&'a [u8]);

impl<'a> Cut<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn length(&mut self) -> usize {
        let (mut n, mut shift) = (0usize, 0);
        while let Some(byte) = self.byte() {
            n |= usize::from(byte & 0x7F) << shift;
            shift += 7;
            if byte < 0x80 || shift > 56 {
                break;
            }
        }
        n
    }

    fn text(&mut self) -> &'a [u8] {
        let n = self.length().min(self.0.len());
        let (text, rest) = self.0.split_at(n);
        self.0 = rest;
        text
    }
}

/// A packed record.
#[derive(Clone, Copy)]
pub(crate) struct Packed<'a> {
    flags: u8,
    pub(crate) case: &'a [u8],
    citizen: &'a [u8],
    rest: &'a [u8],
}

impl<'a> Packed<'a> {
    pub(crate) fn read(packed: &'a [u8]) -> Packed<'a> {
        let mut cut = Cut(packed);
        let flags = cut.byte().unwrap_or_default();
        let (case, citizen) = (cut.text(), cut.text());
        Packed { flags, case, citizen, rest: cut.0 }
    }

    pub(crate) fn named_citizen(&self) -> Option<&'a [u8]> {
        match (self.citizen, self.case) {
            ([], [_, ..]) if self.flags & (MALFORMED | CITIZEN_UNREADABLE) == 0 => Some(self.case),
            ([], _) => None,
            (citizen, _) => Some(citizen),
        }
    }

    /// The record as the core reads it.
    pub(crate) fn record(&self, number: u64) -> Record {
        let of_file = Forms::of_bits(self.flags >> FORMS);
        let mut draft = RowDraft::new(number);
        draft.set(Column::CaseId, &String::from_utf8_lossy(self.case));
        draft.set(Column::CitizenId, &String::from_utf8_lossy(self.citizen));
        let malformed = self.flags & MALFORMED != 0;
        let mut rewritten: Vec<(Column, &str, String)> = Vec::new();
        let mut cut = Cut(self.rest);
        while let Some(tag) = cut.byte() {
            let text = std::str::from_utf8(cut.text()).unwrap_or_default();
            if tag & DEFECT != 0 {
                let kind = tag & !DEFECT;
                let fields = if kind == 0 { cut.length() } else { 0 };
                draft.refuse(Code::RecordMalformed, None, text, Defect::of_tag(kind, fields));
                continue;
            }
            let Some(column) = column_of(tag) else { continue };
            if tag & REFUSED != 0 {
                let mut letters = text.chars();
                let why = letters.next();
                draft.refuse(Code::ValueInvalid, Some(column), letters.as_str(), Refusal::expected(why));
                continue;
            }
            // Of a record that is no row only the references count.
            if malformed && !matches!(column, Column::CaseId | Column::CitizenId) {
                continue;
            }
            let forms = if tag & EXACT != 0 { Forms::CANONICAL } else { of_file };
            match form(column, text, forms) {
                Form::AsWritten => draft.set(column, text),
                Form::Canonical(canonical) => {
                    draft.set(column, &canonical);
                    rewritten.push((column, text, canonical));
                }
                Form::Refused(expected) => draft.refuse(Code::ValueInvalid, Some(column), text, expected),
            }
        }
        let mut record = draft.finish();
        if let CaseRow::Broken(row) = &mut record.row {
            if malformed {
                row.faults.retain(|fault| fault.code != Code::ValueMissing);
            }
            // A fault shows the value as in the file.
            for fault in &mut row.faults {
                let written = rewritten.iter().find(|(column, _, canonical)| fault.at.column == Some(*column) && fault.value == *canonical);
                if let Some((_, written, _)) = written {
                    (*written).clone_into(&mut fault.value);
                }
            }
        }
        record
    }
}
