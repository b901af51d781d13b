//! The benches count what they should.

use bench::measure::Spread;

#[test]
fn every_way_counts_the_mistakes_that_were_made() {
    assert_eq!(bench::validate::smoke(), Ok(()));
}

#[test]
fn the_document_is_the_one_that_is_meant() {
    assert_eq!(bench::document::smoke(), Ok(()));
}

#[test]
fn each_axis_of_growth_gives_the_answers_that_are_meant() {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_scale"));
    assert_eq!(bench::scale::smoke(program), Ok(()));
}

#[test]
fn a_spread_is_the_middle_half() {
    let spread = Spread::of(vec![9.0, 1.0, 4.0, 2.0, 3.0]);
    assert_eq!(
        spread,
        Spread {
            low: 2.0,
            median: 3.0,
            high: 4.0
        }
    );
    assert!((spread.percent() - 200.0 / 3.0).abs() < 1e-9);
}
