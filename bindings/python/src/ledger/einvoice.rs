//! Electronic invoices of others, for the typed Python around them.

use crate::convert;
use crate::error::unusable;
use crate::frames::{Frame, Origin};
use crate::given::fault::Ended;
use crate::given::texts::texts;
use crate::shared::unread;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};
use std::fs::File;
use std::path::PathBuf;
use takst::contract::document_column::DocumentCell;
use takst_batch::typed_batch;
use takst_einvoice::json::of_received;
use takst_einvoice::received_words::not_readable;
use takst_einvoice::{ReadError, read};
use takst_explain::Lang;

/// An electronic invoice as JSON.
#[pyfunction]
#[pyo3(signature = (invoice, lang=None))]
pub fn _read_invoice(py: Python<'_>, invoice: &Bound<'_, PyAny>, lang: Option<&str>) -> PyResult<String> {
    let lang = convert::lang(lang)?;
    let (name, received) = if let Ok(bytes) = invoice.cast::<PyBytes>() {
        ("invoice".to_owned(), read(bytes.as_bytes()))
    } else if invoice.is_instance_of::<PyString>() || invoice.hasattr("__fspath__")? {
        let path: PathBuf = invoice.extract()?;
        let file = File::open(&path).map_err(|error| unread(py, &path, &error))?;
        (path.display().to_string(), py.detach(|| read(file)))
    } else {
        return Err(convert::wrong_type("invoice", invoice, "the path of an electronic invoice (XML), or its bytes"));
    };
    let received = received.map_err(|error: ReadError| unusable(py, &[not_readable(texts(lang), &name, &error)]))?;
    Ok(of_received(&received, texts(lang)))
}

/// The columns of the lines of an invoice. Others write numbers with as many decimals as they like: these are the least.
const COLUMNS: &[(&str, DocumentCell)] = &[
    ("number", DocumentCell::Text),
    ("kind", DocumentCell::Text),
    ("issued", DocumentCell::Day),
    ("seller", DocumentCell::Text),
    ("buyer", DocumentCell::Text),
    ("buyer_reference", DocumentCell::Text),
    ("order", DocumentCell::Text),
    ("line", DocumentCell::Count),
    ("note", DocumentCell::Text),
    ("service", DocumentCell::Text),
    ("name", DocumentCell::Text),
    ("first_day", DocumentCell::Day),
    ("last_day", DocumentCell::Day),
    ("quantity", DocumentCell::Decimal(2)),
    ("unit", DocumentCell::Text),
    ("unit_price", DocumentCell::Decimal(4)),
    ("price_base_quantity", DocumentCell::Decimal(2)),
    ("net", DocumentCell::Decimal(2)),
    ("vat_category", DocumentCell::Text),
    ("vat_rate", DocumentCell::Decimal(2)),
];

/// The lines of an invoice as a frame; each row has a text for each column.
#[pyfunction]
pub fn _invoice_frame(py: Python<'_>, rows: Vec<Vec<String>>) -> PyResult<Frame> {
    let decimals = |text: &String| text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let typed = |(place, (name, cell)): (usize, &(&'static str, DocumentCell))| {
        let cell = match *cell {
            DocumentCell::Decimal(least) => {
                let most = rows.iter().filter_map(|row| row.get(place)).map(decimals).max().unwrap_or_default();
                DocumentCell::Decimal(u8::try_from(most).unwrap_or(u8::MAX).max(least))
            }
            other => other,
        };
        (*name, cell)
    };
    let columns: Vec<_> = COLUMNS.iter().enumerate().map(typed).collect();
    let batch = typed_batch(&columns, &rows).map_err(|error| Ended::from(error).raised(py, Lang::En, Origin::Other))?;
    Ok(Frame { schema: batch.schema(), batches: vec![batch] })
}
