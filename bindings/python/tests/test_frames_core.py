"""A frame is priced as its cases are priced one by one, in every column, and as the published vectors say."""

import datetime as dt
import json
import pathlib
from decimal import Decimal

import pyarrow as pa
import pytest
import takst
from frames_cases import by_row, plain, problems, random_rows, table, typed
from hypothesis import given, settings
from hypothesis import strategies as st

VECTORS = pathlib.Path(__file__).parents[3] / "tests" / "vectors"


def statements(book, rows, **window):
    return book.statements(takst.cases([{k: v for k, v in row.items() if v is not None} for row in rows]), **window)


def check(book, frame, rows, **how):
    window = {key: how.pop(key) for key in ("month", "from_", "until") if key in how}
    priced = book.price(frame, findings=True, **window, **how)
    expected = statements(book, rows, **window)
    lines = [line for one in expected if not one.is_refused for line in one.as_dicts()]
    assert by_row(plain(priced.lines)) == by_row(lines)
    assert problems(plain(priced.refused)) == problems([fault for one in expected for fault in one.faults])
    assert problems(plain(priced.findings)) == problems([finding for one in expected for finding in one.findings])
    assert priced.summary == takst.Summary(len(rows), len(expected), sum(one.is_refused for one in expected), len(lines), [])
    return lines


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), typed_columns=st.booleans(), grouped=st.booleans(), threads=st.sampled_from([None, 1, 3]), month=st.sampled_from([None, "2020-06", "2023-04"]))
def test_a_frame_is_priced_as_its_cases_are(seed, typed_columns, grouped, threads, month):
    rows = random_rows(seed)
    check(takst.default_book(), (typed if typed_columns else table)(rows), rows, grouped=grouped, threads=threads, month=month)


def test_random_frames_have_every_kind_of_row():
    """What the test above compares is worth comparing: lines, faults and findings of many kinds."""
    rows = [row for seed in range(20) for row in random_rows(seed)]
    for number, row in enumerate(rows):
        row["case_id"] += f"-{number // 100}"
        row["citizen_id"] += f"-{number // 100}"
    lines = check(takst.default_book(), table(rows), rows)
    priced = takst.default_book().price(table(rows), findings=True)
    assert len({line["service"] for line in lines}) >= 7
    assert len({line["refund_outcome"] for line in lines}) >= 2
    assert any(line["own_payment"] for line in lines)
    assert len({one["code"] for one in plain(priced.refused)}) >= 5
    assert len(plain(priced.findings)) > 0


DAY = {"service": "mandecentret/efterforsorg-basis", "first_day": "2023-05-01", "last_day": "2023-05-01"}


def test_payers_by_name():
    names = ["Aarhus", "københavns kommune", "0751", "751", "BORNHOLMS REGIONSKOMMUNE", "102"]
    rows = [{"case_id": f"S-{number}", "payer": payer, **DAY} for number, payer in enumerate(names)]
    text = table(rows)
    encoded = text.set_column(text.column_names.index("payer"), "payer", text["payer"].dictionary_encode())
    for frame in (text, encoded):
        priced = takst.default_book().price(frame, findings=True)
        assert [line["payer"] for line in by_row(plain(priced.lines))] == ["751", "101", "751", "751", "400", "102"]
        unknown = [(one["code"], one["row"], one["column"], one["value"]) for one in plain(priced.findings) if one["code"] == "payer.unknown"]
        assert unknown == [("payer.unknown", 6, "payer", "102")]
    refused = plain(takst.default_book().price(table([{**rows[0], "payer": "Århus"}])).refused)
    assert [(one["code"], one["value"]) for one in refused] == [("value.invalid", "Århus")]
    assert "Aarhus Kommune (751)" in refused[0]["message"]


def test_what_is_masked_is_found_by_its_row():
    ids = ["S-1", "010190-1234", "3f2504e0-4f89-41d3-9a0c-0f0101901234", "abcdef0101901234abcdef01", "sag 0101901234"]
    priced = takst.default_book().price(table([{"case_id": case_id, "payer": "101", **DAY} for case_id in ids]))
    refused = [(one["case_id"], one["row"], one["code"]) for one in plain(priced.refused)]
    assert refused == [("xxxxxx-xxxx", 2, "case.cpr-number"), ("sag xxxxxx-xxxx", 5, "case.cpr-number")]
    assert [ids[row - 1] for _, row, _ in refused] == ["010190-1234", "sag 0101901234"]
    assert sorted(line["case_id"] for line in plain(priced.lines)) == sorted([ids[0], ids[2], ids[3]])


def test_figures_worked_out_by_hand():
    """20 to 31 March 2023 are 12 days at 545: 6540. From 1 April the price is 435: 10 days, 4350. Half of each is refunded."""
    cases = pa.table({"case_id": ["S-1"], "service": ["mandecentret/efterforsorg-basis"], "payer": [101], "first_day": [dt.date(2023, 3, 20)], "last_day": [dt.date(2023, 4, 10)]})
    lines = plain(takst.default_book().price(cases, columns=["month", "days", "net", "refund"]).lines)
    assert lines == [
        {"month": "2023-03", "days": 12, "net": Decimal("6540.00"), "refund": Decimal("3270.00")},
        {"month": "2023-04", "days": 10, "net": Decimal("4350.00"), "refund": Decimal("2175.00")},
    ]


def vectors():
    return sorted(VECTORS.glob("*/*.case.json"))


def test_the_vectors_are_there():
    assert len(vectors()) > 300


def expected_of(path):
    """Lines and problems in the types of frames."""
    lines, found = [], []
    for text in path.with_name(path.name.replace(".case.json", ".expected.jsonl")).read_text().splitlines():
        one = json.loads(text)
        (found if "severity" in one else lines).append(one)
    return lines, found


def as_text(value):
    if value is None:
        return ""
    return value if isinstance(value, int) else str(value)


@pytest.mark.parametrize("path", vectors(), ids=lambda path: f"{path.parent.name}/{path.name.removesuffix('.case.json')}")
def test_the_vectors_through_frames(path):
    vector = json.loads(path.read_text())
    book = takst.Book(
        VECTORS / "catalogues" / vector["catalogue"] if "catalogue" in vector else None,
        vector.get("policy"),
        vector.get("as_of"),
    )
    window = {"from_": vector.get("from"), "until": vector.get("until")}
    frame = table(vector["rows"], sorted({name for row in vector["rows"] for name in row} | {"case_id", "service", "first_day", "payer"}))
    lines, found = expected_of(path)
    priced = book.price(frame, findings=True, **window)
    # Prices per hour may have four decimals; a column of a frame always has four.
    prices = {"quantity", "unit_price", "price_base_quantity"}
    got = [{name: as_text(value) for name, value in line.items()} for line in by_row(plain(priced.lines))]
    for line in [*got, *lines]:
        line.update({name: Decimal(line[name]) for name in prices})
    assert got == by_row(lines)
    told = [*plain(priced.refused), *plain(priced.findings), *plain(book.capacity(frame, **window))]
    assert problems(told) == problems([{**one, "column": one["column"] or None, "case_id": one["case_id"] or None} for one in found])
