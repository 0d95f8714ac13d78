//! Several files read as one: the records follow each other, with continuous numbers.

use crate::error::FileError;
use crate::input::Input;
use crate::places::Places;
use crate::record::RawRecord;
use crate::source::RecordSource;
use sha2::{Digest, Sha256};
use takst::Finding;

/// The records of several files, in the order of the files. A citizen or case can have rows in several of them.
pub struct Several {
    files: Vec<(String, Box<dyn RecordSource + Send>)>,
    /// The file that is read.
    at: usize,
    /// Records of the files before it.
    before: u64,
    places: Places,
}

impl Several {
    /// Files that were opened, each with its name.
    #[must_use]
    pub fn new(files: Vec<(String, Box<dyn RecordSource + Send>)>) -> Several {
        let several = Several { files, at: 0, before: 0, places: Places::default() };
        several.begin();
        several
    }

    fn begin(&self) {
        if let Some((name, source)) = self.files.get(self.at) {
            self.places.add_file(self.before, name.clone(), source.places());
        }
    }
}

impl RecordSource for Several {
    fn read(&mut self, raw: &mut RawRecord) -> Result<bool, FileError> {
        while let Some((name, source)) = self.files.get_mut(self.at) {
            if source.read(raw).map_err(|error| FileError::In { file: name.clone(), error: Box::new(error) })? {
                return Ok(true);
            }
            self.before += source.rows();
            self.at += 1;
            self.begin();
        }
        raw.clear();
        Ok(false)
    }

    fn take_findings(&mut self) -> Vec<Finding> {
        self.files.iter_mut().flat_map(|(_, source)| source.take_findings()).collect()
    }

    fn rows(&self) -> u64 {
        self.before + self.files.get(self.at).map_or(0, |(_, source)| source.rows())
    }

    fn bytes(&self) -> u64 {
        self.files.iter().map(|(_, source)| source.bytes()).sum()
    }

    /// Of one file its own; of several the SHA-256 of theirs, one behind the other.
    fn input(&self) -> Input {
        let inputs: Vec<Input> = self.files.iter().map(|(_, source)| source.input()).collect();
        if let [input] = inputs[..] {
            return input;
        }
        let mut hash = Sha256::new();
        inputs.iter().for_each(|input| hash.update(input.sha256));
        Input { sha256: hash.finalize().into(), bytes: inputs.iter().map(|input| input.bytes).sum() }
    }

    fn places(&self) -> Places {
        self.places.clone()
    }
}
