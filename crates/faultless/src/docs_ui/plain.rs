//! The page of an application without the feature `docs`: the document as HTML, without scripts.

use std::fmt::Write as _;

use serde_json::Value;

use crate::html::escaped;

/// The page's policy: nothing but its own style.
#[cfg(not(feature = "docs"))]
pub(super) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}\
h1{margin-bottom:0}details{border:1px solid #d0d7de;border-radius:6px;margin:.5rem 0}summary{padding:.5rem .8rem;cursor:pointer}\
b{display:inline-block;min-width:4.5rem;font-family:ui-monospace,monospace}code{font-family:ui-monospace,monospace}\
table{border-collapse:collapse;margin:.5rem .8rem 1rem}td,th{text-align:left;padding:.15rem 1rem .15rem 0}p{margin:.5rem .8rem}";

/// The page of a document.
pub(super) fn page(document: &Value) -> String {
    let info = |name: &str| {
        document
            .pointer(&format!("/info/{name}"))
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let title = escaped(info("title"));
    let mut page = String::new();
    // Writing to a `String` cannot fail.
    let _ = write!(
        page,
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title}</title><style>{STYLE}</style></head><body><h1>{title}</h1><p>Version {}</p>",
        escaped(info("version"))
    );
    for (path, item) in document
        .get("paths")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        for (method, operation) in item.as_object().into_iter().flatten() {
            self::operation(&mut page, path, method, operation);
        }
    }
    page.push_str("</body></html>");
    page
}

fn operation(page: &mut String, path: &str, method: &str, operation: &Value) {
    let text = |name: &str| operation.get(name).and_then(Value::as_str).map(escaped);
    let _ = write!(
        page,
        "<details><summary><b>{}</b> <code>{}</code> {}</summary>",
        escaped(&method.to_ascii_uppercase()),
        escaped(path),
        text("summary").unwrap_or_default()
    );
    if let Some(description) = text("description") {
        let _ = write!(page, "<p>{description}</p>");
    }
    let parameters = operation
        .get("parameters")
        .and_then(Value::as_array)
        .filter(|parameters| !parameters.is_empty());
    if let Some(parameters) = parameters {
        page.push_str("<table><tr><th>parameter</th><th>in</th><th></th></tr>");
        for parameter in parameters {
            let text = |name: &str| {
                parameter
                    .get(name)
                    .and_then(Value::as_str)
                    .map(escaped)
                    .unwrap_or_default()
            };
            let required = parameter.get("required").and_then(Value::as_bool) == Some(true);
            let _ = write!(
                page,
                "<tr><td><code>{}</code></td><td>{}</td><td>{}</td></tr>",
                text("name"),
                text("in"),
                if required { "required" } else { "optional" }
            );
        }
        page.push_str("</table>");
    }
    page.push_str("</details>");
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::page;

    #[test]
    fn what_the_document_says_is_text_and_nothing_else() {
        let hostile = "</script><script>alert(1)</script>";
        let page = page(&json!({
            "info": {"title": hostile, "version": "1"},
            "paths": {"/x": {"get": {
                "summary": hostile,
                "description": "reads",
                "parameters": [{"name": hostile, "in": "query", "required": true}],
            }}},
        }));
        assert!(!page.contains("<script"), "{page}");
        for part in [
            "<b>GET</b> <code>/x</code>",
            "<p>reads</p>",
            "<td>query</td><td>required</td>",
        ] {
            assert!(page.contains(part), "{page}");
        }
    }
}
