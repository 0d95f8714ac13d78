//! Case files opened, whatever they are written in.

use crate::parquet::ParquetCases;
use ::parquet::file::reader::ChunkReader;
use bytes::Bytes;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use takst_io::{CaseReader, FileError, Format, Pseudonymised, Reading, RecordSource, Several};

/// How a case file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFormat {
    /// Record by record.
    Records(Format),
    /// Parquet: column by column.
    Parquet,
}

impl FileFormat {
    /// The format that the name of a file promises.
    #[must_use]
    pub fn of_name(file: &Path) -> FileFormat {
        let is_parquet = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("parquet"));
        if is_parquet { FileFormat::Parquet } else { FileFormat::Records(Format::of_name(&file.to_string_lossy())) }
    }
}

/// An opened case file.
pub type Source = Box<dyn RecordSource + Send>;

/// Opens a file. With it comes its size, where it has one.
///
/// # Errors
/// It cannot be read, or no case of it could be priced.
pub fn open(path: &Path, format: FileFormat, reading: &Reading) -> Result<(Source, Option<u64>), FileError> {
    let opened = File::open(path)?;
    let facts = opened.metadata()?;
    if facts.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
    }
    let size = facts.is_file().then_some(facts.len());
    let source = match format {
        FileFormat::Parquet if facts.is_file() => of_parquet(opened, reading)?,
        format => of_stream(opened, format, reading)?,
    };
    Ok((source, size))
}

/// Opens what comes from elsewhere, such as a pipe.
///
/// # Errors
/// As [`open`].
pub fn of_stream(mut input: impl Read + Send + 'static, format: FileFormat, reading: &Reading) -> Result<Source, FileError> {
    match format {
        FileFormat::Records(format) => Ok(Box::new(CaseReader::open_with(input, format, reading)?)),
        FileFormat::Parquet => {
            // The directory of such a file is at its end, so all of it is kept.
            let mut all = Vec::new();
            input.read_to_end(&mut all)?;
            of_parquet(Bytes::from(all), reading)
        }
    }
}

fn of_parquet<R: ChunkReader + 'static>(input: R, reading: &Reading) -> Result<Source, FileError> {
    let cases = ParquetCases::open(input)?;
    reading.refuse_for_typed()?;
    Ok(match &reading.pseudonyms {
        None => Box::new(cases),
        Some(pseudonyms) => Box::new(Pseudonymised::new(cases, pseudonyms.clone())),
    })
}

/// Opens several files as one, each by `open_one`. Of one file the errors do not name it; of several they do.
///
/// # Errors
/// As [`open`]; there is no file.
pub fn together(
    files: &[PathBuf],
    mut open_one: impl FnMut(&Path) -> Result<(Source, Option<u64>), FileError>,
) -> Result<(Source, Option<u64>), FileError> {
    if let [file] = files {
        return open_one(file);
    }
    if files.is_empty() {
        return Err(FileError::NoRows);
    }
    let (mut sources, mut size) = (Vec::new(), Some(0));
    for file in files {
        // It is shown, and never opened.
        let name = takst::cpr::masked(&file.display().to_string()).into_owned();
        let (source, bytes) = open_one(file).map_err(|error| FileError::In { file: name.clone(), error: Box::new(error) })?;
        size = size.zip(bytes).map(|(all, bytes)| all + bytes);
        sources.push((name, source));
    }
    Ok((Box::new(Several::new(sources)), size))
}
