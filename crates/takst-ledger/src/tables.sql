-- Tables of a ledger. Amounts are whole øre, unit prices and quantities 1/10,000, dates YYYY-MM-DD, months YYYY-MM.
-- A record has three parts: its row in `record`, its row in the table of its kind, and its content. Only the content holds case and
-- citizen; it can expire. The hash of a record covers the hash before it, both rows, and the SHA-256 of the content.

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
    record INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('document', 'claim', 'rendering', 'received', 'expiry')),
    time TEXT NOT NULL,
    user TEXT NOT NULL,
    version TEXT NOT NULL,
    content_sha256 BLOB,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- Sellers and buyers as they were when documents were issued; the key is the SHA-256 of the other columns.
CREATE TABLE party (
    sha256 BLOB PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('seller', 'buyer')),
    name TEXT NOT NULL,
    cvr TEXT NOT NULL,
    street TEXT,
    building_number TEXT,
    postal_code TEXT,
    city TEXT,
    endpoint TEXT,
    gln TEXT,
    contact_name TEXT,
    contact_email TEXT,
    contact_phone TEXT,
    vat_registered INTEGER,
    payment_means TEXT,
    payment_account TEXT,
    payment_branch TEXT,
    reference TEXT,
    format TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    record INTEGER PRIMARY KEY REFERENCES record,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('invoice', 'credit-note')),
    series TEXT,
    place_in_series INTEGER,
    refers_to INTEGER REFERENCES document,
    reasons TEXT,
    provider TEXT NOT NULL,
    payer TEXT NOT NULL,
    month TEXT NOT NULL,
    issued TEXT NOT NULL,
    due TEXT,
    seller BLOB REFERENCES party,
    buyer BLOB REFERENCES party,
    net INTEGER NOT NULL,
    vat INTEGER NOT NULL,
    as_of TEXT,
    catalogue_sha256 TEXT,
    policy_sha256 TEXT,
    note TEXT,
    UNIQUE (series, place_in_series),
    CHECK ((series IS NULL) = (place_in_series IS NULL)),
    CHECK (kind = 'invoice' OR refers_to IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX credit_note_of ON document (refers_to) WHERE kind = 'credit-note';

CREATE TABLE document_content (
    record INTEGER PRIMARY KEY REFERENCES document,
    salt BLOB NOT NULL,
    case_id TEXT NOT NULL,
    citizen_id TEXT,
    buyer_reference TEXT,
    order_reference TEXT,
    accounting_cost TEXT,
    buyer_gln TEXT,
    commitment TEXT
) STRICT;
CREATE INDEX document_of_case ON document_content (case_id);

CREATE TABLE document_line (
    record INTEGER NOT NULL REFERENCES document_content,
    line INTEGER NOT NULL,
    service TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    unit TEXT NOT NULL,
    unit_price INTEGER NOT NULL,
    price_base_quantity INTEGER NOT NULL,
    net INTEGER NOT NULL,
    vat_category TEXT NOT NULL,
    vat_rate INTEGER NOT NULL,
    vat INTEGER NOT NULL,
    vat_exemption TEXT,
    PRIMARY KEY (record, line)
) STRICT, WITHOUT ROWID;

-- What a claim claims for one year: a claim with months of two years is two records, so that each year can expire on its own.
CREATE TABLE claim (
    record INTEGER PRIMARY KEY REFERENCES record,
    claim TEXT NOT NULL,
    payer TEXT NOT NULL,
    quarter TEXT NOT NULL,
    year INTEGER NOT NULL,
    date TEXT NOT NULL,
    net INTEGER NOT NULL,
    own_payment INTEGER NOT NULL,
    refund INTEGER NOT NULL,
    as_of TEXT,
    catalogue_sha256 TEXT,
    policy_sha256 TEXT,
    UNIQUE (claim, year)
) STRICT;

CREATE TABLE claim_content (
    record INTEGER PRIMARY KEY REFERENCES claim,
    salt BLOB NOT NULL
) STRICT;

CREATE TABLE claim_row (
    record INTEGER NOT NULL REFERENCES claim_content,
    row INTEGER NOT NULL,
    case_id TEXT NOT NULL,
    citizen_id TEXT,
    provider TEXT NOT NULL,
    month TEXT NOT NULL,
    refund_rule TEXT NOT NULL,
    account TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('current', 'running', 'earlier-year')),
    net INTEGER NOT NULL,
    own_payment INTEGER NOT NULL,
    refund INTEGER NOT NULL,
    at_stake INTEGER NOT NULL,
    invoiced TEXT NOT NULL CHECK (invoiced IN ('yes', 'partly', 'no')),
    PRIMARY KEY (record, row)
) STRICT, WITHOUT ROWID;

-- An electronic form of a document, kept as it was first written.
CREATE TABLE rendering (
    record INTEGER PRIMARY KEY REFERENCES record,
    document INTEGER NOT NULL REFERENCES document,
    format TEXT NOT NULL,
    UNIQUE (document, format)
) STRICT;

CREATE TABLE rendering_content (
    record INTEGER PRIMARY KEY REFERENCES rendering,
    salt BLOB NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

-- An invoice or credit note that another wrote. The same file is stored once.
CREATE TABLE received (
    record INTEGER PRIMARY KEY REFERENCES record,
    seller TEXT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('invoice', 'credit-note')),
    file_sha256 BLOB NOT NULL,
    last_month TEXT NOT NULL,
    net INTEGER NOT NULL,
    vat INTEGER NOT NULL,
    UNIQUE (seller, number, kind, file_sha256)
) STRICT;

CREATE TABLE received_content (
    record INTEGER PRIMARY KEY REFERENCES received,
    salt BLOB NOT NULL
) STRICT;

CREATE TABLE received_line (
    record INTEGER NOT NULL REFERENCES received_content,
    line INTEGER NOT NULL,
    case_id TEXT,
    service TEXT,
    payer TEXT,
    first_day TEXT,
    last_day TEXT,
    quantity INTEGER,
    unit TEXT,
    unit_price INTEGER,
    price_base_quantity INTEGER,
    net INTEGER NOT NULL,
    vat_rate INTEGER,
    vat INTEGER,
    refers_to TEXT,
    PRIMARY KEY (record, line)
) STRICT, WITHOUT ROWID;

-- Contents of months before a year were removed.
CREATE TABLE expiry (
    record INTEGER PRIMARY KEY REFERENCES record,
    before_year INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    claims INTEGER NOT NULL,
    renderings INTEGER NOT NULL,
    received INTEGER NOT NULL
) STRICT;
