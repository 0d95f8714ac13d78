# Where records stand in the file they were read from, and what is said of a file as a whole.

place-record-line = Row { $row } (line { $line } of the file)
place-record-sheet = Row { $line } of the sheet (record { $row })
place-record-line-file = Row { $row } (line { $line } of { $file })
place-record-sheet-file = { $file }, row { $line } of the sheet (record { $row })
place-in-cell = Cell { $cell }, column { $column } (record { $row }): { $text }
place-in-cell-file = { $file }, cell { $cell }, column { $column } (record { $row }): { $text }
place-record = Row { $row }
place-in-record-column = { $record }, column { $column }: { $text }
place-in-record = { $record }: { $text }

code-heading-below = Rows above the heading
code-heading-read-as = Headings read as columns
code-row-total = Row of sums left out
code-row-no-record = Row without values left out
code-sheet-read = One sheet of several read
code-cell-merged = Merged cells read

finding-heading-below = The heading is not the first line with text: what stands above it is not read.
finding-heading-read-as = Headings that are not the names of the columns are read so: { $value }.
finding-row-total = A row of sums is no record and is not read: { $value }.
finding-row-no-record = A row without a value in any column that is read is no record: { $value }.
finding-sheet-read = The workbook has several sheets. The sheet { $value } is read.
finding-cell-merged = The merged cell { $value } is read as if each of its rows had the value.

expected-headings = With a map they can be read differently (--map).
expected-line = It is line { $line } of the file.
expected-sheet-row = It is row { $line } of the sheet.
expected-day-first = Write the date as { $date }. If the day stands first in all dates of the file, say so: --dates dmy, or dates = "dmy" in a map.
expected-no-cpr-citizen = Use a pseudonym of your own, such as a serial number. Or let takst make pseudonyms of the CPR numbers while it reads: make a key once with takst pseudonyms new KEYFILE, and add --pseudonyms KEYFILE.
expected-still-running = Leave the field empty while the service runs.
expected-visible = It holds a character that cannot be seen: { $name }. Delete it, or write the value again.
expected-formula-value = The formula in the cell gives an error. Correct it, or write the value itself.
expected-formula-stored = The formula in the cell has no stored value. Open the workbook in a spreadsheet program, save it and try again.
expected-own-cell = The cell is a part of a merged cell. Unmerge it and write a value in each row and column.
expected-text-cell = The cell holds a number of more than 15 digits, of which a spreadsheet keeps only the first 15. Format the cell as text and write the value again.
expected-whole-day = Write the date without a time of day.
hidden-soft-hyphen = soft hyphen (U+00AD)
hidden-no-width = character of no width (U+{ $code })
hidden-direction = mark of direction (U+{ $code })
hidden-byte-order = byte order mark (U+FEFF)

meaning-case-id = Reference of the case; no CPR number. At most 200 characters.
meaning-citizen-id = Pseudonym of the citizen, such as a serial number; never a CPR number. Default the case. At most 200 characters.
meaning-row-id = Reference of the row, echoed. At most 200 characters.
meaning-service = Catalogue id of the service, provider/name.
meaning-first-day = First day, 1900-01-01 to 2199-12-31.
meaning-last-day = Last day, inclusive; absent while the service runs.
meaning-payer = Paying municipality: its code, 101 to 860, or its name.
meaning-hours = Hours given in the row, more than 0, at most 10000.
meaning-hours-per-week = Agreed hours per week, more than 0, at most 168.
meaning-unit-price = Agreed price ex VAT, DKK per unit, more than 0, at most 10000000; four decimals per hour, else two.
meaning-unit = Unit of the agreed price. Required where a price is agreed.
meaning-own-payment-per-day = The citizen's own payment, DKK per day, 0 to 10000000.
meaning-prior-stay-to = Last day of the preceding stay at the same provider.
meaning-first-discharge = Day of the first discharge.
meaning-decided-before-discharge = Whether the support was decided before discharge.
meaning-discharged-to-107 = Whether the citizen moved from the stay straight to a temporary place under section 107 and the support was decided there (section 176 a(1), no. 2).
meaning-window-start = First day of the refund window in which days were used outside the file, 2023-10-01 or later.
meaning-window-days-used = Days used outside the file in that window, 0 to 366.
meaning-commitment = Text of the commitment to pay. At most 200 characters.
meaning-commitment-date = Day of the commitment to pay.
meaning-notified-start = Day on which the start was notified.
meaning-notified-end = Day on which the end was notified.
meaning-buyer-reference = Person reference at the buyer, for invoices; no CPR number. At most 200 characters.
meaning-order-reference = Order number of the buyer, for invoices; no CPR number. At most 200 characters.
meaning-accounting-cost = The buyer's account, for invoices; no CPR number. At most 200 characters.
meaning-buyer-gln = Electronic address of the buyer, for invoices: 13 digits with a check digit.
meaning-hold-released = Who released the course and payer from what holds an invoice, and when; no CPR number. At most 200 characters.
meaning-invoiced = Amount ex VAT that was billed for the row, DKK, 0 to 100000000.
