//! `takst correct`: what differs is planned, and issued by a plan.

use crate::args::TariffArgs;
use crate::documents::args::CorrectArgs;
use crate::documents::plan::{Fingerprints, Made, NoPlan, Plan};
use crate::documents::settled::What;
use crate::documents::task::{Basis, Shown, Task, run as run_task};
use crate::documents::whole::write_whole;
use crate::say::{Ended, Failure, aside};
use crate::words::texts;
use crate::work::is_same_file;
use std::io::Write;
use std::path::Path;
use takst::document::action::{Changed, NewDocument, changed};
use takst::document::settle::Mode;
use takst_explain::paper::{self, PlanPage};
use takst_explain::{Lang, Texts};

pub(crate) fn run(args: &CorrectArgs, lang: Lang) -> Result<Ended, Failure> {
    match &args.plan {
        None => plan(args, lang),
        Some(path) => carry_out(args, path, lang),
    }
}

fn what<'a>(reissue: &'a [String], complete: bool) -> What<'a> {
    match (reissue, complete) {
        ([], false) => What::All(Mode::Correct),
        ([], true) => What::All(Mode::Complete),
        (numbers, _) => What::Reissue(numbers),
    }
}

fn fingerprints(basis: &Basis<'_>) -> Fingerprints {
    Fingerprints {
        cases: basis.cases_sha256.clone(),
        parties: basis.parties_sha256.clone(),
        catalogue: basis.catalogue_sha256.clone(),
        policy: basis.policy_sha256.clone(),
        ledger: basis.head.hexadecimal(),
    }
}

/// Works a plan out, and keeps it where that is asked for.
fn plan(args: &CorrectArgs, lang: Lang) -> Result<Ended, Failure> {
    let (texts, issue) = (texts(lang), &args.issue);
    let mut read = vec![&*issue.source.file, &*issue.ledger, &*issue.parties];
    read.extend(issue.tariffs.policy.as_deref().into_iter().chain(issue.report.as_deref()));
    for (option, path) in [("--save-plan", &args.save_plan), ("--page", &args.page)] {
        let Some(path) = path.as_deref() else { continue };
        if read.iter().any(|read| *read == path || is_same_file(read, path)) {
            return Err(Failure::PlanIsInput { option, file: path.display().to_string() });
        }
        read.push(path);
    }
    let task = Task {
        args: issue,
        tariffs: &issue.tariffs,
        what: what(&args.reissue, args.complete),
        until: issue.until,
        note: issue.note.as_deref(),
        issues: false,
        plan: args.save_plan.as_deref(),
        planned: None,
    };
    let ended = run_task(&task, Shown::Differences, (&texts, lang), |settlement, basis| {
        if let Some(path) = &args.page {
            let page = PlanPage { settlement, date: basis.date, until: basis.until };
            let page = paper::plan(&page, basis.book, basis.book.catalogue(), &texts);
            write_whole(path, |to| to.write_all(page.as_bytes())).map_err(|error| Failure::report(path, error))?;
        }
        let Some(path) = &args.save_plan else { return Ok(()) };
        let made = Made {
            date: basis.date.to_string(),
            until: basis.until.to_string(),
            as_of: issue.tariffs.as_of.map(|day| day.to_string()),
            complete: args.complete,
            reissue: &args.reissue,
            note: issue.note.as_deref(),
            inputs: fingerprints(basis),
        };
        Plan::of(made, settlement).save(path).map_err(|error| Failure::report(path, error))
    })?;
    if let Some(path) = &args.save_plan {
        aside(&format!("{}\n", texts.get("cli-plan-saved", &[("file", path.display().to_string().into())])));
    }
    Ok(ended)
}

/// Works a plan out again, and issues it where the same comes out.
fn carry_out(args: &CorrectArgs, path: &Path, lang: Lang) -> Result<Ended, Failure> {
    let (texts, issue) = (texts(lang), &args.issue);
    let unusable = |reason: NoPlan| Failure::NoPlan { file: path.display().to_string(), reason };
    let plan = Plan::read(path).map_err(unusable)?;
    let planned = plan.documents().map_err(unusable)?;
    let tariffs = TariffArgs { as_of: plan.knowledge().map_err(unusable)?, ..issue.tariffs.clone() };
    let task = Task {
        args: issue,
        tariffs: &tariffs,
        what: what(&plan.reissue, plan.complete),
        until: Some(plan.last_month().map_err(unusable)?),
        note: issue.note.as_deref().or(plan.note.as_deref()),
        issues: true,
        plan: Some(path),
        planned: Some(&planned),
    };
    run_task(&task, Shown::Rows, (&texts, lang), |settlement, basis| match changed(&planned, &settlement.documents) {
        None => Ok(()),
        Some(changed) => Err(Failure::PlanChanged(explained(&texts, changed, &plan.inputs, &fingerprints(basis)))),
    })
}

/// Which document of a plan comes out otherwise, and what changed since.
fn explained(texts: &Texts, changed: Changed<'_>, before: &Fingerprints, now: &Fingerprints) -> Vec<String> {
    let mut lines = vec![match (changed.planned, changed.now) {
        (Some(planned), Some(now)) if is_one(planned, now) => {
            texts.get("cli-plan-other", &[("document", named(texts, now).into()), ("parts", parts(texts, planned, now).into())])
        }
        (Some(planned), Some(now)) => texts.get("cli-plan-instead", &[("planned", named(texts, planned).into()), ("now", named(texts, now).into())]),
        (Some(planned), None) => texts.get("cli-plan-gone", &[("document", named(texts, planned).into())]),
        (None, Some(now)) => texts.get("cli-plan-added", &[("document", named(texts, now).into())]),
        (None, None) => String::new(),
    }];
    let inputs = [
        (before.cases != now.cases, "cli-plan-input-cases"),
        (before.parties != now.parties, "cli-plan-input-parties"),
        (before.catalogue != now.catalogue, "cli-plan-input-catalogue"),
        (before.policy != now.policy, "cli-plan-input-policy"),
        (before.ledger != now.ledger, "cli-plan-input-ledger"),
    ];
    let changed: Vec<String> = inputs.into_iter().filter(|(differs, _)| *differs).map(|(_, id)| texts.get(id, &[])).collect();
    if !changed.is_empty() {
        lines.push(texts.get("cli-plan-inputs", &[("inputs", changed.join(", ").into())]));
    }
    lines
}

fn is_one(planned: &NewDocument, now: &NewDocument) -> bool {
    let (a, b) = (&planned.content, &now.content);
    planned.kind == now.kind && (&a.case_id, &a.provider, a.payer, a.month) == (&b.case_id, &b.provider, b.payer, b.month)
}

fn parts(texts: &Texts, planned: &NewDocument, now: &NewDocument) -> String {
    let parts = [
        (planned.content.lines != now.content.lines, "cli-plan-part-lines"),
        (planned.references != now.references, "cli-plan-part-references"),
        (planned.reasons != now.reasons, "cli-plan-part-reasons"),
        (planned.refers_to != now.refers_to, "cli-plan-part-refers-to"),
    ];
    parts.into_iter().filter(|(differs, _)| *differs).map(|(_, id)| texts.get(id, &[])).collect::<Vec<_>>().join(", ")
}

fn named(texts: &Texts, document: &NewDocument) -> String {
    let content = &document.content;
    let args = [
        ("kind", crate::documents::table::kind(texts, document.kind).into()),
        ("case", takst_io::printable(&content.case_id).into()),
        ("provider", takst_io::printable(&content.provider).into()),
        ("payer", texts.municipality(content.payer).into()),
        ("month", content.month.to_string().into()),
        ("net", takst_explain::format::amount(texts.lang(), content.sums().net).into()),
    ];
    texts.get("cli-plan-document", &args)
}
