# Hvad der er galt med en kolonneoversigt, og på hvilken linje.

map-not-utf8 = { $place }: Filen er ikke i UTF-8. Gem den som UTF-8.
map-not-toml = { $place }: Linjen »{ $text }« kan ikke læses. Skriv nøgle = "tekst" med begge anførselstegn eller [tabel]. En nøgle med andet end a-z, A-Z, 0-9, _ og - skal også stå i anførselstegn.
map-key-twice = { $place }: { $key } findes to gange. Behold den ene.
map-key = { $place }: En kolonneoversigt har ingen nøgle { $key }. Nøglerne er dates, columns, constants og values.
map-key-near = { $place }: En kolonneoversigt har ingen nøgle { $key }. Mente du { $near }?
map-column = { $place }: Der er ingen kolonne, der hedder { $name }.
map-column-near = { $place }: Der er ingen kolonne, der hedder { $name }. Mente du { $near }?
map-not-text = { $place }: Skriv { $key } som tekst i anførselstegn eller som en tabel af sådanne tekster.
map-dates = { $place }: dates er dmy, mdy eller ymd og ikke »{ $value }«.
map-value = { $place }: { $column } kan ikke have værdien »{ $value }«. { $remedy }
map-twice = { $place }: { $column } har både en overskrift og en konstant. Behold den ene.
map-word-twice = { $place }: { $column } har ordet »{ $word }« to gange.
map-no-heading = { $place }: Filen har ingen overskrift »{ $heading }« til { $column }. Den har { $has }.
map-heading-twice = { $place }: Filen har overskriften »{ $heading }« to gange.
map-heading-used = { $place }: Overskriften »{ $heading }« står allerede for { $column }.
map-constant-in-file = { $place }: { $column } har en konstant, men filen har kolonnen som »{ $heading }«. Udelad konstanten.
