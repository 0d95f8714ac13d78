//! Public structs are laid out for good: no hidden padding, no field whose width depends on the machine, and the sizes that were published.
//!
//! A struct that grows keeps its first fields where they are and gets a line more of sizes here; a smaller number is a break of the interface.
#![cfg(target_pointer_width = "64")]

use takst_c::*;

/// Where each field of a struct begins and how wide it is, in order. All fields must be named, or it does not compile.
macro_rules! fields {
    ($name:ident { $($field:ident),* }) => {{
        // Zero bytes are a value of each of these structs.
        let value: $name = unsafe { std::mem::zeroed() };
        let $name { $($field: _),* } = &value;
        vec![$((stringify!($field), std::mem::offset_of!($name, $field), size_of_val(&value.$field))),*]
    }};
}

/// Checks one struct; `published` are the sizes it ever had, the last of them today's.
fn packed(name: &str, size: usize, published: &[usize], fields: &[(&str, usize, usize)]) {
    let mut end = 0;
    for (field, begins, width) in fields {
        assert_eq!(*begins, end, "{name}: hidden padding before {field}");
        end += width;
    }
    assert_eq!(fields.iter().map(|(_, _, width)| width).sum::<usize>(), size, "{name}: hidden padding at its end");
    assert_eq!(published.last(), Some(&size), "{name} has another size than was published");
    assert_eq!(size % 8, 0, "{name}: whatever is added behind begins at 8 bytes");
}

macro_rules! sized {
    ($($name:ident $published:expr => { $($field:ident),* $(,)? })*) => {$({
        let fields = fields!($name { struct_size, $($field),* });
        packed(stringify!($name), size_of::<$name>(), &$published, &fields);
        assert_eq!(($name::SIZE as usize, $name::init().struct_size), (size_of::<$name>(), $name::SIZE));
        let earlier: &[usize] = &$published;
        assert_eq!($name::EARLIER, &earlier[..earlier.len() - 1], "{}: published sizes are accepted", stringify!($name));
    })*};
}

#[test]
fn structs_that_say_their_size() {
    sized! {
        TakstCodeFacts [48] => { code, severity, reserved, text, meaning }
        TakstProblem [72] => { code, severity, column, row, case_id, value, message }
        TakstBuildFacts [88] => { version_number, version, target, profile, compiler, catalogue_sha256 }
        TakstBookFacts [48] => { as_of, services, tariff_versions, catalogue_sha256, policy_sha256 }
        TakstServiceFacts [112] => { kind, refund_rule, reserved, id, provider, name_da, name_en, legal_basis, account }
        TakstRow [104, 112] => {
            service, payer, first_day, last_day, unit, hours, hours_per_week, unit_price, own_payment_per_day, has_own_payment, prior_stay_to,
            first_discharge, decided_before_discharge, window_start, window_days_used, has_commitment, commitment_date, notified_start, notified_end,
            from_month, until, discharged_to_107, reserved,
        }
        TakstLine [152] => {
            document, line, service, payer, month, first_day, last_day, days, unit, quantity, unit_price, price_base_quantity, net, vat, own_payment,
            refund, at_stake, cost, vat_rate, vat_category, refund_outcome, refund_reason, invoice_hold, tariff_version, reserved, assumptions,
        }
        TakstCaseOptions [32, 88] => {
            format, lines_format, grouping, language, from_month, until, reserved, dates, reserved_for_reading, sheet, map, pseudonyms,
        }
        TakstSettleOptions [48, 104] => {
            mode, from_month, until_month, kept_from, complete, format, language, numbers, dates, reserved_for_reading, sheet, map, pseudonyms,
        }
        TakstClaimOptions [40, 96] => {
            payer, year, quarter, from_month, kept_from, complete, format, language, reserved, dates, reserved_for_reading, sheet, map, pseudonyms,
        }
        TakstSummary [128, 136] => {
            reserved, rows, cases, refused, lines, findings, net, vat, own_payment, refund, at_stake, cost, input_sha256, priced,
        }
        TakstBatchOptions [80] => {
            grouping, threads, money, words, language, findings, cases, from_month, until, trusted, reserved, columns, columns_length, progress,
            context,
        }
        TakstRunSummary [48, 56] => { reserved, rows, cases, refused, lines, unknown_columns, priced }
    }
}

/// These stand within others or in arrays of the caller's: they never change.
#[test]
fn structs_that_never_change() {
    packed("TakstText", size_of::<TakstText>(), &[16], &fields!(TakstText { data, length }));
    packed("TakstFile", size_of::<TakstFile>(), &[32], &fields!(TakstFile { name, name_length, data, length }));
}

/// A width that depends on the machine is an address, and nothing else.
#[test]
fn the_header_has_no_size_t_within_structs() {
    let header = include_str!("../include/takst.h");
    let mut is_within = false;
    for line in header.lines() {
        is_within = (is_within || line.starts_with("typedef struct ") && line.ends_with('{')) && !line.starts_with('}');
        assert!(!is_within || !line.contains("size_t ") && !line.contains("long "), "{line}");
    }
}
