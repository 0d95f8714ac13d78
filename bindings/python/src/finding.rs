//! Findings and faults as Python sees them: code, place, value, and the sentence in both languages.

use crate::convert;
use pyo3::prelude::*;
use takst::{Code, Column};
use takst_explain::Lang;

/// Place, value and text of a finding. Unlike a finding of the core it can be kept and compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Said {
    pub code: Code,
    pub case_id: Option<Box<str>>,
    pub row: Option<u64>,
    pub column: Option<Column>,
    pub value: Box<str>,
    pub danish: Box<str>,
    pub english: Box<str>,
}

/// The fields of [`Said`] as text, for pickles.
pub type SaidText = (String, Option<String>, Option<u64>, Option<String>, String, String, String);

impl Said {
    pub fn of(finding: &takst::Finding, case_id: Option<&str>) -> Said {
        let say = |lang| takst_io::printable(&convert::in_python(&convert::texts(lang).finding(finding))).into();
        Said {
            code: finding.code,
            case_id: case_id.map(Into::into),
            row: finding.at.row,
            column: finding.at.column,
            value: takst_io::printable(&finding.value).into(),
            danish: say(Lang::Da),
            english: say(Lang::En),
        }
    }

    pub fn message(&self, lang: Lang) -> &str {
        match lang {
            Lang::Da => &self.danish,
            Lang::En => &self.english,
        }
    }

    pub fn to_text(&self) -> SaidText {
        let column = self.column.map(|column| column.as_str().to_owned());
        let text = |text: &str| text.to_owned();
        let case_id = self.case_id.as_deref().map(str::to_owned);
        (text(self.code.as_str()), case_id, self.row, column, text(&self.value), text(&self.danish), text(&self.english))
    }

    pub fn from_text((code, case_id, row, column, value, danish, english): SaidText) -> PyResult<Said> {
        Ok(Said {
            code: convert::code(&code)?,
            case_id: case_id.map(Into::into),
            row,
            column: column.map(|column| convert::column(&column)).transpose()?,
            value: value.into(),
            danish: danish.into(),
            english: english.into(),
        })
    }
}

/// A fault that refuses a case, or a warning or note that goes with it.
///
/// Two findings are equal when all their fields are. Only takst makes findings.
///
/// >>> case = takst.Case.single("S-1", service="pensionatet/cti", first_day="2020-02-30", payer="101")
/// >>> fault = takst.default_book().statements([case])[0].faults[0]
/// >>> fault.code, fault.severity, fault.row, fault.column, fault.value
/// ('value.invalid', 'error', 1, 'first_day', '2020-02-30')
#[pyclass(module = "takst", frozen, eq, hash)]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Finding {
    pub said: Said,
}

#[pymethods]
impl Finding {
    /// The code of the registry, such as `tariff.ended`; see `takst.CODES`.
    #[getter]
    fn code(&self) -> &'static str {
        self.said.code.as_str()
    }

    /// `error`, `warning` or `note`.
    #[getter]
    fn severity(&self) -> &'static str {
        self.said.code.severity().as_str()
    }

    /// The case reference as it may be shown; None where a whole file is meant.
    #[getter]
    fn case_id(&self) -> Option<&str> {
        self.said.case_id.as_deref()
    }

    /// Number of the row, 1 = first; None where all rows are meant.
    #[getter]
    fn row(&self) -> Option<u64> {
        self.said.row
    }

    /// The column of the case file, where one is meant.
    #[getter]
    fn column(&self) -> Option<&'static str> {
        self.said.column.map(Column::as_str)
    }

    /// The value found, empty when absent; CPR numbers are masked. Days without a tariff are a period `YYYY-MM-DD/YYYY-MM-DD`.
    #[getter]
    fn value(&self) -> &str {
        &self.said.value
    }

    /// What is wrong and what would be right, in English.
    #[getter]
    fn message(&self) -> &str {
        &self.said.english
    }

    /// The same in Danish.
    #[getter]
    fn message_da(&self) -> &str {
        &self.said.danish
    }

    /// The sentence in a language, `"da"` or `"en"`. Raises ValueError for others.
    #[pyo3(signature = (lang="en"))]
    fn text(&self, lang: &str) -> PyResult<&str> {
        Ok(self.said.message(convert::lang(Some(lang))?))
    }

    fn __repr__(&self) -> String {
        format!("<Finding {} {:?}: {}>", self.said.code, self.said.value, self.said.english)
    }

    fn __str__(&self) -> &str {
        &self.said.english
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (SaidText,))> {
        Ok((crate::shared::rebuild(py, "_finding")?, (self.said.to_text(),)))
    }
}

/// A finding out of its pickle.
#[pyfunction]
pub fn _finding(text: SaidText) -> PyResult<Finding> {
    Said::from_text(text).map(|said| Finding { said })
}
