//! Municipalities (R2.3): their codes since 2007, and how a cell may name one.

/// R2.3: code and name of every municipality since 2007; 411 is none, but has a code.
pub const MUNICIPALITIES: [(&str, &str); 99] = [
    ("101", "København"),
    ("147", "Frederiksberg"),
    ("151", "Ballerup"),
    ("153", "Brøndby"),
    ("155", "Dragør"),
    ("157", "Gentofte"),
    ("159", "Gladsaxe"),
    ("161", "Glostrup"),
    ("163", "Herlev"),
    ("165", "Albertslund"),
    ("167", "Hvidovre"),
    ("169", "Høje-Taastrup"),
    ("173", "Lyngby-Taarbæk"),
    ("175", "Rødovre"),
    ("183", "Ishøj"),
    ("185", "Tårnby"),
    ("187", "Vallensbæk"),
    ("190", "Furesø"),
    ("201", "Allerød"),
    ("210", "Fredensborg"),
    ("217", "Helsingør"),
    ("219", "Hillerød"),
    ("223", "Hørsholm"),
    ("230", "Rudersdal"),
    ("240", "Egedal"),
    ("250", "Frederikssund"),
    ("253", "Greve"),
    ("259", "Køge"),
    ("260", "Halsnæs"),
    ("265", "Roskilde"),
    ("269", "Solrød"),
    ("270", "Gribskov"),
    ("306", "Odsherred"),
    ("316", "Holbæk"),
    ("320", "Faxe"),
    ("326", "Kalundborg"),
    ("329", "Ringsted"),
    ("330", "Slagelse"),
    ("336", "Stevns"),
    ("340", "Sorø"),
    ("350", "Lejre"),
    ("360", "Lolland"),
    ("370", "Næstved"),
    ("376", "Guldborgsund"),
    ("390", "Vordingborg"),
    ("400", "Bornholm"),
    ("410", "Middelfart"),
    ("411", "Christiansø"),
    ("420", "Assens"),
    ("430", "Faaborg-Midtfyn"),
    ("440", "Kerteminde"),
    ("450", "Nyborg"),
    ("461", "Odense"),
    ("479", "Svendborg"),
    ("480", "Nordfyns"),
    ("482", "Langeland"),
    ("492", "Ærø"),
    ("510", "Haderslev"),
    ("530", "Billund"),
    ("540", "Sønderborg"),
    ("550", "Tønder"),
    ("561", "Esbjerg"),
    ("563", "Fanø"),
    ("573", "Varde"),
    ("575", "Vejen"),
    ("580", "Aabenraa"),
    ("607", "Fredericia"),
    ("615", "Horsens"),
    ("621", "Kolding"),
    ("630", "Vejle"),
    ("657", "Herning"),
    ("661", "Holstebro"),
    ("665", "Lemvig"),
    ("671", "Struer"),
    ("706", "Syddjurs"),
    ("707", "Norddjurs"),
    ("710", "Favrskov"),
    ("727", "Odder"),
    ("730", "Randers"),
    ("740", "Silkeborg"),
    ("741", "Samsø"),
    ("746", "Skanderborg"),
    ("751", "Aarhus"),
    ("756", "Ikast-Brande"),
    ("760", "Ringkøbing-Skjern"),
    ("766", "Hedensted"),
    ("773", "Morsø"),
    ("779", "Skive"),
    ("787", "Thisted"),
    ("791", "Viborg"),
    ("810", "Brønderslev"),
    ("813", "Frederikshavn"),
    ("820", "Vesthimmerlands"),
    ("825", "Læsø"),
    ("840", "Rebild"),
    ("846", "Mariagerfjord"),
    ("849", "Jammerbugt"),
    ("851", "Aalborg"),
    ("860", "Hjørring"),
];

/// Names that are not the name above with "Kommune" behind it.
const IN_FULL: [(&str, &str); 2] = [("101", "Københavns Kommune"), ("400", "Bornholms Regionskommune")];

/// R2.3: the code that a cell names, or the code of what is wrong.
pub fn read(text: &str) -> Result<String, &'static str> {
    let is_number = text.chars().all(|c| c.is_ascii_digit());
    let code = match text.len() {
        3 => text,
        4 if text.starts_with('0') => &text[1..],
        _ => "",
    };
    if is_number && !code.is_empty() {
        return if ("101"..="860").contains(&code) { Ok(code.to_string()) } else { Err("value.range") };
    }
    let written = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase();
    let short = written.strip_suffix(" kommune").unwrap_or(&written);
    let by_name = MUNICIPALITIES.iter().find(|(_, name)| name.to_lowercase() == short);
    let in_full = IN_FULL.iter().find(|(_, name)| name.to_lowercase() == written);
    by_name.or(in_full).map(|(code, _)| (*code).to_string()).ok_or("value.invalid")
}

/// R12.12: whether a municipality has the code.
pub fn is_known(code: &str) -> bool {
    MUNICIPALITIES.iter().any(|(known, _)| *known == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payer_by_code_or_name() {
        for text in ["751", "0751", "Aarhus", "aarhus  kommune", "AARHUS KOMMUNE"] {
            assert_eq!(read(text).as_deref(), Ok("751"), "{text}");
        }
        for text in ["København", "KØBENHAVNS KOMMUNE", "København Kommune"] {
            assert_eq!(read(text).as_deref(), Ok("101"), "{text}");
        }
        assert_eq!(read("Bornholms Regionskommune").as_deref(), Ok("400"));
        assert_eq!(read("nordfyns").as_deref(), Ok("480"));
        for text in ["100", "861", "0861", "000", "0000", "075"] {
            assert_eq!(read(text), Err("value.range"), "{text}");
        }
        for text in ["", "1751", "00751", "75", "Århus", "Aarhus By", "Kommune", "Aarhus, 751", "７５１"] {
            assert_eq!(read(text), Err("value.invalid"), "{text}");
        }
    }

    #[test]
    fn codes_without_a_municipality() {
        assert!(is_known("101") && is_known("411") && is_known("860"));
        assert!(!is_known("102") && !is_known("747"));
    }
}
