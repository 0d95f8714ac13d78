//! Both languages say the same things: the same ids with the same variables, and no message Fluent cannot read.

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use takst::LineColumn;
use takst_explain::{Arg, Lang, Texts, Unsaid};

type Messages = BTreeMap<String, BTreeSet<String>>;

fn of_inline(expression: &InlineExpression<String>, into: &mut BTreeSet<String>) {
    match expression {
        InlineExpression::VariableReference { id } => {
            into.insert(id.name.clone());
        }
        InlineExpression::Placeable { expression } => of_expression(expression, into),
        InlineExpression::FunctionReference { arguments, .. } => of_arguments(arguments, into),
        InlineExpression::TermReference { arguments, .. } => arguments.iter().for_each(|a| of_arguments(a, into)),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } | InlineExpression::MessageReference { .. } => {}
    }
}

fn of_arguments(arguments: &CallArguments<String>, into: &mut BTreeSet<String>) {
    arguments.positional.iter().for_each(|argument| of_inline(argument, into));
}

fn of_expression(expression: &Expression<String>, into: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, into),
        Expression::Select { selector, variants } => {
            of_inline(selector, into);
            variants.iter().for_each(|variant| of_pattern(&variant.value, into));
        }
    }
}

fn of_pattern(pattern: &Pattern<String>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, into);
        }
    }
}

fn files(lang: Lang) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("messages").join(lang.as_str());
    let mut files: Vec<(String, String)> = fs::read_dir(&folder)
        .expect("the folder of messages")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), fs::read_to_string(&path).expect("a file")))
        .collect();
    files.sort();
    files
}

/// Every message of a language with its variables, per file; a message that cannot be read or stands twice fails.
fn messages(lang: Lang) -> BTreeMap<String, Messages> {
    let mut seen = BTreeSet::new();
    files(lang)
        .into_iter()
        .map(|(name, text)| {
            let resource = fluent_syntax::parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{lang}/{name}: {errors:?}"));
            let mut messages = Messages::new();
            for entry in resource.body {
                let Entry::Message(message) = entry else { continue };
                let mut variables = BTreeSet::new();
                of_pattern(&message.value.expect("a value"), &mut variables);
                assert!(seen.insert(message.id.name.clone()), "{lang}/{name}: {} stands twice", message.id.name);
                messages.insert(message.id.name, variables);
            }
            (name, messages)
        })
        .collect()
}

#[test]
fn the_same_messages_with_the_same_variables_in_the_same_files() {
    let (danish, english) = (messages(Lang::Da), messages(Lang::En));
    assert!(danish.values().map(BTreeMap::len).sum::<usize>() > 80, "the files were found");
    assert_eq!(danish, english);
}

#[test]
fn every_message_is_loaded_and_can_be_said() {
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        for (id, variables) in messages(lang).into_values().flatten() {
            // Counts serve as text too, so that selectors and plain places are both tried.
            let args: Vec<(&str, Arg)> = variables.iter().map(|name| (name.as_str(), Arg::Count(2))).collect();
            let text = texts.try_get(&id, &args).unwrap_or_else(|unsaid| panic!("{lang}: {unsaid}"));
            assert!(!text.trim().is_empty(), "{lang}: {id} is empty");
        }
    }
}

#[test]
fn what_is_missing_is_reported_not_panicked() {
    let texts = Texts::new(Lang::Da);
    assert_eq!(texts.get("no-such-message", &[]), "no-such-message");
    assert!(matches!(texts.try_get("no-such-message", &[]), Err(Unsaid::NoMessage(_))));
    assert!(matches!(texts.try_get("expected-notice-not-after", &[]), Err(Unsaid::BadVariables { .. })));
}

#[test]
fn a_program_adds_messages_of_its_own_and_may_replace_ours() {
    let texts = Texts::with_extra(Lang::Da, &["hilsen = Goddag { $navn }\nexpected-hours = Skriv timerne.\n", "this is no Fluent"]);
    assert_eq!(texts.get("hilsen", &[("navn", "Anna".into())]), "Goddag Anna");
    assert_eq!(texts.get("expected-hours", &[]), "Skriv timerne.");
    assert_eq!(texts.get("expected-value", &[]), "Feltet skal udfyldes.");
}

/// Ids put together from a code or a word; the tests of codes, steps and assumptions go through all of these. Those of cells and maps are named by takst-io, those of electronic invoices by takst-einvoice.
const COMPUTED: &[&str] = &[
    "cell-",
    "einvoice-",
    "map-",
    "meaning-",
    "exempt-as-",
    "finding-",
    "code-",
    "assumed-",
    "reason-",
    "outcome-",
    "unit-",
    "units-",
    "rule-",
    "value-",
    "line-",
    "page-severity-",
    "question-",
    "answer-",
];

#[test]
fn no_message_is_dead() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let read = |folder: &Path| -> String {
        let paths = fs::read_dir(folder).expect("the sources").map(|entry| entry.expect("an entry").path());
        paths.filter(|path| path.is_file()).map(|path| fs::read_to_string(path).expect("a source")).collect()
    };
    let source = read(&folder) + &read(&folder.join("paper"));
    for id in messages(Lang::Da).into_values().flat_map(BTreeMap::into_keys) {
        let computed = COMPUTED.iter().any(|prefix| id.starts_with(prefix));
        assert!(computed || source.contains(&format!("\"{id}\"")), "{id} is never said");
    }
}

#[test]
fn every_column_of_lines_has_a_heading_of_its_own() {
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        let headings: BTreeSet<String> = LineColumn::ALL.iter().map(|column| texts.heading(*column)).collect();
        assert_eq!(headings.len(), LineColumn::ALL.len(), "{lang}: {headings:?}");
        assert!(headings.iter().all(|heading| !heading.starts_with("line-")), "{lang}: {headings:?}");
        let written = messages(lang).into_values().flat_map(BTreeMap::into_keys).filter(|id| id.starts_with("line-")).count();
        assert_eq!(written, LineColumn::ALL.len(), "{lang}: a heading of no column");
    }
}
