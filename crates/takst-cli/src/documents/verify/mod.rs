//! `takst verify`: what others billed against what should be.

pub(crate) mod args;
mod screen;

use crate::args::FileArgs;
use crate::clock;
use crate::documents::inputs::{Inputs, Settings};
use crate::documents::read_parties_for_control;
use crate::ledger::head_line;
use crate::say::{Ended, Failure, aside, not_readable};
use crate::summary::ProblemSummary;
use crate::table::screen_width;
use crate::words::{count, texts};
use args::{VerifyArgs, VerifyFormat};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use takst::Catalogue;
use takst::document::control::found::{ServiceTexts, sellers};
use takst::document::control::judged::{Row, by_seller};
use takst::document::control::verify::Verified;
use takst::document::party::Parties;
use takst_catalogue::services_from_toml;
use takst_explain::{Lang, Texts, format};
use takst_io::{RowFormat, Rows};
use takst_ledger::Ledger;
use takst_run::{CitizenList, Citizens, ControlOf, ControlPage, Controlled, PaperLists, ReadAs, control, last_day, last_month_before};

pub(crate) fn run(args: &VerifyArgs, lang: Lang) -> Result<Ended, Failure> {
    let texts = texts(lang);
    let source = FileArgs { files: args.cases.clone(), form: args.form.clone() };
    let beside = args.ledger.iter().chain(&args.services).chain(&args.citizens).chain([&args.parties]);
    let others: Vec<&Path> = args.invoices.iter().chain(beside).map(|path| &**path).collect();
    let shown = ProblemSummary::of_control();
    let settings = Settings { source: &source, tariffs: &args.tariffs, report: args.report.as_deref(), others: &others, shown };
    let (bound, mut inputs) = Inputs::open(settings, &texts, lang)?;
    let catalogue = bound.book.catalogue();
    let parties = read_parties_for_control(&args.parties, catalogue, lang)?.parties;
    let asked = asked_sellers(&args.seller, &parties, &texts)?;
    let services = args.services.as_deref().map(|path| read_services(path, &parties, catalogue, lang)).transpose()?.unwrap_or_default();
    let list = args.citizens.as_deref().map(|path| read_citizens(path, &texts, lang)).transpose()?;
    let key = inputs.pseudonyms.clone();
    let citizens = list.as_ref().map(|list| list as &dyn Citizens).or(key.as_ref().map(|key| key as &dyn Citizens));
    let lists = PaperLists::read(&args.invoices, &ReadAs { parties: &parties, citizens, texts: &texts })?;
    lists.notes.iter().for_each(|line| aside(&format!("{line}\n")));
    let mut ledger = args.ledger.as_deref().map(Ledger::open).transpose()?;
    // What was received is read within the transaction that adds to it.
    let writing = ledger.as_mut().map(|ledger| ledger.begin(clock::author())).transpose()?;
    let until = last_day(&lists, last_month_before(clock::today()));
    let of = ControlOf { book: &bound.book, parties: &parties, texts: &services, until };
    let Controlled { mut verified, head, summary } = control(&lists, writing, &mut inputs, &of, || Ok(()))?;
    if !args.seller.is_empty() {
        verified.keep_sellers(&asked);
    }
    let receiver = receiver(&asked, &parties).filter(|_| args.format == VerifyFormat::Html);
    let page = ControlPage {
        texts: &texts,
        verified: &verified,
        parties: &parties,
        catalogue,
        catalogue_sha256: &bound.catalogue_sha256,
        policy_sha256: &bound.policy_sha256,
        until,
        files: &lists.files,
        unread: &lists.unread,
        date: args.date.or(receiver.map(|_| clock::today())),
    };
    write(args.format, &page, receiver)?;
    inputs.finish()?.print(&summary);
    print_sums(&texts, &verified, args.format);
    page.remarks().iter().for_each(|line| aside(&format!("{line}\n")));
    if let Some(head) = head {
        aside(&format!("{}\n", head_line(&texts, &head)));
    }
    Ok(if verified.all_agree() && lists.unread.is_empty() { Ended::AllPriced } else { Ended::SomeRefused })
}

/// The providers of the sellers that are asked for.
fn asked_sellers(asked: &[String], parties: &Parties, texts: &Texts) -> Result<Vec<Arc<str>>, Failure> {
    let (mut providers, mut faults) = (Vec::new(), Vec::new());
    for text in asked {
        let found = sellers(parties, text);
        if found.is_empty() {
            let known: Vec<&str> = parties.sellers.keys().map(|provider| &**provider).collect();
            let args = [("seller", takst_io::printable(text).into()), ("known", known.join(", ").into())];
            faults.push(texts.get("cli-verify-seller-unknown", &args));
        }
        providers.extend(found);
    }
    if faults.is_empty() { Ok(providers) } else { Err(Failure::Lines(faults)) }
}

/// The one seller that is asked for: several providers can share a CVR number.
fn receiver<'a>(asked: &'a [Arc<str>], parties: &Parties) -> Option<&'a str> {
    let cvr = |provider: &Arc<str>| parties.sellers.get(&**provider).map(|seller| seller.cvr);
    let first = asked.first()?;
    asked.iter().all(|provider| cvr(provider) == cvr(first)).then_some(&**first)
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

fn write(format: VerifyFormat, page: &ControlPage<'_>, receiver: Option<&str>) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    match format {
        VerifyFormat::Table => stdout.write_all(screen::tables(page, screen_width()).as_bytes())?,
        VerifyFormat::Html => stdout.write_all(receiver.map_or_else(|| page.page(), |seller| page.letter(seller)).as_bytes())?,
        VerifyFormat::Csv => {
            let mut rows = Rows::new(&mut stdout, RowFormat::Csv, Row::COLUMNS)?;
            page.verified.rows.iter().try_for_each(|row| rows.row(&row.texts()))?;
            rows.finish()?;
        }
        VerifyFormat::Json => {
            let mut rows = Rows::new(&mut stdout, RowFormat::Json, &[Row::COLUMNS, Row::MORE_COLUMNS].concat())?;
            page.verified.rows.iter().try_for_each(|row| rows.row(&[row.texts(), row.more_texts()].concat()))?;
            rows.finish()?;
        }
    }
    Ok(stdout.flush()?)
}

/// The sums by seller, where stdout does not have them.
fn print_sums(texts: &Texts, verified: &Verified, written: VerifyFormat) {
    if matches!(written, VerifyFormat::Table | VerifyFormat::Html) {
        return;
    }
    for sum in by_seller(&verified.rows) {
        let rows = [("agreed", sum.agreed.rows), ("disputed", sum.disputed.rows), ("unknown", sum.unknown.rows), ("missing", sum.not_billed.rows)];
        let mut args = vec![("seller", takst_io::printable(&sum.seller).into())];
        args.extend(rows.map(|(name, rows)| (name, count(rows))));
        args.push(("contested", format::amount(texts.lang(), sum.contested.total()).into()));
        aside(&format!("{}\n", texts.get("cli-verify-seller-sum", &args)));
    }
}
