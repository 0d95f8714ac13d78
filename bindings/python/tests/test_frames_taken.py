"""How frames and options are taken: empty columns, misspelt ones, one name as a list of one, and what is said of floats."""

import warnings
from decimal import Decimal

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import takst
from frames_cases import plain

BOOK = takst.default_book()
BASIS = "mandecentret/efterforsorg-basis"
# Open rows: 31 days of May at 435.
OPEN = {"case_id": ["a"], "service": [BASIS], "first_day": ["2023-05-01"], "last_day": [None], "payer": ["101"]}
NET = Decimal("13485.00")
CALLS = {
    "price": lambda frame, **window: plain(BOOK.price(frame, **window).lines),
    "stream": lambda frame, **window: plain(BOOK.stream(frame, **window)),
    "totals": lambda frame, **window: plain(BOOK.totals(frame, **window)),
    "compare": lambda frame, **window: [{"net": row["net_after"]} for row in plain(takst.compare(BOOK, BOOK, frame, **window))],
    "capacity": lambda frame, **window: plain(BOOK.capacity(frame, **window)),
}


def frame(**more):
    return pl.DataFrame(OPEN | more)


# Columns without a value.


@pytest.mark.parametrize("call", CALLS)
def test_columns_of_nothing_in_polars_are_empty_cells(call):
    """Polars gives such a column the type Null, and exports it in a way of its own."""
    empty = frame(commitment=[None])
    assert {empty["last_day"].dtype, empty["commitment"].dtype} == {pl.Null}
    for given in (empty, empty.lazy().collect(), pl.concat([empty, empty.clear()], rechunk=False)):
        got = CALLS[call](given, month="2023-05")
        assert [row["net"] for row in got] == ([] if call == "capacity" else [NET])
    with pytest.raises(Exception, match="the input has no rows"):
        CALLS[call](empty.clear(), month="2023-05")


def test_columns_of_nothing_of_other_libraries():
    for given in (pd.DataFrame(OPEN), pa.table(OPEN), takst.Frame(frame())):
        assert CALLS["price"](given, month="2023-05")[0]["net"] == NET


# Names that are not known.


@pytest.mark.parametrize("call", CALLS)
def test_a_misspelt_column_is_warned_of_once(call):
    given = frame(Prior_stay_to=["2023-04-30"], commitmnt=["letter"], my_note=["x"])
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        CALLS[call](given, month="2023-05")
    assert [(one.category, one.filename) for one in caught] == [(takst.UnknownColumnWarning, __file__)]
    assert str(caught[0].message) == (
        "column Prior_stay_to is not read; did you mean prior_stay_to? column commitmnt is not read; did you mean commitment?"
    )
    assert issubclass(takst.UnknownColumnWarning, UserWarning)


def test_columns_that_are_near_no_other_are_everyday():
    """Nor is a column said to be another that is there."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        priced = BOOK.price(frame(my_note=["x"], payer2=["y"], district=[1.5]), month="2023-05")
    assert priced.summary.unknown_columns == ["my_note", "payer2", "district"]
    with pytest.warns(takst.UnknownColumnWarning), pytest.raises(ValueError, match="the column payer is missing"):
        BOOK.price(frame().rename({"payer": "Payer"}), month="2023-05")


def test_a_reference_is_masked_in_the_warning():
    with pytest.warns(takst.UnknownColumnWarning) as caught:
        BOOK.price(frame(**{"Unit": ["x"], "case_id 010190-1234": ["x"]}), month="2023-05")
    assert "1234" not in str(caught[0].message)


def test_findings_hold_the_columns_that_are_not_read():
    given = frame(my_note=["x"], Hours=["1"])
    with pytest.warns(takst.UnknownColumnWarning):
        priced, stream = BOOK.price(given, month="2023-05", findings=True), BOOK.stream(given, month="2023-05", findings=True)
        unasked = BOOK.price(given, month="2023-05")
    for _ in stream:
        pass
    for findings in (priced.findings, stream.findings):
        rows = [row for row in plain(findings) if row["code"] == "column.unknown"]
        assert [(row["severity"], row["value"]) for row in rows] == [("warning", "my_note"), ("warning", "Hours")]
        assert "hours" in rows[1]["message"]
    with pytest.raises(ValueError, match="findings were not asked for"):
        unasked.findings


# Names as options.


def test_one_name_is_a_list_of_one():
    given = frame()
    assert BOOK.totals(given, by="month", month="2023-05") == BOOK.totals(given, by=["month"], month="2023-05")
    assert takst.compare(BOOK, BOOK, given, "month", month="2023-05") == takst.compare(BOOK, BOOK, given, ["month"], month="2023-05")
    for call in (BOOK.price, BOOK.stream):
        lines = call(given, columns="net", month="2023-05")
        assert plain(getattr(lines, "lines", lines)) == [{"net": NET}]
    case = takst.Case.single("a", service=BASIS, first_day="2023-05-01", last_day="2023-05-31", payer="101")
    assert BOOK.totals(case, by="month")[("2023-05",)].net == NET
    assert takst.Rise(2, "2024-01-01", services="mandecentret") == takst.Rise(2, "2024-01-01", services=["mandecentret"])


def test_a_name_twice_is_refused():
    case = takst.Case.single("a", service=BASIS, first_day="2023-05-01", last_day="2023-05-31", payer="101")
    for given in (frame(), case):
        with pytest.raises(ValueError, match="^by: month is there twice; name it once$"):
            BOOK.totals(given, by=["month", "payer", "month"], month="2023-05")
    with pytest.raises(ValueError, match="by: month is there twice"):
        takst.compare(BOOK, BOOK, frame(), by=["month", "month"])


def test_cases_in_a_list_are_priced_by_statements():
    case = takst.Case.single("a", service=BASIS, first_day="2023-05-01", last_day="2023-05-31", payer="101")
    for cases in ([case], (case, case)):
        for call in (BOOK.price, BOOK.totals, BOOK.stream, BOOK.capacity):
            with pytest.raises(TypeError, match=r"takst\.statements\(cases\)"):
                call(cases)


# Floats.

WHOLE = ["case_id", "row_id", "payer", "window_days_used"]
EXACT = ["hours", "unit_price", "own_payment_per_day"]


def refused(given, column):
    with pytest.raises(TypeError, match=f"the column {column} has floating-point numbers") as error:
        BOOK.price(given, month="2023-05")
    return str(error.value)


@pytest.mark.parametrize("column", [*WHOLE, *EXACT])
def test_only_whole_numbers_are_advised_to_become_them(column):
    of_polars, of_pandas = (refused(given, column) for given in (frame(**{column: [1.0]}), pd.DataFrame(OPEN | {column: [1.0]})))
    assert ("Int64" in of_polars, "Int64" in of_pandas) == (column in WHOLE,) * 2
    assert (".cast(pl.String)" in of_polars, ".map(str" in of_pandas) == (column in EXACT,) * 2


def test_what_is_advised_for_hours_keeps_their_decimals():
    mentor = {"service": ["livarehab/mentor-samtaler"] * 2, "first_day": ["2019-03-01"] * 2, "last_day": ["2019-03-31"] * 2, "payer": ["101"] * 2}
    hours = {"case_id": ["a", "b"], "hours": [12.5, None]} | mentor
    of_pandas, of_polars = pd.DataFrame(hours), pl.DataFrame(hours)
    assert 'frame["hours"] = frame["hours"].astype(object).map(str, na_action="ignore")' in refused(of_pandas, "hours")
    of_pandas["hours"] = of_pandas["hours"].astype(object).map(str, na_action="ignore")
    assert 'pl.col("hours").cast(pl.String)' in refused(of_polars, "hours")
    for given in (of_pandas, of_polars.with_columns(pl.col("hours").cast(pl.String))):
        priced = BOOK.price(given)
        # 12.5 hours at 500; the other case has none.
        assert ([line["net"] for line in plain(priced)], [fault["case_id"] for fault in plain(priced.refused)]) == ([Decimal("6250.00")], ["b"])


def test_an_empty_column_of_pandas_is_advised_to_be_text():
    given = pd.DataFrame(OPEN | {"unit": [float("nan")]})
    assert 'frame["unit"] = frame["unit"].astype("string")' in refused(given, "unit")
    given["unit"] = given["unit"].astype("string")
    assert BOOK.price(given, month="2023-05").summary.refused == 0
