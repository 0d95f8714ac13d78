"""What holds for every case: pickles give back what was kept, rows may be split, and no number of a case is ever a float."""

import datetime as dt
import pickle
from decimal import Decimal

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

import takst

DAY = st.dates(dt.date(2019, 1, 1), dt.date(2026, 12, 31))
LENGTH = st.integers(0, 400).map(lambda days: dt.timedelta(days))
# Services with a price per day or month, published over all of these days or agreed: a week or a course that is split is another service.
DAILY = [
    {"service": "mandecentret/efterforsorg-basis"},
    {"service": "mandecentret/efterforsorg-udvidet"},
    {"service": "livarehab/individuelt-forloeb", "unit_price": "31200.50", "unit": "month"},
    {"service": "livarehab/individuelt-forloeb", "unit_price": "1234.56", "unit": "day"},
]
PAYERS = st.sampled_from([101, "147", "860"])
# Text, readable or not: what is wrong is a fault, never a crash, and survives a pickle as it is.
ANYTHING = st.one_of(st.none(), st.text(max_size=12), st.integers(-5, 5000), st.decimals(allow_nan=True, places=2), st.booleans(), DAY)
NUMERIC = ["hours", "hours_per_week", "unit_price", "own_payment_per_day", "window_days_used"]
COLUMNS = sorted(name for name, of in vars(takst.Row).items() if type(of).__name__ == "getset_descriptor" and name != "row")
SETTINGS = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def stays(draw):
    """One row that is well formed; whether a tariff holds on all its days is another matter."""
    first = draw(DAY)
    return draw(st.sampled_from(DAILY)) | {"first_day": first, "last_day": first + draw(LENGTH), "payer": draw(PAYERS)}


def outcome(case):
    [statement] = takst.statements([case])
    return statement, None if statement.is_refused else statement.totals


@SETTINGS
@given(stays(), st.data())
def test_splitting_a_row_at_any_day_changes_no_total(row, data):
    _, whole = outcome(takst.Case("S-1", [row]))
    if whole is None or row["first_day"] == row["last_day"]:
        return
    cut = data.draw(st.dates(row["first_day"], row["last_day"] - dt.timedelta(1)))
    parts = [row | {"last_day": cut}, row | {"first_day": cut + dt.timedelta(1)}]
    assert outcome(takst.Case("S-1", parts))[1] == whole
    assert outcome(takst.Case("S-1", parts[::-1]))[1] == whole


def test_the_split_is_of_cases_that_are_priced():
    # What the property above needs to mean anything.
    for row in DAILY:
        case = takst.Case("S-1", [row | {"first_day": "2023-04-01", "last_day": "2023-05-15", "payer": 101}])
        assert outcome(case)[1].net > 0


@SETTINGS
@given(stays(), stays())
def test_what_is_priced_adds_up_and_survives_a_pickle(one, two):
    case = takst.Case("S-1", [one, two], "C-1")
    statement, totals = outcome(case)
    for kept in (case, statement, *case.rows):
        again = pickle.loads(pickle.dumps(kept))
        assert again == kept and hash(again) == hash(kept) and repr(again) == repr(kept)
    assert pickle.loads(pickle.dumps(statement)).html("da") == statement.html("da")
    if totals is not None:
        for name, amount in totals.as_dict().items():
            assert amount == sum((getattr(line, name) for line in statement.lines), Decimal(0))
            assert amount == sum((getattr(document.totals, name) for document in statement.documents), Decimal(0))
        assert totals.cost == totals.net - totals.own_payment - totals.refund
        assert takst.totals(case) == totals == takst.price(case).totals
    # Another day is another row, and perhaps another price.
    other = takst.Case("S-1", [one | {"last_day": one["last_day"] + dt.timedelta(1)}, two], "C-1")
    assert other != case and len({other, case}) == 2


@SETTINGS
@given(st.dictionaries(st.sampled_from(COLUMNS), ANYTHING, max_size=8), st.text(min_size=1, max_size=10))
def test_anything_at_all_is_a_row_a_refusal_or_a_type_error(columns, case_id):
    try:
        row = takst.Row(**columns)
    except TypeError as error:
        assert "; pass " in str(error)
        return
    again = pickle.loads(pickle.dumps(row))
    assert again == row and again.as_dict() == row.as_dict() and repr(again) == repr(row)
    for name, value in row.as_dict().items():
        assert getattr(row, name) == value and not isinstance(value, float)
    [statement] = takst.statements([takst.Case(case_id, [row])])
    assert pickle.loads(pickle.dumps(statement)) == statement
    assert statement.is_refused == bool(statement.faults)
    assert statement.html("da") and statement.html("en")


def test_every_column_of_the_case_file_is_an_attribute(root):
    # The guide lists them too.
    guide = (root / "docs" / "CASE-FILE.md").read_text().split("## CSV")[0]
    listed = {name for line in guide.splitlines() if line.startswith("| `") for name in line.split("|")[1].replace("`", "").replace(" ", "").split(",")}
    assert set(COLUMNS) == listed - {"case_id"}


@pytest.mark.parametrize("column", NUMERIC)
@given(value=st.floats(allow_nan=False))  # NaN is an empty cell of a table
def test_no_float_is_a_number(column, value):
    with pytest.raises(TypeError, match=f"^{column}: float is refused, because it is not exact; pass "):
        takst.Row(**{column: value})


@given(value=st.floats())
def test_no_float_changes_a_price(value):
    for make in (lambda: takst.Rise(value, "2026-01-01"), lambda: takst.NewTariff("pensionatet/cti", "2026-01-01", value, "budget")):
        with pytest.raises(TypeError, match="float is refused"):
            make()
