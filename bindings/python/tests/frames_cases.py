"""Random case files and frames as plain Python, for the tests of data frames."""

import datetime as dt
import random
from decimal import Decimal

import pyarrow as pa

COLUMNS = (
    "case_id citizen_id row_id service first_day last_day payer hours hours_per_week unit_price unit own_payment_per_day prior_stay_to first_discharge "
    "decided_before_discharge discharged_to_107 window_start window_days_used commitment commitment_date notified_start notified_end"
).split()

DAYS = {name for name in COLUMNS if name.endswith(("_day", "_to", "_discharge", "_start", "_date", "_end")) and name != "decided_before_discharge"}

# Each service where its price list has prices, and what its rows need.
SERVICES = {
    "mandecentret/efterforsorg": (2022, {}),
    "mandecentret/efterforsorg-basis": (2023, {}),
    "mandecentret/efterforsorg-udvidet": (2023, {}),
    "pensionatet/efterforsorg": (2020, {}),
    "pensionatet/cti": (2020, {"commitment": "Bevilling", "commitment_date": "2019-12-20"}),
    "livarehab/vejledning-opkvalificering": (2018, {}),
    "livarehab/virksomhedspraktik-arbejdsmarked": (2018, {}),
    "livarehab/mentor-samtaler": (2019, {"hours": "12.5"}),
    "livarehab/individuelt-forloeb": (2019, {"unit_price": "31200.50", "unit": "month"}),
    "socialstyrelsen/raadgivning-eftervaern": (2021, {}),
}


def random_rows(seed, cases=60):
    """Rows of cases of every kind, some with faults, those of a citizen side by side."""
    draw = random.Random(seed)
    rows = []
    number = 0
    while number < cases:
        citizen = f"C-{number}"
        for _ in range(draw.choice([1, 1, 1, 2, 3])):
            number += 1
            service, (year, needed) = draw.choice(list(SERVICES.items()))
            for _ in range(draw.choice([1, 1, 1, 2])):
                first = dt.date(year, 1, 1) + dt.timedelta(days=draw.randrange(330))
                last = first + dt.timedelta(days=draw.randrange(120))
                row = {"case_id": f"S-{number}", "citizen_id": citizen, "service": service, "first_day": str(first), "last_day": str(last), "payer": "101"}
                row |= needed
                if "hours" in needed:
                    row["last_day"] = str(min(last, first.replace(day=28)) if first.day <= 28 else first)
                if draw.random() < 0.2:
                    row["own_payment_per_day"] = str(draw.choice(["96.71", "0", "2000"]))
                if draw.random() < 0.1:
                    row["row_id"] = f"row {draw.randrange(99)}"
                if draw.random() < 0.1:
                    row["notified_start"] = str(first)
                if draw.random() < 0.15:
                    column, value = draw.choice(
                        [("first_day", "2022-02-30"), ("service", "pensionatet/nothing"), ("payer", "999"), ("last_day", None), ("hours", "1.23456"), ("unit", "day"), ("row_id", "010190-1234")]
                    )
                    row[column] = value
                rows.append(row)
    return rows


def table(rows, names=COLUMNS):
    """Rows of text as a table of text."""
    return pa.table({name: pa.array([row.get(name) for row in rows], pa.string()) for name in names})


def typed(rows):
    """The same with days and numbers as types, where every value is one; the others stay text."""
    columns = {}
    for name in COLUMNS:
        texts = [row.get(name) for row in rows]
        try:
            if name in DAYS:
                columns[name] = pa.array([text and dt.date.fromisoformat(text) for text in texts], pa.date32())
            elif name in ("hours", "unit_price", "own_payment_per_day"):
                columns[name] = pa.array([text and Decimal(text) for text in texts], pa.decimal128(12, 4))
            else:
                columns[name] = pa.array(texts, pa.string())
        except ValueError:
            columns[name] = pa.array(texts, pa.string())
    return pa.table(columns)


def plain(frame):
    """Rows of a frame as dicts."""
    return pa.table(frame).to_pylist()


def by_row(lines):
    """Lines in the order of rows; those of a row keep theirs."""
    return sorted(lines, key=lambda line: line["row"])


def problems(findings):
    """Problems as a sorted list, None before all else."""
    keys = ("severity", "code", "case_id", "row", "column", "value")
    as_tuple = lambda one: tuple(one[key] if isinstance(one, dict) else getattr(one, key) for key in keys)
    return sorted((as_tuple(one)[:5] + (as_tuple(one)[5] or None,) for one in findings), key=lambda one: [(part is not None, part) for part in one])
