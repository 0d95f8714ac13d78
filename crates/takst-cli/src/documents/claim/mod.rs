//! `takst claim`: what a municipality claims of the state for a quarter, with corrections of earlier ones.

pub(crate) mod args;
mod rows;
mod table;

use crate::args::FileArgs;
use crate::clock;
use crate::documents::date_of;
use crate::documents::inputs::{Inputs, Settings};
use crate::ledger::head_line;
use crate::say::{Ended, Failure, aside};
use crate::summary::ProblemSummary;
use crate::table::screen_width;
use crate::words::{count, texts};
use crate::work::{hex, own_catalogue};
use args::{ClaimArgs, ClaimFormat};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::io::{self, Write};
use takst::document::claim::{Claim, ClaimRow, ClaimSums, Quarter, WindowUse};
use takst::{Catalogue, Municipality, Policy, cpr};
use takst_catalogue::builtin_loaded;
use takst_explain::paper::{self, ClaimBasis, ClaimPage};
use takst_explain::{Lang, Receipt as PricedReceipt, Texts, format};
use takst_io::printable;
use takst_ledger::{Ledger, Receipt};
use takst_run::{ClaimOf, Claimed, claim_quarter, claimed_of_year};

/// A claim, or the claims of a year, as they are shown.
pub(crate) struct Shown<'a> {
    /// Number of the claim; `None`: nothing is stored.
    claim: Option<&'a str>,
    payer: Municipality,
    quarter: Option<Quarter>,
    final_year: Option<i32>,
    date: NaiveDate,
    rows: &'a [ClaimRow],
    /// Of each row of a yearly statement the claim it is from; else empty.
    claims: &'a [Box<str>],
    /// The names of providers and services.
    catalogue: &'a Catalogue,
    /// What was priced; `None`: a yearly statement.
    priced: Option<Priced<'a>>,
}

/// What a claim rests on.
struct Priced<'a> {
    claim: &'a Claim,
    windows: &'a [WindowUse],
    policy: &'a Policy,
    receipt: &'a PricedReceipt,
}

impl<'a> Shown<'a> {
    /// Rows with the numbers of their claims.
    fn numbered(&self) -> impl Iterator<Item = (&str, &ClaimRow)> {
        let number = |place: usize| self.claims.get(place).map(|claim| &**claim).or(self.claim).unwrap_or_default();
        self.rows.iter().enumerate().map(move |(place, row)| (number(place), row))
    }

    /// The page to sign.
    fn page(&self, texts: &Texts) -> String {
        let basis = |priced: &Priced<'a>| ClaimBasis { claim: priced.claim, windows: priced.windows, policy: priced.policy, receipt: priced.receipt };
        let page = ClaimPage {
            number: self.claim,
            payer: self.payer,
            quarter: self.quarter,
            year: self.final_year,
            date: self.date,
            rows: self.rows,
            priced: self.priced.as_ref().map(basis),
        };
        paper::claim(&page, self.catalogue, texts)
    }

    fn write(&self, texts: &Texts, format: ClaimFormat) -> Result<(), Failure> {
        let mut stdout = io::stdout().lock();
        match format {
            ClaimFormat::Table => stdout.write_all(table::table(self, texts, screen_width()).as_bytes())?,
            ClaimFormat::Csv => rows::write_csv(&mut stdout, self)?,
            ClaimFormat::Json => rows::write_json(&mut stdout, self)?,
            ClaimFormat::Html => stdout.write_all(self.page(texts).as_bytes())?,
        }
        Ok(stdout.flush()?)
    }
}

pub(crate) fn run(args: &ClaimArgs, lang: Lang) -> Result<Ended, Failure> {
    let texts = texts(lang);
    match (args.payer, args.quarter, args.final_year, &args.show) {
        (_, _, _, Some(number)) => again(args, number, &texts, lang),
        (Some(payer), _, Some(year), None) => of_year(args, payer, year, &texts, lang),
        (Some(payer), Some(quarter), None, None) => of_quarter(args, payer, quarter, &texts, lang),
        // The command line lets nothing else through.
        _ => Ok(Ended::AllPriced),
    }
}

fn of_quarter(args: &ClaimArgs, payer: Municipality, quarter: Quarter, texts: &Texts, lang: Lang) -> Result<Ended, Failure> {
    let date = date_of(args.date)?;
    let source = &FileArgs { files: args.files.clone(), form: args.form.clone() };
    let mut ledger = Ledger::open(&args.ledger)?;
    let others = [&*args.ledger];
    let settings = Settings { source, tariffs: &args.tariffs, report: args.report.as_deref(), others: &others, shown: ProblemSummary::default() };
    let from = ledger.start();
    // What was claimed is read within the transaction that claims.
    let writing = ledger.begin(clock::author())?;
    writing.can_claim(payer, quarter, date)?;
    let (bound, mut inputs) = Inputs::open(settings, texts, lang)?;
    let receipt = Receipt {
        issued: date,
        as_of: args.tariffs.as_of,
        catalogue_sha256: &bound.catalogue_sha256,
        policy_sha256: &bound.policy_sha256,
        note: None,
    };
    let of = ClaimOf { book: &bound.book, payer, quarter, from, is_complete: args.complete, receipt: Some(receipt).filter(|_| !args.dry_run) };
    let Claimed { claim, windows, number, head, summary } = claim_quarter(writing, &mut inputs, &of, || Ok(()))?;
    let mut priced_with = PricedReceipt::new(&*bound.catalogue_sha256, &*bound.policy_sha256, hex(&inputs.sha256()));
    priced_with.as_of = args.tariffs.as_of;
    let shown = Shown {
        claim: number.as_deref(),
        payer,
        quarter: Some(quarter),
        final_year: None,
        date,
        rows: &claim.rows,
        claims: &[],
        catalogue: bound.book.catalogue(),
        priced: Some(Priced { claim: &claim, windows: &windows, policy: bound.book.policy(), receipt: &priced_with }),
    };
    shown.write(texts, args.format)?;
    inputs.finish()?.print(&summary);
    say(&counts(texts, &shown, &claim, args.dry_run));
    if let Some(head) = head {
        say(&head_line(texts, &head));
    }
    Ok(Ended::with_refused(summary.refused + claim.left.len() as u64))
}

/// What was claimed for a year by all claims, and what the claims of its quarters corrected of earlier years.
fn of_year(args: &ClaimArgs, payer: Municipality, year: i32, texts: &Texts, lang: Lang) -> Result<Ended, Failure> {
    let date = date_of(args.date)?;
    let ledger = Ledger::open(&args.ledger)?;
    // A program that gives every command the same files and options gets its statement all the same.
    let unused = [("FILE", !args.files.is_empty()), ("--policy", args.tariffs.policy.is_some()), ("--as-of", args.tariffs.as_of.is_some())];
    let unused: Vec<String> = unused.into_iter().filter(|(_, is_given)| *is_given).map(|(option, _)| named(texts, option)).collect();
    if !unused.is_empty() {
        say(&texts.get("cli-claim-final-unused", &[("unused", unused.join(", ").into())]));
    }
    let claimed = claimed_of_year(&mut ledger.reader(), payer, year)?;
    let (claims, rows): (Vec<Box<str>>, Vec<ClaimRow>) = claimed.into_iter().map(|claimed| (claimed.claim, claimed.row)).unzip();
    let own = own_catalogue(args.tariffs.catalogue.as_deref(), lang)?;
    let loaded = own.as_ref().unwrap_or_else(|| builtin_loaded());
    let shown = Shown {
        claim: None,
        payer,
        quarter: None,
        final_year: Some(year),
        date,
        rows: &rows,
        claims: &claims,
        catalogue: &loaded.catalogue,
        priced: None,
    };
    shown.write(texts, args.format)?;
    for line in quarters(texts, payer, year, &claims) {
        say(&line);
    }
    Ok(Ended::AllPriced)
}

/// The case file or an option, as a sentence names it.
fn named(texts: &Texts, option: &str) -> String {
    if option == "FILE" { texts.get("cli-claim-case-file", &[]) } else { option.to_owned() }
}

/// A claim that is stored, once more.
fn again(args: &ClaimArgs, number: &str, texts: &Texts, lang: Lang) -> Result<Ended, Failure> {
    let ledger = Ledger::open(&args.ledger)?;
    let Some((stored, rows)) = ledger.reader().claim(number)? else {
        return Err(Failure::Lines(vec![texts.get("cli-claim-unknown", &[("claim", printable(&cpr::masked(number)).into())])]));
    };
    let own = own_catalogue(args.tariffs.catalogue.as_deref(), lang)?;
    let loaded = own.as_ref().unwrap_or_else(|| builtin_loaded());
    let shown = Shown {
        claim: Some(&stored.number),
        payer: stored.payer,
        quarter: Some(stored.quarter),
        final_year: None,
        date: stored.date,
        rows: &rows,
        claims: &[],
        catalogue: &loaded.catalogue,
        priced: None,
    };
    shown.write(texts, args.format)?;
    let mut kept = ClaimSums::default();
    rows.iter().for_each(|row| kept += row.sums);
    if kept == stored.sums {
        return Ok(Ended::AllPriced);
    }
    let amount = |amount| format::amount(lang, amount).into();
    say(&texts.get("cli-claim-expired", &[("refund", amount(stored.sums.refund)), ("kept", amount(kept.refund))]));
    Ok(Ended::SomeRefused)
}

/// Which claims a statement of a year is made of, and quarters of it without one.
fn quarters(texts: &Texts, payer: Municipality, year: i32, claims: &[Box<str>]) -> Vec<String> {
    let claims: BTreeSet<&str> = claims.iter().map(|claim| &**claim).collect();
    let is_claimed = |quarter: &String| claims.iter().any(|claim| claim.starts_with(&format!("{payer}-{quarter}-")));
    let missing: Vec<String> = (1..=4).map(|quarter| format!("{year}-Q{quarter}")).filter(|quarter| !is_claimed(quarter)).collect();
    let list = |id: &str, name: &'static str, of: &[String]| (!of.is_empty()).then(|| texts.get(id, &[(name, of.join(", ").into())]));
    let claims: Vec<String> = claims.into_iter().map(str::to_owned).collect();
    [list("cli-claim-final-of", "claims", &claims), list("cli-claim-final-without", "quarters", &missing)].into_iter().flatten().collect()
}

/// What was claimed and what was left alone, in one line.
fn counts(texts: &Texts, shown: &Shown<'_>, claim: &Claim, is_dry: bool) -> String {
    let lang = texts.lang();
    let mut claimed = ClaimSums::default();
    claim.left.iter().for_each(|left| claimed += left.claimed);
    let id = match (shown.claim, is_dry) {
        (Some(_), _) => "cli-claim-stored",
        (None, true) => "cli-claim-dry",
        (None, false) => "cli-claim-nothing",
    };
    let args = [
        ("claim", shown.claim.unwrap_or_default().into()),
        ("rows", count(claim.rows.len() as u64)),
        ("refund", format::amount(lang, refund(&claim.rows)).into()),
    ];
    let said = texts.get(id, &args);
    if claim.left.is_empty() {
        return said;
    }
    let args = [("left", count(claim.left.len() as u64)), ("claimed", format::amount(lang, claimed.refund).into())];
    format!("{said}\n{}", texts.get("cli-claim-left-alone", &args))
}

fn refund(rows: &[ClaimRow]) -> takst::Amount {
    rows.iter().map(|row| row.sums.refund).sum()
}

fn say(line: &str) {
    aside(&format!("{line}\n"));
}
