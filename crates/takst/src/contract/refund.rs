//! The registry of refund rules: what each one asks of rows, days and law. How it decides stands in `compile/entitlement.rs`; all else asks here.

use crate::contract::code::Code;
use crate::contract::column::Column;
use crate::contract::words::{numbered_words, words};

numbered_words! {
    /// Which rule decides the state refund.
    RefundRule {
        /// Stays in crisis centres under SEL § 109.
        Sel109Ophold "sel-109-ophold" = 4,
        /// Stays under SEL § 110.
        Sel110Ophold "sel-110-ophold" = 1,
        /// Aftercare under SEL § 110.
        Sel110Efterforsorg "sel-110-efterforsorg" = 2,
        /// Support under SEL § 85 a, and CTI before it.
        Sel85aBostoette "sel-85a-bostoette" = 3,
        /// No rule covers the service.
        None "none" = 0,
    }
}

/// How the days of a row with the rule stand to the refund windows of the citizen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowDays {
    /// They begin windows, use their days, and are decided by them from the reform on.
    Stay,
    /// They use days of a window where the policy says so.
    Aftercare,
    /// They have nothing to do with windows.
    None,
}

/// What a rule asks, beside how it decides.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RuleFacts {
    /// The section of SEL under which services have the rule.
    pub section: Option<&'static str>,
    /// Id of the law's figure: the share of the expense that is refunded, percent.
    pub share: &'static str,
    pub window: WindowDays,
    /// Whether an own payment is usual, so that lines without one rest on a question.
    pub has_own_payment: bool,
    /// Columns that decide, beside those that every price has.
    pub columns: &'static [Column],
    /// Assumptions its lines can carry: those of prices per day and month, and those of all others.
    pub daily_codes: &'static [Code],
    pub other_codes: &'static [Code],
}

/// Id of the share of most rules.
pub(crate) const HALF: &str = "refund.share";

const NONE: RuleFacts =
    RuleFacts { section: None, share: HALF, window: WindowDays::None, has_own_payment: false, columns: &[], daily_codes: &[], other_codes: &[] };

impl RefundRule {
    /// Returns the words for it in Danish spreadsheets.
    #[must_use]
    pub const fn danish(self) -> &'static [&'static str] {
        match self {
            RefundRule::None => &["ingen", "nej"],
            RefundRule::Sel109Ophold | RefundRule::Sel110Ophold | RefundRule::Sel110Efterforsorg | RefundRule::Sel85aBostoette => &[],
        }
    }

    pub(crate) const fn facts(self) -> &'static RuleFacts {
        match self {
            RefundRule::Sel109Ophold => {
                const CODES: &[Code] = &[Code::AssumedOwnPaymentNone, Code::Assumed109Uncapped];
                &RuleFacts { section: Some("109"), has_own_payment: true, daily_codes: CODES, other_codes: CODES, ..NONE }
            }
            RefundRule::Sel110Ophold => &RuleFacts {
                section: Some("110"),
                window: WindowDays::Stay,
                has_own_payment: true,
                columns: &[Column::WindowStart, Column::WindowDaysUsed],
                daily_codes: &[
                    Code::AssumedOwnPaymentNone,
                    Code::AssumedHistoryComplete,
                    Code::AssumedWindowReset,
                    Code::AssumedWindow2026,
                    Code::AssumedWindowResident,
                    Code::AssumedAftercareUsesNoDays,
                ],
                other_codes: &[Code::AssumedOwnPaymentNone],
                ..NONE
            },
            RefundRule::Sel110Efterforsorg => {
                const CODES: &[Code] = &[Code::AssumedAftercareRefund, Code::AssumedAftercareAfter];
                &RuleFacts { section: Some("110"), window: WindowDays::Aftercare, daily_codes: CODES, other_codes: CODES, ..NONE }
            }
            RefundRule::Sel85aBostoette => {
                const CODES: &[Code] =
                    &[Code::AssumedCtiGap, Code::AssumedFirstDischarge, Code::AssumedNotDischargedTo107, Code::AssumedDischargedBefore];
                &RuleFacts {
                    section: Some("85 a"),
                    columns: &[Column::PriorStayTo, Column::FirstDischarge, Column::DecidedBeforeDischarge, Column::DischargedTo107],
                    daily_codes: CODES,
                    other_codes: CODES,
                    ..NONE
                }
            }
            RefundRule::None => &NONE,
        }
    }

    /// The section of SEL under which services have the rule, such as `85 a`; `None`: it belongs to no section.
    ///
    /// ```
    /// use takst::catalogue::RefundRule;
    /// assert_eq!(RefundRule::Sel85aBostoette.section(), Some("85 a"));
    /// assert_eq!(RefundRule::None.section(), None);
    /// ```
    #[must_use]
    pub const fn section(self) -> Option<&'static str> {
        self.facts().section
    }

    /// Whether an own payment is usual under the rule: that of stays.
    #[must_use]
    pub const fn has_own_payment(self) -> bool {
        self.facts().has_own_payment
    }

    /// Whether `assumption` stands for an open question about the right to refund under the rule. What a missing own payment leaves open is the amount.
    ///
    /// ```
    /// use takst::Code;
    /// use takst::catalogue::RefundRule;
    /// assert!(RefundRule::Sel110Efterforsorg.right_rests_on(Code::AssumedAftercareRefund));
    /// assert!(!RefundRule::Sel110Ophold.right_rests_on(Code::AssumedOwnPaymentNone));
    /// assert!(!RefundRule::None.right_rests_on(Code::AssumedAftercareRefund));
    /// ```
    #[must_use]
    pub fn right_rests_on(self, assumption: Code) -> bool {
        let facts = self.facts();
        let codes = facts.daily_codes.iter().chain(facts.other_codes);
        assumption != Code::AssumedOwnPaymentNone && codes.into_iter().any(|code| *code == assumption)
    }

    /// Whether the rule counts days in windows, which a price that is not per day or month does not say.
    #[must_use]
    pub const fn counts_days(self) -> bool {
        matches!(self.facts().window, WindowDays::Stay)
    }
}
