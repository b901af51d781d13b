//! `Whole`: an integer of any size, before it is any Rust type.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::input::Input;
use crate::json::MAX_DIGITS;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::rules::Rules;

/// An integer of any size: a machine's, or beyond that the canonical digits.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Whole<'a> {
    Small(i128),
    /// Beyond `i128`.
    Big(Cow<'a, str>),
}

impl<'a> Whole<'a> {
    /// Of canonical digits.
    pub(crate) fn of(digits: Cow<'a, str>) -> Self {
        digits.parse().map_or(Self::Big(digits), Self::Small)
    }

    pub(crate) fn is_negative(&self) -> bool {
        match self {
            Self::Small(value) => *value < 0,
            Self::Big(digits) => digits.starts_with('-'),
        }
    }

    pub(crate) fn compare(&self, bound: i128) -> Ordering {
        match self {
            Self::Small(value) => value.cmp(&bound),
            Self::Big(_) if self.is_negative() => Ordering::Less,
            Self::Big(_) => Ordering::Greater,
        }
    }

    /// The nearest float; infinite beyond its range.
    pub(crate) fn real(&self) -> f64 {
        match self {
            #[expect(
                clippy::cast_precision_loss,
                reason = "the nearest float is what is asked for"
            )]
            Self::Small(value) => *value as f64,
            Self::Big(digits) => digits.parse().unwrap_or(f64::NAN),
        }
    }

    /// Whether a factor divides it; nothing is a multiple of zero but zero.
    pub(crate) fn is_multiple_of(&self, factor: i128) -> bool {
        match self {
            Self::Small(value) if factor == 0 => *value == 0,
            Self::Small(value) => value.checked_rem(factor).is_none_or(|rest| rest == 0),
            Self::Big(_) if factor == 0 => false,
            Self::Big(digits) => remainder(digits, factor.unsigned_abs()) == 0,
        }
    }

    /// The canonical digits.
    #[cfg(feature = "num-bigint")]
    pub(crate) fn into_digits(self) -> Cow<'a, str> {
        match self {
            Self::Small(value) => Cow::Owned(value.to_string()),
            Self::Big(digits) => digits,
        }
    }
}

/// The remainder of digits by a divisor of at most 2^127, digit by digit: no step leaves 128 bits.
fn remainder(digits: &str, divisor: u128) -> u128 {
    let add = |a: u128, b: u128| (a + b) % divisor;
    digits
        .bytes()
        .filter(u8::is_ascii_digit)
        .fold(0, |rest, digit| {
            let double = add(rest, rest);
            let five = add(add(double, double), rest);
            add(add(five, five), u128::from(digit - b'0'))
        })
}

/// Why a text is no integer.
pub(crate) enum WholeError {
    /// It is no integer.
    Syntax,
    /// It has over 4,300 digits.
    Size,
}

/// Reads an integer from text as pydantic does.
///
/// Space around it, a sign, leading zeros, single underscores between digits and a fraction of zeros are let pass. The
/// cost of a text is linear in its length.
pub(crate) fn parse_whole(text: &str) -> Result<Whole<'_>, WholeError> {
    if let Some(value) = few_digits(text.as_bytes()) {
        return Ok(Whole::Small(value));
    }
    let text = text.trim();
    let (negative, digits) = match text.as_bytes().first() {
        Some(b'-') => (true, text.get(1..)),
        Some(b'+') => (false, text.get(1..)),
        _ => (false, Some(text)),
    };
    let digits = digits.ok_or(WholeError::Syntax)?;
    let digits = match digits.split_once('.') {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0') => {
            whole
        }
        Some(_) => return Err(WholeError::Syntax),
        None => digits,
    };
    if digits.starts_with('0') {
        // Among leading zeros underscores may stand in any number, as long as a digit comes last.
        let significant = digits.trim_start_matches(['0', '_']);
        if significant.is_empty() {
            return if digits.ends_with('0') {
                Ok(Whole::Small(0))
            } else {
                Err(WholeError::Syntax)
            };
        }
        return signed(negative, significant, text);
    }
    signed(negative, digits, text)
}

/// What most integers are: some digits that start with no zero, and fit a machine's.
fn few_digits(text: &[u8]) -> Option<i128> {
    if text.len() > 18 || !matches!(text.first(), Some(b'1'..=b'9')) {
        return None;
    }
    let value = text.iter().try_fold(0_i64, |value, byte| match byte {
        b'0'..=b'9' => Some(value * 10 + i64::from(byte - b'0')),
        _ => None,
    })?;
    Some(value.into())
}

/// Reads digits that start with no zero.
fn signed<'a>(negative: bool, digits: &'a str, text: &'a str) -> Result<Whole<'a>, WholeError> {
    let run = digits.bytes().take_while(u8::is_ascii_digit).count();
    if run > MAX_DIGITS {
        return Err(WholeError::Size);
    }
    if run == digits.len() && run > 0 {
        if !negative {
            return Ok(Whole::of(Cow::Borrowed(digits)));
        }
        return Ok(
            match text.strip_prefix('-').filter(|rest| *rest == digits) {
                Some(_) => Whole::of(Cow::Borrowed(text)),
                None => Whole::of(Cow::Owned(format!("-{digits}"))),
            },
        );
    }
    let groups_hold = digits
        .split('_')
        .all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    let bare = if groups_hold {
        digits.replace('_', "")
    } else {
        String::new()
    };
    // A number with underscores that is too long is no number at all there, rather than one that is too long.
    if bare.is_empty() || bare.len() > MAX_DIGITS {
        return Err(WholeError::Syntax);
    }
    Ok(Whole::of(Cow::Owned(if negative {
        format!("-{bare}")
    } else {
        bare
    })))
}

/// Reads an integer from an input, without its bounds.
pub(crate) fn read_whole<'i>(
    input: &'i Input<'_>,
    rules: &Rules,
    reader: &mut Reader<'_>,
) -> Result<Whole<'i>, Invalid> {
    let kind = match input {
        Input::Int(digits) => return Ok(Whole::of(Cow::Borrowed(digits))),
        _ if rules.strict => Kind::IntType,
        Input::Bool(value) => {
            reader.lax();
            return Ok(Whole::Small(i128::from(*value)));
        }
        Input::Float(value) => match whole_of_float(*value) {
            Ok(value) => {
                reader.lax();
                return Ok(Whole::Small(value));
            }
            Err(kind) => kind,
        },
        Input::Text(text) => match parse_whole(text) {
            Ok(value) => {
                reader.lax();
                return Ok(value);
            }
            Err(WholeError::Syntax) => Kind::IntParsing,
            Err(WholeError::Size) => Kind::IntParsingSize,
        },
        Input::Null | Input::List(_) | Input::Object(_) | Input::Opaque(_) => Kind::IntType,
    };
    Err(reader.refuse(kind, input))
}

/// A float without a fraction, within 64 bits: beyond them a float no longer says which integer it means.
pub(crate) fn whole_of_float(value: f64) -> Result<i128, Kind> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if !value.is_finite() {
        return Err(Kind::FiniteNumber);
    }
    if value.fract() != 0.0 {
        return Err(Kind::IntFromFloat);
    }
    if value >= LIMIT || value <= -LIMIT {
        return Err(Kind::IntParsingSize);
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it has no fraction and is within 64 bits"
    )]
    Ok(value as i128)
}
