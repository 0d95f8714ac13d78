# Hvor poster står i den fil, de er læst fra, og hvad der siges om en fil som helhed.

place-record-line = Række { $row } (linje { $line } i filen)
place-record-sheet = Række { $line } i arket (post { $row })
place-record-line-file = Række { $row } (linje { $line } i { $file })
place-record-sheet-file = { $file }, række { $line } i arket (post { $row })
place-in-cell = Celle { $cell }, kolonnen { $column } (post { $row }): { $text }
place-in-cell-file = { $file }, celle { $cell }, kolonnen { $column } (post { $row }): { $text }
place-record = Række { $row }
place-in-record-column = { $record }, kolonnen { $column }: { $text }
place-in-record = { $record }: { $text }

code-heading-below = Rækker over overskriften
code-heading-read-as = Overskrifter læst som kolonner
code-row-total = Sumrække udeladt
code-row-no-record = Række uden værdier udeladt
code-sheet-read = Ét ark af flere læst
code-cell-merged = Flettede celler læst

finding-heading-below = Overskriften er ikke den første linje med tekst: Det, der står over den, bliver ikke læst.
finding-heading-read-as = Overskrifter, der ikke er kolonnernes navne, er læst sådan: { $value }.
finding-row-total = En sumrække er ikke en post og bliver ikke læst: { $value }.
finding-row-no-record = En række uden værdi i nogen af de kolonner, der læses, er ikke en post: { $value }.
finding-sheet-read = Projektmappen har flere ark. Arket { $value } er læst.
finding-cell-merged = Den flettede celle { $value } er læst, som om hver af dens rækker havde værdien.

expected-headings = Med en kolonneoversigt kan de læses anderledes (--map).
expected-line = Det er linje { $line } i filen.
expected-sheet-row = Det er række { $line } i arket.
expected-day-first = Skriv datoen som { $date }. Står dagen først i alle filens datoer, så angiv det: --dates dmy, eller dates = "dmy" i en kolonneoversigt.
expected-no-cpr-citizen = Brug kommunens eget pseudonym, fx et løbenummer. Eller lad takst lave pseudonymer af CPR-numrene under læsningen: Lav en nøgle én gang med takst pseudonyms new NØGLEFIL, og tilføj --pseudonyms NØGLEFIL.
expected-still-running = Lad feltet stå tomt, mens ydelsen løber.
expected-visible = Værdien rummer et tegn, der ikke kan ses: { $name }. Slet det, eller skriv værdien igen.
expected-formula-value = Formlen i cellen giver en fejl. Ret den, eller skriv selve værdien.
expected-formula-stored = Formlen i cellen har ingen gemt værdi. Åbn projektmappen i et regneark, gem den, og prøv igen.
expected-own-cell = Cellen er en del af en flettet celle. Ophæv fletningen, og skriv en værdi i hver række og kolonne.
expected-text-cell = Cellen rummer et tal med mere end 15 cifre, og et regneark gemmer kun de første 15. Formatér cellen som tekst, og skriv værdien igen.
expected-whole-day = Skriv datoen uden klokkeslæt.
hidden-soft-hyphen = blød bindestreg (U+00AD)
hidden-no-width = tegn uden bredde (U+{ $code })
hidden-direction = retningsmærke (U+{ $code })
hidden-byte-order = byterækkefølgemærke (U+FEFF)

meaning-case-id = Sagens nummer eller reference; aldrig et CPR-nummer. Skal udfyldes.
meaning-citizen-id = Borgerens pseudonym, fx et løbenummer; aldrig et CPR-nummer. Tomt: sagen er borgeren. Samme borger skal have samme pseudonym i alle sager.
meaning-row-id = Rækkens egen reference; den gentages på linjerne.
meaning-service = Ydelsens id i takstkataloget. Skal udfyldes.
meaning-first-day = Første dag, der betales. Skal udfyldes.
meaning-last-day = Sidste dag, der betales. Tomt, mens ydelsen løber.
meaning-payer = Betalingskommunen: navn eller kode. Skal udfyldes.
meaning-hours = Timer leveret i perioden, højst to decimaler.
meaning-hours-per-week = Aftalte timer om ugen, højst to decimaler.
meaning-unit-price = Aftalt pris ekskl. moms pr. enhed, i kroner. Kun hvor prisen ikke er offentliggjort.
meaning-unit = Enheden for den aftalte pris. Skal udfyldes, når prisen er aftalt.
meaning-own-payment-per-day = Borgerens egenbetaling pr. døgn, i kroner.
meaning-prior-stay-to = Sidste dag på det forudgående ophold hos samme tilbud.
meaning-first-discharge = Dagen for den første udskrivning.
meaning-decided-before-discharge = Om støtten blev besluttet før udskrivningen.
meaning-discharged-to-107 = Om borgeren flyttede direkte til et midlertidigt ophold efter § 107, og støtten blev besluttet der (SEL § 176 a, stk. 1, nr. 2).
meaning-window-start = Første dag i den refusionsperiode, hvor der er brugt døgn uden for filen; 1. oktober 2023 eller senere.
meaning-window-days-used = Døgn brugt uden for filen i den refusionsperiode.
meaning-commitment = Teksten i betalingstilsagnet.
meaning-commitment-date = Datoen for betalingstilsagnet.
meaning-notified-start = Den dag, kommunen blev orienteret om start.
meaning-notified-end = Den dag, kommunen blev orienteret om ophør.
meaning-buyer-reference = Personreference hos køberen, til fakturaer.
meaning-order-reference = Køberens ordrenummer, til fakturaer.
meaning-accounting-cost = Køberens kontering, til fakturaer.
meaning-buyer-gln = Køberens EAN-nummer (GLN): 13 cifre.
meaning-hold-released = Hvem der har frigivet en tilbageholdt faktura, og hvornår.
meaning-invoiced = Beløb ekskl. moms, der er faktureret for rækken, i kroner.
