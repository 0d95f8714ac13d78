"""Lines batch by batch, and progress."""

import itertools
import threading

import duckdb
import polars as pl
import pyarrow as pa
import pytest
import takst
from frames_cases import plain, random_rows, table, typed

BOOK = takst.default_book()
WHOLE = typed(random_rows(3, 4000))
PRICED = BOOK.price(WHOLE, findings=True)


def stream(**how):
    return BOOK.stream(WHOLE, findings=True, grouped=True, **how)


def test_a_loop_gives_frames():
    lines = stream()
    batches = list(lines)
    assert len(batches) > 1 and all(isinstance(batch, takst.Frame) for batch in batches)
    assert [line for batch in batches for line in plain(batch)] == plain(PRICED.lines)
    assert (lines.refused, lines.findings, lines.summary) == (PRICED.refused, PRICED.findings, PRICED.summary)
    assert lines.refused == PRICED.refused, "asked again"


def test_other_libraries_read_it():
    assert pl.DataFrame(stream()).to_dicts() == plain(PRICED.lines)
    assert pa.table(stream()).to_pylist() == plain(PRICED.lines)
    lines = stream()
    assert duckdb.sql("select sum(net) from lines").fetchall()[0][0] == sum(line["net"] for line in plain(PRICED.lines))
    lines = stream()
    reader = pa.RecordBatchReader.from_stream(lines)
    first = reader.read_next_batch()
    assert 0 < lines.summary.lines == first.num_rows < PRICED.summary.lines, "during"
    assert first.num_rows + sum(batch.num_rows for batch in reader) == PRICED.summary.lines
    assert (lines.refused, lines.findings, lines.summary) == (PRICED.refused, PRICED.findings, PRICED.summary)


def test_types_on_request():
    wide = pa.schema([field.with_type(pa.string()) if pa.types.is_dictionary(field.type) else field for field in pa.schema(stream())])
    got = pa.RecordBatchReader.from_stream(stream(), schema=wide).read_all()
    assert got.schema == wide and got.to_pylist() == plain(PRICED.lines)


def test_it_is_read_once():
    lines = stream()
    list(lines)
    assert next(lines, None) is None
    for again in (lambda: iter(lines), lambda: pl.DataFrame(lines)):
        with pytest.raises(RuntimeError, match="read once, and this one was read to its end"):
            again()
    handed = stream()
    pa.table(handed)
    for again in (lambda: iter(handed), lambda: next(handed), lambda: pa.table(handed)):
        with pytest.raises(RuntimeError, match="was handed over already"):
            again()
    begun = stream()
    next(begun)
    with pytest.raises(RuntimeError, match="is being read in a loop"):
        pa.table(begun)
    assert sum(len(batch) for batch in begun) > 0, "the loop itself goes on"


def test_nothing_is_read_before_it_is_asked_for():
    read = []

    def batches():
        for batch in WHOLE.to_batches(max_chunksize=10):
            read.append(batch.num_rows)
            yield batch

    lines = BOOK.stream(pa.RecordBatchReader.from_batches(WHOLE.schema, batches()), grouped=True, threads=1)
    assert sum(read) == 0
    next(lines)
    assert 0 < sum(read) < WHOLE.num_rows


def test_wrong_columns_are_told_at_once():
    with pytest.raises(ValueError, match="payer is missing"):
        BOOK.stream(WHOLE.drop_columns(["payer"]))


def test_an_error_on_the_way_ends_it():
    def batches():
        yield from WHOLE.slice(0, 2000).to_batches()
        raise OSError("the tape is torn")

    def broken():
        return BOOK.stream(pa.RecordBatchReader.from_batches(WHOLE.schema, batches()), grouped=True, threads=1)

    lines = broken()
    with pytest.raises(ValueError, match="the tape is torn"):
        list(lines)
    with pytest.raises(RuntimeError, match="this stream has broken off"):
        next(lines)
    with pytest.raises(Exception, match="the tape is torn"):
        pa.table(broken())
    with pytest.raises(Exception, match="the tape is torn"):
        pl.DataFrame(broken())


def test_one_thread_reads_and_another_asks():
    """Neither waits for the other while it holds the interpreter."""

    def batches():
        yield from WHOLE.to_batches(max_chunksize=50)

    lines = BOOK.stream(pa.RecordBatchReader.from_batches(WHOLE.schema, batches()), grouped=True)
    done = threading.Event()
    seen = []

    def ask():
        while not done.is_set():
            seen.append((lines.summary.lines, len(lines.refused)))

    asking = threading.Thread(target=ask)
    asking.start()
    count = sum(len(batch) for batch in lines)
    done.set()
    asking.join(120)
    assert not asking.is_alive() and count == PRICED.summary.lines and seen == sorted(seen)


# Progress.


def test_progress_is_told_and_ends_with_the_sum():
    for call in (lambda tell: BOOK.price(WHOLE, progress=tell), lambda tell: BOOK.totals(WHOLE, progress=tell), lambda tell: list(BOOK.stream(WHOLE, progress=tell))):
        told = []
        call(told.append)
        summary = PRICED.summary
        last = told[-1]
        assert (last.rows, last.cases, last.refused, last.lines, last.total, last.done) == (summary.rows, summary.cases, summary.refused, summary.lines, WHOLE.num_rows, True)
        assert [one.rows for one in told] == sorted(one.rows for one in told) and not any(one.done for one in told[:-1])
    told = []
    takst.compare(BOOK, BOOK, WHOLE, progress=told.append)
    assert (told[-1].rows, told[-1].total) == (2 * WHOLE.num_rows, 2 * WHOLE.num_rows)


def test_an_error_of_the_callable_ends_the_run():
    def tell(progress):
        raise LookupError("enough")

    for call in (BOOK.price, BOOK.totals, lambda *a, **k: list(BOOK.stream(*a, **k)), lambda *a, **k: takst.compare(BOOK, BOOK, *a, **k)):
        with pytest.raises(LookupError, match="enough"):
            call(WHOLE, progress=tell)
    with pytest.raises(TypeError, match="pass True, or a callable"):
        BOOK.price(WHOLE, progress=3)


def test_an_error_of_the_callable_in_the_middle():
    """A run that has no end, so that it is told of on its way on any machine, ends there."""

    def named(column, n):
        return pa.array([name and f"{n}-{name}" for name in WHOLE[column].to_pylist()], pa.string())

    def endless():
        for n in itertools.count():
            yield from WHOLE.set_column(0, "case_id", named("case_id", n)).set_column(1, "citizen_id", named("citizen_id", n)).to_batches()

    calls = []

    def tell(progress):
        calls.append(progress)
        raise LookupError("enough")

    with pytest.raises(LookupError):
        BOOK.price(pa.RecordBatchReader.from_batches(next(endless()).schema, endless()), grouped=True, progress=tell, threads=1)
    assert len(calls) == 1 and not calls[0].done


def test_a_bar(capsys):
    BOOK.price(WHOLE, progress=True)
    said = capsys.readouterr().err
    assert "takst: 100%" in said and "lines=" in said
    BOOK.price(WHOLE, progress=False)
    assert capsys.readouterr().err == ""
