//! `takst correct`: what differs is planned, and issued by a plan.

use crate::args::TariffArgs;
use crate::documents::args::{CorrectArgs, IssueArgs};
use crate::documents::task::{Shown, Task, run as run_task};
use crate::say::{Ended, Failure, aside};
use crate::words::texts;
use crate::work::is_same_file;
use chrono::NaiveDate;
use clap::ValueEnum;
use std::io::Write;
use std::path::{Path, PathBuf};
use takst_explain::paper::{self, PlanPage};
use takst_explain::{Lang, format};
use takst_run::{Made, NoPlan, Plan, What, agree, write_whole};

pub(crate) fn run(args: &CorrectArgs, lang: Lang) -> Result<Ended, Failure> {
    match &args.plan {
        None => plan(args, lang),
        Some(path) => carry_out(args, path, lang),
    }
}

/// Works a plan out, and keeps it where that is asked for.
fn plan(args: &CorrectArgs, lang: Lang) -> Result<Ended, Failure> {
    let (texts, issue) = (texts(lang), &args.issue);
    let cases = issue.source.read_with(&issue.tariffs);
    let mut read: Vec<&Path> = cases.chain([&*issue.ledger, &*issue.parties]).chain(issue.report.as_deref()).collect();
    for (option, path) in [("--save-plan", &args.save_plan), ("--page", &args.page)] {
        let Some(path) = path.as_deref() else { continue };
        if read.iter().any(|read| *read == path || is_same_file(read, path)) {
            return Err(Failure::PlanIsInput { option, file: takst_run::file_name(path) });
        }
        read.push(path);
    }
    let task = Task {
        args: issue,
        tariffs: &issue.tariffs,
        what: What::correction(&args.reissue, args.complete),
        until: issue.until,
        note: issue.note.as_deref(),
        issues: false,
        plan: args.save_plan.as_deref(),
        planned: None,
    };
    let mut date = None;
    let ended = run_task(&task, Shown::Differences, (&texts, lang), |settlement, basis| {
        date = Some(basis.date);
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
            inputs: basis.made_of.clone(),
        };
        Plan::of(made, settlement).save(path).map_err(|error| Failure::report(path, error))
    })?;
    if let (Some(path), Some(date)) = (&args.save_plan, date) {
        let saved = texts.get("cli-plan-saved", &[("file", takst_run::file_name(path).into())]);
        aside(&format!("{saved}\n  {}\n", command(issue, path, date)));
    }
    Ok(ended)
}

/// The command that carries a plan out, as it is typed.
fn command(issue: &IssueArgs, plan: &Path, date: NaiveDate) -> String {
    let shown = |path: &Path| {
        let text = path.display().to_string();
        if text.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c)) { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
    };
    let files: Vec<String> = issue.source.files.iter().map(|file| shown(file)).collect();
    let mut command = format!("takst correct {} --plan {}", files.join(" "), shown(plan));
    let form = &issue.source.form;
    let input = form.input.and_then(|input| input.to_possible_value()).map(|input| PathBuf::from(input.get_name()));
    let dates = form.dates.map(|dates| PathBuf::from(dates.as_str()));
    let given = [
        ("--input", input.as_deref()),
        ("--sheet", form.sheet.as_deref().map(Path::new)),
        ("--map", form.map.as_deref()),
        ("--dates", dates.as_deref()),
        ("--pseudonyms", form.pseudonyms.as_deref()),
        ("--ledger", Some(&*issue.ledger)),
        ("--parties", Some(&*issue.parties)),
        ("--policy", issue.tariffs.policy.as_deref()),
        ("--catalogue", issue.tariffs.catalogue.as_deref()),
    ];
    for (option, path) in given {
        if let Some(path) = path {
            command.push_str(&format!(" {option} {}", shown(path)));
        }
    }
    format!("{command} --date {date}")
}

/// Works a plan out again, and issues it where the same comes out.
fn carry_out(args: &CorrectArgs, path: &Path, lang: Lang) -> Result<Ended, Failure> {
    let (texts, issue) = (texts(lang), &args.issue);
    let unusable = |reason: NoPlan| takst_run::Failure::no_plan(path, reason);
    let plan = Plan::read(path).map_err(unusable)?;
    let planned = plan.documents().map_err(unusable)?;
    let tariffs = TariffArgs { as_of: plan.knowledge().map_err(unusable)?, ..issue.tariffs.clone() };
    let task = Task {
        args: issue,
        tariffs: &tariffs,
        what: plan.what(),
        until: Some(plan.last_month().map_err(unusable)?),
        note: issue.note.as_deref().or(plan.note.as_deref()),
        issues: true,
        plan: Some(path),
        planned: Some(&planned),
    };
    run_task(&task, Shown::Rows, (&texts, lang), |settlement, basis| {
        if plan.date != basis.date.to_string() {
            let written = |day: NaiveDate| format::date(lang, day);
            let planned = plan.date.parse().map_or_else(|_| plan.date.clone(), written);
            let args = [("planned", planned.into()), ("date", written(basis.date).into())];
            aside(&format!("{}\n", texts.get("cli-plan-other-date", &args)));
        }
        Ok(agree(&texts, (&planned, &plan.inputs), (&settlement.documents, &basis.made_of))?)
    })
}
