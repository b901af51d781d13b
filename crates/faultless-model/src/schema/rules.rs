//! Rules as keywords.

use serde_json::{Number, Value};

use super::Schema;
use crate::rules::{BoundValue, Rules};

/// A bound as JSON: whole where it was written so; `None` for what JSON has no form for.
fn bound(value: &BoundValue) -> Option<Value> {
    let whole = match value {
        BoundValue::Whole(value) => i64::try_from(*value)
            .map(Number::from)
            .or_else(|_| u64::try_from(*value).map(Number::from))
            .ok(),
        _ => None,
    };
    whole
        .or_else(|| Number::from_f64(value.real()))
        .map(Value::Number)
}

/// A number without its fraction; what is beyond all integers is the largest of them.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a float that is too large becomes the largest integer"
)]
fn whole(number: &Number) -> i128 {
    let small = number.as_i64().map(i128::from);
    let large = || number.as_u64().map(i128::from);
    let real = || number.as_f64().map(|real| real as i128);
    small.or_else(large).or_else(real).unwrap_or_default()
}

impl Schema {
    /// Under rules, as far as they have keywords for its type: bounds of numbers, lengths of strings, lists and objects,
    /// patterns.
    ///
    /// # Example
    /// ```
    /// use faultless_model::{RuleSet, Schema};
    ///
    /// let rules = RuleSet::<i32>::new().gt(0).build();
    /// let schema = Schema::typed("integer").under(&rules);
    /// assert_eq!(schema.get("exclusiveMinimum"), Some(&0.into()));
    /// ```
    pub fn under(self, rules: &Rules) -> Self {
        if self.is_typed("integer") || self.is_typed("number") {
            return self.bounded(rules, bound);
        }
        let (least, most) = if self.is_typed("string") {
            ("minLength", "maxLength")
        } else if self.is_typed("array") {
            ("minItems", "maxItems")
        } else if self.is_typed("object") {
            ("minProperties", "maxProperties")
        } else {
            return self;
        };
        let unique = (rules.unique && self.is_typed("array")).then(|| true.into());
        let pattern = rules.pattern.as_ref().filter(|_| self.is_typed("string"));
        let pattern = pattern.map(|pattern| pattern.as_str().into());
        self.maybe(least, rules.min_length.map(Value::from))
            .maybe(most, rules.max_length.map(Value::from))
            .maybe("uniqueItems", unique)
            .maybe("pattern", pattern)
    }

    /// Under the bounds of a decimal number, which are told as floats.
    #[cfg(any(feature = "bigdecimal", feature = "rust_decimal"))]
    pub(crate) fn under_real(self, rules: &Rules) -> Self {
        self.bounded(rules, |value| {
            Number::from_f64(value.real()).map(Value::Number)
        })
    }

    fn bounded(self, rules: &Rules, write: impl Fn(&BoundValue) -> Option<Value>) -> Self {
        let written = |value: &Option<BoundValue>| value.as_ref().and_then(&write);
        self.maybe("multipleOf", written(&rules.multiple_of))
            .maybe("maximum", written(&rules.le))
            .maybe("minimum", written(&rules.ge))
            .maybe("exclusiveMaximum", written(&rules.lt))
            .maybe("exclusiveMinimum", written(&rules.gt))
    }

    /// Between the bounds of an integer type, where no rule is tighter. Those that JSON's numbers do not hold here are
    /// left out: nobody comes near them.
    pub(crate) fn between<T: TryInto<i64> + TryInto<u64> + Copy>(self, least: T, most: T) -> Self {
        let written = |value: T| {
            let small = TryInto::<i64>::try_into(value).ok().map(Number::from);
            small.or_else(|| TryInto::<u64>::try_into(value).ok().map(Number::from))
        };
        let declared = |keyword: &str| Some(whole(self.get(keyword)?.as_number()?));
        let least = written(least).filter(|least| {
            let above = declared("exclusiveMinimum").map(|above| above.saturating_add(1));
            declared("minimum").max(above) < Some(whole(least))
        });
        let most = written(most).filter(|most| {
            let below = declared("exclusiveMaximum").map(|below| below.saturating_sub(1));
            let mut declared = declared("maximum").into_iter().chain(below);
            declared.all(|declared| declared > whole(most))
        });
        self.maybe("minimum", least.map(Value::Number))
            .maybe("maximum", most.map(Value::Number))
    }

    /// With a keyword, where there is a value for it.
    pub(crate) fn maybe(self, keyword: &str, value: Option<Value>) -> Self {
        match value {
            Some(value) => self.with(keyword, value),
            None => self,
        }
    }
}
