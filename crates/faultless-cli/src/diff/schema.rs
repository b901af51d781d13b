//! Schemas: what fits the old one and what fits the new one, keyword by keyword.

use std::collections::{BTreeSet, HashSet};

use serde_json::Value;

use super::operation::ANYTHING;
use super::place::{Place, Step};
use super::rule::Rule;
use super::view::{Alternatives, View, alternatives, fits, id, view};
use super::{Comparison, Unusable, brief, quoted};

/// Which way a value goes: a client that sends it is hurt by what is refused now, one that gets it by what is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Way {
    Request,
    Response,
}

/// What says which values fit and is not judged: any change of it is one.
const UNJUDGED: &[&str] = &[
    "not",
    "if",
    "then",
    "else",
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "patternProperties",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "unevaluatedItems",
    "unevaluatedProperties",
    "$dynamicRef",
];

/// Two schemas that are to be compared.
#[derive(Debug, Clone)]
pub(super) struct Pair<'a> {
    pub(super) old: &'a Value,
    pub(super) new: &'a Value,
    pub(super) way: Way,
    pub(super) place: Place<'a>,
}

impl<'a> Comparison<'a> {
    /// Compares two schemas, and all that they are made of. What the operation has told of once is not told again.
    pub(super) fn schemas(
        &mut self,
        old: &'a Value,
        new: &'a Value,
        way: Way,
        place: Place<'a>,
    ) -> Result<(), Unusable> {
        self.later(old, new, way, place);
        // Not by recursion: a document may nest and refer as deep as it likes.
        while let Some(pair) = self.waiting.pop_front() {
            if self
                .seen
                .insert((id(pair.old), id(pair.new), pair.way == Way::Request))
            {
                self.step()?;
                self.pair(&pair)?;
            }
        }
        Ok(())
    }

    pub(super) fn later(&mut self, old: &'a Value, new: &'a Value, way: Way, place: Place<'a>) {
        if let (Value::Object(before), Value::Object(now)) = (old, new)
            && let Some(Value::String(reference)) = before.get("$ref")
            && before == now
            && self.unchanged.contains(reference)
        {
            return;
        }
        self.waiting.push_back(Pair {
            old,
            new,
            way,
            place,
        });
    }

    fn pair(&mut self, pair: &Pair<'a>) -> Result<(), Unusable> {
        let (old_doc, new_doc) = (self.old, self.new);
        self.outside(pair)?;
        let old = alternatives(old_doc, pair.old)?;
        let new = alternatives(new_doc, pair.new)?;
        if let (Some(before), Some(after)) =
            (nullable(self, &old, true)?, nullable(self, &new, false)?)
        {
            match (before, after, pair.way) {
                (true, false, Way::Request) => {
                    self.tell(
                        Rule::RequestTypeNarrowed,
                        &pair.place,
                        "`null` is refused now",
                    );
                }
                (false, true, Way::Request) => {
                    self.tell(Rule::RequestTypeWidened, &pair.place, "may be `null` now");
                }
                (false, true, Way::Response) => {
                    self.tell(Rule::ResponseTypeWidened, &pair.place, "may be `null` now");
                }
                (true, false, Way::Response) => {
                    self.tell(
                        Rule::ResponseTypeNarrowed,
                        &pair.place,
                        "is never `null` now",
                    );
                }
                _ => {}
            }
        }
        if let ([one], [other]) = (old.nodes.as_slice(), new.nodes.as_slice()) {
            return self.nodes(one, other, pair);
        }
        self.unions(&old, &new, pair)
    }

    /// What is said about a value from outside: its default, and whether it should still be used.
    fn outside(&mut self, pair: &Pair<'a>) -> Result<(), Unusable> {
        let (old, new) = (view(self.old, pair.old)?, view(self.new, pair.new)?);
        self.deprecation(old.is("deprecated"), new.is("deprecated"), &pair.place);
        if pair.way == Way::Request {
            match (old.get("default"), new.get("default")) {
                (None, Some(now)) => {
                    let words = format!("the default is {} now", brief(now));
                    self.tell(Rule::RequestDefaultAdded, &pair.place, words);
                }
                (Some(before), None) => {
                    let words = format!("there is no default now, which was {}", brief(before));
                    self.tell(Rule::RequestDefaultChanged, &pair.place, words);
                }
                (Some(before), Some(now)) if written(before) != written(now) => {
                    let words = format!(
                        "the default is {} now, and was {}",
                        brief(now),
                        brief(before)
                    );
                    self.tell(Rule::RequestDefaultChanged, &pair.place, words);
                }
                _ => {}
            }
        }
        Ok(())
    }

    pub(super) fn deprecation(&mut self, before: bool, now: bool, place: &Place<'a>) {
        match (before, now) {
            (false, true) => self.tell(Rule::Deprecation, place, "is deprecated now"),
            (true, false) => self.tell(Rule::Deprecation, place, "is no longer deprecated"),
            _ => {}
        }
    }

    /// Compares schemas without a choice around them.
    fn nodes(&mut self, old: &'a Value, new: &'a Value, pair: &Pair<'a>) -> Result<(), Unusable> {
        let (old, new) = (view(self.old, old)?, view(self.new, new)?);
        // Some keywords of the parts are compared with each other: it counts where there are many.
        self.steps += (old.parts.len() + new.parts.len()).pow(2) / 64;
        self.step()?;
        if !self.types(&old, &new, pair) {
            return Ok(());
        }
        self.values(&old, &new, pair);
        self.formats(&old, &new, pair);
        self.limits(&old, &new, pair);
        self.fields(&old, &new, pair);
        self.items(&old, &new, pair);
        self.choices(&old, &new, pair)?;
        let said = |view: &View<'_>, key: &str| {
            view.parts
                .iter()
                .filter_map(|part| part.get(key))
                .cloned()
                .collect::<Vec<_>>()
        };
        for key in UNJUDGED {
            let (before, now) = (said(&old, key), said(&new, key));
            if before != now {
                let words = format!("`{key}` changed, which is not judged");
                self.tell(Rule::SchemaChanged, &pair.place, words);
            }
        }
        Ok(())
    }

    /// False when the types have nothing in common, so that there is nothing else to compare.
    fn types(&mut self, old: &View<'a>, new: &View<'a>, pair: &Pair<'a>) -> bool {
        let without_null = |view: &View<'a>| {
            let types = view.types()?;
            let rest = types.iter().copied().filter(|one| *one != "null");
            Some(rest.collect::<BTreeSet<_>>())
        };
        let (before, now) = (without_null(old), without_null(new));
        if before == now {
            return true;
        }
        let words = format!(
            "is {} now, and was {}",
            listed(now.as_ref()),
            listed(before.as_ref())
        );
        let all_in =
            |types: &Option<BTreeSet<&str>>, others: &Option<BTreeSet<&str>>| match (types, others)
            {
                (_, None) => true,
                (None, Some(_)) => false,
                (Some(types), Some(others)) => types.iter().all(|one| fits(one, others)),
            };
        let (old_fits, new_fits) = (all_in(&before, &now), all_in(&now, &before));
        match pair.way {
            Way::Request if !old_fits => self.tell(Rule::RequestTypeNarrowed, &pair.place, words),
            Way::Request => self.tell(Rule::RequestTypeWidened, &pair.place, words),
            Way::Response if !new_fits => self.tell(Rule::ResponseTypeWidened, &pair.place, words),
            Way::Response => self.tell(Rule::ResponseTypeNarrowed, &pair.place, words),
        }
        old_fits || new_fits
    }

    fn values(&mut self, old: &View<'a>, new: &View<'a>, pair: &Pair<'a>) {
        let place = &pair.place;
        let missing = |from: &[&'a Value], others: &[&'a Value]| {
            let others: HashSet<String> = others.iter().map(|value| written(value)).collect();
            let missing = from
                .iter()
                .filter(|value| !others.contains(&written(value)));
            missing.map(|value| brief(value)).collect::<Vec<_>>()
        };
        match (old.values(), new.values(), pair.way) {
            (None, None, _) => {}
            (None, Some(now), Way::Request) => {
                let words = format!("is one of {} now, and was any", list(&now));
                self.tell(Rule::RequestValueRemoved, place, words);
            }
            (Some(_), None, Way::Request) => {
                self.tell(Rule::RequestValueAdded, place, "may be any value now");
            }
            (None, Some(now), Way::Response) => {
                let words = format!("is one of {} now, and was any", list(&now));
                self.tell(Rule::ResponseValueRemoved, place, words);
            }
            (Some(before), None, Way::Response) => {
                let words = format!("may be any value now, and was one of {}", list(&before));
                self.tell(Rule::ResponseValueChanged, place, words);
            }
            (Some(before), Some(now), way) => {
                let (gone, added) = (missing(&before, &now), missing(&now, &before));
                if gone.len() == before.len() && !added.is_empty() && way == Way::Response {
                    let words = format!("is {} now, and was {}", list(&now), list(&before));
                    return self.tell(Rule::ResponseValueChanged, place, words);
                }
                let (on_gone, on_added) = match way {
                    Way::Request => (Rule::RequestValueRemoved, Rule::RequestValueAdded),
                    Way::Response => (Rule::ResponseValueRemoved, Rule::ResponseValueAdded),
                };
                for value in gone {
                    self.tell(on_gone, place, format!("the value {value} is gone"));
                }
                for value in added {
                    self.tell(on_added, place, format!("the value {value} is new"));
                }
            }
        }
    }

    fn items(&mut self, old: &View<'a>, new: &View<'a>, pair: &Pair<'a>) {
        let (before, now) = (old.get("items"), new.get("items"));
        let rest = |items: Option<&'a Value>| items.unwrap_or(&ANYTHING);
        if before.is_some() || now.is_some() {
            self.later(
                rest(before),
                rest(now),
                pair.way,
                pair.place.at(Step::Items),
            );
        }
        let first = |view: &View<'a>| {
            view.get("prefixItems")
                .and_then(Value::as_array)
                .map_or(&[][..], Vec::as_slice)
        };
        let (firsts, new_firsts) = (first(old), first(new));
        for index in 0..firsts.len().max(new_firsts.len()) {
            let one = firsts.get(index).unwrap_or(rest(before));
            let other = new_firsts.get(index).unwrap_or(rest(now));
            self.later(one, other, pair.way, pair.place.at(Step::Item(index)));
        }
    }

    /// Choices that stand beside other words: in turn.
    fn choices(&mut self, old: &View<'a>, new: &View<'a>, pair: &Pair<'a>) -> Result<(), Unusable> {
        let (before, now) = (old.choices(), new.choices());
        if before.len() != now.len() {
            self.tell(Rule::SchemaChanged, &pair.place, "a choice (`anyOf` or `oneOf`) beside other words came or went, which is not judged");
            return Ok(());
        }
        for (before, now) in before.into_iter().zip(now) {
            let union = |nodes: &'a Vec<Value>| Alternatives {
                nodes: nodes.iter().collect(),
                is_union: true,
                ..Alternatives::default()
            };
            self.unions(&union(before), &union(now), pair)?;
        }
        Ok(())
    }
}

/// Whether `null` fits; none where anything does.
fn nullable<'a>(
    comparison: &Comparison<'a>,
    alternatives: &Alternatives<'a>,
    is_old: bool,
) -> Result<Option<bool>, Unusable> {
    let document = if is_old {
        comparison.old
    } else {
        comparison.new
    };
    let mut null = alternatives.null;
    for node in &alternatives.nodes {
        let view = view(document, node)?;
        match view.types() {
            Some(types) => null |= types.contains("null"),
            // A choice beside other words decides by itself.
            None if view.choices().is_empty() => return Ok(None),
            None => {}
        }
    }
    Ok(Some(null))
}

/// A value's text, by which two are one to JSON: 1 and 1.0 are.
pub(super) fn written(value: &Value) -> String {
    let whole = value
        .as_f64()
        .filter(|number| value.is_f64() && number.fract() == 0.0);
    whole.map_or_else(|| value.to_string(), |number| format!("{number:.0}"))
}

fn listed(types: Option<&BTreeSet<&str>>) -> String {
    match types {
        None => "of any type".to_owned(),
        Some(types) if types.is_empty() => "of no type".to_owned(),
        Some(types) => types
            .iter()
            .map(|one| quoted(one))
            .collect::<Vec<_>>()
            .join(" or "),
    }
}

pub(super) fn list(values: &[&Value]) -> String {
    let told = values.iter().take(12).map(|value| brief(value));
    let mut told = told.collect::<Vec<_>>().join(", ");
    if values.len() > 12 {
        told.push_str(", ...");
    }
    told
}
