"""Polars as a strong user writes it: lazy, the streaming engine, and no join at all.

A row finds its first and last segment in a table by service and day, is exploded into the segments between, and takes their columns by
position. A job whose name ends with -plain is done as it is first thought of: a join of rows and segments on service and overlapping days.
"""

import numpy as np
import polars as pl

from segments import FIRST, OUTCOMES, REASONS, REFUNDED, SPAN, UNDETERMINED, Segments, services

DAY, WEEK = False, True
ASSUMED = [
    ["assumed.vat-exempt", "assumed.aftercare-refund;assumed.vat-exempt"],
    ["assumed.day-count;assumed.vat-exempt", "assumed.aftercare-refund;assumed.day-count;assumed.vat-exempt"],
]
TOTALLED = ["lines", "days", "net", "vat", "own_payment", "refund", "at_stake", "cost"]


def column(name):
    return pl.col(name)


def half(net):
    """Half of an amount, half away from zero to the øre."""
    return (net + 1) // 2


class Peer:
    def load(self, path, catalogue):
        frame = pl.read_parquet(path)
        names = list(services(catalogue))
        self.segments = Segments(catalogue, names)
        self.frame = frame.with_columns(
            pl.col("service").cast(pl.String).cast(pl.Enum(names)),
            pl.col("payer").cast(pl.String).cast(pl.Enum(sorted(frame["payer"].cast(pl.String).unique()))),
        )
        self.codes = [[code for code, unit in enumerate(self.segments.unit) if (unit == 7) == kind] for kind in (DAY, WEEK)]
        self.kinds = [kind for kind in (DAY, WEEK) if self.codes[kind]]
        self.prepare()

    def prepare(self):
        """The columns of the segments, each as one that is taken from by position."""
        found, service = self.segments, self.segments.service
        self.lookup = pl.lit(pl.Series(found.lookup))
        month_begin = np.flatnonzero(np.append(True, (np.diff(found.month) != 0) | (np.diff(service) != 0)))
        number = np.arange(len(found)) - month_begin[np.searchsorted(month_begin, np.arange(len(found)), side="right") - 1]
        terms = [found.terms[code] for code in service]
        versions = [f"{term['id']}@{day}" for term, day in zip(terms, found.version.astype("datetime64[D]").astype(str))]
        columns = {
            "a": found.first, "b": found.last, "price": found.price, "percent": found.vat[service].astype(np.int64), "outcome": found.outcome,
            "month": pl.Series(found.month).cast(pl.Date), "number": number.astype(np.int32),
            "version": pl.Series(versions, dtype=pl.Enum(sorted(set(versions)))), "code": service,
        }
        self.columns = {name: pl.Series(name, values) for name, values in columns.items()}
        self.texts = {
            key: enum([words[code] for code in service])
            for key, words in {
                "provider": [name.split("/")[0] for name in found.names], "service": found.names,
                "unit": [term["kind"] for term in found.terms], "refund_rule": [term["refund"] for term in found.terms],
                "vat_category": ["S" if percent else "E" for percent in found.vat],
                "vat_exemption": [None if percent else "VATEX-EU-132-1G" for percent in found.vat],
                "legal_basis": [term["legal_basis"] for term in found.terms], "account": [term["account"] for term in found.terms],
            }.items()
        }
        self.texts["refund_outcome"] = enum([OUTCOMES[outcome] for outcome in found.outcome])
        self.texts["refund_reason"] = enum([REASONS[outcome] for outcome in found.outcome])

    def take(self, name):
        series = self.columns[name] if name in self.columns else self.texts[name]
        return pl.lit(series).gather(column("segment")).alias(name)

    def pieces(self, kind, kept, wanted):
        """One row a piece of a row in a segment: `kept` columns of the row, `wanted` columns of the segment."""
        f, l = column("f"), column("l")
        rows = self.frame.lazy().with_row_index("row", 1)
        if len(self.kinds) > 1:
            rows = rows.filter(column("service").to_physical().is_in(self.codes[kind]))
        rows = rows.with_columns(f=column("first_day").to_physical(), l=column("last_day").to_physical())
        if self.plain:
            table = pl.DataFrame({name: self.columns[name] for name in ["code", "a", "b", "price", *wanted]}).lazy()
            rows = rows.select("f", "l", *kept, own=column("service").to_physical().cast(pl.Int32))
            return self.charged(kind, rows.join_where(table, column("own") == column("code"), column("a") <= l, column("b") >= f))
        at = column("service").to_physical().cast(pl.Int32) * SPAN - int(FIRST)
        end = l - (l - f) % 7 if kind is WEEK else l
        rows = rows.with_columns(s0=self.lookup.gather(at + f), s1=self.lookup.gather(at + end) + 1)
        rows = rows.select("f", "l", *kept, segment=pl.int_ranges("s0", "s1", dtype=pl.Int32)).explode("segment")
        return self.charged(kind, rows.with_columns(*[self.take(name) for name in ["a", "b", "price", *wanted]]))

    def charged(self, kind, pieces):
        """Units and days of each piece, and its amounts."""
        f, l, a, b = column("f"), column("l"), column("a"), column("b")
        if kind is WEEK:
            pieces = pieces.with_columns(low=pl.max_horizontal(a - f + 6, 0) // 7, high=(pl.min_horizontal(b, l) - f) // 7)
            pieces = pieces.filter(column("high") >= column("low"))
            pieces = pieces.with_columns(
                quantity=column("high") - column("low") + 1, start=f + 7 * column("low"), stop=pl.min_horizontal(f + 7 * column("high") + 6, l)
            )
        else:
            pieces = pieces.with_columns(start=pl.max_horizontal(a, f), stop=pl.min_horizontal(b, l))
            pieces = pieces.with_columns(quantity=column("stop") - column("start") + 1)
        pieces = pieces.with_columns(days=column("stop") - column("start") + 1, net=column("quantity") * column("price"))
        vat = (column("net") * column("percent") + 50) // 100 if kind is WEEK else pl.lit(0, pl.Int64)
        return pieces.with_columns(vat=vat)

    def narrow(self, kind):
        wanted = ["month", "percent"] + (["outcome"] if kind is DAY else [])
        refund = pl.when(column("outcome") == REFUNDED).then(half(column("net"))).otherwise(0) if kind is DAY else pl.lit(0, pl.Int64)
        lines = self.pieces(kind, ["row"], wanted).with_columns(refund=refund)
        return lines.select(
            "row", "month", "days", column("price").alias("unit_price"), "net", "vat", "refund", (column("net") - column("refund")).alias("cost")
        )

    def full(self, kind):
        wanted = ["month", "percent", "outcome", "number", "version", *self.texts]
        lines = self.pieces(kind, ["row", "case_id", "payer", "s0"], wanted)
        share, outcome = half(column("net")), column("outcome")
        if kind is DAY:
            refund, stake = pl.when(outcome == REFUNDED).then(share).otherwise(0), pl.when(outcome == UNDETERMINED).then(share).otherwise(0)
            edge = (column("start") == column("f")) | (column("stop") == column("l"))
            words = [pl.lit(text, dtype=pl.Enum(sum(ASSUMED, []))) for text in sum(ASSUMED, [])]
            plain = pl.when(outcome == REFUNDED).then(words[1]).otherwise(words[0])
            assumed = pl.when(edge).then(pl.when(outcome == REFUNDED).then(words[3]).otherwise(words[2])).otherwise(plain).cast(pl.Categorical)
        else:
            refund = stake = pl.lit(0, pl.Int64)
            cut = (column("stop") == column("l")) & ((column("l") - column("f") + 1) % 7 != 0)
            assumed = pl.when(cut).then(pl.lit("assumed.started-week")).otherwise(None).cast(pl.Categorical)
        # A row's first segment may lie behind the first of its month.
        line = column("number") - pl.max_horizontal(column("number") - (column("segment") - column("s0")), 0) + 1
        lines = lines.with_columns(refund=refund, at_stake=stake, assumptions=assumed, line=line)
        nothing = pl.lit(None, pl.String)
        return lines.select(
            "case_id", column("case_id").alias("citizen_id"), "row", nothing.alias("row_id"), "line", "provider", "service", "payer", "month",
            column("start").cast(pl.Date).alias("first_day"), column("stop").cast(pl.Date).alias("last_day"), "days",
            (column("quantity") * 100).alias("quantity"), "unit", column("price").alias("unit_price"), pl.lit(100).alias("price_base_quantity"),
            "net", "vat_category", (column("percent") * 100).alias("vat_rate"), "vat", "vat_exemption", pl.lit(0, pl.Int64).alias("own_payment"),
            "refund_rule", "refund_outcome", "refund_reason", "refund", "at_stake", (column("net") - column("refund")).alias("cost"),
            "legal_basis", "account", column("version").alias("tariff_version"), nothing.alias("invoice_hold"), "assumptions",
            (column("net") + column("vat")).alias("gross"),
        )

    def totals(self, kind, payer):
        """Added up by segment, of which there are few, and only then by month, service and outcome."""
        lines = self.pieces(kind, ["payer", "s0"] if payer else [], ["percent", "number"] if payer else ["percent"])
        sums = [pl.len().alias("lines"), column("days").sum(), column("net").sum(), column("vat").sum(), half(column("net")).sum().alias("half")]
        if not payer:
            return lines.group_by("segment").agg(*sums)
        # One number for both keys is faster than two. A case is a row, and its first line in a month counts it.
        payers = self.frame.schema["payer"]
        count = len(payers.categories)
        both = column("segment") * count + column("payer").to_physical().cast(pl.Int32)
        first = (column("number") == 0) | (column("segment") == column("s0"))
        groups = lines.with_columns(both=both).group_by("both").agg(*sums, first.sum().alias("cases"))
        segment, payer = column("both") // count, (column("both") % count).cast(pl.UInt32)
        return groups.select(segment.alias("segment"), payer.cat.to(payers).alias("payer"), pl.exclude("both"))

    def by_month(self, groups, keys):
        groups = groups.with_columns(*[self.take(name) for name in ["month", "service", "outcome", "refund_outcome"]])
        groups = groups.with_columns(
            refund=pl.when(column("outcome") == REFUNDED).then(column("half")).otherwise(0),
            at_stake=pl.when(column("outcome") == UNDETERMINED).then(column("half")).otherwise(0),
            own_payment=pl.lit(0, pl.Int64),
        ).with_columns(cost=column("net") - column("refund"))
        summed = TOTALLED + (["cases"] if keys else [])
        found = groups.group_by("month", "service", "refund_outcome", *keys).agg(column(summed).sum())
        return found.select("month", "service", "refund_outcome", *keys, *summed)

    def query(self, job):
        self.plain = job.endswith("-plain")
        match job:
            case "lines-narrow" | "lines-narrow-plain" | "lines-narrow-batches":
                return pl.concat([self.narrow(kind) for kind in self.kinds])
            case "lines-full":
                return pl.concat([self.full(kind) for kind in self.kinds])
            case "totals" | "totals-payer":
                payer = job == "totals-payer"
                return self.by_month(pl.concat([self.totals(kind, payer) for kind in self.kinds]), ["payer"] if payer else [])
            case _:
                raise ValueError(f"no such job: {job}")

    def run(self, job):
        if job.endswith("-batches"):
            return sum(batch.height for batch in self.batches(job))
        return self.query(job).collect(engine="streaming")

    def batches(self, job):
        """The lines as they come, in any order, each batch dropped before the next."""
        return self.query(job).collect_batches(engine="streaming", maintain_order=False)

    def table(self, job, result):
        return pl.concat(self.batches(job)).to_arrow() if job.endswith("-batches") else result.to_arrow()


def enum(values):
    return pl.Series(values, dtype=pl.Enum(sorted({value for value in values if value is not None})))
