//! Redirects between a path with a slash at its end and without.

use axum_core::body::Body;
use axum_core::response::Response;
use http::header::{HOST, LOCATION};
use http::{HeaderValue, StatusCode};
use percent_encoding::utf8_percent_encode;

use crate::request::Request;
use crate::url::{PATH, QUERY};

/// The other form of a path: with a slash at its end, or without any.
fn toggled(path: &str) -> String {
    if path.ends_with('/') {
        path.trim_end_matches('/').to_owned()
    } else {
        [path, "/"].concat()
    }
}

/// The redirect for a path that no route matches, when one matches its other form: 307, so that method and body stay.
///
/// `own` is where the application's own part of the path begins.
pub(crate) fn redirect(
    request: &Request,
    own: usize,
    matches: impl Fn(&str) -> bool,
) -> Option<Response> {
    let path = request.path();
    let own_path = path.get(own..)?;
    if own_path == "/" {
        return None;
    }
    let other = toggled(own_path);
    if !matches(&other) {
        return None;
    }
    let prefix = path.get(..own)?;
    let mut target = origin(request);
    target.extend(utf8_percent_encode(prefix, PATH));
    target.extend(utf8_percent_encode(&other, PATH));
    if !request.query().is_empty() {
        target.push('?');
        target.extend(utf8_percent_encode(request.query(), QUERY));
    }
    // A path of two slashes alone would name another host to a client that has no origin to put before it.
    if target.starts_with("//") {
        return None;
    }
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
    response
        .headers_mut()
        .insert(LOCATION, HeaderValue::from_str(&target).ok()?);
    Some(response)
}

/// `scheme://host` as the client sees it; empty without a usable one.
///
/// A host in the request's own line, or `:authority`, goes before `Host` (RFC 9112 section 3.2.2, RFC 9113 section
/// 8.3.1): whoever stands between read that one.
/// `X-Forwarded-Proto` counts only from a proxy on this machine: anyone else could write it.
fn origin(request: &Request) -> String {
    let authority = request.uri().authority().map(http::uri::Authority::as_str);
    let host = authority.or_else(|| request.header(HOST.as_str()));
    let Some(host) = host.filter(|host| {
        !host.is_empty()
            && host
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && !b"/\\?#@\"<>".contains(&byte))
    }) else {
        return String::new();
    };
    let local = request
        .client()
        .is_some_and(|client| client.ip().to_canonical().is_loopback());
    let forwarded = request
        .header("x-forwarded-proto")
        .filter(|_| local)
        .map(str::trim);
    let scheme = match (forwarded, request.uri().scheme_str()) {
        (Some("https"), _) | (None, Some("https")) => "https",
        _ => "http",
    };
    format!("{scheme}://{host}")
}
