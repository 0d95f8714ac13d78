# The steps behind an amount.

step-course = Course
step-course-ended = The days belong to the course of { $days }.
step-course-open = The days belong to a course that began on { $first } and is still running.

step-tariff = Tariff
step-tariff-text = { $price } per { $unit } without VAT by tariff version { $version }, which holds { $validity }.
step-tariff-from = from { $first } onwards
step-tariff-part-of-month = The month is not charged whole, so each day has a price of its own; a whole month costs { $price }.
step-tariff-known-from = The price was known from { $day }.
step-tariff-passed-over = It goes before { $versions }, which holds on the same days but was known earlier.

step-agreed-price = Agreed price
step-agreed-price-text = { $price } per { $unit } without VAT, agreed for this case (row { $row } of the case file).
step-agreed-price-over-hours = { $hours } hours a week are granted, and the published weekly price includes { $included }; hence the agreed price is used.

step-charged = Quantity
step-charged-days = { $days ->
        [one] 1 day
       *[other] { $days } days
    }: { $period }.
step-charged-last-day-free = The last day of the course is not charged.
step-charged-last-day-free-by-term = The last day of the course is not charged by the provider's terms.
step-charged-weeks = { $weeks ->
        [one] 1 week begins
       *[other] { $weeks } weeks begin
    } in { $month }; weeks are counted from the first day of the course.
step-charged-last-week-is-cut = The course ends within the last week, which is charged in full.
step-charged-last-week-is-cut-by-term = The course ends within the last week, which is charged in full by the provider's terms.
step-charged-whole-month = The whole of { $month }.
step-charged-month-part = { $days } of { $of } days in { $month }: { $period }.
step-charged-hours = { $hours } hours, as given in the case file.
step-charged-course = The course is charged once, on its first day.

step-net = Amount without VAT
step-vat = VAT
step-vat-exempt = The service is exempt from VAT as { $reason } under section 13(1)({ $number }) of the Danish VAT Act (category E, { $exemption }).
step-vat-exempt-by-code = The service is exempt from VAT as { $reason } (category E, { $exemption }).
exempt-as-1b = hospital or medical care
exempt-as-1c = care in the exercise of medical professions
exempt-as-1g = welfare and social security work
exempt-as-1h = protection of children and young persons
exempt-as-1i = education or vocational training
step-vat-standard = The service is subject to VAT at { $rate }.
step-own-payment = Own payment
step-own-payment-given = The citizen pays { $per-day } a day according to the case file.
step-own-payment-absent = The case file gives no own payment.
step-refund-decided = Right to state refund
step-refund-decided-days = { $days }: { $text }
step-refund = State refund
step-refund-refunded = The state refunds { $share } of the amount without VAT after own payment.
step-refund-not-refunded = No state refund is claimed.
step-refund-undetermined = No state refund is claimed. If the question is decided in the municipality's favour it is { $at-stake }, which is at stake.
step-cost = Cost to the municipality
step-cost-text = Amount without VAT less own payment and state refund. VAT is paid back to the municipality and stands apart.
step-assumed = Assumption { $number }
step-hold = Invoice on hold
step-rounded = { $exact } is rounded to { $net }, half an øre away from zero.
step-running = Rounded on the running sum: { $after } − { $before } = { $difference }.

outcome-refunded = The cost is refunded.
outcome-not-refunded = The cost is not refunded.
outcome-undetermined = The right to refund is not settled, and nothing is claimed.

outcome-word-refunded = refunded
outcome-word-not-refunded = not refunded
outcome-word-undetermined = not settled

## The condition that decided the refund.

reason-refund-no-rule = No rule gives state refund of the service ({ $legal-basis }).
reason-refund-unit = From 1 October 2023 stays are refunded up to a number of days. This price is per { $unit }, so it does not say how many days it covers.
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
reason-refund-no-cap = Stays under section 109 of the Social Services Act are refunded without a limit of days; that the cap of 1 October 2023 leaves them alone follows from the policy setting shelter-cap.
reason-refund-after-107 = The citizen was first discharged on { $day } and moved straight to a place under section 107 of the Social Services Act, where the support was decided; the refund runs until { $until }.
reason-refund-no-discharge = The case file gives no discharge, so the support does not follow on a stay.
reason-refund-citizen-incomplete = Another case of the citizen is refused, so it is not known how many refund days are used.
reason-discharge-assumed = The last day of the preceding stay is taken as the first discharge.

## Units

unit-hour = hour
unit-day = day
unit-week = week
unit-month = month
unit-course = course
units-hour = { $n ->
        [one] hour
       *[other] hours
    }
units-day = { $n ->
        [one] day
       *[other] days
    }
units-week = { $n ->
        [one] week
       *[other] weeks
    }
units-month = { $n ->
        [one] month
       *[other] months
    }
units-course = { $n ->
        [one] course
       *[other] courses
    }
