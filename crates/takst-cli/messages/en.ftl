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
cli-unit-hour = { $n ->
    [one] hour
   *[other] hours
}
cli-unit-day = { $n ->
    [one] day
   *[other] days
}
cli-unit-week = { $n ->
    [one] week
   *[other] weeks
}
cli-unit-month = { $n ->
    [one] month
   *[other] months
}
cli-unit-course = { $n ->
    [one] course
   *[other] courses
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

## Files
cli-cannot-read = { $file } cannot be read: { $error }
cli-cannot-write = { $file } cannot be written: { $error }
cli-no-days = --from { $from } is after --until { $until }: there are no days to price.
cli-report-is-input = { $file }: --report would write over a file that the command reads. Nothing is written. Give the report another name.
cli-parquet-on-terminal = --format parquet is not for reading on a terminal. Send it to a file (takst price … --format parquet > lines.parquet) or to another program.
cli-utf16 = { $file }, line { $line }: the file is not in UTF-8 but in UTF-16. Save it as “CSV UTF-8”.
cli-not-utf8 = { $file }, line { $line }: the file is not in UTF-8. Save it as “CSV UTF-8”.
cli-no-rows = { $file }: the file holds no rows.
cli-missing-columns = { $file }: required columns are missing: { $columns }.
cli-near-column = { $column } (the file has “{ $near }”; the name is written exactly { $column })
cli-duplicate-column = { $file }: the column { $column } is there twice, as number { $first } and number { $second }. Keep one.
cli-header-quote = { $file }: a quotation mark in the header is not closed.
cli-header-too-long = { $file }: the first line is longer than a megabyte. This is not a case file.
cli-own-output = { $file }: the file has the column { $column }: it holds lines that takst has priced, and is no case file. Nothing was priced. Price the case file that the lines were made from.
cli-json-array = { $file }: the file is one JSON array. Write one JSON object a line, without brackets and commas around them.
cli-not-json-lines = { $file }: the first line is the header of a CSV file and no JSON object. Give the file a name that ends with .csv.
cli-is-parquet = { $file }: this is a Parquet file. Give it a name that ends in .parquet, or add --input parquet.
cli-not-parquet = { $file }: this is no Parquet file, or it is damaged: { $error }
cli-float-column = { $file }: the column { $column } holds floating-point numbers ({ $type }), which are not exact. Write it as decimals, whole numbers or text.
cli-wrong-type = { $file }: the column { $column } has the type { $type }, which does not hold what the column says. Days are dates, timestamps without a time zone or text YYYY-MM-DD; amounts and hours are decimals, whole numbers or text; references and payer are text or whole numbers; decided_before_discharge and discharged_to_107 are truth values or text; all else is text.
cli-sums-too-large = { $file }: the amounts of the first { $cases } cases are together more than 92 quadrillion kroner. Split the file.
cli-too-many-rows = { $file }: the file has more than { $rows } rows. Split it, or sort it by citizen and use --grouped.
cli-citizen-came-back = { $file }, row { $row }: the citizen “{ $id }” was already priced further up. Sort the file by citizen, or leave out --grouped. What is written so far is not the whole result.
cli-case-came-back = { $file }, row { $row }: the case “{ $id }” was already priced further up. Sort the file by citizen and case, or leave out --grouped. What is written so far is not the whole result.
cli-no-such-case = { $file } has no case “{ $case }”.

## The ledger
cli-ledger-made = { $file } is a new ledger. Its books begin with { $month }.
cli-ledger-head = Record { $record }, hash { $hash }
cli-ledger-holds = The ledger holds: { $records ->
    [one] 1 record
   *[other] { $records } records
}, { $expired ->
    [one] 1 of them expired
   *[other] { $expired } of them expired
}.
cli-ledger-cut-off = No record has the hash that was given. Records were cut off the end, or the hash is that of another ledger.
cli-ledger-broken = The ledger does not hold: { $what }. Issue nothing from this file. Take the latest copy that holds.
cli-ledger-broken-record = The ledger does not hold. Record { $record }: { $what }. Issue nothing from this file. Take the latest copy that holds.
cli-ledger-fault-damaged = the file is damaged ({ $what })
cli-ledger-fault-schema = the tables were changed ({ $what } is not as a new ledger has it)
cli-ledger-fault-start = it does not say with which month its books begin
cli-ledger-fault-party = a seller or a buyer is not what was written
cli-ledger-fault-missing = it is missing
cli-ledger-fault-changed = it is not what was written, or a record before it was removed
cli-ledger-fault-content-missing = its content is missing, and has not expired
cli-ledger-fault-content-changed = its content is not what was written
cli-ledger-fault-no-record = a row of the table { $what } belongs to no record
cli-ledger-fault-number-gap = its number does not follow the one before
cli-ledger-fault-taken-back-twice = two credit notes take it back
cli-ledger-fault-unreadable = it cannot be read ({ $what })
cli-ledger-expired = Contents before { $year } are removed: { $documents ->
    [one] 1 document
   *[other] { $documents } documents
}, { $claims ->
    [one] 1 claim
   *[other] { $claims } claims
}. Numbers, dates and sums stay.
cli-ledger-exists = { $file }: there is such a file already. Nothing was written.
cli-ledger-unusable = { $file } cannot be used as a ledger: { $reason }
cli-ledger-none = { $file } is no ledger of takst.
cli-ledger-empty = { $file } is empty: no ledger was made in it, or making it was cut off. takst ledger init makes one.
cli-ledger-full = The disk with the ledger is full. Nothing was written. Make space and run the same command again.
cli-ledger-read-only = The ledger cannot be written: the file, its folder or the disk may only be read. The command must be allowed to write the ledger and to make a file beside it. Nothing was written.
cli-ledger-not-rewritten = Some bytes of what was removed may still be in the file: the disk lacks space for a copy of the ledger, or another command is reading it. Run the same command again later.
cli-ledger-newer = { $file } was written by a newer takst (its tables have version { $found }, this program knows versions up to { $known }). Use a newer takst.
cli-ledger-busy = ledger.busy: another command has been using the ledger for 30 seconds. Try again when it has ended. Nothing was written.
cli-ledger-date-backwards = ledger.date-backwards: { $date } lies before { $latest }, the date of the latest document of { $provider }. Nothing was written.
cli-ledger-too-recent = --before { $year }: contents of the last five full years are kept. The latest year is { $latest }. Nothing was removed.
cli-ledger-failed = The ledger cannot be read or written: { $error }. Nothing was written.

## Invoices and corrections
cli-date-ahead = ledger.date-ahead: { $date } lies after today, { $today }. Nothing was written.
cli-action-issue = Issue
cli-action-credit = Credit
cli-action-held = Held
cli-action-differs = Differs
cli-action-refused = Refused
cli-action-absent = Absent
cli-action-closed = Closed
cli-kind-invoice = Invoice
cli-kind-credit-note = Credit note
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
}. Left: { $held ->
    [one] 1 place held
   *[other] { $held } places held
}, { $differs ->
    [one] 1 place differs
   *[other] { $differs } places differ
}, { $refused ->
    [one] 1 case refused
   *[other] { $refused } cases refused
}, { $absent ->
    [one] 1 case absent
   *[other] { $absent } cases absent
}, { $closed ->
    [one] 1 closed place differs
   *[other] { $closed } closed places differ
}.
cli-counts-planned = To be issued: { $issue ->
    [one] 1 invoice
   *[other] { $issue } invoices
}, { $credit ->
    [one] 1 credit note
   *[other] { $credit } credit notes
}. Left: { $held ->
    [one] 1 place held
   *[other] { $held } places held
}, { $differs ->
    [one] 1 place differs
   *[other] { $differs } places differ
}, { $refused ->
    [one] 1 case refused
   *[other] { $refused } cases refused
}, { $absent ->
    [one] 1 case absent
   *[other] { $absent } cases absent
}, { $closed ->
    [one] 1 closed place differs
   *[other] { $closed } closed places differ
}. Nothing was written to the ledger.
cli-difference = Difference
cli-difference-what = Document / service
cli-difference-when = Reason / days
cli-difference-amount = Quantity × price
cli-note-has-cpr = --note “{ $note }”: the text holds what looks like a CPR number, and no such number gets into a document. Nothing was written.
cli-not-standing = reissue.not-standing: “{ $number }” is not the number of an invoice that stands and whose content is kept. Nothing is planned.
cli-plan-is-input = { $file }: { $option } would write over a file that the command reads or writes. Nothing is written. Give the plan another name.
cli-plan-saved = The plan is kept in { $file }. takst correct --plan { $file } carries it out.
cli-plan-done = The plan was carried out before. Nothing is issued.
cli-no-plan = { $file } is no plan of takst correct, or it was changed: { $error }
cli-plan-newer = { $file } is a plan of a newer takst (form { $version }). Use a newer takst.
cli-plan-document = { $kind }, case { $case }, { $provider }, { $payer }, { $month }, { $net }
cli-plan-other = plan.changed: another document comes out than was planned ({ $document }): { $parts }. Nothing was written. Make a new plan.
cli-plan-instead = plan.changed: instead of the planned document ({ $planned }) comes another ({ $now }). Nothing was written. Make a new plan.
cli-plan-gone = plan.changed: a planned document does not come out any more ({ $document }). Nothing was written. Make a new plan.
cli-plan-added = plan.changed: a document comes out that is not in the plan ({ $document }). Nothing was written. Make a new plan.
cli-plan-part-lines = its lines
cli-plan-part-references = its references
cli-plan-part-reasons = its reasons
cli-plan-part-refers-to = the invoice it refers to
cli-plan-inputs = Changed since the plan was made: { $inputs }.
cli-plan-input-cases = the case file
cli-plan-input-parties = the parties file
cli-plan-input-catalogue = the catalogue
cli-plan-input-policy = the policy
cli-plan-input-ledger = the ledger

## Documents of an earlier system
cli-import-done = { $added ->
    [one] 1 document is
   *[other] { $added } documents are
} taken over, { $known ->
    [one] 1 was
   *[other] { $known } were
} there already.
cli-import-refused = import.refused: { $file }: nothing is taken over, because of { $faults ->
    [one] 1 fault
   *[other] { $faults } faults
}. Nothing was written.
cli-import-document = Row { $row }, { $number }: { $why }
cli-import-our-series = the number is one of a seller’s own series, from its first number on. Give the seller another series or a higher first_number.
cli-import-other-content = the ledger has this number with other content.
cli-import-contradicts = rows of this number contradict each other: all but the line must be the same.
cli-import-second-invoice = another invoice of the case, provider, payer and month stands. A month has one invoice that stands.
cli-import-takes-nothing-back = the credit note does not take an imported invoice back, whole and once. refers_to is the number of the invoice, and the lines are the same.
cli-import-refers-to-nothing = refers_to is no document of the ledger, nor one further up in the file.
cli-import-cell = Row { $row }, { $number }, column { $column }: “{ $value }” cannot be used. { $right }
cli-rows-column = { $file }: the column “{ $column }” is not known. Perhaps meant: { $known }.
cli-rows-column-twice = { $file }: the column { $column } is there twice. Keep one.
cli-rows-cells = { $file }, row { $row }: it has { $found } cells, and the header has { $expected }.
cli-rows-not-json = { $file }, row { $row }: it is no JSON object whose values are texts, as an export writes them.
cli-import-nothing-written = Nothing was written.

## Claims
cli-claim-quarter-backwards = claim.quarter-backwards: { $latest } has been claimed already, and { $quarter } lies before it. What changed in { $quarter } is in the next claim. Nothing was written.
cli-claim-quarter-ahead = claim.quarter-ahead: { $quarter } is not over on { $date }. Nothing was written.
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
}, refund { $refund }. { $left ->
    [one] 1 case or row is left alone
   *[other] { $left } cases and rows are left alone
}; claimed for them so far: { $claimed }
cli-claim-dry = Nothing is stored. The claim would have { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}, refund { $refund }. { $left ->
    [one] 1 case or row is left alone
   *[other] { $left } cases and rows are left alone
}; claimed for them so far: { $claimed }
cli-claim-nothing = Nothing changed since the last claim, and nothing is stored. { $left ->
    [one] 1 case or row is left alone
   *[other] { $left } cases and rows are left alone
}; claimed for them so far: { $claimed }
cli-claim-file-unread = --final: the case file is not read. The statement is what the ledger holds.

## Documents
cli-documents-written = { $documents ->
    [one] 1 document
   *[other] { $documents } documents
} written.
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
cli-verify-title = Control of invoices
cli-verify-until = Cases up to
cli-verify-disputed = In dispute
cli-verify-unknown = Cannot be compared
cli-verify-unknown-note = Lines whose seller, case, days or service was not found.
cli-verify-not-billed = Not billed
cli-verify-not-billed-note = Lines that should have been billed and of which at least one day was not. The amount is that of the whole line.
cli-verify-agreed = Agree
cli-verify-sums = Summary
cli-verify-sums-note = Kroner ex VAT and number of rows.
cli-verify-invoice = Invoice
cli-verify-case = Case, days
cli-verify-service = Service, payer
cli-verify-verdict = Verdict
cli-verify-billed = Billed
cli-verify-expected = Expected
cli-verify-difference = Difference
cli-verify-seller = Seller
cli-verify-line = line { $line }
cli-verify-vat = VAT { $vat }
cli-verify-some-differ = Some of what was billed differs or cannot be compared.
cli-verify-all-agree = Everything that was billed agrees.
cli-verify-catalogue = Catalogue of tariffs, SHA-256
cli-verify-policy = Policy, SHA-256
cli-verify-version = Program
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
cli-verify-cell = { $file }: row { $row }, { $column } = "{ $value }": { $expected }
cli-verify-present = must be given
cli-verify-day = a date is written YYYY-MM-DD
cli-verify-this-day = a date is written YYYY-MM-DD: { $day }
cli-verify-later-day = lies before the first day
cli-verify-number = a number with at most { $decimals } decimals, without separators of thousands
cli-verify-word = one of the words { $words }
cli-verify-municipality = the code or the name of a municipality
