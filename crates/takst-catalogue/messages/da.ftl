### Katalogets meddelelser, dansk.

error = fejl
warning = advarsel

## Værdiformer, som meddelelserne nedenfor nævner.

form-text = en tekst i anførselstegn
form-id = et kort id i anførselstegn: små bogstaver a til z, cifre, bindestreger
form-service-id = et id i anførselstegn, "leverandør/navn"
form-word = et af de ord, nøglen kan have, i anførselstegn
form-date = en dato i anførselstegn, "ÅÅÅÅ-MM-DD"
form-date-or-open = en dato i anførselstegn, "ÅÅÅÅ-MM-DD", eller "open"
form-number = et tal i anførselstegn, f.eks. "1185.00"
form-whole = et helt tal uden anførselstegn
form-yes-no = true eller false, uden anførselstegn
form-texts = en liste af tekster: ["en", "to"]
form-pair = to hele tal: [første, sidste]
form-text-or-table = en tekst i anførselstegn, eller { "{" } document = "…", place = "…" { "}" }
form-line = en tekst på én linje, i anførselstegn
form-digits = cifre i anførselstegn
form-words = en liste af de ord, nøglen kan have: ["et", "to"]
form-table = en tabel med nøgler
form-tables = tabeller under en overskrift i dobbelte klammer, [[…]]
form-setting = en tabel med value og eventuelt source

## Forslag, som sættes ind, hvor et navn ligger nær.

hint-near = ; mente du { $near }?
hint-date = ; skriv "{ $date }"
hint-words = et af: { $words }
hint-others = ; nøglerne er: { $others }

## Fejl og advarsler.

flaw-unreadable = kan ikke læses: { $reason }
flaw-not-a-directory = er en fil; angiv den mappe, den ligger i: { $dir }
flaw-no-files = indeholder ingen katalogfil; en leverandør er en fil NAVN.toml, loven ligger i law/NAVN.toml
flaw-file-ignored = læses ikke; leverandører er filer ved siden af hinanden, kun loven har en mappe, law
flaw-not-toml = er ikke TOML: { $reason }
flaw-too-deep = er indlejret i mere end { $most } niveauer; så dyb er ingen fil med katalog eller regelvalg
flaw-unknown-key = nøglen findes ikke her{ $near }{ $others }
flaw-missing-key = mangler; det skal være { $expected }
flaw-wrong-form = skal være { $expected }
flaw-bare-number = skal stå i anførselstegn, så det læses nøjagtigt som skrevet: { $quoted }
flaw-bare-date = skal stå i anførselstegn: { $quoted }
flaw-bad-text = skal være en tekst på én linje med højst 2000 tegn og må ikke være tom
flaw-bad-id = er ikke et gyldigt id; brug små bogstaver a til z, cifre og bindestreger (ae, oe, aa for æ, ø, å)
flaw-bad-service-id = er ikke et gyldigt id; skriv "leverandør/navn", begge med små bogstaver a til z, cifre og bindestreger
flaw-unknown-word = er ikke et af: { $known }{ $near }
flaw-bad-date = er ikke en dag i kalenderen, skrevet ÅÅÅÅ-MM-DD{ $date }
flaw-date-out-of-range = ligger uden for årene 1900 til 2199
flaw-date-stands-for-open = betyder andre steder "ingen slutdato"; her udelades nøglen
flaw-bad-number = er ikke et tal; skriv cifre med punktum før decimalerne: "1185.00"
flaw-number-comma = har komma eller tusindtalsseparator; skriv punktum før decimalerne og ikke andet: "1185.00"
flaw-number-negative = skal være større end 0
flaw-number-zero = skal være større end 0
flaw-price-zero = en pris på 0 er aldrig rigtig: en ydelse uden pris har arten "included" (en del af opholdet) eller "free" (gratis)
flaw-number-too-large = må højst være { $max }
flaw-number-too-precise = må højst have { $decimals } decimaler
flaw-whole-out-of-range = skal være et helt tal fra { $min } til { $max }
flaw-pair-reversed = det sidste må ikke ligge før det første
flaw-duplicate-id = er allerede brugt, i { $other }
flaw-foreign-service = denne leverandørs ydelser har id'er, der begynder med "{ $provider }/"
flaw-unknown-document = dokumentet står ikke under [[document]]{ $near }
flaw-unknown-act = loven står ikke i lovfilerne{ $near }
flaw-unknown-family = svarer ikke til noget: en familie er id'et på en ydelse i filen eller fælles for to af dem{ $near }
flaw-unknown-assumption = er ikke navnet på en forudsætning{ $near }
flaw-unknown-question = ingen [[question]] i denne fil har dette navn som setting{ $near }
flaw-question-open = svaret på dette spørgsmål kan være åbent; prisen kræver en dag her
flaw-default-open = kan kun være "open", hvor may_be_open = true
flaw-within-half = kræver også den anden ende: { $other }
flaw-setting-taken = navnet bruges allerede af et af programmets egne regelvalg
flaw-question-taken = navnet bruges allerede af et spørgsmål hos leverandøren "{ $provider }"
flaw-unsourced = der mangler kilde til: { $keys } (under [service.sources] eller [provider.sources])
flaw-source-of-nothing = er kilden til en værdi, der ikke er angivet
flaw-tariff-missing = en ydelse med arten "{ $kind }" skal have mindst én [[service.tariff]]
flaw-tariff-unwanted = en ydelse med arten "{ $kind }" har ingen offentliggjort takst; fjern den, eller ret arten
flaw-start-missing = mangler: hvornår begynder taksten? Angiv en dato i anførselstegn, "ÅÅÅÅ-MM-DD", eller from_setting
flaw-start-twice = første dag er angivet to gange; behold from eller from_setting
flaw-end-twice = sidste dag er angivet to gange; behold én af to, to_setting, until_setting
flaw-end-before-start = sidste dag, { $end }, ligger før første dag, { $start }
flaw-tariff-gap = ingen takst gælder fra { $first } til { $last }, mellem denne version og den forrige
flaw-tariff-tie = to takster gælder fra { $first } til { $last }: denne og den i { $other }; afslut den ene, eller sig med known_from, hvilken der blev kendt senest
flaw-rule-needs-days = reglen tæller døgn; på en pris med arten "{ $kind }" er refusionen uafklaret fra 1. oktober 2023
flaw-rule-of-other-section = er en regel for en anden paragraf end legal_basis, som nævner { $section }; dens regler er { $rules }
flaw-included-hours-kind = kun en pris pr. uge omfatter timer; denne er "{ $kind }"
flaw-exemption-missing = mangler: hvorfor er ydelsen fritaget for moms? Skriv vat_exemption = et af: { $known }. Kun ydelser, hvis legal_basis begynder med SEL, har en standard
flaw-exemption-unwanted = siger, hvorfor ydelsen er fritaget for moms, men det er den aldrig: vat er "standard", og vat_when_agreed er ikke "policy"
flaw-day-count-kind = gælder kun priser pr. døgn og måned og aftalte priser; denne er "{ $kind }"
flaw-started-week-kind = gælder kun priser pr. uge og aftalte priser; denne er "{ $kind }"
flaw-day-price-kind = kun en pris pr. måned har en døgnpris ved siden af sig; denne er "{ $kind }"
flaw-approximate-alone = siger, at timetallet er omtrentligt, men der er intet timetal
flaw-figure-overlap = to versioner gælder fra { $first } til { $last }
flaw-figure-hole = ingen version gælder fra { $first } til { $last }; hvis det er rigtigt, så sig hvorfor under "hole"
flaw-bad-digits = skal være { $digits } cifre i anførselstegn
flaw-bad-check-digit = har et forkert kontrolciffer: et ciffer er tastet forkert, eller to er byttet om
flaw-bad-municipality = er ikke en kommunekode (101 til 860)
flaw-unknown-seller = sælgeren står ikke i partsfilen{ $near }
flaw-unknown-service = sælgeren har ikke denne ydelse i kataloget{ $near }
flaw-unknown-provider = leverandøren findes ikke i kataloget{ $near }
flaw-payment-days-missing = kataloget har ingen betalingsfrist for leverandøren; angiv payment_days
flaw-payment-days-too-long = kataloget har en betalingsfrist på { $days } dage for leverandøren, og en offentlig køber kan højst aftale { $max }; angiv payment_days
flaw-series-ends-in-digit = må ikke ende på et ciffer, da numre i to serier så kan blive ens
flaw-endpoint-without-gln = kræver nøglen gln
flaw-payment-missing = siger intet om betalingsmåden; angiv én af: { $keys }
flaw-payment-twice = er en betalingsmåde mere; angiv kun én af: { $keys }
flaw-bad-iban = er ikke et IBAN-nummer: et ciffer er tastet forkert, eller to er byttet om
flaw-bad-bic = er ikke en BIC-kode: 8 eller 11 store bogstaver og cifre
flaw-unknown-setting = regelvalget findes ikke{ $near }
flaw-bad-setting = skal være { $allowed }
flaw-setting-not-before = { $setting } skal ligge før { $other }: { $setting } er { $day }, { $other } er { $other_day }
flaw-setting-after = { $setting } må ikke ligge efter { $other }: { $setting } er { $day }, { $other } er { $other_day }

## Ord i tabeller.

kind-per-unit = pr. { $unit }
kind-agreed = aftales
kind-included = indeholdt
kind-free = gratis
vat-exempt = fritaget
vat-standard = normalsats

col-service = Ydelse
col-name = Navn
col-price = Takst, kr. ekskl. moms
col-valid = Gælder
col-vat = Moms
col-refund = Refusion
col-appropriation = Bevilling
col-amount = Kr.
col-years = År
col-ages = Alder
col-takes-part = Deltagere
col-source = Kilde
col-figure = Sats
col-value = Værdi

list-services = { $count } ydelser fra { $providers } leverandører
list-appropriations = { $count } bevillinger; der opkræves intet pr. borger
list-catalogue = Katalog { $sha }
law-figures = { $figures } satser i { $versions } versioner
law-unit-percent = procent
law-unit-days = døgn
law-unit-months = måneder
law-unit-dkk = kr.

valid-from = fra { $start }
valid-span = { $start } til { $end }
valid-until = til og med { $end }
valid-always = uden datoer
bound-setting = { $setting } ({ $day })
bound-setting-open = { $setting } (åben)
bound-day-before = dagen før { $setting } ({ $day })

show-provider = Leverandør
show-family = Familie
show-legal-basis = Lovgrundlag
show-kind = Art
show-vat = Moms
show-vat-when-agreed = Moms af aftalt pris
show-vat-policy = efter regelvalget vat-agreed ({ $value })
show-vat-exemption = Momsfritagelse
show-day-count = Dage, der betales
show-day-count-both = både første og sidste dag
show-day-count-first-only = den sidste dag betales ikke
show-started-week = Påbegyndt uge
show-started-week-full = ugen betales fuldt ud
show-started-week-whole-weeks-only = ugen betales ikke, når forløbet slutter midt i den
show-refund = Statsrefusion
show-account = Konto
show-payment-days = Betaling
show-payment-days-value = { $days } dage fra fakturadatoen
show-included-hours = Timer pr. uge i prisen
show-weekly-hours = Timer pr. uge
show-min-weekly-hours = Mindste timer pr. uge
show-max-months = Længste forløb
show-months = { $count ->
    [1] 1 måned
   *[other] { $count } måneder
}
show-min-weeks = Korteste forløb
show-weeks = Varighed
show-weeks-value = { $count ->
    [1] 1 uge
   *[other] { $count } uger
}
show-places = Pladser
show-after-stay = Efter et ophold
show-after-stay-required = påkrævet
show-commitment = Betalingstilsagn
show-commitment-without-stay = kræves, når forløbet ikke følger et ophold
show-commitment-always = kræves altid
show-notice = Orientering om start og afslutning
show-notice-value = inden { $days } hverdage
show-visits = Besøg pr. uge
show-at-most = højst { $count }
show-approximate = ca. { $hours }
show-known-from = kendt fra { $day }
show-day-price = dele af en måned: { $price } pr. døgn
show-act = henviser til { $act }
show-assumptions = Forudsætninger
show-term = Vilkår
show-value = Værdi
show-tariffs = Takstversioner
show-no-tariff-agreed = Ingen offentliggjort takst: prisen aftales fra sag til sag.
show-no-tariff-included = Ingen egen takst: en del af opholdet.
show-no-tariff-free = Gratis.
show-documents = Dokumenter
show-quote = { $source }: »{ $quote }«

service-unknown = Kataloget (takst catalogue list) har ingen ydelse »{ $service }«{ $near }
check-clean = { $dir }: der er intet at rette.
check-counts = { $errors ->
    [1] 1 fejl
   *[other] { $errors } fejl
}, { $warnings ->
    [1] 1 advarsel
   *[other] { $warnings } advarsler
}
check-builtin = det indbyggede katalog

## Prislister.

list-line = linje { $line }
list-sheet-row = række { $line } i arket
list-at-cell = { $file }: { $at }, kolonnen { $column } (»{ $heading }«, celle { $cell }): { $text }
list-at-heading = { $file }: { $at }, kolonnen { $column } (»{ $heading }«): { $text }
list-at-column = { $file }: { $at }, kolonnen { $column }: { $text }
list-at = { $file }: { $at }: { $text }
list-no-row = Rækken kan ikke læses: »{ $value }«. { $right }
list-value = Værdien »{ $value }« kan ikke læses. { $right }
list-words = Skriv et af: { $words }.
list-no-cpr = Et CPR-nummer må ikke stå i en prisliste.
list-missing = Feltet skal udfyldes.
list-no-id = Af navnet »{ $value }« kan der ikke dannes et id. Skriv et i kolonnen med id.
list-same-id = Navnet »{ $value }« giver samme id, { $id }, som »{ $name }« i { $at }. Skriv det samme navn, eller giv dem hver sit id.
list-differs = Værdien »{ $value }« er en anden end »{ $other }« i { $at }. Rækker om det samme skal have samme værdi; kun den første behøver at have den.
list-service = Ydelsen kan ikke skrives, fordi { $at } er afvist.
list-tie = To priser gælder fra { $first } til { $last }: denne og den i { $at }. Afslut den ene, eller angiv med known_from, hvilken der blev kendt senest.
list-flaw = »{ $value }«: { $flaw }
list-flaw-price-zero = En pris på 0 er aldrig rigtig. Er ydelsen en del af opholdet eller gratis, så skriv det som enhed (indeholdt eller gratis), og lad prisen stå tom.
list-flaw-tariff-unwanted = Enheden siger, at ydelsen ikke har nogen pris, men rækken har pris eller datoer. Slet dem, eller ret enheden.
list-flaw-tariff-missing = Ydelsen har ingen pris.
list-flaw-date-stands-for-open = Lad feltet stå tomt, mens prisen gælder.
list-flaw-exemption-missing = Hvorfor er ydelsen fritaget for moms? Skriv et af: { $known }. Kun hvor lovgrundlaget begynder med SEL, kan feltet stå tomt.
list-flaw-bad-date = Det er ikke en dag i kalenderen, skrevet ÅÅÅÅ-MM-DD{ $date }.
list-flaw-wrong-form = Skriv et helt tal.
list-no-provider = Kataloget har ingen leverandør »{ $provider }«{ $near }
list-warning = advarsel: { $text }

list-column-provider = Leverandørens korte id: små bogstaver a til z, cifre og bindestreger. Tomt: id'et dannes af navnet.
list-column-provider-name = Leverandørens navn. Skal stå på mindst én række for hver leverandør.
list-column-service = Ydelsens id: leverandør/navn, eller kun navnet. Tomt: id'et dannes af ydelsens navn. Det samme id skal stå i sagsfilen.
list-column-name = Ydelsens navn. Skal stå på mindst én række for hver ydelse.
list-column-legal-basis = Lov og paragraf, fx SEL § 107. Begynder med SEL for ydelser efter serviceloven. Skal udfyldes.
list-column-unit = Det, prisen gælder for. Skal udfyldes.
list-column-price = Pris pr. enhed i kroner, ekskl. moms. Tomt, hvor prisen aftales, er indeholdt eller er gratis.
list-column-day-price = Kun ved månedspris: kroner pr. døgn i en måned, der ikke betales helt.
list-column-from = Prisens første dag.
list-column-to = Prisens sidste dag, inklusive. Tomt, mens prisen gælder.
list-column-known-from = Den dag, prisen blev kendt. Kun hvor den blev kendt for sent eller retter en anden pris for de samme dage.
list-column-vat = Om der kommer moms oven i prisen: fritaget eller momspligtig. Skal udfyldes.
list-column-vat-exemption = Hvorfor ydelsen er fritaget for moms. Skal udfyldes, hvor lovgrundlaget ikke begynder med SEL.
list-column-refund = Reglen for statsrefusion. Skal udfyldes; »ingen«, hvor der ingen er.
list-column-source = Hvor prisen er offentliggjort. Filen og rækken nævnes også som kilde.
list-column-name-en = Ydelsens navn på engelsk. Tomt: det danske.
list-column-family = Den ydelse, hvis forløb denne ydelse fortsætter. Tomt: et forløb for sig.
list-column-vat-when-agreed = Moms af en aftalt pris.
list-column-account = Konto i den kommunale kontoplan.
list-column-payment-days = Dage fra leverandørens fakturadato til forfald.
list-column-included-hours = Timer pr. uge, som en ugepris omfatter.
list-column-included-hours-approximate = Om det timetal er omtrentligt.
list-column-weekly-hours = Offentliggjorte timer pr. uge.
list-column-min-weekly-hours = Mindste antal timer pr. uge.
list-column-max-months = Længste forløb, i måneder.
list-column-min-weeks = Korteste forløb, i uger.
list-column-weeks = Forløbets varighed, i uger.
list-column-places = Pladser.
list-column-after-stay = Om forløbet skal følge efter et ophold.
list-column-commitment = Hvornår der skal være et betalingstilsagn, før forløbet begynder.
list-column-notice-working-days = Hverdage, inden for hvilke der orienteres om start og ophør.
list-column-max-visits-per-week = Højst så mange besøg om ugen.
list-column-day-count = Om både første og sidste dag betales.
list-column-started-week = Om en uge, der afbrydes af forløbets slutning, betales.
list-column-assumed = Det, prisens kilde lader stå åbent: navne på forudsætninger, adskilt af semikolon.
list-column-act = Id på den lov, prislisten henviser til.
