"""What the tests of ledgers share: parties, cases, rows of results."""

import datetime
from pathlib import Path

import pyarrow as pa
import takst

PARTIES = Path(__file__).resolve().parents[3] / "tests" / "vectors" / "documents" / "parties" / "usual.toml"
BASIC = "mandecentret/efterforsorg-basis"


def stay(case, first, last, **more):
    """Basic aftercare, 435 kr. a day."""
    return {"case_id": case, "service": BASIC, "first_day": first, "last_day": last, "payer": "101", "prior_stay_to": "2023-12-31", **more}


#: January 2024 has 31 days: 31 × 435 = 13,485.00. 1 to 10 February: 10 × 435 = 4,350.00.
ROWS = [stay("A", "2024-01-01", "2024-02-10")]


def text(value):
    return "" if value is None else value.isoformat() if isinstance(value, datetime.date) else str(value)


def rows(frame, *columns):
    """The rows of a frame as tuples of text."""
    return [tuple(text(row[column]) for column in columns) for row in pa.table(frame).to_pylist()]


def ledger(folder, start="2024-01", **options):
    return takst.Ledger.create(folder / "books.ledger", start, parties=PARTIES, **options)
