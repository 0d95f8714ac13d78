//! `takst totals`: a case file in, sums by group out.

use super::args::{Form, SumArgs, TotalsArgs};
use super::group_words::GroupWords;
use super::run::{Adding, Answer, Asked, Question, size_of};
use super::sums::{Sum, Sums, groups, write_csv, write_json};
use super::totals_table::{Screen, table};
use crate::filter::Filter;
use crate::problems::Problems;
use crate::progress::Bar;
use crate::say::{Ended, Failure, aside};
use crate::summary::ProblemSummary;
use crate::table::{LONG, screen_width};
use crate::words::{count, texts};
use crate::work::bind;
use std::io::{self, Write};
use std::sync::Arc;
use takst::{Amount, ReportingPeriod};
use takst_explain::{Lang, Texts, format};

pub(crate) fn run(args: &TotalsArgs, lang: Lang) -> Result<Ended, Failure> {
    let texts = texts(lang);
    let SumArgs { cases, groups, filter } = &args.sums;
    let request = cases.request()?;
    let csv = groups.csv_style()?;
    let mut filter = Filter::new(filter)?;
    if let Some(path) = args.report.as_deref().filter(|path| cases.reads(path)) {
        return Err(Failure::ReportIsInput { file: takst_run::file_name(path) });
    }
    let book = Arc::new(bind(&cases.tariffs, lang).map_err(Failure::Lines)?.book);
    let reading = cases.source.form.reading(lang)?;
    let mut asked = Asked::new(Question { cases, reading: &reading, by: &groups.by, request, grouping: groups.grouping(), twice: false });
    let mut problems = Problems::new(&texts, ProblemSummary::of_sums(), args.report.as_deref());
    let mut bar = Bar::new(&texts, size_of(&cases.source));
    let mut adding = Adding { filter: &mut filter, problems: &mut problems, bar: &mut bar, refused: None };
    let answer = asked.under(&book, &mut adding)?;
    let width = screen_width();
    let words = GroupWords::new(&texts, &groups.by, &[&book]);
    let screen = Screen { texts: &texts, words: &words, by: &groups.by, width };
    let mut stdout = io::stdout().lock();
    match groups.format {
        Form::Table => stdout.write_all(page(screen, &answer, request, &filter)?.as_bytes()),
        Form::Csv => write_csv(&mut stdout, csv, &answer.totals, |_| true),
        Form::Json => write_json(&mut stdout, &answer.totals, |_| true),
    }
    .and_then(|()| stdout.flush())
    .map_err(Failure::Stdout)?;
    let shown = problems.finish()?;
    aside(&shown.problems(&texts, answer.refused, width.min(100)));
    aside(&not_looked_for(&texts, &answer, "cli-sums-no-findings"));
    aside(&filter.counts(&texts, &answer.summary, answer.refused));
    Ok(Ended::with_refused(answer.refused))
}

/// That findings were not looked for, where they were not.
pub(super) fn not_looked_for(texts: &Texts, answer: &Answer, id: &str) -> String {
    if answer.has_findings { String::new() } else { format!("{}\n", texts.get(id, &[])) }
}

/// The sums as a page to read.
fn page(screen: Screen<'_>, answer: &Answer, request: ReportingPeriod, filter: &Filter) -> Result<String, Failure> {
    let groups = groups(&answer.totals).map_err(|error| Failure::Stdout(io::Error::other(error)))?;
    let all = answer.sums()?;
    let mut text = heading(screen, request, filter);
    if all == Sums::default() {
        let id = if request == ReportingPeriod::ALL { "cli-no-lines" } else { "cli-no-lines-in-period" };
        return Ok(format!("{text}{}\n", screen.say(id)));
    }
    let shown = groups.get(..LONG).unwrap_or(&groups);
    text.push_str(&table(screen, shown, &all));
    text.push_str(&more(screen, groups.len() - shown.len()));
    text.push_str(&at_stake(screen, all.get(Sum::AtStake)));
    Ok(text)
}

/// The heading: groups, days, filter.
pub(super) fn heading(screen: Screen<'_>, request: ReportingPeriod, filter: &Filter) -> String {
    let mut parts = vec![screen.say("cli-sums-heading")];
    if !screen.by.is_empty() {
        let names: Vec<String> = screen.headings().iter().map(|name| name.to_lowercase()).collect();
        parts.push(screen.texts.get("cli-sums-by", &[("groups", names.join(", ").into())]));
    }
    let mut text = parts.join(" ");
    if let Some(period) = period(screen.texts, request) {
        text.push_str(&format!(", {period}"));
    }
    text.push('\n');
    let shown: Vec<String> = filter.said().map(|(column, value)| screen.words.value(column, value)).collect();
    if !shown.is_empty() {
        text.push_str(&format!("{}\n", screen.texts.get("cli-sums-only", &[("values", shown.join("; ").into())])));
    }
    textwrap::fill(&text, screen.width)
}

/// The days that are summed up, in words.
fn period(texts: &Texts, request: ReportingPeriod) -> Option<String> {
    let lang = texts.lang();
    match (request.from, request.until) {
        (None, None) => None,
        (Some(from), None) => Some(texts.get("cli-sums-from", &[("month", format::month(lang, from).into())])),
        (None, Some(until)) => Some(texts.get("cli-sums-until", &[("day", format::date(lang, until).into())])),
        (Some(from), Some(until)) if until == from.last_day() => Some(format::month(lang, from)),
        (Some(from), Some(until)) if from.month_of_year() == 1 && until == from.plus(11).last_day() => Some(from.year().to_string()),
        (Some(from), Some(until)) => takst::Period::new(from.first_day(), until).map(|period| format::period(lang, period)),
    }
}

/// The line that says how many groups the table leaves out.
pub(super) fn more(screen: Screen<'_>, groups: usize) -> String {
    if groups == 0 { String::new() } else { format!("{}\n", screen.texts.get("cli-sums-more", &[("groups", count(groups as u64))])) }
}

/// The refund that is not claimed because the right to it is not settled.
fn at_stake(screen: Screen<'_>, ore: i64) -> String {
    if ore == 0 {
        return String::new();
    }
    let amount = format::amount(screen.texts.lang(), Amount::from_ore(ore));
    let text = screen.texts.get("cli-sums-at-stake", &[("amount", amount.into())]);
    format!("\n{}\n", textwrap::fill(&text, screen.width.min(100)))
}
