//! What each type reads, value by value, checked against the reference.
//!
//! Left the JSON that is sent; right the value that is read, or after `!` the kind and the context that are told.

use bigdecimal::BigDecimal;
use faultless_model::RuleSet;
use rust_decimal::Decimal;

use crate::support::{agree, agree_under};

/// `Decimal`, as digits and exponent.
#[rustfmt::skip]
const DECIMALS: &[(&str, &str)] = &[
    (r#""1.10""#, "110e-2"),
    (r#"" 1.5 ""#, "15e-1"),
    ("\"\\u001f1.5\\u001c\"", "15e-1"),
    ("\"\\u00a01.5\\u3000\"", "15e-1"),
    (r#""1e5""#, "1e5"),
    (r#""1E+3""#, "1e3"),
    (r#""+1.5""#, "15e-1"),
    (r#""-1.50""#, "-150e-2"),
    (r#"".5""#, "5e-1"),
    (r#""5.""#, "5e0"),
    (r#""1_000""#, "1000e0"),
    (r#""1__0""#, "10e0"),
    (r#""_1""#, "1e0"),
    (r#""1_""#, "1e0"),
    (r#""1.0_0""#, "100e-2"),
    (r#""0.1000""#, "1000e-4"),
    (r#""0E-8""#, "0e-8"),
    (r#""-0""#, "0e0"),
    ("\"\\u0663\"", "3e0"),
    (r#""NaN""#, "! finite_number"),
    (r#""Infinity""#, "! finite_number"),
    (r#""-Infinity""#, "! finite_number"),
    (r#""inf""#, "! finite_number"),
    (r#""sNaN""#, "! finite_number"),
    (r#""nan123""#, "! finite_number"),
    (r#""-nan""#, "! finite_number"),
    (r#""abc""#, "! decimal_parsing"),
    (r#""""#, "! decimal_parsing"),
    (r#""1e""#, "! decimal_parsing"),
    (r#""0x1""#, "! decimal_parsing"),
    (r#""1,5""#, "! decimal_parsing"),
    (r#""--1""#, "! decimal_parsing"),
    (r#""- 1""#, "! decimal_parsing"),
    (r#""1 2""#, "! decimal_parsing"),
    (r#""1.5.2""#, "! decimal_parsing"),
    (r#""12345678901234567890.123456789""#, "12345678901234567890123456789e-9"),
    (r#""1e9999999999999999999""#, "! decimal_parsing"),
    ("1", "1e0"),
    ("1.5", "15e-1"),
    ("1e+22", "1e22"),
    ("0.1", "1e-1"),
    ("1e-09", "1e-9"),
    ("1.0", "10e-1"),
    ("-2.5", "-25e-1"),
    ("1000000000000000000000000000000", "1000000000000000000000000000000e0"),
    ("true", "! decimal_type"),
    ("null", "! decimal_type"),
    ("[]", "! decimal_type"),
    ("{}", "! decimal_type"),
    ("NaN", "! finite_number"),
    ("Infinity", "! finite_number"),
];

/// `max_digits = 5, decimal_places = 2`.
#[rustfmt::skip]
const FIVE_AND_TWO: &[(&str, &str)] = &[
    (r#""1234.5""#, "! decimal_whole_digits 3"),
    (r#""1.234""#, "! decimal_max_places 2"),
    (r#""123456""#, "! decimal_max_digits 5"),
    (r#""0.001""#, "! decimal_max_places 2"),
    (r#""1e5""#, "! decimal_max_digits 5"),
    (r#""1e-3""#, "! decimal_max_places 2"),
    (r#""99999.99""#, "! decimal_max_digits 5"),
    (r#""1e2""#, "1e2"),
    (r#""1e3""#, "! decimal_whole_digits 3"),
    (r#""0.00""#, "0e-2"),
    (r#""100.00""#, "10000e-2"),
    (r#""999.99""#, "99999e-2"),
    (r#""9999""#, "! decimal_whole_digits 3"),
    (r#""1.10""#, "110e-2"),
    (r#""0E-8""#, "0e-8"),
    (r#""0E+8""#, "0e8"),
    (r#""1E+2""#, "1e2"),
    (r#""-1.234""#, "! decimal_max_places 2"),
    (r#""00000001""#, "1e0"),
    (r#""1.0000""#, "10000e-4"),
    (r#""0.010000""#, "10000e-6"),
    (r#""1000.0""#, "! decimal_whole_digits 3"),
    ("1.234", "! decimal_max_places 2"),
    ("12345", "! decimal_whole_digits 3"),
    ("123.45", "12345e-2"),
];

/// `max_digits = 3`.
#[rustfmt::skip]
const THREE: &[(&str, &str)] = &[
    (r#""0.001""#, "1e-3"),
    (r#""0.0001""#, "! decimal_max_digits 3"),
    (r#""1234""#, "! decimal_max_digits 3"),
    (r#""1e3""#, "! decimal_max_digits 3"),
    (r#""1e2""#, "1e2"),
    (r#""12.34""#, "! decimal_max_digits 3"),
    (r#""0.0000""#, "0e-4"),
    (r#""0""#, "0e0"),
];

/// `max_digits = 2, decimal_places = 4`.
#[rustfmt::skip]
const TWO_AND_FOUR: &[(&str, &str)] = &[
    (r#""0.1234""#, "! decimal_max_digits 2"),
    (r#""0.01""#, "1e-2"),
    (r#""1""#, "! decimal_whole_digits 0"),
    (r#""12""#, "! decimal_whole_digits 0"),
    (r#""0.001""#, "! decimal_max_digits 2"),
    (r#""1.1""#, "! decimal_whole_digits 0"),
];

/// `gt = 0, le = 9.99`.
#[rustfmt::skip]
const BOUNDS: &[(&str, &str)] = &[
    (r#""0""#, "! greater_than 0"),
    (r#""10""#, "! less_than_equal 9.99"),
    (r#""-1""#, "! greater_than 0"),
    (r#""9.990""#, "9990e-3"),
    ("9.99", "999e-2"),
    (r#""9.991""#, "! less_than_equal 9.99"),
    (r#""nan""#, "! finite_number"),
];

/// `multiple_of = 0.05, lt = 10`.
#[rustfmt::skip]
const MULTIPLES: &[(&str, &str)] = &[
    (r#""0.05""#, "5e-2"),
    (r#""0.07""#, "! multiple_of 0.05"),
    (r#""0.10""#, "10e-2"),
    (r#""1e-3""#, "! multiple_of 0.05"),
    (r#""11""#, "! less_than 10"),
    (r#""0""#, "0e0"),
];

fn shown(value: &BigDecimal) -> String {
    let (digits, scale) = value.as_bigint_and_scale();
    format!("{digits}e{}", -scale)
}

#[test]
fn decimals_are_read_as_the_reference_reads_them() {
    agree::<BigDecimal>(DECIMALS, shown);
}

#[test]
fn decimal_rules_count_as_the_reference_counts() {
    let set = RuleSet::<BigDecimal>::new;
    agree_under::<BigDecimal>(
        &set().max_digits(5).decimal_places(2).build(),
        FIVE_AND_TWO,
        shown,
    );
    agree_under::<BigDecimal>(&set().max_digits(3).build(), THREE, shown);
    agree_under::<BigDecimal>(
        &set().max_digits(2).decimal_places(4).build(),
        TWO_AND_FOUR,
        shown,
    );
    agree_under::<BigDecimal>(&set().gt(0i128).le(9.99).build(), BOUNDS, shown);
    agree_under::<BigDecimal>(&set().gt(0i128).le("9.99").build(), BOUNDS, shown);
    agree_under::<BigDecimal>(
        &set().multiple_of("0.05").lt(10i128).build(),
        MULTIPLES,
        shown,
    );
}

#[test]
fn a_decimal_that_would_fill_the_memory_is_refused() {
    let long = format!("\"{}\"", "1".repeat(4301));
    let table = [
        ("\"1e999999999999\"", "! decimal_parsing"),
        ("\"1e-5000\"", "! decimal_parsing"),
        (&long, "! decimal_parsing"),
    ];
    agree::<BigDecimal>(&table, shown);
}

/// What 96 bits do not hold.
#[rustfmt::skip]
const NARROW: &[(&str, &str)] = &[
    (r#""1.10""#, "1.10"),
    (r#""-0.50""#, "-0.50"),
    (r#""1e5""#, "100000"),
    (r#""0E-8""#, "0.00000000"),
    (r#""0e99""#, "0"),
    ("1.5", "1.5"),
    ("1e-09", "0.000000001"),
    (r#""79228162514264337593543950335""#, "79228162514264337593543950335"),
    (r#""79228162514264337593543950336""#, "! less_than_equal 79228162514264337593543950335"),
    (r#""-79228162514264337593543950336""#, "! greater_than_equal -79228162514264337593543950335"),
    (r#""79228162514264337593543950336.5""#, "! less_than_equal 79228162514264337593543950335"),
    (r#""1e29""#, "! less_than_equal 79228162514264337593543950335"),
    (r#""-1e4000""#, "! greater_than_equal -79228162514264337593543950335"),
    ("1e300", "! less_than_equal 79228162514264337593543950335"),
    (r#""92345678901234567890.123456789""#, "! decimal_max_digits 28"),
    (r#""12345678901234567890.123456789""#, "12345678901234567890.123456789"),
    (r#""1e-29""#, "! decimal_max_places 28"),
    (r#""1e-28""#, "0.0000000000000000000000000001"),
    (r#""0.00000000000000000000000000001""#, "! decimal_max_places 28"),
    (r#""1.10000000000000000000000000000000000000000000""#, "1.1"),
    (r#""0.0000000000000000000000000000000000""#, "0"),
    (r#""x""#, "! decimal_parsing"),
    (r#""nan""#, "! finite_number"),
    ("true", "! decimal_type"),
];

#[test]
fn a_decimal_of_96_bits_says_what_it_does_not_hold() {
    agree::<Decimal>(NARROW, ToString::to_string);
}

#[test]
fn a_decimal_of_96_bits_keeps_the_same_rules() {
    let shown = |value: &Decimal| format!("{}e{}", value.mantissa(), -i64::from(value.scale()));
    let set = RuleSet::<Decimal>::new;
    agree_under::<Decimal>(
        &set().max_digits(5).decimal_places(2).build(),
        &[
            (r#""123.45""#, "12345e-2"),
            (r#""1.234""#, "! decimal_max_places 2"),
            ("12345", "! decimal_whole_digits 3"),
        ],
        shown,
    );
    agree_under::<Decimal>(&set().gt(0i128).le("9.99").build(), BOUNDS, shown);
    agree_under::<Decimal>(&set().gt(0i128).le(9.99).build(), BOUNDS, shown);
    agree_under::<Decimal>(
        &set().multiple_of("0.05").lt(10i128).build(),
        MULTIPLES,
        shown,
    );
    // Bounds that it does not hold itself.
    let wide = set().gt(-1e40).lt(i128::MAX).build();
    agree_under::<Decimal>(&wide, &[("5", "5e0")], shown);
    let none = set().gt(1e40).build();
    agree_under::<Decimal>(&none, &[("5", "! greater_than 1e+40")], shown);
    let zero = set().multiple_of(0i128).build();
    agree_under::<Decimal>(&zero, &[("5", "! multiple_of 0")], shown);
}
