"""takst from Python: a Polars frame in, all lines kept as one frame out; and one case at a time."""

import pathlib

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import takst

NARROW = ["row", "month", "days", "unit_price", "net", "vat", "refund", "cost"]


class Peer:
    def __init__(self):
        # One row of four months: four lines. The book is kept from run to run, as a program keeps its own.
        self.case = takst.Case.single("C", service="mandecentret/efterforsorg", first_day="2022-01-10", last_day="2022-04-20", payer="101")
        self.built_in = takst.Book()
        assert len(self.built_in.price(self.case).lines) == 4

    def load(self, path, catalogue):
        self.frame = pl.read_parquet(path)
        self.book = takst.Book(pathlib.Path(catalogue))

    def run(self, job):
        match job.split("="):
            case ["lines-narrow"]:
                return self.book.price(self.frame, columns=NARROW, money="decimal64", grouped=True).lines
            case ["case", repeats]:
                return self.repeat(int(repeats), lambda book, case: book.price(case).lines)
            case ["case-totals", repeats]:
                return self.repeat(int(repeats), lambda book, case: book.totals(case))
        raise ValueError(f"no such job: {job}")

    def repeat(self, repeats, ask):
        for _ in range(repeats):
            ask(self.built_in, self.case)

    def table(self, job, lines):
        """Amounts in øre, as the other programs have them."""
        table = pa.table(lines)
        for at, field in enumerate(table.schema):
            if field.name != "unit_price" and pa.types.is_decimal(field.type):
                table = table.set_column(at, field.name, pc.multiply(table[field.name].cast(pa.decimal128(18, 2)), 100).cast(pa.int64()))
        return table
