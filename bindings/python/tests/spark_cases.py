"""Random rows of case files for Spark, drawn from a seed: several cases and stays a citizen, windows of refund, own payment, and faults of many kinds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

# A provider of stays under § 110, because the built-in catalogue has none.
BOEGELY = """
[provider]
id = "boegely"
name = "Center Bøgely"

[provider.sources]
legal_basis = "test"
vat = "test"
refund = "test"

[[service]]
id = "boegely/ophold"
name = { da = "Ophold", en = "Stay" }
legal_basis = "SEL § 110"
kind = "day"
vat = "exempt"
refund = "sel-110-ophold"

[[service.tariff]]
from = "2019-01-01"
to = "2024-12-31"
price = "1000.00"
source = "test"

[[service.tariff]]
from = "2025-01-01"
price = "1101.01"
source = "test"
"""

SCHEMA = pa.schema(
    [
        ("number", pa.int64()),
        ("case_id", pa.string()),
        ("citizen_id", pa.string()),
        ("row_id", pa.string()),
        ("service", pa.string()),
        ("first_day", pa.date32()),
        ("last_day", pa.date32()),
        ("payer", pa.string()),
        ("hours", pa.decimal128(6, 2)),
        ("unit_price", pa.decimal128(12, 2)),
        ("unit", pa.string()),
        ("own_payment_per_day", pa.decimal128(8, 2)),
        ("prior_stay_to", pa.date32()),
        ("window_start", pa.date32()),
        ("window_days_used", pa.int32()),
        ("decided_before_discharge", pa.bool_()),
    ]
)

STAY = "boegely/ophold"
# Services with the days on which courses of them begin, and how long their rows are.
SERVICES = {
    STAY: (date(2023, 8, 1), 900, 150),
    "mandecentret/efterforsorg-basis": (date(2022, 3, 1), 700, 60),
    "mandecentret/efterforsorg-udvidet": (date(2022, 3, 1), 700, 60),
    "pensionatet/cti": (date(2020, 1, 5), 250, 100),
    "livarehab/vejledning-opkvalificering": (date(2018, 1, 1), 900, 70),
    "livarehab/mentor-samtaler": (date(2018, 1, 1), 900, 1),
    "livarehab/individuelt-forloeb": (date(2018, 1, 1), 900, 80),
}


def catalogue(folder: Path) -> Path:
    """A folder with the provider of stays, to be laid over the built-in catalogue."""
    (folder / "boegely.toml").write_text(BOEGELY, encoding="utf-8")
    return folder


def table(rows: int, seed: int) -> pa.Table:
    """At least so many rows, in no order, numbered from 1 in the order in which they lie."""
    draw = random.Random(seed)
    drawn: list[dict[str, Any]] = []
    citizen = 0
    while len(drawn) < rows:
        citizen += 1
        drawn.extend(_citizen(draw, citizen))
    draw.shuffle(drawn)
    for number, row in enumerate(drawn, 1):
        row["number"] = number
    return pa.Table.from_pylist(drawn, schema=SCHEMA)


def _citizen(draw: random.Random, citizen: int) -> Iterator[dict[str, Any]]:
    # One in six is named by its case alone.
    is_named = draw.random() < 5 / 6
    for number in range(draw.choice([1, 1, 2, 3]) if is_named else 1):
        case = f"S-{citizen}-{number}"
        service = draw.choice([STAY, *SERVICES])
        first, spread, length = SERVICES[service]
        day = first + timedelta(draw.randrange(spread))
        rows = []
        for part in range(draw.choice([1, 1, 2, 3])):
            last = day + timedelta(draw.randrange(length))
            row: dict[str, Any] = {"case_id": case, "service": service, "first_day": day, "last_day": last, "payer": draw.choice(["101", "147", "751"])}
            row["citizen_id"] = f"C-{citizen}" if is_named else None
            row["row_id"] = f"{case}-{part}" if draw.random() < 0.5 else None
            _terms(draw, row)
            if draw.random() < 0.04:
                _fault(draw, row, citizen)
            rows.append(row)
            day = last + timedelta(draw.choice([1, 1, 1, 30]))
        yield from rows


def _terms(draw: random.Random, row: dict[str, Any]) -> None:
    """What the price of the service rests on."""
    service = row["service"]
    if service == STAY:
        row["own_payment_per_day"] = draw.choice([None, Decimal("96.71"), Decimal("133.33")])
        if draw.random() < 0.1:
            row |= {"window_start": date(2023, 10, 1), "window_days_used": 40}
    elif service == "pensionatet/cti":
        row["prior_stay_to"] = date(2020, 1, 4) - timedelta(draw.randrange(3))
        row["decided_before_discharge"] = draw.choice([None, True, False])
    elif service == "livarehab/mentor-samtaler":
        row["last_day"] = row["first_day"]
        row["hours"] = Decimal(draw.randrange(25, 3000)) / 100
    elif service == "livarehab/individuelt-forloeb":
        row |= {"unit_price": Decimal("31200.55"), "unit": "month"}


def _fault(draw: random.Random, row: dict[str, Any], citizen: int) -> None:
    wrong = [
        {"last_day": row["first_day"] - timedelta(3)},
        {"last_day": None},
        {"service": "boegely/ophald"},
        {"payer": "999"},
        {"payer": None},
        {"payer": "row 7"},
        {"unit_price": Decimal("99.50"), "unit": "day"},
        {"own_payment_per_day": Decimal("99999.99")},
        {"first_day": row["first_day"] - timedelta(20)},  # shares days with the row before it
        {"citizen_id": f"C-{max(1, citizen - 5)}"},  # a case under two citizens
        {"citizen_id": f"  {row['citizen_id'] or row['case_id']}\u00a0"},  # the same citizen
        {"citizen_id": "010190-1234"},
        {"citizen_id": "a\tb"},
        {"row_id": "010190-1234"},
        {"case_id": None},
        {"case_id": None, "citizen_id": None},
        {"window_start": date(2024, 1, 1), "window_days_used": 400},
    ]
    row |= draw.choice(wrong)
