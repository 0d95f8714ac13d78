//! The closed sets of the core as numbers, each behind 0 for none. Written by `cargo xtask generate`; do not edit.

/// What kind of statement a code makes.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakstSeverity {
    /// The argument, the file or the run is at fault: no code of the registry.
    None = 0,
    /// The case is refused.
    Error = 1,
    /// Something to look at; the price stands.
    Warning = 2,
    /// For information.
    Note = 3,
    /// A figure rests on an unsettled default.
    Assumption = 4,
    /// The condition that decided a refund.
    Condition = 5,
    /// Why a document corrects another.
    Reason = 6,
    /// What the control of an invoice found.
    Verdict = 7,
}

/// Unit of a price.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakstUnit {
    /// Not given.
    None = 0,
    /// Per hour.
    Hour = 1,
    /// Per day (*døgn*).
    Day = 2,
    /// Per week.
    Week = 3,
    /// Per calendar month.
    Month = 4,
    /// Per course.
    Course = 5,
}

/// How a service is priced.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakstKind {
    /// No kind.
    None = 0,
    /// A published price per hour.
    Hour = 1,
    /// A published price per day (*døgn*).
    Day = 2,
    /// A published price per started week.
    Week = 3,
    /// A published price per month.
    Month = 4,
    /// A published price per course (*forløb*).
    Course = 5,
    /// A price agreed case by case (*aftales*): the case gives it.
    Agreed = 6,
    /// Part of the stay's price (*indeholdt*): no line of its own.
    Included = 7,
    /// Free of charge (*gratis*): no line.
    Free = 8,
}

/// VAT category of EN 16931 (BT-151).
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakstVatCategory {
    /// No category.
    None = 0,
    /// Exempt.
    Exempt = 1,
    /// Standard rate.
    Standard = 2,
}

/// What becomes of the state refund.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakstOutcome {
    /// No outcome.
    None = 0,
    /// Claimed.
    Refunded = 1,
    /// A condition failed: nothing to claim.
    NotRefunded = 2,
    /// Not settled: nothing is claimed, the sum is at stake.
    Undetermined = 3,
}

/// Which rule decides the state refund.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakstRefundRule {
    /// No rule covers the service.
    None = 0,
    /// Stays in crisis centres under SEL § 109.
    Sel109Ophold = 4,
    /// Stays under SEL § 110.
    Sel110Ophold = 1,
    /// Aftercare under SEL § 110.
    Sel110Efterforsorg = 2,
    /// Support under SEL § 85 a, and CTI before it.
    Sel85aBostoette = 3,
}

/// A column of the case file, as errors name it.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakstColumn {
    /// No column.
    None = 0,
    /// `case_id`
    CaseId = 1,
    /// `citizen_id`
    CitizenId = 2,
    /// `row_id`
    RowId = 3,
    /// `service`
    Service = 4,
    /// `first_day`
    FirstDay = 5,
    /// `last_day`
    LastDay = 6,
    /// `payer`
    Payer = 7,
    /// `hours`
    Hours = 8,
    /// `hours_per_week`
    HoursPerWeek = 9,
    /// `unit_price`
    UnitPrice = 10,
    /// `unit`
    Unit = 11,
    /// `own_payment_per_day`
    OwnPaymentPerDay = 12,
    /// `prior_stay_to`
    PriorStayTo = 13,
    /// `first_discharge`
    FirstDischarge = 14,
    /// `decided_before_discharge`
    DecidedBeforeDischarge = 15,
    /// `discharged_to_107`
    DischargedTo107 = 22,
    /// `window_start`
    WindowStart = 16,
    /// `window_days_used`
    WindowDaysUsed = 17,
    /// `commitment`
    Commitment = 18,
    /// `commitment_date`
    CommitmentDate = 19,
    /// `notified_start`
    NotifiedStart = 20,
    /// `notified_end`
    NotifiedEnd = 21,
    /// `buyer_reference`
    BuyerReference = 23,
    /// `order_reference`
    OrderReference = 24,
    /// `accounting_cost`
    AccountingCost = 25,
    /// `buyer_gln`
    BuyerGln = 26,
    /// `hold_released`
    HoldReleased = 27,
    /// `invoiced`
    Invoiced = 28,
}
