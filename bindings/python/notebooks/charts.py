"""The charts of the notebooks.

Amounts stay decimal until `_mio`, the last step before drawing: a picture needs no øre. Colours are those of Okabe and Ito, which
colour-blind readers can tell apart; what a colour means is written beside it.
"""

import altair as alt
import polars as pl
from polars import selectors

import municipality

alt.renderers.enable("png", ppi=120)

BLUE, ORANGE, GREEN, RED, SKY, GREY, INK = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#8A8A8A", "#333333"
MADE_UP = "Synthetic data: a municipality and a § 110 provider that do not exist."
WIDTH = 640

MILESTONES = pl.DataFrame(
    {"day": ["2023-10-01", "2026-04-01"], "says": ["1 October 2023: at most 120 days", "1 April 2026: 90 days"]}
).with_columns(pl.col("day").str.to_date())

LINES = pl.DataFrame(
    [
        (municipality.STAY, "§ 110 stays, made-up provider", "Stays", BLUE, -4),
        (municipality.AFTERCARE, "Aftercare at 545 kr.", "Mandecentret", GREY, -18),
        (municipality.AFTERCARE_BASIC, "Basic aftercare", "Mandecentret", SKY, 6),
        (municipality.AFTERCARE_EXTENDED, "Extended aftercare", "Mandecentret", BLUE, -6),
        (municipality.GUIDANCE, "Guidance, by the week", "LivaRehab", ORANGE, 0),
        (municipality.RESOURCE, "Resource course, by the week", "LivaRehab", RED, 4),
        (municipality.MENTOR, "Mentor, by the hour", "LivaRehab", GREEN, 0),
    ],
    schema=["service", "label", "panel", "colour", "shift"], orient="row",
)


def _mio(frame: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """Amounts in million kroner, as the floating-point numbers that drawing needs."""
    return frame.with_columns(pl.col(*columns).cast(pl.Float64) / 1_000_000).select(~selectors.decimal())


def _by_day(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(day=(pl.col("month").cast(pl.String) + "-01").str.to_date())


def _title(text: str, *more: str) -> alt.TitleParams:
    return alt.TitleParams(text, subtitle=[*more, MADE_UP])


def _finish(chart):
    return (
        chart.configure(font="DejaVu Sans", padding=12)
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=12, titleFontSize=12, titleFontWeight="normal", titleColor=INK, labelColor=INK, gridColor="#E6E6E6", domain=False, tickColor="#CCCCCC")
        .configure_title(fontSize=16, subtitleFontSize=12, subtitleColor="#666666", anchor="start", offset=14, subtitlePadding=5)
    )


def _months() -> alt.X:
    axis = alt.Axis(format="%Y", values=[f"{year}-01-01" for year in range(2022, 2027)], grid=False, labelAlign="left", labelOffset=2, title=None)
    return alt.X("day:T", axis=axis, scale=alt.Scale(domain=["2022-01-01", "2027-01-01"], nice=False))


def _milestones():
    return alt.Chart(MILESTONES).mark_rule(color=INK, strokeDash=[4, 3]).encode(x="day:T")


def expense_by_month(totals: pl.DataFrame):
    """Expense without VAT by month, a line a service, each named at its end. `totals` is by month and service."""
    data = _mio(_by_day(totals), "net").with_columns(pl.col("service").cast(pl.String)).join(LINES, on="service")
    panels = []
    for panel, height in (("Stays", 130), ("Mandecentret", 130), ("LivaRehab", 130)):
        part = data.filter(panel=panel).sort("day")
        colour = alt.Color("colour:N", scale=None)
        y = alt.Y("net:Q", title="mio. kr. a month", axis=alt.Axis(tickCount=4, minExtent=26))
        lines = alt.Chart(part).mark_line(strokeWidth=2.5).encode(_months(), y, colour, detail="service:N")
        layers = [lines]
        for row in part.group_by("service").agg(pl.all().sort_by("day").last()).sort("service").iter_rows(named=True):
            is_over = row["day"] < data["day"].max()
            place = {"align": "right", "dx": 0} if is_over else {"align": "left", "dx": 6}
            ends = alt.Chart(pl.DataFrame([row])).mark_text(**place, dy=row["shift"], fontSize=12, color=row["colour"])
            layers.append(ends.encode(x="day:T", y="net:Q", text="label"))
        panels.append(alt.layer(*layers).properties(width=WIDTH - 120, height=height, title=alt.TitleParams(panel, fontSize=13, offset=6)))
    return _finish(alt.vconcat(*panels, spacing=22).resolve_scale(y="independent").properties(title=_title("What the services cost, month by month", "Expense without VAT. Each panel has its own scale.")))


def who_pays(totals: pl.DataFrame):
    """Stays by month: who bears the expense, and what share the state refunds. `totals` is by month, of stays alone."""
    parts = {"refund": BLUE, "cost": ORANGE, "own_payment": GREEN}
    data = _by_day(totals).sort("day").with_columns(share=pl.col("refund").cast(pl.Float64) / (pl.col("net") - pl.col("own_payment")).cast(pl.Float64))
    data = _mio(data, *parts).with_columns(until=pl.col("day").dt.month_end())
    stacked = []
    for place, (part, colour) in enumerate(parts.items()):
        low = pl.sum_horizontal(pl.lit(0.0), *list(parts)[:place])
        stacked.append(data.select("day", "until", low=low, high=low + pl.col(part), colour=pl.lit(colour)))
    bars = alt.Chart(pl.concat(stacked)).mark_rect(stroke="white", strokeWidth=0.6).encode(
        _months(),
        alt.X2("until:T"),
        alt.Y("low:Q", title="mio. kr. a month", axis=alt.Axis(tickCount=5, format=",.0f"), scale=alt.Scale(domainMin=0)),
        alt.Y2("high:Q"),
        alt.Color("colour:N", scale=None),
    )
    last, in_2023 = data.tail(1), data.filter(pl.col("own_payment") > 0).sort(pl.col("refund") + pl.col("cost") + pl.col("own_payment")).tail(1)
    labels = [
        (last["until"][0], last["refund"][0] / 2, "The state refunds", BLUE, 8, 0, "left"),
        (last["until"][0], last["refund"][0] + last["cost"][0] / 2, "The municipality bears", ORANGE, 8, 0, "left"),
        (in_2023["day"][0], in_2023["refund"][0] + in_2023["cost"][0] + in_2023["own_payment"][0], "Residents pay", GREEN, -6, 5, "right"),
    ]
    money = [bars, _milestones(), alt.Chart(MILESTONES).mark_text(align="left", dx=5, fontSize=12, color=INK).encode(x="day:T", y=alt.value(-10), text="says")]
    for day, at, says, colour, dx, dy, align in labels:
        text = alt.Chart(pl.DataFrame({"day": [day], "at": [at]})).mark_text(align=align, dx=dx, dy=dy, fontSize=12, fontWeight="bold", color=colour)
        money.append(text.encode(x="day:T", y="at:Q", text=alt.value(says)))
    end = data.tail(1).with_columns(day=pl.col("until").dt.offset_by("1d"))
    share = alt.Chart(pl.concat([data, end])).mark_line(strokeWidth=2.5, color=BLUE, interpolate="step-after").encode(
        _months(), alt.Y("share:Q", title="refunded share", axis=alt.Axis(format=".0%", values=[0, 0.1, 0.2, 0.3, 0.4, 0.5]), scale=alt.Scale(domain=[0, 0.55]))
    )
    upper, lower = alt.layer(*money).properties(width=WIDTH - 120, height=210), (share + _milestones()).properties(width=WIDTH - 120, height=120)
    return _finish(alt.vconcat(upper, lower, spacing=18).properties(title=_title("Who bears the expense of § 110 stays", "Below: the refund as a share of the expense less own payment.")))


def extra_cost_by_month(change: pl.DataFrame, column: str, title: str, *more: str):
    """What a change costs the municipality, a bar a month with its amount. `change` is by month."""
    data = _mio(change.sort("month").with_columns(pl.col("month").cast(pl.String), amount=pl.col(column)), "amount")
    axis = alt.Axis(title=None, labelAngle=0, labelExpr="timeFormat(toDate(datum.value + '-01'), '%b')", grid=False)
    bars = alt.Chart(data).mark_bar(color=ORANGE, size=38).encode(alt.X("month:O", axis=axis), alt.Y("amount:Q", title="mio. kr. a month", axis=alt.Axis(tickCount=4)))
    numbers = bars.mark_text(dy=-8, fontSize=12, color=INK).encode(text=alt.Text("amount:Q", format=".2f"))
    return _finish((bars + numbers).properties(width=WIDTH, height=220, title=_title(title, *more)))


def questions(rows: list[tuple[str, str, object]], title: str, *more: str):
    """A bar for each question: what is asked, who bears the amount, and the amount in kroner."""
    colours = {"the municipality": ORANGE, "the state": BLUE, "not settled": GREY}
    data = pl.DataFrame(rows, schema=["question", "bearer", "kroner"], orient="row").with_columns(amount=pl.col("kroner"))
    data = _mio(data, "amount").with_columns(colour=pl.col("bearer").replace_strict(colours))
    order = data["question"].to_list()
    base = alt.Chart(data).encode(alt.Y("question:N", sort=order, title=None, axis=alt.Axis(labelLimit=330, labelPadding=8, grid=False, ticks=False)))
    scale = alt.Scale(domain=[0, data["amount"].max() * 1.2], nice=False)
    bars = base.mark_bar(height=18).encode(alt.X("amount:Q", title="mio. kr.", axis=alt.Axis(tickCount=6), scale=scale), alt.Color("colour:N", scale=None))
    numbers = base.mark_text(align="left", dx=5, fontSize=12).encode(x="amount:Q", text=alt.Text("amount:Q", format=".2f"), color=alt.value(INK))
    return _finish((bars + numbers).properties(width=WIDTH - 280, height=alt.Step(30), title=_title(title, *more)))


def billed_and_corrected(months: pl.DataFrame):
    """What was billed for each month at first (`net`) and what is billed now (`net_now`), a bar a month: the correction stands on it, or what was taken back is cut off."""
    kept, added = pl.min_horizontal("net", "net_now"), pl.col("net_now") - pl.col("net")
    parts = months.select(
        "month", kept.alias("billed at first"), pl.max_horizontal(added, 0).alias("added by a correction"), pl.max_horizontal(-added, 0).alias("taken back")
    )
    colours = {"billed at first": BLUE, "added by a correction": ORANGE, "taken back": GREY}
    data = parts.unpivot(index="month", variable_name="part", value_name="amount")
    data = data.with_columns(thousand=pl.col("amount").cast(pl.Float64) / 1_000).drop("amount").filter(pl.col("thousand") > 0)
    axis = alt.Axis(title=None, labelAngle=0, labelExpr="timeFormat(toDate(datum.value + '-01'), '%b')", grid=False)
    colour = alt.Color("part:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=alt.Legend(title=None, orient="bottom", labelLimit=300, labelFontSize=12))
    order = alt.Order("rank:Q")
    data = data.with_columns(rank=pl.col("part").replace_strict({part: rank for rank, part in enumerate(colours)}))
    bars = alt.Chart(data).mark_bar(size=32).encode(alt.X("month:O", axis=axis), alt.Y("thousand:Q", title="thousand kr.", axis=alt.Axis(tickCount=5)), colour, order)
    return _finish(bars.properties(width=WIDTH, height=240, title=_title("What was billed, month by month", "Net, by the month that is billed for.")))
