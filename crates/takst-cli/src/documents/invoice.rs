//! `takst invoice`: what should be billed and is not, is issued.

use crate::documents::args::InvoiceArgs;
use crate::documents::task::{Shown, Task, run as run_task};
use crate::say::{Ended, Failure};
use crate::words::texts;
use takst::document::settle::Mode;
use takst_explain::Lang;
use takst_run::What;

pub(crate) fn run(args: &InvoiceArgs, lang: Lang) -> Result<Ended, Failure> {
    let texts = texts(lang);
    let task = Task {
        args: &args.issue,
        tariffs: &args.issue.tariffs,
        what: What::All(Mode::Invoice),
        until: args.issue.until,
        note: args.issue.note.as_deref(),
        issues: !args.dry_run,
        plan: None,
        planned: None,
    };
    run_task(&task, Shown::Rows, (&texts, lang), |_, _| Ok(()))
}
