"""Prices random rows on Spark with several worker processes, kills one of them in the middle, and compares everything with the rows priced without Spark.

    python prove_spark.py --rows 200000 --seed 1 --workers 2

The workers are processes of their own: two Java processes or more, each with its Python processes. One line a run is printed; the exit code is 0 when
nothing differs and what was killed was at work.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import spark_cases
import takst
from pyspark.sql import SparkSession
from takst import spark as takst_spark

FORM = {"money": "decimal128", "text": "plain"}
BY = ["month", "service", "payer", "refund_outcome"]
TASKS = 24
FILES = 8


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        return prove(Path(scratch), given.rows, given.seed, given.workers)


def prove(scratch: Path, rows: int, seed: int, workers: int) -> int:
    book = takst.Book(spark_cases.catalogue(scratch))
    table = spark_cases.table(rows, seed)
    priced, summed = book.price(table, **FORM), book.totals(table, by=BY, cases=True, **FORM)
    local = {"lines": pa.table(priced.lines), "refused": pa.table(priced.refused), "totals": pa.table(summed)}
    print(f"{table.num_rows} rows from seed {seed}: " + ", ".join(f"{rows.num_rows} {name}" for name, rows in local.items()), flush=True)
    files = scratch / "cases"
    files.mkdir()
    part = table.num_rows // FILES + 1
    for number in range(FILES):
        pq.write_table(table.slice(number * part, part), files / f"{number}.parquet")
    spark = session(workers)
    cases = spark.read.parquet(str(files))

    def to(name: str, of: Any) -> pa.Table:
        target = str(scratch / name)
        of.write.mode("overwrite").parquet(target)
        return pq.read_table(target)

    def lines(name: str) -> dict[str, pa.Table]:
        run = takst_spark.price(cases, book, row="number", partitions=TASKS)
        return {"lines": to(name, run.lines), "refused": to(name + "-refused", run.refused)}

    def totals() -> dict[str, pa.Table]:
        return {"totals": takst_spark.totals(cases, book, by=BY, cases=True, partitions=TASKS).totals.toArrow()}

    sound = True
    for name, kill, run in [
        ("nothing killed", None, lambda: lines("calm")),
        ("a Python process killed", python_workers, lambda: lines("python")),
        ("a Java process killed, and with it its Python processes", executors, lambda: lines("java")),
        ("a Python process killed", python_workers, totals),
    ]:
        sound &= one(spark, name, kill, run, local)
    spark.stop()
    return 0 if sound else 1


def session(workers: int) -> SparkSession:
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.python.worker.reuse": "true",
        # A piece of work whose process is killed is given to another, and what an executor had written is written again.
        "spark.task.maxFailures": "4",
        "spark.sql.shuffle.partitions": str(TASKS),
    }
    builder = SparkSession.builder.master(f"local-cluster[{workers},1,1024]").appName("takst prove spark")
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def one(spark: SparkSession, name: str, kill: Callable[[], list[int]] | None, run: Callable[[], dict[str, pa.Table]], local: dict[str, pa.Table]) -> bool:
    hunt = Hunt(spark, kill) if kill else None
    began = time.monotonic()
    if hunt:
        hunt.start()
    results = run()
    seconds = time.monotonic() - began
    struck = True
    told = ""
    if hunt:
        hunt.over = True
        hunt.join()
        struck = hunt.killed is not None and hunt.failed > 0
        told = f" after {hunt.done} of {TASKS} tasks, tasks tried again: {hunt.failed}"
    differing = [what for what, table in results.items() if not same(table, local[what])]
    counts = ", ".join(f"{table.num_rows} {what}" for what, table in results.items())
    print(f"{name}{told}: {counts}, {len(differing)} of {len(results)} differ, {seconds:.0f} s", flush=True)
    if not struck:
        print("  nothing was killed while it was at work", flush=True)
    return struck and not differing


# Seconds in which Spark notices that a process is gone.
PATIENCE = 0.7


class Hunt(threading.Thread):
    """Waits until a part of the tasks that price is done, and kills a process that is at work; another where that one had just done its task."""

    def __init__(self, spark: SparkSession, prey: Callable[[], list[int]]) -> None:
        super().__init__(daemon=True)
        self.tracker = spark.sparkContext.statusTracker()
        self.prey = prey
        self.over = False
        self.killed: int | None = None
        self.done = 0
        self.failed = 0
        self.struck = 0.0

    def run(self) -> None:
        while not self.over:
            for number in self.tracker.getActiveStageIds():
                stage = self.tracker.getStageInfo(number)
                if stage is None or stage.numTasks != TASKS:
                    continue
                self.failed = max(self.failed, stage.numFailedTasks)
                has_struck = self.failed > 0 or time.monotonic() < self.struck + PATIENCE
                if not has_struck and TASKS // 4 <= stage.numCompletedTasks < TASKS * 7 // 8 and stage.numActiveTasks:
                    self.strike(stage.numCompletedTasks)
            time.sleep(0.02)

    def strike(self, done: int) -> None:
        at_work = [process for process in self.prey() if is_working(process)]
        if at_work:
            os.kill(at_work[0], signal.SIGKILL)
            self.killed, self.done, self.struck = at_work[0], done, time.monotonic()


def python_workers() -> list[int]:
    """Python processes that tasks run in: children of a daemon of PySpark, below this process."""
    return [process for process in below(os.getpid()) if "pyspark.daemon" in command(process) and "pyspark.daemon" in command(parent(process))]


def executors() -> list[int]:
    """Java processes that run tasks, below this process."""
    return [process for process in below(os.getpid()) if "CoarseGrainedExecutorBackend" in command(process)]


def below(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            children.setdefault(parent(int(entry)), []).append(int(entry))
    found, next_ = [], [root]
    while next_:
        more = children.get(next_.pop(), [])
        found += more
        next_ += more
    return found


def parent(process: int) -> int:
    fields = stat(process)
    return int(fields[1]) if fields else 0


def is_working(process: int) -> bool:
    """Whether it spends time on the processor just now."""
    before = stat(process)
    time.sleep(0.05)
    after = stat(process)
    return bool(before and after) and before[11:13] != after[11:13]


def stat(process: int) -> list[str]:
    """The fields of /proc/…/stat after the name, which may hold spaces."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return []


def command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def same(rows: pa.Table, local: pa.Table) -> bool:
    """The same rows, in whatever order; every column is looked at."""
    if rows.column_names != local.column_names or rows.num_rows != local.num_rows:
        return False
    order = [(name, "ascending") for name in local.column_names]
    here, there = (plain(table).sort_by(order).columns for table in (rows, local))
    return all(one.combine_chunks().equals(two.combine_chunks()) for one, two in zip(here, there, strict=True))


def plain(rows: pa.Table) -> pa.Table:
    return rows.cast(pa.schema([pa.field(field.name, field.type) for field in rows.schema]))


if __name__ == "__main__":
    sys.exit(main())
