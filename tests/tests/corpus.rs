//! The saved inputs of the fuzzers, run every day without a fuzzer.

use std::path::Path;
use takst_tests::fuzz_targets::TARGETS;

#[test]
fn no_saved_input_breaks_its_target() {
    for (name, target) in TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
        let mut inputs: Vec<_> = std::fs::read_dir(&folder).expect("every target has a folder").flatten().map(|entry| entry.path()).collect();
        inputs.sort();
        assert!(!inputs.is_empty(), "{} is empty", folder.display());
        for input in inputs {
            println!("{}", input.display());
            target(&std::fs::read(&input).expect("a file of the folder can be read"));
        }
    }
}
