//! libFuzzer on `takst_tests::fuzz_targets::workbook`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| takst_tests::fuzz_targets::workbook(data));
