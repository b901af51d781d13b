//! The handshake: what it must have, what it is answered with.

use faultless::prelude::*;
use faultless::websocket::Accept;
use serde_json::{Value, json};

use super::{client, connected, echo};

/// A handshake as a client sends it, to be spoilt.
fn asking(client: &TestClient, path: &str) -> faultless::TestRequest {
    client
        .get(path)
        .header("connection", "keep-alive, Upgrade")
        .header("upgrade", "WebSocket")
}

const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";

#[tokio::test]
async fn a_version_or_a_key_that_is_none_is_told() {
    let client = client(App::new().routes(routes![echo]).error_format(Uniform));
    for version in [None, Some("12"), Some("8"), Some("13, 8")] {
        let request = asking(&client, "/echo").header("sec-websocket-key", KEY);
        let response = match version {
            Some(version) => request.header("sec-websocket-version", version),
            None => request,
        };
        let response = response.send().await;
        assert_eq!(response.status(), 426, "{version:?}");
        assert_eq!(response.header("sec-websocket-version"), Some("13"));
        assert_eq!(response.header("upgrade"), Some("websocket"));
        assert_eq!(response.json::<Value>()["code"], "http_426");
    }
    for key in [
        None,
        Some(""),
        Some("dGhl"),
        Some("?"),
        Some("dGhlIHNhbXBsZSBub25jZQ"),
    ] {
        let request = asking(&client, "/echo").header("sec-websocket-version", "13");
        let response = match key {
            Some(key) => request.header("sec-websocket-key", key),
            None => request,
        };
        let response = response.send().await;
        assert_eq!(response.status(), 400, "{key:?}");
        assert_eq!(
            response.json::<Value>()["detail"],
            "Sec-WebSocket-Key is missing, or no Base64 of 16 bytes"
        );
    }
    let twice = asking(&client, "/echo")
        .header("sec-websocket-version", "13")
        .header("sec-websocket-key", KEY)
        .header("sec-websocket-key", KEY);
    assert_eq!(twice.send().await.status(), 400);
    let with_a_body = asking(&client, "/echo")
        .header("sec-websocket-version", "13")
        .header("sec-websocket-key", KEY)
        .body("x");
    assert_eq!(with_a_body.send().await.status(), 400);
}

#[tokio::test]
async fn a_status_handler_words_a_handshake_that_is_none() {
    let app = App::new()
        .routes(routes![echo])
        .status_handler(426, |_: &Request, _: &HttpException| "another version");
    let response = asking(&client(app), "/echo").send().await;
    assert_eq!(response.text(), "another version");
}

#[tokio::test]
async fn what_is_no_handshake_is_no_websocket() {
    let client = client(App::new().routes(routes![echo]));
    assert_eq!(client.get("/echo").send().await.status(), 404);
    assert_eq!(client.post("/echo").send().await.status(), 404);
    // An upgrade that the connection does not speak of is to be ignored, and so is one of another method.
    let alone = client.get("/echo").header("upgrade", "websocket");
    assert_eq!(alone.send().await.status(), 404);
    let posted = client
        .post("/echo")
        .header("upgrade", "websocket")
        .header("connection", "upgrade");
    assert_eq!(posted.send().await.status(), 404);
}

#[websocket("/protocols")]
async fn protocols(mut socket: WebSocket) -> Result<()> {
    let offered: Vec<String> = socket.subprotocols().map(str::to_owned).collect();
    let mut accept = Accept::new()
        .header("x-one", "1")
        .header("set-cookie", "a=1")
        .header("set-cookie", "b=2");
    if offered.iter().any(|name| name == "v2") {
        accept = accept.subprotocol("v2");
    }
    socket.accept_with(accept).await?;
    socket.send_json(&offered).await?;
    Ok(())
}

#[tokio::test]
async fn a_subprotocol_is_chosen_among_those_offered() {
    let client = client(App::new().routes(routes![protocols]));
    let request = client
        .websocket("/protocols")
        .header("sec-websocket-protocol", "v0 , ,v1")
        .subprotocol("v2");
    let mut socket = request.connect().await.unwrap();
    assert_eq!(socket.subprotocol(), Some("v2"));
    assert_eq!(
        socket.headers()["sec-websocket-accept"],
        "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
    );
    assert_eq!(socket.headers()["x-one"], "1");
    assert_eq!(socket.headers().get_all("set-cookie").iter().count(), 2);
    assert_eq!(
        socket.receive_json::<Value>().await,
        json!(["v0", "v1", "v2"])
    );
    let none = client.websocket("/protocols").connect().await.unwrap();
    assert_eq!(none.subprotocol(), None);
}

#[websocket("/unfit/{which}")]
async fn unfit(mut socket: WebSocket, which: String) -> Result<()> {
    let accept = match &*which {
        "subprotocol" => Accept::new().subprotocol("v9"),
        "line-break" => Accept::new().header("x-one", "a\r\nx-two: b"),
        "name" => Accept::new().header("x one", "a"),
        "reserved" => Accept::new().header("Sec-WebSocket-Extensions", "permessage-deflate"),
        _ => Accept::new().header("Transfer-Encoding", "chunked"),
    };
    let refused = socket.accept_with(accept).await.unwrap_err();
    socket
        .deny((StatusCode::CONFLICT, refused.to_string()))
        .await?;
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_said_when_accepting_is_refused() {
    let client = client(App::new().routes(routes![unfit]));
    for (which, told) in [
        (
            "subprotocol",
            "the client offers no subprotocol `v9`: accept one of `socket.subprotocols()`, or none",
        ),
        (
            "line-break",
            "`x-one` cannot stand in a header, by its name or its value",
        ),
        (
            "name",
            "`x one` cannot stand in a header, by its name or its value",
        ),
        (
            "reserved",
            "the header `Sec-WebSocket-Extensions` is the handshake's own: a subprotocol is set with `Accept::subprotocol`",
        ),
        (
            "framing",
            "the header `Transfer-Encoding` is the handshake's own: a subprotocol is set with `Accept::subprotocol`",
        ),
    ] {
        let request = client
            .websocket(&format!("/unfit/{which}"))
            .subprotocol("v1");
        let refused = request.connect().await.unwrap_err();
        assert_eq!(
            (refused.status().as_u16(), refused.text()),
            (409, told.to_owned())
        );
    }
}

#[websocket("/who/{name}")]
async fn who(mut socket: WebSocket, name: String, request: &Request) -> Result<()> {
    assert_eq!(request.path_param("name"), Some(&*name));
    socket.accept().await?;
    let head = socket.request();
    let seen = json!({
        "name": head.path_param("name"),
        "q": head.query_param("q"),
        "client": head.client().map(|client| client.to_string()),
        "same_id": head.id() == request.id(),
        "route": head.route(),
    });
    socket.send_json(&seen).await?;
    Ok(())
}

#[tokio::test]
async fn the_request_is_there_to_look_at() {
    let mut socket = connected(App::new().routes(routes![who]), "/who/ann%20b?q=1").await;
    assert_eq!(
        socket.receive_json::<Value>().await,
        json!({"name": "ann b", "q": "1", "client": "127.0.0.1:50000", "same_id": true, "route": "/who/{name}"})
    );
}

#[tokio::test]
async fn subprotocols_without_names_are_no_handshake() {
    let client = client(App::new().routes(routes![echo]));
    let offering = |offered: &str| {
        asking(&client, "/echo")
            .header("sec-websocket-version", "13")
            .header("sec-websocket-key", KEY)
            .header("sec-websocket-protocol", offered)
    };
    for offered in [
        "", " ", ",", "v 2", "v2;x", "v1/x", "\"v2\"", "v1, v 2", "v\u{e9}",
    ] {
        let response = offering(offered).send().await;
        assert_eq!(response.status(), 400, "{offered:?}");
        let told = response.json::<Value>();
        assert_eq!(told["detail"], "Sec-WebSocket-Protocol is no list of names");
    }
    // An offer without anything on a second line.
    assert_eq!(
        offering("v1")
            .header("sec-websocket-protocol", ",")
            .send()
            .await
            .status(),
        400
    );
    let mut socket = client
        .websocket("/echo")
        .header("sec-websocket-protocol", ",, v2 ,v1!,");
    socket = socket.subprotocol("v3");
    socket.connect().await.unwrap();
}
