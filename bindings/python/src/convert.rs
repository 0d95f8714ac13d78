//! Python values in and out: dates, decimals, text. Floats are refused everywhere.

use chrono::{Datelike, NaiveDate};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyDate, PyDateTime, PyFloat, PyInt, PyString, PyType};
use takst::{Code, Column, Content, Month, ReportingPeriod};
use takst_batch::Dimension;
use takst_explain::{Lang, Texts};

static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();

fn decimal_type(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    DECIMAL.import(py, "decimal", "Decimal")
}

/// A `decimal.Decimal` with the decimals that the text has.
pub fn decimal<'py>(py: Python<'py>, number: &impl ToString) -> PyResult<Bound<'py, PyAny>> {
    decimal_type(py)?.call1((number.to_string(),))
}

/// A `datetime.date`.
pub fn date<'py>(py: Python<'py>, day: NaiveDate) -> PyResult<Bound<'py, PyAny>> {
    // Months and days of a calendar fit into a byte.
    Ok(PyDate::new(py, day.year(), day.month() as u8, day.day() as u8)?.into_any())
}

/// The language of texts; English where none is asked for.
pub fn lang(text: Option<&str>) -> PyResult<Lang> {
    text.map_or(Ok(Lang::En), |text| text.parse::<Lang>().map_err(|error| PyValueError::new_err(format!("lang: {error}"))))
}

/// All texts of a language, read once.
pub fn texts(lang: Lang) -> &'static Texts {
    takst_catalogue::messages::texts(lang)
}

/// Options of the command as this package names them, and what only the command has.
const OPTIONS: [(&str, &str); 10] = [
    (", or add --input workbook", ""),
    (", eller tilføj --input workbook", ""),
    (", or add --input csv", ""),
    (", eller tilføj --input csv", ""),
    ("--dates dmy", "dates=\"dmy\""),
    ("--pseudonyms ", "pseudonyms="),
    ("--until 2024-03-31", "until=\"2024-03-31\""),
    ("(--map)", "(map=)"),
    ("--map", "map="),
    ("--sheet", "sheet="),
];

/// A message with its options as this package names them.
pub fn in_python(message: &str) -> String {
    if !message.contains("--") {
        return message.to_owned();
    }
    OPTIONS.iter().fold(message.to_owned(), |message, (option, name)| message.replace(option, name))
}

fn type_name(value: &Bound<'_, PyAny>) -> String {
    value.get_type().fully_qualified_name().map_or_else(|_| "this type".to_owned(), |name| name.to_string())
}

/// The refusal of a value of the wrong type: what was found, and what would be right.
pub fn wrong_type(name: &str, value: &Bound<'_, PyAny>, right: &str) -> PyErr {
    let found = type_name(value);
    if value.is_instance_of::<PyFloat>() {
        return PyTypeError::new_err(format!("{name}: {found} is refused, because it is not exact; pass {right}"));
    }
    if value.is_instance_of::<PyDateTime>() {
        return PyTypeError::new_err(format!("{name}: {found} has a time of day; pass {right}, here .date()"));
    }
    PyTypeError::new_err(format!("{name}: {found} is refused; pass {right}"))
}

/// ISO 8601 text of a date: a `datetime.date` (no `datetime`), or text as it stands.
pub fn date_text(name: &str, value: &Bound<'_, PyAny>) -> PyResult<String> {
    const RIGHT: &str = "a datetime.date, or str YYYY-MM-DD";
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(text.to_str()?.to_owned());
    }
    if value.is_instance_of::<PyDate>() && !value.is_instance_of::<PyDateTime>() {
        return value.call_method0("isoformat")?.extract();
    }
    Err(wrong_type(name, value, RIGHT))
}

/// A day: a `datetime.date`, or text `YYYY-MM-DD`.
pub fn day(name: &str, value: &Bound<'_, PyAny>) -> PyResult<NaiveDate> {
    let text = date_text(name, value)?;
    let plain = text.len() == 10 && text.is_ascii();
    let day = plain.then(|| text.parse::<NaiveDate>().ok()).flatten();
    day.ok_or_else(|| PyValueError::new_err(format!("{name}: {text:?} is no date YYYY-MM-DD")))
}

/// Plain digits of an exact number: a `decimal.Decimal`, an `int` (no `bool`), or text as it stands.
pub fn number_text(name: &str, value: &Bound<'_, PyAny>) -> PyResult<String> {
    const RIGHT: &str = "a decimal.Decimal, int or str";
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(text.to_str()?.to_owned());
    }
    if value.is_instance_of::<PyBool>() || value.is_instance_of::<PyFloat>() {
        return Err(wrong_type(name, value, RIGHT));
    }
    if value.is_instance_of::<PyInt>() {
        return Ok(value.str()?.to_str()?.to_owned());
    }
    if value.is_instance(decimal_type(value.py())?)? {
        // Without an exponent; what is no number stays as it is, and is refused as a value.
        return value.call_method1("__format__", ("f",))?.extract();
    }
    // Whole numbers of other libraries say so; floats of theirs do not.
    match value.call_method0("__index__") {
        Ok(whole) => Ok(whole.str()?.to_str()?.to_owned()),
        Err(_) => Err(wrong_type(name, value, RIGHT)),
    }
}

/// One name, or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names(pub Vec<String>);

impl<'py> FromPyObject<'_, 'py> for Names {
    type Error = PyErr;

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Names> {
        if given.is_instance_of::<PyString>() {
            return Ok(Names(vec![given.extract()?]));
        }
        given.extract().map(Names)
    }
}

/// Dimensions to group by, each named once.
pub fn dimensions(by: &[String]) -> PyResult<Vec<Dimension>> {
    let mut found = Vec::new();
    for name in by {
        let dimension = name.parse::<Dimension>().map_err(|error| PyValueError::new_err(format!("by: {error}")))?;
        if found.contains(&dimension) {
            return Err(PyValueError::new_err(format!("by: {name} is there twice; name it once")));
        }
        found.push(dimension);
    }
    Ok(found)
}

/// Text as it stands.
pub fn plain_text(name: &str, value: &Bound<'_, PyAny>) -> PyResult<String> {
    value.cast::<PyString>().map_err(|_| wrong_type(name, value, "str")).and_then(|text| Ok(text.to_str()?.to_owned()))
}

/// The text of a cell of the case file; `None` where nothing is given.
pub fn cell_text(column: Column, value: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    if value.is_none() || is_nothing(value)? {
        return Ok(None);
    }
    let name = column.as_str();
    match column.content() {
        Content::Reference | Content::Text => plain_text(name, value),
        Content::Day => midnight(value)?.map_or_else(|| date_text(name, value), Ok),
        Content::Municipality => payer_text(name, value),
        Content::Number => number_text(name, value),
        Content::Truth => truth_text(name, value),
    }
    .map(Some)
}

/// Whether tables write this into an empty cell: NaN, and NaT and NA of pandas. A NaN of decimals is a number that is wrong.
fn is_nothing(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    if value.is_instance_of::<PyString>() {
        return Ok(false);
    }
    if let Ok(number) = value.cast::<PyFloat>() {
        return Ok(number.value().is_nan());
    }
    let of = value.get_type();
    let (name, module) = (of.name()?, of.module()?);
    Ok(match (module.to_str()?.split('.').next(), name.to_str()?) {
        (Some("pandas"), "NaTType" | "NAType") => true,
        // The float of 64 bits is a float of Python.
        (Some("numpy"), "float32" | "float16") => value.extract::<f64>()?.is_nan(),
        _ => false,
    })
}

/// The day of a time at midnight without a zone, which is how tables write days.
pub fn midnight(value: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    let Ok(time) = value.cast::<PyDateTime>() else { return Ok(None) };
    let whole = |part: &str| value.getattr_opt(part)?.map_or(Ok(true), |part| part.eq(0));
    let is_midnight =
        ["hour", "minute", "second", "microsecond", "nanosecond"].into_iter().map(whole).try_fold(true, |all, one| one.map(|one| all && one))?;
    if !is_midnight || !time.getattr("tzinfo")?.is_none() {
        return Ok(None);
    }
    value.call_method0("date")?.call_method0("isoformat")?.extract().map(Some)
}

fn payer_text(name: &str, value: &Bound<'_, PyAny>) -> PyResult<String> {
    if value.is_instance_of::<PyString>() || (value.is_instance_of::<PyInt>() && !value.is_instance_of::<PyBool>()) {
        return Ok(value.str()?.to_str()?.to_owned());
    }
    Err(wrong_type(name, value, "the municipality: its code as str or int, \"101\" to \"860\", or its name"))
}

fn truth_text(name: &str, value: &Bound<'_, PyAny>) -> PyResult<String> {
    match value.cast::<PyBool>() {
        Ok(truth) => Ok(if truth.is_true() { "true" } else { "false" }.to_owned()),
        Err(_) if value.is_instance_of::<PyString>() => plain_text(name, value),
        Err(_) => Err(wrong_type(name, value, "True, False, or str \"true\" or \"false\"")),
    }
}

/// A column of the case file by its name, or a refusal that says which was perhaps meant.
pub fn column(name: &str) -> PyResult<Column> {
    Column::ALL.iter().copied().find(|column| column.as_str() == name).ok_or_else(|| {
        let right = match nearest(name, |_| true) {
            Some(near) => format!("did you mean {}?", near.as_str()),
            None => format!("the columns are {}", Column::ALL.iter().map(|column| column.as_str()).collect::<Vec<_>>().join(", ")),
        };
        PyTypeError::new_err(format!("there is no column {name:?}; {right}"))
    })
}

/// The column, among those that may be meant, whose name is nearest to this one.
pub fn nearest(name: &str, may_be: impl Fn(Column) -> bool) -> Option<Column> {
    let names = || Column::ALL.iter().copied().filter(|column| may_be(*column));
    let near = takst_catalogue::nearest(name, names().map(Column::as_str)).first().copied()?;
    names().find(|column| column.as_str() == near)
}

/// A code of the registry by its text.
pub fn code(text: &str) -> PyResult<Code> {
    text.parse::<Code>().map_err(|error| PyValueError::new_err(error.to_string()))
}

/// The window of time: one month, or a first month and a last day.
pub fn window(month: Option<&Bound<'_, PyAny>>, from: Option<&Bound<'_, PyAny>>, until: Option<&Bound<'_, PyAny>>) -> PyResult<ReportingPeriod> {
    if let Some(month) = month {
        if from.is_some() || until.is_some() {
            return Err(PyValueError::new_err("month is a window by itself; leave out from_ and until, or month"));
        }
        return Ok(ReportingPeriod::month(month_of("month", month)?));
    }
    let from = from.map(|from| month_of("from_", from)).transpose()?;
    let until = until.map(|until| day("until", until)).transpose()?;
    if let (Some(from), Some(until)) = (from, until)
        && from.first_day() > until
    {
        return Err(PyValueError::new_err(format!("the window from {} until {until} has no day", from.first_day())));
    }
    Ok(ReportingPeriod { from, until })
}

/// A month: `YYYY-MM`, or its first day.
pub fn month_of(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Month> {
    let text = date_text(name, value)?;
    let month = if text.len() == 7 { text.parse::<Month>().ok() } else { text.parse::<NaiveDate>().ok().filter(|day| day.day() == 1).map(Month::of) };
    month.ok_or_else(|| PyValueError::new_err(format!("{name}: {text:?} is no month; pass str YYYY-MM, or the first day of a month")))
}
