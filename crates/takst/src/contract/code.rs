//! The registry of codes: every fault, finding, assumption and refund condition takst can name.

use std::fmt;

/// What kind of statement a [`Code`] makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The case is refused.
    Error,
    /// Something to look at; the price stands.
    Warning,
    /// For information.
    Note,
    /// A figure rests on an unsettled default.
    Assumption,
    /// The condition that decided a refund.
    Condition,
}

impl Severity {
    /// `error`, `warning`, `note`, `assumption` or `condition`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
            Severity::Assumption => "assumption",
            Severity::Condition => "condition",
        }
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident $text:literal $severity:ident),* $(,)?) => {
        /// A stable, documented code. Its text is part of the contract; the registry is the same in every language.
        ///
        /// ```
        /// use takst::{Code, Severity};
        /// assert_eq!(Code::TariffEnded.as_str(), "tariff.ended");
        /// assert_eq!(Code::TariffEnded.severity(), Severity::Error);
        /// assert_eq!("tariff.ended".parse(), Ok(Code::TariffEnded));
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code { $($(#[doc = $doc])+ $name),* }

        impl Code {
            /// Every code, in the order of the registry.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// The code's text, such as `tariff.ended`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text),* }
            }

            /// What kind of statement the code makes.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity),* }
            }

            /// What the code means, in one English sentence.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Code::$name => concat!($($doc),+).trim_ascii()),* }
            }
        }
    };
}

codes! {
    /// No tariff covers the day: before the first version or in a hole.
    TariffNone "tariff.none" Error,
    /// No tariff covers the day: the last version has ended.
    TariffEnded "tariff.ended" Error,
    /// Two tariff versions cover the day and neither is the later known.
    TariffAmbiguous "tariff.ambiguous" Error,
    /// The service has an agreed price and the row gives none.
    PriceAgreedMissing "price.agreed-missing" Error,
    /// The row gives an agreed price where the price is published, included or free.
    PriceNotAgreed "price.not-agreed" Error,
    /// More hours a week than the published price includes, and no agreed price.
    PriceOverIncludedHours "price.over-included-hours" Error,
    /// Two rows of one case and family share a day.
    CaseOverlap "case.overlap" Error,
    /// Rows that must agree give different values.
    CaseConflict "case.conflict" Error,
    /// A row priced by the hour gives no hours.
    CaseHoursMissing "case.hours-missing" Error,
    /// A row of hours crosses a month end or a tariff change.
    CaseHoursUndated "case.hours-undated" Error,
    /// The last day lies before the first.
    CaseDatesReversed "case.dates-reversed" Error,
    /// A row without a last day, priced without an end.
    CaseOpenEnd "case.open-end" Error,
    /// A value looks like a CPR number.
    CaseCprNumber "case.cpr-number" Error,
    /// A required value is absent.
    ValueMissing "value.missing" Error,
    /// A value cannot be read.
    ValueInvalid "value.invalid" Error,
    /// A value lies outside its range.
    ValueRange "value.range" Error,
    /// A number has too many decimals.
    ValuePrecision "value.precision" Error,
    /// The catalogue has no such service.
    ServiceUnknown "service.unknown" Error,
    /// Own payment is given on a price that is not per day or month.
    OwnPaymentUnit "own-payment.unit" Error,
    /// Own payment exceeds the price.
    OwnPaymentExceedsPrice "own-payment.exceeds-price" Error,
    /// A record of the file cannot be read as a row.
    RecordMalformed "record.malformed" Error,
    /// A column the case file does not know; it is not read.
    ColumnUnknown "column.unknown" Warning,
    /// The commitment to pay is absent; the document is on hold.
    CommitmentMissing "commitment.missing" Warning,
    /// The commitment to pay was given after the course began; the document is on hold.
    CommitmentLate "commitment.late" Warning,
    /// The course is longer than the service allows.
    CourseTooLong "course.too-long" Warning,
    /// The course is shorter than the service demands.
    CourseTooShort "course.too-short" Warning,
    /// The course does not follow directly on a stay, as the service demands.
    CourseNotAfterStay "course.not-after-stay" Warning,
    /// The weekly hours differ from the published ones.
    HoursDiffer "hours.differ" Warning,
    /// More places in use than the service has.
    CapacityExceeded "capacity.exceeded" Warning,
    /// The notice to the municipality came too late.
    NoticeLate "notice.late" Warning,
    /// The service is part of the stay's price: no line.
    ServiceIncluded "service.included" Note,
    /// The service is free of charge: no line.
    ServiceFree "service.free" Note,
    /// The refund is undetermined; nothing is claimed.
    RefundUndetermined "refund.undetermined" Warning,
    /// The refund is undetermined because another case of the citizen is refused.
    RefundCitizenIncomplete "refund.citizen-incomplete" Warning,

    /// No refund rule covers the service.
    RefundNoRule "refund.no-rule" Condition,
    /// The rule refunds only prices per day and month.
    RefundUnit "refund.unit" Condition,
    /// A § 110 stay before 1 October 2023, when there was no limit of days.
    RefundBeforeReform "refund.before-reform" Condition,
    /// Fewer days than the cap were used before it in the window.
    RefundWithinCap "refund.within-cap" Condition,
    /// The days of the window are used up.
    RefundCapReached "refund.cap-reached" Condition,
    /// The citizen was admitted before 1 October 2023 and no window has begun.
    RefundWindowNotBegun "refund.window-not-begun" Condition,
    /// § 110 aftercare until 30 September 2023.
    RefundAftercareBeforeReform "refund.aftercare-before-reform" Condition,
    /// § 110 aftercare from 1 October 2023.
    RefundAftercareAfterReform "refund.aftercare-after-reform" Condition,
    /// The course began in connection with moving out.
    RefundMovedOut "refund.moved-out" Condition,
    /// Too many days between the stay and the course to be sure it began in connection with moving out.
    RefundGapTooLong "refund.gap-too-long" Condition,
    /// No preceding stay.
    RefundNoPriorStay "refund.no-prior-stay" Condition,
    /// Within two years of the first discharge and decided before it.
    RefundWithinTwoYears "refund.within-two-years" Condition,
    /// More than two years since the first discharge.
    RefundTwoYearsOver "refund.two-years-over" Condition,
    /// The support was not decided before discharge.
    RefundNotDecided "refund.not-decided" Condition,
    /// Whether the support was decided before discharge is not known.
    RefundDecisionUnknown "refund.decision-unknown" Condition,
    /// First discharged before 1 October 2023.
    RefundDischargedBeforeReform "refund.discharged-before-reform" Condition,
    /// No discharge.
    RefundNoDischarge "refund.no-discharge" Condition,

    /// The day of the roll-out in spring 2023 is not published.
    AssumedRollOutDate "assumed.roll-out-date" Assumption,
    /// The first day of the price of 545 kr is not published.
    AssumedTariffStart "assumed.tariff-start" Assumption,
    /// Both the first and the last day are charged.
    AssumedDayCount "assumed.day-count" Assumption,
    /// A started week is charged in full.
    AssumedStartedWeek "assumed.started-week" Assumption,
    /// The published "about" hours are taken as they stand.
    AssumedIncludedHours "assumed.included-hours" Assumption,
    /// The price list is undated.
    AssumedTariffValidity "assumed.tariff-validity" Assumption,
    /// The act cited by the price list has been replaced.
    AssumedActReplaced "assumed.act-replaced" Assumption,
    /// Care under the Social Services Act is taken as exempt from VAT.
    AssumedVatExempt "assumed.vat-exempt" Assumption,
    /// An agreed price is taken as ex VAT at the standard rate.
    AssumedVatStandard "assumed.vat-standard" Assumption,
    /// The window begins anew on each anniversary.
    AssumedWindowReset "assumed.window-reset" Assumption,
    /// From 1 April 2026 the cap of 90 days holds in windows begun before.
    AssumedWindow2026 "assumed.window-2026" Assumption,
    /// A resident's window began on 1 October 2023.
    AssumedWindowResident "assumed.window-resident" Assumption,
    /// No days were used outside the file.
    AssumedHistoryComplete "assumed.history-complete" Assumption,
    /// There is no own payment.
    AssumedOwnPaymentNone "assumed.own-payment-none" Assumption,
    /// Aftercare was refunded until 30 September 2023.
    AssumedAftercareRefund "assumed.aftercare-refund" Assumption,
    /// Aftercare uses no days of the window.
    AssumedAftercareUsesNoDays "assumed.aftercare-uses-no-days" Assumption,
    /// A gap of some days still counts as moving out.
    AssumedCtiGap "assumed.cti-gap" Assumption,
    /// The end of the preceding stay is the first discharge.
    AssumedFirstDischarge "assumed.first-discharge" Assumption,
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is no code of the registry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a code of the registry")]
pub struct UnknownCode(pub String);

impl std::str::FromStr for Code {
    type Err = UnknownCode;
    fn from_str(text: &str) -> Result<Code, UnknownCode> {
        Code::ALL.iter().copied().find(|code| code.as_str() == text).ok_or_else(|| UnknownCode(text.to_owned()))
    }
}

/// A set of assumption codes, cheap to copy and to join: a line carries the union over its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Assumptions(u32);

impl Assumptions {
    /// No assumption.
    pub const NONE: Assumptions = Assumptions(0);
    const FIRST: u8 = Code::AssumedRollOutDate as u8;

    /// The set with `code` added. Codes that are no assumptions leave it as it is.
    #[must_use]
    pub const fn with(self, code: Code) -> Assumptions {
        match code.severity() {
            Severity::Assumption => Assumptions(self.0 | 1 << (code as u8 - Self::FIRST)),
            Severity::Error | Severity::Warning | Severity::Note | Severity::Condition => self,
        }
    }

    /// The codes of both sets.
    #[must_use]
    pub const fn union(self, other: Assumptions) -> Assumptions {
        Assumptions(self.0 | other.0)
    }

    /// Whether no figure rests on a default.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether `code` is in the set.
    #[must_use]
    pub fn contains(self, code: Code) -> bool {
        self.iter().any(|c| c == code)
    }

    /// The codes of the set in alphabetical order.
    pub fn iter(self) -> impl Iterator<Item = Code> {
        let mut codes: Vec<Code> =
            Code::ALL.iter().copied().filter(|c| c.severity() == Severity::Assumption && Assumptions::NONE.with(*c).0 & self.0 != 0).collect();
        codes.sort_unstable_by_key(|c| c.as_str());
        codes.into_iter()
    }
}

/// Codes joined by `;`, empty where there are none.
impl fmt::Display for Assumptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, code) in self.iter().enumerate() {
            write!(f, "{}{code}", if i == 0 { "" } else { ";" })?;
        }
        Ok(())
    }
}
