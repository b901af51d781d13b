//! The first line chooses the operation and is the content type, the rest is the form.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::forms::check(data));
