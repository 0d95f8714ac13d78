//! Why a place is corrected (D7).

use crate::contract::code::Code;
use crate::document::differ::differ;
use crate::document::line::DocumentLine;
use crate::document::services::Services;
use crate::model::municipality::Municipality;
use std::collections::BTreeSet;

/// The lines of a document with its payer.
pub(crate) type OfPayer<'a> = (Municipality, &'a [DocumentLine]);

/// Returns the reasons of a place: all that stood against all that should be. None where nothing stood.
pub(crate) fn reasons(stood: &[OfPayer<'_>], should: &[OfPayer<'_>], services: &impl Services) -> Vec<Code> {
    if stood.is_empty() {
        return Vec::new();
    }
    if should.is_empty() {
        return vec![Code::CorrectionWithdrawn];
    }
    let payers = |documents: &[OfPayer<'_>]| documents.iter().map(|(payer, _)| *payer).collect::<BTreeSet<_>>();
    let lines = |documents: &[OfPayer<'_>]| documents.iter().flat_map(|(_, lines)| lines.iter().cloned()).collect::<Vec<_>>();
    let differences = differ(&lines(stood), &lines(should), services);
    let found = [
        (payers(stood) != payers(should), Code::CorrectionPayer),
        (differences.services, Code::CorrectionService),
        (differences.period, Code::CorrectionPeriod),
        (differences.price, Code::CorrectionPrice),
        (differences.vat, Code::CorrectionVat),
    ];
    let found: Vec<Code> = found.into_iter().filter_map(|(holds, code)| holds.then_some(code)).collect();
    if found.is_empty() { vec![Code::CorrectionAmount] } else { found }
}
