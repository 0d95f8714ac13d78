"""The published vectors through the objects: every field of every line, every fault and finding."""

import datetime
import decimal
import json
from pathlib import Path

import pyarrow as pa
import pytest

import takst

VECTORS = Path(__file__).resolve().parents[3] / "tests" / "vectors"
FILES = sorted(path for path in VECTORS.glob("*/*.case.json"))


def text(value):
    """A value as the expected files write it."""
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value if isinstance(value, int) else str(value)


def book_of(vector):
    catalogue = takst.Catalogue.load(VECTORS / "catalogues" / vector["catalogue"]) if "catalogue" in vector else None
    return takst.Book(catalogue, vector.get("policy"), vector.get("as_of"))


def problem(finding):
    return (finding.severity, finding.code, finding.case_id or "", finding.row, finding.column or "", finding.value)


def expected_of(path):
    records = [json.loads(line) for line in Path(str(path).replace(".case.json", ".expected.jsonl")).read_text().splitlines()]
    lines = [record for record in records if "severity" not in record]
    keys = ("severity", "code", "case_id", "row", "column", "value")
    return lines, sorted((tuple(record[key] for key in keys) for record in records if "severity" in record), key=repr)


def test_there_are_vectors():
    assert len(FILES) > 300


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name[:-10]}")
def test_vector(path):
    vector = json.loads(path.read_text())
    book = book_of(vector)
    cases = takst.cases(vector["rows"])
    statements = book.statements(cases, from_=vector.get("from"), until=vector.get("until"))
    lines, problems = expected_of(path)
    got = [{name: text(value) for name, value in line.as_dict().items()} for s in statements if s for line in s.lines]
    assert got == lines
    for statement in statements:
        for line in statement.lines if statement else ():
            for name, value in line.as_dict().items():
                assert getattr(line, name) == value
                assert not isinstance(value, float)
    found = sorted((problem(f) for s in statements for f in (*s.faults, *s.findings)), key=repr)
    # Findings about the file as a whole (places in use) belong to no case.
    assert found == [p for p in problems if p[3] is not None]
    net = sum((decimal.Decimal(line["net"]) for line in lines), decimal.Decimal(0))
    assert sum((s.totals.net for s in statements if s), decimal.Decimal(0)) == net == decimal.Decimal(vector["hand"]["net"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name[:-10]}")
def test_totals_of_a_case_by_itself(path):
    """Once a book has priced a frame it looks such totals up; before that it reckons them."""
    vector = json.loads(path.read_text())
    fresh, looked_up = book_of(vector), book_of(vector)
    looked_up.totals(pa.table({"case_id": ["C"], "service": ["none"], "first_day": ["2023-01-01"], "payer": ["101"]}))
    window = {"from_": vector.get("from"), "until": vector.get("until")}
    for case in takst.cases(vector["rows"]):
        (statement,) = fresh.statements([case], **window)
        for book in (fresh, looked_up):
            if statement:
                assert book.totals(case, **window) == statement.totals
            else:
                with pytest.raises(takst.TakstError) as refused:
                    book.totals(case, **window)
                assert refused.value.faults == statement.faults
