//! A small source with mutants of each genre: woven, compiled, and each mutant woken.

use super::constant::{Constants, needed};
use super::list::{Genre, Mutant, Position, Span};
use super::weave::{Cause, Woven, weave};
use std::process::Command;

/// `main` prints what the mutants change, a line each.
const SOURCE: &str = "\
#[derive(Clone, Copy)]
struct Pair { left: i64, right: i64 }
const NONE: Pair = Pair { left: 0, right: 0 };
const fn doubled(n: i64) -> i64 { n * 2 }
const fn halved(n: i64) -> i64 { n / 2 }
const FOUR: i64 = doubled(2);
fn compared(a: &str, b: &str, n: i64) -> bool { !a.is_empty() && a == b || n - 1 < 3 + n % 2 }
fn matched(n: i64) -> &'static str {
    match n {
        1 => \"én\",
        2 if halved(n) > 0 => \"to\",
        _ => \"mange\",
    }
}
fn pair(left: i64) -> Pair { Pair { left, right: -left, ..NONE } }
fn all(n: usize) -> impl Iterator<Item = usize> { 0..n }
fn main() {
    let mut sum = FOUR;
    sum += doubled(halved(6));
    let Pair { left, right } = pair(7);
    println!(\"{sum} {} {} {} {}\", compared(\"a\", \"a\", 9), compared(\"\", \"\", 9), compared(\"ø\", \"æ\", 3), all(2).count());
    println!(\"{} {} {} {left} {right}\", matched(1), matched(2), matched(3));
}
";
const OUTPUT: &str = "10 true false true 2\nén to mange 7 -7\n";

/// A mutant at the text behind `before`.
fn mutant(genre: Genre, before: &str, changed: &str, replacement: &str) -> Mutant {
    let start = SOURCE.find(&format!("{before}{changed}")).expect("a text of the source") + before.len();
    let position = |byte: usize| {
        let line_start = SOURCE[..byte].rfind('\n').map_or(0, |newline| newline + 1);
        Position { line: SOURCE[..byte].matches('\n').count() + 1, column: SOURCE[line_start..byte].chars().count() + 1 }
    };
    let span = Span { start: position(start), end: position(start + changed.len()) };
    Mutant { package: "main".into(), file: "main.rs".into(), name: changed.into(), genre, replacement: replacement.into(), span }
}

fn woven(mutants: &[Mutant]) -> Woven {
    let parsed = syn::parse_file(SOURCE).expect("Rust");
    let constants = Constants::of(&parsed);
    let needed = needed(std::iter::once(&constants));
    weave(SOURCE, &parsed, (1..).zip(mutants), &constants, &needed)
}

/// Mutants and what the program prints when they are awake, worked out by hand.
fn mutants() -> Vec<(Mutant, &'static str)> {
    use Genre::*;
    vec![
        (mutant(FnValue, "n: i64) -> i64 { ", "n / 2", "5"), "14 true false true 2\nén to mange 7 -7\n"),
        (mutant(BinaryOperator, "n ", "/", "*"), "28 true false true 2\nén to mange 7 -7\n"),
        (mutant(BinaryOperator, "sum ", "+=", "-="), "-2 true false true 2\nén to mange 7 -7\n"),
        (mutant(UnaryOperator, "bool { ", "!", ""), "10 false true true 2\nén to mange 7 -7\n"),
        (mutant(BinaryOperator, "is_empty() ", "&&", "||"), "10 true true true 2\nén to mange 7 -7\n"),
        (mutant(BinaryOperator, "a ", "==", "!="), "10 false false true 2\nén to mange 7 -7\n"),
        (mutant(BinaryOperator, "b ", "||", "&&"), "10 false false false 2\nén to mange 7 -7\n"),
        (mutant(BinaryOperator, "1 ", "<", ">"), "10 true true false 2\nén to mange 7 -7\n"),
        (mutant(BinaryOperator, "3 ", "+", "-"), "10 true false false 2\nén to mange 7 -7\n"),
        (mutant(BinaryOperator, "3 + n ", "%", "+"), "10 true true true 2\nén to mange 7 -7\n"),
        (mutant(MatchArm, "match n {\n        ", "1 => \"én\",", ""), "10 true false true 2\nmange to mange 7 -7\n"),
        (mutant(MatchArmGuard, "2 if ", "halved(n) > 0", "false"), "10 true false true 2\nén mange mange 7 -7\n"),
        (mutant(StructField, "Pair { ", "left, ", ""), "10 true false true 2\nén to mange 0 -7\n"),
        (mutant(StructField, "left, ", "right: -left, ", ""), "10 true false true 2\nén to mange 7 0\n"),
        (mutant(UnaryOperator, "right: ", "-", ""), "10 true false true 2\nén to mange 7 7\n"),
    ]
}

/// Runs the compiled program with a mutant awake.
fn printed(program: &std::path::Path, number: u32) -> String {
    let output = Command::new(program).env("TAKST_MUTANT", number.to_string()).output().expect("the program runs");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn each_mutant_of_a_woven_source_does_what_it_says() {
    let (mutants, expected): (Vec<Mutant>, Vec<&str>) = mutants().into_iter().unzip();
    let mut woven = woven(&mutants);
    assert_eq!(woven.numbers.len(), mutants.len());
    woven.become_root();
    let folder = std::env::temp_dir().join(format!("takst-mutants-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("main.rs"), &woven.text).expect("a source");
    std::fs::write(folder.join("mutant.rs"), include_str!("asleep.rs")).expect("a source");
    let compiled = Command::new("rustc").args(["--edition=2024", "main.rs"]).current_dir(&folder).status().expect("rustc runs");
    assert!(compiled.success(), "{}", woven.text);
    let program = folder.join("main");
    let found: Vec<String> = (1..).zip(&mutants).map(|(number, _)| printed(&program, number)).collect();
    let (asleep, reached) = (printed(&program, 0), folder.join("reached"));
    Command::new(&program).env("TAKST_MUTANTS_REACHED", &reached).output().expect("the program runs");
    let reached = std::fs::read_to_string(reached).expect("numbers").lines().count();
    std::fs::remove_dir_all(&folder).expect("the folder goes");
    assert_eq!(asleep, OUTPUT);
    assert_eq!(found, expected);
    assert_eq!(reached, mutants.len());
}

#[test]
fn what_a_mutant_alone_would_be_is_the_text_replaced() {
    let text = mutant(Genre::MatchArmGuard, "2 if ", "halved(n) > 0", "false").applied(SOURCE);
    assert_eq!(text, SOURCE.replace("halved(n) > 0", "false"));
}

#[test]
fn what_the_compiler_calculates_and_opaque_types_are_left_out() {
    let mutants = [
        mutant(Genre::FnValue, "doubled(n: i64) -> i64 { ", "n * 2", "1"),
        mutant(Genre::BinaryOperator, "n ", "*", "+"),
        mutant(Genre::FnValue, "Iterator<Item = usize> { ", "0..n", "::std::iter::empty()"),
    ];
    let woven = woven(&mutants);
    assert!(woven.numbers.is_empty());
    assert!(woven.text.contains("const fn doubled") && !woven.text.contains("const fn halved"));
}

#[test]
fn an_error_is_blamed_on_the_smallest_part_that_holds_it() {
    let woven = woven(&[mutant(Genre::BinaryOperator, "a ", "==", "<<"), mutant(Genre::BinaryOperator, "b ", "||", "&&")]);
    let at = |text: &str| woven.text.find(text).expect("a part");
    assert_eq!(woven.blamed(at("*l << *r")), Some((&[1][..], Cause::Changed)));
    assert_eq!(woven.blamed(at("*l == *r")), Some((&[1][..], Cause::Around)));
    assert_eq!(woven.blamed(at("a.is_empty()")), Some((&[2][..], Cause::Around)));
    assert_eq!(woven.blamed(at("fn main")), None);
}
