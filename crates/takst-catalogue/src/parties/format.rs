//! The shape of a parties file.

use crate::shape::Form::{Digits, Id, Line, Table, Tables, Text, Whole, Word, Words, YesNo};
use crate::shape::{Key, optional, required, to_issue};
use takst::contract::words::{Dialect, Endpoint, Reference};

/// The longest term of payment that a public buyer can agree to, in days.
pub(crate) const MAX_PAYMENT_DAYS: u32 = 30;

/// Tables of a seller of which exactly one says how it is paid.
pub(crate) const PAYMENT: &[&str] = &["bank", "fik", "iban"];

/// Kinds of payment slip. The payment id of 71 and 75 is made from the number of the invoice; 73 has none.
const FIK_KINDS: &[&str] = &["71", "73", "75"];

const CVR: Key = required("cvr", Digits { min: 8, max: 8 }, "CVR number: 8 digits in quotes, the last a check digit.");
const NAME: Key = required("name", Text, "Name on documents.");
const STREET: Key = to_issue("street", Text, "Street.");
const BUILDING_NUMBER: Key = optional("building_number", Text, "Number of the building, in quotes.");
const CITY: Key = to_issue("city", Text, "City.");
const POSTAL_CODE: Key = to_issue("postal_code", Digits { min: 4, max: 4 }, "Postal code, in quotes.");
const GLN: crate::shape::Form = Digits { min: 13, max: 13 };

const CONTACT: &[Key] = &[
    required("name", Text, "Who answers questions about an invoice: a person or an office."),
    optional("email", Text, "E-mail address."),
    optional("phone", Text, "Phone number, in quotes."),
];

const BANK: &[Key] = &[
    required("registration", Digits { min: 4, max: 4 }, "Registration number of the bank, in quotes."),
    required("account", Digits { min: 1, max: 10 }, "Account number, in quotes."),
];

const FIK: &[Key] = &[
    required("kind", Word(FIK_KINDS), "Kind of payment slip. 71 and 75: the payment id is made from the number of the invoice; 73 has none."),
    required("creditor", Digits { min: 8, max: 8 }, "Number of the creditor, in quotes."),
];

const IBAN: &[Key] = &[required("account", Text, "IBAN, in quotes."), optional("bic", Text, "BIC of the bank, in quotes.")];

const SELLER: &[Key] = &[
    required("provider", Id, "Id of the provider in the catalogue."),
    NAME,
    CVR,
    to_issue("vat_registered", YesNo, "Whether it is registered for VAT; must be true where a line carries VAT."),
    to_issue("series", Line, "What its numbers begin with; may be empty, does not end in a digit, and no other seller has it."),
    optional("first_number", Whole { min: 1, max: u32::MAX }, "The first number; default 1."),
    optional(
        "payment_days",
        Whole { min: 0, max: MAX_PAYMENT_DAYS },
        "Days from the date of the invoice to the day it is due; default that of the catalogue. A public buyer cannot agree to more than 30.",
    ),
    STREET,
    BUILDING_NUMBER,
    CITY,
    POSTAL_CODE,
    to_issue("endpoint", Word(Endpoint::WORDS), "Which number is its electronic address."),
    optional("gln", GLN, "GLN (EAN location number): 13 digits in quotes, the last a check digit."),
    to_issue("contact", Table(CONTACT), "Who answers questions about an invoice."),
    optional("bank", Table(BANK), "It is paid to a Danish account. Exactly one of bank, fik and iban."),
    optional("fik", Table(FIK), "It is paid by payment slip."),
    optional("iban", Table(IBAN), "It is paid to an international account."),
];

const BUYER: &[Key] = &[
    required("payer", Digits { min: 3, max: 3 }, "Code of the municipality, in quotes."),
    NAME,
    CVR,
    required("gln", GLN, "GLN (EAN location number), its electronic address: 13 digits in quotes, the last a check digit."),
    optional("reference", Text, "Person reference of documents for which the case file gives none."),
    to_issue("format", Word(Dialect::WORDS), "Dialect of its electronic invoices."),
    optional("demands", Words(Reference::WORDS), "References without which it takes no invoice: a document that lacks one is held."),
    STREET,
    BUILDING_NUMBER,
    CITY,
    POSTAL_CODE,
];

/// A file of parties.
pub(crate) const PARTIES_FILE: &[Key] =
    &[optional("seller", Tables(SELLER), "A provider that bills."), optional("buyer", Tables(BUYER), "A municipality that is billed.")];
