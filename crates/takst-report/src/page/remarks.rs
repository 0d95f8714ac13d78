//! Remarks: warnings and notes, which change no price and are to be checked.

use takst::{FilePlace, Finding, Severity};

/// Remarks that the page has.
const MOST_REMARKS: usize = 200;

/// One remark and where it stands; `None` instead of a case: the file.
pub(super) struct Remark {
    pub(super) case_id: Option<Box<str>>,
    pub(super) finding: Finding,
    pub(super) place: FilePlace,
}

/// Remarks, within bounds: warnings first.
#[derive(Default)]
pub(super) struct Remarks {
    warnings: Vec<Remark>,
    notes: Vec<Remark>,
    pub(super) all: u64,
}

impl Remarks {
    pub(super) fn add(&mut self, case_id: Option<&str>, finding: &Finding, place: FilePlace) {
        self.all += 1;
        let kept = if finding.code.severity() == Severity::Warning { &mut self.warnings } else { &mut self.notes };
        if kept.len() < MOST_REMARKS {
            kept.push(Remark { case_id: case_id.map(Into::into), finding: finding.clone(), place });
        }
    }

    pub(super) fn shown(&self) -> impl Iterator<Item = &Remark> {
        self.warnings.iter().chain(&self.notes).take(MOST_REMARKS)
    }
}
