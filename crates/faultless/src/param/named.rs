//! Values under names, as sources without structure hold them: a query, headers, cookies, a form.

use std::borrow::Cow;
use std::collections::HashMap;

use faultless_model::{FieldDoc, Input, Shape};
use smallvec::SmallVec;

use super::Source;
use super::form::is_empty_file;

/// The values of one name, in the order they were sent.
#[derive(Debug)]
struct Group<'r> {
    name: Cow<'r, str>,
    // No `SmallVec`, which would tie the lifetimes of all that holds it together.
    first: Input<'r>,
    more: Vec<Input<'r>>,
}

impl<'r> Group<'r> {
    fn all(&self) -> impl Iterator<Item = &Input<'r>> {
        std::iter::once(&self.first).chain(&self.more)
    }

    fn last(&self) -> &Input<'r> {
        self.more.last().unwrap_or(&self.first)
    }
}

/// Everything that a source holds, by name.
#[derive(Debug)]
pub(super) struct Named<'r> {
    groups: Vec<Group<'r>>,
    places: HashMap<Cow<'r, str>, usize>,
    source: Source,
}

/// What a model is read from.
#[derive(Debug)]
pub(super) struct Gathered<'r> {
    /// Its fields by their own names, then what no field has a name for.
    pub(super) object: Input<'r>,
    /// True when one of its fields was sent, or anything at all to a model that refuses unknown names.
    pub(super) supplied: bool,
    /// The names of fields that the source knows by another one: headers have dashes.
    pub(super) renamed: Vec<(&'static str, String)>,
}

impl Default for Gathered<'_> {
    fn default() -> Self {
        Self {
            object: Input::Object(Vec::new()),
            supplied: false,
            renamed: Vec::new(),
        }
    }
}

impl<'r> Named<'r> {
    /// Groups pairs; a name's place is that of its first value.
    pub(super) fn new(
        pairs: impl IntoIterator<Item = (Cow<'r, str>, Input<'r>)>,
        source: Source,
    ) -> Self {
        let mut named = Self {
            groups: Vec::new(),
            places: HashMap::new(),
            source,
        };
        for (name, value) in pairs {
            let known = named.places.get(&name).copied();
            if let Some(group) = known.and_then(|place| named.groups.get_mut(place)) {
                group.more.push(value);
                continue;
            }
            named.places.insert(name.clone(), named.groups.len());
            named.groups.push(Group {
                name,
                first: value,
                more: Vec::new(),
            });
        }
        named
    }

    /// The value of a name: all of a list; of a repeated one the first header, else the last.
    pub(super) fn pick(&self, name: &str, many: bool) -> Option<Input<'r>> {
        let group = self.places.get(name).and_then(|at| self.groups.get(*at))?;
        if many {
            let values = group.all().filter(|value| !is_empty_file(value));
            let values: Vec<Input<'r>> = values.cloned().collect();
            return (!values.is_empty()).then_some(Input::List(values));
        }
        let value = match self.source {
            Source::Header => &group.first,
            _ => group.last(),
        };
        (!self.is_blank(value)).then(|| value.clone())
    }

    /// An empty field of a form is one that was not filled in.
    fn is_blank(&self, value: &Input<'_>) -> bool {
        self.source == Source::Form
            && (matches!(value, Input::Text(text) if text.is_empty()) || is_empty_file(value))
    }

    /// Everything as one object, for those who see what was received.
    pub(super) fn object(&self) -> Input<'r> {
        self.gather(&[], false, true).object
    }

    /// Takes the fields of a model, and puts what is left after them.
    ///
    /// `dashed` says that headers are named with dashes where a field has no name of its own.
    pub(super) fn gather(
        &self,
        fields: &'static [FieldDoc],
        closed: bool,
        dashed: bool,
    ) -> Gathered<'r> {
        let (mut entries, mut renamed, mut supplied) = (Vec::new(), Vec::new(), false);
        // The groups that a field took, so that they are no extras.
        let mut taken = vec![false; self.groups.len()];
        for field in fields {
            let names = Wire::of(field, self.source, dashed);
            supplied |= names
                .iter()
                .any(|name| self.places.contains_key(&*name.there));
            if let Some(name) = self.choose(&names, field, &mut taken) {
                let many = matches!(field.shape, Shape::List);
                entries.extend(
                    self.pick(&name.there, many)
                        .map(|value| (Cow::Borrowed(name.own), value)),
                );
                if name.is_other() && self.source == Source::Header {
                    renamed.push((name.own, name.there.clone().into_owned()));
                }
            }
        }
        let extras = self.groups.iter().zip(taken);
        for (group, _) in extras.filter(|(_, taken)| !taken) {
            let value = match &*group.more {
                [] => group.first.clone(),
                _ if self.source == Source::Cookie => group.last().clone(),
                _ => Input::List(group.all().cloned().collect()),
            };
            entries.push((group.name.clone(), value));
        }
        Gathered {
            supplied: supplied || (closed && !entries.is_empty()),
            object: Input::object(entries),
            renamed,
        }
    }

    /// The name a field is read by: the first that was sent, else its first. A form passes over empty ones.
    fn choose<'n>(
        &self,
        names: &'n [Wire],
        field: &FieldDoc,
        taken: &mut [bool],
    ) -> Option<&'n Wire> {
        let mut take = |name: &str| {
            let place = self.places.get(name).and_then(|at| taken.get_mut(*at));
            if let Some(taken) = place {
                *taken = true;
            }
        };
        let many = matches!(field.shape, Shape::List);
        let sent = |name: &&Wire| match self.source {
            Source::Form => self.pick(&name.there, many).is_some(),
            _ => self.places.contains_key(&*name.there),
        };
        let found = names.iter().position(|name| sent(&name));
        let chosen = found.unwrap_or_default();
        let asked = match self.source {
            Source::Form => 0..=found.unwrap_or(names.len()),
            _ => chosen..=chosen,
        };
        for (index, name) in names.iter().enumerate() {
            if asked.contains(&index) {
                take(&name.there);
            }
            // A header under the name with underscores is neither the field nor an extra.
            if name.is_other() {
                take(&name.own.to_ascii_lowercase());
            }
        }
        names.get(chosen)
    }
}

/// A name of a field: its own, and the one that the source has for it.
struct Wire {
    own: &'static str,
    there: Cow<'static, str>,
}

impl Wire {
    fn of(field: &FieldDoc, source: Source, dashed: bool) -> SmallVec<[Self; 1]> {
        let names = std::iter::once(field.name).chain(field.aliases.iter().copied());
        names
            .map(|own| {
                let there = match source {
                    // A name that was given is meant as it is written.
                    Source::Header if dashed && own == field.ident => {
                        Cow::Owned(own.replace('_', "-").to_ascii_lowercase())
                    }
                    Source::Header => Cow::Owned(own.to_ascii_lowercase()),
                    _ => Cow::Borrowed(own),
                };
                Self { own, there }
            })
            .collect()
    }

    fn is_other(&self) -> bool {
        !self.own.eq_ignore_ascii_case(&self.there)
    }
}
