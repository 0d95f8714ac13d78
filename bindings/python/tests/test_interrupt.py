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
    # These first read everything.
    "ungrouped": "book.price(endless())",
    "ungrouped totals": "book.totals(endless())",
    "compare": "takst.compare(book, book, endless())",
    "explain": "book.explain(endless(), case_id='S-1')",
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
    "statements": "book.statements(takst.cases(some(0, 20_000).to_pylist()), progress=tell)",
    # All rows are of one case, which is priced in one go, without looking up.
    "price one case": "book.price(one, findings=True, progress=tell)",
    "totals of one case": "book.totals(one.append_column('commitment', [['x'] * one.num_rows]), threads=1, progress=tell)",
    "compare one case": "takst.compare(book, book, one.append_column('commitment', [['x'] * one.num_rows]), progress=tell)",
    "statements of one case": "book.statements([case], progress=tell)",
    "price a case file": "book.price(read(), columns=['row'], progress=tell)",
    "compare a case file": "takst.compare(book, book, read(), by='case_id', progress=tell)",
    "report": "book.report(read(), progress=tell)",
}


@pytest.mark.parametrize("call", READ)
def test_ctrl_c_ends_a_run_whose_input_was_read(call):
    """The program says `go` when it is told of the run for the first time. A run that comes to its end says so, also where the interrupt is raised after it."""
    tell = """
rows = pa.Table.from_batches([some(0, 100_000)])
one = pa.table({"case_id": ["S-1"] * 200_000, "service": ["livarehab/mentor-samtaler"] * 200_000, "first_day": ["2019-05-01"] * 200_000,
                "last_day": ["2019-05-02"] * 200_000, "payer": ["101"] * 200_000, "hours": ["1.5"] * 200_000})
case = takst.Case("S-1", [takst.Row(service="livarehab/mentor-samtaler", first_day="2019-05-01", last_day="2019-05-02", payer="101", hours="1.5")] * 200_000)
def read():
    import pyarrow.csv, tempfile
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "cases.csv")
        pyarrow.csv.write_csv(rows, path)
        return takst.read_cases(path)
gone = []
def tell(progress):
    if progress.done:
        print("ended by itself")
    elif not gone:
        gone.append(progress)
        print("go", flush=True)
"""
    interrupted(PREPARE + tell + INTERRUPTED.replace("{call}", READ[call]), call, wait=0)


# Calls that tell nobody how far they are. While they work another thread of Python runs, which ends them.
LONG = {
    "price": "book.price(case)",
    "totals": "book.totals(case)",
    "explain": "book.explain(case)",
    "a case": "takst.Case('S-2', case.rows)",
    "a page": "explained.text()",
    "refused": "stream.refused",
}


@pytest.mark.parametrize("call", LONG)
def test_ctrl_c_ends_a_call_by_itself(call):
    """A call that holds the interpreter comes to its end before the other thread has a turn."""
    code = """
ROW = dict(service="livarehab/mentor-samtaler", first_day="2019-05-01", last_day="2019-05-02", payer="101", hours="1.5")
case = takst.Case("S-1", [takst.Row(**ROW)] * 50_000)
explained = book.explain(takst.Case("S-1", [takst.Row(**ROW)] * 5_000))
stream = book.stream(some(0, 100_000).set_column(1, "service", pa.array(["x"] * 100_000)))
for _ in stream: pass
begun, ended = threading.Event(), []
def count():
    begun.wait()
    for _ in range(20):
        time.sleep(0.001)
    ended.append("ended by itself" if ended else "ended by the other thread")
    os.kill(os.getpid(), signal.SIGINT)
threading.Thread(target=count, daemon=True).start()
begun.set()
try:
    {call}
    ended.append("call")
    time.sleep(60)
except KeyboardInterrupt:
    print(ended[0])
"""
    run = subprocess.run([sys.executable, "-c", PREPARE + code.replace("{call}", LONG[call])], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=240)
    assert run.stdout == "ended by the other thread\n", run


# Told of while they read, which takes long or for ever.
TOLD = {
    "price": "book.price(endless(), progress=tell)",
    "grouped": "book.price(endless(), grouped=True, columns=['row'], progress=tell)",
    "totals": "book.totals(endless(), progress=tell)",
    "grouped totals": "book.totals(endless(), grouped=True, progress=tell)",
    "compare": "takst.compare(book, book, endless(), progress=tell)",
    "a loop": "for _ in book.stream(endless(), progress=tell): pass",
}


@pytest.mark.parametrize("call", TOLD)
def test_an_endless_run_is_told_of_all_the_time(call):
    code = """
times = []
def tell(progress):
    times.append(progress.rows)
    if len(times) == 20:
        raise LookupError
try:
    {call}
except LookupError:
    print(len(times), times == sorted(times), flush=True)
    os._exit(0)
"""
    run = subprocess.run([sys.executable, "-c", PREPARE + code.replace("{call}", TOLD[call])], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=240)
    assert run.stdout == "20 True\n", run


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
