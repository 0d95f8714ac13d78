//! Faults and findings of the cases of a run, as frames.

use crate::frames::{Frame, Summary};
use crate::given::fault::Ended;
use crate::given::texts::said;
use crate::ledger::work::Problems;
use pyo3::prelude::*;
use takst::Finding;
use takst_batch::exchange::problems_batch;
use takst_explain::Lang;

/// Refused cases, findings and counts.
pub struct Cases {
    pub refused: Frame,
    pub findings: Frame,
    pub summary: takst_batch::Summary,
}

impl Cases {
    /// Puts all of them into words.
    pub fn of(problems: &Problems, summary: &takst_io::Summary, lang: Lang) -> Result<Cases, Ended> {
        let message = |finding: &Finding| said(lang, finding, &problems.places);
        let frame = |found: &[(Box<str>, Finding)]| problems_batch(found, &message).map(Frame::one);
        let takst_io::Summary { rows, cases, refused, lines, .. } = *summary;
        let summary = takst_batch::Summary { rows, cases, refused, lines, ..takst_batch::Summary::default() };
        Ok(Cases { refused: frame(&problems.faults)?, findings: frame(&problems.findings)?, summary })
    }

    /// As Python sees it.
    pub fn held(self, py: Python<'_>) -> PyResult<Held> {
        Ok(Held { refused: Py::new(py, self.refused)?, findings: Py::new(py, self.findings)?, summary: Py::new(py, Summary::from(&self.summary))? })
    }
}

/// The same, as Python objects.
#[derive(Debug)]
pub struct Held {
    pub refused: Py<Frame>,
    pub findings: Py<Frame>,
    pub summary: Py<Summary>,
}
