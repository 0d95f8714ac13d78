//! The SHA-256 of what is read, while it is read.

use sha2::{Digest, Sha256};
use std::io::{self, Read};

pub(crate) struct Hashed<R> {
    input: R,
    hash: Sha256,
}

impl<R: Read> Hashed<R> {
    pub fn new(input: R) -> Hashed<R> {
        Hashed { input, hash: Sha256::new() }
    }

    /// The hash of everything that was read.
    pub fn sha256(self) -> [u8; 32] {
        self.hash.finalize().into()
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let bytes = self.input.read(to)?;
        self.hash.update(&to[..bytes]);
        Ok(bytes)
    }
}
