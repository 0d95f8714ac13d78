//! `takst price`: a case file in, lines out.

use crate::args::{Output, PriceArgs};
use crate::progress::Bar;
use crate::say::{Ended, Failure, aside};
use crate::summary::Told;
use crate::table::{LineTable, screen_width};
use crate::words::texts;
use crate::work::{bind, open};
use std::fs::File;
use std::io::{self, BufWriter, StdoutLock, Write};
use takst::{Finding, Statement};
use takst_explain::{Lang, Texts};
use takst_io::{CsvLines, FileError, Grouping, JsonLines, Progress, Report, RunError, Sink, Summary, price_file};

pub(crate) fn run(args: &PriceArgs, lang: Lang) -> Result<Ended, Failure> {
    let texts = texts(lang);
    let bound = bind(&args.cases, lang).map_err(Failure::Lines)?;
    let (input, size) = open(&args.cases).map_err(|error| Failure::cases(&args.cases.file, FileError::Io(error)))?;
    let grouping = if args.grouped { Grouping::ByCitizen } else { Grouping::None };
    let stdout = io::stdout().lock();
    let width = screen_width();
    let lines = match args.format {
        Output::Table => Lines::Table { table: LineTable::new(&texts, bound.book.policy(), width), to: stdout, parts: 0 },
        Output::Csv => Lines::Csv(CsvLines::new(stdout).map_err(Failure::Stdout)?),
        Output::Json => Lines::Json(JsonLines::new(stdout)),
    };
    let mut writer = Writer { texts: &texts, lines, report: None, report_error: None, told: Told::default(), bar: Bar::new(&texts, size) };
    if let Some(path) = &args.report {
        let report = File::create(path).and_then(|file| Report::new(BufWriter::new(file)));
        writer.report = Some(report.map_err(|error| Failure::report(path, error))?);
    }
    let result = price_file(&bound.book, &args.cases.request(), input, args.cases.input_format(), grouping, &mut writer);
    writer.bar.clear();
    if let (Some(error), Some(path)) = (writer.report_error.take(), &args.report) {
        return Err(Failure::report(path, error));
    }
    let summary = match result {
        Ok(summary) => summary,
        Err(RunError::Output(error)) => return Err(Failure::Stdout(error)),
        Err(RunError::File(error)) => {
            // What was written before stands.
            writer.finish(None, args)?;
            return Err(Failure::cases(&args.cases.file, error));
        }
    };
    let told = writer.finish(Some(&summary), args)?;
    aside(&told.render(&texts, &summary, width.min(100)));
    Ok(Ended::with_refused(summary.refused))
}

enum Lines<'t> {
    Table { table: LineTable<'t>, to: StdoutLock<'static>, parts: usize },
    Csv(CsvLines<StdoutLock<'static>>),
    Json(JsonLines<StdoutLock<'static>>),
}

struct Writer<'t> {
    texts: &'t Texts,
    lines: Lines<'t>,
    report: Option<Report<BufWriter<File>>>,
    report_error: Option<io::Error>,
    told: Told,
    bar: Bar<'t>,
}

impl Writer<'_> {
    /// Writes to the report, if there is one. Its error is kept apart from those of stdout.
    fn report(&mut self, write: impl FnOnce(&mut Report<BufWriter<File>>) -> io::Result<()>) -> io::Result<()> {
        let Some(report) = &mut self.report else { return Ok(()) };
        write(report).map_err(|error| {
            self.report_error = Some(error);
            io::Error::other("the report cannot be written")
        })
    }

    fn finish(self, summary: Option<&Summary>, args: &PriceArgs) -> Result<Told, Failure> {
        let written = match (self.lines, summary) {
            (Lines::Table { table, mut to, parts }, Some(summary)) => {
                if parts > 0 {
                    aside(&format!("{}\n", self.texts.get("cli-many-lines", &[])));
                }
                let text = table.finish(&summary.totals, summary.lines);
                to.write_all(text.as_bytes()).and_then(|()| if text.is_empty() { Ok(()) } else { to.write_all(b"\n") }).and_then(|()| to.flush())
            }
            (Lines::Table { .. }, None) => Ok(()),
            (Lines::Csv(writer), _) => writer.finish(),
            (Lines::Json(writer), _) => writer.finish(),
        };
        written.map_err(Failure::Stdout)?;
        if let (Some(report), Some(path)) = (self.report, &args.report) {
            report.finish().map_err(|error| Failure::report(path, error))?;
        }
        Ok(self.told)
    }
}

impl Sink for Writer<'_> {
    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        match &mut self.lines {
            Lines::Table { table, to, parts } => {
                statement.lines().for_each(|line| table.add(statement, line));
                if let Some(part) = table.take_part() {
                    *parts += 1;
                    to.write_all(part.as_bytes())?;
                }
            }
            Lines::Csv(writer) => writer.statement(statement)?,
            Lines::Json(writer) => writer.statement(statement)?,
        }
        let texts = self.texts;
        self.told.statement(texts, statement);
        self.report(|report| report.statement(statement, |finding| texts.finding(finding)))
    }

    fn file_finding(&mut self, finding: &Finding) -> io::Result<()> {
        let texts = self.texts;
        self.told.file_finding(texts, finding);
        self.report(|report| report.finding("", finding, &texts.finding(finding)))
    }

    fn progress(&mut self, progress: Progress) {
        self.bar.show(progress);
    }
}
