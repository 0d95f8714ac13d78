"""A municipality that does not exist: the register of one, made up from a seed.

Nobody in it is real, and neither is the § 110 provider. Numbers of citizens, lengths of stay and the day price of the
provider are chosen to look plausible, not taken from any statistics. The same seed gives the same register.
"""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import polars as pl

CODE = "101"  # København: a code must be a municipality's; nothing else here has to do with it
BEGINS, ENDS = date(2022, 1, 1), date(2026, 12, 31)
SEED = 110

STAY = "opdigtet/ophold"
AFTERCARE, AFTERCARE_BASIC, AFTERCARE_EXTENDED = (f"mandecentret/efterforsorg{level}" for level in ("", "-basis", "-udvidet"))
GUIDANCE, RESOURCE, MENTOR = (f"livarehab/{name}" for name in ("vejledning-opkvalificering", "ressourceforloeb-tvaerfagligt", "mentor-helhed"))

TWO_LEVELS_FROM = date(2023, 4, 1)  # as takst takes "spring 2023" when no policy says otherwise
OWN_PAYMENT = {2023: Decimal("96.71")}  # kr a day, the published rate; for the other years none is published here

SCHEMA = {
    "case_id": pl.String, "citizen_id": pl.String, "service": pl.String, "first_day": pl.Date, "last_day": pl.Date, "payer": pl.String,
    "hours": pl.Decimal(8, 2), "hours_per_week": pl.Decimal(8, 2), "own_payment_per_day": pl.Decimal(8, 2), "prior_stay_to": pl.Date,
}


def register(seed: int = SEED) -> pl.DataFrame:
    """The register of 2022 to 2026, one row for each period of a service, as a case file has it. A course may begin before or end after."""
    rows = [*_stays(Random(f"stays {seed}")), *_aftercare(Random(f"aftercare {seed}")), *_livarehab(Random(f"livarehab {seed}"))]
    return pl.DataFrame([{"payer": CODE, **row} for row in rows], schema=SCHEMA, orient="row")


def _stays(random: Random):
    """Stays under SEL § 110. Some citizens come back, one in seven stays on for long, and some are still there at the end."""
    for number in range(1, 2501):
        citizen, first, stay = f"O-{number:04}", _day(random, date(2020, 10, 1), ENDS), 0
        while first <= ENDS:
            last, stay = first + timedelta(days=_length_of_stay(random) - 1), stay + 1
            yield from _years_of_stay(f"{citizen}-{stay}", citizen, first, last)
            if random.random() > 0.3:
                break
            first = last + timedelta(days=random.randint(2, 300))


def _length_of_stay(random: Random) -> int:
    days = random.choices((random.lognormvariate(2.9, 0.8), random.lognormvariate(4.3, 0.5), random.lognormvariate(5.5, 0.4)), (45, 40, 15))[0]
    return max(1, min(round(days), 700))


def _years_of_stay(case: str, citizen: str, first: date, last: date):
    """One row a calendar year, because own payment is set by the year. Days outside the register's years are left out."""
    for year in range(max(first, BEGINS).year, min(last, ENDS).year + 1):
        begins, ends = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        still_there = last > ENDS and year == ENDS.year
        yield {
            "case_id": case, "citizen_id": citizen, "service": STAY, "first_day": begins, "last_day": None if still_there else ends,
            "own_payment_per_day": OWN_PAYMENT.get(year),
        }


def _aftercare(random: Random):
    """Aftercare at Mandecentret, in direct continuation of a stay there. From the roll-out: extended first, then basic.

    Days before 2022 are left out: no price is published for them.
    """
    for number in range(1, 481):
        admitted = _day(random, date(2021, 1, 1), ENDS)
        last = min(admitted + timedelta(days=random.randint(60, 364)), ENDS)
        extended_to = admitted + timedelta(days=random.randint(20, 120))
        case, first = f"E-{number:04}", max(admitted, BEGINS)
        common = {"case_id": case, "citizen_id": case, "prior_stay_to": admitted - timedelta(days=1)}
        if first <= min(last, TWO_LEVELS_FROM - timedelta(days=1)):
            ends = min(last, TWO_LEVELS_FROM - timedelta(days=1))
            yield {**common, "service": AFTERCARE, "first_day": first, "last_day": ends}
            first = ends + timedelta(days=1)
        if first <= min(last, extended_to):
            ends = min(last, extended_to)
            yield {**common, "service": AFTERCARE_EXTENDED, "first_day": first, "last_day": ends}
            first = ends + timedelta(days=1)
        if first <= last:
            yield {**common, "service": AFTERCARE_BASIC, "first_day": first, "last_day": last}


def _livarehab(random: Random):
    """Courses of LivaRehab: guidance and resource courses by the week, mentors by the hour, one row of hours a month."""
    for number in range(1, 701):
        case, first = f"V-{number:04}", _day(random, date(2021, 11, 22), ENDS)
        yield {"case_id": case, "citizen_id": case, "service": GUIDANCE, "first_day": first, "last_day": first + timedelta(days=41),
               "hours_per_week": Decimal(5)}
    for number in range(1, 321):
        case, first = f"R-{number:04}", _day(random, date(2021, 8, 16), ENDS)
        yield {"case_id": case, "citizen_id": case, "service": RESOURCE, "first_day": first,
               "last_day": first + timedelta(weeks=random.randint(13, 20), days=-1), "hours_per_week": Decimal(random.randint(8, 15))}
    for number in range(1, 331):
        case, first = f"H-{number:04}", _day(random, date(2021, 6, 5), ENDS)
        last = first + timedelta(weeks=random.randint(26, 30), days=-1)
        while first <= last:
            ends = min(last, (first.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1))
            quarters = max(1, ((ends - first).days + 1) * random.randint(4, 12) // 7)  # of an hour: one to three hours a week
            if BEGINS <= ends <= ENDS:
                yield {"case_id": case, "citizen_id": case, "service": MENTOR, "first_day": first, "last_day": ends, "hours": Decimal(quarters) / 4}
            first = ends + timedelta(days=1)


def _day(random: Random, first: date, last: date) -> date:
    return first + timedelta(days=random.randint(0, (last - first).days))
