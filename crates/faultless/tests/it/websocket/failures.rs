//! What is raised, before the connection is accepted and after.

use faultless::WebSocketError;
use faultless::prelude::*;
use serde_json::{Value, json};

use super::{client, closed, connected};

/// Runs something, with the tasks it starts on this thread, and gives the log lines.
pub(super) async fn logged<T>(work: impl Future<Output = T>) -> (T, Vec<String>) {
    crate::logs::on_this_thread(work).await
}

#[derive(Debug, thiserror::Error)]
#[error("the secret is out")]
struct Leak;

#[derive(Debug, thiserror::Error, Raise)]
#[error("no room left")]
#[raise(status = 409, code = "full")]
struct Full;

#[dependency]
async fn guard(_socket: WebSocket, token: Option<String>) -> Result<String> {
    match token.as_deref() {
        None => raise!(ws POLICY_VIOLATION, "no token"),
        Some("http") => raise!(UNAUTHORIZED, "who are you"),
        Some(token) => Ok(token.to_owned()),
    }
}

#[websocket("/raise/{what}")]
async fn raising(
    mut socket: WebSocket,
    what: String,
    #[query(ge = 1)] after: Option<u8>,
) -> Result<()> {
    if after.is_some() {
        socket.accept().await?;
    }
    match &*what {
        "ws" => raise!(ws 4401, "auth"),
        "bad-code" => raise!(ws 1005, "none"),
        "http" => Err(HttpException::new(429, json!({"wait": 3})).header("Retry-After", "3"))?,
        "declared" => raise!(Full),
        "leak" => raise!(Leak),
        "panic" => panic!("the secret is out"),
        _ => Ok(()),
    }
}

fn app() -> App {
    App::new().routes(routes![raising, guarded])
}

#[websocket("/guarded")]
async fn guarded(mut socket: WebSocket, who: Depends<guard>) -> Result<()> {
    socket.accept().await?;
    socket.send_text(&**who).await?;
    Ok(())
}

async fn refused(app: App, path: &str) -> faultless::TestResponse {
    client(app).websocket(path).connect().await.unwrap_err()
}

#[tokio::test]
async fn before_the_acceptance_the_handshake_is_answered() {
    let closing = refused(app(), "/raise/ws").await;
    assert_eq!(
        (closing.status().as_u16(), closing.text().as_str()),
        (403, "")
    );
    let http = refused(app(), "/raise/http").await;
    assert_eq!(
        (http.status().as_u16(), http.header("retry-after")),
        (429, Some("3"))
    );
    assert_eq!(http.json::<Value>(), json!({"detail": {"wait": 3}}));
    let declared = refused(app().error_format(Uniform), "/raise/declared").await;
    assert_eq!(
        (
            declared.status().as_u16(),
            &declared.json::<Value>()["code"]
        ),
        (409, &json!("full"))
    );
    for path in [
        "/raise/leak",
        "/raise/panic",
        "/raise/bad-code",
        "/raise/return",
    ] {
        let unplanned = refused(app(), path).await;
        assert_eq!(
            (unplanned.status().as_u16(), unplanned.text().as_str()),
            (500, "Internal Server Error"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn in_another_format_a_refusal_tells_its_reason_or_its_issues() {
    let app = || app().error_format(Uniform);
    let closing: Value = refused(app(), "/raise/ws").await.json();
    assert_eq!(
        (&closing["code"], &closing["detail"]),
        (&json!("forbidden"), &json!("auth"))
    );
    let invalid = refused(app(), "/raise/x?after=0").await;
    assert_eq!(invalid.status(), 403);
    let told: Value = invalid.json();
    assert_eq!(told["errors"][0]["field"], "query.after");
}

#[tokio::test]
async fn after_the_acceptance_the_connection_is_closed() {
    for (path, code, reason) in [
        ("/raise/ws?after=1", 4401, "auth"),
        ("/raise/bad-code?after=1", 1011, ""),
        ("/raise/http?after=1", 1011, ""),
        ("/raise/declared?after=1", 1011, ""),
        ("/raise/leak?after=1", 1011, ""),
        ("/raise/panic?after=1", 1011, ""),
        ("/raise/return?after=1", 1000, ""),
    ] {
        let mut socket = connected(app(), path).await;
        assert_eq!(
            closed(&mut socket).await,
            (code, reason.to_owned()),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_fault_is_logged_once_with_its_request() {
    for (path, accepted) in [
        ("/raise/leak", false),
        ("/raise/leak?after=1", true),
        ("/raise/panic?after=1", true),
    ] {
        let ((), lines) = logged(Box::pin(async {
            let request = client(app())
                .websocket(path)
                .header("x-request-id", "r-1")
                .connect()
                .await;
            assert_eq!(request.is_ok(), accepted);
            if let Ok(mut socket) = request {
                closed(&mut socket).await;
                assert!(socket.exception().is_some());
            }
        }))
        .await;
        let errors: Vec<&String> = lines
            .iter()
            .filter(|line| line.starts_with("ERROR"))
            .collect();
        assert_eq!(errors.len(), 1, "{lines:?}");
        for word in [
            "the secret is out",
            "path=\"/raise/",
            "request_id=r-1",
            "route=\"/raise/{what}\"",
        ] {
            assert!(errors[0].contains(word), "{word} in {errors:?}");
        }
    }
    let ((), lines) = logged(Box::pin(async {
        let mut socket = connected(app(), "/raise/ws?after=1").await;
        closed(&mut socket).await;
        refused(app(), "/raise/x?after=0").await;
    }))
    .await;
    assert!(
        lines.iter().all(|line| !line.starts_with("ERROR")),
        "{lines:?}"
    );
}

#[tokio::test]
async fn arguments_and_dependencies_refuse_as_they_raise() {
    let client = client(app());
    let path = |path: &str| client.websocket(path);
    assert_eq!(
        path("/raise/x?after=x")
            .connect()
            .await
            .unwrap_err()
            .status(),
        403
    );
    assert_eq!(path("/guarded").connect().await.unwrap_err().status(), 403);
    let http = path("/guarded?token=http").connect().await.unwrap_err();
    assert_eq!(
        (http.status().as_u16(), http.text().as_str()),
        (401, r#"{"detail":"who are you"}"#)
    );
    let mut socket = path("/guarded?token=ann").connect().await.unwrap();
    assert_eq!(socket.receive_text().await, "ann");
}

#[websocket("/own-error")]
async fn own_error(_socket: WebSocket) -> Result<(), Full> {
    Err(Full)
}

#[websocket("/nothing")]
async fn nothing(mut socket: WebSocket) {
    socket.accept().await.unwrap();
}

#[websocket("/texts")]
async fn texts(mut socket: WebSocket) -> Result<(), WebSocketError> {
    socket.accept().await?;
    while let Some(text) = socket.receive_text().await? {
        socket.send_text(text).await?;
    }
    Ok(())
}

#[tokio::test]
async fn any_error_and_nothing_may_be_returned() {
    let app = || App::new().routes(routes![own_error, nothing, texts]);
    assert_eq!(refused(app(), "/own-error").await.status(), 409);
    let mut socket = connected(app(), "/nothing").await;
    assert_eq!(closed(&mut socket).await.0, 1000);
}

#[tokio::test]
async fn a_message_of_the_other_sort_is_the_peers_mistake() {
    let ((), lines) = logged(Box::pin(async {
        let mut socket = connected(App::new().routes(routes![texts]), "/texts").await;
        socket.send_bytes(vec![1]).await;
        assert_eq!(closed(&mut socket).await, (1011, String::new()));
    }))
    .await;
    assert!(
        lines.iter().all(|line| !line.starts_with("ERROR")),
        "{lines:?}"
    );
}

#[tokio::test]
async fn the_http_catch_all_answers_before_the_acceptance() {
    let app = || {
        app().exception_handler(|_: &Request, _: &Exception| (StatusCode::IM_A_TEAPOT, "caught"))
    };
    let answer = refused(app(), "/raise/leak").await;
    assert_eq!(
        (answer.status().as_u16(), answer.text().as_str()),
        (418, "caught")
    );
    let mut socket = connected(app(), "/raise/leak?after=1").await;
    assert_eq!(closed(&mut socket).await, (1011, String::new()));
}

#[dependency]
async fn session(scope: Yield<String>, ends: State<Ends>) -> Result<()> {
    let outcome = scope.give("s".to_owned()).await;
    let told = outcome
        .as_ref()
        .map_or_else(ToString::to_string, |()| "ok".to_owned());
    ends.0.0.lock().unwrap().push(told);
    outcome
}

#[derive(Clone, Default)]
struct Ends(std::sync::Arc<std::sync::Mutex<Vec<String>>>);

#[websocket("/session/{how}")]
async fn with_session(mut socket: WebSocket, session: Depends<session>, how: String) -> Result<()> {
    socket.accept().await?;
    socket.send_text(&**session).await?;
    ensure!(how == "well", ws 4000, "badly");
    Ok(())
}

#[tokio::test]
async fn dependencies_that_yield_end_with_the_operation() {
    let ends = Ends::default();
    let client = client(App::new().state(ends.clone()).routes(routes![with_session]));
    for (how, code) in [("well", 1000), ("badly", 4000)] {
        let request = client.websocket(&format!("/session/{how}"));
        let mut socket = request.connect().await.unwrap();
        assert_eq!(socket.receive_text().await, "s");
        assert_eq!(closed(&mut socket).await.0, code);
    }
    assert_eq!(*ends.0.lock().unwrap(), ["ok", "close 4000 badly"]);
}
