//! How much memory a long file takes. One test in a process of its own: it looks at the most the process ever had.
#![cfg(target_os = "linux")]
#![allow(missing_docs, reason = "a test")]

use std::io::{self, Read, Write};
use takst::{Book, Finding, KnownAsOf, Policy, ReportingPeriod, Statement};
use takst_io::{Format, Grouping, Sink, price_file};

/// Just above a power of two times 7/8, where tables have just grown and are at their emptiest.
const ROWS: u32 = 240_000;

/// A case file that is never in memory: two cases a citizen, about 100 bytes a row.
#[derive(Default)]
struct File {
    row: u32,
    text: Vec<u8>,
    at: usize,
}

impl Read for File {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.text.len() {
            self.text.clear();
            self.at = 0;
            if self.row == 0 {
                writeln!(self.text, "case_id,citizen_id,row_id,service,first_day,last_day,payer,unit_price,unit,own_payment_per_day,commitment")?;
            }
            if self.row < ROWS {
                let (row, citizen) = (self.row, self.row / 2);
                let rest = "livarehab/individuelt-forloeb,2019-03-01,2019-03-31,147,1185.50,month,12.25,Bevilling af 1. marts";
                writeln!(self.text, "S-{row:07},C-{citizen:07},R-{row},{rest}")?;
                self.row += 1;
            }
        }
        let n = (self.text.len() - self.at).min(buffer.len());
        buffer[..n].copy_from_slice(&self.text[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}

struct Nowhere;

impl Sink for Nowhere {
    fn statement(&mut self, _: &Statement) -> io::Result<()> {
        Ok(())
    }
    fn file_finding(&mut self, _: &Finding) -> io::Result<()> {
        Ok(())
    }
}

/// The most memory the process ever had, in bytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("the kernel says it");
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).expect("a number") * 1024
}

#[test]
fn bytes_a_row() {
    let book = Book::compile(takst_catalogue::builtin(), &Policy::default(), KnownAsOf::Latest).expect("the built-in catalogue is sound");
    let run = |grouping| {
        let before = peak();
        let summary = price_file(&book, &ReportingPeriod::ALL, File::default(), Format::Csv, grouping, &mut Nowhere).expect("readable");
        assert_eq!((summary.rows, summary.refused), (u64::from(ROWS), 0));
        let bytes = (peak() - before) / u64::from(ROWS);
        eprintln!("{grouping:?}: {bytes} bytes a row");
        bytes
    };
    // The lesser first: a peak only grows.
    assert!(run(Grouping::ByCitizen) <= 100);
    assert!(run(Grouping::None) <= 250);
}
