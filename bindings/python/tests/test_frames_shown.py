"""What was refused is seen where a result is looked at."""

import copy
import pickle

import polars as pl
import pytest
import takst

BOOK = takst.default_book()
BASIS = "mandecentret/efterforsorg-basis"


def frame(*cases):
    """A row for each (case, first day, last day)."""
    columns = {"case_id": 0, "first_day": 1, "last_day": 2}
    return pl.DataFrame({name: [case[at] for case in cases] for name, at in columns.items()}).with_columns(service=pl.lit(BASIS), payer=pl.lit("101"))


GOOD, WRONG = ("a", "2023-05-01", "2023-05-31"), ("b", "2023-02-30", "2023-01-32")
SAID = "1 case of 2 refused (2 faults): see .refused"


def test_totals():
    totals = BOOK.totals(frame(GOOD, WRONG), by="month")
    for one in (totals, pickle.loads(pickle.dumps(totals))):
        assert repr(one).splitlines()[-1] == SAID
        assert one._repr_html_().endswith(f"<p>{SAID}</p>")
    assert "refused" not in repr(BOOK.totals(frame(GOOD))) + BOOK.totals(frame(GOOD))._repr_html_()


def test_priced():
    priced = BOOK.price(frame(GOOD, WRONG))
    assert repr(priced) == f"Priced(rows=2, cases=2, refused=1, lines=1, findings=not asked for)\n{SAID}"
    assert "<td style=\"text-align: right\">13485.00</td>" in priced._repr_html_() and f"<p>{SAID}</p>" in priced._repr_html_()
    assert "findings were not asked for" in priced._repr_html_()
    asked = BOOK.price(frame(GOOD), findings=True)
    assert f"findings={len(asked.findings)})" in repr(asked) and "refused:" not in repr(asked) and "not asked" not in asked._repr_html_()
    for one, has in ((priced, False), (asked, True)):
        again = pickle.loads(pickle.dumps(one))
        assert (again, repr(again), again.has_findings) == (one, repr(one), has)
    assert copy.copy(priced) == priced and copy.copy(asked) == asked != BOOK.price(frame(GOOD))
    assert takst.Priced(asked.lines, asked.refused, asked.findings, asked.summary) == asked and takst.Priced(priced.lines, priced.refused, None, priced.summary) == priced


def test_comparison():
    change = takst.compare(BOOK, BOOK, frame(GOOD, WRONG, ("c", "2023-05-01", "2023-05-02")))
    said = ["before: 1 case of 3 refused (2 faults): see .before.refused", "after: 1 case of 3 refused (2 faults): see .after.refused"]
    assert repr(change).splitlines()[-2:] == said
    assert all(f"<p>{line}</p>" in change._repr_html_() for line in said)
    assert "one side" not in repr(change)


def test_a_case_that_only_one_side_refuses():
    """The service has no price in 2019; one is drafted for the second book."""
    after = BOOK.changed(tariffs=takst.NewTariff(BASIS, since="2019-01-01", price="400.00", source="draft"))
    change = takst.compare(BOOK, after, frame(GOOD, WRONG, ("c", "2019-01-01", "2019-01-02")))
    assert (change.before.summary.refused, change.after.summary.refused) == (2, 1)
    line = (
        "1 case is refused on one side only: the change contains all of its amounts, and so is no difference of prices; correct the case, or leave it out of both sides"
    )
    assert repr(change).splitlines()[-1] == line and f"<p>{line}</p>" in change._repr_html_()


@pytest.mark.parametrize("cases", [[GOOD], [WRONG]])
def test_the_stream_says_how_many_are_refused(cases):
    stream = BOOK.stream(frame(*cases))
    for _ in stream:
        pass
    assert f"refused={int(cases == [WRONG])}, " in repr(stream)
