"""NumPy by hand: some thousand rows at a time, each repeated once a segment, all columns as arrays, whole øre."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from segments import FIRST, REFUNDED, SPAN, Segments, services

# Rows at a time: what is made in between then stays near the processor.
CHUNK = 16_384


class Peer:
    def load(self, path, catalogue):
        table = pq.read_table(path)
        names = list(services(catalogue))
        self.segments = Segments(catalogue, names)
        service = table["service"].combine_chunks()
        service = service if isinstance(service, pa.DictionaryArray) else service.chunk(0)
        own = np.array([names.index(name) for name in service.dictionary.to_pylist()], np.int32)
        self.code = own[service.indices.to_numpy()]
        self.first = table["first_day"].cast(pa.int32()).to_numpy()
        self.last = table["last_day"].cast(pa.int32()).to_numpy()

    def lines(self, rows, weekly):
        """Columns of the lines of some rows, all priced by the week or all by the day."""
        found = self.segments
        first, last = self.first[rows], self.last[rows]
        at = self.code[rows] * np.int32(SPAN) - np.int32(FIRST)
        low_segment = found.lookup[at + first]
        end = last - (last - first) % 7 if weekly else last
        count = found.lookup[at + end] - low_segment + 1
        # Position of each row's first line, and from it the segments one after another.
        begins = np.cumsum(count) - count
        segment = np.arange(count.sum(), dtype=np.int32) + np.repeat((low_segment - begins).astype(np.int32), count)
        first, last = np.repeat(first, count), np.repeat(last, count)
        a, b = found.first[segment], np.minimum(found.last[segment], last)
        if weekly:
            low, high = np.maximum(a - first + 6, 0) // 7, (b - first) // 7
            quantity = high - low + 1
            days = np.minimum(first + 7 * high + 6, last) - (first + 7 * low) + 1
        else:
            quantity = days = b - np.maximum(a, first) + 1
        price = found.price[segment]
        net = price * quantity
        vat = (net * found.vat[found.service[segment]] + 50) // 100 if weekly else np.zeros_like(net)
        refund = np.where(found.outcome[segment] == REFUNDED, (net + 1) // 2, 0)
        lines = [np.repeat(rows + 1, count), found.month[segment], days, price, net, vat, refund, net - refund]
        return [column[quantity > 0] for column in lines] if weekly and not (quantity > 0).all() else lines

    def run(self, job):
        if job != "lines-narrow":
            raise ValueError(f"no such job: {job}")
        weekly = self.segments.unit[self.code] == 7
        parts = []
        for begin in range(0, len(weekly), CHUNK):
            some = weekly[begin:begin + CHUNK]
            parts += [self.lines((begin + np.flatnonzero(some == kind)).astype(np.int32), kind) for kind in (False, True)]
        return [np.concatenate(columns) for columns in zip(*parts)]

    def table(self, job, result):
        names = ["row", "month", "days", "unit_price", "net", "vat", "refund", "cost"]
        table = pa.table(dict(zip(names, result)))
        return table.set_column(1, "month", table["month"].cast(pa.date32()))
