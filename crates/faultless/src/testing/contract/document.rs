//! The documents of an application and of those in it, with their schemas compiled.

use std::collections::HashMap;

use boon::{Compiler, Draft, SchemaIndex, Schemas};
use http::Method;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::{Contract, Promised};
use crate::openapi::CODES;
use crate::routing::{Found, Held};

/// The documents of an application and of those in it.
pub(in crate::testing) struct Documents {
    all: Vec<Document>,
    schemas: Schemas,
    /// The schema at each address; or why there is none.
    compiled: HashMap<String, Result<SchemaIndex, String>>,
    pub(super) contract: Contract,
}

struct Document {
    prefix: String,
    json: Value,
    errors: bool,
    /// Where the compiler finds it.
    url: String,
}

/// What a document says of an operation.
#[derive(Clone, Copy)]
pub(super) struct Described<'d> {
    document: &'d Document,
    pub(super) responses: &'d Value,
}

impl Documents {
    pub(super) fn new(held: Vec<Held>) -> Self {
        let mut compiler = Compiler::new();
        compiler.set_default_draft(Draft::V2020_12);
        let mut all: Vec<Document> = Vec::new();
        for (index, held) in held.into_iter().enumerate() {
            // A document that is no JSON promises nothing; it is ours, and always JSON.
            let json: Value = serde_json::from_slice(&held.document).unwrap_or_default();
            let url = format!("http://document/{index}.json");
            // The URL is one.
            let _ = compiler.add_resource(&url, json.clone());
            all.push(Document {
                prefix: held.prefix,
                json,
                errors: held.errors,
                url,
            });
        }
        // All at once: a compiler cannot be sent to other threads, and what it makes can.
        let (mut schemas, mut made) = (Schemas::new(), HashMap::new());
        for document in &all {
            for address in document.schemas() {
                let schema = compiler.compile(&address, &mut schemas);
                made.insert(address, schema.map_err(|error| format!("{error:#}")));
            }
        }
        Self {
            all,
            schemas,
            compiled: made,
            contract: Contract::new(),
        }
    }

    pub(super) fn recording(mut self, contract: Contract) -> Self {
        self.contract = contract;
        self
    }

    /// All that they promise.
    pub(super) fn promised(&self) -> Vec<Promised> {
        let mut all = Vec::new();
        for document in &self.all {
            for (path, item) in members(member(&document.json, "paths")) {
                // Other members of a path hold no responses.
                for (method, operation) in members(item) {
                    for (status, response) in members(member(operation, "responses")) {
                        let promised = |code: Option<&str>| Promised {
                            path: format!("{}{path}", document.prefix),
                            method: method.to_ascii_uppercase(),
                            status: status.clone(),
                            code: code.map(str::to_owned),
                        };
                        match codes(response) {
                            codes if codes.is_empty() => all.push(promised(None)),
                            codes => all.extend(codes.into_iter().map(|code| promised(Some(code)))),
                        }
                    }
                }
            }
        }
        all
    }

    /// What the document says of an operation; none where it is not in it.
    pub(super) fn described(&self, found: &Found, method: &Method) -> Option<Described<'_>> {
        let mut all = self.all.iter();
        let document = all.find(|document| document.prefix == found.prefix)?;
        let item = member(&document.json, "paths").get(&found.path)?;
        let responses = item
            .get(method.as_str().to_ascii_lowercase())?
            .get("responses")?;
        Some(Described {
            document,
            responses,
        })
    }

    /// What is wrong with a value by the schema at these places below the document.
    pub(super) fn mistakes(
        &self,
        described: Described<'_>,
        places: &[&str],
        value: &Value,
    ) -> Option<String> {
        let compiled = self.compiled.get(&described.document.address(places))?;
        match compiled {
            Ok(index) => self.schemas.validate(value, *index).err().map(|error| {
                let told = error.to_string();
                // The first line names the schema, whose address says nothing to anybody.
                told.lines().skip(1).collect::<Vec<_>>().join("\n")
            }),
            Err(error) => Some(format!("its schema is none: {error}")),
        }
    }
}

impl Document {
    /// Where the compiler finds what stands at these places.
    fn address(&self, places: &[&str]) -> String {
        let mut address = format!("{}#", self.url);
        for place in places {
            let place = place.replace('~', "~0").replace('/', "~1");
            let place = utf8_percent_encode(&place, NON_ALPHANUMERIC);
            address.push('/');
            address.extend(place);
        }
        address
    }

    /// The addresses of all schemas of responses.
    fn schemas(&self) -> Vec<String> {
        let mut addresses = Vec::new();
        for (path, item) in members(member(&self.json, "paths")) {
            for (method, operation) in members(item) {
                for (status, response) in members(member(operation, "responses")) {
                    for (media_type, stated) in members(member(response, "content")) {
                        if stated.get("schema").is_some() {
                            let places = [
                                "paths",
                                path,
                                method,
                                "responses",
                                status,
                                "content",
                                media_type,
                                "schema",
                            ];
                            addresses.push(self.address(&places));
                        }
                    }
                }
            }
        }
        addresses
    }
}

impl Described<'_> {
    /// Whether its document holds errors.
    pub(super) fn holds_errors(&self) -> bool {
        self.document.errors
    }
}

/// The codes that a response documents.
pub(super) fn codes(response: &Value) -> Vec<&str> {
    let codes = member(response, CODES).as_array().into_iter().flatten();
    codes.filter_map(Value::as_str).collect()
}

/// A member of an object; null where there is none.
fn member<'v>(value: &'v Value, name: &str) -> &'v Value {
    value.get(name).unwrap_or(&Value::Null)
}

/// The members of an object; of anything else there are none.
pub(super) fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}
