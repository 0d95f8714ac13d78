"""The workbook and the page of the command, from Python: the same bytes, and the amounts of the lines."""

import datetime
import io
import pickle
import subprocess
import sys
import warnings
from decimal import Decimal
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import takst

ROOT = Path(__file__).parents[3]
CASES = ROOT / "docs" / "examples" / "cases.csv"
CASE = takst.Case.single("S-1", service="mandecentret/efterforsorg-basis", first_day="2023-03-20", last_day="2023-04-10", payer="101")


def command(*words: str | Path) -> bytes:
    done = subprocess.run([sys.executable, "-m", "takst", *map(str, words)], capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def opened(workbook: takst.Workbook) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(bytes(workbook)))


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_files_are_those_of_the_command(lang):
    assert bytes(takst.workbook(CASES, lang=lang)) == command("price", CASES, "--format", "xlsx", "--lang", lang)
    assert takst.report(CASES, lang=lang).html.encode() == command("report", CASES, "--lang", lang)
    until = takst.report(str(CASES), lang=lang, from_="2023-01", until="2023-04-30").html
    assert until.encode() == command("report", CASES, "--lang", lang, "--from", "2023-01-01", "--until", "2023-04-30")


def test_amounts_of_the_workbook_are_those_of_the_lines():
    priced = takst.price(CASES, text="plain")
    workbook = takst.workbook(takst.read_cases(CASES))
    heading, *lines = opened(workbook)["Lines"].iter_rows(values_only=True)
    ours = pl.DataFrame(priced.lines)
    assert len(lines) == len(ours) > 10
    names = {
        "net": "Amount ex VAT",
        "vat": "VAT",
        "refund": "State refund",
        "own_payment": "Own payment",
        "at_stake": "Undetermined refund",
        "cost": "Cost to the municipality",
        "gross": "Amount with VAT",
    }
    for column, name in names.items():
        found = [row[heading.index(name)] for row in lines]
        assert all(isinstance(amount, (int, float)) for amount in found), column
        # A spreadsheet has floats: each is the nearest to an amount of whole øre.
        assert [Decimal(f"{amount:.2f}") for amount in found] == ours[column].to_list(), column
    days = {type(cell) for row in lines for cell in row}
    assert datetime.datetime in days


def test_any_cases_will_do(tmp_path):
    frame = takst.read_cases(CASES).frame
    of_file = takst.workbook(CASES)
    for given in (takst.read_cases(CASES), frame, pl.DataFrame(frame), [CASE], (CASE,), CASE):
        workbook, report = takst.workbook(given), takst.report(given)
        assert workbook.summary == report.summary and workbook.refused == report.refused
        assert len(opened(workbook).sheetnames) == 6
    assert takst.workbook(frame).summary == of_file.summary
    path = tmp_path / "lines.xlsx"
    path.write_text("old", encoding="utf-8")
    of_file.save(path)
    assert path.read_bytes() == bytes(of_file)
    page = tmp_path / "rapport.html"
    takst.report(CASES).save(str(page))
    assert page.read_text(encoding="utf-8") == takst.report(CASES).html
    with pytest.raises(FileNotFoundError, match="nowhere"):
        of_file.save(tmp_path / "nowhere" / "lines.xlsx")
    with pytest.raises(FileNotFoundError, match=r"nowhere\.csv"):
        takst.report("nowhere.csv")
    with pytest.raises(ValueError, match="there is no case"):
        takst.workbook([])


def test_refused_cases_have_their_place(tmp_path):
    path = tmp_path / "sager.csv"
    path.write_text(
        "Udtræk\n\nSagsnr.;Ydelse;Startdato;Slutdato;Betalingskommune;Aftalt pris\n"
        "S-1;mandecentret/efterforsorg-basis;2023-03-20;2023-04-10;Aarhus;\nS-2;mandecentret/efterforsorg-basis;2023-03-20;2023-02-30;Aarhus;\nI alt;;;;;99,50\n",
        encoding="utf-8",
    )
    book = takst.Book(lang="da")
    with pytest.warns(takst.CaseFileWarning, match="I alt") as caught:
        report = book.report(path)
    assert len(caught) == 1 and caught[0].filename == __file__
    assert (report.summary.cases, report.summary.refused) == (2, 1)
    [fault] = report.refused.to_arrow().to_pylist()
    assert "linje 5" in fault["message"] and "Slutdato" in fault["message"]
    assert "linje 5" in report.html and "sager.csv" in report.html
    # 12 and 10 days at 545.00 and 435.00.
    assert "10.890,00" in report.html
    assert repr(report) == "Report(rows=2, cases=2, refused=1, lines=2)\n1 case of 2 refused (1 fault): see .refused"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sheets = opened(book.workbook(path))
    cells = [str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert "linje 5" in cells and "Slutdato" in cells and any("I alt" in cell for cell in cells)


def test_reports_are_values_and_show_themselves():
    report, workbook = takst.report(CASE), takst.workbook(CASE)
    for made in (report, workbook):
        again = pickle.loads(pickle.dumps(made))
        assert again == made and hash(again) == hash(made) and again.summary == made.summary and repr(again) == repr(made)
    assert report != takst.report(CASE, lang="da") and workbook != takst.workbook(CASE, lang="da")
    shown = report._repr_html_()
    assert shown.startswith("<iframe srcdoc=") and "<html" not in shown and "allow-scripts" in shown and "allow-same-origin" not in shown
    seen = []
    takst.report(CASES, progress=seen.append)
    assert seen[-1].done and seen[-1].rows == len(takst.read_cases(CASES))
