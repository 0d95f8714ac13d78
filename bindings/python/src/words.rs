//! The texts of a statement: names and assumptions in both languages, kept so that a pickle has them too.

use crate::convert;
use pyo3::prelude::*;
use std::collections::BTreeMap;
use takst::{Assumptions, Code, Statement};
use takst_explain::Lang;

/// A text in Danish and in English.
pub type Both = (String, String);
/// Words as text, for pickles.
pub type WordsText = (BTreeMap<String, Both>, Vec<(String, Both)>);

/// Names and assumptions of the lines of a statement.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Names of services and providers by id.
    names: BTreeMap<String, Both>,
    /// Assumptions that lines rest on, in the order of the registry, each as a sentence with the value that was used.
    assumptions: Vec<(Code, Both)>,
}

fn pick(lang: Lang, (danish, english): &Both) -> &str {
    match lang {
        Lang::Da => danish,
        Lang::En => english,
    }
}

impl Words {
    /// The words for the lines of a statement that this book has priced.
    pub fn of(statement: &Statement, book: &takst::Book) -> Words {
        let mut names = BTreeMap::new();
        let mut assumed = Assumptions::NONE;
        for line in statement.lines() {
            assumed = assumed.union(line.assumptions);
            let Some((provider, service)) = book.service(&line.service.id) else { continue };
            names.entry(service.id.clone()).or_insert_with(|| (service.name.da.clone(), service.name.en.clone()));
            names.entry(provider.id.clone()).or_insert_with(|| (provider.name.clone(), provider.name.clone()));
        }
        let sentence = |lang, code| convert::texts(lang).assumption(code, book.policy()).map(|assumption| assumption.text);
        let both = |code| Some((code, (sentence(Lang::Da, code)?, sentence(Lang::En, code)?)));
        Words { names, assumptions: assumed.iter().filter_map(both).collect() }
    }

    /// The name of a service or provider; its id where it has none.
    pub fn name<'w>(&'w self, id: &'w str, lang: Lang) -> &'w str {
        self.names.get(id).map(|name| pick(lang, name)).filter(|name| !name.is_empty()).unwrap_or(id)
    }

    /// The assumptions, each with its sentence.
    pub fn assumptions(&self, lang: Lang) -> impl Iterator<Item = (Code, &str)> {
        self.assumptions.iter().map(move |(code, sentence)| (*code, pick(lang, sentence)))
    }

    pub fn to_text(&self) -> WordsText {
        (self.names.clone(), self.assumptions.iter().map(|(code, sentence)| (code.as_str().to_owned(), sentence.clone())).collect())
    }

    pub fn from_text((names, assumptions): WordsText) -> PyResult<Words> {
        let assumptions = assumptions.into_iter().map(|(code, sentence)| Ok((convert::code(&code)?, sentence))).collect::<PyResult<_>>()?;
        Ok(Words { names, assumptions })
    }
}
