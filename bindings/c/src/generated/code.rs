//! The codes of the core as numbers. Written by `cargo xtask generate`; do not edit.

/// Codes of faults, findings, refund conditions and assumptions. 0 is no code. A number never gets another meaning; new codes get new numbers.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakstCode {
    /// No code.
    None = 0,
    /// `tariff.none`: No tariff covers the day: before the first version or in a hole.
    TariffNone = 1,
    /// `tariff.ended`: No tariff covers the day: the last version has ended.
    TariffEnded = 2,
    /// `tariff.ambiguous`: Two tariff versions cover the day and neither is the later known.
    TariffAmbiguous = 3,
    /// `price.agreed-missing`: The service has an agreed price and the row gives none.
    PriceAgreedMissing = 4,
    /// `price.not-agreed`: The row gives an agreed price where the price is published, included or free.
    PriceNotAgreed = 5,
    /// `price.over-included-hours`: More hours a week than the published price includes, and no agreed price.
    PriceOverIncludedHours = 6,
    /// `case.overlap`: Two rows of one case and family share a day.
    CaseOverlap = 7,
    /// `case.conflict`: Rows that must agree give different values.
    CaseConflict = 8,
    /// `case.hours-missing`: A row priced by the hour gives no hours.
    CaseHoursMissing = 9,
    /// `case.hours-undated`: A row of hours crosses a month end, a tariff change or a change of the refund.
    CaseHoursUndated = 10,
    /// `case.dates-reversed`: The last day lies before the first.
    CaseDatesReversed = 11,
    /// `case.open-end`: A row without a last day, priced without an end.
    CaseOpenEnd = 12,
    /// `case.cpr-number`: A value looks like a CPR number.
    CaseCprNumber = 13,
    /// `value.missing`: A required value is absent.
    ValueMissing = 14,
    /// `value.invalid`: A value cannot be read.
    ValueInvalid = 15,
    /// `value.range`: A value lies outside its range.
    ValueRange = 16,
    /// `value.precision`: A number has too many decimals.
    ValuePrecision = 17,
    /// `service.unknown`: The catalogue has no such service.
    ServiceUnknown = 18,
    /// `own-payment.unit`: Own payment is given on a price that is not per day or month.
    OwnPaymentUnit = 19,
    /// `own-payment.exceeds-price`: Own payment exceeds the price.
    OwnPaymentExceedsPrice = 20,
    /// `record.malformed`: A record of the file cannot be read as a row.
    RecordMalformed = 21,
    /// `ledger.busy`: Another command has been writing to the ledger for too long.
    LedgerBusy = 22,
    /// `ledger.date-backwards`: The date of issue lies before the latest document of a seller.
    LedgerDateBackwards = 23,
    /// `ledger.date-ahead`: The date of issue lies after today.
    LedgerDateAhead = 24,
    /// `import.refused`: A document of an earlier system cannot be taken over; nothing of the file is.
    ImportRefused = 25,
    /// `plan.changed`: A document of the plan would come out otherwise today.
    PlanChanged = 26,
    /// `reissue.not-standing`: The number to issue again is not that of an invoice that stands.
    ReissueNotStanding = 27,
    /// `claim.quarter-backwards`: A later quarter has been claimed: what changed is in the next claim.
    ClaimQuarterBackwards = 28,
    /// `claim.quarter-ahead`: The quarter is not over.
    ClaimQuarterAhead = 29,
    /// `column.unknown`: A column the case file does not know; it is not read.
    ColumnUnknown = 101,
    /// `commitment.missing`: The commitment to pay is absent; the document is on hold.
    CommitmentMissing = 102,
    /// `commitment.late`: The commitment to pay was given after the course began; the document is on hold.
    CommitmentLate = 103,
    /// `course.too-long`: The course is longer than the service allows.
    CourseTooLong = 104,
    /// `course.too-short`: The course is shorter than the service demands.
    CourseTooShort = 105,
    /// `course.not-after-stay`: The course does not follow directly on a stay, as the service demands.
    CourseNotAfterStay = 106,
    /// `hours.differ`: The weekly hours differ from the published ones.
    HoursDiffer = 107,
    /// `capacity.exceeded`: More places in use than the service has.
    CapacityExceeded = 108,
    /// `notice.late`: The notice to the municipality came too late.
    NoticeLate = 109,
    /// `service.included`: The service is part of the stay's price: no line.
    ServiceIncluded = 110,
    /// `service.free`: The service is free of charge: no line.
    ServiceFree = 111,
    /// `refund.undetermined`: The refund is undetermined; nothing is claimed.
    RefundUndetermined = 112,
    /// `refund.citizen-incomplete`: The refund is undetermined because another case of the citizen is refused.
    RefundCitizenIncomplete = 113,
    /// `course.not-charged`: Nothing of the course is charged.
    CourseNotCharged = 115,
    /// `case.billed-elsewhere`: Days of the row are charged in another case of the citizen too.
    CaseBilledElsewhere = 114,
    /// `own-payment.differs`: The own payment differs from the figure of the law.
    OwnPaymentDiffers = 116,
    /// `stay.overlaps`: The preceding stay ends after the course has begun.
    StayOverlaps = 118,
    /// `invoiced.differs`: The amount billed for the row is not the net of its lines.
    InvoicedDiffers = 120,
    /// `invoice.held`: Something keeps the documents of a case, provider and month from being issued.
    InvoiceHeld = 121,
    /// `party.missing`: A seller or buyer is not in the parties file, or a reference that the buyer demands is missing.
    PartyMissing = 122,
    /// `invoice.billed-elsewhere`: The same days of the citizen are in a document of another case.
    InvoiceBilledElsewhere = 123,
    /// `reference.conflict`: Two rows of one document give different values of a reference.
    ReferenceConflict = 124,
    /// `seller.changed`: An invoice that stands was issued under another CVR number than the seller has now.
    SellerChanged = 125,
    /// `series.taken`: A number of an earlier system reads as one of the seller's series.
    SeriesTaken = 126,
    /// `file.unreadable`: A record belongs to no case, so no case is missing from the file for certain.
    FileUnreadable = 127,
    /// `seller.not-registered`: A line carries VAT and its seller is not registered for VAT.
    SellerNotRegistered = 128,
    /// `heading.below`: Rows above the heading are not read.
    HeadingBelow = 129,
    /// `heading.read-as`: A heading of the file is read as a column of the case file.
    HeadingReadAs = 130,
    /// `row.total`: A row of sums belongs to no case; it is no record and not read.
    RowTotal = 131,
    /// `row.no-record`: A row has no value in a column that is read; it is no record.
    RowNoRecord = 132,
    /// `sheet.read`: A workbook has more than one sheet; one of them is read.
    SheetRead = 133,
    /// `cell.merged`: A cell that was merged out of several is read for each of its rows.
    CellMerged = 134,
    /// `payer.unknown`: No municipality has the code of the payer.
    PayerUnknown = 117,
    /// `refund.no-rule`: No refund rule covers the service.
    RefundNoRule = 201,
    /// `refund.unit`: From 1 October 2023 the rule counts days, and the price is not per day or month.
    RefundUnit = 202,
    /// `refund.before-reform`: A § 110 stay before 1 October 2023, when there was no limit of days.
    RefundBeforeReform = 203,
    /// `refund.within-cap`: Fewer days than the cap were used before it in the window.
    RefundWithinCap = 204,
    /// `refund.cap-reached`: The days of the window are used up.
    RefundCapReached = 205,
    /// `refund.window-not-begun`: The citizen was admitted before 1 October 2023 and no window has begun.
    RefundWindowNotBegun = 206,
    /// `refund.aftercare-before-reform`: § 110 aftercare until 30 September 2023.
    RefundAftercareBeforeReform = 207,
    /// `refund.aftercare-after-reform`: § 110 aftercare from 1 October 2023.
    RefundAftercareAfterReform = 208,
    /// `refund.moved-out`: The course began in connection with moving out.
    RefundMovedOut = 209,
    /// `refund.gap-too-long`: Too many days between the stay and the course to be sure it began in connection with moving out.
    RefundGapTooLong = 210,
    /// `refund.no-prior-stay`: No preceding stay.
    RefundNoPriorStay = 211,
    /// `refund.within-two-years`: Within two years of the first discharge and decided before it.
    RefundWithinTwoYears = 212,
    /// `refund.two-years-over`: More than two years since the first discharge.
    RefundTwoYearsOver = 213,
    /// `refund.not-decided`: The support was not decided before discharge.
    RefundNotDecided = 214,
    /// `refund.decision-unknown`: Whether the support was decided before discharge is not known.
    RefundDecisionUnknown = 215,
    /// `refund.discharged-before-reform`: First discharged before 1 October 2023.
    RefundDischargedBeforeReform = 216,
    /// `refund.no-discharge`: No discharge.
    RefundNoDischarge = 217,
    /// `refund.no-cap`: A § 109 stay, for which there is no limit of days.
    RefundNoCap = 218,
    /// `refund.after-107`: Decided in a § 107 place to which the citizen moved straight from the stay.
    RefundAfter107 = 219,
    /// `assumed.roll-out-date`: The day of the roll-out in spring 2023 is not published.
    AssumedRollOutDate = 301,
    /// `assumed.tariff-start`: The first day of the price of 545 kr is not published.
    AssumedTariffStart = 302,
    /// `assumed.day-count`: Whether both the first and the last day of a course are charged.
    AssumedDayCount = 303,
    /// `assumed.started-week`: Whether a week that the course's end cuts is charged.
    AssumedStartedWeek = 304,
    /// `assumed.included-hours`: How many hours a price published for "about" so many includes.
    AssumedIncludedHours = 305,
    /// `assumed.tariff-validity`: The price list is undated.
    AssumedTariffValidity = 306,
    /// `assumed.act-replaced`: The act cited by the price list has been replaced.
    AssumedActReplaced = 307,
    /// `assumed.vat-exempt`: Whether help under the Social Services Act is exempt from VAT.
    AssumedVatExempt = 308,
    /// `assumed.vat-standard`: Whether an agreed price is subject to VAT where the published prices are ex VAT.
    AssumedVatStandard = 309,
    /// `assumed.window-reset`: When a refund window begins anew.
    AssumedWindowReset = 310,
    /// `assumed.window-2026`: Which cap holds from 1 April 2026 in a window begun before.
    AssumedWindow2026 = 311,
    /// `assumed.window-resident`: When the window of a citizen admitted before 1 October 2023 begins.
    AssumedWindowResident = 312,
    /// `assumed.history-complete`: Whether days of the window were used outside the file.
    AssumedHistoryComplete = 313,
    /// `assumed.own-payment-none`: Whether there is an own payment, which is not given.
    AssumedOwnPaymentNone = 314,
    /// `assumed.aftercare-refund`: Whether aftercare was refunded until 30 September 2023.
    AssumedAftercareRefund = 315,
    /// `assumed.aftercare-uses-no-days`: Whether aftercare uses days of the window.
    AssumedAftercareUsesNoDays = 316,
    /// `assumed.cti-gap`: How many days after a stay still count as moving out.
    AssumedCtiGap = 317,
    /// `assumed.first-discharge`: On which day the first discharge was, which is not given.
    AssumedFirstDischarge = 318,
    /// `assumed.not-discharged-to-107`: Whether the support was decided in a § 107 place after the stay.
    AssumedNotDischargedTo107 = 319,
    /// `assumed.109-uncapped`: Whether the cap of § 110 stays also holds for § 109 stays.
    Assumed109Uncapped = 320,
    /// `assumed.aftercare-after`: Whether aftercare is refunded from 1 October 2023.
    AssumedAftercareAfter = 321,
    /// `assumed.discharged-before`: Whether § 85 a support is refunded from 1 October 2023 after a first discharge before it.
    AssumedDischargedBefore = 322,
    /// `correction.withdrawn`: Nothing should be billed.
    CorrectionWithdrawn = 401,
    /// `correction.payer`: Another municipality pays.
    CorrectionPayer = 402,
    /// `correction.service`: Other services.
    CorrectionService = 403,
    /// `correction.period`: Other days of a service, or other rows of hours.
    CorrectionPeriod = 404,
    /// `correction.price`: Another price on a day.
    CorrectionPrice = 405,
    /// `correction.vat`: Another VAT category or rate.
    CorrectionVat = 406,
    /// `correction.amount`: Another amount for the same days, services and prices.
    CorrectionAmount = 407,
    /// `correction.references`: The invoice came back and is issued again with other references.
    CorrectionReferences = 408,
    /// `verify.agrees`: What was billed is what should be.
    VerifyAgrees = 421,
    /// `verify.described-differently`: The amount agrees; quantity, unit or price are put otherwise.
    VerifyDescribedDifferently = 422,
    /// `verify.price`: Another price.
    VerifyPrice = 423,
    /// `verify.quantity`: Another quantity.
    VerifyQuantity = 424,
    /// `verify.period`: Days outside the rows of the case.
    VerifyPeriod = 425,
    /// `verify.service`: Another service than the case has on those days.
    VerifyService = 426,
    /// `verify.payer`: Another municipality pays on those days.
    VerifyPayer = 427,
    /// `verify.vat`: Another VAT category or rate.
    VerifyVat = 428,
    /// `verify.sum`: The paper's own sums do not add up.
    VerifySum = 429,
    /// `verify.billed-twice`: The days are on another paper too.
    VerifyBilledTwice = 430,
    /// `verify.commitment`: The document is on hold for a commitment to pay.
    VerifyCommitment = 431,
    /// `verify.case-refused`: The case of the municipality has a fault of its own.
    VerifyCaseRefused = 432,
    /// `verify.amount`: Only a sum can be compared, and it differs.
    VerifyAmount = 433,
    /// `verify.seller-unknown`: The seller is not in the parties file.
    VerifySellerUnknown = 434,
    /// `verify.case-unknown`: No case is found.
    VerifyCaseUnknown = 435,
    /// `verify.case-ambiguous`: More than one case fits; a person decides.
    VerifyCaseAmbiguous = 436,
    /// `verify.service-unknown`: No service is found.
    VerifyServiceUnknown = 437,
    /// `verify.service-inferred`: The service is the only one that the seller has in the case on those days.
    VerifyServiceInferred = 438,
    /// `verify.days-unknown`: No days are found.
    VerifyDaysUnknown = 439,
    /// `verify.days-from-text`: The days were read from a text.
    VerifyDaysFromText = 440,
    /// `verify.credit-unknown`: What a credit note takes back is not found.
    VerifyCreditUnknown = 441,
    /// `verify.not-billed`: What should be was not billed.
    VerifyNotBilled = 442,
}
