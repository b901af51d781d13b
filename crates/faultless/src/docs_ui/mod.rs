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

/// The pages, of the document at `openapi_path`.
pub(crate) fn pages(looks: &Looks, openapi_path: &str, document: &Value) -> Vec<Page> {
    #[cfg(feature = "docs")]
    {
        let mut pages = Vec::new();
        if let Some(path) = &looks.docs_path {
            swagger::add(&mut pages, looks, path, openapi_path, document);
        }
        if let Some(path) = &looks.redoc_path {
            redoc::add(&mut pages, path, openapi_path, document);
        }
        pages
    }
    #[cfg(not(feature = "docs"))]
    {
        let _ = openapi_path;
        let page = |path: &Cow<'static, str>| {
            Page::new("docs_path", &**path, HTML, plain::page(document)).policy(plain::POLICY)
        };
        looks.docs_path.iter().map(page).collect()
    }
}

const HTML: &str = "text/html; charset=utf-8";

#[cfg(feature = "docs")]
mod shell {
    //! What both pages have in common.

    use serde_json::Value;

    use super::relative::relative;
    use crate::html::escaped;

    pub(super) const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

    /// The style of the page around what it shows.
    pub(super) const STYLE: &str = include_str!("page.css");

    /// A file that stands below a page's path.
    pub(super) fn below(page: &str, name: &str) -> String {
        format!("{}/{name}", page.trim_end_matches('/'))
    }

    /// The title that the document gives itself.
    fn title(document: &Value) -> &str {
        let title = document.pointer("/info/title");
        title.and_then(Value::as_str).unwrap_or_default()
    }

    /// A page that starts its scripts on an element with settings. Every path in it is relative, so that it holds under
    /// a mount and behind a proxy that adds a prefix.
    pub(super) struct Shell<'s> {
        pub(super) path: &'s str,
        pub(super) openapi_path: &'s str,
        /// What is shown, after the title.
        pub(super) name: &'static str,
        pub(super) element: &'static str,
        pub(super) settings: Value,
        pub(super) styles: &'s [&'s str],
        pub(super) scripts: &'s [&'s str],
    }

    impl Shell<'_> {
        pub(super) fn html(&self, document: &Value) -> String {
            let reference = |to: &str| escaped(&relative(self.path, to));
            let styles: String = self
                .styles
                .iter()
                .map(|path| format!("<link rel=\"stylesheet\" href=\"{}\">", reference(path)))
                .collect();
            let scripts: String = self
                .scripts
                .iter()
                .map(|path| format!("<script src=\"{}\"></script>", reference(path)))
                .collect();
            format!(
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
                 <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
                 <title>{title} - {name}</title><link rel=\"icon\" href=\"data:,\">{styles}</head><body>\
                 <noscript><p>This page needs JavaScript. What it shows is <a href=\"{document}\">the OpenAPI document</a>.</p></noscript>\
                 <div id=\"{element}\" data-settings=\"{settings}\"></div>{scripts}</body></html>",
                title = escaped(title(document)),
                name = self.name,
                document = reference(self.openapi_path),
                element = self.element,
                settings = escaped(&self.settings.to_string()),
            )
        }
    }
}
