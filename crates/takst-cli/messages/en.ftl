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
cli-legend-undetermined = Whether there is a right to state refund is not settled. Nothing is claimed; { $amount } in total is at stake.
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
cli-report-is-input = { $file }: --report would overwrite a file that the command reads. Nothing is written. Give the report another name.
cli-output-is-input = { $file }: --output would overwrite a file that the command reads. Nothing is written. Give the page another name.
cli-no-csv = --csv-style can only be used with --format csv.
cli-on-terminal = --format { $format } cannot be read on a terminal. Send it to a file (takst price … --format { $format } > lines.{ $format }) or to another program.

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
cli-ledger-no-hash = --head: “{ $hash }” is not a hash. A hash has 64 hexadecimal digits, as each run prints them.
cli-ledger-expired = Contents before { $year } are removed: { $documents ->
    [one] 1 document
   *[other] { $documents } documents
}, { $claims ->
    [one] 1 claim
   *[other] { $claims } claims
}. Numbers, dates and sums stay.
cli-ledger-nothing-expired = There are no contents before { $year } to remove. Months before { $year } are closed to corrections.
cli-ledger-not-rewritten = Some bytes of what was removed may still be in the file: the disk lacks space for a copy of the ledger, or another command is reading it. Run the same command again later.

## Invoices and corrections
cli-action-issue = Issue
cli-action-credit = Credit
cli-action-held = Held
cli-action-differs = Differs
cli-action-refused = Refused
cli-action-absent = Absent
cli-action-closed = Closed
cli-actions-none = There is nothing to issue, and nothing else to report.
cli-actions-action = Action
cli-actions-number = Number / due
cli-actions-case = Case / month
cli-actions-provider = Provider / municipality
cli-actions-sums = Net / VAT
cli-actions-remark = Remark / reasons
cli-actions-replaces = replaces { $number }
cli-actions-takes-back = credits { $number }
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
cli-counts-correct = takst correct plans the correction of what differs.
cli-findings-left-out = { $findings ->
    [one] 1 finding on own cases is left out
   *[other] { $findings } findings on own cases are left out
}, of which { $refund } on state refund. With --report FILE all are written.
cli-refund-left-out = { $findings ->
    [one] 1 finding on state refund is
   *[other] { $findings } findings on state refund are
} left out here: no invoice depends on them. takst price shows all findings.
cli-missing-seller = The parties file has no seller for { $provider }.
cli-missing-buyer = The parties file has no buyer for { $payer }.
cli-missing-reference = { $payer } requires { $references }: fill in the column in the case file.
cli-difference = Difference
cli-difference-what = Document / service
cli-difference-when = Reason / days
cli-difference-amount = Quantity × price
cli-plan-is-input = { $file }: { $option } would overwrite a file that the command reads or writes. Nothing is written. Give the plan another name.
cli-plan-saved = The plan is saved in { $file }. This command carries it out:
cli-plan-other-date = The plan was made for { $planned }. The documents are issued on { $date }.
cli-reissue-unchanged = { $number } would be issued again as it is: neither references nor parties changed. Correct the case file or the parties file first, unless the invoice is to be sent once more.
cli-plan-done = The plan has been carried out already. Nothing is issued.

## Documents of an earlier system
cli-import-done = { $added ->
    [one] 1 document is
   *[other] { $added } documents are
} taken over, { $known ->
    [one] 1 was
   *[other] { $known } were
} there already.
cli-import-unknown-service = The service { $service } is not in the catalogue. Its lines are taken over as they are.
cli-import-unknown-service-near = The service { $service } is not in the catalogue. Its lines are taken over as they are. Perhaps { $near } is meant.
cli-import-more-services = … and { $services ->
    [one] 1 service more
   *[other] { $services } services more
} that the catalogue lacks.

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
cli-claim-left = Not touched: what was claimed before stands
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
cli-claim-absent = the case is not in the file
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
    [one] 1 case or row is not touched
   *[other] { $left } cases and rows are not touched
}; claimed for them so far: { $claimed }
cli-claim-final-of = The yearly statement includes the claims { $claims }.
cli-claim-final-without = No claim with rows is stored for { $quarters }.
cli-claim-final-unused = --final: these are not used: { $unused }. The statement is made from the ledger.
cli-claim-case-file = the case file
cli-claim-unknown = The ledger has no claim { $claim }. takst ledger claims lists those that it has.
cli-claim-expired = Contents of older months have expired: the claim was { $refund }, and the rows shown are { $kept }.

## Documents
cli-documents-written = { $documents ->
    [one] 1 document
   *[other] { $documents } documents
} written.
cli-documents-dialect = --dialect is only for --format einvoice.
cli-documents-lacking = { $number } cannot be written as { $dialect }: { $lack }
cli-documents-none = The ledger has no document { $number }. Nothing was written.
cli-documents-imported = { $documents ->
    [one] 1 document was issued by an earlier system and is
   *[other] { $documents } documents were issued by an earlier system and are
} not written, the first: { $first }.
cli-documents-expired = The content of { $documents ->
    [one] 1 document
   *[other] { $documents } documents
} has expired, the first: { $first }.

## Control
cli-verify-seller-unknown = --seller { $seller }: the parties file has no such seller. It has: { $known }.
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
}; contested { $contested }
cli-key-made = { $file } has a new key. It can show whom a pseudonym belongs to: keep it where only people who may know that can read it. Keep a copy too: without the key, the same person gets another pseudonym.
cli-map-of = A map of columns for { $file }, read with --map.
cli-map-guesses = What stands behind a # is a guess or a place to fill in: check it, and take the # away.
cli-map-dates = dates = "dmy", where the day stands first in dates that are text
cli-map-columns = column of the case file = heading in the file
cli-map-not-read = not read: { $heading }
cli-map-constants = column = value for every row, for columns the file lacks
cli-map-values = word in the file = value of the case file
cli-template-sheet = Cases
cli-template-lists = Lists
cli-template-prices = Services
cli-template-guide = Guide
cli-template-choose-service = Choose a service from the list, or enter its id as the sheet Services has it.
cli-template-choose-payer = Choose the municipality from the list, or enter its name (Aarhus) or code (751).
cli-template-choose-word = Enter one of the words { $words }.
cli-template-day = Enter a date, such as 2023-12-31.
cli-template-last-day = Enter a date, such as 2023-12-31. Leave the cell empty while the service runs.
cli-template-number = Enter a number from 0 to { $most }, such as 12.5: without a unit and without separators of thousands.
cli-template-whole = Enter a whole number from 0 to { $most }.
cli-template-group-required = Required
cli-template-group-service = Where it applies
cli-template-group-refund = Own payment and refund
cli-template-group-invoice = Commitment, notices and invoice
cli-template-price-id = Service (id)
cli-template-price-name = Name
cli-template-price-provider = Provider
cli-template-price-unit = Unit
cli-template-price-price = Price in DKK ex VAT
cli-template-price-from = Valid from
cli-template-price-to = Valid to
cli-template-price-remark = Remark
cli-template-price-day = A day in a part of a month costs DKK { $price }.
cli-template-price-assumed = A date is assumed: the source does not state it.
cli-template-guide-title = How the template is used
cli-template-guide-1 = Write a row on the sheet { $sheet } for each period in which a citizen has a service. Yellow columns are required; the others can be empty.
cli-template-guide-2 = Never write a CPR number. { $citizen } has a pseudonym of your own, such as a serial number: the same in all cases of the citizen.
cli-template-guide-3 = Leave { $last-day } empty while the service runs. Say instead, when you run takst, to which day it is priced: --until 2024-03-31.
cli-template-guide-4 = The service is an id of the sheet { $prices }. A price is written only where it is agreed; then both price and unit are required.
cli-template-guide-5 = Save the file as a workbook (.xlsx), such as cases.xlsx. Hold the pointer over a heading to see what its column means.
cli-template-guide-6 = Price it on the command line: takst report cases.xlsx -o report.html --until 2024-03-31. Then open report.html.
cli-template-guide-colours = Colours of the headings
cli-template-guide-column = Column
cli-template-guide-required = Required
cli-template-guide-says = What it says
cli-template-guide-example = Example of a value
cli-template-guide-yes = yes
cli-template-on-terminal = The workbook is for a file: takst template -o template.xlsx
cli-template-exists = { $file } exists already and is not changed. Choose another name.
cli-more-findings = { $findings ->
    [one] … and 1 finding more
   *[other] … and { $findings } findings more
}
cli-number = { $n }
cli-place = { $case }, row { $row }
cli-place-case = { $case }
cli-findings-by-code = Findings by kind
cli-sums-no-findings = Findings were not looked for: a Parquet file is read by columns. With --report FILE they are found.
cli-compare-no-findings = Findings were not looked for: a Parquet file is read by columns. takst price finds them.
cli-compare-findings = { $label } ({ $code }): { $before } before, { $after } after.
cli-by-code = Faults and findings by kind
cli-by-code-code = Kind
cli-by-code-number = Number
cli-by-code-places = The first places
cli-by-code-report = --report FILE writes every fault and finding with place, value and remedy.

## Wrong words on the command line
cli-usage-unknown-option = The command has no option “{ $word }”.
cli-usage-unknown-command = There is no command “{ $word }”.
cli-usage-extra = “{ $word }” is one argument too many.
cli-usage-no-command = A command is missing.
cli-usage-missing = Missing: { $what }.
cli-usage-conflict = { $option } cannot be used together with { $others }.
cli-usage-repeated = { $option } can be given only once.
cli-usage-value = { $option }: “{ $value }” cannot be used.
cli-usage-no-value = { $option } needs a value.
cli-usage-more-values = { $option }: “{ $value }” is one value too many.
cli-usage-utf8 = An argument is not in UTF-8.
cli-usage-near = Did you mean { $near }?
cli-usage-one-of = Write one of: { $words }.
cli-usage-hint = Usage: { $usage }
    Help: { $command } --help
cli-right-day = Write the date as YYYY-MM-DD, from 1900-01-01 to 2199-12-31.
cli-right-this-day = Write the date as { $day }.
cli-right-first-of-month = Lines are shown by whole months. Write { $day }.
cli-right-month = Write the month as YYYY-MM.
cli-right-this-month = Write the month as { $month }.
cli-right-quarter = Write the quarter as YYYY-Q1, -Q2, -Q3 or -Q4.
cli-right-year = Write a year from 1900 to 2199.
cli-right-percent = Write a percentage with at most two decimals, such as 3.5.
cli-right-municipality = Write the code of the municipality, 101 to 860, or its name.
cli-right-this-municipality = Write the code of the municipality, 101 to 860, or its name. Did you mean { $near }?
cli-right-lang = Write da or en.

## Vectors
cli-conformance-written = { $vectors ->
    [one] 1 vector written
   *[other] { $vectors } vectors written
}
cli-conformance-none = No id of a vector contains “{ $only }”. --list shows them all.
cli-conformance-failed = FAILED { $id }: { $title }
cli-conformance-why = why: { $why }
cli-conformance-rules = rules: { $rules }
cli-conformance-source = source: { $source }
cli-conformance-without-report = { $vectors ->
    [one] 1 without a report file: faults and findings not compared
   *[other] { $vectors } without a report file: faults and findings not compared
}
cli-conformance-version = vectors of version { $version }
cli-conformance-sum = { $passed } passed, { $failed } failed
cli-conformance-stopped = the program was stopped after { $seconds } seconds
cli-conformance-ended = the program ended with { $status }
cli-conformance-ended-saying = the program ended with { $status }; its last line: { $last }
cli-conformance-stdout = line { $line } of stdout: { $error }
cli-conformance-place = case { $case }, row { $row }, line { $line } of { $lines }
cli-conformance-line = { $place }
    {"    "}expected { $expected }
    {"    "}got      { $got }
cli-conformance-no-line = no line
cli-conformance-field = { $column }: expected { $expected }, got { $got }
cli-conformance-problem-missing = report: expected { $problem }, got nothing like it
cli-conformance-problem-added = report: got { $problem }, expected nothing like it
cli-conformance-no-header = the file is empty and has no header
cli-conformance-no-column = there is no column { $column }
cli-conformance-step = step { $step }
cli-conformance-step-plan = { $step }, the plan
cli-conformance-exit = { $step }: expected exit code { $expected }, got { $got }
cli-conformance-row = row { $row }: { $difference }
cli-conformance-row-missing = expected { $row }, got no row
cli-conformance-row-added = expected no row, got { $row }

## Interrupted with Ctrl-C
cli-interrupted = The command was interrupted. What it has written is not the whole result. A ledger is either unchanged or written in full: the same command can be run again.
cli-interrupted-report = The command was interrupted. The report is not complete.
cli-interrupted-rows = The command was interrupted. The rows above are not the whole result.
cli-list-sheet = Price list
cli-list-choose = Choose a value from the list.
cli-list-template-on-terminal = The workbook must go into a file: takst catalogue template > prices.xlsx
cli-list-setting = { $service }: a day depends on the setting { $setting }. The price list has the day of the setting's default.
cli-list-appropriations = { $provider }: { $count ->
    [one] 1 appropriation is
   *[other] { $count } appropriations are
} not in the price list, which holds prices only.
cli-list-nothing = { $rows ->
    [one] 1 row is refused, and
   *[other] { $rows } rows are refused, and
} nothing is written. Correct the price list and try again; with --skip-refused the other rows are written.
cli-list-nothing-left = No row can be used, and nothing is written.
cli-list-standing = { $file } is there already, and nothing is written. With --replace it is written anew and then holds only what the price list holds. The prices that it has now are written as a price list by takst catalogue export --catalogue { $dir }.
cli-list-more = And { $lines ->
    [one] 1 line
   *[other] { $lines } lines
} more of the same kind.
cli-list-made = { $ids ->
    [one] 1 id is made
   *[other] { $ids } ids are made
} of names; the first is { $id } of "{ $name }". Case files must use these ids.
cli-list-replaces = { $provider }: with the directory the built-in provider of the same id is replaced whole.
cli-list-skipped = { $rows ->
    [one] 1 row is refused
   *[other] { $rows } rows are refused
} and not in what is written.
cli-list-done = { $prices ->
    [one] 1 price
   *[other] { $prices } prices
} of { $services ->
    [one] 1 service
   *[other] { $services } services
} of { $providers ->
    [one] 1 provider
   *[other] { $providers } providers
} are written to { $dir }. Use them with --catalogue { $dir }.
