"""Compares two results in full, whatever types their columns have: `python compare.py [--error] ONE OTHER`.

A result is an Arrow file, or lines as `takst price --format csv` writes them. Each side is brought to plain columns (money in hundredths of an
øre, days as dates, texts as texts) and to one order. With --error floats are compared with what is exact, and the error is told in øre.
The answer is JSON: {"rows": ..} where all is equal, {"difference": ".."} where not, {"largest_ore": .., "sum_ore": .., "wrong": ..} for errors.
"""

import json
import sys
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

# Hundredths of an øre: a unit price may have four decimals.
MONEY = ["unit_price", "net", "vat", "own_payment", "refund", "at_stake", "cost"]
# Peers hold these as hundredths too.
NUMBERS = ["quantity", "price_base_quantity", "vat_rate"]
COUNTS = ["row", "line", "lines", "days", "cases"]
DATES = ["month", "first_day", "last_day"]
FIRST_KEYS = ["row", "month", "first_day", "service", "refund_outcome", "payer", "line", "days", "net"]


def read(path):
    if path.endswith(".csv"):
        return pa.csv.read_csv(path, convert_options=pa.csv.ConvertOptions(column_types=dict.fromkeys(header(path), pa.string())))
    with pa.ipc.open_stream(path) as file:
        return file.read_all()


def header(path):
    with open(path, encoding="utf-8") as file:
        return file.readline().strip().split(",")


def plain(name, values):
    """One column as whole numbers or texts."""
    if pa.types.is_dictionary(values.type):
        # Each chunk has a dictionary of its own.
        values = values.cast(values.type.value_type)
    values = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    if pa.types.is_floating(values.type):
        return values
    if name in MONEY + NUMBERS:
        return ten_thousandths(values)
    if name in COUNTS:
        return values.cast(pa.int64())
    if name in DATES:
        return date(values)
    return pc.fill_null(values.cast(pa.string()), "")


def ten_thousandths(values):
    if pa.types.is_string(values.type) or pa.types.is_decimal(values.type):
        return unscaled(values.cast(pa.decimal128(38, 4)))
    return pc.multiply(values.cast(pa.int64()), 100)


def unscaled(values):
    """The whole numbers behind decimals of four places; all of them fit into 64 bits."""
    words = np.frombuffer(values.buffers()[1], np.int64).reshape(-1, 2)[values.offset:values.offset + len(values), 0]
    return pa.array(words, mask=values.is_null().to_numpy(zero_copy_only=False))


def date(values):
    if pa.types.is_string(values.type):
        whole = pc.if_else(pc.equal(pc.utf8_length(values), 7), pc.binary_join_element_wise(values, pa.scalar("01"), "-"), values)
        return whole.cast(pa.date32())
    return values.cast(pa.date32())


def canonical(table, names):
    keys = [name for name in FIRST_KEYS if name in names]
    table = pa.table({name: plain(name, table[name]) for name in names})
    return table.sort_by([(name, "ascending") for name in keys])


def differences(one, other):
    """The first difference, or nothing."""
    if one.num_rows != other.num_rows:
        return f"{one.num_rows} rows against {other.num_rows}"
    for name in one.column_names:
        unequal = pc.invert(pc.fill_null(pc.equal(one[name], other[name]), False))
        both_absent = pc.and_(pc.is_null(one[name]), pc.is_null(other[name]))
        unequal = pc.and_(unequal, pc.invert(both_absent))
        if pc.any(unequal).as_py():
            at = pc.index(unequal, True).as_py()
            count = pc.sum(unequal).as_py()
            return f"{name} differs in {count} rows, first {one.slice(at, 1).to_pylist()} against {other.slice(at, 1).to_pylist()}"
    return None


def error(exact, floats):
    """How far amounts of floating point lie from the exact ones, in øre: line by line, and where they are added up in their own type."""
    if exact.num_rows != floats.num_rows:
        return {"difference": f"{exact.num_rows} rows against {floats.num_rows}"}
    largest, sums, wrong = 0.0, 0.0, np.zeros(exact.num_rows, bool)
    for name in MONEY:
        if name in exact.column_names and pa.types.is_floating(floats[name].type):
            found, right = floats[name].to_numpy(), exact[name].to_numpy()
            away = np.abs(found.astype(np.float64) * 100 - right / 100)
            largest = max(largest, float(away.max()))
            wrong |= away >= 0.5
            sums = max(sums, float(abs(Decimal(float(found.sum())) * 100 - Decimal(int(right.sum())) / 100)))
    return {"rows": exact.num_rows, "largest_ore": largest, "sum_ore": sums, "wrong": int(wrong.sum())}


def main():
    floats = sys.argv[1] == "--error"
    one, other = (read(path) for path in sys.argv[-2:])
    names = [name for name in one.column_names if name in other.column_names]
    missing = sorted(set(one.column_names) ^ set(other.column_names))
    one, other = canonical(one, names), canonical(other, names)
    if floats:
        print(json.dumps(error(one, other)))
        return
    found = differences(one, other)
    print(json.dumps({"difference": found} if found else {"rows": one.num_rows, "columns": len(names), "not_in_both": missing}))


main()
