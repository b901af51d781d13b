//! What an issue of a response must not show: whatever the model would have kept back.
//!
//! A handler of `ResponseValidationError` may send the issues on, and their inputs come from the value that the
//! handler returned: a user with the hash of a password, of whom the model lets only the name through.

use faultless_model::__private::mask_all;
use faultless_model::{Contents, FieldDoc, Input, Issue, Kind, Step};

use super::place::place;

/// The name under which a cut object says how much of it is not shown.
const MORE: &str = "…";

/// The last step to a key of a map, whose input is the key.
const KEY: &str = "[key]";

/// The issue, with its input masked where the model has no field.
pub(super) fn veiled(issue: Issue, model: Contents) -> Issue {
    let Some(mut input) = issue.input().cloned() else {
        return issue;
    };
    // The first step is the source; what is missing shows what it is missing from.
    let steps: Vec<&Step> = issue.location().iter().skip(1).collect();
    let steps = match steps.split_last() {
        Some((_, above)) if *issue.kind() == Kind::Missing => above,
        Some((Step::Name(name), _)) if name == KEY => return issue,
        _ => &steps,
    };
    let contents = steps
        .iter()
        .try_fold(model, |contents, step| below(contents, step));
    match contents {
        Some(contents) => mask(contents, &mut input, true),
        // A name that the model does not know.
        None => mask_all(&mut input),
    }
    issue.with_input(input)
}

/// The contents one step further down; none where the model has no such field.
fn below(contents: Contents, step: &Step) -> Option<Contents> {
    match (contents, step) {
        (Contents::Fields(fields), Step::Name(name)) => held(fields, name),
        (Contents::Items(item), _) => Some(item()),
        (Contents::Each(each), Step::Index(index)) => Some(
            each.get(*index)
                .map_or(Contents::None, |contents| contents()),
        ),
        _ => Some(Contents::None),
    }
}

/// What the entry of a name holds; none where the model has no such field.
fn held(fields: &'static [FieldDoc], name: &str) -> Option<Contents> {
    let is = |field: &FieldDoc| field.name == name || field.aliases.contains(&name);
    place(fields, is).map(|place| place.contents)
}

/// Masks what the model has no field for; `refused` is the value that the issue is about.
fn mask(contents: Contents, input: &mut Input<'_>, refused: bool) {
    match (contents, input) {
        (Contents::Fields(fields), Input::Object(entries)) => {
            for (name, value) in entries {
                match held(fields, name) {
                    Some(contents) => mask(contents, value, false),
                    None if name == MORE => {}
                    None => mask_all(value),
                }
            }
        }
        (Contents::Items(item), Input::List(items)) => {
            for value in items {
                mask(item(), value, false);
            }
        }
        (Contents::Items(item), Input::Object(entries)) => {
            for (_, value) in entries {
                mask(item(), value, false);
            }
        }
        (Contents::Each(each), Input::List(items)) => {
            for (index, value) in items.iter_mut().enumerate() {
                mask(
                    each.get(index)
                        .map_or(Contents::None, |contents| contents()),
                    value,
                    false,
                );
            }
        }
        // A value of another shape than the model's: nothing is known of what it holds.
        (Contents::None, value @ (Input::List(_) | Input::Object(_))) if refused => mask_all(value),
        (Contents::Fields(_), value @ Input::List(_))
        | (Contents::Each(_), value @ Input::Object(_)) => {
            mask_all(value);
        }
        _ => {}
    }
}
