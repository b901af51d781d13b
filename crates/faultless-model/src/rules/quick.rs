//! Bounds made ready for the question that is asked most: does a value keep them all?

use super::{BoundValue, Rules};

/// The bounds of a number, made ready.
#[derive(Clone, Debug)]
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
        real: false,
    };

    /// Of rules; two bounds on one side, and bounds of odd types, are left to the longer way.
    pub(super) fn of(rules: &Rules) -> Self {
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
