//! The names of the case file's columns in Danish spreadsheets, and their words for yes and no.

use crate::contract::column::Column;

impl Column {
    /// Returns the names of the column in Danish spreadsheets; the first is the one that templates use. Ambiguous names are left out: a price that may be
    /// the published one, an own payment that may be per month, a day of departure that may or may not be charged.
    #[must_use]
    pub const fn danish(self) -> &'static [&'static str] {
        match self {
            Column::CaseId => &["Sagsnummer", "Sagsnr.", "Sag", "Sags-id", "Sagsreference", "Journalnummer"],
            Column::CitizenId => &["Borger", "Borger-id", "Borgernummer", "Borgernr.", "Pseudonym", "CPR", "CPR-nummer", "CPR-nr.", "Personnummer"],
            Column::RowId => &["Række-id", "Rækkenummer", "Bevillings-id", "Bevillingsnummer", "Linje-id"],
            Column::Service => &["Ydelse", "Ydelses-id", "Ydelsesnavn", "Indsats"],
            Column::FirstDay => &["Startdato", "Start", "Fra", "Fra dato", "Dato fra", "Første dag", "Første døgn", "Periode fra"],
            Column::LastDay => &["Slutdato", "Slut", "Til", "Til dato", "Dato til", "Til og med", "Sidste dag", "Sidste døgn", "Periode til"],
            Column::Payer => &["Betalingskommune", "Betalende kommune", "Betaler"],
            Column::Hours => &["Timer", "Antal timer", "Timeantal", "Leverede timer"],
            Column::HoursPerWeek => &["Timer pr. uge", "Timer om ugen", "Ugentlige timer", "Ugetimer"],
            Column::UnitPrice => &["Aftalt pris", "Aftalt takst", "Aftalt pris ekskl. moms", "Enhedspris", "Pris pr. enhed"],
            Column::Unit => &["Enhed", "Prisenhed", "Takstenhed"],
            Column::OwnPaymentPerDay => {
                &["Egenbetaling pr. døgn", "Egenbetaling pr. dag", "Egenbetaling per døgn", "Egenbetaling døgn", "Beboerbetaling pr. døgn"]
            }
            Column::PriorStayTo => &["Forudgående ophold til", "Tidligere ophold til", "Foregående ophold til"],
            Column::FirstDischarge => &["Første udskrivning", "Dato for første udskrivning", "Første udskrivningsdato"],
            Column::DecidedBeforeDischarge => &["Besluttet før udskrivning", "Truffet før udskrivning", "Bevilget før udskrivning"],
            Column::DischargedTo107 => &["Udskrevet til § 107", "Flyttet til § 107"],
            Column::WindowStart => &["Refusionsperiode fra", "Refusionsår fra", "Refusionsvindue fra"],
            Column::WindowDaysUsed => &["Brugte refusionsdøgn", "Forbrugte refusionsdøgn", "Brugte døgn", "Forbrugte døgn"],
            Column::Commitment => &["Betalingstilsagn", "Tilsagn"],
            Column::CommitmentDate => &["Dato for betalingstilsagn", "Dato for tilsagn", "Tilsagnsdato"],
            Column::NotifiedStart => &["Orienteret om start", "Orientering om start"],
            Column::NotifiedEnd => &["Orienteret om ophør", "Orientering om ophør", "Orienteret om slut"],
            Column::BuyerReference => &["Personreference", "Købers reference"],
            Column::OrderReference => &["Ordrenummer", "Ordrenr.", "Rekvisitionsnummer"],
            Column::AccountingCost => &["Kontering", "Kontostreng", "Købers konto"],
            Column::BuyerGln => &["EAN-nummer", "EAN-nr.", "EAN", "GLN", "GLN-nummer"],
            Column::HoldReleased => &["Frigivet af", "Frigivet"],
            Column::Invoiced => &["Faktureret", "Faktureret ekskl. moms", "Faktureret beløb ekskl. moms"],
        }
    }

    /// Returns the column that a heading names in the contract's words or in Danish, whatever its case, accents, spaces and punctuation.
    ///
    /// ```
    /// use takst::Column;
    /// assert_eq!(Column::from_heading("SAGSNR"), Some(Column::CaseId));
    /// assert_eq!(Column::from_heading("Egenbetaling pr døgn"), Some(Column::OwnPaymentPerDay));
    /// assert_eq!(Column::from_heading("First day"), Some(Column::FirstDay));
    /// assert_eq!(Column::from_heading("Pris"), None);
    /// ```
    #[must_use]
    pub fn from_heading(heading: &str) -> Option<Column> {
        named(Column::ALL, heading, Column::headings)
    }

    /// Returns the [folded] names of the column.
    pub fn headings(self) -> impl Iterator<Item = String> {
        std::iter::once(self.as_str()).chain(self.danish().iter().copied()).map(folded)
    }
}

/// Bytes of a heading that can be the name of a column.
const LONGEST_HEADING: usize = 100;

/// The column that a heading names, of columns with such folded names.
pub(crate) fn named<C: Copy, N: Iterator<Item = String>>(all: &[C], heading: &str, names: impl Fn(C) -> N) -> Option<C> {
    if heading.len() > LONGEST_HEADING {
        return None;
    }
    let folded = folded(heading);
    all.iter().copied().find(|column| names(*column).any(|name| name == folded))
}

/// Returns a text without case, accents, spaces and punctuation. A Danish letter and the two letters that replace it become the same.
///
/// ```
/// use takst::contract::heading::folded;
/// assert_eq!(folded(" Første  DØGN "), folded("foerste doegn"));
/// assert_eq!(folded("Sags-nr."), "sagsnr");
/// ```
#[must_use]
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        let plain = match letter {
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'æ' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'í' | 'ì' | 'î' | 'ï' => 'i',
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' => 'o',
            'ú' | 'ù' | 'û' | 'ü' => 'u',
            letter => letter,
        };
        match plain {
            // The second of two letters that stand for one: aa, ae and oe.
            'a' | 'e' if folded.ends_with('a') => {}
            'e' if folded.ends_with('o') => {}
            plain if plain.is_alphanumeric() => folded.push(plain),
            _ => {}
        }
    }
    folded
}

/// Reads yes or no of a Danish spreadsheet, in any case.
///
/// ```
/// use takst::contract::heading::danish_truth;
/// assert_eq!([danish_truth("Ja"), danish_truth("FALSK"), danish_truth("TRUE"), danish_truth("x")], [Some(true), Some(false), Some(true), None]);
/// ```
#[must_use]
pub fn danish_truth(word: &str) -> Option<bool> {
    match &*word.to_lowercase() {
        "ja" | "sand" | "true" => Some(true),
        "nej" | "falsk" | "false" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn a_heading_means_one_column() {
        let mut seen: HashMap<String, Column> = HashMap::new();
        for column in Column::ALL {
            for name in column.headings() {
                assert!(!name.is_empty());
                assert!(seen.insert(name.clone(), *column).is_none_or(|other| other == *column), "{name}");
            }
            for name in column.danish() {
                assert_eq!(Column::from_heading(name), Some(*column), "{name}");
                assert_eq!(Column::from_heading(&name.to_uppercase()), Some(*column), "{name}");
            }
        }
    }

    #[test]
    fn names_without_danish_letters_are_the_same() {
        for (one, other) in [("Første døgn", "Forste dogn"), ("Første døgn", "FOERSTE DOEGN"), ("Købers reference", "kobers_reference")] {
            assert_eq!(folded(one), folded(other));
        }
        for other in ["", "Pris", "Takst", "Kommune", "Egenbetaling", "Udskrivningsdato", "net", "nettobeløb"] {
            assert_eq!(Column::from_heading(other), None, "{other}");
        }
    }
}
