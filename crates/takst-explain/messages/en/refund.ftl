# State refund: the names of the rules, and the conditions that decide it.

rule-sel-109-ophold = SEL § 109, stay
rule-sel-110-ophold = SEL § 110, stay
rule-sel-110-efterforsorg = SEL § 110, aftercare
rule-sel-85a-bostoette = SEL § 85 a, support
rule-none = none

rule-on-paper-sel-109-ophold = Stay, section 109
rule-on-paper-sel-110-ophold = Stay, section 110
rule-on-paper-sel-110-efterforsorg = Aftercare, section 110
rule-on-paper-sel-85a-bostoette = Support, section 85 a
rule-on-paper-none = No rule

## The conditions, in short and as a sentence with what they look at.

code-refund-no-rule = No refund rule for the service
code-refund-unit = The rule counts days, which this price does not
code-refund-before-reform = Stay before 1 October 2023
code-refund-within-cap = Within the refund days of the window
code-refund-cap-reached = The refund days of the window are used up
code-refund-window-not-begun = The refund window has not begun
code-refund-aftercare-before-reform = Aftercare until 30 September 2023
code-refund-aftercare-after-reform = Aftercare from 1 October 2023
code-refund-moved-out = In connection with moving out
code-refund-gap-too-long = Too many days between stay and course
code-refund-no-prior-stay = No preceding stay
code-refund-within-two-years = Within two years of the first discharge
code-refund-two-years-over = More than two years after the first discharge
code-refund-not-decided = Support not decided before discharge
code-refund-decision-unknown = Not known whether support was decided before discharge
code-refund-discharged-before-reform = First discharged before 1 October 2023
code-refund-no-discharge = No discharge
code-refund-no-cap = Stay under section 109, without a limit of days
code-refund-after-107 = Decided in a section 107 place after the stay

reason-refund-no-rule = No rule gives state refund of the service ({ $legal-basis }).
reason-refund-unit = From 1 October 2023 stays are refunded for a limited number of days. This price is per { $unit }, and it does not say how many days it covers.
reason-refund-before-reform = Stays under section 110 of the Social Services Act are refunded without a limit of days until 30 September 2023.
reason-window = The citizen's refund window no. { $number } began on { $start }. { $used ->
        [0] No day of the window was
        [one] 1 day of the window was
       *[other] { $used } days of the window were
    } used before these days{ $outside ->
        [none] {""}
       *[some] , { $outside } of them outside the case file
    }.
reason-refund-within-cap = The cap is { $cap } days and has not been reached.
reason-refund-cap-reached = The cap is { $cap } days and has been reached.
reason-refund-window-not-begun = The citizen was admitted before 1 October 2023 and no refund window has begun; the days do not count towards the cap.
reason-refund-aftercare-before-reform = The days are aftercare under section 110 of the Social Services Act until 30 September 2023; whether it is refunded follows from the policy setting aftercare-before-2023-10.
reason-refund-aftercare-after-reform = The days are aftercare under section 110 of the Social Services Act from 1 October 2023; whether it is refunded follows from the policy setting aftercare-after-2023-10.
reason-refund-moved-out = The stay ended on { $prior } and the course began on { $first }; that is in connection with moving out.
reason-refund-moved-out-gap = The stay ended on { $prior } and the course began on { $first }, { $gap } days later; up to { $limit } days count as in connection with moving out (policy setting cti-gap).
reason-refund-gap-too-long = The stay ended on { $prior } and the course began on { $first }, { $gap } days later; that is more than the { $limit } days that count as in connection with moving out (policy setting cti-gap).
reason-refund-no-prior-stay = The case file gives no preceding stay at the provider, so the course did not begin in connection with moving out.
reason-refund-within-two-years = The citizen was first discharged on { $day } and the support was decided before discharge; the refund runs until { $until }.
reason-refund-two-years-over = The citizen was first discharged on { $day }; the refund ran until { $until }, and the days are later.
reason-refund-not-decided = The support was not decided before the citizen was discharged.
reason-refund-decision-unknown = The citizen was first discharged on { $day }, but the case file does not say whether the support was decided before discharge (decided_before_discharge).
reason-refund-discharged-before-reform = The citizen was first discharged on { $day }, before the rules of 1 October 2023; whether support is refunded after that follows from the policy setting discharged-before-2023-10.
reason-refund-no-cap = Stays under section 109 of the Social Services Act are refunded without a limit of days; that the cap of 1 October 2023 does not hold for them follows from the policy setting shelter-cap.
reason-refund-after-107 = The citizen was first discharged on { $day } and moved straight to a place under section 107 of the Social Services Act, where the support was decided; the refund runs until { $until }.
reason-refund-no-discharge = The case file gives no discharge, so the support does not follow on a stay.
reason-refund-citizen-incomplete = Another case of the citizen is refused, so it is not known how many refund days are used.
reason-discharge-assumed = The last day of the preceding stay is taken as the first discharge.
