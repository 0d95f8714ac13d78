//! What all histories are about: one provider and three municipalities, of which the last never pays.

use chrono::NaiveDate;
use takst::document::content::{CaseFile, Content};
use takst::document::control::found::ServiceTexts;
use takst::document::control::ours::{FileRows, OurCases};
use takst::document::control::received::Paper;
use takst::document::control::verify::{Control, Verified, verify};
use takst::document::party::Parties;
use takst::document::pricer::DocumentPricer;
use takst::{Book, Citizen, Column, KnownAsOf, Municipality, Policy, RowDraft};

const PROVIDER: &str = include_str!("../../catalogue/m.toml");

const PARTIES: &str = r#"
[[seller]]
provider = "m"
name = "Center M"
cvr = "12345674"
vat_registered = true
series = "F"
payment_days = 21
street = "Prøvevej"
building_number = "1"
city = "København K"
postal_code = "1000"
endpoint = "cvr"
contact = { name = "Bogholderiet", email = "bogholderi@example.dk", phone = "33000000" }
bank = { registration = "1234", account = "1234567890" }
"#;

/// Municipalities that pay.
pub(super) const PAYERS: [u16; 2] = [101, 147];
/// One that never pays.
pub(super) const STRANGER: u16 = 851;

const BUYERS: [(u16, &str, &str); 3] =
    [(PAYERS[0], "64942212", "5798009800275"), (PAYERS[1], "30000005", "5798009801470"), (STRANGER, "30000013", "5798009808516")];

/// A municipality.
pub(super) fn payer(code: u16) -> Municipality {
    Municipality::new(code).expect("a municipality")
}

/// Catalogue and parties of all histories.
pub struct Setting {
    book: Book,
    parties: Parties,
}

impl Default for Setting {
    fn default() -> Setting {
        Setting::new()
    }
}

impl Setting {
    /// Loads them.
    ///
    /// # Panics
    /// The files are part of the project and in order.
    #[must_use]
    pub fn new() -> Setting {
        let loaded = takst_catalogue::load_over(takst_catalogue::builtin_loaded(), &[("m.toml", PROVIDER)]).expect("a catalogue in order");
        let buyer = |(payer, cvr, gln): (u16, &str, &str)| {
            format!(
                "[[buyer]]\npayer = \"{payer}\"\nname = \"Kommune {payer}\"\ncvr = \"{cvr}\"\ngln = \"{gln}\"\nreference = \"SOC\"\nformat = \"oioubl\"\n\
                 street = \"Torvet\"\nbuilding_number = \"1\"\ncity = \"By\"\npostal_code = \"1550\"\n"
            )
        };
        let parties = PARTIES.to_owned() + &BUYERS.map(buyer).concat();
        let parties = takst_catalogue::parties_from_toml("parties.toml", &parties, &loaded.catalogue).expect("parties in order").parties;
        Setting { book: Book::compile(&loaded.catalogue, &Policy::default(), KnownAsOf::Latest).expect("a sound catalogue"), parties }
    }

    /// The tariffs.
    #[must_use]
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Seller and buyers.
    #[must_use]
    pub fn parties(&self) -> &Parties {
        &self.parties
    }

    /// Compares papers with cases.
    #[must_use]
    pub fn verify(&self, papers: &[Paper], cases: &OurCases) -> Verified {
        verify(papers, &Control { book: &self.book, parties: &self.parties, cases, texts: &ServiceTexts::default() })
    }

    /// Rows of a case file, as `column=value`: the cases, and the documents that should be.
    pub(super) fn priced(&self, rows: &[String], until: NaiveDate) -> (OurCases, Vec<Content>) {
        let record = |(number, row): (u64, &String)| {
            let mut draft = RowDraft::new(number);
            for cell in row.split(' ') {
                let (name, text) = cell.split_once('=').expect("a cell");
                draft.set(Column::from_name(name).expect("a column"), text);
            }
            draft.finish()
        };
        let mut pricer = DocumentPricer::new(&self.book);
        let citizens = Citizen::group((1..).zip(rows).map(record));
        let mut of_rows = FileRows::default();
        citizens.iter().for_each(|citizen| of_rows.take(&self.book, citizen, until));
        let file = CaseFile::of(citizens.iter().map(|citizen| pricer.price(citizen, until)));
        let should = file.cases.iter().flat_map(|case| case.result.as_ref().expect("a priced case"));
        let contents = should.map(|should| should.content.clone()).collect();
        (OurCases::new(file, of_rows), contents)
    }
}
