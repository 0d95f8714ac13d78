//! The case files, opened, whatever they are written in.

use crate::args::{FileArgs, is_stdin};
use std::io;
use takst_batch::case_files::{Source, of_stream, open as open_file, together};
use takst_io::{FileError, Reading};

/// The case files as one, and their size, where they have one.
///
/// # Errors
/// A file cannot be opened, or no case of it could be priced.
pub(crate) fn open(args: &FileArgs, reading: &Reading) -> Result<(Source, Option<u64>), FileError> {
    together(&args.files, |file| {
        let format = args.form.format(file);
        if is_stdin(file) { Ok((of_stream(io::stdin(), format, reading)?, None)) } else { open_file(file, format, reading) }
    })
}
