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

## Price lists.

list-line = line { $line }
list-sheet-row = row { $line } of the sheet
list-at-cell = { $file }: { $at }, column { $column } ("{ $heading }", cell { $cell }): { $text }
list-at-heading = { $file }: { $at }, column { $column } ("{ $heading }"): { $text }
list-at-column = { $file }: { $at }, column { $column }: { $text }
list-at = { $file }: { $at }: { $text }
list-no-row = The row cannot be read: "{ $value }". { $right }
list-value = The value "{ $value }" cannot be read. { $right }
list-words = Write one of: { $words }.
list-no-cpr = No CPR number may stand in a price list.
list-missing = A value is needed here.
list-no-id = No id can be made of the name "{ $value }". Write one in the column of ids.
list-same-id = The name "{ $value }" gives the same id, { $id }, as "{ $name }" in { $at }. Write the same name, or give each an id.
list-differs = The value "{ $value }" is another than "{ $other }" in { $at }. Rows about the same must have the same value; only the first needs it.
list-service = The service cannot be written because { $at } is refused.
list-tie = Two prices hold from { $first } to { $last }: this one and that in { $at }. End one, or say with known_from which became known later.
list-flaw = "{ $value }": { $flaw }
list-flaw-price-zero = A price of 0 is never right. Where the service is part of a stay or free, write that as its unit (included or free) and leave the price empty.
list-flaw-tariff-unwanted = The unit says that the service has no price, but the row has a price or days. Delete them, or change the unit.
list-flaw-tariff-missing = The service has no price.
list-flaw-date-stands-for-open = Leave it empty while the price holds.
list-flaw-exemption-missing = Why is the service exempt from VAT? Write one of: { $known }. Only where the legal basis begins with SEL may it be empty.
list-flaw-bad-date = This is no day of the calendar, written YYYY-MM-DD{ $date }.
list-flaw-wrong-form = Write a whole number.
list-no-provider = the catalogue has no provider "{ $provider }"{ $near }
list-warning = warning: { $text }

list-column-provider = Short id of the provider: lower-case a to z, digits and hyphens. Empty: it is made of the name.
list-column-provider-name = Name of the provider. Needed on at least one row of each provider.
list-column-service = Id of the service: provider/name, or the name alone. Empty: it is made of the service's name. Case files have the same id.
list-column-name = Name of the service. Needed on at least one row of each service.
list-column-legal-basis = Act and section, such as SEL § 107. Begins with SEL for services under the Social Services Act. Required.
list-column-unit = What the price is for. Required.
list-column-price = Price per unit in DKK, ex VAT. Empty where the price is agreed, included or free.
list-column-day-price = Only with a price per month: DKK per day in a month that is not charged whole.
list-column-from = First day of the price.
list-column-to = Last day of the price, inclusive. Empty while it holds.
list-column-known-from = First day on which the price was known. Only where it became known late, or corrects another price of the same days.
list-column-vat = Whether VAT comes on top of the price. Required.
list-column-vat-exemption = Why the service is exempt from VAT. Required where the legal basis does not begin with SEL.
list-column-refund = Rule of the state refund. Required; none where there is none.
list-column-source = Where the price was published. The file and the row are cited too.
list-column-name-en = Name of the service in English. Empty: the Danish one.
list-column-family = The service whose course this one continues. Empty: a course of its own.
list-column-vat-when-agreed = VAT of an agreed price.
list-column-account = Account in the municipal chart of accounts.
list-column-payment-days = Days from the date of the provider's invoice to the day it is due.
list-column-included-hours = Hours per week that a weekly price includes.
list-column-included-hours-approximate = Whether these hours are approximate.
list-column-weekly-hours = Published hours per week.
list-column-min-weekly-hours = Least hours per week.
list-column-max-months = Longest course, in months.
list-column-min-weeks = Shortest course, in weeks.
list-column-weeks = Length of the course, in weeks.
list-column-places = Places.
list-column-after-stay = Whether the course must follow on a stay.
list-column-commitment = When a commitment to pay is needed before the course begins.
list-column-notice-working-days = Working days within which start and end are notified.
list-column-max-visits-per-week = Most visits a week.
list-column-day-count = Whether both the first and the last day are charged.
list-column-started-week = Whether a week that the course's end cuts is charged.
list-column-assumed = What the source of the price leaves open: names of assumptions, separated by semicolons.
list-column-act = Id of the act that the price list cites.
