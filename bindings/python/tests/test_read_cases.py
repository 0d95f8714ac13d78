"""Case files as people have them, from Python: read, priced and explained as the command does it, with the places of the file in every message."""

import gzip
import io
import pickle
import subprocess
import sys
import warnings
from decimal import Decimal
from pathlib import Path

import openpyxl
import polars as pl
import pyarrow.parquet as pq
import pytest
import takst

FILES = Path(__file__).parents[3] / "crates" / "takst-io" / "tests" / "files"
TITLED = "Titel\n\nSagsnr.;Ydelse;Startdato;Slutdato;Betalingskommune;Aftalt pris;Enhed\n"
S1 = "S-1;mandecentret/efterforsorg;01-03-2022;31-03-2022;Aarhus;;\n"
S2 = "S-2;livarehab/individuelt-forloeb;01-03-2019;31-03-2019;København;14.250,00;måned\n"
# 31 days at 545.00; a month at 14,250.00.
NET = {"S-1": Decimal("16895.00"), "S-2": Decimal("14250.00")}
# The sheets of the files: 31 and 10 days at 545.00, a month at 14,250.00, 12.5 hours at 500.00.
SHEET_NET = {"S-1": Decimal("16895.00"), "S-2": Decimal("5450.00"), "S-3": Decimal("14250.00"), "S-4": Decimal("6250.00")}


@pytest.fixture
def write(tmp_path):
    def write(text: str, name: str = "sager.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def net(priced) -> dict[str, Decimal]:
    lines = pl.DataFrame(priced.lines).group_by("case_id").agg(pl.col("net").sum())
    return dict(lines.with_columns(pl.col("case_id").cast(pl.String)).rows())


def texts(frame) -> list[dict]:
    return frame.to_arrow().to_pylist()


def command(*words: str | Path) -> str:
    done = subprocess.run([sys.executable, "-m", "takst", *map(str, words), "--lang", "en"], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


# Whole files.


@pytest.mark.parametrize("name", ["openpyxl.xlsx", "xlwt.xls", "odfpy.ods"])
def test_workbooks_are_priced_by_their_path(name):
    with warnings.catch_warnings():
        # The row of sums of one of them is left out, and that is said.
        warnings.simplefilter("ignore", takst.CaseFileWarning)
        priced = takst.price(FILES / name)
        assert (priced.summary.cases, priced.summary.refused) == (4, 0)
        assert net(priced) == SHEET_NET
        assert [row["net"] for row in texts(takst.totals(str(FILES / name)))] == [sum(SHEET_NET.values())]


def test_formats_by_name(write, tmp_path):
    plain = "case_id,service,first_day,last_day,payer\nS-1,mandecentret/efterforsorg,2022-03-01,2022-03-31,751\n"
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(plain.encode()))
    write('{"case_id": "S-1", "service": "mandecentret/efterforsorg", "first_day": "2022-03-01", "last_day": "2022-03-31", "payer": "751"}\n', "a.jsonl")
    write(plain, "a.csv")
    pq.write_table(takst.read_cases(tmp_path / "a.csv").frame.to_arrow(), tmp_path / "a.parquet")
    for name in ("a.csv", "a.csv.gz", "a.jsonl", "a.parquet"):
        assert net(takst.price(tmp_path / name)) == {"S-1": NET["S-1"]}, name
        assert net(takst.price(takst.read_cases(tmp_path / name))) == {"S-1": NET["S-1"]}, name


def test_several_files_are_one(write):
    one, other = write("case_id,service,first_day,last_day,payer\nS-1,mandecentret/efterforsorg,2022-03-01,2022-03-31,751\n", "a.csv"), write(TITLED + S2, "b.csv")
    bad = takst.price([one, other])
    assert (bad.summary.cases, bad.summary.refused) == (2, 1)
    message = texts(bad.refused)[0]["message"]
    assert str(other) in message and "line 4" in message and "Startdato" in message
    both = takst.read_cases([one, str(other)], dates="dmy")
    assert net(takst.price(both)) == NET
    assert len(both) == 2 and both.paths == [one, other]
    assert takst.explain((one, other), case_id="S-1").statement.totals.net == NET["S-1"]


def test_what_is_no_case_file_is_an_error(write, tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere.xlsx"):
        takst.price(tmp_path / "nowhere.xlsx")
    with pytest.raises(FileNotFoundError, match="nowhere.xlsx"):
        takst.read_cases([write(TITLED + S1), tmp_path / "nowhere.xlsx"])
    with pytest.raises(IsADirectoryError):
        takst.read_cases(tmp_path)
    pdf = write("%PDF-1.7\n", "sager.csv")
    with pytest.raises(takst.FileError, match="sager.csv: .*PDF") as error:
        takst.totals(pdf)
    assert len(error.value.problems) == 1
    with pytest.raises(takst.FileError, match="payer"):
        takst.price(write("case_id,service,first_day\nS-1,x,2022-03-01\n"))
    with pytest.raises(takst.FileError, match="rows"):
        takst.price(write("case_id,service,first_day,payer\n"))
    # An option that only the command has is not advised.
    book = tmp_path / "sager.txt"
    book.write_bytes((FILES / "openpyxl.xlsx").read_bytes())
    with pytest.raises(takst.FileError, match=r"Give it a name that ends in \.xlsx, \.xls or \.ods\.$"):
        takst.price(book)
    for call in (lambda: takst.read_cases(3), lambda: takst.read_cases([]), lambda: takst.read_cases(pl.DataFrame())):
        with pytest.raises(TypeError, match="path: pass the path of a case file"):
            call()


# Options of reading.


def test_dates_and_maps(write):
    file = write(TITLED + S1 + S2)
    refused = texts(takst.price(file).refused)
    assert [fault["row"] for fault in refused if fault["column"] == "first_day"] == [1, 2]
    assert "line 4 of the file" in refused[0]["message"] and 'dates="dmy"' in refused[0]["message"] and "--dates" not in refused[0]["message"]
    assert net(takst.price(takst.read_cases(file, dates="dmy"))) == NET
    kolonner = write('dates = "dmy"\n[values.service]\n"Efterforsorg" = "mandecentret/efterforsorg"\n', "kolonner.toml")
    assert net(takst.price(takst.read_cases(write(TITLED + S1.replace("mandecentret/efterforsorg", "Efterforsorg")), map=kolonner))) == {"S-1": NET["S-1"]}
    with pytest.raises(ValueError, match='dates: "dym" is not one of "dmy", "mdy", "ymd"'):
        takst.read_cases(file, dates="dym")
    with pytest.raises(takst.FileError, match="kolonner.toml:1"):
        takst.read_cases(file, map=write('dato = "dmy"\n', "kolonner.toml"))
    with pytest.raises(FileNotFoundError, match="nowhere.toml"):
        takst.read_cases(file, map="nowhere.toml")
    with pytest.raises(takst.FileError, match="Sagsnr"):
        takst.read_cases(file, map=write('[columns]\ncase_id = "Sag"\n', "kolonner.toml"))


def test_a_sheet_by_its_name(tmp_path):
    book = openpyxl.Workbook()
    for name, days in (("Marts", 31), ("April", 30)):
        sheet = book.create_sheet(name)
        sheet.append(["case_id", "service", "first_day", "last_day", "payer"])
        month = {"Marts": "03", "April": "04"}[name]
        sheet.append(["S-1", "mandecentret/efterforsorg", f"2022-{month}-01", f"2022-{month}-{days}", "751"])
    path = tmp_path / "sager.xlsx"
    book.save(path)
    with pytest.raises(takst.FileError, match=r"“Marts”, “April”.*sheet="):
        takst.price(path)
    # 30 days at 545.00.
    assert net(takst.price(takst.read_cases(path, sheet="April"))) == {"S-1": Decimal("16350.00")}
    with pytest.raises(takst.FileError, match="Maj"):
        takst.read_cases(path, sheet="Maj")


def test_pseudonyms_leave_no_number_behind(write, tmp_path):
    key = tmp_path / "key"
    command("pseudonyms", "new", key)
    head, row = "case_id,citizen_id,service,first_day,last_day,payer\n", "010190-1234,mandecentret/efterforsorg,2022-03-01,2022-03-31,751\n"
    file = write(f"{head}S-1,{row}S-2,{row}")
    refused = takst.price(file)
    assert refused.summary.refused == 2 and "pseudonyms=KEYFILE" in texts(refused.refused)[0]["message"]
    read = takst.read_cases(file, pseudonyms=key)
    priced = takst.price(read, findings=True)
    names = set(pl.DataFrame(priced.lines)["citizen_id"].to_list())
    assert priced.summary.refused == 0 and len(names) == 1 and next(iter(names)).startswith("p-")
    for said in (priced.lines, priced.findings, read.frame):
        assert "0101901234" not in str(texts(said)).replace("-", "")
    assert "1234" not in repr(read) + repr(takst.explain(read, case_id="S-1").text())
    with pytest.raises(takst.FileError, match="no key of pseudonyms"):
        takst.read_cases(file, pseudonyms=file)


# Problems have their places.


def test_messages_name_line_and_heading(write):
    priced = takst.price(takst.read_cases(write(TITLED + S1 + S2.replace("31-03-2019", "31-02-2019")), dates="dmy"))
    assert net(priced) == {"S-1": NET["S-1"]}
    [fault] = texts(priced.refused)
    assert (fault["case_id"], fault["row"], fault["column"], fault["value"]) == ("S-2", 2, "last_day", "31-02-2019")
    assert "line 5 of the file" in fault["message"] and "Slutdato" in fault["message"]
    danish = takst.Book(lang="da").price(takst.read_cases(write(TITLED + S1), lang="da"))
    assert "linje 4" in texts(danish.refused)[0]["message"]


def test_messages_name_the_row_of_the_sheet(tmp_path):
    book = openpyxl.load_workbook(FILES / "openpyxl.xlsx")
    sheet = book.active
    sheet.insert_rows(1, 3)
    sheet["A1"] = "Udtræk"
    sheet["E6"] = "Odnese"
    path = tmp_path / "sager.xlsx"
    book.save(path)
    priced = takst.price(path, findings=True)
    assert priced.summary.refused == 1
    [fault] = texts(priced.refused)
    assert "Betalingskommune" in fault["message"] and "6" in fault["message"]
    codes = [finding["code"] for finding in texts(priced.findings)]
    assert "heading.below" in codes and "heading.read-as" in codes


def test_what_is_left_out_is_a_warning(write):
    file = write(TITLED + S1 + ";;;;;;\nI alt;;;;;14.250,00;\n")
    with pytest.warns(takst.CaseFileWarning, match=r"sager\.csv: .*I alt") as caught:
        read = takst.read_cases(file, dates="dmy")
    assert len(caught) == 1 and caught[0].filename == __file__
    assert {"heading.below", "heading.read-as", "row.total"} == {finding["code"] for finding in texts(read.findings)}
    assert net(takst.price(read)) == {"S-1": NET["S-1"]}
    with pytest.warns(takst.UnknownColumnWarning, match="prior_stay_too"):
        assert takst.price(write("case_id,service,first_day,last_day,payer,prior_stay_too\nS-1,mandecentret/efterforsorg,2022-03-01,2022-03-31,751,\n")).summary.unknown_columns == ["prior_stay_too"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        takst.price(write(TITLED + S1 + ";;;;;;\n"))


# The object.


def test_a_case_file_is_a_frame_of_texts(write):
    read = takst.read_cases(write(TITLED + S1 + S2), dates="dmy")
    assert read.columns == ["case_id", "service", "first_day", "last_day", "payer", "unit_price", "unit"]
    assert pl.DataFrame(read).row(1) == ("S-2", "livarehab/individuelt-forloeb", "2019-03-01", "2019-03-31", "København", "14250.00", "month")
    assert pl.DataFrame(read)["unit_price"].to_list() == [None, "14250.00"]
    assert len(read) == 2 and len(read.sha256) == 64
    by_columns, by_file = takst.price(pl.DataFrame(read)), takst.price(read)
    assert texts(by_columns.lines) == texts(by_file.lines)
    assert sum(len(batch) for batch in takst.stream(read)) == len(by_file.lines)
    shown = repr(read)
    assert shown.startswith("CaseFile sager.csv: 2 rows × 7 columns") and "2022-03-01" in shown and "Sagsnr. = case_id" in shown
    assert read._repr_html_().startswith("<table>") and "Sagsnr. = case_id" in read._repr_html_()
    with pytest.raises(TypeError, match="cannot pickle"):
        pickle.dumps(read)
    with pytest.raises(ValueError, match="takst.read_cases reads other case files"):
        takst.stream("sager.csv")


def test_a_cell_that_could_mean_two_things_is_no_text_of_a_frame(write):
    """14.250 is fourteen thousand in a Danish file; as text with a dot it would be fourteen and a quarter."""
    read = takst.read_cases(write(TITLED + S1 + S2.replace("14.250,00", "14.250")), dates="dmy")
    priced = takst.price(read)
    assert net(priced) == {"S-1": NET["S-1"]} and texts(priced.refused)[0]["value"] == "14.250"
    for taken in (lambda: read.frame, lambda: pl.DataFrame(read), lambda: takst.stream(read)):
        with pytest.raises(Exception, match="line 5 of the file.*14.250"):
            taken()
    assert "1 cell or row cannot be read: price refuses their cases" in repr(read)


# Answers.


def test_sums_are_those_of_the_lines_and_of_frames(write):
    read = takst.read_cases(write(TITLED + S1 + S2), dates="dmy")
    frame = pl.DataFrame(read)
    for by in (None, "month", ["year", "service", "payer"], ["account", "refund_outcome", "refund_reason"], ["case_id", "citizen_id"]):
        for cases in (False, True):
            ours, theirs = takst.totals(read, by=by, cases=cases), takst.totals(frame, by=by, cases=cases)
            assert ours == theirs, by
    assert takst.totals(read).summary == takst.totals(frame).summary
    assert texts(takst.totals(read, by="case_id"))[1]["net"] == NET["S-2"]
    dearer = takst.default_book().changed(tariffs=takst.Rise(10, since="2022-01-01", services=["mandecentret"]))
    change = takst.compare(takst.default_book(), dearer, read, by="case_id")
    assert change == takst.compare(takst.default_book(), dearer, frame, by="case_id")
    # A tenth of 16,895.00.
    assert [row["net_change"] for row in texts(change)] == [Decimal("1689.50"), Decimal("0.00")]
    assert takst.capacity(read) == takst.capacity(frame)


def test_columns_and_types_are_those_of_frames(write):
    read = takst.read_cases(write(TITLED + S1 + S2), dates="dmy")
    frame = pl.DataFrame(read)
    for options in ({"columns": ["net", "case_id"]}, {"money": "decimal64"}, {"text": "plain", "until": "2022-03-15"}, {"month": "2019-03"}):
        assert takst.price(read, **options).lines == takst.price(frame, **options).lines, options
    with pytest.raises(ValueError, match="columns: lines have no column"):
        takst.price(read, columns="nte")


def test_lines_are_those_of_the_command(write):
    file = write(TITLED + S1 + S2 + S1.replace("S-1", "S-3").replace("31-03-2022", "31-02-2022"))
    ours = pl.DataFrame(takst.price(takst.read_cases(file, dates="dmy"), text="plain").lines)
    theirs = pl.read_csv(io.StringIO(command("price", file, "--dates", "dmy", "--format", "csv")), infer_schema=False)
    assert ours.columns == theirs.columns and len(ours) == len(theirs) == 2
    for column in ("case_id", "row", "net", "vat", "refund_reason", "month", "gross"):
        assert [str(value) for value in ours[column]] == theirs[column].to_list(), column


def test_a_case_is_explained_with_its_citizens_others(write):
    """100 days of the window are used before the second stay: 20 of its 31 days are below the cap of 120 (R9.3), each 1,720.00 and half of it refunded."""
    book = takst.Book(catalogue=Path(__file__).parents[1] / "notebooks" / "catalogue")
    head, stay = "case_id,citizen_id,service,first_day,last_day,payer\n", {"service": "opdigtet/ophold", "payer": "751"}
    stays = write(f"{head}S-1,B-1,opdigtet/ophold,2024-01-01,2024-04-09,751\nS-2,B-1,opdigtet/ophold,2024-05-01,2024-05-31,751\n")
    for given in (stays, takst.read_cases(stays), takst.read_cases(stays).frame):
        explained = book.explain(given, case_id="S-2")
        assert explained.statement.totals.refund == Decimal("17200.00")
        assert "without" not in repr(explained)
        with pytest.raises(ValueError, match="no case .B-1.; it is a citizen, whose cases are S-1, S-2"):
            book.explain(given, case_id="B-1")
    alone = book.explain(takst.Case.single("S-2", citizen_id="B-1", first_day="2024-05-01", last_day="2024-05-31", **stay))
    assert alone.statement.totals.refund == Decimal("26660.00")
    assert "without the citizen's other cases" in repr(alone)
    assert alone.statement.note is not None and alone.statement.note in " ".join(alone.text().split())
    file = write(TITLED + S1 + S2)
    with pytest.raises(ValueError, match="case_id: the file has no case .S-11.; did you mean S-1"):
        takst.explain(file, case_id="S-11")
    explained = takst.explain(takst.read_cases(file, dates="dmy"), case_id="S-1")
    assert explained.statement.totals.net == NET["S-1"]
    assert takst.read_cases(file).sha256 in explained.json()


def test_progress_and_ledger(write, tmp_path):
    head = "case_id,service,first_day,last_day,payer\n"
    file = write(head + "".join(f"S-{n},mandecentret/efterforsorg-basis,2024-01-01,2024-01-31,101\n" for n in range(9)) + "S-9,mandecentret/efterforsorg-basis,2024-01-32,2024-01-31,101\n")
    seen = []
    takst.price(file, progress=seen.append)
    assert (seen[-1].rows, seen[-1].cases, seen[-1].refused, seen[-1].total, seen[-1].done) == (10, 10, 1, 10, True)
    root = Path(__file__).parents[3]
    parties = takst.Parties.load(root / "docs" / "examples" / "parties.toml")
    ledger = takst.Ledger.create(tmp_path / "books.ledger", "2024-01", parties=parties)
    issued = ledger.invoice(takst.read_cases(file), date="2024-02-01")
    assert issued.counts["issue"] == 9
    assert "line 11 of the file" in texts(issued.refused)[0]["message"]


# Frames.


def test_a_decimal_comma_in_a_frame_is_named():
    row = {"case_id": "S-2", "service": "livarehab/individuelt-forloeb", "first_day": "2019-03-01", "last_day": "2019-03-31", "payer": "101", "unit": "month"}
    for text, right in (("14.250,00", "14250.00"), ("14250,00", "14250.00"), ("14250,5", "14250.5")):
        [fault] = texts(takst.price(pl.DataFrame([row | {"unit_price": text}])).refused)
        assert fault["code"] == "value.invalid" and right in fault["message"], fault
