//! Case files in (CSV, JSON Lines, workbooks), lines and reports out.
//!
//! Readers bring text into one neutral form and say what they cannot read; values are checked in one place, the core's `RowDraft`. Nothing is
//! guessed and nothing is lost: a record that is no row refuses its case, and a record that belongs to no case is refused by itself.
//!
//! Records of other formats come in as a [`RecordSource`], or one by one into a [`CaseFile`]: they are grouped and priced the same way.
//!
//! ```
//! use takst::{Book, Finding, KnownAsOf, Policy, ReportingPeriod, Statement};
//! use takst_io::{Format, Grouping, Sink, price_file};
//!
//! #[derive(Default)]
//! struct Codes(Vec<String>);
//! impl Sink for Codes {
//!     fn statement(&mut self, statement: &Statement) -> std::io::Result<()> {
//!         self.0.extend(statement.result.as_ref().err().into_iter().flatten().map(|fault| fault.code.to_string()));
//!         Ok(())
//!     }
//!     fn file_finding(&mut self, _: &Finding) -> std::io::Result<()> {
//!         Ok(())
//!     }
//! }
//!
//! let book = Book::compile(takst_catalogue::builtin(), &Policy::default(), KnownAsOf::Latest).expect("the built-in catalogue is sound");
//! let file = "case_id;service;first_day;payer\nS-1;mandecentret/efterforsorg;31-03-2023;101\n";
//! let mut codes = Codes::default();
//! let summary = price_file(&book, &ReportingPeriod::ALL, file.as_bytes(), Format::Csv, Grouping::None, &mut codes)?;
//! assert_eq!((summary.cases, summary.refused), (1, 1));
//! assert_eq!(codes.0, ["value.invalid"]);
//! # Ok::<(), takst_io::RunError>(())
//! ```
#![forbid(unsafe_code)]

// In the order the data flows.
mod kind;
mod error;
mod table_column;
mod form;
mod map;
mod pseudonyms;
mod input;
mod names;
mod record;
mod places;
mod source;
mod layout;
mod header;
mod csv_watch;
mod csv_in;
mod json_in;
mod compound;
mod biff;
mod guard;
mod cell;
mod supplement;
mod sheet;
mod spool;
mod workbook_in;
mod reader;
mod reading_files;
mod several;
mod survey;
mod price_list;
mod numbers;
mod casefile;
mod pricing;
mod price;
mod column;
mod csv_style;
mod write;
mod rows;
mod rows_in;

mod papers;
pub mod documents;
pub mod schema;

pub use casefile::{CaseFile, TextRecord};
pub use column::{JsonType, printable, write_column};
pub use csv_style::CsvStyle;
pub use error::{Encoding, FileError, Grouped, MissingColumn};
pub use form::{DateOrder, Style};
pub use header::Header;
pub use input::{Format, Input};
pub use kind::FileKind;
pub use map::{CaseMap, MapFault, MapProblem, MapWord, TableMap, TariffMap};
pub use papers::{PAPER_COLUMNS, PaperExpected, PaperFault, Papers, PapersError, read_papers, read_papers_in};
pub use places::Places;
pub use price::{Grouping, Progress, RunError, Sink, Summary, WholeFile, price_file, price_opened};
pub use price_list::{ListCell, ListReading, ListRow, PriceList};
pub use pseudonyms::{KeyError, Pseudonymised, Pseudonyms};
pub use reader::{CaseReader, Reading};
pub use reading_files::{ReadingError, ReadingFiles};
pub use record::{RawRecord, is_readable};
pub use rows::{RowFormat, Rows};
pub use rows_in::{RowColumns, RowsError, RowsIn};
pub use several::Several;
pub use source::RecordSource;
pub use supplement::Supplement;
pub use survey::{Survey, SurveyedColumn};
pub use write::{CsvLines, JsonLines, REPORT_COLUMNS, Report};
// The registry of columns is the core's.
pub use takst::LineColumn;
