"""Writes the data of the benchmark: Parquet files of case rows, and the catalogues they are priced with.

    python data.py FOLDER SEED KIND:ROWS...

Everything is synthetic: drawn at random from a seed, after no real case. Only the codes of the payers are real, those of the 98 Danish
municipalities. A file that this program has written is not written again.
"""

import hashlib
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

import catalogues

PAYERS = """
101 147 151 153 155 157 159 161 163 165 167 169 173 175 183 185 187 190 201 210 217 219 223 230 240 250 253 259 260 265 269 270 306 316 320
326 329 330 336 340 350 360 370 376 390 400 410 420 430 440 450 461 479 480 482 492 510 530 540 550 561 563 573 575 580 607 615 621 630 657
661 665 671 706 707 710 727 730 740 741 746 751 756 760 766 773 779 787 791 810 813 820 825 840 846 849 851 860
""".split()

FIRST = np.datetime64("2020-01-01").astype(int)
LAST = np.datetime64("2026-12-31").astype(int)
LONGEST = 400


def numbered(prefix, numbers):
    return pc.binary_join_element_wise(pa.scalar(prefix), pc.cast(pa.array(numbers), pa.string()), "")


def dictionary(codes, texts):
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(texts))


def days(numbers):
    return pa.array(numbers.astype(np.int32)).cast(pa.date32())


def periods(random, rows):
    """First and last days: uniform over the years, uniform in length, cut at the end of the years."""
    first = random.integers(FIRST, LAST + 1, rows)
    return first, np.minimum(first + random.integers(0, LONGEST, rows), LAST)


def plain(random, rows, services):
    """One row a case: only what every row must have."""
    first, last = periods(random, rows)
    return pa.table({
        "case_id": numbered("S-", np.arange(1, rows + 1)),
        "service": dictionary(random.integers(0, len(services), rows), services),
        "first_day": days(first),
        "last_day": days(last),
        "payer": dictionary(random.integers(0, len(PAYERS), rows), PAYERS),
    })


def published(random, rows):
    return plain(random, rows, [f"maaling/{service[0]}" for service in catalogues.PUBLISHED])


def services(random, rows):
    return plain(random, rows, catalogues.service_names())


def shuffled(random, rows):
    """The rows of `published`, in any order."""
    return published(random, rows).take(pa.array(random.permutation(rows)))


def texts(random, rows):
    """The rows of `published`, with their days as text."""
    table = published(random, rows)
    for name in ["first_day", "last_day"]:
        table = table.set_column(table.column_names.index(name), name, table[name].cast(pa.string()))
    return table


def mix(random, rows):
    """Three of five rows at published prices, one agreed by the month, one of hours on one day."""
    kind = np.arange(rows) % 5
    names = [service[0] for service in catalogues.PUBLISHED]
    first, last = periods(random, rows)
    codes = np.where(kind == 3, len(names), np.where(kind == 4, len(names) + 1, random.integers(0, len(names), rows)))
    prices = 1_000_000 + 100 * random.integers(0, 20_000, rows)
    hours = 25 * random.integers(1, 160, rows)
    return pa.table({
        "case_id": numbered("S-", np.arange(1, rows + 1)),
        "service": dictionary(codes, [f"maaling/{name}" for name in [*names, "individuelt", "mentor"]]),
        "first_day": days(first),
        "last_day": days(np.where(kind == 4, first, last)),
        "payer": dictionary(random.integers(0, len(PAYERS), rows), PAYERS),
        "unit_price": decimals(prices, kind == 3),
        "unit": pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, np.int32), mask=kind != 3), pa.array(["month"])),
        "hours": decimals(hours, kind == 4),
    })


def decimals(hundredths, given):
    """Whole hundredths as numbers of two decimals, where they are given."""
    words = np.zeros((len(hundredths), 2), np.int64)
    words[:, 0] = hundredths
    valid = np.packbits(given, bitorder="little")
    return pa.Array.from_buffers(pa.decimal128(12, 2), len(hundredths), [pa.py_buffer(valid), pa.py_buffer(words)])


def stays(random, rows):
    """Each citizen has a stay, aftercare, another stay and aftercare, one after another with days between them; each is a case.

    For stays the citizen pays a part of each day.
    """
    citizens = (rows + 3) // 4
    lengths = random.integers(1, 121, (citizens, 4))
    gaps = random.integers(0, 61, (citizens, 4))
    begin = random.integers(np.datetime64("2022-01-01").astype(int), np.datetime64("2024-12-31").astype(int), (citizens, 1))
    ends = begin + np.cumsum(lengths + gaps, axis=1)
    first, last = (ends - lengths).ravel()[:rows], (ends - 1).ravel()[:rows]
    number = np.arange(rows)
    provider = random.integers(0, 2, citizens)[number // 4]
    names = ["centret/ophold", "centret/efterforsorg", "hjemmet/ophold", "hjemmet/efterforsorg"]
    return pa.table({
        "case_id": numbered("S-", number + 1),
        "citizen_id": numbered("B-", number // 4 + 1),
        "service": dictionary(2 * provider + number % 2, names),
        "first_day": days(first),
        "last_day": days(last),
        "payer": dictionary(random.integers(0, len(PAYERS), citizens)[number // 4], PAYERS),
        "own_payment_per_day": decimals(random.integers(8_000, 12_000, citizens)[number // 4], number % 2 == 0),
    })


def followed(random, rows, least, most, longest, since, until):
    """Cases of `least` to `most` rows that follow each other without a gap: the case of each row, its place in it, first and last days."""
    counts = random.integers(least, most + 1, rows)
    case = np.repeat(np.arange(rows), counts)[:rows]
    begins = np.concatenate([[0], np.cumsum(counts)])[case]
    place = np.arange(rows) - begins
    # What the rows before have taken, from the case's first day on.
    ends = np.cumsum(random.integers(1, longest + 1, rows))
    taken = ends - np.concatenate([[0], ends])[begins]
    first_day = random.integers(np.datetime64(since).astype(int), np.datetime64(until).astype(int), rows)[case]
    first = first_day + np.where(place == 0, 0, np.concatenate([[0], taken[:-1]]))
    return case, place, first, first_day + taken - 1


def agreed(random, rows):
    """Cases of one to three rows, each agreed anew by the month and beginning the day after the one before ends, in the middle of months."""
    case, _, first, last = followed(random, rows, 1, 3, 180, "2020-01-01", "2025-01-01")
    return pa.table({
        "case_id": numbered("S-", case + 1),
        "service": dictionary(np.zeros(rows), ["livarehab/individuelt-forloeb"]),
        "first_day": days(first),
        "last_day": days(last),
        "payer": dictionary(random.integers(0, len(PAYERS), rows)[case], PAYERS),
        "unit_price": decimals(1_000_000 + random.integers(0, 2_000_000, rows), np.ones(rows, bool)),
        "unit": dictionary(np.zeros(rows), ["month"]),
    })


def levels(random, rows):
    """Cases of two to five rows that change between the two levels of aftercare of the built-in catalogue, before its roll-out and after."""
    case, place, first, last = followed(random, rows, 2, 5, 90, "2022-01-01", "2025-09-01")
    begins_with = random.integers(0, 2, rows)[case]
    return pa.table({
        "case_id": numbered("S-", case + 1),
        "service": dictionary((begins_with + place) % 2, ["mandecentret/efterforsorg-basis", "mandecentret/efterforsorg-udvidet"]),
        "first_day": days(first),
        "last_day": days(last),
        "payer": dictionary(random.integers(0, len(PAYERS), rows)[case], PAYERS),
    })


KINDS = {
    "published": published, "services": services, "shuffled": shuffled, "texts": texts, "mix": mix, "stays": stays, "agreed": agreed, "levels": levels,
}


def write(folder, seed, kind, rows):
    path = folder / f"{kind}-{rows}.parquet"
    if not path.exists():
        # The draws of `shuffled` and `texts` are that of `published`: the same rows.
        table = KINDS[kind](np.random.default_rng([seed, rows]), rows)
        unfinished = path.with_suffix(".part")
        pq.write_table(table, unfinished, compression="none", use_dictionary=["service", "payer"], row_group_size=1_048_576)
        unfinished.rename(path)


def forget_older(folder, seed):
    """Files that another version of this one drew, or from another seed, are none of these data."""
    stamp = folder / "drawn-by.txt"
    own = f"{seed} {hashlib.sha256(Path(__file__).read_bytes()).hexdigest()}"
    if not stamp.exists() or stamp.read_text(encoding="ascii") != own:
        for path in folder.glob("*.parquet"):
            path.unlink()
        stamp.write_text(own, encoding="ascii")


def main():
    folder, seed = Path(sys.argv[1]), int(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    forget_older(folder, seed)
    catalogues.write(folder / "catalogue")
    for file in sys.argv[3:]:
        kind, rows = file.split(":")
        write(folder, seed, kind, int(rows))


main()
