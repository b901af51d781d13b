//! Exception handlers of WebSockets: which is asked, and what it may do.

use faultless::prelude::*;
use faultless::{WebSocketError, WebSocketRequestValidationError};

use super::{client, closed, connected};

#[derive(Debug, thiserror::Error, Raise)]
#[error("stock: {0}")]
struct Stock(&'static str);

#[derive(Debug, thiserror::Error, Raise)]
#[error(transparent)]
struct Sold(#[from] Stock);

#[derive(Debug, thiserror::Error)]
#[error("wrapped")]
struct Wrapped(#[source] Stock);

#[websocket("/{what}")]
async fn raising(
    mut socket: WebSocket,
    what: String,
    after: Option<u8>,
    #[query(ge = 1)] _limit: Option<u8>,
) -> Result<()> {
    if after.is_some() {
        socket.accept().await?;
    }
    match &*what {
        "stock" => raise!(Stock("low")),
        "sold" => raise!(Sold(Stock("out"))),
        "wrapped" => raise!(Wrapped(Stock("in"))),
        "http" => raise!(NOT_FOUND, "nothing"),
        "ws" => raise!(ws 1008, "own"),
        "read" => socket.receive_text().await.map(drop)?,
        _ => raise!(std::io::Error::other("disk")),
    }
    Ok(())
}

fn app() -> App {
    App::new().routes(routes![raising])
}

/// How a connection ended: with a close, or refused with a status.
async fn end(app: App, path: &str) -> (u16, String) {
    match client(app).websocket(path).connect().await {
        Ok(mut socket) => closed(&mut socket).await,
        Err(refused) => (refused.status().as_u16(), refused.text()),
    }
}

fn ended(code: u16, words: &str) -> (u16, String) {
    (code, words.to_owned())
}

#[tokio::test]
async fn the_nearest_type_answers_before_and_after_the_acceptance() {
    let app = || {
        app().websocket_exception_handler(async |socket: &mut WebSocket, error: &Stock| {
            socket.close(4400, error.to_string()).await
        })
    };
    assert_eq!(end(app(), "/stock").await, ended(403, ""));
    assert_eq!(
        end(app(), "/stock?after=1").await,
        ended(4400, "stock: low")
    );
    // By what it is, and by its cause.
    assert_eq!(end(app(), "/sold?after=1").await, ended(4400, "stock: out"));
    assert_eq!(
        end(app(), "/wrapped?after=1").await,
        ended(4400, "stock: in")
    );
    assert_eq!(end(app(), "/disk?after=1").await, ended(1011, ""));
    let nearer = app().websocket_exception_handler(async |_: &mut WebSocket, _: &Sold| {
        WebSocketException::new(4401, "sold")
    });
    assert_eq!(end(nearer, "/sold?after=1").await, ended(4401, "sold"));
}

async fn named(socket: &mut WebSocket, error: &Stock) -> Result<()> {
    if socket.is_asked() {
        socket.accept().await?;
    }
    socket.send_text(format!("sorry: {error}")).await?;
    socket.close(4000, "sorry").await?;
    Ok(())
}

#[tokio::test]
async fn every_form_of_function_registers() {
    // A named function, which accepts what was not accepted.
    let mut socket = connected(app().websocket_exception_handler(named), "/stock").await;
    assert_eq!(socket.receive_text().await, "sorry: stock: low");
    assert_eq!(closed(&mut socket).await, ended(4000, "sorry"));
    // A plain closure that ends by what it returns, and one that declines.
    let plain = app().websocket_exception_handler(|_: &mut WebSocket, error: &Stock| {
        (error.0 == "low").then(|| WebSocketException::new(4001, error.0))
    });
    assert_eq!(
        end(plain.clone(), "/stock?after=1").await,
        ended(4001, "low")
    );
    assert_eq!(end(plain, "/sold?after=1").await, ended(1011, ""));
    // Any response.
    let denying = app().websocket_exception_handler(async |socket: &mut WebSocket, _: &Stock| {
        socket.deny((StatusCode::GONE, "gone")).await
    });
    assert_eq!(end(denying, "/stock").await, ended(410, "gone"));
}

#[tokio::test]
async fn what_a_handler_leaves_is_refused_or_closed() {
    let app = || app().websocket_exception_handler(|_: &mut WebSocket, _: &Stock| {});
    assert_eq!(end(app(), "/stock").await, ended(403, ""));
    assert_eq!(end(app(), "/stock?after=1").await, ended(1011, ""));
}

#[tokio::test]
async fn handlers_stand_for_the_framework_s_own_exceptions() {
    let app = || {
        app()
            .websocket_exception_handler(async |socket: &mut WebSocket, error: &HttpException| {
                socket.close(4404, error.to_string()).await
            })
            .websocket_exception_handler(
                async |socket: &mut WebSocket, error: &WebSocketRequestValidationError| {
                    socket
                        .deny((
                            StatusCode::UNPROCESSABLE_ENTITY,
                            error.issues().len().to_string(),
                        ))
                        .await
                },
            )
            .websocket_exception_handler(
                async |socket: &mut WebSocket, error: &WebSocketException| {
                    socket.close(error.code() + 3000, "turned").await
                },
            )
            .websocket_exception_handler(async |_: &mut WebSocket, _: &WebSocketError| {
                WebSocketException::new(1003, "texts only")
            })
    };
    assert_eq!(
        end(app(), "/http?after=1").await,
        ended(4404, "404 nothing")
    );
    assert_eq!(end(app(), "/http").await, ended(403, ""));
    assert_eq!(end(app(), "/ws?after=1").await, ended(4008, "turned"));
    assert_eq!(end(app(), "/x?limit=0").await.0, 422);
    let mut socket = connected(app(), "/read?after=1").await;
    socket.send_bytes(vec![0]).await;
    assert_eq!(closed(&mut socket).await, ended(1003, "texts only"));
}

#[tokio::test]
async fn routers_are_asked_before_the_application() {
    let by = |code: u16| move |_: &mut WebSocket, _: &Stock| WebSocketException::new(code, "");
    let inner = Router::new().prefix("/in").routes(routes![raising]);
    let app = App::new()
        .include(inner.websocket_exception_handler(by(4001)))
        .routes(routes![raising])
        .websocket_exception_handler(by(4002));
    assert_eq!(end(app.clone(), "/in/stock?after=1").await.0, 4001);
    assert_eq!(end(app, "/stock?after=1").await.0, 4002);
}

#[tokio::test]
async fn a_handler_that_fails_leaves_it_to_the_catch_all() {
    let failing = || {
        app()
            .websocket_exception_handler(async |_: &mut WebSocket, _: &Stock| -> Result<()> {
                raise!(std::io::Error::other("again"));
            })
            .websocket_exception_handler(async |_: &mut WebSocket, _: &Sold| -> Result<()> {
                panic!("worse")
            })
    };
    assert_eq!(end(failing(), "/stock?after=1").await, ended(1011, ""));
    assert_eq!(
        end(failing(), "/stock").await,
        ended(500, "Internal Server Error")
    );
    assert_eq!(end(failing(), "/sold?after=1").await, ended(1011, ""));
    let caught = || {
        failing().websocket_exception_handler(async |socket: &mut WebSocket, error: &Exception| {
            socket.close(4999, error.to_string()).await
        })
    };
    assert_eq!(end(caught(), "/stock?after=1").await, ended(4999, "again"));
    assert_eq!(end(caught(), "/disk?after=1").await, ended(4999, "disk"));
    assert_eq!(end(caught(), "/disk").await, ended(403, ""));
    // What HTTP has an answer for is not the catch-all's, while HTTP can answer.
    assert_eq!(
        end(caught(), "/http").await,
        ended(404, r#"{"detail":"nothing"}"#)
    );
    assert_eq!(
        end(caught(), "/http?after=1").await,
        ended(4999, "404 nothing")
    );
    let failing_too = failing().websocket_exception_handler(
        async |_: &mut WebSocket, _: &Exception| -> Result<()> { raise!(Stock("third")) },
    );
    assert_eq!(end(failing_too, "/disk?after=1").await, ended(1011, ""));
}

#[tokio::test]
async fn http_handlers_by_type_answer_before_the_acceptance() {
    let app = || {
        app().exception_handler(|_: &Request, error: &Stock| {
            (StatusCode::CONFLICT, error.to_string())
        })
    };
    assert_eq!(end(app(), "/stock").await, ended(409, "stock: low"));
    assert_eq!(end(app(), "/stock?after=1").await, ended(1011, ""));
}
