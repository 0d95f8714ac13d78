//! Electronic invoices, as anybody may send them.

use std::fmt::Debug;
use takst::cpr;
use takst_einvoice::model::{Id, Invoice, Party, Problem, Scheme};
use takst_einvoice::read::{read, read_with_citizens};

/// A file that is said to be an invoice.
pub fn einvoice(data: &[u8]) {
    let mut asked = 0;
    let with_citizens = read_with_citizens(data, &mut |cpr| {
        assert!(cpr.len() == 10 && cpr.bytes().all(|byte| byte.is_ascii_digit()), "{cpr}");
        asked += 1;
        Some("B-1".to_owned())
    });
    match read(data) {
        Err(error) => {
            let error = error.to_string();
            assert_eq!(cpr::masked(&error), error, "no CPR number is shown");
            assert!(with_citizens.is_err(), "what is refused is refused to all");
        }
        Ok(received) => {
            let with_citizens = with_citizens.expect("what is read is read by all");
            assert_eq!(with_citizens.invoice, received.invoice, "who asks changes nothing");
            assert_eq!(with_citizens.citizens.is_empty(), asked == 0, "each number is asked for");
            for problem in &received.problems {
                masked(problem);
                if let Problem::Missing { place } | Problem::Unreadable { place, .. } = problem {
                    assert!(place.line >= 1 && place.path.starts_with('/'), "{place}");
                }
            }
            searched(received.invoice);
        }
    }
}

/// Texts hold no CPR number. Numbers of accounts, of known schemes and of phones are not searched.
fn searched(mut invoice: Invoice) {
    invoice.payments.clear();
    for party in [Some(&mut invoice.seller), Some(&mut invoice.buyer), invoice.payee.as_mut()].into_iter().flatten() {
        party.contact.phone = None;
        unknown_ids(party);
    }
    masked(&invoice);
}

fn unknown_ids(party: &mut Party) {
    let is_known = |id: &Id| matches!(id.scheme, Some(Scheme::Gln | Scheme::Cvr | Scheme::Se | Scheme::PNumber));
    party.ids.retain(|id| !is_known(id));
    party.endpoint = party.endpoint.take().filter(|id| !is_known(id));
    party.legal_id = party.legal_id.take().filter(|id| !is_known(id));
}

/// A number of a decimal can look like a CPR number; texts stand between quotes.
fn masked(value: &impl Debug) {
    let shown = format!("{value:?}").replace("\\\\", "").replace("\\\"", "'");
    for text in shown.split('"').skip(1).step_by(2) {
        assert_eq!(cpr::masked(text), text, "no CPR number is kept");
    }
}
