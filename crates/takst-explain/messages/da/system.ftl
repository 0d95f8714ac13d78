# Hvad der er galt med en fil, når styresystemet afviser at læse eller skrive den. Sat efter et kolon.

system-not-found = filen eller mappen findes ikke
system-denied = brugeren har ikke adgang til den
system-exists = der findes allerede en fil med det navn
system-is-folder = det er en mappe, og der skal bruges en fil
system-not-folder = en del af stien er en fil og ikke en mappe
system-folder-not-empty = mappen er ikke tom
system-full = der er ikke mere plads på disken
system-quota = brugeren må ikke fylde mere på disken
system-too-large = filen er større, end disken eller systemet tillader
system-read-only = disken er skrivebeskyttet
system-filename = navnet kan ikke bruges som filnavn
system-busy = et andet program bruger filen
system-pipe = modtageren er holdt op med at læse
system-ended = filen slutter for tidligt
system-damaged = indholdet er ikke i den form, det skal have
system-timeout = svaret kom ikke i tide
system-memory = der er ikke mere ledig hukommelse
system-many-files = der er for mange åbne filer
system-device = disken eller forbindelsen til den svigter
system-network = der er ingen forbindelse til netværket
system-stopped = læsningen eller skrivningen blev afbrudt
system-unsupported = det er ikke en almindelig fil
system-other = systemet melder »{ $text }«
