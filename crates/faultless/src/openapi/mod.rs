//! The OpenAPI document of an application, built once from the operations that run.

mod document;

use std::panic::Location;

use axum_core::body::Body;
use axum_core::response::Response;
use bytes::Bytes;
use http::{HeaderValue, Method, StatusCode, header};

use crate::app::Options;
use crate::defect::Defect;
use crate::docs_ui;
use crate::exception::{Exception, HttpException, Result};
use crate::response::with_content_type;
use crate::routing::Operations;

/// What an application says of itself: the document, and the page that shows it.
pub(crate) struct Documents {
    pages: Vec<Page>,
}

struct Page {
    path: String,
    content_type: HeaderValue,
    body: Bytes,
    policy: Option<HeaderValue>,
}

/// Checks the paths of the document and its page.
pub(crate) fn check(
    options: &Options,
    location: &'static Location<'static>,
    defects: &mut Vec<Defect>,
) {
    for path in [&options.openapi_path, &options.docs_path]
        .into_iter()
        .flatten()
    {
        if !path.starts_with('/') {
            defects.push(Defect::new(
                location,
                format!(
                    "the documentation's path `{path}` does not start with a slash: write `/{path}`"
                ),
            ));
        }
    }
}

impl Documents {
    pub(crate) fn new<'o>(
        options: &Options,
        operations: impl Iterator<Item = &'o Operations>,
    ) -> Self {
        let mut pages = Vec::new();
        if let Some(path) = &options.openapi_path {
            let document = document::document(options, operations);
            if let Some(docs) = &options.docs_path {
                pages.push(Page {
                    path: docs.to_string(),
                    content_type: HeaderValue::from_static("text/html; charset=utf-8"),
                    body: Bytes::from(docs_ui::page(&document)),
                    policy: Some(HeaderValue::from_static(docs_ui::POLICY)),
                });
            }
            pages.push(Page {
                path: path.to_string(),
                content_type: HeaderValue::from_static("application/json"),
                body: Bytes::from(document.to_string()),
                policy: None,
            });
        }
        Self { pages }
    }

    pub(crate) fn knows(&self, path: &str) -> bool {
        self.pages.iter().any(|page| page.path == path)
    }

    /// The answer to a request for a document; `None` for any other path.
    pub(crate) fn answer(&self, method: &Method, path: &str) -> Option<Result<Response>> {
        let page = self.pages.iter().find(|page| page.path == path)?;
        if *method != Method::GET && *method != Method::HEAD {
            let error = HttpException::bare(StatusCode::METHOD_NOT_ALLOWED)
                .header(header::ALLOW, "GET, HEAD");
            return Some(Err(Exception::new(error)));
        }
        let mut response =
            with_content_type(page.content_type.clone(), Body::from(page.body.clone()));
        if let Some(policy) = &page.policy {
            response
                .headers_mut()
                .insert(header::CONTENT_SECURITY_POLICY, policy.clone());
        }
        Some(Ok(response))
    }
}
