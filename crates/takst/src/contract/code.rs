//! The registry of codes: every fault, finding, assumption and refund condition takst can name.

use crate::contract::column::Column;
use std::fmt;

pub use crate::contract::words::Severity;

/// What answers the open question behind an assumption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// A general setting of the policy, by its name.
    Setting(&'static str),
    /// A question of a provider: the catalogue says which carry the code.
    Question,
    /// Columns of the case file.
    Columns(&'static [Column]),
    /// A newer price list in the catalogue.
    Catalogue,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident $text:literal $severity:ident $number:literal $({ bit $bit:literal, asks $asks:expr })?),* $(,)?) => {
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

            /// The number that stands for the code outside Rust. It never changes, and a number that is given up is not used again.
            #[must_use]
            pub const fn number(self) -> u32 {
                match self { $(Code::$name => $number),* }
            }

            /// The code of a number.
            #[must_use]
            pub const fn from_number(number: u32) -> Option<Code> {
                match number { $($number => Some(Code::$name),)* _ => None }
            }

            /// The place of an assumption in a set of them, 0 to 63; `None` for other codes. It never changes.
            #[must_use]
            pub const fn bit(self) -> Option<u32> {
                match self { $($(Code::$name => Some($bit),)?)* _ => None }
            }

            /// What answers the open question behind an assumption; `None` for other codes.
            #[must_use]
            pub const fn asks(self) -> Option<Asks> {
                use Asks::{Catalogue, Columns, Question, Setting};
                match self { $($(Code::$name => Some($asks),)?)* _ => None }
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
    TariffNone "tariff.none" Error 1,
    /// No tariff covers the day: the last version has ended.
    TariffEnded "tariff.ended" Error 2,
    /// Two tariff versions cover the day and neither is the later known.
    TariffAmbiguous "tariff.ambiguous" Error 3,
    /// The service has an agreed price and the row gives none.
    PriceAgreedMissing "price.agreed-missing" Error 4,
    /// The row gives an agreed price where the price is published, included or free.
    PriceNotAgreed "price.not-agreed" Error 5,
    /// More hours a week than the published price includes, and no agreed price.
    PriceOverIncludedHours "price.over-included-hours" Error 6,
    /// Two rows of one case and family share a day.
    CaseOverlap "case.overlap" Error 7,
    /// Rows that must agree give different values.
    CaseConflict "case.conflict" Error 8,
    /// A row priced by the hour gives no hours.
    CaseHoursMissing "case.hours-missing" Error 9,
    /// A row of hours crosses a month end, a tariff change or a change of the refund.
    CaseHoursUndated "case.hours-undated" Error 10,
    /// The last day lies before the first.
    CaseDatesReversed "case.dates-reversed" Error 11,
    /// A row without a last day, priced without an end.
    CaseOpenEnd "case.open-end" Error 12,
    /// A value looks like a CPR number.
    CaseCprNumber "case.cpr-number" Error 13,
    /// A required value is absent.
    ValueMissing "value.missing" Error 14,
    /// A value cannot be read.
    ValueInvalid "value.invalid" Error 15,
    /// A value lies outside its range.
    ValueRange "value.range" Error 16,
    /// A number has too many decimals.
    ValuePrecision "value.precision" Error 17,
    /// The catalogue has no such service.
    ServiceUnknown "service.unknown" Error 18,
    /// Own payment is given on a price that is not per day or month.
    OwnPaymentUnit "own-payment.unit" Error 19,
    /// Own payment exceeds the price.
    OwnPaymentExceedsPrice "own-payment.exceeds-price" Error 20,
    /// A record of the file cannot be read as a row.
    RecordMalformed "record.malformed" Error 21,
    /// Another command has been writing to the ledger for too long.
    LedgerBusy "ledger.busy" Error 22,
    /// The date of issue lies before the latest document of a seller.
    LedgerDateBackwards "ledger.date-backwards" Error 23,
    /// The date of issue lies after today.
    LedgerDateAhead "ledger.date-ahead" Error 24,
    /// A document of an earlier system cannot be taken over; nothing of the file is.
    ImportRefused "import.refused" Error 25,
    /// A document of the plan would come out otherwise today.
    PlanChanged "plan.changed" Error 26,
    /// The number to issue again is not that of an invoice that stands.
    ReissueNotStanding "reissue.not-standing" Error 27,
    /// A later quarter has been claimed: what changed is in the next claim.
    ClaimQuarterBackwards "claim.quarter-backwards" Error 28,
    /// The quarter is not over.
    ClaimQuarterAhead "claim.quarter-ahead" Error 29,
    /// A column the case file does not know; it is not read.
    ColumnUnknown "column.unknown" Warning 101,
    /// The commitment to pay is absent; the document is on hold.
    CommitmentMissing "commitment.missing" Warning 102,
    /// The commitment to pay was given after the course began; the document is on hold.
    CommitmentLate "commitment.late" Warning 103,
    /// The course is longer than the service allows.
    CourseTooLong "course.too-long" Warning 104,
    /// The course is shorter than the service demands.
    CourseTooShort "course.too-short" Warning 105,
    /// The course does not follow directly on a stay, as the service demands.
    CourseNotAfterStay "course.not-after-stay" Warning 106,
    /// The weekly hours differ from the published ones.
    HoursDiffer "hours.differ" Warning 107,
    /// More places in use than the service has.
    CapacityExceeded "capacity.exceeded" Warning 108,
    /// The notice to the municipality came too late.
    NoticeLate "notice.late" Warning 109,
    /// The service is part of the stay's price: no line.
    ServiceIncluded "service.included" Note 110,
    /// The service is free of charge: no line.
    ServiceFree "service.free" Note 111,
    /// The refund is undetermined; nothing is claimed.
    RefundUndetermined "refund.undetermined" Warning 112,
    /// The refund is undetermined because another case of the citizen is refused.
    RefundCitizenIncomplete "refund.citizen-incomplete" Warning 113,
    /// Nothing of the course is charged.
    CourseNotCharged "course.not-charged" Warning 115,
    /// Days of the row are charged in another case of the citizen too.
    CaseBilledElsewhere "case.billed-elsewhere" Warning 114,
    /// The own payment differs from the figure of the law.
    OwnPaymentDiffers "own-payment.differs" Note 116,
    /// The preceding stay ends after the course has begun.
    StayOverlaps "stay.overlaps" Note 118,
    /// The amount billed for the row is not the net of its lines.
    InvoicedDiffers "invoiced.differs" Warning 120,
    /// Something keeps the documents of a case, provider and month from being issued.
    InvoiceHeld "invoice.held" Warning 121,
    /// A seller or buyer is not in the parties file, or a reference that the buyer demands is missing.
    PartyMissing "party.missing" Warning 122,
    /// The same days of the citizen are in a document of another case.
    InvoiceBilledElsewhere "invoice.billed-elsewhere" Warning 123,
    /// Two rows of one document give different values of a reference.
    ReferenceConflict "reference.conflict" Warning 124,
    /// An invoice that stands was issued under another CVR number than the seller has now.
    SellerChanged "seller.changed" Warning 125,
    /// A number of an earlier system reads as one of the seller's series.
    SeriesTaken "series.taken" Warning 126,
    /// A record belongs to no case, so no case is missing from the file for certain.
    FileUnreadable "file.unreadable" Warning 127,
    /// A line carries VAT and its seller is not registered for VAT.
    SellerNotRegistered "seller.not-registered" Warning 128,
    /// Rows above the heading are not read.
    HeadingBelow "heading.below" Note 129,
    /// A heading of the file is read as a column of the case file.
    HeadingReadAs "heading.read-as" Note 130,
    /// A row of sums belongs to no case; it is no record and not read.
    RowTotal "row.total" Note 131,
    /// A row has no value in a column that is read; it is no record.
    RowNoRecord "row.no-record" Note 132,
    /// A workbook has more than one sheet; one of them is read.
    SheetRead "sheet.read" Note 133,
    /// A cell that was merged out of several is read for each of its rows.
    CellMerged "cell.merged" Note 134,
    /// No municipality has the code of the payer.
    PayerUnknown "payer.unknown" Warning 117,

    /// No refund rule covers the service.
    RefundNoRule "refund.no-rule" Condition 201,
    /// From 1 October 2023 the rule counts days, and the price is not per day or month.
    RefundUnit "refund.unit" Condition 202,
    /// A § 110 stay before 1 October 2023, when there was no limit of days.
    RefundBeforeReform "refund.before-reform" Condition 203,
    /// Fewer days than the cap were used before it in the window.
    RefundWithinCap "refund.within-cap" Condition 204,
    /// The days of the window are used up.
    RefundCapReached "refund.cap-reached" Condition 205,
    /// The citizen was admitted before 1 October 2023 and no window has begun.
    RefundWindowNotBegun "refund.window-not-begun" Condition 206,
    /// § 110 aftercare until 30 September 2023.
    RefundAftercareBeforeReform "refund.aftercare-before-reform" Condition 207,
    /// § 110 aftercare from 1 October 2023.
    RefundAftercareAfterReform "refund.aftercare-after-reform" Condition 208,
    /// The course began in connection with moving out.
    RefundMovedOut "refund.moved-out" Condition 209,
    /// Too many days between the stay and the course to be sure it began in connection with moving out.
    RefundGapTooLong "refund.gap-too-long" Condition 210,
    /// No preceding stay.
    RefundNoPriorStay "refund.no-prior-stay" Condition 211,
    /// Within two years of the first discharge and decided before it.
    RefundWithinTwoYears "refund.within-two-years" Condition 212,
    /// More than two years since the first discharge.
    RefundTwoYearsOver "refund.two-years-over" Condition 213,
    /// The support was not decided before discharge.
    RefundNotDecided "refund.not-decided" Condition 214,
    /// Whether the support was decided before discharge is not known.
    RefundDecisionUnknown "refund.decision-unknown" Condition 215,
    /// First discharged before 1 October 2023.
    RefundDischargedBeforeReform "refund.discharged-before-reform" Condition 216,
    /// No discharge.
    RefundNoDischarge "refund.no-discharge" Condition 217,
    /// A § 109 stay, for which there is no limit of days.
    RefundNoCap "refund.no-cap" Condition 218,
    /// Decided in a § 107 place to which the citizen moved straight from the stay.
    RefundAfter107 "refund.after-107" Condition 219,

    /// The day of the roll-out in spring 2023 is not published.
    AssumedRollOutDate "assumed.roll-out-date" Assumption 301 { bit 0, asks Question },
    /// The first day of the price of 545 kr is not published.
    AssumedTariffStart "assumed.tariff-start" Assumption 302 { bit 1, asks Question },
    /// Whether both the first and the last day of a course are charged.
    AssumedDayCount "assumed.day-count" Assumption 303 { bit 2, asks Setting("day-count") },
    /// Whether a week that the course's end cuts is charged.
    AssumedStartedWeek "assumed.started-week" Assumption 304 { bit 3, asks Setting("started-week") },
    /// How many hours a price published for "about" so many includes.
    AssumedIncludedHours "assumed.included-hours" Assumption 305 { bit 4, asks Setting("included-hours") },
    /// The price list is undated.
    AssumedTariffValidity "assumed.tariff-validity" Assumption 306 { bit 5, asks Question },
    /// The act cited by the price list has been replaced.
    AssumedActReplaced "assumed.act-replaced" Assumption 307 { bit 6, asks Catalogue },
    /// Whether help under the Social Services Act is exempt from VAT.
    AssumedVatExempt "assumed.vat-exempt" Assumption 308 { bit 7, asks Setting("vat-sel") },
    /// Whether an agreed price is subject to VAT where the published prices are ex VAT.
    AssumedVatStandard "assumed.vat-standard" Assumption 309 { bit 8, asks Setting("vat-agreed") },
    /// When a refund window begins anew.
    AssumedWindowReset "assumed.window-reset" Assumption 310 { bit 9, asks Setting("window-reset") },
    /// Which cap holds from 1 April 2026 in a window begun before.
    AssumedWindow2026 "assumed.window-2026" Assumption 311 { bit 10, asks Setting("window-2026") },
    /// When the window of a citizen admitted before 1 October 2023 begins.
    AssumedWindowResident "assumed.window-resident" Assumption 312 { bit 11, asks Setting("window-resident") },
    /// Whether days of the window were used outside the file.
    AssumedHistoryComplete "assumed.history-complete" Assumption 313 { bit 12, asks Columns(&[Column::WindowStart, Column::WindowDaysUsed]) },
    /// Whether there is an own payment, which is not given.
    AssumedOwnPaymentNone "assumed.own-payment-none" Assumption 314 { bit 13, asks Columns(&[Column::OwnPaymentPerDay]) },
    /// Whether aftercare was refunded until 30 September 2023.
    AssumedAftercareRefund "assumed.aftercare-refund" Assumption 315 { bit 14, asks Setting("aftercare-before-2023-10") },
    /// Whether aftercare uses days of the window.
    AssumedAftercareUsesNoDays "assumed.aftercare-uses-no-days" Assumption 316 { bit 15, asks Setting("aftercare-uses-days") },
    /// How many days after a stay still count as moving out.
    AssumedCtiGap "assumed.cti-gap" Assumption 317 { bit 16, asks Setting("cti-gap") },
    /// On which day the first discharge was, which is not given.
    AssumedFirstDischarge "assumed.first-discharge" Assumption 318 { bit 17, asks Columns(&[Column::FirstDischarge]) },
    /// Whether the support was decided in a § 107 place after the stay.
    AssumedNotDischargedTo107 "assumed.not-discharged-to-107" Assumption 319 { bit 18, asks Columns(&[Column::DischargedTo107]) },
    /// Whether the cap of § 110 stays also holds for § 109 stays.
    Assumed109Uncapped "assumed.109-uncapped" Assumption 320 { bit 19, asks Setting("shelter-cap") },
    /// Whether aftercare is refunded from 1 October 2023.
    AssumedAftercareAfter "assumed.aftercare-after" Assumption 321 { bit 20, asks Setting("aftercare-after-2023-10") },
    /// Whether § 85 a support is refunded from 1 October 2023 after a first discharge before it.
    AssumedDischargedBefore "assumed.discharged-before" Assumption 322 { bit 21, asks Setting("discharged-before-2023-10") },

    /// Nothing should be billed.
    CorrectionWithdrawn "correction.withdrawn" Reason 401,
    /// Another municipality pays.
    CorrectionPayer "correction.payer" Reason 402,
    /// Other services.
    CorrectionService "correction.service" Reason 403,
    /// Other days of a service, or other rows of hours.
    CorrectionPeriod "correction.period" Reason 404,
    /// Another price on a day.
    CorrectionPrice "correction.price" Reason 405,
    /// Another VAT category or rate.
    CorrectionVat "correction.vat" Reason 406,
    /// Another amount for the same days, services and prices.
    CorrectionAmount "correction.amount" Reason 407,
    /// The invoice came back and is issued again with other references.
    CorrectionReferences "correction.references" Reason 408,

    /// What was billed is what should be.
    VerifyAgrees "verify.agrees" Verdict 421,
    /// The amount agrees; quantity, unit or price are put otherwise.
    VerifyDescribedDifferently "verify.described-differently" Verdict 422,
    /// Another price.
    VerifyPrice "verify.price" Verdict 423,
    /// Another quantity.
    VerifyQuantity "verify.quantity" Verdict 424,
    /// Days outside the rows of the case.
    VerifyPeriod "verify.period" Verdict 425,
    /// Another service than the case has on those days.
    VerifyService "verify.service" Verdict 426,
    /// Another municipality pays on those days.
    VerifyPayer "verify.payer" Verdict 427,
    /// Another VAT category or rate.
    VerifyVat "verify.vat" Verdict 428,
    /// The paper's own sums do not add up.
    VerifySum "verify.sum" Verdict 429,
    /// The days are on another paper too.
    VerifyBilledTwice "verify.billed-twice" Verdict 430,
    /// The document is on hold for a commitment to pay.
    VerifyCommitment "verify.commitment" Verdict 431,
    /// The case of the municipality has a fault of its own.
    VerifyCaseRefused "verify.case-refused" Verdict 432,
    /// Only a sum can be compared, and it differs.
    VerifyAmount "verify.amount" Verdict 433,
    /// The seller is not in the parties file.
    VerifySellerUnknown "verify.seller-unknown" Verdict 434,
    /// No case is found.
    VerifyCaseUnknown "verify.case-unknown" Verdict 435,
    /// More than one case fits; a person decides.
    VerifyCaseAmbiguous "verify.case-ambiguous" Verdict 436,
    /// No service is found.
    VerifyServiceUnknown "verify.service-unknown" Verdict 437,
    /// The service is the only one that the seller has in the case on those days.
    VerifyServiceInferred "verify.service-inferred" Verdict 438,
    /// No days are found.
    VerifyDaysUnknown "verify.days-unknown" Verdict 439,
    /// The days were read from a text.
    VerifyDaysFromText "verify.days-from-text" Verdict 440,
    /// What a credit note takes back is not found.
    VerifyCreditUnknown "verify.credit-unknown" Verdict 441,
    /// What should be was not billed.
    VerifyNotBilled "verify.not-billed" Verdict 442,
}

/// An assumption's number follows from its bit: C finds the bit by subtraction.
const FIRST_ASSUMPTION: u32 = 301;

const _: () = {
    let mut i = 0;
    while i < Code::ALL.len() {
        let code = Code::ALL[i];
        match code.bit() {
            Some(bit) => assert!(matches!(code.severity(), Severity::Assumption) && code.number() == FIRST_ASSUMPTION + bit && bit < 64),
            None => assert!(!matches!(code.severity(), Severity::Assumption)),
        }
        assert!(code.number() != 0);
        i += 1;
    }
};

impl Code {
    /// The general setting of the policy that settles the code.
    ///
    /// ```
    /// use takst::Code;
    /// assert_eq!(Code::AssumedDayCount.setting(), Some("day-count"));
    /// assert_eq!(Code::AssumedOwnPaymentNone.setting(), None);
    /// ```
    #[must_use]
    pub const fn setting(self) -> Option<&'static str> {
        match self.asks() {
            Some(Asks::Setting(name)) => Some(name),
            Some(Asks::Question | Asks::Columns(_) | Asks::Catalogue) | None => None,
        }
    }
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
pub struct Assumptions(u64);

impl Assumptions {
    /// No assumption.
    pub const NONE: Assumptions = Assumptions(0);

    /// The set with `code` added. Codes that are no assumptions leave it as it is.
    #[must_use]
    pub const fn with(self, code: Code) -> Assumptions {
        match code.bit() {
            Some(bit) => Assumptions(self.0 | 1 << bit),
            None => self,
        }
    }

    /// The set as bits, those of [`Code::bit`].
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
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
    pub const fn contains(self, code: Code) -> bool {
        matches!(code.bit(), Some(bit) if self.0 >> bit & 1 == 1)
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
