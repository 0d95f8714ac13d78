"""Frames of every library in, frames for every library out."""

import datetime as dt
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import takst
from frames_cases import plain, random_rows, table, typed

BOOK = takst.default_book()
# Two days in January and two in February at 545, and a day there is not.
ROWS = [
    {"case_id": "S-1", "service": "mandecentret/efterforsorg", "first_day": "2022-01-30", "last_day": "2022-02-02", "payer": "101"},
    {"case_id": "S-2", "service": "mandecentret/efterforsorg", "first_day": "2022-02-30", "last_day": "2022-03-01", "payer": "101"},
]
NAMES = list(ROWS[0])
NETS = [Decimal("1090.00"), Decimal("1090.00")]


def nets(frame):
    return [line["net"] for line in plain(frame)]


def dates(frame):
    return frame.assign(first_day=pd.to_datetime(frame.first_day), last_day=pd.to_datetime(frame.last_day))


def chunked():
    one, two = table(ROWS[:1], NAMES), table(ROWS[1:], NAMES)
    return pa.concat_tables([one, two.slice(0, 0), two])


def dictionaries():
    whole = table(ROWS, NAMES)
    return whole.set_column(1, "service", whole["service"].dictionary_encode())


def generated():
    def batches():
        yield from chunked().to_batches()

    return pa.RecordBatchReader.from_batches(table(ROWS, NAMES).schema, batches())


class Array:
    """Knows only the array half of the interface."""

    def __arrow_c_array__(self, requested_schema=None):
        return pa.record_batch(table(ROWS, NAMES).combine_chunks().to_batches()[0]).__arrow_c_array__(requested_schema)


SOURCES = {
    "polars": lambda: pl.DataFrame(ROWS),
    "polars categorical": lambda: pl.DataFrame(ROWS).with_columns(pl.col("service").cast(pl.Categorical)),
    "polars in chunks": lambda: pl.concat([pl.DataFrame(ROWS[:1]), pl.DataFrame(ROWS[1:])], rechunk=False),
    "polars collected": lambda: pl.DataFrame(ROWS).lazy().collect(),
    "pandas": lambda: pd.DataFrame(ROWS),
    "pandas object": lambda: pd.DataFrame(ROWS, dtype=object),
    "pandas arrow": lambda: pd.DataFrame(ROWS).astype(pd.ArrowDtype(pa.string())),
    "pandas categorical": lambda: pd.DataFrame(ROWS).astype({"service": "category"}),
    "pyarrow table": lambda: table(ROWS, NAMES),
    "pyarrow in chunks": chunked,
    "pyarrow sliced": lambda: table([*ROWS[:1] * 3, *ROWS, *ROWS[:1] * 3], NAMES).slice(3, 2),
    "pyarrow batch": lambda: table(ROWS, NAMES).to_batches()[0],
    "pyarrow dictionaries": dictionaries,
    "pyarrow reader": lambda: table(ROWS, NAMES).to_reader(),
    "pyarrow reader of a generator": generated,
    "array interface": Array,
    "duckdb": lambda: duckdb.from_arrow(table(ROWS, NAMES)),
    "duckdb sql": lambda: duckdb.sql("select 'S-1' case_id, 'mandecentret/efterforsorg' service, date '2022-01-30' first_day, date '2022-02-02' last_day, 101 payer"),
    "takst": lambda: takst.Frame(table(ROWS, NAMES)),
    "ipc bytes": lambda: takst.Frame(pa_bytes(table(ROWS, NAMES))),
}


def pa_bytes(whole):
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, whole.schema) as writer:
        writer.write_table(whole)
    return sink.getvalue().to_pybytes()


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("grouped", [False, True])
def test_frames_of_every_library(source, grouped):
    assert nets(BOOK.price(SOURCES[source](), grouped=grouped).lines) == NETS


def test_days_decimals_and_numbers_of_pandas():
    """Own payment of 96.71 for 31 days of a stay is 2998.01; 31 days at 1000 are not in the catalogue, so aftercare stands in: refused by its rule or not,
    the values must be read alike however pandas keeps them."""
    text = pd.DataFrame({**ROWS[0], "hours": "12.5", "service": "livarehab/mentor-samtaler", "first_day": "2019-03-01", "last_day": "2019-03-31"}, index=[0])
    expected = BOOK.price(text)
    # 12.5 hours at 500.
    assert nets(expected.lines) == [Decimal("6250.00")]
    ways = [
        dates(text),
        dates(text).assign(hours=[Decimal("12.5")]),
        dates(text).assign(hours=pd.array([Decimal("12.5")], dtype=pd.ArrowDtype(pa.decimal128(10, 2)))),
        text.assign(payer=pd.array([101], dtype="Int64")),
        text.assign(first_day=[dt.date(2019, 3, 1)], last_day=pd.Series([dt.date(2019, 3, 31)], dtype=pd.ArrowDtype(pa.date32()))),
    ]
    for way in ways:
        assert BOOK.price(way) == expected, way.dtypes


def test_a_parquet_file_by_its_path(tmp_path):
    path = tmp_path / "cases.parquet"
    pq.write_table(table(ROWS, NAMES), path)
    assert nets(BOOK.price(path).lines) == nets(BOOK.price(str(path)).lines) == NETS


def test_columns_that_no_case_file_has():
    with pytest.warns(takst.UnknownColumnWarning, match="did you mean unit"):
        other = BOOK.price(pl.DataFrame(ROWS).with_columns(note=pl.lit(1.5), Unit=pl.lit("x")))
    assert other.summary.unknown_columns == ["note", "Unit"]


# Out.

PRICED = BOOK.price(typed(random_rows(7, 400)))
LINES = PRICED.lines
EXPECTED = plain(LINES)


def check_rows(rows):
    assert len(rows) == len(EXPECTED) > 400
    assert rows == EXPECTED


def test_polars_reads_every_column():
    frame = pl.DataFrame(LINES)
    check_rows(frame.to_dicts())
    assert frame["net"].dtype == pl.Decimal(18, 2) and frame["first_day"].dtype == pl.Date
    check_rows(pl.DataFrame(PRICED).to_dicts())
    check_rows(LINES.to_polars().to_dicts())


def test_pandas_reads_every_column():
    frame = pd.DataFrame.from_arrow(LINES)
    for name in LINES.columns:
        assert [None if pd.isna(value) else value for value in frame[name]] == [row[name] for row in EXPECTED], name
    assert all(isinstance(value, Decimal) for value in frame["net"])
    assert LINES.to_pandas().equals(frame)


def test_pyarrow_reads_every_column():
    whole = pa.table(LINES)
    whole.validate(full=True)
    assert whole.schema.field("net").type == pa.decimal128(18, 2)
    assert LINES.to_arrow() == whole == pa.RecordBatchReader.from_stream(LINES).read_all()


def test_duckdb_reads_every_column():
    lines = LINES  # found by its name
    names = ", ".join(LINES.columns)
    found = duckdb.sql(f"select {names} from lines")
    check_rows([dict(zip(LINES.columns, row)) for row in found.fetchall()])
    assert duckdb.sql("select sum(net) from lines").fetchall()[0][0] == sum(row["net"] for row in EXPECTED)
    assert str(duckdb.sql("select net, first_day, days from lines").types) == "[DECIMAL(18,2), DATE, INTEGER]"


@pytest.mark.parametrize("money, text, net, service", [("decimal64", "dictionary", pa.decimal64(18, 2), pa.dictionary(pa.int32(), pa.string())), ("decimal128", "plain", pa.decimal128(18, 2), pa.string())])
def test_types_on_request(money, text, net, service):
    got = pa.table(BOOK.price(typed(random_rows(7, 400)), money=money, text=text).lines)
    assert (got.schema.field("net").type, got.schema.field("service").type) == (net, service)
    check_rows(got.to_pylist())


def test_amounts_of_64_bits():
    """pyarrow, pandas and DuckDB read them. Polars 2.1.0 does not, also from pyarrow: that is why amounts have 128 bits unless 64 are asked for,
    and why to_polars() widens them."""
    narrow = BOOK.price(typed(random_rows(7, 400)), money="decimal64").lines
    assert pa.table(narrow).schema.field("net").type == pa.decimal64(18, 2)
    check_rows(pa.table(narrow).to_pylist())
    check_rows([{name: None if pd.isna(value) else value for name, value in row.items()} for row in pd.DataFrame.from_arrow(narrow).to_dict("records")])
    check_rows([dict(zip(narrow.columns, row)) for row in duckdb.sql("from narrow").fetchall()])
    check_rows(narrow.to_polars().to_dicts())


def test_a_reader_may_ask_for_types():
    wide = pa.schema([field.with_type(pa.decimal128(38, 4)) if pa.types.is_decimal(field.type) else field for field in pa.table(LINES).schema])
    asked = pa.RecordBatchReader.from_stream(LINES, schema=wide).read_all()
    assert asked.schema == wide and asked.to_pylist() == EXPECTED
    with pytest.raises(ValueError, match="columns are"):
        pa.RecordBatchReader.from_stream(LINES, schema=pa.schema([("x", pa.int32())]))


def test_frames_are_read_any_number_of_times_and_know_their_columns():
    assert plain(LINES) == plain(LINES)
    assert LINES.columns == pa.table(LINES).column_names == pa.schema(LINES).names
    assert len(LINES) == len(EXPECTED)
    assert LINES.schema.splitlines()[LINES.columns.index("net")] == "net: Decimal128(18, 2)"


def test_equality_and_pickles():
    again = pickle.loads(pickle.dumps(PRICED))
    assert again == PRICED and again.lines == LINES and plain(again.lines) == EXPECTED
    assert LINES != PRICED.refused and LINES != 3 and PRICED != BOOK.price(table(ROWS, NAMES))
    assert takst.Frame(pa.table(LINES)) == LINES
    assert takst.Frame(pa.table(LINES).slice(1)) != LINES
    totals = BOOK.totals(table(ROWS, NAMES), by=["month"])
    again = pickle.loads(pickle.dumps(totals))
    assert (again, again.refused, again.summary) == (totals, totals.refused, totals.summary)
    assert type(again) is takst.TotalsFrame


def test_how_frames_look():
    few = BOOK.price(table(ROWS, NAMES), columns=["case_id", "month", "days", "net"]).lines
    assert repr(few) == "Frame: 2 rows × 4 columns\ncase_id  month    days      net\nS-1      2022-01     2  1090.00\nS-1      2022-02     2  1090.00"
    assert "<td style=\"text-align: right\">1090.00</td>" in few._repr_html_()
    text = repr(LINES)
    assert f"… {len(LINES) - 10} more rows" in text and "not shown: " in text and max(map(len, text.splitlines()[:12])) <= 120
    hostile = takst.Frame(pa.table({"<b>": ["<script>&", "å" * 99]}))
    assert "&lt;script&gt;&amp;" in hostile._repr_html_() and "å" * 31 + "…" in repr(hostile)


def test_totals():
    """Each sum is that of the lines."""
    rows = typed(random_rows(7, 400))
    totals = BOOK.totals(rows, by=("month", "service"), cases=True)
    expected = {}
    for line in EXPECTED:
        group = expected.setdefault((line["month"], line["service"]), [0, 0, Decimal(0), set()])
        group[0] += 1
        group[1] += line["days"]
        group[2] += line["net"]
        group[3].add(line["case_id"])
    got = {(one["month"], one["service"]): [one["lines"], one["days"], one["net"], one["cases"]] for one in plain(totals)}
    assert got == {key: [lines, days, net, len(cases)] for key, (lines, days, net, cases) in expected.items()}
    assert (totals.refused, totals.summary) == (PRICED.refused, PRICED.summary)
    assert isinstance(totals, takst.Frame) and pl.DataFrame(totals).height == len(totals) == len(expected)
    everything = plain(BOOK.totals(rows))
    assert len(everything) == 1 and everything[0]["net"] == sum(line["net"] for line in EXPECTED)


def test_capacity():
    """"Pensionatet har 5 CTI pladser"."""
    service, most = "pensionatet/cti", 5
    day = "2020-06-01"
    rows = [{"case_id": f"S-{n}", "service": service, "first_day": day, "last_day": day, "payer": "101"} for n in range(most + 1)]
    assert len(BOOK.capacity(table(rows[:most]))) == 0
    assert [one["code"] for one in plain(BOOK.capacity(table(rows)))] == ["capacity.exceeded"]


def test_the_language_of_messages():
    english, danish = (plain(BOOK.price(table(ROWS, NAMES), lang=lang).refused)[0]["message"] for lang in ("en", "da"))
    assert "2022-02-30" in english and "2022-02-30" in danish and english != danish
    assert plain(takst.Book(lang="da").price(table(ROWS, NAMES)).refused)[0]["message"] == danish


# Wrong input.


@pytest.mark.parametrize(
    "frame, kind, says",
    [
        (lambda: pl.DataFrame(ROWS).lazy(), TypeError, "a LazyFrame has no rows yet: pass frame.collect()"),
        (lambda: ROWS, TypeError, "polars.DataFrame(rows)"),
        (lambda: {"case_id": ["S-1"]}, TypeError, "pyarrow.Table.from_pylist(rows)"),
        (lambda: 3, TypeError, "int is no frame; pass a data frame with the Arrow PyCapsule interface"),
        (lambda: "/nowhere/cases.parquet", ValueError, "/nowhere/cases.parquet: "),
        (lambda: pl.Series([1]), TypeError, "this is a single column"),
        (lambda: pa.array([1]), TypeError, "this is a single column"),
        (lambda: BOOK.price(pl.DataFrame(ROWS)).lines, ValueError, "is one of lines that takst has priced; pass the cases they were made from"),
        (lambda: pl.DataFrame(ROWS).with_columns(net=pl.lit("1.00")), ValueError, "the column net is one of lines"),
        (lambda: pl.DataFrame(ROWS).drop("payer"), ValueError, "the column payer is missing"),
        (lambda: pa.table([pa.array(["S-1"])] * 5, names=[*NAMES[:4], "case_id"]), ValueError, "the column case_id is there twice"),
        (lambda: pl.DataFrame(ROWS).with_columns(hours=pl.lit(1.5)), TypeError, "the column hours has floating-point numbers (Float64); pass decimals, whole numbers or text"),
        (lambda: pd.DataFrame(ROWS).assign(payer=[101, None]), TypeError, 'frame["payer"] = frame["payer"].astype("Int64")'),
        (lambda: pl.DataFrame(ROWS).with_columns(pl.lit(True).alias("first_day")), TypeError, "the column first_day has the type Boolean; it takes Date32"),
    ],
)
def test_wrong_frames_say_what_is_right(frame, kind, says):
    for call in (BOOK.price, BOOK.stream, BOOK.totals):
        with pytest.raises(kind) as error:
            call(frame())
        assert says in str(error.value)


def test_what_mends_a_float_column_mends_it():
    frame = pd.DataFrame(ROWS).assign(window_days_used=[None, 3])
    with pytest.raises(TypeError, match="astype"):
        BOOK.price(frame)
    frame["window_days_used"] = frame["window_days_used"].astype("Int64")
    BOOK.price(frame)


@pytest.mark.parametrize(
    "options, says",
    [
        ({"columns": ["nett"]}, "lines have no column 'nett'|lines have no column \"nett\""),
        ({"money": "float"}, 'money: "float" is not "decimal64" or "decimal128"'),
        ({"text": "x"}, '"dictionary" or "plain"'),
        ({"threads": 0}, "pass 1 or more"),
        ({"lang": "de"}, "neither da nor en"),
    ],
)
def test_wrong_options_say_what_is_right(options, says):
    with pytest.raises(ValueError, match=says):
        BOOK.price(table(ROWS, NAMES), **options)
    with pytest.raises(ValueError, match="by: .*month, quarter, year"):
        BOOK.totals(table(ROWS, NAMES), by=["day"])


def test_a_citizen_who_comes_back_in_grouped_input():
    rows = [dict(ROWS[0], case_id=name) for name in ("S-1", "S-2", "S-1")]
    with pytest.raises(ValueError, match='row 3: the citizen "S-1" was there before'):
        BOOK.price(table(rows, NAMES), grouped=True)


def test_an_error_of_the_input_is_said_in_its_words():
    def batches():
        yield from table(ROWS, NAMES).to_batches()
        raise OSError("the tape is torn")

    for call in (BOOK.price, BOOK.totals, BOOK.capacity):
        with pytest.raises(ValueError, match="the input cannot be read: .*the tape is torn"):
            call(pa.RecordBatchReader.from_batches(table(ROWS, NAMES).schema, batches()))


def test_capsules_are_consumed_once_and_others_are_refused():
    class Once:
        def __init__(self):
            self.capsule = table(ROWS, NAMES).__arrow_c_stream__()

        def __arrow_c_stream__(self, requested_schema=None):
            return self.capsule

    once = Once()
    assert nets(BOOK.price(once).lines) == NETS
    with pytest.raises(ValueError, match="released"):
        BOOK.price(once)

    class Wrong(Once):
        def __arrow_c_stream__(self, requested_schema=None):
            return table(ROWS, NAMES).schema.__arrow_c_schema__()

    with pytest.raises((ValueError, TypeError)):
        BOOK.price(Wrong())

    class NoCapsule(Once):
        def __arrow_c_stream__(self, requested_schema=None):
            return 3

    with pytest.raises(TypeError):
        BOOK.price(NoCapsule())


def test_eight_threads_at_once():
    frames = [typed(random_rows(seed, 300)) for seed in range(8)]
    alone = [BOOK.price(frame, findings=True) for frame in frames]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(3):
            assert list(pool.map(lambda frame: BOOK.price(frame, findings=True), frames)) == alone
        # Readers that need the interpreter while another thread prices.
        readers = [pa.RecordBatchReader.from_batches(frame.schema, (batch for batch in frame.to_batches(max_chunksize=7))) for frame in frames]
        assert list(pool.map(lambda reader: BOOK.price(reader, findings=True), readers)) == alone


def test_without_any_library_of_frames():
    """The package needs none, and says which one a method needs."""
    code = """
import sys
for name in ("polars", "pandas", "pyarrow", "tqdm"):
    sys.modules[name] = None
import takst
frame = takst.Frame(%r)
priced = takst.default_book().price(frame, progress=True)
print(len(priced.lines))
for method in ("to_polars", "to_pandas", "to_arrow"):
    try:
        getattr(priced.lines, method)()
    except ImportError as error:
        print(error)
""" % pa_bytes(table(ROWS, NAMES))
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert run.stdout.splitlines() == [
        "2",
        "to_polars() needs polars: pip install 'takst[polars]'",
        "to_pandas() needs pandas: pip install 'takst[pandas]'",
        "to_arrow() needs pyarrow: pip install 'takst[pyarrow]'",
    ]
    assert run.stderr.strip() == "takst: 2 rows, 2 lines, 1 cases refused"
