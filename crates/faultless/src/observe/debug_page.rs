//! The debug page: an unplanned error told to a developer on the same machine.

use std::fmt::Write as _;

use axum_core::body::Body;
use axum_core::response::Response;
use http::{HeaderValue, StatusCode, header};

use super::log::{Backtrace, Causes};
use crate::exception::{Exception, accept_quality};
use crate::html::escaped;
use crate::request::Request;
use crate::response::with_content_type;

/// The page, as HTML where the client likes that better than text; `None` unless the client is on this machine.
///
/// It shows what the log holds and the request's first line. It never shows headers, the body or the state: secrets
/// are there.
pub(crate) fn debug_page(request: &Request, exception: &Exception) -> Option<Response> {
    let client = request.client()?;
    // A proxy on this machine makes every client look local: then nobody is.
    let forwarded = ["forwarded", "x-forwarded-for", "x-real-ip"]
        .iter()
        .any(|name| request.headers().contains_key(*name));
    if !client.ip().to_canonical().is_loopback() || forwarded {
        return None;
    }
    let html = accept_quality(request, "text/html") > accept_quality(request, "text/plain");
    let (content_type, body) = if html {
        ("text/html; charset=utf-8", html_page(request, exception))
    } else {
        ("text/plain; charset=utf-8", text_page(request, exception))
    };
    let mut response = with_content_type(HeaderValue::from_static(content_type), Body::from(body));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    );
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Some(response)
}

/// What both pages say, title first.
fn rows(request: &Request, exception: &Exception) -> Vec<(&'static str, String)> {
    let mut rows = vec![
        ("error", exception.type_name().to_owned()),
        ("words", Causes(exception.error()).to_string()),
        ("raised at", exception.location().to_string()),
        (
            "request",
            format!("{} {}", request.method(), request.path()),
        ),
        (
            "route",
            request.route().unwrap_or("none matched").to_owned(),
        ),
        ("request id", request.id().to_string()),
    ];
    let mut during = exception.during();
    while let Some(handled) = during {
        rows.push((
            "while handling",
            format!(
                "{} (raised at {})",
                Causes(handled.error()),
                handled.location()
            ),
        ));
        during = handled.during();
    }
    let backtrace = match Backtrace::of(exception) {
        Some(backtrace) => backtrace.to_string(),
        None => "set RUST_BACKTRACE=1 to see one".to_owned(),
    };
    rows.push(("backtrace", backtrace));
    rows
}

fn text_page(request: &Request, exception: &Exception) -> String {
    let mut page = String::from("500 Internal Server Error (debug mode)\n\n");
    for (name, value) in rows(request, exception) {
        // Writing to a `String` cannot fail.
        let _ = writeln!(page, "{name}: {value}");
    }
    page
}

fn html_page(request: &Request, exception: &Exception) -> String {
    let mut page = String::from(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>500 Internal Server Error</title>\
         <style>body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}\
         dt{font-weight:600;margin-top:.8rem}dd{margin:0}pre{white-space:pre-wrap;margin:0}</style></head>\
         <body><h1>500 Internal Server Error</h1><p>Shown because debug mode is on and you are on this machine.</p><dl>",
    );
    for (name, value) in rows(request, exception) {
        let _ = write!(
            page,
            "<dt>{name}</dt><dd><pre>{}</pre></dd>",
            escaped(&value)
        );
    }
    page.push_str("</dl></body></html>");
    page
}
