//! What an application says of itself: its document and the pages that show it, each at its path.

use std::panic::Location;
use std::sync::Arc;

use axum_core::response::Response;
use bytes::Bytes;
use serde_json::Value;

use super::check::{Known, detached};
use super::errors::{Catalogue, Errors};
use super::{Info, document, security};
use crate::defect::Defect;
use crate::docs_ui;
use crate::exception::{Catalogued, Registry, Result};
use crate::page::Page;
use crate::request::{Request, Scope};
use crate::routing::{Operations, Routes};

/// What an application says of itself: the document, and the pages that show it.
pub(crate) struct Documents {
    pages: Vec<Page>,
    /// The lengths of their paths, a bit each.
    lengths: u64,
    #[cfg(feature = "server")]
    first_path: Option<String>,
    /// The document, where there is one.
    pub(crate) json: Option<Bytes>,
    /// Whether it holds errors.
    #[cfg(feature = "contract")]
    pub(crate) errors: bool,
}

/// The document at its path, and the pages that show it.
fn pages(info: &Info, openapi_path: &str, document: &Value, text: Bytes) -> Vec<Page> {
    let shown = docs_ui::Shown {
        document,
        openapi_path,
        mount: &info.about.root,
    };
    let mut pages = docs_ui::pages(&info.looks, shown);
    pages.push(Page::new(
        "openapi_path",
        openapi_path,
        "application/json",
        text,
    ));
    pages
}

/// Checks the paths of the document and its pages.
pub(crate) fn check<'o>(
    info: &Info,
    location: &'static Location<'static>,
    operations: impl Iterator<Item = &'o Operations>,
    defects: &mut Vec<Defect>,
) {
    let mut schemes = security::Known::default();
    let mut known = Known::default();
    for webhook in &info.about.webhooks {
        detached(webhook.clone(), defects);
    }
    // What the pages show is of no matter to where they are.
    let mut pages = info.openapi_path.as_ref().map_or_else(Vec::new, |path| {
        pages(info, path, &Value::Null, Bytes::new())
    });
    pages.extend(
        info.catalogue_path()
            .map(|path| Catalogue::default().page(path)),
    );
    check_paths(&pages, location, defects);
    for operation in operations {
        if info.openapi_path.is_some() && operation.is_documented() {
            schemes.check(operation, defects);
            known.check(info, operation, defects);
        }
        let text = &*operation.template.text;
        for page in pages.iter().filter(|page| page.path() == text) {
            let message = format!(
                "`{}` answers `{text}`, where the documentation is: give it another path, or move the documentation with `.{}(...)`",
                operation.route.name,
                page.setting()
            );
            defects.push(Defect::new(operation.route.location, message));
        }
    }
}

fn check_paths(pages: &[Page], location: &'static Location<'static>, defects: &mut Vec<Defect>) {
    let mut paths: Vec<(&str, &str)> = Vec::new();
    for page in pages {
        let (path, setting) = (page.path(), page.setting());
        if let Some((_, other)) = paths.iter().find(|(known, _)| *known == path) {
            let message = format!(
                "two of the documentation's pages are at `{path}`: move one with `.{other}(...)` or `.{setting}(...)`"
            );
            defects.push(Defect::new(location, message));
        } else if paths.iter().all(|(_, known)| *known != setting)
            && let Some(wrong) = wrong_path(path)
        {
            // What a page loads stands below it: it is told once.
            let message = format!("the documentation's path `{path}` {wrong}");
            defects.push(Defect::new(location, message));
        }
        paths.push((path, setting));
    }
}

fn wrong_path(path: &str) -> Option<String> {
    if !path.starts_with('/') {
        return Some(format!("does not start with a slash: write `/{path}`"));
    }
    let character = path.chars().find(|c| "{}?#".contains(*c))?;
    Some(format!(
        "has a `{character}` in it: write a path without parameters and query"
    ))
}

/// The bit of a path's length: most requests are told from the pages' by it.
fn length(path: &str) -> u64 {
    1 << (path.len() % 64)
}

impl Documents {
    pub(crate) fn new(
        info: &Info,
        routes: &Routes,
        registry: &Registry,
        scope: &Arc<Scope>,
    ) -> Self {
        let errors = Errors::new(&info.errors, registry, scope);
        // Before anything is rendered: what is catalogued is told in what is.
        let catalogue_path = info.catalogue_path();
        if let Some(path) = catalogue_path {
            let codes = Catalogue::codes(&errors, routes.operations());
            let path = path.to_owned();
            let _ = scope.settings.catalogued.set(Catalogued { path, codes });
        }
        let mut all = Vec::new();
        let mut json = None;
        if let Some(path) = catalogue_path {
            let catalogue = Catalogue::new(info, &errors, routes.operations(), path);
            all.push(catalogue.page(path));
        }
        if let Some(path) = &info.openapi_path {
            let document = document::document(info, routes.operations(), errors);
            let text = Bytes::from(document.to_string());
            all.extend(pages(info, path, &document, text.clone()));
            json = Some(text);
        }
        Self {
            json,
            #[cfg(feature = "contract")]
            errors: info.errors.on,
            #[cfg(feature = "server")]
            first_path: info
                .openapi_path
                .as_ref()
                .and_then(|_| info.looks.first_path())
                .map(str::to_owned),
            lengths: all
                .iter()
                .fold(0, |lengths, page| lengths | length(page.path())),
            pages: all,
        }
    }

    /// The path of the page that people read.
    #[cfg(feature = "server")]
    pub(crate) fn page_path(&self) -> Option<&str> {
        self.first_path.as_deref()
    }

    pub(crate) fn knows(&self, path: &str) -> bool {
        self.page(path).is_some()
    }

    fn page(&self, path: &str) -> Option<&Page> {
        if self.lengths & length(path) == 0 {
            return None;
        }
        self.pages.iter().find(|page| page.path() == path)
    }

    /// The answer to a request for a document; `None` for any other path.
    pub(crate) fn answer(&self, request: &Request, path: &str) -> Option<Result<Response>> {
        Some(self.page(path)?.answer(request))
    }
}
