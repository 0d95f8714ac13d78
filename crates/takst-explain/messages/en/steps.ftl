# The steps behind an amount.

step-course = Course
step-course-ended = The days belong to the course of { $days }.
step-course-open = The days belong to a course that began on { $first } and is still running.

step-tariff = Tariff
step-tariff-text = { $price } per { $unit } ex VAT by tariff version { $version }, which holds { $validity }.
step-tariff-from = from { $first } onwards
step-tariff-part-of-month = The month is not charged in full, so each day has a price of its own; a whole month costs { $price }.
step-tariff-known-from = The price was known from { $day }.
step-tariff-passed-over = It takes precedence over { $versions }, which holds on the same days but was known earlier.

step-agreed-price = Agreed price
step-agreed-price-text = { $price } per { $unit } ex VAT, agreed for this case (row { $row } of the case file).
step-agreed-price-over-hours = { $hours } hours a week are granted, and the published weekly price includes { $included }; therefore the agreed price is used.

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

step-net = Amount ex VAT
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
step-refund-refunded = The state refunds { $share } of the amount ex VAT after deduction of the own payment.
step-refund-not-refunded = No state refund is claimed.
step-refund-undetermined = No state refund is claimed. If the question is decided in the municipality's favour, the refund is { $at-stake }. That amount is at stake.
step-cost = Cost to the municipality
step-cost-text = Amount ex VAT less own payment and state refund. The municipality gets the VAT back, so it is not part of the cost.
step-assumed = Assumption { $number }
step-hold = Invoice on hold
step-rounded = { $exact } is rounded to { $net }; half an øre is rounded away from zero.
step-running = Rounded on the running sum: { $after } − { $before } = { $difference }.

outcome-refunded = The cost is refunded.
outcome-not-refunded = The cost is not refunded.
outcome-undetermined = The right to refund is not settled, and nothing is claimed.

outcome-word-refunded = refunded
outcome-word-not-refunded = not refunded
outcome-word-undetermined = not settled
