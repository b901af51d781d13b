//! Alternatives: which of the old ones is which of the new ones.

use serde_json::Value;

use super::place::Step;
use super::rule::Rule;
use super::schema::{Pair, Way};
use super::view::{Alternatives, view};
use super::{Comparison, Document, Unusable, quoted};

/// What an alternative is known by.
#[derive(Debug, PartialEq)]
struct Face<'a> {
    /// The component's name.
    component: Option<&'a str>,
    /// What its fields are fixed to: `code`, `type`.
    tags: Vec<(&'a str, &'a Value)>,
    title: Option<&'a str>,
    /// The one type that it is of.
    only_type: Option<&'a str>,
}

impl<'a> Face<'a> {
    fn of(
        document: &'a Document,
        node: &'a Value,
        discriminator: Option<&str>,
    ) -> Result<Self, Unusable> {
        let whole = view(document, node)?;
        let mut tags = Vec::new();
        for (name, schema) in whole.properties() {
            if discriminator.is_some_and(|only| only != name) {
                continue;
            }
            if let Some([value]) = view(document, schema)?.values().as_deref() {
                tags.push((name, *value));
            }
        }
        let types = whole.types();
        let only_type = types
            .filter(|types| types.len() == 1)
            .and_then(|types| types.first().copied());
        Ok(Self {
            component: component(node),
            tags,
            title: whole.get("title").and_then(Value::as_str),
            only_type,
        })
    }

    fn name(&self, node: &Value) -> String {
        match (self.component, self.tags.as_slice(), self.title) {
            (_, [(_, tag)], _) => super::brief(tag),
            (Some(name), ..) | (None, _, Some(name)) => quoted(name),
            _ => self.only_type.map_or_else(|| super::brief(node), quoted),
        }
    }
}

/// The name of the component that a schema is.
fn component(node: &Value) -> Option<&str> {
    node.get("$ref")?.as_str()?.rsplit('/').next()
}

type Same = for<'a> fn(&Face<'a>, &Face<'a>) -> bool;

/// By what two alternatives are the same, the surest first.
const BY: &[Same] = &[
    |old, new| !old.tags.is_empty() && old.tags == new.tags,
    // The same name says little where the tags say otherwise.
    |old, new| {
        old.component.is_some()
            && old.component == new.component
            && old.tags.is_empty() == new.tags.is_empty()
            && old.tags.is_empty()
    },
    |old, new| {
        old.title.is_some() && old.title == new.title && old.tags.is_empty() && new.tags.is_empty()
    },
];

impl<'a> Comparison<'a> {
    pub(super) fn unions(
        &mut self,
        old: &Alternatives<'a>,
        new: &Alternatives<'a>,
        pair: &Pair<'a>,
    ) -> Result<(), Unusable> {
        self.discriminators(old.discriminator, new.discriminator, pair);
        if old.discriminator == new.discriminator {
            self.chosen(old, new, pair)?;
        }
        let by = old.discriminator.or(new.discriminator);
        self.steps += old.nodes.len() * new.nodes.len();
        self.step()?;
        let faces = |document: &'a Document, nodes: &[&'a Value]| {
            let faces = nodes
                .iter()
                .map(|node| Ok((*node, Face::of(document, node, by)?)));
            faces.collect::<Result<Vec<_>, Unusable>>()
        };
        let mut olds = faces(self.old, &old.nodes)?;
        let mut news = faces(self.new, &new.nodes)?;
        for same in BY {
            self.pair_off(&mut olds, &mut news, same, pair);
        }
        self.pair_off(&mut olds, &mut news, &|old, new| old == new, pair);
        let only_type: Same = |old, new| {
            old.only_type.is_some()
                && old.only_type == new.only_type
                && old.tags.is_empty()
                && new.tags.is_empty()
        };
        let lone = |faces: &[(&Value, Face<'_>)], face: &Face<'_>| {
            faces
                .iter()
                .filter(|(_, other)| only_type(other, face))
                .count()
                == 1
        };
        let is_lone = olds.iter().all(|(_, face)| lone(&olds, face))
            && news.iter().all(|(_, face)| lone(&news, face));
        if is_lone {
            self.pair_off(&mut olds, &mut news, &only_type, pair);
        }
        // What is left on both sides may be one thing that changed.
        if let ([(before, face)], [(now, _)]) = (olds.as_slice(), news.as_slice()) {
            let step = Step::Alternative(face.name(before));
            self.later(before, now, pair.way, pair.place.at(step));
            return Ok(());
        }
        for (node, face) in olds {
            let rule = match pair.way {
                Way::Request => Rule::RequestAlternativeRemoved,
                Way::Response => Rule::ResponseAlternativeRemoved,
            };
            let words = format!("the alternative {} is gone", face.name(node));
            self.tell(rule, &pair.place, words);
        }
        for (node, face) in news {
            let rule = match pair.way {
                Way::Request => Rule::RequestAlternativeAdded,
                // Nobody was prepared for a choice where there was none.
                Way::Response if !old.is_union => Rule::ResponseTypeWidened,
                Way::Response => Rule::ResponseAlternativeAdded,
            };
            let words = format!("the alternative {} is new", face.name(node));
            self.tell(rule, &pair.place, words);
        }
        Ok(())
    }

    /// Tells of values that choose nothing any more, or another schema. A component may have another name.
    fn chosen(
        &mut self,
        old: &Alternatives<'a>,
        new: &Alternatives<'a>,
        pair: &Pair<'a>,
    ) -> Result<(), Unusable> {
        let (Some(by), Some(before), Some(now)) = (old.discriminator, old.mapping, new.mapping)
        else {
            return Ok(());
        };
        let (old_document, new_document) = (self.old, self.new);
        for (value, target) in before {
            let Some(target) = target.as_str().filter(|target| target.starts_with('#')) else {
                continue;
            };
            let before = old_document.target(target)?;
            // What a schema itself fixes the value to is compared with the schemas.
            if !Face::of(old_document, before, Some(by))?.tags.is_empty() {
                continue;
            }
            match now.get(value).and_then(Value::as_str) {
                None => {
                    let words = format!("{} chooses no alternative any more", quoted(value));
                    self.tell(Rule::SchemaChanged, &pair.place, words);
                }
                // It may be the same under another name.
                Some(other) if other != target && other.starts_with('#') => {
                    let step = Step::Alternative(quoted(value));
                    let now = new_document.target(other)?;
                    self.later(before, now, pair.way, pair.place.at(step));
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    /// Takes those that are the same from both sides, to be compared with each other.
    fn pair_off(
        &mut self,
        olds: &mut Vec<(&'a Value, Face<'a>)>,
        news: &mut Vec<(&'a Value, Face<'a>)>,
        same: &dyn Fn(&Face<'a>, &Face<'a>) -> bool,
        pair: &Pair<'a>,
    ) {
        olds.retain(|(before, face)| {
            let Some(index) = news.iter().position(|(_, other)| same(face, other)) else {
                return true;
            };
            let (now, _) = news.remove(index);
            let step = Step::Alternative(face.name(before));
            self.later(before, now, pair.way, pair.place.at(step));
            false
        });
    }
}
