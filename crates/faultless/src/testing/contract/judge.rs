//! Whether a response is one that the document has.

use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::response::Parts;
use http::{HeaderMap, Method, StatusCode};
use serde_json::Value;

use super::Promised;
use super::document::{Described, Documents, codes, members};
use crate::response::ErrorCode;
use crate::routing::Found;
use crate::status;

/// A response, as far as it was received.
pub(super) struct Received<'r> {
    pub(super) method: &'r Method,
    pub(super) parts: &'r Parts,
    /// The body, where it was received whole.
    pub(super) body: Option<&'r [u8]>,
}

/// Why a response is none that the document has.
pub(super) enum Fault {
    /// The status, or the code among those of its status.
    Undocumented { code: Option<String> },
    /// What the body is, with what the document says that it is.
    Body(String),
}

impl Documents {
    /// What a response shows of the document; nothing where it is no operation's.
    ///
    /// # Errors
    /// Why the document does not have it.
    pub(super) fn judge(
        &self,
        found: &Found,
        received: &Received<'_>,
    ) -> Result<Vec<Promised>, Fault> {
        let Some(described) = self.described(found, received.method) else {
            return Ok(Vec::new());
        };
        let status = received.parts.status;
        let code = code_of(received.parts);
        let Some((key, response)) = documented(described.responses, status) else {
            return if is_left_alone(found, described, status) {
                Ok(Vec::new())
            } else {
                Err(Fault::Undocumented { code })
            };
        };
        let known = codes(response);
        if let Some(code) = &code
            && !known.is_empty()
            && !known.contains(&code.as_str())
        {
            return Err(Fault::Undocumented {
                code: Some(code.clone()),
            });
        }
        self.body(described, found, key, response, received)
            .map_err(Fault::Body)?;
        let promised = |code: Option<&str>| Promised {
            path: format!("{}{}", found.prefix, found.path),
            method: received.method.as_str().to_owned(),
            status: key.clone(),
            code: code.map(str::to_owned),
        };
        Ok(match code {
            _ if known.is_empty() => vec![promised(None)],
            Some(code) => vec![promised(Some(&code))],
            // A handler of the application wrote it, and does not say which of them it is.
            None => known.into_iter().map(|code| promised(Some(code))).collect(),
        })
    }

    /// # Errors
    /// What is wrong with media type or body.
    fn body(
        &self,
        described: Described<'_>,
        found: &Found,
        key: &str,
        response: &Value,
        received: &Received<'_>,
    ) -> Result<(), String> {
        let content = response
            .get("content")
            .filter(|content| content.is_object());
        let Some(content) = content else {
            // Nothing is said of it.
            return Ok(());
        };
        let parts = received.parts;
        let bodiless = received.method == Method::HEAD || status::is_bodiless(parts.status);
        let Some(media_type) = media_type(&parts.headers) else {
            let types: Vec<&str> = members(content).map(|(name, _)| name.as_str()).collect();
            return if bodiless || types.is_empty() {
                Ok(())
            } else {
                Err(format!(
                    "it says nothing of its media type, which is documented as `{}`",
                    types.join("` or `")
                ))
            };
        };
        let Some((range, stated)) = of_type(content, &media_type) else {
            let types: Vec<&str> = members(content).map(|(name, _)| name.as_str()).collect();
            return Err(format!(
                "it is `{media_type}`, which is documented as `{}`",
                types.join("` or `")
            ));
        };
        let encoded = parts.headers.contains_key(CONTENT_ENCODING);
        let (Some(body), false) = (received.body, bodiless || encoded) else {
            return Ok(());
        };
        if stated.get("schema").is_none() {
            return Ok(());
        }
        let value = if is_json(&media_type) {
            serde_json::from_slice(body).map_err(|error| format!("it is no JSON: {error}"))?
        } else if media_type.starts_with("text/") && media_type != "text/event-stream" {
            Value::String(String::from_utf8_lossy(body).into_owned())
        } else {
            return Ok(());
        };
        let method = received.method.as_str().to_ascii_lowercase();
        let places = [
            "paths",
            &found.path,
            &method,
            "responses",
            key,
            "content",
            range,
            "schema",
        ];
        match self.mistakes(described, &places, &value) {
            None => Ok(()),
            Some(mistakes) => Err(mistakes),
        }
    }
}

/// Whether a status that is not documented is nothing that an operation says.
fn is_left_alone(found: &Found, described: Described<'_>, status: StatusCode) -> bool {
    let error = status.is_client_error() || status.is_server_error();
    (found.too_large && status == StatusCode::PAYLOAD_TOO_LARGE)
        || (error && !described.holds_errors())
}

/// What a response is documented as, with the key it stands under.
fn documented(responses: &Value, status: StatusCode) -> Option<(&String, &Value)> {
    let range = format!("{}XX", status.as_u16() / 100);
    let find = |key: &str| members(responses).find(|(name, _)| name.eq_ignore_ascii_case(key));
    find(status.as_str())
        .or_else(|| find(&range))
        .or_else(|| find("default"))
}

/// The code of an error, which only the framework's own rendering knows for sure.
fn code_of(parts: &Parts) -> Option<String> {
    let code = parts.extensions.get::<ErrorCode>()?;
    Some(code.0.clone())
}

/// The media type, without its parameters.
pub(super) fn media_type(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let bare = text.split(';').next().unwrap_or_default().trim();
    Some(bare.to_ascii_lowercase()).filter(|bare| !bare.is_empty())
}

pub(super) fn is_json(media_type: &str) -> bool {
    media_type == "application/json" || media_type.ends_with("+json")
}

/// What is said of a media type: by its name, by its kind, by all.
fn of_type<'c>(content: &'c Value, media_type: &str) -> Option<(&'c str, &'c Value)> {
    let kind = media_type.split('/').next().unwrap_or_default();
    let wanted = [media_type, &format!("{kind}/*"), "*/*"];
    wanted.iter().find_map(|wanted| {
        let bare = |name: &str| {
            let bare = name.split(';').next().unwrap_or_default();
            bare.trim().eq_ignore_ascii_case(wanted)
        };
        let (name, stated) = members(content).find(|(name, _)| bare(name))?;
        Some((name.as_str(), stated))
    })
}
