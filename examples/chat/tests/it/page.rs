//! The page and what it may do.

use chat::Limits;

use crate::client;

#[tokio::test]
async fn every_file_of_the_page_has_its_policy() {
    let client = client(Limits::default());
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/chat.js", "text/javascript; charset=utf-8"),
        ("/chat.css", "text/css; charset=utf-8"),
        ("/icon.svg", "image/svg+xml"),
    ] {
        let file = client.get(path).send().await;
        assert_eq!(
            (file.status().as_u16(), file.header("content-type")),
            (200, Some(kind))
        );
        let policy = file.header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("default-src 'none'"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
    }
}

/// What the policy forbids would not work anyway; what writes markup would only be contained by it.
#[tokio::test]
async fn the_page_has_no_inline_script_and_writes_no_markup() {
    let client = client(Limits::default());
    let page = client.get("/").send().await.text();
    for word in [
        " onclick",
        " onload",
        " onsubmit",
        "<style",
        "style=",
        "javascript:",
    ] {
        assert!(!page.contains(word), "{word}");
    }
    assert_eq!(
        page.matches("<script").count(),
        page.matches("<script src=").count()
    );
    let script = client.get("/chat.js").send().await.text();
    for word in [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
    ] {
        assert!(!script.contains(word), "{word}");
    }
}
