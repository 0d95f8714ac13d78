"""What every peer looks prices up in: the days of each service cut at month ends and tariff changes.

Made from the TOML that takst reads, before anything is timed. Money is whole øre, days are numbers of days since 1970.
"""

import tomllib
from datetime import date
from pathlib import Path

import numpy as np

# Segments are made for these days; a day's number begins at the first.
FIRST = np.datetime64("2020-01-01").astype(int)
LAST = np.datetime64("2026-12-31").astype(int)
SPAN = int(LAST - FIRST + 1)

# Aftercare is refunded before this day; from it on the outcome is undetermined.
REFORM = int(np.datetime64("2023-10-01").astype(int))

AFTERCARE = "sel-110-efterforsorg"
OUTCOMES = ["refunded", "undetermined", "not-refunded"]
REASONS = ["refund.aftercare-before-reform", "refund.aftercare-after-reform", "refund.no-rule"]
REFUNDED, UNDETERMINED, NOT_REFUNDED = range(3)


def number(day):
    """A day of the catalogue, which may lie far outside the days of the data."""
    return (date.fromisoformat(day) - date(1970, 1, 1)).days


def ore(price):
    kroner, _, parts = price.partition(".")
    return int(kroner) * 100 + int(parts.ljust(2, "0"))


def services(folder):
    """Every service of a catalogue, by id."""
    found = {}
    for path in sorted(Path(folder).glob("*.toml")):
        for service in tomllib.loads(path.read_text(encoding="utf-8")).get("service", []):
            found[service["id"]] = service
    return found


class Segments:
    """Columns of one row a segment, sorted by service and day; and for each service and day the segment it lies in."""

    def __init__(self, folder, names):
        """`names`: the services, in the order of their codes."""
        catalogue = services(folder)
        self.names = list(names)
        months = np.arange("2020-01", "2027-01", dtype="datetime64[M]").astype("datetime64[D]").astype(int)
        parts, self.terms, at = [], [], 0
        self.lookup = np.empty(len(self.names) * SPAN, np.int32)
        for code, name in enumerate(self.names):
            service = catalogue[name]
            self.terms.append(service)
            begins = np.array([number(tariff["from"]) for tariff in service["tariff"]])
            prices = np.array([ore(tariff["price"]) for tariff in service["tariff"]])
            first = np.unique(np.concatenate([months, begins[(begins > FIRST) & (begins <= LAST)]]))
            last = np.append(first[1:] - 1, LAST)
            version = np.searchsorted(begins, first, side="right") - 1
            # From 2023-10-01 on a month's first day is a segment's, so that no segment lies on both sides of the reform.
            aftercare = service["refund"] == AFTERCARE
            outcome = np.where(first < REFORM, REFUNDED, UNDETERMINED) if aftercare else np.full(len(first), NOT_REFUNDED)
            parts.append((np.full(len(first), code), first, last, prices[version], begins[version], outcome))
            self.lookup[code * SPAN:(code + 1) * SPAN] = at + np.searchsorted(first, np.arange(FIRST, LAST + 1), side="right") - 1
            at += len(first)
        columns = [np.concatenate(column) for column in zip(*parts)]
        self.service = columns[0].astype(np.int32)
        self.first, self.last = columns[1].astype(np.int32), columns[2].astype(np.int32)
        self.price = columns[3].astype(np.int64)
        self.version = columns[4].astype(np.int32)
        self.outcome = columns[5].astype(np.int8)
        self.month = self.first.astype("datetime64[D]").astype("datetime64[M]").astype("datetime64[D]").astype(np.int32)
        # Days of one unit; VAT in per cent.
        self.unit = np.array([7 if terms["kind"] == "week" else 1 for terms in self.terms], np.int32)
        self.vat = np.array([25 if terms["vat"] == "standard" else 0 for terms in self.terms], np.int32)

    def __len__(self):
        return len(self.first)
