//! Decimal numbers as Python's `Decimal` reads and measures them, before they are of any crate's type.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::input::Input;
use crate::json::MAX_DIGITS;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::rules::{BoundValue, Rules, check_order};
use crate::schema::{Mode, Schema, Schemas};

/// How far from the point a digit may stand. Python goes to 10^18, but one addition of such a number fills the memory.
const MAX_EXPONENT: i64 = 4300;

/// A decimal number as its digits and exponent: `digits × 10^exponent`.
pub(super) struct Parsed {
    pub(super) negative: bool,
    /// Without leading zeros; empty for zero.
    pub(super) digits: String,
    pub(super) exponent: i64,
}

/// Why a text is no decimal number.
enum Unfit {
    Syntax,
    /// An infinity, or NaN.
    NotFinite,
}

/// A number or a string; it is written as a string.
pub(super) fn decimal_schema(schemas: &mut Schemas, rules: &Rules) -> Schema {
    match schemas.mode() {
        Mode::Validation => {
            Schema::any_of([Schema::typed("number").under_real(rules), Schema::string()])
        }
        Mode::Serialization => Schema::string(),
    }
}

/// Reads a string or a number, and checks the counts of its digits.
pub(super) fn read_decimal(
    input: &Input<'_>,
    rules: &Rules,
    reader: &mut Reader<'_>,
) -> Result<Parsed, Invalid> {
    let text = match input {
        Input::Text(text) | Input::Int(text) => Cow::Borrowed(text.as_ref()),
        Input::Float(value) => Cow::Owned(format!("{value:?}")),
        _ => return Err(reader.refuse(Kind::DecimalType, input)),
    };
    reader.lax();
    let parsed = parse(&text).map_err(|unfit| {
        let kind = match unfit {
            Unfit::Syntax => Kind::DecimalParsing,
            Unfit::NotFinite => Kind::FiniteNumber,
        };
        reader.refuse(kind, input)
    })?;
    check_digits(rules, &parsed, input, reader)?;
    Ok(parsed)
}

/// Reads what Python's `Decimal` reads: space around it, underscores anywhere, digits of any script.
fn parse(text: &str) -> Result<Parsed, Unfit> {
    let plain: String = text
        .trim_matches(is_space)
        .chars()
        .filter(|character| *character != '_')
        .map(ascii_digit)
        .collect();
    let (negative, unsigned) = match plain.as_bytes().first() {
        Some(b'-') => (true, plain.get(1..).unwrap_or_default()),
        Some(b'+') => (false, plain.get(1..).unwrap_or_default()),
        _ => (false, plain.as_str()),
    };
    if is_not_finite(unsigned) {
        return Err(Unfit::NotFinite);
    }
    let (number, power) = match unsigned.split_once(['e', 'E']) {
        Some((number, power)) => (number, parse_power(power).ok_or(Unfit::Syntax)?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let all_digits = whole
        .bytes()
        .chain(fraction.bytes())
        .all(|byte| byte.is_ascii_digit());
    let count = whole.len() + fraction.len();
    if !all_digits || count == 0 || count > MAX_DIGITS {
        return Err(Unfit::Syntax);
    }
    let digits = format!("{whole}{fraction}")
        .trim_start_matches('0')
        .to_owned();
    // Both are below the limits by now, so that neither sum overflows.
    let exponent = power - i64::try_from(fraction.len()).unwrap_or(MAX_EXPONENT);
    let highest = exponent + i64::try_from(digits.len()).unwrap_or(MAX_EXPONENT);
    if exponent < -MAX_EXPONENT || highest > MAX_EXPONENT {
        return Err(Unfit::Syntax);
    }
    Ok(Parsed {
        negative,
        digits,
        exponent,
    })
}

/// Space as Python sees it: beside Unicode's, the four separators of ASCII.
fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}

/// An exponent that does not leave 32 bits, however many zeros it starts with.
fn parse_power(power: &str) -> Option<i64> {
    let digits = power.strip_prefix(['+', '-']).unwrap_or(power);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    power.parse::<i32>().ok().map(i64::from)
}

fn is_not_finite(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let payload = lower
        .strip_prefix('s')
        .unwrap_or(&lower)
        .strip_prefix("nan");
    matches!(lower.as_str(), "inf" | "infinity")
        || payload.is_some_and(|payload| payload.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A digit of any script as that of ASCII; everything else as it is.
fn ascii_digit(character: char) -> char {
    let point = u32::from(character);
    if point < 0x80 {
        return character;
    }
    let value = ZEROS
        .iter()
        .find_map(|zero| point.checked_sub(*zero).filter(|value| *value < 10));
    value
        .and_then(|value| char::from_digit(value, 10))
        .unwrap_or(character)
}

/// The zeros of Unicode's scripts; the digits 1 to 9 follow each.
#[rustfmt::skip]
const ZEROS: [u32; 65] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20,
    0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0,
    0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0,
    0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x16A60, 0x16AC0,
    0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E950, 0x1FBF0,
];

/// Checks the counts of digits, as Python counts them once zeros at the end are gone.
fn check_digits(
    rules: &Rules,
    parsed: &Parsed,
    input: &Input<'_>,
    reader: &mut Reader<'_>,
) -> Result<(), Invalid> {
    let significant = parsed.digits.trim_end_matches('0');
    let dropped = parsed.digits.len() - significant.len();
    let exponent = if significant.is_empty() {
        0
    } else {
        parsed.exponent.saturating_add_unsigned(dropped as u64)
    };
    let written = significant.len().max(1) as u64;
    let (digits, places) = if exponent >= 0 {
        (written.saturating_add(exponent.unsigned_abs()), 0)
    } else {
        (
            written.max(exponent.unsigned_abs()),
            exponent.unsigned_abs(),
        )
    };
    if let Some(max) = rules.max_digits.filter(|max| digits > *max) {
        return Err(reader.issue(Kind::DecimalMaxDigits, input, [("max_digits", max.into())]));
    }
    if let Some(max) = rules.decimal_places.filter(|max| places > *max) {
        return Err(reader.issue(
            Kind::DecimalMaxPlaces,
            input,
            [("decimal_places", max.into())],
        ));
    }
    if let (Some(digits_max), Some(places_max)) = (rules.max_digits, rules.decimal_places) {
        let whole_max = digits_max.saturating_sub(places_max);
        if digits - places > whole_max {
            return Err(reader.issue(
                Kind::DecimalWholeDigits,
                input,
                [("whole_digits", whole_max.into())],
            ));
        }
    }
    Ok(())
}

/// Checks the bounds; the type says whether a value is a multiple of a bound, and how the two compare.
pub(super) fn check_bounds(
    rules: &Rules,
    is_multiple: impl Fn(&BoundValue) -> bool,
    order: impl Fn(&BoundValue) -> Option<Ordering>,
    input: &Input<'_>,
    reader: &mut Reader<'_>,
) -> Result<(), Invalid> {
    if let Some(bound) = rules
        .multiple_of
        .as_ref()
        .filter(|bound| !is_multiple(bound))
    {
        return Err(reader.issue(Kind::MultipleOf, input, [("multiple_of", shown(bound))]));
    }
    check_order(rules, order, shown, input, reader)
}

/// A bound as the contract shows decimals: an integer where it has no places, else a float.
fn shown(bound: &BoundValue) -> Input<'static> {
    match bound {
        BoundValue::Digits(digits)
            if digits
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'-') =>
        {
            Input::Int(digits.clone())
        }
        BoundValue::Digits(_) => Input::Float(bound.real()),
        other => other.input(),
    }
}
