"""Exact, explained money for Danish social services: tariffs, pricing and state refund.

A `Case` goes in, a `Statement` of priced lines comes out; `explain` follows every amount to its tariff, its rule and its published source. The same functions
take data frames of millions of rows, and case files as people have them: `takst.price("sager.xlsx")`, or `read_cases` first. Money is `decimal.Decimal`, days are `datetime.date`; floats are refused everywhere.

>>> case = takst.Case.single("S-1", service="mandecentret/efterforsorg-basis", first_day="2023-03-20", last_day="2023-04-10", payer="101")
>>> statement = takst.price(case)
>>> for line in statement.lines:
...     print(line.month, line.net, line.refund)
2023-03 6540.00 3270.00
2023-04 4350.00 2175.00

Priced lines become documents with a `Ledger`: `invoice`, `correct`, `claim`; `settle` and `claim` do the same for a program that keeps its own books, `verify` compares
what others billed with what should be, and `read_invoice` reads an electronic invoice.

In a notebook a statement shows itself as a table, and an explanation as a page. `price`, `statements`, `totals`, `stream`, `explain`, `capacity`, `changed`, `workbook` and `report` are
those of the book of the built-in catalogue and the default policy; make a `Book` for tariffs and answers of your own.
"""

from types import MappingProxyType as _View
from typing import NamedTuple as _NamedTuple

from takst._invoice import (
    Invoice,
    InvoiceCharge,
    InvoiceDocument,
    InvoiceId,
    InvoiceLine,
    InvoiceParty,
    InvoicePayment,
    InvoiceReferences,
    InvoiceTotals,
    InvoiceVat,
    read_invoice,
)
from takst._native import (
    Book,
    Case,
    CaseFile,
    CaseFileWarning,
    Catalogue,
    Checked,
    Claim,
    Comparison,
    Control,
    Document,
    Documents,
    Expired,
    Explanation,
    FileError,
    Finding,
    Frame,
    Head,
    Imported,
    Ledger,
    LedgerError,
    Line,
    LineStream,
    NewTariff,
    Parties,
    Plan,
    Policy,
    Priced,
    Progress,
    Report,
    Rise,
    Row,
    Service,
    Setting,
    Settlement,
    Statement,
    Summary,
    TakstError,
    Tariff,
    Totals,
    TotalsFrame,
    UnknownColumnWarning,
    Workbook,
    __version__,
    _codes,
    cases,
    claim,
    compare,
    default_book,
    read_cases,
    settle,
    verify,
)


class Code(_NamedTuple):
    """What a code of the registry says: `severity` (error, warning, note, condition, assumption, reason, verdict) and `meaning`."""

    severity: str
    meaning: str


#: Every code of the registry.
CODES = _View({code: Code(severity, meaning) for code, (severity, meaning) in _codes().items()})

_book = default_book()
price = _book.price
statements = _book.statements
totals = _book.totals
stream = _book.stream
explain = _book.explain
capacity = _book.capacity
changed = _book.changed
workbook = _book.workbook
report = _book.report

__all__ = [
    "CODES",
    "Book",
    "Case",
    "CaseFile",
    "CaseFileWarning",
    "Catalogue",
    "Checked",
    "Claim",
    "Code",
    "Comparison",
    "Control",
    "Document",
    "Documents",
    "Expired",
    "Explanation",
    "FileError",
    "Finding",
    "Frame",
    "Head",
    "Imported",
    "Invoice",
    "InvoiceCharge",
    "InvoiceDocument",
    "InvoiceId",
    "InvoiceLine",
    "InvoiceParty",
    "InvoicePayment",
    "InvoiceReferences",
    "InvoiceTotals",
    "InvoiceVat",
    "Ledger",
    "LedgerError",
    "Line",
    "LineStream",
    "NewTariff",
    "Parties",
    "Plan",
    "Policy",
    "Priced",
    "Progress",
    "Report",
    "Rise",
    "Row",
    "Service",
    "Setting",
    "Settlement",
    "Statement",
    "Summary",
    "TakstError",
    "Tariff",
    "Totals",
    "TotalsFrame",
    "UnknownColumnWarning",
    "Workbook",
    "__version__",
    "capacity",
    "cases",
    "changed",
    "claim",
    "compare",
    "default_book",
    "explain",
    "price",
    "read_cases",
    "read_invoice",
    "report",
    "settle",
    "statements",
    "stream",
    "totals",
    "verify",
    "workbook",
]
