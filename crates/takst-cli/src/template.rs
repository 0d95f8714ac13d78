//! `takst template`: an empty workbook to fill in, with lists to choose from, the prices there are, and a guide.

mod cases;
mod prices;
mod guide;

use crate::say::{Ended, Failure};
use crate::words::texts;
use crate::work::own_catalogue;
use clap::Args;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use takst::catalogue::Kind;
use takst::{Book, Catalogue, KnownAsOf, Municipality, Policy};
use takst_catalogue::builtin;
use takst_explain::{Lang, Texts};
use takst_io::Supplement;
use takst_run::write_whole;

#[derive(Debug, Args)]
pub(crate) struct TemplateArgs {
    /// Write the workbook to this file, which must not exist [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Directory laid over the built-in catalogue, whose services are listed
    #[arg(long, value_name = "DIR")]
    catalogue: Option<PathBuf>,
}

pub(crate) fn run(args: &TemplateArgs, lang: Lang) -> Result<Ended, Failure> {
    let texts = texts(lang);
    let say = |id: &str| Failure::Lines(vec![texts.get(id, &[])]);
    match &args.output {
        None if io::stdout().is_terminal() => return Err(say("cli-template-on-terminal")),
        // It may be one that was filled in.
        Some(path) if path.exists() => {
            return Err(Failure::Lines(vec![texts.get("cli-template-exists", &[("file", takst_run::file_name(path).into())])]));
        }
        _ => {}
    }
    let own = own_catalogue(args.catalogue.as_deref(), lang)?;
    let catalogue = own.as_ref().map_or_else(|| builtin(), |own| &own.catalogue);
    let book = Book::compile(catalogue, &Policy::default().asked_by(catalogue), KnownAsOf::Latest)
        .map_err(|errors| Failure::Lines(errors.iter().map(ToString::to_string).collect()))?;
    let file = Template { texts: &texts, lang, catalogue, book: &book }.workbook().map_err(|error| Failure::Stdout(io::Error::other(error)))?;
    match &args.output {
        Some(path) => write_whole(path, |to| to.write_all(&file)).map_err(|error| Failure::report(path, error))?,
        None => {
            let mut stdout = io::stdout().lock();
            stdout.write_all(&file)?;
            stdout.flush()?;
        }
    }
    Ok(Ended::AllPriced)
}

/// What a template is made of.
struct Template<'a> {
    texts: &'a Texts,
    lang: Lang,
    catalogue: &'a Catalogue,
    book: &'a Book,
}

/// A sheet beside that of the cases; hidden sheets are not read in any case, the others are known by a name of the workbook.
const SUPPLEMENTS: [(Supplement, &str); 3] =
    [(Supplement::Prices, "cli-template-prices"), (Supplement::Guide, "cli-template-guide"), (Supplement::Lists, "cli-template-lists")];

impl Template<'_> {
    fn say(&self, id: &str) -> String {
        self.texts.get(id, &[])
    }

    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let services: Vec<String> = self.catalogue.services().map(|(_, service)| service.id.clone()).collect();
        let municipalities = municipalities();
        let lists = cases::Lists { sheet: self.say("cli-template-lists"), services: &services, municipalities: &municipalities };
        self.cases(book.add_worksheet(), &lists)?;
        self.prices(book.add_worksheet())?;
        self.guide(book.add_worksheet())?;
        let sheet = book.add_worksheet().set_name(&lists.sheet)?;
        sheet.set_hidden(true);
        for (column, words) in [(0, &services), (1, &municipalities)] {
            for (row, word) in (0..).zip(words) {
                sheet.write_string(row, column, word)?;
            }
        }
        for (supplement, name) in SUPPLEMENTS {
            book.define_name(supplement.name(), &format!("='{}'!$A$1", self.say(name)))?;
        }
        book.save_to_buffer()
    }

    /// How days are shown.
    const fn day_format(&self) -> &'static str {
        match self.lang {
            Lang::Da => "dd-mm-yyyy",
            Lang::En => "yyyy-mm-dd",
        }
    }

    /// The kind of a price as a table has it: `pr. døgn`, `aftales`.
    fn kind(&self, kind: Kind) -> String {
        takst_catalogue::messages::kind(self.lang, kind)
    }
}

/// A4 across, as wide as the page, with the heading on each page.
fn printed(sheet: &mut Worksheet, rows_repeated: bool) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_footer("&L&A&R&P / &N");
    if rows_repeated {
        sheet.set_repeat_rows(0, 0)?;
    }
    Ok(())
}

/// The names of all municipalities in Danish order.
fn municipalities() -> Vec<String> {
    let mut names: Vec<String> = Municipality::all().filter_map(Municipality::title).map(str::to_owned).collect();
    names.sort_by_key(|name| danish_order(name));
    names
}

/// What a name is ordered by: æ, ø and å come after z, and aa is an å.
fn danish_order(name: &str) -> String {
    let name = name.to_lowercase().replace("aa", "å");
    name.chars()
        .map(|letter| match letter {
            'æ' => '{',
            'ø' => '|',
            'å' => '}',
            letter => letter,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_danish_order() {
        let mut names = ["Ærø", "Aarhus", "Odense", "Aabenraa", "Albertslund", "Østby", "Aalborg", "Åby"];
        names.sort_by_key(|name| danish_order(name));
        assert_eq!(names, ["Albertslund", "Odense", "Ærø", "Østby", "Aabenraa", "Åby", "Aalborg", "Aarhus"]);
    }
}
