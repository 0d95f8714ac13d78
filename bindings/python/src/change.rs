//! What-if prices, as Python asks for them.

use crate::convert::{self, Names};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use rust_decimal::Decimal;
use takst::{Percent, UnitPrice};
use takst_catalogue::Change;

fn number<T: TryFrom<Decimal>>(name: &str, given: &Bound<'_, PyAny>, right: &str) -> PyResult<T> {
    let text = convert::number_text(name, given)?;
    let number = Decimal::from_str_exact(text.trim()).ok().and_then(|number| T::try_from(number).ok());
    number.ok_or_else(|| PyValueError::new_err(format!("{name}: {text:?} is refused; pass {right}")))
}

/// Published prices rise, or fall, by `percent` from the day `since`.
///
/// `percent` is a `decimal.Decimal`, int or str with at most 2 decimals, more than -100 and at most 1000. `services` names services or providers; without it every published price changes.
/// Prices are rounded half away from zero to the øre, per hour to 1/10,000 kr; versions that begin later change too.
///
/// The source of a changed price says so, before the published one: `what-if: 2.50 % from 2026-01-01; …`. It is in every explanation and in the tariffs of the
/// changed catalogue. `tariff_version` of a line ends in `!` and `name`: `service@first day!what-if`.
///
/// >>> takst.Rise("2.5", since="2026-01-01", services=["mandecentret"])
/// <Rise what-if: 2.50 % from 2026-01-01 for mandecentret>
#[pyclass(module = "takst", frozen, eq, hash)]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rise {
    change: Change,
}

#[pymethods]
impl Rise {
    #[new]
    #[pyo3(signature = (percent, since, services=None, *, name=None))]
    fn new(percent: &Bound<'_, PyAny>, since: &Bound<'_, PyAny>, services: Option<Names>, name: Option<String>) -> PyResult<Rise> {
        let percent: Percent = number("percent", percent, "a percentage with at most 2 decimals")?;
        let only = services.map_or_else(Vec::new, |services| services.0);
        Ok(Rise { change: Change::Rise { percent, since: convert::day("since", since)?, only, name: name_or_usual(name) } })
    }

    fn __repr__(&self) -> String {
        format!("<Rise {}>", self.change)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, ChangeText)> {
        Ok((crate::shared::rebuild(py, "_change")?, to_text(&self.change)))
    }
}

/// `service` has the price `price` from the day `since`, until a published version that begins later.
///
/// `price` is DKK ex VAT per unit of the service, a `decimal.Decimal`, int or str: more than 0, at most 10,000,000, 2 decimals, per hour 4. `source` says where it is taken from.
/// `day_price`, only where the price is per month, is that of a day in a part of a month; without it such a day costs its share of `price`.
/// An explanation gives it as `what-if: service at 460.00 from 2026-01-01, source`; `tariff_version` of a line is `service@since!name`, and `name` is
/// `what-if` where none is given.
///
/// >>> takst.NewTariff("mandecentret/efterforsorg-basis", since="2026-01-01", price="460.00", source="budget 2026")
/// <NewTariff what-if: mandecentret/efterforsorg-basis at 460.00 from 2026-01-01, budget 2026>
#[pyclass(module = "takst", frozen, eq, hash)]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NewTariff {
    change: Change,
}

#[pymethods]
impl NewTariff {
    #[new]
    #[pyo3(signature = (service, since, price, source, *, day_price=None, name=None))]
    fn new(
        service: String,
        since: &Bound<'_, PyAny>,
        price: &Bound<'_, PyAny>,
        source: String,
        day_price: Option<&Bound<'_, PyAny>>,
        name: Option<String>,
    ) -> PyResult<NewTariff> {
        let price: UnitPrice = number("price", price, "a price with at most 4 decimals")?;
        let day_price = day_price.map(|price| number("day_price", price, "a price with at most 2 decimals")).transpose()?;
        Ok(NewTariff {
            change: Change::NewTariff { service, since: convert::day("since", since)?, price, day_price, source, name: name_or_usual(name) },
        })
    }

    fn __repr__(&self) -> String {
        format!("<NewTariff {}>", self.change)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, ChangeText)> {
        Ok((crate::shared::rebuild(py, "_change")?, to_text(&self.change)))
    }
}

fn name_or_usual(name: Option<String>) -> String {
    name.unwrap_or_else(|| Change::NAME.to_owned())
}

/// A change as text, for pickles: number, day, ids or service, name; source and price per day where it is a new price.
pub type ChangeText = (i64, String, Vec<String>, String, Option<(String, Option<i64>)>);

pub fn to_text(change: &Change) -> ChangeText {
    match change {
        Change::Rise { percent, since, only, name } => (percent.units(), since.to_string(), only.clone(), name.clone(), None),
        Change::NewTariff { service, since, price, day_price, source, name } => {
            let new = (source.clone(), day_price.map(UnitPrice::units));
            (price.units(), since.to_string(), vec![service.clone()], name.clone(), Some(new))
        }
    }
}

pub fn from_text((units, since, ids, name, new): ChangeText) -> PyResult<Change> {
    let since = since.parse().map_err(|_| PyValueError::new_err("the pickle holds no readable day"))?;
    Ok(match new {
        None => Change::Rise { percent: Percent::from_units(units), since, only: ids, name },
        Some((source, day_price)) => {
            let (service, price) = (ids.into_iter().next().unwrap_or_default(), UnitPrice::from_units(units));
            Change::NewTariff { service, since, price, day_price: day_price.map(UnitPrice::from_units), source, name }
        }
    })
}

/// A change out of its pickle.
#[pyfunction]
pub fn _change(
    py: Python<'_>,
    units: i64,
    since: String,
    ids: Vec<String>,
    name: String,
    new: Option<(String, Option<i64>)>,
) -> PyResult<Bound<'_, PyAny>> {
    match from_text((units, since, ids, name, new))? {
        change @ Change::Rise { .. } => Ok(Bound::new(py, Rise { change })?.into_any()),
        change @ Change::NewTariff { .. } => Ok(Bound::new(py, NewTariff { change })?.into_any()),
    }
}

/// One change, or several.
pub fn changes(given: &Bound<'_, PyAny>) -> PyResult<Vec<Change>> {
    let one = |given: &Bound<'_, PyAny>| {
        let rise = given.cast::<Rise>().ok().map(|rise| rise.get().change.clone());
        rise.or_else(|| given.cast::<NewTariff>().ok().map(|new| new.get().change.clone()))
    };
    if let Some(change) = one(given) {
        return Ok(vec![change]);
    }
    let wrong = |value: &Bound<'_, PyAny>| convert::wrong_type("tariffs", value, "takst.Rise, takst.NewTariff, or a list of them");
    given.try_iter().map_err(|_| wrong(given))?.map(|item| item.and_then(|item| one(&item).ok_or_else(|| wrong(&item)))).collect()
}
