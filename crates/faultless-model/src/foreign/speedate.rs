//! Dates, times and durations as pydantic reads them: text by `speedate`, numbers as unix times.

use speedate::{
    Date, DateTime, DateTimeConfig, Duration, MicrosecondsPrecisionOverflowBehavior, ParseError,
    Time, TimeConfig,
};
use strum::EnumMessage as _;

use crate::field::{Field, Shape};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::rules::{Dated, Rules, Shifted, Zoned, check_date, check_datetime, check_zone};
use crate::schema::{Schema, Schemas};

/// Python's dates start with the year 1.
const YEAR_ZERO: &str = "year 0 is out of range";
const NAN: &str = "NaN values not permitted";
const NEGATIVE_TIME: &str = "time in seconds should be positive";

/// Numbers are in UTC; digits beyond the microsecond are dropped.
const TIME: TimeConfig = TimeConfig {
    microseconds_precision_overflow_behavior: MicrosecondsPrecisionOverflowBehavior::Truncate,
    unix_timestamp_offset: Some(0),
};

fn config() -> DateTimeConfig {
    DateTimeConfig {
        time_config: TIME,
        ..DateTimeConfig::default()
    }
}

/// The words of an error, which `speedate` keeps as its documentation.
fn words(error: &ParseError) -> &'static str {
    error.get_documentation().unwrap_or("invalid value")
}

/// Refuses with a parser's words as the context.
fn refuse(kind: Kind, error: &'static str, input: &Input<'_>, reader: &mut Reader<'_>) -> Invalid {
    reader.issue(kind, input, [("error", error.into())])
}

/// A number of seconds, as JSON had it.
enum Seconds {
    Whole(i64),
    /// With a fraction, or beyond 64 bits.
    Real(f64),
}

/// The number an input is; `None` where it is none.
fn seconds(input: &Input<'_>) -> Option<Seconds> {
    match input {
        Input::Int(digits) => Some(digits.parse().map_or_else(|_| real(digits), Seconds::Whole)),
        Input::Float(value) => Some(Seconds::Real(*value)),
        _ => None,
    }
}

fn real(digits: &str) -> Seconds {
    Seconds::Real(digits.parse().unwrap_or(f64::NAN))
}

fn datetime_of(seconds: &Seconds) -> Result<DateTime, &'static str> {
    let read = match seconds {
        Seconds::Whole(seconds) => DateTime::from_timestamp_with_config(*seconds, 0, &config()),
        Seconds::Real(seconds) if seconds.is_nan() => return Err(NAN),
        Seconds::Real(seconds) => DateTime::from_float_with_config(*seconds, &config()),
    };
    read.map_err(|error| words(&error))
}

fn is_midnight(time: &Time) -> bool {
    (time.hour, time.minute, time.second, time.microsecond) == (0, 0, 0, 0)
}

/// `YYYY-MM-DD`, a datetime at midnight, or a unix time at midnight.
impl Field for Date {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("date")
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let read = match (input, seconds(input)) {
            (Input::Text(text), _) => match Self::parse_bytes_rfc3339(text.as_bytes()) {
                Ok(date) => Ok(midnight(date)),
                Err(_) => DateTime::parse_bytes_with_config(text.as_bytes(), &config())
                    .map_err(|error| words(&error)),
            },
            (_, Some(seconds)) if !rules.strict() => datetime_of(&seconds),
            _ => return Err(reader.refuse(Kind::DateType, input)),
        };
        let read =
            read.map_err(|error| refuse(Kind::DateFromDatetimeParsing, error, input, reader))?;
        if read.date.year == 0 {
            return Err(refuse(Kind::DateParsing, YEAR_ZERO, input, reader));
        }
        if !is_midnight(&read.time) {
            return Err(reader.refuse(Kind::DateFromDatetimeInexact, input));
        }
        reader.lax();
        check_date(rules, read.date, input, reader)?;
        Ok(read.date)
    }
}

/// RFC 3339 and its kin, with or without an offset; a date is its midnight, a number a unix time.
impl Field for DateTime {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("date-time")
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let read = match (input, seconds(input)) {
            (Input::Text(text), _) => {
                let read = Self::parse_bytes_with_config(text.as_bytes(), &config());
                // Whatever was wrong with it as a datetime, it may be a date; if not, the date's words are told.
                let read = read.or_else(|_| Date::parse_bytes(text.as_bytes()).map(midnight));
                read.map_err(|error| {
                    refuse(Kind::DatetimeFromDateParsing, words(&error), input, reader)
                })?
            }
            (_, Some(seconds)) if !rules.strict() => datetime_of(&seconds)
                .map_err(|error| refuse(Kind::DatetimeParsing, error, input, reader))?,
            _ => return Err(reader.refuse(Kind::DatetimeType, input)),
        };
        if read.date.year == 0 {
            return Err(refuse(Kind::DatetimeParsing, YEAR_ZERO, input, reader));
        }
        reader.lax();
        check_datetime(rules, &read, input, reader)?;
        Ok(read)
    }
}

impl Dated for Date {}
impl Dated for DateTime {}
impl Zoned for DateTime {}
impl Shifted for DateTime {}
impl Zoned for Time {}
impl Shifted for Time {}

fn midnight(date: Date) -> DateTime {
    DateTime {
        date,
        time: Time {
            hour: 0,
            minute: 0,
            second: 0,
            microsecond: 0,
            tz_offset: None,
        },
    }
}

/// `HH:MM[:SS[.ffffff]]` with or without an offset, or seconds since midnight (which is taken in UTC).
impl Field for Time {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("time")
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let read = match (input, seconds(input)) {
            (Input::Text(text), _) => {
                Self::parse_bytes_with_config(text.as_bytes(), &TIME).map_err(|error| words(&error))
            }
            (_, Some(seconds)) if !rules.strict() => time_of(&seconds),
            _ => return Err(reader.refuse(Kind::TimeType, input)),
        };
        let read = read.map_err(|error| refuse(Kind::TimeParsing, error, input, reader))?;
        reader.lax();
        check_zone(rules, read.tz_offset, input, reader)?;
        Ok(read)
    }
}

/// Reads a datetime that has no offset, for the types that have none.
#[cfg(any(feature = "jiff", feature = "chrono"))]
pub(super) fn read_naive(
    input: &Input<'_>,
    rules: &Rules,
    reader: &mut Reader<'_>,
) -> Result<DateTime, Invalid> {
    let read = DateTime::read(input, rules, reader)?;
    if read.time.tz_offset.is_some() {
        return Err(reader.refuse(Kind::TimezoneNaive, input));
    }
    Ok(read)
}

/// Reads a datetime that has an offset, and the offset, for the types that are nothing without one.
#[cfg(any(feature = "jiff", feature = "chrono"))]
pub(super) fn read_aware(
    input: &Input<'_>,
    rules: &Rules,
    reader: &mut Reader<'_>,
) -> Result<(DateTime, i32), Invalid> {
    let read = DateTime::read(input, rules, reader)?;
    match read.time.tz_offset {
        Some(offset) => Ok((read, offset)),
        None => Err(reader.refuse(Kind::TimezoneAware, input)),
    }
}

/// Reads a time without an offset; a number, which has nothing to say about it, is let pass.
#[cfg(any(feature = "jiff", feature = "chrono"))]
pub(super) fn read_naive_time(
    input: &Input<'_>,
    rules: &Rules,
    reader: &mut Reader<'_>,
) -> Result<Time, Invalid> {
    let read = Time::read(input, rules, reader)?;
    if read.tz_offset.is_some() && matches!(input, Input::Text(_)) {
        return Err(reader.refuse(Kind::TimezoneNaive, input));
    }
    Ok(read)
}

fn time_of(seconds: &Seconds) -> Result<Time, &'static str> {
    let (whole, micros) = match seconds {
        Seconds::Whole(seconds) if *seconds < 0 => return Err(NEGATIVE_TIME),
        Seconds::Whole(seconds) => (u32::try_from(*seconds).unwrap_or(u32::MAX), 0),
        Seconds::Real(seconds) if seconds.is_nan() => return Err(NAN),
        Seconds::Real(seconds) if *seconds < 0.0 => return Err(NEGATIVE_TIME),
        Seconds::Real(seconds) => split(*seconds),
    };
    Time::from_timestamp_with_config(whole, micros, &TIME).map_err(|error| words(&error))
}

/// Whole seconds and the nearest microsecond of a positive number, as far as 32 bits go.
fn split(seconds: f64) -> (u32, u32) {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a positive float; the cast stops at the type's limits, which is what is wanted"
    )]
    let parts = (
        seconds.trunc() as u32,
        (seconds.fract() * 1e6).round() as u32,
    );
    parts
}

/// ISO 8601 (`P1DT2H`), `[D days, ]HH:MM[:SS]`, or seconds.
impl Field for Duration {
    const SHAPE: Shape = Shape::Scalar;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::format("duration")
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        let number = match input {
            Input::Bool(value) => Some(Seconds::Whole(i64::from(*value))),
            other => seconds(other),
        };
        let read = match (input, number) {
            (Input::Text(text), _) => {
                Self::parse_bytes_with_config(text.as_bytes(), &TIME).map_err(|error| words(&error))
            }
            (_, Some(seconds)) if !rules.strict() => duration_of(&seconds),
            _ => return Err(reader.refuse(Kind::TimeDeltaType, input)),
        };
        reader.lax();
        read.map_err(|error| refuse(Kind::TimeDeltaParsing, error, input, reader))
    }
}

fn duration_of(seconds: &Seconds) -> Result<Duration, &'static str> {
    const DAY: u64 = 86_400;
    let (positive, whole, micros) = match seconds {
        Seconds::Whole(seconds) => (*seconds >= 0, seconds.unsigned_abs(), 0),
        Seconds::Real(seconds) if seconds.is_nan() => return Err(NAN),
        Seconds::Real(seconds) => {
            let size = seconds.abs();
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a positive float; the cast stops at the type's limits, which is what is wanted"
            )]
            let parts = (size.trunc() as u64, (size.fract() * 1e6).round() as u32);
            (*seconds >= 0.0, parts.0, parts.1)
        }
    };
    let days = u32::try_from(whole / DAY).unwrap_or(u32::MAX);
    let rest = u32::try_from(whole % DAY).unwrap_or_default();
    // `normalize` adds to the days without asking whether that overflows.
    if days > 999_999_999 {
        return Err(words(&ParseError::DurationDaysTooLarge));
    }
    Duration::new(positive, days, rest, micros).map_err(|error| words(&error))
}
