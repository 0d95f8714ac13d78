//! The command line of `takst totals` and `takst compare`.

use crate::args::{CasesArgs, Csv, TariffArgs};
use crate::filter::FilterArgs;
use crate::say::Failure;
use crate::value::{Right, day};
use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use rust_decimal::Decimal;
use std::path::PathBuf;
use takst::{Dimension, Percent};
use takst_io::{CsvStyle, Grouping};

/// The cases that are summed up, and the groups.
#[derive(Debug, Args)]
pub(crate) struct SumArgs {
    #[command(flatten)]
    pub(crate) cases: CasesArgs,

    #[command(flatten)]
    pub(crate) groups: GroupArgs,

    #[command(flatten)]
    pub(crate) filter: FilterArgs,
}

#[derive(Debug, Args)]
pub(crate) struct TotalsArgs {
    #[command(flatten)]
    pub(crate) sums: SumArgs,

    /// Write every error, warning and note to this file as CSV
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("other").required(true).multiple(true).args(["policy_b", "catalogue_b", "as_of_b", "raise"])))]
pub(crate) struct CompareArgs {
    #[command(flatten)]
    pub(crate) sums: SumArgs,

    /// Compare with tariffs known on this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) as_of_b: Option<NaiveDate>,

    /// Compare with these answers to open questions
    #[arg(long, value_name = "FILE")]
    pub(crate) policy_b: Option<PathBuf>,

    /// Compare with this catalogue
    #[arg(long, value_name = "DIR")]
    pub(crate) catalogue_b: Option<PathBuf>,

    /// Compare with published prices that rise by so many percent, or fall; --service and --provider say which
    #[arg(long, value_name = "PERCENT", value_parser = percent, allow_negative_numbers = true, requires = "since")]
    pub(crate) raise: Option<Percent>,

    /// First day of the changed prices
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, requires = "raise")]
    pub(crate) since: Option<NaiveDate>,

    /// Show also groups that do not differ
    #[arg(long)]
    pub(crate) all: bool,
}

/// How sums are grouped and written.
#[derive(Debug, Args)]
pub(crate) struct GroupArgs {
    /// What to group by, in this order: month, quarter, year, provider, service, payer, account, outcome, reason, case, citizen [default: one sum]
    #[arg(long, value_name = "GROUP,…", value_delimiter = ',', value_parser = dimension(), hide_possible_values = true)]
    pub(crate) by: Vec<Dimension>,

    /// What is written to stdout
    #[arg(long, value_enum, default_value_t = Form::Table)]
    pub(crate) format: Form,

    /// How CSV is written
    #[arg(long, value_enum, value_name = "STYLE")]
    csv_style: Option<Csv>,

    /// The rows of each citizen lie together: keep one citizen in memory at a time
    #[arg(long)]
    grouped: bool,
}

impl GroupArgs {
    /// How CSV is written.
    ///
    /// # Errors
    /// A style is given and the format is not CSV.
    pub(crate) fn csv_style(&self) -> Result<CsvStyle, Failure> {
        Csv::style(self.csv_style, self.format == Form::Csv)
    }

    pub(crate) fn grouping(&self) -> Grouping {
        if self.grouped { Grouping::ByCitizen } else { Grouping::None }
    }
}

/// Forms of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// A table to read, with a row of sums
    Table,
    /// CSV, plain decimals
    Csv,
    /// JSON Lines, values as strings
    Json,
}

/// A group by either of its names.
fn dimension() -> impl TypedValueParser<Value = Dimension> {
    let words = Dimension::ALL.iter().map(|dimension| {
        let word = clap::builder::PossibleValue::new(dimension.word());
        if dimension.as_str() == dimension.word() { word } else { word.alias(dimension.as_str()) }
    });
    // A possible value is the name of a dimension.
    PossibleValuesParser::new(words).try_map(|word| word.parse::<Dimension>())
}

/// A percentage with dot or comma.
fn percent(text: &str) -> Result<Percent, Right> {
    let number = Decimal::from_str_exact(&text.replacen(',', ".", 1)).ok().and_then(|number| Percent::try_from(number).ok());
    number.ok_or(Right::Percent)
}

impl CompareArgs {
    /// The tariffs of side B. What is not given for it is that of side A.
    pub(crate) fn tariffs_b(&self) -> TariffArgs {
        let a = &self.sums.cases.tariffs;
        TariffArgs {
            as_of: self.as_of_b.or(a.as_of),
            policy: self.policy_b.clone().or_else(|| a.policy.clone()),
            catalogue: self.catalogue_b.clone().or_else(|| a.catalogue.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_read_with_dot_or_comma() {
        assert_eq!(percent("3,5"), percent("3.50"));
        assert_eq!(percent("-2").map(|percent| percent.units()), Ok(-200));
        for wrong in ["", "3.555", "3,5,5", "1.000,5", "%", "3 %"] {
            assert!(percent(wrong).is_err(), "{wrong}");
        }
    }
}
