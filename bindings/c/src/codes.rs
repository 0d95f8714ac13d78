//! The registry of codes, with a number each that stays what it is.

use crate::door::door;
use crate::error::TakstError;
use crate::failure::{Failure, refuse};
use crate::sized::SizedOut;
use crate::sized::{SizedStruct, sized_out};
use crate::status::TakstStatus;
use crate::text::TakstText;
use crate::words::severity;
use takst::Code;

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
    /// `case.hours-undated`: A row of hours crosses a month end or a tariff change.
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
    /// `refund.no-rule`: No refund rule covers the service.
    RefundNoRule = 201,
    /// `refund.unit`: The rule refunds only prices per day and month.
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
    /// `assumed.roll-out-date`: The day of the roll-out in spring 2023 is not published.
    AssumedRollOutDate = 301,
    /// `assumed.tariff-start`: The first day of the price of 545 kr is not published.
    AssumedTariffStart = 302,
    /// `assumed.day-count`: Both the first and the last day are charged.
    AssumedDayCount = 303,
    /// `assumed.started-week`: A started week is charged in full.
    AssumedStartedWeek = 304,
    /// `assumed.included-hours`: The published "about" hours are taken as they stand.
    AssumedIncludedHours = 305,
    /// `assumed.tariff-validity`: The price list is undated.
    AssumedTariffValidity = 306,
    /// `assumed.act-replaced`: The act cited by the price list has been replaced.
    AssumedActReplaced = 307,
    /// `assumed.vat-exempt`: Care under the Social Services Act is taken as exempt from VAT.
    AssumedVatExempt = 308,
    /// `assumed.vat-standard`: An agreed price is taken as ex VAT at the standard rate.
    AssumedVatStandard = 309,
    /// `assumed.window-reset`: The window begins anew on each anniversary.
    AssumedWindowReset = 310,
    /// `assumed.window-2026`: From 1 April 2026 the cap of 90 days holds in windows begun before.
    AssumedWindow2026 = 311,
    /// `assumed.window-resident`: A resident's window began on 1 October 2023.
    AssumedWindowResident = 312,
    /// `assumed.history-complete`: No days were used outside the file.
    AssumedHistoryComplete = 313,
    /// `assumed.own-payment-none`: There is no own payment.
    AssumedOwnPaymentNone = 314,
    /// `assumed.aftercare-refund`: Aftercare was refunded until 30 September 2023.
    AssumedAftercareRefund = 315,
    /// `assumed.aftercare-uses-no-days`: Aftercare uses no days of the window.
    AssumedAftercareUsesNoDays = 316,
    /// `assumed.cti-gap`: A gap of some days still counts as moving out.
    AssumedCtiGap = 317,
    /// `assumed.first-discharge`: The end of the preceding stay is the first discharge.
    AssumedFirstDischarge = 318,
}

/// Which number belongs to which code of the core.
const NUMBERED: &[(Code, TakstCode)] = &[
    (Code::TariffNone, TakstCode::TariffNone),
    (Code::TariffEnded, TakstCode::TariffEnded),
    (Code::TariffAmbiguous, TakstCode::TariffAmbiguous),
    (Code::PriceAgreedMissing, TakstCode::PriceAgreedMissing),
    (Code::PriceNotAgreed, TakstCode::PriceNotAgreed),
    (Code::PriceOverIncludedHours, TakstCode::PriceOverIncludedHours),
    (Code::CaseOverlap, TakstCode::CaseOverlap),
    (Code::CaseConflict, TakstCode::CaseConflict),
    (Code::CaseHoursMissing, TakstCode::CaseHoursMissing),
    (Code::CaseHoursUndated, TakstCode::CaseHoursUndated),
    (Code::CaseDatesReversed, TakstCode::CaseDatesReversed),
    (Code::CaseOpenEnd, TakstCode::CaseOpenEnd),
    (Code::CaseCprNumber, TakstCode::CaseCprNumber),
    (Code::ValueMissing, TakstCode::ValueMissing),
    (Code::ValueInvalid, TakstCode::ValueInvalid),
    (Code::ValueRange, TakstCode::ValueRange),
    (Code::ValuePrecision, TakstCode::ValuePrecision),
    (Code::ServiceUnknown, TakstCode::ServiceUnknown),
    (Code::OwnPaymentUnit, TakstCode::OwnPaymentUnit),
    (Code::OwnPaymentExceedsPrice, TakstCode::OwnPaymentExceedsPrice),
    (Code::RecordMalformed, TakstCode::RecordMalformed),
    (Code::ColumnUnknown, TakstCode::ColumnUnknown),
    (Code::CommitmentMissing, TakstCode::CommitmentMissing),
    (Code::CommitmentLate, TakstCode::CommitmentLate),
    (Code::CourseTooLong, TakstCode::CourseTooLong),
    (Code::CourseTooShort, TakstCode::CourseTooShort),
    (Code::CourseNotAfterStay, TakstCode::CourseNotAfterStay),
    (Code::HoursDiffer, TakstCode::HoursDiffer),
    (Code::CapacityExceeded, TakstCode::CapacityExceeded),
    (Code::NoticeLate, TakstCode::NoticeLate),
    (Code::ServiceIncluded, TakstCode::ServiceIncluded),
    (Code::ServiceFree, TakstCode::ServiceFree),
    (Code::RefundUndetermined, TakstCode::RefundUndetermined),
    (Code::RefundCitizenIncomplete, TakstCode::RefundCitizenIncomplete),
    (Code::RefundNoRule, TakstCode::RefundNoRule),
    (Code::RefundUnit, TakstCode::RefundUnit),
    (Code::RefundBeforeReform, TakstCode::RefundBeforeReform),
    (Code::RefundWithinCap, TakstCode::RefundWithinCap),
    (Code::RefundCapReached, TakstCode::RefundCapReached),
    (Code::RefundWindowNotBegun, TakstCode::RefundWindowNotBegun),
    (Code::RefundAftercareBeforeReform, TakstCode::RefundAftercareBeforeReform),
    (Code::RefundAftercareAfterReform, TakstCode::RefundAftercareAfterReform),
    (Code::RefundMovedOut, TakstCode::RefundMovedOut),
    (Code::RefundGapTooLong, TakstCode::RefundGapTooLong),
    (Code::RefundNoPriorStay, TakstCode::RefundNoPriorStay),
    (Code::RefundWithinTwoYears, TakstCode::RefundWithinTwoYears),
    (Code::RefundTwoYearsOver, TakstCode::RefundTwoYearsOver),
    (Code::RefundNotDecided, TakstCode::RefundNotDecided),
    (Code::RefundDecisionUnknown, TakstCode::RefundDecisionUnknown),
    (Code::RefundDischargedBeforeReform, TakstCode::RefundDischargedBeforeReform),
    (Code::RefundNoDischarge, TakstCode::RefundNoDischarge),
    (Code::AssumedRollOutDate, TakstCode::AssumedRollOutDate),
    (Code::AssumedTariffStart, TakstCode::AssumedTariffStart),
    (Code::AssumedDayCount, TakstCode::AssumedDayCount),
    (Code::AssumedStartedWeek, TakstCode::AssumedStartedWeek),
    (Code::AssumedIncludedHours, TakstCode::AssumedIncludedHours),
    (Code::AssumedTariffValidity, TakstCode::AssumedTariffValidity),
    (Code::AssumedActReplaced, TakstCode::AssumedActReplaced),
    (Code::AssumedVatExempt, TakstCode::AssumedVatExempt),
    (Code::AssumedVatStandard, TakstCode::AssumedVatStandard),
    (Code::AssumedWindowReset, TakstCode::AssumedWindowReset),
    (Code::AssumedWindow2026, TakstCode::AssumedWindow2026),
    (Code::AssumedWindowResident, TakstCode::AssumedWindowResident),
    (Code::AssumedHistoryComplete, TakstCode::AssumedHistoryComplete),
    (Code::AssumedOwnPaymentNone, TakstCode::AssumedOwnPaymentNone),
    (Code::AssumedAftercareRefund, TakstCode::AssumedAftercareRefund),
    (Code::AssumedAftercareUsesNoDays, TakstCode::AssumedAftercareUsesNoDays),
    (Code::AssumedCtiGap, TakstCode::AssumedCtiGap),
    (Code::AssumedFirstDischarge, TakstCode::AssumedFirstDischarge),
];

/// Numbers by the place of the code in the core's registry.
const NUMBERS: [u32; NUMBERED.len()] = {
    assert!(NUMBERED.len() == Code::ALL.len());
    let mut numbers = [0; NUMBERED.len()];
    let mut i = 0;
    while i < NUMBERED.len() {
        let at = NUMBERED[i].0 as usize;
        assert!(numbers[at] == 0);
        numbers[at] = NUMBERED[i].1 as u32;
        i += 1;
    }
    numbers
};

/// The number of a code.
pub(crate) fn number(code: Code) -> u32 {
    NUMBERS[code as usize]
}

/// First number of the assumptions: bit 0 of a line's `assumptions`.
pub(crate) const FIRST_ASSUMPTION: u32 = TakstCode::AssumedRollOutDate as u32;

/// One code of the registry.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct TakstCodeFacts {
    /// `sizeof (takst_code_facts)`, set by the caller.
    pub struct_size: u32,
    /// The number, one of `takst_code`.
    pub code: u32,
    /// One of `takst_severity`.
    pub severity: u32,
    /// 0: kept for later.
    pub reserved: u32,
    /// The code as files and reports write it, such as `tariff.ended`.
    pub text: TakstText,
    /// What it means, in one English sentence.
    pub meaning: TakstText,
}

unsafe impl SizedStruct for TakstCodeFacts {}

/// How many codes the registry has.
#[unsafe(no_mangle)]
pub extern "C" fn takst_code_count() -> usize {
    Code::ALL.len()
}

/// The code at `index`, 0 to `takst_code_count() - 1`, in the order of the registry. Its texts live as long as the library.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_code_at(index: usize, facts: *mut TakstCodeFacts, error: *mut *mut TakstError) -> TakstStatus {
    door(error, || {
        let facts: SizedOut<TakstCodeFacts> = unsafe { sized_out(facts, "facts") }?;
        let code = Code::ALL.get(index).ok_or_else(|| refuse(TakstStatus::NotFound, "index", index))?;
        facts.set(TakstCodeFacts {
            struct_size: TakstCodeFacts::SIZE,
            code: number(*code),
            severity: severity(code.severity()) as u32,
            reserved: 0,
            text: TakstText::of(code.as_str()),
            meaning: TakstText::of(code.meaning()),
        });
        Ok::<(), Failure>(())
    })
}
