//! Catalogues, policies and days of knowledge of the histories, loaded once for both sides.

use std::sync::OnceLock;
use takst::{Book, Catalogue, KnownAsOf};

const BOEGELY: &str = include_str!("../../catalogue/boegely.toml");
const ENGLY: &str = include_str!("../../catalogue/engly.toml");

/// Policies; the first is that of the defaults.
const POLICIES: [&str; 5] = [
    "",
    "[vat-sel]\nvalue = \"standard\"\n",
    "[day-count]\nvalue = \"first-only\"\nsource = \"letter\"\n",
    "[started-week]\nvalue = \"whole-weeks-only\"\n[window-reset]\nvalue = \"next-admission\"\n",
    "[shelter-cap]\nvalue = \"undetermined\"\n[decided-absent]\nvalue = \"not-refunded\"\n[vat-sel]\nvalue = \"exempt\"\nsource = \"ruling\"\n",
];

/// What is known of tariffs: everything, what was known before the letter of 15 March 2025, and on its day.
const KNOWLEDGE: [Option<&str>; 3] = [None, Some("2025-03-14"), Some("2025-03-15")];

/// What a catalogue says instead.
type Changes<'a> = &'a [(&'a str, &'a str)];

/// The catalogue as it is; with other prices; with a service that is gone and one that changed family and VAT.
const CATALOGUES: [Changes<'static>; 3] = [
    &[],
    &[
        ("price = \"1000.00\"", "price = \"1000.05\""),
        ("price = \"30000.01\"", "price = \"30100.00\""),
        ("day_price = \"1000.00\"", "day_price = \"1003.33\""),
        ("price = \"2900.05\"", "price = \"2901.05\""),
        ("price = \"500.0125\"", "price = \"501.0125\""),
        ("price = \"1404.05\"", "price = \"1404.06\""),
    ],
    &[
        ("id = \"engly/ophold-niveau-2\"", "id = \"engly/ophold-niveau-3\""),
        ("family = \"boegely/krise\"", "family = \"boegely/ophold\""),
        (
            "id = \"engly/vaerksted\"\nname = { da = \"Værksted\", en = \"Workshop\" }\nlegal_basis = \"LAB § 32\"\nkind = \"day\"\nvat = \"standard\"",
            "id = \"engly/vaerksted\"\nname = { da = \"Værksted\", en = \"Workshop\" }\nlegal_basis = \"LAB § 32\"\nkind = \"day\"\nvat = \"exempt\"\nvat_exemption = \"VATEX-EU-132-1I\"",
        ),
    ],
];

/// One catalogue for both sides.
struct Side {
    core: Catalogue,
    oracle: takst_oracle::Catalogue,
    /// By policy and knowledge, made when first needed.
    books: [[OnceLock<Book>; KNOWLEDGE.len()]; POLICIES.len()],
}

/// Everything that histories are priced with.
pub struct Sides(Vec<Side>);

impl Default for Sides {
    fn default() -> Sides {
        Sides::new()
    }
}

impl Sides {
    /// Loads the same files on both sides.
    ///
    /// # Panics
    /// The files are part of the project and in order.
    #[must_use]
    pub fn new() -> Sides {
        Sides(CATALOGUES.iter().map(|changes| side(changes)).collect())
    }

    /// How many catalogues, policies and days of knowledge there are.
    #[must_use]
    pub fn counts(&self) -> (usize, usize, usize) {
        (self.0.len(), POLICIES.len(), KNOWLEDGE.len())
    }

    /// The core's book.
    ///
    /// # Panics
    /// The policies are part of the project and in order.
    #[must_use]
    pub fn book(&self, catalogue: usize, policy: usize, knowledge: usize) -> &Book {
        let side = &self.0[catalogue];
        side.books[policy][knowledge].get_or_init(|| {
            let as_of = KNOWLEDGE[knowledge].map_or(KnownAsOf::Latest, |day| KnownAsOf::Day(day.parse().expect("a date")));
            Book::compile(&side.core, &crate::core_side::policy(POLICIES[policy]), as_of).expect("a catalogue in order")
        })
    }

    /// The oracle's catalogue.
    #[must_use]
    pub fn oracle(&self, catalogue: usize) -> &takst_oracle::Catalogue {
        &self.0[catalogue].oracle
    }

    /// The oracle's policy.
    #[must_use]
    pub fn policy(&self, policy: usize) -> takst_oracle::Policy {
        takst_oracle::Policy::from_toml(POLICIES[policy])
    }

    /// The oracle's options up to a day.
    #[must_use]
    pub fn options(&self, knowledge: usize, until: chrono::NaiveDate) -> takst_oracle::Options {
        takst_oracle::Options { from: None, until: Some(until.to_string()), as_of: KNOWLEDGE[knowledge].map(str::to_owned) }
    }
}

fn side(changes: Changes) -> Side {
    let changed = |text: &str| changes.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    let (boegely, engly) = (changed(BOEGELY), changed(ENGLY));
    let made_up = [("boegely.toml", boegely.as_str()), ("engly.toml", engly.as_str())];
    let core = takst_catalogue::load_over(takst_catalogue::builtin_loaded(), &made_up).expect("a catalogue in order").catalogue;
    let mut files: Vec<&str> = takst_catalogue::BUILTIN_FILES.iter().map(|(_, text)| *text).collect();
    files.extend(made_up.map(|(_, text)| text));
    Side { core, oracle: takst_oracle::Catalogue::from_toml(&files), books: Default::default() }
}
