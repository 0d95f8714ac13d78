"""Makes the workbooks that other programs write: openpyxl 3.1 (xlsx), xlwt 1.3 (xls), odfpy 1.4 (ods).

    python -m venv venv && venv/bin/pip install openpyxl xlwt odfpy && venv/bin/python make.py
"""

import datetime

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

HEADING = ["Sagsnummer", "Ydelse", "Startdato", "Slutdato", "Betalingskommune", "Timer", "Aftalt pris", "Enhed"]
DAY = datetime.date
ROWS = [
    ["S-1", "mandecentret/efterforsorg", DAY(2022, 3, 1), DAY(2022, 3, 31), "Aarhus", None, None, None],
    ["S-2", "mandecentret/efterforsorg", DAY(2022, 4, 1), DAY(2022, 4, 10), 101, None, None, None],
    ["S-3", "livarehab/individuelt-forloeb", DAY(2019, 3, 1), DAY(2019, 3, 31), "København", None, 14250, "måned"],
    ["S-4", "livarehab/mentor-samtaler", DAY(2019, 3, 5), DAY(2019, 3, 5), "Aarhus Kommune", 12.5, None, None],
]


def xlsx(name, change=lambda book, sheet: None, rows=ROWS):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADING)
    for row in rows:
        sheet.append(row)
    change(book, sheet)
    book.save(name)


def unsaved_formula(book, sheet):
    sheet["D2"] = "=C2+30"
    sheet["D2"].number_format = "dd-mm-yyyy"


def epoch_1904(book, sheet):
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    # Stored anew by the other epoch.
    for row, of in zip(range(2, 6), ROWS):
        sheet.cell(row, 3).value, sheet.cell(row, 4).value = of[2], of[3]


def xls(name):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sager")
    date = xlwt.easyxf(num_format_str="DD-MM-YYYY")
    for column, text in enumerate(HEADING):
        sheet.write(0, column, text)
    for at, row in enumerate(ROWS, start=1):
        for column, value in enumerate(row):
            if isinstance(value, datetime.date):
                sheet.write(at, column, value, date)
            elif value is not None:
                sheet.write(at, column, value)
    sheet.write(6, 5, xlwt.Formula("SUM(F2:F5)"))
    book.save(name)


def ods(name):
    book = OpenDocumentSpreadsheet()
    book.spreadsheet.addElement(Table(name="Forside"))
    table = Table(name="Sager")
    for texts in ([], [], HEADING):
        row = TableRow()
        for text in texts:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    for values in ROWS:
        row = TableRow()
        for value in values:
            if value is None:
                row.addElement(TableCell())
            elif isinstance(value, datetime.date):
                cell = TableCell(valuetype="date", datevalue=value.isoformat())
                cell.addElement(P(text=value.strftime("%d-%m-%Y")))
                row.addElement(cell)
            elif isinstance(value, (int, float)):
                cell = TableCell(valuetype="float", value=str(value))
                cell.addElement(P(text=str(value).replace(".", ",")))
                row.addElement(cell)
            else:
                cell = TableCell(valuetype="string")
                cell.addElement(P(text=value))
                row.addElement(cell)
        table.addElement(row)
    # LibreOffice writes the empty rest of a sheet as one row repeated.
    rest = TableRow(numberrowsrepeated="1048000")
    rest.addElement(TableCell(numbercolumnsrepeated="1024"))
    table.addElement(rest)
    book.spreadsheet.addElement(table)
    book.save(name)


xlsx("openpyxl.xlsx")
xlsx("unsaved-formula.xlsx", unsaved_formula)
xlsx("epoch-1904.xlsx", epoch_1904)
xls("xlwt.xls")
ods("odfpy.ods")
