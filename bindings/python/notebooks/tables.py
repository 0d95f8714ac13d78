"""Tables for reading: amounts with two decimals and thousands separators, numbers to the right, units in the headings."""

from datetime import date
from decimal import Decimal
from html import escape

import polars as pl

AMOUNTS = ("net", "vat", "own_payment", "refund", "at_stake", "cost", "unit_price")


def kr(amount: Decimal) -> str:
    """An amount as text, such as 1,234.50 kr."""
    return f"{amount:,.2f} kr."


class Table:
    """A frame as a table. `headings` renames columns; columns of amounts get their unit by themselves."""

    def __init__(self, frame, **headings: str):
        self.frame = pl.DataFrame(frame)
        self.headings = [headings.get(name, _heading(name)) for name in self.frame.columns]
        self.is_number = [dtype.is_numeric() for dtype in self.frame.dtypes]
        self.rows = [[_cell(value) for value in row] for row in self.frame.rows()]

    def __repr__(self) -> str:
        columns = list(zip(self.headings, *self.rows))
        widths = [max(map(len, column)) for column in columns]
        lines = zip(*([cell.rjust(width) if right else cell.ljust(width) for cell in column] for column, width, right in zip(columns, widths, self.is_number)))
        return "\n".join("  ".join(line).rstrip() for line in lines)

    def _repr_html_(self) -> str:
        sides = ["right" if right else "left" for right in self.is_number]
        head = "".join(f'<th style="text-align: {side}">{escape(text)}</th>' for text, side in zip(self.headings, sides))
        body = "".join("<tr>" + "".join(f'<td style="text-align: {side}">{escape(text)}</td>' for text, side in zip(row, sides)) + "</tr>\n" for row in self.rows)
        return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>"


def _heading(name: str) -> str:
    base = name.removesuffix("_before").removesuffix("_after").removesuffix("_change")
    return name.removesuffix("_id").replace("_", " ").replace("vat", "VAT") + (", kr." if base in AMOUNTS else "")


def _cell(value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Decimal():
            whole, _, decimals = f"{value:,.4f}".partition(".")
            return f"{whole}.{decimals[:2]}{decimals[2:].rstrip('0')}"  # prices an hour have up to four decimals, all else two
        case int():
            return f"{value:,}"
        case date():
            return value.isoformat()
        case list():
            return ", ".join(map(_cell, value))
        case _:
            return str(value)
