"""Work grows with the rows, not with their square: one case, or one citizen, of any size.

Processor time of a size and of eight times as much are compared. Where work is linear the second is about 8 times the first, where it is quadratic 64 times;
the limit is far from both, and the least of several runs is taken.
"""

import time

import pyarrow as pa
import pytest
import takst
from frames_cases import table

BOOK = takst.default_book()
HOURS = {"case_id": "S-1", "service": "livarehab/mentor-samtaler", "first_day": "2019-05-01", "last_day": "2019-05-02", "payer": "101", "hours": "1.5"}
BASIS = {"case_id": "S-1", "service": "mandecentret/efterforsorg-basis", "first_day": "2023-05-01", "last_day": "2023-05-02", "payer": "101"}


# What is hard about the rows of one case, or of one citizen.
ROWS = {
    "one case": lambda n: [HOURS | {"row_id": str(row)} for row in range(n)],
    "one case of several payers": lambda n: [HOURS | {"payer": str(101 + row % 700)} for row in range(n)],
    "rows that are refused": lambda n: [BASIS] * n,
    "cells that are refused": lambda n: [HOURS | {"hours": "x"}] * n,
    # Hours: of days that two cases charge there is a finding for each pair of cases.
    "cases of a citizen": lambda n: [HOURS | {"case_id": f"S-{row}", "citizen_id": "C-1"} for row in range(n)],
    "refused cases of a citizen": lambda n: [BASIS | {"case_id": f"S-{row}", "citizen_id": "C-1", "last_day": "2023-01-01"} for row in range(n)],
    "windows that contradict each other": lambda n: [
        BASIS | {"case_id": f"S-{row}", "citizen_id": "C-1", "window_start": f"2024-01-{1 + row % 28:02}", "window_days_used": "3"} for row in range(n)
    ],
}
CALLS = {
    "lines": lambda rows: BOOK.price(rows, threads=1),
    "findings": lambda rows: BOOK.price(rows, findings=True, threads=1),
    "totals": lambda rows: BOOK.totals(rows, threads=1),
    "grouped in small batches": lambda rows: BOOK.price(pa.Table.from_batches(rows.to_batches(max_chunksize=20)), grouped=True, threads=1),
    "statements": lambda rows: BOOK.statements(takst.cases(rows.to_pylist())),
}


def least(call, rows):
    times = []
    for _ in range(3):
        began = time.process_time()
        call(rows)
        times.append(time.process_time() - began)
    return min(times)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("rows", ROWS)
def test_eight_times_the_rows_are_not_sixty_four_times_the_work(rows, call):
    sizes = (1000, 8000)
    small, large = (least(CALLS[call], table(ROWS[rows](size), sorted({name for row in ROWS[rows](2) for name in row}))) for size in sizes)
    # Below a few milliseconds the clock and what a call costs by itself say more than the rows.
    assert large < 28 * max(small, 0.002), (small, large)
