# Kommandoens egne tekster: tabellens overskrifter, summer, filer der ikke kan læses.

## Tabellen
cli-case = Sag
cli-month = måned
cli-provider = Leverandør
cli-service = ydelse
cli-payer = kommune
cli-period = Periode
cli-quantity = antal × pris
cli-net = Netto
cli-vat = moms
cli-own-payment = Egenbet.
cli-refund = refusion
cli-cost = Udgift
cli-currency = kr.
cli-note = Note
cli-total = I alt
cli-lines = { $lines ->
    [one] 1 linje
   *[other] { $lines } linjer
}
cli-of-which = heraf
cli-all-payers = { $payers ->
    [one] 1 kommune
   *[other] { $payers } kommuner
}
cli-no-lines = Ingen linjer.
cli-no-lines-in-period = Ingen linjer i perioden.
cli-legend = Noter
cli-legend-undetermined = Det er uafklaret, om der er ret til statsrefusion. Der er ikke hjemtaget noget. Uafklaret refusion i alt: { $amount }.
cli-legend-hold = Fakturaen holdes tilbage: { $reason }.
cli-many-lines = Tabellen er lang. --format csv giver de samme linjer til regneark og andre programmer.

## Det, der følger med
cli-refused = { $cases ->
    [one] 1 sag er afvist
   *[other] { $cases } sager er afvist
}
cli-findings = Bemærkninger
cli-file = Filen
cli-no-case-id = (uden sagsnummer)
cli-more = … og { $cases ->
    [one] 1 sag mere
   *[other] { $cases } sager mere
}. --report FIL skriver alle fejl og bemærkninger.
cli-own-payment-none = { $lines ->
    [one] 1 linje for ophold bygger
   *[other] { $lines } linjer for ophold bygger
} på en egenbetaling på 0 kr., fordi sagsfilen ikke oplyser nogen ({ $code }). En egenbetaling nedsætter refusionen.
cli-counts = { $rows ->
    [one] 1 række
   *[other] { $rows } rækker
}, { $cases ->
    [one] 1 sag
   *[other] { $cases } sager
}: { $priced } beregnet, { $refused } afvist. { $findings ->
    [one] 1 bemærkning
   *[other] { $findings } bemærkninger
}.
cli-progress-reading = Læser
cli-progress-pricing = Beregner { $cases ->
    [one] 1 sag
   *[other] { $cases } sager
}
cli-progress-issuing = Udsteder
cli-progress-saving = Gemmer
cli-progress-checking = Kontrollerer
cli-progress-writing = Skriver
cli-progress-adding = Tilføjer

## Summer pr. gruppe
cli-by-month = Måned
cli-by-quarter = Kvartal
cli-by-year = År
cli-by-provider = Leverandør
cli-by-service = Ydelse
cli-by-payer = Kommune
cli-by-account = Konto
cli-by-outcome = Udfald
cli-by-reason = Begrundelse
cli-by-case = Sag
cli-by-citizen = Borger
cli-by-no-account = (ingen konto)
cli-sum-lines = Linjer
cli-sum-days = Dage
cli-sum-cases = Sager
cli-sum-net = Netto
cli-sum-vat = Moms
cli-sum-own-payment = Egenbetaling
cli-sum-refund = Refusion
cli-sum-at-stake = Uafklaret
cli-sum-cost = Udgift
cli-sums-heading = Summer i kr.
cli-sums-by = pr. { $groups }
cli-sums-from = fra { $month }
cli-sums-until = til og med { $day }
cli-sums-only = Kun { $values }
cli-sums-too-large = Summerne er større, end takst kan beregne. Beregn filen i dele.
cli-sums-more = … og { $groups ->
    [one] 1 gruppe
   *[other] { $groups } grupper
} mere, som indgår i I alt. --format csv har dem alle.
cli-sums-at-stake = Det er uafklaret, om der er ret til { $amount } i statsrefusion. Beløbet er ikke hjemtaget og indgår derfor i udgiften.
cli-sums-counts = { $rows ->
    [one] 1 række
   *[other] { $rows } rækker
}, { $cases ->
    [one] 1 sag
   *[other] { $cases } sager
}: { $priced } beregnet, { $refused } afvist.
cli-sums-shown = Vist: { $cases ->
    [one] 1 sag
   *[other] { $cases } sager
}, heraf { $refused } afvist.
cli-sums-outside = { $cases ->
    [one] 1 afvist sag
   *[other] { $cases } afviste sager
} vises ikke.
cli-compare-sum = Sum
cli-compare-before = A
cli-compare-after = B
cli-compare-change = Forskel
cli-compare-same = Ingen sum afviger.
cli-compare-known = takster kendt { $day }
cli-compare-all-known = alle kendte takster
cli-compare-policy = regelvalg { $file }
cli-compare-no-policy = programmets standardvalg
cli-compare-catalogue = katalog { $file }
cli-compare-no-catalogue = det indbyggede katalog
cli-compare-rise = priser ændret med { $percent } fra { $day }
cli-compare-as-published = offentliggjorte priser
cli-compare-left-out = { $groups ->
    [one] 1 gruppe er uden forskel og er udeladt; dens summer indgår i I alt.
   *[other] { $groups } grupper er uden forskel og er udeladt; deres summer indgår i I alt.
} --all viser dem.
cli-compare-only-before = { $cases ->
    [one] 1 sag er afvist i A og ikke i B.
   *[other] { $cases } sager er afvist i A og ikke i B.
} Forskellen omfatter hele beløbet.
cli-compare-only-after = { $cases ->
    [one] 1 sag er afvist i B og ikke i A.
   *[other] { $cases } sager er afvist i B og ikke i A.
} Forskellen omfatter hele beløbet.
cli-compare-both = { $cases ->
    [one] 1 sag er afvist
   *[other] { $cases } sager er afvist
} på begge sider og indgår ikke i nogen sum.
cli-compare-more = … og { $cases ->
    [one] 1 sag mere
   *[other] { $cases } sager mere
}. takst totals --report FIL skriver alle fejl på den ene side.
cli-filter-unmet = { $option } { $value }: Ingen række i { $file } har den værdi.
cli-filter-no-payer = { $option } { $value } er ikke en kommune: Angiv en kode på tre cifre eller et navn.
cli-filter-near = Mente du { $values }?
cli-filter-first = Filen har { $values }.
cli-filter-other = Den findes som { $option } { $value }.

## Filer
cli-cannot-write = { $file } kan ikke skrives: { $error }
cli-no-days = --from { $from } ligger efter --until { $until }: Der er ingen dage at beregne.
cli-report-is-input = { $file }: --report ville overskrive en fil, som kommandoen læser. Intet er skrevet. Giv rapporten et andet navn.
cli-output-is-input = { $file }: --output ville overskrive en fil, som kommandoen læser. Intet er skrevet. Giv siden et andet navn.
cli-no-csv = --csv-style kan kun bruges sammen med --format csv.
cli-on-terminal = --format { $format } kan ikke læses på en skærm. Send det til en fil (takst price … --format { $format } > linjer.{ $format }) eller til et andet program.

## Dokumentregistret
cli-ledger-made = { $file } er et nyt dokumentregister. Det begynder med { $month }.
cli-ledger-head = Post { $record }, hash { $hash }
cli-ledger-holds = Registret er i orden: { $records ->
    [one] 1 post
   *[other] { $records } poster
}, { $expired ->
    [one] 1 af dem er udløbet
   *[other] { $expired } af dem er udløbet
}.
cli-ledger-has-head = Registret har den angivne hash: Ingen post til og med den er fjernet eller ændret.
cli-ledger-no-hash = --head: »{ $hash }« er ikke en hash. Den har 64 hexadecimale cifre, som hver kørsel skriver dem.
cli-ledger-expired = Indholdet før { $year } er slettet: { $documents ->
    [one] 1 dokument
   *[other] { $documents } dokumenter
}, { $claims ->
    [one] 1 refusionsopgørelse
   *[other] { $claims } refusionsopgørelser
}. Numre, datoer og beløb er bevaret.
cli-ledger-nothing-expired = Der er intet indhold at slette før { $year }. Måneder før { $year } er lukket for rettelser.
cli-ledger-not-rewritten = Rester af det slettede kan stadig ligge i filen: Der er ikke plads på disken til en kopi af registret, eller en anden kommando læser det. Kør den samme kommando igen senere.

## Fakturaer og rettelser
cli-action-issue = Udstedes
cli-action-credit = Krediteres
cli-action-held = Holdt tilbage
cli-action-differs = Afviger
cli-action-refused = Afvist
cli-action-absent = Mangler
cli-action-closed = Lukket
cli-actions-none = Der er intet at udstede og intet andet at bemærke.
cli-actions-action = Handling
cli-actions-number = Nummer / forfald
cli-actions-case = Sag / måned
cli-actions-provider = Leverandør / kommune
cli-actions-sums = Netto / moms
cli-actions-remark = Bemærkning / årsager
cli-actions-replaces = erstatter { $number }
cli-actions-takes-back = krediterer { $number }
cli-counts-issued = Udstedt: { $issue ->
    [one] 1 faktura
   *[other] { $issue } fakturaer
}, { $credit ->
    [one] 1 kreditnota
   *[other] { $credit } kreditnotaer
}.
cli-counts-planned = Skal udstedes: { $issue ->
    [one] 1 faktura
   *[other] { $issue } fakturaer
}, { $credit ->
    [one] 1 kreditnota
   *[other] { $credit } kreditnotaer
}. Intet er skrevet i registret.
cli-counts-left = Ikke udstedt: { $parts }.
cli-left-held = { $n ->
    [one] 1 måned holdt tilbage
   *[other] { $n } måneder holdt tilbage
}
cli-left-differs = { $n ->
    [one] 1 måned, der afviger fra det fakturerede
   *[other] { $n } måneder, der afviger fra det fakturerede
}
cli-left-refused = { $n ->
    [one] 1 sag afvist
   *[other] { $n } sager afvist
}
cli-left-absent = { $n ->
    [one] 1 sag, der mangler i filen
   *[other] { $n } sager, der mangler i filen
}
cli-left-closed = { $n ->
    [one] 1 måned før registrets begyndelse
   *[other] { $n } måneder før registrets begyndelse
}
cli-counts-correct = takst correct planlægger rettelsen af det, der afviger.
cli-findings-left-out = { $findings ->
    [one] 1 bemærkning til egne sager er udeladt
   *[other] { $findings } bemærkninger til egne sager er udeladt
}, heraf { $refund } om statsrefusion. Med --report FIL skrives de alle.
cli-refund-left-out = { $findings ->
    [one] 1 bemærkning om statsrefusion er udeladt
   *[other] { $findings } bemærkninger om statsrefusion er udeladt
} her: ingen faktura afhænger af dem. takst price viser alle bemærkninger.
cli-missing-seller = Partsfilen har ingen sælger for { $provider }.
cli-missing-buyer = Partsfilen har ingen køber for { $payer }.
cli-missing-reference = { $payer } kræver { $references }: Udfyld kolonnen i sagsfilen.
cli-difference = Forskel
cli-difference-what = Dokument / ydelse
cli-difference-when = Årsag / dage
cli-difference-amount = Antal × pris
cli-plan-is-input = { $file }: { $option } ville overskrive en fil, som kommandoen læser eller skriver. Intet er skrevet. Giv planen et andet navn.
cli-plan-saved = Planen er gemt i { $file }. Denne kommando udfører den:
cli-plan-other-date = Planen er lavet for den { $planned }. Dokumenterne udstedes den { $date }.
cli-reissue-unchanged = { $number } bliver udstedt igen, som den er: Hverken referencer eller parter er ændret. Ret sagsfilen eller partsfilen først, medmindre fakturaen blot skal sendes en gang til.
cli-plan-done = Planen er allerede udført. Intet udstedes.

## Dokumenter fra et tidligere system
cli-import-done = { $added ->
    [one] 1 dokument er
   *[other] { $added } dokumenter er
} overtaget, { $known ->
    [one] 1 fandtes
   *[other] { $known } fandtes
} i forvejen.
cli-import-unknown-service = Ydelsen { $service } er ikke i kataloget. Linjerne er overtaget, som de er.
cli-import-unknown-service-near = Ydelsen { $service } er ikke i kataloget. Linjerne er overtaget, som de er. Måske menes { $near }.
cli-import-more-services = … og { $services ->
    [one] 1 ydelse mere
   *[other] { $services } ydelser mere
}, som ikke er i kataloget.

## Refusionsopgørelser
cli-claim-heading = Refusionsopgørelse { $claim }: { $payer }, { $quarter }
cli-claim-final = Årsopgørelse { $year }: { $payer }
cli-claim-no-rows = Der er intet at hjemtage eller rette siden sidst.
cli-claim-many-rows = Opgørelsen har { $rows ->
    [one] 1 række
   *[other] { $rows } rækker
}. --format csv giver dem alle.
cli-claim-sums = Sammentælling
cli-claim-rows = Rækker
cli-claim-at-stake = Uafklaret refusion, som ikke er hjemtaget
cli-claim-days = Forbrugte refusionsdøgn
cli-claim-left = Ikke rørt: det, der er hjemtaget tidligere, bliver stående
cli-claim-assumed = Forudsætninger: den refusion, der bygger på hver af dem
cli-claim-year = År
cli-claim-account = Konto
cli-claim-rule = Regel
cli-claim-kind = Art
cli-claim-net = Netto
cli-claim-own = Egenbet.
cli-claim-refund = Refusion
cli-claim-stake = Uafklaret
cli-claim-provider-month = Leverandør
cli-claim-row-invoiced = faktureret: { $invoiced }
cli-claim-invoiced-yes = ja
cli-claim-invoiced-partly = delvist
cli-claim-invoiced-no = nej
cli-claim-code = Kode
cli-claim-meaning = Betydning
cli-claim-citizen = Borger
cli-claim-window = Periode fra
cli-claim-used = Døgn brugt
cli-claim-outside = heraf andre steder
cli-claim-unstated = ikke oplyst
cli-claim-more-windows = … og { $windows ->
    [one] 1 periode mere
   *[other] { $windows } perioder mere
}. --format json giver dem alle.
cli-claim-why = Årsag
cli-claim-absent = sagen er ikke i filen
cli-claim-so-far = Hjemtaget
cli-claim-stored = Opgørelse { $claim }: { $rows ->
    [one] 1 række
   *[other] { $rows } rækker
}, refusion { $refund }
cli-claim-dry = Intet er gemt. Opgørelsen ville have { $rows ->
    [one] 1 række
   *[other] { $rows } rækker
}, refusion { $refund }
cli-claim-nothing = Intet er ændret siden den seneste opgørelse, og intet er gemt.
cli-claim-left-alone = { $left ->
    [one] 1 sag eller række er sprunget over
   *[other] { $left } sager og rækker er sprunget over
}; hjemtaget for dem hidtil: { $claimed }
cli-claim-final-of = Årsopgørelsen omfatter opgørelserne { $claims }.
cli-claim-final-without = Der er ingen gemt opgørelse med rækker for { $quarters }.
cli-claim-final-unused = --final: Følgende bruges ikke: { $unused }. Årsopgørelsen er det, der står i registret.
cli-claim-case-file = sagsfilen
cli-claim-unknown = Registret har ingen opgørelse { $claim }. takst ledger claims viser dem, der er.
cli-claim-expired = Indholdet af ældre måneder er slettet: Opgørelsen var på { $refund }, og de viste rækker er på { $kept }.

## Dokumenter
cli-documents-written = { $documents ->
    [one] 1 dokument
   *[other] { $documents } dokumenter
} er skrevet.
cli-documents-dialect = --dialect gælder kun for --format einvoice.
cli-documents-lacking = { $number } kan ikke skrives som { $dialect }: { $lack }
cli-documents-none = Registret har intet dokument { $number }. Intet er skrevet.
cli-documents-imported = { $documents ->
    [one] 1 dokument er udstedt af et tidligere system
   *[other] { $documents } dokumenter er udstedt af et tidligere system
} og skrives ikke, det første: { $first }.
cli-documents-expired = Indholdet af { $documents ->
    [one] 1 dokument
   *[other] { $documents } dokumenter
} er slettet, det første: { $first }.

## Kontrol
cli-verify-seller-unknown = --seller { $seller }: Sælgeren står ikke i partsfilen. Den har: { $known }.
cli-verify-seller-sum = { $seller }: { $agreed ->
    [one] 1 række stemmer
   *[other] { $agreed } rækker stemmer
}, { $disputed ->
    [one] 1 afviger
   *[other] { $disputed } afviger
}, { $unknown ->
    [one] 1 kan ikke sammenlignes
   *[other] { $unknown } kan ikke sammenlignes
}, { $missing ->
    [one] 1 linje er ikke faktureret
   *[other] { $missing } linjer er ikke faktureret
}; bestridt { $contested }
cli-key-made = { $file } rummer en ny nøgle. Den kan vise, hvem et pseudonym tilhører: Gem den, hvor kun de, der må vide det, kan læse den. Gem også en kopi: Uden nøglen får den samme person et andet pseudonym.
cli-map-of = Kolonneoversigt til { $file }; den læses med --map.
cli-map-guesses = Det, der står efter et #, er et gæt eller et sted, der skal udfyldes: Kontrollér det, og fjern #.
cli-map-dates = dates = "dmy", hvis dagen står først i datoer, der er tekst
cli-map-columns = kolonne i sagsfilen = overskrift i filen
cli-map-not-read = læses ikke: { $heading }
cli-map-constants = kolonne = værdi for alle rækker, til kolonner, filen mangler
cli-map-values = ord i filen = værdi i sagsfilen
cli-template-sheet = Sager
cli-template-lists = Lister
cli-template-prices = Prisliste
cli-template-guide = Vejledning
cli-template-choose-service = Vælg en ydelse på listen, eller skriv dens id, som det står på arket Prisliste.
cli-template-choose-payer = Vælg kommunen på listen, eller skriv dens navn (Aarhus) eller kode (751).
cli-template-choose-word = Skriv et af ordene { $words }.
cli-template-day = Skriv en dato, fx 31-12-2023.
cli-template-last-day = Skriv en dato, fx 31-12-2023. Lad feltet stå tomt, mens ydelsen løber.
cli-template-number = Skriv et tal fra 0 til { $most }, fx 12,5: uden enhed og uden punktum mellem tusinder.
cli-template-whole = Skriv et helt tal fra 0 til { $most }.
cli-template-group-required = Skal udfyldes
cli-template-group-service = Udfyldes, hvor det passer
cli-template-group-refund = Egenbetaling og refusion
cli-template-group-invoice = Tilsagn, orientering og faktura
cli-template-price-id = Ydelse (id)
cli-template-price-name = Navn
cli-template-price-provider = Leverandør
cli-template-price-unit = Enhed
cli-template-price-price = Pris i kr. ekskl. moms
cli-template-price-from = Gælder fra
cli-template-price-to = Gælder til
cli-template-price-remark = Bemærkning
cli-template-price-day = Et døgn i en del af en måned koster { $price } kr.
cli-template-price-assumed = En dato er forudsat: Kilden angiver den ikke.
cli-template-guide-title = Sådan bruges skabelonen
cli-template-guide-1 = Skriv en række på arket { $sheet } for hver periode, en borger har en ydelse. Gule kolonner skal udfyldes; de andre kan stå tomme.
cli-template-guide-2 = Skriv aldrig et CPR-nummer. I { $citizen } står kommunens eget pseudonym, fx et løbenummer: det samme i alle borgerens sager.
cli-template-guide-3 = Lad { $last-day } stå tom, mens ydelsen løber. Skriv i stedet ved beregningen, til hvilken dag der skal regnes: --until 2024-03-31.
cli-template-guide-4 = Ydelsen er et id fra arket { $prices }. En pris skrives kun, hvor prisen er aftalt; så skal både pris og enhed udfyldes.
cli-template-guide-5 = Gem filen som projektmappe (.xlsx), fx sager.xlsx. Hold markøren over en overskrift for at se, hvad kolonnen betyder.
cli-template-guide-6 = Beregn på kommandolinjen: takst --lang da report sager.xlsx -o rapport.html --until 2024-03-31. Åbn derefter rapport.html.
cli-template-guide-colours = Farver på overskrifterne
cli-template-guide-column = Kolonne
cli-template-guide-required = Skal udfyldes
cli-template-guide-says = Hvad der skal stå
cli-template-guide-example = Eksempel på en værdi
cli-template-guide-yes = ja
cli-template-on-terminal = Projektmappen skal i en fil: takst template -o skabelon.xlsx
cli-template-exists = { $file } findes allerede og er ikke ændret. Vælg et andet navn.
cli-more-findings = { $findings ->
    [one] … og 1 bemærkning mere
   *[other] … og { $findings } bemærkninger mere
}
cli-number = { $n }
cli-place = { $case }, række { $row }
cli-place-case = { $case }
cli-findings-by-code = Bemærkninger efter art
cli-sums-no-findings = Der er ikke søgt efter bemærkninger: En Parquet-fil læses kolonne for kolonne. Med --report FIL findes de.
cli-compare-no-findings = Der er ikke søgt efter bemærkninger: En Parquet-fil læses kolonne for kolonne. takst price finder dem.
cli-compare-findings = { $label } ({ $code }): { $before } før, { $after } efter.
cli-by-code = Fejl og bemærkninger efter art
cli-by-code-code = Art
cli-by-code-number = Antal
cli-by-code-places = De første steder
cli-by-code-report = --report FIL skriver hver fejl og bemærkning med sted, værdi og rettelse.

## Forkerte ord på kommandolinjen
cli-usage-unknown-option = Kommandoen har ikke valget »{ $word }«.
cli-usage-unknown-command = Der er ingen kommando »{ $word }«.
cli-usage-extra = »{ $word }« er et argument for meget.
cli-usage-no-command = Der mangler en kommando.
cli-usage-missing = Der mangler: { $what }.
cli-usage-conflict = { $option } kan ikke bruges sammen med { $others }.
cli-usage-repeated = { $option } må kun angives én gang.
cli-usage-value = { $option }: »{ $value }« kan ikke bruges.
cli-usage-no-value = { $option } mangler en værdi.
cli-usage-more-values = { $option }: »{ $value }« er en værdi for meget.
cli-usage-utf8 = Et argument er ikke i UTF-8.
cli-usage-near = Mente du { $near }?
cli-usage-one-of = Skriv et af: { $words }.
cli-usage-hint = Brug: { $usage }
    Hjælp: { $command } --help
cli-right-day = Skriv datoen som ÅÅÅÅ-MM-DD, fra 1900-01-01 til 2199-12-31.
cli-right-this-day = Skriv datoen som { $day }.
cli-right-first-of-month = Linjer vises for hele måneder. Skriv { $day }.
cli-right-month = Skriv måneden som ÅÅÅÅ-MM.
cli-right-this-month = Skriv måneden som { $month }.
cli-right-quarter = Skriv kvartalet som ÅÅÅÅ-Q1, -Q2, -Q3 eller -Q4.
cli-right-year = Skriv et årstal fra 1900 til 2199.
cli-right-percent = Skriv procenten med højst to decimaler, for eksempel 3,5.
cli-right-municipality = Skriv kommunens kode, 101 til 860, eller dens navn.
cli-right-this-municipality = Skriv kommunens kode, 101 til 860, eller dens navn. Mente du { $near }?
cli-right-lang = Skriv da eller en.

## Testeksempler
cli-conformance-written = { $vectors ->
    [one] 1 testeksempel er skrevet.
   *[other] { $vectors } testeksempler er skrevet.
}
cli-conformance-none = Intet testeksempel har et id, der indeholder »{ $only }«. --list viser dem alle.
cli-conformance-failed = IKKE BESTÅET { $id }: { $title }
cli-conformance-why = begrundelse: { $why }
cli-conformance-rules = regler: { $rules }
cli-conformance-source = kilde: { $source }
cli-conformance-without-report = { $vectors ->
    [one] 1 uden rapportfil: Fejl og bemærkninger er ikke sammenlignet.
   *[other] { $vectors } uden rapportfil: Fejl og bemærkninger er ikke sammenlignet.
}
cli-conformance-version = Testeksempler af version { $version }
cli-conformance-sum = { $passed } bestået, { $failed } ikke bestået
cli-conformance-stopped = programmet blev standset efter { $seconds } sekunder
cli-conformance-ended = programmet sluttede med { $status }
cli-conformance-ended-saying = programmet sluttede med { $status }; den sidste linje fra det: { $last }
cli-conformance-stdout = linje { $line } på stdout: { $error }
cli-conformance-place = sag { $case }, række { $row }, linje { $line } af { $lines }
cli-conformance-line = { $place }
    {"    "}forventet { $expected }
    {"    "}fik       { $got }
cli-conformance-no-line = ingen linje
cli-conformance-field = { $column }: forventet { $expected }, fik { $got }
cli-conformance-problem-missing = rapporten mangler { $problem }
cli-conformance-problem-added = rapporten har uventet { $problem }
cli-conformance-no-header = filen er tom og har ingen overskrift
cli-conformance-no-column = der er ingen kolonne { $column }
cli-conformance-step = trin { $step }
cli-conformance-step-plan = { $step }, planen
cli-conformance-exit = { $step }: forventet slutkode { $expected }, fik { $got }
cli-conformance-row = række { $row }: { $difference }
cli-conformance-row-missing = forventet { $row }, fik ingen række
cli-conformance-row-added = forventet ingen række, fik { $row }

## Afbrudt med Ctrl-C
cli-interrupted = Kommandoen blev afbrudt. Det, den har skrevet, er ikke hele resultatet. Et register er enten uændret eller skrevet helt: Den samme kommando kan køres igen.
cli-interrupted-report = Kommandoen blev afbrudt. Rapporten er ikke hel.
cli-interrupted-rows = Kommandoen blev afbrudt. Rækkerne ovenfor er ikke hele resultatet.
cli-list-sheet = Prisliste
cli-list-choose = Vælg en værdi på listen.
cli-list-template-on-terminal = Projektmappen skal i en fil: takst catalogue template > prisliste.xlsx
cli-list-setting = { $service }: En dag afhænger af regelvalget { $setting }. Prislisten har dagen efter regelvalgets standard.
cli-list-appropriations = { $provider }: { $count ->
    [one] 1 bevilling er
   *[other] { $count } bevillinger er
} ikke med i prislisten; den rummer kun priser.
cli-list-nothing = { $rows ->
    [one] 1 række er afvist, og
   *[other] { $rows } rækker er afvist, og
} intet er skrevet. Ret prislisten, og prøv igen; med --skip-refused skrives de øvrige rækker.
cli-list-nothing-left = Ingen række kan bruges, og intet er skrevet.
cli-list-standing = { $file } findes i forvejen, og intet er skrevet. Med --replace skrives den forfra og rummer så kun det, prislisten rummer. De priser, den har nu, skrives som prisliste med takst catalogue export --catalogue { $dir }.
cli-list-more = Og { $lines ->
    [one] 1 linje
   *[other] { $lines } linjer
} mere af samme slags.
cli-list-made = { $ids ->
    [one] 1 id er dannet
   *[other] { $ids } id'er er dannet
} af navne; det første er { $id } af »{ $name }«. Det er id'erne, sagsfilen skal bruge.
cli-list-replaces = { $provider }: Med mappen erstattes den indbyggede leverandør af samme id helt.
cli-list-skipped = { $rows ->
    [one] 1 række er afvist
   *[other] { $rows } rækker er afvist
} og ikke med i det, der er skrevet.
cli-list-done = { $prices ->
    [one] 1 pris
   *[other] { $prices } priser
} på { $services ->
    [one] 1 ydelse
   *[other] { $services } ydelser
} hos { $providers ->
    [one] 1 leverandør
   *[other] { $providers } leverandører
} er skrevet i { $dir }. Brug dem med --catalogue { $dir }.
