//! Control of what others billed.

use crate::book_core::Book;
use crate::convert;
use crate::error::{file_error, unusable};
use crate::frames::Origin;
use crate::given::fault::Ended;
use crate::given::input::{CasesIn, summary};
use crate::given::texts::texts;
use crate::ledger::asked;
use crate::ledger::control::Control;
use crate::ledger::head::Head;
use crate::ledger::parties::Parties;
use crate::ledger::problems::Cases;
use crate::ledger::register::{Ledger, rows_of};
use crate::ledger::work::{InputCases, done};
use crate::shared::unread;
use crate::watch::Watch;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString, PyTuple};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use takst::document::control::found::ServiceTexts;
use takst_catalogue::services_from_toml;
use takst_explain::Texts;
use takst_io::{Pseudonyms, RowFormat, read_papers_in};
use takst_run::{CitizenList, Citizens, ControlOf, Controlled, PaperLists, ReadAs, author, control, file_name, last_day, last_month_before};

/// Compares what others billed with what should be, and returns a `takst.Control`.
///
/// `bills` is the path of an electronic invoice (XML), of a folder of them, or of a list of invoices and credit notes (CSV), or several paths; or a data frame or an iterable of dicts in the columns of such a list: `invoice`, `kind`,
/// `seller`, `case_id`, `service`, `payer`, `first_day`, `last_day`, `quantity`, `unit`, `unit_price`, `price_base_quantity`, `net`, `vat_rate`, `refers_to`, of which
/// `invoice`, `seller`, `case_id` and `net` are required. `cases` are our own, as a `takst.Ledger` takes them; open rows run to the end of the last billed month.
///
/// Of sellers in `parties` `provider`, `name` and `cvr` suffice, of buyers `payer`, `name`, `cvr` and `gln`.
///
/// `citizens` is the path of a CSV file with the columns `cpr` and `citizen_id`: by it cases are found whose electronic invoices have CPR numbers in their texts. It is read and never kept.
/// Where the citizens of the cases are pseudonyms that a key made, `pseudonyms` is the path of the key, and no list is needed. Of the two only one is given.
///
/// `services` says what sellers call their services: the path of a TOML file, or a dict of dicts, seller → text → service. A `ledger` (`takst.Ledger`) keeps what is received,
/// and what it received before counts too; the same list again adds nothing. A list that cannot be read stops no other: its faults are in `unread`; what is wrong with electronic
/// invoices that were read is in `notes`. FileError where none can be read.
#[pyfunction]
#[pyo3(signature = (bills, cases, /, *, parties, services=None, citizens=None, pseudonyms=None, ledger=None, book=None, progress=None))]
#[allow(clippy::too_many_arguments)] // as many as Python may name
pub fn verify<'py>(
    py: Python<'py>,
    bills: &Bound<'py, PyAny>,
    cases: &Bound<'py, PyAny>,
    parties: &Bound<'py, PyAny>,
    services: Option<&Bound<'py, PyAny>>,
    citizens: Option<PathBuf>,
    pseudonyms: Option<PathBuf>,
    ledger: Option<&Bound<'py, Ledger>>,
    book: Option<&Bound<'py, Book>>,
    progress: Option<&Bound<'py, PyAny>>,
) -> PyResult<Control> {
    let book = asked::book(py, book, None)?;
    let lang = book.get().lang;
    let parties = asked::control_parties(parties, book.get())?;
    let services = services.map_or_else(|| Ok(ServiceTexts::default()), |services| service_texts(services, &parties, book.get()))?;
    if citizens.is_some() && pseudonyms.is_some() {
        return Err(PyTypeError::new_err("citizens and pseudonyms do not go together: citizens are found by a list or by a key"));
    }
    let list = citizens.map(|path| citizen_list(py, &path, texts(lang))).transpose()?;
    let key = pseudonyms.map(|path| key_of(py, &path)).transpose()?;
    let citizens = list.as_ref().map(|list| list as &dyn Citizens).or(key.as_ref().map(|key| key as &dyn Citizens));
    let lists = lists(py, bills, &ReadAs { parties: &parties.loaded.parties, citizens, texts: texts(lang) }, book.get())?;
    let until = last_day(&lists, last_month_before(asked::today(py)?));
    let path = ledger.map(|ledger| ledger.get().open_path()).transpose()?;
    let cases = CasesIn::of(py, cases)?;
    let (origin, rows) = (cases.origin, cases.rows);
    let watch = Watch::new(py, progress, rows)?;
    let (core, loaded) = (book.get().core().clone(), parties.loaded.clone());
    let controlled = done(py, &watch, (lang, origin), move |run| {
        let mut input = InputCases::read(cases, &run)?;
        let mut ledger = path.as_deref().map(takst_ledger::Ledger::open).transpose()?;
        // What was received is read within the transaction that adds to it.
        let writing = ledger.as_mut().map(|ledger| ledger.begin(author(SystemTime::now()))).transpose()?;
        let of = ControlOf { book: &core, parties: &loaded.parties, texts: &services, until };
        let controlled = control(&lists, writing, &mut input, &of, || run.commits())?;
        let cases = Cases::of(&input.problems(), &controlled.summary, lang)?;
        Ok((controlled, cases, (lists.unread, lists.notes, lists.files)))
    });
    watch.close(py, controlled.as_ref().ok().map(|(controlled, ..)| summary(&controlled.summary, rows)).as_ref())?;
    let (Controlled { verified, head, .. }, cases, (unread, notes, files)) = controlled?;
    let head = head.as_ref().map(Head::from);
    Ok(Control { verified, parties, book: book.unbind(), until, problems: cases.held(py)?, unread, notes, files, head })
}

/// The papers of all lists.
fn lists(py: Python<'_>, bills: &Bound<'_, PyAny>, of: &ReadAs<'_>, book: &Book) -> PyResult<PaperLists> {
    let lang = book.lang;
    let mut lists = PaperLists::default();
    let is_path = |given: &Bound<'_, PyAny>| -> PyResult<bool> { Ok(given.is_instance_of::<PyString>() || given.hasattr("__fspath__")?) };
    let is_list = bills.is_instance_of::<PyList>() || bills.is_instance_of::<PyTuple>();
    let paths: Vec<PathBuf> = if is_path(bills)? {
        vec![bills.extract()?]
    } else if is_list && bills.len()? > 0 && is_path(&bills.get_item(0)?)? {
        bills.extract()?
    } else {
        Vec::new()
    };
    let read = if paths.is_empty() {
        let (_, bytes) = rows_of(py, "bills", bills)?;
        lists.add("bills", read_papers_in(bytes.as_slice(), RowFormat::Json), texts(lang));
        lists.some()
    } else {
        py.detach(|| PaperLists::read(&paths, of))
    };
    read.map_err(|failure| Ended::from(failure).raised(py, lang, Origin::Other))
}

/// Citizens by CPR number.
fn citizen_list(py: Python<'_>, path: &Path, texts: &Texts) -> PyResult<CitizenList> {
    let file = std::fs::File::open(path).map_err(|error| unread(py, path, &error))?;
    CitizenList::read(&path.display().to_string(), file, texts).map_err(|lines| unusable(py, &lines))
}

/// The key of pseudonyms.
fn key_of(py: Python<'_>, path: &Path) -> PyResult<Pseudonyms> {
    let text = std::fs::read_to_string(path).map_err(|error| unread(py, path, &error))?;
    Pseudonyms::parse(&text).map_err(|error| unusable(py, &[format!("{}: {error}", file_name(path))]))
}

/// What sellers call their services.
fn service_texts(given: &Bound<'_, PyAny>, parties: &Parties, book: &Book) -> PyResult<ServiceTexts> {
    let py = given.py();
    let (name, text) = match given.cast::<PyDict>() {
        Ok(sellers) => ("services".to_owned(), toml(sellers)?),
        Err(_) if given.is_instance_of::<PyString>() || given.hasattr("__fspath__")? => {
            let path: PathBuf = given.extract()?;
            (path.display().to_string(), std::fs::read_to_string(&path).map_err(|error| unread(py, &path, &error))?)
        }
        Err(_) => {
            return Err(convert::wrong_type("services", given, "the path of a TOML file, or a dict: seller, then text, then id of the service"));
        }
    };
    let catalogue = &book.catalogue.loaded.catalogue;
    services_from_toml(&name, &text, &parties.loaded.parties, catalogue).map_err(|problems| file_error(py, &problems, book.lang))
}

/// A dict of dicts as TOML. A text of JSON is one of TOML.
fn toml(sellers: &Bound<'_, PyDict>) -> PyResult<String> {
    let quoted = |text: &Bound<'_, PyAny>| -> PyResult<String> { Ok(serde_json::Value::String(convert::plain_text("services", text)?).to_string()) };
    let mut toml = String::new();
    for (seller, texts) in sellers {
        toml.push_str(&format!("[{}]\n", quoted(&seller)?));
        let texts = texts.cast::<PyDict>().map_err(|_| convert::wrong_type("services", &texts, "a dict: text, then id of the service"))?;
        for (text, service) in texts {
            toml.push_str(&format!("{} = {}\n", quoted(&text)?, quoted(&service)?));
        }
    }
    Ok(toml)
}
