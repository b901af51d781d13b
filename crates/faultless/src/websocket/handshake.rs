//! The handshake: which requests are one, and whether it is well formed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{
    CONNECTION, HeaderName, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_EXTENSIONS, SEC_WEBSOCKET_KEY,
    SEC_WEBSOCKET_PROTOCOL, SEC_WEBSOCKET_VERSION, UPGRADE,
};
use http::request::Parts;
use http::{Extensions, HeaderMap, HeaderValue, Method, StatusCode, Version};
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

use super::accept::Accept;
use crate::exception::HttpException;
use crate::request::Request;
use crate::response::Response;

/// How the connection becomes a WebSocket.
#[derive(Debug, Clone)]
pub(crate) enum Handshake {
    /// By an upgrade of HTTP/1.1, with the answer to the client's key.
    Upgrade(HeaderValue),
    /// By an extended CONNECT of HTTP/2 (RFC 8441).
    Connect,
}

/// True for a request that asks for a WebSocket, well formed or not. An `Upgrade` that the connection does not speak of,
/// or that comes over HTTP/1.0, is to be ignored (RFC 9110 section 7.8).
pub(crate) fn is_asked_for(parts: &Parts) -> bool {
    match parts.method {
        Method::GET => {
            parts.version == Version::HTTP_11
                // A few names are compared faster than one is hashed.
                && parts.headers.keys().any(|name| *name == UPGRADE)
                && has_token(&parts.headers, &UPGRADE, "websocket")
                && has_token(&parts.headers, &CONNECTION, "upgrade")
        }
        Method::CONNECT => is_extended(&parts.extensions),
        _ => false,
    }
}

fn is_extended(extensions: &Extensions) -> bool {
    let protocol = extensions.get::<hyper::ext::Protocol>();
    protocol.is_some_and(|protocol| protocol.as_str().eq_ignore_ascii_case("websocket"))
}

fn has_token(headers: &HeaderMap, name: &HeaderName, token: &str) -> bool {
    tokens(headers, name).any(|known| known.eq_ignore_ascii_case(token))
}

/// The members of a header that is a list, over all its lines.
pub(super) fn tokens<'h>(
    headers: &'h HeaderMap,
    name: &HeaderName,
) -> impl Iterator<Item = &'h str> {
    headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .filter(|token| !token.is_empty())
}

impl Handshake {
    /// Checks the handshake of a request that asks for a WebSocket.
    ///
    /// # Errors
    /// 426 for another version than 13, 400 for a key that is none, subprotocols without names, or a body.
    pub(crate) fn check(request: &Request) -> Result<Self, HttpException> {
        let headers = request.headers();
        let mut versions = headers.get_all(SEC_WEBSOCKET_VERSION).iter();
        let version = versions.next().map(HeaderValue::as_bytes);
        if version != Some(b"13") || versions.next().is_some() {
            let detail = "WebSockets are spoken in version 13 here";
            return Err(HttpException::new(StatusCode::UPGRADE_REQUIRED, detail)
                .header("Sec-WebSocket-Version", "13")
                .header("Upgrade", "websocket"));
        }
        if !offers_names(headers) {
            let detail = "Sec-WebSocket-Protocol is no list of names";
            return Err(HttpException::new(400, detail));
        }
        if request.method() == Method::CONNECT {
            return Ok(Self::Connect);
        }
        if !matches!(request.declared_length(), None | Some(0))
            || headers.contains_key(http::header::TRANSFER_ENCODING)
        {
            return Err(HttpException::new(
                400,
                "A WebSocket's handshake has no body",
            ));
        }
        let mut keys = headers.get_all(SEC_WEBSOCKET_KEY).iter();
        let key = keys.next().map(HeaderValue::as_bytes).unwrap_or_default();
        let fits = STANDARD.decode(key).is_ok_and(|key| key.len() == 16);
        if !fits || keys.next().is_some() {
            let detail = "Sec-WebSocket-Key is missing, or no Base64 of 16 bytes";
            return Err(HttpException::new(400, detail));
        }
        // Base64 and a null byte, which stands in no key that fits.
        let accept = HeaderValue::try_from(derive_accept_key(key));
        accept
            .map(Self::Upgrade)
            .map_err(|_| HttpException::bare(400))
    }

    /// The answer that accepts.
    pub(super) fn accepted(&self, accept: Accept) -> Response {
        let mut response = Response::default();
        *response.headers_mut() = accept.headers;
        let headers = response.headers_mut();
        if let Some(subprotocol) = accept.subprotocol {
            headers.insert(SEC_WEBSOCKET_PROTOCOL, subprotocol);
        }
        match self {
            Self::Upgrade(answer) => {
                headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
                headers.insert(CONNECTION, HeaderValue::from_static("Upgrade"));
                headers.insert(SEC_WEBSOCKET_ACCEPT, answer.clone());
                *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
            }
            Self::Connect => {}
        }
        response
    }
}

/// False where subprotocols are offered that have no names: names are tokens (RFC 6455, 4.1), and an offer has one at
/// least.
fn offers_names(headers: &HeaderMap) -> bool {
    headers.get_all(SEC_WEBSOCKET_PROTOCOL).iter().all(|line| {
        let Ok(line) = line.to_str() else {
            return false;
        };
        let names = line.split(',').map(str::trim);
        let mut names = names.filter(|name| !name.is_empty()).peekable();
        // The names of headers are tokens too.
        names.peek().is_some() && names.all(|name| HeaderName::from_bytes(name.as_bytes()).is_ok())
    })
}

/// The headers that are the handshake's own, or the connection's.
pub(super) fn is_reserved(name: &HeaderName) -> bool {
    const RESERVED: [HeaderName; 9] = [
        UPGRADE,
        CONNECTION,
        SEC_WEBSOCKET_ACCEPT,
        SEC_WEBSOCKET_EXTENSIONS,
        SEC_WEBSOCKET_KEY,
        SEC_WEBSOCKET_PROTOCOL,
        SEC_WEBSOCKET_VERSION,
        http::header::CONTENT_LENGTH,
        http::header::TRANSFER_ENCODING,
    ];
    RESERVED.contains(name)
}
