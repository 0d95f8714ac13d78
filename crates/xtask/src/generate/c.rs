//! The sets of the C interface as Rust enums, which cbindgen writes into the header.

use std::fmt::Write;
use takst::catalogue::{Kind, RefundRule, Unit};
use takst::{Code, Column, Outcome, Severity, VatCategory};

/// A set of the core as numbers.
pub struct Set {
    /// Name in Rust, without the prefix `Takst`.
    pub name: &'static str,
    what: &'static str,
    /// What 0 means.
    none: &'static str,
    /// Name, number and meaning of each value but 0.
    pub values: Vec<(String, u32, String)>,
}

macro_rules! set {
    ($set:ident, $what:literal, $none:literal) => {{
        let values = $set::ALL.iter().filter(|value| value.number() != 0);
        Set {
            name: stringify!($set),
            what: $what,
            none: $none,
            values: values.map(|value| (format!("{value:?}"), value.number(), value.meaning().to_owned())).collect(),
        }
    }};
}

/// Every set, in the order of the header.
pub fn all() -> Vec<Set> {
    vec![
        set!(Severity, "What kind of statement a code makes.", "The argument, the file or the run is at fault: no code of the registry."),
        set!(Unit, "Unit of a price.", "Not given."),
        set!(Kind, "How a service is priced.", "No kind."),
        set!(VatCategory, "VAT category of EN 16931 (BT-151).", "No category."),
        set!(Outcome, "What becomes of the state refund.", "No outcome."),
        set!(RefundRule, "Which rule decides the state refund.", "No rule covers the service."),
        Set {
            name: "Column",
            what: "A column of the case file, as errors name it.",
            none: "No column.",
            values: Column::ALL.iter().map(|column| (format!("{column:?}"), column.number(), format!("`{column}`"))).collect(),
        },
    ]
}

/// The codes.
pub fn codes() -> Set {
    Set {
        name: "Code",
        what: "Codes of faults, findings, refund conditions and assumptions. 0 is no code. A number never gets another meaning; new codes get new numbers.",
        none: "No code.",
        values: Code::ALL.iter().map(|code| (format!("{code:?}"), code.number(), format!("`{code}`: {}", code.meaning()))).collect(),
    }
}

fn file(head: &str, sets: &[Set]) -> String {
    let mut text = format!("//! {head} Written by `cargo xtask generate`; do not edit.\n");
    for set in sets {
        let _ = write!(text, "\n/// {}\n#[repr(u32)]\n#[derive(Debug, Clone, Copy, PartialEq, Eq)]\npub enum Takst{} {{\n", set.what, set.name);
        let _ = writeln!(text, "    /// {}\n    None = 0,", set.none);
        for (name, number, meaning) in &set.values {
            let _ = writeln!(text, "    /// {meaning}\n    {name} = {number},");
        }
        text.push_str("}\n");
    }
    text
}

/// Everything but the codes, which stand further down in the header.
pub fn sets() -> String {
    file("The closed sets of the core as numbers, each behind 0 for none.", &all())
}

pub fn code() -> String {
    file("The codes of the core as numbers.", &[codes()])
}
