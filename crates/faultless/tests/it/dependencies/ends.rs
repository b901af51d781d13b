//! Ends that are easily missed: a value given elsewhere, a stream of a known length, a layer that panics.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use faultless::Yield;
use faultless::prelude::*;
use futures_util::future::BoxFuture;
use futures_util::stream;
use tower::{Layer, Service};

use super::Log;
use crate::server::{answer, serve, soon};

#[dependency]
async fn session(log: State<Log>, scope: Yield<u8>) -> Result<()> {
    let outcome = scope.give(1).await;
    log.add(match &outcome {
        Ok(()) => "ok".to_owned(),
        Err(exception) => exception.to_string(),
    });
    outcome
}

#[dependency]
async fn elsewhere(log: State<Log>, scope: Yield<u8>) -> Result<()> {
    let giving = tokio::spawn(async move {
        // By then the dependency waits for this task.
        tokio::task::yield_now().await;
        scope.give(7).await
    });
    let outcome = giving.await?;
    log.add("elsewhere");
    outcome
}

#[get("/elsewhere")]
async fn given_elsewhere(value: Depends<elsewhere>) -> Json<u8> {
    Json(*value)
}

#[tokio::test]
async fn a_value_may_be_given_in_another_task() {
    let log = Log::default();
    let app = App::new()
        .state(log.clone())
        .routes(routes![given_elsewhere]);
    let client = TestClient::new(app);
    let response = soon(client.get("/elsewhere").send()).await;
    assert_eq!(response.text(), "7");
    assert_eq!(log.told(), ["elsewhere"]);
}

fn parts() -> StreamingResponse {
    StreamingResponse::new(stream::iter(["first", "last"].map(Ok::<_, Infallible>)))
}

#[get("/length")]
async fn of_a_length(_session: Depends<session>) -> StreamingResponse {
    parts().length(9)
}

#[get("/empty")]
async fn of_no_body(_session: Depends<session>) -> (StatusCode, StreamingResponse) {
    (StatusCode::NO_CONTENT, parts())
}

#[tokio::test]
async fn a_stream_that_no_server_asks_to_its_end_has_been_sent() {
    for (path, body) in [("/length", "firstlast"), ("/empty", "")] {
        let log = Log::default();
        let app = App::new()
            .state(log.clone())
            .routes(routes![of_a_length, of_no_body]);
        let (address, _served) = serve(app).await;
        let told = answer(address, "GET", path).await;
        assert_eq!(told.split_once("\r\n\r\n").unwrap().1, body, "{path}");
        assert_eq!(log.after(1).await, ["ok"], "{path}");
    }
}

/// Begins what is inside, and then panics.
#[derive(Clone)]
struct Panics;

#[derive(Clone)]
struct Panicking<S>(S);

impl<S> Layer<S> for Panics {
    type Service = Panicking<S>;

    fn layer(&self, inner: S) -> Panicking<S> {
        Panicking(inner)
    }
}

impl<S, R> Service<R> for Panicking<S>
where
    S: Service<R, Future: Send + 'static>,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = BoxFuture<'static, Result<S::Response, S::Error>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: R) -> Self::Future {
        let mut inner: Pin<Box<S::Future>> = Box::pin(self.0.call(request));
        Box::pin(std::future::poll_fn(move |context| {
            assert!(
                inner.as_mut().poll(context).is_ready(),
                "the roof came down"
            );
            Poll::Pending
        }))
    }
}

#[get("/slow")]
async fn slow(_session: Depends<session>) {
    std::future::pending::<()>().await;
}

#[tokio::test]
async fn a_layer_that_panics_gives_the_request_up() {
    let log = Log::default();
    let app = App::new()
        .state(log.clone())
        .routes(routes![slow])
        .layer(Panics);
    let response = TestClient::new(app).get("/slow").send().await;
    assert_eq!(response.status(), 500);
    assert_eq!(
        log.after(1).await,
        ["the request was given up before it was answered"]
    );
}
