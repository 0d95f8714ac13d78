//! libFuzzer on `takst_tests::fuzz_targets::einvoice`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| takst_tests::fuzz_targets::einvoice(data));
