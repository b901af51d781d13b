//! The pages that show the document to people: Swagger UI and Redoc, or a plain list where the feature `docs` is off.

#[cfg(any(test, not(feature = "docs")))]
mod plain;
#[cfg(feature = "docs")]
mod redoc;
#[cfg(feature = "docs")]
mod relative;
#[cfg(feature = "docs")]
mod settings;
#[cfg(feature = "docs")]
mod shell;
#[cfg(feature = "docs")]
mod sources;
#[cfg(feature = "docs")]
mod swagger;

use std::borrow::Cow;

use serde_json::Value;

#[cfg(feature = "docs")]
pub(crate) use self::settings::{check_init_oauth, check_parameters};
use crate::page::Page;

/// What an application decides about these pages.
#[derive(Clone)]
pub(crate) struct Looks {
    /// The path of Swagger UI, or of the plain page.
    pub(crate) docs_path: Option<Cow<'static, str>>,
    #[cfg(feature = "docs")]
    pub(crate) redoc_path: Option<Cow<'static, str>>,
    /// Where an OAuth 2 server sends people back to: below `docs_path` unless it is somewhere else, or nowhere.
    #[cfg(feature = "docs")]
    #[expect(clippy::option_option, reason = "unset, nowhere, or somewhere")]
    pub(crate) redirect_path: Option<Option<Cow<'static, str>>>,
    #[cfg(feature = "docs")]
    pub(crate) parameters: serde_json::Map<String, Value>,
    #[cfg(feature = "docs")]
    pub(crate) init_oauth: Option<serde_json::Map<String, Value>>,
}

impl Default for Looks {
    fn default() -> Self {
        Self {
            docs_path: Some(Cow::Borrowed("/docs")),
            #[cfg(feature = "docs")]
            redoc_path: Some(Cow::Borrowed("/redoc")),
            #[cfg(feature = "docs")]
            redirect_path: None,
            #[cfg(feature = "docs")]
            parameters: serde_json::Map::new(),
            #[cfg(feature = "docs")]
            init_oauth: None,
        }
    }
}

impl Looks {
    /// The path of the page that people open first.
    #[cfg(feature = "server")]
    pub(crate) fn first_path(&self) -> Option<&str> {
        #[cfg(feature = "docs")]
        return self.docs_path.as_deref().or(self.redoc_path.as_deref());
        #[cfg(not(feature = "docs"))]
        self.docs_path.as_deref()
    }
}

/// What the pages show.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'d> {
    pub(crate) document: &'d Value,
    /// Where the document is.
    #[cfg_attr(
        not(feature = "docs"),
        expect(dead_code, reason = "the plain list holds it")
    )]
    pub(crate) openapi_path: &'d str,
    /// The path under which the application is mounted, as the document writes it; empty where it is not.
    #[cfg_attr(
        not(feature = "docs"),
        expect(dead_code, reason = "the plain list sends nothing")
    )]
    pub(crate) mount: &'d str,
}

/// The pages of a document.
pub(crate) fn pages(looks: &Looks, shown: Shown<'_>) -> Vec<Page> {
    #[cfg(feature = "docs")]
    {
        let mut pages = Vec::new();
        if let Some(path) = &looks.docs_path {
            swagger::add(&mut pages, looks, path, shown);
        }
        if let Some(path) = &looks.redoc_path {
            redoc::add(&mut pages, path, shown);
        }
        pages
    }
    #[cfg(not(feature = "docs"))]
    {
        let page = |path: &Cow<'static, str>| {
            Page::new("docs_path", &**path, HTML, plain::page(shown.document)).policy(plain::POLICY)
        };
        looks.docs_path.iter().map(page).collect()
    }
}

const HTML: &str = "text/html; charset=utf-8";
