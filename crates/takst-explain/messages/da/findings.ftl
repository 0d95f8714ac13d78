# Fejl, advarsler og bemærkninger: hvad der er galt, hvor, hvilken værdi, og hvad der ville være rigtigt.
# En tekst er sat sammen af sted, problem og rettelse; hver del er en hel sætning for sig.

finding-at-row-column = Række { $row }, kolonnen { $column }: { $text }
finding-at-row = Række { $row }: { $text }
finding-at-column = Kolonnen { $column }: { $text }
finding-value-empty = (tom)
finding-quoted = »{ $text }«

## Problemet

finding-tariff-none = Der er ingen takst for { $value }. Dagene ligger før den første takstversion eller i et hul mellem to takstversioner.
finding-tariff-none-at-all = Der er ingen takst for { $value }.
finding-tariff-ended = Taksten er udløbet. Ingen takstversion dækker { $value }.
finding-tariff-ambiguous = To takstversioner gælder for { $value }, og ingen af dem er kendt senere end den anden.
finding-price-agreed-missing = Ydelsen har ingen offentliggjort takst, og rækken angiver ingen aftalt pris.
finding-price-not-agreed = Rækken angiver en aftalt pris, men ydelsens takst er offentliggjort, indeholdt i en anden takst eller gratis.
finding-price-over-included-hours = Der er bevilget { $value } timer om ugen. Det er flere, end ugetaksten omfatter, og rækken angiver ingen aftalt pris.
finding-case-overlap = Rækken, der begynder { $value }, har dage fælles med en anden række i den samme sag med den samme slags ydelse. De dage ville blive betalt to gange.
finding-case-conflict = Værdien { $value } afviger fra en anden række, som den skal være lig med.
finding-case-hours-missing = Ydelsen afregnes pr. time, men rækken angiver ingen timer.
finding-case-hours-undated = Rækken med timer går hen over et månedsskifte, et takstskifte eller en ændring i retten til refusion (sidste dag: { $value }). Det kan derfor ikke ses, hvilke timer der hører til hvilken måned, takst og refusion.
finding-case-dates-reversed = Sidste dag, { $value }, ligger før første dag.
finding-case-open-end = Ydelsen løber stadig: Rækken har ingen sidste dag, og beregningen har ingen slutdato.
finding-case-cpr-number = Værdien { $value } ligner et CPR-nummer. CPR-numre må ikke stå i sagsfilen og gengives ikke.
finding-value-missing = Feltet er tomt.
finding-value-invalid = Værdien { $value } kan ikke læses.
finding-value-range = Værdien { $value } ligger uden for det tilladte.
finding-value-precision = Tallet { $value } har for mange decimaler. takst afrunder ikke indtastede tal.
finding-service-unknown = Takstkataloget har ingen ydelse { $value }.
finding-own-payment-unit = Der er angivet egenbetaling, men prisen er hverken pr. døgn eller pr. måned.
finding-own-payment-exceeds-price = Egenbetalingen på { $value } pr. døgn er højere end prisen.
finding-record-malformed = Linjen kan ikke læses som en række: { $value }.
finding-column-unknown = Sagsfilen har en kolonne { $value }, som takst ikke kender. Den bliver ikke læst.
finding-commitment-missing = Betalingstilsagnet mangler. Beløbene er beregnet, men fakturaen holdes tilbage, medmindre { $column-hold-released } er udfyldt.
finding-commitment-late = Betalingstilsagnet blev først givet { $value }, efter at forløbet begyndte. Beløbene er beregnet, men fakturaen holdes tilbage, medmindre { $column-hold-released } er udfyldt.
finding-course-too-long = Forløbet varer til og med { $value } og er længere, end ydelsen giver mulighed for. Prisen ændres ikke.
finding-course-too-short = Forløbet sluttede { $value } og er kortere, end ydelsen forudsætter. Prisen ændres ikke.
finding-course-not-charged = Forløbet varede til og med { $value }, og intet af det betales: Det er kortere end den enhed, prisen regnes i.
finding-course-not-after-stay = Forløbet følger ikke direkte efter et ophold på det samme tilbud, og det kræver ydelsen. Prisen ændres ikke.
finding-hours-differ = Der er bevilget { $value } timer om ugen, men ydelsen er offentliggjort med et andet timetal. Prisen ændres ikke.
finding-capacity-exceeded = Ydelsen { $value } har flere borgere indskrevet, end der er pladser til.
finding-notice-late = Kommunen blev først orienteret { $value }. Det er for sent.
finding-service-included = Ydelsen { $value } er indeholdt i opholdets takst og giver ingen fakturalinje.
finding-service-free = Ydelsen { $value } er gratis for kommunen og giver ingen fakturalinje.
finding-refund-undetermined = Det er uafklaret, om der er ret til statsrefusion. Der er ikke hjemtaget noget. Uafklaret refusion: { $value }.
finding-refund-citizen-incomplete = En anden af borgerens sager er afvist. Derfor er forbruget af refusionsdøgn ukendt, og statsrefusionen kan ikke afgøres. Der er ikke hjemtaget noget. Uafklaret refusion: { $value }.
finding-ledger-busy = Registret { $value } er i brug af en anden kommando. Intet er skrevet.
finding-ledger-date-backwards = Udstedelsesdatoen { $value } ligger før sælgerens seneste dokument. Intet er skrevet.
finding-ledger-date-ahead = Udstedelsesdatoen { $value } ligger efter i dag. Intet er skrevet.
finding-import-refused = Dokumentet { $value } kan ikke overtages. Intet af filen er overtaget.
finding-plan-changed = Dokumentet for { $value } bliver i dag et andet end i planen. Intet er skrevet.
finding-reissue-not-standing = Nummeret { $value } er ikke nummeret på en gældende faktura. Intet er udstedt igen.
finding-claim-quarter-backwards = Kvartalet { $value } ligger før det seneste, der er hjemtaget. Ændringer i det kommer med i den næste opgørelse.
finding-claim-quarter-ahead = Kvartalet { $value } er ikke slut.
finding-invoiced-differs = Der er faktureret { $value } for rækken. Det er ikke det, rækken koster.
finding-invoice-held = Dokumenterne for { $value } holdes tilbage.
finding-party-missing = Sælger, køber eller en krævet reference mangler: { $value }.
finding-invoice-billed-elsewhere = De samme dage for borgeren står på et dokument i sagen { $value }.
finding-reference-conflict = To rækker på det samme dokument angiver forskellige værdier af { $value }.
finding-seller-changed = En gældende faktura er udstedt under et andet CVR-nummer, end sælgeren har nu: { $value }.
finding-series-taken = Et importeret nummer kan læses som et af sælgerens egne numre: { $value }.
finding-file-unreadable = Mindst én linje i filen har ingen læselig sag. Derfor er det ikke sikkert, at { $value } mangler i filen.
finding-seller-not-registered = En linje har moms, men sælgeren er ikke momsregistreret: { $value }.
finding-case-billed-elsewhere = Dage i rækken er også beregnet i sagen { $value } for samme borger. Begge er beregnet, så den samme refusion kan blive hjemtaget to gange.
finding-own-payment-differs = Egenbetalingen på { $value } pr. døgn er ikke lovens beløb. Prisen ændres ikke.
finding-stay-overlaps = Det forudgående ophold slutter { $value }, efter at forløbet er begyndt. Prisen ændres ikke.
finding-payer-unknown = Ingen kommune har koden { $value }.

## Rettelsen

expected-value = Feltet skal udfyldes.
expected-date = Angiv en dato på formen ÅÅÅÅ-MM-DD, fra { $first } til { $last }.
expected-date-cell = Skriv en dato, fx 31-12-2023, fra { $first } til { $last }.
expected-number-above = Angiv et tal over { $least } og højst { $most } med { $decimals ->
        [0] ingen decimaler
        [one] højst 1 decimal
       *[other] højst { $decimals } decimaler
    }.
expected-number = Angiv et tal fra { $least } til { $most } med { $decimals ->
        [0] ingen decimaler
        [one] højst 1 decimal
       *[other] højst { $decimals } decimaler
    }.
expected-one-of = Skriv et af ordene { $words }.
expected-text = Angiv en tekst på højst { $most } tegn uden linjeskift eller andre styretegn.
expected-municipality = Angiv kommunens kode (tre cifre, 101 til 860) eller dens navn.
expected-municipality-near = Angiv kommunens kode (tre cifre, 101 til 860) eller dens navn. Mente du { $near }?
expected-no-cpr = Brug et sagsnummer eller et pseudonym uden CPR-nummer.
expected-gln = Angiv et EAN-nummer (GLN): 13 cifre, hvoraf det sidste er et kontrolciffer.
expected-billed = Rækken koster { $net }; forskellen er { $difference }.
expected-service = Brug en ydelse fra takstkataloget.
expected-service-near = Mente du »{ $near }«?
expected-unit-of-price = Rækken har en aftalt pris. Skriv, hvad den gælder for: { $words }.
expected-price-of-unit = Rækken har en enhed, men ingen aftalt pris. Skriv prisen, eller lad { $column-unit } stå tom.
expected-day-month-year = Skriv datoen som dd-mm-åååå, fx 31-12-2023.
expected-day-of-month = { $month } har { $days } dage.
expected-either-number = Det kan betyde to ting: Skriv { $thousands } eller { $thousands },00, hvis det er tusinder, og { $decimals }, hvis det er decimaler.
other-record = række { $row }
other-record-sheet = række { $line } i arket (post { $row })
other-record-line = række { $row } (linje { $line } i filen)
column-named = »{ $title }« ({ $name })
expected-not-before = Angiv { $day } eller en senere dag.
expected-end = Skriv, til hvilken dag der skal regnes: tilføj --until 2024-03-31. Er ydelsen slut, så udfyld { $column-last-day }.
expected-agreed-price = Skriv den aftalte pris ekskl. moms i { $column-unit-price } og enheden i { $column-unit }.
expected-no-agreed-price = Lad { $column-unit-price } og { $column-unit } stå tomme.
expected-hours-or-agreed-price = Skriv højst { $hours } timer om ugen i { $column-hours-per-week }, eller skriv den aftalte pris i { $column-unit-price } og enheden i { $column-unit }.
expected-hours = Skriv timerne i { $column-hours }.
expected-dated-hours = Del rækken, så hver række ligger i én måned, har én takst og én afgørelse om refusion.
expected-no-own-payment = Lad { $column-own-payment } stå tom; egenbetaling trækkes kun fra priser pr. døgn og pr. måned.
expected-own-payment-at-most = Egenbetalingen kan højst være { $amount } pr. døgn.
expected-same-as = I { $other } står { $value }; de to rækker skal have samme værdi.
expected-same-as-empty = Feltet er tomt i { $other }; de to rækker skal have samme værdi.
expected-not-shared-with = Ret datoerne, så ingen dag også står i { $other }.
expected-covered = Taksten dækker { $periods }.
expected-covered-nothing = Ydelsen har ingen takstversion.
expected-covered-nothing-known = Ydelsen har ingen takstversion, der var kendt { $day }.
expected-covered-known = De takstversioner, der var kendt { $day }, dækker { $periods }.
expected-covered-since = { $first } og frem
expected-one-version = Ret takstkataloget, så kun én takstversion gælder: { $first } eller { $second }.
expected-fields = Linjen skal have { $fields ->
        [one] 1 felt
       *[other] { $fields } felter
    }.
expected-stay-until = Angiv et ophold, der slutter { $day } eller senere, i { $column-prior-stay-to }.
expected-not-after = Den seneste rettidige dag er { $day }.
expected-commitment-not-after = Tilsagnets tekst og dato skal foreligge senest på forløbets første dag, { $day }.
expected-course-not-after = Forløbet kan højst vare til og med { $day }.
expected-notice-not-after = Fristen var { $day }.
expected-weeks-at-least = Ydelsen varer mindst { $weeks ->
        [one] 1 uge
       *[other] { $weeks } uger
    }.
expected-weeks = Ydelsen varer { $weeks ->
        [one] 1 uge
       *[other] { $weeks } uger
    }.
expected-hours-per-week = Det offentliggjorte timetal er { $hours } om ugen.
expected-hours-per-week-at-least = Det offentliggjorte timetal er mindst { $hours } om ugen.
expected-units-of-case = En sag har højst { $most } timer og døgn i alle sine rækker. Del den.
expected-places = Der er { $places ->
        [one] 1 plads
       *[other] { $places } pladser
    }, men op til { $in-use } i brug i perioden { $period }.
expected-this-date = Skriv datoen som { $date }.
expected-plain-number = Skriv tallet uden tusindtalsseparator, mellemrum og enhed, f.eks. 1185,00 eller 1185.00.
expected-decimal-point = Skriv { $number }: punktum før decimalerne og intet mellem tusinder.
expected-json-string = Skriv værdien i anførselstegn som en JSON-streng.
expected-json-object = Skriv ét helt JSON-objekt pr. linje med kolonnernes navne som nøgler.
expected-key-once = Nøglen må kun stå én gang i objektet.
expected-closed-quote = Anførselstegnene på linjen eller på en linje før den passer ikke sammen. Lad et felt i anførselstegn slutte på den linje, hvor det begynder, og skriv et anførselstegn inde i det to gange.
expected-utf8 = Gem filen i UTF-8 (i Excel »CSV UTF-8«).
expected-bytes = Linjen må højst fylde { $most } byte. Se efter, om der mangler et linjeskift.
expected-outside-window = Dagen ligger i refusionsperioden { $period }, som regnes fra en tidligere begyndelse. Angiv den første dag i den periode, eller lad felterne om refusionsperioden stå tomme.
expected-billed-once = Lad dagene stå i den ene af sagerne.
expected-own-payment-of-law = Lovens beløb fra { $day } er { $amount } pr. døgn.
expected-stay-not-after = Forløbet begyndte { $day }. Angiv sidste dag i det ophold, der lå før.
expected-column = Mente du kolonnen { $near }?

list-and = { $first } og { $last }
list-or = { $first } eller { $last }
