//! One problem and its message.

use crate::messages::texts;
use std::sync::OnceLock;
use takst::Finding;
use takst_explain::{Arg, Lang, Texts};

/// What the message of a problem is made of.
#[derive(Debug)]
pub(crate) enum Words {
    Finding(Finding),
    Catalogue(takst_catalogue::Problem),
    /// A message of the library.
    Own(&'static str, Vec<(&'static str, Arg)>),
    /// A cell that cannot be used; what would be right is a message of its own.
    Cell(&'static str, Vec<(&'static str, Arg)>),
    /// The message about an electronic invoice, in Danish and in English.
    Ready([Box<str>; 2]),
}

/// One problem. Its message is made at the first request and kept.
#[derive(Debug)]
pub(crate) struct Problem {
    pub case: Box<str>,
    pub value: Box<str>,
    pub words: Words,
    danish: OnceLock<String>,
    english: OnceLock<String>,
}

impl Problem {
    fn new(case: &str, value: impl Into<String>, words: Words) -> Problem {
        Problem { case: case.into(), value: value.into().into(), words, danish: OnceLock::new(), english: OnceLock::new() }
    }

    /// A fault or finding of a case; `case` is empty for the file as a whole.
    pub fn finding(case: &str, finding: Finding) -> Problem {
        Problem::new(case, finding.value.clone(), Words::Finding(finding))
    }

    /// A fault or remark of a catalogue or policy file.
    pub fn catalogue(problem: takst_catalogue::Problem) -> Problem {
        Problem::new("", problem.value.clone(), Words::Catalogue(problem))
    }

    /// A problem with a message of the library.
    pub fn said(id: &'static str, value: impl Into<String>, args: Vec<(&'static str, Arg)>) -> Problem {
        Problem::new("", value, Words::Own(id, args))
    }

    /// A cell that cannot be used, with the message that says what would be right.
    pub fn cell(right: &'static str, value: impl Into<String>, args: Vec<(&'static str, Arg)>) -> Problem {
        Problem::new("", value, Words::Cell(right, args))
    }

    /// A problem that is said in each language already.
    pub fn ready(say: impl Fn(&Texts) -> String) -> Problem {
        Problem::new("", "", Words::Ready([Lang::Da, Lang::En].map(|lang| say(texts(lang)).into())))
    }

    pub fn message(&self, lang: Lang) -> &str {
        let said = match lang {
            Lang::Da => &self.danish,
            Lang::En => &self.english,
        };
        said.get_or_init(|| match &self.words {
            Words::Finding(finding) => texts(lang).finding(finding),
            Words::Catalogue(problem) => problem.line(lang),
            Words::Own(id, args) => texts(lang).get(id, args),
            Words::Cell(right, args) => {
                let right = texts(lang).get(right, args);
                texts(lang).get("c-cell", &[args.as_slice(), &[("right", right.into())]].concat())
            }
            Words::Ready([danish, english]) => match lang {
                Lang::Da => danish.to_string(),
                Lang::En => english.to_string(),
            },
        })
    }
}
