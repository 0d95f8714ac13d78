//! The columns of the tables, as they are written, read and hashed. The column `record` comes before them.

/// A table with a row for a record, or several.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    /// Its columns after `record`.
    pub(crate) columns: &'static [&'static str],
}

impl Table {
    pub(crate) fn insert(&self) -> String {
        let places: String = (0..self.columns.len()).map(|place| format!(", ?{}", place + 2)).collect();
        format!("INSERT INTO {} (record, {}) VALUES (?1{places})", self.name, self.columns.join(", "))
    }

    /// The rows of a record, without `record`. Lines come in their order, which is that of their first column.
    pub(crate) fn select(&self) -> String {
        format!("SELECT {} FROM {} WHERE record = ?1 ORDER BY {}", self.columns.join(", "), self.name, self.columns[0])
    }
}

/// What a kind of record consists of.
#[derive(Debug)]
pub(crate) struct Kind {
    /// The word in `record.kind`.
    pub(crate) word: &'static str,
    /// One row a record.
    pub(crate) head: Table,
    /// Rows that can expire: one in the first table, any number in the second.
    pub(crate) content: &'static [Table],
    /// The query for the year by which the content expires; `{record}` stands for the record.
    pub(crate) year: &'static str,
}

impl Kind {
    /// The query for the year by which the content of a record expires; `record` is an SQL expression.
    pub(crate) fn year_of(&self, record: &str) -> String {
        self.year.replace("{record}", record)
    }
}

pub(crate) const RECORD: Table = Table { name: "record", columns: &["kind", "time", "user", "version", "content_sha256"] };

pub(crate) const DOCUMENT: Kind = Kind {
    word: "document",
    head: Table {
        name: "document",
        columns: &[
            "number",
            "kind",
            "series",
            "place_in_series",
            "refers_to",
            "reasons",
            "provider",
            "payer",
            "month",
            "issued",
            "due",
            "seller",
            "buyer",
            "net",
            "vat",
            "as_of",
            "catalogue_sha256",
            "policy_sha256",
            "note",
        ],
    },
    content: &[
        Table {
            name: "document_content",
            columns: &["salt", "case_id", "citizen_id", "buyer_reference", "order_reference", "accounting_cost", "buyer_gln", "commitment"],
        },
        Table {
            name: "document_line",
            columns: &[
                "line",
                "service",
                "first_day",
                "last_day",
                "quantity",
                "unit",
                "unit_price",
                "price_base_quantity",
                "net",
                "vat_category",
                "vat_rate",
                "vat",
                "vat_exemption",
            ],
        },
    ],
    year: "SELECT CAST(substr(month, 1, 4) AS INTEGER) FROM document WHERE record = {record}",
};

pub(crate) const CLAIM: Kind = Kind {
    word: "claim",
    head: Table {
        name: "claim",
        columns: &["claim", "payer", "quarter", "year", "date", "net", "own_payment", "refund", "as_of", "catalogue_sha256", "policy_sha256"],
    },
    content: &[
        Table { name: "claim_content", columns: &["salt"] },
        Table {
            name: "claim_row",
            columns: &[
                "row",
                "case_id",
                "citizen_id",
                "provider",
                "month",
                "refund_rule",
                "account",
                "kind",
                "net",
                "own_payment",
                "refund",
                "at_stake",
                "invoiced",
            ],
        },
    ],
    year: "SELECT year FROM claim WHERE record = {record}",
};

pub(crate) const RENDERING: Kind = Kind {
    word: "rendering",
    head: Table { name: "rendering", columns: &["document", "format"] },
    content: &[Table { name: "rendering_content", columns: &["salt", "bytes"] }],
    year: "SELECT CAST(substr(d.month, 1, 4) AS INTEGER) FROM document d JOIN rendering r ON r.document = d.record WHERE r.record = {record}",
};

pub(crate) const RECEIVED: Kind = Kind {
    word: "received",
    head: Table { name: "received", columns: &["seller", "number", "kind", "file_sha256", "last_month", "net", "vat"] },
    content: &[
        Table { name: "received_content", columns: &["salt"] },
        Table {
            name: "received_line",
            columns: &[
                "line",
                "case_id",
                "service",
                "payer",
                "first_day",
                "last_day",
                "quantity",
                "unit",
                "unit_price",
                "price_base_quantity",
                "net",
                "vat_rate",
                "vat",
                "refers_to",
            ],
        },
    ],
    year: "SELECT CAST(substr(last_month, 1, 4) AS INTEGER) FROM received WHERE record = {record}",
};

pub(crate) const EXPIRY: Kind = Kind {
    word: "expiry",
    head: Table { name: "expiry", columns: &["before_year", "documents", "claims", "renderings", "received"] },
    content: &[],
    year: "",
};

/// Every kind of record.
pub(crate) const KINDS: [&Kind; 5] = [&DOCUMENT, &CLAIM, &RENDERING, &RECEIVED, &EXPIRY];

/// The columns of `party` after its key.
pub(crate) const PARTY: &[&str] = &[
    "role",
    "name",
    "cvr",
    "street",
    "building_number",
    "postal_code",
    "city",
    "endpoint",
    "gln",
    "contact_name",
    "contact_email",
    "contact_phone",
    "vat_registered",
    "payment_means",
    "payment_account",
    "payment_branch",
    "reference",
    "format",
];

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;

    fn columns(connection: &Connection, table: &str) -> Vec<String> {
        let mut info = connection.prepare(&format!("SELECT name FROM pragma_table_info('{table}')")).expect("a query");
        info.query_map([], |row| row.get(0)).expect("columns").collect::<Result<_, _>>().expect("columns")
    }

    #[test]
    fn every_column_of_every_table_is_written_read_and_hashed() {
        let connection = Connection::open_in_memory().expect("a database");
        crate::schema::create(&connection).expect("tables");
        let tables = KINDS.iter().flat_map(|kind| std::iter::once(&kind.head).chain(kind.content));
        for table in tables {
            let expected: Vec<&str> = std::iter::once("record").chain(table.columns.iter().copied()).collect();
            assert_eq!(columns(&connection, table.name), expected, "{}", table.name);
        }
        let record: Vec<&str> = std::iter::once("record").chain(RECORD.columns.iter().copied()).chain(["hash"]).collect();
        assert_eq!(columns(&connection, "record"), record);
        let party: Vec<&str> = std::iter::once("sha256").chain(PARTY.iter().copied()).collect();
        assert_eq!(columns(&connection, "party"), party);
    }
}
