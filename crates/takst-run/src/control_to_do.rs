//! What those who control do about a verdict.

use crate::control_words::ControlWords;
use takst::Code;

impl ControlWords<'_> {
    /// What to do about a verdict; nothing of other codes.
    pub(crate) fn advice(&self, code: Code) -> String {
        to_do(code).map(|id| self.say(id, &[])).unwrap_or_default()
    }
}

const fn to_do(code: Code) -> Option<&'static str> {
    Some(match code {
        Code::VerifyAgrees => "run-verify-do-agrees",
        Code::VerifyDescribedDifferently => "run-verify-do-described-differently",
        Code::VerifyPrice => "run-verify-do-price",
        Code::VerifyQuantity => "run-verify-do-quantity",
        Code::VerifyPeriod => "run-verify-do-period",
        Code::VerifyService => "run-verify-do-service",
        Code::VerifyPayer => "run-verify-do-payer",
        Code::VerifyVat => "run-verify-do-vat",
        Code::VerifySum => "run-verify-do-sum",
        Code::VerifyBilledTwice => "run-verify-do-billed-twice",
        Code::VerifyCommitment => "run-verify-do-commitment",
        Code::VerifyCaseRefused => "run-verify-do-case-refused",
        Code::VerifyAmount => "run-verify-do-amount",
        Code::VerifySellerUnknown => "run-verify-do-seller-unknown",
        Code::VerifyCaseUnknown => "run-verify-do-case-unknown",
        Code::VerifyCaseAmbiguous => "run-verify-do-case-ambiguous",
        Code::VerifyServiceUnknown => "run-verify-do-service-unknown",
        Code::VerifyServiceInferred => "run-verify-do-service-inferred",
        Code::VerifyDaysUnknown => "run-verify-do-days-unknown",
        Code::VerifyDaysFromText => "run-verify-do-days-from-text",
        Code::VerifyCreditUnknown => "run-verify-do-credit-unknown",
        Code::VerifyNotBilled => "run-verify-do-not-billed",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::control_words::ControlWords;
    use crate::words::messages;
    use takst::{Code, Severity};
    use takst_explain::{Lang, Texts};

    const BEGIN: &str = "<!-- verdicts -->\n";
    const END: &str = "<!-- end of verdicts -->";

    /// The guide has every verdict with what the pages say of it. `TAKST_BLESS=1` writes it.
    #[test]
    fn the_guide_explains_every_verdict() {
        let [danish, english] = [Lang::Da, Lang::En].map(|lang| Texts::with_extra(lang, &[messages(lang)]));
        let words = |texts| ControlWords { texts, catalogue: takst_catalogue::builtin() };
        let (danish, english) = (words(&danish), words(&english));
        let mut table = "| verdict | on the page, in Danish | what it means | what to do |\n|---|---|---|---|\n".to_owned();
        for code in Code::ALL.iter().filter(|code| code.severity() == Severity::Verdict) {
            let to_do = english.advice(*code);
            assert!(!to_do.is_empty() && !danish.advice(*code).is_empty(), "{code}");
            table += &format!("| `{code}` | {} | {} | {to_do} |\n", danish.code(*code), code.meaning());
        }
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/CONTROL.md");
        let guide = std::fs::read_to_string(path).expect("the guide");
        let (before, rest) = guide.split_once(BEGIN).expect("where the table begins");
        let (written, after) = rest.split_once(END).expect("where the table ends");
        if std::env::var_os("TAKST_BLESS").is_some() {
            std::fs::write(path, format!("{before}{BEGIN}{table}{END}{after}")).expect("the guide is written");
        } else {
            assert_eq!(written, table);
        }
    }
}
