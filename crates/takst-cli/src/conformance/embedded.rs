//! Every vector by its id, and the files of their catalogues. Written by `write_vectors`.

use super::sequence::{EmbeddedSequence, PartiesFile};
use super::vectors::{CatalogueFile, Embedded};

macro_rules! file {
    ($($part:expr),*) => { include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/vectors/", $($part),*)) };
}

/// The version of the vectors.
pub(super) const VERSION: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/vectors/VERSION"));

macro_rules! vectors {
    ($($id:literal)*) => {
        pub(super) const VECTORS: &[Embedded] =
            &[$(Embedded { id: $id, case: file!($id, ".case.json"), expected: file!($id, ".expected.jsonl") }),*];
    };
}

macro_rules! catalogues {
    ($($catalogue:literal $name:literal)*) => {
        pub(super) const CATALOGUES: &[CatalogueFile] =
            &[$(CatalogueFile { catalogue: $catalogue, name: $name, text: file!("catalogues/", $catalogue, "/", $name) }),*];
    };
}

macro_rules! sequences {
    ($($id:literal)*) => {
        pub(super) const SEQUENCES: &[EmbeddedSequence] = &[$(EmbeddedSequence { id: $id, text: file!("documents/", $id, ".json") }),*];
    };
}

macro_rules! parties {
    ($($name:literal)*) => {
        pub(super) const PARTIES: &[PartiesFile] = &[$(PartiesFile { name: $name, text: file!("documents/parties/", $name, ".toml") }),*];
    };
}

vectors! {
    "aftercare/across-roll-out" "aftercare/before-545" "aftercare/change-of-level" "aftercare/extended-across-roll-out" "aftercare/first-day-at-435"
    "aftercare/from-545" "aftercare/gap-begins-new-course" "aftercare/last-day-at-545" "aftercare/one-year-and-a-day" "aftercare/one-year"
    "aftercare/payer-changes" "aftercare/reform" "aftercare/season-begins" "aftercare/season-ends" "aftercare/stay-ended-two-days-before"
    "aftercare/stay-ends-later" "aftercare/stay-ends-on-first-day" "aftercare/three-services-at-545" "aftercare/undivided-ends"
    "aftercare/undivided-march" "aftercare/undivided-to-basic" "aftercare/year-from-29-february-and-a-day" "aftercare/year-from-29-february"
    "agreed/course-price-after-gap" "agreed/course-price-changed" "agreed/course-price-repeated" "agreed/few-hours-a-week" "agreed/individual-day"
    "agreed/mentor-addiction-course" "agreed/mentor-coordination-hour" "agreed/mentor-economy-month-parts" "agreed/mentor-health-hour"
    "agreed/mentor-homeless-week" "agreed/practice-education-month" "agreed/practice-support-education-course" "agreed/practice-support-work-day"
    "agreed/practice-work-week" "agreed/price-missing" "agreed/resource-practice-hour" "agreed/retention-mentor-week"
    "citizen/days-before-reform-stand" "citizen/refused-aftercare-uses-days" "citizen/refused-aftercare" "citizen/refused-priced-beside"
    "citizen/refused-stay-of-another" "citizen/refused-stay" "citizen/two-citizens-in-a-case" "citizen/two-citizens-touch-both"
    "citizen/unknown-service" "citizen/unreadable-first-day" "crisis/across-reform" "crisis/beside-refused-stay" "crisis/course" "crisis/hours"
    "crisis/no-cap" "crisis/no-own-payment" "crisis/own-payment" "crisis/price-list" "crisis/refused" "crisis/uses-no-days"
    "crisis/week-across-reform" "cti/before-2020" "cti/capacity-counts-refused" "cti/capacity-two-runs" "cti/commitment-late" "cti/commitment-missing"
    "cti/commitment-of-each-payer" "cti/commitment-on-first-day" "cti/commitment-without-date" "cti/ends-with-2020" "cti/first-day-of-2020"
    "cti/five-places" "cti/gap-0" "cti/gap-2" "cti/gap-31" "cti/gap-32-no-commitment" "cti/gap-32" "cti/last-day-of-2020" "cti/missing-before-late"
    "cti/nine-months-after-stay" "cti/nine-months-from-31-january" "cti/nine-months-without-stay" "cti/six-courses" "cti/too-long"
    "document/cases-interleaved" "document/course-price-published" "document/first-day-before-row" "document/invoiced-months" "document/invoiced"
    "document/payers-and-months" "document/references-echoed" "document/rows-of-one-day" "document/services-of-one-day"
    "document/split-changes-nothing" "document/two-providers" "elsewhere/after-until" "elsewhere/courses" "elsewhere/first-only" "elsewhere/hours"
    "elsewhere/next-day" "elsewhere/other-citizen" "elsewhere/other-family" "elsewhere/refused-case" "elsewhere/three-cases" "elsewhere/two-cases"
    "elsewhere/weeks-next-day" "elsewhere/weeks" "free/advisory-course-with-price" "free/advisory-course" "free/included-aftercare"
    "free/included-beside-cti" "free/included-six-months" "free/included-stay-overlaps" "free/included-with-own-payment" "free/included-with-price"
    "hour/across-month-end" "hour/act-replaced" "hour/agreed-price-refused" "hour/few-hours-a-week" "hour/holistic-gap" "hour/holistic-half-year"
    "hour/holistic-too-short" "hour/hours-missing" "hour/quarter-of-an-hour" "hour/rows-share-days" "hour/talks-three-months" "known/all-three-faults"
    "known/assumed-by-tariff" "known/before-correction" "known/before-letter" "known/day-of-correction" "known/day-of-letter" "known/hole"
    "known/hours-across-change" "known/hours-beside-change" "known/known-later" "known/latest" "known/nothing-known" "known/tie"
    "known/week-of-old-price" "known/weeks-after-end" "month/agreed-day-price-beside" "month/agreed-month-price-beside" "month/ends-after-until"
    "month/ends-on-29-after-until" "month/february-2025" "month/february-of-leap-year" "month/first-only-ends-with-month" "month/first-only-goes-on"
    "month/from-second-day" "month/gap" "month/one-day-short" "month/open-from-second-day" "month/open-until-within"
    "month/own-payment-equals-day-price" "month/own-payment-equals-share" "month/own-payment-exceeds-day-price" "month/own-payment-exceeds-share"
    "month/part-in-its-own-document" "month/price-changes-inside-a-part" "month/price-changes-inside" "month/refund-at-day-price" "month/two-cases"
    "month/two-levels" "month/two-payers" "month/two-rows" "month/version-without-day-price" "month/whole-month" "month/year-turns"
    "notice/24-december" "notice/31-december" "notice/constitution-day" "notice/easter-2023-in-time" "notice/easter-2023-late"
    "notice/end-around-ascension" "notice/open-course-has-no-end" "notice/saturday-free" "notice/saturday-works" "notice/store-bededag-2023"
    "notice/store-bededag-2024" "notice/whit-monday" "payer/before-2007" "payer/christiansoe" "payer/each-row" "payer/leading-zero-range"
    "payer/names" "payer/one-document" "payer/outside-time" "payer/special-names" "payer/unknown-code" "payer/unknown-name" "policy/545-from-settled"
    "policy/545-from-unsettled" "policy/aftercare-after-not-refunded" "policy/aftercare-after-refunded-unsettled" "policy/aftercare-after-refunded"
    "policy/aftercare-after-undetermined-unsettled" "policy/aftercare-before-not-refunded" "policy/aftercare-before-settled"
    "policy/aftercare-before-undetermined" "policy/aftercare-shares-day" "policy/aftercare-uses-days" "policy/aftercare-weeks-use-days"
    "policy/cti-gap-0-gap-2" "policy/cti-gap-0" "policy/cti-gap-14" "policy/cti-gap-60-settled" "policy/day-count-first-only-unsettled"
    "policy/day-count-first-only" "policy/day-count-month-price" "policy/day-count-single-day" "policy/day-count-two-rows"
    "policy/day-count-uses-days" "policy/decided-absent-not-refunded" "policy/decided-absent-settled" "policy/discharged-before-before-reform"
    "policy/discharged-before-not-refunded-unsettled" "policy/discharged-before-not-refunded" "policy/discharged-before-refunded-decision-unknown"
    "policy/discharged-before-refunded-two-years" "policy/discharged-before-refunded" "policy/included-hours-12-5" "policy/included-hours-16-settled"
    "policy/included-hours-20-unsettled" "policy/livarehab-dates-settled" "policy/livarehab-from-later" "policy/livarehab-one-date-settled"
    "policy/livarehab-to-2019" "policy/livarehab-to-covers-started-week" "policy/roll-out-default-settled" "policy/roll-out-earlier-settled"
    "policy/roll-out-later-unsettled" "policy/roll-out-within-month" "policy/saturday-works-unsettled" "policy/shelter-cap-none-settled"
    "policy/shelter-cap-undetermined-settled" "policy/shelter-cap-undetermined" "policy/started-week-settled" "policy/vat-agreed-exempt-settled"
    "policy/vat-agreed-exempt" "policy/vat-agreed-leaves-published" "policy/vat-agreed-standard-settled" "policy/vat-sel-exempt-settled"
    "policy/vat-sel-standard-settled" "policy/vat-sel-standard" "policy/whole-weeks-nothing-charged" "policy/whole-weeks-only-unsettled"
    "policy/whole-weeks-only" "policy/window-2026-start-settled" "policy/window-2026-start" "policy/window-reset-admission-on-anniversary"
    "policy/window-reset-anniversary-settled" "policy/window-reset-history-after-12-months" "policy/window-reset-history-after-admission"
    "policy/window-reset-history-within-12-months" "policy/window-reset-long-stay" "policy/window-reset-next-admission"
    "policy/window-reset-unsettled-code" "policy/window-resident-next-admission-settled" "policy/window-resident-next-admission"
    "policy/window-resident-settled" "refused/all-cases-refused" "refused/case-missing" "refused/cell-fault-leaves-tariff-fault"
    "refused/conflict-commitment" "refused/conflict-decision" "refused/conflict-notices" "refused/conflict-prior-stay" "refused/control-character"
    "refused/cpr-in-case" "refused/cpr-in-citizen-and-row" "refused/cpr-in-references" "refused/date-form" "refused/dates-outside"
    "refused/dates-reversed" "refused/decided-word" "refused/discharged-to-107-word" "refused/gln" "refused/hexadecimal-and-g"
    "refused/hexadecimal-of-23" "refused/hexadecimal" "refused/hours-per-week-range" "refused/hours-precision" "refused/hours-range"
    "refused/invoiced" "refused/long-text" "refused/negative-own-payment" "refused/no-cpr-number" "refused/no-such-day" "refused/number-form"
    "refused/overlap-of-two-cases" "refused/overlap" "refused/own-payment-per-hour" "refused/payer-form" "refused/payer-range"
    "refused/price-precision" "refused/price-without-unit" "refused/repeat-prior-stay" "refused/required-missing"
    "refused/row-fault-hides-tariff-fault" "refused/service-unknown" "refused/several-faults" "refused/trimmed" "refused/unit-unknown"
    "refused/uuid-and-cpr" "refused/uuid-with-a-letter-beside" "refused/uuid" "refused/window-before-reform" "refused/window-days-whole"
    "refused/window-without-days" "rounding/at-stake-running-sum" "rounding/hours-below-half" "rounding/hours-half-up" "rounding/hours-multiply-first"
    "rounding/large-amounts" "rounding/month-28" "rounding/month-29" "rounding/month-30" "rounding/month-31" "rounding/month-in-three-rows"
    "rounding/month-own-payment-exceeds" "rounding/month-own-payment" "rounding/month-tariff-change" "rounding/month-whole"
    "rounding/not-refunded-in-between" "rounding/refund-odd-oere" "rounding/refund-of-each-rule" "rounding/refund-running-sum"
    "rounding/refund-two-documents" "rounding/vat-running-sum" "rounding/vat-two-documents" "stay/across-reform" "stay/before-reform-no-limit"
    "stay/first-day-of-catalogue" "stay/levels" "stay/no-own-payment" "stay/own-payment-2019" "stay/own-payment-2023-one-row"
    "stay/own-payment-2023-two-rows" "stay/own-payment-absent" "stay/own-payment-after-until" "stay/own-payment-by-law"
    "stay/own-payment-crisis-centre" "stay/own-payment-equals-price" "stay/own-payment-exceeds-price" "stay/own-payment-last-day-not-charged"
    "stay/own-payment-of-last-year" "stay/own-payment-ten-times" "stay/own-payment-year-without-figure" "stay/own-payment-zero"
    "support/107-not-told-after-two-years" "support/107-not-told" "support/across-reform" "support/after-107-and-decided"
    "support/after-107-contradicted" "support/after-107-decision-absent" "support/after-107-discharged-before-reform"
    "support/after-107-first-row-counts" "support/after-107-not-decided" "support/after-107-two-years" "support/after-107-without-discharge"
    "support/commitment-always" "support/decided-not-to-107" "support/decision-unknown" "support/discharged-on-reform-day"
    "support/discharged-the-day-before-reform" "support/first-row-counts" "support/later-row-contradicts" "support/no-discharge"
    "support/not-decided-needs-no-discharge-day" "support/not-decided" "support/not-to-107-decision-absent" "support/not-to-107"
    "support/prior-stay-as-discharge" "support/re-admission" "support/two-years-boundary" "support/two-years-from-29-february"
    "support/within-two-years" "terms/agreed-per-day" "terms/agreed-per-week" "terms/both-over-policy" "terms/first-only-over-policy"
    "terms/first-only-single-day" "terms/first-only" "terms/last-row-counts-both" "terms/last-row-first-only" "terms/month-first-only-next-day"
    "terms/month-first-only" "terms/nothing-charged-still-open" "terms/nothing-charged" "terms/seven-days-charged" "terms/started-week-over-policy"
    "terms/week-in-its-row-reversed" "terms/week-in-its-row" "terms/whole-weeks-only" "time/at-stake-shown-only" "time/course-price-after-until"
    "time/course-price-before-from" "time/course-price-before-until" "time/earlier-days-count" "time/finding-of-course-inside" "time/finding-outside"
    "time/from-only" "time/hours-begun-after-until" "time/hours-begun-before-until" "time/invoiced-before-from" "time/lookup-before-from" "time/month"
    "time/no-lookup-after-until" "time/open-day-count" "time/open-month-price" "time/open-row-without-end" "time/open-row"
    "time/open-rows-fill-places" "time/open-stay-windows" "time/open-then-later-row" "time/open-too-long" "time/open-too-short" "time/row-after-until"
    "time/until-within-month" "time/week-begun-before-until" "time/week-cut-by-until-only" "unit/aftercare-hours" "unit/aftercare-week-across-reform"
    "unit/moved-out-hours" "unit/moved-out-week-gap" "unit/price-list-hours" "unit/price-list-weeks" "unit/stay-course-after-reform"
    "unit/stay-course-before-reform" "unit/stay-hours-after-reform" "unit/stay-hours-before-reform" "unit/stay-week-across-reform"
    "unit/stay-week-before-reform" "unit/stay-week-beside-refused" "unit/stay-week-on-30-september" "unit/stay-week-on-reform-day"
    "unit/support-course-a-day-later" "unit/support-course" "unit/support-hours-after-until" "unit/support-hours-one-outcome"
    "unit/support-hours-split" "unit/support-hours-two-outcomes" "unit/support-hours" "unit/support-month" "unit/support-week-two-years"
    "unit/support-week" "vat/agreed-standard" "vat/exemption-of-agreed" "vat/exemption-of-each-service" "vat/exemption-of-sel-settled"
    "vat/exemption-of-sel-standard" "vat/exemption-of-sel" "week/across-month-end" "week/act-ends" "week/act-replaced" "week/agreed-price-refused"
    "week/before-first-day-of-list" "week/fifteen-hours-agreed-refused" "week/fifteen-hours" "week/first-day-of-list" "week/five-weeks"
    "week/hours-as-published" "week/hours-differ" "week/over-fifteen-hours" "week/own-payment-refused" "week/seven-weeks" "week/six-weeks"
    "week/split-inside-week" "week/started-week" "week/thirteen-weeks" "week/twelve-weeks" "week/twenty-hours-agreed-hour-no-hours"
    "week/twenty-hours-agreed-hour" "week/twenty-hours-agreed-week" "week/twenty-hours" "week/weeks-from-thursday" "window/across-cases"
    "window/aftercare-uses-no-days" "window/anniversaries-of-29-february" "window/anniversaries-of-a-given-start" "window/anniversaries"
    "window/anniversary-of-29-february" "window/anniversary-re-admission" "window/cap-change-102-used" "window/cap-change-89-used"
    "window/cap-change-90-used" "window/cap-last-day-of-120" "window/course-days-used" "window/cut-week-days-used" "window/day-120" "window/day-121"
    "window/day-90-and-91" "window/each-case-a-citizen" "window/given-thirteen-months-apart" "window/history-100-used" "window/history-after-until"
    "window/history-against-faulty-row" "window/history-against-refused-case" "window/history-against-week-days" "window/history-all-used"
    "window/history-before-own-days" "window/history-begins-later-window" "window/history-conflict-days" "window/history-conflict-starts"
    "window/history-day-after-anniversary" "window/history-day-after-first-day" "window/history-day-before-anniversary" "window/history-not-used"
    "window/history-on-anniversary" "window/history-on-each-row" "window/history-on-first-day" "window/history-on-other-case"
    "window/history-twelve-months-apart" "window/hour-days-used" "window/long-stay-two-windows" "window/month-price-cut-by-cap" "window/one-year-stay"
    "window/order-of-file" "window/resident" "window/two-shelters-one-day" "window/week-days-used" "window/weekly-price"
}

catalogues! {
    "boegely" "boegely.toml"
    "exempt" "kurser.toml"
    "havblik" "havblik.toml"
    "havn" "havn.toml"
    "late" "nordly.toml"
    "mentorhuset" "mentorhuset.toml"
    "prices" "prices.toml"
    "revised" "revised.toml"
    "shelters" "boegely.toml"
    "shelters" "herberg.toml"
    "solgaarden" "solgaarden.toml"
    "terms" "vilkaar.toml"
    "units" "kompas.toml"
}

sequences! {
    "claim/ahead-is-nothing" "claim/at-stake" "claim/before-the-start" "claim/billed-elsewhere" "claim/case-absent" "claim/case-refused"
    "claim/citizen-incomplete" "claim/commitment-hold" "claim/commitment-missing" "claim/complete-unreadable" "claim/courses-and-hours"
    "claim/days-change" "claim/expired" "claim/final-statement" "claim/invoiced-credited" "claim/invoiced-issued" "claim/invoiced-received"
    "claim/level-changes" "claim/nothing-refunded" "claim/odd-half" "claim/one-quarter" "claim/open-row" "claim/own-payment" "claim/payer-changes"
    "claim/quarter-ahead" "claim/quarter-backwards" "claim/received-before-issued" "claim/refund-denied" "claim/roll-out-settled"
    "claim/rules-and-providers" "claim/tariff-decided-late" "claim/three-kinds" "claim/window-used-elsewhere" "control/agrees" "control/amount"
    "control/billed-twice" "control/case-ambiguous" "control/case-refused" "control/commitment-released" "control/commitment" "control/course"
    "control/credit-and-new-invoice" "control/credit-of-days" "control/credit-of-lines" "control/credit-unknown" "control/described-differently"
    "control/hours" "control/krone-a-document" "control/line-over-two-months" "control/months" "control/not-billed" "control/nothing-to-compare-with"
    "control/open-row" "control/ore-a-line" "control/ore-of-three-lines" "control/part-of-a-month" "control/payer-of-the-days" "control/payer"
    "control/period-and-quantity" "control/period" "control/policy" "control/price" "control/quantity" "control/references" "control/sellers"
    "control/service-from-the-middle" "control/service-inferred" "control/service" "control/services-by-name" "control/several-payers" "control/sum"
    "control/tariff-decided-late" "control/two-halves" "control/unreadable-list" "control/vat" "control/weeks" "correct/absent-last"
    "correct/late-tariff" "correct/missing-is-issued" "correct/one-of-two-payers" "correct/two-payers" "einvoice/case-ambiguous"
    "einvoice/case-buyer-reference-before-contract" "einvoice/case-by-buyer-reference" "einvoice/case-by-contact" "einvoice/case-by-contract"
    "einvoice/case-by-document-note" "einvoice/case-by-line-note" "einvoice/case-by-order-of-the-line" "einvoice/case-by-order"
    "einvoice/case-by-our-order" "einvoice/case-by-row" "einvoice/case-contract-before-notes" "einvoice/case-line-note-before-document-note"
    "einvoice/case-order-before-buyer-reference" "einvoice/case-unnamed" "einvoice/case-whole-token" "einvoice/citizen-after-references"
    "einvoice/citizen-by-document-note" "einvoice/citizen-by-item" "einvoice/citizen-by-line-note" "einvoice/citizen-by-order"
    "einvoice/citizen-case-of-the-days" "einvoice/citizen-of-the-line-first" "einvoice/citizen-unknown-to-the-list" "einvoice/citizen-with-two-cases"
    "einvoice/citizen-without-list" "einvoice/citizens-one-with-a-case" "einvoice/credit-note" "einvoice/days-document-before-text"
    "einvoice/days-from-document-note" "einvoice/days-from-item" "einvoice/days-from-line-note" "einvoice/days-of-the-document"
    "einvoice/days-of-the-line" "einvoice/days-one" "einvoice/days-three-dates" "einvoice/days-unknown" "einvoice/list-and-invoice"
    "einvoice/payer-by-buyer" "einvoice/piece-says-nothing" "einvoice/seller-by-endpoint" "einvoice/seller-by-gln" "einvoice/seller-by-identification"
    "einvoice/seller-by-registration" "einvoice/seller-by-vat-registration" "einvoice/seller-unknown" "einvoice/seller-without-numbers"
    "einvoice/seller-without-scheme" "einvoice/service-by-danish-name" "einvoice/service-by-description" "einvoice/service-by-english-name"
    "einvoice/service-by-item-id" "einvoice/service-by-table-of-ids" "einvoice/service-by-table-of-names" "einvoice/service-inferred"
    "einvoice/service-name-before-table" "einvoice/service-unknown" "expire/months" "hold/billed-elsewhere-moves" "hold/billed-elsewhere"
    "hold/commitment-late" "hold/commitment-missing" "hold/demanded-reference" "hold/file-unreadable" "hold/held-alone-holds-nobody"
    "hold/not-registered" "hold/party-missing-buyer" "hold/party-missing-seller" "hold/reference-conflict" "hold/seller-changed"
    "hold/stands-while-held" "hold/two-codes" "hold/whole-place" "import/again" "import/closed" "import/credited" "import/other-content"
    "import/refused" "import/same-content" "import/series-taken" "import/todays-seller" "join/days" "join/gap" "join/hours-and-courses" "join/levels"
    "join/month" "join/refund" "join/weeks" "month/absent-after-until" "month/absent-comes-back" "month/absent-other-provider" "month/absent"
    "month/closed" "month/differs-content" "month/differs-nothing" "month/differs-payer" "month/differs-second-payer" "month/dry-run" "month/order"
    "month/refused" "month/same-content" "month/two-months" "month/until" "number/credit-notes" "number/date-ahead" "number/date-backwards"
    "number/empty-series" "number/order" "plan/carried-out-later" "plan/changed-case-added" "plan/changed-lines" "plan/changed-payer"
    "plan/changed-references" "reason/all-of-them" "reason/amount" "reason/month-and-day-price" "reason/month-and-part" "reason/payer-period"
    "reason/payer-service" "reason/payer" "reason/period-of-hours" "reason/period-price" "reason/period" "reason/price-vat" "reason/price"
    "reason/service-period-price" "reason/service-period" "reason/service" "reason/vat" "reason/withdrawn" "reissue/absent-case"
    "reissue/content-stays" "reissue/held" "reissue/not-standing" "reissue/reference"
}

parties! {
    "control"
    "havn"
    "no-buyer-101"
    "nordly"
    "not-registered"
    "other-cvr"
    "series-f-from-6"
    "series-f"
    "shelters"
    "solgaarden"
    "three-sellers"
    "usual"
}
