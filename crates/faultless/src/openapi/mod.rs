//! The OpenAPI document of an application, built once from the operations that run.

mod about;
mod bounds;
mod check;
mod document;
mod merge;
mod responses;
mod security;
mod taken;

use std::borrow::Cow;
use std::panic::Location;

use axum_core::body::Body;
use axum_core::response::Response;
use bytes::Bytes;
use http::{HeaderValue, Method, StatusCode, header};

pub(crate) use about::About;
pub use about::{Contact, ExternalDocs, License, OperationName, Server, Tag};

use crate::defect::Defect;
use crate::docs_ui;
use crate::exception::{Exception, HttpException, Result};
pub use crate::operation::{ResponseDoc, ResponseKey};
use crate::response::with_content_type;
use crate::routing::Operations;

/// What an application decides about its document.
#[derive(Clone)]
pub(crate) struct Info {
    pub(crate) title: Cow<'static, str>,
    pub(crate) version: Cow<'static, str>,
    /// The document's path; none without a document.
    pub(crate) openapi_path: Option<Cow<'static, str>>,
    /// The page's path.
    pub(crate) docs_path: Option<Cow<'static, str>>,
    pub(crate) about: About,
}

impl Default for Info {
    fn default() -> Self {
        Self {
            title: Cow::Borrowed("faultless"),
            version: Cow::Borrowed("0.1.0"),
            openapi_path: Some(Cow::Borrowed("/openapi.json")),
            docs_path: Some(Cow::Borrowed("/docs")),
            about: About::default(),
        }
    }
}

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
pub(crate) fn check<'o>(
    info: &Info,
    location: &'static Location<'static>,
    operations: impl Iterator<Item = &'o Operations>,
    defects: &mut Vec<Defect>,
) {
    let mut schemes = security::Known::default();
    let mut known = check::Known::default();
    let paths = [
        (info.openapi_path.as_ref(), "openapi_path"),
        (
            info.docs_path
                .as_ref()
                .filter(|_| info.openapi_path.is_some()),
            "docs_path",
        ),
    ];
    for (path, _) in paths {
        if let Some(path) = path.filter(|path| !path.starts_with('/')) {
            let message = format!(
                "the documentation's path `{path}` does not start with a slash: write `/{path}`"
            );
            defects.push(Defect::new(location, message));
        }
    }
    for webhook in &info.about.webhooks {
        check::detached(webhook.clone(), defects);
    }
    for operation in operations {
        if info.openapi_path.is_some() && !operation.hidden {
            schemes.check(operation, defects);
            known.check(info, operation, defects);
        }
        let text = &*operation.template.text;
        for (_, setting) in paths
            .iter()
            .filter(|(path, _)| path.is_some_and(|path| *path == text))
        {
            let message = format!(
                "`{}` answers `{text}`, where the documentation is: give it another path, or move the documentation with `.{setting}(...)`",
                operation.route.name
            );
            defects.push(Defect::new(operation.route.location, message));
        }
    }
}

impl Documents {
    pub(crate) fn new<'o>(info: &Info, operations: impl Iterator<Item = &'o Operations>) -> Self {
        let mut pages = Vec::new();
        if let Some(path) = &info.openapi_path {
            let document = document::document(info, operations);
            if let Some(docs) = &info.docs_path {
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

    /// The path of the page that people read.
    #[cfg(feature = "server")]
    pub(crate) fn page_path(&self) -> Option<&str> {
        self.pages
            .iter()
            .find(|page| page.policy.is_some())
            .map(|page| page.path.as_str())
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
