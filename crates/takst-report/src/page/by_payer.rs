//! How the cases of a file divide into payers, also those that are refused and so have no lines.

use std::collections::{BTreeMap, BTreeSet};
use takst::{CaseRow, Citizen, Municipality};

/// Cases of a payer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cases {
    pub(super) all: u64,
    pub(super) refused: u64,
}

/// Cases by payer, as their rows have it.
#[derive(Default)]
pub(super) struct ByPayer {
    pub(super) cases: BTreeMap<Municipality, Cases>,
    /// Refused cases with a row whose payer cannot be read.
    pub(super) unread: u64,
    /// The cases of the citizen whose statements are expected.
    of_citizen: Vec<(Box<str>, BTreeSet<Option<Municipality>>)>,
}

impl ByPayer {
    pub(super) fn citizen(&mut self, citizen: &Citizen, is_own: &[bool]) {
        let own = citizen.cases.iter().zip(is_own).filter(|(_, is_own)| **is_own).map(|(case, _)| case);
        let payer = |row: &CaseRow| match row {
            CaseRow::Sound(row) => Some(row.payer()),
            CaseRow::Broken(row) => row.payer,
        };
        self.of_citizen = own.map(|case| (case.shown_id().into(), case.rows.iter().map(payer).collect())).collect();
    }

    pub(super) fn statement(&mut self, case_id: &str, is_refused: bool) {
        let Some(at) = self.of_citizen.iter().position(|(id, _)| **id == *case_id) else { return };
        let (_, payers) = self.of_citizen.remove(at);
        self.unread += u64::from(is_refused && payers.contains(&None));
        for payer in payers.into_iter().flatten() {
            let cases = self.cases.entry(payer).or_default();
            cases.all += 1;
            cases.refused += u64::from(is_refused);
        }
    }
}
