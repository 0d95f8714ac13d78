//! What is wrong with a file: where, with which value, and what would be right.

use crate::messages;
use std::fmt;
use takst_explain::Lang;

/// How much a [`Problem`] matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Must be put right.
    Error,
    /// Should be looked at.
    Warning,
}

impl Level {
    /// `error` or `warning`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
        }
    }
}

/// What a problem does to the loading of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// The catalogue cannot be used.
    Blocks,
    /// The catalogue can be used; cases that meet the flaw are refused, or merely less is known.
    Loads,
}

macro_rules! flaws {
    ($($(#[doc = $doc:literal])+ $name:ident $id:literal $level:ident $effect:ident { $($arg:ident),* }),* $(,)?) => {
        /// What is wrong. Each flaw has one message per language, whose id is [`Flaw::id`].
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Flaw {
            $($(#[doc = $doc])+ $name {
                $(#[doc = concat!("Argument `", stringify!($arg), "` of the message.")] $arg: String),*
            }),*
        }

        impl Flaw {
            /// Every id.
            pub const IDS: &'static [&'static str] = &[$($id),*];

            /// Stable id, such as `tariff-gap`.
            #[must_use]
            pub const fn id(&self) -> &'static str {
                match self { $(Flaw::$name { .. } => $id),* }
            }

            /// How much it matters.
            #[must_use]
            pub const fn level(&self) -> Level {
                match self { $(Flaw::$name { .. } => Level::$level),* }
            }

            /// Whether a catalogue with the flaw is refused.
            #[must_use]
            pub const fn blocks(&self) -> bool {
                match self { $(Flaw::$name { .. } => matches!(Effect::$effect, Effect::Blocks)),* }
            }

            pub(crate) fn args(&self) -> Vec<(&'static str, &str)> {
                match self { $(Flaw::$name { $($arg),* } => vec![$((stringify!($arg), $arg.as_str())),*]),* }
            }
        }
    };
}

flaws! {
    /// The file or directory cannot be read.
    Unreadable "unreadable" Error Blocks { reason },
    /// A file where a directory is due.
    NotADirectory "not-a-directory" Error Blocks { dir },
    /// The directory holds no catalogue file.
    NoFiles "no-files" Error Blocks {},
    /// A file that is not read, though it looks like one of the catalogue.
    FileIgnored "file-ignored" Warning Loads {},
    /// The text is not TOML.
    NotToml "not-toml" Error Blocks { reason },
    /// Brackets within brackets, or keys of many parts: deeper than any file of the catalogue.
    TooDeep "too-deep" Error Blocks { most },
    /// A key the table does not take.
    UnknownKey "unknown-key" Error Blocks { near, others },
    /// A required key is absent.
    MissingKey "missing-key" Error Blocks { expected },
    /// A value of another form than the key takes.
    WrongForm "wrong-form" Error Blocks { expected },
    /// A number outside quotes where exactness matters.
    BareNumber "bare-number" Error Blocks { quoted },
    /// A date outside quotes.
    BareDate "bare-date" Error Blocks { quoted },
    /// Text that is empty, too long or holds control characters.
    BadText "bad-text" Error Blocks {},
    /// Not a short id.
    BadId "bad-id" Error Blocks {},
    /// Not `<provider>/<name>`.
    BadServiceId "bad-service-id" Error Blocks {},
    /// A word the key does not take.
    UnknownWord "unknown-word" Error Blocks { near, known },
    /// No date `YYYY-MM-DD`.
    BadDate "bad-date" Error Blocks { date },
    /// A date outside the years 1900 to 2199.
    DateOutOfRange "date-out-of-range" Error Blocks {},
    /// 9999-12-31 in place of an open end.
    DateStandsForOpen "date-stands-for-open" Error Blocks {},
    /// Not a number.
    BadNumber "bad-number" Error Blocks {},
    /// A decimal comma or thousands separator.
    NumberComma "number-comma" Error Blocks {},
    /// A number below zero.
    NumberNegative "number-negative" Error Blocks {},
    /// Zero, where zero is never right.
    NumberZero "number-zero" Error Blocks {},
    /// A price of zero.
    PriceZero "price-zero" Error Blocks {},
    /// A number above the limit.
    NumberTooLarge "number-too-large" Error Blocks { max },
    /// Too many decimals.
    NumberTooPrecise "number-too-precise" Error Blocks { decimals },
    /// A whole number outside its range.
    WholeOutOfRange "whole-out-of-range" Error Blocks { min, max },
    /// The last of a pair lies before the first.
    PairReversed "pair-reversed" Error Blocks {},
    /// An id given twice.
    DuplicateId "duplicate-id" Error Blocks { other },
    /// A service id that does not begin with the provider's.
    ForeignService "foreign-service" Error Blocks { provider },
    /// A source cites a document the file does not list.
    UnknownDocument "unknown-document" Error Blocks { near },
    /// A tariff cites an act the law does not list.
    UnknownAct "unknown-act" Error Blocks { near },
    /// A family no service belongs to but this one, and none is called.
    UnknownFamily "unknown-family" Error Blocks { near },
    /// An assumption the registry of codes does not hold.
    UnknownAssumption "unknown-assumption" Error Blocks { near },
    /// A price bounded by a question the file does not ask.
    UnknownQuestion "unknown-question" Error Blocks { near },
    /// A price that begins, or ends the day before, at a question that may be open.
    QuestionOpen "question-open" Error Blocks {},
    /// A default that is open where `open` is no answer.
    DefaultOpen "default-open" Error Blocks {},
    /// One end of the days within which lines carry an assumption, without the other.
    WithinHalf "within-half" Error Blocks { other },
    /// A question under the name of a general setting.
    SettingTaken "setting-taken" Error Blocks {},
    /// A question under the name of another provider's.
    QuestionTaken "question-taken" Error Blocks { provider },
    /// Values without a source.
    Unsourced "unsourced" Warning Loads { keys },
    /// A source for a value that is not given.
    SourceOfNothing "source-of-nothing" Warning Loads {},
    /// A published price kind without a price.
    TariffMissing "tariff-missing" Error Blocks { kind },
    /// A price on a service that is agreed, included or free.
    TariffUnwanted "tariff-unwanted" Error Blocks { kind },
    /// A price without a first day.
    StartMissing "start-missing" Error Blocks {},
    /// A price with two first days.
    StartTwice "start-twice" Error Blocks {},
    /// A price with two last days.
    EndTwice "end-twice" Error Blocks {},
    /// The last day lies before the first.
    EndBeforeStart "end-before-start" Error Blocks { start, end },
    /// Days between two versions on which no price holds.
    TariffGap "tariff-gap" Warning Loads { first, last },
    /// Two versions share days and neither is the later known: cases on those days are refused.
    TariffTie "tariff-tie" Error Loads { first, last, other },
    /// A refund rule that counts days on a price that is not per day or month.
    RuleNeedsDays "rule-needs-days" Warning Loads { kind },
    /// A refund rule of another section than the one the service is given under.
    RuleOfOtherSection "rule-of-other-section" Warning Loads { section, rules },
    /// Included hours on a price that is not per week.
    IncludedHoursKind "included-hours-kind" Error Blocks { kind },
    /// Prices that can be exempt from VAT, without the reason.
    ExemptionMissing "exemption-missing" Error Blocks { known },
    /// A reason of exemption on a service that is never exempt.
    ExemptionUnwanted "exemption-unwanted" Error Blocks {},
    /// A count of days on a price that is not per day or month.
    DayCountKind "day-count-kind" Error Blocks { kind },
    /// A rule for started weeks on a price that is not per week.
    StartedWeekKind "started-week-kind" Error Blocks { kind },
    /// A price per day beside one that is not per month.
    DayPriceKind "day-price-kind" Error Blocks { kind },
    /// "About" without hours.
    ApproximateAlone "approximate-alone" Error Blocks {},
    /// Two versions of a figure share days.
    FigureOverlap "figure-overlap" Error Blocks { first, last },
    /// Days between two versions of a figure.
    FigureHole "figure-hole" Warning Loads { first, last },
    /// Digits of another number, or something else.
    BadDigits "bad-digits" Error Blocks { digits },
    /// A number whose check digit is another.
    BadCheckDigit "bad-check-digit" Error Blocks {},
    /// No municipality's code.
    BadMunicipality "bad-municipality" Error Blocks {},
    /// A seller whose provider the catalogue does not have.
    UnknownProvider "unknown-provider" Error Blocks { near },
    /// A seller that is not in the parties file.
    UnknownSeller "unknown-seller" Error Blocks { near },
    /// A service that the seller does not have.
    UnknownService "unknown-service" Error Blocks { near },
    /// Neither the file nor the catalogue gives the seller's term of payment.
    PaymentDaysMissing "payment-days-missing" Error Blocks {},
    /// The catalogue's term of payment is longer than a public buyer can agree to.
    PaymentDaysTooLong "payment-days-too-long" Error Blocks { days, max },
    /// A series of numbers that ends in a digit.
    SeriesEndsInDigit "series-ends-in-digit" Error Blocks {},
    /// An electronic address by GLN without a GLN.
    EndpointWithoutGln "endpoint-without-gln" Error Blocks {},
    /// A seller without a way to pay it.
    PaymentMissing "payment-missing" Error Blocks { keys },
    /// A seller with two ways to pay it.
    PaymentTwice "payment-twice" Error Blocks { keys },
    /// Not an IBAN.
    BadIban "bad-iban" Error Blocks {},
    /// Not a BIC.
    BadBic "bad-bic" Error Blocks {},
    /// No setting has this name.
    UnknownSetting "unknown-setting" Error Blocks { near },
    /// The setting does not take this value.
    BadSetting "bad-setting" Error Blocks { allowed },
    /// A day that must lie before another and does not.
    SettingNotBefore "setting-not-before" Error Blocks { setting, day, other, other_day },
    /// A day that must not lie after another and does.
    SettingAfter "setting-after" Error Blocks { setting, day, other, other_day },
}

impl Flaw {
    /// What is wrong and what would be right.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        messages::text(lang, &format!("flaw-{}", self.id()), &self.args())
    }
}

/// One problem of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Name of the file, as given to the loader.
    pub file: String,
    /// Line, from 1; 0: the file or directory as a whole.
    pub line: usize,
    /// Column, from 1, in characters; 0 where `line` is.
    pub column: usize,
    /// Key path, such as `service.tariff.price`; empty for the file itself.
    pub key: String,
    /// The value as written, cut to one line; empty where there is none.
    pub value: String,
    /// What is wrong.
    pub flaw: Flaw,
}

impl Problem {
    /// What is wrong and what would be right.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        self.flaw.message(lang)
    }

    /// One line: place, level, key, value, message.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let level = messages::text(lang, self.flaw.level().as_str(), &[]);
        let file = takst::cpr::masked(&self.file);
        let mut line = match (self.line, self.column) {
            (0, _) => format!("{file}: {level}: "),
            (number, column) => format!("{file}:{number}:{column}: {level}: "),
        };
        if !self.key.is_empty() {
            line.push_str(&self.key);
            if !self.value.is_empty() {
                line.push_str(" = ");
                line.push_str(&self.value);
            }
            line.push_str(": ");
        }
        line.push_str(&self.message(lang));
        line
    }
}

/// In English, as [`Problem::line`].
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line(Lang::En))
    }
}

impl std::error::Error for Problem {}

/// By file, then line and column.
pub(crate) fn sort(problems: &mut [Problem]) {
    problems.sort_by(|a, b| (&a.file, a.line, a.column, &a.key).cmp(&(&b.file, b.line, b.column, &b.key)));
}
