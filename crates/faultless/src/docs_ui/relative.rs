//! Relative references: the way from one path of an application to another, wherever the application stands.

use percent_encoding::utf8_percent_encode;

use crate::url::PATH;

/// The reference that leads from the page at `from` to `to`.
pub(super) fn relative(from: &str, to: &str) -> String {
    let (folder, _) = from.rsplit_once('/').unwrap_or_default();
    let mut here = folder.split('/').skip(1).peekable();
    let mut there = to.split('/').skip(1).peekable();
    // The last segment of the goal is its name, which is never a folder that both are in.
    let mut remaining = to.split('/').count().saturating_sub(1);
    while remaining > 1 && here.peek().is_some() && here.peek() == there.peek() {
        here.next();
        there.next();
        remaining -= 1;
    }
    let mut reference = String::new();
    for _ in here {
        reference.push_str("../");
    }
    if reference.is_empty() {
        // A name with a colon in it would be taken for a scheme.
        reference.push_str("./");
    }
    let rest: Vec<&str> = there.collect();
    reference.extend(utf8_percent_encode(&rest.join("/"), PATH));
    reference
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn from_a_page_to_what_it_loads() {
        for (from, to, wanted) in [
            ("/docs", "/openapi.json", "./openapi.json"),
            ("/docs", "/docs/page.css", "./docs/page.css"),
            ("/docs", "/", "./"),
            ("/", "/openapi.json", "./openapi.json"),
            ("/", "/", "./"),
            ("/docs/", "/openapi.json", "../openapi.json"),
            ("/docs/", "/docs/page.css", "./page.css"),
            ("/a/b/docs", "/a/openapi.json", "../openapi.json"),
            ("/a/b/docs", "/a/b/docs/page.css", "./docs/page.css"),
            ("/a/b/docs", "/", "../../"),
            ("/a/b", "/a", "../a"),
            ("/a/b", "/c/d/e", "../c/d/e"),
            ("/docs", "/a b/ü?#%.json", "./a%20b/%C3%BC%3F%23%25.json"),
            ("/docs", "/v1:x", "./v1:x"),
        ] {
            assert_eq!(relative(from, to), wanted, "{from} to {to}");
        }
    }
}
