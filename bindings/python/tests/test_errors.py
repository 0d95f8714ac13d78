"""What is wrong is said: floats, types, names, and every fault of a refused case."""

import datetime as dt
import pickle
from decimal import Decimal

import pytest

import takst

BASIS = "mandecentret/efterforsorg-basis"
FLOATS = [1.5, 0.0, float("inf")]


@pytest.mark.parametrize("value", FLOATS)
@pytest.mark.parametrize("column", ["hours", "hours_per_week", "unit_price", "own_payment_per_day", "window_days_used", "first_day", "payer", "service", "commitment", "decided_before_discharge"])
def test_no_column_takes_a_float(column, value):
    with pytest.raises(TypeError, match=f"^{column}: float is refused, because it is not exact; pass "):
        takst.Row(**{column: value})


@pytest.mark.parametrize("value", [*FLOATS, float("nan")])
def test_no_other_door_takes_a_float(value):
    doors = [
        lambda: takst.Rise(value, "2026-01-01"), lambda: takst.Rise(1, value), lambda: takst.NewTariff(BASIS, "2026-01-01", value, "x"),
        lambda: takst.Policy({"cti-gap": value}), lambda: takst.Book(as_of=value), lambda: takst.Row(row=value), lambda: takst.Case(value, []),
        lambda: takst.Book().price(takst.Case.single("S", service="x"), month=value),
    ]
    for door in doors:
        with pytest.raises(TypeError, match="float is refused"):
            door()


@pytest.mark.parametrize(("column", "value", "right"), [
    ("hours", True, "a decimal.Decimal, int or str"),
    ("payer", True, "the municipality: its code as str or int"),
    ("first_day", dt.datetime(2023, 1, 1, 9), r"here \.date\(\)"),
    ("first_day", 20230101, "a datetime.date, or str YYYY-MM-DD"),
    ("service", 5, "str"),
    ("decided_before_discharge", 1, "True, False"),
])
def test_wrong_types_say_what_is_right(column, value, right):
    with pytest.raises(TypeError, match=right):
        takst.Row(**{column: value})


def test_wrong_names_say_what_is_near():
    with pytest.raises(TypeError, match="did you mean first_day"):
        takst.Row(frist_day="2023-01-01")
    with pytest.raises(ValueError, match="there is no setting"):
        takst.Policy({"day-cuont": "both"})
    with pytest.raises(KeyError, match="pensionatet/cti"):
        takst.Catalogue().show("pensionatet/ctii")
    with pytest.raises(TypeError, match="case_id belongs to the case"):
        takst.Row(case_id="S-1")
    with pytest.raises(FileNotFoundError):
        takst.Policy.load("no-such-file.toml")
    with pytest.raises(takst.FileError) as caught:
        takst.Catalogue.load("no-such-directory")
    assert caught.value.problems


def test_a_refused_case_names_all_its_faults():
    case = takst.Case("S-1", [
        takst.Row(service=BASIS, first_day="2023-02-30", payer="999"),
        takst.Row(service="mandecentret/x", first_day="2023-01-01", last_day="2023-01-02", payer="101"),
    ])
    with pytest.raises(takst.TakstError) as caught:
        takst.price(case)
    error = caught.value
    assert isinstance(error, ValueError)
    assert (error.code, error.case_id, error.row, error.column, error.value) == ("value.invalid", "S-1", 1, "first_day", "2023-02-30")
    assert [(fault.code, fault.row, fault.column, fault.value) for fault in error.faults] == [
        ("value.invalid", 1, "first_day", "2023-02-30"), ("value.range", 1, "payer", "999"), ("service.unknown", 2, "service", "mandecentret/x"),
    ]
    assert "2023-02-30" in str(error) and "mandecentret/x" in str(error)
    again = pickle.loads(pickle.dumps(error))
    assert (again.faults, again.code, str(again)) == (error.faults, error.code, str(error))
    [statement] = takst.statements([case])
    assert not statement and statement.is_refused and statement.faults == error.faults
    for name in ("lines", "documents", "totals"):
        with pytest.raises(takst.TakstError):
            getattr(statement, name)
    with pytest.raises(takst.TakstError, match="Række"):
        takst.Book(lang="da").price(case)


def test_a_case_without_rows_is_no_case():
    with pytest.raises(ValueError, match="no rows"):
        takst.Case("S-1", [])


def test_a_cpr_number_is_never_shown():
    case = takst.Case.single("010203-1234", service=BASIS, first_day="2023-01-01", last_day="2023-01-02", payer="101")
    with pytest.raises(takst.TakstError) as caught:
        takst.price(case)
    assert caught.value.code == "case.cpr-number"
    for text in (str(caught.value), repr(caught.value.faults), repr(case)):
        assert "1234" not in text


def test_numbers_that_are_none_are_values_that_are_wrong():
    for value in (Decimal("NaN"), Decimal("Infinity"), Decimal("1.005"), Decimal("1E+30"), "1,5", 10**40):
        case = takst.Case.single("S", service=BASIS, first_day="2023-01-01", last_day="2023-01-02", payer="101", own_payment_per_day=value)
        with pytest.raises(takst.TakstError) as caught:
            takst.price(case)
        assert caught.value.column == "own_payment_per_day"
