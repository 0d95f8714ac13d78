# Headings and frame of the explanation.

page-title = Explanation of amounts – case { $case }
page-heading = Explanation of amounts
page-lead-priced = { $documents ->
        [one] 1 monthly statement
       *[other] { $documents } monthly statements
    } with { $lines ->
        [one] 1 line
       *[other] { $lines } lines
    }. Every amount can be traced to its quantity, price, rule and source.
page-lead-nothing = The case gives no lines in the period.
page-lead-refused = The case is refused and has not been priced. { $faults ->
        [one] One fault must be corrected
       *[other] { $faults } faults must be corrected
    } first.
page-alone = Priced without the citizen's other cases. Refund of stays under SEL § 110 depends on all of them: their days count in the same refund window.

page-case = Case
page-citizen = Citizen
page-citizen-note = { $citizen } (pseudonym)
page-payer = Paying municipality
page-municipality = Municipality { $code }
page-municipality-named = { $name } ({ $code })
page-provider = Provider
page-period = Period
page-window-all = All days
page-window-from = from { $first }
page-window-until = until { $last }
page-window-between = from { $first } until { $last }

page-document = { $provider }, { $month }
page-document-hold = The invoice is on hold: { $reason }.
page-lines-caption = Lines for { $provider }, { $month }. All amounts in DKK.
page-line = Line { $number }: { $service }
page-line-about = { $period } · { $legal-basis } · row { $row } of the case file
page-line-reference = { $text } ({ $id })
page-alike = … and { $lines ->
        [one] line { $last } has the same steps
       *[other] { $lines } more like it: lines { $first }–{ $last }
    } ({ $period } in all).
page-rests-on = Rests on
page-total = Total
page-total-case = Total for the case
page-total-caption = Total amounts for the case in DKK

column-line = Line
column-service = Service
column-quantity = Quantity
column-price = Price
column-net = Ex VAT
column-vat = VAT
column-own-payment = Own payment
column-refund = State refund
column-at-stake = At stake
column-cost = Cost
column-month = Month

page-faults = Faults to correct
page-findings = Remarks
page-findings-note = The remarks change no price.
page-severity-error = Fault
page-severity-warning = Warning
page-severity-note = Note
page-severity-assumption = Assumption
page-severity-condition = Condition

page-assumptions = Assumptions
page-assumptions-note = Some amounts rest on questions that the sources leave open. Here is what was assumed, and what settles the question.
page-assumption-all = Holds for all lines
page-assumption-many = Holds for { $count } of { $all } lines
page-assumption-line-of = { $month } line { $number } ({ $provider }, { $payer })
page-assumption-lines = Holds for { $lines }
page-assumption-line = { $month } line { $number }

page-settled = Settled questions
page-settled-note = The policy answers these questions with a source. The answers are used where the case touches them.
page-unsourced = Answers without a source
page-unsourced-note = The answers differ from the program's defaults, but the policy gives no source. The questions are still open.
page-answer = Answer: { $answer }
page-answer-source = Source: { $source }

page-sources = Sources
page-source = Source { $number }
page-source-published = { $publisher }, { $date }
page-source-quote = “{ $quote }”
page-source-undated = undated

page-receipt = Basis of calculation
page-receipt-note = The same version, catalogue, policy and case file give the same amounts. The checksums are SHA-256.
receipt-version = Program version
receipt-catalogue = Catalogue
receipt-policy = Policy
receipt-input = Case file
receipt-as-of = Tariffs known on
receipt-as-of-latest = all known tariffs
receipt-window = Calculated period
