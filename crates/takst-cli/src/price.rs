//! `takst price`: a case file in, lines out.

use crate::args::{Csv, Output, PriceArgs};
use crate::cases::open;
use crate::columns::Columns;
use crate::filter::Filter;
use crate::interrupt;
use crate::lines::{Form, Lines};
use crate::problems::Problems;
use crate::progress::Bar;
use crate::say::{Ended, Failure, aside};
use crate::summary::ProblemSummary;
use crate::table::screen_width;
use crate::words::texts;
use crate::work::bind;
use std::io::{self, IsTerminal};
use std::sync::Arc;
use takst::{Citizen, Finding, Statement, Totals};
use takst_explain::model::Fact;
use takst_explain::{Lang, Receipt, Texts};
use takst_io::{FileError, Grouping, Places, Progress, RecordSource, RunError, Sink, Summary, price_opened};

pub(crate) fn run(args: &PriceArgs, lang: Lang) -> Result<Ended, Failure> {
    let texts = texts(lang);
    let binary = match args.format {
        Output::Parquet => Some("parquet"),
        Output::Xlsx => Some("xlsx"),
        Output::Table | Output::Csv | Output::Json => None,
    };
    if let Some(format) = binary.filter(|_| io::stdout().is_terminal()) {
        return Err(Failure::OnTerminal { format });
    }
    let csv = Csv::style(args.csv_style, args.format == Output::Csv)?;
    let request = args.cases.request()?;
    let filter = Filter::new(&args.filter)?;
    if let Some(path) = args.report.as_deref().filter(|path| args.cases.reads(path)) {
        return Err(Failure::ReportIsInput { file: takst_run::file_name(path) });
    }
    let bound = bind(&args.cases.tariffs, lang).map_err(Failure::Lines)?;
    let unread = |error: FileError| Failure::cases(args.cases.source.first(), error);
    let reading = args.cases.source.form.reading(lang)?;
    let book = Arc::new(bound.book);
    // Columns are priced without a filter and without pseudonyms only.
    let by_columns = args.grouped && args.format == Output::Parquet && filter.is_empty() && reading.pseudonyms.is_none();
    let columns = if by_columns { Columns::open(&args.cases.source, &book).map_err(unread)? } else { None };
    let (source, size) = match columns {
        Some(columns) => {
            let size = columns.bytes();
            (Source::Columns(Box::new(columns)), Some(size))
        }
        None => open(&args.cases.source, &reading).map(|(records, size)| (Source::Records(records), size)).map_err(unread)?,
    };
    let places = match &source {
        Source::Records(records) => records.places(),
        Source::Columns(_) => Places::default(),
    };
    let mut problems = Problems::new(&texts, ProblemSummary::default(), args.report.as_deref());
    if let Err(error) = problems.begin(places.clone()) {
        return Err(problems.take_error().unwrap_or(Failure::Stdout(error)));
    }
    let grouping = if args.grouped { Grouping::ByCitizen } else { Grouping::None };
    let width = screen_width();
    let mut receipt = Receipt::new(bound.catalogue_sha256, bound.policy_sha256, "");
    (receipt.as_of, receipt.request) = (args.cases.tariffs.as_of, request);
    let shown = filter.said().map(|(column, value)| Fact { label: texts.heading(column), value: value.to_owned() }).collect();
    let form = Form { output: args.format, csv, width, receipt, shown, places };
    let lines = Lines::new(form, &texts, &book).map_err(Failure::Stdout)?;
    let mut writer = Writer { texts: &texts, filter, shown: Shown::default(), lines, problems, bar: Bar::new(&texts, size) };
    let result = match source {
        Source::Records(records) => price_opened(&book, &request, records, grouping, &mut writer),
        Source::Columns(columns) => columns.price(&request, &mut writer),
    };
    writer.bar.clear();
    if let Some(failure) = writer.problems.take_error() {
        return Err(failure);
    }
    let summary = match result {
        Ok(summary) => summary,
        Err(RunError::Output(error)) => return Err(Failure::Stdout(error)),
        Err(RunError::File(error)) => {
            // What was written before stands.
            writer.finish(None)?;
            return Err(unread(error));
        }
    };
    if let Some(unmet) = writer.filter.unmet() {
        return Err(Failure::Unmet { file: Some(takst_run::file_name(args.cases.source.first())), unmet });
    }
    let width = width.min(100);
    if writer.filter.is_empty() {
        let problems = writer.finish(Some(&summary))?;
        aside(&problems.render(&texts, &summary, width));
        return Ok(Ended::with_refused(summary.refused));
    }
    let (filter, shown) = (std::mem::take(&mut writer.filter), std::mem::take(&mut writer.shown));
    let totals = shown.totals.ok_or_else(|| unread(FileError::SumsTooLarge(summary.cases)))?;
    let problems = writer.finish(Some(&Summary { lines: shown.lines, totals, ..summary }))?;
    aside(&problems.problems_and_remarks(&texts, shown.refused, width));
    aside(&filter.counts(&texts, &summary, shown.refused));
    Ok(Ended::with_refused(shown.refused))
}

/// What is shown of a file that is filtered.
struct Shown {
    lines: u64,
    refused: u64,
    /// `None` where they are too large.
    totals: Option<Totals>,
}

impl Default for Shown {
    fn default() -> Shown {
        Shown { lines: 0, refused: 0, totals: Some(Totals::default()) }
    }
}

impl Shown {
    fn add(&mut self, statement: &Statement) {
        self.lines += statement.lines().count() as u64;
        self.refused += u64::from(statement.is_refused());
        self.totals = self.totals.and_then(|totals| totals.checked_add(statement.totals()));
    }
}

/// A case file, opened.
enum Source {
    /// To be read record by record.
    Records(Box<dyn RecordSource>),
    /// To be read and written by columns.
    Columns(Box<Columns>),
}

pub(crate) struct Writer<'t> {
    texts: &'t Texts,
    filter: Filter,
    shown: Shown,
    pub(crate) lines: Lines<'t>,
    pub(crate) problems: Problems<'t>,
    bar: Bar<'t>,
}

impl Writer<'_> {
    fn finish(self, summary: Option<&Summary>) -> Result<ProblemSummary, Failure> {
        self.lines.finish(self.texts, summary).map_err(Failure::Stdout)?;
        interrupt::rows_ended();
        self.problems.finish()
    }
}

impl Sink for Writer<'_> {
    fn citizen(&mut self, citizen: &Citizen, is_own: &[bool]) -> io::Result<()> {
        self.filter.citizen(citizen, is_own);
        Ok(())
    }

    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        interrupt::check()?;
        if !self.filter.shows(&statement.case_id) {
            return Ok(());
        }
        let cut = self.filter.cut(statement);
        let statement = cut.as_ref().unwrap_or(statement);
        if !self.filter.is_empty() {
            self.shown.add(statement);
        }
        self.lines.statement(statement)?;
        self.problems.shown.lines(statement);
        self.problems.statement(statement)
    }

    fn file_finding(&mut self, finding: &Finding) -> io::Result<()> {
        self.lines.file_finding(finding)?;
        self.problems.file_finding(finding)
    }

    fn progress(&mut self, progress: Progress) {
        self.bar.show(progress);
    }
}
