"""takst on Spark: lines, refused cases, findings and totals are those of the same rows priced without Spark."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

pytest.importorskip("pyspark", reason="PySpark is not installed: pip install 'takst[spark]'")

import spark_cases
import takst
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sf
from takst import spark as takst_spark

FORM = {"money": "decimal128", "text": "plain"}
ROWS = 5000


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "5",
        # So few rows would all come to one task.
        "spark.sql.adaptive.coalescePartitions.enabled": "false",
        "spark.default.parallelism": "3",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "400",
    }
    builder = SparkSession.builder.master("local[2]").appName("takst")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> takst.Book:
    folder = spark_cases.catalogue(tmp_path_factory.mktemp("catalogue"))
    return takst.Book(folder, {"roll-out-date": ("2023-03-15", "a letter")}, lang="da")


@pytest.fixture(scope="module")
def table() -> pa.Table:
    return spark_cases.table(ROWS, seed=20230315)


@pytest.fixture(scope="module")
def frame(spark: SparkSession, table: pa.Table) -> DataFrame:
    return spread(spark, table).persist()


def spread(spark: SparkSession, table: pa.Table) -> DataFrame:
    """The rows in partitions where those of a citizen do not lie together."""
    return spark.createDataFrame(table).repartition(4)


def bag(rows: Any) -> Counter[tuple[Any, ...]]:
    """Rows without their order, with the names of the columns."""
    table = rows.toArrow() if isinstance(rows, DataFrame) else pa.table(rows)
    return Counter(zip(*([(name, value) for value in column.to_pylist()] for name, column in zip(table.column_names, table.columns)), strict=True))


def types(rows: Any) -> list[tuple[str, pa.DataType]]:
    table = rows.toArrow() if isinstance(rows, DataFrame) else pa.table(rows)
    return [(field.name, field.type) for field in table.schema]


def without(rows: Any, *columns: str) -> pa.Table:
    return pa.table(rows).drop_columns(list(columns))


def case(**columns: Any) -> dict[str, Any]:
    return {"service": spark_cases.STAY, "payer": "101", **columns}


def test_lines_refused_and_findings_are_the_local_ones(frame: DataFrame, table: pa.Table, book: takst.Book) -> None:
    local = book.price(table, findings=True, **FORM)
    # What the sample must have in it for the comparison to mean something.
    lines = pa.table(local.lines)
    assert {"refunded", "not-refunded", "undetermined"} == set(lines.column("refund_outcome").to_pylist())
    refused = Counter(pa.table(local.refused).column("code").to_pylist())
    assert {"case.conflict", "case.overlap", "case.cpr-number", "value.missing", "service.unknown", "own-payment.exceeds-price"} <= set(refused)
    assert "refund.citizen-incomplete" in pa.table(local.findings).column("code").to_pylist()

    priced = takst_spark.price(frame, book, row="number", findings=True).persist()
    assert types(priced.lines) == types(local.lines)
    assert types(priced.refused) == types(local.refused)
    assert bag(priced.lines) == bag(local.lines)
    assert bag(priced.refused) == bag(local.refused)
    # Spark names the columns that are not read beside its frames, not in them.
    findings = pa.table(local.findings)
    assert bag(priced.findings) == bag(findings.filter(pc.field("code") != "column.unknown"))
    assert priced.unknown_columns == ("number",)
    priced.unpersist()


def test_messages_are_in_the_language_asked_for(frame: DataFrame, table: pa.Table, book: takst.Book) -> None:
    for lang in ("da", "en"):
        assert bag(takst_spark.price(frame, book, row="number", columns=["net"], lang=lang).refused) == bag(book.price(table, lang=lang).refused)


def test_columns_and_window_are_those_asked_for(frame: DataFrame, table: pa.Table, book: takst.Book) -> None:
    columns = ["case_id", "month", "net", "refund", "at_stake"]
    asked: dict[str, Any] = {"columns": columns, "month": "2024-02"}
    priced = takst_spark.price(frame, book, partitions=5, **asked)
    local = book.price(table, **asked, **FORM)
    assert pa.table(local.lines).num_rows > 100
    assert priced.lines.columns == columns
    assert bag(priced.lines) == bag(local.lines)


def test_without_numbers_there_are_none_and_all_else_is_the_same(frame: DataFrame, table: pa.Table, book: takst.Book) -> None:
    local = book.price(table, **FORM)
    priced = takst_spark.price(frame, book)
    assert bag(priced.lines) == bag(without(local.lines, "row"))
    assert bag(priced.refused.drop("message")) == bag(without(local.refused, "row", "message"))
    assert all(text.startswith("Række ?, ") for (text,) in priced.refused.select("message").distinct().collect())
    with pytest.raises(ValueError, match="name a column that numbers them with row="):
        takst_spark.price(frame, book, columns=["row"])


@pytest.mark.parametrize("by", [[], ["year", "service"], ["refund_reason", "case_id"], ["month", "payer", "refund_outcome"], ["quarter", "provider"]])
def test_totals_are_the_local_ones(frame: DataFrame, table: pa.Table, book: takst.Book, by: list[str]) -> None:
    local = book.totals(table, by=by, cases=True, **FORM)
    summed = takst_spark.totals(frame, book, by=by, cases=True, row="number").persist()
    assert types(summed.totals) == types(local)
    assert bag(summed.totals) == bag(local)
    assert bag(summed.refused) == bag(local.refused)
    summed.unpersist()


def test_a_total_that_does_not_fit_ends_the_job(spark: SparkSession) -> None:
    # Two million months at the highest price a row may have are no total of 18 digits yet, so parts are made by hand: 2 × 9 × 10^15.
    parts = spark.createDataFrame([(Decimal(9 * 10**15),)] * 2, "net decimal(18, 2)").withColumn(takst_spark._PROBLEM, sf.lit(None))
    for ansi in ("true", "false"):
        spark.conf.set("spark.sql.ansi.enabled", ansi)
        try:
            with pytest.raises(PySparkException, match="net is out of range"):
                takst_spark.Totals(parts, (), ()).totals.collect()
        finally:
            spark.conf.unset("spark.sql.ansi.enabled")


def test_a_window_of_refund_counts_stays_of_all_partitions(spark: SparkSession, book: takst.Book) -> None:
    # 2024-01-01 to 2024-04-09 are 100 days, 2024-05-01 to 2024-05-31 are 31; 120 days of the window that begins with the first are refunded,
    # so 20 of May, at half of 1,000.00 a day: 50,000.00 and 10,000.00.
    stays = [
        {"case_id": "A", "citizen_id": "C", "first_day": date(2024, 1, 1), "last_day": date(2024, 4, 9)},
        {"case_id": "B", "citizen_id": " C ", "first_day": date(2024, 5, 1), "last_day": date(2024, 5, 31)},
    ]
    frames = [spark.createDataFrame(pa.Table.from_pylist([case(**stay)])) for stay in stays]
    rows = frames[0].unionByName(frames[1])
    assert rows.rdd.getNumPartitions() > 1
    refunds = takst_spark.price(rows, book, columns=["case_id", "refund"], partitions=16).lines.groupBy("case_id").agg(sf.sum("refund"))
    assert {tuple(row) for row in refunds.collect()} == {("A", Decimal("50000.00")), ("B", Decimal("10000.00"))}


def test_a_case_under_several_citizens_is_refused_for_each_of_them(spark: SparkSession, book: takst.Book) -> None:
    # B names three citizens. Each has another stay, whose refund is undetermined because a case of theirs is refused. D has no part in it.
    days = {"first_day": date(2024, 1, 1), "last_day": date(2024, 1, 10)}
    later = {"first_day": date(2024, 2, 1), "last_day": date(2024, 2, 10)}
    rows = [case(case_id="B", citizen_id=citizen, **days) for citizen in ("C1", "C2", "C3")]
    rows += [case(case_id=f"own-{citizen}", citizen_id=citizen, **later) for citizen in ("C1", "C2", "C3", "D")]
    table = pa.Table.from_pylist(rows)
    priced = takst_spark.price(spread(spark, table), book, partitions=16)
    local = book.price(table, **FORM)
    assert bag(priced.lines) == bag(without(local.lines, "row"))
    assert {row.code for row in priced.refused.collect()} == {"case.conflict"}
    outcomes = priced.lines.select("citizen_id", "refund_outcome").distinct().collect()
    assert {tuple(row) for row in outcomes} == {("C1", "undetermined"), ("C2", "undetermined"), ("C3", "undetermined"), ("D", "refunded")}


@pytest.mark.parametrize("is_there", [True, False])
def test_rows_without_citizens_are_told_apart_by_their_cases(spark: SparkSession, table: pa.Table, book: takst.Book, is_there: bool) -> None:
    few = table.slice(0, 1000)
    few = few.drop_columns(["citizen_id"])
    if is_there:
        few = few.append_column("citizen_id", pa.nulls(few.num_rows, pa.string()))
    priced = takst_spark.price(spread(spark, few), book, row="number").persist()
    local = book.price(few, **FORM)
    assert bag(priced.lines) == bag(renumbered(local.lines, few))
    assert bag(priced.refused.drop("message")) == bag(without(renumbered(local.refused, few), "message"))
    priced.unpersist()


def renumbered(rows: Any, table: pa.Table) -> pa.Table:
    """Local rows with the numbers that the sample gives them."""
    rows = pa.table(rows)
    numbers = table.column("number").to_pylist()
    places = [numbers[place - 1] for place in rows.column("row").to_pylist()]
    return rows.set_column(rows.column_names.index("row"), "row", pa.array(places, pa.int64()))


def test_no_rows_give_no_lines_and_totals_of_nothing(spark: SparkSession, table: pa.Table, book: takst.Book) -> None:
    empty = spark.createDataFrame(table.slice(0, 0))
    priced = takst_spark.price(empty, book, row="number")
    # Here an input without rows is an error; a frame of Spark is counted by nobody before its tasks run.
    assert types(priced.lines) == types(book.price(table.slice(0, 1), **FORM).lines)
    assert priced.lines.count() == priced.refused.count() == 0
    (nothing,) = takst_spark.totals(empty, book, cases=True).totals.collect()
    assert all(value == 0 for value in nothing)
    for by in (["year"], "year"):
        assert takst_spark.totals(empty, book, by=by, cases=True).totals.count() == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda df: df.withColumn("unit_price", sf.col("unit_price").cast("double")),
        lambda df: df.withColumn("first_day", sf.col("first_day").cast("timestamp")),
        lambda df: df.withColumn("payer", sf.array("payer")),
        lambda df: df.withColumn("hours", sf.col("first_day")),
        lambda df: df.drop("service", "payer"),
        lambda df: df.select("*", sf.col("payer")),
    ],
)
def test_columns_that_cannot_be_read_give_the_local_error(frame: DataFrame, book: takst.Book, change: Any) -> None:
    wrong = change(frame)
    arrow = takst_spark._one_row(wrong)
    with pytest.raises((TypeError, ValueError)) as local:
        book.price(arrow)
    for run in (takst_spark.price, takst_spark.totals):
        with pytest.raises(type(local.value)) as raised:
            run(wrong, book)
        assert str(raised.value) == str(local.value)


def test_what_is_no_frame_of_spark_or_no_number_is_said(frame: DataFrame, table: pa.Table, book: takst.Book) -> None:
    with pytest.raises(TypeError, match="pyarrow.lib.Table is no Spark DataFrame"):
        takst_spark.price(table, book)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="row: the column 'payer' is string"):
        takst_spark.price(frame, book, row="payer")
    with pytest.raises(ValueError, match="row: the frame has 0 columns 'nummer'"):
        takst_spark.totals(frame, book, row="nummer")
    gap = frame.withColumn("number", sf.when(sf.col("number") != 17, sf.col("number")))
    with pytest.raises(PySparkException, match="row: some rows have no number"):
        takst_spark.price(gap, book, row="number").lines.count()


def test_columns_are_found_by_their_exact_names(frame: DataFrame, table: pa.Table, book: takst.Book) -> None:
    # Spark takes names of columns in any case; takst does not, and names what it did not read.
    other = frame.withColumnRenamed("own_payment_per_day", "Own_Payment_Per_Day").withColumn("odd name`", sf.lit(1))
    priced = takst_spark.price(other, book, columns=["own_payment"])
    assert set(priced.unknown_columns) == {"number", "Own_Payment_Per_Day", "odd name`"}
    assert bag(priced.lines) == bag(book.price(table.drop_columns(["own_payment_per_day"]), columns=["own_payment"], **FORM).lines)


def test_another_version_on_a_worker_is_an_error(frame: DataFrame, book: takst.Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(takst, "__version__", "0.0.1")
    with pytest.raises(PySparkException, match="the driver has 0.0.1.*install the same one on every node"):
        takst_spark.price(frame, book).lines.count()


def test_a_result_that_is_kept_is_worked_out_once(frame: DataFrame, book: takst.Book) -> None:
    priced = takst_spark.price(frame, book, columns=["net"])

    def is_kept(rows: DataFrame) -> bool:
        return "InMemoryTableScan" in rows._jdf.queryExecution().executedPlan().toString().split("MapInArrow")[0]

    assert not is_kept(priced.lines)
    priced.persist()
    assert is_kept(priced.lines)
    assert is_kept(priced.refused)
    priced.unpersist()
    assert not is_kept(priced.refused)


def test_pieces_hold_whole_citizens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(takst_spark, "_PIECE", 3)
    batches = [[1, 1], [], [1, 1, 2], [2, 2, 2], [2], [3, 4, 5, 6], [7]]
    given = [pa.record_batch({takst_spark._CITIZEN: pa.array(keys, pa.int64())}) for keys in batches]
    pieces = [piece.column(0).to_pylist() for piece in takst_spark._pieces(given)]
    # A piece ends where, once it has three rows, a batch brings another citizen.
    assert pieces == [[1, 1, 1, 1, 2, 2, 2, 2, 2], [3, 4, 5, 6], [7]]


def test_small_pieces_change_nothing(table: pa.Table, book: takst.Book, monkeypatch: pytest.MonkeyPatch) -> None:
    # Without Spark: the work of a task on rows that are sorted by a stand-in for the key.
    local = book.price(table, **FORM)
    schema = takst_spark._tagged(pa.table(local.lines).schema, local.refused, numbered=True)
    work = takst_spark._Work(book, {}, None, tuple(pa.table(local.lines).column_names), None, False, False, True, schema)
    named = [row for row in table.to_pylist() if row["case_id"] and row["case_id"].startswith("S-")]
    rows = pa.Table.from_pylist(named, schema=table.schema)
    keys = pa.array([int(row["case_id"].split("-")[1]) // 10 for row in named], pa.int64())  # ten citizens share a key, as by a rare chance two do
    keyed = rows.rename_columns([takst_spark._ROW, *rows.column_names[1:]]).append_column(takst_spark._CITIZEN, keys).sort_by(
        [(takst_spark._CITIZEN, "ascending"), (takst_spark._ROW, "ascending")]
    )
    results = []
    for piece in (1, 100, 10**6):
        monkeypatch.setattr(takst_spark, "_PIECE", piece)
        results.append(bag(pa.Table.from_batches(list(work(iter(keyed.to_batches(max_chunksize=7)))), schema=schema).flatten()))
    assert sum(results[0].values()) > 5000
    assert results[0] == results[1] == results[2]


def test_citizens_are_joined_through_others() -> None:
    assert takst_spark._joined([[5, 3], [8, 5], [7, 6], [9, 9]]) == {5: 3, 3: 3, 8: 3, 7: 6, 6: 6, 9: 9}


def test_only_numbers_of_rows_are_renumbered() -> None:
    numbers = pa.chunked_array([[41, 42], [43]])
    one, two = "Row 2, column payer: 2 is not row 7. Row 3 has 9", "Row 3, column payer: 2 is not row 7. Row 4 has 9"
    assert takst_spark._renumbered(one, two, numbers) == "Row 42, column payer: 2 is not row 7. Row 43 has 9"
    assert takst_spark._renumbered(one, two, None) == "Row ?, column payer: 2 is not row 7. Row ? has 9"
