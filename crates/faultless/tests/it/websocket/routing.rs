//! Which operation a handshake comes to.

use faultless::prelude::*;
use serde_json::Value;

use super::{client, connected, echo};

#[websocket("/rooms/{room}")]
async fn room(mut socket: WebSocket, room: String) -> Result<()> {
    socket.accept().await?;
    socket.send_text(format!("room {room}")).await?;
    Ok(())
}

#[websocket("/rooms/lobby")]
async fn lobby(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    socket.send_text("lobby").await?;
    Ok(())
}

#[get("/rooms/{room}")]
async fn page(room: String) -> String {
    room
}

async fn first(app: App, path: &str) -> String {
    connected(app, path).await.receive_text().await
}

#[tokio::test]
async fn the_first_declared_wins_and_http_goes_its_own_way() {
    let app = || App::new().routes(routes![page, lobby, room]);
    assert_eq!(first(app(), "/rooms/lobby").await, "lobby");
    assert_eq!(first(app(), "/rooms/3").await, "room 3");
    let turned = App::new().routes(routes![room, page, lobby]);
    assert_eq!(first(turned, "/rooms/lobby").await, "room lobby");
    assert_eq!(client(app()).get("/rooms/3").send().await.text(), "3");
}

#[tokio::test]
async fn a_handshake_without_a_route_is_refused_without_a_body() {
    let app = App::new().routes(routes![page, echo]);
    let client = client(app);
    // Slashes are not redirected: a client of WebSockets follows no redirect.
    for path in ["/nowhere", "/rooms/3", "/echo/", "/docs", "/openapi.json"] {
        let refused = client.websocket(path).connect().await.unwrap_err();
        assert_eq!(
            (refused.status().as_u16(), refused.text().as_str()),
            (403, ""),
            "{path}"
        );
        assert_eq!(refused.header("content-type"), None);
        assert!(refused.header("x-request-id").is_some());
    }
}

#[tokio::test]
async fn in_another_format_the_refusal_is_in_it() {
    let client = client(App::new().error_format(Problem));
    let refused = client.websocket("/nowhere").connect().await.unwrap_err();
    let told: Value = refused.json();
    assert_eq!(
        refused.header("content-type"),
        Some("application/problem+json")
    );
    assert_eq!(
        (&told["status"], &told["detail"]),
        (&403.into(), &"Forbidden".into())
    );
}

#[tokio::test]
async fn a_slash_is_redirected_to_http_routes_alone() {
    let client = client(App::new().routes(routes![echo]));
    assert_eq!(client.get("/echo/").send().await.status(), 404);
}

#[tokio::test]
async fn routers_and_mounts_take_websockets_too() {
    let rooms = Router::new().prefix("/v1").routes(routes![room]);
    let inner = App::new().routes(routes![echo]).error_format(Uniform);
    let app = || {
        App::new()
            .include(rooms.clone())
            .mount("/inner", inner.clone())
            .routes(routes![lobby])
    };
    assert_eq!(first(app(), "/v1/rooms/2").await, "room 2");
    let mut socket = connected(app(), "/inner/echo").await;
    socket.send_text("in").await;
    assert_eq!(socket.receive_text().await, "in");
    // A mount answers for all that is under it, in its own format.
    let refused = client(app())
        .websocket("/inner/none")
        .connect()
        .await
        .unwrap_err();
    assert_eq!(refused.json::<Value>()["code"], "forbidden");
}

#[tokio::test]
async fn layers_see_the_handshake_and_its_refusal() {
    let app = App::new()
        .routes(routes![echo])
        .error_format(Uniform)
        .layer(tower_http::cors::CorsLayer::permissive())
        .middleware(async |request: HttpRequest, next: Next| next.run(request).await);
    let client = client(app);
    let mut socket = client.websocket("/echo").connect().await.unwrap();
    assert_eq!(socket.headers()["access-control-allow-origin"], "*");
    socket.send_text("x").await;
    assert_eq!(socket.receive_text().await, "x");
    let refused = client.websocket("/none").connect().await.unwrap_err();
    assert_eq!(refused.header("access-control-allow-origin"), Some("*"));
    assert_eq!(refused.json::<Value>()["code"], "forbidden");
    let plain = App::new().layer(tower_http::cors::CorsLayer::permissive());
    let refused = TestClient::new(plain)
        .websocket("/none")
        .connect()
        .await
        .unwrap_err();
    assert_eq!(
        (refused.status().as_u16(), refused.text().as_str()),
        (403, "")
    );
}
