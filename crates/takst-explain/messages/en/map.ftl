# What is wrong with a map of columns, and on which line of it.

map-not-utf8 = { $place }: the file is not in UTF-8. Save it as UTF-8.
map-not-toml = { $place }: the line “{ $text }” cannot be read. Write key = "text" with both quotation marks, or [table]. A key with other characters than a-z, A-Z, 0-9, _ and - needs quotation marks too.
map-key-twice = { $place }: { $key } is there twice. Keep one.
map-key = { $place }: a map has no key { $key }. Its keys are dates, columns, constants and values.
map-key-near = { $place }: a map has no key { $key }. Did you mean { $near }?
map-column = { $place }: there is no column { $name }.
map-column-near = { $place }: there is no column { $name }. Did you mean { $near }?
map-not-text = { $place }: write { $key } as text in quotation marks, or as a table of such texts.
map-dates = { $place }: dates is dmy, mdy or ymd, and not “{ $value }”.
map-value = { $place }: { $column } does not take the value “{ $value }”. { $remedy }
map-twice = { $place }: { $column } has both a heading and a constant. Keep one.
map-word-twice = { $place }: { $column } has the word “{ $word }” twice.
map-no-heading = { $place }: the file has no heading “{ $heading }” for { $column }. It has { $has }.
map-heading-twice = { $place }: the file has the heading “{ $heading }” twice.
map-heading-used = { $place }: the heading “{ $heading }” stands for { $column } already.
map-constant-in-file = { $place }: { $column } has a constant, but the file has the column as “{ $heading }”. Leave the constant out.
