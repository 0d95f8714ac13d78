//! The command `takst`: prices case files, explains every amount, issues invoices, claims state refund and checks catalogues.
//!
//! Data goes to stdout, everything else to stderr. Exit codes: 0 all cases priced; 1 some or all refused; 2 nothing could be done: an unreadable
//! file, a required column missing, no rows, wrong usage.
//!
//! A library, so that the command is the same wherever it is started from: [`run`] is the program.
#![forbid(unsafe_code)]

mod answers;
mod args;
mod cases;
mod catalogue;
mod clock;
mod columns;
mod conformance;
mod documents;
mod explain;
mod filter;
mod form_sheet;
mod help;
mod interrupt;
mod lang;
mod ledger;
mod lines;
mod mapping;
mod price;
mod problems;
mod progress;
mod pseudonyms;
mod report;
mod say;
mod summary;
mod table;
mod template;
mod usage;
mod value;
mod words;
mod work;

use args::{Cli, Command};
use clap::FromArgMatches;
use std::ffi::OsString;

/// Runs the command as a program: as [`run`], and Ctrl-C ends it with a message and the exit code 130.
#[must_use]
pub fn run_program(words: impl IntoIterator<Item = OsString>) -> u8 {
    let words: Vec<OsString> = words.into_iter().collect();
    interrupt::watch(lang::of_words(&words));
    run(words)
}

/// Runs the command with these words, the first being the name it was called by, and gives the exit code.
#[must_use]
pub fn run(words: impl IntoIterator<Item = OsString>) -> u8 {
    let words: Vec<OsString> = words.into_iter().collect();
    let lang = lang::of_words(&words);
    let mut command = help::command(lang);
    let cli = command.try_get_matches_from_mut(words).and_then(|matches| Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command)));
    let cli = match cli {
        Ok(cli) => cli,
        Err(error) => return usage::report(&error, &mut command, lang),
    };
    match cli.command {
        Command::Price(args) => say::exit(price::run(&args, lang), lang),
        Command::Report(args) => say::exit(report::run(&args, lang), lang),
        Command::Explain(args) => say::exit(explain::run(&args, lang), lang),
        Command::Totals(args) => say::exit(answers::totals::run(&args, lang), lang),
        Command::Compare(args) => say::exit(answers::compare::run(&args, lang), lang),
        Command::Catalogue(args) => catalogue::run(args, lang),
        Command::Invoice(args) => say::exit(documents::invoice::run(&args, lang), lang),
        Command::Correct(args) => say::exit(documents::correct::run(&args, lang), lang),
        Command::Claim(args) => say::exit(documents::claim::run(&args, lang), lang),
        Command::Documents(args) => say::exit(documents::issued::run(&args, lang), lang),
        Command::Verify(args) => say::exit(documents::verify::run(&args, lang), lang),
        Command::Ledger(args) => say::exit(ledger::run(&args, lang), lang),
        Command::Map(args) => say::exit(mapping::run(&args, lang), lang),
        Command::Template(args) => say::exit(template::run(&args, lang), lang),
        Command::Pseudonyms(args) => say::exit(pseudonyms::run(&args, lang), lang),
        Command::Conformance(args) => conformance::run(&args, lang),
    }
}
