//! The case files, opened, whatever they are written in.

use crate::args::{FileArgs, FormArgs, InputFormat, is_stdin};
use bytes::Bytes;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use takst_batch::parquet::ParquetCases;
use takst_io::{CaseReader, FileError, Format, Pseudonymised, Reading, RecordSource, Several};

/// The case files as one, and their size, where they have one.
///
/// # Errors
/// A file cannot be opened, or no case of it could be priced.
pub(crate) fn open(args: &FileArgs, reading: &Reading) -> Result<(Box<dyn RecordSource>, Option<u64>), FileError> {
    if let Some(file) = args.single() {
        return open_one(file, &args.form, reading);
    }
    let mut files = Vec::new();
    let mut size = Some(0);
    for file in &args.files {
        let name = file.display().to_string();
        let (source, bytes) = open_one(file, &args.form, reading).map_err(|error| FileError::In { file: name.clone(), error: Box::new(error) })?;
        size = size.zip(bytes).map(|(all, bytes)| all + bytes);
        files.push((name, source));
    }
    Ok((Box::new(Several::new(files)), size))
}

fn open_one(file: &Path, form: &FormArgs, reading: &Reading) -> Result<(Box<dyn RecordSource>, Option<u64>), FileError> {
    let format = form.format(file);
    if is_stdin(file) {
        return Ok((of_stream(io::stdin().lock(), format, reading)?, None));
    }
    let opened = File::open(file)?;
    let facts = opened.metadata()?;
    if facts.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
    }
    match format {
        InputFormat::Parquet if facts.is_file() => Ok((of_parquet(ParquetCases::open(opened)?, reading)?, Some(facts.len()))),
        format => Ok((of_stream(opened, format, reading)?, facts.is_file().then_some(facts.len()))),
    }
}

fn of_stream(mut input: impl Read + 'static, format: InputFormat, reading: &Reading) -> Result<Box<dyn RecordSource>, FileError> {
    let format = match format {
        InputFormat::Csv => Format::Csv,
        InputFormat::Jsonl => Format::JsonLines,
        InputFormat::Workbook => Format::Workbook,
        InputFormat::Parquet => {
            // The directory of such a file is at its end, so all of it is kept.
            let mut all = Vec::new();
            input.read_to_end(&mut all)?;
            return of_parquet(ParquetCases::open(Bytes::from(all))?, reading);
        }
    };
    Ok(Box::new(CaseReader::open_with(input, format, reading)?))
}

fn of_parquet(cases: ParquetCases, reading: &Reading) -> Result<Box<dyn RecordSource>, FileError> {
    reading.refuse_for_typed()?;
    Ok(match &reading.pseudonyms {
        None => Box::new(cases),
        Some(pseudonyms) => Box::new(Pseudonymised::new(cases, pseudonyms.clone())),
    })
}
