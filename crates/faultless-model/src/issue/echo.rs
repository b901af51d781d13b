//! What of an input an issue repeats: all of a small one, the head of a large one.

use std::borrow::Cow;

use crate::input::Input;

/// What stands for a value that is never repeated.
pub(crate) const MASK: &str = "**********";

/// The name under which an object says that it is not whole.
const MORE: &str = "…";

/// Copies a value, exactly where its JSON takes about `limit` bytes, else its head with marks where it was cut.
///
/// A long text ends with `… (n more bytes)`, a list with the text `… (n more items)`, an object with the entry
/// `"…": "n more fields"`. The work is bounded by the limit, not by the value.
pub(crate) fn echo(input: &Input<'_>, limit: usize) -> Input<'static> {
    let mut budget = limit;
    if fits(input, &mut budget) {
        return whole(input);
    }
    head(input, &mut { limit })
}

/// All of a value, as it is shown.
fn whole(input: &Input<'_>) -> Input<'static> {
    match input {
        Input::List(items) => Input::List(items.iter().map(whole).collect()),
        Input::Object(entries) => Input::Object(
            entries
                .iter()
                .map(|(name, value)| (Cow::Owned(name.clone().into_owned()), whole(value)))
                .collect(),
        ),
        Input::Opaque(value) => value.shown().into_owned(),
        scalar => scalar.clone().into_owned(),
    }
}

/// A text, cut where it is longer than a limit, with a mark where it was.
pub(crate) fn cut(text: &str, limit: usize) -> Cow<'_, str> {
    if text.len() <= limit {
        return Cow::Borrowed(text);
    }
    let (kept, rest) = text.split_at(text.floor_char_boundary(limit));
    Cow::Owned(format!("{kept}… ({} more bytes)", rest.len()))
}

/// Whether a value fits the budget; stops as soon as it does not.
fn fits(input: &Input<'_>, budget: &mut usize) -> bool {
    match input {
        Input::Null | Input::Bool(_) => spend(budget, 4),
        Input::Float(_) => spend(budget, 8),
        Input::Int(text) => spend(budget, text.len()),
        Input::Text(text) => spend(budget, text.len() + 2),
        Input::List(items) => {
            spend(budget, 2)
                && items
                    .iter()
                    .all(|item| spend(budget, 1) && fits(item, budget))
        }
        Input::Object(entries) => {
            spend(budget, 2)
                && entries
                    .iter()
                    .all(|(name, value)| spend(budget, name.len() + 4) && fits(value, budget))
        }
        Input::Opaque(value) => fits(&value.shown(), budget),
    }
}

fn spend(budget: &mut usize, cost: usize) -> bool {
    match budget.checked_sub(cost) {
        Some(left) => {
            *budget = left;
            true
        }
        None => false,
    }
}

/// As much of a value as the budget pays for. A container is never turned into something else: masks rely on it.
fn head(input: &Input<'_>, budget: &mut usize) -> Input<'static> {
    match input {
        Input::Int(text) | Input::Text(text)
            if !text.is_empty() && !fits(input, &mut { *budget }) =>
        {
            // What is marked as cut has lost a byte at least, also where only its quotes found no room.
            let limit = (*budget).min(text.len() - 1);
            *budget = 0;
            Input::Text(Cow::Owned(cut(text, limit).into_owned()))
        }
        Input::List(items) => {
            let mut kept = Vec::new();
            for item in items {
                if !spend(budget, 1) {
                    kept.push(Input::Text(Cow::Owned(format!(
                        "… ({} more items)",
                        items.len() - kept.len()
                    ))));
                    break;
                }
                kept.push(head(item, budget));
            }
            Input::List(kept)
        }
        Input::Object(entries) => {
            let mut kept = Vec::new();
            for (name, value) in entries {
                if !spend(budget, name.len() + 4) {
                    let left_out = format!("{} more fields", entries.len() - kept.len());
                    kept.push((Cow::Borrowed(MORE), Input::Text(Cow::Owned(left_out))));
                    break;
                }
                kept.push((Cow::Owned(name.clone().into_owned()), head(value, budget)));
            }
            Input::Object(kept)
        }
        Input::Opaque(value) => head(&value.shown(), budget),
        small => {
            let mut cost = *budget;
            fits(small, &mut cost);
            *budget = cost;
            whole(small)
        }
    }
}
