"""Ctrl-C ends a long run, and other threads go on meanwhile.

No run here ends by itself on any machine, so none of this rests on how fast the machine is: a run that heeds no interrupt is found by the time
allowed, which is generous. How long an interrupt took is printed, not judged.
"""

import signal
import subprocess
import sys
import time

import pytest

PREPARE = """
import itertools, os, signal, sys, threading, time
import pyarrow as pa, takst

FIELDS = pa.schema([
    ("case_id", pa.string()), ("service", pa.string()), ("first_day", pa.date32()), ("last_day", pa.date32()), ("payer", pa.int16()),
    ("own_payment_per_day", pa.int16()),
])
def some(first, n):
    # Some 200 months with own payment, which are priced case by case: a tenth of a millisecond a row, at least.
    days = lambda day: pa.array([day] * n, pa.int32()).cast(pa.date32())
    cases = pa.array([f"S-{i:012}" for i in range(first, first + n)])
    service = pa.array(["mandecentret/efterforsorg-basis"] * n)
    return pa.record_batch([cases, service, days(19500), days(25500), pa.array([101] * n, pa.int16()), pa.array([1] * n, pa.int16())], schema=FIELDS)
def endless():
    return pa.RecordBatchReader.from_batches(FIELDS, (some(1000 * i, 1000) for i in itertools.count()))
book = takst.default_book()
# Whatever is imported on first use is imported now: an import can swallow an interrupt.
book.price(some(0, 1))
"""

INTERRUPTED = """
try:
    {call}
    print("ended by itself")
except KeyboardInterrupt:
    print("interrupted", time.monotonic())
except BaseException as error:
    print("other", type(error), error)
"""

# Endless because what they read is; nothing is kept of it.
ENDLESS = {
    "price": "book.price(endless(), columns=['row'], grouped=True)",
    "one thread": "book.price(endless(), columns=['row'], grouped=True, threads=1)",
    "findings": "book.price(endless(), columns=['row'], grouped=True, findings=True)",
    "totals": "book.totals(endless(), by=['month'], grouped=True)",
    "loop": "for _ in book.stream(endless(), columns=['row'], grouped=True): pass",
    "capacity": "book.capacity(endless())",
    # Both first read everything.
    "ungrouped": "book.price(endless())",
    "compare": "takst.compare(book, book, endless())",
}


def interrupted(code: str, label: str, wait: float) -> str:
    """What a program says that is interrupted a while after it said `go`."""
    run = subprocess.Popen([sys.executable, "-X", "faulthandler", "-c", code], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert run.stdout.readline() == "go\n", run.communicate()
        time.sleep(wait)
        began = time.monotonic()
        run.send_signal(signal.SIGINT)
        try:
            said, complained = run.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            # Says where it was.
            run.send_signal(signal.SIGABRT)
            said, complained = run.communicate()
    finally:
        run.kill()
    assert said.startswith("interrupted "), (said, complained)
    # The clock is that of the machine, the same in both processes.
    print(label, round(float(said.split()[1]) - began, 3))
    return said


@pytest.mark.parametrize("call", ENDLESS)
def test_ctrl_c_ends_an_endless_run(call):
    interrupted(PREPARE + "print('go', flush=True)" + INTERRUPTED.replace("{call}", ENDLESS[call]), call, wait=0.3)


# All of the input was read before the first row is priced; then only Rust runs, for many seconds.
READ = {
    "price": "book.price(rows, columns=['row'], progress=tell)",
    "totals": "book.totals(rows, by=['month'], progress=tell)",
    "compare": "takst.compare(book, book, rows, progress=tell)",
}


@pytest.mark.parametrize("call", READ)
def test_ctrl_c_ends_a_run_whose_input_was_read(call):
    """The program says `go` when the first rows are priced. A run that comes to its end says so, also where the interrupt is raised after it."""
    tell = """
rows = pa.Table.from_batches([some(0, 100_000)])
gone = []
def tell(progress):
    if progress.done:
        print("ended by itself")
    elif not gone:
        gone.append(progress)
        print("go", flush=True)
"""
    interrupted(PREPARE + tell + INTERRUPTED.replace("{call}", READ[call]), call, wait=0)


def test_ctrl_c_in_the_code_that_makes_batches():
    """Arrow makes text of what its producer raises; the interrupt stays one."""
    code = """
def slow():
    yield some(0, 1)
    print("go", flush=True)
    while True:
        time.sleep(0.01)
"""
    interrupted(PREPARE + code + INTERRUPTED.replace("{call}", "book.capacity(pa.RecordBatchReader.from_batches(FIELDS, slow()))"), "maker", wait=0.1)


def test_other_threads_go_on():
    """The interpreter is free while takst prices: another thread counts to twenty meanwhile, and only then ends the run."""
    code = """
rows, was_read = [some(0, 100_000)], threading.Event()
def once():
    yield from rows
    was_read.set()
def count():
    was_read.wait()
    for _ in range(20):
        time.sleep(0.001)
    os.kill(os.getpid(), signal.SIGINT)
threading.Thread(target=count, daemon=True).start()
def tell(progress):
    if progress.done:
        print("ended by itself")
"""
    call = "book.price(pa.RecordBatchReader.from_batches(FIELDS, once()), columns=['row'], threads=1, progress=tell)"
    code = PREPARE + code + INTERRUPTED.replace("{call}", call)
    run = subprocess.run([sys.executable, "-c", code], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=240)
    assert run.stdout.startswith("interrupted "), run
