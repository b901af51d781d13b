//! Writes a request byte for byte as its case describes it.

use std::fmt::Write as _;

use super::case::{Body, Multipart, Part, Place, Repeat, Request};

/// The host of a case that names none; redirects answer with it.
pub(crate) const DEFAULT_HOST: &str = "conformance.test";

/// The size of a chunk; small, so that chunks fall inside tokens and characters.
const CHUNK: usize = 7;

/// The whole request: head and body.
pub(crate) fn bytes(request: &Request) -> Vec<u8> {
    let payload = request.body.as_ref().map(payload);
    let mut head = Head::new(&request.method, &request.place);
    head.unless_given("Host", DEFAULT_HOST);
    head.unless_given("Connection", "close");
    if let Some(media_type) = payload
        .as_ref()
        .and_then(|payload| payload.media_type.as_deref())
    {
        head.unless_given("Content-Type", media_type);
    }
    if request.chunked {
        head.line("Transfer-Encoding", "chunked");
    } else if let Some(payload) = &payload {
        head.unless_given("Content-Length", &payload.bytes.len().to_string());
    }
    let mut out = head.finish();
    match payload {
        Some(payload) if request.chunked => {
            for piece in payload.bytes.chunks(CHUNK) {
                out.extend(format!("{:x}\r\n", piece.len()).into_bytes());
                out.extend(piece);
                out.extend(b"\r\n");
            }
            out.extend(b"0\r\n\r\n");
        }
        Some(payload) => out.extend(payload.bytes),
        None => {}
    }
    out
}

/// The head of a request under way: the client's own headers first, then those of the case.
pub(crate) struct Head<'a> {
    out: Vec<u8>,
    given: &'a [(String, String)],
}

impl<'a> Head<'a> {
    pub(crate) fn new(method: &str, place: &'a Place) -> Self {
        let mut out = method.as_bytes().to_vec();
        out.push(b' ');
        out.extend(latin(&target(place)));
        out.extend(b" HTTP/1.1\r\n");
        Self {
            out,
            given: &place.headers,
        }
    }

    /// Adds a header of the client's, unless the case gives one of that name.
    pub(crate) fn unless_given(&mut self, name: &str, value: &str) {
        if !self
            .given
            .iter()
            .any(|(given, _)| given.eq_ignore_ascii_case(name))
        {
            self.line(name, value);
        }
    }

    /// Adds a header.
    pub(crate) fn line(&mut self, name: &str, value: &str) {
        self.out.extend(latin(name));
        self.out.extend(b": ");
        self.out.extend(latin(value));
        self.out.extend(b"\r\n");
    }

    /// Adds the headers of the case and ends the head.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        for (name, value) in self.given {
            self.line(name, value);
        }
        self.out.extend(b"\r\n");
        self.out
    }
}

/// Path and query as they are sent.
pub(crate) fn target(place: &Place) -> String {
    let query = match &place.query_raw {
        Some(raw) => raw.clone(),
        None => pairs(&place.query, "%20"),
    };
    if query.is_empty() {
        place.path.clone()
    } else {
        format!("{}?{query}", place.path)
    }
}

fn pairs(pairs: &[(String, String)], space: &str) -> String {
    let pair =
        |(key, value): &(String, String)| format!("{}={}", quote(key, space), quote(value, space));
    pairs.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// Percent-encodes all but the unreserved characters of RFC 3986.
fn quote(text: &str, space: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            b' ' => out.push_str(space),
            _ => {
                // Writing to a `String` cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// Header text as bytes: one byte a character where that is possible, UTF-8 otherwise.
fn latin(text: &str) -> Vec<u8> {
    let bytes: Result<Vec<u8>, _> = text.chars().map(u8::try_from).collect();
    bytes.unwrap_or_else(|_| text.as_bytes().to_vec())
}

/// The bytes of a body, and the content type that its form implies.
struct Payload {
    bytes: Vec<u8>,
    media_type: Option<String>,
}

/// The bytes of a body, and the content type that its form implies.
pub(crate) fn body(body: &Body) -> (Vec<u8>, Option<String>) {
    let Payload { bytes, media_type } = payload(body);
    (bytes, media_type)
}

fn payload(body: &Body) -> Payload {
    let (bytes, media_type) = match body {
        Body::Text(text) => (text.as_bytes().to_vec(), None),
        Body::Bytes(bytes) => (bytes.clone(), None),
        Body::Repeat(repeat) => (repeated(repeat), None),
        Body::Form(fields) => (
            pairs(fields, "+").into_bytes(),
            Some("application/x-www-form-urlencoded".to_owned()),
        ),
        Body::Multipart(body) => (
            multipart(body),
            Some(format!("multipart/form-data; boundary={}", body.boundary)),
        ),
    };
    Payload { bytes, media_type }
}

fn repeated(repeat: &Repeat) -> Vec<u8> {
    format!(
        "{}{}{}",
        repeat.prefix,
        repeat.text.repeat(repeat.times),
        repeat.suffix
    )
    .into_bytes()
}

fn multipart(body: &Multipart) -> Vec<u8> {
    let mut out = Vec::new();
    for part in &body.parts {
        out.extend(format!("--{}\r\n", body.boundary).into_bytes());
        out.extend(part_head(part).into_bytes());
        match part {
            Part {
                b64: Some(bytes), ..
            } => out.extend(&bytes.0),
            Part {
                repeat: Some(repeat),
                ..
            } => out.extend(repeated(repeat)),
            Part { text, .. } => out.extend(text.as_deref().unwrap_or_default().as_bytes()),
        }
        out.extend(b"\r\n");
    }
    out.extend(format!("--{}--\r\n", body.boundary).into_bytes());
    out
}

/// Names go out as they are: a case may want a quote or a control character in one.
fn part_head(part: &Part) -> String {
    let filename = part
        .filename
        .as_ref()
        .map(|name| format!("; filename=\"{name}\""))
        .unwrap_or_default();
    let media_type = part
        .content_type
        .as_ref()
        .map(|kind| format!("\r\nContent-Type: {kind}"))
        .unwrap_or_default();
    format!(
        "Content-Disposition: form-data; name=\"{}\"{filename}{media_type}\r\n\r\n",
        part.name
    )
}

#[cfg(test)]
mod tests {
    use super::super::case::Request;
    use super::bytes;

    fn written(request: &str) -> String {
        let request: Request = serde_json::from_str(request).unwrap();
        bytes(&request).into_iter().map(char::from).collect()
    }

    #[test]
    fn the_client_adds_its_three_headers_and_nothing_else() {
        assert_eq!(
            written(r#"{"method": "GET", "path": "/a%2Fb"}"#),
            "GET /a%2Fb HTTP/1.1\r\nHost: conformance.test\r\nConnection: close\r\n\r\n"
        );
        assert_eq!(
            written(
                r#"{"method": "PUT", "path": "/", "headers": [["X-B", "é"], ["x-a", "1"]], "body": "é"}"#
            ),
            "PUT / HTTP/1.1\r\nHost: conformance.test\r\nConnection: close\r\nContent-Length: 2\r\n\
             X-B: \u{e9}\r\nx-a: 1\r\n\r\n\u{c3}\u{a9}"
        );
    }

    #[test]
    fn given_headers_replace_the_clients_in_their_own_place() {
        let given = r#"[["content-length", "9"], ["HOST", "h"], ["connection", "x"], ["Content-type", "a/b"]]"#;
        assert_eq!(
            written(&format!(
                r#"{{"method": "POST", "path": "/", "headers": {given}, "form": []}}"#
            )),
            "POST / HTTP/1.1\r\ncontent-length: 9\r\nHOST: h\r\nconnection: x\r\nContent-type: a/b\r\n\r\n"
        );
    }

    #[test]
    fn header_text_beyond_latin_1_goes_out_as_utf_8() {
        let text = written(r#"{"method": "GET", "path": "/", "headers": [["X-A", "é€"]]}"#);
        assert!(
            text.contains("X-A: \u{c3}\u{a9}\u{e2}\u{82}\u{ac}\r\n"),
            "{text:?}"
        );
    }

    #[test]
    fn queries_and_forms_encode_space_in_their_own_way() {
        let query = r#"{"method": "GET", "path": "/", "query": [["a b", "é&=+~"], ["c", ""]]}"#;
        assert!(written(query).starts_with("GET /?a%20b=%C3%A9%26%3D%2B~&c= HTTP/1.1\r\n"));
        let raw =
            r#"{"method": "GET", "path": "/", "query": [["x", "y"]], "query_raw": "a=%zz&b"}"#;
        assert!(written(raw).starts_with("GET /?a=%zz&b HTTP/1.1\r\n"));
        let empty = r#"{"method": "GET", "path": "/", "query_raw": ""}"#;
        assert!(written(empty).starts_with("GET / HTTP/1.1\r\n"));
        assert_eq!(
            written(r#"{"method": "POST", "path": "/", "form": [["a b", "1 2"], ["c", "*"]]}"#),
            "POST / HTTP/1.1\r\nHost: conformance.test\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 13\r\n\r\na+b=1+2&c=%2A"
        );
    }

    #[test]
    fn chunked_bodies_come_in_small_pieces() {
        let request = r#"{"method": "POST", "path": "/", "chunked": true,
            "body_repeat": {"prefix": "<", "text": "ab", "times": 4, "suffix": ">"}}"#;
        assert_eq!(
            written(request),
            "POST / HTTP/1.1\r\nHost: conformance.test\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n\
             7\r\n<ababab\r\n3\r\nab>\r\n0\r\n\r\n"
        );
        let empty = r#"{"method": "POST", "path": "/", "chunked": true, "body": ""}"#;
        assert!(written(empty).ends_with("chunked\r\n\r\n0\r\n\r\n"));
    }

    #[test]
    fn multipart_bodies_are_written_as_their_parts_say() {
        let request = r#"{"method": "POST", "path": "/", "multipart": {"boundary": "B", "parts": [
            {"name": "a", "text": "1"},
            {"name": "f", "filename": "x\"y", "content_type": "text/plain", "b64": "AP8="},
            {"name": "r", "repeat": {"text": "ab", "times": 2}}]}}"#;
        let body = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n\
             --B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"y\"\r\n\
             Content-Type: text/plain\r\n\r\n\u{0}\u{ff}\r\n\
             --B\r\nContent-Disposition: form-data; name=\"r\"\r\n\r\nabab\r\n--B--\r\n";
        let head = "POST / HTTP/1.1\r\nHost: conformance.test\r\nConnection: close\r\n\
             Content-Type: multipart/form-data; boundary=B\r\n";
        // One character is one byte in `written`.
        let length = format!("Content-Length: {}\r\n\r\n", body.chars().count());
        assert_eq!(written(request), format!("{head}{length}{body}"));
    }

    #[test]
    fn a_field_of_no_known_name_is_refused() {
        assert!(
            serde_json::from_str::<Request>(r#"{"method": "GET", "path": "/", "boddy": "x"}"#)
                .is_err()
        );
        assert!(
            serde_json::from_str::<Request>(
                r#"{"method": "GET", "path": "/", "body": "", "form": []}"#
            )
            .is_err()
        );
    }
}
