//! Bounds of integers and floats, in the order pydantic asks: multiple, at most, less, at least, greater.

use std::cmp::Ordering;

use super::{BoundValue, Rules};
use crate::input::Input;
use crate::kind::Kind;
use crate::reader::{Invalid, Reader};
use crate::scalar::Whole;

/// Checks an integer of any size.
pub(crate) fn check_whole(
    rules: &Rules,
    value: &Whole<'_>,
    input: &Input<'_>,
    reader: &mut Reader<'_>,
) -> Result<(), Invalid> {
    if rules.are_none() {
        return Ok(());
    }
    let order = |bound: &BoundValue| match bound {
        BoundValue::Whole(bound) => Some(value.compare(*bound)),
        // A `RuleSet` gives integers whole bounds only; rules made for another type are compared as floats.
        other => value.real().partial_cmp(&other.real()),
    };
    if let Some(BoundValue::Whole(factor)) = &rules.multiple_of
        && !value.is_multiple_of(*factor)
    {
        return Err(reader.issue(Kind::MultipleOf, input, [("multiple_of", (*factor).into())]));
    }
    check_order(rules, order, BoundValue::input, input, reader)
}

/// Checks a float: NaN breaks every bound, and is a multiple of everything.
pub(crate) fn check_real(
    rules: &Rules,
    value: f64,
    input: &Input<'_>,
    reader: &mut Reader<'_>,
) -> Result<(), Invalid> {
    if rules.allow_inf_nan == Some(false) && !value.is_finite() {
        return Err(reader.refuse(Kind::FiniteNumber, input));
    }
    if let Some(factor) = rules.multiple_of.as_ref().map(BoundValue::real) {
        let nearest = (value / factor).round() * factor;
        if (value - nearest).abs() > MULTIPLE_TOLERANCE {
            return Err(reader.issue(
                Kind::MultipleOf,
                input,
                [("multiple_of", Input::Float(factor))],
            ));
        }
    }
    let order = |bound: &BoundValue| value.partial_cmp(&bound.real());
    check_order(
        rules,
        order,
        |bound| Input::Float(bound.real()),
        input,
        reader,
    )
}

/// How far a float may be from the nearest multiple, the same at every size.
const MULTIPLE_TOLERANCE: f64 = 1e-9;

/// Checks the four bounds by how the value compares to each.
pub(crate) fn check_order(
    rules: &Rules,
    order: impl Fn(&BoundValue) -> Option<Ordering>,
    show: impl Fn(&BoundValue) -> Input<'static>,
    input: &Input<'_>,
    reader: &mut Reader<'_>,
) -> Result<(), Invalid> {
    type Keeps = fn(Ordering) -> bool;
    let bounds: [(&Option<BoundValue>, Keeps, Kind, &'static str); 4] = [
        (&rules.le, Ordering::is_le, Kind::LessThanEqual, "le"),
        (&rules.lt, Ordering::is_lt, Kind::LessThan, "lt"),
        (&rules.ge, Ordering::is_ge, Kind::GreaterThanEqual, "ge"),
        (&rules.gt, Ordering::is_gt, Kind::GreaterThan, "gt"),
    ];
    for (bound, keeps, kind, name) in bounds {
        if let Some(bound) = bound
            && !order(bound).is_some_and(keeps)
        {
            return Err(reader.issue(kind, input, [(name, show(bound))]));
        }
    }
    Ok(())
}
