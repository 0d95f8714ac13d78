"""DuckDB for the two jobs that need rules: § 110 stays in the windows of their citizen, and agreed prices by the month on running sums.

Tables in memory, whole øre. Days used before and sums of a document are window functions; most lines are alone in their document, and only the others
go through one. A row finds its first and last segment in a table by service and day, and those between by a join with numbers.
"""

import duckdb
import numpy as np
import pyarrow as pa

from segments import FIRST, NOT_REFUNDED, OUTCOMES, REFORM, REFUNDED, SPAN, UNDETERMINED, Segments, services

NEW_CAP = int(np.datetime64("2026-04-01").astype(int))
CAP, LATER_CAP = 120, 90
STAY = "sel-110-ophold"
EPOCH = "date '1970-01-01'"
AMOUNTS = ["net", "vat", "own_payment", "refund", "at_stake", "cost"]

# Days that are refunded, or not, one after another: those before the new cap, and those from it on.
RUN = "select row, f, l, code, ore, {s} as s, {e} as e, {outcome} as outcome from {of} where {only}"

WINDOWS = f"""
    with stays as (
        select *, min(s) over (partition by who) as start
        from (select *, greatest(f, {REFORM}) as s from cases where is_stay and l >= {REFORM})
    ),
    years as (
        select *, {', '.join(f"({EPOCH} + start + interval {n} year)::date - {EPOCH} as w{n}" for n in (1, 2, 3))} from stays
    ),
    cut as (
        select row, who, f, l, code, ore, i, greatest(s, case i when 0 then start when 1 then w1 when 2 then w2 else w3 end)::int as s,
            least(l, case i when 0 then w1 when 1 then w2 when 2 then w3 else 1000000 end - 1)::int as e
        from years join numbers
            on i >= (s >= w1)::int + (s >= w2)::int + (s >= w3)::int and i <= (l >= w1)::int + (l >= w2)::int + (l >= w3)::int
    ),
    used as (
        select *, coalesce(sum(e - s + 1) over (partition by who, i order by s rows between unbounded preceding and 1 preceding), 0)::int as used
        from cut
    ),
    ends as (
        select *, least(e, {NEW_CAP} - 1, s + {CAP} - 1 - used) as r1, least(e, {NEW_CAP} - 1) as e1, greatest(s, {NEW_CAP}) as s2,
            least(e, greatest(s, {NEW_CAP}) + {LATER_CAP} - 1 - used - greatest({NEW_CAP} - s, 0)) as r2
        from used
    ),
    going_on as (
        select *, e < l and e = case when e < {NEW_CAP} then r1 else r2 end as goes_on from ends
    ),
    parts as materialized (
        -- Few rows lie in two windows.
        select * exclude goes_on, goes_on, null::int as began from going_on where s = greatest(f, {REFORM}) and e = l
        union all
        select * exclude goes_on, goes_on,
            lag(case when goes_on then case when e < {NEW_CAP} then s else s2 end end) over (partition by row order by s) as began
        from going_on where not (s = greatest(f, {REFORM}) and e = l)
    ),
    runs as (
        {RUN.format(s="coalesce(began, s)", e="r1", outcome=REFUNDED, of="parts", only=f"r1 >= s and not (goes_on and e < {NEW_CAP})")}
        union all {RUN.format(s="greatest(s, r1 + 1)", e="e1", outcome=NOT_REFUNDED, of="parts", only="e1 >= s and e1 > r1")}
        union all {RUN.format(
            s=f"case when s >= {NEW_CAP} then coalesce(began, s2) else s2 end", e="r2", outcome=REFUNDED, of="parts",
            only=f"e >= {NEW_CAP} and r2 >= s2 and not goes_on"
        )}
        union all {RUN.format(s="greatest(s2, r2 + 1)", e="e", outcome=NOT_REFUNDED, of="parts", only=f"e >= {NEW_CAP} and e > r2")}
        union all {RUN.format(s="f", e=f"least(l, {REFORM} - 1)", outcome=REFUNDED, of="cases", only=f"f < {REFORM}")}
        union all {RUN.format(s=f"greatest(f, {REFORM})", e="l", outcome=UNDETERMINED, of="cases", only=f"not is_stay and l >= {REFORM}")}
    ),
    found as (
        select r.*, x.seg as s0, y.seg - x.seg as more
        from runs r join lookup x on x.day = code * {SPAN} - {FIRST} + s join lookup y on y.day = code * {SPAN} - {FIRST} + e
    ),
    lines as materialized (
        select *, net - own_payment as base, start = greatest(month_first, f) and stop = least(month_last, l) as alone
        from (
            select *, days * price as net, days * ore as own_payment
            from (
                select r.row, r.f, r.l, r.ore, r.outcome, g.seg, g.month, g.month_first, g.month_last, g.price, greatest(g.a, r.s) as start,
                    least(g.b, r.e) as stop, least(g.b, r.e) - greatest(g.a, r.s) + 1 as days
                from found r join numbers on i <= more join segments g on g.seg = r.s0 + i
            )
        )
    ),
    halves as (
        select *, (base + 1) // 2 as half from lines where alone
        union all
        select * exclude so_far, case when outcome = {NOT_REFUNDED} then 0 else (so_far + 1) // 2 - (so_far - base + 1) // 2 end as half
        from (
            select *, sum(case when outcome = {NOT_REFUNDED} then 0 else base end) over (partition by row, month order by start)::bigint as so_far
            from lines where not alone
        )
    ),
    shares as (
        select *, case when outcome = {REFUNDED} then half else 0 end as refund, case when outcome = {UNDETERMINED} then half else 0 end as at_stake
        from halves
    ),
    priced as (select *, 0::bigint as vat, net - own_payment - refund as cost from shares)
"""

ROUNDED = "((2 * ({exact}) + whole) // (2 * whole))"
VAT = "(({net}) * 25 + 50) // 100"
AGREED = f"""
    with placed as (
        select *, lag(who) over (order by row) is distinct from who as begins, lead(who) over (order by row) is distinct from who as ends
        from cases
    ),
    lines as materialized (
        select *, days * ore as exact, (start = first or begins) and (stop = last or ends) as alone
        from (
            select r.*, m.*, greatest(first, f) as start, least(last, l) as stop, least(last, l) - greatest(first, f) + 1 as days
            from (select *, m1 - m0 as more from placed) r join numbers on i <= more join months m on m.m = r.m0 + i
        )
    ),
    single as (select *, {ROUNDED.format(exact="exact")} as net from lines where alone),
    several as (
        select *, {ROUNDED.format(exact="so_far")} as now, {ROUNDED.format(exact="so_far - exact")} as had
        from (select *, sum(exact) over (partition by who, m order by start)::bigint as so_far from lines where not alone)
    ),
    charged as (
        select row, m, month, days, ore, net, {VAT.format(net="net")} as vat from single
        union all
        select row, m, month, days, ore, now - had as net, {VAT.format(net="now")} - {VAT.format(net="had")} as vat from several
    ),
    priced as (
        select *, ore as price, {NOT_REFUNDED} as outcome, 0::bigint as own_payment, 0::bigint as refund, 0::bigint as at_stake, net as cost from charged
    )
"""


class Peer:
    def load(self, path, catalogue):
        self.base = duckdb.connect()
        # Lines may come in any order: that is faster.
        self.base.execute("set preserve_insertion_order = false")
        self.base.execute("create table numbers as select range::int as i from range(100)")
        listed = {name: terms for name, terms in services(catalogue).items() if terms.get("tariff")}
        found = Segments(catalogue, list(listed))
        first, after = found.month, np.datetime64("1970-01") + 1 + found.month.astype("datetime64[D]").astype("datetime64[M]").astype(int)
        last = after.astype("datetime64[D]").astype(np.int32) - 1
        self.make("segments", {
            "seg": np.arange(len(found), dtype=np.int32), "code": found.service, "service": [found.names[code] for code in found.service],
            "a": found.first, "b": found.last, "price": found.price, "month": pa.array(first).cast(pa.date32()), "month_first": first, "month_last": last,
        })
        self.make("lookup", {"day": np.arange(len(found.lookup), dtype=np.int32), "seg": found.lookup})
        self.make("outcomes", {"outcome": np.arange(len(OUTCOMES), dtype=np.int32), "refund_outcome": OUTCOMES})
        firsts = np.arange("2019-01", "2029-01", dtype="datetime64[M]").astype("datetime64[D]").astype(np.int32)
        self.make("months", {
            "m": np.arange(len(firsts) - 1, dtype=np.int32), "first": firsts[:-1], "last": firsts[1:] - 1, "whole": np.diff(firsts).astype(np.int64),
            "month": pa.array(firsts[:-1]).cast(pa.date32()),
        })
        self.make("services", {
            "code": np.arange(len(listed), dtype=np.int32), "service": list(listed), "is_stay": [terms["refund"] == STAY for terms in listed.values()],
        })
        names = self.base.execute(f"select name from parquet_schema('{path}')").fetchall()
        who, price = ("citizen_id", "own_payment_per_day") if ("citizen_id",) in names else ("case_id", "unit_price")
        month = "datediff('month', date '2019-01-01', {})::int"
        self.base.execute(f"""
            create table cases as
            select (file_row_number + 1)::int as row, substr({who}, 3)::int as who, (first_day - {EPOCH})::int as f, (last_day - {EPOCH})::int as l,
                code, coalesce(is_stay, false) as is_stay, (coalesce({price}, 0) * 100)::bigint as ore,
                {month.format('first_day')} as m0, {month.format('last_day')} as m1
            from read_parquet('{path}', file_row_number = true) r left join services on services.service = r.service
            order by row
        """)

    def make(self, name, columns):
        self.base.register("made", pa.table(columns))
        self.base.execute(f"create table {name} as select * from made")
        self.base.unregister("made")

    def query(self, job):
        work, what = job.split("-")
        priced = WINDOWS if work == "windows" else AGREED
        if what == "lines":
            return f"{priced} select row, month, days, price as unit_price, net, vat, refund, cost from priced"
        sums = ", ".join(f"sum({name})::bigint as {name}" for name in ["days", *AMOUNTS])
        # One small number a group: its month and service are looked up when all is added up.
        if work == "windows":
            groups = f"select seg, outcome, count(*) as lines, {sums} from priced group by seg, outcome"
            groups = f"select g.*, s.month, s.service from ({groups}) g join segments s using (seg)"
        else:
            groups = f"select m, outcome, count(*) as lines, {sums} from priced group by m, outcome"
            groups = f"select g.*, month, 'livarehab/individuelt-forloeb' as service from ({groups}) g join months using (m)"
        return f"""
            {priced} select month, service, refund_outcome, sum(lines)::bigint as lines, {sums}
            from ({groups}) join outcomes using (outcome) group by month, service, refund_outcome
        """

    def run(self, job):
        return self.base.sql(self.query(job)).to_arrow_table()

    def table(self, job, result):
        return result
