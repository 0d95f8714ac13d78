//! The guide of the ledger: its queries answer, and it names every table and view.

mod common;

use common::{Books, credit, invoice, line};
use rusqlite::Connection;
use rusqlite::types::Value;

const GUIDE: &str = include_str!("../../../docs/LEDGER.md");

/// M-1 of 31 days is credited by M-2 and replaced by M-3 of 30 days.
fn corrected() -> Books {
    let books = Books::new("2024-01");
    let first = invoice("A", "2024-01", vec![line("2024-01-01", "2024-01-31", 31)]);
    books.issue(std::slice::from_ref(&first), "2024-02-01").expect("issued");
    let mut second = invoice("A", "2024-01", vec![line("2024-01-02", "2024-01-31", 30)]);
    second.refers_to = Some("M-1".into());
    books.issue(&[credit("M-1", &first), second], "2024-02-05").expect("issued");
    books
}

fn answer(connection: &Connection, sql: &str) -> Vec<Vec<Value>> {
    let mut statement = connection.prepare(sql).expect(sql);
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| (0..columns).map(|column| row.get(column)).collect::<Result<Vec<Value>, _>>()).expect(sql);
    rows.collect::<Result<_, _>>().expect(sql)
}

#[test]
fn every_query_of_the_guide_answers() {
    let books = corrected();
    let connection = Connection::open(books.path()).expect("a database");
    let queries: Vec<&str> = GUIDE.split("```sql\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let (text, number) = (|text: &str| Value::Text(text.to_owned()), Value::Integer);
    // 30 days × 435 kr = 13,050 kr; M-3 of 5 February is due 21 days later, on the 26th.
    let expected = [
        vec![vec![text("101"), number(13_050)]],
        vec![vec![text("M-3"), text("101"), text("2024-02-26"), text("13050.00")]],
        vec![vec![text("M-1"), text("M-2"), Value::Null, text("M-3")]],
        vec![vec![text("2024-01"), text("mandecentret/efterforsorg-basis"), number(30)]],
        // On the 5th: −31 × 435 + 30 × 435 = −435 kr.
        vec![vec![text("2024-02-01"), text("test"), number(1), number(13_485)], vec![text("2024-02-05"), text("test"), number(2), number(-435)]],
    ];
    assert_eq!(queries.len(), expected.len());
    for (sql, expected) in queries.iter().zip(expected) {
        assert_eq!(answer(&connection, sql), expected, "{sql}");
    }
}

#[test]
fn the_guide_names_every_table_and_view() {
    let books = corrected();
    let connection = Connection::open(books.path()).expect("a database");
    let names = answer(&connection, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'");
    assert!(names.len() > 10);
    for name in names.into_iter().flatten() {
        let Value::Text(name) = name else { panic!("a name is a text") };
        assert!(GUIDE.contains(&format!("`{name}`")), "the guide does not name {name}");
    }
}
