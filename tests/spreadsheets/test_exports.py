"""Spreadsheets as people export them, made by openpyxl and by LibreOffice, each priced by the command with the result expected.

Variables: TAKST, the program. LibreOffice (`soffice`) must be installed.
"""

import csv
import datetime as dt
import io
import os
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

TAKST = os.environ.get("TAKST", "takst")
DANISH = ["Sagsnummer", "Ydelse", "Startdato", "Slutdato", "Betalingskommune", "Aftalt pris", "Enhed", "Bemærkning"]
ROWS = [
    ["S-1", "mandecentret/efterforsorg", dt.date(2022, 3, 1), dt.date(2022, 3, 31), "Aarhus", None, None, "æøå"],
    ["S-2", "livarehab/individuelt-forloeb", dt.date(2019, 3, 1), dt.date(2019, 4, 10), "Randers Kommune", 31200.5, "måned", None],
]
# S-1: 31 days at 545 kr. S-2: a month at 31,200.50 kr. and 10 of 30 days of it, 10,400.1667 kr.
NET = {"S-1": Decimal("16895.00"), "S-2": Decimal("41600.67")}


def price(path: Path, *options: str) -> tuple[int, dict[str, Decimal], str]:
    """The exit code, the net amount of each case, and what was said."""
    words = [TAKST, "--lang", "da", "price", path, "--format", "csv", *options]
    ended = subprocess.run(words, capture_output=True, text=True, encoding="utf-8")
    net: dict[str, Decimal] = {}
    for line in csv.DictReader(io.StringIO(ended.stdout)):
        net[line["case_id"]] = net.get(line["case_id"], Decimal(0)) + Decimal(line["net"])
    # Lines are wrapped for a screen.
    return ended.returncode, net, " ".join(ended.stderr.split())


def priced(path: Path, *options: str) -> str:
    """What is said of a file whose cases are all priced."""
    code, net, said = price(path, *options)
    assert (code, net) == (0, NET), said
    return said


def book(rows=ROWS, heading=DANISH, above=(), left=0):
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Sager"
    for line in above:
        sheet.append(line)
    for line in [heading, *rows]:
        sheet.append([None] * left + list(line))
    return made


def saved(made, folder: Path, name: str = "sager.xlsx") -> Path:
    made.save(folder / name)
    return folder / name


def test_danish_headings(tmp_path):
    priced(saved(book(), tmp_path))


def test_names_of_the_contract(tmp_path):
    heading = ["case_id", "service", "first_day", "last_day", "payer", "unit_price", "unit", "note"]
    said = priced(saved(book(heading=heading), tmp_path))
    assert "»note«" in said


def test_titles_above_the_heading(tmp_path):
    above = [["Udtræk fra fagsystemet"], ["Kørt den", dt.date(2022, 5, 1)], []]
    said = priced(saved(book(above=above), tmp_path))
    assert "række 4 i arket" in said


def test_a_title_over_merged_cells(tmp_path):
    made = book(above=[["Sager i 2022"], []])
    made.active.merge_cells("A1:H1")
    priced(saved(made, tmp_path))


def test_a_row_of_sums_with_formulas(tmp_path):
    made = book()
    made.active.append(["I alt", None, None, None, None, "=SUM(F2:F3)"])
    said = priced(saved(made, tmp_path))
    assert "sumrække" in said


def test_a_merged_case_of_several_rows(tmp_path):
    rows = [
        ["S-1", "mandecentret/efterforsorg", dt.date(2022, 3, 1), dt.date(2022, 3, 10), "Aarhus"],
        [None, "mandecentret/efterforsorg", dt.date(2022, 3, 11), dt.date(2022, 3, 31), "Aarhus"],
        ROWS[1],
    ]
    made = book(rows)
    made.active.merge_cells("A2:A3")
    said = priced(saved(made, tmp_path))
    assert "A2:A3" in said


def test_a_formula_that_was_never_calculated(tmp_path):
    rows = [ROWS[0], [*ROWS[1][:5], "=31200.5", "måned"]]
    code, net, said = price(saved(book(rows), tmp_path))
    assert (code, net) == (1, {"S-1": NET["S-1"]})
    assert "Celle F3" in said and "ingen gemt værdi" in said


def test_an_empty_sheet_in_front(tmp_path):
    made = book()
    made.create_sheet("Forside", 0)
    priced(saved(made, tmp_path))


def test_a_hidden_sheet(tmp_path):
    made = book()
    old = made.copy_worksheet(made.active)
    old.title = "Sidste år"
    old.sheet_state = "hidden"
    priced(saved(made, tmp_path))


def test_two_sheets_need_a_name(tmp_path):
    made = book()
    made.copy_worksheet(made.active).title = "Kopi"
    path = saved(made, tmp_path)
    code, _, said = price(path)
    assert code == 2 and "»Sager«" in said and "»Kopi«" in said
    priced(path, "--sheet", "Kopi")


def test_dates_as_text(tmp_path):
    rows = [[*row[:2], row[2].strftime("%d-%m-%Y"), row[3].strftime("%d.%m.%Y"), *row[4:]] for row in ROWS]
    path = saved(book(rows), tmp_path)
    code, _, said = price(path)
    assert code == 1 and "--dates dmy" in said and "Celle C2" in said
    priced(path, "--dates", "dmy")


def test_numbers_as_text(tmp_path):
    priced(saved(book([ROWS[0], [*ROWS[1][:5], "31.200,50", "Måned"]]), tmp_path))


def test_truths(tmp_path):
    rows = [[*ROWS[0], True], [*ROWS[1], "nej"]]
    priced(saved(book(rows, [*DANISH, "Besluttet før udskrivning"]), tmp_path))


def test_a_workbook_with_macros_by_name(tmp_path):
    priced(saved(book(), tmp_path, "sager.xlsm"))


def test_empty_rows_and_formats_without_values(tmp_path):
    made = book([ROWS[0], [], [" ", None], ROWS[1]])
    for row in range(6, 60):
        made.active.cell(row, 1).fill = PatternFill("solid", "FFFF00")
    priced(saved(made, tmp_path))


def test_a_table_that_begins_further_in(tmp_path):
    priced(saved(book(above=[[], [], [None, None, "Oversigt"]], left=2), tmp_path))


def test_formats_of_currency_and_dates(tmp_path):
    made = book()
    made.active["F3"].number_format = '#,##0.00 "kr."'
    for cell in ("C2", "D2", "C3", "D3"):
        made.active[cell].number_format = "d. mmmm yyyy"
    made.active["A2"].font = Font(bold=True, color="FF0000")
    priced(saved(made, tmp_path))


def test_hidden_rows_and_columns_count(tmp_path):
    made = book()
    made.active.row_dimensions[3].hidden = True
    made.active.column_dimensions["B"].hidden = True
    made.active.auto_filter.ref = "A1:H3"
    made.active.freeze_panes = "A2"
    priced(saved(made, tmp_path))


def test_headings_with_line_breaks_and_rich_text(tmp_path):
    made = book(heading=["SAGSNR", "ydelse", "Start\ndato", " Slut  dato ", "Betalende\nkommune", "Aftalt takst", "enhed", "Note"])
    made.active["A2"] = CellRichText(TextBlock(InlineFont(b=True), "S"), "-1")
    priced(saved(made, tmp_path))


def test_comments_lists_and_a_table(tmp_path):
    made = book()
    made.active["A1"].comment = Comment("Nummeret i fagsystemet", "NN")
    choose = DataValidation(type="list", formula1='"Aarhus,Randers Kommune"')
    made.active.add_data_validation(choose)
    choose.add("E2:E100")
    made.active.add_table(Table(displayName="Sager", ref="A1:H3"))
    priced(saved(made, tmp_path))


def test_the_epoch_of_1904(tmp_path):
    made = book()
    made.epoch = CALENDAR_MAC_1904
    priced(saved(made, tmp_path))


def test_dates_in_iso_8601(tmp_path):
    made = book()
    made.iso_dates = True
    priced(saved(made, tmp_path))


def test_a_date_with_a_time_of_day(tmp_path):
    rows = [[*ROWS[0][:2], dt.datetime(2022, 3, 1, 8, 30), *ROWS[0][3:]], ROWS[1]]
    code, net, said = price(saved(book(rows), tmp_path))
    assert (code, net) == (1, {"S-2": NET["S-2"]}) and "uden klokkeslæt" in said


def test_codes_of_municipalities_as_numbers(tmp_path):
    rows = [[*ROWS[0][:4], 751], [*ROWS[1][:4], 730, *ROWS[1][5:]]]
    priced(saved(book(rows), tmp_path))


def test_a_chart_beside_the_sheet(tmp_path):
    made = book()
    made.create_chartsheet("Diagram")
    priced(saved(made, tmp_path))


def test_a_file_of_nothing(tmp_path):
    code, _, said = price(saved(openpyxl.Workbook(), tmp_path))
    assert code == 2 and "sager.xlsx" in said


def test_the_sheet_of_a_controller(tmp_path):
    """Titles, Danish headings, dates as text, words for services, own codes, a pivot's total, blank rows: with one map at the first try."""
    heading = ["Sagsnr.", "Kommune", "Indsats", "Fra dato", "Til dato", "Pris pr. md.", "Afregnes", "Sagsbehandler"]
    rows = [
        ["S-1", "751 Aarhus", "Efterforsorg", "01-03-2022", "31-03-2022", None, None, "NN"],
        [None] * 8,
        ["S-2", "730 Randers", "Individuelt forløb", "1/3/2019", "10/4/2019", "31.200,50", "pr. måned", "NN"],
        ["I alt", None, None, None, None, "31.200,50"],
    ]
    mapped = """
dates = "dmy"
[columns]
payer = "Kommune"
unit_price = "Pris pr. md."
unit = "Afregnes"
[values.payer]
"751 Aarhus" = "751"
"730 Randers" = "730"
[values.service]
"Efterforsorg" = "mandecentret/efterforsorg"
"Individuelt forløb" = "livarehab/individuelt-forloeb"
[values.unit]
"pr. måned" = "month"
"""
    (tmp_path / "kolonner.toml").write_text(mapped, encoding="utf-8")
    path = saved(book(rows, heading, above=[["Udtræk"], ["Periode: 2019–2022"], []]), tmp_path)
    priced(path, "--map", str(tmp_path / "kolonner.toml"))


def test_two_hundred_thousand_rows(tmp_path):
    """A day for each case: 200,000 × 545 kr."""
    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet("Sager")
    sheet.append(DANISH[:5])
    day = dt.date(2022, 3, 1)
    for number in range(200_000):
        sheet.append([f"S-{number}", "mandecentret/efterforsorg", day, day, "Aarhus"])
    path = saved(made, tmp_path)
    words = [TAKST, "totals", path, "--by", "year", "--format", "csv"]
    ended = subprocess.run(words, capture_output=True, text=True, encoding="utf-8")
    assert ended.returncode == 0, ended.stderr
    (line,) = csv.DictReader(io.StringIO(ended.stdout))
    assert (line["lines"], line["net"]) == ("200000", "109000000.00")


# Of LibreOffice.

OFFICE = "soffice"
# Separator, quotation mark, characters (76: UTF-8, 1: Windows-1252, 65535: UTF-16), and whether values are written as shown.
CSV_OF = "csv:Text - txt - csv (StarCalc):{separator},34,{characters},1,,0,false,{shown}"
# Formats of dates and numbers that people of a language choose.
LANGUAGES = {
    "da": ("dd-mm-yyyy", "[$-406]#,##0.00"),
    "de": ("dd.mm.yyyy", "[$-407]#,##0.00"),
    "en-US": ("mm/dd/yyyy", "[$-409]#,##0.00"),
    "sv": ("yyyy-mm-dd", "[$-41D]#,##0.00"),
}


@pytest.fixture(scope="session")
def convert(tmp_path_factory):
    """Opens a workbook in LibreOffice and saves it in another form."""
    profile = tmp_path_factory.mktemp("profile")

    def run(path: Path, form: str) -> Path:
        out = path.parent / "converted"
        out.mkdir(exist_ok=True)
        words = [OFFICE, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", form, "--outdir", out, path]
        ended = subprocess.run(words, capture_output=True, text=True, timeout=300)
        made = out / f"{path.stem}.{form.split(':')[0]}"
        assert made.is_file(), ended.stdout + ended.stderr
        return made

    return run


def calculated():
    """A price that is a formula, a row of sums, a title over merged cells, an empty row."""
    made = book([ROWS[0], [*ROWS[1][:5], "=62401/2", "måned"], []], above=[["Sager"], []])
    made.active.merge_cells("A1:H1")
    made.active.append(["I alt", None, None, None, None, "=SUM(F4:F5)"])
    made.create_sheet("Tom")
    return made


@pytest.mark.parametrize("form", ["xlsx", "ods", "xls", "xlsm:Calc MS Excel 2007 VBA XML"])
def test_workbooks_of_libreoffice(tmp_path, convert, form):
    """Formulas have the values that LibreOffice calculates."""
    said = priced(convert(saved(calculated(), tmp_path), form))
    assert "sumrække" in said


def shown(language: str):
    """The same rows as people of the language see them."""
    made = book()
    pattern, number = LANGUAGES[language]
    for cell in ("C2", "D2", "C3", "D3"):
        made.active[cell].number_format = pattern
    made.active["F3"].number_format = number
    return made


@pytest.mark.parametrize(
    ("language", "separator", "options"),
    [
        ("da", 59, ["--dates", "dmy"]),
        ("da", 9, ["--dates", "dmy"]),
        ("de", 59, ["--dates", "dmy"]),
        ("en-US", 44, ["--dates", "mdy"]),
        ("sv", 59, []),
    ],
)
def test_csv_of_several_languages(tmp_path, convert, language, separator, options):
    form = CSV_OF.format(separator=separator, characters=76, shown="true")
    path = convert(saved(shown(language), tmp_path), form)
    text = path.read_text(encoding="utf-8-sig")
    if language == "sv":
        # Thousands stand behind a space there, which is no form of a number here: named, and right once it is gone.
        code, _, said = price(path, *options)
        assert code == 1 and "tusindtalsseparator" in said, text
        path.write_text(text.replace("31\u00a0200", "31200").replace("31 200", "31200"), encoding="utf-8")
    priced(path, *options)


@pytest.mark.parametrize("characters", [1, 65535])
def test_other_characters_are_named(tmp_path, convert, characters):
    form = CSV_OF.format(separator=59, characters=characters, shown="true")
    code, _, said = price(convert(saved(shown("da"), tmp_path), form), "--dates", "dmy")
    assert code == 2 and "UTF-8" in said


@pytest.mark.parametrize(("form", "word"), [("html:HTML (StarCalc)", "webside"), ("pdf", "PDF"), ("fods", "XML")])
def test_what_is_no_table_is_named(tmp_path, convert, form, word):
    made = convert(saved(book(), tmp_path), form)
    code, _, said = price(made.rename(made.with_suffix(".xls")))
    assert code == 2 and word in said


def test_the_workbook_that_is_written_has_the_same_amounts(tmp_path, convert):
    """Written by takst, opened by LibreOffice, and there the same to the øre."""
    path = saved(book(), tmp_path)
    written = tmp_path / "linjer.xlsx"
    written.write_bytes(subprocess.run([TAKST, "price", path, "--format", "xlsx"], capture_output=True, check=True).stdout)
    shown_as = convert(written, CSV_OF.format(separator=44, characters=76, shown="false"))
    (rows,) = [list(csv.DictReader(io.StringIO(shown_as.read_text(encoding="utf-8-sig"))))]
    nets = [name for name in rows[0] if "ex VAT" in name and "Amount" in name]
    assert len(nets) == 1, rows[0].keys()
    # LibreOffice writes the separators of thousands that the cells are shown with.
    assert sum(Decimal(row[nets[0]].replace(",", "")) for row in rows) == sum(NET.values())


@pytest.mark.parametrize("form", ["ods", "xls", "xlsx:Calc MS Excel 2007 XML"])
def test_the_template_filled_in(tmp_path, convert, form):
    """The empty workbook, filled in by a person, saved by LibreOffice and priced. Nothing is said of its own sheets and headings."""
    path = tmp_path / "skabelon.xlsx"
    path.write_bytes(subprocess.run([TAKST, "--lang", "da", "template"], capture_output=True, check=True).stdout)
    made = openpyxl.load_workbook(path)
    sheet = made["Sager"]
    places = {cell.value: cell.column for cell in sheet[1]}
    for row, values in enumerate(ROWS, start=2):
        for name, value in zip(DANISH[:7], values):
            sheet.cell(row, places[name]).value = value
    said = priced(convert(saved(made, tmp_path, "udfyldt.xlsx"), form))
    assert "Overskrifter" not in said and "flere ark" not in said, said


@pytest.mark.parametrize("form", ["ods", "xls"])
def test_a_price_list_of_libreoffice(tmp_path, convert, form):
    """A list that takst writes, saved by LibreOffice, gives the same prices."""
    path = tmp_path / "prisliste.xlsx"
    path.write_bytes(subprocess.run([TAKST, "--lang", "da", "catalogue", "export", "--format", "xlsx"], capture_output=True, check=True).stdout)
    lists = []
    for number, file in enumerate([path, convert(path, form)]):
        out = tmp_path / f"takster-{number}"
        ended = subprocess.run([TAKST, "catalogue", "import", file, "--out", out], capture_output=True, text=True)
        assert ended.returncode == 0, ended.stderr
        words = [TAKST, "catalogue", "export", "--catalogue", out]
        lists.append(subprocess.run(words, capture_output=True, text=True, check=True).stdout)
    assert lists[0] == lists[1]
