//! The last record of a ledger.

use pyo3::prelude::*;

/// The last record of a ledger and its hash. The hash covers all records before it: kept elsewhere, it proves later that nothing was cut off (`Ledger.check(head)`).
#[pyclass(module = "takst", frozen, eq, hash, get_all)]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Head {
    /// Number of the record; 0: none yet.
    pub record: u64,
    /// Its hash, 64 hexadecimal digits.
    pub hash: String,
}

impl From<&takst_ledger::Head> for Head {
    fn from(head: &takst_ledger::Head) -> Head {
        Head { record: head.record, hash: head.hexadecimal() }
    }
}

#[pymethods]
impl Head {
    #[new]
    fn new(record: u64, hash: String) -> Head {
        Head { record, hash }
    }

    fn __repr__(&self) -> String {
        format!("Head(record={}, hash={:?})", self.record, self.hash)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyAny>, (u64, String)) {
        (py.get_type::<Head>().into_any(), (self.record, self.hash.clone()))
    }
}

/// What a check of a ledger found: every record holds.
#[pyclass(module = "takst", frozen, eq, hash, get_all)]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Checked {
    /// The last record.
    pub head: Head,
    /// Records whose content has expired.
    pub expired: u64,
}

/// What an import added.
#[pyclass(module = "takst", frozen, eq, hash, get_all)]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Imported {
    /// Documents added.
    pub added: u64,
    /// Documents that the ledger had already, with the same content.
    pub known: u64,
    /// The last record.
    pub head: Head,
}

/// What an expiry removed.
#[pyclass(module = "takst", frozen, eq, hash, get_all)]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Expired {
    /// Contents of documents.
    pub documents: u64,
    /// Contents of claims.
    pub claims: u64,
    /// Whether no byte of what was removed is left in the file. Otherwise the disk lacked space for a copy, or another was reading: run it again later.
    pub is_rewritten: bool,
    /// The last record.
    pub head: Head,
}

#[pymethods]
impl Checked {
    fn __repr__(&self) -> String {
        format!("Checked(head={}, expired={})", self.head.__repr__(), self.expired)
    }
}

#[pymethods]
impl Imported {
    fn __repr__(&self) -> String {
        format!("Imported(added={}, known={})", self.added, self.known)
    }
}

#[pymethods]
impl Expired {
    fn __repr__(&self) -> String {
        format!("Expired(documents={}, claims={})", self.documents, self.claims)
    }
}
