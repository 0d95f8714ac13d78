"""pandas as it is often met: amounts as float64 in kroner, rows merged with the months they touch."""

import numpy as np
import pandas as pd
import pyarrow as pa

from segments import FIRST, REFUNDED, SPAN, Segments, services


class Peer:
    def load(self, path, catalogue):
        names = list(services(catalogue))
        found = Segments(catalogue, names)
        frame = pd.read_parquet(path)
        self.rows = pd.DataFrame({
            "row": np.arange(1, len(frame) + 1, dtype=np.int32),
            "code": pd.Categorical(frame["service"].astype(str), categories=names).codes.astype(np.int32),
            "f": day_numbers(frame["first_day"]), "l": day_numbers(frame["last_day"]),
        })
        self.segments = pd.DataFrame({
            "a": found.first, "b": found.last, "month": found.month, "unit_price": found.price / 100, "refunded": found.outcome == REFUNDED,
            "share": found.vat[found.service] / 100, "unit": found.unit[found.service],
        })
        self.lookup, self.unit = found.lookup, found.unit

    def run(self, job):
        if job != "lines-narrow":
            raise ValueError(f"no such job: {job}")
        rows = self.rows
        at = rows["code"].to_numpy() * np.int32(SPAN) - np.int32(FIRST)
        unit = self.unit[rows["code"].to_numpy()]
        end = rows["l"] - (rows["l"] - rows["f"]) % unit
        first = self.lookup[at + rows["f"].to_numpy()]
        count = self.lookup[at + end.to_numpy()] - first + 1
        lines = rows.loc[rows.index.repeat(count), ["row", "f", "l"]].reset_index(drop=True)
        # The segments of a row follow each other.
        lines["segment"] = lines.groupby("row", sort=False).cumcount().to_numpy() + np.repeat(first, count)
        lines = lines.merge(self.segments, left_on="segment", right_index=True, how="left")
        low = np.maximum(lines["a"] - lines["f"] + lines["unit"] - 1, 0) // lines["unit"]
        high = (np.minimum(lines["b"], lines["l"]) - lines["f"]) // lines["unit"]
        lines["quantity"] = high - low + 1
        lines["days"] = np.minimum(lines["f"] + lines["unit"] * (high + 1) - 1, lines["l"]) - (lines["f"] + lines["unit"] * low) + 1
        lines = lines[lines["quantity"] > 0]
        lines["net"] = lines["quantity"] * lines["unit_price"]
        lines["vat"] = (lines["net"] * lines["share"]).round(2)
        lines["refund"] = (lines["net"] * 0.5).round(2).where(lines["refunded"], 0.0)
        lines["cost"] = lines["net"] - lines["refund"]
        return lines[["row", "month", "days", "unit_price", "net", "vat", "refund", "cost"]]

    def table(self, job, result):
        table = pa.Table.from_pandas(result, preserve_index=False)
        return table.set_column(1, "month", table["month"].cast(pa.date32()))


def day_numbers(days):
    return pd.to_datetime(days).to_numpy().astype("datetime64[D]").astype(np.int32)
