//! The known name a mistyped one was probably meant to be.

use takst::catalogue::{Kind, RefundRule, Vat};

/// Names so near to `name` that a slip of the hand explains the difference, or of which it is the beginning; nearest
/// first, at most three.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = name.to_lowercase();
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .map(|other| (strsim::damerau_levenshtein(&wanted, &other.to_lowercase()), other))
        .filter(|(distance, other)| {
            let begun = wanted.len() > 2 && other.to_lowercase().starts_with(&wanted);
            begun || *distance <= (other.chars().count() / 3).max(1)
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().map(|(_, other)| other).take(3).collect()
}

/// Danish words where a file takes English ones: keys, and words they take that no spreadsheet has for them.
const DANISH: &[(&str, &[&str])] = &[
    ("day", &["dag", "dage"]),
    ("week", &["uger"]),
    ("month", &["måneder"]),
    ("id", &["nøgle", "noegle"]),
    ("name", &["navn"]),
    ("description", &["beskrivelse"]),
    ("family", &["familie"]),
    ("legal_basis", &["lovgrundlag", "hjemmel"]),
    ("kind", &["art", "type", "enhed"]),
    ("vat", &["moms"]),
    ("refund", &["refusion", "statsrefusion"]),
    ("account", &["konto"]),
    ("places", &["pladser"]),
    ("commitment", &["betalingstilsagn", "tilsagn"]),
    ("payment_days", &["betalingsfrist"]),
    ("from", &["fra"]),
    ("to", &["til"]),
    ("price", &["pris"]),
    ("source", &["kilde"]),
    ("sources", &["kilder"]),
    ("known_from", &["kendt_fra"]),
    ("assumed", &["forudsat", "antaget"]),
    ("act", &["lov"]),
    ("document", &["dokument"]),
    ("title", &["titel"]),
    ("publisher", &["udgiver"]),
    ("date", &["dato"]),
    ("place", &["sted"]),
    ("quote", &["citat"]),
    ("provider", &["leverandør", "leverandoer"]),
    ("service", &["ydelse", "ydelser"]),
    ("question", &["spørgsmål", "spoergsmaal"]),
    ("setting", &["indstilling"]),
    ("meaning", &["betydning"]),
    ("tariff", &["takst", "takster"]),
    ("appropriation", &["bevilling"]),
    ("amount", &["beløb", "beloeb"]),
    ("years", &["år", "aar"]),
    ("ages", &["alder"]),
    ("municipalities", &["kommuner"]),
    ("value", &["værdi", "vaerdi", "svar"]),
    ("unit", &["enhed"]),
    ("figure", &["sats"]),
];

/// The known name that a Danish word stands for, else those [`nearest`] to it.
pub(crate) fn meant<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let known: Vec<&str> = known.into_iter().collect();
    let word = name.trim().to_lowercase();
    let kinds = Kind::ALL.iter().map(|kind| (kind.as_str(), kind.danish()));
    let vat = Vat::ALL.iter().map(|vat| (vat.as_str(), vat.danish()));
    let rules = RefundRule::ALL.iter().map(|rule| (rule.as_str(), rule.danish()));
    let all = kinds.chain(vat).chain(rules).chain(DANISH.iter().copied());
    let mut translated = all.filter(|(_, danish)| danish.contains(&word.as_str())).map(|(english, _)| english);
    match translated.find(|english| known.contains(english)) {
        Some(english) => vec![english],
        None => nearest(name, known),
    }
}

#[cfg(test)]
mod tests {
    use super::{meant, nearest};

    #[test]
    fn danish_words_stand_for_the_english_ones_a_file_takes() {
        let keys = ["price", "place", "from", "kind"];
        assert_eq!(meant("Pris", keys), ["price"]);
        assert_eq!(meant("prise", keys), ["price"], "slips are found as before");
        assert_eq!(meant("enhed", keys), ["kind"]);
        assert_eq!(meant("enhed", ["unit", "hole"]), ["unit"]);
        assert!(meant("konto", keys).is_empty(), "only what the table takes");
    }

    #[test]
    fn finds_slips_and_nothing_else() {
        let keys = ["price", "places", "from", "family"];
        assert_eq!(nearest("prise", keys), ["price"]);
        assert_eq!(nearest("Form", keys), ["from"]);
        assert_eq!(nearest("roll-out", ["roll-out-date", "day-count"]), ["roll-out-date"]);
        assert!(nearest("municipality", keys).is_empty());
    }
}
