//! Swagger UI, with the page to which an OAuth 2 server sends people back.

use faultless_docs_assets::{SWAGGER_UI_OAUTH2_REDIRECT, SWAGGER_UI_SCRIPT, SWAGGER_UI_STYLE};
use serde_json::{Value, json};

use super::relative::relative;
use super::shell::{JAVASCRIPT, STYLE, Shell, below};
use super::{HTML, Looks, Shown, sources};
use crate::page::{Packed, Page};

const SETTING: &str = "docs_path";
const START: &str = concat!(include_str!("placed.js"), include_str!("swagger.js"));

static SCRIPT: Packed = Packed::new(SWAGGER_UI_SCRIPT.gzip);
static CSS: Packed = Packed::new(SWAGGER_UI_STYLE.gzip);
static REDIRECT: Packed = Packed::new(SWAGGER_UI_OAUTH2_REDIRECT.gzip);

const REDIRECT_POLICY: &str = "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Adds the page at `path` and all that it loads.
pub(super) fn add(pages: &mut Vec<Page>, looks: &Looks, path: &str, shown: Shown<'_>) {
    let script = below(path, SWAGGER_UI_SCRIPT.name);
    let css = below(path, SWAGGER_UI_STYLE.name);
    let start = below(path, "start.js");
    let style = below(path, "page.css");
    let redirect = match &looks.redirect_path {
        Some(redirect) => redirect.as_ref().map(ToString::to_string),
        None => Some(below(path, "oauth2-redirect")),
    };
    let settings = json!({
        "openapi": relative(path, shown.openapi_path),
        "root": relative(path, "/"),
        "mount": shown.mount,
        "redirect": redirect.as_deref().map(|redirect| relative(path, redirect)),
        "parameters": looks.parameters,
        "oauth": looks.init_oauth,
    });
    let html = Shell {
        path,
        name: "Swagger UI",
        element: "swagger-ui",
        settings,
        styles: &[&css, &style],
        scripts: &[&script, &start],
    }
    .html(&shown);
    pages.push(Page::new(SETTING, path, HTML, html).policy(policy(shown.document)));
    pages.push(Page::new(SETTING, script, SWAGGER_UI_SCRIPT.content_type, &SCRIPT).for_good());
    pages.push(Page::new(SETTING, css, SWAGGER_UI_STYLE.content_type, &CSS).for_good());
    pages.push(Page::new(SETTING, start, JAVASCRIPT, START));
    pages.push(Page::new(SETTING, style, "text/css; charset=utf-8", STYLE));
    if let Some(redirect) = redirect {
        let script = below(&redirect, SWAGGER_UI_OAUTH2_REDIRECT.name);
        let html = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Signing in</title>\
             <link rel=\"icon\" href=\"data:,\"></head><body><script src=\"{}\"></script></body></html>",
            crate::html::escaped(&relative(&redirect, &script))
        );
        let setting = match looks.redirect_path {
            Some(_) => "oauth2_redirect_path",
            None => SETTING,
        };
        pages.push(Page::new(setting, redirect, HTML, html).policy(REDIRECT_POLICY));
        pages.push(
            Page::new(
                setting,
                script,
                SWAGGER_UI_OAUTH2_REDIRECT.content_type,
                &REDIRECT,
            )
            .for_good(),
        );
    }
}

/// Its pictures stand in its style, and those that an operation answers are blobs.
fn policy(document: &Value) -> String {
    let mut asked = String::new();
    for source in sources::asked(document) {
        asked.push(' ');
        asked.push_str(&source);
    }
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; \
         connect-src 'self'{asked}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}
