"""Cases, rows, statements and books as objects: values, equality, pickles, pages."""

import copy
import datetime as dt
import gc
import hashlib
import pickle
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pyarrow
import pytest

import takst

BASIS = "mandecentret/efterforsorg-basis"


def stay(case_id="S-1", **columns):
    return takst.Case.single(case_id, **{"service": BASIS, "first_day": "2023-03-20", "last_day": "2023-04-10", "payer": "101", **columns})


def test_a_price_by_hand():
    # 12 days at 545 and 10 at 435; half is refunded.
    statement = takst.price(stay())
    assert [line.net for line in statement.lines] == [Decimal("6540.00"), Decimal("4350.00")]
    assert [str(line.refund) for line in statement.lines] == ["3270.00", "2175.00"]
    assert statement.totals.as_dict() == {
        "net": Decimal(10890), "vat": 0, "own_payment": 0, "refund": Decimal(5445), "at_stake": 0, "cost": Decimal(5445),
    }
    assert takst.totals(stay()) == statement.totals
    assert {key: sums.net for key, sums in takst.totals(stay(), by=["quarter", "service"]).items()} == {
        ("2023-Q1", BASIS): Decimal(6540), ("2023-Q2", BASIS): Decimal(4350),
    }
    assert [(document.month, len(document), document.totals.net) for document in statement.documents] == [
        ("2023-03", 1, Decimal(6540)), ("2023-04", 1, Decimal(4350)),
    ]


# March has 6540, April 4350; what is not split by month has both.
GROUPS = {
    "month": {"2023-03": 6540, "2023-04": 4350},
    "quarter": {"2023-Q1": 6540, "2023-Q2": 4350},
    "year": {"2023": 10890},
    "provider": {"mandecentret": 10890},
    "service": {BASIS: 10890},
    "payer": {"101": 10890},
    "account": {"": 10890},
    "refund_outcome": {"refunded": 10890},
    "outcome": {"refunded": 10890},
    "refund_reason": {"refund.aftercare-before-reform": 10890},
    "reason": {"refund.aftercare-before-reform": 10890},
    "case_id": {"S-1": 10890},
    "case": {"S-1": 10890},
    "citizen_id": {"B-1": 10890},
    "citizen": {"B-1": 10890},
}


@pytest.mark.parametrize("dimension", GROUPS)
def test_totals_by_each_dimension(dimension):
    case = takst.Case("S-1", stay().rows, "B-1")
    assert {key: sums.net for key, sums in takst.totals(case, by=[dimension]).items()} == {(key,): net for key, net in GROUPS[dimension].items()}
    row = {"case_id": "S-1", "citizen_id": "B-1", "service": BASIS, "first_day": "2023-03-20", "last_day": "2023-04-10", "payer": "101"}
    frame = takst.totals(pyarrow.Table.from_pylist([row]), by=dimension).to_arrow()
    assert dict(zip(frame.column(0).to_pylist(), frame.column("net").to_pylist(), strict=True)) == GROUPS[dimension]


def test_groups_are_those_of_the_registry():
    with pytest.raises(ValueError, match="month, quarter") as refusal:
        takst.totals(stay(), by="day")
    names = str(refusal.value).split(" is none of ")[1].split(", ")
    assert set(names) == {name for name in GROUPS if name not in ("outcome", "reason", "case", "citizen")}


def test_totals_stay_the_same_however_often_they_are_asked_for():
    book, cases = takst.Book(), [stay(), stay(last_day="2023-03-20"), stay(own_payment_per_day="10"), stay(last_day="2023-03-19")]

    def asked():
        yield from (book.totals(case) for case in cases[:3])
        yield from (book.totals(case, month="2023-04") for case in cases[:3])
        with pytest.raises(takst.TakstError):
            book.totals(cases[3])

    first = list(asked())
    # 12 + 10 days, one day, and 10 kr. of own payment on each of the days: 12 x 545 + 10 x 435 = 10,890; 545; 220.
    assert [str(totals.net) for totals in first[:3]] == ["10890.00", "545.00", "10890.00"]
    assert [str(totals.own_payment) for totals in first[:3]] == ["0.00", "0.00", "220.00"]
    # From some call on they are looked up.
    assert all(list(asked()) == first for _ in range(1_000))


def test_values_have_types():
    row = takst.Row(service="x", first_day=dt.date(2023, 3, 20), hours=Decimal("1.50"), payer=101, decided_before_discharge=True, discharged_to_107=False, window_days_used=3)
    assert (row.first_day, row.hours, row.payer, row.decided_before_discharge, row.window_days_used) == (dt.date(2023, 3, 20), Decimal("1.50"), "101", True, 3)
    assert row.discharged_to_107 is False and takst.Row(service="x").discharged_to_107 is None
    assert row.last_day is None and row.unit_price is None
    assert takst.Row(service="x", unit_price=Decimal("1E+2")).unit_price == 100
    line = takst.price(stay(first_day=dt.date(2023, 3, 20))).lines[0]
    assert (line.first_day, line.days, line.payer, line.row_id) == (dt.date(2023, 3, 20), 12, "101", None)
    assert list(line.as_dict())[:4] == ["case_id", "citizen_id", "row", "row_id"] and list(line.as_dict())[33] == "gross"


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_everything_survives_a_pickle(protocol):
    bad = stay("S-2", first_day="2023-02-30")
    good, refused = takst.statements([stay(commitment="x"), bad])
    changed = takst.default_book().changed(tariffs=takst.Rise(10, "2023-04-01", ["mandecentret"]), policy={"saturday-works": "yes"})
    whole = takst.explain(stay())
    objects = [
        stay(), stay().rows[0], good, refused, good.lines[0], good.documents[1], good.totals, refused.faults[0], takst.Policy({"cti-gap": 5}),
        takst.Catalogue(), changed.catalogue, changed, takst.default_book(), takst.Book(as_of="2023-01-01", lang="da"), whole,
        takst.Rise("2.5", "2026-01-01"), takst.NewTariff(BASIS, "2026-01-01", "460", "budget"),
        takst.Rise("2.5", "2026-01-01", name="draft 2"), takst.NewTariff(BASIS, "2026-01-01", "460", "budget", day_price="20.50", name="draft 2"),
    ]
    for one in objects:
        other = pickle.loads(pickle.dumps(one, protocol))
        assert other == one and hash(other) == hash(one) and repr(other) == repr(one), one
        assert copy.deepcopy(one) == one
    again = pickle.loads(pickle.dumps(good))
    assert [line.as_dict() for line in again.lines] == [line.as_dict() for line in good.lines]
    assert again.html("da") == good.html("da")
    assert pickle.loads(pickle.dumps(whole)).text("da") == whole.text("da")
    assert pickle.loads(pickle.dumps(changed)).price(stay()) == changed.price(stay())


def test_equality_is_by_content():
    assert takst.price(stay()) == takst.price(stay()) != takst.price(stay(payer="147"))
    assert takst.Book() == takst.default_book() != takst.Book(policy={"day-count": "first-only"})
    assert takst.Book(policy={"day-count": "both"}) == takst.Book()
    assert takst.Catalogue() == takst.Catalogue() != takst.Catalogue().changed(takst.Rise(1, "2023-04-01", ["mandecentret"]))
    assert len({stay(), stay(), stay("S-2")}) == 2


def test_changed_prices():
    book = takst.default_book().changed(tariffs=[takst.Rise("2.5", dt.date(2023, 4, 5), [BASIS])])
    # 4 days at 435 and 6 at 435 × 1.025 = 445.875, to the øre 445.88.
    lines = book.price(stay(first_day="2023-04-01")).lines
    assert [(line.unit_price, line.net) for line in lines] == [(Decimal("435.00"), Decimal("1740.00")), (Decimal("445.88"), Decimal("2675.28"))]
    assert lines[1].tariff_version == f"{BASIS}@2023-04-05!what-if"
    assert "what-if: 2.50 % from 2023-04-05" in book.explain(stay()).text()
    assert takst.price(stay(first_day="2023-04-01")).totals.net == Decimal(4350), "the first book stays as it is"
    # Of a version that begins later too: 435 holds from 1 April, 545 × 1.025 = 558.625 before it.
    early = takst.changed(tariffs=takst.Rise("2.5", "2023-03-01", [BASIS]))
    assert [line.unit_price for line in early.price(stay()).lines] == [Decimal("558.63"), Decimal("445.88")]
    for lang in ("da", "en"):
        told = " ".join(early.explain(stay()).text(lang).split())
        assert told.count("what-if: 2.50 % from 2023-03-01") == 2, "each of the two versions says so"
    assert all("what-if" in tariff.source for tariff in early.catalogue.show(BASIS).tariffs if tariff.since and tariff.since >= dt.date(2023, 3, 1))
    new = takst.changed(tariffs=takst.NewTariff(BASIS, "2023-04-01", Decimal("460"), "budget"))
    assert "what-if: mandecentret/efterforsorg-basis at 460.00 from 2023-04-01, budget" in " ".join(new.explain(stay()).text().split())
    assert new.totals(stay(first_day="2023-04-01")).net == Decimal(4600)
    assert takst.changed(policy={"roll-out-date": "2023-03-01"}).totals(stay()).net == 22 * Decimal(435)
    with pytest.raises(ValueError, match="did you mean mandecentret/efterforsorg-basis"):
        takst.changed(tariffs=takst.Rise(1, "2023-04-01", ["mandecentret/efterforsorg-bassis"]))


def test_versions_and_exemptions_have_names():
    named = takst.changed(tariffs=takst.Rise("2.5", "2023-04-05", [BASIS], name="draft 2"))
    lines = named.price(stay(first_day="2023-04-01")).lines
    assert [line.tariff_version for line in lines] == [f"{BASIS}@2023-04-01", f"{BASIS}@2023-04-05!draft 2"]
    assert takst.Rise(1, "2026-01-01", name="a") != takst.Rise(1, "2026-01-01", name="b")
    assert repr(takst.Rise(1, "2026-01-01", name="draft 2")) == "<Rise what-if draft 2: 1.00 % from 2026-01-01>"
    with pytest.raises(ValueError, match="is no name of a what-if"):
        takst.changed(tariffs=takst.Rise(1, "2026-01-01", name="a;b"))
    with pytest.raises(ValueError, match="only a price per month has a price per day beside it"):
        takst.changed(tariffs=takst.NewTariff(BASIS, "2026-01-01", "460", "budget", day_price="20"))
    line = lines[0]
    assert (line.vat_exemption, line.gross) == ("VATEX-EU-132-1G", line.net + line.vat)
    catalogue = takst.default_book().catalogue
    assert catalogue.show(BASIS).vat_exemption == "VATEX-EU-132-1G"
    assert catalogue.show("livarehab/mentor-samtaler").vat_exemption == "VATEX-EU-132-1G", "an agreed price may be exempt"
    assert [tariff.day_price for tariff in catalogue.show(BASIS).tariffs] == [None, None]


def test_pages_in_both_languages():
    statement, whole = takst.price(stay()), takst.explain(stay())
    danish, english = statement.html("da"), statement._repr_html_()
    # Names beside ids, months by name, amounts with the marks of the language; 12 × 545 and 10 × 435.
    service = takst.Catalogue().show(BASIS)
    for page, lang, words in (
        (danish, "da", ["Sag S-1", "Statsrefusion", "6.540,00", "20.–31. marts 2023", "12 døgn", "Københavns Kommune (101)", "Forudsætninger"]),
        (english, "en", ["Case S-1", "State refund", "6,540.00", "20–31 March 2023", "12 days", "Københavns Kommune (101)", "Assumptions"]),
    ):
        for word in [*words, service.name(lang), BASIS]:
            assert word in page, word
    assert service.name("da") != service.name("en") and service.name("en") not in danish
    assert takst.Book(lang="da").price(stay())._repr_html_() == danish
    assert whole.html("da").startswith("<!DOCTYPE html>") and whole._repr_html_().startswith("<iframe srcdoc=")
    assert "<b>" not in takst.price(stay("<b>")).html()
    [refused] = takst.statements([stay(first_day="2023-02-30", payer="<i>")])
    assert "<table" not in refused.html() and "2023-02-30" in refused.html() and "<i>" not in refused.html()
    with pytest.raises(ValueError, match="neither da nor en"):
        whole.text("de")


def test_the_page_of_a_pickle_says_what_was_reckoned_with():
    # Names and answers of a book that is not there any more.
    with pytest.raises(ValueError, match="mandecentret-545-from: 2022-01-01 must lie before roll-out-date, 2021-01-01"):
        takst.Policy({"roll-out-date": "2021-01-01"})
    book = takst.Book(policy={"roll-out-date": "2023-03-25"})
    statement = book.price(stay())
    assert "25 March 2023" in statement.html("en") and "25. marts 2023" in statement.html("da")
    again = pickle.loads(pickle.dumps(statement))
    assert (again.html("en"), again.html("da")) == (statement.html("en"), statement.html("da"))


def test_the_receipt_names_the_file_that_the_case_is():
    digest = hashlib.sha256(stay().to_jsonl().encode()).hexdigest()
    assert digest in takst.explain(stay()).text()
    assert takst.Catalogue().sha256 in takst.explain(stay()).json()


def test_cases_of_a_citizen_share_their_window():
    shelter = {"service": "x", "payer": "101"}
    one, two = takst.Case("A", [shelter | {"first_day": "2023-10-01"}], "C"), takst.Case("B", [shelter | {"first_day": "2023-10-01"}], "C")
    assert [s.faults[0].row for s in takst.statements([one, two])] == [1, 2], "rows are counted through the cases"
    with pytest.raises(ValueError, match="there twice"):
        takst.statements([one, one])


def test_eight_threads_price_alike():
    expected = takst.price(stay())
    with ThreadPoolExecutor(8) as pool:
        assert all(done == expected for done in pool.map(lambda _: takst.price(stay()), range(2000)))


def test_a_hundred_thousand_calls_leave_nothing_behind():
    def rounds(count):
        for _ in range(count):
            statement = takst.price(case)
            statement.lines[0].net
            statement.totals
            try:
                takst.price(bad)
            except takst.TakstError:
                pass

    case, bad = stay(), stay(payer="999")
    rounds(100)
    before = len(gc.get_objects())
    with open("/proc/self/statm") as statm:
        resident = int(statm.read().split()[1])
    rounds(50_000)
    with open("/proc/self/statm") as statm:
        grown = int(statm.read().split()[1]) - resident
    assert len(gc.get_objects()) - before < 100
    assert grown * 4096 < 4 << 20, f"{grown} pages more"
