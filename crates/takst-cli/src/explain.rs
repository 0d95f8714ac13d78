//! `takst explain`: one case with every step behind every amount.

use crate::args::{ExplainArgs, Page};
use crate::cases::open;
use crate::say::{Ended, Failure, aside};
use crate::words::texts;
use crate::work::{bind, hex};
use std::io::{self, Write};
use takst_explain::{Lang, Receipt};
use takst_io::{CaseFile, RecordSource};

pub(crate) fn run(args: &ExplainArgs, lang: Lang) -> Result<Ended, Failure> {
    let texts = texts(lang);
    let request = args.cases.request()?;
    let bound = bind(&args.cases.tariffs, lang).map_err(Failure::Lines)?;
    let unread = |error| Failure::cases(&args.cases.source.file, error);
    let (mut reader, _) = open(&args.cases.source).map_err(unread)?;
    let file = CaseFile::read(&mut reader).map_err(unread)?;
    let id = args.case.trim();
    // The refund windows follow the citizen, so all of the citizen's cases are priced.
    let explanation = file.citizen_of_case(id).and_then(|citizen| bound.book.explain(&citizen, &request, id));
    let Some(explanation) = explanation else {
        return Err(Failure::NoSuchCase { file: args.cases.source.file.display().to_string(), case: takst::cpr::masked(id).into_owned() });
    };
    for finding in reader.take_findings() {
        aside(&format!("{}\n", takst_io::printable(&texts.finding(&finding))));
    }
    let mut receipt = Receipt::new(bound.catalogue_sha256, bound.policy_sha256, hex(&reader.input().sha256));
    receipt.as_of = args.cases.tariffs.as_of;
    receipt.request = request;
    let report = takst_explain::explain(&explanation, bound.book.catalogue(), bound.book.policy(), &receipt, &texts);
    let page = match args.format {
        Page::Text => report.text(),
        Page::Json => report.json().map_err(|error| Failure::Stdout(error.into()))?,
        Page::Html => report.html(),
    };
    let mut stdout = io::stdout().lock();
    stdout.write_all(page.as_bytes()).and_then(|()| if page.ends_with('\n') { Ok(()) } else { stdout.write_all(b"\n") }).map_err(Failure::Stdout)?;
    stdout.flush().map_err(Failure::Stdout)?;
    Ok(Ended::with_refused(u64::from(explanation.statement.is_refused())))
}
