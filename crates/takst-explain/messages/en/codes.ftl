# A short label for each code, and a sentence for each assumption.

code-tariff-none = No tariff for the day
code-tariff-ended = The tariff has ended
code-tariff-ambiguous = Two tariff versions for one day
code-price-agreed-missing = Agreed price missing
code-price-not-agreed = Agreed price on a service with a fixed price
code-price-over-included-hours = More hours than the price includes
code-case-overlap = Overlapping days
code-case-conflict = Contradictory rows
code-case-hours-missing = Hours missing
code-case-hours-undated = Hours that belong to no single month, price or refund
code-case-dates-reversed = Last day before the first
code-case-open-end = No last day
code-case-cpr-number = Looks like a CPR number
code-value-missing = Value missing
code-value-invalid = Unreadable value
code-value-range = Value out of range
code-value-precision = Too many decimals
code-service-unknown = Unknown service
code-own-payment-unit = Own payment on a price that is not per day or month
code-own-payment-exceeds-price = Own payment exceeds the price
code-record-malformed = Unreadable line
code-column-unknown = Unknown column
code-commitment-missing = Commitment to pay missing
code-commitment-late = Commitment to pay given too late
code-course-too-long = Course too long
code-course-too-short = Course too short
code-course-not-charged = Nothing of the course is charged
code-course-not-after-stay = Not in continuation of a stay
code-hours-differ = Hours differ from the published ones
code-capacity-exceeded = More citizens than places
code-notice-late = Notice given too late
code-service-included = Included in the price of the stay
code-service-free = Free service
code-refund-undetermined = State refund not settled
code-refund-citizen-incomplete = State refund not settled: another case refused
code-case-billed-elsewhere = Days billed in another case too
code-own-payment-differs = Own payment differs from the law's figure
code-stay-overlaps = The stay ends after the course has begun
code-payer-unknown = Unknown municipality

code-assumed-roll-out-date = Day of the two levels in spring 2023
code-assumed-tariff-start = First day of DKK 545
code-assumed-day-count = Whether both the first and the last day are charged
code-assumed-started-week = Whether a week cut by the course's end is charged
code-assumed-included-hours = Hours the weekly price includes
code-assumed-tariff-validity = Validity of the price list
code-assumed-act-replaced = The cited act has been replaced
code-assumed-vat-exempt = VAT on help under the Social Services Act
code-assumed-vat-standard = VAT on an agreed price
code-assumed-window-reset = When a new refund window begins
code-assumed-window-2026 = The cap from 1 April 2026 in a window that began before
code-assumed-window-resident = Refund window of residents on 1 October 2023
code-assumed-history-complete = Refund days used outside the case file
code-assumed-own-payment-none = The own payment is not given
code-assumed-aftercare-refund = Refund of aftercare until 30 September 2023
code-assumed-aftercare-uses-no-days = Whether aftercare uses refund days
code-assumed-cti-gap = A short gap counts as moving out
code-assumed-first-discharge = Day of the first discharge
code-assumed-not-discharged-to-107 = Whether the support was decided in a section 107 place
code-assumed-109-uncapped = Whether the cap on refund days holds for section 109
code-assumed-aftercare-after = Refund of aftercare from 1 October 2023
code-assumed-discharged-before = Refund of support after a first discharge before 1 October 2023

code-ledger-busy = The ledger is in use
code-ledger-date-backwards = Date of issue before the latest document
code-ledger-date-ahead = Date of issue in the future
code-import-refused = Import refused
code-plan-changed = The plan has changed
code-reissue-not-standing = The invoice is credited or does not exist
code-claim-quarter-backwards = A later quarter has been claimed already
code-claim-quarter-ahead = The quarter is not over
code-invoiced-differs = Billed amount differs
code-invoice-held = Invoice held back
code-party-missing = Seller, buyer or a required reference missing
code-invoice-billed-elsewhere = The same days are in another case
code-reference-conflict = Contradictory references
code-seller-changed = The seller has another CVR number now
code-series-taken = The series of numbers is taken
code-file-unreadable = Line without a readable case
code-seller-not-registered = Seller not registered for VAT

code-correction-withdrawn = Nothing should be billed
code-correction-payer = The paying municipality has changed
code-correction-service = The service has changed
code-correction-period = The days or hours have changed
code-correction-price = The price has changed
code-correction-vat = The VAT has changed
code-correction-amount = The amount has changed
code-correction-references = Issued again with other references

code-verify-agrees = Agrees
code-verify-described-differently = Described differently, the amount agrees
code-verify-price = Another price
code-verify-quantity = Another quantity
code-verify-period = Days outside the case
code-verify-service = Another service
code-verify-payer = Another paying municipality
code-verify-vat = Other VAT
code-verify-sum = The sums of the invoice do not add up
code-verify-billed-twice = Billed more than once
code-verify-commitment = Commitment to pay missing
code-verify-case-refused = Own case refused
code-verify-amount = Another amount
code-verify-seller-unknown = Unknown seller
code-verify-case-unknown = Unknown case
code-verify-case-ambiguous = More than one possible case
code-verify-service-unknown = Unknown service
code-verify-service-inferred = Service inferred from the case
code-verify-days-unknown = Unknown days
code-verify-days-from-text = Days read from a text
code-verify-credit-unknown = Credited invoice unknown
code-verify-not-billed = Not billed

## Assumptions: what is open, and what was assumed.

assumed-roll-out-date = Mandecentret has announced the two levels for “spring 2023”, but not the day. { $roll-out-date } is taken as the first day.
assumed-tariff-start = The source says how long the daily price of DKK 545 holds, but not from when. { $mandecentret-545-from } is taken as the first day.
assumed-day-count = It is not stated whether both the first and the last day of the course are charged. It is assumed that { $day-count }.
assumed-started-week = It is not stated how a week is charged when the course ends within it. It is assumed that { $started-week }.
assumed-included-hours = The weekly price is published for “up to about” a number of hours. It is taken to include { $included-hours }.
assumed-tariff-validity = The price list bears no date of validity. It is taken to hold from { $livarehab-from } to { $livarehab-to }, unless the catalogue gives other dates.
assumed-act-replaced = The price list cites an act that has since been replaced. The published price is used all the same, also after the act was replaced.
assumed-vat-exempt = No source settles the VAT on help under the Social Services Act. It is assumed that it { $vat-sel }.
assumed-vat-standard = The price list says only of the published prices that they are ex VAT. It is assumed that the agreed price { $vat-agreed }.
assumed-window-reset = It is not settled when a new window of refund days begins. It is taken to begin { $window-reset }.
assumed-window-2026 = It is not settled which cap holds from 1 April 2026 in a window that began before. The one used is { $window-2026 }.
assumed-window-resident = It is not settled when the window begins for a citizen who was resident on 1 October 2023. It is taken to begin { $window-resident }.
assumed-history-complete = The case file does not say whether the citizen used refund days elsewhere in the same window. It is assumed that no other days were used.
assumed-own-payment-none = The case file gives no own payment for the stay. It is taken as DKK 0.
assumed-aftercare-refund = It is not settled whether aftercare under section 110 of the Social Services Act carried state refund until 30 September 2023. It is assumed that the cost { $aftercare-before-2023-10 }.
assumed-aftercare-uses-no-days = It is not settled whether aftercare uses refund days of the window. It is assumed that it { $aftercare-uses-days }.
assumed-cti-gap = It is not settled how many days may pass between stay and course for the course to be “in connection with moving out”. It is assumed that at most { $cti-gap } days may pass.
assumed-first-discharge = The case file does not give the day of the first discharge. The last day of the preceding stay is taken as the first discharge.
assumed-not-discharged-to-107 = The support was not decided before discharge, and the case file does not say whether the citizen moved straight to a place under section 107 of the Social Services Act and the support was decided there (section 176 a(1), no. 2). It is assumed that this is not so.
assumed-109-uncapped = It is not settled whether the cap on refund days from 1 October 2023 also holds for stays under section 109 of the Social Services Act. It is assumed that { $shelter-cap }.
assumed-aftercare-after = It is not settled whether aftercare under section 110 of the Social Services Act carries state refund from 1 October 2023. It is assumed that the cost { $aftercare-after-2023-10 }.
assumed-discharged-before = It is not settled whether support under section 85 a of the Social Services Act carries state refund from 1 October 2023 when the first discharge lies before. It is assumed that the cost { $discharged-before-2023-10 }.
assumed-answer = { $question } The answer used is: { $answer }.
assumed-undated = The source does not state on which days the price holds. The days of the catalogue are used.

settle-setting = The question is settled by giving { $setting } with a source (letter, agreement, ruling) in the policy file. Possible values: { $allowed }.
settle-settings = The question is settled by giving { $setting } with a source (letter, agreement, ruling) in the policy file.
settle-column = The question is settled by filling in { $column } in the case file.
settle-catalogue = The question is settled by a new price list of the provider in the catalogue.

## Policy settings, as a sentence says them.

value-day-count-both = both days are charged
value-day-count-first-only = the last day is not charged unless it is also the first
value-started-week-full = the week is charged in full
value-started-week-whole-weeks-only = the week is not charged
value-included-hours-as-published = the published number of hours
value-included-hours = { $number } hours
value-open = further notice (no last day)
value-exempt = is exempt from VAT
value-standard = is subject to VAT at the standard rate
value-window-reset-anniversary = 12 months after the one before began
value-window-reset-next-admission = with the first admission after those 12 months
value-window-2026-cap-of-the-day = the cap of the day itself (90 days)
value-window-2026-cap-of-window-start = the cap of the day on which the window began (120 days)
value-window-resident-from-2023-10-01 = on 1 October 2023
value-window-resident-next-admission = with the next admission
value-refunded = is refunded
value-not-refunded = is not refunded
value-undetermined = is undetermined, so nothing is claimed
value-shelter-cap-none = there is no cap
value-shelter-cap-undetermined = the question is undetermined, so nothing is claimed
value-aftercare-uses-days-yes = uses them
value-aftercare-uses-days-no = does not use them

allowed-date = a date, YYYY-MM-DD
allowed-date-or-open = a date, YYYY-MM-DD, or open
allowed-days = a whole number of days, 0 to 3660
allowed-hours = a number of hours above 0 and at most 168, or as-published

## Questions a policy file answers, and the answers.

question-day-count = Are both the first and the last day of a course charged?
question-started-week = How is a week charged when the course ends within it?
question-included-hours = How many hours does a weekly price for “up to about” a number of hours include?
question-vat-sel = Is help under the Social Services Act exempt from VAT or subject to it?
question-vat-agreed = Is an agreed price exempt from VAT or subject to it where only the published prices are stated ex VAT?
question-window-reset = When does a new window of refund days begin?
question-window-2026 = Which cap holds from 1 April 2026 in a refund window that began before?
question-window-resident = When does the refund window begin for a citizen who was resident on 1 October 2023?
question-aftercare-before-2023-10 = Was aftercare under section 110 of the Social Services Act refunded until 30 September 2023?
question-aftercare-after-2023-10 = Is aftercare under section 110 of the Social Services Act refunded from 1 October 2023?
question-aftercare-uses-days = Does aftercare use days of the refund window?
question-cti-gap = How many days at most may pass between stay and course for the course to be “in connection with moving out”?
question-decided-absent = Is support under section 85 a of the Social Services Act refunded where it is not known whether it was decided before discharge?
question-shelter-cap = Does the cap of 1 October 2023 on refund days also hold for stays under section 109 of the Social Services Act?
question-discharged-before-2023-10 = Is support under section 85 a of the Social Services Act refunded from 1 October 2023 where the first discharge lies before?
question-saturday-works = Is Saturday a working day when the deadline of a notice is calculated?

answer-exempt = exempt from VAT
answer-standard = subject to VAT at the standard rate
answer-refunded = yes, the cost is refunded
answer-not-refunded = no, the cost is not refunded
answer-undetermined = undetermined, so nothing is claimed
answer-none = no, there is no cap
answer-both = yes, both days are charged
answer-first-only = no, the last day is not charged
answer-full = the week is charged in full
answer-whole-weeks-only = the week is not charged
answer-yes = yes
answer-no = no
answer-open = no last day
answer-days = { $days ->
    [one] 1 day
   *[other] { $days } days
}
