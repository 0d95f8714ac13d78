//! Policy and law as plain numbers: what the passes look at for every line.

use crate::compile::law::LawFigures;
use crate::contract::code::{Assumptions, Code};
use crate::contract::refund::RefundRule;
use crate::contract::words::Outcome;
use crate::model::day::Day;
use crate::model::policy::{Claim, DecidedAbsent, Policy, Setting, Window2026, WindowReset, WindowResident, YesNo};

/// What policy and law say, compiled.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    /// Share of the expense that is refunded under each rule, in hundredths of a percent.
    pub shares: [i64; RULES],
    /// First day on which § 110 days are counted in windows.
    pub reform: Day,
    /// Caps of a window by the day from which they hold; never empty.
    pub caps: Vec<(Day, u32)>,
    pub window_months: u32,
    /// Whether a window begins with the next admission instead of the anniversary.
    pub resets_with_admission: bool,
    /// Whether the cap of the window's first day holds in all of it.
    pub cap_of_window_start: bool,
    /// Whether a resident's window begins with the next admission.
    pub resident_waits: bool,
    pub aftercare_uses_days: bool,
    /// First day of support under § 176 a, and for how many months it is refunded.
    pub support_from: Day,
    pub support_months: u32,
    /// Most days between stay and course that count as moving out.
    pub gap: i32,
    pub decided_absent: Outcome,
    pub discharged_before: Outcome,
    pub assumed: Assumed,
}

/// The codes of questions that are not settled; of settled ones the empty set.
#[derive(Debug, Clone)]
pub(crate) struct Assumed {
    pub history_complete: Assumptions,
    pub window_reset: Assumptions,
    pub window_2026: Assumptions,
    pub window_resident: Assumptions,
    pub aftercare_uses_no_days: Assumptions,
    pub cti_gap: Assumptions,
    pub first_discharge: Assumptions,
    pub not_discharged_to_107: Assumptions,
    pub discharged_before: Assumptions,
}

impl Rules {
    pub fn of(policy: &Policy, law: &LawFigures) -> Rules {
        Rules {
            shares: shares(law),
            reform: Day::of(law.reform()),
            caps: law.caps.iter().map(|cap| (Day::of(cap.from), cap.value)).collect(),
            window_months: law.window_months.value,
            resets_with_admission: policy.window_reset.value == WindowReset::NextAdmission,
            cap_of_window_start: policy.window_2026.value == Window2026::CapOfWindowStart,
            resident_waits: policy.window_resident.value == WindowResident::NextAdmission,
            aftercare_uses_days: policy.aftercare_uses_days.value == YesNo::Yes,
            support_from: Day::of(law.support_months.from),
            support_months: law.support_months.value,
            gap: i32::try_from(policy.cti_gap.value).unwrap_or(i32::MAX),
            decided_absent: match policy.decided_absent.value {
                DecidedAbsent::Undetermined => Outcome::Undetermined,
                DecidedAbsent::NotRefunded => Outcome::NotRefunded,
            },
            discharged_before: claimed(&policy.discharged_before_2023_10),
            assumed: Assumed {
                history_complete: unless(false, Code::AssumedHistoryComplete),
                window_reset: unless(policy.window_reset.is_settled(), Code::AssumedWindowReset),
                window_2026: unless(policy.window_2026.is_settled(), Code::AssumedWindow2026),
                window_resident: unless(policy.window_resident.is_settled(), Code::AssumedWindowResident),
                aftercare_uses_no_days: unless(policy.aftercare_uses_days.is_settled(), Code::AssumedAftercareUsesNoDays),
                cti_gap: unless(policy.cti_gap.is_settled(), Code::AssumedCtiGap),
                first_discharge: unless(false, Code::AssumedFirstDischarge),
                not_discharged_to_107: unless(false, Code::AssumedNotDischargedTo107),
                discharged_before: unless(is_default_or_settled(&policy.discharged_before_2023_10), Code::AssumedDischargedBefore),
            },
        }
    }

    /// The share that a rule refunds, in hundredths of a percent.
    #[inline]
    pub fn share(&self, rule: RefundRule) -> i64 {
        self.shares[rule as usize]
    }

    /// The cap that holds on `day` (from the reform on), and the first day on which another holds.
    pub fn cap(&self, day: Day) -> (u32, Day) {
        let next = self.caps.partition_point(|(from, _)| *from <= day);
        let cap = self.caps[next.saturating_sub(1)].1;
        (cap, self.caps.get(next.max(1)).map_or(Day::OPEN, |(from, _)| *from))
    }
}

/// Refund rules there are.
pub(crate) const RULES: usize = RefundRule::ALL.len();

fn shares(law: &LawFigures) -> [i64; RULES] {
    let mut shares = [0; RULES];
    for rule in RefundRule::ALL {
        shares[*rule as usize] = law.share(*rule).value.units();
    }
    shares
}

/// The outcome that a setting asks for.
pub(crate) fn claimed(setting: &Setting<Claim>) -> Outcome {
    match setting.value {
        Claim::Refunded => Outcome::Refunded,
        Claim::NotRefunded => Outcome::NotRefunded,
        Claim::Undetermined => Outcome::Undetermined,
    }
}

/// Whether a claim that the law leaves open rests on nothing: it is undetermined, as by default, or a source settles it.
pub(crate) fn is_default_or_settled(setting: &Setting<Claim>) -> bool {
    setting.is_settled() || setting.value == Claim::Undetermined
}

/// The set of `code` alone, unless the question is settled.
pub(crate) fn unless(settled: bool, code: Code) -> Assumptions {
    if settled { Assumptions::NONE } else { Assumptions::NONE.with(code) }
}
