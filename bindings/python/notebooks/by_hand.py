"""The same sums by hand: day by day, in plain Python, without takst. The notebooks compare the two."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

import polars as pl

REFORM = date(2023, 10, 1)


def days(row: dict, first: date, last: date) -> Iterator[date]:
    """The days of a row from `first` to `last`, both ends included. A row without a last day still runs."""
    begins, ends = max(row["first_day"], first), min(row["last_day"] or last, last)
    return (begins + timedelta(days=n) for n in range((ends - begins).days + 1))


def count_days(register: pl.DataFrame, service: str, first: date, last: date) -> int:
    """How many days of a service the register has from `first` to `last`."""
    return sum(1 for row in register.filter(service=service).iter_rows(named=True) for _ in days(row, first, last))


def refund_of_stays(stays: pl.DataFrame, price: Decimal, year: int, limit: Callable[[date], int]) -> Counter:
    """The refund of a year, month by month: half the price of each day on which a citizen has days left.

    The running year begins with the citizen's first day from the reform on, and anew on each anniversary. Every day uses one, refunded or not.
    """
    months, last = Counter(), date(year, 12, 31)
    citizens = stays.sort("citizen_id", "first_day").partition_by("citizen_id")
    for citizen in citizens:
        begins, used = None, 0
        for day in sorted({day for row in citizen.iter_rows(named=True) for day in days(row, REFORM, last)}):
            if begins is None:
                begins = day
            while day >= _a_year_after(begins):
                begins, used = _a_year_after(begins), 0
            if used < limit(day) and day.year == year:
                months[f"{day:%Y-%m}"] += price / 2
            used += 1
    return months


def _a_year_after(day: date) -> date:
    return date(day.year + 1, day.month, 28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)
