"""A Polars frame of a million rows priced from Python, to be held against the Rust batch call on the same rows.

    python bench/frame.py [FILE.parquet] [BATCH_WORKER CATALOGUE]

Without a file a million rows are drawn and written. With the worker of the benchmarks (`cargo build --release -p takst-benches`) both are timed in turn, and
the quotient is printed. Seconds are the best of nine.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl
import takst

NARROW = ["row", "month", "days", "unit_price", "net", "vat", "refund", "cost"]
ROWS = 1_000_000
TIMES = 9


def drawn(path):
    draw = random.Random(1)
    services = ["mandecentret/efterforsorg", "livarehab/vejledning-opkvalificering"]
    first = [draw.randrange(18993, 19300) if n % 2 == 0 else draw.randrange(17000, 17900) for n in range(ROWS)]
    frame = pl.DataFrame({
        "case_id": [f"S-{n + 1}" for n in range(ROWS)],
        "service": pl.Series([services[n % 2] for n in range(ROWS)], dtype=pl.Categorical),
        "first_day": pl.Series(first, dtype=pl.Int32).cast(pl.Date),
        "last_day": pl.Series([day + 21 + 7 * draw.randrange(12) for day in first], dtype=pl.Int32).cast(pl.Date),
        "payer": ["101"] * ROWS,
    })
    frame.write_parquet(path, compression="uncompressed")


def best(call):
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        kept = call()
        times.append(time.perf_counter() - began)
        del kept
    return min(times)


def main(arguments):
    file = Path(arguments[0]) if arguments else Path(tempfile.gettempdir()) / "takst-frame.parquet"
    if not file.exists():
        drawn(file)
    frame = pl.read_parquet(file)
    book = takst.Book(arguments[2]) if len(arguments) > 2 else takst.default_book()
    jobs = {
        "lines-narrow": lambda: book.price(frame, columns=NARROW, money="decimal64", grouped=True),
        "lines-full-128": lambda: book.price(frame, grouped=True),
        "totals": lambda: book.totals(frame, by=["month", "service", "refund_outcome"], grouped=True),
    }
    first = book.price(frame, columns=NARROW, grouped=True).summary
    print(f"{first.rows:,} rows, {first.lines:,} lines, {first.refused:,} cases refused")
    worker = None
    if len(arguments) > 2:
        worker = subprocess.Popen([arguments[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

        def ask(words):
            worker.stdin.write(words + "\n")
            worker.stdin.flush()
            return json.loads(worker.stdout.readline())

        ask(f"load {file} {arguments[2]}")
    for name, call in jobs.items():
        python = best(call)
        line = f"{name}: {python:.4f} s from Python"
        if worker:
            rust = min(ask(f"run {name} keep=all")["wall_ns"] for _ in range(TIMES)) / 1e9
            line += f", {rust:.4f} s in Rust, quotient {python / rust:.2f}"
        print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
