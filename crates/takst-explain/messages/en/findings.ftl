# Faults, warnings and notes: what is wrong, where, which value, and what would be right.
# A text is put together from place, problem and remedy; each part is a whole sentence of its own.

finding-at-row-column = Row { $row }, column { $column }: { $text }
finding-at-row = Row { $row }: { $text }
finding-at-column = Column { $column }: { $text }
finding-value-empty = (empty)
finding-quoted = “{ $text }”

## The problem

finding-tariff-none = There is no tariff for { $value }. The days lie before the first tariff version or in a gap between two.
finding-tariff-none-at-all = There is no tariff for { $value }.
finding-tariff-ended = The tariff has ended. No tariff version covers { $value }.
finding-tariff-ambiguous = Two tariff versions hold for { $value }, and neither became known later than the other.
finding-price-agreed-missing = The service has no published price, and the row gives no agreed price.
finding-price-not-agreed = The row gives an agreed price, but the price of the service is published, included in another price, or free.
finding-price-over-included-hours = { $value } hours a week are granted. That is more than the weekly price includes, and the row gives no agreed price.
finding-case-overlap = The row that begins on { $value } shares days with another row of the same case and the same kind of service. Those days would be paid twice.
finding-case-conflict = The value { $value } differs from another row, and both must be the same.
finding-case-hours-missing = The service is priced by the hour, but the row gives no hours.
finding-case-hours-undated = The row of hours crosses the end of a month, a change of tariff or a change of the right to refund (last day: { $value }). It is therefore not known which hours belong to which month, price and refund.
finding-case-dates-reversed = The last day, { $value }, lies before the first.
finding-case-open-end = The service still runs: the row has no last day, and the calculation has no end date.
finding-case-cpr-number = The value { $value } looks like a CPR number. A case file must not contain CPR numbers. The number is not shown.
finding-value-missing = The field is empty.
finding-value-invalid = The value { $value } cannot be read.
finding-value-range = The value { $value } lies outside the permitted range.
finding-value-precision = The number { $value } has too many decimals. takst does not round numbers that are entered.
finding-service-unknown = The catalogue has no service { $value }.
finding-own-payment-unit = Own payment is given, but the price is neither per day nor per month.
finding-own-payment-exceeds-price = The own payment of { $value } a day exceeds the price.
finding-record-malformed = The line cannot be read as a row: { $value }.
finding-column-unknown = The case file has a column { $value } that takst does not know. It is not read.
finding-commitment-missing = The commitment to pay is missing. The amounts are calculated, but the invoice is on hold unless { $column-hold-released } says who released it.
finding-commitment-late = The commitment to pay was given on { $value }, after the course began. The amounts are calculated, but the invoice is on hold unless { $column-hold-released } says who released it.
finding-course-too-long = The course lasts until { $value } and is longer than the service allows. The price does not change.
finding-course-too-short = The course ended on { $value } and is shorter than the service requires. The price does not change.
finding-course-not-charged = The course lasted until { $value }, and nothing of it is charged: it is shorter than the unit of the price.
finding-course-not-after-stay = The course does not follow directly on a stay at the same provider, as the service requires. The price does not change.
finding-hours-differ = { $value } hours a week are granted, but the service is published with different hours. The price does not change.
finding-capacity-exceeded = The service { $value } has more citizens enrolled than it has places.
finding-notice-late = The municipality was notified on { $value }. That is too late.
finding-service-included = The service { $value } is included in the price of the stay and gives no line.
finding-service-free = The service { $value } is free for the municipality and gives no line.
finding-refund-undetermined = It is not settled whether there is a right to state refund. Nothing is claimed; { $value } is at stake.
finding-refund-citizen-incomplete = Another case of the citizen is refused. The number of refund days used is therefore unknown, and the state refund cannot be decided. Nothing is claimed; { $value } is at stake.
finding-ledger-busy = The ledger { $value } is in use by another command. Nothing was written.
finding-ledger-date-backwards = The date of issue, { $value }, lies before the seller's latest document. Nothing was written.
finding-ledger-date-ahead = The date of issue, { $value }, lies after today. Nothing was written.
finding-import-refused = The document { $value } cannot be taken over. Nothing of the file was taken over.
finding-plan-changed = The document for { $value } would be a different one today than in the plan. Nothing was written.
finding-reissue-not-standing = The number { $value } is not that of a valid invoice. Nothing was issued again.
finding-claim-quarter-backwards = The quarter { $value } lies before the latest one claimed. What changed in it is in the next claim.
finding-claim-quarter-ahead = The quarter { $value } is not over.
finding-invoiced-differs = { $value } was billed for the row. That is not what the row costs.
finding-invoice-held = The documents for { $value } are held.
finding-party-missing = The seller, the buyer or a required reference is missing: { $value }.
finding-invoice-billed-elsewhere = The same days of the citizen are on a document of the case { $value }.
finding-reference-conflict = Two rows of one document give different values of { $value }.
finding-seller-changed = A valid invoice was issued under another CVR number than the seller has now: { $value }.
finding-series-taken = An imported number reads as one of the seller's own: { $value }.
finding-file-unreadable = At least one record has no readable case, so it is not certain that { $value } is missing from the file.
finding-seller-not-registered = A line has VAT, but its seller is not registered for VAT: { $value }.
finding-case-billed-elsewhere = Days of the row are also billed in the case { $value } of the same citizen. Both are calculated, so the same refund may be claimed twice.
finding-own-payment-differs = The own payment of { $value } a day is not the amount by law. The price does not change.
finding-stay-overlaps = The preceding stay ends on { $value }, after the course has begun. The price does not change.
finding-payer-unknown = No municipality has the code { $value }.

## The remedy

expected-value = The field must be filled in.
expected-date = Give a date in the form YYYY-MM-DD, from { $first } to { $last }.
expected-date-cell = Enter a date, such as 2023-12-31, from { $first } to { $last }.
expected-number-above = Give a number above { $least } and at most { $most }, with { $decimals ->
        [0] no decimals
        [one] at most 1 decimal
       *[other] at most { $decimals } decimals
    }.
expected-number = Give a number from { $least } to { $most }, with { $decimals ->
        [0] no decimals
        [one] at most 1 decimal
       *[other] at most { $decimals } decimals
    }.
expected-one-of = Write one of the words { $words }.
expected-text = Give a text of at most { $most } characters, without line breaks or other control characters.
expected-municipality = Give the code of the municipality (three digits, 101 to 860) or its name.
expected-municipality-near = Give the code of the municipality (three digits, 101 to 860) or its name. Did you mean { $near }?
expected-no-cpr = Use a case reference or a pseudonym without a CPR number.
expected-gln = Give a GLN: 13 digits, the last of which is a check digit.
expected-billed = The row costs { $net }; the difference is { $difference }.
expected-service = Use a service of the catalogue.
expected-service-near = Did you mean “{ $near }”?
expected-unit-of-price = The row has an agreed price. Say what it is for: { $words }.
expected-price-of-unit = The row has a unit, but no agreed price. Give the price, or leave { $column-unit } empty.
expected-day-month-year = Write the date as dd-mm-yyyy, such as 31-12-2023.
expected-day-of-month = { $month } has { $days } days.
expected-either-number = It can mean two things: write { $thousands } or { $thousands }.00 for thousands, and { $decimals } for decimals.
other-record = row { $row }
other-record-sheet = row { $line } of the sheet (record { $row })
other-record-line = row { $row } (line { $line } of the file)
column-named = “{ $title }” ({ $name })
expected-not-before = Give { $day } or a later day.
expected-end = Say to which day it is priced: add --until 2024-03-31. If the service has ended, fill in { $column-last-day }.
expected-agreed-price = Give the agreed price ex VAT in { $column-unit-price } and its unit in { $column-unit }.
expected-no-agreed-price = Leave { $column-unit-price } and { $column-unit } empty.
expected-hours-or-agreed-price = Give at most { $hours } hours a week in { $column-hours-per-week }, or give the agreed price in { $column-unit-price } and its unit in { $column-unit }.
expected-hours = Give the hours in { $column-hours }.
expected-dated-hours = Split the row so that each row lies in one month and has one price and one decision on refund.
expected-no-own-payment = Leave { $column-own-payment } empty; own payment is deducted only from prices per day and per month.
expected-own-payment-at-most = Own payment can be at most { $amount } a day.
expected-same-as = In { $other } it is { $value }; the two rows must have the same value.
expected-same-as-empty = The field is empty in { $other }; the two rows must have the same value.
expected-not-shared-with = Correct the dates so that no day is also in { $other }.
expected-covered = The tariff covers { $periods }.
expected-covered-nothing = The service has no tariff version.
expected-covered-nothing-known = The service has no tariff version that was known on { $day }.
expected-covered-known = The tariff versions known on { $day } cover { $periods }.
expected-covered-since = { $first } onwards
expected-one-version = Correct the catalogue so that only one tariff version holds: { $first } or { $second }.
expected-fields = The line must have { $fields ->
        [one] 1 field
       *[other] { $fields } fields
    }.
expected-stay-until = Give a stay that ends on { $day } or later in { $column-prior-stay-to }.
expected-not-after = The last day in time was { $day }.
expected-commitment-not-after = Text and date of the commitment are needed by the first day of the course, { $day } (commitment and commitment_date).
expected-course-not-after = The course can last until { $day } at most.
expected-notice-not-after = The deadline was { $day }.
expected-weeks-at-least = The service lasts at least { $weeks ->
        [one] 1 week
       *[other] { $weeks } weeks
    }.
expected-weeks = The service lasts { $weeks ->
        [one] 1 week
       *[other] { $weeks } weeks
    }.
expected-hours-per-week = The published hours are { $hours } a week.
expected-hours-per-week-at-least = The published hours are at least { $hours } a week.
expected-units-of-case = A case has at most { $most } hours and days in all its rows. Split it.
expected-places = There { $places ->
        [one] is 1 place
       *[other] are { $places } places
    }, but up to { $in-use } in use in the period { $period }.
expected-this-date = Write the date as { $date }.
expected-plain-number = Write the number without thousands separators, spaces and unit, such as 1185,00 or 1185.00.
expected-decimal-point = Write { $number }: a dot before the decimals, and nothing between thousands.
expected-json-string = Write the value in quotation marks, as a JSON string.
expected-json-object = Write one whole JSON object on the line, with the names of the columns as keys.
expected-key-once = The key must occur only once in the object.
expected-closed-quote = The quotation marks on this line or on one before it do not match. Let a field in quotation marks end on the line on which it begins, and write a quotation mark inside it twice.
expected-utf8 = Save the file in UTF-8 (in Excel “CSV UTF-8”).
expected-bytes = The line can have at most { $most } bytes. Check whether a line break is missing.
expected-outside-window = The day lies in the refund window { $period }, which is counted from an earlier start. Give the first day of that window, or leave the fields of the window empty.
expected-billed-once = Leave the days in one of the cases.
expected-own-payment-of-law = The amount by law from { $day } is { $amount } a day.
expected-stay-not-after = The course began on { $day }. Give the last day of the stay that came before it.
expected-column = Did you mean the column { $near }?

list-and = { $first } and { $last }
list-or = { $first } or { $last }
