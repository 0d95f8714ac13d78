//! Ledgers: invoices, corrections, claims and control, from cases of any kind and with results as frames.

// In order of dependency.
mod table;
mod work;
mod rows_in;
mod parties;
mod asked;
mod head;
mod problems;
mod plan;
mod settlement;
mod claim;
mod documents;
mod control;
mod register;
mod pure;
mod verify;
mod einvoice;

use pyo3::prelude::*;

/// Adds the classes and functions of ledgers to the module.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<head::Head>()?;
    module.add_class::<head::Checked>()?;
    module.add_class::<head::Imported>()?;
    module.add_class::<head::Expired>()?;
    module.add_class::<parties::Parties>()?;
    module.add_class::<plan::Plan>()?;
    module.add_class::<settlement::Settlement>()?;
    module.add_class::<claim::Claim>()?;
    module.add_class::<documents::Documents>()?;
    module.add_class::<control::Control>()?;
    module.add_class::<register::Ledger>()?;
    module.add_function(wrap_pyfunction!(pure::settle, module)?)?;
    module.add_function(wrap_pyfunction!(pure::claim, module)?)?;
    module.add_function(wrap_pyfunction!(verify::verify, module)?)?;
    module.add_function(wrap_pyfunction!(einvoice::_read_invoice, module)?)?;
    module.add_function(wrap_pyfunction!(einvoice::_invoice_frame, module)?)?;
    module.add_function(wrap_pyfunction!(parties::_parties, module)?)
}
