//! `takst report`: a page for a manager, in one file.

use crate::args::{ReportArgs, is_stdin};
use crate::cases::open;
use crate::filter::Filter;
use crate::interrupt;
use crate::progress::Bar;
use crate::say::{Ended, Failure, aside};
use crate::summary::ProblemSummary;
use crate::table::screen_width;
use crate::words::texts;
use crate::work::{bind, file_name, hex};
use std::io::{self, Write};
use takst::{Citizen, Finding, Statement};
use takst_explain::model::Fact;
use takst_explain::{Lang, Receipt, Texts};
use takst_io::{FileError, Places, Progress, RecordSource, RunError, Sink, WholeFile};
use takst_report::{About, Basis, Counts, PageBuilder};
use takst_run::write_whole;

pub(crate) fn run(args: &ReportArgs, lang: Lang) -> Result<Ended, Failure> {
    let texts = texts(lang);
    let request = args.cases.request()?;
    let filter = Filter::new(&args.filter)?;
    if let Some(path) = args.output.as_deref().filter(|path| args.cases.reads(path)) {
        return Err(Failure::OutputIsInput { file: takst_run::file_name(path) });
    }
    let bound = bind(&args.cases.tariffs, lang).map_err(Failure::Lines)?;
    let file = args.cases.source.first();
    let unread = |error: FileError| Failure::cases(file, error);
    let ended = |error: RunError| match error {
        RunError::File(error) => unread(error),
        RunError::Output(error) => Failure::Stdout(error),
    };
    let reading = args.cases.source.form.reading(lang)?;
    let (mut reader, size) = open(&args.cases.source, &reading).map_err(unread)?;
    let basis = Basis { texts: &texts, catalogue: bound.book.catalogue(), policy: bound.book.policy() };
    let mut writer = Writer {
        texts: &texts,
        filter,
        refused: 0,
        page: PageBuilder::new(basis),
        shown: ProblemSummary::default(),
        places: reader.places(),
        bar: Bar::new(&texts, size),
    };
    let priced = WholeFile::read(&mut reader, &mut writer).and_then(|cases| Ok((cases.price(&bound.book, &request, &mut writer)?, cases)));
    writer.bar.clear();
    let (summary, cases) = priced.map_err(ended)?;
    if let Some(unmet) = writer.filter.unmet() {
        return Err(Failure::Unmet { file: Some(takst_run::file_name(file)), unmet });
    }

    let mut receipt = Receipt::new(bound.catalogue_sha256, bound.policy_sha256, hex(&summary.input.sha256));
    (receipt.as_of, receipt.request) = (args.cases.tariffs.as_of, request);
    let mut page = writer.page;
    for id in page.cases_to_explain() {
        let explanation = cases.citizen_of_case(&id).and_then(|citizen| bound.book.explain(&citizen, &request, &id));
        if let Some(explanation) = explanation {
            page.explained(&id, takst_explain::explain(&explanation, bound.book.catalogue(), bound.book.policy(), &receipt, &texts));
        }
    }
    let names = args.cases.source.files.iter().map(|file| if is_stdin(file) { "stdin".to_owned() } else { file_name(file) });
    let name = names.collect::<Vec<_>>().join(", ");
    let filter = &writer.filter;
    let (cases, refused) = if filter.is_empty() { (summary.cases, summary.refused) } else { (filter.cases(), writer.refused) };
    let counts = Counts { rows: summary.rows, cases, refused, lines: summary.lines, findings: summary.findings };
    let shown: Vec<Fact> = filter.said().map(|(column, value)| Fact { label: texts.heading(column), value: value.to_owned() }).collect();
    let html =
        page.finish(&About { file: &name, receipt: &receipt, counts, shown: &shown }).map_err(|error| Failure::Stdout(io::Error::other(error)))?;
    match &args.output {
        Some(path) => write_whole(path, |to| to.write_all(html.as_bytes())).map_err(|error| Failure::report(path, error))?,
        None => {
            let mut to = io::stdout().lock();
            to.write_all(html.as_bytes()).and_then(|()| to.flush()).map_err(Failure::Stdout)?;
        }
    }
    let width = screen_width().min(100);
    if filter.is_empty() {
        aside(&writer.shown.render(&texts, &summary, width));
    } else {
        aside(&writer.shown.problems_and_remarks(&texts, refused, width));
        aside(&filter.counts(&texts, &summary, refused));
    }
    Ok(Ended::with_refused(refused))
}

struct Writer<'t> {
    texts: &'t Texts,
    filter: Filter,
    /// Refused cases that are shown.
    refused: u64,
    page: PageBuilder<'t>,
    shown: ProblemSummary,
    places: Places,
    bar: Bar<'t>,
}

impl Sink for Writer<'_> {
    fn citizen(&mut self, citizen: &Citizen, is_own: &[bool]) -> io::Result<()> {
        self.filter.citizen(citizen, is_own);
        self.page.citizen(citizen, is_own);
        Ok(())
    }

    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        interrupt::check()?;
        if !self.filter.shows(&statement.case_id) {
            return Ok(());
        }
        let cut = self.filter.cut(statement);
        let statement = cut.as_ref().unwrap_or(statement);
        self.refused += u64::from(statement.is_refused());
        self.page.statement(statement, &|finding| self.places.of(finding)).map_err(io::Error::other)?;
        self.shown.lines(statement);
        let (texts, places) = (self.texts, &self.places);
        self.shown.statement(texts, statement, |finding| texts.finding_in(finding, &places.of(finding)));
        Ok(())
    }

    fn file_finding(&mut self, finding: &Finding) -> io::Result<()> {
        self.page.file_finding(finding, self.places.of(finding));
        self.shown.file_finding(self.texts, finding);
        Ok(())
    }

    fn progress(&mut self, progress: Progress) {
        self.bar.show(progress);
    }
}
