//! libFuzzer on `takst_tests::fuzz_targets::price_list`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| takst_tests::fuzz_targets::price_list(data));
