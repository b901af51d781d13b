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

    /// With a keyword, where there is a value for it.
    pub(crate) fn maybe(self, keyword: &str, value: Option<Value>) -> Self {
        match value {
            Some(value) => self.with(keyword, value),
            None => self,
        }
    }
}
