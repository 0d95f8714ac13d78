//! What would be right in place of what only a reader of files can refuse.

use takst::{Column, Expected};

pub(crate) fn number() -> Expected {
    Expected::OneOf(&["1185", "1185.00", "1185,00"])
}

pub(crate) fn json_string() -> Expected {
    Expected::OneOf(&["\"...\""])
}

pub(crate) fn json_object() -> Expected {
    Expected::OneOf(&["{\"case_id\":\"...\"}"])
}

pub(crate) fn column(near: Option<Column>) -> Expected {
    near.map_or(Expected::Nothing, |column| {
        let at = Column::ALL.iter().position(|c| *c == column).unwrap_or_default();
        Expected::OneOf(&NAMES[at..=at])
    })
}

const NAMES: &[&str] = &{
    let mut names = [""; Column::ALL.len()];
    let mut i = 0;
    while i < names.len() {
        names[i] = Column::ALL[i].as_str();
        i += 1;
    }
    names
};
