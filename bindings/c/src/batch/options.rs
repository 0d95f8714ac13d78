//! Options of runs over columns.

use super::callback::Token;
use crate::cases::grouping;
use crate::failure::{Failure, refuse};
use crate::pointer::{length, text};
use crate::sized::{SizedStruct, reserved};
use crate::status::TakstStatus;
use crate::window::window;
use crate::words::language;
use std::ffi::{c_char, c_void};
use std::num::NonZeroUsize;
use takst::ReportingPeriod;
use takst_batch::{Caller, Dimension, Flow, LineColumn, LineOptions, Money, OnProgress, Progress, RunOptions, Text, TotalOptions};
use takst_explain::Lang;

/// The physical type of amounts, prices and quantities. The numbers are the same.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakstMoney {
    /// Decimal64(18, 2); unit prices (18, 4). Not for Polars: 2.1.0 misreads it from a C stream without an error.
    Decimal64 = 0,
    /// Decimal128(18, 2); unit prices (18, 4). For readers that do not know Decimal64 or misread it, such as Spark and Polars.
    Decimal128 = 1,
}

/// The physical type of text that repeats.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakstWords {
    /// Dictionary(Int32, Utf8).
    Dictionary = 0,
    /// Utf8. For readers that know no dictionaries, such as Spark.
    Plain = 1,
}

/// Called after each batch with the numbers of rows and lines priced so far; a result other than 0 ends the run. The thread that pulls the stream calls it.
/// It must not throw or jump out. A function of the run that it calls returns `TAKST_STATUS_IN_CALLBACK`.
pub type TakstProgress = Option<unsafe extern "C" fn(context: *mut c_void, rows: u64, lines: u64) -> u32>;

/// Options of a run. Begin with all bytes 0: 0 is the default of every field.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct TakstBatchOptions {
    /// `sizeof (takst_batch_options)`.
    pub struct_size: u32,
    /// The order of the rows of a citizen, one of `takst_grouping`.
    pub grouping: u32,
    /// Threads that price; 0: as many as the machine runs at once.
    pub threads: u32,
    /// One of `takst_money`: take `TAKST_MONEY_DECIMAL128` for Polars and Spark.
    pub money: u32,
    /// One of `takst_words`.
    pub words: u32,
    /// Language of messages, one of `takst_language`.
    pub language: u32,
    /// 1: lines come with findings too (warnings and notes, which change no price); cases that can have one are then priced one by one.
    pub findings: u32,
    /// 1: totals count the distinct cases of each group.
    pub cases: u32,
    /// First month shown, yyyymm.
    pub from_month: i32,
    /// Last day charged, yyyymmdd; open rows end with it.
    pub until: i32,
    /// 1: the values are not checked (offsets, dictionary keys, UTF-8). Only for columns of a producer that is known to keep the Arrow format.
    pub trusted: u32,
    /// Must be 0: reserved.
    pub reserved: u32,
    /// Columns of lines, or what totals are grouped by, in the order wanted, separated by commas: `row,month,net`, `year,service`. Without it lines have
    /// all columns and totals one row.
    pub columns: *const c_char,
    /// Bytes of `columns`.
    pub columns_length: u64,
    /// Called with the progress of the run; NULL: not called.
    pub progress: TakstProgress,
    /// First argument of `progress`.
    pub context: *mut c_void,
}

unsafe impl SizedStruct for TakstBatchOptions {}

/// The options, read and checked.
pub(crate) struct Asked {
    pub request: ReportingPeriod,
    pub lang: Lang,
    pub trusted: bool,
    pub progress: Option<OnProgress>,
    run: RunOptions,
    money: Money,
    text: Text,
    findings: bool,
    cases: bool,
    columns: Vec<String>,
}

/// The caller's `context`, which the thread that pulls the stream may use.
struct Context(*mut c_void);

unsafe impl Send for Context {}

impl Context {
    fn get(&self) -> *mut c_void {
        self.0
    }
}

impl Asked {
    /// `token` is that of the run that calls `progress`.
    ///
    /// # Safety
    /// `columns` leads to `columns_length` bytes, and `progress` is NULL or a function.
    pub unsafe fn of(options: Option<TakstBatchOptions>, token: &Token) -> Result<Asked, Failure> {
        let Some(options) = options else {
            return Ok(Asked {
                request: ReportingPeriod::ALL,
                lang: Lang::Da,
                trusted: false,
                progress: None,
                run: RunOptions::default(),
                money: Money::default(),
                text: Text::default(),
                findings: false,
                cases: false,
                columns: Vec::new(),
            });
        };
        reserved(options.reserved)?;
        // Read before the call ends, which is as long as the text lives.
        let columns = unsafe { text(options.columns, length(options.columns_length, "columns")?, "columns") }?;
        let (context, token) = (Context(options.context), token.clone());
        let progress = options.progress.map(|call| -> OnProgress {
            Box::new(move |Progress { rows, lines, .. }| match token.call(|| unsafe { call(context.get(), rows, lines) }) {
                0 => Flow::Continue,
                _ => Flow::Stop,
            })
        });
        Ok(Asked {
            request: window(options.from_month, options.until)?,
            lang: language(options.language)?,
            trusted: flag("trusted", options.trusted)?,
            progress,
            run: RunOptions { grouping: grouping(options.grouping)?, threads: NonZeroUsize::new(options.threads as usize), caller: Caller::Prices },
            money: match options.money {
                n if n == TakstMoney::Decimal64 as u32 => Money::Decimal64,
                n if n == TakstMoney::Decimal128 as u32 => Money::Decimal128,
                n => return Err(refuse(TakstStatus::BadValue, "money", n)),
            },
            text: match options.words {
                n if n == TakstWords::Dictionary as u32 => Text::Dictionary,
                n if n == TakstWords::Plain as u32 => Text::Plain,
                n => return Err(refuse(TakstStatus::BadValue, "words", n)),
            },
            findings: flag("findings", options.findings)?,
            cases: flag("cases", options.cases)?,
            columns: columns.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        })
    }

    pub fn line_options(&self) -> Result<LineOptions, Failure> {
        let columns = self.named(|name| LineColumn::ALL.iter().copied().find(|column| column.as_str() == name))?;
        Ok(LineOptions {
            columns: if columns.is_empty() { LineColumn::ALL.to_vec() } else { columns },
            money: self.money,
            text: self.text,
            findings: self.findings,
            run: self.run.clone(),
        })
    }

    pub fn total_options(&self) -> Result<TotalOptions, Failure> {
        let by = self.named(|name| name.parse::<Dimension>().ok())?;
        Ok(TotalOptions { by, cases: self.cases, money: self.money, text: self.text, run: self.run.clone() })
    }

    /// What the names stand for, each once.
    fn named<T: PartialEq>(&self, find: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Failure> {
        let mut found = Vec::new();
        for name in &self.columns {
            match find(name).filter(|one| !found.contains(one)) {
                Some(one) => found.push(one),
                None => return Err(refuse(TakstStatus::BadValue, "columns", name)),
            }
        }
        Ok(found)
    }
}

fn flag(name: &'static str, value: u32) -> Result<bool, Failure> {
    match value {
        0 => Ok(false),
        1 => Ok(true),
        n => Err(refuse(TakstStatus::BadValue, name, n)),
    }
}
