//! Where records come from, whatever they are written in.

use crate::error::FileError;
use crate::input::Input;
use crate::places::Places;
use crate::record::RawRecord;
use takst::Finding;

/// Records of a case file, one by one. [`CaseReader`](crate::CaseReader) gives those of text; other formats bring their own.
pub trait RecordSource {
    /// Reads the next record into `raw`, whatever was there; `false` at the end.
    ///
    /// # Errors
    /// The file cannot be read further, or ends without a record: [`FileError::NoRows`].
    fn read(&mut self, raw: &mut RawRecord) -> Result<bool, FileError>;

    /// What was found since the last call that belongs to no case: unknown columns, rows that are no records.
    fn take_findings(&mut self) -> Vec<Finding>;

    /// Records read so far, and so the number of the last.
    fn rows(&self) -> u64;

    /// Bytes read so far.
    fn bytes(&self) -> u64;

    /// Size and SHA-256 of what was read: of the whole file, once its end was met.
    fn input(&self) -> Input;

    /// Where its records and columns stand in the file; it grows while records are read.
    fn places(&self) -> Places {
        Places::default()
    }
}

impl<S: RecordSource + ?Sized> RecordSource for Box<S> {
    fn read(&mut self, raw: &mut RawRecord) -> Result<bool, FileError> {
        (**self).read(raw)
    }
    fn take_findings(&mut self) -> Vec<Finding> {
        (**self).take_findings()
    }
    fn rows(&self) -> u64 {
        (**self).rows()
    }
    fn bytes(&self) -> u64 {
        (**self).bytes()
    }
    fn input(&self) -> Input {
        (**self).input()
    }
    fn places(&self) -> Places {
        (**self).places()
    }
}
