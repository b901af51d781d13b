//! The fields of objects.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::place::Step;
use super::rule::Rule;
use super::schema::{Pair, Way};
use super::view::View;
use super::{Comparison, quoted};

/// The fields that go one way.
struct Fields<'a> {
    properties: BTreeMap<&'a str, &'a Value>,
    required: BTreeSet<&'a str>,
    others: Others<'a>,
}

/// The fields without a name of their own.
enum Others<'a> {
    Any,
    None,
    Of(&'a Value),
}

impl<'a> Fields<'a> {
    /// A field that is only read is in no request, and one that is only written in no answer.
    fn of(view: &View<'a>, way: Way) -> Self {
        let hides = match way {
            Way::Request => "readOnly",
            Way::Response => "writeOnly",
        };
        let (mut properties, mut required) = (view.properties(), view.required());
        properties.retain(|name, schema| {
            let is_hidden = schema.get(hides) == Some(&Value::Bool(true));
            if is_hidden {
                required.remove(name);
            }
            !is_hidden
        });
        let others = match view.get("additionalProperties") {
            Some(Value::Bool(false)) => Others::None,
            Some(schema @ Value::Object(map)) if !map.is_empty() => Others::Of(schema),
            _ => Others::Any,
        };
        Self {
            properties,
            required,
            others,
        }
    }

    fn names(&self) -> impl Iterator<Item = &'a str> {
        self.properties
            .keys()
            .chain(&self.required)
            .copied()
            .collect::<BTreeSet<_>>()
            .into_iter()
    }

    fn has(&self, name: &str) -> bool {
        self.properties.contains_key(name) || self.required.contains(name)
    }
}

impl<'a> Comparison<'a> {
    pub(super) fn fields(&mut self, old: &View<'a>, new: &View<'a>, pair: &Pair<'a>) {
        let (old, new) = (Fields::of(old, pair.way), Fields::of(new, pair.way));
        for name in old.names() {
            let place = pair.place.at(Step::Field(name));
            if !new.has(name) {
                let rule = match pair.way {
                    Way::Request => Rule::RequestFieldRemoved,
                    Way::Response => Rule::ResponseFieldRemoved,
                };
                self.tell(rule, &place, "the field is gone");
                continue;
            }
            let rule = match (
                old.required.contains(name),
                new.required.contains(name),
                pair.way,
            ) {
                (false, true, Way::Request) => {
                    Some((Rule::RequestFieldRequired, "is required now"))
                }
                (true, false, Way::Request) => {
                    Some((Rule::RequestFieldOptional, "is no longer required"))
                }
                (false, true, Way::Response) => {
                    Some((Rule::ResponseFieldRequired, "is always there now"))
                }
                (true, false, Way::Response) => {
                    Some((Rule::ResponseFieldOptional, "may be missing now"))
                }
                _ => None,
            };
            if let Some((rule, words)) = rule {
                self.tell(rule, &place, words);
            }
            if let (Some(before), Some(now)) = (old.properties.get(name), new.properties.get(name))
            {
                self.later(before, now, pair.way, place);
            }
        }
        for name in new.names().filter(|name| !old.has(name)) {
            let place = pair.place.at(Step::Field(name));
            match (pair.way, new.required.contains(name)) {
                (Way::Request, true) => {
                    let words = "there is a field that must be sent";
                    self.tell(Rule::RequestFieldAddedRequired, &place, words);
                }
                (Way::Request, false) => {
                    self.tell(Rule::RequestFieldAdded, &place, "there is a field more");
                }
                (Way::Response, _) => {
                    self.tell(Rule::ResponseFieldAdded, &place, "there is a field more");
                }
            }
        }
        self.other_fields(&old.others, &new.others, pair);
    }

    fn other_fields(&mut self, old: &Others<'a>, new: &Others<'a>, pair: &Pair<'a>) {
        let place = &pair.place;
        match (old, new, pair.way) {
            (Others::Of(before), Others::Of(now), _) => {
                self.later(before, now, pair.way, place.at(Step::OtherFields));
            }
            (Others::Any, Others::None, Way::Request) => {
                let words = "fields that it does not name are refused now";
                self.tell(Rule::RequestUnknownFieldsRefused, place, words);
            }
            (Others::Of(_), Others::None, Way::Request) => {
                let words = "fields of names of one's own are refused now";
                self.tell(Rule::RequestUnknownFieldsRefused, place, words);
            }
            (Others::Any, Others::Of(_), Way::Request) => {
                let words = "fields that it does not name must fit a schema now";
                self.tell(Rule::RequestUnknownFieldsRefused, place, words);
            }
            (Others::None, Others::Any | Others::Of(_), Way::Request)
            | (Others::Of(_), Others::Any, Way::Request) => {
                let words = "more fields than before may be sent along";
                self.tell(Rule::RequestUnknownFieldsTaken, place, words);
            }
            (Others::Of(_), Others::None, Way::Response) => {
                let words = "has no fields of names of their own now";
                self.tell(Rule::ResponseFieldRemoved, place, words);
            }
            (Others::Of(_), Others::Any, Way::Response) => {
                let words = "fields of names of their own may be anything now";
                self.tell(Rule::ResponseTypeWidened, place, words);
            }
            // An answer may always have had fields that a client does not know.
            (Others::Any | Others::None, _, _) => {}
        }
    }

    /// Tells of what is chosen by, where that changed.
    pub(super) fn discriminators(
        &mut self,
        old: Option<&'a str>,
        new: Option<&'a str>,
        pair: &Pair<'a>,
    ) {
        if let (Some(before), Some(now)) = (old, new)
            && before != now
        {
            let words = format!(
                "the alternatives are told apart by {} now, and were by {}",
                quoted(now),
                quoted(before)
            );
            self.tell(Rule::SchemaChanged, &pair.place, words);
        }
    }
}
