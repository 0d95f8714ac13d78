# What the C library says itself: of arguments, case files in memory and runs over columns.

c-bad-pointer = { $name } is NULL, or its address does not fit its type.
c-bad-size = { $name }: struct_size is { $value }, which is not the size of this struct in any version of the library. Set it with sizeof, or begin with the struct's TAKST_..._INIT.
c-newer-struct = { $name } has { $value } bytes, of which this version of the library knows { $known }, and something is set in those beyond. Use a newer library, or leave them 0.
c-bad-length = { $name }: { $value } is longer than anything in memory.
c-bad-utf8 = { $name } is not in UTF-8; the first bad byte is number { $value }, counted from 0.
c-bad-value = { $name }: { $value } is not a value it takes: see its description in takst.h.
c-empty = { $name } is empty, but must be given.
c-without-flag = { $name } is { $value }, but { $flag } is 0: set { $flag } to 1, or { $name } to 0.
c-no-service = service is 0, which is no service: look its number up with takst_book_service.
c-taken = { $name }: the stream of lines was handed out already; a run has one.
c-not-found = { $name }: there is nothing of the name or number { $value }.
c-io = { $name } cannot be read: { $value }
c-panic = An error in takst: { $value }. The call did nothing else; please report it.
c-book = The catalogue cannot be used for pricing: { $error }
c-none-priced = None of the { $cases } cases was priced: all were refused.
c-no-cases = No case was priced: there is none.
c-unfinished = The stream of lines was released before its end, after { $rows } rows: lines and counts are those of a part of the cases.
c-in-callback = A callback of the run called a function of this run. Call it when the callback has returned.

c-file-utf16 = Line { $line }: the case file is not in UTF-8 but in UTF-16.
c-file-not-utf8 = Line { $line }: the case file is not in UTF-8.
c-file-no-rows = The case file has no rows.
c-file-missing-columns = The case file lacks required columns: { $columns }.
c-file-duplicate-column = There are two columns { $column }, number { $first } and number { $second }. Keep one.
c-file-header-quote = A quotation mark in the header is not closed.
c-file-header-too-long = The first line is longer than a megabyte. This is not a case file.
c-file-own-output = The case file has the column { $column }: it contains lines that takst has priced. Price the case file that the lines were made from.
c-file-json-array = The case file is one JSON array. Write one JSON object per line, without brackets and commas around them.
c-file-not-json-lines = The first line is the header of a CSV file, not a JSON object. Set format to TAKST_FORMAT_CSV.
c-file-is-parquet = The case file is a Parquet file. This function reads CSV and JSON Lines; give the columns to the batch functions.
c-file-sums-too-large = The sum of the amounts of the first { $cases } cases is above 92 quadrillion kr. Split the file.
c-file-too-many-rows = The case file has more than { $rows } rows. Split it, or sort it by citizen and set TAKST_GROUPING_BY_CITIZEN.
c-file-citizen-came-back = Row { $row }: the citizen “{ $id }” was there further up. Sort the file by citizen, or price it ungrouped.
c-file-case-came-back = Row { $row }: the case “{ $id }” was there further up. Sort the file by citizen and case, or price it ungrouped.
c-file-other = The case file cannot be priced: { $error }

c-rows-missing = { $name }: required columns are missing: { $columns }.
c-rows-column = { $name }: there is no column “{ $column }”. There are: { $known }.
c-rows-not-json = { $name }, row { $row }: this is not a JSON object whose values are texts.
c-rows-other = { $name } cannot be read: { $error }
c-cell = { $name }, row { $row }, column { $column }: “{ $value }” cannot be used. { $right }

c-batch-missing-column = The column { $column } is missing; every case file has case_id, service, first_day and payer.
c-batch-own-output = The column { $column } is one of lines that takst has priced. Pass the cases that the lines were made from.
c-batch-column-twice = There are two columns { $column }.
c-batch-float-column = The column { $column } has floating-point numbers ({ $type }). Pass decimals, whole numbers or text, which are exact.
c-batch-wrong-type = The column { $column } has the type { $type }; it takes { $expected }.
c-batch-other-schema = Batch { $batch } has other columns than the first batch.
c-batch-came-back = Row { $row }: “{ $id }” was there before, but not in the rows just above. Sort the rows by citizen, or price them ungrouped.
c-batch-overflow = { $column } is out of range: { $value } does not fit into { $digits } digits.
c-batch-too-many = Too many { $what } for one run.
c-batch-input = The input stream failed: { $error }
c-batch-stopped = Stopped on request.
c-batch-other = The run ended early: { $error }
