"""OpenFisca as a system of its own: a row is a person, tariffs are parameters, and each month is a period of 32-bit floats.

A parameter has one value a month's day, and a formula one period a month: a month in which a price changes is reckoned in two parts, before
and after. The lines are gathered from the months, and each month's arrays are dropped before the next.
"""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from openfisca_core import periods
from openfisca_core.entities import Entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import ETERNITY, MONTH
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from segments import AFTERCARE, number, services

CASE = Entity("case", "cases", "A row of a case file", "")
MONTHS = [str(month) for month in np.arange("2020-01", "2027-01", dtype="datetime64[M]")]


def given(label):
    """A variable that stands in the file."""
    return type(label, (Variable,), {"value_type": int, "entity": CASE, "definition_period": ETERNITY, "label": label})


def monthly(name, value_type, formula):
    def formula_of(cases, period, parameters):
        return formula(cases, period, parameters)

    return type(name, (Variable,), {"value_type": value_type, "entity": CASE, "definition_period": MONTH, "label": name, "formula": formula_of})


def day(instant):
    return int(np.datetime64(str(instant)).astype(int))


def by_service(node, cases):
    """A parameter of each case's service."""
    values = np.array([getattr(node, key) for key in sorted(node)], np.float32)
    return values[cases("code", periods.period(ETERNITY))]


def bounds(cases, period, parameters, part):
    """First and last day on which the part of the month can be charged: before a change in the month, or from it."""
    change = by_service(parameters(period.stop).since, cases).astype(np.int32)
    begin, end = day(period.start), day(period.stop)
    changes = (change > begin) & (change <= end)
    if part == "before":
        return np.full_like(change, begin), np.where(changes, change - 1, end)
    return np.where(changes, change, end + 1), np.full_like(change, end)


def once(cases, name):
    return cases(name, periods.period(ETERNITY))


def weeks(cases, period, parameters, part):
    """Numbers of the first and the last week that begin in the part of the month, counted from 0."""
    first, last = once(cases, "first_day"), once(cases, "last_day")
    a, b = bounds(cases, period, parameters, part)
    unit = once(cases, "unit_days")
    return np.maximum(a - first + unit - 1, 0) // unit, (np.minimum(b, last) - first) // unit


def variables():
    """The formulas, each for both parts of a month."""
    made = [given(name) for name in ["code", "first_day", "last_day", "unit_days"]]
    for part in ["before", "after"]:
        def quantity(cases, period, parameters, part=part):
            low, high = weeks(cases, period, parameters, part)
            return np.maximum(high - low + 1, 0)

        def days(cases, period, parameters, part=part):
            low, high = weeks(cases, period, parameters, part)
            first, unit = once(cases, "first_day"), once(cases, "unit_days")
            stop = np.minimum(first + unit * (high + 1) - 1, once(cases, "last_day"))
            return np.where(high >= low, stop - (first + unit * low) + 1, 0)

        def price(cases, period, parameters, part=part):
            return by_service(parameters(period.start if part == "before" else period.stop).price, cases)

        def net(cases, period, parameters, part=part):
            return cases(f"quantity_{part}", period) * cases(f"price_{part}", period)

        def vat(cases, period, parameters, part=part):
            return cases(f"net_{part}", period) * by_service(parameters(period.start).vat, cases)

        def refund(cases, period, parameters, part=part):
            return cases(f"net_{part}", period) * by_service(parameters(period.start).refund, cases)

        for formula, kind in [(quantity, int), (days, int), (price, float), (net, float), (vat, float), (refund, float)]:
            made.append(monthly(f"{formula.__name__}_{part}", kind, formula))
    return made


def parameters(catalogue, names):
    """The tariffs as OpenFisca keeps parameters; services by number, so that they sort as their codes."""
    def dated(values):
        return {"values": {date: {"value": value} for date, value in values.items()}}

    nodes = {"price": {}, "since": {}, "vat": {}, "refund": {}}
    for code, name in enumerate(names):
        service, key = catalogue[name], f"s{code:04}"
        nodes["price"][key] = dated({tariff["from"]: float(tariff["price"]) for tariff in service["tariff"]})
        nodes["since"][key] = dated({tariff["from"]: number(tariff["from"]) for tariff in service["tariff"]})
        nodes["vat"][key] = dated({"2019-12-01": 0.25 if service["vat"] == "standard" else 0.0})
        nodes["refund"][key] = dated({"2019-12-01": 0.5, "2023-10-01": 0.0} if service["refund"] == AFTERCARE else {"2019-12-01": 0.0})
    return ParameterNode("", data=nodes)


class Peer:
    def load(self, path, catalogue):
        found = services(catalogue)
        names = list(found)
        table = pq.read_table(path)
        service = table["service"].combine_chunks()
        service = service if isinstance(service, pa.DictionaryArray) else service.chunk(0)
        own = np.array([names.index(name) for name in service.dictionary.to_pylist()], np.int32)
        code = own[service.indices.to_numpy()]
        self.given = {
            "code": code,
            "first_day": table["first_day"].cast(pa.int32()).to_numpy(),
            "last_day": table["last_day"].cast(pa.int32()).to_numpy(),
            "unit_days": np.array([7 if found[name]["kind"] == "week" else 1 for name in names], np.int32)[code],
        }
        self.system = TaxBenefitSystem([CASE])
        for variable in variables():
            self.system.add_variable(variable)
        self.system.parameters = parameters(found, names)

    def run(self, job):
        if job != "lines-narrow":
            raise ValueError(f"no such job: {job}")
        simulation = SimulationBuilder().build_default_simulation(self.system, count=len(self.given["code"]))
        for name, values in self.given.items():
            simulation.set_input(name, "ETERNITY", values)
        lines = []
        for month in MONTHS:
            for part in ["before", "after"]:
                found = {name: simulation.calculate(f"{name}_{part}", month) for name in ["days", "price", "net", "vat", "refund"]}
                rows = np.flatnonzero(found["days"])
                if len(rows):
                    columns = [found[name][rows] for name in ["days", "price", "net", "vat", "refund"]]
                    first = np.datetime64(month, "D").astype(np.int32)
                    lines.append([rows + 1, np.full(len(rows), first), *columns, columns[2] - columns[4]])
                for name in ["quantity", "days", "price", "net", "vat", "refund"]:
                    simulation.delete_arrays(f"{name}_{part}", month)
        return [np.concatenate(column) for column in zip(*lines)]

    def table(self, job, result):
        names = ["row", "month", "days", "unit_price", "net", "vat", "refund", "cost"]
        table = pa.table(dict(zip(names, result)))
        return table.set_column(1, "month", table["month"].cast(pa.int32()).cast(pa.date32()))
