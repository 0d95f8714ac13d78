# Overskrifter og rammetekst i forklaringen.

page-title = Forklaring af beløb – sag { $case }
page-heading = Forklaring af beløb
page-lead-priced = { $documents ->
        [one] 1 månedsopgørelse
       *[other] { $documents } månedsopgørelser
    } med { $lines ->
        [one] 1 fakturalinje
       *[other] { $lines } fakturalinjer
    }. Hvert beløb kan føres tilbage til mængde, pris, regel og kilde.
page-lead-nothing = Sagen giver ingen fakturalinjer i perioden.
page-lead-refused = Sagen er afvist og er ikke beregnet. { $faults ->
        [one] Én fejl skal rettes
       *[other] { $faults } fejl skal rettes
    } først.
page-alone = Beregnet uden borgerens andre sager. Refusionen af ophold efter SEL § 110 afhænger af dem alle: Deres døgn tæller med i den samme refusionsperiode.

page-case = Sag
page-citizen = Borger
page-citizen-note = { $citizen } (pseudonym)
page-payer = Betalingskommune
page-municipality = Kommune { $code }
page-municipality-named = { $name } ({ $code })
page-provider = Leverandør
page-period = Periode
page-window-all = Alle dage
page-window-from = fra { $first }
page-window-until = til og med { $last }
page-window-between = fra { $first } til og med { $last }

page-document = { $provider }, { $month }
page-document-hold = Fakturaen holdes tilbage: { $reason }.
page-lines-caption = Fakturalinjer for { $provider }, { $month }. Alle beløb i kr.
page-line = Linje { $number }: { $service }
page-line-about = { $period } · { $legal-basis } · sagsfilens række { $row }
page-line-reference = { $text } ({ $id })
page-alike = … og { $lines ->
        [one] linje { $last } har de samme trin
       *[other] { $lines } linjer mere med de samme trin: linje { $first }–{ $last }
    } ({ $period } i alt).
page-rests-on = Bygger på
page-total = I alt
page-total-case = I alt for sagen
page-total-caption = Samlede beløb for sagen i kr.

column-line = Linje
column-service = Ydelse
column-quantity = Mængde
column-price = Pris
column-net = Ekskl. moms
column-vat = Moms
column-own-payment = Egenbetaling
column-refund = Statsrefusion
column-at-stake = Uafklaret refusion
column-cost = Udgift
column-month = Måned

page-faults = Fejl, der skal rettes
page-findings = Bemærkninger
page-findings-note = Bemærkningerne ændrer ingen priser.
page-severity-error = Fejl
page-severity-warning = Advarsel
page-severity-note = Bemærkning
page-severity-assumption = Forudsætning
page-severity-condition = Betingelse

page-assumptions = Forudsætninger
page-assumptions-note = Nogle beløb bygger på spørgsmål, som kilderne lader stå åbne. Her står, hvad der er regnet med, og hvad der afklarer spørgsmålet.
page-assumption-all = Gælder alle linjer
page-assumption-many = Gælder { $count } af { $all } linjer
page-assumption-line-of = { $month } linje { $number } ({ $provider }, { $payer })
page-assumption-lines = Gælder { $lines }
page-assumption-line = { $month } linje { $number }

page-settled = Afklarede spørgsmål
page-settled-note = Regelvalget besvarer disse spørgsmål med en kilde. Svarene er brugt, hvor sagen berører dem.
page-unsourced = Regelvalg uden kilde
page-unsourced-note = Svarene afviger fra programmets standardvalg, men regelvalget angiver ingen kilde. Spørgsmålene er stadig åbne.
page-answer = Svar: { $answer }
page-answer-source = Kilde: { $source }

page-sources = Kilder
page-source = Kilde { $number }
page-source-published = { $publisher }, { $date }
page-source-quote = »{ $quote }«
page-source-undated = uden dato

page-receipt = Beregningsgrundlag
page-receipt-note = Samme programversion, takstkatalog, regelvalg og sagsfil giver de samme beløb. Kontrolsummerne er SHA-256.
receipt-version = Programversion
receipt-catalogue = Takstkatalog
receipt-policy = Regelvalg
receipt-input = Sagsfil
receipt-as-of = Takster kendt pr.
receipt-as-of-latest = alle kendte
receipt-window = Beregnet periode
