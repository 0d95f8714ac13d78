//! The options of a call, as options of the batch crate.

use crate::book_core::Book;
use crate::convert;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::num::NonZeroUsize;
use std::sync::Arc;
use takst::Finding;
use takst_batch::{Caller, Grouping, LineColumn, LineOptions, Message, Money, RunOptions, Text, TotalOptions};
use takst_explain::Lang;

/// The options of a call.
pub struct FrameOptions<'py> {
    /// The window of time.
    pub window: takst::ReportingPeriod,
    /// Columns of lines; `None`: all.
    pub columns: Option<Vec<String>>,
    /// `decimal64` or `decimal128`; `None`: the latter.
    pub money: Option<String>,
    /// `dictionary` or `plain`; `None`: the former.
    pub text: Option<String>,
    /// Whether findings are wanted too.
    pub findings: bool,
    /// Whether the rows of each citizen lie together.
    pub grouped: bool,
    /// Threads that price; `None`: all.
    pub threads: Option<usize>,
    /// Language of messages, `da` or `en`; `None`: that of the book.
    pub lang: Option<String>,
    /// `True`, or what is called with a `Progress`.
    pub progress: Option<Bound<'py, PyAny>>,
}

const MONEY: [(&str, Money); 2] = [("decimal64", Money::Decimal64), ("decimal128", Money::Decimal128)];
/// Polars 2.1 reads decimals of 64 bits wrong, from every library and without an error; all libraries read those of 128 bits right.
const MONEY_UNASKED: Money = Money::Decimal128;
const TEXT: [(&str, Text); 2] = [("dictionary", Text::Dictionary), ("plain", Text::Plain)];

impl FrameOptions<'_> {
    /// Options of lines.
    pub fn lines(&self) -> PyResult<LineOptions> {
        let columns = match &self.columns {
            None => LineColumn::ALL.to_vec(),
            Some(names) => names.iter().map(|name| line_column(name)).collect::<PyResult<_>>()?,
        };
        Ok(LineOptions { columns, money: self.money()?, text: self.text()?, findings: self.findings, run: self.run()? })
    }

    /// Options of totals by these dimensions.
    pub fn totals(&self, by: &[String], cases: bool) -> PyResult<TotalOptions> {
        Ok(TotalOptions { by: convert::dimensions(by)?, cases, money: self.money()?, text: self.text()?, run: self.run()? })
    }

    /// The texts of problems, in the language asked for or that of the book.
    pub fn message(&self, book: &Book) -> PyResult<Message> {
        message(self.lang.as_deref(), book)
    }

    /// The language of messages: that asked for, or that of the book.
    pub fn lang(&self, book: &Book) -> PyResult<Lang> {
        self.lang.as_deref().map_or(Ok(book.lang), |lang| convert::lang(Some(lang)))
    }

    fn run(&self) -> PyResult<RunOptions> {
        let none = || PyValueError::new_err("threads: 0 threads price nothing; pass 1 or more, or None for all");
        let threads = self.threads.map(|threads| NonZeroUsize::new(threads).ok_or_else(none)).transpose()?;
        Ok(RunOptions { grouping: if self.grouped { Grouping::ByCitizen } else { Grouping::None }, threads, caller: Caller::Watches })
    }

    fn money(&self) -> PyResult<Money> {
        self.money.as_deref().map_or(Ok(MONEY_UNASKED), |given| one_of("money", given, &MONEY))
    }

    fn text(&self) -> PyResult<Text> {
        self.text.as_deref().map_or(Ok(Text::default()), |given| one_of("text", given, &TEXT))
    }
}

/// The texts of problems in a language, or in that of the book.
pub fn message(lang: Option<&str>, book: &Book) -> PyResult<Message> {
    let texts = convert::texts(lang.map_or(Ok(book.lang), |lang| convert::lang(Some(lang)))?);
    Ok(Arc::new(|finding: &Finding| convert::in_python(&texts.finding(finding))))
}

fn one_of<T: Copy>(name: &str, given: &str, all: &[(&str, T)]) -> PyResult<T> {
    let names = || all.iter().map(|(word, _)| format!("{word:?}")).collect::<Vec<_>>().join(" or ");
    let found = all.iter().find(|(word, _)| *word == given).map(|(_, value)| *value);
    found.ok_or_else(|| PyValueError::new_err(format!("{name}: {given:?} is not {}", names())))
}

fn line_column(name: &str) -> PyResult<LineColumn> {
    LineColumn::ALL.iter().copied().find(|column| column.as_str() == name).ok_or_else(|| {
        let names: Vec<&str> = LineColumn::ALL.iter().map(|column| column.as_str()).collect();
        PyValueError::new_err(format!("columns: lines have no column {name:?}; they have {}", names.join(", ")))
    })
}
