//! Bodies that fail after the response began.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::Body;
use faultless::prelude::*;
use faultless::response::Response;
use futures_util::{StreamExt, stream};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::logs;

/// Lets the server send what it has before the next part comes.
async fn unhurried<T>(part: T) -> T {
    tokio::task::yield_now().await;
    part
}

#[get("/breaks")]
async fn breaks() -> Response {
    let parts = [Ok("first"), Err("the disk said hunter2")];
    Response::new(Body::from_stream(stream::iter(parts).then(unhurried)))
}

#[get("/panics")]
async fn panics() -> Response {
    let parts = stream::iter(0..3).map(|n| {
        assert!(n < 1, "streamed too far, hunter2");
        Ok::<_, Infallible>("first")
    });
    Response::new(Body::from_stream(parts.then(unhurried)))
}

#[get("/whole")]
async fn whole() -> Response {
    Response::new(Body::from_stream(stream::iter([
        Ok::<_, Infallible>("a"),
        Ok("b"),
    ])))
}

#[tokio::test]
async fn a_failure_is_logged_once_with_its_request_and_seen_as_a_break() {
    for (path, why) in [
        ("/breaks", "the disk said hunter2"),
        ("/panics", "streamed too far, hunter2"),
    ] {
        let (response, lines) = logs::during(async {
            let client = TestClient::new(App::new().routes(routes![breaks, panics]));
            client
                .get(path)
                .header("x-request-id", "stream-1")
                .send()
                .await
        })
        .await;
        assert_eq!(response.status(), 200);
        assert!(response.failure().is_some(), "{path}");
        assert!(!response.failure().unwrap().contains("hunter2"));
        let told: Vec<&String> = lines.iter().filter(|line| line.contains(why)).collect();
        assert_eq!(told.len(), 1, "{lines:?}");
        assert!(
            told[0].starts_with("ERROR") && told[0].contains("stream-1") && told[0].contains(path),
            "{told:?}"
        );
    }
    let client = TestClient::new(App::new().routes(routes![whole]));
    assert_eq!(client.get("/whole").send().await.text(), "ab");
}

/// HTTP/1.1: the chunked body ends without its last chunk, so that the client knows.
#[tokio::test]
async fn over_http_1_the_last_chunk_is_missing() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = App::new()
        .routes(routes![breaks, panics, whole])
        .into_service();
    let server = tokio::spawn(service.serve_on(listener, std::future::pending()));
    for (path, complete) in [("/breaks", false), ("/panics", false), ("/whole", true)] {
        let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
        stream
            .write_all(
                format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").as_bytes(),
            )
            .await
            .unwrap();
        let mut answer = String::new();
        let read =
            tokio::time::timeout(Duration::from_secs(5), stream.read_to_string(&mut answer)).await;
        assert!(read.is_ok(), "{path} hangs");
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
        assert_eq!(answer.ends_with("0\r\n\r\n"), complete, "{answer}");
    }
    server.abort();
}
