# The command's own texts: headings of the table, totals, files that cannot be read.

## The table
cli-case = Case
cli-month = month
cli-provider = Provider
cli-service = service
cli-payer = municipality
cli-period = Period
cli-quantity = quantity × price
cli-net = Net
cli-vat = VAT
cli-own-payment = Own paym.
cli-refund = refund
cli-cost = Cost
cli-currency = DKK
cli-note = Note
cli-total = Total
cli-lines = { $lines ->
    [one] 1 line
   *[other] { $lines } lines
}
cli-of-which = of which
cli-all-payers = { $payers ->
    [one] 1 municipality
   *[other] { $payers } municipalities
}
cli-no-lines = No lines.
cli-no-lines-in-period = No lines in the period.
cli-legend = Notes
cli-legend-undetermined = Whether there is a right to state refund is not settled. Nothing is claimed; { $amount } in all is at stake.
cli-legend-hold = The invoice is on hold: { $reason }.
cli-many-lines = The table is long. --format csv gives the same lines to spreadsheets and other programs.

## What goes with it
cli-refused = { $cases ->
    [one] 1 case is refused
   *[other] { $cases } cases are refused
}
cli-findings = Findings
cli-file = The file
cli-no-case-id = (no case reference)
cli-more = … and { $cases ->
    [one] 1 case more
   *[other] { $cases } cases more
}. --report FILE writes every error and finding.
cli-own-payment-none = { $lines ->
    [one] 1 line of a stay rests
   *[other] { $lines } lines of stays rest
} on an own payment of DKK 0, because the case file gives none ({ $code }). An own payment lowers the refund.
cli-counts = { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}, { $cases ->
    [one] 1 case
   *[other] { $cases } cases
}: { $priced } priced, { $refused } refused. { $findings ->
    [one] 1 finding
   *[other] { $findings } findings
}.
cli-progress-reading = Reading
cli-progress-pricing = Pricing { $cases ->
    [one] 1 case
   *[other] { $cases } cases
}
cli-progress-issuing = Issuing
cli-progress-saving = Saving
cli-progress-checking = Checking
cli-progress-writing = Writing
cli-progress-adding = Adding

## Sums by group
cli-by-month = Month
cli-by-quarter = Quarter
cli-by-year = Year
cli-by-provider = Provider
cli-by-service = Service
cli-by-payer = Municipality
cli-by-account = Account
cli-by-outcome = Outcome
cli-by-reason = Reason
cli-by-case = Case
cli-by-citizen = Citizen
cli-by-no-account = (no account)
cli-sum-lines = Lines
cli-sum-days = Days
cli-sum-cases = Cases
cli-sum-net = Net
cli-sum-vat = VAT
cli-sum-own-payment = Own payment
cli-sum-refund = Refund
cli-sum-at-stake = At stake
cli-sum-cost = Cost
cli-sums-heading = Sums in DKK
cli-sums-by = by { $groups }
cli-sums-from = from { $month }
cli-sums-until = until { $day }
cli-sums-only = Only { $values }
cli-sums-too-large = The sums are larger than takst can count. Price the file in parts.
cli-sums-more = … and { $groups ->
    [one] 1 group
   *[other] { $groups } groups
} more, in the total too. --format csv has all of them.
cli-sums-at-stake = It is not settled whether there is a right to { $amount } of state refund. Nothing of it is claimed, so it is part of the cost.
cli-sums-counts = { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}, { $cases ->
    [one] 1 case
   *[other] { $cases } cases
}: { $priced } priced, { $refused } refused.
cli-sums-shown = Shown: { $cases ->
    [one] 1 case
   *[other] { $cases } cases
}, of which { $refused } refused.
cli-sums-outside = { $cases ->
    [one] 1 refused case is
   *[other] { $cases } refused cases are
} not shown.
cli-compare-sum = Sum
cli-compare-before = A
cli-compare-after = B
cli-compare-change = Difference
cli-compare-same = No sum differs.
cli-compare-known = tariffs known on { $day }
cli-compare-all-known = all tariffs known
cli-compare-policy = policy { $file }
cli-compare-no-policy = the default policy
cli-compare-catalogue = catalogue { $file }
cli-compare-no-catalogue = the built-in catalogue
cli-compare-rise = prices changed by { $percent } from { $day }
cli-compare-as-published = published prices
cli-compare-left-out = { $groups ->
    [one] 1 group does not differ and is left out; its sums are in the total.
   *[other] { $groups } groups do not differ and are left out; their sums are in the total.
} --all shows them.
cli-compare-only-before = { $cases ->
    [one] 1 case is
   *[other] { $cases } cases are
} refused with A and not with B. The difference contains all of their amounts.
cli-compare-only-after = { $cases ->
    [one] 1 case is
   *[other] { $cases } cases are
} refused with B and not with A. The difference contains all of their amounts.
cli-compare-both = { $cases ->
    [one] 1 case is
   *[other] { $cases } cases are
} refused on both sides and in no sum.
cli-compare-more = … and { $cases ->
    [one] 1 case more
   *[other] { $cases } cases more
}. takst totals --report FILE writes every fault of one side.
cli-filter-unmet = { $option } { $value }: no row of { $file } has it.
cli-filter-no-payer = { $option } { $value } is no municipality: give a code of three digits or a name.
cli-filter-near = Did you mean { $values }?
cli-filter-first = The file has { $values }.
cli-filter-other = It is there as { $option } { $value }.

## Files
cli-cannot-write = { $file } cannot be written: { $error }
cli-no-days = --from { $from } is after --until { $until }: there are no days to price.
cli-report-is-input = { $file }: --report would write over a file that the command reads. Nothing is written. Give the report another name.
cli-output-is-input = { $file }: --output would write over a file that the command reads. Nothing is written. Give the page another name.
cli-no-csv = --csv-style holds with --format csv only.
cli-on-terminal = --format { $format } is not for reading on a terminal. Send it to a file (takst price … --format { $format } > lines.{ $ending }) or to another program.

## The ledger
cli-ledger-made = { $file } is a new ledger. Its books begin with { $month }.
cli-ledger-head = Record { $record }, hash { $hash }
cli-ledger-holds = The ledger is intact: { $records ->
    [one] 1 record
   *[other] { $records } records
}, { $expired ->
    [one] 1 of them expired
   *[other] { $expired } of them expired
}.
cli-ledger-has-head = The ledger has the hash that was given: no record up to it was removed or changed.
cli-ledger-no-hash = --head: “{ $hash }” is no hash. It has 64 hexadecimal digits, as each run prints them.
cli-ledger-expired = Contents before { $year } are removed: { $documents ->
    [one] 1 document
   *[other] { $documents } documents
}, { $claims ->
    [one] 1 claim
   *[other] { $claims } claims
}. Numbers, dates and sums stay.
cli-ledger-not-rewritten = Some bytes of what was removed may still be in the file: the disk lacks space for a copy of the ledger, or another command is reading it. Run the same command again later.

## Invoices and corrections
cli-action-issue = Issue
cli-action-credit = Credit
cli-action-held = Held
cli-action-differs = Differs
cli-action-refused = Refused
cli-action-absent = Absent
cli-action-closed = Closed
cli-actions-none = Nothing is to be issued, and nothing else is to be told.
cli-actions-action = Action
cli-actions-number = Number / due
cli-actions-case = Case / month
cli-actions-provider = Provider / municipality
cli-actions-sums = Net / VAT
cli-actions-remark = Remark / reasons
cli-actions-replaces = replaces { $number }
cli-actions-takes-back = takes { $number } back
cli-counts-issued = Issued: { $issue ->
    [one] 1 invoice
   *[other] { $issue } invoices
}, { $credit ->
    [one] 1 credit note
   *[other] { $credit } credit notes
}.
cli-counts-planned = To be issued: { $issue ->
    [one] 1 invoice
   *[other] { $issue } invoices
}, { $credit ->
    [one] 1 credit note
   *[other] { $credit } credit notes
}. Nothing was written to the ledger.
cli-counts-left = Not issued: { $parts }.
cli-left-held = { $n ->
    [one] 1 month held
   *[other] { $n } months held
}
cli-left-differs = { $n ->
    [one] 1 month that differs from what is billed
   *[other] { $n } months that differ from what is billed
}
cli-left-refused = { $n ->
    [one] 1 case refused
   *[other] { $n } cases refused
}
cli-left-absent = { $n ->
    [one] 1 case absent from the file
   *[other] { $n } cases absent from the file
}
cli-left-closed = { $n ->
    [one] 1 month before the ledger begins
   *[other] { $n } months before the ledger begins
}
cli-counts-correct = takst correct plans what differs.
cli-refund-left-out = { $findings ->
    [one] 1 finding on state refund is
   *[other] { $findings } findings on state refund are
} left out here: no invoice depends on them. takst price shows all findings.
cli-missing-seller = The parties file has no seller for { $provider }.
cli-missing-buyer = The parties file has no buyer for { $payer }.
cli-missing-reference = { $payer } demands { $references }: fill the column in the case file.
cli-difference = Difference
cli-difference-what = Document / service
cli-difference-when = Reason / days
cli-difference-amount = Quantity × price
cli-plan-is-input = { $file }: { $option } would write over a file that the command reads or writes. Nothing is written. Give the plan another name.
cli-plan-saved = The plan is saved in { $file }. This command carries it out:
cli-plan-other-date = The plan was made for { $planned }. The documents are issued on { $date }.
cli-plan-done = The plan was carried out before. Nothing is issued.

## Documents of an earlier system
cli-import-done = { $added ->
    [one] 1 document is
   *[other] { $added } documents are
} taken over, { $known ->
    [one] 1 was
   *[other] { $known } were
} there already.

## Claims
cli-claim-heading = Refund claim { $claim }: { $payer }, { $quarter }
cli-claim-final = Yearly statement { $year }: { $payer }
cli-claim-no-rows = There is nothing to claim or correct since the last claim.
cli-claim-many-rows = The claim has { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}. --format csv gives all of them.
cli-claim-sums = Sums
cli-claim-rows = Rows
cli-claim-at-stake = At stake: undetermined refund that is not claimed
cli-claim-days = Refund days used
cli-claim-left = Left alone: what was claimed before stands
cli-claim-assumed = Assumptions: the refund that rests on each of them
cli-claim-year = Year
cli-claim-account = Account
cli-claim-rule = Rule
cli-claim-kind = Kind
cli-claim-net = Net
cli-claim-own = Own paym.
cli-claim-refund = Refund
cli-claim-stake = At stake
cli-claim-provider-month = Provider
cli-claim-row-invoiced = invoiced: { $invoiced }
cli-claim-invoiced-yes = yes
cli-claim-invoiced-partly = partly
cli-claim-invoiced-no = no
cli-claim-code = Code
cli-claim-meaning = Meaning
cli-claim-citizen = Citizen
cli-claim-window = Window from
cli-claim-used = Days used
cli-claim-outside = elsewhere
cli-claim-unstated = not stated
cli-claim-more-windows = … and { $windows ->
    [one] 1 window more
   *[other] { $windows } windows more
}. --format json gives all of them.
cli-claim-why = Why
cli-claim-absent = the file lacks the case
cli-claim-so-far = Claimed
cli-claim-stored = Claim { $claim }: { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}, refund { $refund }
cli-claim-dry = Nothing is stored. The claim would have { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}, refund { $refund }
cli-claim-nothing = Nothing changed since the last claim, and nothing is stored.
cli-claim-left-alone = { $left ->
    [one] 1 case or row is left alone
   *[other] { $left } cases and rows are left alone
}; claimed for them so far: { $claimed }
cli-claim-final-of = Made of the claims { $claims }.
cli-claim-final-without = No claim with rows is stored for { $quarters }.
cli-claim-file-unread = --final: the case file is not read. The statement is what the ledger holds.

## Documents
cli-documents-written = { $documents ->
    [one] 1 document
   *[other] { $documents } documents
} written.
cli-documents-dialect = --dialect is only for --format einvoice.
cli-documents-lacking = { $number } cannot be written as { $dialect }: { $lack }
cli-documents-none = The ledger has no document { $number }. Nothing was written.
cli-documents-imported = { $documents ->
    [one] 1 document was issued by an earlier system
   *[other] { $documents } documents were issued by an earlier system
} and is not written, the first: { $first }.
cli-documents-expired = The content of { $documents ->
    [one] 1 document
   *[other] { $documents } documents
} has expired, the first: { $first }.

## Control
cli-verify-seller-sum = { $seller }: { $agreed ->
    [one] 1 row agrees
   *[other] { $agreed } rows agree
}, { $disputed ->
    [one] 1 differs
   *[other] { $disputed } differ
}, { $unknown ->
    [one] 1 cannot be compared
   *[other] { $unknown } cannot be compared
}, { $missing ->
    [one] 1 line was not billed
   *[other] { $missing } lines were not billed
}
cli-no-key = { $file } is no key of pseudonyms. Make one with: takst pseudonyms new KEYFILE
cli-key-made = { $file } has a new key. Keep it where only those can read it who may know whose pseudonym is whose, and keep a copy: without it, the same person gets another pseudonym.
cli-map-of = A map of columns for { $file }, read with --map.
cli-map-guesses = What stands behind a # is a guess or a place to fill in: check it, and take the # away.
cli-map-dates = dates = "dmy", where the day stands first in dates that are text
cli-map-columns = column of the case file = heading in the file
cli-map-not-read = not read: { $heading }
cli-map-constants = column = value for every row, for columns the file lacks
cli-map-values = word in the file = value of the case file
cli-template-sheet = Cases
cli-template-lists = Lists
cli-template-choose = Choose a value of the list.
cli-template-on-terminal = The workbook is for a file: takst template > template.xlsx
