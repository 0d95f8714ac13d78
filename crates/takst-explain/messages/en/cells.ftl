# What would be right in a cell of documents and claims.

cell-present = The field must be filled in.
cell-day = Write a date as 2024-01-31.
cell-later-day = The last day must not lie before the first.
cell-month = Write a month as 2024-01.
cell-number = Write a number with a dot and at most { $decimals } decimals, without thousands separators.
cell-word = Write one of: { $words }.
cell-municipality = Write the code of a municipality, such as 101.
cell-gln = Write 13 digits with the right check digit.
cell-cvr = Write a CVR number: 8 digits with the right check digit.
cell-no-cpr = The text contains what looks like a CPR number, and no CPR number may be on a document.
cell-line = The lines of a document are numbered 1, 2, 3 … without a gap: this is line { $line }.
cell-same = All rows of a document must say the same here.
cell-invoice = Write the number of an invoice among these documents that no other credit note credits.
cell-same-as-invoice = A credit note credits a whole invoice. Write what the invoice says.
cell-addable = With this amount the sum of all amounts becomes too large: it can be at most 20 quadrillion kr.
