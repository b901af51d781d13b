//! `rust_decimal::Decimal`, read and measured as Python's `Decimal`, as far as its 96 bits go.

use rust_decimal::Decimal;

use super::decimal::{Parsed, check_bounds, decimal_schema, read_decimal};
use crate::field::{Field, Shape};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::rules::{BoundValue, Bounded, Rules};
use crate::schema::{Schema, Schemas};

/// How many digits it holds, whichever they are, and how many of them after the point.
const MAX_DIGITS: u32 = Decimal::MAX_SCALE;

/// A string or a number; a float is taken by its shortest digits.
///
/// What is beyond its range is kind `less_than_equal` or `greater_than_equal`, with its limit; what has too many places
/// is `decimal_max_places`, too many digits `decimal_max_digits`, both with 28.
impl Field for Decimal {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(schemas: &mut Schemas, rules: &Rules) -> Schema {
        decimal_schema(schemas, rules)
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let parsed = read_decimal(input, rules, reader)?;
        let value = match fit(&parsed) {
            Ok(value) => value,
            Err(misfit) => return Err(tell(misfit, parsed.negative, input, reader)),
        };
        let is_multiple = |bound: &BoundValue| match decimal(bound) {
            Some(factor) => value.checked_rem(factor).is_some_and(|rest| rest.is_zero()),
            // A factor beyond its range has no multiple in it but zero.
            None => value.is_zero(),
        };
        let order = |bound: &BoundValue| match decimal(bound) {
            Some(bound) => Some(value.cmp(&bound)),
            // A bound beyond its range lies beyond every value.
            None => 0.0.partial_cmp(&bound.real()),
        };
        check_bounds(rules, is_multiple, order, input, reader)?;
        Ok(value)
    }
}

impl Bounded<i128> for Decimal {}
impl Bounded<f64> for Decimal {}
impl Bounded<&'static str> for Decimal {}
impl crate::rules::Decimal for Decimal {}

/// Why a number is none of the type's.
#[derive(Clone, Copy)]
enum Misfit {
    Range,
    Places,
    Digits,
}

/// The number as it is written, or else without the zeros at the end of its fraction.
fn fit(parsed: &Parsed) -> Result<Decimal, Misfit> {
    let written = made(parsed.negative, &parsed.digits, parsed.exponent);
    if let Some(value) = written {
        return Ok(value);
    }
    let (mut digits, mut exponent) = (parsed.digits.as_str(), parsed.exponent);
    while let Some(shorter) = digits.strip_suffix('0').filter(|_| exponent < 0) {
        (digits, exponent) = (shorter, exponent + 1);
    }
    if digits.is_empty() {
        return Ok(Decimal::ZERO);
    }
    if let Some(value) = made(parsed.negative, digits, exponent) {
        return Ok(value);
    }
    let places = usize::try_from(-exponent).unwrap_or(0);
    let whole = digits.get(..digits.len().saturating_sub(places));
    Err(match whole {
        Some(whole) if places == 0 || (!whole.is_empty() && made(false, whole, 0).is_none()) => {
            Misfit::Range
        }
        _ if places > MAX_DIGITS as usize => Misfit::Places,
        _ => Misfit::Digits,
    })
}

/// The number of digits and an exponent; `None` where it does not fit.
fn made(negative: bool, digits: &str, exponent: i64) -> Option<Decimal> {
    let size = match digits {
        "" => 0,
        digits => digits.parse::<i128>().ok()?,
    };
    let size = match u32::try_from(exponent) {
        Ok(zeros) if size != 0 => size.checked_mul(10i128.checked_pow(zeros)?)?,
        _ => size,
    };
    let scale = u32::try_from(-exponent).unwrap_or(0);
    Decimal::try_from_i128_with_scale(if negative { -size } else { size }, scale).ok()
}

fn tell(misfit: Misfit, negative: bool, input: &Input<'_>, reader: &mut Reader<'_>) -> Invalid {
    let limit = |limit: Decimal| Input::from(limit.mantissa());
    match misfit {
        Misfit::Range if negative => {
            reader.issue(Kind::GreaterThanEqual, input, [("ge", limit(Decimal::MIN))])
        }
        Misfit::Range => reader.issue(Kind::LessThanEqual, input, [("le", limit(Decimal::MAX))]),
        Misfit::Places => reader.issue(
            Kind::DecimalMaxPlaces,
            input,
            [("decimal_places", MAX_DIGITS.into())],
        ),
        Misfit::Digits => reader.issue(
            Kind::DecimalMaxDigits,
            input,
            [("max_digits", MAX_DIGITS.into())],
        ),
    }
}

/// A bound as a decimal number; `None` where it does not fit.
fn decimal(bound: &BoundValue) -> Option<Decimal> {
    match bound {
        BoundValue::Whole(value) => Decimal::try_from_i128_with_scale(*value, 0).ok(),
        // The shortest digits, which are those that were written, rather than the float's exact value.
        BoundValue::Real(value) => {
            let digits = format!("{value:?}");
            digits
                .parse()
                .ok()
                .or_else(|| Decimal::from_scientific(&digits).ok())
        }
        BoundValue::Digits(digits) => digits.parse().ok(),
    }
}
