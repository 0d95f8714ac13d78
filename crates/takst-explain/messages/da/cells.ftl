# Hvad der ville være rigtigt i en celle i dokumenter og krav.

cell-present = Feltet skal udfyldes.
cell-day = Skriv datoen som 2024-01-31.
cell-later-day = Den sidste dag må ikke ligge før den første.
cell-month = Skriv måneden som 2024-01.
cell-number = Skriv et tal med punktum og højst { $decimals } decimaler, uden tusindtalsseparator.
cell-word = Skriv et af: { $words }.
cell-municipality = Skriv en kommunekode, fx 101.
cell-gln = Skriv 13 cifre med det rigtige kontrolciffer.
cell-cvr = Skriv et CVR-nummer: 8 cifre med det rigtige kontrolciffer.
cell-no-cpr = Teksten indeholder noget, der ligner et CPR-nummer, og et CPR-nummer må ikke stå på et dokument.
cell-line = Et dokuments linjer nummereres 1, 2, 3 … uden huller: dette er linje { $line }.
cell-same = Alle rækker om et dokument skal sige det samme her.
cell-invoice = Skriv nummeret på en faktura blandt disse dokumenter, som ingen anden kreditnota krediterer.
cell-same-as-invoice = En kreditnota krediterer en hel faktura. Skriv det samme som i fakturaen.
cell-addable = Med dette beløb bliver summen af beløbene for stor: Den kan højst være 20 billiarder kr.
