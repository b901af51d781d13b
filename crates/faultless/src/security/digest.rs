//! `HttpDigest`: parameters after `Digest`.

use std::borrow::Cow;
use std::fmt;

use serde_json::{Value, json};

use super::words::is_token;
use super::{HttpAuthorizationCredentials, SecurityScheme, not_authenticated};
use crate::exception::{HttpException, Result};
use crate::request::Request;

/// Digest credentials in the `Authorization` header: `Authorization: Digest username="ann", nonce="...", ...`.
///
/// A request without them or with another scheme is a 401 `Not authenticated` with the challenge `Digest`. The
/// credentials are given as they were sent; [`DigestParameters`] takes them apart. Nonces, and the comparison itself, are
/// the application's.
#[derive(Debug, Clone, Copy, Default)]
pub struct HttpDigest;

impl HttpDigest {
    /// The scheme.
    #[must_use]
    pub const fn new() -> Self {
        Self
    }
}

impl SecurityScheme for HttpDigest {
    type Credentials = HttpAuthorizationCredentials;

    fn credentials(&self, request: &Request) -> Result<Option<HttpAuthorizationCredentials>> {
        Ok(HttpAuthorizationCredentials::shown(request, "digest"))
    }

    fn challenge(&self) -> HttpException {
        not_authenticated("Digest")
    }

    fn openapi(&self) -> Value {
        json!({ "type": "http", "scheme": "digest" })
    }

    fn scheme_name(&self) -> Cow<'static, str> {
        "HTTPDigest".into()
    }
}

/// How many parameters are looked at: there are eleven in the standard.
const MOST: usize = 32;

/// The parameters of credentials, such as `username="ann", nc=00000001`.
///
/// # Example
/// ```
/// use faultless::security::DigestParameters;
///
/// let parameters = DigestParameters::parse(r#"username="a \"b\"", NC=00000001"#).unwrap();
/// assert_eq!(parameters.get("username"), Some(r#"a "b""#));
/// assert_eq!(parameters.get("nc"), Some("00000001"));
/// assert_eq!(parameters.get("nonce"), None);
/// assert!(DigestParameters::parse(r#"nc=1, nc=2"#).is_none());
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct DigestParameters(Vec<(String, String)>);

impl DigestParameters {
    /// Takes credentials apart; `None` where they are no list of parameters, one stands twice, or there are more than 32.
    #[must_use]
    pub fn parse(credentials: &str) -> Option<Self> {
        let mut parameters: Vec<(String, String)> = Vec::new();
        let mut rest = credentials;
        loop {
            // An empty element of a list is none.
            rest = rest.trim_start_matches([' ', '\t', ',']);
            if rest.is_empty() {
                return Some(Self(parameters));
            }
            let (name, after) = rest.split_once('=')?;
            let name = name.trim_end_matches([' ', '\t']).to_ascii_lowercase();
            let (value, after) = value(after.trim_start_matches([' ', '\t']))?;
            let known = parameters.iter().any(|(known, _)| *known == name);
            if !is_token(&name) || known || parameters.len() == MOST {
                return None;
            }
            parameters.push((name, value));
            rest = after.trim_start_matches([' ', '\t']);
            if !rest.is_empty() && !rest.starts_with(',') {
                return None;
            }
        }
    }

    /// A parameter's value; its name in whatever case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut parameters = self.0.iter();
        parameters
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

impl fmt::Debug for DigestParameters {
    /// The names alone: who has seen a response can try passwords on it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.0.iter().map(|(name, _)| name))
            .finish()
    }
}

/// A value, a token or in quotes, and what follows it.
fn value(text: &str) -> Option<(String, &str)> {
    let Some(inside) = text.strip_prefix('"') else {
        let end = text.find([',', ' ', '\t']).unwrap_or(text.len());
        let (token, after) = text.split_at(end);
        return is_token(token).then(|| (token.to_owned(), after));
    };
    let (mut value, mut characters) = (String::new(), inside.chars());
    loop {
        match characters.next()? {
            '"' => return Some((value, characters.as_str())),
            '\\' => value.push(characters.next()?),
            plain => value.push(plain),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DigestParameters;

    #[test]
    fn a_list_of_parameters() {
        let sent = r#"username = "é, x=1" ,, uri="/a?b=c",qop=auth,"#;
        let parameters = DigestParameters::parse(sent).unwrap();
        assert_eq!(parameters.get("USERNAME"), Some("é, x=1"));
        assert_eq!(parameters.get("uri"), Some("/a?b=c"));
        assert_eq!(parameters.get("qop"), Some("auth"));
        assert_eq!(format!("{parameters:?}"), r#"{"username", "uri", "qop"}"#);
        assert_eq!(DigestParameters::parse("").unwrap().get("qop"), None);
    }

    #[test]
    fn anything_else_is_none() {
        for sent in [
            "abc", "a", "=1", "a=", "a=\"", "a=\"b\\", "a=\"b\"c", "a=b c=d", "a b=1", "a=1, A=2",
            "é=1", "a=é",
        ] {
            assert_eq!(DigestParameters::parse(sent), None, "{sent}");
        }
        let many: Vec<String> = (0..33).map(|n| format!("p{n}=1")).collect();
        assert!(DigestParameters::parse(&many[..32].join(",")).is_some());
        assert_eq!(DigestParameters::parse(&many.join(",")), None);
    }
}
