//! `29_websockets`: messages, refusals, close codes, parameters, dependencies.

use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use faultless::model::{Input, Integer};
use faultless::prelude::*;
use faultless::websocket::Accept;
use serde_json::{Value, json};

#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Domain(&'static str);

#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct RuntimeError(&'static str);

/// How the connections of `/echo` were closed that have ended.
static LAST: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn last_ones() -> std::sync::MutexGuard<'static, Vec<String>> {
    LAST.lock().unwrap_or_else(PoisonError::into_inner)
}

// The reference has one handler for both kinds of connection.
async fn on_domain(socket: &mut WebSocket, error: &Domain) -> Result<()> {
    socket.close(4400, format!("domain: {error}")).await?;
    Ok(())
}

fn on_domain_http(_: &Request, error: &Domain) -> (StatusCode, Json<Value>) {
    let body = json!({"domain": error.to_string()});
    (StatusCode::BAD_REQUEST, Json(body))
}

/// A code as it is sent; the reference's client refuses what is none only when it comes to send it.
fn sent(code: &Integer) -> Result<u16> {
    Ok(code.to_string().parse()?)
}

#[websocket("/echo")]
async fn echo(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    while let Some(text) = socket.receive_text().await? {
        // A peer that goes away while it is answered is noted like any other.
        if socket.send_text(format!("echo: {text}")).await.is_err() {
            break;
        }
    }
    last_ones().extend(socket.closed().map(|closed| closed.to_string()));
    Ok(())
}

#[websocket("/json")]
async fn json_(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    while let Some(data) = socket.receive_json::<Input<'static>>().await? {
        socket.send_json(&Got { got: data }).await?;
    }
    Ok(())
}

#[derive(Debug, Serialize)]
struct Got {
    got: Input<'static>,
}

#[websocket("/bytes")]
async fn bytes_(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    while let Some(data) = socket.receive_bytes().await? {
        let turned: Bytes = data.iter().rev().copied().collect();
        socket.send_bytes(turned).await?;
    }
    Ok(())
}

#[websocket("/greet")]
async fn greet(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    socket.send_text("hello").await?;
    socket.send_json(&json!({"n": 1})).await?;
    socket.close(1000, "done").await?;
    Ok(())
}

#[websocket("/close/{code}")]
async fn close(mut socket: WebSocket, code: Integer, reason: Option<String>) -> Result<()> {
    socket.accept().await?;
    let reason = reason.unwrap_or_default();
    socket.close(sent(&code)?, reason).await?;
    Ok(())
}

#[websocket("/refuse")]
async fn refuse(mut socket: WebSocket) -> Result<()> {
    socket.close(1008, "not today").await?;
    Ok(())
}

#[websocket("/return-early")]
async fn return_early(_socket: WebSocket) {}

#[websocket("/return-after")]
async fn return_after(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    Ok(())
}

#[websocket("/exc-before/{code}")]
async fn exc_before(_socket: WebSocket, code: Integer, reason: Option<String>) -> Result<()> {
    // A code that may not be sent is none here: a refused handshake has no code.
    let code = sent(&code).ok().unwrap_or(1008);
    let reason = reason.unwrap_or_default();
    let end = WebSocketException::new(code, &reason);
    Err(end.or_else(|_| WebSocketException::new(1008, &reason))?)?
}

#[websocket("/exc-after/{code}")]
async fn exc_after(mut socket: WebSocket, code: Integer, reason: Option<String>) -> Result<()> {
    socket.accept().await?;
    socket.send_text("ready").await?;
    let code = sent(&code)?;
    raise!(ws code, reason.unwrap_or_default());
}

#[websocket("/http-before/{code}")]
async fn http_before(_socket: WebSocket, code: Integer) -> Result<()> {
    let error = HttpException::new(sent(&code)?, json!({"refused": code}));
    Err(error.header("X-Refused", "yes"))?
}

#[websocket("/http-after/{code}")]
async fn http_after(mut socket: WebSocket, code: Integer) -> Result<()> {
    socket.accept().await?;
    let code = sent(&code)?;
    raise!(code, "too late");
}

#[websocket("/crash-before")]
async fn crash_before(_socket: WebSocket) -> Result<(), RuntimeError> {
    Err(RuntimeError("before"))
}

#[websocket("/crash-after")]
async fn crash_after(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    socket.send_text("ready").await?;
    raise!(RuntimeError("after"));
}

#[websocket("/domain-before")]
async fn domain_before(_socket: WebSocket) -> Result<(), Domain> {
    Err(Domain("before"))
}

#[websocket("/domain-after")]
async fn domain_after(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    raise!(Domain("after"));
}

#[get("/domain-http", response_model = None)]
fn domain_http() -> Result<(), Domain> {
    Err(Domain("http"))
}

#[derive(Debug, Serialize)]
struct Seen {
    room: Integer,
    q: Integer,
    sid: Option<String>,
    x_kind: Option<String>,
}

#[websocket("/room/{room}")]
async fn room(
    mut socket: WebSocket,
    #[path(ge = 1)] room: Integer,
    #[query(lt = 10)] q: Integer,
    #[cookie(min_length = 3)] sid: Option<String>,
    #[header(max_length = 4)] x_kind: Option<String>,
) -> Result<()> {
    socket.accept().await?;
    let seen = Seen {
        room,
        q,
        sid,
        x_kind,
    };
    socket.send_json(&seen).await?;
    socket.close(1000, "").await?;
    Ok(())
}

#[dependency]
async fn token_or_cookie(
    _socket: WebSocket,
    token: Option<String>,
    sid: Cookie<Option<String>>,
) -> Result<Option<String>> {
    match token.as_deref() {
        None if sid.is_none() => raise!(ws POLICY_VIOLATION),
        Some("expired") => raise!(ws 3000, "expired"),
        Some("http") => raise!(UNAUTHORIZED, "http from a dependency"),
        _ => {}
    }
    Ok(token.filter(|token| !token.is_empty()).or(sid.0))
}

#[websocket("/dep")]
async fn dep(mut socket: WebSocket, who: Depends<token_or_cookie>) -> Result<()> {
    let who = who.as_deref().unwrap_or("None");
    socket.accept().await?;
    while let Some(text) = socket.receive_text().await? {
        socket.send_text(format!("{who}: {text}")).await?;
    }
    Ok(())
}

#[websocket("/sub")]
async fn sub(mut socket: WebSocket) -> Result<()> {
    let wanted: Vec<String> = socket.subprotocols().map(str::to_owned).collect();
    let mut accept = Accept::new().header("x-accepted", "yes");
    if wanted.iter().any(|name| name == "v2") {
        accept = accept.subprotocol("v2");
    }
    socket.accept_with(accept).await?;
    socket.send_json(&wanted).await?;
    socket.close(1001, "").await?;
    Ok(())
}

#[websocket("/deny")]
async fn deny(mut socket: WebSocket) -> Result<()> {
    let why = Json(json!({"why": "denied"}));
    socket
        .deny((StatusCode::TOO_MANY_REQUESTS, [("retry-after", "3")], why))
        .await?;
    Ok(())
}

#[get("/both")]
fn both_get() -> Json<&'static str> {
    Json("http")
}

#[websocket("/both")]
async fn both_ws(mut socket: WebSocket) -> Result<()> {
    socket.accept().await?;
    socket.send_text("ws").await?;
    socket.close(1000, "").await?;
    Ok(())
}

#[get("/http-only")]
fn http_only() -> Json<&'static str> {
    Json("http")
}

// What the last connection of `/echo` that ended was closed with.
#[get("/last", response_model = None)]
fn last() -> Json<Option<String>> {
    Json(last_ones().pop())
}

pub(super) fn app() -> App {
    App::new()
        .title("websockets")
        .websocket_exception_handler(on_domain)
        .exception_handler(on_domain_http)
        .exception_response::<Domain>(faultless::ErrorResponse::new(400).json::<Value>())
        .routes(routes![
            echo,
            json_,
            bytes_,
            greet,
            close,
            refuse,
            return_early,
            return_after,
            exc_before,
            exc_after,
            http_before,
            http_after,
            crash_before,
            crash_after,
            domain_before,
            domain_after,
            domain_http,
            room,
            dep,
            sub,
            deny,
            both_get,
            both_ws,
            http_only,
            last,
        ])
}
