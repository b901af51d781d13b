//! What both pages have in common.

use serde_json::Value;

use super::Shown;
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
    /// What is shown, after the title.
    pub(super) name: &'static str,
    pub(super) element: &'static str,
    pub(super) settings: Value,
    pub(super) styles: &'s [&'s str],
    pub(super) scripts: &'s [&'s str],
}

impl Shell<'_> {
    pub(super) fn html(&self, shown: &Shown<'_>) -> String {
        let reference = |to: &str| escaped(&relative(self.path, to));
        let styles: Vec<String> = self
            .styles
            .iter()
            .map(|path| format!("<link rel=\"stylesheet\" href=\"{}\">", reference(path)))
            .collect();
        let scripts: Vec<String> = self
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
            title = escaped(title(shown.document)),
            name = self.name,
            styles = styles.concat(),
            scripts = scripts.concat(),
            document = reference(shown.openapi_path),
            element = self.element,
            settings = escaped(&self.settings.to_string()),
        )
    }
}
