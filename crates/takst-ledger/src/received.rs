//! Papers that others wrote: stored as they were found, and read for the next control.

use crate::append::NewRecord;
use crate::digest::{Cell, Hash};
use crate::error::LedgerError;
use crate::read::Reader;
use crate::table::RECEIVED;
use crate::write::Writing;
use rusqlite::Row;
use takst::contract::words::DocumentKind;
use takst::document::control::received::{Paper, PaperLine};
use takst::{Amount, Month, Municipality, Percent, Period, Quantity, Unit, UnitPrice};

impl Writing<'_> {
    /// Returns whether a file was received before, by its SHA-256.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn has_received(&self, file_sha256: &Hash) -> Result<bool, LedgerError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM received WHERE file_sha256 = ?1)";
        Ok(self.transaction.query_row(sql, [file_sha256.as_slice()], |row| row.get(0))?)
    }

    /// Adds a paper of a file. `without_days` is the month by which it expires where no line has days.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn receive(&mut self, paper: &Paper, file_sha256: &Hash, without_days: Month) -> Result<(), LedgerError> {
        let last = paper.lines.iter().filter_map(|line| line.period).map(|period| Month::of(period.last())).max();
        let month = last.unwrap_or(without_days).to_string();
        let net: Amount = paper.lines.iter().map(|line| line.net).sum();
        let vat: Amount = paper.lines.iter().filter_map(|line| line.vat).sum();
        let head = [
            Cell::Text(&paper.seller),
            Cell::Text(&paper.number),
            Cell::Text(paper.kind.as_str()),
            Cell::Bytes(file_sha256),
            Cell::Text(&month),
            Cell::Number(net.ore()),
            Cell::Number(vat.ore()),
        ];
        let texts: Vec<Texts> = paper.lines.iter().map(Texts::of).collect();
        let lines: Vec<Vec<Cell<'_>>> = paper.lines.iter().zip(&texts).map(|(line, texts)| cells(line, texts)).collect();
        self.append(&NewRecord { kind: &RECEIVED, head: &head, content: &[] }, lines.iter())
    }
}

impl Reader<'_> {
    /// Returns the papers that were received and whose content is kept, in order, without those of `files`.
    ///
    /// # Errors
    /// The ledger cannot be read, or a row of it says something that no paper says.
    pub fn received(&self, files: &[Hash]) -> Result<Vec<Paper>, LedgerError> {
        let mut statement = self.connection.prepare(
            "SELECT r.record, r.number, r.kind, r.seller, r.file_sha256, l.line, l.case_id, l.service, l.payer, l.first_day, l.last_day, l.quantity,
                    l.unit, l.unit_price, l.price_base_quantity, l.net, l.vat_rate, l.vat, l.refers_to
             FROM received r JOIN received_line l ON l.record = r.record ORDER BY r.record, l.line",
        )?;
        let mut rows = statement.query([])?;
        let mut papers: Vec<(i64, Paper)> = Vec::new();
        while let Some(row) = rows.next()? {
            let record: i64 = row.get(0)?;
            if files.contains(&row.get(4)?) {
                continue;
            }
            if papers.last().is_none_or(|(last, _)| *last != record) {
                let kind: String = row.get(2)?;
                let kind = DocumentKind::from_word(&kind).ok_or_else(|| LedgerError::broken(record.cast_unsigned(), "its kind is none"))?;
                let (number, seller): (String, String) = (row.get(1)?, row.get(3)?);
                let (number, seller) = (number.into(), seller.into());
                papers.push((record, Paper { number, kind, seller, lines: Vec::new(), has_wrong_totals: false, is_known: true }));
            }
            if let Some((_, paper)) = papers.last_mut() {
                paper.lines.push(line(row, record)?);
            }
        }
        Ok(papers.into_iter().map(|(_, paper)| paper).collect())
    }
}

/// Texts of a line that are no texts in it.
struct Texts {
    payer: Option<String>,
    days: Option<(String, String)>,
}

impl Texts {
    fn of(line: &PaperLine) -> Texts {
        let days = line.period.map(|period| (period.first().to_string(), period.last().to_string()));
        Texts { payer: line.payer.map(|payer| payer.to_string()), days }
    }
}

fn cells<'a>(line: &'a PaperLine, texts: &'a Texts) -> Vec<Cell<'a>> {
    let text = |text: Option<&'a str>| text.map_or(Cell::Null, Cell::optional);
    let number = |number: Option<i64>| number.map_or(Cell::Null, Cell::Number);
    vec![
        Cell::Number(i64::from(line.number)),
        text(line.references.first().map(|text| &**text)),
        text(line.service.as_deref()),
        text(texts.payer.as_deref()),
        text(texts.days.as_ref().map(|(first, _)| &**first)),
        text(texts.days.as_ref().map(|(_, last)| &**last)),
        number(line.quantity.map(Quantity::units)),
        text(line.unit.map(Unit::as_str)),
        number(line.unit_price.map(UnitPrice::units)),
        number(line.price_base_quantity.map(Quantity::units)),
        Cell::Number(line.net.ore()),
        number(line.vat_rate.map(Percent::units)),
        number(line.vat.map(Amount::ore)),
        text(line.refers_to.as_deref()),
    ]
}

fn line(row: &Row<'_>, record: i64) -> Result<PaperLine, LedgerError> {
    let broken = |what: &str| LedgerError::broken(record.cast_unsigned(), format!("a line has no such {what}"));
    let text = |column: usize| -> Result<Option<Box<str>>, LedgerError> { Ok(row.get::<_, Option<String>>(column)?.map(Into::into)) };
    let number = |column: usize| -> Result<Option<i64>, LedgerError> { Ok(row.get(column)?) };
    let payer = text(8)?.map(|code| code.parse().ok().and_then(Municipality::new).ok_or_else(|| broken("payer"))).transpose()?;
    let day = |text: Box<str>| text.parse().map_err(|_| broken("day"));
    let days = text(9)?.map(day).transpose()?.zip(text(10)?.map(day).transpose()?);
    let period = days.map(|(first, last)| Period::new(first, last).ok_or_else(|| broken("days"))).transpose()?;
    Ok(PaperLine {
        number: row.get(5)?,
        references: text(6)?.into_iter().collect(),
        person_references: Vec::new(),
        citizens: Vec::new(),
        service: text(7)?,
        service_names: Vec::new(),
        payer,
        period,
        has_days_from_text: false,
        quantity: number(11)?.map(Quantity::from_units),
        unit: text(12)?.map(|unit| Unit::from_word(&unit).ok_or_else(|| broken("unit"))).transpose()?,
        unit_price: number(13)?.map(UnitPrice::from_units),
        price_base_quantity: number(14)?.map(Quantity::from_units),
        net: Amount::from_ore(row.get(15)?),
        vat_rate: number(16)?.map(Percent::from_units),
        vat: number(17)?.map(Amount::from_ore),
        refers_to: text(18)?,
    })
}
