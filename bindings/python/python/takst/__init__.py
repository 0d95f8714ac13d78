"""Exact, explained money for Danish social services.

Tariffs, pricing and state refund as objects and data frames. Money is `decimal.Decimal`, days are `datetime.date`; floats are refused everywhere.

>>> case = takst.Case.single("S-1", service="mandecentret/efterforsorg-basis", first_day="2023-03-20", last_day="2023-04-10", payer="101")
>>> statement = takst.price(case)
>>> for line in statement.lines:
...     print(line.month, line.net, line.refund)
2023-03 6540.00 3270.00
2023-04 4350.00 2175.00
"""

from takst import _native
from takst._native import *  # noqa: F403
from takst._native import __version__
