"""Ctrl-C ends a long run within a fraction of a second, and other threads go on meanwhile."""

import signal
import subprocess
import sys
import time

import pytest

RUN = """
import sys, time
import pyarrow as pa, takst
n = 1_000_000
rows = pa.table({
    "case_id": pa.array([f"S-{i}" for i in range(n)]),
    "service": pa.array(["mandecentret/efterforsorg"]).take(pa.array([0] * n)),
    "first_day": pa.array([18993] * n, pa.int32()).cast(pa.date32()),
    "last_day": pa.array([19400] * n, pa.int32()).cast(pa.date32()),
    "payer": pa.array([101] * n, pa.int16()),
    # Own payment is priced case by case, which takes long.
    "own_payment_per_day": pa.array([1] * n, pa.int16()),
})
book = takst.default_book()
def endless():
    while True:
        yield from rows.to_batches()
print("go", flush=True)
began = time.monotonic()
try:
    {call}
    print("ended by itself", time.monotonic() - began)
except KeyboardInterrupt:
    print("interrupted", time.monotonic())
except BaseException as error:
    print("other", type(error), error)
"""

CALLS = {
    "price": "book.price(rows)",
    "grouped": "book.price(rows, grouped=True)",
    "one thread": "book.price(rows, threads=1)",
    "findings": "book.price(rows, findings=True)",
    "totals": "book.totals(rows, by=['month'])",
    "compare": "takst.compare(book, book, rows)",
    "loop": "[None for _ in book.stream(rows)]",
    "endless input": "book.price(pa.RecordBatchReader.from_batches(rows.schema, endless()))",
    "capacity": "book.capacity(pa.RecordBatchReader.from_batches(rows.schema, endless()))",
}


@pytest.mark.parametrize("call", CALLS)
def test_ctrl_c(call):
    run = subprocess.Popen([sys.executable, "-c", RUN.replace("{call}", CALLS[call])], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert run.stdout.readline() == "go\n"
        time.sleep(0.4)
        began = time.monotonic()
        run.send_signal(signal.SIGINT)
        said, complained = run.communicate(timeout=60)
    finally:
        run.kill()
    assert said.startswith("interrupted "), (said, complained)
    # The clock is that of the machine, the same in both processes; the machine may be busy.
    waited = float(said.split()[1]) - began
    print(call, round(waited, 3))
    assert waited < 1


def test_other_threads_go_on():
    """The interpreter is free while takst prices."""
    code = RUN.replace("{call}", """
    import threading
    ticks = []
    done = threading.Event()
    def tick():
        while not done.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.005)
    ticking = threading.Thread(target=tick); ticking.start()
    start = time.monotonic()
    book.price(rows.slice(0, 50_000), threads=1)
    end = time.monotonic()
    done.set(); ticking.join()
    inside = [t for t in ticks if start < t < end]
    print("longest wait", max(b - a for a, b in zip([start, *inside], [*inside, end])) < (end - start) / 2 or (end - start))
    """.strip())
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert "longest wait True" in run.stdout, run
