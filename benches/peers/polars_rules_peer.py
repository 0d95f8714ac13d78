"""Polars for the two jobs that need rules: § 110 stays in the windows of their citizen, and agreed prices by the month on running sums.

Lazy, the streaming engine, whole øre by hand, no join. Rows are numbered by citizen and case beforehand, and lie in order of days. Running sums
over what lies together are those over everything, less what they were where it begins. Most lines are alone in their document and need none: only the
others are brought together.
"""

import numpy as np
import polars as pl

from segments import FIRST, LAST, NOT_REFUNDED, OUTCOMES, REFORM, REFUNDED, SPAN, UNDETERMINED, Segments, services

NEW_CAP = int(np.datetime64("2026-04-01").astype(int))
CAP, LATER_CAP = 120, 90
STAY = "sel-110-ophold"
AMOUNTS = ["net", "vat", "own_payment", "refund", "at_stake", "cost"]


def column(name):
    return pl.col(name)


def half(amount):
    return (amount + 1) // 2


def day(name):
    return column(name).to_physical().cast(pl.Int32)


def least(*values):
    return pl.min_horizontal(*values)


def most(*values):
    return pl.max_horizontal(*values)


class Peer:
    def load(self, path, catalogue):
        frame = pl.read_parquet(path)
        who = "citizen_id" if "citizen_id" in frame.columns else "case_id"
        # No service of the catalogue is agreed by the month: that job looks no price up.
        self.names = [name for name, terms in services(catalogue).items() if terms.get("tariff")]
        self.segments = Segments(catalogue, self.names)
        price = "own_payment_per_day" if "own_payment_per_day" in frame.columns else "unit_price"
        listed = self.names if who == "citizen_id" else sorted(frame["service"].cast(pl.String).unique())
        self.rows = frame.select(
            pl.int_range(1, pl.len() + 1, dtype=pl.Int32).alias("row"),
            column(who).rle_id().alias("who"),
            column("service").cast(pl.String).cast(pl.Enum(listed)).alias("service"),
            day("first_day").alias("f"), day("last_day").alias("l"),
            (column(price).fill_null(0).cast(pl.Decimal(18, 2)) * 100).cast(pl.Int64).alias("ore"),
        ).with_columns(code=column("service").to_physical().cast(pl.Int32))
        found = self.segments
        self.is_stay = pl.Series([terms["refund"] == STAY for terms in found.terms])
        self.columns = {
            "a": pl.Series(found.first), "b": pl.Series(found.last), "price": pl.Series(found.price), "month": pl.Series(found.month).cast(pl.Date),
            "code": pl.Series(found.service),
        }
        self.lookup = pl.Series(found.lookup)
        firsts = np.arange("2019-01", "2029-01", dtype="datetime64[M]").astype("datetime64[D]").astype(np.int32)
        self.months = pl.Series(firsts)
        self.month_of = pl.Series(np.repeat(np.arange(len(firsts) - 1, dtype=np.int32), np.diff(firsts)))

    def at(self, name, index):
        return pl.lit(self.columns[name]).gather(index)

    # § 110 windows.

    def parts(self):
        """Stays from the reform on, cut where a window of the citizen begins; how many of its days were used before each part."""
        stays = self.rows.lazy().filter(pl.lit(self.is_stay).gather(column("code")) & (column("l") >= REFORM))
        stays = stays.select("row", "who", "f", "l", "code", "ore", s=most(column("f"), REFORM))
        # The citizen's first such day stands in its first row, and is carried on to the others.
        begins = column("who") != column("who").shift(1, fill_value=pl.lit(4_294_967_295, pl.UInt32))
        stays = stays.with_columns(start=pl.when(begins).then(column("s")).forward_fill())
        windows = [column("start").cast(pl.Date).dt.offset_by(f"{years}y").to_physical().alias(f"w{years}") for years in (1, 2, 3)]
        stays = stays.with_columns(*windows)
        number = lambda of: sum(((of >= column(f"w{years}")).cast(pl.Int32) for years in (1, 2, 3)), pl.lit(0, pl.Int32))
        stays = stays.with_columns(window=pl.int_ranges(number(column("s")), number(column("l")) + 1, dtype=pl.Int32)).explode("window")
        window = column("window")
        begin = pl.when(window == 0).then(column("start")).when(window == 1).then(column("w1")).when(window == 2).then(column("w2")).otherwise(column("w3"))
        end = pl.when(window == 0).then(column("w1")).when(window == 1).then(column("w2")).when(window == 2).then(column("w3")).otherwise(int(LAST) + 400)
        parts = stays.with_columns(s=most(column("s"), begin), e=least(column("l"), end - 1))
        days = column("e") - column("s") + 1
        parts = parts.with_columns(before=days.cum_sum() - days, key=column("who").cast(pl.Int64) * 4 + window)
        first = column("key") != column("key").shift(1, fill_value=-1)
        return parts.with_columns(used=column("before") - pl.when(first).then(column("before")).forward_fill())

    def runs(self):
        """Days of a row with one outcome: those before the cap and after it, before the new cap and from it on."""
        s, e, used = column("s"), column("e"), column("used")
        parts = self.parts().with_columns(
            # Last refunded days: none where it lies before the first.
            r1=least(e, NEW_CAP - 1, s + (CAP - 1) - used), e1=least(e, NEW_CAP - 1),
            s2=most(s, NEW_CAP), used2=used + most(NEW_CAP - s, 0),
        ).with_columns(r2=least(e, column("s2") + (LATER_CAP - 1) - column("used2")))
        # A run goes on into the row's next window, which begins with refunded days. The line is written there, with the run's first day.
        last = pl.when(e < NEW_CAP).then(column("r1")).otherwise(column("r2")) == e
        on = (last & (column("row") == column("row").shift(-1))).fill_null(False)
        began = pl.when(e < NEW_CAP).then(s).otherwise(column("s2"))
        parts = parts.with_columns(on=on, from_before=on.shift(1, fill_value=False), began=began.shift(1))
        start = pl.when(column("from_before")).then(column("began"))
        refunded, not_refunded = pl.lit(REFUNDED, pl.Int8), pl.lit(NOT_REFUNDED, pl.Int8)
        keep = ["row", "f", "l", "code", "ore"]
        r1, r2, e1, s2 = column("r1"), column("r2"), column("e1"), column("s2")
        told = [
            parts.filter((r1 >= s) & ~(column("on") & (e < NEW_CAP))).select(*keep, s=start.fill_null(s), e=r1, outcome=refunded),
            parts.filter((e1 >= s) & (e1 > r1)).select(*keep, s=most(s, r1 + 1), e=e1, outcome=not_refunded),
            parts.filter((e >= NEW_CAP) & (r2 >= s2) & ~column("on")).select(
                *keep, s=pl.when(s >= NEW_CAP).then(start).fill_null(s2), e=r2, outcome=refunded
            ),
            parts.filter((e >= NEW_CAP) & (e > r2)).select(*keep, s=most(s2, r2 + 1), e=e, outcome=not_refunded),
        ]
        rows = self.rows.lazy()
        is_stay = pl.lit(self.is_stay).gather(column("code"))
        before = rows.filter(column("f") < REFORM).select(*keep, s=column("f"), e=least(column("l"), REFORM - 1), outcome=refunded)
        after = rows.filter(~is_stay & (column("l") >= REFORM))
        after = after.select(*keep, s=most(column("f"), REFORM), e=column("l"), outcome=pl.lit(UNDETERMINED, pl.Int8))
        return pl.concat([*told, before, after])

    def windows(self):
        base = column("code") * SPAN - int(FIRST)
        runs = self.runs().with_columns(
            s0=pl.lit(self.lookup).gather(base + column("s")), s1=pl.lit(self.lookup).gather(base + column("e")) + 1
        )
        lines = runs.with_columns(segment=pl.int_ranges("s0", "s1", dtype=pl.Int32)).drop("s0", "s1").explode("segment")
        segment = column("segment")
        lines = lines.with_columns(start=most(self.at("a", segment), column("s")), stop=least(self.at("b", segment), column("e")))
        lines = lines.with_columns(
            price=self.at("price", segment), month=self.at("month", segment), days=column("stop") - column("start") + 1
        ).with_columns(net=column("days") * column("price"), own_payment=column("days") * column("ore"))
        lines = lines.with_columns(base=pl.when(column("outcome") == NOT_REFUNDED).then(0).otherwise(column("net") - column("own_payment")))
        # Alone in its document: it has all of the row's days in the month.
        month = column("month").to_physical()
        next_month = column("month").dt.offset_by("1mo").to_physical()
        alone = (column("start") == most(month, column("f"))) & (column("stop") == least(next_month - 1, column("l")))
        lines = lines.with_columns(alone=alone)
        single = lines.filter(column("alone")).with_columns(half=half(column("base")))
        several = lines.filter(~column("alone")).sort("row", "start")
        so_far = column("base").cum_sum().over("row", "month")
        several = several.with_columns(half=half(so_far) - half(so_far - column("base")))
        lines = pl.concat([single, several])
        share = lambda outcome: pl.when(column("outcome") == outcome).then(column("half")).otherwise(0)
        lines = lines.with_columns(refund=share(REFUNDED), at_stake=share(UNDETERMINED), vat=pl.lit(0, pl.Int64))
        return lines.with_columns(cost=column("net") - column("own_payment") - column("refund"))

    # Agreed prices by the month.

    def agreed(self):
        who = column("who")
        rows = self.rows.lazy().with_columns(
            begins=(who != who.shift(1)).fill_null(True), ends=(who != who.shift(-1)).fill_null(True),
            m0=pl.lit(self.month_of).gather(column("f") - int(self.months[0])), m1=pl.lit(self.month_of).gather(column("l") - int(self.months[0])) + 1,
        )
        lines = rows.with_columns(m=pl.int_ranges("m0", "m1", dtype=pl.Int32)).drop("m0", "m1").explode("m")
        first, after = pl.lit(self.months).gather(column("m")), pl.lit(self.months).gather(column("m") + 1)
        lines = lines.with_columns(first=first, whole=(after - first).cast(pl.Int64))
        lines = lines.with_columns(start=most(column("first"), column("f")), stop=least(after - 1, column("l")))
        lines = lines.with_columns(days=column("stop") - column("start") + 1)
        lines = lines.with_columns(exact=column("days") * column("ore"))
        own_begin = (column("start") == column("first")) | column("begins")
        own_end = (column("stop") == after - 1) | column("ends")
        lines = lines.with_columns(alone=own_begin & own_end)
        rounded = lambda exact: (2 * exact + column("whole")) // (2 * column("whole"))
        vat = lambda net: (net * 25 + 50) // 100
        single = lines.filter(column("alone")).with_columns(net=rounded(column("exact")))
        single = single.with_columns(vat=vat(column("net")))
        # These stand in order of days: where one begins that the one before does not go on into, sums begin.
        several = lines.filter(~column("alone"))
        before = column("exact").cum_sum() - column("exact")
        first_part = (who != who.shift(1)) | (column("m") != column("m").shift(1))
        several = several.with_columns(before=before - pl.when(first_part.fill_null(True)).then(before).forward_fill())
        several = several.with_columns(had=rounded(column("before")), net=rounded(column("before") + column("exact")))
        several = several.with_columns(net=column("net") - column("had"), vat=vat(column("net")) - vat(column("had"))).drop("before", "had")
        lines = pl.concat([single, several])
        nothing = pl.lit(0, pl.Int64)
        return lines.with_columns(
            month=column("first").cast(pl.Date), price=column("ore"), outcome=pl.lit(NOT_REFUNDED, pl.Int8), own_payment=nothing, refund=nothing,
            at_stake=nothing, cost=column("net"),
        )

    def narrow(self, lines):
        return lines.select("row", "month", "days", column("price").alias("unit_price"), "net", "vat", "refund", "cost")

    def totals(self, lines, by_segment):
        sums = [pl.len().alias("lines"), column("days").cast(pl.Int64).sum(), *[column(name).sum() for name in AMOUNTS]]
        if by_segment:
            # One small number a group: its month and service are looked up when all is added up.
            groups = lines.with_columns(key=column("segment") * 3 + column("outcome")).group_by("key").agg(*sums)
            segment = column("key") // 3
            groups = groups.with_columns(month=self.at("month", segment), code=self.at("code", segment), outcome=column("key") % 3)
            service = pl.lit(pl.Series(self.names)).gather(column("code"))
        else:
            groups = lines.with_columns(key=column("m")).group_by("key").agg(*sums, column("outcome").first())
            groups = groups.with_columns(month=pl.lit(self.months).gather(column("key")).cast(pl.Date))
            service = pl.lit("livarehab/individuelt-forloeb")
        groups = groups.with_columns(service=service, refund_outcome=pl.lit(pl.Series(OUTCOMES)).gather(column("outcome")))
        keys = ["month", "service", "refund_outcome"]
        return groups.group_by(keys).agg(column(["lines", "days", *AMOUNTS]).sum()).select(*keys, "lines", "days", *AMOUNTS)

    def run(self, job):
        work, what = job.split("-")
        lines = self.windows() if work == "windows" else self.agreed()
        query = self.narrow(lines) if what == "lines" else self.totals(lines, work == "windows")
        return query.collect(engine="streaming")

    def table(self, job, result):
        return result.to_arrow()
