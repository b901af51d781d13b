//! Redoc: the document to read.

use faultless_docs_assets::REDOC_SCRIPT;
use serde_json::{Value, json};

use super::relative::relative;
use super::shell::{JAVASCRIPT, STYLE, Shell, below};
use super::{HTML, Shown, sources};
use crate::page::{Packed, Page};

const SETTING: &str = "redoc_path";
const START: &str = concat!(include_str!("placed.js"), include_str!("redoc.js"));

static SCRIPT: Packed = Packed::new(REDOC_SCRIPT.gzip);

/// Adds the page at `path` and all that it loads.
pub(super) fn add(pages: &mut Vec<Page>, path: &str, shown: Shown<'_>) {
    let script = below(path, REDOC_SCRIPT.name);
    let start = below(path, "start.js");
    let style = below(path, "page.css");
    let settings = json!({
        "openapi": relative(path, shown.openapi_path),
        "root": relative(path, "/"),
        "mount": shown.mount,
    });
    let html = Shell {
        path,
        name: "ReDoc",
        element: "redoc",
        settings,
        styles: &[&style],
        scripts: &[&script, &start],
    }
    .html(&shown);
    pages.push(Page::new(SETTING, path, HTML, html).policy(policy(shown.document)));
    pages.push(Page::new(SETTING, script, REDOC_SCRIPT.content_type, &SCRIPT).for_good());
    pages.push(Page::new(SETTING, start, JAVASCRIPT, START));
    pages.push(Page::new(SETTING, style, "text/css; charset=utf-8", STYLE));
}

/// The styles that Redoc writes into its page, by their hashes: an empty one, which it fills by rules, and the one of its
/// scroll bar.
const STYLES: &str = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' 'sha256-QMIg+bpjm3JdElJ388KYke01izlUW0UoNOeKjpMxdgc='";

/// Its search runs in a worker that it makes itself.
fn policy(document: &Value) -> String {
    let logo = sources::logo(document).map_or_else(String::new, |source| format!(" {source}"));
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self' {STYLES}; worker-src blob:; img-src 'self' data:{logo}; connect-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}
