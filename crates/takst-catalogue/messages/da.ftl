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
