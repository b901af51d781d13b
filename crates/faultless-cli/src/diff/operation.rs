//! An operation: its parameters and its body.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::document::Operation;
use super::place::Place;
use super::rule::Rule;
use super::schema::Way;
use super::{Comparison, Unusable, brief, plain, quoted};

/// What a schema that is not there says.
pub(super) static ANYTHING: Value = Value::Bool(true);

/// Headers that a parameter cannot stand for.
const NO_PARAMETERS: &[&str] = &["accept", "content-type", "authorization"];

impl<'a> Comparison<'a> {
    pub(super) fn operation(
        &mut self,
        old: &Operation<'a>,
        new: &Operation<'a>,
    ) -> Result<(), Unusable> {
        let text = |operation: &Operation<'a>, key: &str| {
            operation.object.get(key).and_then(Value::as_str)
        };
        let flag = |operation: &Operation<'a>, key: &str| {
            operation.object.get(key) == Some(&Value::Bool(true))
        };
        match (flag(old, "deprecated"), flag(new, "deprecated")) {
            (false, true) => self.tell_here(Rule::Deprecation, "is deprecated now"),
            (true, false) => self.tell_here(Rule::Deprecation, "is no longer deprecated"),
            _ => {}
        }
        if let (Some(before), Some(now)) = (text(old, "operationId"), text(new, "operationId"))
            && before != now
        {
            let words = format!(
                "the operation's id is {} now, and was {}",
                quoted(now),
                quoted(before)
            );
            self.tell_here(Rule::OperationIdChanged, words);
        }
        self.security(old, new)?;
        self.parameters(old, new)?;
        self.body(old, new)?;
        self.responses(old, new)?;
        if old.object.get("callbacks") != new.object.get("callbacks") {
            self.tell_here(Rule::NotCompared, "callbacks changed, and are not compared");
        }
        Ok(())
    }

    fn parameters(&mut self, old: &Operation<'a>, new: &Operation<'a>) -> Result<(), Unusable> {
        for (before, now) in old.names.iter().zip(&new.names) {
            if before != now {
                let words = format!(
                    "the path parameter {} is called {} now",
                    quoted(before),
                    quoted(now)
                );
                self.tell_here(Rule::PathParameterRenamed, words);
            }
        }
        let (olds, mut news) = (parameters(old)?, parameters(new)?);
        for (key, before) in olds {
            let place = Place::root(format!(
                "{} parameter {}",
                plain(&key.0),
                quoted(before.name)
            ));
            match news.remove(&key) {
                Some(now) => self.parameter(&before, &now, &place)?,
                None => self.tell(Rule::ParameterRemoved, &place, "the parameter is gone"),
            }
        }
        for (key, now) in news {
            let place = Place::root(format!("{} parameter {}", plain(&key.0), quoted(now.name)));
            if now.is("required") {
                self.tell(
                    Rule::ParameterAddedRequired,
                    &place,
                    "there is a parameter that must be sent",
                );
            } else {
                self.tell(Rule::ParameterAdded, &place, "there is a parameter more");
            }
        }
        Ok(())
    }

    fn parameter(
        &mut self,
        old: &Parameter<'a>,
        new: &Parameter<'a>,
        place: &Place<'a>,
    ) -> Result<(), Unusable> {
        self.deprecation(old.is("deprecated"), new.is("deprecated"), place);
        match (old.is("required"), new.is("required")) {
            (false, true) => self.tell(Rule::ParameterRequired, place, "is required now"),
            (true, false) => self.tell(Rule::ParameterOptional, place, "is no longer required"),
            _ => {}
        }
        let (before, now) = (old.writing(), new.writing());
        if before != now {
            let words = format!("is written as {now} now, and was as {before}");
            self.tell(Rule::ParameterWriting, place, words);
        }
        self.schemas(old.schema(), new.schema(), Way::Request, place.clone())
    }

    fn body(&mut self, old: &Operation<'a>, new: &Operation<'a>) -> Result<(), Unusable> {
        let place = Place::root("request body");
        let body = |operation: &Operation<'a>| -> Result<Option<&'a Map<String, Value>>, Unusable> {
            let body = operation.object.get("requestBody");
            let body = body
                .map(|body| operation.document.resolve(body))
                .transpose()?;
            Ok(body.and_then(Value::as_object))
        };
        let is_required =
            |body: &Map<String, Value>| body.get("required") == Some(&Value::Bool(true));
        let (before, now) = match (body(old)?, body(new)?) {
            (None, None) => return Ok(()),
            (Some(_), None) => {
                self.tell(Rule::BodyRemoved, &place, "the body is gone");
                return Ok(());
            }
            (None, Some(now)) if is_required(now) => {
                self.tell(
                    Rule::BodyRequired,
                    &place,
                    "there is a body that must be sent",
                );
                return Ok(());
            }
            (None, Some(_)) => {
                self.tell(Rule::BodyAdded, &place, "there may be a body");
                return Ok(());
            }
            (Some(before), Some(now)) => (before, now),
        };
        match (is_required(before), is_required(now)) {
            (false, true) => self.tell(Rule::BodyRequired, &place, "is required now"),
            (true, false) => self.tell(Rule::BodyOptional, &place, "is no longer required"),
            _ => {}
        }
        let (before, now) = (content(before), content(now));
        self.media_types(&before, &now, &place);
        for (media_type, before) in before {
            let Some(now) = now.get(media_type) else {
                continue;
            };
            if before.get("encoding") != now.get("encoding") {
                let words = format!(
                    "the encoding of {} changed, which is not judged",
                    quoted(media_type)
                );
                self.tell(Rule::BodyEncoding, &place, words);
            }
            self.schemas(schema(before), schema(now), Way::Request, place.clone())?;
        }
        Ok(())
    }

    pub(super) fn media_types(
        &mut self,
        old: &BTreeMap<&'a str, &'a Value>,
        new: &BTreeMap<&'a str, &'a Value>,
        place: &Place<'a>,
    ) {
        for media_type in old
            .keys()
            .filter(|media_type| !new.contains_key(*media_type))
        {
            let words = format!("is {} no more", quoted(media_type));
            self.tell(Rule::MediaTypeRemoved, place, words);
        }
        for media_type in new
            .keys()
            .filter(|media_type| !old.contains_key(*media_type))
        {
            let words = format!("may be {} now", quoted(media_type));
            self.tell(Rule::MediaTypeAdded, place, words);
        }
    }
}

/// The media types of a body.
pub(super) fn content(body: &Map<String, Value>) -> BTreeMap<&str, &Value> {
    let content = body.get("content").and_then(Value::as_object);
    content
        .into_iter()
        .flatten()
        .map(|(media_type, value)| (media_type.as_str(), value))
        .collect()
}

/// The schema of a media type, a parameter or a header.
pub(super) fn schema(of: &Value) -> &Value {
    of.get("schema").unwrap_or(&ANYTHING)
}

/// A parameter, or a header of a response.
pub(super) struct Parameter<'a> {
    pub(super) name: &'a str,
    pub(super) value: &'a Value,
}

impl<'a> Parameter<'a> {
    pub(super) fn is(&self, key: &str) -> bool {
        self.value.get(key) == Some(&Value::Bool(true))
    }

    fn content(&self) -> Option<(&'a str, &'a Value)> {
        let (media_type, value) = self.value.get("content")?.as_object()?.iter().next()?;
        Some((media_type, value))
    }

    pub(super) fn schema(&self) -> &'a Value {
        self.content()
            .map_or_else(|| schema(self.value), |(_, content)| schema(content))
    }

    /// How its value becomes text.
    fn writing(&self) -> String {
        if let Some((media_type, _)) = self.content() {
            return quoted(media_type);
        }
        let text = |key: &str| self.value.get(key).and_then(Value::as_str);
        let style = text("style").unwrap_or(match text("in") {
            Some("query" | "cookie") => "form",
            _ => "simple",
        });
        let explode = self.value.get("explode").and_then(Value::as_bool);
        let exploded = explode.unwrap_or(style == "form");
        let reserved = self.value.get("allowReserved").map(brief);
        let reserved = reserved.filter(|reserved| reserved != "`false`");
        format!(
            "{}{}{}",
            quoted(style),
            if exploded { " (exploded)" } else { "" },
            if reserved.is_some() {
                " with reserved characters"
            } else {
                ""
            }
        )
    }
}

/// The parameters of an operation by where they stand and what they are called; those of the path by their position.
fn parameters<'a>(
    operation: &Operation<'a>,
) -> Result<BTreeMap<(String, String), Parameter<'a>>, Unusable> {
    let mut parameters = BTreeMap::new();
    // The operation's own come last: they replace the path's.
    for holder in [operation.item, operation.object] {
        let listed = holder.get("parameters").and_then(Value::as_array);
        for parameter in listed.into_iter().flatten() {
            let value = operation.document.resolve(parameter)?;
            let text = |key: &str| value.get(key).and_then(Value::as_str);
            let (Some(place), Some(name)) = (text("in"), text("name")) else {
                continue;
            };
            let key = match place {
                "header" => name.to_ascii_lowercase(),
                "path" => match operation.names.iter().position(|known| *known == name) {
                    Some(position) => format!("{position:06}"),
                    None => continue,
                },
                _ => name.to_owned(),
            };
            if place != "header" || !NO_PARAMETERS.contains(&key.as_str()) {
                parameters.insert((place.to_owned(), key), Parameter { name, value });
            }
        }
    }
    Ok(parameters)
}
