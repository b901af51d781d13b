//! Bodies that fail after the response began.

use std::convert::Infallible;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use bytes::Bytes;
use faultless::prelude::*;
use faultless::response::Response;
use futures_util::{StreamExt, stream};
use http_body_util::BodyExt;
use tokio::io::AsyncReadExt;
use tokio::sync::oneshot;

use crate::hook::Told;
use crate::logs;
use crate::server::{answer, ask, serve, soon};

#[derive(Debug, thiserror::Error)]
#[error("the disk said hunter2")]
struct DiskSaid(#[source] std::io::Error);

fn disk_said() -> DiskSaid {
    DiskSaid(std::io::Error::other("sector 7"))
}

#[get("/breaks")]
async fn breaks() -> Response {
    let parts = [Ok("first"), Err(disk_said())];
    Response::new(Body::from_stream(stream::iter(parts)))
}

#[get("/raises")]
async fn raises() -> StreamingResponse {
    StreamingResponse::from_fn(|pieces| async move {
        pieces.send("first").await;
        Err(disk_said())?;
        Ok(())
    })
}

#[get("/panics")]
async fn panics() -> Response {
    let parts = stream::iter(0..3).map(|n| {
        assert!(n < 1, "streamed too far, hunter2");
        Ok::<_, Infallible>("first")
    });
    Response::new(Body::from_stream(parts))
}

/// Ten bytes are declared and five come.
#[get("/short")]
async fn short() -> StreamingResponse {
    let parts = stream::iter([Ok::<_, Infallible>("first")]);
    StreamingResponse::new(parts).length(10)
}

/// Five bytes are declared and seven come, two of them beyond.
#[get("/long")]
async fn long() -> StreamingResponse {
    let parts = stream::iter([Ok::<_, Infallible>("fir"), Ok("st++")]);
    StreamingResponse::new(parts).length(5)
}

#[get("/whole")]
async fn whole() -> StreamingResponse {
    let parts = stream::iter([Ok::<_, Infallible>("a"), Ok("b")]);
    StreamingResponse::new(parts).content_type("text/csv")
}

#[get("/measured")]
async fn measured() -> StreamingResponse {
    StreamingResponse::new(stream::iter([Ok::<_, Infallible>("a"), Ok("b")])).length(2)
}

#[operation("/head", methods = ["HEAD"])]
async fn head() -> StreamingResponse {
    StreamingResponse::new(stream::iter([Err::<&str, _>(disk_said())])).length(10)
}

fn app() -> App {
    App::new().routes(routes![
        breaks, raises, panics, short, long, whole, measured, head
    ])
}

/// The ways to fail, and what the log has of each.
const FAILURES: [(&str, &str); 5] = [
    ("/breaks", "the disk said hunter2: sector 7"),
    ("/raises", "the disk said hunter2: sector 7"),
    ("/panics", "streamed too far, hunter2"),
    ("/short", "ended 5 bytes before the length"),
    ("/long", "is longer than it declared"),
];

#[tokio::test]
async fn a_failure_is_logged_and_told_once_with_its_request_and_seen_as_a_break() {
    for (path, why) in FAILURES {
        let told = Told::default();
        let app = app().on_exception(told.hook());
        let (response, lines) = logs::during(async {
            TestClient::new(app)
                .get(path)
                .header("x-request-id", "stream-1")
                .send()
                .await
        })
        .await;
        assert_eq!(response.status(), 200);
        let failure = response.failure().unwrap_or_default();
        assert!(failure.starts_with("the response's body "), "{path}");
        let errors: Vec<&String> = lines
            .iter()
            .filter(|line| line.starts_with("ERROR"))
            .collect();
        assert_eq!(errors.len(), 1, "{lines:?}");
        for part in [
            why,
            "the response failed after it had begun",
            "request_id=stream-1",
            &format!("route=\"{path}\""),
            "raised_at=",
        ] {
            assert!(errors[0].contains(part), "{part} is not in {errors:?}");
        }
        let start = format!("Stream None GET {path} {path} stream-1: ");
        assert_eq!(told.all().len(), 1, "{:?}", told.all());
        assert!(told.all()[0].starts_with(&start), "{:?}", told.all());
    }
}

#[tokio::test]
async fn a_stream_that_ends_well_is_told_to_nobody() {
    for (path, type_, length) in [
        ("/whole", Some("text/csv"), None),
        ("/measured", None, Some("2")),
    ] {
        let told = Told::default();
        let (response, lines) = logs::during(async {
            let client = TestClient::new(app().on_exception(told.hook()));
            client.get(path).send().await
        })
        .await;
        assert_eq!((response.text().as_str(), response.failure()), ("ab", None));
        assert_eq!(response.header("content-type"), type_);
        assert_eq!(response.header("content-length"), length);
        assert_eq!((lines.len(), told.all().len()), (0, 0), "{lines:?}");
    }
}

#[tokio::test]
async fn the_hook_gets_the_value_that_was_raised() {
    static SEEN: Mutex<Vec<(bool, String)>> = Mutex::new(Vec::new());
    let app = app().on_exception(|reported| {
        let exception = reported.exception();
        SEEN.lock().unwrap().push((
            exception.is::<DiskSaid>(),
            exception.location().file().to_owned(),
        ));
    });
    let client = TestClient::new(app);
    let _ = client.get("/breaks").send().await;
    let _ = client.get("/raises").send().await;
    let seen = SEEN.lock().unwrap();
    assert!(seen[0].0 && seen[1].0, "{seen:?}");
    assert!(seen[1].1.ends_with("tests/it/stream.rs"), "{seen:?}");
}

/// HTTP/1.1: the body ends without its last chunk, or before its length, so that the client knows.
#[tokio::test]
async fn over_http_1_the_end_is_missing() {
    let (address, _served) = serve(app()).await;
    for path in ["/breaks", "/raises", "/panics"] {
        let answer = answer(address, "GET", path).await;
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
        assert!(
            answer.ends_with("\r\n\r\n5\r\nfirst\r\n"),
            "{path}: {answer:?}"
        );
    }
    let short = answer(address, "GET", "/short").await;
    assert!(
        short.contains("content-length: 10\r\n") && short.ends_with("\r\n\r\nfirst"),
        "{short:?}"
    );
    let long = answer(address, "GET", "/long").await;
    assert!(
        long.contains("content-length: 5\r\n") && long.ends_with("\r\n\r\nfir"),
        "{long:?}"
    );
    let whole = answer(address, "GET", "/whole").await;
    assert!(
        whole.ends_with("1\r\na\r\n1\r\nb\r\n0\r\n\r\n"),
        "{whole:?}"
    );
}

/// HEAD: the head of what would be sent. Its body is not made, so that nothing of it can fail.
#[tokio::test]
async fn head_has_no_body_that_could_fail() {
    let told = Told::default();
    let (address, _served) = serve(app().on_exception(told.hook())).await;
    let answer = answer(address, "HEAD", "/head").await;
    assert!(
        answer.contains("content-length: 10\r\n") && answer.ends_with("\r\n\r\n"),
        "{answer:?}"
    );
    assert_eq!(told.all(), Vec::<String>::new());
    let answer = TestClient::new(app()).head("/head").send().await;
    assert_eq!((answer.text().as_str(), answer.failure()), ("", None));
}

/// HTTP/2: the stream is reset, and the connection lives on.
#[tokio::test]
async fn over_http_2_the_stream_is_reset() {
    let told = Told::default();
    let (address, _served) = serve(app().on_exception(told.hook())).await;
    let tcp = tokio::net::TcpStream::connect(address).await.unwrap();
    let (mut client, connection) = h2::client::handshake(tcp).await.unwrap();
    tokio::spawn(connection);
    let mut received = async |path: &str| {
        let uri = format!("http://x{path}");
        let request = http::Request::get(uri).body(()).unwrap();
        let (response, _) = client.send_request(request, true).unwrap();
        let response = soon(response).await.unwrap();
        assert_eq!(response.status(), 200);
        let mut body = response.into_body();
        let mut text = Vec::new();
        loop {
            match soon(body.data()).await {
                Some(Ok(data)) => text.extend_from_slice(&data),
                Some(Err(error)) => break (text, error.reason()),
                None => break (text, None),
            }
        }
    };
    for path in ["/breaks", "/raises", "/panics", "/short"] {
        let (text, reason) = received(path).await;
        assert_eq!(
            (&*text, reason),
            (&b"first"[..], Some(h2::Reason::INTERNAL_ERROR)),
            "{path}"
        );
    }
    let (text, reason) = received("/long").await;
    assert_eq!(
        (&*text, reason),
        (&b"fir"[..], Some(h2::Reason::INTERNAL_ERROR))
    );
    assert_eq!(received("/whole").await, (b"ab".to_vec(), None));
    assert_eq!(told.all().len(), 5, "{:?}", told.all());
}

/// A client that goes away drops the stream where it waits, and that is nobody's failure.
#[tokio::test]
async fn a_client_that_goes_away_drops_the_stream() {
    struct Guard(Option<oneshot::Sender<()>>);
    impl Drop for Guard {
        fn drop(&mut self) {
            let _ = self.0.take().unwrap().send(());
        }
    }
    static GONE: Mutex<Option<oneshot::Sender<()>>> = Mutex::new(None);

    #[get("/endless")]
    async fn endless() -> StreamingResponse {
        StreamingResponse::from_fn(|pieces| async move {
            let _guard = Guard(GONE.lock().unwrap().take());
            pieces.send("first").await;
            std::future::pending().await
        })
    }
    let told = Told::default();
    let app = App::new()
        .routes(routes![endless])
        .on_exception(told.hook());
    let (address, _served) = serve(app).await;
    let (gone, dropped) = oneshot::channel();
    *GONE.lock().unwrap() = Some(gone);
    let mut client = ask(address, "GET", "/endless").await;
    let mut seen = Vec::new();
    while !seen.ends_with(b"first\r\n") {
        seen.push(soon(client.read_u8()).await.unwrap());
    }
    drop(client);
    soon(dropped).await.unwrap();
    assert_eq!(told.all(), Vec::<String>::new());
}

/// What the application's own values do when they are dropped is caught too.
#[tokio::test]
async fn a_stream_that_panics_in_its_end_is_told() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            assert!(std::thread::panicking(), "a bomb went off");
        }
    }
    #[get("/bomb")]
    async fn bomb() -> StreamingResponse {
        let bomb = Bomb;
        StreamingResponse::new(stream::iter(0..2).map(move |_| {
            let _ = &bomb;
            Ok::<_, Infallible>("tick")
        }))
    }
    let told = Told::default();
    let app = App::new().routes(routes![bomb]).on_exception(told.hook());
    let client = TestClient::new(app);
    assert_eq!(client.get("/bomb").send().await.text(), "ticktick");
    let mut stream = client.get("/bomb").stream().await;
    assert_eq!(stream.next().await.unwrap(), "tick");
    drop(stream);
    assert_eq!(told.all().len(), 2, "{:?}", told.all());
}

/// A layer's own body is watched as well, and what came from inside it is told once.
#[tokio::test]
async fn through_layers_each_failure_is_told_once() {
    async fn doubled(request: HttpRequest, next: Next) -> Response {
        // As a layer that compresses would have it: errors go through I/O errors.
        let body = next.run(request).await.into_body().into_data_stream();
        let parts = body.map(|part| part.map_err(std::io::Error::other));
        Response::new(Body::from_stream(parts))
    }
    async fn cut(request: HttpRequest, next: Next) -> Response {
        let response = next.run(request).await;
        let limited = http_body_util::Limited::new(response.into_body(), 3);
        Response::new(Body::new(limited))
    }
    for path in ["/breaks", "/raises", "/panics"] {
        let told = Told::default();
        let app = app().middleware(doubled).on_exception(told.hook());
        let answer = TestClient::new(app).get(path).send().await;
        assert!(answer.failure().is_some());
        assert_eq!(told.all().len(), 1, "{path}: {:?}", told.all());
    }
    let told = Told::default();
    let app = app().middleware(cut).on_exception(told.hook());
    let answer = TestClient::new(app).get("/raises").send().await;
    assert!(answer.failure().is_some());
    assert_eq!(told.all().len(), 1, "{:?}", told.all());
    assert!(told.all()[0].contains("length limit"), "{:?}", told.all());
}

#[tokio::test]
async fn a_mounted_services_stream_is_watched() {
    let service = axum::Router::new().route(
        "/breaks",
        axum::routing::get(async || {
            let parts = [Ok("first"), Err(disk_said())];
            Body::from_stream(stream::iter(parts))
        }),
    );
    let told = Told::default();
    let app = App::new()
        .mount_service("/old", service)
        .on_exception(told.hook());
    let answer = TestClient::new(app).get("/old/breaks").send().await;
    assert!(answer.failure().is_some());
    assert_eq!(told.all().len(), 1, "{:?}", told.all());
}

/// The test client receives piece by piece, and nothing is made before it is asked for.
#[tokio::test]
async fn the_test_client_receives_piece_by_piece() {
    static MADE: AtomicUsize = AtomicUsize::new(0);

    #[get("/numbers")]
    async fn numbers() -> StreamingResponse {
        let numbers = stream::iter(0..100).map(|n: u32| {
            MADE.fetch_add(1, Ordering::Relaxed);
            if n == 2 {
                Err(disk_said())
            } else {
                Ok(n.to_string())
            }
        });
        StreamingResponse::new(numbers)
    }
    let client = TestClient::new(App::new().routes(routes![numbers]));
    let mut stream = client.get("/numbers").stream().await;
    assert_eq!(stream.status(), 200);
    assert_eq!(MADE.load(Ordering::Relaxed), 0);
    assert_eq!(stream.next().await, Some(Bytes::from_static(b"0")));
    assert_eq!(MADE.load(Ordering::Relaxed), 1);
    assert_eq!(stream.failure(), None);
    assert_eq!(stream.rest().await, b"1");
    assert_eq!(stream.failure(), Some("the response's body failed"));
    assert!(stream.exception().unwrap().is::<DiskSaid>());

    let raising = client.clone().raise_server_exceptions(true);
    let exception = raising.get("/numbers").try_send().await.unwrap_err();
    assert!(exception.is::<DiskSaid>());
}

#[test]
fn the_blocking_client_receives_piece_by_piece_too() {
    let client = TestClient::new(app()).blocking();
    let mut stream = client.get("/raises").stream();
    assert_eq!(stream.status(), 200);
    assert_eq!(stream.next(), Some(Bytes::from_static(b"first")));
    assert_eq!(stream.next(), None);
    assert_eq!(stream.failure(), Some("the response's body failed"));
    assert_eq!(client.get("/whole").stream().count(), 2);
}

/// Served elsewhere, a stream that fails says why to whoever serves it.
#[tokio::test]
async fn outside_of_an_application_the_error_is_the_body_s() {
    use faultless::response::IntoResponse;
    let parts = stream::iter([Err::<&str, _>(disk_said())]);
    let response = StreamingResponse::new(parts).into_response();
    let error = response.into_body().collect().await.unwrap_err();
    assert_eq!(error.to_string(), "the disk said hunter2");
}

#[operation("/whole", methods = ["GET", "HEAD"])]
async fn all_at_once() -> &'static str {
    "whole"
}

#[operation("/pieces", methods = ["GET", "HEAD"])]
async fn pieces() -> StreamingResponse {
    StreamingResponse::new(stream::iter(["first"].map(Ok::<_, Infallible>)))
}

#[get("/empty", status = 204)]
async fn no_content() -> StreamingResponse {
    StreamingResponse::new(stream::iter(["first"].map(Ok::<_, Infallible>)))
}

/// A body there breaks the protocol: the client ends the stream.
#[tokio::test]
async fn over_http_2_too_there_is_no_body_where_http_has_none() {
    let (address, _served) =
        serve(App::new().routes(routes![all_at_once, pieces, no_content])).await;
    let stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let (client, connection) = h2::client::handshake(stream).await.unwrap();
    tokio::spawn(connection);
    for (method, path, length) in [
        ("HEAD", "/whole", Some("5")),
        ("HEAD", "/pieces", None),
        ("GET", "/empty", None),
    ] {
        let uri = format!("http://x{path}");
        let request = http::Request::builder()
            .method(method)
            .uri(uri)
            .body(())
            .unwrap();
        let mut client = client.clone().ready().await.unwrap();
        let (response, _) = client.send_request(request, true).unwrap();
        let response = soon(response).await.unwrap();
        let told = response.headers().get("content-length");
        assert_eq!(told.map(|value| value.to_str().unwrap()), length, "{path}");
        let data = soon(response.into_body().data()).await;
        assert!(data.is_none(), "{path}: {data:?}");
    }
}
