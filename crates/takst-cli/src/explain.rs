//! `takst explain`: cases with every step behind every amount.

use crate::args::{ExplainArgs, Page};
use crate::cases::open;
use crate::filter::Filter;
use crate::say::{Ended, Failure, aside};
use crate::words::texts;
use crate::work::{bind, hex};
use std::io::{self, Write};
use takst::{Book, Explanation, ReportingPeriod};
use takst_explain::html::html_of_cases;
use takst_explain::{Lang, Receipt, Report};
use takst_io::{CaseFile, RecordSource};

pub(crate) fn run(args: &ExplainArgs, lang: Lang) -> Result<Ended, Failure> {
    let texts = texts(lang);
    let request = args.cases.request()?;
    let mut filter = Filter::new(&args.filter)?;
    let bound = bind(&args.cases.tariffs, lang).map_err(Failure::Lines)?;
    let unread = |error| Failure::cases(args.cases.source.first(), error);
    let (mut reader, _) = open(&args.cases.source, &args.cases.source.form.reading(lang)?).map_err(unread)?;
    let file = CaseFile::read(&mut reader).map_err(unread)?;
    let explanations = shown(&mut filter, &file, &bound.book, &request);
    if let Some(unmet) = filter.unmet() {
        return Err(Failure::Unmet { file: Some(takst_run::file_name(args.cases.source.first())), unmet });
    }
    for finding in reader.take_findings() {
        aside(&format!("{}\n", takst_io::printable(&texts.finding(&finding))));
    }
    let mut receipt = Receipt::new(bound.catalogue_sha256, bound.policy_sha256, hex(&reader.input().sha256));
    receipt.as_of = args.cases.tariffs.as_of;
    receipt.request = request;
    let mut stdout = io::stdout().lock();
    let report = |explanation: &Explanation| takst_explain::explain(explanation, bound.book.catalogue(), bound.book.policy(), &receipt, &texts);
    if args.format == Page::Html {
        let reports: Vec<Report> = explanations.iter().map(report).collect();
        stdout.write_all(html_of_cases(&reports).as_bytes()).map_err(Failure::Stdout)?;
    } else {
        for (place, explanation) in explanations.iter().enumerate() {
            let page = match args.format {
                Page::Json => report(explanation).json().map_err(|error| Failure::Stdout(error.into()))?,
                Page::Text | Page::Html => report(explanation).text(),
            };
            let space = if place > 0 && args.format == Page::Text { "\n\n" } else { "" };
            let end = if page.ends_with('\n') { "" } else { "\n" };
            stdout.write_all(format!("{space}{page}{end}").as_bytes()).map_err(Failure::Stdout)?;
        }
    }
    stdout.flush().map_err(Failure::Stdout)?;
    let refused = explanations.iter().filter(|explanation| explanation.statement.is_refused()).count() as u64;
    Ok(Ended::with_refused(refused))
}

/// The explanations of the cases that are shown. Refund windows follow the citizen, so all of the citizen's cases are priced.
fn shown(filter: &mut Filter, file: &CaseFile, book: &Book, request: &ReportingPeriod) -> Vec<Explanation> {
    let mut explanations = Vec::new();
    file.citizens(|citizen, is_own| {
        filter.citizen(citizen, is_own);
        for (case, _) in citizen.cases.iter().zip(is_own).filter(|(_, is_own)| **is_own) {
            if filter.shows(&case.shown_id()) {
                explanations.extend(book.explain(citizen, request, &case.id));
            }
        }
    });
    explanations
}
