"""DuckDB on tables in memory, with two plans, of which each catalogue gets the faster.

`series`, where a service has few segments: a row finds its first and last one in a table by service and day, and those between by a join with
numbers. `months`, where there are thousands: a row is unnested into its months and joined by service and month with the segments that overlap it.
A job whose name ends with -plain is done as it is first thought of: a join by service with a condition of overlap. Rows by the day and by the
week are queries of their own.
"""

import duckdb
import numpy as np
import pyarrow as pa

from segments import FIRST, OUTCOMES, REASONS, REFUNDED, SPAN, UNDETERMINED, Segments, services

DAY, WEEK = "day", "week"

# More segments than this to a service, or services, and the second plan is faster.
FEW = 1000

EPOCH = "date '1970-01-01'"
MONTH = f"datediff('month', date '2020-01-01', {EPOCH} + %s)"
HALF = "(net + 1) // 2"
REFUND = f"case when outcome = {REFUNDED} then {HALF} else 0 end"
STAKE = f"case when outcome = {UNDETERMINED} then {HALF} else 0 end"

# Texts of a segment or its service, each an enumeration.
TEXTS = ["provider", "service", "unit", "refund_rule", "refund_outcome", "refund_reason", "vat_category", "vat_exemption", "legal_basis", "account",
         "tariff_version"]


class Peer:
    def load(self, path, catalogue):
        self.base = duckdb.connect()
        # Lines may come in any order: that is faster.
        self.base.execute("set preserve_insertion_order = false")
        found = Segments(catalogue, list(services(catalogue)))
        coded = [(name, [str(code) for code, unit in enumerate(found.unit) if unit == days]) for name, days in ((DAY, 1), (WEEK, 7))]
        self.codes = {kind: ", ".join(codes) for kind, codes in coded if codes}
        self.few = len(found) < FEW
        self.make_segments(found)
        self.base.execute(f"create type t_payer as enum (select distinct payer::varchar p from read_parquet('{path}') order by p)")
        self.base.execute(f"""
            create table cases as
            select (file_row_number + 1)::int as row, case_id, enum_code(service::varchar::t_service)::int as code,
                (first_day - {EPOCH})::int as f, (last_day - {EPOCH})::int as l, payer::varchar::t_payer as payer
            from read_parquet('{path}', file_row_number = true)
        """)

    def make_segments(self, found):
        terms = [found.terms[code] for code in found.service]
        versions = found.version.astype("datetime64[D]").astype(str)
        month = found.month.astype("datetime64[D]").astype("datetime64[M]").astype(int) - np.datetime64("2020-01").astype(int)
        begins = np.flatnonzero(np.append(True, (np.diff(found.month) != 0) | (np.diff(found.service) != 0)))
        number = np.arange(len(found)) - begins[np.searchsorted(begins, np.arange(len(found)), side="right") - 1]
        texts = {
            "provider": [term["id"].split("/")[0] for term in terms], "service": [term["id"] for term in terms],
            "unit": [term["kind"] for term in terms], "refund_rule": [term["refund"] for term in terms],
            "refund_outcome": [OUTCOMES[outcome] for outcome in found.outcome], "refund_reason": [REASONS[outcome] for outcome in found.outcome],
            "vat_category": ["S" if term["vat"] == "standard" else "E" for term in terms],
            "vat_exemption": [None if term["vat"] == "standard" else "VATEX-EU-132-1G" for term in terms],
            "legal_basis": [term["legal_basis"] for term in terms], "account": [term["account"] for term in terms],
            "tariff_version": [f"{term['id']}@{version}" for term, version in zip(terms, versions)],
        }
        plain = pa.table({
            "seg": np.arange(len(found), dtype=np.int32), "code": found.service, "a": found.first, "b": found.last, "price": found.price,
            "percent": found.vat[found.service], "outcome": found.outcome, "month": pa.array(found.month).cast(pa.date32()),
            "m": month.astype(np.int32), "number": number.astype(np.int32), "kind": [term["kind"] for term in terms], **texts,
        })
        self.base.register("plain", plain)
        # Services keep the order of their codes.
        listed = ", ".join(f"'{name}'" for name in found.names)
        self.base.execute(f"create type t_service as enum ({listed})")
        for name in TEXTS:
            if name != "service":
                self.base.execute(f"create type t_{name} as enum (select distinct {name} as t from plain where t is not null order by t)")
        typed = ", ".join(f"{name}::t_{name} as {name}" for name in TEXTS)
        self.base.execute(f"create table segments as select plain.* replace ({typed}) from plain")
        self.base.unregister("plain")
        # Bare columns of its own for the lookup: the day of a service, and its segment.
        self.base.register("days", pa.table({"day": np.arange(len(found.lookup), dtype=np.int32), "seg": found.lookup}))
        self.base.execute("create table lookup as select * from days; create table numbers as select range::int as i from range(100)")
        self.base.unregister("days")

    def pieces(self, kind, kept, wanted):
        """One row a piece of a row in a segment: `kept` columns of the row, `wanted` columns of the segment."""
        end = "l - (l - f) % 7" if kind == WEEK else "l"
        kept, taken = ["f", "l", *kept], ", ".join(f"s.{name}" for name in ["a", "b", "price", *wanted])
        own = ", ".join(f"r.{name}" for name in kept)
        only = f"where code in ({self.codes[kind]})" if len(self.codes) > 1 else ""
        if self.plan == "overlap":
            rows, service = f"select * from cases {only}", f"select * from segments where kind = '{kind}'"
            return f"select {own}, s.seg, {taken} from ({rows}) r join ({service}) s on s.code = r.code and s.a <= r.l and s.b >= r.f"
        if self.plan == "series":
            day = f"code * {SPAN} - {FIRST}"
            ends = f"""
                select {own}, x.seg as s0, y.seg - x.seg as more
                from (select * from cases {only}) r join lookup x on x.day = {day} + f join lookup y on y.day = {day} + {end}
            """
            return f"select {own}, s0, s.seg, {taken} from ({ends}) r join numbers on i <= more join segments s on s.seg = s0 + i"
        months = f"""
            select code, {', '.join(kept)}, unnest(range({MONTH % 'f'}, {MONTH % f'({end})'} + 1))::int as m
            from cases {only}
        """
        return f"select {own}, s.seg, {taken} from ({months}) r join segments s on s.code = r.code and s.m = r.m and s.a <= r.l and s.b >= r.f"

    def charged(self, kind, kept, wanted):
        """Units and days of each piece, and its price."""
        pieces = self.pieces(kind, kept, wanted)
        if kind == DAY:
            return f"""
                select *, stop - start + 1 as days, days as quantity, quantity * price as net
                from (select *, greatest(a, f) as start, least(b, l) as stop from ({pieces}))
            """
        return f"""
            select *, f + 7 * low as start, least(f + 7 * high + 6, l) as stop, stop - start + 1 as days, high - low + 1 as quantity,
                quantity * price as net
            from (select *, greatest(a - f + 6, 0) // 7 as low, (least(b, l) - f) // 7 as high from ({pieces})) where high >= low
        """

    def narrow(self, kind):
        if kind == DAY:
            lines, vat, refund = self.charged(kind, ["row"], ["month", "outcome"]), "0::bigint", REFUND
        else:
            lines, vat, refund = self.charged(kind, ["row"], ["month", "percent"]), "(net * percent + 50) // 100", "0::bigint"
        return f"select row, month, days, price as unit_price, net, {vat} as vat, {refund} as refund, net - refund as cost from ({lines})"

    def full(self, kind):
        lines = self.charged(kind, ["row", "case_id", "payer"], ["month", "outcome", "percent", "number", *TEXTS])
        vat = "(net * percent + 50) // 100" if kind == WEEK else "0::bigint"
        if kind == DAY:
            refund, stake = REFUND, STAKE
            assumed = f"""case when start = f or stop = l
                then case when outcome = {REFUNDED} then 'assumed.aftercare-refund;assumed.day-count;assumed.vat-exempt'
                    else 'assumed.day-count;assumed.vat-exempt' end
                else case when outcome = {REFUNDED} then 'assumed.aftercare-refund;assumed.vat-exempt' else 'assumed.vat-exempt' end end"""
        else:
            assumed = "case when stop = l and (l - f + 1) % 7 <> 0 then 'assumed.started-week' end"
            refund = stake = "0::bigint"
        return f"""
            select case_id, case_id as citizen_id, row, null::varchar as row_id, number - greatest(number - (seg - s0), 0) + 1 as line,
                provider, service, payer, month, {EPOCH} + start as first_day, {EPOCH} + stop as last_day, days, quantity * 100 as quantity, unit,
                price as unit_price, 100 as price_base_quantity, net, vat_category, percent * 100 as vat_rate, {vat} as vat, vat_exemption,
                0::bigint as own_payment, refund_rule, refund_outcome, refund_reason, {refund} as refund, {stake} as at_stake,
                net - refund as cost, legal_basis, account, tariff_version, null::varchar as invoice_hold, {assumed} as assumptions,
                net + {vat} as gross
            from ({lines})
        """

    def totals(self, kind, payer):
        """Added up by segment, of which there are few, and only then by month, service and outcome."""
        keys = "seg, payer" if payer else "seg"
        lines = self.charged(kind, ["payer"] if payer else [], ["number"] + (["percent"] if kind == WEEK else []))
        # A case is a row, and its first line in a month counts it.
        cases = ", count(*) filter (number = 0 or a <= f) as cases" if payer else ""
        vat = "sum((net * percent + 50) // 100)" if kind == WEEK else "0"
        return f"""
            select {keys}, count(*) as lines, sum(days) as days, sum(net) as net, {vat} as vat, sum({HALF}) as half {cases}
            from ({lines}) group by {keys}
        """

    def by_month(self, payer):
        groups = " union all ".join(f"({self.totals(kind, payer)})" for kind in self.codes)
        keys = "month, service, refund_outcome" + (", payer" if payer else "")
        cases = ", sum(cases)::bigint as cases" if payer else ""
        return f"""
            select {keys}, sum(lines)::bigint as lines, sum(days)::bigint as days, sum(net)::bigint as net, sum(vat)::bigint as vat,
                0::bigint as own_payment, sum(case when s.outcome = {REFUNDED} then half else 0 end)::bigint as refund,
                sum(case when s.outcome = {UNDETERMINED} then half else 0 end)::bigint as at_stake,
                sum(net - case when s.outcome = {REFUNDED} then half else 0 end)::bigint as cost {cases}
            from (select g.*, s.month, s.service, s.refund_outcome, s.outcome from ({groups}) g join segments s using (seg)) s
            group by {keys}
        """

    def query(self, job):
        self.plan = "overlap" if job.endswith("-plain") else "series" if self.few else "months"
        match job:
            case "lines-narrow" | "lines-narrow-plain":
                return " union all ".join(self.narrow(kind) for kind in self.codes)
            case "lines-full":
                return " union all ".join(self.full(kind) for kind in self.codes)
            case "totals":
                return self.by_month(False)
            case "totals-payer":
                return self.by_month(True)
        raise ValueError(f"no such job: {job}")

    def run(self, job):
        return self.base.sql(self.query(job)).to_arrow_table()

    def table(self, job, result):
        return result
