"""Nothing is kept after it was let go."""

import gc
import pickle
import subprocess
import sys
import weakref

import pyarrow as pa
import takst
from frames_cases import random_rows, table, typed

BOOK = takst.default_book()
ROWS = typed(random_rows(3, 200))

EACH = {
    "price": "pa.table(BOOK.price(ROWS, findings=True))",
    "stream": "pa.table(BOOK.stream(ROWS))",
    "loop": "list(BOOK.stream(ROWS))",
    "loop left": "next(BOOK.stream(ROWS, grouped=True))",
    "stream left": "BOOK.stream(ROWS)",
    "stream handed and left": "BOOK.stream(ROWS).__arrow_c_stream__()",
    "capsule left": "BOOK.price(ROWS, columns=['net']).lines.__arrow_c_stream__()",
    "totals": "BOOK.totals(ROWS, by=['month'])",
    "compare": "takst.compare(BOOK, BOOK, ROWS)",
    "pickle": "pickle.loads(pickle.dumps(BOOK.price(ROWS)))",
    "progress": "BOOK.price(ROWS, progress=print_nothing)",
    "refusal": "refused(lambda: BOOK.price(ROWS.drop_columns(['payer'])))",
    "error of the callable": "refused(lambda: BOOK.price(ROWS, progress=bad))",
}

RUN = """
import gc, pickle, sys, time
sys.path.insert(0, {path!r})
import pyarrow as pa, takst
from frames_cases import random_rows, typed
BOOK = takst.default_book()
ROWS = typed(random_rows(3, 200))
def print_nothing(progress): pass
def bad(progress): raise LookupError
def refused(call):
    try: call()
    except (ValueError, LookupError): pass
def size():
    gc.collect()
    pa.default_memory_pool().release_unused()
    return int(open("/proc/self/statm").read().split()[1]) * 4
OWN = pa.total_allocated_bytes()
def arrow():
    # The threads of a stream that was left end a moment later.
    for _ in range(100):
        gc.collect()
        if pa.total_allocated_bytes() <= OWN: break
        time.sleep(0.05)
    return pa.total_allocated_bytes()
for call in {calls!r}:
    code = compile(call, call, "eval")
    for _ in range(60): eval(code)
    arrow()
    before = size()
    for _ in range(240): eval(code)
    print(size() - before, arrow() - OWN, call, sep="\\t", flush=True)
"""


def test_memory_does_not_grow():
    """A priced frame here has some 700 lines of 35 columns, over 200 kB; were one in twenty kept, 240 calls would keep 2.4 MB."""
    import pathlib

    code = RUN.format(path=str(pathlib.Path(__file__).parent), calls=list(EACH.values()))
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr
    grown = [line.split("\t") for line in run.stdout.splitlines()]
    assert len(grown) == len(EACH)
    print(run.stdout)
    # kB of the process, and bytes of Arrow.
    assert [call for kilobytes, arrow, call in grown if int(kilobytes) > 2400 or int(arrow) > 0] == [], run.stdout


def test_no_references_are_kept():
    def tell(progress):
        pass

    class Source:
        def __arrow_c_stream__(self, requested_schema=None):
            return ROWS.__arrow_c_stream__(requested_schema)

    source, counted = Source(), []
    watched = [weakref.ref(source)]
    for _ in range(5):
        BOOK.price(source, progress=tell)
        list(BOOK.stream(source, progress=tell))
        BOOK.totals(source, progress=tell)
        takst.compare(BOOK, BOOK, source, progress=tell)
        stream = BOOK.stream(source, progress=tell)
        del stream
        counted.append((sys.getrefcount(source), sys.getrefcount(tell), sys.getrefcount(BOOK)))
    assert len(set(counted)) == 1, counted
    del source
    gc.collect()
    assert watched[0]() is None


def test_a_frame_outlives_what_it_was_made_of():
    rows = typed(random_rows(3, 200))
    kept = takst.Frame(rows)
    lines = BOOK.price(rows).lines
    del rows
    gc.collect()
    assert BOOK.price(kept).lines == lines
    reader = pa.RecordBatchReader.from_stream(kept)
    del kept
    gc.collect()
    assert BOOK.price(reader).lines == lines
    assert pickle.loads(pickle.dumps(lines)) == lines
