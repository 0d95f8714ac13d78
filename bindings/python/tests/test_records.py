"""Records of a table as cases: what a table writes into cells without a value, and days with a time of midnight."""

import datetime as dt
import pickle
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
import takst

BASIS = "mandecentret/efterforsorg-basis"
ROW = {"case_id": "a", "service": BASIS, "first_day": "2023-05-01", "last_day": "2023-05-31", "payer": "101"}
NOTHING = {"NaN": float("nan"), "NaN of 64 bits": np.float64("nan"), "NaN of 32 bits": np.float32("nan"), "NaT": pd.NaT, "NA": pd.NA, "None": None}


def test_records_of_pandas_are_cases():
    """31 days at 435, and 2 days of it: gaps of the second row are NaN, NaT and NA."""
    table = pd.DataFrame([ROW | {"citizen_id": "C", "hours": None, "commitment": "letter"}, ROW | {"case_id": "b", "last_day": "2023-05-02"}])
    table = table.assign(first_day=pd.to_datetime(table.first_day), last_day=pd.to_datetime(table.last_day), prior_stay_to=pd.NaT, window_days_used=pd.array([None, None], "Int64"))
    cases = takst.cases(table.to_dict("records"))
    assert [statement.totals.net for statement in takst.statements(cases)] == [Decimal("13485.00"), Decimal("870.00")]
    assert cases[1].rows[0].as_dict() == {"row": 2, "service": BASIS, "first_day": dt.date(2023, 5, 1), "last_day": dt.date(2023, 5, 2), "payer": "101"}


@pytest.mark.parametrize("nothing", NOTHING.values(), ids=list(NOTHING))
@pytest.mark.parametrize("column", ["citizen_id", "last_day", "payer", "hours", "unit", "decided_before_discharge", "window_days_used"])
def test_what_stands_for_nothing_is_an_empty_cell(column, nothing):
    assert getattr(takst.Row(**{column: nothing}), column) is None
    assert takst.Case("a", [{column: nothing}]).rows[0] == takst.Row()
    [case] = takst.cases([{"case_id": "a", column: nothing}])
    assert case.rows[0].as_dict() == {"row": 1}


def test_a_number_that_is_none_is_not_nothing():
    assert takst.Row(hours=Decimal("NaN")).hours is not None


@pytest.mark.parametrize("midnight", [dt.datetime(2023, 5, 1), pd.Timestamp("2023-05-01"), pd.DataFrame({"day": ["2023-05-01"]}).day.astype("datetime64[ns]")[0]])
def test_midnight_is_a_day(midnight):
    assert takst.Row(first_day=midnight).first_day == dt.date(2023, 5, 1)


@pytest.mark.parametrize(
    "time",
    [dt.datetime(2023, 5, 1, 0, 0, 0, 1), dt.datetime(2023, 5, 1, 9), dt.datetime(2023, 5, 1, tzinfo=dt.UTC), pd.Timestamp("2023-05-01", tz="Europe/Copenhagen"), pd.Timestamp("2023-05-01").replace(nanosecond=1)],
)
def test_another_time_is_refused(time):
    with pytest.raises(TypeError, match=r"first_day: .* has a time of day; pass .*\.date\(\)"):
        takst.Row(first_day=time)


@pytest.mark.parametrize(
    "of",
    [
        lambda: takst.Catalogue().show("pensionatet/cti"),
        lambda: takst.Catalogue().changed(takst.Rise(10, "2023-01-01")).show(BASIS),
        lambda: takst.Catalogue().changed(takst.Rise(10, "2023-01-01")).show(BASIS).tariffs[-1],
        lambda: takst.Policy({"roll-out-date": ("2023-03-01", "letter")})["roll-out-date"],
        lambda: takst.Policy().settings[2],
    ],
)
def test_services_tariffs_and_settings_can_be_pickled(of):
    again = pickle.loads(pickle.dumps(of()))
    assert (again, repr(again)) == (of(), repr(of()))
