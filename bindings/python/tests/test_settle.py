"""Settling, claiming and control for a program that keeps its own books: the same as the ledger, and what is wrong with its rows.

Basic aftercare costs 435.00 a day. January 2024 has 31 days, 13,485.00; ten days of February are 4,350.00, twelve 5,220.00.
"""

import itertools
import random
from decimal import Decimal

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import takst
from ledger_cases import BASIC, PARTIES, ROWS, ledger, rows, stay

CASES = takst.cases(ROWS)
LATER = takst.cases([stay("A", "2024-01-01", "2024-02-12")])


def numbered(settled, first, day, series="X-"):
    """The lines of a settlement as a program's own books keep them: numbers in the order of the actions."""
    lines = pl.DataFrame(settled.lines)
    return lines.with_columns(number=pl.lit(series) + (pl.col("document") + first - 1).cast(pl.String), issued=pl.lit(day).str.to_date()).drop("document")


def test_a_programs_own_books():
    first = takst.settle(None, CASES, parties=PARTIES, until="2024-02")
    assert rows(first, "action", "number", "month", "net") == [("issue", "", "2024-01", "13485.00"), ("issue", "", "2024-02", "4350.00")]
    books = numbered(first, 1, "2024-03-01")
    assert len(takst.settle(books, CASES, parties=PARTIES, until="2024-02")) == 0

    second = takst.settle(books, LATER, parties=PARTIES, until="2024-02")
    assert rows(second, "action", "refers_to", "net", "reasons") == [
        ("credit", "X-2", "4350.00", "correction.period"),
        ("issue", "X-2", "5220.00", "correction.period"),
    ]
    assert rows(second.differences, "document", "fields", "net") == [("2", "days;quantity;net", "870.00")]
    only_missing = takst.settle(books, LATER, parties=PARTIES, until="2024-02", mode="invoice")
    assert rows(only_missing, "action", "net") == [("differs", "870.00")]

    books = pl.concat([books, numbered(second, 3, "2024-03-02")])
    for form in (books, books.to_arrow(), books.to_pandas(), books.to_dicts(), pd.DataFrame(books.to_dicts())):
        assert len(takst.settle(form, LATER, parties=PARTIES, until="2024-02")) == 0
    # Another case, of the same provider; the file is said to be complete.
    other = takst.cases([stay("B", "2024-01-01", "2024-01-01")])
    gone = takst.settle(books, other, parties=PARTIES, until="2024-02", complete=True)
    assert rows(gone, "action", "case_id", "net") == [("issue", "B", "435.00"), ("credit", "A", "13485.00"), ("credit", "A", "5220.00")]
    absent = takst.settle(books, other, parties=PARTIES, until="2024-02")
    assert rows(absent, "action", "case_id", "net") == [("issue", "B", "435.00"), ("absent", "A", "18705.00")]


def test_invoices_that_came_back():
    books = numbered(takst.settle(None, CASES, parties=PARTIES, until="2024-02"), 1, "2024-03-01")
    with_order = takst.cases([stay("A", "2024-01-01", "2024-02-10", order_reference="PO-7")])
    again = takst.settle(books, with_order, parties=PARTIES, until="2024-01", reissue="X-2")
    assert rows(again, "action", "refers_to", "month", "reasons") == [(action, "X-2", "2024-02", "correction.references") for action in ("credit", "issue")]
    assert rows(again.lines, "kind", "order_reference") == [("credit-note", ""), ("invoice", "PO-7")]
    with pytest.raises(takst.LedgerError) as refused:
        takst.settle(books, with_order, parties=PARTIES, until="2024-02", reissue=["X-2", "X-9"])
    assert refused.value.code == "reissue.not-standing" and "X-9" in refused.value.problems[0]
    with pytest.raises(TypeError, match="leave mode and complete out"):
        takst.settle(books, with_order, parties=PARTIES, until="2024-02", reissue="X-2", complete=True)


def test_months_that_are_closed_or_have_expired():
    closed = takst.settle(None, CASES, parties=PARTIES, until="2024-02", from_="2024-02")
    assert rows(closed, "action", "month", "net") == [("issue", "2024-02", "4350.00"), ("closed", "2024-01", "13485.00")]
    expired = takst.settle(None, CASES, parties=PARTIES, until="2024-02", kept_from="2024-02")
    assert rows(expired, "action", "month") == [("issue", "2024-02")]


def test_a_ledger_gives_the_same(tmp_path):
    """Three steps, by a ledger and by books of our own, for random days: the same actions, and invoices less credit notes are the sums of pricing from scratch."""
    for seed in range(6):
        chance = random.Random(seed)
        books, register = None, takst.Ledger.create(tmp_path / f"{seed}.ledger", "2024-01", parties=PARTIES)
        given = itertools.count(1)
        for step in range(3):
            days = [(f"2024-01-{chance.randint(1, 9):02}", f"2024-0{chance.randint(1, 3)}-{chance.randint(10, 28)}") for _ in range(4)]
            cases = takst.cases([stay(f"S-{n}", *of) for n, of in enumerate(days)])
            settled = takst.settle(books, cases, parties=PARTIES, until="2024-03", from_="2024-01")
            planned = register.correct(cases, date=f"2024-04-0{step + 1}")
            assert pa.table(settled) == pa.table(planned) and pa.table(settled.differences) == pa.table(planned.differences)
            register.correct(cases, plan=planned.plan, date=f"2024-04-0{step + 1}")
            if len(settled.lines):
                first = next(given)
                new = numbered(settled, first, f"2024-04-0{step + 1}", "M-")
                books = new if books is None else pl.concat([books, new])
                given = itertools.count(first + new["number"].n_unique())
            sums = books.select(pl.when(pl.col("kind") == "invoice").then("net").otherwise(-pl.col("net")).sum()).item()
            assert sums == sum((statement.totals.net for statement in takst.statements(cases)), Decimal(0))


def test_rows_that_cannot_be_read():
    standing = numbered(takst.settle(None, CASES, parties=PARTIES, until="2024-02"), 1, "2024-03-01").to_dicts()
    danish = takst.Book(lang="da")

    def faults(change, **options):
        changed = [standing[0] | change, standing[1]]
        with pytest.raises(takst.FileError) as caught:
            takst.settle(changed, CASES, parties=PARTIES, until="2024-02", **options)
        return caught.value.problems

    assert faults({"net": "13.485,00", "unit": "døgn"}) == (
        "standing, row 1 (X-1), column unit: “døgn” cannot be used. Write one of: hour, day, week, month, course.",
        "standing, row 1 (X-1), column net: “13.485,00” cannot be used. Write a number with a dot and at most 2 decimals, without thousands separators.",
    )
    [cvr] = faults({"seller_cvr": "12345675"}, book=danish)
    assert cvr.startswith("standing, række 1 (X-1), kolonnen seller_cvr: »12345675« kan ikke bruges. Skriv et CVR-nummer: 8 cifre")
    assert faults({"kind": "credit-note", "refers_to": "X-7"})[0].startswith("standing, row 1 (X-1), column refers_to: “X-7” cannot be used. Write the number of an invoice")
    assert faults({"case_id": "010190-1234"})[0].startswith("standing, row 1 (X-1), column case_id: “xxxxxx-xxxx” cannot be used.")
    [column] = faults({"colour": "red"})
    assert column.startswith("standing: the column “colour” is not known.")
    for wrong, says in [(7, "standing: int is refused"), ("standing.csv", "standing: str is refused"), ([7], "standing: int is refused"), ([{"net": 1.5}], "net: float is refused")]:
        with pytest.raises(TypeError, match=says):
            takst.settle(wrong, CASES, parties=PARTIES, until="2024-02")


def test_options_that_cannot_be():
    for options, error, says in [
        ({"until": "2024-02", "mode": "both"}, ValueError, "mode"),
        ({"until": "2024-02", "mode": "invoice", "complete": True}, ValueError, "complete"),
        ({"until": "2023-12", "from_": "2024-01"}, ValueError, "lies before 2024-01"),
        ({"until": 2024}, TypeError, "until"),
    ]:
        with pytest.raises(error, match=says):
            takst.settle(None, CASES, parties=PARTIES, **options)


def test_claims_of_a_program_that_keeps_them():
    """March 2023 at 545.00: 12 days, half of 6,540.00. April at 435.00: 10 days, half of 4,350.00."""
    cases = takst.cases([{"case_id": "A", "service": BASIC, "first_day": "2023-03-20", "last_day": "2023-04-10", "payer": "101"}])
    first = takst.claim(None, cases, payer=101, quarter="2023-Q1")
    assert first.number is None and rows(first, "claim", "month", "refund", "invoiced") == [("", "2023-03", "3270.00", "no")]
    second = takst.claim(first, cases, payer=101, quarter="2023-Q2")
    assert rows(second, "month", "kind", "refund") == [("2023-04", "current", "2175.00")]
    both = [*pa.table(first).to_pylist(), *pa.table(second).to_pylist()]
    assert len(takst.claim(both, cases, payer=101, quarter="2023-Q2")) == 0
    assert len(takst.claim(None, cases, payer=147, quarter="2023-Q2")) == 0
    assert len(takst.claim(None, cases, payer=101, quarter="2023-Q2", from_="2023-04")) == 1
    standing = numbered(takst.settle(None, cases, parties=PARTIES, until="2023-03"), 1, "2023-04-01")
    assert rows(takst.claim(None, cases, payer=101, quarter="2023-Q1", billed=standing), "invoiced") == [("yes",)]
    with pytest.raises(takst.FileError, match=r"claimed, row 1 \(A\), column refund: “x” cannot be used"):
        takst.claim([{**both[0], "refund": "x"}], cases, payer=101, quarter="2023-Q2")
    with pytest.raises(ValueError, match="the page of a claim has its date"):
        first.html()


BILL = {"invoice": "F-17", "seller": "12345674", "case_id": "A", "service": BASIC, "first_day": "2024-01-01", "last_day": "2024-01-31", "quantity": 31, "unit": "day"}


def test_control_of_what_others_billed(tmp_path):
    """31 days at 445.00 are 13,795.00, 310.00 too much; February is not billed, but no paper bills in that month."""
    bill = BILL | {"unit_price": "445.00", "net": Decimal("13795.00")}
    control = takst.verify([bill], CASES, parties=PARTIES)
    assert rows(control, "invoice", "case_id", "verdicts", "billed", "expected", "difference") == [("F-17", "A", "verify.price", "13795.00", "13485.00", "310.00")]
    assert rows(control.sellers, "seller", "billed", "disputed", "contested", "contested_vat") == [("mandecentret", "13795.00", "13795.00", "310.00", "0.00")]
    page = control.html("da", seller="12345674", date="2024-02-05").replace("\xa0", " ")
    assert "Send en kreditnota på 310,00 kr." in page and "5. februar 2024" in page
    with pytest.raises(ValueError, match="seller: \"nobody\" is not in the parties"):
        control.html(seller="nobody")
    assert not control.all_agree and control.head is None and "F-17" in control.html("da") and repr(control) == "Control(rows=1, agree=0)"
    path = tmp_path / "bills.csv"
    path.write_text(",".join(bill) + "\n" + ",".join(map(str, bill.values())) + "\n")
    for form in (path, [path], str(path), pl.DataFrame([bill]), pa.Table.from_pylist([bill])):
        assert pa.table(takst.verify(form, CASES, parties=PARTIES)) == pa.table(control)
    short = tmp_path / "short.toml"
    short.write_text('[[seller]]\nprovider = "mandecentret"\nname = "Mandecentret"\ncvr = "12345674"\n')
    assert pa.table(takst.verify([bill], CASES, parties=short)) == pa.table(control)
    agrees = takst.verify([BILL | {"unit_price": "435.00", "net": "13485.00"}], CASES, parties=PARTIES)
    assert agrees.all_agree and rows(agrees, "verdicts") == [("verify.agrees",)]


def test_control_with_services_and_a_ledger(tmp_path):
    named = BILL | {"service": "Lille pakke", "unit_price": "435.00", "net": "13485.00"}
    services = {"mandecentret": {"Lille pakke": BASIC}}
    assert rows(takst.verify([named], CASES, parties=PARTIES, services=services), "service", "verdicts") == [(BASIC, "verify.agrees")]
    with pytest.raises(takst.FileError, match="services:"):
        takst.verify([named], CASES, parties=PARTIES, services={"mandecentrum": {"Lille pakke": BASIC}})
    books = ledger(tmp_path)
    first = takst.verify([named], CASES, parties=PARTIES, services=services, ledger=books)
    assert first.head == books.head and first.head.record == 1 and first.all_agree
    again = takst.verify([named], CASES, parties=PARTIES, services=services, ledger=books)
    assert again.all_agree and again.head.record == 1, "the same list adds nothing"
    twice = takst.verify([named | {"invoice": "F-18"}], CASES, parties=PARTIES, services=services, ledger=books)
    assert rows(twice, "verdicts", "other")[0][0].endswith("verify.billed-twice") and not twice.all_agree


def test_lists_that_cannot_be_read(tmp_path):
    bad, good = tmp_path / "bad.csv", tmp_path / "good.csv"
    bad.write_text("invoice,seller,case_id,net\nF-1,mandecentret,A,x\n")
    good.write_text("invoice,seller,case_id,net,first_day,last_day\nF-2,mandecentret,A,13485.00,2024-01-01,2024-01-31\n")
    control = takst.verify([bad, good], CASES, parties=PARTIES)
    assert len(control.unread) == 1 and "bad.csv: row 1, net" in control.unread[0] and not control.all_agree and len(control) == 1
    with pytest.raises(takst.FileError, match="bad.csv: row 1, net"):
        takst.verify(bad, CASES, parties=PARTIES)
    with pytest.raises(takst.FileError, match="bills: "):
        takst.verify([{"invoice": "F-1"}], CASES, parties=PARTIES)
