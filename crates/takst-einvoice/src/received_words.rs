//! Why an electronic invoice cannot be read or compared, and what is wrong with one that can, in words.

use crate::model::{Expected, Problem, Sum};
use crate::paper::{NoPaper, NoPayer};
use crate::place::Place;
use crate::read::{Form, ReadError, ReadFault};
use takst::cpr::masked;
use takst::written::printable;
use takst_explain::{Arg, Texts};

/// Problems of one file that are shown one by one.
const SHOWN: usize = 5;

/// Returns the sentence about a file that cannot be read as an invoice. `file` is its name.
#[must_use]
pub fn not_readable(texts: &Texts, file: &str, error: &ReadError) -> String {
    let say = |id: &str, args: &[(&str, Arg)]| texts.get(id, args);
    let text = |text: &str| Arg::Text(printable(text));
    let number = |number: usize| Arg::Text(number.to_string());
    let why = match &error.fault {
        ReadFault::Io(error) => say("einvoice-received-io", &[("error", text(&error.to_string()))]),
        ReadFault::NotXml(form) => say(
            match form {
                Form::Empty => "einvoice-received-empty",
                Form::Pdf => "einvoice-received-pdf",
                Form::Zip => "einvoice-received-zip",
                Form::Html => "einvoice-received-html",
                Form::Other => "einvoice-received-no-xml",
            },
            &[],
        ),
        ReadFault::NotInvoice { root } => say("einvoice-received-other", &[("root", text(root))]),
        ReadFault::Encoding(name) => say("einvoice-received-encoding", &[("name", text(name))]),
        ReadFault::MixedEncoding { said, found } => say("einvoice-received-mixed", &[("said", text(said)), ("found", text(found))]),
        ReadFault::NotText { encoding } => say("einvoice-received-not-text", &[("encoding", text(encoding))]),
        ReadFault::Dtd => say("einvoice-received-dtd", &[]),
        ReadFault::Entity(name) => say("einvoice-received-entity", &[("name", text(name))]),
        ReadFault::Character(character) => say("einvoice-received-character", &[("character", text(&format!("U+{:04X}", u32::from(*character))))]),
        ReadFault::TooDeep(most) => say("einvoice-received-deep", &[("most", number(*most))]),
        ReadFault::TooManyAttributes(most) => say("einvoice-received-attributes", &[("most", number(*most))]),
        ReadFault::TooLong(most) => say("einvoice-received-long", &[("most", number(*most))]),
        ReadFault::TooMany(most) => say("einvoice-received-many", &[("most", number(*most))]),
        ReadFault::Truncated => say("einvoice-received-truncated", &[]),
        ReadFault::AfterEnd => say("einvoice-received-after-end", &[]),
        ReadFault::Prefix(prefix) => say("einvoice-received-prefix", &[("prefix", text(prefix))]),
        ReadFault::Syntax(error) => say("einvoice-received-syntax", &[("error", text(error))]),
    };
    say("einvoice-received-at", &[("file", named(file)), ("place", place(texts, &error.place).into()), ("why", why.into())])
}

/// Returns the sentence about an invoice that was read and cannot be compared.
#[must_use]
pub fn no_paper(texts: &Texts, file: &str, why: &NoPaper) -> String {
    let line = |line: usize| vec![("line", Arg::Text(line.to_string()))];
    let (id, args) = match why {
        NoPaper::Number => ("einvoice-received-no-number", vec![]),
        NoPaper::Lines => ("einvoice-received-no-lines", vec![]),
        NoPaper::Currency(currency) => ("einvoice-received-currency", vec![("currency", Arg::Text(printable(currency)))]),
        NoPaper::Net { line: of } => ("einvoice-received-no-net", line(*of)),
        NoPaper::Amount { line: of } => ("einvoice-received-amount", line(*of)),
    };
    texts.get("einvoice-received-left-out", &[("file", named(file)), ("why", texts.get(id, &args).into())])
}

/// Returns the sentence about an invoice, or several, whose buyer says not who pays. `file` is its name, or theirs.
#[must_use]
pub fn no_payer(texts: &Texts, file: &str, why: &NoPayer) -> String {
    let text = |text: &str| Arg::Text(printable(&masked(text)));
    let why = match why {
        NoPayer::NoBuyer => texts.get("einvoice-received-no-buyer", &[]),
        NoPayer::NoNumber { name } => texts.get("einvoice-received-buyer-without-number", &[("name", text(name))]),
        NoPayer::Unknown { buyer } => texts.get("einvoice-received-buyer-unknown", &[("buyer", text(buyer))]),
    };
    texts.get("einvoice-received-note", &[("file", named(file)), ("why", why.into())])
}

/// The name of a file. It may hold a CPR number.
fn named(file: &str) -> Arg {
    Arg::Text(printable(&masked(file)))
}

/// Returns a sentence for each of the first problems of an invoice, with the name of its file, and one for the rest.
#[must_use]
pub fn problems(texts: &Texts, file: &str, problems: &[Problem]) -> Vec<String> {
    let say = |why: String| texts.get("einvoice-received-note", &[("file", named(file)), ("why", why.into())]);
    let mut lines: Vec<String> = problems.iter().take(SHOWN).map(|problem| say(of_problem(texts, problem))).collect();
    if problems.len() > SHOWN {
        lines.push(say(texts.get("einvoice-received-more", &[("count", Arg::Text((problems.len() - SHOWN).to_string()))])));
    }
    lines
}

fn place(texts: &Texts, place: &Place) -> String {
    let line = Arg::Text(place.line.to_string());
    match &*place.path {
        "" => texts.get("einvoice-received-line", &[("line", line)]),
        path => texts.get("einvoice-received-place", &[("line", line), ("path", printable(path).into())]),
    }
}

/// Returns the sentence about a problem. It begins in the middle of a line.
#[must_use]
pub fn of_problem(texts: &Texts, problem: &Problem) -> String {
    let at = |place_of: &Place| ("place", Arg::Text(place(texts, place_of)));
    match problem {
        Problem::UnknownDialect { customization } if customization.is_empty() => texts.get("einvoice-received-no-dialect", &[]),
        Problem::UnknownDialect { customization } => {
            let shown: String = customization.chars().take(100).collect();
            texts.get("einvoice-received-dialect", &[("customization", printable(&shown).into())])
        }
        Problem::Missing { place } => texts.get("einvoice-received-missing", &[("path", printable(&place.path).into())]),
        Problem::Unreadable { place, value, expected } => {
            let right = match expected {
                Expected::Number => "einvoice-received-number",
                Expected::Date => "einvoice-received-date",
                Expected::Bool => "einvoice-received-bool",
            };
            let args = [at(place), ("value", printable(value).into()), ("right", texts.get(right, &[]).into())];
            texts.get("einvoice-received-unreadable", &args)
        }
        Problem::OtherCurrency { place, currency } => {
            texts.get("einvoice-received-other-currency", &[at(place), ("currency", printable(currency).into())])
        }
        Problem::Repeated { place } => texts.get("einvoice-received-repeated", &[at(place)]),
        Problem::Sum { of, nth, stated, computed } => {
            let sum = match of {
                Sum::LineNet => "einvoice-received-sum-line-net",
                Sum::Lines => "einvoice-received-sum-lines",
                Sum::Allowances => "einvoice-received-sum-allowances",
                Sum::Charges => "einvoice-received-sum-charges",
                Sum::Net => "einvoice-received-sum-net",
                Sum::Taxable => "einvoice-received-sum-taxable",
                Sum::VatOfRate => "einvoice-received-sum-vat-of-rate",
                Sum::Vat => "einvoice-received-sum-vat",
                Sum::Gross => "einvoice-received-sum-gross",
                Sum::Payable => "einvoice-received-sum-payable",
            };
            let nth = nth.map_or_else(String::new, |nth| format!(" {}", nth + 1));
            let name = texts.get(sum, &[("nth", nth.into())]);
            let args = [("sum", name.into()), ("stated", stated.to_string().into()), ("computed", computed.to_string().into())];
            texts.get("einvoice-received-sum", &args)
        }
        Problem::More => texts.get("einvoice-received-more-problems", &[]),
    }
}
