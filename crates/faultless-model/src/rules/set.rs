//! `RuleSet`: rules under construction, for one type.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use super::fit::{
    BoundValue, Bounded, Dated, Decimal, Lengthy, Listed, Real, Sequence, Shifted, Textual,
    Versioned, Zoned,
};
use super::{Case, Moment, Pattern, Rules, Zone};

/// Rules under construction for a type, which says what fits it.
///
/// The attributes of `#[derive(Model)]` and of parameters are written with the same words.
///
/// # Example
/// ```
/// use faultless_model::{Field, Issues, Input, Reader, RuleSet};
///
/// let rules = RuleSet::<Option<String>>::new().min_length(2).pattern("^[a-z]+$").build();
/// let mut issues = Issues::new();
/// let _ = Option::<String>::read(&Input::from("x"), &rules, &mut Reader::new(&mut issues));
/// assert_eq!(issues.iter().next().unwrap().message(), "String should have at least 2 characters");
/// ```
#[must_use]
pub struct RuleSet<T> {
    rules: Rules,
    of: PhantomData<fn() -> T>,
}

impl<T> RuleSet<T> {
    /// No rules yet.
    pub fn new() -> Self {
        Self {
            rules: Rules::NONE,
            of: PhantomData,
        }
    }

    /// The rules.
    #[must_use]
    pub fn build(self) -> Rules {
        self.rules.ready()
    }

    fn with(mut self, set: impl FnOnce(&mut Rules)) -> Self {
        set(&mut self.rules);
        self
    }

    /// Greater than a bound: kind `greater_than`.
    pub fn gt<B: Into<BoundValue>>(self, bound: B) -> Self
    where
        T: Bounded<B>,
    {
        self.with(|rules| rules.gt = Some(bound.into()))
    }

    /// Greater than a bound or equal: kind `greater_than_equal`.
    pub fn ge<B: Into<BoundValue>>(self, bound: B) -> Self
    where
        T: Bounded<B>,
    {
        self.with(|rules| rules.ge = Some(bound.into()))
    }

    /// Less than a bound: kind `less_than`.
    pub fn lt<B: Into<BoundValue>>(self, bound: B) -> Self
    where
        T: Bounded<B>,
    {
        self.with(|rules| rules.lt = Some(bound.into()))
    }

    /// Less than a bound or equal: kind `less_than_equal`.
    pub fn le<B: Into<BoundValue>>(self, bound: B) -> Self
    where
        T: Bounded<B>,
    {
        self.with(|rules| rules.le = Some(bound.into()))
    }

    /// A multiple of a number: kind `multiple_of`.
    pub fn multiple_of<B: Into<BoundValue>>(self, bound: B) -> Self
    where
        T: Bounded<B>,
    {
        self.with(|rules| rules.multiple_of = Some(bound.into()))
    }

    /// At least so many characters or items: kinds `string_too_short` and `too_short`.
    pub fn min_length(self, length: usize) -> Self
    where
        T: Lengthy,
    {
        self.with(|rules| rules.min_length = Some(length))
    }

    /// At most so many characters or items: kinds `string_too_long` and `too_long`.
    pub fn max_length(self, length: usize) -> Self
    where
        T: Lengthy,
    {
        self.with(|rules| rules.max_length = Some(length))
    }

    /// A regular expression that matches somewhere in the string: kind `string_pattern_mismatch`.
    ///
    /// # Panics
    /// Where the pattern is no valid regular expression, at the caller's place.
    #[track_caller]
    pub fn pattern(self, pattern: impl Into<Cow<'static, str>>) -> Self
    where
        T: Textual,
    {
        let pattern = pattern.into();
        match Pattern::new(&pattern) {
            Ok(regex) => self.with(|rules| rules.pattern = Some(regex)),
            #[expect(
                clippy::panic,
                reason = "a misconfiguration, told where it is made and documented to panic"
            )]
            Err(error) => panic!("the pattern `{pattern}` is no regular expression: {error}"),
        }
    }

    /// ASCII characters alone: kind `string_not_ascii`.
    pub fn ascii(self) -> Self
    where
        T: Textual,
    {
        self.with(|rules| rules.ascii = true)
    }

    /// Without the space around it, which the other rules do not see.
    pub fn trim(self) -> Self
    where
        T: Textual,
    {
        self.with(|rules| rules.trim = true)
    }

    /// Turned into lower case, once the other rules have passed.
    pub fn lowercase(self) -> Self
    where
        T: Textual,
    {
        self.with(|rules| rules.case = Some(Case::Lower))
    }

    /// Turned into upper case, once the other rules have passed.
    pub fn uppercase(self) -> Self
    where
        T: Textual,
    {
        self.with(|rules| rules.case = Some(Case::Upper))
    }

    /// Before now, or before today: kinds `datetime_past` and `date_past`. Where there is no offset, now is in UTC.
    pub fn past(self) -> Self
    where
        T: Dated,
    {
        self.with(|rules| rules.moment = Some(Moment::Past))
    }

    /// After now, or after today: kinds `datetime_future` and `date_future`. Where there is no offset, now is in UTC.
    pub fn future(self) -> Self
    where
        T: Dated,
    {
        self.with(|rules| rules.moment = Some(Moment::Future))
    }

    /// With an offset from UTC: kind `timezone_aware`. A number, as a unix time, is in UTC.
    pub fn aware(self) -> Self
    where
        T: Zoned,
    {
        self.with(|rules| rules.zone = Some(Zone::Aware))
    }

    /// Without an offset from UTC: kind `timezone_naive`.
    pub fn naive(self) -> Self
    where
        T: Zoned,
    {
        self.with(|rules| rules.zone = Some(Zone::Naive))
    }

    /// With this offset from UTC, in seconds: kind `timezone_offset`, or `timezone_aware` without any.
    pub fn utc_offset(self, seconds: i32) -> Self
    where
        T: Shifted,
    {
        self.with(|rules| rules.zone = Some(Zone::Offset(seconds)))
    }

    /// Whether infinities and NaN are numbers: kind `finite_number`. They are, for floats, unless told otherwise.
    pub fn allow_inf_nan(self, allow: bool) -> Self
    where
        T: Real,
    {
        self.with(|rules| rules.allow_inf_nan = Some(allow))
    }

    /// At most so many digits in all: kind `decimal_max_digits`.
    pub fn max_digits(self, digits: u64) -> Self
    where
        T: Decimal,
    {
        self.with(|rules| rules.max_digits = Some(digits))
    }

    /// At most so many digits after the point: kind `decimal_max_places`.
    pub fn decimal_places(self, places: u64) -> Self
    where
        T: Decimal,
    {
        self.with(|rules| rules.decimal_places = Some(places))
    }

    /// At least so many items, as [`min_length`](Self::min_length) says too: kind `too_short`.
    pub fn min_items(self, count: usize) -> Self
    where
        T: Listed + Lengthy,
    {
        self.min_length(count)
    }

    /// At most so many items, as [`max_length`](Self::max_length) says too: kind `too_long`.
    pub fn max_items(self, count: usize) -> Self
    where
        T: Listed + Lengthy,
    {
        self.max_length(count)
    }

    /// No two items of a list are the same: kind `unique_items`.
    ///
    /// They are compared as they were sent, as JSON Schema has it: `1` and `1.0` are the same, `1` and `"1"` are not, nor
    /// are two spellings of one date. Where the values themselves must differ, take a set.
    pub fn unique(self) -> Self
    where
        T: Sequence,
    {
        self.with(|rules| rules.unique = true)
    }

    /// A UUID of this version: kind `uuid_version`.
    pub fn version(self, version: u8) -> Self
    where
        T: Versioned,
    {
        self.with(|rules| rules.version = Some(version))
    }

    /// Only the type's own form: no numbers in strings, no 1 for true.
    pub fn strict(self, strict: bool) -> Self {
        self.with(|rules| rules.strict = strict)
    }

    /// The rules of the items, or of a map's values.
    pub fn items(self, items: impl FnOnce(RuleSet<T::Item>) -> RuleSet<T::Item>) -> Self
    where
        T: Listed,
    {
        let items = items(RuleSet::new()).build();
        self.with(|rules| rules.items = Some(Box::new(items)))
    }
}

impl<T> Default for RuleSet<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> fmt::Debug for RuleSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rules.fmt(f)
    }
}
