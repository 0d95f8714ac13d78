-- Views with amounts as kroner, for any SQL tool.

-- Every document with its sums; `stands` is 1 for an invoice that no credit note took back.
CREATE VIEW documents AS
SELECT
    d.number, d.kind, r.number AS refers_to, d.reasons, d.issued, d.due, c.case_id, c.citizen_id, d.provider, d.payer, d.month,
    c.buyer_reference, c.order_reference, c.accounting_cost, c.buyer_gln,
    printf('%s%d.%02d', iif(d.net < 0, '-', ''), abs(d.net) / 100, abs(d.net) % 100) AS net,
    printf('%s%d.%02d', iif(d.vat < 0, '-', ''), abs(d.vat) / 100, abs(d.vat) % 100) AS vat,
    printf('%s%d.%02d', iif((d.net + d.vat) < 0, '-', ''), abs((d.net + d.vat)) / 100, abs((d.net + d.vat)) % 100) AS total,
    d.series IS NULL AS imported,
    d.kind = 'invoice' AND NOT EXISTS (SELECT 1 FROM document n WHERE n.kind = 'credit-note' AND n.refers_to = d.record) AS stands,
    d.record
FROM document d
LEFT JOIN document_content c ON c.record = d.record
LEFT JOIN document r ON r.record = d.refers_to;

-- Every line of the documents whose content is kept.
CREATE VIEW document_lines AS
SELECT
    d.number, l.line, l.service, l.first_day, l.last_day,
    printf('%s%d.%02d', iif(l.quantity < 0, '-', ''), abs(l.quantity) / 100, abs(l.quantity) % 100) AS quantity, l.unit,
    printf('%s%d.%04d', iif(l.unit_price < 0, '-', ''), abs(l.unit_price) / 10000, abs(l.unit_price) % 10000) AS unit_price,
    printf('%s%d.%02d', iif(l.price_base_quantity < 0, '-', ''), abs(l.price_base_quantity) / 100, abs(l.price_base_quantity) % 100) AS price_base_quantity,
    printf('%s%d.%02d', iif(l.net < 0, '-', ''), abs(l.net) / 100, abs(l.net) % 100) AS net, l.vat_category,
    printf('%s%d.%02d', iif(l.vat_rate < 0, '-', ''), abs(l.vat_rate) / 100, abs(l.vat_rate) % 100) AS vat_rate,
    printf('%s%d.%02d', iif(l.vat < 0, '-', ''), abs(l.vat) / 100, abs(l.vat) % 100) AS vat
FROM document_line l
JOIN document d ON d.record = l.record;

-- What was claimed, row by row.
CREATE VIEW claim_rows AS
SELECT
    m.claim, m.payer, m.quarter, m.date, r.row, r.case_id, r.citizen_id, r.provider, m.year, r.month, r.refund_rule, r.account, r.kind,
    printf('%s%d.%02d', iif(r.net < 0, '-', ''), abs(r.net) / 100, abs(r.net) % 100) AS net,
    printf('%s%d.%02d', iif(r.own_payment < 0, '-', ''), abs(r.own_payment) / 100, abs(r.own_payment) % 100) AS own_payment,
    printf('%s%d.%02d', iif(r.refund < 0, '-', ''), abs(r.refund) / 100, abs(r.refund) % 100) AS refund,
    printf('%s%d.%02d', iif(r.at_stake < 0, '-', ''), abs(r.at_stake) / 100, abs(r.at_stake) % 100) AS at_stake, r.invoiced
FROM claim_row r
JOIN claim m ON m.record = r.record;
