//! What each type reads, value by value, checked against the reference.
//!
//! Left the JSON that is sent; right the value that is read, or after `!` the kind and the context that are told.

use faultless_model::{Integer, RuleSet};

use crate::support::{agree_under, python_float};

/// `multiple_of = 5, gt = 0, le = 30`.
#[rustfmt::skip]
const INT_ALL: &[(&str, &str)] = &[
    (r#""-6""#, "! multiple_of 5"),
    (r#""7""#, "! multiple_of 5"),
    (r#""35""#, "! less_than_equal 30"),
    (r#""30""#, "30"),
    (r#""x""#, "! int_parsing"),
    ("0", "! greater_than 0"),
    ("-5", "! greater_than 0"),
    ("5", "5"),
];

/// `ge = 0, lt = 10`.
#[rustfmt::skip]
const INT_RANGE: &[(&str, &str)] = &[
    ("-1", "! greater_than_equal 0"),
    ("0", "0"),
    ("9", "9"),
    ("10", "! less_than 10"),
    ("1000000000000000000000000000000", "! less_than 10"),
    ("-1000000000000000000000000000000", "! greater_than_equal 0"),
    (r#""10""#, "! less_than 10"),
];

/// `multiple_of = 5`.
#[rustfmt::skip]
const INT_MULTIPLE: &[(&str, &str)] = &[
    ("1000000000000000000000000000000000000000000000", "1000000000000000000000000000000000000000000000"),
    ("1000000000000000000000000000000000000000000001", "! multiple_of 5"),
    ("-1000000000000000000000000000000000000000000000", "-1000000000000000000000000000000000000000000000"),
    ("-1000000000000000000000000000000000000000000002", "! multiple_of 5"),
    ("0", "0"),
];

/// `gt = 0, lt = 10.5`.
#[rustfmt::skip]
const REAL_RANGE: &[(&str, &str)] = &[
    ("0", "! greater_than 0.0"),
    ("-1", "! greater_than 0.0"),
    (r#""inf""#, "! less_than 10.5"),
    (r#""-inf""#, "! greater_than 0.0"),
    (r#""nan""#, "! less_than 10.5"),
    ("11", "! less_than 10.5"),
    ("10.4", "10.4"),
    ("1", "1.0"),
];

/// `multiple_of = 0.1`.
#[rustfmt::skip]
const REAL_TENTHS: &[(&str, &str)] = &[
    ("0.3", "0.3"),
    ("0.30000000000000004", "0.30000000000000004"),
    (r#""1.1""#, "1.1"),
    ("1e+300", "1e+300"),
    ("Infinity", "inf"),
    ("NaN", "nan"),
    ("0.7", "0.7"),
    ("2.9999999", "! multiple_of 0.1"),
    ("100.1", "100.1"),
    ("85682415.9", "85682415.9"),
    ("-98422426.3", "! multiple_of 0.1"),
];

/// `multiple_of = 0.5, le = 9`.
#[rustfmt::skip]
const REAL_HALVES: &[(&str, &str)] = &[
    ("1.25", "! multiple_of 0.5"),
    ("-2.5", "-2.5"),
    ("-2.25", "! multiple_of 0.5"),
    ("1e-09", "1e-09"),
    ("2e-09", "! multiple_of 0.5"),
    (r#""1e400""#, "! less_than_equal 9.0"),
    ("10", "! less_than_equal 9.0"),
];

/// `allow_inf_nan = false, gt = 5`.
#[rustfmt::skip]
const REAL_FINITE: &[(&str, &str)] = &[
    ("Infinity", "! finite_number"),
    (r#""nan""#, "! finite_number"),
    ("1", "! greater_than 5.0"),
    ("-Infinity", "! finite_number"),
    ("6", "6.0"),
];

/// `strict` for `int`.
#[rustfmt::skip]
const STRICT_INT: &[(&str, &str)] = &[
    (r#""1""#, "! int_type"),
    ("1.0", "! int_type"),
    ("true", "! int_type"),
    ("1", "1"),
    ("null", "! int_type"),
    ("1000000000000000000000000000000", "1000000000000000000000000000000"),
];

/// `strict` for `float`.
#[rustfmt::skip]
const STRICT_REAL: &[(&str, &str)] = &[
    (r#""1""#, "! float_type"),
    ("true", "! float_type"),
    ("1", "1.0"),
    ("1.0", "1.0"),
    ("1000000000000000000000000000000", "1e+30"),
    ("null", "! float_type"),
];

/// `strict` for `bool`.
#[rustfmt::skip]
const STRICT_BOOL: &[(&str, &str)] = &[
    (r#""1""#, "! bool_type"),
    ("1", "! bool_type"),
    ("true", "true"),
    ("null", "! bool_type"),
];

/// `min_length = 3, max_length = 5, pattern = "^x"`.
#[rustfmt::skip]
const TEXT: &[(&str, &str)] = &[
    (r#""a""#, "! string_too_short 3"),
    (r#""yyyyyyy""#, "! string_too_long 5"),
    (r#""yyyy""#, "! string_pattern_mismatch ^x"),
    (r#""xxx""#, "xxx"),
    ("\"\\ud83d\\ude00\\ud83d\\ude00\"", "! string_too_short 3"),
    (r#""""#, "! string_too_short 3"),
];

#[test]
fn bounds_of_integers_hold_as_the_reference_has_them() {
    let set = RuleSet::<Integer>::new;
    let shown = ToString::to_string;
    agree_under::<Integer>(
        &set().multiple_of(5i128).gt(0i128).le(30i128).build(),
        INT_ALL,
        shown,
    );
    agree_under::<Integer>(&set().ge(0i128).lt(10i128).build(), INT_RANGE, shown);
    agree_under::<Integer>(&set().multiple_of(5i128).build(), INT_MULTIPLE, shown);
    agree_under::<Integer>(&set().strict(true).build(), STRICT_INT, shown);
}

/// `ascii_only=True, strip_whitespace=True, min_length = 2, max_length = 3, pattern = "^[a-z]", to_upper=True`.
#[rustfmt::skip]
const SHAPED: &[(&str, &str)] = &[
    (r#"" abc ""#, "ABC"),
    (r#""\u00a0ab\u2003""#, "AB"),
    (r#""\u0085ab\n""#, "AB"),
    (r#""\u001cab""#, "! string_pattern_mismatch ^[a-z]"),
    (r#"" a ""#, "! string_too_short 2"),
    (r#"" abcd ""#, "! string_too_long 3"),
    (r#""ABC""#, "! string_pattern_mismatch ^[a-z]"),
    (r#""é""#, "! string_not_ascii"),
    (r#""éééé""#, "! string_not_ascii"),
    (r#""aé""#, "! string_not_ascii"),
    ("5", "! string_type"),
];

#[test]
fn strings_are_shaped_as_the_reference_shapes_them() {
    let rules = RuleSet::<String>::new()
        .ascii()
        .trim()
        .min_length(2)
        .max_length(3)
        .pattern("^[a-z]")
        .uppercase()
        .build();
    agree_under::<String>(&rules, SHAPED, Clone::clone);
    agree_under::<Box<str>>(&rules, SHAPED, ToString::to_string);
    // Lengths are those before the case changes.
    let upper = RuleSet::<String>::new().max_length(1).uppercase().build();
    agree_under::<String>(&upper, &[(r#""ß""#, "SS")], Clone::clone);
    let lower = RuleSet::<String>::new().max_length(2).lowercase().build();
    agree_under::<String>(
        &lower,
        &[(r#""İ""#, "i\u{307}"), (r#""AΣ""#, "aς")],
        Clone::clone,
    );
    // What is told is what was sent.
    let told = crate::support::told::<String>("\" a \"", &rules);
    assert_eq!(told[0]["input"], " a ");
}

#[test]
fn bounds_of_floats_hold_as_the_reference_has_them() {
    let set = RuleSet::<f64>::new;
    agree_under::<f64>(&set().gt(0i128).lt(10.5).build(), REAL_RANGE, python_float);
    agree_under::<f64>(&set().multiple_of(0.1).build(), REAL_TENTHS, python_float);
    agree_under::<f64>(
        &set().multiple_of(0.5).le(9i128).build(),
        REAL_HALVES,
        python_float,
    );
    agree_under::<f64>(
        &set().allow_inf_nan(false).gt(5i128).build(),
        REAL_FINITE,
        python_float,
    );
    agree_under::<f64>(&set().strict(true).build(), STRICT_REAL, python_float);
}

#[test]
fn the_other_rules_hold_as_the_reference_has_them() {
    agree_under::<bool>(
        &RuleSet::<bool>::new().strict(true).build(),
        STRICT_BOOL,
        ToString::to_string,
    );
    let rules = RuleSet::<String>::new()
        .min_length(3)
        .max_length(5)
        .pattern("^x")
        .build();
    agree_under::<String>(&rules, TEXT, Clone::clone);
}
