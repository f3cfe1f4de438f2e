#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| mcpvet_fuzz::target("format_nimble", bytes));
