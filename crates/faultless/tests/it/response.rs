//! What handlers may return: tuples around a body, pages, redirects, text, bytes.

use faultless::prelude::*;
use faultless::response::{Html, Redirect};

use crate::logs;

#[post("/made", status = 201)]
fn made() -> (StatusCode, [(&'static str, &'static str); 1], Json<u8>) {
    (StatusCode::ACCEPTED, [("x-made", "by hand")], Json(1))
}

#[post("/headed", status = 201)]
fn headed() -> ([(&'static str, &'static str); 2], Json<u8>) {
    ([("x-one", "1"), ("x-two", "2")], Json(1))
}

#[get("/page")]
fn page() -> Html<String> {
    Html("<p>é</p>".to_owned())
}

#[get("/page-made", status = 203)]
fn page_made() -> Html<&'static str> {
    "<p>hi</p>".into()
}

#[get("/text")]
fn text() -> &'static str {
    "plain words"
}

#[get("/bytes")]
fn bytes() -> Vec<u8> {
    vec![0, 255, 1]
}

/// The kind and the place of a redirect.
#[get("/redirect", status = 201)]
fn redirect(kind: u16, to: String) -> Result<Redirect> {
    Ok(match kind {
        301 => Redirect::moved_permanently(to),
        302 => Redirect::found(to),
        303 => Redirect::see_other(to),
        307 => Redirect::temporary(to),
        308 => Redirect::permanent(&to),
        _ => raise!(BAD_REQUEST),
    })
}

fn client() -> TestClient {
    TestClient::new(App::new().routes(routes![
        made, headed, page, page_made, text, bytes, redirect
    ]))
}

#[tokio::test]
async fn tuples_set_status_and_headers() {
    let response = client().post("/made").send().await;
    // The handler's own status goes before the route's.
    assert_eq!(response.status(), 202);
    assert_eq!(response.header("x-made"), Some("by hand"));
    assert_eq!(response.header("content-type"), Some("application/json"));
    assert_eq!(response.text(), "1");

    let response = client().post("/headed").send().await;
    assert_eq!(response.status(), 201);
    assert_eq!(response.header("x-one"), Some("1"));
    assert_eq!(response.header("x-two"), Some("2"));
}

#[tokio::test]
async fn bodies_have_their_content_type() {
    for (path, status, content_type, body) in [
        (
            "/page",
            200,
            "text/html; charset=utf-8",
            "<p>é</p>".as_bytes(),
        ),
        ("/page-made", 203, "text/html; charset=utf-8", b"<p>hi</p>"),
        ("/text", 200, "text/plain; charset=utf-8", b"plain words"),
        ("/bytes", 200, "application/octet-stream", b"\x00\xff\x01"),
    ] {
        let response = client().get(path).send().await;
        assert_eq!(response.status(), status, "{path}");
        assert_eq!(
            response.header("content-type"),
            Some(content_type),
            "{path}"
        );
        assert_eq!(response.bytes(), body, "{path}");
    }
}

#[tokio::test]
async fn redirects_lead_where_they_say() {
    for kind in [301, 302, 303, 307, 308] {
        let url = format!("/redirect?kind={kind}&to=/there%3Fa=1%26b=2%23c");
        let response = client().get(&url).send().await;
        assert_eq!(response.status(), kind);
        assert_eq!(response.header("location"), Some("/there?a=1&b=2#c"));
        assert_eq!(response.header("content-type"), None);
        assert_eq!(response.text(), "");
    }
}

#[tokio::test]
async fn a_redirect_cannot_end_its_header() {
    for (sent, location) in [
        ("%0D%0Aset-cookie:%20a=b", "%0D%0Aset-cookie:%20a=b"),
        ("/%C3%A9%00%7F", "/%C3%A9%00%7F"),
        // An escape stays as it is.
        ("/a%2520b", "/a%20b"),
        ("", ""),
    ] {
        let url = format!("/redirect?kind=307&to={sent}");
        let response = client().get(&url).send().await;
        assert_eq!(response.status(), 307);
        assert_eq!(response.header("location"), Some(location));
        assert_eq!(response.header("set-cookie"), None);
    }
}

#[derive(Debug, thiserror::Error)]
#[error("odd")]
struct Odd;

#[get("/early/{how}")]
async fn early(how: String, head: ResponseHead) -> Result<Response> {
    match how.as_str() {
        "status" => Ok(StatusCode::CONTINUE.into_response()),
        "switching" => Ok(StatusCode::SWITCHING_PROTOCOLS.into_response()),
        "head" => {
            head.status(102);
            Ok("text".into_response())
        }
        "handler" => Err(Odd)?,
        _ => Ok((StatusCode::SWITCHING_PROTOCOLS, [("upgrade", "chess")]).into_response()),
    }
}

#[tokio::test]
async fn a_status_that_is_no_answer_is_a_fault() {
    let app = App::new()
        .routes(routes![early])
        .exception_handler(|_: &Request, _: &Odd| StatusCode::EARLY_HINTS);
    let client = TestClient::new(app);
    for how in ["status", "switching", "head"] {
        let path = format!("/early/{how}");
        let (response, lines) = logs::during(client.get(&path).send()).await;
        assert_eq!(response.status(), 500, "{how}");
        let told = "is no answer: write one from 200 on";
        assert!(lines[0].contains(told), "{lines:?}");
    }
    assert_eq!(client.get("/early/handler").send().await.status(), 500);
    // Who upgrades the connection knows what it does.
    assert_eq!(client.get("/early/chess").send().await.status(), 101);
}
