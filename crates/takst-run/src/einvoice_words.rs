//! Why an electronic invoice cannot be read or compared, and what is wrong with one that can, in words.

use crate::einvoice_paper::NoPaper;
use takst_einvoice::model::{Expected, Problem, Sum};
use takst_einvoice::place::Place;
use takst_einvoice::read::{Form, ReadError, ReadFault};
use takst_explain::{Arg, Texts};
use takst_io::printable;

/// Problems of one file that are shown one by one.
const SHOWN: usize = 5;

/// Returns the sentence about a file that cannot be read as an invoice.
pub(crate) fn not_readable(texts: &Texts, file: &str, error: &ReadError) -> String {
    let say = |id: &str, args: &[(&str, Arg)]| texts.get(id, args);
    let text = |text: &str| Arg::Text(printable(text));
    let number = |number: usize| Arg::Text(number.to_string());
    let why = match &error.fault {
        ReadFault::Io(error) => say("run-einvoice-io", &[("error", text(&error.to_string()))]),
        ReadFault::NotXml(form) => say(
            match form {
                Form::Empty => "run-einvoice-empty",
                Form::Pdf => "run-einvoice-pdf",
                Form::Zip => "run-einvoice-zip",
                Form::Html => "run-einvoice-html",
                Form::Other => "run-einvoice-no-xml",
            },
            &[],
        ),
        ReadFault::NotInvoice { root } => say("run-einvoice-other", &[("root", text(root))]),
        ReadFault::Encoding(name) => say("run-einvoice-encoding", &[("name", text(name))]),
        ReadFault::MixedEncoding { said, found } => say("run-einvoice-mixed", &[("said", text(said)), ("found", text(found))]),
        ReadFault::NotText { encoding } => say("run-einvoice-not-text", &[("encoding", text(encoding))]),
        ReadFault::Dtd => say("run-einvoice-dtd", &[]),
        ReadFault::Entity(name) => say("run-einvoice-entity", &[("name", text(name))]),
        ReadFault::Character(character) => say("run-einvoice-character", &[("character", text(&format!("U+{:04X}", u32::from(*character))))]),
        ReadFault::TooDeep(most) => say("run-einvoice-deep", &[("most", number(*most))]),
        ReadFault::TooManyAttributes(most) => say("run-einvoice-attributes", &[("most", number(*most))]),
        ReadFault::TooLong(most) => say("run-einvoice-long", &[("most", number(*most))]),
        ReadFault::TooMany(most) => say("run-einvoice-many", &[("most", number(*most))]),
        ReadFault::Truncated => say("run-einvoice-truncated", &[]),
        ReadFault::AfterEnd => say("run-einvoice-after-end", &[]),
        ReadFault::Prefix(prefix) => say("run-einvoice-prefix", &[("prefix", text(prefix))]),
        ReadFault::Syntax(error) => say("run-einvoice-syntax", &[("error", text(error))]),
        // Faults may grow; a new one is said in English until there is a text.
        other => other.to_string(),
    };
    say("run-einvoice-at", &[("file", text(file)), ("place", place(texts, &error.place).into()), ("why", why.into())])
}

/// Returns the sentence about an invoice that was read and cannot be compared.
pub(crate) fn no_paper(texts: &Texts, file: &str, why: &NoPaper) -> String {
    let line = |line: usize| vec![("line", Arg::Text(line.to_string()))];
    let (id, args) = match why {
        NoPaper::Number => ("run-einvoice-no-number", vec![]),
        NoPaper::Lines => ("run-einvoice-no-lines", vec![]),
        NoPaper::Currency(currency) => ("run-einvoice-currency", vec![("currency", Arg::Text(printable(currency)))]),
        NoPaper::Net { line: of } => ("run-einvoice-no-net", line(*of)),
        NoPaper::Amount { line: of } => ("run-einvoice-amount", line(*of)),
    };
    texts.get("run-einvoice-left-out", &[("file", Arg::Text(printable(file))), ("why", texts.get(id, &args).into())])
}

/// Returns a sentence for each of the first problems of an invoice, and one for the rest.
pub(crate) fn problems(texts: &Texts, file: &str, problems: &[Problem]) -> Vec<String> {
    let say = |why: String| texts.get("run-einvoice-note", &[("file", Arg::Text(printable(file))), ("why", why.into())]);
    let mut lines: Vec<String> = problems.iter().take(SHOWN).map(|problem| say(of_problem(texts, problem))).collect();
    if problems.len() > SHOWN {
        lines.push(say(texts.get("run-einvoice-more", &[("count", Arg::Text((problems.len() - SHOWN).to_string()))])));
    }
    lines
}

fn place(texts: &Texts, place: &Place) -> String {
    let line = Arg::Text(place.line.to_string());
    match &*place.path {
        "" => texts.get("run-einvoice-line", &[("line", line)]),
        path => texts.get("run-einvoice-place", &[("line", line), ("path", printable(path).into())]),
    }
}

fn of_problem(texts: &Texts, problem: &Problem) -> String {
    let at = |place_of: &Place| ("place", Arg::Text(place(texts, place_of)));
    match problem {
        Problem::UnknownDialect { customization } if customization.is_empty() => texts.get("run-einvoice-no-dialect", &[]),
        Problem::UnknownDialect { customization } => {
            let shown: String = customization.chars().take(100).collect();
            texts.get("run-einvoice-dialect", &[("customization", printable(&shown).into())])
        }
        Problem::Missing { place } => texts.get("run-einvoice-missing", &[("path", printable(&place.path).into())]),
        Problem::Unreadable { place, value, expected } => {
            let right = match expected {
                Expected::Number => "run-einvoice-number",
                Expected::Date => "run-einvoice-date",
                Expected::Bool => "run-einvoice-bool",
            };
            let args = [at(place), ("value", printable(value).into()), ("right", texts.get(right, &[]).into())];
            texts.get("run-einvoice-unreadable", &args)
        }
        Problem::OtherCurrency { place, currency } => {
            texts.get("run-einvoice-other-currency", &[at(place), ("currency", printable(currency).into())])
        }
        Problem::Repeated { place } => texts.get("run-einvoice-repeated", &[at(place)]),
        Problem::Sum { of, nth, stated, computed } => {
            let sum = match of {
                Sum::LineNet => "run-einvoice-sum-line-net",
                Sum::Lines => "run-einvoice-sum-lines",
                Sum::Allowances => "run-einvoice-sum-allowances",
                Sum::Charges => "run-einvoice-sum-charges",
                Sum::Net => "run-einvoice-sum-net",
                Sum::Taxable => "run-einvoice-sum-taxable",
                Sum::VatOfRate => "run-einvoice-sum-vat-of-rate",
                Sum::Vat => "run-einvoice-sum-vat",
                Sum::Gross => "run-einvoice-sum-gross",
                Sum::Payable => "run-einvoice-sum-payable",
            };
            let nth = nth.map_or_else(String::new, |nth| format!(" {}", nth + 1));
            let name = texts.get(sum, &[("nth", nth.into())]);
            let args = [("sum", name.into()), ("stated", stated.to_string().into()), ("computed", computed.to_string().into())];
            texts.get("run-einvoice-sum", &args)
        }
        _ => texts.get("run-einvoice-more-problems", &[]),
    }
}
