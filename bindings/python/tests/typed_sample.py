"""A use of every object, read by mypy --strict and pyright: types must say what is there."""

import datetime
from decimal import Decimal
from pathlib import Path

import takst

row = takst.Row(service="mandecentret/efterforsorg-basis", first_day=datetime.date(2023, 3, 20), last_day="2023-04-10", payer=101)
case: takst.Case = takst.Case("S-1", [row])
statement: takst.Statement = takst.price(case)
net: Decimal = statement.totals.net
months: list[str] = [line.month for line in statement.lines]
day: datetime.date = statement.lines[0].first_day
hold: str | None = statement.lines[0].invoice_hold
refused: list[takst.Statement] = takst.statements([case], progress=print)
codes: list[str] = [fault.code for fault in refused[0].faults]
book: takst.Book = takst.default_book().changed(tariffs=takst.Rise("2.5", since="2026-01-01"))
total: takst.Totals = book.totals(case)
groups: dict[tuple[str, ...], takst.Totals] = book.totals(case, ["month"])
page: str = takst.explain(case).html("da")
note: str | None = takst.explain(case, with_cases=[]).statement.note
severity: str = takst.CODES["tariff.none"].severity
price: Decimal = takst.Catalogue().show("pensionatet/cti").tariffs[0].price
setting: str | None = takst.Policy()["roll-out-date"].source
try:
    takst.price(case, month="2023-03")
except takst.TakstError as error:
    print(error.code, error.faults[0].column)
path: Path = Path("cases.parquet")
if path.exists():
    priced: takst.Priced = book.price(path, columns="net")
    found: str = repr(takst.price("cases.parquet", findings=True).findings)
    has_findings: bool = priced.has_findings
    stream: takst.LineStream = takst.stream(path, grouped=True)
    sums: takst.TotalsFrame = takst.totals("cases.parquet", by="month")
    change: takst.Comparison = takst.compare(takst.default_book(), book, path, by=("month", "payer"))
    places: takst.Frame = takst.capacity(path)
    explanation: takst.Explanation = takst.explain(path, case_id="S-1")
    file: takst.CaseFile = takst.read_cases([path, "b.xlsx"], map="kolonner.toml", dates="dmy")
    of_file: takst.Priced = takst.price(file, findings=True)
    of_files: takst.TotalsFrame = takst.totals(["a.csv", path], by="case_id")
    workbook: takst.Workbook = takst.workbook(file, month="2024-01")
    workbook.save(path.with_suffix(".xlsx"))
    page_of_all: str = takst.report([case], lang="da").html
    rows_of_file: int = len(file.frame) + len(file)
by_month: dict[tuple[str, ...], takst.Totals] = takst.totals(case, by="month")
rise: takst.Rise = takst.Rise("2.5", since="2026-01-01", services="mandecentret")
warning: type[UserWarning] = takst.UnknownColumnWarning

if path.exists():
    parties: takst.Parties = takst.Parties.load("parties.toml")
    with takst.Ledger.create("books.ledger", "2024-01", parties=parties) as ledger:
        issued: takst.Settlement = ledger.invoice(path, date="2024-03-01", progress=True)
        actions: takst.Frame = issued.actions
        head: takst.Head | None = issued.head
        plan: takst.Plan | None = ledger.correct([case], complete=True).plan
        if plan is not None:
            counts: dict[str, int] = ledger.correct(case, plan=plan).counts
        claim: takst.Claim = ledger.claim(path, payer=101, quarter="2024-Q1")
        statement_of_year: takst.Claim = ledger.claim(payer="101", final=2024)
        refund: Decimal = claim.refund
        pages: str = ledger.documents(["M-1", "M-2"]).html("da")
        record: int = ledger.check(head).head.record
        added: int = ledger.import_([{"number": "OLD-1"}]).added
        removed: int = ledger.expire(2015).documents
    settled: takst.Settlement = takst.settle(actions, [case], parties=parties, until="2024-02", mode="invoice")
    next_claim: takst.Claim = takst.claim(claim, case, payer="101", quarter="2024-Q2", billed=settled.lines)
    control: takst.Control = takst.verify(["bills.csv"], path, parties=parties, services={"mandecentret": {"a": "b"}}, ledger=ledger)
    agree: bool = control.all_agree
    notes: list[str] = takst.verify("inbox", path, parties=parties, pseudonyms="key").notes + issued.lacking
    invoice: takst.Invoice = takst.read_invoice("f.xml", lang="da")
    amount: Decimal | None = invoice.lines[0].net
    seller: takst.InvoiceParty = invoice.seller
    of_lines: takst.Frame = takst.read_invoice(b"<Invoice/>").to_frame()
code: str | None = takst.LedgerError().code
