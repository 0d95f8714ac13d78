//! `takst compare`: how sums differ between two ways to price the same cases.

use super::args::{CompareArgs, Form, SumArgs};
use super::compare_table::table;
use super::group_words::GroupWords;
use super::run::{Adding, Answer, Asked, Question, size_of};
use super::sums::{Group, pairs, write_csv, write_json};
use super::totals::{heading, more, not_looked_for};
use super::totals_table::Screen;
use crate::args::TariffArgs;
use crate::filter::Filter;
use crate::problems::Problems;
use crate::progress::Bar;
use crate::say::{Ended, Failure, aside};
use crate::summary::ProblemSummary;
use crate::table::{LONG, screen_width};
use crate::words::{count, texts};
use crate::work::{bind, bind_changed};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::Arc;
use takst::{Code, Statement};
use takst_batch::difference;
use takst_catalogue::Change;
use takst_explain::{Lang, Texts, format};
use takst_io::printable;

/// Cases that only one side refuses, by their reference, with their faults in words.
type Refused = BTreeMap<String, Vec<String>>;

/// Cases that are named one by one.
const MOST_CASES: usize = 50;

pub(crate) fn run(args: &CompareArgs, lang: Lang) -> Result<Ended, Failure> {
    let texts = texts(lang);
    let SumArgs { cases, groups, filter } = &args.sums;
    let by = &groups.by;
    let request = cases.request()?;
    let csv = groups.csv_style()?;
    let mut filter = Filter::new(filter)?;
    let changes: Vec<Change> = change(args).into_iter().collect();
    let tariffs = [cases.tariffs.clone(), args.tariffs_b()];
    let before = Arc::new(bind(&tariffs[0], lang).map_err(Failure::Lines)?.book);
    let after = Arc::new(bind_changed(&tariffs[1], &changes, lang).map_err(Failure::Lines)?.book);
    let reading = cases.source.form.reading(lang)?;
    let mut asked = Asked::new(Question { cases, reading: &reading, by, request, grouping: groups.grouping(), twice: true });
    let mut sides: Vec<(Answer, Refused)> = Vec::new();
    let mut codes = BTreeMap::new();
    for book in [&before, &after] {
        let mut refused = Refused::new();
        let mut problems = Problems::new(&texts, ProblemSummary::of_sums().without_report(), None);
        let mut keep = |statement: &Statement| keep(&texts, statement, &mut refused);
        let mut bar = Bar::new(&texts, size_of(&cases.source));
        let mut adding = Adding { filter: &mut filter, problems: &mut problems, bar: &mut bar, refused: Some(&mut keep) };
        let answer = asked.under(book, &mut adding)?;
        // The second side has most of the first's findings; those are counted once.
        let found = problems.finish()?;
        if sides.is_empty() {
            aside(&found.problems(&texts, 0, screen_width().min(100)));
            aside(&not_looked_for(&texts, &answer, "cli-compare-no-findings"));
            codes = found.code_counts();
        } else {
            aside(&more_codes(&texts, &codes, &found.code_counts()));
        }
        sides.push((answer, refused));
    }
    let [(a, refused_a), (b, refused_b)]: [(Answer, Refused); 2] = sides.try_into().map_err(|_| Failure::TooLarge)?;
    let all = [a.sums()?, b.sums()?];
    let differing = difference(&a.totals, &b.totals).map_err(|_| Failure::TooLarge)?;
    let found = pairs(&differing).map_err(|error| Failure::Stdout(io::Error::other(error)))?;
    let is_shown = |group: &Group<2>| args.all || group.differs();
    let left_out = found.iter().filter(|group| !is_shown(group)).count();
    let width = screen_width();
    let words = GroupWords::new(&texts, by, &[&before, &after]);
    let screen = Screen { texts: &texts, words: &words, by, width };
    let mut stdout = io::stdout().lock();
    match groups.format {
        Form::Table => {
            let mut text = heading(screen, request, &filter);
            text.push_str(&sides_in_words(&texts, args, &tariffs, width));
            text.push_str(&if found.iter().any(is_shown) || by.is_empty() {
                let table = table(screen, found.iter().filter(|group| is_shown(group)).take(LONG), &all);
                table + &more(screen, (found.len() - left_out).saturating_sub(LONG))
            } else {
                format!("{}\n", screen.say("cli-compare-same"))
            });
            stdout.write_all(text.as_bytes())
        }
        Form::Csv => write_csv(&mut stdout, csv, &differing, |row| is_shown(&found[row])),
        Form::Json => write_json(&mut stdout, &differing, |row| is_shown(&found[row])),
    }
    .and_then(|()| stdout.flush())
    .map_err(Failure::Stdout)?;
    if left_out > 0 {
        aside(&format!("{}\n", texts.get("cli-compare-left-out", &[("groups", count(left_out as u64))])));
    }
    aside(&only_one(&texts, "cli-compare-only-before", &refused_a, &refused_b, width));
    aside(&only_one(&texts, "cli-compare-only-after", &refused_b, &refused_a, width));
    let both = refused_a.keys().filter(|case| refused_b.contains_key(*case)).count() as u64;
    if both > 0 {
        aside(&format!("{}\n", texts.get("cli-compare-both", &[("cases", count(both))])));
    }
    aside(&filter.counts(&texts, &a.summary, a.refused));
    Ok(Ended::with_refused(a.refused + b.refused))
}

/// The codes that the second side has more often or less often than the first.
fn more_codes(texts: &Texts, before: &BTreeMap<Code, u64>, after: &BTreeMap<Code, u64>) -> String {
    let mut text = String::new();
    let all: BTreeSet<Code> = before.keys().chain(after.keys()).copied().collect();
    for code in all {
        let (a, b) = (before.get(&code).copied().unwrap_or_default(), after.get(&code).copied().unwrap_or_default());
        if a != b {
            let args = [("label", texts.code(code).into()), ("code", code.as_str().into()), ("before", count(a)), ("after", count(b))];
            text.push_str(&format!("{}\n", texts.get("cli-compare-findings", &args)));
        }
    }
    text
}

/// The rise of prices, of the services and providers of the filter.
fn change(args: &CompareArgs) -> Option<Change> {
    let (percent, since) = (args.raise?, args.since?);
    let filter = &args.sums.filter;
    let only = filter.provider.iter().chain(&filter.service).map(|id| id.trim().to_owned());
    // A service of a provider that rises would rise twice.
    let is_covered = |id: &String| id.split_once('/').is_some_and(|(provider, _)| filter.provider.iter().any(|of| of.trim() == provider));
    Some(Change::Rise { percent, since, only: only.filter(|id| !is_covered(id)).collect(), name: Change::NAME.to_owned() })
}

fn keep(texts: &Texts, statement: &Statement, refused: &mut Refused) {
    let faults = statement.result.as_ref().err().into_iter().flatten().map(|fault| printable(&texts.finding(fault)));
    refused.entry(printable(&statement.case_id)).or_default().extend(faults);
}

/// How each side is priced, in words.
fn sides_in_words(texts: &Texts, args: &CompareArgs, tariffs: &[TariffArgs; 2], width: usize) -> String {
    let lang = texts.lang();
    let differ = [tariffs[0].as_of != tariffs[1].as_of, tariffs[0].policy != tariffs[1].policy, tariffs[0].catalogue != tariffs[1].catalogue];
    let mut text = String::new();
    for (id, tariffs, rise) in [("cli-compare-before", &tariffs[0], None), ("cli-compare-after", &tariffs[1], args.raise.zip(args.since))] {
        let file = |path: &Option<std::path::PathBuf>, of: &str, none: &str| match path {
            Some(path) => texts.get(of, &[("file", takst_run::file_name(path).into())]),
            None => texts.get(none, &[]),
        };
        let mut parts = Vec::new();
        if differ[0] {
            parts.push(match tariffs.as_of {
                Some(day) => texts.get("cli-compare-known", &[("day", format::date(lang, day).into())]),
                None => texts.get("cli-compare-all-known", &[]),
            });
        }
        if differ[1] {
            parts.push(file(&tariffs.policy, "cli-compare-policy", "cli-compare-no-policy"));
        }
        if differ[2] {
            parts.push(file(&tariffs.catalogue, "cli-compare-catalogue", "cli-compare-no-catalogue"));
        }
        if let Some((percent, since)) = rise {
            let args = [("percent", format::percent(lang, percent).into()), ("day", format::date(lang, since).into())];
            parts.push(texts.get("cli-compare-rise", &args));
        }
        if parts.is_empty() {
            parts.push(texts.get("cli-compare-as-published", &[]));
        }
        let line = format!("{}: {}", texts.get(id, &[]), parts.join("; "));
        text.push_str(&textwrap::fill(&line, textwrap::Options::new(width).subsequent_indent("  ")));
        text.push('\n');
    }
    text
}

/// The cases that one side refuses and the other does not, with why.
fn only_one(texts: &Texts, id: &str, refused: &Refused, other: &Refused, width: usize) -> String {
    let only: Vec<(&String, &Vec<String>)> = refused.iter().filter(|(case, _)| !other.contains_key(*case)).collect();
    if only.is_empty() {
        return String::new();
    }
    let heading = texts.get(id, &[("cases", count(only.len() as u64))]);
    let mut text = format!("{}\n", textwrap::fill(&heading, width.min(100)));
    for (case, faults) in only.iter().take(MOST_CASES) {
        let case = if case.is_empty() { texts.get("cli-no-case-id", &[]) } else { (*case).clone() };
        text.push_str(&format!("  {case}\n"));
        for fault in *faults {
            let options = textwrap::Options::new(width.min(100)).initial_indent("    ").subsequent_indent("      ");
            text.push_str(&format!("{}\n", textwrap::fill(fault, options.word_splitter(textwrap::WordSplitter::NoHyphenation))));
        }
    }
    if only.len() > MOST_CASES {
        text.push_str(&format!("  {}\n", texts.get("cli-compare-more", &[("cases", count((only.len() - MOST_CASES) as u64))])));
    }
    text.push('\n');
    text
}
