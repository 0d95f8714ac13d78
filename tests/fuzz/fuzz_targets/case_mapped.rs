//! libFuzzer on `takst_tests::fuzz_targets::case_mapped`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| takst_tests::fuzz_targets::case_mapped(data));
