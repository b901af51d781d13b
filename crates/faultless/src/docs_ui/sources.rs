//! What the policies of the pages let them ask: the origins that the document names.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// How many of a server's addresses its variables may make.
const ADDRESSES: usize = 64;

/// The origins that Swagger UI asks: the servers, and where tokens are fetched and refreshed.
pub(super) fn asked(document: &Value) -> BTreeSet<String> {
    let mut urls = Vec::new();
    let schemes = document.pointer("/components/securitySchemes");
    for scheme in members(schemes) {
        urls.extend(text(scheme, "openIdConnectUrl"));
        for flow in members(scheme.get("flows")) {
            urls.extend(text(flow, "tokenUrl"));
            urls.extend(text(flow, "refreshUrl"));
        }
    }
    servers(document, &mut urls);
    for item in members(document.get("paths")) {
        servers(item, &mut urls);
        for operation in members(Some(item)) {
            servers(operation, &mut urls);
        }
    }
    urls.iter().filter_map(|url| origin(url)).collect()
}

/// The origin of the logo that Redoc shows.
pub(super) fn logo(document: &Value) -> Option<String> {
    let url = document.pointer("/info/x-logo/url")?;
    origin(url.as_str()?)
}

fn members(object: Option<&Value>) -> impl Iterator<Item = &Value> {
    object
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(Map::values)
}

fn text(object: &Value, name: &str) -> Option<String> {
    object.get(name)?.as_str().map(str::to_owned)
}

fn servers(object: &Value, urls: &mut Vec<String>) {
    let servers = object.get("servers").and_then(Value::as_array);
    for server in servers.into_iter().flatten() {
        let Some(url) = text(server, "url") else {
            continue;
        };
        let mut addresses = vec![url];
        let variables = server.get("variables").and_then(Value::as_object);
        for (name, variable) in variables.into_iter().flatten() {
            let place = format!("{{{name}}}");
            let mut values: Vec<&str> = variable
                .get("enum")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            if values.is_empty() {
                // Anything may be written there: a source can say so of a port and of the first label of a host.
                values.push("*");
                values.extend(variable.get("default").and_then(Value::as_str));
            }
            addresses = addresses
                .iter()
                .flat_map(|url| values.iter().map(|value| url.replace(&place, value)))
                .take(ADDRESSES)
                .collect();
        }
        urls.extend(addresses);
    }
}

/// The source of a URL for a policy: its scheme, host and port. None for a relative URL, which stays with the page's own
/// origin, and for what a policy cannot say, such as an address of IPv6.
fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    if scheme != "http" && scheme != "https" {
        return None;
    }
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    let name = name.to_ascii_lowercase();
    let fixed = name.strip_prefix("*.").unwrap_or(&name);
    let is_name = fixed
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'));
    let is_port = port == "*" || port.bytes().all(|byte| byte.is_ascii_digit());
    if fixed.is_empty() || !is_name || !is_port {
        return None;
    }
    let colon = if port.is_empty() { "" } else { ":" };
    Some(format!("{scheme}://{name}{colon}{port}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_origin_is_taken_of_what_a_policy_can_say() {
        for (url, wanted) in [
            (
                "https://auth.example.com/token",
                Some("https://auth.example.com"),
            ),
            (
                "HTTPS://Auth.Example.com:8443?x",
                Some("https://auth.example.com:8443"),
            ),
            ("http://user:word@host/x", Some("http://host")),
            ("https://*.example.com/x", Some("https://*.example.com")),
            ("http://localhost:*/x", Some("http://localhost:*")),
            ("token", None),
            ("/token", None),
            ("//host/token", None),
            ("ftp://host/x", None),
            ("https://*/x", None),
            ("https://", None),
            ("https://[::1]/x", None),
            ("https://a.example; script-src *", None),
            ("https://a.example\r\nx: y", None),
            ("https://a{b}.example/", None),
            ("https://a.example:80a/", None),
        ] {
            assert_eq!(origin(url).as_deref(), wanted, "{url}");
        }
    }

    #[test]
    fn everything_that_the_page_asks_is_found() {
        let document = json!({
            "servers": [
                {"url": "https://{region}.api.example", "variables": {"region": {"default": "eu", "enum": ["eu", "us"]}}},
                {"url": "https://{tenant}.tenants.example:{port}/v1", "variables": {
                    "tenant": {"default": "demo"}, "port": {"default": "443"}}},
            ],
            "paths": {"/x": {
                "servers": [{"url": "https://path.example"}],
                "get": {"servers": [{"url": "https://operation.example/"}, {"url": "/v1"}]},
            }},
            "components": {"securitySchemes": {
                "a": {"flows": {"password": {"tokenUrl": "https://token.example/t", "refreshUrl": "https://refresh.example/r"}}},
                "b": {"openIdConnectUrl": "https://issuer.example/.well-known/openid-configuration"},
                "c": {"flows": {"password": {"tokenUrl": "token"}}},
            }},
        });
        let asked: Vec<String> = asked(&document).into_iter().collect();
        assert_eq!(
            asked,
            [
                "https://*.tenants.example:*",
                "https://*.tenants.example:443",
                "https://demo.tenants.example:*",
                "https://demo.tenants.example:443",
                "https://eu.api.example",
                "https://issuer.example",
                "https://operation.example",
                "https://path.example",
                "https://refresh.example",
                "https://token.example",
                "https://us.api.example",
            ]
        );
    }

    #[test]
    fn variables_make_no_more_addresses_than_are_worth_it() {
        let many: Vec<String> = (0..100).map(|n| n.to_string()).collect();
        let document = json!({"servers": [{"url": "https://{a}.{b}.{c}.example", "variables": {
            "a": {"default": "1", "enum": many}, "b": {"default": "1", "enum": many}, "c": {"default": "1", "enum": many},
        }}]});
        assert!(asked(&document).len() <= ADDRESSES);
    }
}
