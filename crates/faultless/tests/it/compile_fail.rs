//! What the compiler says about a mistake, and where: one mistake a file in `tests/ui`, its words beside it.
//!
//! `TRYBUILD=overwrite` writes the words anew, for the compiler that `rust-toolchain.toml` pins.

#[test]
fn mistakes_are_told_at_the_words_that_are_wrong() {
    // One project for all of them: they are compiled together.
    trybuild::TestCases::new().compile_fail("tests/ui/*/*.rs");
}
