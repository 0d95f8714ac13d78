//! What a statement holds, for all classes that show a part of it.

use crate::convert;
use crate::error::refused;
use crate::finding::{Said, SaidText};
use crate::line_text::{self, LineText};
use crate::words::{Words, WordsText};
use pyo3::prelude::*;
use std::sync::{Arc, OnceLock};
use takst_explain::Lang;

/// What the short form of a result says of a case whose refund depends on others that were not there.
pub const ALONE: &str = "without the citizen's other cases";

/// A document of lines as text, for pickles.
type DocumentText = (String, String, String, Option<String>, Vec<LineText>);
/// A statement as text, for pickles.
pub type StatementText = (String, String, String, Option<Vec<DocumentText>>, Vec<SaidText>, Vec<SaidText>, WordsText, bool);

/// What a statement holds. Lines and documents point into it, so that nothing is copied.
#[derive(Debug)]
pub struct Held {
    pub core: takst::Statement,
    /// The book it was priced by; `None` out of a pickle.
    pub book: Option<Arc<takst::Book>>,
    pub lang: Lang,
    /// Whether the case was priced by itself, and its refund depends on the citizen's other cases.
    pub is_alone: bool,
    /// Faults and findings in words, made when they are first asked for.
    said: OnceLock<(Vec<Said>, Vec<Said>)>,
    words: OnceLock<Words>,
}

impl Held {
    /// A statement of a case that was priced with all others that count.
    pub fn new(core: takst::Statement, book: &Arc<takst::Book>, lang: Lang) -> Arc<Held> {
        Held::priced(core, book, lang, false)
    }

    pub fn priced(core: takst::Statement, book: &Arc<takst::Book>, lang: Lang, is_alone: bool) -> Arc<Held> {
        let is_alone = is_alone && !core.is_refused();
        Arc::new(Held { core, book: Some(book.clone()), lang, is_alone, said: OnceLock::new(), words: OnceLock::new() })
    }

    /// What is said of a case whose refund depends on others that were not there.
    pub fn note(&self, lang: Lang) -> Option<String> {
        self.is_alone.then(|| convert::texts(lang).get("page-alone", &[]))
    }

    fn said(&self) -> &(Vec<Said>, Vec<Said>) {
        self.said.get_or_init(|| {
            let of = |findings: &[takst::Finding]| findings.iter().map(|finding| Said::of(finding, Some(&self.core.case_id))).collect();
            (of(self.core.result.as_ref().err().map_or(&[], Vec::as_slice)), of(&self.core.findings))
        })
    }

    pub fn words(&self) -> &Words {
        self.words.get_or_init(|| self.book.as_ref().map_or_else(Words::default, |book| Words::of(&self.core, book)))
    }

    pub fn faults(&self) -> &[Said] {
        &self.said().0
    }

    pub fn findings(&self) -> &[Said] {
        &self.said().1
    }

    /// The documents, or the exception that says why there are none.
    pub fn documents(&self, py: Python<'_>) -> PyResult<&[takst::Document]> {
        match &self.core.result {
            Ok(documents) => Ok(documents),
            Err(_) => Err(self.refusal(py)),
        }
    }

    /// The exception of a refused case.
    pub fn refusal(&self, py: Python<'_>) -> PyErr {
        refused(py, Some(&self.core.case_id), self.faults(), self.lang)
    }

    /// The statement as text.
    pub fn to_text(&self) -> StatementText {
        let core = &self.core;
        let document = |document: &takst::Document| {
            let lines = document.lines.iter().map(|line| line_text::to_text(core, line)).collect();
            (
                document.provider.to_string(),
                document.payer.to_string(),
                document.month.to_string(),
                document.hold.map(|code| code.as_str().to_owned()),
                lines,
            )
        };
        let said = |said: &[Said]| said.iter().map(Said::to_text).collect();
        (
            core.case_id.to_string(),
            core.citizen_id.to_string(),
            self.lang.to_string(),
            core.result.as_ref().ok().map(|documents| documents.iter().map(document).collect()),
            said(self.faults()),
            said(self.findings()),
            self.words().to_text(),
            self.is_alone,
        )
    }

    /// The statement out of its text.
    pub fn from_text((case_id, citizen_id, lang, documents, faults, findings, words, is_alone): StatementText) -> PyResult<Arc<Held>> {
        let document = |(provider, payer, month, hold, lines): DocumentText| -> PyResult<takst::Document> {
            Ok(takst::Document {
                provider: provider.into(),
                payer: line_text::payer(&payer)?,
                month: line_text::month(&month)?,
                hold: hold.map(|code| convert::code(&code)).transpose()?,
                lines: lines.into_iter().map(line_text::from_text).collect::<PyResult<_>>()?,
            })
        };
        let said = |said: Vec<SaidText>| said.into_iter().map(Said::from_text).collect::<PyResult<Vec<_>>>();
        let result = match documents {
            Some(documents) => Ok(documents.into_iter().map(document).collect::<PyResult<_>>()?),
            None => Err(Vec::new()),
        };
        let core = takst::Statement { case_id: case_id.into(), citizen_id: citizen_id.into(), result, findings: Vec::new() };
        let said = OnceLock::from((said(faults)?, said(findings)?));
        let words = OnceLock::from(Words::from_text(words)?);
        Ok(Arc::new(Held { core, book: None, lang: convert::lang(Some(&lang))?, is_alone, said, words }))
    }
}

impl PartialEq for Held {
    fn eq(&self, other: &Held) -> bool {
        let documents = |held: &Held| held.core.result.is_ok();
        let same_lines = || self.core.result.as_ref().ok() == other.core.result.as_ref().ok();
        (&self.core.case_id, &self.core.citizen_id) == (&other.core.case_id, &other.core.citizen_id)
            && documents(self) == documents(other)
            && same_lines()
            && self.said() == other.said()
    }
}
