//! What each type reads, value by value, checked against the reference.
//!
//! Left the JSON that is sent; right the value that is read, or after `!` the kind and the context that are told.

use faultless_model::Integer;

use crate::support::agree;

/// `int`.
#[rustfmt::skip]
const INTEGERS: &[(&str, &str)] = &[
    (r#""5""#, "5"),
    (r#""0""#, "0"),
    (r#""1_000""#, "1000"),
    (r#"" 1 ""#, "1"),
    ("\"\\t1\\n\"", "1"),
    ("\"\\u00a01\"", "1"),
    (r#""+1""#, "1"),
    (r#""+ 1""#, "! int_parsing"),
    (r#""-1""#, "-1"),
    (r#""- 1""#, "! int_parsing"),
    (r#""+-1""#, "! int_parsing"),
    (r#""++1""#, "! int_parsing"),
    (r#""-+1""#, "! int_parsing"),
    (r#""1.0""#, "1"),
    (r#""1.00""#, "1"),
    (r#""1.""#, "! int_parsing"),
    (r#""1.0_0""#, "! int_parsing"),
    (r#"".0""#, "! int_parsing"),
    (r#""1_000.0""#, "1000"),
    (r#""1_""#, "! int_parsing"),
    (r#""_1""#, "! int_parsing"),
    (r#""1__0""#, "! int_parsing"),
    (r#""0_1""#, "1"),
    (r#""0__1""#, "1"),
    (r#""0_""#, "! int_parsing"),
    (r#""00_""#, "! int_parsing"),
    (r#""0_0""#, "0"),
    (r#""0_0_1""#, "1"),
    (r#""-0_1""#, "-1"),
    (r#""-0""#, "0"),
    (r#""+0.0""#, "0"),
    (r#""""#, "! int_parsing"),
    (r#""  ""#, "! int_parsing"),
    (r#""-""#, "! int_parsing"),
    (r#""+""#, "! int_parsing"),
    (r#""1.5""#, "! int_parsing"),
    (r#""1e3""#, "! int_parsing"),
    (r#""0x10""#, "! int_parsing"),
    (r#""inf""#, "! int_parsing"),
    (r#""nan""#, "! int_parsing"),
    (r#""true""#, "! int_parsing"),
    (r#""1,000""#, "! int_parsing"),
    (r#""12 34""#, "! int_parsing"),
    ("\"\\u0663\"", "! int_parsing"),
    ("\"1\\u2009\"", "1"),
    ("\"\\u200b1\"", "! int_parsing"),
    ("\"\\u00001\"", "! int_parsing"),
    (r#""123456789012345678901234567890""#, "123456789012345678901234567890"),
    (r#""-123456789012345678901234567890""#, "-123456789012345678901234567890"),
    (r#""-_1""#, "! int_parsing"),
    (r#""1_.0""#, "! int_parsing"),
    ("1.0", "1"),
    ("9.2e+18", "9200000000000000000"),
    ("9.223372036854776e+18", "! int_parsing_size"),
    ("-9.223372036854776e+18", "! int_parsing_size"),
    ("-9.3e+18", "! int_parsing_size"),
    ("1e+20", "! int_parsing_size"),
    ("1.5", "! int_from_float"),
    ("NaN", "! finite_number"),
    ("Infinity", "! finite_number"),
    ("-Infinity", "! finite_number"),
    ("true", "1"),
    ("false", "0"),
    ("null", "! int_type"),
    ("[]", "! int_type"),
    ("{}", "! int_type"),
    ("1000000000000000000000000000000", "1000000000000000000000000000000"),
    ("-1000000000000000000000000000000", "-1000000000000000000000000000000"),
];

/// `float`.
#[rustfmt::skip]
const REALS: &[(&str, &str)] = &[
    (r#""1_0""#, "10.0"),
    (r#""1__0""#, "! float_parsing"),
    (r#"" 1_0""#, "! float_parsing"),
    (r#""1_0 ""#, "! float_parsing"),
    (r#""_1""#, "! float_parsing"),
    (r#""1_""#, "! float_parsing"),
    (r#""1_.5""#, "1.5"),
    (r#""1._5""#, "1.5"),
    (r#""1.5_""#, "! float_parsing"),
    (r#""1e1_0""#, "10000000000.0"),
    (r#"" 1 ""#, "1.0"),
    ("\"\\u00a01\"", "1.0"),
    (r#""""#, "! float_parsing"),
    (r#""  ""#, "! float_parsing"),
    (r#""inf""#, "inf"),
    (r#""-inf""#, "-inf"),
    (r#""+inf""#, "inf"),
    (r#""Infinity""#, "inf"),
    (r#""iNFinity""#, "inf"),
    (r#""infinit""#, "! float_parsing"),
    (r#""nan""#, "nan"),
    (r#""-nan""#, "nan"),
    (r#""NaN""#, "nan"),
    (r#""1e400""#, "inf"),
    (r#""-1e400""#, "-inf"),
    (r#""1e""#, "! float_parsing"),
    (r#""e1""#, "! float_parsing"),
    (r#""1.""#, "1.0"),
    (r#""-.5""#, "-0.5"),
    (r#""+.5""#, "0.5"),
    (r#"".""#, "! float_parsing"),
    (r#""0x1""#, "! float_parsing"),
    ("\"\\u0661\"", "! float_parsing"),
    (r#""1,5""#, "! float_parsing"),
    (r#""in_f""#, "inf"),
    (r#""+_1""#, "1.0"),
    (r#""5e-324""#, "5e-324"),
    (r#""0.1000000000000000055511151231257827""#, "0.1"),
    ("true", "1.0"),
    ("false", "0.0"),
    ("null", "! float_type"),
    ("[]", "! float_type"),
    ("{}", "! float_type"),
    ("1000000000000000000000000000000", "1e+30"),
    ("10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000", "! float_type"),
    ("-10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000", "! float_type"),
    ("2", "2.0"),
    ("1e+308", "1e+308"),
];

/// `bool`.
#[rustfmt::skip]
const BOOLEANS: &[(&str, &str)] = &[
    (r#""True""#, "true"),
    (r#""TRUE""#, "true"),
    (r#""tRuE""#, "true"),
    (r#""1""#, "true"),
    (r#""0""#, "false"),
    (r#""2""#, "! bool_parsing"),
    (r#""y""#, "true"),
    (r#""YES""#, "true"),
    (r#""on""#, "true"),
    (r#""off""#, "false"),
    (r#""oFf""#, "false"),
    (r#""t""#, "true"),
    (r#""n""#, "false"),
    (r#""no""#, "false"),
    (r#""f""#, "false"),
    (r#"" 1""#, "! bool_parsing"),
    (r#""true ""#, "! bool_parsing"),
    (r#""""#, "! bool_parsing"),
    (r#""maybe""#, "! bool_parsing"),
    (r#""1.0""#, "! bool_parsing"),
    ("1", "true"),
    ("0", "false"),
    ("2", "! bool_parsing"),
    ("-1", "! bool_parsing"),
    ("1.0", "true"),
    ("0.0", "false"),
    ("-0.0", "false"),
    ("1.5", "! bool_type"),
    ("NaN", "! bool_type"),
    ("Infinity", "! bool_type"),
    ("9223372036854775807", "! bool_parsing"),
    ("9223372036854775808", "! bool_type"),
    ("-9223372036854775808", "! bool_parsing"),
    ("1000000000000000000000000000000", "! bool_type"),
    ("null", "! bool_type"),
    ("[]", "! bool_type"),
    ("{}", "! bool_type"),
    ("true", "true"),
];

/// `str`.
#[rustfmt::skip]
const STRINGS: &[(&str, &str)] = &[
    (r#""a""#, "a"),
    (r#""""#, ""),
    ("\"\\u0000\"", "\u{0}"),
    (r#""5""#, "5"),
    ("5", "! string_type"),
    ("1.5", "! string_type"),
    ("null", "! string_type"),
    ("true", "! string_type"),
    ("[]", "! string_type"),
    ("{}", "! string_type"),
];

/// `UUID`.
#[rustfmt::skip]
const UUIDS: &[(&str, &str)] = &[
    (r#""12345678-1234-5678-1234-567812345678""#, "12345678-1234-5678-1234-567812345678"),
    (r#""12345678123456781234567812345678""#, "12345678-1234-5678-1234-567812345678"),
    (r#""{12345678-1234-5678-1234-567812345678}""#, "12345678-1234-5678-1234-567812345678"),
    (r#""urn:uuid:12345678-1234-5678-1234-567812345678""#, "12345678-1234-5678-1234-567812345678"),
    (r#""ABCDEFAB-CDEF-ABCD-EFAB-CDEFABCDEFAB""#, "abcdefab-cdef-abcd-efab-cdefabcdefab"),
    (r#""not-a-uuid""#, "! uuid_parsing invalid character: found `n` at 0"),
    (r#""12345678-1234-5678-1234-56781234567""#, "! uuid_parsing invalid group length in group 4: expected 12, found 11"),
    (r#""1234567812345678-1234-567812345678""#, "! uuid_parsing invalid group count: expected 5, found 3"),
    (r#""""#, "! uuid_parsing invalid length: found 0"),
    (r#""{1234""#, "! uuid_parsing invalid character: found `{` at 0"),
    (r#""urn:uuid:x""#, "! uuid_parsing invalid character: found `x` at 9"),
    (r#""URN:UUID:12345678-1234-5678-1234-567812345678""#, "! uuid_parsing invalid character: found `U` at 0"),
    ("\"\\u00e9\"", "! uuid_parsing invalid character: found `é` at 0"),
    (r#""1-2-3-4-5""#, "! uuid_parsing invalid group length in group 0: expected 8, found 1"),
    (r#""1234567812345678123456781234567""#, "! uuid_parsing invalid length: found 31"),
    (r#""12345678-1234-5678-1234-567812345678-""#, "! uuid_parsing invalid group count: expected 5, found 6"),
    ("5", "! uuid_type"),
    ("null", "! uuid_type"),
    ("true", "! uuid_type"),
    ("[]", "! uuid_type"),
    ("{}", "! uuid_type"),
];

#[test]
fn integers_are_read_as_the_reference_reads_them() {
    agree::<Integer>(INTEGERS, ToString::to_string);
}

#[test]
fn floats_are_read_as_the_reference_reads_them() {
    agree::<f64>(REALS, crate::support::python_float);
}

#[test]
fn booleans_are_read_as_the_reference_reads_them() {
    agree::<bool>(BOOLEANS, ToString::to_string);
}

#[test]
fn strings_are_read_as_the_reference_reads_them() {
    agree::<String>(STRINGS, Clone::clone);
}

#[test]
fn uuids_are_read_as_the_reference_reads_them() {
    agree::<uuid::Uuid>(UUIDS, ToString::to_string);
}
