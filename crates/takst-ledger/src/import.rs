//! Documents of an earlier system, with their own numbers. One that cannot be taken over refuses the whole file.

use crate::error::{LedgerError, Refused, Why};
use crate::ledger::Head;
use crate::write::{DocumentContent, DocumentHead, Writing};
use chrono::NaiveDate;
use rusqlite::OptionalExtension;
use std::collections::HashMap;
use takst::contract::words::DocumentKind;
use takst::document::content::Content;
use takst::document::line::{DocumentLine, have_same_content};
use takst::document::party::{Parties, References};
use takst::{Month, Municipality};

/// A line of a document of an earlier system, with all that is said of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedRow {
    /// Number of the record in the file, from 1.
    pub record: u64,
    /// The document; the same in all rows of a number.
    pub document: ImportedDocument,
    /// The line.
    pub line: DocumentLine,
}

/// What is said of a document of an earlier system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedDocument {
    /// Its number.
    pub number: String,
    /// Invoice or credit note.
    pub kind: DocumentKind,
    /// Number of the document that it takes back or replaces.
    pub refers_to: Option<String>,
    /// Codes, joined by `;`.
    pub reasons: String,
    /// Date of issue.
    pub issued: NaiveDate,
    /// When payment is due.
    pub due: Option<NaiveDate>,
    /// The case.
    pub case_id: String,
    /// Id of the provider.
    pub provider: String,
    /// The paying municipality.
    pub payer: Municipality,
    /// The month.
    pub month: Month,
    /// Its references.
    pub references: References,
}

/// What an import added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Documents added.
    pub added: u64,
    /// Documents that the ledger had already, with the same content.
    pub passed_over: u64,
    /// The last record.
    pub head: Head,
}

struct Whole {
    record: u64,
    document: ImportedDocument,
    lines: Vec<DocumentLine>,
    contradicts: bool,
}

impl Writing<'_> {
    /// Takes documents of an earlier system over, and commits.
    ///
    /// # Errors
    /// Every document that cannot be taken over ([`LedgerError::Import`]); then none is. Or the ledger cannot be written.
    pub fn import(self, rows: Vec<ImportedRow>, parties: &Parties) -> Result<Imported, LedgerError> {
        self.import_watched(rows, parties, || {})
    }

    /// As [`import`](Writing::import); `done` is called after each row.
    ///
    /// # Errors
    /// Those of [`import`](Writing::import).
    pub fn import_watched(mut self, rows: Vec<ImportedRow>, parties: &Parties, mut done: impl FnMut()) -> Result<Imported, LedgerError> {
        let mut refused = Vec::new();
        let (mut added, mut passed_over) = (0, 0);
        for whole in wholes(rows) {
            whole.lines.iter().for_each(|_| done());
            match self.judge(&whole, parties)? {
                Judged::New => {
                    self.add(&whole)?;
                    added += 1;
                }
                Judged::Known => passed_over += 1,
                Judged::Refused(why) => refused.push(Refused { record: whole.record, number: whole.document.number, why }),
            }
        }
        if refused.is_empty() { Ok(Imported { added, passed_over, head: self.commit()? }) } else { Err(LedgerError::Import(refused)) }
    }

    fn judge(&self, whole: &Whole, parties: &Parties) -> Result<Judged, LedgerError> {
        let document = &whole.document;
        if whole.contradicts {
            return Ok(Judged::Refused(Why::Contradicts));
        }
        if let Some((record, stored)) = self.stored(&document.number)? {
            let same = stored.is_like(document) && have_same_content(&self.reader().lines(record)?, &whole.lines);
            return Ok(if same { Judged::Known } else { Judged::Refused(Why::OtherContent) });
        }
        if parties.sellers.values().any(|seller| seller.series.is_taken(seller.first_number, [document.number.as_str()])) {
            return Ok(Judged::Refused(Why::OfOurSeries));
        }
        let referred = match &document.refers_to {
            Some(number) => match self.stored(number)? {
                Some(referred) => Some(referred),
                None if document.kind == DocumentKind::Invoice => return Ok(Judged::Refused(Why::RefersToNothing)),
                None => return Ok(Judged::Refused(Why::TakesNothingBack)),
            },
            None => None,
        };
        match document.kind {
            DocumentKind::Invoice => {
                let mut reader = self.reader();
                let standing = reader.standing_of(&document.case_id)?;
                let is_second = standing.iter().any(|standing| stands_for(&standing.content, document));
                Ok(if is_second { Judged::Refused(Why::SecondInvoice) } else { Judged::New })
            }
            DocumentKind::CreditNote => {
                let takes_back = match referred {
                    Some((record, stored)) => {
                        let is_whole = stored.is_like(&ImportedDocument { kind: DocumentKind::Invoice, ..document.clone() })
                            && have_same_content(&self.reader().lines(record)?, &whole.lines);
                        let sql = "SELECT 1 FROM document WHERE kind = 'credit-note' AND refers_to = ?1";
                        stored.is_imported && is_whole && !self.transaction.prepare_cached(sql)?.exists([record])?
                    }
                    None => false,
                };
                Ok(if takes_back { Judged::New } else { Judged::Refused(Why::TakesNothingBack) })
            }
        }
    }

    fn stored(&self, number: &str) -> Result<Option<(i64, Stored)>, LedgerError> {
        let sql = "SELECT d.record, d.kind, d.provider, d.payer, d.month, d.series IS NULL, c.case_id
            FROM document d LEFT JOIN document_content c ON c.record = d.record WHERE d.number = ?1";
        let read = |row: &rusqlite::Row<'_>| {
            let stored = Stored {
                kind: row.get(1)?,
                provider: row.get(2)?,
                payer: row.get(3)?,
                month: row.get(4)?,
                is_imported: row.get(5)?,
                case_id: row.get(6)?,
            };
            Ok((row.get(0)?, stored))
        };
        Ok(self.transaction.prepare_cached(sql)?.query_row([number], read).optional()?)
    }

    fn add(&mut self, whole: &Whole) -> Result<(), LedgerError> {
        let document = &whole.document;
        let head = DocumentHead {
            number: &document.number,
            kind: document.kind.as_str(),
            series: None,
            refers_to: document.refers_to.as_deref(),
            reasons: document.reasons.clone(),
            provider: &document.provider,
            payer: document.payer,
            month: document.month,
            issued: document.issued,
            due: document.due,
            parties: None,
            receipt: None,
        };
        let content = DocumentContent { case_id: &document.case_id, citizen_id: "", references: &document.references, lines: &whole.lines };
        self.document(&head, &content)
    }
}

enum Judged {
    New,
    Known,
    Refused(Why),
}

/// What the ledger says of a document.
struct Stored {
    kind: String,
    provider: String,
    payer: String,
    month: String,
    is_imported: bool,
    /// `None`: the content has expired.
    case_id: Option<String>,
}

impl Stored {
    fn is_like(&self, document: &ImportedDocument) -> bool {
        self.kind == document.kind.as_str()
            && self.provider == document.provider
            && self.payer == format!("{:03}", document.payer.code())
            && self.month == document.month.to_string()
            && self.case_id.as_ref() == Some(&document.case_id)
    }
}

fn stands_for(standing: &Content, document: &ImportedDocument) -> bool {
    *standing.provider == *document.provider && standing.payer == document.payer && standing.month == document.month
}

/// The rows of each number, by first appearance.
fn wholes(rows: Vec<ImportedRow>) -> Vec<Whole> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut wholes: Vec<Whole> = Vec::new();
    for row in rows {
        let place = *places.entry(row.document.number.clone()).or_insert(wholes.len());
        match wholes.get_mut(place) {
            Some(whole) => {
                whole.contradicts |= whole.document != row.document;
                whole.lines.push(row.line);
            }
            None => wholes.push(Whole { record: row.record, document: row.document, lines: vec![row.line], contradicts: false }),
        }
    }
    wholes
}
