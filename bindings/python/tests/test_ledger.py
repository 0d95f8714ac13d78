"""The ledger: what is issued, planned, carried out and claimed, by amounts worked out by hand; and what is refused.

Basic aftercare costs 435.00 a day from 2023-04-01. January 2024 has 31 days, 13,485.00; ten days of February are 4,350.00. Invoices are due 21 days after their date.
"""

import json
import os
import pickle
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import takst
from ledger_cases import BASIC, PARTIES, ROWS, ledger, rows, stay

CASES = takst.cases(ROWS)
LATER = takst.cases([stay("A", "2024-01-01", "2024-02-12")])


def test_a_months_run_a_correction_and_its_plan(tmp_path):
    with ledger(tmp_path) as books:
        assert (books.start, books.head.record, books.path) == ("2024-01", 0, tmp_path / "books.ledger")
        told = books.invoice(CASES, date="2024-03-01", dry_run=True)
        assert told.head is None and books.head.record == 0
        assert rows(told, "action", "number", "month", "net") == [("issue", "", "2024-01", "13485.00"), ("issue", "", "2024-02", "4350.00")]

        issued = books.invoice(CASES, date="2024-03-01", note="Tak")
        assert rows(issued, "number", "due") == [("M-1", "2024-03-22"), ("M-2", "2024-03-22")]
        assert issued.head == books.head and books.head.record == 2 and not issued.needs_a_look
        assert issued.counts == {"issue": 2, "credit": 0, "held": 0, "differs": 0, "refused": 0, "absent": 0, "closed": 0}
        assert len(books.invoice(CASES, date="2024-03-01")) == 0, "nothing is issued twice"

        # Two days more: 12 × 435 = 5,220.00, which is 870.00 more.
        differs = books.invoice(LATER, date="2024-03-01")
        assert rows(differs, "action", "month", "net", "reasons") == [("differs", "2024-02", "870.00", "correction.period")] and differs.needs_a_look
        planned = books.correct(LATER, date="2024-03-02")
        assert planned.head is None and planned.plan.until == "2024-02" and books.head.record == 2
        assert rows(planned.differences, "document", "before", "after", "net") == [("2", "1", "1", "870.00")]
        assert "correction.period" in planned.html() or "M-2" in planned.html()
        planned.plan.save(tmp_path / "plan.json")

        done = books.correct(LATER, plan=tmp_path / "plan.json", date="2024-03-02")
        assert rows(done, "action", "number", "refers_to", "net") == [("credit", "M-3", "M-2", "4350.00"), ("issue", "M-4", "M-2", "5220.00")]
        again = books.correct(LATER, plan=planned.plan, date="2024-03-02")
        assert again.was_done and len(again) == 0
        assert rows(books.journal(), "number", "net", "total")[2:] == [("M-3", "4350.00", "4350.00"), ("M-4", "5220.00", "5220.00")]
        assert books.check(issued.head).head == books.head
    with pytest.raises(ValueError, match="the ledger is closed"):
        books.invoice(CASES)


def test_lines_of_what_is_issued_are_those_of_the_export(tmp_path):
    books = ledger(tmp_path)
    lines = pa.table(books.invoice(CASES, date="2024-03-01").lines)
    export = pa.table(books.export())
    assert lines.select(export.column_names).to_pylist() == export.to_pylist()
    assert export["net"].to_pylist() == [Decimal("13485.00"), Decimal("4350.00")] and export["quantity"].to_pylist() == [Decimal("31.00"), Decimal("10.00")]
    assert lines["document"].to_pylist() == [1, 2] and lines["citizen_id"].to_pylist() == ["A", "A"]


def given_as(folder):
    """The same cases in every form."""
    frame = pa.Table.from_pylist(ROWS)
    pq.write_table(frame, folder / "cases.parquet")
    (folder / "cases.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    (folder / "cases.csv").write_text(";".join(ROWS[0]) + "\n" + ";".join(ROWS[0].values()) + "\n")
    whole = [row | {"first_day": pd.Timestamp(row["first_day"]).date()} for row in ROWS]
    return {
        "a case": CASES[0],
        "cases": CASES,
        "an iterator": iter(CASES),
        "pyarrow": frame,
        "polars": pl.DataFrame(whole),
        "pandas": pd.DataFrame(ROWS),
        "a reader": frame.to_reader(),
        "parquet": folder / "cases.parquet",
        "csv": str(folder / "cases.csv"),
        "json lines": folder / "cases.jsonl",
    }


def test_cases_of_every_form_give_the_same(tmp_path):
    books = ledger(tmp_path)
    for form, cases in given_as(tmp_path).items():
        told = books.invoice(cases, date="2024-03-01", dry_run=True)
        assert rows(told, "case_id", "net") == [("A", "13485.00"), ("A", "4350.00")], form
        assert (told.summary.rows, told.summary.cases, told.summary.refused) == (1, 1, 0), form


def test_a_plan_knows_its_cases_in_whatever_form(tmp_path):
    """A plan of cases is carried out with a frame of the same rows: the fingerprint of the cases is the same."""
    books = ledger(tmp_path)
    of = {form: json.loads(books.correct(cases, date="2024-03-01").plan.text())["inputs"]["cases"] for form, cases in given_as(tmp_path).items()}
    assert len({of[form] for form in ("a case", "cases", "pyarrow", "polars", "pandas", "a reader")}) == 1
    assert len(set(of.values())) == 4, "files have the fingerprint of their bytes"


def test_refused_cases_and_findings_are_told(tmp_path):
    books = ledger(tmp_path)
    wrong = [stay("B", "2024-02-30", "2024-03-01"), *ROWS]
    settled = books.invoice(pl.DataFrame(wrong), date="2024-03-01")
    assert rows(settled, "action", "case_id", "why")[-1] == ("refused", "B", "value.invalid")
    assert rows(settled.refused, "case_id", "row", "column", "value") == [("B", "1", "first_day", "2024-02-30")]
    assert settled.summary.refused == 1 and settled.needs_a_look and settled.counts["refused"] == 1


def test_an_invoice_that_came_back(tmp_path):
    books = ledger(tmp_path)
    books.invoice(CASES, date="2024-03-01")
    with_order = takst.cases([stay("A", "2024-01-01", "2024-02-10", order_reference="PO-7")])
    plan = books.correct(with_order, reissue="M-1", date="2024-03-02").plan
    done = books.correct(with_order, plan=plan, date="2024-03-02")
    assert rows(done, "action", "number", "reasons") == [("credit", "M-3", "correction.references"), ("issue", "M-4", "correction.references")]
    assert rows(done.lines, "number", "order_reference") == [("M-3", ""), ("M-4", "PO-7")]
    with pytest.raises(takst.LedgerError) as refused:
        books.correct(with_order, reissue=["M-1", "M-9"], date="2024-03-02")
    assert refused.value.code == "reissue.not-standing" and len(refused.value.problems) == 2 and books.head.record == 4


def test_a_plan_that_comes_out_otherwise(tmp_path):
    books = ledger(tmp_path)
    books.invoice(CASES, date="2024-03-01")
    plan = books.correct(LATER, date="2024-03-02").plan
    changed = takst.cases([stay("A", "2024-01-01", "2024-02-13")])
    with pytest.raises(takst.LedgerError) as refused:
        books.correct(changed, plan=plan, date="2024-03-02")
    assert refused.value.code == "plan.changed" and "its lines" in refused.value.problems[0] and "the case file" in refused.value.problems[1]
    danish = takst.Book(lang="da")
    with pytest.raises(takst.LedgerError, match="Dokumentet bliver et andet end planlagt"):
        books.correct(changed, plan=plan, date="2024-03-02", book=danish)
    assert books.head.record == 2, "nothing was written"
    assert pickle.loads(pickle.dumps(plan)) == plan == takst.Plan.from_text(plan.text()) and plan.text().startswith("{")


def test_a_plan_brings_its_day_of_knowledge(tmp_path):
    books = ledger(tmp_path)
    books.invoice(CASES, date="2024-03-01")
    plan = books.correct(LATER, date="2024-03-02", book=takst.Book(as_of="2024-02-01")).plan
    assert json.loads(plan.text())["as_of"] == "2024-02-01"
    assert books.correct(LATER, plan=plan, date="2024-03-02").counts["issue"] == 1
    # What it was priced with is kept with each document.
    assert [json.loads(line)["priced_with"]["as_of"] for line in books.documents(["M-2", "M-4"]).json().splitlines()] == [None, "2024-02-01"]


def test_pages_and_objects_of_documents(tmp_path):
    books = ledger(tmp_path)
    books.invoice(CASES, date="2024-03-01", note="Ring til os")
    january = books.documents(month="2024-01")
    assert january.numbers == ["M-1"] and len(january) == 1 and rows(january, "number", "net") == [("M-1", "13485.00")]
    assert "Ring til os" in january.html() and "13.485,00" in january.html("da") and "Faktura" in january.html("da")
    [document] = map(json.loads, january.json().splitlines())
    assert (document["number"], document["totals"]["net"], document["seller"]["cvr"]) == ("M-1", "13485.00", "12345674")
    assert books.documents(from_number="M-2").numbers == ["M-2"] and books.documents(["M-2", "M-1", "M-2"]).numbers == ["M-2", "M-1"]
    with pytest.raises(takst.LedgerError, match='the ledger has no document "M-3"'):
        books.documents("M-3")
    with pytest.raises(TypeError, match="say which"):
        books.documents()


def test_documents_are_explained(tmp_path):
    """Ten days of February are 4,350.00, twelve are 5,220.00: 870.00 more."""
    books = ledger(tmp_path)
    books.invoice(CASES, date="2024-03-01")
    planned = books.correct(LATER, date="2024-03-02")
    books.correct(LATER, plan=planned.plan, date="2024-03-02")
    told = books.documents("M-4").text()
    for said in ["Invoice M-4", "replaces invoice M-2 of 1 March 2024", "What changed from M-2 to M-4", "5,220.00", "870.00"]:
        assert said in told, told
    both = books.documents(["M-2", "M-3"]).text("da")
    for said in ["Faktura M-2", "Kreditnota M-3", "5.220,00"]:
        assert said in both, both
    assert both.index("Faktura M-2") < both.index("Kreditnota M-3")


def test_claims_of_quarters_and_a_yearly_statement(tmp_path):
    """At 545.00 until 2023-03-31: 12 days are 6,540.00, half 3,270.00. April: 10 days at 435.00 are 4,350.00, half 2,175.00."""
    books = ledger(tmp_path, "2023-01")
    cases = takst.cases([{"case_id": "A", "citizen_id": "B-1", "service": BASIC, "first_day": "2023-03-20", "last_day": "2023-04-10", "payer": "101"}])
    told = books.claim(cases, payer=101, quarter="2023-Q1", date="2023-04-01", dry_run=True)
    assert told.number is None and told.refund == Decimal("3270.00") and books.head.record == 0
    first = books.claim(cases, payer="København", quarter="2023-Q1", date="2023-04-01")
    assert (first.number, first.payer, first.quarter, first.refund) == ("101-2023-Q1-1", "101", "2023-Q1", Decimal("3270.00"))
    assert rows(first, "case_id", "citizen_id", "month", "kind", "net", "refund") == [("A", "B-1", "2023-03", "current", "6540.00", "3270.00")]
    assert rows(first.sums, "year", "refund_rule", "refund") == [("2023", "sel-110-efterforsorg", "3270.00")] and first.head == books.head
    assert len(first.left_alone) == 0 and first.as_dict()["claim"] == first.number and "101-2023-Q1-1" in first.html("da")
    again = books.claim(cases, payer=101, quarter="2023-Q1", date="2023-04-01")
    assert again.number is None and len(again) == 0
    second = books.claim(cases, payer=101, quarter="2023-Q2", date="2023-07-01")
    assert rows(second, "month", "refund") == [("2023-04", "2175.00")]
    assert rows(books.claims(), "claim", "payer", "date", "net", "refund") == [
        ("101-2023-Q1-1", "101", "2023-04-01", "6540.00", "3270.00"), ("101-2023-Q2-1", "101", "2023-07-01", "4350.00", "2175.00"),
    ]
    whole = books.claim(payer=101, final=2023)
    assert whole.refund == Decimal("5445.00") and rows(whole, "claim") == [("101-2023-Q1-1",), ("101-2023-Q2-1",)]
    with pytest.raises(ValueError, match="a yearly statement prices nothing"):
        whole.windows
    for quarter, date, code in [("2023-Q1", "2023-07-01", "claim.quarter-backwards"), ("2023-Q3", "2023-09-30", "claim.quarter-ahead")]:
        with pytest.raises(takst.LedgerError) as refused:
            books.claim(cases, payer=101, quarter=quarter, date=date)
        assert refused.value.code == code
    # The case is gone from the file: left alone, until the file is said to be complete.
    other = takst.cases([{"case_id": "B", "service": BASIC, "first_day": "2023-07-01", "last_day": "2023-07-01", "payer": "101"}])
    left = books.claim(other, payer=101, quarter="2023-Q3", date="2023-10-01", dry_run=True)
    assert rows(left.left_alone, "case_id", "refund") == [("A", "5445.00")]
    taken = books.claim(other, payer=101, quarter="2023-Q3", date="2023-10-01", dry_run=True, complete=True)
    assert taken.refund == Decimal("217.50") - Decimal("5445.00")


def test_documents_of_an_earlier_system(tmp_path):
    books = ledger(tmp_path)
    old = {
        "number": "OLD-1", "kind": "invoice", "issued": "2024-02-01", "case_id": "A", "provider": "mandecentret", "payer": "101", "month": "2024-01", "service": BASIC,
        "first_day": "2024-01-01", "last_day": "2024-01-31", "quantity": 31, "unit": "day", "unit_price": Decimal("435.00"), "net": "13485.00", "vat_category": "E",
        "vat_rate": "0", "vat": "0.00",
    }
    imported = books.import_([old])
    assert (imported.added, imported.known) == (1, 0) and imported.head == books.head
    assert books.import_(pa.Table.from_pylist([old])).known == 1
    assert rows(books.invoice(CASES, date="2024-03-01"), "number", "month") == [("M-1", "2024-02")], "January stands already"
    found = books.documents(["OLD-1", "M-1"])
    assert found.imported == ["OLD-1"] and "M-1" in found.html() and repr(found) == "Documents(2, imported=1)"
    with pytest.raises(takst.LedgerError) as refused:
        books.import_([old | {"number": "M-9"}])
    assert refused.value.code == "import.refused" and "own series" in refused.value.problems[1]
    with pytest.raises(takst.LedgerError) as refused:
        books.import_([old | {"number": "OLD-2", "net": "13.485,00"}])
    assert refused.value.code == "import.refused" and "column net" in refused.value.problems[1]
    with pytest.raises(TypeError, match="net: float is refused, because it is not exact"):
        books.import_([old | {"net": 13485.0}])
    with pytest.raises(TypeError, match="the column net holds floating-point numbers"):
        books.import_(pl.DataFrame([old | {"net": 13485.0}]))
    with pytest.raises(takst.FileError, match="“colour” is not known"):
        books.import_([old | {"colour": "red"}])


def test_contents_expire(tmp_path):
    books = ledger(tmp_path, "2015-01")
    books.invoice(takst.cases([stay("B", "2024-01-01", "2024-01-31")]), date="2024-02-01")
    with pytest.raises(takst.LedgerError, match="contents of the last five full years are kept"):
        books.expire(2199)
    expired = books.expire(2016)
    assert (expired.documents, expired.claims) == (0, 0) and expired.head == books.head and books.check().expired == 0


def test_the_command_and_the_package_share_ledgers_and_plans(tmp_path, root):
    """One plans with Python, another carries out with the command."""
    books = ledger(tmp_path)
    books.invoice(CASES, date="2024-03-01")
    file = tmp_path / "cases.jsonl"
    file.write_text(LATER[0].to_jsonl())
    books.correct(file, date="2024-03-02").plan.save(tmp_path / "plan.json")
    words = ["correct", file, "--ledger", books.path, "--parties", PARTIES, "--plan", tmp_path / "plan.json", "--date", "2024-03-02", "--format", "csv"]
    run = subprocess.run([sys.executable, "-m", "takst", *map(str, words)], capture_output=True, text=True)
    assert run.returncode == 0 and run.stdout.splitlines()[1].startswith("credit,M-3,credit-note,M-2"), run
    assert books.correct(file, plan=tmp_path / "plan.json", date="2024-03-02").was_done


# What is refused.


def refused(call, code, says, error=takst.LedgerError):
    with pytest.raises(error) as caught:
        call()
    assert getattr(caught.value, "code", None) == code and says in str(caught.value), str(caught.value)
    assert not getattr(caught.value, "problems", None) or "\n".join(caught.value.problems) == str(caught.value)


def test_dates_that_cannot_be(tmp_path):
    books = ledger(tmp_path)
    books.invoice(CASES, date="2024-03-01")
    more = takst.cases([*ROWS, stay("B", "2024-02-01", "2024-02-02")])
    refused(lambda: books.invoice(more, date="2024-02-29", until="2024-02"), "ledger.date-backwards", "1 March 2024, the date of the latest document of mandecentret")
    refused(lambda: books.invoice(more, date="2199-01-01"), "ledger.date-ahead", "is after today")
    refused(lambda: books.invoice(more, date="01-03-2024"), None, "is no date YYYY-MM-DD", ValueError)
    refused(lambda: books.invoice(more, until="2024-02-15"), None, "is no month", ValueError)
    refused(lambda: books.invoice(more, date="2024-03-01", note="om 010190-1234"), None, "The note “om xxxxxx-xxxx” contains what looks like a CPR number")
    assert books.head.record == 2


def test_parties(tmp_path):
    text = PARTIES.read_text()
    parties = takst.Parties.load(PARTIES)
    assert parties == takst.Parties.from_text(text) == pickle.loads(pickle.dumps(parties)) and len(parties.sha256) == 64
    assert "mandecentret" in parties.providers and "101" in parties.payers and repr(parties).startswith("<Parties: ")
    refused(lambda: takst.Parties.from_text(text.replace('cvr = "12345674"', 'cvr = "12345675"')), None, "parties.toml:", takst.FileError)
    bare = takst.Ledger.create(tmp_path / "bare.ledger", "2024-01")
    refused(lambda: bare.invoice(CASES), None, "parties: say who bills", TypeError)
    refused(lambda: bare.invoice(CASES, parties=7), None, "parties: int is refused", TypeError)
    refused(lambda: bare.invoice(CASES, parties=tmp_path / "none.toml"), None, "No such file", FileNotFoundError)
    assert bare.invoice(CASES, parties=parties, date="2024-03-01").counts["issue"] == 2
    held = ledger(tmp_path).invoice(CASES, date="2024-03-01", parties=PARTIES.with_name("no-buyer-101.toml"))
    assert rows(held, "action", "why") == [("held", "party.missing")] * 2


def test_what_is_no_ledger(tmp_path):
    path = tmp_path / "books.ledger"
    refused(lambda: takst.Ledger(path), None, "the file does not exist")
    path.write_text("case_id;service\n")
    refused(lambda: takst.Ledger(path), None, "is not a ledger of takst")
    refused(lambda: takst.Ledger(path, book=takst.Book(lang="da")), None, "er ikke et dokumentregister fra takst")
    refused(lambda: takst.Ledger.create(path, "2024-01"), None, "a file of that name exists already")
    path.unlink()
    books = takst.Ledger.create(path, "2024-01")
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 99")
    refused(lambda: takst.Ledger(path), None, "was written by a newer takst")
    refused(lambda: books.head, None, "was written by a newer takst")


def test_a_file_that_may_only_be_read():
    """The superuser may write everything, so the test is another user meanwhile."""
    folder = Path(tempfile.mkdtemp())
    books = takst.Ledger.create(folder / "books.ledger", "2024-01", parties=takst.Parties.load(PARTIES))
    books.invoice(CASES, date="2024-03-01")
    books.path.chmod(0o444)
    folder.chmod(0o555)
    is_superuser = os.geteuid() == 0
    if is_superuser:
        os.seteuid(65534)
    try:
        assert len(books.journal()) == 2 and books.check().head.record == 2
        assert books.invoice(LATER, date="2024-03-01", dry_run=True).counts["differs"] == 1
        more = takst.cases([*ROWS, stay("B", "2024-02-01", "2024-02-02")])
        refused(lambda: books.invoice(more, date="2024-03-01"), None, "The ledger cannot be written: the file, its folder or the disk is write-protected.")
    finally:
        if is_superuser:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_record_that_was_changed_or_cut_off(tmp_path):
    books = ledger(tmp_path)
    head = books.invoice(CASES, date="2024-03-01").head
    refused(lambda: books.check("0" * 64), None, "No record has the hash that was given")
    with sqlite3.connect(books.path) as other:
        triggers = [name for name, in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'document'")]
        for name in triggers:
            other.execute(f"DROP TRIGGER {name}")
        other.execute("UPDATE document SET net = net + 1 WHERE number = 'M-1'")
    refused(lambda: books.check(head), None, "Record 1: it is not what was written")


WRITES = """
import sqlite3, sys, time
other = sqlite3.connect(sys.argv[1])
other.execute("BEGIN IMMEDIATE")
print("go", flush=True)
time.sleep(float(sys.argv[2]))
"""


@contextmanager
def another_writes(books, seconds):
    """Another process holds the ledger: locks do not hold between two SQLite libraries of one process."""
    run = subprocess.Popen([sys.executable, "-c", WRITES, str(books.path), str(seconds)], stdout=subprocess.PIPE, text=True)
    try:
        assert run.stdout.readline() == "go\n"
        yield
    finally:
        run.kill()
        run.wait()


def test_another_that_writes_is_waited_for(tmp_path):
    books = ledger(tmp_path)
    with another_writes(books, 1):
        began = time.monotonic()
        assert books.invoice(CASES, date="2024-03-01").counts["issue"] == 2 and time.monotonic() - began > 0.5
    with another_writes(books, 120):
        # A reader goes on meanwhile; a writer gives up after 30 seconds.
        assert len(books.journal()) == 2
        more = takst.cases([*ROWS, stay("B", "2024-02-01", "2024-02-02")])
        refused(lambda: books.invoice(more, date="2024-03-01"), "ledger.busy", "another command has been using the ledger for 30 seconds")


def test_threads_share_a_ledger(tmp_path):
    books = ledger(tmp_path)
    found = []
    threads = [threading.Thread(target=lambda: found.append(books.invoice(CASES, date="2024-03-01").counts["issue"])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [0, 0, 0, 2] and books.check().head.record == 2


INTERRUPTED = """
import os, signal, sys, threading
import pyarrow as pa, takst
rows = 60_000
table = pa.table({"case_id": [f"S-{n}" for n in range(rows)], "service": ["mandecentret/efterforsorg-basis"] * rows, "first_day": ["2024-01-01"] * rows,
                  "last_day": ["2024-12-31"] * rows, "payer": ["101"] * rows})
ledger = takst.Ledger(sys.argv[1], parties=sys.argv[2])
def tell(progress):
    if progress.cases and not progress.done:
        os.kill(os.getpid(), signal.SIGINT)
try:
    ledger.invoice(table, date="2025-02-01", progress=tell)
    print("ended by itself")
except KeyboardInterrupt:
    print("interrupted", ledger.head.record)
"""


def test_ctrl_c_leaves_the_ledger_as_it_was(tmp_path):
    books = ledger(tmp_path)
    run = subprocess.run([sys.executable, "-c", INTERRUPTED, str(books.path), str(PARTIES)], capture_output=True, text=True, timeout=240)
    assert run.stdout == "interrupted 0\n", run
    assert books.check().head.record == 0 and books.invoice(CASES, date="2025-02-01").counts["issue"] == 2


@pytest.fixture
def heeds_ctrl_c():
    """SIGINT raises KeyboardInterrupt, also where a shell started the tests in the background and had them ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeds_ctrl_c")
def test_ctrl_c_while_another_writes(tmp_path):
    books = ledger(tmp_path)
    with another_writes(books, 120):
        timer = threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT))
        timer.start()
        began = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            books.invoice(CASES, date="2024-03-01")
        assert time.monotonic() - began < 20
    time.sleep(1)
    assert books.head.record == 0, "the run that was left wrote nothing"


def test_progress(tmp_path):
    seen = []
    ledger(tmp_path).invoice(CASES, date="2024-03-01", progress=seen.append)
    assert seen[-1].done and (seen[-1].rows, seen[-1].cases, seen[-1].total) == (1, 1, 1)

    def raises(progress):
        raise LookupError("enough")

    many = pa.Table.from_pylist([stay(f"S-{n}", "2024-01-01", "2024-12-31") for n in range(30_000)])
    books = takst.Ledger.create(tmp_path / "other.ledger", "2024-01", parties=PARTIES)
    with pytest.raises(LookupError):
        books.invoice(many, date="2025-02-01", progress=raises)
    assert books.head.record == 0


def test_what_cases_cannot_be(tmp_path):
    books = ledger(tmp_path)
    refused(lambda: books.invoice([]), None, "there is no case", ValueError)
    refused(lambda: books.invoice([ROWS[0]]), None, "cases: dict is refused", TypeError)
    refused(lambda: books.invoice(7), None, "pass the path of a case file, a takst.CaseFile, a data frame", TypeError)
    refused(lambda: books.invoice(pa.Table.from_pylist([{"case_id": "A"}])), None, "is missing", ValueError)
    refused(lambda: books.invoice(tmp_path / "none.csv"), None, "No such file", FileNotFoundError)
    (tmp_path / "cases.csv").write_text("case_id;first_day\nA;2024-01-01\n")
    refused(lambda: books.invoice(tmp_path / "cases.csv"), None, "required columns are missing: service", takst.FileError)
    refused(lambda: books.correct(CASES, complete=True, reissue="M-1"), None, "do not go together", TypeError)
    refused(lambda: books.claim(CASES, payer="102", quarter="2024-1"), None, "no quarter", ValueError)
    refused(lambda: books.claim(CASES, payer="Køpenhavn", quarter="2024-Q1"), None, "did you mean 101?", ValueError)
    refused(lambda: books.claim(CASES, payer=101), None, "pass cases and quarter, or final", TypeError)
    (tmp_path / "plan.json").write_text("{}")
    refused(lambda: books.correct(CASES, plan=tmp_path / "plan.json"), None, "is not a plan of takst correct", takst.FileError)
