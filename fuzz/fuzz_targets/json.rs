//! The first byte chooses the type, the rest is the JSON.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::json::check(data));
