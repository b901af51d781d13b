//! Bounds made ready for the question that is asked most: does a value keep them all?

use super::{BoundValue, Rules};

/// The bounds of a number, made ready.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one answer")]
pub(super) struct Quick {
    /// The least and the greatest integer that keep the bounds.
    pub(super) low: i128,
    pub(super) high: i128,
    /// The bounds of a float.
    pub(super) bounds: [Bound; 2],
    /// Whether a float has no bounds.
    pub(super) free: bool,
    /// Whether infinities and NaN are refused.
    pub(super) finite: bool,
    /// Whether there is a rule that takes longer: nothing is known to keep it.
    pub(super) odd: bool,
    /// Whether a string is more than measured: trimmed, put into a case, looked at character by character.
    pub(super) shaped: bool,
    /// Whether the bounds are none that an integer is compared with.
    pub(super) real: bool,
}

/// One bound of a float.
#[derive(Clone, Copy, Debug)]
pub(super) enum Bound {
    None,
    Least(f64),
    Above(f64),
    Most(f64),
    Below(f64),
}

impl Bound {
    #[inline]
    pub(super) fn keeps(self, value: f64) -> bool {
        match self {
            Self::None => true,
            Self::Least(bound) => value >= bound,
            Self::Above(bound) => value > bound,
            Self::Most(bound) => value <= bound,
            Self::Below(bound) => value < bound,
        }
    }
}

impl Quick {
    /// Of no rules.
    pub(super) const FREE: Self = Self {
        low: i128::MIN,
        high: i128::MAX,
        bounds: [Bound::None; 2],
        free: true,
        finite: false,
        odd: false,
        shaped: false,
        real: false,
    };

    /// Of rules; two bounds on one side, and bounds of odd types, are left to the longer way.
    pub(super) fn of(rules: &Rules) -> Self {
        let shaped = rules.trim || rules.ascii || rules.case.is_some();
        let low = match (&rules.ge, &rules.gt) {
            (None, None) => Some((i128::MIN, Bound::None)),
            (Some(bound), None) => whole(bound).map(|low| (low, Bound::Least(bound.real()))),
            (None, Some(bound)) => {
                whole(bound).map(|low| (low.saturating_add(1), Bound::Above(bound.real())))
            }
            (Some(_), Some(_)) => None,
        };
        let high = match (&rules.le, &rules.lt) {
            (None, None) => Some((i128::MAX, Bound::None)),
            (Some(bound), None) => whole(bound).map(|high| (high, Bound::Most(bound.real()))),
            (None, Some(bound)) => {
                whole(bound).map(|high| (high.saturating_sub(1), Bound::Below(bound.real())))
            }
            (Some(_), Some(_)) => None,
        };
        let (Some((low, least)), Some((high, most)), None) = (low, high, &rules.multiple_of) else {
            return Self {
                odd: true,
                shaped,
                ..Self::FREE
            };
        };
        Self {
            low,
            high,
            bounds: [least, most],
            free: matches!((least, most), (Bound::None, Bound::None)),
            finite: rules.allow_inf_nan == Some(false),
            odd: false,
            shaped,
            real: [&rules.ge, &rules.gt, &rules.le, &rules.lt]
                .into_iter()
                .any(|bound| matches!(bound, Some(BoundValue::Real(_)))),
        }
    }
}

/// The bound of an integer, or any in the place of one that only floats are compared with; none for other digits.
fn whole(bound: &BoundValue) -> Option<i128> {
    match bound {
        BoundValue::Whole(bound) => Some(*bound),
        BoundValue::Real(_) => Some(0),
        BoundValue::Digits(_) => None,
    }
}

impl Rules {
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
        if self.quick.shaped {
            return false;
        }
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
}
