//! C#: the declarations are those of the header, and the programs that use them run on Mono.

use super::Tally;
use super::examples::PRINTED;
use super::library::declared;
use super::programs::{Workshop, counted};
use super::structs::{constants, laid_out};
use crate::command::{Ended, Run};
use crate::header::HEADER;
use std::collections::BTreeSet;

const PAGE: &str = "bindings/c/CSHARP.md";
const DECLARATIONS: &str = "examples/Takst.cs";
const EXAMPLE: &str = "examples/price.cs";
const TEST: &str = "tests/csharp.cs";

pub fn check(workshop: &Workshop<'_>) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let header = workshop.project.read(HEADER)?;
    let read = |name: &str| workshop.project.read(format!("bindings/c/{name}"));
    let page = workshop.project.read(PAGE)?;
    let shown = page.split_once("```csharp\n").and_then(|(_, rest)| rest.split_once("```")).map(|(code, _)| code).unwrap_or_default();
    tally.check(shown == read(EXAMPLE)?, || format!("{PAGE} and {EXAMPLE} are not the same program"));
    functions(&mut tally, &header, &read(DECLARATIONS)?);

    let printed = run(workshop, EXAMPLE)?;
    tally.check(printed.code == Some(0) && printed.output == PRINTED, || format!("{EXAMPLE} does not print what it should"));
    let output = run(workshop, TEST)?;
    counted(&mut tally, TEST, &output);
    layout(&mut tally, &laid_out(workshop, &header)?, &constants(&header), &output.output);
    Ok(tally)
}

/// Compiles a program with the declarations, and runs it against the installed library.
fn run(workshop: &Workshop<'_>, source: &str) -> Result<Ended, String> {
    let program = workshop.folder.join(source.replace('/', "-")).with_extension("exe");
    let compiled = Run::new("mcs", ["-warnaserror", "-warn:4"])
        .with(format!("-out:{}", program.display()))
        .with(workshop.source(source))
        .with(workshop.source(DECLARATIONS))
        .stream()?;
    if compiled.code != Some(0) {
        return Ok(Ended { code: compiled.code, output: String::new() });
    }
    Run::new("mono", [program]).set("LD_LIBRARY_PATH", workshop.prefix.join("lib")).stream()
}

/// Every function is declared, with as many parameters as it has.
fn functions(tally: &mut Tally, header: &str, declarations: &str) {
    let own: BTreeSet<&str> = externs(declarations).collect();
    let names = declared(header);
    tally.check(own == names, || {
        let differ: Vec<&str> = own.symmetric_difference(&names).copied().collect();
        format!("header and {DECLARATIONS} do not have the same functions: {}", differ.join(", "))
    });
    let differ: Vec<&str> =
        names.iter().copied().filter(|name| parameters(header, name) != parameters(declarations, &format!("extern {name}"))).collect();
    tally.check(differ.is_empty(), || format!("header and {DECLARATIONS} do not give them the same parameters: {}", differ.join(", ")));
}

/// Names of functions that C# declares as being elsewhere.
fn externs(declarations: &str) -> impl Iterator<Item = &str> {
    declarations.lines().filter(|line| line.contains(" extern ")).filter_map(|line| line.split_once('(')?.0.rsplit(' ').next())
}

/// How many parameters the declaration of a function has; `extern name` finds it in C#.
fn parameters(text: &str, name: &str) -> Option<usize> {
    let (is_extern, name) = name.strip_prefix("extern ").map_or((false, name), |name| (true, name));
    let call = format!("{name}(");
    let line = text.match_indices(&call).map(|(at, _)| at).find(|at| {
        let before = text[..*at].lines().next_back().unwrap_or_default();
        before.contains(" extern ") == is_extern && !before.trim_start().starts_with('*') && (is_extern || !before.starts_with(' '))
    })?;
    let (list, _) = text[line + call.len()..].split_once(')')?;
    // Attributes, `[In, Out]`, have commas of their own.
    let list: String = list.split('[').map(|part| part.split_once(']').map_or(part, |(_, after)| after)).collect();
    Some(if matches!(list.trim(), "" | "void") { 0 } else { list.split(',').count() })
}

/// What C# says of structs and sets is what C says; C# may leave sets out.
fn layout(tally: &mut Tally, structs: &[String], constants: &[String], printed: &str) {
    let printed: BTreeSet<&str> = printed.lines().collect();
    let sets: BTreeSet<&str> = printed.iter().filter_map(|line| line.split_once(" = ")?.0.split('.').next()).collect();
    let structs = structs.iter().map(|line| in_pascal_case(line.trim_start_matches("takst_")));
    let constants = constants.iter().map(|line| in_pascal_case(line)).filter(|line| line.split('.').next().is_some_and(|set| sets.contains(set)));
    let wanted: BTreeSet<String> = structs.chain(constants).collect();
    tally.check(!sets.is_empty(), || format!("{DECLARATIONS} has no set"));
    for line in &wanted {
        tally.check(printed.contains(line.as_str()), || format!("{DECLARATIONS} does not have: {line}"));
    }
    for line in printed.iter().filter(|line| line.contains('.') && !wanted.contains(**line)) {
        tally.faults.push(format!("{DECLARATIONS} has what takst.h has not: {line}"));
    }
}

/// `book_facts.as_of 8` is `BookFacts.AsOf 8`; `status.BAD_UTF8 = 5` is `Status.BadUtf8 = 5`.
fn in_pascal_case(line: &str) -> String {
    let (names, number) = line.split_at(line.find(' ').unwrap_or(line.len()));
    let mut text = String::new();
    let mut is_first = true;
    for letter in names.chars() {
        match letter {
            '_' => is_first = true,
            '.' => {
                is_first = true;
                text.push('.');
            }
            letter if is_first => {
                is_first = false;
                text.push(letter.to_ascii_uppercase());
            }
            letter => text.push(letter.to_ascii_lowercase()),
        }
    }
    text + number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_change_their_case() {
        assert_eq!(in_pascal_case("book_facts.as_of 8"), "BookFacts.AsOf 8");
        assert_eq!(in_pascal_case("status.BAD_UTF8 = 5"), "Status.BadUtf8 = 5");
        assert_eq!(in_pascal_case("text 16"), "Text 16");
    }

    #[test]
    fn parameters_are_counted_on_both_sides() {
        let header = " * see takst_a(x)\ntakst_status takst_a(const struct takst_b *b,\n        uint32_t c);\nuint32_t takst_version(void);\n";
        let sharp =
            "    takst_a(1);\n    public static extern Status takst_a(B b, [In, Out] uint[] c);\n    public static extern uint takst_version();\n";
        assert_eq!((parameters(header, "takst_a"), parameters(sharp, "extern takst_a")), (Some(2), Some(2)));
        assert_eq!((parameters(header, "takst_version"), parameters(sharp, "extern takst_version")), (Some(0), Some(0)));
        assert_eq!(parameters(sharp, "extern takst_b"), None);
        assert_eq!(externs(sharp).collect::<Vec<_>>(), ["takst_a", "takst_version"]);
    }

    #[test]
    fn what_differs_is_named() {
        let (structs, constants) = (["takst_a 16".to_owned(), "takst_a.b 8".to_owned()], ["set.ONE = 1".to_owned(), "other.TWO = 2".to_owned()]);
        let faults = |printed: &str| {
            let mut tally = Tally::default();
            layout(&mut tally, &structs, &constants, printed);
            tally.faults.len()
        };
        assert_eq!(faults("A 16\nA.B 8\nSet.One = 1\n3 passed, 0 failed"), 0, "C# need not have every set");
        assert_eq!(faults("A 16\nA.B 12\nSet.One = 1"), 2, "another offset is one that is missing and one too many");
        assert_eq!(faults("A 16\nA.B 8\nSet.Eins = 1"), 2);
    }
}
