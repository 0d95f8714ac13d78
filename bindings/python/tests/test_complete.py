"""What looks complete is complete: input without rows, findings nobody asked for, streams that broke, cases without the citizen's others."""

import itertools
import pickle
import warnings
from decimal import Decimal

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import takst
from frames_cases import plain, random_rows, table, typed

BOOK = takst.default_book()
NAMES = ["case_id", "service", "first_day", "last_day", "payer"]
ROW = {"case_id": "S-1", "service": "mandecentret/efterforsorg", "first_day": "2022-01-30", "last_day": "2022-02-02", "payer": "101"}


# Input without rows.


def nothing(names=NAMES):
    return table([], names)


def read_before():
    reader = table([ROW], NAMES).to_reader()
    reader.read_all()
    return reader


EMPTY = {
    "a reader read before": read_before,
    "pyarrow": nothing,
    "polars": lambda: pl.DataFrame(nothing()),
    "pandas": lambda: pd.DataFrame({name: pd.Series([], dtype=str) for name in NAMES}),
    "no batch": lambda: pa.RecordBatchReader.from_batches(nothing().schema, []),
    "batches without rows": lambda: pa.RecordBatchReader.from_batches(nothing().schema, [pa.RecordBatch.from_pylist([], nothing().schema)] * 3),
}
FRAMES = {
    "price": lambda frame: BOOK.price(frame),
    "price grouped": lambda frame: BOOK.price(frame, grouped=True, findings=True),
    "totals": lambda frame: BOOK.totals(frame),
    "totals by month": lambda frame: BOOK.totals(frame, by="month"),
    "compare": lambda frame: takst.compare(BOOK, BOOK, frame),
    "capacity": lambda frame: BOOK.capacity(frame),
    "explain": lambda frame: BOOK.explain(frame, case_id="S-1"),
    "a loop": lambda frame: list(BOOK.stream(frame)),
    "a stream taken over": lambda frame: pa.table(BOOK.stream(frame)),
}


@pytest.mark.parametrize("empty", EMPTY)
@pytest.mark.parametrize("call", FRAMES)
def test_input_without_rows_is_an_error(call, empty):
    with pytest.raises(Exception, match="the input has no rows; what is read only once, such as a reader, has to be made anew for each call") as caught:
        FRAMES[call](EMPTY[empty]())
    # A library that takes over a stream has errors of its own.
    assert isinstance(caught.value, ValueError) or call == "a stream taken over"


def test_a_parquet_file_without_rows(tmp_path):
    path = tmp_path / "none.parquet"
    pq.write_table(nothing(), path)
    for call in FRAMES.values():
        with pytest.raises(Exception, match="no rows"):
            call(path)


def test_columns_come_before_rows():
    for call in FRAMES.values():
        with pytest.raises(ValueError, match="payer is missing"):
            call(nothing(NAMES[:-1]))


def test_no_cases_are_an_error():
    used = iter([takst.Case.single("S-1", **{name: ROW[name] for name in NAMES[1:]})])
    assert len(takst.statements(used)) == 1
    for none in ([], (), used):
        with pytest.raises(ValueError, match="there is no case; what is read only once, such as an iterator, has to be made anew for each call"):
            takst.statements(none)
    rows = iter([ROW])
    assert len(takst.cases(rows)) == 1
    for none in ([], rows):
        with pytest.raises(ValueError, match="there is no row; what is read only once"):
            takst.cases(none)


# Findings nobody asked for.


def test_findings_that_were_not_asked_for_raise():
    asked = BOOK.price(table([ROW], NAMES), findings=True)
    assert len(asked.findings) == 1 and asked.has_findings, "the course does not follow a stay"
    for unasked in (BOOK.price(table([ROW], NAMES)), pickle.loads(pickle.dumps(BOOK.price(table([ROW], NAMES)))), BOOK.stream(table([ROW], NAMES))):
        with pytest.raises(ValueError, match=r"findings were not asked for: pass findings=True"):
            unasked.findings
    assert not BOOK.price(table([ROW], NAMES)).has_findings
    stream = BOOK.stream(table([ROW], NAMES), findings=True)
    assert len(stream.findings) == 0, "so far"


# Streams that broke.

WHOLE = typed(random_rows(3, 4000))


def torn(rows=2000):
    def batches():
        yield from WHOLE.slice(0, rows).to_batches()
        raise OSError("the tape is torn")

    return BOOK.stream(pa.RecordBatchReader.from_batches(WHOLE.schema, batches()), grouped=True, threads=1)


def test_a_stream_that_broke_says_so():
    stream = torn()
    with pytest.raises(ValueError, match="the tape is torn"):
        list(stream)
    assert repr(stream).startswith("LineStream(broken off: the input cannot be read: ") and "the tape is torn" in repr(stream)
    for again in (lambda: next(stream), lambda: list(stream), lambda: pa.table(stream)):
        with pytest.raises(RuntimeError, match="this stream has broken off: the input cannot be read: (.|\n)*the tape is torn"):
            again()


def test_a_stream_that_broke_where_it_was_taken_over():
    stream = torn()
    reader = pa.RecordBatchReader.from_stream(stream)
    with pytest.raises(Exception, match="the tape is torn"):
        reader.read_all()
    assert repr(stream).startswith("LineStream(broken off: ")
    with pytest.raises(RuntimeError, match="this stream has broken off"):
        next(stream)
    # A reader that asks again is not told that this was the end.
    with pytest.raises(Exception, match="the tape is torn"):
        reader.read_next_batch()


def test_a_stream_that_ended_where_it_was_taken_over():
    stream = BOOK.stream(WHOLE, grouped=True)
    reader = pa.RecordBatchReader.from_stream(stream)
    reader.read_next_batch()
    assert repr(stream).startswith("LineStream(being read, ")
    reader.read_all()
    assert repr(stream).startswith("LineStream(read to its end, ")
    begun = BOOK.stream(WHOLE, grouped=True)
    reader = pa.RecordBatchReader.from_stream(begun)
    reader.read_next_batch()
    del reader
    assert repr(begun).startswith("LineStream(left before its end, ")


def test_a_callable_that_raises_breaks_the_stream():
    def tell(progress):
        raise LookupError("enough")

    stream = BOOK.stream(WHOLE, progress=tell)
    with pytest.raises(LookupError):
        list(stream)
    assert repr(stream).startswith("LineStream(broken off: LookupError: enough, ")


# The citizen's other cases.

STAYS = {"provider": "opdigtet", "service": "opdigtet/ophold"}


@pytest.fixture(scope="module")
def stays(root):
    return takst.Book(catalogue=root / "bindings/python/notebooks/catalogue")


def stay(case, first, last, **more):
    return {"case_id": case, "citizen_id": "C-1", "service": STAYS["service"], "first_day": first, "last_day": last, "payer": "101", **more}


# 91 days from January 2024 use 91 of the 120 days that are refunded, so 29 of the 40 days from May on are.
OTHER, MINE = stay("S-1", "2024-01-01", "2024-03-31"), stay("S-2", "2024-05-01", "2024-06-09")
TOGETHER, ALONE = Decimal("24940.00"), Decimal("34400.00")  # 29 and 40 days at half of 1720.00
NOTE = "Priced without the citizen's other cases."


def refund(statement):
    return statement.totals.refund


def test_a_case_alone_says_that_others_count_too(stays):
    other, mine = takst.cases([OTHER, MINE])
    statement = stays.price(mine)
    assert refund(statement) == ALONE and statement.note.startswith(NOTE)
    for one in (statement, pickle.loads(pickle.dumps(statement))):
        assert repr(one).endswith(", without the citizen's other cases>") and NOTE in one.html() and "Beregnet uden borgerens andre sager." in one.html("da")
    totals = stays.totals(mine)
    for one in (totals, pickle.loads(pickle.dumps(totals))):
        assert repr(one).endswith(" without the citizen's other cases>") and one == statement.totals
    explanation = stays.explain(mine)
    for one in (explanation, pickle.loads(pickle.dumps(explanation))):
        assert repr(one) == "<Explanation of S-2, without the citizen's other cases>"
        assert all(NOTE in " ".join(page.split()) for page in (one.text(), one.html(), one.json())) and "Beregnet uden borgerens andre sager." in one.text("da")

    together = [stays.statements([other, mine])[1], stays.explain(mine, with_cases=[other]).statement]
    for statement in together:
        assert refund(statement) == TOGETHER and statement.note is None and "other cases" not in repr(statement) + statement.html()
    assert "other cases" not in repr(stays.explain(mine, [other])) + stays.explain(mine, [other]).text()


def test_a_case_that_depends_on_no_other_says_nothing(stays):
    before = takst.cases([stay("S-3", "2023-09-01", "2023-09-30")])[0]
    aftercare = takst.Case.single("S-1", **{name: ROW[name] for name in NAMES[1:]})
    for case in (before, aftercare):
        assert stays.price(case).note is None and "other" not in repr(stays.price(case)) + repr(stays.totals(case)) + repr(stays.explain(case))
    # Open, and priced to the end of the month before refund windows began.
    running = takst.cases([{**stay("S-3", "2023-09-01", None)}])[0]
    assert stays.price(running, month="2023-09").note is None and stays.price(running, month="2023-10").note is not None


def test_a_frame_explains_a_case_with_the_others(stays):
    rows = [stay("S-0", "2024-01-01", "2024-01-31", citizen_id="C-0"), OTHER, {**MINE, "last_day": "2024-05-31"}, {**MINE, "first_day": "2024-06-01"}]
    frame = pl.DataFrame(rows)
    priced = stays.price(frame)
    wanted = [line for line in plain(priced.lines) if line["case_id"] == "S-2"]
    for given in (frame, frame.to_arrow().to_reader(), frame.to_pandas()):
        explanation = stays.explain(given, case_id="S-2")
        assert refund(explanation.statement) == TOGETHER == sum(line["refund"] for line in wanted)
        assert [(line.row, line.refund) for line in explanation.statement.lines] == [(line["row"], line["refund"]) for line in wanted]
        assert {line.row for line in explanation.statement.lines} == {3, 4} and explanation.statement.note is None
    # The receipt is that of the citizen's rows.
    mine = takst.Case("S-2", [takst.Row(row=number, **{k: v for k, v in rows[number - 1].items() if k != "case_id"}) for number in (3, 4)])
    other = takst.Case("S-1", [takst.Row(row=2, **{k: v for k, v in rows[1].items() if k != "case_id"})])
    assert stays.explain(mine, with_cases=[other]) == explanation


def test_a_frame_explains_a_case_of_several_citizens_and_rows_that_come_in_any_order(stays):
    """Cases that belong together by a third one, and a refused case that names two citizens."""
    rows = [
        stay("S-3", "2024-07-01", "2024-07-02", citizen_id="C-2"),
        MINE,
        stay("S-9", "2024-01-01", "2024-01-05", citizen_id="C-9"),
        stay("S-4", "2024-02-30", "2024-03-01", citizen_id="C-2"),
        stay("S-4", "2024-04-01", "2024-04-02"),
        OTHER,
    ]
    frame = pl.DataFrame(rows)
    for text in (frame, frame.with_columns(pl.col("case_id").map_elements(lambda text: f"  {text} ", pl.String))):
        for case in ("S-3", "S-2", "S-4", "S-9"):
            explanation = stays.explain(text, case_id=case)
            whole = stays.statements(takst.cases(rows))
            [wanted] = [statement for statement in whole if statement.case_id == case]
            assert explanation.statement == wanted


def test_random_frames_explain_as_they_are_priced(stays):
    rows = random_rows(11, 40)
    by_case = {statement.case_id: statement for statement in BOOK.statements(takst.cases(rows), month="2022-05")}
    frame = table(rows)
    for case in sorted({row["case_id"] for row in rows}):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert BOOK.explain(frame, case_id=case, month="2022-05").statement == by_case[case]


def test_what_a_frame_cannot_explain():
    frame = pl.DataFrame([ROW])
    wrong = [
        ({}, TypeError, "case_id: say which case of the frame is to be explained"),
        ({"case_id": 7}, TypeError, "case_id: int is refused; pass str"),
        ({"case_id": "S-7"}, ValueError, "case_id: the frame has no case \"S-7\"; did you mean S-1"),
        ({"case_id": "another"}, ValueError, "case_id: the frame has no case \"another\"$"),
        ({"case_id": "010190-1234"}, ValueError, "case_id: the frame has no case \"xxxxxx-xxxx\""),
        ({"case_id": "S-1", "with_cases": []}, TypeError, "with_cases is for a takst.Case; a frame has the citizen's other cases in its rows"),
    ]
    for options, error, said in wrong:
        with pytest.raises(error, match=said):
            BOOK.explain(frame, **options)
    with pytest.raises(ValueError, match="no case \"B-1\"; it is a citizen, whose cases are S-1"):
        BOOK.explain(frame.with_columns(citizen_id=pl.lit("B-1")), case_id="B-1")
    with pytest.raises(TypeError, match="case_id is for case files and data frames"):
        BOOK.explain(takst.cases([ROW])[0], case_id="S-1")
    with pytest.raises(TypeError, match="int is no frame"):
        BOOK.explain(7, case_id="S-1")
    with pytest.raises(TypeError, match="floating-point"):
        BOOK.explain(frame.with_columns(hours=pl.lit(1.5)), case_id="S-1")
