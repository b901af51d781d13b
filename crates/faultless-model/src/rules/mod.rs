//! `Rules`: what a value must keep beside its type.

mod fit;
mod number;
mod quick;
mod set;

use std::borrow::Cow;

use regex::Regex;

pub use self::fit::{
    BoundValue, Bounded, Decimal, Lengthy, Listed, Real, Sequence, Textual, Versioned,
};
#[cfg(feature = "bigdecimal")]
pub(crate) use self::number::check_order;
pub(crate) use self::number::{check_real, check_whole};
use self::quick::Quick;
pub use self::set::RuleSet;
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};

/// The rules a value must keep beside its type: bounds, lengths, patterns.
///
/// They are made by a [`RuleSet`], which knows which rule fits which type; the rules themselves no longer know it.
#[derive(Clone, Debug)]
pub struct Rules {
    pub(crate) gt: Option<BoundValue>,
    pub(crate) ge: Option<BoundValue>,
    pub(crate) lt: Option<BoundValue>,
    pub(crate) le: Option<BoundValue>,
    pub(crate) multiple_of: Option<BoundValue>,
    pub(crate) min_length: Option<usize>,
    pub(crate) max_length: Option<usize>,
    pub(crate) pattern: Option<Regex>,
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

    /// Whether an integer keeps the bounds.
    #[inline]
    pub(crate) fn keeps_whole(&self, value: i128) -> bool {
        let quick = &self.quick;
        quick.low <= value && value <= quick.high && !quick.odd && !quick.real
    }

    /// Whether a float keeps the bounds, none of which NaN keeps.
    #[inline]
    pub(crate) fn keeps_real(&self, value: f64) -> bool {
        let quick = &self.quick;
        if quick.odd || (quick.finite && !value.is_finite()) {
            return false;
        }
        quick.free || quick.bounds.iter().all(|bound| bound.keeps(value))
    }

    /// Whether a string keeps lengths and pattern as it is.
    #[inline]
    pub(crate) fn keeps_text(&self, text: &str) -> bool {
        let (min, max) = (self.min_length, self.max_length);
        if min.is_some() || max.is_some() {
            // So many bytes are at most so many characters, and at least a quarter.
            let bytes = text.len();
            let sure = min.is_none_or(|min| bytes / 4 >= min) && max.is_none_or(|max| bytes <= max);
            if !sure {
                let length = text.chars().count();
                if min.is_some_and(|min| length < min) || max.is_some_and(|max| length > max) {
                    return false;
                }
            }
        }
        match &self.pattern {
            Some(pattern) => pattern.is_match(text),
            None => true,
        }
    }

    /// Whether a list or map keeps its lengths with so many items, no two of which are the same.
    pub(crate) fn keeps_count(&self, count: usize) -> bool {
        self.min_length.is_none_or(|min| count >= min)
            && self.max_length.is_none_or(|max| count <= max)
    }

    /// Lengths and pattern of a string, in the order pydantic asks.
    pub(crate) fn check_text(
        &self,
        text: &str,
        input: &Input<'_>,
        reader: &mut Reader<'_>,
    ) -> Result<(), Invalid> {
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
