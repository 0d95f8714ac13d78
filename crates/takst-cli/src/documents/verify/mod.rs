//! `takst verify`: what others billed against what should be.

pub(crate) mod args;
mod read;
mod told;

use crate::args::FileArgs;
use crate::clock;
use crate::documents::inputs::{Cases, Inputs, Settings};
use crate::documents::should::ShouldBe;
use crate::documents::{last_month_before, read_parties};
use crate::ledger::head_line;
use crate::say::{Ended, Failure, aside};
use crate::table::screen_width;
use crate::words::{count, texts};
use crate::work::Bound;
use args::{VerifyArgs, VerifyFormat};
use chrono::NaiveDate;
use read::Lists;
use std::io::{self, Write};
use std::path::Path;
use takst::document::content::CaseFile;
use takst::document::control::found::ServiceTexts;
use takst::document::control::judged::{Row, by_seller};
use takst::document::control::ours::{FileRows, OurCases};
use takst::document::control::received::Paper;
use takst::document::control::verify::{Control, Verified, verify};
use takst::document::party::Parties;
use takst::{Book, Catalogue, Citizen, Month};
use takst_catalogue::services_from_toml;
use takst_explain::{Lang, Texts};
use takst_io::{RowFormat, Rows, Summary};
use takst_ledger::{Ledger, Writing};
use told::Told;

pub(crate) fn run(args: &VerifyArgs, lang: Lang) -> Result<Ended, Failure> {
    let texts = texts(lang);
    let source = FileArgs { file: args.cases.clone(), input: args.input };
    let others: Vec<&Path> = args.invoices.iter().chain(&args.ledger).chain(&args.services).chain([&args.parties]).map(|path| &**path).collect();
    let settings = Settings { source: &source, tariffs: &args.tariffs, report: args.report.as_deref(), others: &others };
    let (bound, mut inputs) = Inputs::open(&settings, &texts, lang)?;
    let catalogue = bound.book.catalogue();
    let parties = read_parties(&args.parties, catalogue, lang)?.parties;
    let services = args.services.as_deref().map(|path| read_services(path, &parties, catalogue, lang)).transpose()?.unwrap_or_default();
    let lists = Lists::read(&args.invoices, &texts)?;
    let mut ledger = args.ledger.as_deref().map(Ledger::open).transpose()?;
    // What was received is read within the transaction that adds to it.
    let mut writing = ledger.as_mut().map(|ledger| ledger.begin(clock::author())).transpose()?;
    let known = writing.as_ref().map(|writing| writing.reader().received(&lists.hashes())).transpose()?.unwrap_or_default();
    let first = known.len();
    let papers: Vec<Paper> = known.into_iter().chain(lists.papers.iter().map(|(_, paper)| paper.clone())).collect();
    let until = last_day(&lists);
    let (cases, summary) = our_cases(&mut inputs, &bound.book, until)?;
    let verified = verify(&papers, &Control { book: &bound.book, parties: &parties, cases: &cases, texts: &services });
    let mut head = None;
    if let Some(mut writing) = writing.take() {
        keep(&mut writing, &lists, first, &verified, until)?;
        head = Some(writing.commit()?);
    }
    write(args, &texts, &verified, &parties, &bound, until)?;
    inputs.finish()?.tell(&summary);
    tell(&texts, &verified, args.format);
    if let Some(head) = head {
        aside(&format!("{}\n", head_line(&texts, &head)));
    }
    Ok(if verified.all_agree() && !lists.has_unread { Ended::AllPriced } else { Ended::SomeRefused })
}

/// The last day of the last billed month; where no paper has days, of the last month that has ended.
fn last_day(lists: &Lists) -> NaiveDate {
    let periods = lists.papers.iter().flat_map(|(_, paper)| &paper.lines).filter_map(|line| line.period);
    let last = periods.map(|period| Month::of(period.last())).max();
    last.unwrap_or_else(|| last_month_before(clock::today())).last_day()
}

fn read_services(path: &Path, parties: &Parties, catalogue: &Catalogue, lang: Lang) -> Result<ServiceTexts, Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| Failure::Lines(vec![format!("{name}: {error}")]))?;
    let lines = |problems: Vec<takst_catalogue::Problem>| problems.iter().map(|problem| problem.line(lang)).collect();
    services_from_toml(&name, &text, parties, catalogue).map_err(|problems| Failure::Lines(lines(problems)))
}

/// Takes what is priced, and what the rows say.
struct Ours<'b, F> {
    book: &'b Book,
    until: NaiveDate,
    should: ShouldBe<'b, F>,
    rows: FileRows,
}

impl<F: FnMut(takst::document::content::PricedCase) -> Result<(), Failure>> Cases for Ours<'_, F> {
    fn citizen(&mut self, citizen: &Citizen, is_own: &[bool]) -> Result<(), Failure> {
        self.rows.take(self.book, citizen, self.until);
        self.should.citizen(citizen, is_own)
    }

    fn case(&mut self, case_id: &str) -> Result<(), Failure> {
        self.should.case(case_id)
    }
}

fn our_cases(inputs: &mut Inputs<'_>, book: &Book, until: NaiveDate) -> Result<(OurCases, Summary), Failure> {
    let mut cases = Vec::new();
    let should = ShouldBe::new(book, until, |case| {
        cases.push(case);
        Ok(())
    });
    let mut ours = Ours { book, until, should, rows: FileRows::default() };
    let summary = inputs.price(book, until, &mut ours)?;
    let rows = ours.rows;
    Ok((OurCases::new(CaseFile { cases, ..CaseFile::default() }, rows), summary))
}

/// Adds what was received to the ledger. Nothing of a file that was received before.
fn keep(writing: &mut Writing<'_>, lists: &Lists, first: usize, verified: &Verified, until: NaiveDate) -> Result<(), Failure> {
    let mut before = Vec::new();
    for hash in lists.hashes() {
        if writing.has_received(&hash)? {
            before.push(hash);
        }
    }
    for (place, paper) in &verified.received {
        let hash = &lists.papers[place - first].0;
        if !before.contains(hash) {
            writing.receive(paper, hash, Month::of(until))?;
        }
    }
    Ok(())
}

fn write(args: &VerifyArgs, texts: &Texts, verified: &Verified, parties: &Parties, bound: &Bound, until: NaiveDate) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    let told = Told { texts, verified, parties, bound, until };
    match args.format {
        VerifyFormat::Table => stdout.write_all(told.table(screen_width()).as_bytes())?,
        VerifyFormat::Html => stdout.write_all(told.page().as_bytes())?,
        VerifyFormat::Csv | VerifyFormat::Json => {
            let format = if args.format == VerifyFormat::Csv { RowFormat::Csv } else { RowFormat::Json };
            let mut rows = Rows::new(&mut stdout, format, Row::COLUMNS)?;
            for row in &verified.rows {
                rows.row(&row.texts())?;
            }
            rows.finish()?;
        }
    }
    Ok(stdout.flush()?)
}

/// The sums by seller, where stdout does not have them.
fn tell(texts: &Texts, verified: &Verified, format: VerifyFormat) {
    if matches!(format, VerifyFormat::Table | VerifyFormat::Html) {
        return;
    }
    for sum in by_seller(&verified.rows) {
        let rows = [("agreed", sum.agreed.rows), ("disputed", sum.disputed.rows), ("unknown", sum.unknown.rows), ("missing", sum.not_billed.rows)];
        let mut args = vec![("seller", takst_io::printable(&sum.seller).into())];
        args.extend(rows.map(|(name, rows)| (name, count(rows))));
        aside(&format!("{}\n", texts.get("cli-verify-seller-sum", &args)));
    }
}
