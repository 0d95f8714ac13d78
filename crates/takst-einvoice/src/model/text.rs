//! Numbers, dates and words of the model as texts: no number of a document is ever a floating-point number, in JSON neither.

/// A number that must be there.
pub(super) mod one {
    use rust_decimal::Decimal;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(value: &Decimal, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(value)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
        Decimal::from_str_exact(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}

/// A number or a date that may be absent.
pub(super) mod optional {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};
    use std::fmt::Display;
    use std::str::FromStr;

    pub fn serialize<T: Display, S: Serializer>(value: &Option<T>, to: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => to.collect_str(value),
            None => to.serialize_none(),
        }
    }

    pub fn deserialize<'de, T: FromStr<Err: Display>, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| text.parse().map_err(|error| D::Error::custom(format_args!("{text:?}: {error}")))).transpose()
    }
}

/// Invoice or credit note.
pub(super) mod kind {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};
    use takst::contract::words::DocumentKind;

    pub fn serialize<S: Serializer>(kind: &DocumentKind, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(kind.as_str())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<DocumentKind, D::Error> {
        let word = String::deserialize(from)?;
        DocumentKind::from_word(&word).ok_or_else(|| D::Error::unknown_variant(&word, DocumentKind::WORDS))
    }
}
