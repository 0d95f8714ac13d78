"""Case files priced on Spark: all rows of a citizen in one task, the same lines as anywhere else, to the øre.

    priced = takst.spark.price(cases, row="number")
    priced.lines.write.parquet("lines")
    priced.refused.show()

Needs PySpark 4.2 with pandas and pyarrow, here and on every worker. The guide is docs/SPARK.md.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal, Self

import pyarrow as pa
import pyarrow.compute as pc
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as sf
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_type
from pyspark.sql.types import ByteType, DataType, IntegerType, LongType, ShortType
from pyspark.storagelevel import StorageLevel

import takst

__all__ = ["Priced", "Totals", "price", "totals"]

# Columns that travel beside those of the case file and of the lines.
_CITIZEN = "__takst_citizen"
_ROW = "__takst_row"
_PROBLEM = "__takst_problem"

# Fields of a problem beside those that the package gives.
_IS_FINDING = "is_finding"

# Rows priced at a time: enough that a call costs nothing beside them, few enough that their lines take some tens of megabytes.
_PIECE = 32_768
# Lines handed to Spark at a time.
_BATCH = 16_384

# A reference is read without the white space around it.
_SPACE = "".join(filter(str.isspace, map(chr, range(0x3001))))

# What Spark reads of what takst writes.
_FORM: dict[str, Any] = {"money": "decimal128", "text": "plain"}


class _Result:
    """One run over the rows, whose results are separated when they are read."""

    def __init__(self, run: DataFrame, unknown_columns: Sequence[str]) -> None:
        self._run = run
        self.unknown_columns = tuple(unknown_columns)
        """Columns that no case file has; they were not read."""

    @property
    def refused(self) -> DataFrame:
        """Every fault of every refused case: `severity`, `code`, `case_id`, `row` (with `row=`), `column`, `value`, `message`."""
        return self._problems(is_finding=False)

    def _problems(self, *, is_finding: bool) -> DataFrame:
        problem = sf.col(_PROBLEM)
        of_kind = self._run.where(problem.isNotNull() & (problem[_IS_FINDING] == sf.lit(is_finding)))
        return of_kind.select(f"{_PROBLEM}.*").drop(_IS_FINDING)

    def _priced(self) -> DataFrame:
        return self._run.where(sf.col(_PROBLEM).isNull()).drop(_PROBLEM)

    def persist(self, level: StorageLevel = StorageLevel.MEMORY_AND_DISK_DESER) -> Self:
        """Keeps what the first action works out, so that the others need no run of their own."""
        self._run.persist(level)
        return self

    def unpersist(self) -> Self:
        """Lets it go."""
        self._run.unpersist()
        return self


class Priced(_Result):
    """Lines and problems of a run. Each action on one of its frames is a run, unless the result is kept with `persist`."""

    def __init__(self, run: DataFrame, unknown_columns: Sequence[str], *, findings: bool) -> None:
        super().__init__(run, unknown_columns)
        self._has_findings = findings

    @property
    def lines(self) -> DataFrame:
        """The lines of all cases that could be priced, in no order."""
        return self._priced()

    @property
    def findings(self) -> DataFrame:
        """Warnings and notes, which change no price, with the columns of `refused`. Columns that are not read are in `unknown_columns`."""
        if not self._has_findings:
            raise ValueError("findings were not asked for: price(..., findings=True)")
        return self._problems(is_finding=True)


class Totals(_Result):
    """Totals and problems of a run. Each action on one of its frames is a run, unless the result is kept with `persist`."""

    def __init__(self, run: DataFrame, unknown_columns: Sequence[str], by: Sequence[str]) -> None:
        super().__init__(run, unknown_columns)
        self._by = tuple(by)

    @property
    def totals(self) -> DataFrame:
        """One row for each group, in no order."""
        parts = self._priced()
        summed = [field for field in parts.schema.fields if field.name not in self._by]
        # All rows of a case are in one task and priced at once, so no case is counted twice in a group.
        sums = parts.groupBy(*self._by).agg(*(sf.sum(field.name).alias(field.name) for field in summed))
        return sums.select(*self._by, *(_exact(field.name, field.dataType) for field in summed))


def _exact(name: str, type_: DataType) -> Column:
    """A sum in the type of its parts. One that does not fit ends the job, also where Spark is set to make nulls of such."""
    total = sf.coalesce(sf.col(name), sf.lit(0))  # totals of no rows at all
    misfit = sf.raise_error(sf.lit(f"{name} is out of range: a total does not fit into {type_.simpleString()}"))
    return sf.coalesce(total.try_cast(type_), misfit.cast(type_)).alias(name)


def price(
    df: DataFrame,
    book: takst.Book | None = None,
    *,
    columns: Sequence[str] | None = None,
    row: str | None = None,
    findings: bool = False,
    month: date | str | None = None,
    from_: date | str | None = None,
    until: date | str | None = None,
    lang: Literal["da", "en"] | None = None,
    partitions: int | None = None,
) -> Priced:
    """Prices a Spark frame of cases into lines.

    `columns` chooses and orders the columns of lines. `row` names a column of whole numbers, one for each row and no two alike: it is then what lines
    and problems show as `row`, and the order in which rows of a case are read. Spark keeps no order of rows, so without it lines have no `row`, and
    rows are read in the order of their columns. `partitions` is the number of tasks; by default Spark chooses. The rest is as in `Book.price`.

    Where cases name citizens, one small job runs at once: it finds the cases that name several. All else waits for an action.
    """
    book = takst.default_book() if book is None else book
    columns = [columns] if isinstance(columns, str) else columns
    window: dict[str, Any] = {"month": month, "from_": from_, "until": until}
    priced = book.price(_one_row(df), columns=None if columns is None else list(columns), findings=findings, lang=lang, **window, **_FORM)
    schema = _schema(priced.lines)
    if row is None and "row" in (columns or ()):
        raise ValueError("columns: rows have no number on Spark; name a column that numbers them with row=")
    wanted = [name for name in schema.names if row is not None or name != "row"]
    fields_ = [schema.field(name) for name in wanted]
    work = _Work(book, window, lang, tuple(wanted), None, False, findings, row is not None, _tagged(fields_, priced.refused, numbered=row is not None))
    unknown = priced.summary.unknown_columns
    return Priced(_run(df, unknown, row, partitions, work), unknown, findings=findings)


def totals(
    df: DataFrame,
    book: takst.Book | None = None,
    *,
    by: Sequence[str] = (),
    cases: bool = False,
    row: str | None = None,
    month: date | str | None = None,
    from_: date | str | None = None,
    until: date | str | None = None,
    lang: Literal["da", "en"] | None = None,
    partitions: int | None = None,
) -> Totals:
    """Prices a Spark frame of cases into totals, without lines: as `Book.totals`, with `row` and `partitions` as in `price`."""
    book = takst.default_book() if book is None else book
    by = [by] if isinstance(by, str) else by
    window: dict[str, Any] = {"month": month, "from_": from_, "until": until}
    summed = book.totals(_one_row(df), by=list(by), cases=cases, lang=lang, **window, **_FORM)
    # A group has two names; its column has one of them.
    by = summed.columns[: len(by)]
    schema = _schema(summed)
    tagged = _tagged(schema, summed.refused, numbered=row is not None)
    work = _Work(book, window, lang, None, tuple(by), cases, False, row is not None, tagged)
    unknown = summed.summary.unknown_columns
    return Totals(_run(df, unknown, row, partitions, work), unknown, by)


def _schema(result: Any) -> pa.Schema:
    return pa.table(result).schema


def _one_row(df: DataFrame) -> pa.Table:
    """The columns with a row of nothing: priced here, they give the errors, the columns and the types that all rows would."""
    if not isinstance(df, DataFrame):
        raise TypeError(f"{type(df).__module__}.{type(df).__qualname__} is no Spark DataFrame; price frames of other libraries with takst.Book.price")
    if df.isStreaming:
        raise TypeError("a streaming DataFrame never has all rows of a citizen; price each batch of it with foreachBatch, where batches hold whole citizens")
    return _nobody(pa.schema([pa.field(field.name, _arrow(field.dataType)) for field in df.schema.fields]))


def _arrow(type_: DataType) -> pa.DataType:
    try:
        return to_arrow_type(type_, timezone="UTC")
    except Exception:  # Spark raises errors of several kinds for types that have no counterpart
        return pa.list_(pa.null())


def _tagged(fields_: Iterable[pa.Field], problems: Any, *, numbered: bool) -> pa.Schema:
    """Lines or totals with a column for problems: a row has either."""
    problem = [field for field in _schema(problems) if numbered or field.name != "row"]
    problem.append(pa.field(_IS_FINDING, pa.bool_()))
    struct = pa.struct([field.with_nullable(True) for field in problem])
    return pa.schema([*(field.with_nullable(True) for field in fields_), pa.field(_PROBLEM, struct)])


def _run(df: DataFrame, unknown: Sequence[str], row: str | None, partitions: int | None, work: _Work) -> DataFrame:
    known = [name for name in df.columns if name not in set(unknown)]
    cases = _together(df, known, row)
    cases = cases.repartition(_CITIZEN) if partitions is None else cases.repartition(partitions, _CITIZEN)
    # Rows of a citizen lie together, in an order that is the same in every run: a task that is tried again gives the same lines.
    cases = cases.sortWithinPartitions(_CITIZEN, *([_ROW] if row is not None else known))

    def task(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return work(batches)

    return cases.mapInArrow(task, from_arrow_schema(work.schema))


def _together(df: DataFrame, known: Sequence[str], row: str | None) -> DataFrame:
    """The columns of the case file with a number that is the same on all rows that are priced together."""
    case = _reference("case_id")
    citizen = sf.coalesce(_reference("citizen_id"), case) if "citizen_id" in known else case
    # Rows without a citizen are cases by themselves, and need not all come to one task.
    alone = sf.xxhash64(*(sf.col(name) for name in known))
    numbers = [] if row is None else [_number(df, row).alias(_ROW)]
    key = sf.when(citizen.isNull(), alone).otherwise(sf.xxhash64(citizen))
    cases = df.select(*(sf.col(name) for name in known), *numbers, key.alias(_CITIZEN))
    if "citizen_id" not in known:
        return cases
    named = df.where(case.isNotNull()).select(sf.xxhash64(case).alias("case"), sf.xxhash64(citizen).alias("citizen"))
    several = named.groupBy("case").agg(sf.collect_set("citizen").alias("citizens")).where(sf.size("citizens") > 1)
    joined = _joined(found["citizens"] for found in several.select("citizens").collect())
    if not joined:
        return cases
    links = df.sparkSession.createDataFrame(list(joined.items()), "citizen long, together long")
    linked = cases.join(sf.broadcast(links), cases[_CITIZEN] == links["citizen"], "left")
    return linked.withColumn(_CITIZEN, sf.coalesce("together", _CITIZEN)).drop("citizen", "together")


def _reference(name: str) -> Column:
    return sf.nullif(sf.btrim(sf.col(name).cast("string"), sf.lit(_SPACE)), sf.lit(""))


def _number(df: DataFrame, row: str) -> Column:
    types = [field.dataType for field in df.schema.fields if field.name == row]
    if len(types) != 1:
        raise ValueError(f"row: the frame has {len(types)} columns {row!r}")
    if not isinstance(types[0], (ByteType, ShortType, IntegerType, LongType)):
        raise TypeError(f"row: the column {row!r} is {types[0].simpleString()}; rows are numbered with whole numbers")
    return sf.col(f"`{row}`").cast("long")


def _joined(sets: Iterable[Sequence[int]]) -> dict[int, int]:
    """Citizens whom a case names together, directly or through others, each with the least of them."""
    towards: dict[int, int] = {}

    def least(citizen: int) -> int:
        while towards.setdefault(citizen, citizen) != citizen:
            towards[citizen] = towards[towards[citizen]]
            citizen = towards[citizen]
        return citizen

    for first, *others in sets:
        for other in others:
            one, two = least(first), least(other)
            towards[max(one, two)] = min(one, two)
    return {citizen: least(citizen) for citizen in towards}


@dataclass(frozen=True)
class _Work:
    """What a task does: it goes to the workers with the book."""

    book: takst.Book
    window: Mapping[str, Any]
    lang: Literal["da", "en"] | None
    columns: tuple[str, ...] | None
    """Columns of lines; None: totals are wanted."""
    by: tuple[str, ...] | None
    cases: bool
    findings: bool
    is_numbered: bool
    schema: pa.Schema
    """Of what it gives: lines or totals, with problems beside them."""

    def __reduce__(self) -> tuple[Any, ...]:
        # In bytes, so that the version is looked at before anything of it is read.
        return _unpacked, (takst.__version__, pickle.dumps(tuple(getattr(self, field.name) for field in fields(self))))

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for piece in _pieces(batches):
            keys, numbers = piece.column(_CITIZEN), piece.column(_ROW) if self.is_numbered else None
            if numbers is not None and numbers.null_count:
                raise ValueError("row: some rows have no number; every row needs one")
            rows = piece.drop_columns([_CITIZEN] if numbers is None else [_CITIZEN, _ROW])
            priced = self._totals(rows) if self.columns is None else self._price(rows, self.columns, findings=self.findings)
            result = pa.table(priced if self.columns is None else priced.lines)
            yield from self._batches(result, numbers)
            yield from self._problems(priced, rows, keys, numbers)

    def _price(self, rows: pa.Table, columns: Sequence[str], *, findings: bool) -> Any:
        return self.book.price(rows, columns=list(columns), findings=findings, lang=self.lang, threads=1, **self.window, **_FORM)

    def _totals(self, rows: pa.Table) -> Any:
        return self.book.totals(rows, by=list(self.by or ()), cases=self.cases, lang=self.lang, threads=1, **self.window, **_FORM)

    def _batches(self, result: pa.Table, numbers: pa.ChunkedArray | None) -> Iterator[pa.RecordBatch]:
        if numbers is not None and "row" in result.column_names:
            place = result.column_names.index("row")
            result = result.set_column(place, result.field("row"), numbers.take(pc.subtract(result.column("row"), 1)))
        for batch in result.to_batches(max_chunksize=_BATCH):
            none = pa.nulls(batch.num_rows, self.schema.field(_PROBLEM).type)
            yield pa.RecordBatch.from_arrays([*batch.columns, none], schema=self.schema)

    def _problems(self, priced: Any, rows: pa.Table, keys: pa.ChunkedArray, numbers: pa.ChunkedArray | None) -> Iterator[pa.RecordBatch]:
        found = [pa.table(priced.refused)] + ([pa.table(priced.findings)] if self.findings else [])
        places = pc.subtract(pa.concat_tables(found).column("row"), 1)
        if len(places) == 0:
            return
        # Texts name rows too, by their place among those priced. Citizens with problems are priced twice more by themselves, the second time after a row that
        # names no citizen: what differs between the two texts of a problem is the number of a row, whatever the language.
        concerned = pc.is_in(keys, value_set=pc.unique(keys.take(places)))
        of_rows = None if numbers is None else numbers.filter(concerned)
        alone = rows.filter(concerned)
        after = pa.concat_tables([alone.schema.empty_table(), _nobody(alone.schema), alone])
        first, second = (self._price(of, ["line"], findings=self.findings) for of in (alone, after))
        yield from self._said(pa.table(first.refused), pa.table(second.refused), of_rows, is_finding=False)
        if self.findings:
            yield from self._said(pa.table(first.findings), pa.table(second.findings), of_rows, is_finding=True)

    def _said(self, once: pa.Table, again: pa.Table, numbers: pa.ChunkedArray | None, *, is_finding: bool) -> Iterator[pa.RecordBatch]:
        again = again.filter(pc.greater(again.column("row"), 1))
        texts = zip(once.column("message").to_pylist(), again.column("message").to_pylist(), strict=True)
        said = {
            "message": pa.array([_renumbered(one, two, numbers) for one, two in texts], pa.string()),
            _IS_FINDING: pa.array([is_finding] * once.num_rows, pa.bool_()),
        }
        if numbers is not None:
            said["row"] = numbers.take(pc.subtract(once.column("row"), 1))
        type_ = self.schema.field(_PROBLEM).type
        columns = [said.get(field.name, once.column(field.name) if field.name in once.column_names else None) for field in type_]
        problems = pa.Table.from_arrays(columns, schema=pa.schema(list(type_)))
        for batch in problems.to_batches(max_chunksize=_BATCH):
            none = [pa.nulls(batch.num_rows, field.type) for field in self.schema if field.name != _PROBLEM]
            struct = pa.StructArray.from_arrays(batch.columns, fields=list(type_))
            yield pa.RecordBatch.from_arrays([*none, struct], schema=self.schema)


def _unpacked(version: str, packed: bytes) -> _Work:
    if version != takst.__version__:
        raise RuntimeError(
            f"this worker has takst {takst.__version__}, the driver has {version}: two versions may price differently; install the same one on every node"
        )
    return _Work(*pickle.loads(packed))  # noqa: S301, written by the driver of this very job


def _pieces(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Sorted rows in pieces, none of whose citizens has rows in another."""
    waiting: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        if rows >= _PIECE and batch.num_rows:
            last = waiting[-1].column(_CITIZEN)[-1]
            end = pc.index(pc.not_equal(batch.column(_CITIZEN), last), True).as_py()
            if end >= 0:
                yield pa.Table.from_batches([*waiting, batch.slice(0, end)])
                waiting, rows, batch = [], 0, batch.slice(end)
        if batch.num_rows:
            waiting.append(batch)
            rows += batch.num_rows
    if waiting:
        yield pa.Table.from_batches(waiting)


def _nobody(schema: pa.Schema) -> pa.Table:
    return pa.Table.from_arrays([pa.nulls(1, field.type) for field in schema], schema=pa.schema([field.with_nullable(True) for field in schema]))


def _renumbered(one: str, two: str, numbers: pa.ChunkedArray | None) -> str:
    """A text with the numbers of rows, where it has their places; `two` is the same text with places one greater."""
    parts = []
    for place, next_ in zip(re.split(r"(\d+)", one), re.split(r"(\d+)", two), strict=True):
        if place == next_:
            parts.append(place)
        else:
            parts.append("?" if numbers is None else str(numbers[int(place) - 1].as_py()))
    return "".join(parts)
