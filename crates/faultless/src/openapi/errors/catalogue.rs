//! The catalogue: every code that an application may answer with, for people and for programs.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::answer::Answer;
use super::name::imagined;
use super::render::Circumstances;
use super::{Errors, REQUEST_ID};
use crate::exception::{ErrorDoc, problem_type};
use crate::html::escaped;
use crate::openapi::Info;
use crate::openapi::document::path as document_path;
use crate::page::Page;
use crate::routing::Operations;
use crate::status;

/// What a browser lets the page do.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}\
section{border:1px solid #d0d7de;border-radius:6px;margin:1rem 0;padding:.2rem 1rem}section:target{border-color:#0969da}\
h2{font-size:1.1rem;margin:.6rem 0}h2 a{color:inherit;text-decoration:none}code,pre{font-family:ui-monospace,monospace}\
pre{background:#f6f8fa;border-radius:6px;padding:.6rem;overflow:auto}ul{padding-left:1.2rem}small{color:#57606a}";

/// One code with all that is known of it.
struct Entry {
    status: u16,
    code: String,
    words: Vec<String>,
    example: Option<Value>,
    /// True for what the framework answers whatever the operation.
    anywhere: bool,
    operations: Vec<(String, String)>,
}

/// The catalogue, in both forms.
#[derive(Default)]
pub(crate) struct Catalogue {
    json: Value,
    html: String,
}

impl Catalogue {
    /// Lists the errors of operations; `path` is where the catalogue is.
    pub(crate) fn new<'o>(
        info: &Info,
        errors: &Errors<'_>,
        operations: impl Iterator<Item = &'o Operations>,
        path: &str,
    ) -> Self {
        let entries = entries(errors, operations);
        Self {
            json: json(info, &entries, path),
            html: html(info, &entries),
        }
    }

    /// The codes that it has.
    pub(crate) fn codes<'o>(
        errors: &Errors<'_>,
        operations: impl Iterator<Item = &'o Operations>,
    ) -> HashSet<String> {
        let documented = operations.filter(|operation| operation.is_documented());
        let raised = documented.flat_map(|operation| errors.answers(operation));
        raised
            .chain(anywhere())
            .filter_map(|answer| Some(answer.code(&errors.renderer.scope)?.into_owned()))
            .collect()
    }

    /// The page at a path: for people, or as JSON.
    pub(crate) fn page(self, path: &str) -> Page {
        Page::new(
            "errors_path",
            path,
            "application/json",
            self.json.to_string(),
        )
        .or("text/html; charset=utf-8", self.html)
        .policy(POLICY)
    }
}

/// What any request may be answered with, before an operation is found or while any of them runs.
fn anywhere() -> [Answer; 5] {
    let http = |status: u16, words: &'static str| Answer::http(ErrorDoc::new(status).words(words));
    [
        http(404, "No operation has this path."),
        http(
            405,
            "No operation of this path has this method; `Allow` names those that it has.",
        ),
        http(414, "The URI is too long."),
        http(431, "The headers are too large."),
        Answer::Unplanned,
    ]
}

fn entries<'o>(
    errors: &Errors<'_>,
    operations: impl Iterator<Item = &'o Operations>,
) -> Vec<Entry> {
    let mut entries: BTreeMap<(u16, String), Entry> = BTreeMap::new();
    for operation in operations.filter(|operation| operation.is_documented()) {
        let path = imagined(&operation.template.text);
        for answer in errors.answers(operation) {
            let Some(entry) = entry(errors, &mut entries, &answer, &path) else {
                continue;
            };
            let methods = operation.methods.iter();
            let path = document_path(&operation.template.text);
            let places: Vec<_> = methods
                .map(|method| (method.to_string(), path.clone()))
                .collect();
            // One code of several forms names its operation once.
            if !entry.operations.ends_with(&places) {
                entry.operations.extend(places);
            }
        }
    }
    for answer in anywhere() {
        let answer = errors.settings.told_by_status(answer);
        if let Some(entry) = entry(errors, &mut entries, &answer, "/") {
            entry.anywhere = true;
        }
    }
    entries.into_values().collect()
}

/// The entry of an answer's code, with its words.
fn entry<'e>(
    errors: &Errors<'_>,
    entries: &'e mut BTreeMap<(u16, String), Entry>,
    answer: &Answer,
    path: &str,
) -> Option<&'e mut Entry> {
    let status = answer.status()?.as_u16();
    let code = answer.code(&errors.renderer.scope)?.into_owned();
    let entry = entries
        .entry((status, code.clone()))
        .or_insert_with(|| Entry {
            status,
            code,
            words: Vec::new(),
            example: errors.example(answer, path),
            anywhere: false,
            operations: Vec::new(),
        });
    let words = answer.words().into_owned();
    if !words.is_empty() && !entry.words.contains(&words) {
        entry.words.push(words);
    }
    Some(entry)
}

impl Errors<'_> {
    fn example(&self, answer: &Answer, path: &str) -> Option<Value> {
        if let Answer::Told(told) = answer {
            return told.example.clone();
        }
        let around = Circumstances {
            path,
            mount: 0,
            id: REQUEST_ID,
            accept: self.media_types.first().copied().flatten(),
        };
        Some(self.renderer.shown(answer, around)?.body)
    }
}

fn json(info: &Info, entries: &[Entry], path: &str) -> Value {
    let errors: Vec<Value> = entries
        .iter()
        .map(|entry| {
            let operations: Vec<Value> = entry
                .operations
                .iter()
                .map(|(method, path)| json!({ "method": method, "path": path }))
                .collect();
            let mut error = Map::new();
            error.insert("code".into(), json!(entry.code));
            error.insert("status".into(), json!(entry.status));
            error.insert("title".into(), json!(phrase(entry.status)));
            error.insert("description".into(), json!(entry.words.join("\n\n")));
            error.insert("type".into(), json!(problem_type("", path, &entry.code)));
            error.insert("anywhere".into(), json!(entry.anywhere));
            error.insert("operations".into(), json!(operations));
            if let Some(example) = &entry.example {
                error.insert("example".into(), example.clone());
            }
            error.into()
        })
        .collect();
    json!({ "title": info.title, "version": info.version, "errors": errors })
}

fn html(info: &Info, entries: &[Entry]) -> String {
    let title = escaped(&info.title);
    let mut page = String::new();
    // Writing to a `String` cannot fail.
    let _ = write!(
        page,
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>Errors of {title}</title><style>{STYLE}</style></head><body><h1>Errors of {title}</h1><p>Version {}</p>",
        escaped(&info.version)
    );
    let mut ids: Vec<&str> = Vec::new();
    for entry in entries {
        section(&mut page, entry, !ids.contains(&entry.code.as_str()));
        ids.push(&entry.code);
    }
    page.push_str("</body></html>");
    page
}

/// One entry; `first` of its code, whose links lead to it.
fn section(page: &mut String, entry: &Entry, first: bool) {
    let code = escaped(&entry.code);
    let id = if first {
        code.clone()
    } else {
        format!("{code}-{}", entry.status)
    };
    let _ = write!(
        page,
        "<section id=\"{id}\"><h2><code>{code}</code> <small>{} {}</small></h2>",
        entry.status,
        escaped(phrase(entry.status))
    );
    for words in &entry.words {
        let _ = write!(page, "<p>{}</p>", escaped(words));
    }
    if let Some(example) = &entry.example {
        let text = match example {
            Value::String(text) => text.clone(),
            other => format!("{other:#}"),
        };
        let _ = write!(page, "<pre>{}</pre>", escaped(&text));
    }
    if entry.anywhere {
        page.push_str("<p>Any request may be answered so.</p>");
    }
    if !entry.operations.is_empty() {
        page.push_str("<ul>");
        for (method, path) in &entry.operations {
            let _ = write!(page, "<li><code>{method} {}</code></li>", escaped(path));
        }
        page.push_str("</ul>");
    }
    page.push_str("</section>");
}

fn phrase(code: u16) -> &'static str {
    http::StatusCode::from_u16(code).map_or("", status::phrase)
}
