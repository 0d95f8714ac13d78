"""The published sequences of documents, claims and controls through `takst.Ledger` and `takst.verify`: every row, and what is refused as a whole.

Each is run twice: with files, and with frames and dicts.
"""

import csv
import datetime
import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyarrow as pa
import pytest
import takst

VECTORS = Path(__file__).resolve().parents[3] / "tests" / "vectors"
FILES = sorted(path for path in (VECTORS / "documents").glob("*/*.json"))
REQUIRED = ("case_id", "service", "first_day", "payer")


#: Figures of which CSV leaves zeros at the end out, and a column of a frame does not.
MEASURES = ("quantity", "unit_price", "price_base_quantity", "vat_rate")


def text(name, value):
    """A value as CSV has it, or a measure without zeros at the end."""
    if value is None or value == "":
        return ""
    if name in MEASURES:
        return format(Decimal(value).normalize(), "f")
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def plain(frame):
    """The rows of a frame, without empty cells."""
    return given(pa.table(frame).to_pylist())


def expected(step):
    return given(step["expect"].get("rows", []))


def given(rows):
    return [{name: text(name, value) for name, value in row.items() if text(name, value)} for row in rows]


@cache
def book(catalogue, policy, as_of):
    return takst.Book(VECTORS / "catalogues" / catalogue if catalogue else None, json.loads(policy), as_of)


def written(path, rows):
    columns = sorted({name for row in rows for name in row})
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


class Sequence:
    """A ledger, and the steps on it."""

    def __init__(self, folder, with_files, vector):
        self.folder, self.with_files, self.plans = folder, with_files, {}
        self.parties, self.cases = self.parties_of(vector.get("parties", "usual")), None
        self.ledger = takst.Ledger.create(folder / "ledger", vector["start"])

    @staticmethod
    def parties_of(name):
        return VECTORS / "documents" / "parties" / f"{name}.toml"

    def cases_of(self, rows):
        if self.with_files:
            path = self.folder / "cases.jsonl"
            path.write_text("".join(json.dumps(row) + "\n" for row in rows))
            return path
        columns = list(dict.fromkeys([*REQUIRED, *(name for row in rows for name in row)]))
        return pa.table({name: pa.array([row.get(name) for row in rows], pa.string()) for name in columns})

    def papers_of(self, rows):
        return written(self.folder / "papers.csv", rows) if self.with_files else rows

    def bills_of(self, step):
        """A list, or the paths of a list and electronic invoices."""
        if "einvoices" not in step:
            return self.papers_of(step["papers"])
        for name, text in step["einvoices"].items():
            (self.folder / name).write_text(text, encoding="utf-8")
        lists = [written(self.folder / "papers.csv", step["papers"])] if "papers" in step else []
        return [*lists, *(self.folder / name for name in sorted(step["einvoices"]))]

    def step(self, step):
        """The rows of a step, and its exit code."""
        if "rows" in step:
            self.cases = self.cases_of(step["rows"])
        if "parties" in step:
            self.parties = self.parties_of(step["parties"])
        run = getattr(self, step["command"].replace("import", "import_"))
        try:
            return run(step)
        except (takst.LedgerError, takst.FileError):
            return [], 2

    def settled(self, step, **options):
        carries_out = options.get("plan") is not None
        as_of = None if carries_out else step.get("as_of")
        priced = book(step.get("catalogue"), json.dumps(step.get("policy", {})), as_of)
        return {"date": step.get("date"), "parties": self.parties, "book": priced, **({} if carries_out else {"until": step.get("until")}), **options}

    def invoice(self, step):
        settled = self.ledger.invoice(self.cases, **self.settled(step, dry_run=step.get("dry_run", False)))
        return plain(settled), int(settled.needs_a_look)

    def planned(self, step):
        options = self.settled(step, complete=step.get("complete", False), reissue=step.get("reissue"))
        settled = self.ledger.correct(self.cases, **options)
        settled.plan.save(self.folder / f"{step.get('plan', 'plan')}.json")
        return settled

    def plan(self, step):
        settled = self.planned(step)
        return plain(settled), int(settled.needs_a_look)

    def correct(self, step):
        if "plan" not in step:
            rows = plain(self.planned(step))
            assert rows == [{name: value for name, value in row.items() if name not in ("number", "due")} for row in expected(step)]
        settled = self.ledger.correct(self.cases, **self.settled(step, plan=self.folder / f"{step.get('plan', 'plan')}.json"))
        return plain(settled), int(settled.needs_a_look)

    def claim(self, step):
        priced = book(step.get("catalogue"), json.dumps(step.get("policy", {})), step.get("as_of"))
        if "year" in step:
            return plain(self.ledger.claim(payer=step["payer"], final=int(step["year"]), date=step.get("date"))), 0
        options = {name: step[name] for name in ("payer", "quarter", "date", "complete") if name in step}
        claim = self.ledger.claim(self.cases, book=priced, **options)
        return plain(claim), int(len(claim.left_alone) > 0 or claim.summary.refused > 0)

    def verify(self, step):
        priced = book(step.get("catalogue"), json.dumps(step.get("policy", {})), step.get("as_of"))
        services = None
        if "services" in step:
            services = self.folder / "services.toml"
            services.write_text(step["services"])
        citizens = None
        if "citizens" in step:
            citizens = self.folder / "citizens.csv"
            citizens.write_text(step["citizens"])
        bills = self.bills_of(step)
        control = takst.verify(bills, self.cases, parties=self.parties, services=services, citizens=citizens, ledger=self.ledger, book=priced)
        return plain(control), int(not control.all_agree)

    def import_(self, step):
        self.ledger.import_(self.papers_of(step["papers"]), parties=self.parties)
        return [], 0

    def expire(self, step):
        self.ledger.expire(int(step["year"]))
        return [], 0

    def export(self, step):
        return plain(self.ledger.export()), 0

    def journal(self, step):
        return plain(self.ledger.journal()), 0


def test_there_are_vectors():
    assert len(FILES) > 150


@pytest.mark.parametrize("with_files", [True, False], ids=["files", "frames"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_sequence(path, with_files, tmp_path):
    vector = json.loads(path.read_text())
    sequence = Sequence(tmp_path, with_files, vector)
    for number, step in enumerate(vector["steps"], 1):
        rows, code = sequence.step(step)
        assert (code, rows) == (step["expect"].get("exit", 0), expected(step)), f"step {number}"
    assert sequence.ledger.check().head == sequence.ledger.head
