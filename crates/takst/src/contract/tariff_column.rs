//! The columns of a price list: a row for each version of each price, as people keep them in a spreadsheet.

use crate::contract::column::{Content, Presence, required_columns};
use crate::contract::heading::{danish_truth, folded, named};
use crate::contract::refund::RefundRule;
use crate::contract::unit::Kind;
use crate::contract::words::{AfterStay, CommitmentRule, DayCount, StartedWeek, Vat, VatExemption, VatWhenAgreed};
use std::fmt;

/// What a value of a price list belongs to. Rows of one provider, or of one service, say the same of it or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TariffPart {
    /// The provider.
    Provider,
    /// The service.
    Service,
    /// One version of its price.
    Version,
}

/// What a cell of a price list may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TariffCell {
    /// A short id.
    Id,
    /// Words.
    Text,
    /// One word of a closed set.
    OneOf(&'static [&'static str]),
    /// A day.
    Day,
    /// A number with at most so many decimals.
    Number(u32),
    /// A whole number.
    Whole,
    /// Yes or no.
    Truth,
    /// Codes of assumptions, joined by `;`.
    Codes,
}

/// Where a column is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// In every list that is written.
    Always,
    /// Where a service has a value of it.
    WhereGiven,
}

macro_rules! tariff_columns {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:ident { $part:ident, $cell:expr, $presence:ident, $listed:ident, $danish:expr, $example:literal })*) => {
        /// A column of a price list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum TariffColumn { $($(#[doc = $doc])+ $variant),* }

        impl TariffColumn {
            /// Every column, in the order in which lists are written.
            pub const ALL: &'static [TariffColumn] = &[$(TariffColumn::$variant),*];

            /// The column's name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(TariffColumn::$variant => stringify!($name)),* }
            }

            /// What the column says and which values it takes, in English.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(TariffColumn::$variant => concat!($($doc),+).trim_ascii()),* }
            }

            /// What its values belong to.
            #[must_use]
            pub const fn part(self) -> TariffPart {
                match self { $(TariffColumn::$variant => TariffPart::$part),* }
            }

            /// What a cell may hold.
            #[must_use]
            pub const fn cell(self) -> TariffCell {
                use TariffCell::*;
                match self { $(TariffColumn::$variant => $cell),* }
            }

            /// Whether a list must have the column.
            #[must_use]
            pub const fn presence(self) -> Presence {
                match self { $(TariffColumn::$variant => Presence::$presence),* }
            }

            /// Where the column is written.
            #[must_use]
            pub const fn listed(self) -> Listed {
                match self { $(TariffColumn::$variant => Listed::$listed),* }
            }

            /// Its names in Danish spreadsheets; the first is the one that is written. Ambiguous names are left out.
            #[must_use]
            pub const fn danish(self) -> &'static [&'static str] {
                match self { $(TariffColumn::$variant => &$danish),* }
            }

            /// A value that it takes.
            #[must_use]
            pub const fn example(self) -> &'static str {
                match self { $(TariffColumn::$variant => $example),* }
            }
        }
    };
}

tariff_columns! {
    /// Short id of the provider: a to z, digits, hyphens. Without it, it is made of the provider's name.
    Provider provider { Provider, Id, Optional, Always, ["Leverandør-id", "Tilbuds-id"], "solgaarden" }
    /// Name of the provider. Needed on one row of each provider.
    ProviderName provider_name { Provider, Text, Optional, Always, ["Leverandør", "Leverandørnavn", "Tilbud", "Tilbudsnavn"], "Botilbuddet Solgården" }
    /// Id of the service, provider/name, or the name alone. Without it, it is made of the service's name.
    Service service { Service, Id, Optional, Always, ["Ydelses-id", "Ydelsens id"], "solgaarden/bolig" }
    /// Name of the service. Needed on one row of each service.
    Name name { Service, Text, Optional, Always, ["Ydelse", "Ydelsesnavn", "Ydelsens navn", "Navn"], "Botilbud" }
    /// Act and section. Begins with SEL for services under the Social Services Act.
    LegalBasis legal_basis { Service, Text, Required, Always, ["Lovgrundlag", "Hjemmel", "Lovhjemmel", "Retsgrundlag"], "SEL § 107" }
    /// How the service is priced.
    Unit unit { Service, OneOf(Kind::WORDS), Required, Always, ["Enhed", "Takstenhed", "Prisenhed", "Afregningsenhed"], "month" }
    /// DKK per unit, ex VAT, more than 0; four decimals per hour, else two. Empty where the price is agreed, included or free.
    Price price { Version, Number(4), Required, Always, ["Pris", "Takst", "Pris ekskl. moms", "Takst ekskl. moms", "Pris uden moms", "Takst uden moms"], "14200.00" }
    /// Only where the unit is a month: DKK per day in a month that is not charged whole.
    DayPrice day_price { Version, Number(2), Optional, Always, ["Døgnpris ved del af måned", "Pris pr. døgn ved del af måned", "Døgntakst ved del af måned"], "467.00" }
    /// First day of the price.
    From from { Version, Day, Required, Always, ["Fra", "Gælder fra", "Gyldig fra", "Fra dato", "Startdato", "Fra og med"], "2024-01-01" }
    /// Last day of the price, inclusive; empty while it holds.
    To to { Version, Day, Optional, Always, ["Til", "Gælder til", "Gyldig til", "Til dato", "Slutdato", "Til og med"], "2024-12-31" }
    /// First day on which the price was known: for a price that became known late, or corrects another of the same days.
    KnownFrom known_from { Version, Day, Optional, Always, ["Kendt fra", "Kendt fra dato"], "2024-03-15" }
    /// Whether VAT comes on top of the price.
    Vat vat { Service, OneOf(Vat::WORDS), Required, Always, ["Moms"], "exempt" }
    /// Why an exempt price is exempt. Needed where the legal basis does not begin with SEL.
    VatExemption vat_exemption { Service, OneOf(VatExemption::WORDS), Optional, Always, ["Grund til momsfritagelse", "Momsfritagelse"], "VATEX-EU-132-1I" }
    /// Rule of the state refund.
    Refund refund { Service, OneOf(RefundRule::WORDS), Required, Always, ["Refusionsregel", "Refusion", "Statsrefusion"], "none" }
    /// Where the price was published. The file and the row are cited too.
    Source source { Version, Text, Optional, Always, ["Kilde"], "takstblad 2024" }
    /// Name of the service in English; without it the Danish one.
    NameEn name_en { Service, Text, Optional, WhereGiven, ["Ydelsens navn på engelsk", "Engelsk navn"], "Supported home" }
    /// Service whose course the service continues; without it a family of its own.
    Family family { Service, Id, Optional, WhereGiven, ["Familie"], "havblik/niveau-1" }
    /// VAT of an agreed price.
    VatWhenAgreed vat_when_agreed { Service, OneOf(VatWhenAgreed::WORDS), Optional, WhereGiven, ["Moms af aftalt pris"], "policy" }
    /// Account in the municipal chart of accounts.
    Account account { Service, Text, Optional, WhereGiven, ["Konto"], "5.38.42" }
    /// Days from the date of the provider's invoice to the day it is due.
    PaymentDays payment_days { Provider, Whole, Optional, WhereGiven, ["Betalingsfrist", "Betalingsfrist i dage"], "21" }
    /// Hours per week that a weekly price includes.
    IncludedHours included_hours { Service, Number(2), Optional, WhereGiven, ["Timer pr. uge i prisen"], "15" }
    /// Whether these hours are approximate.
    IncludedHoursApproximate included_hours_approximate { Service, Truth, Optional, WhereGiven, ["Timer i prisen er omtrentlige"], "true" }
    /// Published hours per week.
    WeeklyHours weekly_hours { Service, Number(2), Optional, WhereGiven, ["Timer pr. uge"], "5" }
    /// Least hours per week.
    MinWeeklyHours min_weekly_hours { Service, Number(2), Optional, WhereGiven, ["Mindste timer pr. uge"], "5" }
    /// Longest course, in months.
    MaxMonths max_months { Service, Whole, Optional, WhereGiven, ["Længste forløb i måneder"], "12" }
    /// Shortest course, in weeks.
    MinWeeks min_weeks { Service, Whole, Optional, WhereGiven, ["Korteste forløb i uger"], "13" }
    /// Length of the course, in weeks.
    Weeks weeks { Service, Whole, Optional, WhereGiven, ["Varighed i uger"], "6" }
    /// Places.
    Places places { Service, Whole, Optional, WhereGiven, ["Pladser", "Antal pladser"], "5" }
    /// Whether the course must follow on a stay.
    AfterStay after_stay { Service, OneOf(AfterStay::WORDS), Optional, WhereGiven, ["Efter et ophold"], "required" }
    /// When a commitment to pay is needed before the course begins.
    Commitment commitment { Service, OneOf(CommitmentRule::WORDS), Optional, WhereGiven, ["Betalingstilsagn"], "always" }
    /// Working days within which start and end are notified.
    NoticeWorkingDays notice_working_days { Service, Whole, Optional, WhereGiven, ["Orientering inden hverdage"], "3" }
    /// Most visits a week.
    MaxVisitsPerWeek max_visits_per_week { Service, Whole, Optional, WhereGiven, ["Besøg pr. uge, højst"], "1" }
    /// Which of the first and last day are charged.
    DayCount day_count { Service, OneOf(DayCount::WORDS), Optional, WhereGiven, ["Dage, der betales"], "first-only" }
    /// How a week that the course's end cuts is charged.
    StartedWeek started_week { Service, OneOf(StartedWeek::WORDS), Optional, WhereGiven, ["Påbegyndt uge"], "whole-weeks-only" }
    /// What the source of the price leaves open: names of assumptions, joined by `;`.
    Assumed assumed { Version, Codes, Optional, WhereGiven, ["Forudsætninger"], "tariff-validity" }
    /// Id of the act that the price list cites.
    Act act { Version, Id, Optional, WhereGiven, ["Lov, der henvises til"], "beskaeftigelsesloven" }
}

required_columns! { TariffColumn:
    /// The columns without which a table is no price list.
}

impl TariffColumn {
    /// Whether a list must have the column.
    #[must_use]
    pub const fn is_required(self) -> bool {
        matches!(self.presence(), Presence::Required)
    }

    /// What its cells say.
    #[must_use]
    pub const fn content(self) -> Content {
        match self.cell() {
            TariffCell::Id | TariffCell::Text | TariffCell::OneOf(_) | TariffCell::Codes => Content::Text,
            TariffCell::Day => Content::Day,
            TariffCell::Number(_) | TariffCell::Whole => Content::Number,
            TariffCell::Truth => Content::Truth,
        }
    }

    /// The column of a name, exactly as the contract writes it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<TariffColumn> {
        TariffColumn::ALL.iter().copied().find(|column| column.as_str() == name)
    }

    /// The column that a heading names in the contract's words or in Danish, whatever its case, accents, spaces and punctuation.
    ///
    /// ```
    /// use takst::TariffColumn;
    /// assert_eq!(TariffColumn::from_heading("Takst ekskl moms"), Some(TariffColumn::Price));
    /// assert_eq!(TariffColumn::from_heading("Døgnpris"), None);
    /// ```
    #[must_use]
    pub fn from_heading(heading: &str) -> Option<TariffColumn> {
        named(TariffColumn::ALL, heading, TariffColumn::headings)
    }

    /// The [folded] names of the column.
    pub fn headings(self) -> impl Iterator<Item = String> {
        std::iter::once(self.as_str()).chain(self.danish().iter().copied()).map(folded)
    }

    /// The words that a list writes for those of the column's set, in Danish: each with the one it stands for.
    #[must_use]
    pub fn danish_words(self) -> Vec<(&'static str, &'static str)> {
        let TariffCell::OneOf(words) = self.cell() else { return Vec::new() };
        words.iter().map(|word| (self.danish_of(word).first().copied().unwrap_or(word), *word)).collect()
    }

    /// The words of Danish spreadsheets for a word of the column's set.
    fn danish_of(self, word: &str) -> &'static [&'static str] {
        match self {
            TariffColumn::Unit => Kind::from_word(word).map_or(&[], Kind::danish),
            TariffColumn::Vat => Vat::from_word(word).map_or(&[], Vat::danish),
            TariffColumn::Refund => RefundRule::from_word(word).map_or(&[], RefundRule::danish),
            _ => &[],
        }
    }

    /// The word of the column's set that a word of a spreadsheet stands for, in any case.
    ///
    /// ```
    /// use takst::TariffColumn;
    /// assert_eq!([TariffColumn::Unit.word("Døgn"), TariffColumn::Vat.word("momsfri")], [Some("day"), Some("exempt")]);
    /// assert_eq!([TariffColumn::Unit.word("pr. måned"), TariffColumn::Unit.word("year"), TariffColumn::Name.word("day")], [Some("month"), None, None]);
    /// ```
    #[must_use]
    pub fn word(self, text: &str) -> Option<&'static str> {
        if self.cell() == TariffCell::Truth {
            return danish_truth(text).map(|truth| if truth { "true" } else { "false" });
        }
        let TariffCell::OneOf(words) = self.cell() else { return None };
        let lower = text.trim().to_lowercase();
        let plain = if self == TariffColumn::Unit { per(&lower) } else { &lower };
        let is_word = |word: &str| word.eq_ignore_ascii_case(plain) || self.danish_of(word).contains(&plain);
        words.iter().copied().find(|word| is_word(word))
    }
}

/// A unit without what price lists write before it: "kr. pr. døgn" is "døgn".
fn per(unit: &str) -> &str {
    let unit = unit.strip_prefix("kr.").or_else(|| unit.strip_prefix("kr ")).unwrap_or(unit).trim_start();
    ["pr. ", "pr ", "per "].iter().find_map(|before| unit.strip_prefix(before)).unwrap_or(unit).trim_start()
}

impl fmt::Display for TariffColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn a_heading_means_one_column() {
        let mut seen: HashMap<String, TariffColumn> = HashMap::new();
        for column in TariffColumn::ALL {
            for name in column.headings() {
                assert!(!name.is_empty());
                assert!(seen.insert(name.clone(), *column).is_none_or(|other| other == *column), "{name}");
            }
        }
    }

    #[test]
    fn the_columns_a_list_must_have_are_few() {
        assert_eq!(TariffColumn::REQUIRED.map(TariffColumn::as_str), ["legal_basis", "unit", "price", "from", "vat", "refund"]);
    }

    #[test]
    fn words_of_spreadsheets_stand_for_those_of_the_catalogue() {
        for (column, text, word) in [
            (TariffColumn::Unit, "kr. pr. døgn", Some("day")),
            (TariffColumn::Unit, "Pr. måned", Some("month")),
            (TariffColumn::Unit, "aftales", Some("agreed")),
            (TariffColumn::Unit, "dag", None),
            (TariffColumn::Vat, "25 %", Some("standard")),
            (TariffColumn::Vat, "Nej", Some("exempt")),
            (TariffColumn::Vat, "måske", None),
            (TariffColumn::Refund, "SEL-110-ophold", Some("sel-110-ophold")),
            (TariffColumn::Refund, "ingen", Some("none")),
            (TariffColumn::IncludedHoursApproximate, "ja", Some("true")),
            (TariffColumn::Name, "day", None),
        ] {
            assert_eq!(column.word(text), word, "{column} {text}");
        }
        // Every word of a set is read as it is written, in both languages.
        for column in TariffColumn::ALL {
            for (danish, word) in column.danish_words() {
                assert_eq!([column.word(danish), column.word(word)], [Some(word), Some(word)], "{column} {danish}");
            }
        }
    }
}
