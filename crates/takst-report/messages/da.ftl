# Rapporternes egne tekster. Overskrifter for linjernes kolonner står hos forklaringerne.

## Projektmappen
report-sheet-lines = Linjer
report-sheet-totals = Summer
report-sheet-refused = Afviste sager
report-sheet-findings = Bemærkninger
report-sheet-assumptions = Forudsætninger
report-no-lines = Der er ingen linjer i perioden.
report-no-refused = Ingen sag er afvist.
report-no-findings = Der er ingen bemærkninger.
report-no-assumptions = Ingen linje bygger på en forudsætning, og regelvalget besvarer ingen spørgsmål.
report-service-id = Ydelsens id
report-payer-code = Kommunekode
report-lines = Linjer
report-total = I alt
report-of-which = heraf
report-all-payers = { $payers ->
    [one] 1 kommune
   *[other] { $payers } kommuner
}
report-severity = Art
report-place = Sted i filen
report-place-line = linje { $line }
report-place-row = række { $line }
report-place-cell = celle { $cell }
report-column = Kolonne
report-value = Værdi
report-problem = Hvad der er galt
report-remedy = Hvad der er rigtigt
report-code = Kode
report-status = Status
report-question = Spørgsmål
report-answer = Hvad der er regnet med
report-settle = Hvad der afklarer det
report-settings = Regelvalg nu
report-code-or-setting = Kode eller regelvalg
report-open = åbent
report-settled = afklaret
report-unsourced = besvaret uden kilde
report-fact = Oplysning
report-only = Kun { $what }
report-rows = Rækker i sagsfilen
report-cases = Sager
report-cases-refused = Afviste sager
report-findings = Bemærkninger

## Siden
report-title = Udgifter og statsrefusion
report-total-of-payers = I alt for { $payers ->
    [one] 1 kommune
   *[other] { $payers } kommuner
}
report-total-of-part = I alt for udsnittet
report-in-kroner = Beløb i kr. ekskl. moms
report-by-month = Måned for måned
report-by-service = Ydelse for ydelse
report-by-payer = Kommune for kommune
report-largest-case = Største sag
report-part-cost = Udgift, sikker del
report-part-stake = Uafklaret refusion (indgår i udgiften)
report-part-refund = Statsrefusion
report-part-own = Egenbetaling
report-key-note = Beløb ekskl. moms = egenbetaling + statsrefusion + udgift for kommunen. Uafklaret refusion er den del af udgiften, som staten måske refunderer. Momsen udlignes for kommunen og indgår ikke i udgiften.
report-at-stake = De største usikkerheder
report-at-stake-none = Der er ingen uafklaret refusion.
report-at-stake-assumed = Desuden er { $amount } regnet med som refusion, selv om retten ikke er fastslået (se Forudsætninger).
report-at-stake-lead = Det er uafklaret, om { $amount } kan hjemtages, fordelt på { $cases ->
    [one] 1 sag
   *[other] { $cases } sager
}.{ $shown ->
    [one] {""}
   *[other] {" "}Her er de { $shown } største.
}
report-why-open = Hvad der er uafklaret
report-capped = Refusionsdøgnene er brugt
report-capped-none = Ingen sag har brugt sine refusionsdøgn.
report-capped-lead = I { $cases ->
    [one] 1 sag
   *[other] { $cases } sager
} er refusionsperiodens døgn brugt. { $days } døgn for { $amount } refunderes derfor ikke.
report-capped-first = Fra
report-capped-net = Beløb uden refusion
report-capped-days = Døgn uden refusion
report-own-payment = Egenbetaling mangler
report-own-payment-none = Egenbetalingen er oplyst for alle ophold.
report-own-payment-no-stays = Filen har ingen ophold med egenbetaling.
report-own-payment-lead = { $cases ->
    [one] 1 sag
   *[other] { $cases } sager
} med ophold oplyser ingen egenbetaling, og { $lines ->
    [one] 1 linje
   *[other] { $lines } linjer
} er beregnet med 0 kr. Er der en egenbetaling, er udgiften og refusionen på { $refund } for høje.
report-refused = Afviste sager
report-refused-lead = { $cases ->
    [one] 1 sag er afvist og indgår
   *[other] { $cases } sager er afvist og indgår
} ikke i beløbene, før fejlene er rettet.
report-record = række { $row }
report-remarks = Bemærkninger – bør kontrolleres
report-remark = Bemærkning
report-of-file = Filen
report-more-remarks = Listen viser de { $rows } første af { $all }. takst price FIL --format xlsx viser alle.
report-settled-by-letter = Afklares med et brev, en aftale eller en afgørelse.
report-settled-by-column = Afklares ved at udfylde »{ $column }« i sagsfilen.
report-unfiltered = Dette afsnit gælder hele sagsfilen, ikke kun det valgte udsnit.
report-refused-count = { $cases ->
    [one] 1 sag
   *[other] { $cases } sager
}, { $faults ->
    [one] 1 fejl
   *[other] { $faults } fejl
}
report-first-places = De første { $places } steder
report-no-case-id = (uden sagsnummer)
report-more-rows = Listen viser de { $rows } største af { $all }. takst price FIL --format xlsx viser alle.
report-nothing-left = Ingen i det valgte udsnit.
report-cases-of = { $cases } i alt, heraf { $refused } afvist
report-alert = OBS: { $refused } af { $cases ->
    [one] 1 sag
   *[other] { $cases } sager
} er ikke med i tallene.
report-alert-see = Se Afviste sager.
report-alert-payer = OBS: { $refused } af { $cases ->
    [one] 1 sag
   *[other] { $cases } sager
} for { $payer } er ikke med i tallene.
report-alert-unread = I { $cases ->
    [one] 1 afvist sag
   *[other] { $cases } afviste sager
} kan kommunen ikke læses.
report-payer-refused = { $payer } har ingen beregnede sager i filen ({ $refused ->
    [one] 1 afvist
   *[other] { $refused } afviste
}).
report-payer-none = { $payer } har ingen beløb i filen.
report-nothing-chosen = Filen har ingen beløb for det valgte udsnit.
report-unknown-choice = Filen har ingen sager for »{ $value }«.
report-year = År
report-all = Alle
report-reset = Vis alt
report-filtered = Beløbene gælder det valgte udsnit. Forklaringerne nederst gælder hele sagen.
report-explained = Sagerne bag tallene
report-explained-note = { $explained } af { $cases } sager er forklaret her: dem, som et tal på siden fører til. takst explain FIL --case SAG forklarer enhver sag.
report-explained-print = De sager, der er åbnet på skærmen, kommer med på udskriften.
report-open-all = Åbn alle
report-close-all = Luk alle
