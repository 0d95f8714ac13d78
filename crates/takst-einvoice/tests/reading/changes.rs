//! A document written otherwise: what is changed in its text, and what that changes in what is read.

use crate::base::{BIS3, OIOUBL, bis3, oioubl};
use takst_einvoice::model::ReceivedInvoice;
use takst_einvoice::read::read;

#[derive(Clone, Copy)]
pub enum Base {
    Bis3,
    Oioubl,
}

/// One document.
pub struct Otherwise {
    pub name: &'static str,
    pub base: Base,
    /// Every place where the first text stands becomes the second.
    pub changes: &'static [(&'static str, &'static str)],
    pub expected: fn(&mut ReceivedInvoice),
}

impl Base {
    pub fn text(self) -> &'static str {
        match self {
            Base::Bis3 => BIS3,
            Base::Oioubl => OIOUBL,
        }
    }

    pub fn says(self) -> ReceivedInvoice {
        match self {
            Base::Bis3 => bis3(),
            Base::Oioubl => oioubl(),
        }
    }
}

impl Otherwise {
    pub fn text(&self) -> String {
        self.changes.iter().fold(self.base.text().to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{}: {from:?} is in the document", self.name);
            text.replace(from, to)
        })
    }

    pub fn check(&self) {
        let mut expected = self.base.says();
        (self.expected)(&mut expected);
        compare(self.name, self.text().as_bytes(), &expected);
    }
}

pub fn compare(name: &str, bytes: &[u8], expected: &ReceivedInvoice) {
    let received = read(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(received.problems, expected.problems, "{name}");
    assert_eq!(received.dialect, expected.dialect, "{name}");
    let (read, expected) = (&received.invoice, &expected.invoice);
    assert_eq!((&read.references, &read.totals, &read.payments), (&expected.references, &expected.totals, &expected.payments), "{name}");
    assert_eq!((&read.seller, &read.buyer), (&expected.seller, &expected.buyer), "{name}");
    assert_eq!(read.lines, expected.lines, "{name}");
    assert_eq!(read, expected, "{name}");
}
