//! `Rules`: what a value must keep beside its type.

mod fit;
mod number;
mod pattern;
mod quick;
mod set;
#[cfg(feature = "speedate")]
mod time;

use std::borrow::Cow;

pub use self::fit::{
    BoundValue, Bounded, Dated, Decimal, Lengthy, Listed, Real, Sequence, Shifted, Textual,
    Versioned, Zoned,
};
#[cfg(any(feature = "bigdecimal", feature = "rust_decimal"))]
pub(crate) use self::number::check_order;
pub(crate) use self::number::{check_real, check_whole};
pub(crate) use self::pattern::Pattern;
use self::quick::Quick;
pub use self::set::RuleSet;
#[cfg(feature = "speedate")]
pub(crate) use self::time::{check_date, check_datetime, check_zone};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};

/// The rules a value must keep beside its type: bounds, lengths, patterns.
///
/// They are made by a [`RuleSet`], which knows which rule fits which type; the rules themselves no longer know it.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one rule")]
pub struct Rules {
    pub(crate) gt: Option<BoundValue>,
    pub(crate) ge: Option<BoundValue>,
    pub(crate) lt: Option<BoundValue>,
    pub(crate) le: Option<BoundValue>,
    pub(crate) multiple_of: Option<BoundValue>,
    pub(crate) min_length: Option<usize>,
    pub(crate) max_length: Option<usize>,
    pub(crate) pattern: Option<Pattern>,
    pub(crate) ascii: bool,
    pub(crate) trim: bool,
    pub(crate) case: Option<Case>,
    pub(crate) moment: Option<Moment>,
    pub(crate) zone: Option<Zone>,
    pub(crate) allow_inf_nan: Option<bool>,
    pub(crate) max_digits: Option<u64>,
    pub(crate) decimal_places: Option<u64>,
    pub(crate) unique: bool,
    pub(crate) version: Option<u8>,
    pub(crate) strict: bool,
    pub(crate) items: Option<Box<Rules>>,
    /// The bounds, made ready for a quick answer.
    quick: Quick,
}

/// The case a string is turned into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Lower,
    Upper,
}

/// On which side of now a date or a datetime lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    Past,
    Future,
}

/// What a datetime or a time says about its offset from UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    /// It has one.
    Aware,
    /// It has none.
    Naive,
    /// It has this one, in seconds.
    Offset(i32),
}

static NONE: Rules = Rules::NONE;

impl Rules {
    /// No rules.
    pub const NONE: Rules = Rules {
        gt: None,
        ge: None,
        lt: None,
        le: None,
        multiple_of: None,
        min_length: None,
        max_length: None,
        pattern: None,
        ascii: false,
        trim: false,
        case: None,
        moment: None,
        zone: None,
        allow_inf_nan: None,
        max_digits: None,
        decimal_places: None,
        unique: false,
        version: None,
        strict: false,
        items: None,
        quick: Quick::FREE,
    };

    /// No rules, for as long as you like.
    pub fn none() -> &'static Rules {
        &NONE
    }

    /// Whether these are the rules of a value without any.
    pub(crate) fn are_none(&self) -> bool {
        std::ptr::eq(self, &raw const NONE)
    }

    /// The rules, made ready.
    fn ready(mut self) -> Self {
        self.quick = Quick::of(&self);
        self
    }

    /// The rules of a list's items, or of a map's values.
    pub fn items(&self) -> &Rules {
        self.items.as_deref().unwrap_or(&NONE)
    }

    /// Whether only the type's own form is taken: no numbers in strings.
    pub fn strict(&self) -> bool {
        self.strict
    }

    /// A string as the checks see it: without the space around it, if it is trimmed.
    pub(crate) fn trimmed<'t>(&self, text: &'t str) -> &'t str {
        if self.trim { text.trim() } else { text }
    }

    /// A string as it is taken once the checks have passed: in the case that is asked for.
    pub(crate) fn cased<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.case {
            None => Cow::Borrowed(text),
            Some(Case::Lower) => Cow::Owned(text.to_lowercase()),
            Some(Case::Upper) => Cow::Owned(text.to_uppercase()),
        }
    }

    /// Characters, lengths and pattern of a [trimmed](Self::trimmed) string, in the order pydantic asks.
    pub(crate) fn check_text(
        &self,
        text: &str,
        input: &Input<'_>,
        reader: &mut Reader<'_>,
    ) -> Result<(), Invalid> {
        if self.ascii && !text.is_ascii() {
            return Err(reader.refuse(Kind::StringNotAscii, input));
        }
        if self.min_length.is_some() || self.max_length.is_some() {
            let length = text.chars().count();
            if let Some(min) = self.min_length.filter(|min| length < *min) {
                return Err(reader.issue(
                    Kind::StringTooShort,
                    input,
                    [("min_length", min.into())],
                ));
            }
            if let Some(max) = self.max_length.filter(|max| length > *max) {
                return Err(reader.issue(Kind::StringTooLong, input, [("max_length", max.into())]));
            }
        }
        self.check_pattern(text, input, reader)
    }

    /// The pattern of a string.
    pub(crate) fn check_pattern(
        &self,
        text: &str,
        input: &Input<'_>,
        reader: &mut Reader<'_>,
    ) -> Result<(), Invalid> {
        match &self.pattern {
            Some(pattern) if !pattern.is_match(text) => {
                // Copied only for an issue that is kept.
                let pattern = std::iter::once_with(|| {
                    let pattern = Cow::Owned(pattern.as_str().to_owned());
                    ("pattern", Input::Text(pattern))
                });
                Err(reader.issue(Kind::StringPatternMismatch, input, pattern))
            }
            _ => Ok(()),
        }
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self::NONE
    }
}
