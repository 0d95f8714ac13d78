//! The histories of control in every form in which bills come: what is found of them is the same in a list and in electronic invoices, of both dialects by turns.

use std::collections::BTreeMap;
use std::fmt::Write;
use takst::contract::words::{Dialect, DocumentKind};
use takst::document::content::Content;
use takst::document::control::judged::{Row, RowKind};
use takst::document::control::received::Paper;
use takst::document::control::verify::Verified;
use takst::document::issued::{Issued, IssuedBuyer, IssuedSeller, PricedWith, Referred};
use takst::document::line::DocumentLine;
use takst::document::party::References;
use takst_compare::control::{Bill, History, Setting};
use takst_einvoice::{FromIssued, tree};
use takst_explain::{Lang, Texts};
use takst_io::read_papers;
use takst_run::{PaperLists, ReadAs, messages};

/// Histories that are played; `TAKST_HISTORIES` changes it.
fn histories() -> u64 {
    std::env::var("TAKST_HISTORIES").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000)
}

/// A bill as the provider issues it.
fn issued(bill: &Bill, setting: &Setting) -> Issued {
    let issued = "2024-04-05".parse().expect("a date");
    let buyer = &setting.parties().buyers[&bill.content.payer];
    Issued {
        number: bill.number.as_str().into(),
        kind: bill.kind,
        refers_to: bill.refers_to.as_deref().map(|number| Referred { number: number.into(), issued }),
        reasons: Vec::new(),
        issued,
        due: (bill.kind == DocumentKind::Invoice).then(|| "2024-04-26".parse().expect("a date")),
        content: bill.content.clone(),
        references: References { buyer_reference: buyer.reference.clone(), ..References::default() }.into(),
        seller: IssuedSeller::from(&setting.parties().sellers["m"]),
        buyer: IssuedBuyer::from(buyer),
        note: None,
        priced_with: PricedWith::default(),
    }
}

/// The bills as electronic invoices, read back. The writer's rules refuse a bill with a fault in its sums, others do not: its tree is written as it is.
fn received(bills: &[Bill], dialect: Dialect, from_issued: &FromIssued<'_>, setting: &Setting, texts: &Texts) -> Vec<Paper> {
    let of = ReadAs { parties: setting.parties(), citizens: None, texts };
    let mut lists = PaperLists::default();
    for bill in bills {
        let invoice = from_issued.invoice(&issued(bill, setting));
        let bytes = tree(&invoice, dialect).to_bytes().expect("bytes");
        lists.einvoice(&bill.number, bytes.as_slice(), &of);
    }
    assert!(lists.unread.is_empty(), "{:?}", lists.unread);
    lists.papers.into_iter().map(|(_, paper)| paper).collect()
}

/// The bills as one list.
fn listed(bills: &[Bill]) -> Vec<Paper> {
    let mut list = String::from(
        "invoice,kind,seller,case_id,service,payer,first_day,last_day,quantity,unit,unit_price,price_base_quantity,net,vat_rate,refers_to\n",
    );
    for Bill { number, kind, refers_to, content: Content { case_id, payer, lines, .. } } in bills {
        let refers_to = refers_to.as_deref().unwrap_or_default();
        for DocumentLine { service, first_day, last_day, quantity, unit, unit_price, price_base_quantity, net, vat } in lines {
            let _ = writeln!(
                list,
                "{number},{kind},m,{case_id},{service},{payer},{first_day},{last_day},{quantity},{unit},{unit_price},{price_base_quantity},{net},{},{refers_to}",
                vat.rate
            );
        }
    }
    read_papers(list.as_bytes()).expect("a list").papers
}

/// The rows. In the place of an unknown case stands a text that could have named one, and every form has its own.
fn rows(verified: &Verified) -> Vec<Vec<String>> {
    let case = Row::COLUMNS.iter().position(|column| *column == "case_id").expect("a column");
    let texts = |row: &Row| {
        let mut texts = row.texts();
        if row.kind == RowKind::Unknown {
            texts[case].clear();
        }
        texts
    };
    verified.rows.iter().map(texts).collect()
}

/// Plays every second history with the bills in this dialect; counts the verdicts that faults must have.
fn play(setting: &Setting, dialect: Dialect, first: u64) -> BTreeMap<&'static str, usize> {
    let texts = Texts::with_extra(Lang::En, &[messages(Lang::En)]);
    let from_issued = FromIssued::new(setting.book().catalogue());
    let mut seen = BTreeMap::new();
    for seed in (first..histories()).step_by(2) {
        let history = History::draw(setting, seed);
        let list = setting.verify(&listed(&history.bills), &history.cases);
        let wrong = history.check(&list);
        assert!(wrong.is_empty(), "seed {seed}, a list: {wrong}");
        let papers = received(&history.bills, dialect, &from_issued, setting, &texts);
        let verified = setting.verify(&papers, &history.cases);
        let wrong = history.check(&verified);
        assert!(wrong.is_empty(), "seed {seed}, {dialect}: {wrong}");
        assert_eq!(rows(&verified), rows(&list), "seed {seed}, {dialect}");
        *seen.entry(history.verdict().as_str()).or_default() += 1;
    }
    seen
}

#[test]
fn histories_of_control_are_found_in_every_form() {
    let setting = Setting::new();
    let seen = std::thread::scope(|scope| {
        let oioubl = scope.spawn(|| play(&setting, Dialect::Oioubl, 1));
        [play(&setting, Dialect::Bis3, 0), oioubl.join().expect("the other half holds")]
    });
    // Fewer need not draw every fault.
    if histories() >= 600 {
        for seen in seen {
            assert_eq!(seen.len(), 10, "every fault was drawn: {seen:?}");
        }
    }
}
