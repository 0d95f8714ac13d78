"""One row priced through ctypes: the binary interface from another language, with nothing but its standard library.

    python3 price.py path/to/libtakst.so
"""

import ctypes
import sys
from ctypes import POINTER, byref, c_char_p, c_int32, c_int64, c_size_t, c_uint32, c_uint64, c_void_p, sizeof


class Text(ctypes.Structure):
    _fields_ = [("data", c_void_p), ("length", c_uint64)]

    def __str__(self):
        return ctypes.string_at(self.data, self.length).decode() if self.data else ""


class Row(ctypes.Structure):
    _fields_ = [
        ("struct_size", c_uint32), ("service", c_uint32), ("payer", c_uint32), ("first_day", c_int32), ("last_day", c_int32), ("unit", c_uint32),
        ("hours", c_int64), ("hours_per_week", c_int64), ("unit_price", c_int64), ("own_payment_per_day", c_int64), ("has_own_payment", c_uint32),
        ("prior_stay_to", c_int32), ("first_discharge", c_int32), ("decided_before_discharge", c_uint32), ("window_start", c_int32),
        ("window_days_used", c_uint32), ("has_commitment", c_uint32), ("commitment_date", c_int32), ("notified_start", c_int32),
        ("notified_end", c_int32), ("from_month", c_int32), ("until", c_int32), ("discharged_to_107", c_uint32),
        ("reserved", c_uint32),
    ]


class Line(ctypes.Structure):
    _fields_ = [
        ("struct_size", c_uint32), ("document", c_uint32), ("line", c_uint32), ("service", c_uint32), ("payer", c_uint32), ("month", c_int32),
        ("first_day", c_int32), ("last_day", c_int32), ("days", c_uint32), ("unit", c_uint32), ("quantity", c_int64), ("unit_price", c_int64),
        ("price_base_quantity", c_int64), ("net", c_int64), ("vat", c_int64), ("own_payment", c_int64), ("refund", c_int64), ("at_stake", c_int64),
        ("cost", c_int64), ("vat_rate", c_int64), ("vat_category", c_uint32), ("refund_outcome", c_uint32), ("refund_reason", c_uint32),
        ("invoice_hold", c_uint32), ("tariff_version", c_uint32), ("reserved", c_uint32), ("assumptions", c_uint64),
    ]


ENGLISH = 1
REFUSED = 8


def opened(path):
    takst = ctypes.CDLL(path)
    handle = POINTER(c_void_p)
    takst.takst_version.restype = c_char_p
    takst.takst_book_new.argtypes = [c_void_p, c_void_p, c_int32, handle, handle]
    takst.takst_book_service.argtypes = [c_void_p, c_char_p, c_size_t, POINTER(c_uint32), handle]
    takst.takst_book_price.argtypes = [c_void_p, POINTER(Row), POINTER(Line), c_size_t, POINTER(c_size_t), handle]
    takst.takst_book_free.argtypes = [c_void_p]
    takst.takst_error_message.argtypes = [c_void_p, c_uint32, POINTER(Text), handle]
    takst.takst_error_free.argtypes = [c_void_p]
    return takst


def priced(takst, book, row):
    """The lines of a row, or what is wrong with it."""
    lines, needed, error = (Line * 24)(), c_size_t(), c_void_p()
    lines[0].struct_size = sizeof(Line)
    status = takst.takst_book_price(book, byref(row), lines, len(lines), byref(needed), byref(error))
    if status == 0:
        return [(line.month, line.net, line.refund) for line in lines[: needed.value]]
    said = Text()
    takst.takst_error_message(error, ENGLISH, byref(said), None)
    text = str(said)
    takst.takst_error_free(error)
    return status, text


def main(path):
    takst = opened(path)
    print("takst", takst.takst_version().decode())
    book, error = c_void_p(), c_void_p()
    assert takst.takst_book_new(None, None, 0, byref(book), byref(error)) == 0
    service = c_uint32()
    name = b"mandecentret/efterforsorg-basis"
    assert takst.takst_book_service(book, name, len(name), byref(service), byref(error)) == 0
    row = Row(struct_size=sizeof(Row), service=service.value, payer=101, first_day=20230320, last_day=20230410)
    lines = priced(takst, book, row)
    for line in lines:
        print(*line)
    # Twelve days at 545 kr., ten at 435 kr., half of it refunded.
    assert lines == [(202303, 654_000, 327_000), (202304, 435_000, 217_500)]
    # There is no 30 February.
    row.first_day = 20230230
    status, said = priced(takst, book, row)
    print(said)
    assert status == REFUSED and "first_day" in said and "2023-02-30" in said
    takst.takst_book_free(book)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "libtakst.so.0")
