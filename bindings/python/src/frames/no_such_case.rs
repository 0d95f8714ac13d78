//! A case that is not there, and what was perhaps meant.

use pyo3::PyErr;
use pyo3::exceptions::PyValueError;

/// Cases that a message names.
const MOST_NAMED: usize = 6;

/// A reference that no case has.
pub struct NoSuchCase {
    wanted: String,
    /// Cases of the citizen whose reference it is.
    of_citizen: Vec<String>,
    /// Cases with a reference that is near to it.
    near: Vec<String>,
}

impl NoSuchCase {
    pub fn new(wanted: &str) -> NoSuchCase {
        NoSuchCase { wanted: wanted.to_owned(), of_citizen: Vec::new(), near: Vec::new() }
    }

    /// Looks at a case that is there.
    pub fn look(&mut self, case: &str, citizen: Option<&str>) {
        let is_of_citizen = citizen == Some(&self.wanted);
        let is_near = !takst_catalogue::nearest(&self.wanted, [case]).is_empty();
        for (found, is_meant) in [(&mut self.of_citizen, is_of_citizen), (&mut self.near, is_near)] {
            if is_meant && found.len() < MOST_NAMED && !found.iter().any(|known| known == case) {
                found.push(case.to_owned());
            }
        }
    }

    /// The exception; `place` is what does not have the case.
    pub fn raised(&self, place: &str) -> PyErr {
        let shown = |id: &String| takst_io::printable(&takst::cpr::masked(id));
        let list = |cases: &[String]| cases.iter().map(shown).collect::<Vec<_>>().join(", ");
        let hint = match (&self.of_citizen[..], &self.near[..]) {
            ([], []) => String::new(),
            ([], near) => format!("; did you mean {}?", list(near)),
            (cases, _) => format!("; it is a citizen, whose cases are {}", list(cases)),
        };
        PyValueError::new_err(format!("case_id: the {place} has no case {:?}{hint}", shown(&self.wanted)))
    }
}
