//! `Accept-Encoding`: whether a client takes gzip.

use http::HeaderMap;
use http::header::ACCEPT_ENCODING;

/// Whether the client takes gzip (RFC 9110 section 12.5.3): it must say so, since tools that do not unpack say nothing.
pub(super) fn accepts_gzip(headers: &HeaderMap) -> bool {
    let mut any = false;
    let codings = headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        // A header of thousands of codings is read no further than this many.
        .take(64);
    for coding in codings {
        let mut parts = coding.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let refused = parts
            .find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")))
            .is_some_and(is_nothing);
        if name.eq_ignore_ascii_case("gzip") || name.eq_ignore_ascii_case("x-gzip") {
            return !refused;
        }
        any |= name == "*" && !refused;
    }
    any
}

/// Whether a weight is 0, however it is written.
fn is_nothing(weight: &str) -> bool {
    weight.bytes().all(|byte| byte == b'0' || byte == b'.')
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn gzip_is_sent_to_those_who_ask_for_it() {
        for (accepted, wanted) in [
            ("gzip", true),
            ("deflate, GZIP;q=0.5", true),
            ("x-gzip", true),
            ("*", true),
            ("br, *;q=0.1", true),
            ("identity", false),
            ("", false),
            ("gzip;q=0", false),
            ("gzip; Q=0.000, *", false),
            ("*;q=0", false),
            ("gzip;q=0.001", true),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(accepted));
            assert_eq!(accepts_gzip(&headers), wanted, "{accepted}");
        }
        assert!(!accepts_gzip(&HeaderMap::new()));
    }
}
