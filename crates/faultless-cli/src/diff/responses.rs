//! Responses, and the errors among them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::document::{Document, Operation};
use super::operation::{Parameter, content, schema};
use super::place::{Place, Step};
use super::rule::Rule;
use super::schema::Way;
use super::view::{alternatives, view};
use super::{Comparison, Unusable, plain, quoted};

/// The responses of an operation.
struct Responses<'a> {
    by_status: BTreeMap<&'a str, Response<'a>>,
}

struct Response<'a> {
    object: &'a Map<String, Value>,
    /// The codes of its errors.
    codes: BTreeSet<&'a str>,
}

/// The schemas of an error's body, by the code that stands in them.
#[derive(Default)]
struct Bodies<'a> {
    by_code: BTreeMap<&'a str, &'a Value>,
    /// Those that have none.
    others: Vec<&'a Value>,
}

impl<'a> Comparison<'a> {
    pub(super) fn responses(
        &mut self,
        old: &Operation<'a>,
        new: &Operation<'a>,
    ) -> Result<(), Unusable> {
        let (old, new) = (Responses::of(old)?, Responses::of(new)?);
        self.codes(&old, &new);
        for (status, before) in &old.by_status {
            let place = Place::root(format!("response {}", plain(status)));
            match new.by_status.get(status) {
                Some(now) => self.response(before, now, is_error(status), &place)?,
                // Its codes have been told.
                None if before.codes.is_empty() => {
                    self.tell(Rule::StatusRemoved, &place, "the status is gone");
                }
                None => {}
            }
        }
        for (status, now) in &new.by_status {
            if !old.by_status.contains_key(status) && now.codes.is_empty() {
                let place = Place::root(format!("response {}", plain(status)));
                self.tell(Rule::StatusAdded, &place, "the status is new");
            }
        }
        Ok(())
    }

    /// Compares which errors there are, and with which status.
    fn codes(&mut self, old: &Responses<'a>, new: &Responses<'a>) {
        let (before, now) = (old.codes(), new.codes());
        for (code, statuses) in &before {
            let place = Place::root(format!("error {}", quoted(code)));
            let Some(now) = now.get(code) else {
                let words = format!("the error is gone, which had status {}", told(statuses));
                self.tell(Rule::ErrorCodeRemoved, &place, words);
                continue;
            };
            if statuses.is_subset(now) {
                if statuses != now {
                    let words = format!("comes with status {} too", told(&(now - statuses)));
                    self.tell(Rule::ErrorCodeAdded, &place, words);
                }
            } else {
                let words = format!(
                    "comes with status {} now, and did with {}",
                    told(now),
                    told(statuses)
                );
                self.tell(Rule::ErrorCodeMoved, &place, words);
            }
        }
        for (code, statuses) in now.iter().filter(|(code, _)| !before.contains_key(*code)) {
            let place = Place::root(format!("error {}", quoted(code)));
            let words = format!("the error is new, with status {}", told(statuses));
            self.tell(Rule::ErrorCodeAdded, &place, words);
        }
    }

    fn response(
        &mut self,
        old: &Response<'a>,
        new: &Response<'a>,
        is_error: bool,
        place: &Place<'a>,
    ) -> Result<(), Unusable> {
        self.headers(old, new, place)?;
        let (before, now) = (content(old.object), content(new.object));
        self.media_types(&before, &now, place);
        for (media_type, before) in before {
            let Some(now) = now.get(media_type) else {
                continue;
            };
            let (before, now) = (schema(before), schema(now));
            if is_error {
                self.error_bodies(before, now, new, place)?;
            } else {
                self.schemas(before, now, Way::Response, place.clone())?;
            }
        }
        Ok(())
    }

    /// Compares the body of each error with its own; the codes themselves have been told.
    fn error_bodies(
        &mut self,
        old: &'a Value,
        new: &'a Value,
        response: &Response<'a>,
        place: &Place<'a>,
    ) -> Result<(), Unusable> {
        let before = Bodies::of(self.old, old)?;
        let now = Bodies::of(self.new, new)?;
        if before.by_code.is_empty() && now.by_code.is_empty() {
            return self.schemas(old, new, Way::Response, place.clone());
        }
        for (code, body) in &before.by_code {
            let place = place.at(Step::Alternative(quoted(code)));
            let same = now.by_code.get(code).copied();
            // It may have lost the code's own schema, and not the code.
            let body_now = same.or_else(|| {
                now.others
                    .first()
                    .copied()
                    .filter(|_| response.codes.contains(code))
            });
            if let Some(body_now) = body_now {
                self.schemas(body, body_now, Way::Response, place)?;
            }
        }
        match (before.others.as_slice(), now.others.as_slice()) {
            ([], []) => {}
            ([], _)
                if before
                    .by_code
                    .keys()
                    .all(|code| now.by_code.contains_key(code)) =>
            {
                self.tell(
                    Rule::ResponseAlternativeAdded,
                    place,
                    "there may be a body without a code",
                );
            }
            ([], _) => {}
            ([before, ..], []) => {
                // All errors had one form: each has its own now, which has to be of that form still.
                for (code, body) in &now.by_code {
                    let place = place.at(Step::Alternative(quoted(code)));
                    self.schemas(before, body, Way::Response, place)?;
                }
            }
            (before, now) if before.len() == 1 && now.len() == 1 => {
                for (before, now) in before.iter().zip(now) {
                    self.schemas(before, now, Way::Response, place.clone())?;
                }
            }
            _ => self.schemas(old, new, Way::Response, place.clone())?,
        }
        Ok(())
    }

    fn headers(
        &mut self,
        old: &Response<'a>,
        new: &Response<'a>,
        place: &Place<'a>,
    ) -> Result<(), Unusable> {
        let (before, mut now) = (headers(self.old, old)?, headers(self.new, new)?);
        for (name, before) in before {
            let place = Place::root(format!("{place}, header {}", quoted(before.name)));
            let Some(now) = now.remove(&name) else {
                self.tell(Rule::HeaderRemoved, &place, "the header is gone");
                continue;
            };
            match (before.is("required"), now.is("required")) {
                (true, false) => self.tell(Rule::HeaderOptional, &place, "may be missing now"),
                (false, true) => self.tell(Rule::HeaderRequired, &place, "is always there now"),
                _ => {}
            }
            self.schemas(before.schema(), now.schema(), Way::Response, place)?;
        }
        for now in now.into_values() {
            let place = Place::root(format!("{place}, header {}", quoted(now.name)));
            self.tell(Rule::HeaderAdded, &place, "there is a header more");
        }
        Ok(())
    }
}

impl<'a> Responses<'a> {
    fn of(operation: &Operation<'a>) -> Result<Self, Unusable> {
        let mut by_status = BTreeMap::new();
        let responses = operation.object.get("responses").and_then(Value::as_object);
        for (status, response) in responses.into_iter().flatten() {
            if status.starts_with("x-") {
                continue;
            }
            let Some(object) = operation.document.resolve(response)?.as_object() else {
                continue;
            };
            let mut codes = BTreeSet::new();
            if is_error(status) {
                let listed = object.get("x-error-codes").and_then(Value::as_array);
                codes.extend(listed.into_iter().flatten().filter_map(Value::as_str));
                for body in content(object).into_values() {
                    codes.extend(Bodies::of(operation.document, schema(body))?.by_code.keys());
                }
            }
            by_status.insert(status.as_str(), Response { object, codes });
        }
        Ok(Self { by_status })
    }

    fn codes(&self) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
        let mut codes: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (status, response) in &self.by_status {
            for code in &response.codes {
                codes.entry(code).or_default().insert(status);
            }
        }
        codes
    }
}

impl<'a> Bodies<'a> {
    fn of(document: &'a Document, schema: &'a Value) -> Result<Self, Unusable> {
        let mut bodies = Self::default();
        for node in alternatives(document, schema)?.nodes {
            let properties = view(document, node)?.properties();
            let code = match properties.get("code") {
                Some(code) => view(document, code)?.constant(),
                None => None,
            };
            match code {
                Some(code) => {
                    bodies.by_code.entry(code).or_insert(node);
                }
                None => bodies.others.push(node),
            }
        }
        Ok(bodies)
    }
}

fn is_error(status: &str) -> bool {
    status.starts_with(['4', '5']) || status == "default"
}

/// The headers of a response by their names in small letters; the content type is told by its content.
fn headers<'a>(
    document: &'a Document,
    response: &Response<'a>,
) -> Result<BTreeMap<String, Parameter<'a>>, Unusable> {
    let listed = response.object.get("headers").and_then(Value::as_object);
    let mut headers = BTreeMap::new();
    for (name, header) in listed.into_iter().flatten() {
        let key = name.to_ascii_lowercase();
        if key != "content-type" {
            let value = document.resolve(header)?;
            headers.insert(key, Parameter { name, value });
        }
    }
    Ok(headers)
}

fn told(statuses: &BTreeSet<&str>) -> String {
    statuses
        .iter()
        .map(|status| plain(status))
        .collect::<Vec<_>>()
        .join(" and ")
}
