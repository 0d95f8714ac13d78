"""The catalogues of the benchmark: tariffs in takst's own format, written as TOML directories.

All of them are synthetic. `published` has the shape and the size of published price lists; `versions` and `services` are as large as a
catalogue can get in one direction; `mix` and `stays` hold what only takst is measured on.
"""

from datetime import date, timedelta
from pathlib import Path

FIRST = date(2019, 12, 1)
LAST = date(2028, 12, 31)
YEARS = range(2020, 2029)

SOURCES = """
[provider.sources]
legal_basis = "synthetic"
vat = "synthetic"
refund = "synthetic"
"""

# Id, kind, price of 2019 in whole kroner, VAT, refund, legal basis, account; and for services by the day the day on which a price changes
# in the middle of a month.
PUBLISHED = [
    ("efterforsorg-basis", "day", 435, "exempt", "sel-110-efterforsorg", "SEL § 110", "5.38.42", (3, 15)),
    ("efterforsorg-udvidet", "day", 870, "exempt", "sel-110-efterforsorg", "SEL § 110", "5.38.42", (9, 10)),
    ("dagtilbud", "day", 545, "exempt", "none", "SEL § 104", "5.38.59", (6, 17)),
    ("kursus", "week", 5200, "standard", "none", "LAB § 91", "5.68.98", None),
    ("undervisning", "week", 3900, "exempt", "none", "FOL § 1", "5.30.46", None),
]


def yearly(price, change):
    """A version from the first day, one each 1 January, and one that begins in the middle of a month: (first day, last day, price)."""
    starts = [FIRST] + [date(year, 1, 1) for year in YEARS] + ([date(2023, *change)] if change else [])
    return closed([(start, price + 15 * count) for count, start in enumerate(sorted(starts))])


def closed(starts):
    """Versions of (first day, price), each ending the day before the next."""
    ends = [start - timedelta(days=1) for start, _ in starts[1:]] + [LAST]
    return [(start, end, price) for (start, price), end in zip(starts, ends)]


def spread(count, price):
    """As many versions with begin days spread evenly over the days of the data."""
    first, days = date(2020, 1, 1), (date(2026, 12, 31) - date(2020, 1, 1)).days + 1
    starts = [(first + timedelta(days=number * days // count), price + number % 50) for number in range(count)]
    return closed([(FIRST, price)] + [start for start in starts if start[0] > FIRST])


def service(provider, name, kind, vat, refund, basis, account, versions):
    # Outside the Social Services Act a catalogue says why a price is exempt.
    exemption = "" if vat == "standard" or basis.startswith("SEL") else '\nvat_exemption = "VATEX-EU-132-1G"'
    text = f"""
[[service]]
id = "{provider}/{name}"
name = {{ da = "{name}", en = "{name}" }}
legal_basis = "{basis}"
kind = "{kind}"
vat = "{vat}"{exemption}
refund = "{refund}"
account = "{account}"
"""
    for first, last, price in versions:
        text += f'\n[[service.tariff]]\nfrom = "{first}"\nto = "{last}"\nprice = "{price}.00"\nsource = "synthetic"\n'
    return text


def provider(folder, name, services):
    folder.mkdir(parents=True, exist_ok=True)
    text = f'# Synthetic: made for measuring.\n[provider]\nid = "{name}"\nname = "{name}"\n{SOURCES}{"".join(services)}'
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def published(folder):
    services = [
        service("maaling", name, kind, vat, refund, basis, account, yearly(price, change))
        for name, kind, price, vat, refund, basis, account, change in PUBLISHED
    ]
    provider(folder, "maaling", services)


def versions(folder):
    services = [
        service("maaling", name, kind, vat, refund, basis, account, spread(1000, price) if kind == "day" else yearly(price, None))
        for name, kind, price, vat, refund, basis, account, _ in PUBLISHED
    ]
    provider(folder, "maaling", services)


SERVICES = 5000
PROVIDERS = 50


def service_names():
    """Ids of the catalogue `services`, in order."""
    return [f"maaling-{number // (SERVICES // PROVIDERS):02}/ydelse-{number:04}" for number in range(SERVICES)]


def services(folder):
    """Two of three services are refunded; a version begins where a month does, and one in its middle."""
    written = {}
    for number, name in enumerate(service_names()):
        of, short = name.split("/")
        starts = [
            (FIRST, 400 + number % 600),
            (date(2021 + number % 2, 1 + number % 12, 1), 420 + number % 600),
            (date(2023 + number % 3, 1 + number % 12, 2 + number % 27), 445 + number % 600),
        ]
        refund, basis = ("none", "SEL § 104") if number % 3 == 2 else ("sel-110-efterforsorg", "SEL § 110")
        written.setdefault(of, []).append(service(of, short, "day", "exempt", refund, basis, "5.38.42", closed(starts)))
    for of, texts in written.items():
        provider(folder, of, texts)


def mix(folder):
    """Published prices beside agreed ones and hours."""
    dated = [
        service("maaling", name, kind, vat, refund, basis, account, yearly(price, change))
        for name, kind, price, vat, refund, basis, account, change in PUBLISHED
    ]
    agreed = service("maaling", "individuelt", "agreed", "standard", "none", "LAB § 91", "5.68.98", [])
    hours = service("maaling", "mentor", "hour", "standard", "none", "LAB § 91", "5.68.98", [(FIRST, LAST, 612)])
    provider(folder, "maaling", [*dated, agreed, hours])


def stays(folder):
    """Stays under § 110 at two providers, whose refund follows the citizen's window, and aftercare. A price changes in the middle of a windowed month."""
    for name, price in [("centret", 1185), ("hjemmet", 1340)]:
        stay = service(name, "ophold", "day", "exempt", "sel-110-ophold", "SEL § 110", "5.38.42", yearly(price, (11, 18)))
        after = service(name, "efterforsorg", "day", "exempt", "sel-110-efterforsorg", "SEL § 110", "5.38.42", yearly(435, (11, 18)))
        provider(folder, name, [stay, after])


CATALOGUES = {"published": published, "versions": versions, "services": services, "mix": mix, "stays": stays}


def write(folder: Path):
    for name, fill in CATALOGUES.items():
        fill(folder / name)
