//! `takst verify`: what others billed against what should be.

pub(crate) mod args;
mod screen;

use crate::args::FileArgs;
use crate::clock;
use crate::documents::inputs::{Inputs, Settings};
use crate::documents::read_parties;
use crate::ledger::head_line;
use crate::say::{Ended, Failure, aside, not_readable};
use crate::table::screen_width;
use crate::words::{count, texts};
use crate::work::Bound;
use args::{VerifyArgs, VerifyFormat};
use chrono::NaiveDate;
use std::io::{self, Write};
use std::path::Path;
use takst::Catalogue;
use takst::document::control::found::ServiceTexts;
use takst::document::control::judged::{Row, by_seller};
use takst::document::control::verify::Verified;
use takst::document::party::Parties;
use takst_catalogue::services_from_toml;
use takst_explain::{Lang, Texts};
use takst_io::{RowFormat, Rows};
use takst_ledger::Ledger;
use takst_run::{CitizenList, Citizens, ControlOf, ControlPage, Controlled, PaperLists, ReadAs, control, last_day, last_month_before};

pub(crate) fn run(args: &VerifyArgs, lang: Lang) -> Result<Ended, Failure> {
    let texts = texts(lang);
    let source = FileArgs { files: args.cases.clone(), form: args.form.clone() };
    let beside = args.ledger.iter().chain(&args.services).chain(&args.citizens).chain([&args.parties]);
    let others: Vec<&Path> = args.invoices.iter().chain(beside).map(|path| &**path).collect();
    let settings = Settings { source: &source, tariffs: &args.tariffs, report: args.report.as_deref(), others: &others, bills: false };
    let (bound, mut inputs) = Inputs::open(&settings, &texts, lang)?;
    let catalogue = bound.book.catalogue();
    let parties = read_parties(&args.parties, catalogue, lang)?.parties;
    let services = args.services.as_deref().map(|path| read_services(path, &parties, catalogue, lang)).transpose()?.unwrap_or_default();
    let list = args.citizens.as_deref().map(|path| read_citizens(path, &texts, lang)).transpose()?;
    let key = inputs.pseudonyms.clone();
    let citizens = list.as_ref().map(|list| list as &dyn Citizens).or(key.as_ref().map(|key| key as &dyn Citizens));
    let lists = PaperLists::read(&args.invoices, &ReadAs { parties: &parties, citizens, texts: &texts })?;
    lists.unread.iter().chain(&lists.notes).for_each(|line| aside(&format!("{line}\n")));
    let mut ledger = args.ledger.as_deref().map(Ledger::open).transpose()?;
    // What was received is read within the transaction that adds to it.
    let writing = ledger.as_mut().map(|ledger| ledger.begin(clock::author())).transpose()?;
    let until = last_day(&lists, last_month_before(clock::today()));
    let of = ControlOf { book: &bound.book, parties: &parties, texts: &services, until };
    let Controlled { verified, head, summary } = control(&lists, writing, &mut inputs, &of, || Ok(()))?;
    write(args, &texts, &verified, &parties, &bound, until)?;
    inputs.finish()?.print(&summary);
    print_sums(&texts, &verified, args.format);
    if let Some(head) = head {
        aside(&format!("{}\n", head_line(&texts, &head)));
    }
    Ok(if verified.all_agree() && lists.unread.is_empty() { Ended::AllPriced } else { Ended::SomeRefused })
}

fn read_services(path: &Path, parties: &Parties, catalogue: &Catalogue, lang: Lang) -> Result<ServiceTexts, Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| Failure::Lines(vec![not_readable(path, &error, lang)]))?;
    let lines = |problems: Vec<takst_catalogue::Problem>| problems.iter().map(|problem| problem.line(lang)).collect();
    services_from_toml(&name, &text, parties, catalogue).map_err(|problems| Failure::Lines(lines(problems)))
}

fn read_citizens(path: &Path, texts: &Texts, lang: Lang) -> Result<CitizenList, Failure> {
    let file = std::fs::File::open(path).map_err(|error| Failure::Lines(vec![not_readable(path, &error, lang)]))?;
    CitizenList::read(&path.display().to_string(), file, texts).map_err(Failure::Lines)
}

fn write(args: &VerifyArgs, texts: &Texts, verified: &Verified, parties: &Parties, bound: &Bound, until: NaiveDate) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    let (catalogue_sha256, policy_sha256) = (&*bound.catalogue_sha256, &*bound.policy_sha256);
    let page = ControlPage { texts, verified, parties, catalogue: bound.book.catalogue(), catalogue_sha256, policy_sha256, until };
    match args.format {
        VerifyFormat::Table => stdout.write_all(screen::tables(&page, screen_width()).as_bytes())?,
        VerifyFormat::Html => stdout.write_all(page.page().as_bytes())?,
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
fn print_sums(texts: &Texts, verified: &Verified, format: VerifyFormat) {
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
