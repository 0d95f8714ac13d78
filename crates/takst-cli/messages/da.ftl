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
cli-unit-hour = { $n ->
    [one] time
   *[other] timer
}
cli-unit-day = { $n ->
    [one] døgn
   *[other] døgn
}
cli-unit-week = { $n ->
    [one] uge
   *[other] uger
}
cli-unit-month = { $n ->
    [one] måned
   *[other] måneder
}
cli-unit-course = { $n ->
    [one] forløb
   *[other] forløb
}
cli-no-lines = Ingen linjer.
cli-no-lines-in-period = Ingen linjer i perioden.
cli-legend = Noter
cli-legend-undetermined = Det er uafklaret, om der er ret til statsrefusion. Der er ikke hjemtaget noget; i alt { $amount } står på spil.
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
    [one] 1 linje for ophold hviler
   *[other] { $lines } linjer for ophold hviler
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

## Filer
cli-cannot-read = { $file } kan ikke læses: { $error }
cli-cannot-write = { $file } kan ikke skrives: { $error }
cli-no-days = --from { $from } ligger efter --until { $until }: Der er ingen dage at beregne.
cli-report-is-input = { $file }: --report ville skrive hen over en fil, som kommandoen læser. Intet er skrevet. Giv rapporten et andet navn.
cli-parquet-on-terminal = --format parquet er ikke til at læse på en skærm. Send det til en fil (takst price … --format parquet > linjer.parquet) eller til et andet program.
cli-utf16 = { $file }, linje { $line }: Filen er ikke i UTF-8, men i UTF-16. Gem den som »CSV UTF-8«.
cli-not-utf8 = { $file }, linje { $line }: Filen er ikke i UTF-8. Gem den som »CSV UTF-8«.
cli-no-rows = { $file }: Filen har ingen rækker.
cli-missing-columns = { $file }: Der mangler kolonner, som skal være der: { $columns }.
cli-near-column = { $column } (filen har »{ $near }«; navnet skal skrives præcis { $column })
cli-duplicate-column = { $file }: Kolonnen { $column } er der to gange, som nummer { $first } og nummer { $second }. Behold den ene.
cli-header-quote = { $file }: Et anførselstegn i overskriften er ikke lukket.
cli-header-too-long = { $file }: Den første linje er længere end en megabyte. Det er ikke en sagsfil.
cli-own-output = { $file }: Filen har kolonnen { $column }: Den indeholder linjer, som takst har beregnet, og er ikke en sagsfil. Intet er beregnet. Beregn den sagsfil, som linjerne er lavet af.
cli-json-array = { $file }: Filen er én JSON-liste. Skriv ét JSON-objekt pr. linje uden kantede parenteser og kommaer omkring.
cli-not-json-lines = { $file }: Den første linje er overskriften i en CSV-fil og ikke et JSON-objekt. Giv filen et navn, der ender på .csv.
cli-is-parquet = { $file }: filen er en Parquet-fil. Giv den et navn, der ender på .parquet, eller tilføj --input parquet.
cli-not-parquet = { $file }: filen er ikke en Parquet-fil, eller den er beskadiget: { $error }
cli-float-column = { $file }: kolonnen { $column } har flydende kommatal ({ $type }), som ikke er nøjagtige. Skriv den som decimaltal, hele tal eller tekst.
cli-wrong-type = { $file }: kolonnen { $column } har typen { $type }, som ikke kan rumme det, kolonnen siger. Dage er datoer, tidspunkter uden tidszone eller tekst ÅÅÅÅ-MM-DD; beløb og timer er decimaltal, hele tal eller tekst; sagsnumre, andre referencer og betaler er tekst eller hele tal; decided_before_discharge og discharged_to_107 er en sandhedsværdi eller tekst; alt andet er tekst.
cli-sums-too-large = { $file }: Beløbene for de første { $cases } sager er tilsammen mere end 92 billiarder kroner. Del filen.
cli-too-many-rows = { $file }: Filen har mere end { $rows } rækker. Del den, eller sortér den efter borger og brug --grouped.
cli-citizen-came-back = { $file }, række { $row }: Borgeren »{ $id }« er allerede beregnet længere oppe. Sortér filen efter borger, eller udelad --grouped. Det, der allerede er skrevet, er ikke hele resultatet.
cli-case-came-back = { $file }, række { $row }: Sagen »{ $id }« er allerede beregnet længere oppe. Sortér filen efter borger og sag, eller udelad --grouped. Det, der allerede er skrevet, er ikke hele resultatet.
cli-no-such-case = { $file } har ingen sag »{ $case }«.

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
cli-ledger-cut-off = Ingen post har den angivne hash. Der er fjernet poster til sidst i registret, eller den angivne hash hører til et andet register.
cli-ledger-broken = Registret er ikke i orden: { $what }. Udsted ikke noget ud fra denne fil. Brug den seneste kopi, der er i orden.
cli-ledger-broken-record = Registret er ikke i orden. Post { $record }: { $what }. Udsted ikke noget ud fra denne fil. Brug den seneste kopi, der er i orden.
cli-ledger-fault-damaged = filen er beskadiget ({ $what })
cli-ledger-fault-schema = tabellerne er ændret ({ $what } er ikke som i et nyt register)
cli-ledger-fault-start = det fremgår ikke, hvilken måned registret begynder med
cli-ledger-fault-party = en sælger eller en køber er ikke, som den blev skrevet
cli-ledger-fault-missing = posten mangler
cli-ledger-fault-changed = posten er ikke, som den blev skrevet, eller en post før den er fjernet
cli-ledger-fault-content-missing = postens indhold mangler og er ikke udløbet
cli-ledger-fault-content-changed = postens indhold er ikke, som det blev skrevet
cli-ledger-fault-no-record = en række i tabellen { $what } hører ikke til nogen post
cli-ledger-fault-number-gap = dokumentets nummer følger ikke efter det forrige
cli-ledger-fault-taken-back-twice = to kreditnotaer krediterer den samme faktura
cli-ledger-fault-unreadable = posten kan ikke læses ({ $what })
cli-ledger-expired = Indholdet før { $year } er slettet: { $documents ->
    [one] 1 dokument
   *[other] { $documents } dokumenter
}, { $claims ->
    [one] 1 refusionsopgørelse
   *[other] { $claims } refusionsopgørelser
}. Numre, datoer og beløb er bevaret.
cli-ledger-exists = { $file }: der findes allerede en fil med det navn. Intet er skrevet.
cli-ledger-unusable = { $file } kan ikke bruges som dokumentregister: { $reason }
cli-ledger-none = { $file } er ikke et dokumentregister fra takst.
cli-ledger-empty = { $file } er tom: Der er ikke oprettet et register i filen, eller oprettelsen blev afbrudt. takst ledger init opretter et.
cli-ledger-full = Der er ikke mere plads på disken med registret. Intet er skrevet. Skaf plads, og kør den samme kommando igen.
cli-ledger-read-only = Der kan ikke skrives i registret: Filen, mappen eller disken er skrivebeskyttet. Kommandoen skal have lov til at skrive i filen og til at oprette en fil ved siden af den. Intet er skrevet.
cli-ledger-not-rewritten = Rester af det slettede kan stadig ligge i filen: Der er ikke plads på disken til en kopi af registret, eller en anden kommando læser det. Kør den samme kommando igen senere.
cli-ledger-newer = { $file } er skrevet af en nyere udgave af takst (tabellerne har version { $found }, dette program kender versioner til og med { $known }). Brug en nyere takst.
cli-ledger-busy = ledger.busy: en anden kommando har brugt registret i 30 sekunder. Prøv igen, når den er færdig. Intet er skrevet.
cli-ledger-date-backwards = ledger.date-backwards: { $date } ligger før { $latest }, som er datoen for det seneste dokument fra { $provider }. Intet er skrevet.
cli-ledger-too-recent = --before { $year }: indholdet for de seneste fem hele år bevares. Det seneste år, der kan angives, er { $latest }. Intet er slettet.
cli-ledger-failed = Registret kan ikke læses eller skrives: { $error }. Intet er skrevet.

## Fakturaer og rettelser
cli-date-ahead = ledger.date-ahead: { $date } ligger efter i dag, { $today }. Intet er skrevet.
cli-action-issue = Udstedes
cli-action-credit = Krediteres
cli-action-held = Holdt tilbage
cli-action-differs = Afviger
cli-action-refused = Afvist
cli-action-absent = Mangler
cli-action-closed = Lukket
cli-kind-invoice = Faktura
cli-kind-credit-note = Kreditnota
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
}. Ikke udstedt: { $held ->
    [one] 1 måned holdt tilbage
   *[other] { $held } måneder holdt tilbage
}, { $differs ->
    [one] 1 måned afviger
   *[other] { $differs } måneder afviger
}, { $refused ->
    [one] 1 sag afvist
   *[other] { $refused } sager afvist
}, { $absent ->
    [one] 1 sag mangler i filen
   *[other] { $absent } sager mangler i filen
}, { $closed ->
    [one] 1 lukket måned afviger
   *[other] { $closed } lukkede måneder afviger
}.
cli-counts-planned = Skal udstedes: { $issue ->
    [one] 1 faktura
   *[other] { $issue } fakturaer
}, { $credit ->
    [one] 1 kreditnota
   *[other] { $credit } kreditnotaer
}. Udstedes ikke: { $held ->
    [one] 1 måned holdt tilbage
   *[other] { $held } måneder holdt tilbage
}, { $differs ->
    [one] 1 måned afviger
   *[other] { $differs } måneder afviger
}, { $refused ->
    [one] 1 sag afvist
   *[other] { $refused } sager afvist
}, { $absent ->
    [one] 1 sag mangler i filen
   *[other] { $absent } sager mangler i filen
}, { $closed ->
    [one] 1 lukket måned afviger
   *[other] { $closed } lukkede måneder afviger
}. Intet er skrevet i registret.
cli-difference = Forskel
cli-difference-what = Dokument / ydelse
cli-difference-when = Årsag / dage
cli-difference-amount = Mængde × pris
cli-note-has-cpr = --note »{ $note }«: teksten indeholder noget, der ligner et CPR-nummer, og et CPR-nummer må ikke stå på et dokument. Intet er skrevet.
cli-not-standing = reissue.not-standing: »{ $number }« er ikke nummeret på en faktura, der står, og hvis indhold er bevaret. Intet er planlagt.
cli-plan-is-input = { $file }: { $option } ville overskrive en fil, som kommandoen læser eller skriver. Intet er skrevet. Giv planen et andet navn.
cli-plan-saved = Planen er gemt i { $file }. takst correct --plan { $file } udfører den.
cli-plan-done = Planen er allerede udført. Intet udstedes.
cli-no-plan = { $file } er ikke en plan fra takst correct, eller den er ændret: { $error }
cli-plan-newer = { $file } er en plan fra en nyere udgave af takst (form { $version }). Brug en nyere takst.
cli-plan-document = { $kind }, sag { $case }, { $provider }, { $payer }, { $month }, { $net }
cli-plan-other = plan.changed: dokumentet bliver et andet end planlagt ({ $document }): { $parts }. Intet er skrevet. Lav en ny plan.
cli-plan-instead = plan.changed: i stedet for det planlagte dokument ({ $planned }) kommer et andet ({ $now }). Intet er skrevet. Lav en ny plan.
cli-plan-gone = plan.changed: et planlagt dokument skal ikke længere udstedes ({ $document }). Intet er skrevet. Lav en ny plan.
cli-plan-added = plan.changed: et dokument, der skal udstedes, er ikke med i planen ({ $document }). Intet er skrevet. Lav en ny plan.
cli-plan-part-lines = linjerne
cli-plan-part-references = referencerne
cli-plan-part-reasons = årsagerne
cli-plan-part-refers-to = den faktura, der henvises til
cli-plan-inputs = Ændret, siden planen blev lavet: { $inputs }.
cli-plan-input-cases = sagsfilen
cli-plan-input-parties = filen med parter
cli-plan-input-catalogue = takstkataloget
cli-plan-input-policy = politikfilen
cli-plan-input-ledger = registret

## Dokumenter fra et tidligere system
cli-import-done = { $added ->
    [one] 1 dokument er
   *[other] { $added } dokumenter er
} overtaget, { $known ->
    [one] 1 fandtes
   *[other] { $known } fandtes
} i forvejen.
cli-import-refused = import.refused: { $file }: intet er overtaget på grund af { $faults ->
    [one] 1 fejl
   *[other] { $faults } fejl
}. Intet er skrevet.
cli-import-document = Række { $row }, { $number }: { $why }
cli-import-our-series = nummeret hører til en sælgers egen nummerserie fra det første nummer. Giv sælgeren en anden serie eller et højere first_number.
cli-import-other-content = registret har dette nummer med andet indhold.
cli-import-contradicts = rækker med dette nummer modsiger hinanden: alt undtagen linjen skal være ens.
cli-import-second-invoice = en anden faktura for sagen, leverandøren, betaleren og måneden står. En måned har én faktura, der står.
cli-import-takes-nothing-back = kreditnotaen tager ikke en overtaget faktura tilbage i sin helhed og kun én gang. refers_to er fakturaens nummer, og linjerne er de samme.
cli-import-refers-to-nothing = refers_to er hverken et dokument i registret eller et længere oppe i filen.
cli-import-cell = Række { $row }, { $number }, kolonnen { $column }: »{ $value }« kan ikke bruges. { $right }
cli-rows-column = { $file }: kolonnen »{ $column }« kendes ikke. Måske menes: { $known }.
cli-rows-column-twice = { $file }: kolonnen { $column } findes to gange. Behold den ene.
cli-rows-cells = { $file }, række { $row }: den har { $found } celler, og overskriften har { $expected }.
cli-rows-not-json = { $file }, række { $row }: det er ikke et JSON-objekt med tekster som værdier, sådan som en eksport skriver dem.
cli-import-nothing-written = Intet er skrevet.

## Refusionsopgørelser
cli-claim-quarter-backwards = claim.quarter-backwards: { $latest } er allerede opgjort, og { $quarter } ligger før. Det, der er ændret i { $quarter }, kommer med i den næste opgørelse. Intet er skrevet.
cli-claim-quarter-ahead = claim.quarter-ahead: { $quarter } er ikke forbi den { $date }. Intet er skrevet.
cli-claim-heading = Refusionsopgørelse { $claim }: { $payer }, { $quarter }
cli-claim-final = Årsopgørelse { $year }: { $payer }
cli-claim-no-rows = Der er intet at hjemtage eller rette siden sidst.
cli-claim-many-rows = Opgørelsen har { $rows ->
    [one] 1 række
   *[other] { $rows } rækker
}. --format csv giver dem alle.
cli-claim-sums = Sammentælling
cli-claim-rows = Rækker
cli-claim-at-stake = På spil: uafklaret refusion, som ikke er hjemtaget
cli-claim-days = Forbrugte refusionsdage
cli-claim-left = Ikke rørt: det, der er hjemtaget tidligere, bliver stående
cli-claim-assumed = Antagelser: den refusion, der hviler på hver af dem
cli-claim-year = År
cli-claim-account = Konto
cli-claim-rule = Regel
cli-claim-kind = Art
cli-claim-net = Netto
cli-claim-own = Egenbet.
cli-claim-refund = Refusion
cli-claim-stake = På spil
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
}, refusion { $refund }. { $left ->
    [one] 1 sag eller række er ikke rørt
   *[other] { $left } sager og rækker er ikke rørt
}; hjemtaget for dem hidtil: { $claimed }
cli-claim-dry = Intet er gemt. Opgørelsen ville have { $rows ->
    [one] 1 række
   *[other] { $rows } rækker
}, refusion { $refund }. { $left ->
    [one] 1 sag eller række er ikke rørt
   *[other] { $left } sager og rækker er ikke rørt
}; hjemtaget for dem hidtil: { $claimed }
cli-claim-nothing = Intet er ændret siden den seneste opgørelse, og intet er gemt. { $left ->
    [one] 1 sag eller række er ikke rørt
   *[other] { $left } sager og rækker er ikke rørt
}; hjemtaget for dem hidtil: { $claimed }
cli-claim-file-unread = --final: sagsfilen læses ikke. Årsopgørelsen er det, der står i registret.

## Dokumenter
cli-documents-written = { $documents ->
    [one] 1 dokument
   *[other] { $documents } dokumenter
} skrevet.
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
cli-verify-title = Kontrol af fakturaer
cli-verify-until = Sager til og med
cli-verify-disputed = Afvigelser
cli-verify-unknown = Kan ikke sammenlignes
cli-verify-unknown-note = Linjer, hvor sælger, sag, dage eller ydelse ikke er fundet.
cli-verify-not-billed = Ikke faktureret
cli-verify-not-billed-note = Linjer, der burde være faktureret, og hvor mindst én dag ikke er det. Beløbet er for hele linjen.
cli-verify-agreed = Stemmer
cli-verify-sums = Sammentælling
cli-verify-sums-note = Kroner uden moms og antal rækker.
cli-verify-invoice = Faktura
cli-verify-case = Sag, dage
cli-verify-service = Ydelse, betaler
cli-verify-verdict = Vurdering
cli-verify-billed = Faktureret
cli-verify-expected = Beregnet
cli-verify-difference = Forskel
cli-verify-seller = Sælger
cli-verify-line = linje { $line }
cli-verify-vat = moms { $vat }
cli-verify-some-differ = Noget af det fakturerede afviger eller kan ikke sammenlignes.
cli-verify-all-agree = Alt det fakturerede stemmer.
cli-verify-catalogue = Takstkatalog, SHA-256
cli-verify-policy = Policy, SHA-256
cli-verify-version = Program
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
}
cli-verify-cell = { $file }: række { $row }, { $column } = "{ $value }": { $expected }
cli-verify-present = skal være udfyldt
cli-verify-day = en dato skrives ÅÅÅÅ-MM-DD
cli-verify-this-day = en dato skrives ÅÅÅÅ-MM-DD: { $day }
cli-verify-later-day = ligger før den første dag
cli-verify-number = et tal med højst { $decimals } decimaler, uden tusindtalsskilletegn
cli-verify-word = et af ordene { $words }
cli-verify-municipality = en kommunes kode eller navn
