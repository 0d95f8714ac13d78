//! The case file, opened, whatever it is written in.

use crate::args::{FileArgs, InputFormat};
use bytes::Bytes;
use std::fs::File;
use std::io::{self, Read};
use takst_batch::parquet::ParquetCases;
use takst_io::{CaseReader, FileError, Format, RecordSource};

/// The case file and its size, where it has one.
///
/// # Errors
/// The file cannot be opened, or no case of it could be priced.
pub(crate) fn open(args: &FileArgs) -> Result<(Box<dyn RecordSource>, Option<u64>), FileError> {
    if args.is_stdin() {
        return Ok((of_stream(io::stdin().lock(), args.input_format())?, None));
    }
    let file = File::open(&args.file)?;
    let facts = file.metadata()?;
    if facts.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
    }
    match args.input_format() {
        InputFormat::Parquet if facts.is_file() => Ok((Box::new(ParquetCases::open(file)?), Some(facts.len()))),
        format => Ok((of_stream(file, format)?, facts.is_file().then_some(facts.len()))),
    }
}

fn of_stream(mut input: impl Read + 'static, format: InputFormat) -> Result<Box<dyn RecordSource>, FileError> {
    Ok(match format {
        InputFormat::Csv => Box::new(CaseReader::open(input, Format::Csv)?),
        InputFormat::Jsonl => Box::new(CaseReader::open(input, Format::JsonLines)?),
        InputFormat::Parquet => {
            // The directory of such a file is at its end, so all of it is kept.
            let mut all = Vec::new();
            input.read_to_end(&mut all)?;
            Box::new(ParquetCases::open(Bytes::from(all))?)
        }
    })
}
