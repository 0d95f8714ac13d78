"""What-if prices beside settings that decide days: the order of the changes does not matter."""

from decimal import Decimal

import pytest
import takst

BASIS = "mandecentret/efterforsorg-basis"
SPRING = takst.Case.single("S", service=BASIS, first_day="2023-03-01", last_day="2023-04-30", payer="101")
RISE = takst.Rise("4", since="2023-04-01")

WAYS = {
    "prices first": lambda policy: takst.changed(tariffs=RISE).changed(policy=policy),
    "policy first": lambda policy: takst.changed(policy=policy).changed(tariffs=RISE),
    "together": lambda policy: takst.changed(tariffs=RISE, policy=policy),
    "a catalogue of its own": lambda policy: takst.Book(takst.Catalogue().changed(RISE), policy),
    "two policies": lambda policy: takst.changed(tariffs=RISE, policy={"roll-out-date": ("2023-02-01", "x")}).changed(policy=policy),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_rise_begins_on_its_day_whatever_the_policy(way):
    def lines(roll_out):
        priced = WAYS[way]({"roll-out-date": (roll_out, "letter")}).price(SPRING)
        return [(line.first_day.isoformat()[5:], line.net) for line in priced.lines]

    # 14 days at 545; 17 at 435, which is not raised before April; 30 at 435 x 1.04 = 452.40.
    assert lines("2023-03-15") == [("03-01", Decimal("7630.00")), ("03-15", Decimal("7395.00")), ("04-01", Decimal("13572.00"))]
    # 31 days at 545; 9 at 545 x 1.04 = 566.80; 21 at 452.40.
    assert lines("2023-04-10") == [("03-01", Decimal("16895.00")), ("04-01", Decimal("5101.20")), ("04-10", Decimal("9500.40"))]


def test_a_new_price_that_a_setting_ends_says_that_it_rests_on_it():
    new = takst.NewTariff(BASIS, since="2022-06-01", price="500", source="x")
    line, *_ = takst.changed(tariffs=new).price(SPRING).lines
    assert (line.net, "assumed.roll-out-date" in line.assumptions) == (Decimal("15500.00"), True)
    # 14 days at 500, 17 at 435.
    moved = takst.changed(tariffs=new).changed(policy={"roll-out-date": ("2023-03-15", "letter")}).price(SPRING)
    assert [line.net for line in moved.lines][:2] == [Decimal("7000.00"), Decimal("7395.00")]
