"""One program of the benchmark as a process that lives as long as it: a job a line on stdin, an answer of JSON a line on stdout.

    load FILE CATALOGUE     reads the rows into memory, and makes what prices are looked up in
    run JOB                 does the job; the answer has the time of the processor, of the clock, and the most memory
    check JOB               does the job and adds up its result
    write JOB FILE          does the job and writes its result, to be compared
"""

import gc
import importlib
import json
import sys
import time

import pyarrow as pa
import pyarrow.compute as pc

SUMMED = ["lines", "days", "net", "vat", "own_payment", "refund", "at_stake", "cost"]


def memory(key):
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(key))


def forget_peak():
    with open("/proc/self/clear_refs", "w", encoding="ascii") as refs:
        refs.write("5")


def measured(work):
    """What the work gives, and what it took. Threads that waited used no time of the processor."""
    gc.collect()
    forget_peak()
    before = memory("VmRSS:")
    cpu, wall = time.process_time_ns(), time.perf_counter_ns()
    result = work()
    cpu, wall = time.process_time_ns() - cpu, time.perf_counter_ns() - wall
    return result, {"cpu_ns": cpu, "wall_ns": wall, "before_kib": before, "peak_kib": memory("VmHWM:")}


def sums(table):
    """Each column that is added up, in øre or units; a table of totals has its number of lines as a column."""
    found = {"lines": table.num_rows}
    for name in SUMMED:
        if name in table.column_names:
            total = pc.sum(table[name]).as_py() or 0
            found[name] = round(total * 100) if isinstance(total, float) else int(total)
    return found


def write(table, path):
    with pa.ipc.new_stream(path, table.schema) as file:
        file.write_table(table)


def answer(peer, words):
    match words:
        case ["load", path, catalogue]:
            return measured(lambda: peer.load(path, catalogue))[1] | {"before_kib": 0}
        case ["run", job]:
            return measured(lambda: peer.run(job))[1]
        case ["check", job]:
            return {"sums": sums(peer.table(job, peer.run(job)))}
        case ["write", job, path]:
            write(peer.table(job, peer.run(job)), path)
            return {}
        case _:
            raise ValueError(f"no such command: {words}")


def main():
    peer = importlib.import_module(f"{sys.argv[1]}_peer").Peer()
    for line in sys.stdin:
        try:
            said = answer(peer, line.split())
        except Exception as error:  # The one who asked must hear of it, whatever it was.
            said = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(said), flush=True)


main()
