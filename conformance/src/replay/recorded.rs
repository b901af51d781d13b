//! The recorded requests alone, for clients that send no bytes.

use std::fs;
use std::io;
use std::path::Path;

use super::case::{CaseFile, Exchange, Request, Work};
use super::{groups, request};

/// A recorded request.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The id of its case.
    pub id: String,
    /// The method.
    pub method: String,
    /// Path and query, as they are sent.
    pub target: String,
    /// Its headers, the content type that the body's form implies included.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: Vec<u8>,
}

/// All recorded requests in their order, those that come before a case included, and WebSockets left out.
///
/// # Errors
/// When a folder or file of cases cannot be read.
pub fn recorded(cases: &Path) -> io::Result<Vec<Recorded>> {
    let mut all = Vec::new();
    for group in groups(cases)? {
        let text = fs::read_to_string(cases.join(format!("{group}.json")))?;
        let file: CaseFile = serde_json::from_str(&text)?;
        for case in &file.cases {
            for before in &case.before {
                if let Exchange::Http(request) = before {
                    all.push(Recorded::of(&case.id, request));
                }
            }
            if let Work::Http(request, _) = &case.work {
                all.push(Recorded::of(&case.id, request));
            }
        }
    }
    Ok(all)
}

impl Recorded {
    fn of(id: &str, request: &Request) -> Self {
        let (body, media_type) = request.body.as_ref().map(request::body).unwrap_or_default();
        let mut headers = request.place.headers.clone();
        let given = |name: &str| {
            let mut headers = request.place.headers.iter();
            headers.any(|(given, _)| given.eq_ignore_ascii_case(name))
        };
        if let Some(media_type) = media_type.filter(|_| !given("content-type")) {
            headers.push(("content-type".to_owned(), media_type));
        }
        Self {
            id: id.to_owned(),
            method: request.method.clone(),
            target: request::target(&request.place),
            headers,
            body,
        }
    }
}
