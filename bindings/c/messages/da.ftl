# Det, C-biblioteket selv siger: om argumenter, sagsfiler i hukommelsen og kørsler over kolonner.

c-bad-pointer = { $name } er NULL, eller adressen passer ikke til typen.
c-bad-size = { $name }: struct_size er { $value }, og det er ikke strukturens størrelse i nogen version af biblioteket. Sæt den med sizeof, eller begynd med strukturens TAKST_..._INIT.
c-newer-struct = { $name } har { $value } byte, hvoraf denne version af biblioteket kender { $known }, og noget er sat i dem derefter. Brug et nyere bibliotek, eller lad dem være 0.
c-bad-length = { $name }: { $value } er længere end noget, der kan være i hukommelsen.
c-bad-utf8 = { $name } er ikke i UTF-8; den første forkerte byte er nummer { $value }, talt fra 0.
c-bad-value = { $name }: { $value } er ikke en værdi, den kan have: se dens beskrivelse i takst.h.
c-empty = { $name } er tom, men skal være der.
c-without-flag = { $name } er { $value }, men { $flag } er 0: sæt { $flag } til 1 eller { $name } til 0.
c-no-service = service er 0, og det er ingen ydelse: Slå ydelsens nummer op med takst_book_service.
c-taken = { $name }: Strømmen af linjer er allerede udleveret; en kørsel har én.
c-not-found = { $name }: Der findes intet med navnet eller nummeret { $value }.
c-io = { $name } kan ikke læses: { $value }
c-panic = En fejl i takst: { $value }. Kaldet har ikke gjort andet; meld den gerne.
c-book = Der kan ikke beregnes efter kataloget: { $error }
c-none-priced = Ingen af de { $cases } sager er beregnet: Alle er afvist.
c-no-cases = Ingen sag er beregnet: Der er ingen.
c-unfinished = Strømmen af linjer blev frigivet før sin slutning, efter { $rows } rækker: Linjer og optællinger er dem for en del af sagerne.
c-in-callback = En tilbagekaldsfunktion i kørslen kaldte en funktion i samme kørsel. Kald den, når tilbagekaldsfunktionen er færdig.

c-file-utf16 = Linje { $line }: Sagsfilen er ikke i UTF-8, men i UTF-16.
c-file-not-utf8 = Linje { $line }: Sagsfilen er ikke i UTF-8.
c-file-no-rows = Sagsfilen har ingen rækker.
c-file-missing-columns = Sagsfilen mangler kolonner, der skal være der: { $columns }.
c-file-duplicate-column = Kolonnen { $column } findes to gange, som nummer { $first } og nummer { $second }. Behold den ene.
c-file-header-quote = Et anførselstegn i overskriften er ikke lukket.
c-file-header-too-long = Den første linje er længere end en megabyte. Det er ikke en sagsfil.
c-file-own-output = Sagsfilen har kolonnen { $column }: Den indeholder linjer, som takst har beregnet. Beregn den sagsfil, som linjerne er lavet af.
c-file-json-array = Sagsfilen er én JSON-liste. Skriv ét JSON-objekt pr. linje uden kantede parenteser og kommaer omkring.
c-file-not-json-lines = Den første linje er overskriften i en CSV-fil og ikke et JSON-objekt. Sæt format til TAKST_FORMAT_CSV.
c-file-is-parquet = Sagsfilen er en Parquet-fil. Denne funktion læser CSV og JSON Lines; giv kolonnerne til funktionerne for kørsler.
c-file-sums-too-large = Summen af beløbene for de første { $cases } sager er over 92 billiarder kr. Del filen.
c-file-too-many-rows = Sagsfilen har mere end { $rows } rækker. Del den, eller sortér den efter borger og sæt TAKST_GROUPING_BY_CITIZEN.
c-file-citizen-came-back = Række { $row }: Borgeren »{ $id }« var der længere oppe. Sortér filen efter borger, eller beregn den ugrupperet.
c-file-case-came-back = Række { $row }: Sagen »{ $id }« var der længere oppe. Sortér filen efter borger og sag, eller beregn den ugrupperet.
c-file-other = Der kan ikke beregnes på sagsfilen: { $error }

c-rows-missing = { $name } mangler kolonner, der skal være der: { $columns }.
c-rows-column = { $name }: Kolonnen »{ $column }« findes ikke. Disse findes: { $known }.
c-rows-not-json = { $name }, række { $row }: Det er ikke et JSON-objekt med tekster som værdier.
c-rows-other = { $name } kan ikke læses: { $error }
c-cell = { $name }, række { $row }, kolonnen { $column }: »{ $value }« kan ikke bruges. { $right }

c-batch-missing-column = Kolonnen { $column } mangler; alle sager har case_id, service, first_day og payer.
c-batch-own-output = Kolonnen { $column } hører til linjer, som takst har beregnet. Send de sager, som linjerne er lavet af.
c-batch-column-twice = Kolonnen { $column } findes to gange.
c-batch-float-column = Kolonnen { $column } har flydende kommatal ({ $type }). Giv decimaltal, hele tal eller tekst, som er nøjagtige.
c-batch-wrong-type = Kolonnen { $column } har typen { $type }; den kan have { $expected }.
c-batch-other-schema = Portion { $batch } har andre kolonner end den første.
c-batch-came-back = Række { $row }: »{ $id }« var der før, men ikke i rækkerne lige ovenover. Sortér rækkerne efter borger, eller beregn dem ugrupperet.
c-batch-overflow = { $column } er uden for området: { $value } kan ikke være på { $digits } cifre.
c-batch-too-many = For mange { $what } til én kørsel.
c-batch-input = Strømmen ind svigtede: { $error }
c-batch-stopped = Standset efter ønske.
c-batch-other = Kørslen sluttede før tid: { $error }
