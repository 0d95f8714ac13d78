//! The header says what the core says: the numbers of its sets are the core's sets in the core's order, or names of the core's codes.

use std::collections::BTreeMap;
use takst::catalogue::{Kind, RefundRule, Unit};
use takst::{Code, Column, Outcome, Severity, VatCategory};
use takst_batch::{Dimension, LineColumn, TotalOptions, totals_schema};
use takst_c::SizedStruct;

const README: &str = include_str!("../README.md");
const HEADER: &str = include_str!("../include/takst.h");

/// Constants of one set of the header by number, without their prefix.
fn constants(set: &str) -> BTreeMap<u32, String> {
    let prefix = format!("TAKST_{set}_");
    let constant = |line: &str| {
        let (name, number) = line.trim().trim_end_matches(',').split_once(" = ")?;
        Some((number.parse().ok()?, name.strip_prefix(&prefix)?.to_owned()))
    };
    HEADER.lines().filter_map(constant).collect()
}

/// A word of the core as a constant is named: `not-refunded` is NOT_REFUNDED.
fn named(word: &str) -> String {
    word.to_uppercase().replace(['-', '.', '/'], "_")
}

/// The set has these numbers and words, and 0 for none.
fn same(set: &str, values: impl Iterator<Item = (u32, String)>) {
    let wanted: BTreeMap<u32, String> = values.filter(|(number, _)| *number != 0).chain([(0, "NONE".to_owned())]).collect();
    let plainly =
        |names: BTreeMap<u32, String>| -> BTreeMap<u32, String> { names.into_iter().map(|(number, name)| (number, plain(&name))).collect() };
    assert_eq!(plainly(constants(set)), plainly(wanted), "{set}");
}

/// Digits may be set apart or not: SEL110_OPHOLD and SEL_110_OPHOLD are the same word.
fn plain(name: &str) -> String {
    name.replace('_', "")
}

#[test]
fn closed_sets_are_those_of_the_core() {
    same("UNIT", Unit::ALL.iter().map(|unit| (unit.number(), named(unit.as_str()))));
    same("KIND", Kind::ALL.iter().map(|kind| (kind.number(), named(kind.as_str()))));
    same("OUTCOME", Outcome::ALL.iter().map(|outcome| (outcome.number(), named(outcome.as_str()))));
    same("COLUMN", Column::ALL.iter().map(|column| (column.number(), named(column.as_str()))));
    same("VAT_CATEGORY", VatCategory::ALL.iter().map(|category| (category.number(), named(&format!("{category:?}")))));
    same("REFUND_RULE", RefundRule::ALL.iter().map(|rule| (rule.number(), named(rule.as_str()))));
    same("SEVERITY", Severity::ALL.iter().map(|severity| (severity.number(), named(severity.as_str()))));
}

#[test]
fn every_code_has_a_constant_of_its_name_and_that_number() {
    let constants = constants("CODE");
    assert_eq!(constants.len(), Code::ALL.len() + 1, "and one for no code");
    for index in 0..Code::ALL.len() {
        let mut facts = takst_c::TakstCodeFacts::init();
        assert_eq!(unsafe { takst_c::takst_code_at(index, &raw mut facts, std::ptr::null_mut()) }, takst_c::TakstStatus::Ok);
        let name = constants.get(&facts.code).expect("a constant of that number");
        assert_eq!(plain(name), plain(&named(Code::ALL[index].as_str())), "number {}", facts.code);
    }
}

/// The names in backticks of the paragraph of the README that begins so.
fn named_in_readme(begins: &str) -> Vec<&'static str> {
    let paragraph = README.lines().find(|line| line.starts_with(begins)).expect("a paragraph");
    paragraph.split('`').skip(1).step_by(2).collect()
}

#[test]
fn the_readme_names_all_columns() {
    let lines: Vec<&str> = LineColumn::ALL.iter().map(|column| column.as_str()).collect();
    assert_eq!(named_in_readme("Columns of lines: "), lines);
    let all = TotalOptions { by: Dimension::ALL.to_vec(), cases: true, ..TotalOptions::default() };
    let totals = totals_schema(&all);
    assert_eq!(named_in_readme("Columns of totals: "), totals.fields().iter().map(|field| field.name().as_str()).collect::<Vec<_>>());
}

#[test]
fn the_number_of_the_interface_is_the_one_behind_the_name() {
    assert!(HEADER.contains(&format!("#define TAKST_ABI_VERSION {}\n", takst_c::TAKST_ABI_VERSION)));
    assert_eq!(takst_c::takst_version_number(), takst_c::TAKST_VERSION_NUMBER);
    assert!(HEADER.contains(&format!("#define TAKST_VERSION_NUMBER 0x{:08X}\n", takst_c::TAKST_VERSION_NUMBER)), "cargo xtask header");
    assert!(include_str!("../build.rs").contains(&format!("const ABI: &str = \"{}\";", takst_c::TAKST_ABI_VERSION)));
}
