"""Electronic invoices of others as typed objects."""

import json as _json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from os import PathLike
from typing import Any, Literal

from takst._native import Frame, _invoice_frame, _read_invoice
@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceId:
    """A number of a party or an item; `scheme` says what kind it is: `GLN`, `DK:CVR`, `DK:SE`, `DK:P`, another as written, or None."""

    scheme: str | None
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceParty:
    """Who bills, who is billed, or who is paid."""

    name: str | None
    legal_name: str | None
    legal_id: InvoiceId | None
    endpoint: InvoiceId | None
    ids: tuple[InvoiceId, ...]
    vat_id: str | None
    tax_id: str | None
    street: str | None
    building_number: str | None
    additional_street: str | None
    city: str | None
    postal_code: str | None
    country: str | None
    contact_id: str | None
    contact_name: str | None
    phone: str | None
    email: str | None

    def _number(self, scheme: str) -> str | None:
        ids = (self.legal_id, self.endpoint, *self.ids)
        return next((of.value for of in ids if of is not None and of.scheme == scheme), None)

    @property
    def cvr(self) -> str | None:
        """The CVR number, 8 digits."""
        return self._number("DK:CVR")

    @property
    def gln(self) -> str | None:
        """The GLN, 13 digits."""
        return self._number("GLN")


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceDocument:
    """A document named beside an invoice, or an invoice that it takes back or replaces (with its date of issue). What is attached is not read."""

    number: str
    issued: date | None
    scheme: str | None
    kind: str | None
    description: str | None
    file_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceReferences:
    """Numbers by which the buyer finds the case. `preceding` are the invoices that it takes back or replaces."""

    buyer_reference: str | None
    order: str | None
    sales_order: str | None
    contract: str | None
    project: str | None
    accounting_cost: str | None
    receipt: str | None
    despatch: str | None
    tender: str | None
    preceding: tuple[InvoiceDocument, ...]
    documents: tuple[InvoiceDocument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoicePayment:
    """A way of payment. `way` is `bank`, `iban`, `fik`, `giro`, `direct-debit`, `nem-konto` or `other`; the fields of other ways are None."""

    way: str
    code: str | None
    due: date | None
    remittance: str | None
    registration: str | None
    account: str | None
    bic: str | None
    kind: str | None
    id: str | None
    creditor: str | None
    mandate: str | None
    branch: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceVat:
    """VAT of a category and rate: `category` is a code (S, E, Z, AE …), `rate` is in percent."""

    category: str
    rate: Decimal | None
    taxable: Decimal | None
    amount: Decimal | None
    exemption_code: str | None
    exemption_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceCharge:
    """What is taken off, or, where `is_charge` is true, added."""

    is_charge: bool
    amount: Decimal | None
    base: Decimal | None
    percent: Decimal | None
    vat_category: str | None
    vat_rate: Decimal | None
    reason: str | None
    reason_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceTotals:
    """Sums as the document states them: `net` ex VAT, `gross` with VAT, `payable` what is to be paid."""

    lines: Decimal | None
    allowances: Decimal | None
    charges: Decimal | None
    net: Decimal | None
    vat: Decimal | None
    vat_of_books: Decimal | None
    gross: Decimal | None
    prepaid: Decimal | None
    rounding: Decimal | None
    payable: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLine:
    """A line. `unit` is a code (DAY, HUR, WEE, MON, C62 …) as written; `unit_price` is for `price_base_quantity` units, None: one."""

    id: str | None
    notes: tuple[str, ...]
    first_day: date | None
    last_day: date | None
    quantity: Decimal | None
    unit: str | None
    unit_price: Decimal | None
    price_base_quantity: Decimal | None
    price_base_unit: str | None
    net: Decimal | None
    vat_category: str | None
    vat_rate: Decimal | None
    vat_amount: Decimal | None
    name: str | None
    descriptions: tuple[str, ...]
    seller_id: str | None
    buyer_id: str | None
    standard_id: InvoiceId | None
    accounting_cost: str | None
    order: str | None
    order_line: str | None
    documents: tuple[InvoiceDocument, ...]
    charges: tuple[InvoiceCharge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """An electronic invoice or credit note as it was read. What is not stated is None; amounts of a credit note are positive. CPR numbers in texts are masked.

    `dialect` is `bis3`, `oioubl`, or None where it is unknown. `problems` says what is wrong with it, in words; `adds_up` whether its own sums do.
    """

    dialect: Literal["bis3", "oioubl"] | None
    kind: Literal["invoice", "credit-note"]
    type_code: str | None
    number: str | None
    uuid: str | None
    issued: date | None
    due: date | None
    delivered: date | None
    currency: str | None
    books_currency: str | None
    notes: tuple[str, ...]
    first_day: date | None
    last_day: date | None
    references: InvoiceReferences
    seller: InvoiceParty
    buyer: InvoiceParty
    payee: InvoiceParty | None
    payments: tuple[InvoicePayment, ...]
    terms: tuple[str, ...]
    charges: tuple[InvoiceCharge, ...]
    vat: tuple[InvoiceVat, ...]
    totals: InvoiceTotals
    lines: tuple[InvoiceLine, ...]
    adds_up: bool
    problems: tuple[str, ...]

    @property
    def person_reference(self) -> str | None:
        """The person reference of the buyer, which the two dialects have in different places."""
        return self.references.buyer_reference or self.buyer.contact_id

    def to_frame(self) -> Frame:
        """The lines as a frame, for any library that takes Arrow: `polars.DataFrame(invoice.to_frame())`.

        Columns: `number`, `kind`, `issued`, `seller` and `buyer` (CVR number, else GLN), `buyer_reference`, `order`, `line` (its place, from 1), `note`, `service` (the seller's
        id of the item), `name`, `first_day`, `last_day`, `quantity`, `unit`, `unit_price`, `price_base_quantity`, `net`, `vat_category`, `vat_rate`. A line without days has
        those of the document.
        """
        seller, buyer = (party.cvr or party.gln for party in (self.seller, self.buyer))
        head = (self.number, self.kind, self.issued, seller, buyer, self.person_reference)
        rows = []
        for place, line in enumerate(self.lines, start=1):
            days = (line.first_day, line.last_day)
            if days == (None, None):
                days = (self.first_day, self.last_day)
            row = (
                *head,
                line.order or self.references.order,
                place,
                "\n".join(line.notes),
                line.seller_id,
                line.name,
                *days,
                line.quantity,
                line.unit,
                line.unit_price,
                line.price_base_quantity,
                line.net,
                line.vat_category,
                line.vat_rate,
            )
            rows.append(["" if cell is None else f"{cell:f}" if isinstance(cell, Decimal) else str(cell) for cell in row])
        return _invoice_frame(rows)


# Numbers and dates are texts in JSON; what is not stated is null.


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _days(of: dict[str, Any]) -> dict[str, Any]:
    days = of["days"] or {}
    return {"first_day": _day(days.get("first")), "last_day": _day(days.get("last"))}


def _vat(vat: dict[str, Any] | None) -> dict[str, Any]:
    vat = vat or {"category": None, "rate": None}
    return {"vat_category": vat["category"], "vat_rate": _number(vat["rate"])}


def _id(of: dict[str, Any] | None) -> InvoiceId | None:
    return None if of is None else InvoiceId(**of)


def _party(of: dict[str, Any]) -> InvoiceParty:
    contact = of["contact"]
    return InvoiceParty(
        name=of["name"],
        legal_name=of["legal_name"],
        legal_id=_id(of["legal_id"]),
        endpoint=_id(of["endpoint"]),
        ids=tuple(InvoiceId(**id) for id in of["ids"]),
        vat_id=of["vat_id"],
        tax_id=of["tax_id"],
        **of["address"],
        contact_id=contact["id"],
        contact_name=contact["name"],
        phone=contact["phone"],
        email=contact["email"],
    )


def _document(of: dict[str, Any]) -> InvoiceDocument:
    """A preceding invoice has a number and a date, a document beside the invoice all but a date."""
    return InvoiceDocument(
        number=of.get("number") or of.get("id", ""),
        issued=_day(of.get("issued")),
        scheme=of.get("scheme"),
        kind=of.get("kind"),
        description=of.get("description"),
        file_name=of.get("file_name"),
    )


def _documents(of: list[dict[str, Any]]) -> tuple[InvoiceDocument, ...]:
    return tuple(_document(document) for document in of)


def _payment(of: dict[str, Any]) -> InvoicePayment:
    ways = ("way", "registration", "account", "bic", "kind", "id", "creditor", "mandate", "branch")
    account = {name: of["account"].get(name) for name in ways}
    return InvoicePayment(code=of["code"], due=_day(of["due"]), remittance=of["remittance"], **account)


def _breakdown(of: dict[str, Any]) -> InvoiceVat:
    return InvoiceVat(
        category=of["vat"]["category"],
        rate=_number(of["vat"]["rate"]),
        taxable=_number(of["taxable"]),
        amount=_number(of["amount"]),
        exemption_code=of["exemption_code"],
        exemption_reason=of["exemption_reason"],
    )


def _charge(of: dict[str, Any]) -> InvoiceCharge:
    return InvoiceCharge(
        is_charge=of["is_charge"],
        amount=_number(of["amount"]),
        base=_number(of["base"]),
        percent=_number(of["percent"]),
        **_vat(of["vat"]),
        reason=of["reason"],
        reason_code=of["reason_code"],
    )


def _line(of: dict[str, Any]) -> InvoiceLine:
    quantity, price, item = of["quantity"] or {}, of["price"] or {}, of["item"]
    base = price.get("base") or {}
    return InvoiceLine(
        id=of["id"],
        notes=tuple(of["notes"]),
        **_days(of),
        quantity=_number(quantity.get("quantity")),
        unit=quantity.get("unit"),
        unit_price=_number(price.get("amount")),
        price_base_quantity=_number(base.get("quantity")),
        price_base_unit=base.get("unit"),
        net=_number(of["net"]),
        **_vat(of["vat"]),
        vat_amount=_number(of["vat_amount"]),
        name=item["name"],
        descriptions=tuple(item["descriptions"]),
        seller_id=item["seller_id"],
        buyer_id=item["buyer_id"],
        standard_id=_id(item["standard_id"]),
        accounting_cost=of["accounting_cost"],
        order=of["order"],
        order_line=of["order_line"],
        documents=_documents(of["documents"]),
        charges=tuple(_charge(charge) for charge in of["charges"]),
    )


def _references(of: dict[str, Any]) -> InvoiceReferences:
    return InvoiceReferences(**of | {"preceding": _documents(of["preceding"]), "documents": _documents(of["documents"])})


def _invoice(received: dict[str, Any]) -> Invoice:
    of = received["invoice"]
    plain = ("kind", "type_code", "number", "uuid", "currency", "books_currency")
    return Invoice(
        dialect=received["dialect"],
        **{name: of[name] for name in plain},
        issued=_day(of["issued"]),
        due=_day(of["due"]),
        delivered=_day(of["delivered"]),
        **_days(of),
        notes=tuple(of["notes"]),
        references=_references(of["references"]),
        seller=_party(of["seller"]),
        buyer=_party(of["buyer"]),
        payee=None if of["payee"] is None else _party(of["payee"]),
        payments=tuple(_payment(payment) for payment in of["payments"]),
        terms=tuple(of["terms"]),
        charges=tuple(_charge(charge) for charge in of["charges"]),
        vat=tuple(_breakdown(vat) for vat in of["vat"]),
        totals=InvoiceTotals(**{name: _number(text) for name, text in of["totals"].items()}),
        lines=tuple(_line(line) for line in of["lines"]),
        adds_up=received["adds_up"],
        problems=tuple(received["problems"]),
    )


def read_invoice(invoice: str | PathLike[str] | bytes, /, *, lang: Literal["da", "en"] | None = None) -> Invoice:
    """Reads an electronic invoice or credit note, Peppol BIS Billing 3.0 or OIOUBL 2.1 as others write them, and returns a `takst.Invoice`.

    `invoice` is the path of a file, or its bytes. `lang` is the language of its `problems`. FileError where it is no invoice: what it is, and where in the file.
    """
    return _invoice(_json.loads(_read_invoice(invoice, lang)))
