//! What `#[derive(Model)]` says about a mistake, and where.

#[test]
fn mistakes_are_told_at_their_own_words() {
    trybuild::TestCases::new().compile_fail("tests/ui/model/*.rs");
}
