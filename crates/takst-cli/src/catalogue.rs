//! `takst catalogue`: what the catalogue holds, what is wrong with a directory, and price lists in and out.

mod cells;
mod law;
mod list;
mod list_columns;
mod list_in;
mod list_out;
#[cfg(test)]
mod list_round_trip;
mod show;

use crate::say::{Failure, UNUSABLE, aside, exit};
use crate::table::screen_width;
use clap::{Args, Subcommand, ValueEnum};
use std::path::{Path, PathBuf};
use takst::{Book, KnownAsOf};
use takst_catalogue::{Flaw, Lang, Level, Loaded, Problem, builtin_loaded, check_dir, default_policy, messages, schema, with_directory};

/// Show and check the tariff catalogue.
#[derive(Debug, Args)]
pub struct CatalogueArgs {
    #[command(subcommand)]
    command: CatalogueCommand,

    /// Directory laid over the built-in catalogue; a provider in it replaces the built-in one of the same id
    #[arg(long, value_name = "DIR", global = true)]
    catalogue: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum CatalogueCommand {
    /// List all services with their prices, and the appropriations
    List,
    /// Show all that is known of one service, with its sources
    Show {
        /// Id of the service, such as mandecentret/efterforsorg-basis
        service: String,
    },
    /// List the figures of the law with their days and sources
    Law {
        /// How the figures are written; json is one object a line
        #[arg(long, value_enum, default_value_t)]
        format: LawFormat,
    },
    /// Report all that is wrong with a directory (without DIR: with the catalogue in use)
    Check {
        /// Directory with provider files and, in its folder law, files of the law
        dir: Option<PathBuf>,
    },
    /// Make the files of providers from a price list in a spreadsheet
    Import(list_in::ImportArgs),
    /// Write the prices of the catalogue as a price list
    Export(list_out::ExportArgs),
    /// Write an empty price list to fill in, a workbook
    Template,
    /// Print the JSON Schema of the files and of priced lines, for editors and programs
    Schema {
        /// Only that of this kind of file
        file: Option<SchemaOf>,
    },
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum LawFormat {
    /// For reading
    #[default]
    Table,
    /// Fields separated by commas, with a header
    Csv,
    /// JSON Lines
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SchemaOf {
    /// A file with one provider
    Provider,
    /// A file of the law
    Law,
    /// A policy file
    Policy,
    /// A file of sellers and buyers
    Parties,
    /// A line of a case file in JSON Lines
    CaseRow,
    /// A line of what `takst price --format json` writes
    Line,
}

impl SchemaOf {
    const fn key(self) -> &'static str {
        match self {
            SchemaOf::Provider => "provider",
            SchemaOf::Law => "law",
            SchemaOf::Policy => "policy",
            SchemaOf::Parties => "parties",
            SchemaOf::CaseRow => "case_row",
            SchemaOf::Line => "line",
        }
    }
}

/// Runs `takst catalogue …`: data on stdout, everything else on stderr.
///
/// Exit codes: 0 done; 1 `check` found errors; 2 unknown service, or a directory that cannot be used.
pub fn run(args: CatalogueArgs, lang: Lang) -> u8 {
    run_command(args, lang).unwrap_or_else(|failure| exit(Err(failure), lang))
}

fn run_command(args: CatalogueArgs, lang: Lang) -> Result<u8, Failure> {
    let dir = args.catalogue.as_deref();
    match args.command {
        CatalogueCommand::List => with_catalogue(dir, lang, |loaded, book| {
            print(&list::render(loaded, book, lang, screen_width()))?;
            Ok(0)
        }),
        CatalogueCommand::Show { service } => {
            with_catalogue(dir, lang, |loaded, book| match show::render(loaded, book, &service, lang, screen_width()) {
                Ok(text) => {
                    print(&text)?;
                    Ok(0)
                }
                Err(message) => Err(Failure::Lines(vec![message])),
            })
        }
        CatalogueCommand::Law { format } => with_catalogue(dir, lang, |loaded, _| {
            let text = match format {
                LawFormat::Table => law::render(loaded, lang, screen_width()),
                LawFormat::Json => law::json(loaded, lang),
                LawFormat::Csv => law::csv(loaded, lang).map_err(|error| Failure::Lines(vec![error.to_string()]))?,
            };
            print(&text)?;
            Ok(0)
        }),
        CatalogueCommand::Check { dir: own } => check(own.as_deref().or(dir), lang),
        CatalogueCommand::Import(args) => with_catalogue(dir, lang, |loaded, _| list_in::run(&args, &loaded.catalogue, lang)),
        CatalogueCommand::Export(args) => with_catalogue(dir, lang, |loaded, _| list_out::run(&args, &loaded.catalogue, lang)),
        CatalogueCommand::Template => list_out::template(lang),
        CatalogueCommand::Schema { file } => {
            let all = schemas();
            let wanted = file.map_or(&all, |file| &all[file.key()]);
            print(&format!("{wanted:#}\n"))?;
            Ok(0)
        }
    }
}

/// The schema of every kind of file, by its key.
fn schemas() -> serde_json::Value {
    let mut all = schema();
    all[SchemaOf::CaseRow.key()] = takst_io::schema::case_row();
    all[SchemaOf::Line.key()] = takst_io::schema::line();
    all
}

/// Runs `job` with the built-in catalogue, or with `dir` laid over it, and its book under the default policy.
fn with_catalogue(dir: Option<&Path>, lang: Lang, job: impl FnOnce(&Loaded, &Book) -> Result<u8, Failure>) -> Result<u8, Failure> {
    let Some(dir) = dir else { return with_book(builtin_loaded(), job) };
    match with_directory(builtin_loaded(), dir) {
        Ok(loaded) => {
            loaded.remarks.iter().for_each(|problem| aside(&format!("{}\n", problem.line(lang))));
            with_book(&loaded, job)
        }
        Err(problems) => Err(Failure::Lines(problems.iter().map(|problem| problem.line(lang)).collect())),
    }
}

fn with_book(loaded: &Loaded, job: impl FnOnce(&Loaded, &Book) -> Result<u8, Failure>) -> Result<u8, Failure> {
    match Book::compile(&loaded.catalogue, &default_policy(&loaded.catalogue), KnownAsOf::Latest) {
        Ok(book) => job(loaded, &book),
        Err(errors) => Err(Failure::Lines(errors.iter().map(ToString::to_string).collect())),
    }
}

fn check(dir: Option<&Path>, lang: Lang) -> Result<u8, Failure> {
    let (name, problems) = match dir {
        Some(dir) => (dir.display().to_string(), check_dir(dir)),
        // The built-in catalogue was checked when it was loaded.
        None => (messages::text(lang, "check-builtin", &[]), builtin_loaded().remarks.clone()),
    };
    let lines: String = problems.iter().map(|problem| problem.line(lang) + "\n").collect();
    print(&lines)?;
    let of = |level: Level| problems.iter().filter(|problem| problem.flaw.level() == level).count();
    if problems.is_empty() {
        aside(&format!("{}\n", messages::text(lang, "check-clean", &[("dir", &name)])));
    } else {
        let (errors, warnings) = (of(Level::Error).to_string(), of(Level::Warning).to_string());
        aside(&format!("{}\n", messages::text(lang, "check-counts", &[("errors", &errors), ("warnings", &warnings)])));
    }
    let unusable = |problem: &Problem| matches!(problem.flaw, Flaw::Unreadable { .. } | Flaw::NotADirectory { .. } | Flaw::NoFiles { .. });
    Ok(if problems.iter().any(unusable) { UNUSABLE } else { u8::from(of(Level::Error) > 0) })
}

/// To stdout, at once, so that a full disk is noticed.
fn print(text: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut to = std::io::stdout().lock();
    to.write_all(text.as_bytes()).and_then(|()| to.flush())
}

#[cfg(test)]
mod tests {
    use super::{SchemaOf, law, list, schemas, show};
    use clap::ValueEnum;
    use takst::{Book, KnownAsOf};
    use takst_catalogue::{Lang, builtin, builtin_loaded, default_policy};

    fn book() -> Book {
        Book::compile(builtin(), &default_policy(builtin()), KnownAsOf::Latest).expect("the built-in catalogue is sound")
    }

    #[test]
    fn the_list_has_every_service_price_and_appropriation() {
        for (lang, price, amount) in [(Lang::Da, "2.500,00", "43.500.000,00"), (Lang::En, "2,500.00", "43,500,000.00")] {
            let text = list::render(builtin_loaded(), &book(), lang, 100);
            assert!(builtin().services().all(|(_, service)| text.contains(&format!("\n{} ", service.id))), "{text}");
            assert!(text.contains(price) && text.contains(amount) && text.contains(&builtin_loaded().sha256), "{text}");
            // No message id stands where a message should.
            assert!(!text.contains("kind-") && !text.contains("col-") && !text.contains("vat-") && !text.contains("rule-"), "{text}");
        }
    }

    #[test]
    fn the_list_fits_the_width() {
        for lang in Lang::ALL {
            for width in [60, 80, 100, 120, 160, 200] {
                let text = list::render(builtin_loaded(), &book(), lang, width);
                let longest = text.lines().filter(|line| !line.contains(&builtin_loaded().sha256)).map(|line| line.chars().count()).max();
                assert!(longest.is_some_and(|longest| longest <= width), "{width}:\n{text}");
            }
        }
    }

    #[test]
    fn every_schema_can_be_asked_for() {
        let all = schemas();
        assert!(SchemaOf::value_variants().iter().all(|kind| all[kind.key()]["$schema"].is_string()), "{all:#}");
        assert_eq!(all.as_object().map(serde_json::Map::len), Some(SchemaOf::value_variants().len()));
    }

    #[test]
    fn every_service_can_be_shown_with_its_sources() {
        for lang in Lang::ALL {
            for (_, service) in builtin().services() {
                let text = show::render(builtin_loaded(), &book(), &service.id, lang, 100).expect("it is in the catalogue");
                assert!(text.starts_with(&format!("{}\n{}\n", service.id, lang.pick(&service.name))), "{text}");
                assert!(!text.contains("show-") && !text.contains("col-") && !text.contains("bound-") && !text.contains("assumed-"), "{text}");
            }
        }
        let cti = show::render(builtin_loaded(), &book(), "pensionatet/cti", Lang::Da, 120).expect("it is in the catalogue");
        for part in ["406,00", "01.01.2020 til 31.12.2020", "»Taksten er i 2020: 406,00 kr.", "assumed.first-discharge", "9 måneder"] {
            assert!(cti.contains(part), "{part} is not in\n{cti}");
        }
    }

    #[test]
    fn the_law_is_listed_with_days_and_sources() {
        for (lang, cap, rate, share) in
            [(Lang::Da, "120 døgn", "8,05 procent", "01.01.2021 til 31.12.2021"), (Lang::En, "120 days", "8.05 percent", "1 Jan 2021 to 31 Dec 2021")]
        {
            let text = law::render(builtin_loaded(), lang, 160);
            for part in [cap, rate, share, "refund.sel-110.cap-days", "own-payment.sel-110.per-day", builtin_loaded().sha256.as_str()] {
                assert!(text.contains(part), "{part} is not in\n{text}");
            }
            assert!(!text.contains("law-") && !text.contains("col-") && !text.contains("valid-"), "{text}");
        }
        // The cap of 120 days ends the day before that of 90 begins; both say where that stands.
        let csv = law::csv(builtin_loaded(), Lang::En).expect("it is written");
        let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(csv.as_bytes()).records().map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), builtin().law.figures.len());
        let caps: Vec<_> = rows.iter().filter(|row| &row[0] == "refund.sel-110.cap-days").map(|row| (&row[2], &row[3], &row[4], &row[5])).collect();
        assert_eq!(caps, [("120", "days", "2023-10-01", "2026-03-31"), ("90", "days", "2026-04-01", "")]);
        assert!(rows.iter().all(|row| !row[8].is_empty()), "every version has the place of its source");
        let lines = law::json(builtin_loaded(), Lang::Da);
        let first: serde_json::Value = serde_json::from_str(lines.lines().next().expect("a line")).expect("an object");
        assert_eq!((lines.lines().count(), first["value"].is_string()), (rows.len(), true));
    }

    #[test]
    fn an_unknown_service_names_the_nearest() {
        let near = |id| show::render(builtin_loaded(), &book(), id, Lang::En, 100).expect_err("no such service");
        assert!(near("mandecentret/efterforsorg-bais").contains("did you mean mandecentret/efterforsorg-basis"));
        assert!(near("cti").contains("did you mean pensionatet/cti?"));
        assert!(!near("x").contains("did you mean"));
    }
}
