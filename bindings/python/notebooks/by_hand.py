"""The same sums by hand: day by day, in plain Python, without takst. The notebooks compare the two."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

import polars as pl

REFORM = date(2023, 10, 1)


def days(row: dict, last: date) -> Iterator[date]:
    """The days of a row, both ends included; a row that still runs goes on to `last`."""
    first, end = row["first_day"], min(row["last_day"] or last, last)
    return (first + timedelta(days=n) for n in range((end - first).days + 1))


def days_in_month(register: pl.DataFrame, service: str, month: str, last: date) -> int:
    """How many days of a service fall into a month."""
    rows = register.filter(service=service).iter_rows(named=True)
    return sum(f"{day:%Y-%m}" == month for row in rows for day in days(row, last))


def refund_of_stays(stays: pl.DataFrame, price: Decimal, year: int, limit: Callable[[date], int]) -> Counter:
    """The refund of a year, month by month: half the price of each day on which a citizen has days left.

    The running year begins with the citizen's first day from the reform on, and anew on each anniversary. Every day uses one, refunded or not.
    """
    months, last = Counter(), date(year, 12, 31)
    citizens = stays.sort("citizen_id", "first_day").partition_by("citizen_id")
    for citizen in citizens:
        begins, used = None, 0
        for day in sorted({day for row in citizen.iter_rows(named=True) for day in days(row, last) if day >= REFORM}):
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
