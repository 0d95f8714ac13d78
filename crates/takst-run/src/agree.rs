//! A plan that is carried out: the same must come out as was planned.

use crate::failure::Failure;
use crate::plan::Fingerprints;
use crate::words::kind;
use takst::document::action::{Changed, NewDocument, changed};
use takst_explain::{Texts, format};
use takst_io::printable;

/// Returns an error where something else comes out `now` than was planned. `made_of` and `now_of` are what went into the two.
///
/// # Errors
/// Which document comes out otherwise, and what changed since: `plan.changed`.
pub fn agree(
    texts: &Texts,
    (planned, made_of): (&[NewDocument], &Fingerprints),
    (now, now_of): (&[NewDocument], &Fingerprints),
) -> Result<(), Failure> {
    changed(planned, now).map_or(Ok(()), |changed| Err(Failure::PlanChanged(explained(texts, changed, made_of, now_of))))
}

/// Which document of a plan comes out otherwise, and what changed since.
fn explained(texts: &Texts, changed: Changed<'_>, before: &Fingerprints, now: &Fingerprints) -> Vec<String> {
    let mut lines = vec![match (changed.planned, changed.now) {
        (Some(planned), Some(now)) if is_one(planned, now) => {
            texts.get("run-plan-other", &[("document", named(texts, now).into()), ("parts", parts(texts, planned, now).into())])
        }
        (Some(planned), Some(now)) => texts.get("run-plan-instead", &[("planned", named(texts, planned).into()), ("now", named(texts, now).into())]),
        (Some(planned), None) => texts.get("run-plan-gone", &[("document", named(texts, planned).into())]),
        (None, Some(now)) => texts.get("run-plan-added", &[("document", named(texts, now).into())]),
        (None, None) => String::new(),
    }];
    let inputs = [
        (before.cases != now.cases, "run-plan-input-cases"),
        (before.parties != now.parties, "run-plan-input-parties"),
        (before.catalogue != now.catalogue, "run-plan-input-catalogue"),
        (before.policy != now.policy, "run-plan-input-policy"),
        (before.ledger != now.ledger, "run-plan-input-ledger"),
    ];
    let changed: Vec<String> = inputs.into_iter().filter(|(differs, _)| *differs).map(|(_, id)| texts.get(id, &[])).collect();
    if !changed.is_empty() {
        lines.push(texts.get("run-plan-inputs", &[("inputs", changed.join(", ").into())]));
    }
    lines
}

fn is_one(planned: &NewDocument, now: &NewDocument) -> bool {
    let (a, b) = (&planned.content, &now.content);
    planned.kind == now.kind && (&a.case_id, &a.provider, a.payer, a.month) == (&b.case_id, &b.provider, b.payer, b.month)
}

fn parts(texts: &Texts, planned: &NewDocument, now: &NewDocument) -> String {
    let parts = [
        (planned.content.lines != now.content.lines, "run-plan-part-lines"),
        (planned.references != now.references, "run-plan-part-references"),
        (planned.reasons != now.reasons, "run-plan-part-reasons"),
        (planned.refers_to != now.refers_to, "run-plan-part-refers-to"),
    ];
    parts.into_iter().filter(|(differs, _)| *differs).map(|(_, id)| texts.get(id, &[])).collect::<Vec<_>>().join(", ")
}

fn named(texts: &Texts, document: &NewDocument) -> String {
    let content = &document.content;
    let args = [
        ("kind", kind(texts, document.kind).into()),
        ("case", printable(&content.case_id).into()),
        ("provider", printable(&content.provider).into()),
        ("payer", texts.municipality(content.payer).into()),
        ("month", format::month(texts.lang(), content.month).into()),
        ("net", format::amount(texts.lang(), content.sums().net).into()),
    ];
    texts.get("run-plan-document", &args)
}
