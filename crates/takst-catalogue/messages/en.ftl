### Messages of the catalogue, English.

error = error
warning = warning

## Hints, put in where a near name is known.

hint-near = ; did you mean { $near }?
hint-date = ; write "{ $date }"
hint-words = one of: { $words }
hint-others = ; the keys are: { $others }

## Forms of value, named by messages below.

form-text = a text in quotes
form-id = a short id in quotes: lower-case letters a to z, digits, hyphens
form-service-id = an id in quotes, "provider/name"
form-word = one of the words the key takes, in quotes
form-date = a date in quotes, "YYYY-MM-DD"
form-date-or-open = a date in quotes, "YYYY-MM-DD", or "open"
form-number = a number in quotes, such as "1185.00"
form-whole = a whole number without quotes
form-yes-no = true or false, without quotes
form-texts = a list of texts: ["one", "two"]
form-pair = two whole numbers: [first, last]
form-text-or-table = a text in quotes, or { "{" } document = "…", place = "…" { "}" }
form-line = a text on one line, in quotes
form-digits = digits in quotes
form-words = a list of the words the key takes: ["one", "two"]
form-table = a table of keys
form-tables = tables under a heading in double brackets, [[…]]
form-setting = a table with value and, optionally, source

## Flaws.

flaw-unreadable = cannot be read: { $reason }
flaw-not-a-directory = is a file; give the directory that contains it: { $dir }
flaw-no-files = contains no catalogue file; a provider is a file NAME.toml, the law is in law/NAME.toml
flaw-file-ignored = is not read; providers are files in this directory, only the law has a folder, law
flaw-not-toml = is not TOML: { $reason }
flaw-too-deep = is nested in more than { $most } levels; no catalogue or policy file is that deep
flaw-unknown-key = there is no such key here{ $near }{ $others }
flaw-missing-key = is missing; it must be { $expected }
flaw-wrong-form = must be { $expected }
flaw-bare-number = must be in quotes, so that it is read exactly as written: { $quoted }
flaw-bare-date = must be in quotes: { $quoted }
flaw-bad-text = must be a text on one line of at most 2000 characters, and must not be empty
flaw-bad-id = is not a valid id; use lower-case letters a to z, digits and hyphens (ae, oe, aa for æ, ø, å)
flaw-bad-service-id = is not a valid id; write "provider/name", both with lower-case letters a to z, digits and hyphens
flaw-unknown-word = is not one of: { $known }{ $near }
flaw-bad-date = is not a day of the calendar written YYYY-MM-DD{ $date }
flaw-date-out-of-range = lies outside the years 1900 to 2199
flaw-date-stands-for-open = means "no end" elsewhere; here, leave the key out
flaw-bad-number = is not a number; write digits with a dot before the decimals: "1185.00"
flaw-number-comma = has a comma or a thousands separator; write a dot before the decimals and nothing else: "1185.00"
flaw-number-negative = must be more than 0
flaw-number-zero = must be more than 0
flaw-price-zero = a price of 0 is never right: a service without a price has the kind "included" (part of a stay) or "free"
flaw-number-too-large = must be at most { $max }
flaw-number-too-precise = must have at most { $decimals } decimals
flaw-whole-out-of-range = must be a whole number from { $min } to { $max }
flaw-pair-reversed = the last must not lie before the first
flaw-duplicate-id = is used already, at { $other }
flaw-foreign-service = the ids of this provider's services begin with "{ $provider }/"
flaw-unknown-document = this document is not listed under [[document]]{ $near }
flaw-unknown-act = this act is not listed in the files of the law{ $near }
flaw-unknown-family = matches nothing: a family is the id of a service of this file, or shared by two of them{ $near }
flaw-unknown-assumption = is not the name of an assumption{ $near }
flaw-unknown-question = no [[question]] of this file has this name as its setting{ $near }
flaw-question-open = the answer to this question may be open; a price needs a day here
flaw-default-open = may be "open" only where may_be_open = true
flaw-within-half = requires the other end too: { $other }
flaw-setting-taken = the name is already used by a setting of takst
flaw-question-taken = the name is already used by a question of the provider "{ $provider }"
flaw-unsourced = no source is given for: { $keys } (under [service.sources] or [provider.sources])
flaw-source-of-nothing = is the source of a value that is not given
flaw-tariff-missing = a service priced per { $kind } needs at least one [[service.tariff]]
flaw-tariff-unwanted = a service of the kind "{ $kind }" has no published price; remove it, or change the kind
flaw-start-missing = is missing: when does the price begin? Give a date in quotes, "YYYY-MM-DD", or from_setting
flaw-start-twice = the first day is given twice; keep from or from_setting
flaw-end-twice = the last day is given twice; keep one of to, to_setting, until_setting
flaw-end-before-start = the last day, { $end }, lies before the first, { $start }
flaw-tariff-gap = no price holds from { $first } to { $last }, between this version and the one before
flaw-tariff-tie = two prices hold from { $first } to { $last }: this one and that at { $other }; end one, or say by known_from which was known later
flaw-rule-needs-days = the rule counts days; on a price per { $kind } the refund is undetermined from 1 October 2023
flaw-rule-of-other-section = is a rule of another section than legal_basis, which names { $section }; its rules are { $rules }
flaw-included-hours-kind = only a price per week includes hours; this one is "{ $kind }"
flaw-exemption-missing = is missing: why is the service exempt from VAT? Write vat_exemption = one of: { $known }. Only services whose legal_basis begins with SEL have a default
flaw-exemption-unwanted = says why the service is exempt from VAT, but it never is: vat is "standard", and vat_when_agreed is not "policy"
flaw-day-count-kind = is only for prices per day and month and for agreed prices; this one is "{ $kind }"
flaw-started-week-kind = is only for prices per week and for agreed prices; this one is "{ $kind }"
flaw-day-price-kind = only a price per month has a price per day beside it; this one is "{ $kind }"
flaw-approximate-alone = says that the included hours are approximate, but there are none
flaw-figure-overlap = two versions hold from { $first } to { $last }
flaw-figure-hole = no version holds from { $first } to { $last }; if that is right, say why under "hole"
flaw-bad-digits = must be { $digits } digits in quotes
flaw-bad-check-digit = has a wrong check digit: a digit is mistyped, or two are swapped
flaw-bad-municipality = is not the code of a municipality (101 to 860)
flaw-unknown-seller = the seller is not in the parties file{ $near }
flaw-unknown-service = the seller does not have this service in the catalogue{ $near }
flaw-unknown-provider = the catalogue has no such provider{ $near }
flaw-payment-days-missing = the catalogue gives no term of payment for this provider; give payment_days
flaw-payment-days-too-long = the catalogue gives { $days } days for this provider, and a public buyer can agree to { $max } at most; give payment_days
flaw-series-ends-in-digit = must not end in a digit, or numbers of two series could be the same
flaw-endpoint-without-gln = requires the key gln
flaw-payment-missing = says nothing about how it is paid; give one of: { $keys }
flaw-payment-twice = is a second way to pay; give one of: { $keys }
flaw-bad-iban = is not an IBAN: a digit is mistyped, or two are swapped
flaw-bad-bic = is not a BIC: 8 or 11 capital letters and digits
flaw-unknown-setting = there is no such policy setting{ $near }
flaw-bad-setting = must be { $allowed }
flaw-setting-not-before = { $setting } must lie before { $other }: { $setting } is { $day }, { $other } is { $other_day }
flaw-setting-after = { $setting } must not lie after { $other }: { $setting } is { $day }, { $other } is { $other_day }

## Words of tables.

kind-per-unit = per { $unit }
kind-agreed = agreed
kind-included = included
kind-free = free
vat-exempt = exempt
vat-standard = standard

col-service = Service
col-name = Name
col-price = Price, DKK ex VAT
col-valid = Valid
col-vat = VAT
col-refund = Refund
col-appropriation = Appropriation
col-amount = DKK
col-years = Years
col-ages = Ages
col-takes-part = Participants
col-source = Source
col-figure = Figure
col-value = Value

list-services = { $count } services of { $providers } providers
list-appropriations = { $count } appropriations; nothing is charged per citizen
list-catalogue = Catalogue { $sha }
law-figures = { $figures } figures in { $versions } versions
law-unit-percent = percent
law-unit-days = days
law-unit-months = months
law-unit-dkk = DKK

valid-from = from { $start }
valid-span = { $start } to { $end }
valid-until = until { $end }
valid-always = without dates
bound-setting = { $setting } ({ $day })
bound-setting-open = { $setting } (open)
bound-day-before = the day before { $setting } ({ $day })

show-provider = Provider
show-family = Family
show-legal-basis = Legal basis
show-kind = Kind
show-vat = VAT
show-vat-when-agreed = VAT on an agreed price
show-vat-policy = setting vat-agreed ({ $value })
show-vat-exemption = Exemption from VAT
show-day-count = Days charged
show-day-count-both = both the first and the last day
show-day-count-first-only = the last day is not charged
show-started-week = Started week
show-started-week-full = the week is charged in full
show-started-week-whole-weeks-only = the week is not charged where the course ends within it
show-refund = State refund
show-account = Account
show-payment-days = Payment
show-payment-days-value = { $days } days from the date of the invoice
show-included-hours = Included hours per week
show-weekly-hours = Hours per week
show-min-weekly-hours = Minimum hours per week
show-max-months = Longest course
show-months = { $count ->
    [1] 1 month
   *[other] { $count } months
}
show-min-weeks = Shortest course
show-weeks = Length
show-weeks-value = { $count ->
    [1] 1 week
   *[other] { $count } weeks
}
show-places = Places
show-after-stay = After a stay
show-after-stay-required = required
show-commitment = Commitment to pay
show-commitment-without-stay = needed where the course does not follow on a stay
show-commitment-always = always needed
show-notice = Notice of start and end
show-notice-value = within { $days } working days
show-visits = Visits per week
show-at-most = at most { $count }
show-approximate = about { $hours }
show-known-from = known from { $day }
show-day-price = part of a month: { $price } per day
show-act = refers to { $act }
show-assumptions = Assumptions
show-term = Term
show-value = Value
show-tariffs = Versions of the price
show-no-tariff-agreed = No published price: it is agreed case by case.
show-no-tariff-included = No price of its own: part of the stay.
show-no-tariff-free = Free of charge.
show-documents = Documents
show-quote = { $source }: “{ $quote }”

service-unknown = The catalogue (takst catalogue list) has no service “{ $service }”{ $near }
check-clean = { $dir }: nothing to correct.
check-counts = { $errors ->
    [1] 1 error
   *[other] { $errors } errors
}, { $warnings ->
    [1] 1 warning
   *[other] { $warnings } warnings
}
check-builtin = the built-in catalogue
