//! Pseudonyms in the place of CPR numbers. With one key a person has the same pseudonym in every file; without the key the number cannot be worked out
//! from it.

use crate::error::FileError;
use crate::input::Input;
use crate::places::Places;
use crate::record::RawRecord;
use crate::source::RecordSource;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;
use takst::{Finding, cpr};

/// A key that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is no key of pseudonyms: one line \"{PREFIX}\" and 64 hexadecimal digits; takst pseudonyms new makes one")]
pub struct KeyError;

/// What the line of a key begins with.
const PREFIX: &str = "takst-pseudonyms-1 ";

/// A key of pseudonyms.
#[derive(Clone)]
pub struct Pseudonyms {
    key: [u8; 32],
}

/// The key is not shown.
impl fmt::Debug for Pseudonyms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pseudonyms")
    }
}

/// Letters of a pseudonym: consonants, so that they spell no word, and no digits, so that none looks like a number.
const LETTERS: &[u8; 20] = b"bcdfghjkmnpqrstvwxyz";
/// How many: 20^20 is about 2^86.
const LENGTH: usize = 20;

impl Pseudonyms {
    /// A key of these bytes, which are to be random.
    #[must_use]
    pub const fn new(key: [u8; 32]) -> Pseudonyms {
        Pseudonyms { key }
    }

    /// The key that a file holds.
    ///
    /// # Errors
    /// It holds none.
    pub fn parse(text: &str) -> Result<Pseudonyms, KeyError> {
        let digits = text.trim().strip_prefix(PREFIX).ok_or(KeyError)?.as_bytes();
        let mut key = [0; 32];
        if digits.len() != 2 * key.len() {
            return Err(KeyError);
        }
        for (byte, pair) in key.iter_mut().zip(digits.chunks(2)) {
            let digit = |of: u8| char::from(of).to_digit(16).ok_or(KeyError);
            *byte = (digit(pair[0])? << 4 | digit(pair[1])?) as u8;
        }
        Ok(Pseudonyms { key })
    }

    /// The text of a file with the key.
    #[must_use]
    pub fn to_file(&self) -> String {
        let digits: String = self.key.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{PREFIX}{digits}\n")
    }

    /// The pseudonym of a reference that is a CPR number, with or without a separator ([`cpr::is_separator`]), or without its leading zero as spreadsheets store it.
    #[must_use]
    pub fn of(&self, reference: &str) -> Option<String> {
        let number = cpr_digits(reference)?;
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.key).ok()?;
        mac.update(number.as_bytes());
        let hash = mac.finalize().into_bytes();
        let mut left = hash.iter().take(16).fold(0u128, |number, byte| number << 8 | u128::from(*byte));
        let mut name = String::with_capacity(LENGTH + 2);
        name.push_str("p-");
        for _ in 0..LENGTH {
            name.push(char::from(LETTERS[(left % LETTERS.len() as u128) as usize]));
            left /= LETTERS.len() as u128;
        }
        Some(name)
    }

    /// Puts the pseudonym in the place of the CPR number of a record's citizen.
    pub(crate) fn replace(&self, raw: &mut RawRecord) {
        if let Some(name) = self.of(&raw.citizen) {
            raw.citizen = name;
        }
    }
}

/// The ten digits of a reference that is a CPR number and nothing else.
fn cpr_digits(reference: &str) -> Option<String> {
    let reference = reference.trim();
    let is_number = |digits: &str| *cpr::masked(digits) != *digits;
    let mut digits: String = reference.chars().filter(char::is_ascii_digit).collect();
    let others: Vec<char> = reference.chars().filter(|letter| !letter.is_ascii_digit()).collect();
    if others.len() > 1 || !others.iter().all(|letter| cpr::is_separator(*letter)) {
        return None;
    }
    if digits.len() == 9 && others.is_empty() {
        digits.insert(0, '0');
        return is_number(&digits).then_some(digits);
    }
    (digits.len() == 10 && is_number(reference)).then_some(digits)
}

/// Records of any format whose CPR numbers become pseudonyms.
pub struct Pseudonymised<S> {
    from: S,
    pseudonyms: Pseudonyms,
}

impl<S: RecordSource> Pseudonymised<S> {
    /// The records of a source.
    pub const fn new(from: S, pseudonyms: Pseudonyms) -> Pseudonymised<S> {
        Pseudonymised { from, pseudonyms }
    }
}

impl<S: RecordSource> RecordSource for Pseudonymised<S> {
    fn read(&mut self, raw: &mut RawRecord) -> Result<bool, FileError> {
        let more = self.from.read(raw)?;
        self.pseudonyms.replace(raw);
        Ok(more)
    }
    fn take_findings(&mut self) -> Vec<Finding> {
        self.from.take_findings()
    }
    fn rows(&self) -> u64 {
        self.from.rows()
    }
    fn bytes(&self) -> u64 {
        self.from.bytes()
    }
    fn input(&self) -> Input {
        self.from.input()
    }
    fn places(&self) -> Places {
        self.from.places()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_has_one_pseudonym() {
        let key = Pseudonyms::new([7; 32]);
        let name = key.of("010203-1234").expect("a CPR number");
        for same in ["0102031234", "010203 1234", " 010203-1234 ", "102031234", "010203–1234", "010203\u{a0}1234"] {
            assert_eq!(key.of(same).as_ref(), Some(&name), "{same}");
        }
        assert_eq!(name.len(), 22);
        assert!(name.starts_with("p-") && name[2..].bytes().all(|letter| LETTERS.contains(&letter)), "{name}");
        assert_ne!(key.of("010203-1235"), Some(name.clone()));
        assert_ne!(Pseudonyms::new([8; 32]).of("010203-1234"), Some(name));
        for other in ["C-4711", "", "990203-1234", "x010203-1234", "01-0203-1234", "12345", "2023000117", "10203–1234", "010203––1234"] {
            assert_eq!(key.of(other), None, "{other}");
        }
    }

    #[test]
    fn a_pseudonym_is_hmac_sha_256_in_consonants() {
        // Worked out with Python: int.from_bytes(hmac.new(bytes(range(32)), b"0102031234", "sha256").digest()[:16], "big"), twenty times the remainder of 20.
        let key = Pseudonyms::new(std::array::from_fn(|place| place as u8));
        assert_eq!(key.of("010203-1234").as_deref(), Some("p-nycsbfwjxnjwwnvrmfvz"));
    }

    #[test]
    fn a_key_is_written_and_read() {
        let key = Pseudonyms::new(std::array::from_fn(|place| place as u8 * 7));
        let text = key.to_file();
        assert_eq!(Pseudonyms::parse(&text).map(|read| read.key), Ok(key.key));
        assert_eq!(format!("{key:?}"), "Pseudonyms");
        for other in ["", "takst-pseudonyms-1 ", "takst-pseudonyms-2 00", &text.replace('0', "g"), &text[..60]] {
            assert_eq!(Pseudonyms::parse(other).map(|read| read.key), Err(KeyError), "{other}");
        }
    }
}
