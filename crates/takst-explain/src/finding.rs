//! Findings as sentences: where, what is wrong, with which value, and what would be right.

use crate::format;
use crate::lang::Lang;
use crate::texts::{Arg, Texts};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use takst::{Code, Column, Expected, FilePlace, Finding, Municipality, Period, Place, Severity, Unit};

/// The message id of a code in a group of messages: `finding-tariff-ended`.
pub(crate) fn id_of(group: &str, code: Code) -> String {
    format!("{group}-{}", code.as_str().replace('.', "-"))
}

impl Texts {
    /// A finding as a text of full sentences: where it stands, what is wrong with which value, and what would be right.
    #[must_use]
    pub fn finding(&self, finding: &Finding) -> String {
        let said = self.said(finding);
        let column = |column: Column| ("column", Arg::Text(self.column_name(column)));
        match (finding.at.row, finding.at.column) {
            (Some(row), Some(of)) => self.get("finding-at-row-column", &[("row", row.to_string().into()), column(of), ("text", said.into())]),
            (Some(row), None) => self.get("finding-at-row", &[("row", row.to_string().into()), ("text", said.into())]),
            (None, Some(of)) => self.get("finding-at-column", &[column(of), ("text", said.into())]),
            (None, None) => said,
        }
    }

    /// What is wrong and what would be right, without the place.
    #[must_use]
    pub fn said(&self, finding: &Finding) -> String {
        self.said_in(finding, &FilePlace::default())
    }

    /// The same, with columns and values as the file has them.
    #[must_use]
    pub fn said_in(&self, finding: &Finding, place: &FilePlace) -> String {
        let mut text = self.problem_in(finding, place);
        if let Some(remedy) = self.remedy_in(finding, place) {
            text.push(' ');
            text.push_str(&remedy);
        }
        text
    }

    /// What is wrong, without place and remedy; columns and values as the file has them.
    #[must_use]
    pub fn problem_in(&self, finding: &Finding, place: &FilePlace) -> String {
        let group = match finding.code.severity() {
            Severity::Error | Severity::Warning | Severity::Note => "finding",
            // No finding carries these; should one come, its label says what it is about.
            Severity::Assumption | Severity::Condition | Severity::Reason | Severity::Verdict => "code",
        };
        let id = match &finding.expected {
            // Without a version there is none before which days could lie.
            Expected::Covered(periods, _) if periods.is_empty() && finding.code == Code::TariffNone => "finding-tariff-none-at-all".to_owned(),
            _ => id_of(group, finding.code),
        };
        let mut args = self.names_in(finding.at.column, place);
        args.push(("value", self.found(finding.code, &finding.value, place).into()));
        self.get(&id, &args)
    }

    /// A municipality as people read it: "Aarhus Kommune (751)"; of an unknown code the code.
    #[must_use]
    pub fn municipality(&self, municipality: Municipality) -> String {
        let code = ("code", municipality.to_string().into());
        match municipality.title() {
            Some(name) => self.get("page-municipality-named", &[("name", name.into()), code]),
            None => self.get("page-municipality", &[code]),
        }
    }

    /// What would be right for a code; `None` where there is nothing to correct.
    #[must_use]
    pub fn remedy(&self, code: Code, expected: &Expected) -> Option<String> {
        let finding = Finding { code, at: Place::default(), value: String::new(), expected: expected.clone() };
        self.remedy_in(&finding, &FilePlace::default())
    }

    /// What would be right, with columns and values as the file has them; `None` where there is nothing to correct.
    #[must_use]
    pub fn remedy_in(&self, finding: &Finding, place: &FilePlace) -> Option<String> {
        let lang = self.lang();
        let (code, expected) = (finding.code, &finding.expected);
        let named = |id: &str, args: &[(&'static str, Arg)]| {
            let mut all = self.names_in(finding.at.column, place);
            all.extend(args.iter().cloned());
            self.get(id, &all)
        };
        let other = |row: u64| ("other", Arg::Text(self.other_record(row, place)));
        let day = |day: NaiveDate| Arg::Text(format::date(lang, day));
        let decimal = |number: Decimal| Arg::Text(format::decimal(lang, number));
        let count = |n: usize| Arg::Count(u32::try_from(n).unwrap_or(u32::MAX));
        let row = |row: u64| Arg::Text(row.to_string());
        Some(match expected {
            Expected::Nothing => return None,
            // An agreed price and its unit need each other.
            Expected::Value if code == Code::ValueMissing && finding.at.column == Some(Column::Unit) => {
                self.get("expected-unit-of-price", &[("words", self.words_in(Unit::WORDS, place).into())])
            }
            Expected::Value if code == Code::ValueMissing && finding.at.column == Some(Column::UnitPrice) => named("expected-price-of-unit", &[]),
            Expected::Value => self.get("expected-value", &[]),
            Expected::Date(first, last) => {
                let id = if place.is_sheet { "expected-date-cell" } else { "expected-date" };
                self.get(id, &[("first", day(*first)), ("last", day(*last))])
            }
            Expected::Number { least, above, most, decimals } => {
                let id = if *above { "expected-number-above" } else { "expected-number" };
                self.get(id, &[("least", decimal(*least)), ("most", decimal(*most)), ("decimals", Arg::Count(*decimals))])
            }
            Expected::OneOf(words) => self.get("expected-one-of", &[("words", self.words_in(words, place).into())]),
            Expected::Text(most) => self.get("expected-text", &[("most", count(*most))]),
            Expected::Municipality(near) => match near {
                None => self.get("expected-municipality", &[]),
                Some(near) => self.get("expected-municipality-near", &[("near", self.municipality(*near).into())]),
            },
            Expected::NoCpr => self.get("expected-no-cpr", &[]),
            Expected::NoCprOfCitizen => self.get("expected-no-cpr-citizen", &[]),
            Expected::Gln => self.get("expected-gln", &[]),
            Expected::Billed { net, difference } => {
                let kroner = |amount| Arg::Text(format::kroner(lang, amount));
                self.get("expected-billed", &[("net", kroner(*net)), ("difference", kroner(*difference))])
            }
            Expected::Service(None) => self.get("expected-service", &[]),
            Expected::Service(Some(near)) => self.get("expected-service-near", &[("near", near.as_str().into())]),
            Expected::NotBefore(first) => self.get("expected-not-before", &[("day", day(*first))]),
            Expected::End => named("expected-end", &[]),
            Expected::AgreedPrice => named("expected-agreed-price", &[]),
            Expected::NoAgreedPrice => named("expected-no-agreed-price", &[]),
            Expected::HoursOrAgreedPrice(hours) => named("expected-hours-or-agreed-price", &[("hours", decimal(*hours))]),
            Expected::Hours => named("expected-hours", &[]),
            Expected::DatedHours => self.get("expected-dated-hours", &[]),
            Expected::NoOwnPayment => named("expected-no-own-payment", &[]),
            Expected::OwnPaymentAtMost(most) => self.get("expected-own-payment-at-most", &[("amount", format::kroner(lang, *most).into())]),
            Expected::SameAs { row, value } if value.is_empty() => self.get("expected-same-as-empty", &[other(*row)]),
            Expected::SameAs { row, value } => self.get("expected-same-as", &[other(*row), ("value", self.found(code, value, place).into())]),
            Expected::OutsideWindow(window) => self.get("expected-outside-window", &[("period", format::period(lang, *window).into())]),
            Expected::BilledOnce => self.get("expected-billed-once", &[]),
            Expected::OwnPaymentOfLaw(amount, from) => {
                self.get("expected-own-payment-of-law", &[("amount", format::kroner(lang, *amount).into()), ("day", day(*from))])
            }
            Expected::NotSharedWith { row } => self.get("expected-not-shared-with", &[other(*row)]),
            Expected::Covered(periods, None) if periods.is_empty() => self.get("expected-covered-nothing", &[]),
            Expected::Covered(periods, Some(known)) if periods.is_empty() => self.get("expected-covered-nothing-known", &[("day", day(*known))]),
            Expected::Covered(periods, known) => {
                let periods: Vec<String> = periods.iter().map(|(first, last)| self.covered(*first, *last)).collect();
                let periods = ("periods", self.list("list-and", &periods).into());
                match known {
                    None => self.get("expected-covered", &[periods]),
                    Some(known) => self.get("expected-covered-known", &[periods, ("day", day(*known))]),
                }
            }
            Expected::OneVersion(first, second) => {
                self.get("expected-one-version", &[("first", first.as_str().into()), ("second", second.as_str().into())])
            }
            Expected::Fields(fields) => self.get("expected-fields", &[("fields", count(*fields))]),
            Expected::StayUntil(last) => named("expected-stay-until", &[("day", day(*last))]),
            Expected::NotAfter(last) => {
                let id = match code {
                    Code::CommitmentMissing | Code::CommitmentLate => "expected-commitment-not-after",
                    Code::CourseTooLong => "expected-course-not-after",
                    Code::NoticeLate => "expected-notice-not-after",
                    Code::StayOverlaps => "expected-stay-not-after",
                    _ => "expected-not-after",
                };
                named(id, &[("day", day(*last))])
            }
            Expected::WeeksAtLeast(weeks) => self.get("expected-weeks-at-least", &[("weeks", Arg::Count(*weeks))]),
            Expected::Weeks(weeks) => self.get("expected-weeks", &[("weeks", Arg::Count(*weeks))]),
            Expected::HoursPerWeek(hours) => self.get("expected-hours-per-week", &[("hours", decimal(*hours))]),
            Expected::HoursPerWeekAtLeast(hours) => self.get("expected-hours-per-week-at-least", &[("hours", decimal(*hours))]),
            Expected::Places { places, in_use, period } => self.get(
                "expected-places",
                &[("places", Arg::Count(*places)), ("in-use", Arg::Count(*in_use)), ("period", format::period(lang, *period).into())],
            ),
            Expected::UnitsOfCase(most) => self.get("expected-units-of-case", &[("most", decimal(Decimal::from(*most)))]),
            Expected::ThisDate(date) => self.get("expected-this-date", &[("date", date.to_string().into())]),
            Expected::PlainNumber => self.get("expected-plain-number", &[]),
            Expected::DecimalPoint(number) => self.get("expected-decimal-point", &[("number", number.to_string().into())]),
            Expected::JsonString => self.get("expected-json-string", &[]),
            Expected::JsonObject => self.get("expected-json-object", &[]),
            Expected::KeyOnce => self.get("expected-key-once", &[]),
            Expected::ClosedQuote => self.get("expected-closed-quote", &[]),
            Expected::Utf8 => self.get("expected-utf8", &[]),
            Expected::Bytes(most) => self.get("expected-bytes", &[("most", format::decimal(lang, Decimal::from(*most)).into())]),
            Expected::Column(near) => self.get("expected-column", &[("near", (*near).into())]),
            Expected::Headings => self.get("expected-headings", &[]),
            Expected::Line(line) => self.get("expected-line", &[("line", row(*line))]),
            Expected::SheetRow(line) => self.get("expected-sheet-row", &[("line", row(*line))]),
            Expected::DayFirst(date) => self.get("expected-day-first", &[("date", date.to_string().into())]),
            Expected::DayMonthYear => self.get("expected-day-month-year", &[]),
            Expected::DayOfMonth { month, days } => {
                let mut name = format::name_of_month(lang, *month).chars();
                let month: String = name.next().into_iter().flat_map(char::to_uppercase).chain(name).collect();
                self.get("expected-day-of-month", &[("month", month.into()), ("days", Arg::Count(*days))])
            }
            Expected::EitherNumber { thousands, decimals } => {
                let plain = |number: Decimal| format::decimal(lang, number).replace(if lang == Lang::Da { '.' } else { ',' }, "");
                // Three decimals would be read both ways again.
                let decimals = decimals.normalize();
                let decimals = plain(decimals) + if decimals.scale() == 3 { "0" } else { "" };
                self.get("expected-either-number", &[("thousands", plain(*thousands).into()), ("decimals", decimals.into())])
            }
            Expected::StillRunning => self.get("expected-still-running", &[]),
            Expected::Visible(letter) => self.get("expected-visible", &[("name", self.hidden(*letter).into())]),
            Expected::FormulaValue => self.get("expected-formula-value", &[]),
            Expected::FormulaStored => self.get("expected-formula-stored", &[]),
            Expected::OwnCell => self.get("expected-own-cell", &[]),
            Expected::TextCell => self.get("expected-text-cell", &[]),
            Expected::WholeDay => self.get("expected-whole-day", &[]),
            // `Expected` may grow; a finding then stands without its remedy until there is a text.
            _ => return None,
        })
    }

    fn covered(&self, first: NaiveDate, last: Option<NaiveDate>) -> String {
        let lang = self.lang();
        match last.and_then(|last| Period::new(first, last)) {
            Some(days) => format::period(lang, days),
            None => self.get("expected-covered-since", &[("first", format::date(lang, first).into())]),
        }
    }

    /// The value found, as a sentence shows it: what was refused as it stands in the file, in quotation marks; dates and
    /// numbers that were understood as the language writes them.
    fn found(&self, code: Code, value: &str, place: &FilePlace) -> String {
        if value.is_empty() {
            return self.get("finding-value-empty", &[]);
        }
        let lang = self.lang();
        let understood = match code {
            Code::ValueInvalid | Code::ValueRange | Code::ValuePrecision | Code::ColumnUnknown | Code::CaseCprNumber => None,
            Code::CaseBilledElsewhere | Code::PayerUnknown => None,
            // Excerpts of the file stand as they are.
            Code::HeadingReadAs => Some(self.read_as(value)),
            Code::RowTotal | Code::RowNoRecord => Some(self.numbers_of(value)),
            Code::CellMerged => Some(value.to_owned()),
            Code::SheetRead => None,
            Code::OwnPaymentExceedsPrice
            | Code::OwnPaymentDiffers
            | Code::InvoicedDiffers
            | Code::RefundUndetermined
            | Code::RefundCitizenIncomplete => plain_number(value).map(|number| format::kroner(lang, number)),
            Code::HoursDiffer | Code::PriceOverIncludedHours => plain_number(value).map(|number| format::decimal(lang, number)),
            // A reference to the catalogue is a code and stands as it is; the period after it is said with the places.
            Code::ServiceIncluded | Code::ServiceFree => Some(value.to_owned()),
            Code::CapacityExceeded => value.split(' ').next().map(str::to_owned),
            _ => days(lang, value),
        };
        understood.unwrap_or_else(|| self.get("finding-quoted", &[("text", self.shown_value(value, place).into())]))
    }
}

fn plain_number(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text).ok()
}

/// A date or a period in ISO 8601, as the language writes it.
fn days(lang: Lang, text: &str) -> Option<String> {
    let read = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    match text.split_once('/') {
        Some((first, last)) => Period::new(read(first)?, read(last)?).map(|days| format::period(lang, days)),
        None => read(text).map(|day| format::date(lang, day)),
    }
}
