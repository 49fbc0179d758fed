//! Any bytes → an error or a crate whose every file is Rust: the long form of `tests/mutations.rs`.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some(fault) = tests::fault(bytes) {
        panic!("{fault}");
    }
});
