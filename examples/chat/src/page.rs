//! The page: what a browser shows.

use faultless::prelude::*;

/// Only what this server sends is run and shown, and only this server is spoken to; nobody puts the page in a frame. So
/// that even a text which found its way into the markup could do nothing.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub(crate) fn router() -> Router {
    Router::new().routes(routes![page, script, style, icon])
}

type File = ([(&'static str, &'static str); 4], &'static str);

fn file(kind: &'static str, text: &'static str) -> File {
    let headers = [
        ("content-type", kind),
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
    ];
    (headers, text)
}

#[get("/", hidden)]
fn page() -> File {
    file(
        "text/html; charset=utf-8",
        include_str!("../static/index.html"),
    )
}

#[get("/chat.js", hidden)]
fn script() -> File {
    file(
        "text/javascript; charset=utf-8",
        include_str!("../static/chat.js"),
    )
}

#[get("/chat.css", hidden)]
fn style() -> File {
    file(
        "text/css; charset=utf-8",
        include_str!("../static/chat.css"),
    )
}

#[get("/icon.svg", hidden)]
fn icon() -> File {
    file("image/svg+xml", include_str!("../static/icon.svg"))
}
