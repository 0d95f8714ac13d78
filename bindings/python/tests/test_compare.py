"""Two books on the same cases."""

from decimal import Decimal

import polars as pl
import pyarrow as pa
import pytest
import takst
from frames_cases import plain, random_rows, table, typed

ROWS = [
    {"case_id": "S-1", "service": "mandecentret/efterforsorg-basis", "first_day": "2023-03-20", "last_day": "2023-04-10", "payer": "101"},
    {"case_id": "S-2", "service": "mandecentret/efterforsorg-basis", "first_day": "2023-02-30", "payer": "101"},
]
BEFORE = takst.default_book()
# The roll-out a month earlier: 435 a day from 1 March.
AFTER = takst.Book(policy={"roll-out-date": ("2023-03-01", "letter")})


def test_figures_worked_out_by_hand():
    """12 days of March at 545 against 435: 6540.00 - 5220.00. April is at 435 either way: 10 days, 4350.00."""
    change = takst.compare(BEFORE, AFTER, table(ROWS), by=["month"])
    names = ["month", "days_before", "days_after", "days_change", "net_before", "net_after", "net_change", "refund_change"]
    got = [tuple(row[name] for name in names) for row in plain(change)]
    d = Decimal
    assert got == [
        ("2023-03", 12, 12, 0, d("6540.00"), d("5220.00"), d("-1320.00"), d("-660.00")),
        ("2023-04", 10, 10, 0, d("4350.00"), d("4350.00"), d("0.00"), d("0.00")),
    ]
    assert change.columns[:4] == ["month", "lines_before", "lines_after", "lines_change"]
    assert [plain(side.refused)[0]["code"] for side in (change.before, change.after)] == ["value.invalid"] * 2
    assert pl.DataFrame(change)["net_change"].to_list() == [d("-1320.00"), d("0.00")]


@pytest.mark.parametrize("money", ["decimal64", "decimal128"])
@pytest.mark.parametrize("by", [[], ["month"], ["case_id", "refund_reason"], ["account", "citizen_id"], ["service", "refund_outcome"], ["refund_outcome", "quarter"], ["payer", "year", "provider"]])
def test_every_group_of_either_side(by, money):
    rows = typed(random_rows(11, 2000))
    one, other = takst.Book(policy={"mandecentret-545-from": ("2020-06-01", "letter")}), AFTER
    change = takst.compare(one, other, rows, by=by, cases=True, money=money)
    sides = [{tuple(row[name] for name in by): row for row in plain(book.totals(rows, by=by, cases=True))} for book in (one, other)]
    assert [change.before, change.after] == [book.totals(rows, by=by, cases=True, money=money) for book in (one, other)]
    got = {tuple(row[name] for name in by): row for row in plain(change)}
    assert set(got) == set(sides[0]) | set(sides[1])
    sums = ["lines", "days", "net", "vat", "own_payment", "refund", "at_stake", "cost", "cases"]
    for group, row in got.items():
        for name in sums:
            before, after = (side.get(group, {}).get(name, 0) for side in sides)
            assert (row[f"{name}_before"], row[f"{name}_after"], row[f"{name}_change"]) == (before, after, after - before)
    assert change.columns == [*by, *(f"{name}_{side}" for name in sums for side in ("before", "after", "change"))]


def test_a_stream_is_read_once_for_both():
    rows = table(ROWS)
    reader = pa.RecordBatchReader.from_batches(rows.schema, iter(rows.to_batches()))
    assert takst.compare(BEFORE, AFTER, reader, by=["month"]) == takst.compare(BEFORE, AFTER, rows, by=["month"])


def test_a_book_against_itself():
    same = takst.compare(BEFORE, BEFORE, table(ROWS), by=["month"])
    assert all(value == 0 for row in plain(same) for name, value in row.items() if name.endswith("_change"))
    # In the order of the totals themselves.
    rows = typed(random_rows(5, 1000))
    for by in (["service"], ["refund_outcome"], ["month", "provider"]):
        assert [row[by[0]] for row in plain(takst.compare(BEFORE, BEFORE, rows, by=by))] == [row[by[0]] for row in plain(BEFORE.totals(rows, by=by))]
