//! What stands after `give`: under each outcome, in which order, and in which scope.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::Body;
use faultless::prelude::*;
use faultless::{RequestCancelled, Yield};
use futures_util::{StreamExt, stream};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::Log;
use crate::logs;

#[derive(Debug, thiserror::Error)]
#[error("the shop is closed")]
struct Closed;

/// One word for an outcome.
fn word(outcome: &Result<()>) -> String {
    match outcome {
        Ok(()) => "ok".to_owned(),
        Err(exception) if exception.is::<RequestCancelled>() => "cancelled".to_owned(),
        Err(exception) if exception.is::<faultless::Panic>() => "panic".to_owned(),
        Err(exception) => exception.to_string(),
    }
}

#[dependency]
async fn outer(log: State<Log>, scope: Yield<&'static str>) -> Result<()> {
    log.add("outer in");
    let outcome = scope.give("outer").await;
    log.add(format!("outer {}", word(&outcome)));
    outcome
}

#[dependency]
async fn inner(_outer: Depends<outer>, log: State<Log>, scope: Yield<String>) -> Result<()> {
    log.add("inner in");
    let outcome = scope.give("inner".to_owned()).await;
    // As a rollback would: it takes its time.
    tokio::task::yield_now().await;
    log.add(format!("inner {}", word(&outcome)));
    outcome
}

#[get("/{how}")]
async fn answer(
    how: String,
    value: Depends<inner>,
    log: State<Log>,
    #[query(default = 1u8)] n: u8,
) -> Result<String> {
    match how.as_str() {
        "http" => raise!(FORBIDDEN, "not you {n}"),
        "error" => raise!(Closed),
        "panic" => panic!("the roof came down"),
        "slow" => {
            log.add("handler");
            std::future::pending().await
        }
        _ => Ok(value.to_string()),
    }
}

#[get("/stream/{how}")]
async fn streamed(how: String, _value: Depends<inner>, log: State<Log>) -> Response {
    let log = log.into_inner();
    let parts = stream::iter(0..3).then(move |n| {
        let (how, log) = (how.clone(), log.clone());
        async move {
            log.add(format!("part {n}"));
            tokio::task::yield_now().await;
            match (how.as_str(), n) {
                ("fails", 1) => Err("the disk is full"),
                ("panics", 1) => panic!("the roof came down"),
                ("hangs", 1) => std::future::pending().await,
                _ => Ok("part"),
            }
        }
    });
    Response::new(Body::from_stream(parts))
}

fn app(log: &Log) -> App {
    App::new()
        .state(log.clone())
        .exception_handler(|request: &Request, _: &Closed| {
            request.state::<Log>().unwrap().add("handler of Closed");
            StatusCode::CONFLICT
        })
        .routes(routes![answer, streamed])
}

async fn ended(path: &str) -> (faultless::TestResponse, Vec<String>) {
    let log = Log::default();
    let response = TestClient::new(app(&log)).get(path).send().await;
    (response, log.told())
}

#[tokio::test]
async fn each_outcome_is_told_innermost_first() {
    for (path, status, told) in [
        ("/fine", 200, ["inner ok", "outer ok"]),
        ("/http", 403, ["inner 403 not you 1", "outer 403 not you 1"]),
        ("/panic", 500, ["inner panic", "outer panic"]),
    ] {
        let (response, log) = ended(path).await;
        assert_eq!(response.status(), status, "{path}");
        assert_eq!(log[..2], ["outer in", "inner in"], "{path}");
        assert_eq!(log[2..], told, "{path}");
    }
}

#[tokio::test]
async fn teardowns_come_before_the_handler_of_the_exception() {
    let (response, log) = ended("/error").await;
    assert_eq!(response.status(), 409);
    assert_eq!(
        log[2..],
        [
            "inner the shop is closed",
            "outer the shop is closed",
            "handler of Closed"
        ]
    );
}

#[tokio::test]
async fn issues_of_arguments_end_what_has_begun() {
    let (response, log) = ended("/fine?n=x").await;
    assert_eq!(response.status(), 422);
    assert_eq!(log.len(), 4);
    assert!(log[3].starts_with("outer "), "{log:?}");
}

#[tokio::test]
async fn a_stream_is_over_before_the_teardown() {
    let (response, log) = ended("/stream/fine").await;
    assert_eq!(response.text(), "partpartpart");
    assert_eq!(
        log[2..],
        ["part 0", "part 1", "part 2", "inner ok", "outer ok"]
    );
    for how in ["fails", "panics"] {
        let (response, log) = ended(&format!("/stream/{how}")).await;
        assert!(response.failure().is_some());
        let told = "the response failed after it had begun";
        assert_eq!(
            log[2..],
            [
                "part 0".to_owned(),
                "part 1".to_owned(),
                format!("inner {told}"),
                format!("outer {told}")
            ],
            "{how}"
        );
    }
}

#[tokio::test]
async fn a_request_that_is_given_up_is_told_so() {
    let log = Log::default();
    let client = TestClient::new(app(&log));
    let sending = client.get("/slow").send();
    assert!(
        tokio::time::timeout(Duration::from_millis(50), sending)
            .await
            .is_err()
    );
    assert_eq!(
        log.after(5).await[2..],
        ["handler", "inner cancelled", "outer cancelled"]
    );
}

#[tokio::test]
async fn a_layers_time_limit_gives_a_request_up() {
    let log = Log::default();
    let limit = tower_http::timeout::TimeoutLayer::with_status_code(
        StatusCode::GATEWAY_TIMEOUT,
        Duration::from_millis(50),
    );
    let client = TestClient::new(app(&log).layer(limit));
    assert_eq!(client.get("/slow").send().await.status(), 504);
    assert_eq!(
        log.after(5).await[2..],
        ["handler", "inner cancelled", "outer cancelled"]
    );
}

#[tokio::test]
async fn a_client_that_goes_away_is_told_of() {
    for (path, count, told) in [
        (
            "/slow",
            5,
            ["handler", "inner cancelled", "outer cancelled"].as_slice(),
        ),
        (
            "/stream/hangs",
            6,
            ["part 0", "part 1", "inner cancelled", "outer cancelled"].as_slice(),
        ),
    ] {
        let log = Log::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let server = tokio::spawn(app(&log).into_service().serve_on(listener, async {
            let _ = stopped.await;
        }));
        let mut client = TcpStream::connect(address).await.unwrap();
        let head = format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n");
        client.write_all(head.as_bytes()).await.unwrap();
        log.after(count - 2).await;
        drop(client);
        assert_eq!(log.after(count).await[2..], *told, "{path}");
        drop(stop);
        server.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn teardowns_under_way_go_on_when_the_client_goes_away() {
    let log = Log::default();
    let app = App::new().state(log.clone()).routes(routes![slow_end]);
    let client = TestClient::new(app);
    let sending = client.get("/").send();
    assert!(
        tokio::time::timeout(Duration::from_millis(50), sending)
            .await
            .is_err()
    );
    assert_eq!(log.after(2).await, ["ending", "ended"]);
}

#[dependency]
async fn slowly(log: State<Log>, scope: Yield<()>) -> Result<()> {
    let outcome = scope.give(()).await;
    log.add("ending");
    tokio::time::sleep(Duration::from_millis(200)).await;
    log.add("ended");
    outcome
}

#[get("/", dependencies = [slowly])]
async fn slow_end() -> Result<()> {
    raise!(FORBIDDEN, "no");
}

#[dependency]
async fn translates(scope: Yield<()>) -> Result<()> {
    let outcome = scope.give(()).await;
    if outcome.as_ref().is_err_and(Exception::is::<Closed>) {
        raise!(NOT_FOUND, "there is no shop");
    }
    outcome
}

#[get("/translated")]
async fn translated(_outer: Depends<outer>, _t: Depends<translates>) -> Result<()> {
    raise!(Closed);
}

#[dependency]
async fn swallows(scope: Yield<()>) -> Result<()> {
    let _ = scope.give(()).await;
    Ok(())
}

#[get("/swallowed")]
async fn swallowed(_outer: Depends<outer>, _s: Depends<swallows>) -> Result<()> {
    raise!(Closed);
}

#[dependency]
async fn panics_at_the_end(scope: Yield<()>) -> Result<()> {
    let _ = scope.give(()).await;
    panic!("while cleaning up");
}

#[get("/panicked")]
async fn panicked(_outer: Depends<outer>, _p: Depends<panics_at_the_end>) -> Result<()> {
    raise!(Closed);
}

#[dependency]
async fn gives_nothing(scope: Yield<()>) -> Result<()> {
    drop(scope);
    Ok(())
}

#[get("/nothing")]
async fn nothing(_n: Depends<gives_nothing>) {}

#[tokio::test]
async fn a_teardown_may_put_another_exception_in_its_place() {
    let log = Log::default();
    let app = App::new()
        .state(log.clone())
        .routes(routes![translated, swallowed, panicked, nothing]);
    let client = TestClient::new(app);
    let response = client.get("/translated").send().await;
    assert_eq!(response.status(), 404);
    assert_eq!(log.told()[1], "outer 404 there is no shop");

    let (response, lines) = logs::during(client.get("/swallowed").send()).await;
    assert_eq!(response.status(), 500);
    assert!(
        lines[0].contains("the dependency `swallows` swallowed the exception"),
        "{lines:?}"
    );
    assert!(
        log.told()[3].contains("swallowed"),
        "the outer one sees what the client will"
    );

    assert!(
        lines[0].contains("(while handling the shop is closed"),
        "{lines:?}"
    );
    let (response, lines) = logs::during(client.get("/panicked").send()).await;
    assert_eq!(
        (response.status(), response.text()),
        (
            StatusCode::INTERNAL_SERVER_ERROR,
            "Internal Server Error".to_owned()
        )
    );
    assert!(lines[0].contains("while cleaning up"), "{lines:?}");
    assert_eq!(log.told()[5], "outer panic");

    let (response, lines) = logs::during(client.get("/nothing").send()).await;
    assert_eq!(response.status(), 500);
    assert!(
        lines[0].contains("`gives_nothing` ended without a value: call `give`"),
        "{lines:?}"
    );
}

#[dependency]
async fn fails_late(log: State<Log>, scope: Yield<()>) -> Result<()> {
    scope.give(()).await?;
    log.add("late");
    raise!(IM_A_TEAPOT, "too late");
}

#[get("/late")]
async fn late(_l: Depends<fails_late>) -> &'static str {
    "fine"
}

#[get("/in-time")]
async fn in_time(#[depends(scope = "function")] _l: Depends<fails_late>) -> &'static str {
    "fine"
}

#[tokio::test]
async fn the_scope_decides_whether_an_exception_comes_too_late() {
    let log = Log::default();
    let app = App::new().state(log.clone()).routes(routes![late, in_time]);
    let client = TestClient::new(app);
    let (response, lines) = logs::during(client.get("/late").send()).await;
    assert_eq!(
        (response.status(), response.text()),
        (StatusCode::OK, "fine".to_owned())
    );
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(
        lines[0].starts_with("ERROR") && lines[0].contains("too late"),
        "{lines:?}"
    );
    assert_eq!(client.get("/in-time").send().await.status(), 418);
    assert_eq!(log.told(), ["late", "late"]);
}

#[dependency]
async fn per_function(log: State<Log>, scope: Yield<()>) -> Result<()> {
    let outcome = scope.give(()).await;
    log.add(format!("function {}", word(&outcome)));
    outcome
}

#[get("/order/{fails}")]
async fn order(
    fails: bool,
    #[depends(scope = "function")] _function: Depends<per_function>,
    _request: Depends<outer>,
    log: State<Log>,
) -> Result<Response> {
    ensure!(!fails, FORBIDDEN, "no");
    let log = log.into_inner();
    let body = stream::once(async move {
        log.add("body");
        Ok::<_, Infallible>("body")
    });
    Ok(Response::new(Body::from_stream(body)))
}

#[tokio::test]
async fn what_is_scoped_to_the_function_ends_first() {
    for (fails, told) in [
        (
            false,
            ["outer in", "function ok", "body", "outer ok"].as_slice(),
        ),
        (
            true,
            ["outer in", "function 403 no", "outer 403 no"].as_slice(),
        ),
    ] {
        let log = Log::default();
        let client = TestClient::new(App::new().state(log.clone()).routes(routes![order]));
        client.get(&format!("/order/{fails}")).send().await;
        assert_eq!(log.told(), *told);
    }
}

#[tokio::test]
async fn a_head_request_and_an_empty_answer_end_well() {
    let log = Log::default();
    let client = TestClient::new(App::new().state(log.clone()).routes(routes![both, empty]));
    client.head("/both").send().await;
    assert_eq!(client.delete("/empty").send().await.status(), 204);
    assert_eq!(log.told()[1], "outer ok");
    assert_eq!(log.told()[3], "outer ok");
}

#[operation("/both", methods = ["GET", "HEAD"])]
async fn both(_outer: Depends<outer>) -> &'static str {
    "text"
}

#[delete("/empty", status = 204)]
async fn empty(_outer: Depends<outer>) {}

#[tokio::test]
async fn shutdown_waits_for_teardowns() {
    let log = Log::default();
    let app = App::new().state(log.clone()).routes(routes![quick]);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = tokio::spawn(app.into_service().serve_on(listener, async {
        let _ = stopped.await;
    }));
    let mut client = TcpStream::connect(address).await.unwrap();
    let head = "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    client.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    client.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    log.after(1).await;
    drop(stop);
    server.await.unwrap().unwrap();
    assert_eq!(log.told(), ["ending", "ended"]);
}

#[get("/", dependencies = [slowly])]
async fn quick() -> &'static str {
    "here"
}
