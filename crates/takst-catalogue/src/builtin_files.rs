//! The files of the built-in catalogue. Written by `cargo xtask generate` from the folder `data`; do not edit.

/// Name and text of every file of the built-in catalogue.
pub const BUILTIN_FILES: &[(&str, &str)] = &[
    ("law/acts.toml", include_str!("../data/law/acts.toml")),
    ("law/central-refund.toml", include_str!("../data/law/central-refund.toml")),
    ("law/interest.toml", include_str!("../data/law/interest.toml")),
    ("law/own-payment.toml", include_str!("../data/law/own-payment.toml")),
    ("law/refund.toml", include_str!("../data/law/refund.toml")),
    ("law/vat.toml", include_str!("../data/law/vat.toml")),
    ("livarehab.toml", include_str!("../data/livarehab.toml")),
    ("mandecentret.toml", include_str!("../data/mandecentret.toml")),
    ("pensionatet.toml", include_str!("../data/pensionatet.toml")),
    ("socialstyrelsen.toml", include_str!("../data/socialstyrelsen.toml")),
];
