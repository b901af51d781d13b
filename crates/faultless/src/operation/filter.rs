//! `Filter`: what of a response model is sent.

use std::borrow::Cow;
use std::collections::HashMap;

use faultless_model::{Contents, Field, FieldDoc, Input, JsonError, parse_within};

use super::place::{Place, place};
use crate::param::Description;

/// What an operation sends of its response model: the `response_model_…` words of its attribute.
///
/// All but the names hold for every model within the model; names are those of its own fields in Rust, also where it
/// is a list or a map of models.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one word of the attribute"
)]
pub struct Filter {
    unset: bool,
    defaults: bool,
    none: bool,
    idents: bool,
    include: Option<&'static [&'static str]>,
    exclude: &'static [&'static str],
}

impl Filter {
    /// Everything is sent.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            unset: false,
            defaults: false,
            none: false,
            idents: false,
            include: None,
            exclude: &[],
        }
    }

    /// Leaves out what the handler's own value did not have.
    #[must_use]
    pub const fn exclude_unset(mut self) -> Self {
        self.unset = true;
        self
    }

    /// Leaves out what is as the model has it by default.
    #[must_use]
    pub const fn exclude_defaults(mut self) -> Self {
        self.defaults = true;
        self
    }

    /// Leaves out what is `null`.
    #[must_use]
    pub const fn exclude_none(mut self) -> Self {
        self.none = true;
        self
    }

    /// Writes fields by their names in Rust.
    #[must_use]
    pub const fn by_ident(mut self) -> Self {
        self.idents = true;
        self
    }

    /// Sends these fields alone.
    #[must_use]
    pub const fn include(mut self, names: &'static [&'static str]) -> Self {
        self.include = Some(names);
        self
    }

    /// Leaves these fields out.
    #[must_use]
    pub const fn exclude(mut self, names: &'static [&'static str]) -> Self {
        self.exclude = names;
        self
    }

    /// Notes the names that no field of the model has.
    pub fn describe<M: Field>(&self, description: &mut Description) {
        let model = std::any::type_name::<M>();
        for (word, names) in [
            ("include", self.include.unwrap_or_default()),
            ("exclude", self.exclude),
        ] {
            let Some(fields) = fields(M::contents()) else {
                if !names.is_empty() {
                    description.misfits.push(format!(
                        "`response_model_{word}` names fields, and `{model}` has none: take it away"
                    ));
                }
                continue;
            };
            for name in names {
                if !fields.iter().any(|field| field.ident == *name) {
                    let known: Vec<String> = fields
                        .iter()
                        .map(|field| format!("`{}`", field.ident))
                        .collect();
                    description.misfits.push(format!(
                        "`response_model_{word}` names `{name}`, which is no field of `{model}`: write some of {}",
                        known.join(", ")
                    ));
                }
            }
        }
    }

    /// True when everything is sent.
    pub(super) fn is_idle(&self) -> bool {
        *self == Self::new()
    }

    /// The JSON that the handler returned as a tree, where it is needed to know what was set.
    pub(super) fn given<'j>(
        &self,
        json: &'j [u8],
        depth: usize,
    ) -> Result<Option<Input<'j>>, JsonError> {
        self.unset.then(|| parse_within(json, depth)).transpose()
    }

    /// What is sent of a model's JSON; `given` is what the handler returned.
    pub(super) fn apply<'a>(
        &self,
        contents: Contents,
        value: Input<'a>,
        given: Option<&Input<'_>>,
    ) -> Input<'a> {
        self.part(contents, value, given, true)
    }

    /// One value of the model's JSON, beside the one that the handler gave in its place, where that is known.
    fn part<'a>(
        &self,
        contents: Contents,
        value: Input<'a>,
        given: Option<&Input<'_>>,
        named: bool,
    ) -> Input<'a> {
        match (contents, value) {
            (Contents::Fields(fields), Input::Object(entries)) => {
                let given = table(given);
                let entries = entries
                    .into_iter()
                    .filter_map(|entry| self.entry(fields, entry, given.as_ref(), named));
                Input::Object(entries.collect())
            }
            (Contents::Items(item), Input::Object(entries)) => {
                let given = table(given).unwrap_or_default();
                let entries = entries.into_iter().map(|(name, value)| {
                    let given = given.get(&*name).copied();
                    let value = self.part(item(), value, given, named);
                    (name, value)
                });
                Input::Object(entries.collect())
            }
            (Contents::Items(item), Input::List(items)) => {
                self.items(items, std::iter::repeat(item), given, named)
            }
            (Contents::Each(each), Input::List(items)) => {
                self.items(items, each.iter().copied(), given, named)
            }
            (_, value) => value,
        }
    }

    fn items<'a>(
        &self,
        items: Vec<Input<'a>>,
        contents: impl Iterator<Item = fn() -> Contents>,
        given: Option<&Input<'_>>,
        named: bool,
    ) -> Input<'a> {
        let given = match given {
            Some(Input::List(given)) => given.as_slice(),
            _ => &[],
        };
        let items = items
            .into_iter()
            .zip(contents)
            .enumerate()
            .map(|(index, (item, contents))| self.part(contents(), item, given.get(index), named));
        Input::List(items.collect())
    }

    /// An entry of a model's JSON, unless it is left out.
    fn entry<'a>(
        &self,
        fields: &'static [FieldDoc],
        (name, value): (Cow<'a, str>, Input<'a>),
        given: Option<&HashMap<&str, &Input<'_>>>,
        named: bool,
    ) -> Option<(Cow<'a, str>, Input<'a>)> {
        let written = |field: &FieldDoc| field.written.unwrap_or(field.name) == name;
        let Some(Place {
            top,
            field,
            contents,
        }) = place(fields, written)
        else {
            // Written by the type, and no field of it.
            return Some((name, value));
        };
        if named && !self.names(top.ident) {
            return None;
        }
        let Some(field) = field else {
            let given = given.and_then(|given| given.get(&*name).copied());
            return Some((name, self.part(contents, value, given, false)));
        };
        let set = given.and_then(|given| {
            let mut read_by = std::iter::once(&field.name).chain(field.aliases);
            read_by.find_map(|name| given.get(name).copied())
        });
        let left_out = (given.is_some() && set.is_none())
            || (self.none && value == Input::Null)
            || (self.defaults && is_default(field, &value));
        if left_out {
            return None;
        }
        let name = if self.idents {
            Cow::Borrowed(field.ident)
        } else {
            name
        };
        Some((name, self.part(contents, value, set, false)))
    }

    fn names(&self, ident: &str) -> bool {
        self.include.is_none_or(|names| names.contains(&ident)) && !self.exclude.contains(&ident)
    }
}

/// The fields of a model, or of the models that a list or a map holds.
fn fields(mut contents: Contents) -> Option<&'static [FieldDoc]> {
    while let Contents::Items(item) = contents {
        contents = item();
    }
    match contents {
        Contents::Fields(fields) => Some(fields),
        _ => None,
    }
}

/// Whether a field is as the model has it by default; one that may be `null`, and has no other default, by `null`.
fn is_default(field: &FieldDoc, value: &Input<'_>) -> bool {
    if !field.has_default {
        return !field.required && *value == Input::Null;
    }
    (field.default)().is_some_and(|default| Input::from(&default) == *value)
}

/// What the handler gave, by name: looked for one by one, a long object would cost the square of its length.
fn table<'g>(given: Option<&'g Input<'_>>) -> Option<HashMap<&'g str, &'g Input<'g>>> {
    match given {
        Some(Input::Object(given)) => {
            Some(given.iter().map(|(name, value)| (&**name, value)).collect())
        }
        _ => None,
    }
}
