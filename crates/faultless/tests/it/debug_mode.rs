//! The debug page: off unless asked for, and then for clients on this machine alone.

use faultless::prelude::*;

#[get("/boom/{words}")]
async fn boom(words: String) -> Result<Json<()>> {
    Err(Exception::msg(words))
}

fn client(debug: bool) -> TestClient {
    TestClient::new(App::new().routes(routes![boom]).debug(debug))
}

const SCRIPT: &str = "/boom/%3Cscript%3Ealert(1)%3C%2Fscript%3E";

#[tokio::test]
async fn it_is_off_unless_asked_for() {
    assert_eq!(
        client(false).get("/boom/a").send().await.text(),
        "Internal Server Error"
    );
}

#[tokio::test]
async fn a_browser_on_this_machine_sees_an_escaped_page_under_a_policy() {
    let response = client(true)
        .get(SCRIPT.replace("%2F", "-").as_str())
        .header("accept", "text/html")
        .send()
        .await;
    assert_eq!(response.status(), 500);
    assert_eq!(
        response.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert!(
        response
            .header("content-security-policy")
            .unwrap()
            .starts_with("default-src 'none'")
    );
    let page = response.text();
    assert!(
        page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>"),
        "{page}"
    );
    assert!(page.contains("debug_mode.rs"), "{page}");
}

#[tokio::test]
async fn a_terminal_on_this_machine_sees_text() {
    let response = client(true).get("/boom/a").send().await;
    assert_eq!(
        response.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    assert!(response.text().contains("words: a"), "{response:?}");
}

#[tokio::test]
async fn nobody_else_sees_it() {
    for address in ["10.0.0.1:1", "[2001:db8::1]:1", "192.168.1.2:80"] {
        let response = client(true)
            .get("/boom/a")
            .from_address(address.parse().unwrap())
            .send()
            .await;
        assert_eq!(response.text(), "Internal Server Error", "{address}");
    }
    // Behind a proxy on this machine every client looks local.
    let response = client(true)
        .get("/boom/a")
        .header("x-forwarded-for", "8.8.8.8")
        .send()
        .await;
    assert_eq!(response.text(), "Internal Server Error");
    let response = client(true)
        .get("/boom/a")
        .from_address("[::ffff:127.0.0.1]:9".parse().unwrap())
        .send()
        .await;
    assert!(response.text().contains("words: a"));
}
