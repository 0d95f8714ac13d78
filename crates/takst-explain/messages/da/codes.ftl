# En kort betegnelse for hver kode, og en sætning for hver forudsætning.

code-tariff-none = Ingen takst for dagen
code-tariff-ended = Taksten er udløbet
code-tariff-ambiguous = To takstversioner for samme dag
code-price-agreed-missing = Aftalt pris mangler
code-price-not-agreed = Aftalt pris på en ydelse med fast takst
code-price-over-included-hours = Flere timer end taksten omfatter
code-case-overlap = Overlappende dage
code-case-conflict = Modstridende rækker
code-case-hours-missing = Timer mangler
code-case-hours-undated = Timer uden entydig måned, takst eller refusion
code-case-dates-reversed = Sidste dag før første dag
code-case-open-end = Slutdato mangler
code-case-cpr-number = Ligner et CPR-nummer
code-value-missing = Værdi mangler
code-value-invalid = Ulæselig værdi
code-value-range = Værdi uden for det tilladte
code-value-precision = For mange decimaler
code-service-unknown = Ukendt ydelse
code-own-payment-unit = Egenbetaling på en pris, der ikke er pr. døgn eller måned
code-own-payment-exceeds-price = Egenbetaling højere end prisen
code-record-malformed = Ulæselig linje
code-column-unknown = Ukendt kolonne
code-commitment-missing = Betalingstilsagn mangler
code-commitment-late = Betalingstilsagn givet for sent
code-course-too-long = Forløbet er for langt
code-course-too-short = Forløbet er for kort
code-course-not-charged = Intet af forløbet betales
code-course-not-after-stay = Ikke i forlængelse af et ophold
code-hours-differ = Timetal afviger fra det offentliggjorte
code-capacity-exceeded = Flere borgere end pladser
code-notice-late = Orientering givet for sent
code-service-included = Indeholdt i opholdets takst
code-service-free = Gratis ydelse
code-refund-undetermined = Statsrefusion uafklaret
code-refund-citizen-incomplete = Statsrefusion uafklaret: anden sag afvist
code-case-billed-elsewhere = Dage også beregnet i en anden sag
code-own-payment-differs = Egenbetaling afviger fra lovens beløb
code-stay-overlaps = Opholdet slutter efter forløbets begyndelse
code-payer-unknown = Ukendt kommune

code-assumed-roll-out-date = Datoen for de to niveauer i foråret 2023
code-assumed-tariff-start = Første dag med 545 kr.
code-assumed-day-count = Om både første og sidste dag betales
code-assumed-started-week = Om en uge, som forløbets slutning afbryder, betales
code-assumed-included-hours = Timer, som ugetaksten omfatter
code-assumed-tariff-validity = Prisbladets gyldighed
code-assumed-act-replaced = Den citerede lov er afløst
code-assumed-vat-exempt = Moms på hjælp efter serviceloven
code-assumed-vat-standard = Moms på aftalt pris
code-assumed-window-reset = Hvornår en ny refusionsperiode begynder
code-assumed-window-2026 = Loftet fra 1. april 2026 i en periode, der er begyndt før
code-assumed-window-resident = Refusionsperiode for indskrevne den 1. oktober 2023
code-assumed-history-complete = Refusionsdøgn brugt uden for sagsfilen
code-assumed-own-payment-none = Egenbetalingen er ikke oplyst
code-assumed-aftercare-refund = Refusion af efterforsorg til og med 30. september 2023
code-assumed-aftercare-uses-no-days = Om efterforsorg bruger refusionsdøgn
code-assumed-cti-gap = Kort mellemrum regnes som udflytning
code-assumed-first-discharge = Dagen for første udskrivning
code-assumed-not-discharged-to-107 = Om støtten blev besluttet i et § 107-tilbud
code-assumed-109-uncapped = Om loftet over refusionsdøgn gælder § 109
code-assumed-aftercare-after = Refusion af efterforsorg fra 1. oktober 2023
code-assumed-discharged-before = Refusion af støtte efter første udskrivning før 1. oktober 2023

code-ledger-busy = Registret er i brug
code-ledger-date-backwards = Udstedelsesdato før seneste dokument
code-ledger-date-ahead = Udstedelsesdato i fremtiden
code-import-refused = Import afvist
code-plan-changed = Planen er ændret
code-reissue-not-standing = Fakturaen er krediteret eller findes ikke
code-claim-quarter-backwards = Et senere kvartal er allerede hjemtaget
code-claim-quarter-ahead = Kvartalet er ikke slut
code-invoiced-differs = Faktureret beløb afviger
code-invoice-held = Faktura holdt tilbage
code-party-missing = Sælger, køber eller en krævet reference mangler
code-invoice-billed-elsewhere = De samme dage findes i en anden sag
code-reference-conflict = Modstridende referencer
code-seller-changed = Sælger har fået andet CVR-nummer
code-series-taken = Nummerserien er optaget
code-file-unreadable = Linje uden læselig sag
code-seller-not-registered = Sælger er ikke momsregistreret

code-correction-withdrawn = Der skal ikke faktureres
code-correction-payer = Betalingskommunen er ændret
code-correction-service = Ydelsen er ændret
code-correction-period = Dagene eller timerne er ændret
code-correction-price = Prisen er ændret
code-correction-vat = Momsen er ændret
code-correction-amount = Beløbet er ændret
code-correction-references = Udstedt igen med andre referencer

code-verify-agrees = Stemmer
code-verify-described-differently = Beskrevet anderledes, beløbet stemmer
code-verify-price = Anden pris
code-verify-quantity = Andet antal
code-verify-period = Dage uden for sagen
code-verify-service = Anden ydelse
code-verify-payer = Anden betalingskommune
code-verify-vat = Anden moms
code-verify-sum = Fakturaens egne summer stemmer ikke
code-verify-billed-twice = Faktureret mere end én gang
code-verify-commitment = Betalingstilsagn mangler
code-verify-case-refused = Egen sag er afvist
code-verify-amount = Andet beløb
code-verify-seller-unknown = Ukendt sælger
code-verify-case-unknown = Ukendt sag
code-verify-case-ambiguous = Flere mulige sager
code-verify-service-unknown = Ukendt ydelse
code-verify-service-inferred = Ydelse udledt af sagen
code-verify-days-unknown = Ukendte dage
code-verify-days-from-text = Dage læst i en tekst
code-verify-credit-unknown = Ukendt krediteret faktura
code-verify-not-billed = Ikke faktureret

## Forudsætninger: hvad der er åbent, og hvad der er regnet med.

assumed-roll-out-date = Mandecentret har oplyst, at de to niveauer indføres »i foråret 2023«, men ikke hvilken dag. Der er regnet med { $roll-out-date } som første dag.
assumed-tariff-start = Kilden siger, hvor længe dagstaksten på 545 kr. gælder, men ikke fra hvornår. Der er regnet med { $mandecentret-545-from } som første dag.
assumed-day-count = Det er ikke oplyst, om både forløbets første og sidste dag betales. Der er regnet med, at { $day-count }.
assumed-started-week = Det er ikke oplyst, hvordan en uge betales, når forløbet slutter midt i den. Der er regnet med, at { $started-week }.
assumed-included-hours = Ugetaksten er offentliggjort for »op til ca.« et antal timer. Der er regnet med { $included-hours }.
assumed-tariff-validity = Prisbladet har ingen gyldighedsdato. Der er regnet med, at det gælder fra { $livarehab-from } til { $livarehab-to }, medmindre takstkataloget angiver andre datoer.
assumed-act-replaced = Prisbladet henviser til en lov, der siden er afløst. Der er regnet med den offentliggjorte pris, også efter at loven er afløst.
assumed-vat-exempt = Der er ingen kilde, der afgør momsen for hjælp efter serviceloven. Der er regnet med, at den { $vat-sel }.
assumed-vat-standard = Prisbladet angiver kun ved de offentliggjorte priser, at de er ekskl. moms. Der er regnet med, at den aftalte pris { $vat-agreed }.
assumed-window-reset = Det er ikke fastslået, hvornår en ny refusionsperiode begynder. Der er regnet med, at den begynder { $window-reset }.
assumed-window-2026 = Det er ikke fastslået, hvilket loft der gælder fra 1. april 2026 i en periode, der er begyndt før. Der er regnet med { $window-2026 }.
assumed-window-resident = Det er ikke fastslået, hvornår perioden begynder for en borger, der var indskrevet den 1. oktober 2023. Der er regnet med, at den begynder { $window-resident }.
assumed-history-complete = Sagsfilen oplyser ikke, om borgeren har brugt refusionsdøgn andre steder i den samme periode. Der er regnet med, at der ikke er brugt andre døgn.
assumed-own-payment-none = Sagsfilen oplyser ingen egenbetaling for opholdet. Der er regnet med 0 kr.
assumed-aftercare-refund = Det er ikke fastslået, om efterforsorg efter servicelovens § 110 gav ret til statsrefusion til og med 30. september 2023. Der er regnet med, at udgiften { $aftercare-before-2023-10 }.
assumed-aftercare-uses-no-days = Det er ikke fastslået, om efterforsorg bruger af periodens refusionsdøgn. Der er regnet med, at den { $aftercare-uses-days }.
assumed-cti-gap = Det er ikke fastslået, hvor mange dage der højst må gå mellem ophold og forløb, hvis forløbet skal være »i forbindelse med udflytning«. Der er regnet med højst { $cti-gap } dage.
assumed-first-discharge = Sagsfilen oplyser ikke dagen for første udskrivning. Der er regnet med, at det forudgående opholds sidste dag er første udskrivning.
assumed-not-discharged-to-107 = Støtten var ikke besluttet før udskrivningen, og sagsfilen oplyser ikke, om borgeren flyttede direkte til et tilbud efter servicelovens § 107, og om støtten blev besluttet dér (§ 176 a, stk. 1, nr. 2). Der er regnet med, at det ikke er tilfældet.
assumed-109-uncapped = Det er ikke fastslået, om loftet over refusionsdøgn fra 1. oktober 2023 også gælder ophold efter servicelovens § 109. Der er regnet med, at { $shelter-cap }.
assumed-aftercare-after = Det er ikke fastslået, om efterforsorg efter servicelovens § 110 giver ret til statsrefusion fra 1. oktober 2023. Der er regnet med, at udgiften { $aftercare-after-2023-10 }.
assumed-discharged-before = Det er ikke fastslået, om støtte efter servicelovens § 85 a giver ret til statsrefusion fra 1. oktober 2023, når første udskrivning ligger før. Der er regnet med, at udgiften { $discharged-before-2023-10 }.
assumed-answer = { $question } Der er regnet med svaret: { $answer }.
assumed-undated = Kilden angiver ikke, hvilke dage prisen gælder. Der er regnet med dagene i takstkataloget.

settle-setting = Spørgsmålet afklares ved at angive { $setting } med en kilde (brev, aftale, afgørelse) i filen med regelvalg. Mulige værdier: { $allowed }.
settle-settings = Spørgsmålet afklares ved at angive { $setting } med en kilde (brev, aftale, afgørelse) i filen med regelvalg.
settle-column = Spørgsmålet afklares ved at udfylde { $column } i sagsfilen.
settle-catalogue = Spørgsmålet afklares med et nyt prisblad fra leverandøren i takstkataloget.

## Regelvalg, som en sætning siger dem.

value-day-count-both = begge dage betales
value-day-count-first-only = den sidste dag ikke betales, medmindre den også er den første
value-started-week-full = ugen betales fuldt ud
value-started-week-whole-weeks-only = ugen ikke betales
value-included-hours-as-published = det offentliggjorte timetal
value-included-hours = { $number } timer
value-open = videre (ingen slutdato)
value-exempt = er momsfritaget
value-standard = er momspligtig med den almindelige sats
value-window-reset-anniversary = 12 måneder efter, at den forrige begyndte
value-window-reset-next-admission = ved første indskrivning efter de 12 måneder
value-window-2026-cap-of-the-day = loftet på den enkelte dag (90 døgn)
value-window-2026-cap-of-window-start = loftet på den dag, perioden begyndte (120 døgn)
value-window-resident-from-2023-10-01 = den 1. oktober 2023
value-window-resident-next-admission = ved næste indskrivning
value-refunded = refunderes
value-not-refunded = ikke refunderes
value-undetermined = er uafklaret, så intet hjemtages
value-shelter-cap-none = der ikke er noget loft
value-shelter-cap-undetermined = spørgsmålet er uafklaret, så intet hjemtages
value-aftercare-uses-days-yes = bruger af døgnene
value-aftercare-uses-days-no = ikke bruger af døgnene

allowed-date = en dato, ÅÅÅÅ-MM-DD
allowed-date-or-open = en dato, ÅÅÅÅ-MM-DD, eller open
allowed-days = et helt antal dage, 0 til 3660
allowed-hours = et timetal over 0 og højst 168 eller as-published

## Spørgsmål, som filen med regelvalg besvarer, og svarene.

question-day-count = Betales både forløbets første og sidste dag?
question-started-week = Hvordan betales en uge, når forløbet slutter midt i den?
question-included-hours = Hvor mange timer omfatter en ugetakst for »op til ca.« et antal timer?
question-vat-sel = Er hjælp efter serviceloven momsfritaget eller momspligtig?
question-vat-agreed = Er en aftalt pris momsfritaget eller momspligtig, når kun de offentliggjorte priser er angivet ekskl. moms?
question-window-reset = Hvornår begynder en ny refusionsperiode?
question-window-2026 = Hvilket loft gælder fra 1. april 2026 i en refusionsperiode, der er begyndt før?
question-window-resident = Hvornår begynder refusionsperioden for en borger, der var indskrevet den 1. oktober 2023?
question-aftercare-before-2023-10 = Blev efterforsorg efter servicelovens § 110 refunderet til og med 30. september 2023?
question-aftercare-after-2023-10 = Refunderes efterforsorg efter servicelovens § 110 fra 1. oktober 2023?
question-aftercare-uses-days = Bruger efterforsorg af refusionsperiodens døgn?
question-cti-gap = Hvor mange dage må der højst gå mellem ophold og forløb, når forløbet skal være »i forbindelse med udflytning«?
question-decided-absent = Refunderes støtte efter servicelovens § 85 a, når det ikke er oplyst, om den blev besluttet før udskrivningen?
question-shelter-cap = Gælder loftet over refusionsdøgn fra 1. oktober 2023 også ophold efter servicelovens § 109?
question-discharged-before-2023-10 = Refunderes støtte efter servicelovens § 85 a fra 1. oktober 2023, når første udskrivning ligger før?
question-saturday-works = Er lørdag en arbejdsdag, når fristen for orientering beregnes?

answer-exempt = momsfritaget
answer-standard = momspligtig med den almindelige sats
answer-refunded = ja, udgiften refunderes
answer-not-refunded = nej, udgiften refunderes ikke
answer-undetermined = uafklaret, så intet hjemtages
answer-none = nej, der er intet loft
answer-both = ja, begge dage betales
answer-first-only = nej, den sidste dag betales ikke
answer-full = ugen betales fuldt ud
answer-whole-weeks-only = ugen betales ikke
answer-yes = ja
answer-no = nej
answer-open = ingen slutdato
answer-days = { $days ->
    [one] 1 dag
   *[other] { $days } dage
}
