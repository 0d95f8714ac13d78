# The reports' own texts. Headings of the columns of lines are with the explanations.

## The workbook
report-sheet-lines = Lines
report-sheet-totals = Totals
report-sheet-refused = Refused cases
report-sheet-findings = Remarks
report-sheet-assumptions = Assumptions
report-no-lines = There are no lines in the period.
report-no-refused = No case is refused.
report-no-findings = There are no remarks.
report-no-assumptions = No line rests on an assumption, and the policy answers no question.
report-service-id = Id of the service
report-payer-code = Municipality code
report-lines = Lines
report-total = Total
report-of-which = of which
report-all-payers = { $payers ->
    [one] 1 municipality
   *[other] { $payers } municipalities
}
report-severity = Kind
report-place = Place in the file
report-place-line = line { $line }
report-place-row = row { $line }
report-place-cell = cell { $cell }
report-column = Column
report-value = Value
report-problem = What is wrong
report-remedy = What would be right
report-code = Code
report-status = Status
report-question = Question
report-answer = What was assumed
report-settle = What settles it
report-settings = Settings now
report-code-or-setting = Code or setting
report-open = open
report-settled = settled
report-unsourced = answered without a source
report-fact = Item
report-only = Only { $what }
report-rows = Rows of the case file
report-cases = Cases
report-cases-refused = Refused cases
report-findings = Remarks

## The page
report-title = Cost and state refund
report-total-of-payers = Total of { $payers ->
    [one] 1 municipality
   *[other] { $payers } municipalities
}
report-total-of-part = Total of the chosen part
report-in-kroner = Amounts in DKK ex VAT
report-by-month = Month by month
report-by-service = Service by service
report-by-payer = Municipality by municipality
report-largest-case = Largest case
report-part-cost = Cost, settled part
report-part-stake = Undetermined refund (part of the cost)
report-part-refund = State refund
report-part-own = Own payment
report-key-note = Amount ex VAT = own payment + state refund + cost to the municipality. Undetermined refund is the part of the cost that the state may refund. VAT is recovered by the municipality and is no part of the cost.
report-at-stake = The largest uncertainties
report-at-stake-none = No refund is undetermined.
report-at-stake-assumed = Besides, { $amount } is counted as refund although the right to it is not established (see Assumptions).
report-at-stake-lead = Whether { $amount } can be claimed is not determined, in { $cases ->
    [one] 1 case
   *[other] { $cases } cases
}.{ $shown ->
    [one] {""}
   *[other] {" "}Here are the { $shown } largest.
}
report-why-open = What is open
report-capped = Refund days used up
report-capped-none = No case has used up its refund days.
report-capped-lead = In { $cases ->
    [one] 1 case
   *[other] { $cases } cases
} the days of the refund window are used up. { $days } days for { $amount } are therefore not refunded.
report-capped-first = From
report-capped-net = Amount not refunded
report-capped-days = Days not refunded
report-own-payment = Own payment missing
report-own-payment-none = The own payment is given for all stays.
report-own-payment-no-stays = The file has no stays with an own payment.
report-own-payment-lead = { $cases ->
    [one] 1 case of a stay gives
   *[other] { $cases } cases of stays give
} no own payment, and { $lines ->
    [one] 1 line is
   *[other] { $lines } lines are
} priced with DKK 0. Where there is an own payment, the cost and the refund of { $refund } are too high.
report-refused = Refused cases
report-refused-lead = { $cases ->
    [one] 1 case is refused and is
   *[other] { $cases } cases are refused and are
} not in the amounts until the faults are corrected.
report-record = row { $row }
report-remarks = Remarks – to be checked
report-remark = Remark
report-of-file = The file
report-more-remarks = The list has the first { $rows } of { $all }. takst price FILE --format xlsx has all.
report-settled-by-letter = A letter, an agreement or a ruling settles it.
report-settled-by-column = Settled by filling in “{ $column }” in the case file.
report-unfiltered = This section is about the whole case file, not only the chosen part.
report-refused-count = { $cases ->
    [one] 1 case
   *[other] { $cases } cases
}, { $faults ->
    [one] 1 fault
   *[other] { $faults } faults
}
report-first-places = The first { $places } places
report-no-case-id = (no case reference)
report-more-rows = The list has the { $rows } largest of { $all }. takst price FILE --format xlsx has all.
report-nothing-left = None in the chosen part.
report-cases-of = { $cases } in all, { $refused } of them refused
report-alert = NOTE: { $refused } of { $cases ->
    [one] 1 case is
   *[other] { $cases } cases are
} not in the figures.
report-alert-see = See Refused cases.
report-alert-payer = NOTE: { $refused } of { $cases ->
    [one] 1 case of { $payer } is
   *[other] { $cases } cases of { $payer } are
} not in the figures.
report-alert-unread = In { $cases ->
    [one] 1 refused case
   *[other] { $cases } refused cases
} the municipality cannot be read.
report-payer-refused = { $payer } has no priced cases in the file ({ $refused ->
    [one] 1 refused case
   *[other] { $refused } refused cases
}).
report-payer-none = { $payer } has no amounts in the file.
report-nothing-chosen = The file has no amounts for the chosen part.
report-unknown-choice = The file has no cases for “{ $value }”.
report-year = Year
report-all = All
report-reset = Show all
report-filtered = The amounts are those of the chosen part. The explanations below are of whole cases.
report-explained = The cases behind the figures
report-explained-note = { $explained } of { $cases } cases are explained here: those that a figure of the page leads to. takst explain FILE --case CASE explains any case.
report-explained-print = The cases that are open on the screen are printed.
report-open-all = Open all
report-close-all = Close all
