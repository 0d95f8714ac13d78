//! The core's table of municipalities.

use chrono::Datelike;
use std::collections::BTreeMap;
use std::fmt::Write;
use takst::municipality::{KOMMUNE, folded};
use takst_catalogue::{NamedMunicipality, municipalities};

/// Codes with names, and names with codes.
pub fn table() -> String {
    let list = municipalities();
    let mut all = list.all;
    all.sort_by_key(|municipality| municipality.code);
    let mut text = String::from(
        "//! The municipalities. Written by `cargo xtask generate` from `crates/takst-catalogue/lists/municipalities.toml`; do not edit.\n\n",
    );
    // Writing into a string cannot fail.
    let _ = writeln!(
        text,
        "/// Year, month and day from which the codes hold.\npub const FROM: (i32, u32, u32) = ({}, {}, {});",
        list.from.year(),
        list.from.month(),
        list.from.day()
    );
    text += "/// Code, name and full name, by code.\npub const ALL: &[(u16, &str, &str)] = &[\n";
    for NamedMunicipality { code, name, title } in &all {
        let _ = writeln!(text, "    ({code}, {name:?}, {title:?}),");
    }
    text += "];\n/// Names as they are looked up, ascending, with the codes.\npub const BY_NAME: &[(&str, u16)] = &[\n";
    for (name, code) in by_name(&all) {
        let _ = writeln!(text, "    ({name:?}, {code}),");
    }
    text + "];\n"
}

/// Each name, and each full name that is more than the name and "Kommune".
fn by_name(all: &[NamedMunicipality]) -> BTreeMap<String, u16> {
    let mut names = BTreeMap::new();
    for municipality in all {
        let (name, title) = (folded(&municipality.name), folded(&municipality.title));
        let other = (title != format!("{name}{KOMMUNE}")).then_some(title);
        for name in [Some(name), other].into_iter().flatten() {
            let before = names.insert(name, municipality.code);
            assert!(before.is_none_or(|code| code == municipality.code), "two municipalities have the name of {}", municipality.code);
        }
    }
    names
}
