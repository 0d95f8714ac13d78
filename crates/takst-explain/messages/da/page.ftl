# Overskrifter og rammetekst i forklaringen.

page-title = Forklaring af beløb – sag { $case }
page-heading = Forklaring af beløb
page-lead-priced = { $documents ->
        [one] 1 månedsopgørelse
       *[other] { $documents } månedsopgørelser
    } med { $lines ->
        [one] 1 fakturalinje
       *[other] { $lines } fakturalinjer
    }. Hvert beløb kan følges til mængde, pris, regel og kilde.
page-lead-nothing = Sagen giver ingen fakturalinjer i perioden.
page-lead-refused = Sagen er afvist og er ikke beregnet. { $faults ->
        [one] Én fejl skal rettes
       *[other] { $faults } fejl skal rettes
    } først.
page-alone = Beregnet uden borgerens andre sager. Refusionen af ophold efter SEL § 110 afhænger af dem alle: deres dage tæller med i samme refusionsperiode.

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
page-rests-on = Hviler på
page-total = I alt
page-total-case = I alt for sagen
page-total-caption = Samlede beløb for sagen i kr.

column-line = Linje
column-service = Ydelse
column-quantity = Mængde
column-price = Pris
column-net = Uden moms
column-vat = Moms
column-own-payment = Egenbetaling
column-refund = Statsrefusion
column-at-stake = På spil
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
page-assumptions-note = Nogle beløb hviler på spørgsmål, som kilderne lader stå åbne. Her står, hvad der er regnet med, og hvad der afklarer spørgsmålet.
page-assumption-all = Gælder alle linjer
page-assumption-many = Gælder { $count } af { $all } linjer
page-assumption-line-of = { $month } linje { $number } ({ $provider }, { $payer })
page-assumption-lines = Gælder { $lines }
page-assumption-line = { $month } linje { $number }

page-settled = Afklarede spørgsmål
page-settled-note = Policyen besvarer disse spørgsmål med en kilde. Svarene er brugt, hvor sagen berører dem.
page-unsourced = Valgte svar uden kilde
page-unsourced-note = Policyen besvarer disse spørgsmål anderledes end takst gør af sig selv, men uden en kilde. Spørgsmålene er stadig åbne.
page-answer = Svar: { $answer }
page-answer-source = Kilde: { $source }

page-sources = Kilder
page-source = Kilde { $number }
page-source-published = { $publisher }, { $date }
page-source-quote = »{ $quote }«
page-source-undated = uden dato

page-receipt = Kvittering
page-receipt-note = Samme version, takstkatalog, policy og sagsfil giver de samme beløb. Kontrolsummerne er SHA-256.
receipt-version = takst, version
receipt-catalogue = Takstkatalog
receipt-policy = Policy
receipt-input = Sagsfil
receipt-as-of = Viden pr.
receipt-as-of-latest = seneste
receipt-window = Beregnet
