//! Over a real server, with the bytes as they are.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use faultless::prelude::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::{Notify, Semaphore, oneshot};
use tokio::task::JoinHandle;

use super::echo;

/// A server, and what stops it.
struct Server {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    served: JoinHandle<Result<()>>,
}

impl Server {
    async fn start(app: App) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let served = tokio::spawn(app.into_service().serve_on(listener, async {
            let _ = stopped.await;
        }));
        Self {
            address,
            stop,
            served,
        }
    }

    /// A connection after its handshake, and the head of the answer.
    async fn connect(&self, path: &str) -> (TcpStream, String) {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let head = format!(
            "GET {path} HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\
             sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await.unwrap());
        }
        (stream, String::from_utf8(head).unwrap())
    }
}

/// A frame of a client: the first byte, then the payload under a mask of zeros.
fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let length = u8::try_from(payload.len()).unwrap();
    assert!(length < 126);
    [&[first, 0x80 | length, 0, 0, 0, 0], payload].concat()
}

async fn sent(stream: &mut TcpStream, bytes: &[u8]) {
    stream.write_all(bytes).await.unwrap();
}

/// All that comes to the end of the connection.
async fn rest(stream: &mut TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    let read = stream.read_to_end(&mut bytes);
    let read = tokio::time::timeout(Duration::from_secs(20), read).await;
    read.expect("the server closes the connection").unwrap();
    bytes
}

/// A close frame of the server.
fn close(code: u16, reason: &str) -> Vec<u8> {
    let length = u8::try_from(reason.len() + 2).unwrap();
    let [high, low] = code.to_be_bytes();
    [&[0x88, length, high, low], reason.as_bytes()].concat()
}

#[tokio::test]
async fn the_bytes_are_those_of_the_protocol() {
    let server = Server::start(App::new().routes(routes![echo])).await;
    let (mut stream, head) = server.connect("/echo").await;
    assert!(
        head.starts_with("HTTP/1.1 101 Switching Protocols\r\n"),
        "{head}"
    );
    let head = head.to_ascii_lowercase();
    for line in [
        "upgrade: websocket\r\n",
        "connection: upgrade\r\n",
        "sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=\r\n",
    ] {
        assert!(head.contains(line), "{line} in {head}");
    }
    // A message in two fragments with a ping between them.
    sent(&mut stream, &frame(0x01, b"Hel")).await;
    sent(&mut stream, &frame(0x89, b"p")).await;
    sent(&mut stream, &frame(0x80, b"lo")).await;
    sent(&mut stream, &frame(0x88, &[0x03, 0xe8, b'b'])).await;
    let expected = [&b"\x8a\x01p\x81\x05Hello"[..], &close(1000, "b")].concat();
    assert_eq!(rest(&mut stream).await, expected);
    server.stop.send(()).unwrap();
    server.served.await.unwrap().unwrap();
}

#[tokio::test]
async fn frames_that_break_a_rule_close_with_its_code() {
    let server = Server::start(App::new().routes(routes![echo])).await;
    let two_megabytes = [&[0x82, 0xff], &(2_u64 << 20).to_be_bytes()[..], &[0; 4]].concat();
    let protocol = "a frame breaks the protocol";
    for (name, bytes, code, reason) in [
        ("not masked", b"\x81\x02hi".to_vec(), 1002, protocol),
        ("a reserved bit", frame(0xc1, b"x"), 1002, protocol),
        ("an unknown opcode", frame(0x83, b"x"), 1002, protocol),
        (
            "a continuation of nothing",
            frame(0x80, b"x"),
            1002,
            protocol,
        ),
        ("a ping in fragments", frame(0x09, b"x"), 1002, protocol),
        ("a close of one byte", frame(0x88, b"x"), 1002, protocol),
        (
            "no UTF-8",
            frame(0x81, b"\xff\xfe"),
            1007,
            "the text is not UTF-8",
        ),
        (
            "a surrogate in fragments",
            [frame(0x01, b"\xed"), frame(0x80, b"\xa0\x80")].concat(),
            1007,
            "the text is not UTF-8",
        ),
        (
            "too big, told by its head alone",
            two_megabytes,
            1009,
            "the message is too big",
        ),
    ] {
        let (mut stream, _) = server.connect("/echo").await;
        sent(&mut stream, &bytes).await;
        // What follows is thrown away, and does not reset the connection before the close is read.
        sent(&mut stream, &vec![0xff; 50_000]).await;
        let mut told = vec![0; reason.len() + 4];
        stream.read_exact(&mut told).await.unwrap();
        assert_eq!(told, close(code, reason), "{name}");
        assert_eq!(stream.read(&mut [0; 1]).await.unwrap(), 0, "{name}");
    }
    server.stop.send(()).unwrap();
    server.served.await.unwrap().unwrap();
}

#[websocket("/waiting")]
async fn waiting(mut socket: WebSocket, ended: State<Arc<Semaphore>>) -> Result<()> {
    socket.accept().await?;
    assert!(socket.receive().await?.is_none());
    assert_eq!(socket.closed().unwrap().code(), 1001);
    ended.add_permits(1);
    Ok(())
}

#[tokio::test]
async fn the_end_of_the_server_closes_all_of_them() {
    let ended = Arc::new(Semaphore::new(0));
    let app = || {
        App::new()
            .state(Arc::clone(&ended))
            .routes(routes![waiting])
    };
    let server = Server::start(app().mount("/inner", app())).await;
    let (mut one, _) = server.connect("/waiting").await;
    let (mut two, _) = server.connect("/inner/waiting").await;
    server.stop.send(()).unwrap();
    let expected = close(1001, "the server is going away");
    for stream in [&mut one, &mut two] {
        let mut told = vec![0; expected.len()];
        stream.read_exact(&mut told).await.unwrap();
        assert_eq!(told, expected);
        ended.acquire().await.unwrap().forget();
        sent(stream, &frame(0x88, &[0x03, 0xe9])).await;
        assert_eq!(rest(stream).await, b"");
    }
    server.served.await.unwrap().unwrap();
}

#[tokio::test]
async fn the_end_of_the_server_waits_for_operations_to_end() {
    #[websocket("/late")]
    async fn late(mut socket: WebSocket, go: State<Arc<Notify>>) -> Result<()> {
        socket.accept().await?;
        while socket.receive().await?.is_some() {}
        go.notified().await;
        Ok(())
    }
    let go = Arc::new(Notify::new());
    let server = Server::start(App::new().state(Arc::clone(&go)).routes(routes![late])).await;
    let (mut stream, _) = server.connect("/late").await;
    server.stop.send(()).unwrap();
    let mut told = vec![0; close(1001, "the server is going away").len()];
    stream.read_exact(&mut told).await.unwrap();
    sent(&mut stream, &frame(0x88, &[0x03, 0xe9])).await;
    assert_eq!(rest(&mut stream).await, b"");
    assert!(!server.served.is_finished());
    go.notify_one();
    server.served.await.unwrap().unwrap();
}

#[websocket("/slow")]
async fn slow(mut socket: WebSocket, seen: State<Arc<(Notify, Notify)>>) -> Result<()> {
    struct Noted(Arc<(Notify, Notify)>);
    impl Drop for Noted {
        fn drop(&mut self) {
            self.0.1.notify_one();
        }
    }
    let _noted = Noted(Arc::clone(&seen));
    seen.0.0.notify_one();
    std::future::pending::<()>().await;
    socket.accept().await?;
    Ok(())
}

#[tokio::test]
async fn a_client_that_goes_away_before_the_answer_ends_the_operation() {
    let seen = Arc::new((Notify::new(), Notify::new()));
    let server = Server::start(App::new().state(Arc::clone(&seen)).routes(routes![slow])).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    let head = "GET /slow HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\
                sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    sent(&mut stream, head.as_bytes()).await;
    seen.0.notified().await;
    drop(stream);
    tokio::time::timeout(Duration::from_secs(20), seen.1.notified())
        .await
        .expect("the operation is dropped");
    server.stop.send(()).unwrap();
    server.served.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_refusal_leaves_the_connection_to_http() {
    let server = Server::start(App::new().routes(routes![echo])).await;
    let (mut stream, head) = server.connect("/nowhere").await;
    assert!(head.starts_with("HTTP/1.1 403 Forbidden\r\n"), "{head}");
    sent(
        &mut stream,
        b"GET /none HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
    )
    .await;
    let answer = String::from_utf8(rest(&mut stream).await).unwrap();
    assert!(answer.starts_with("HTTP/1.1 404 "), "{answer}");
    assert!(answer.ends_with(r#"{"detail":"Not Found"}"#), "{answer}");
}

/// RFC 8441: over HTTP/2 a WebSocket begins with an extended CONNECT, which needs no key.
#[tokio::test]
async fn http_2_connects_too() {
    let server = Server::start(App::new().routes(routes![echo])).await;
    let stream = TcpStream::connect(server.address).await.unwrap();
    let (client, connection) = h2::client::handshake(stream).await.unwrap();
    tokio::spawn(async move { connection.await.unwrap() });
    let mut client = client.ready().await.unwrap();
    // The server's settings say that it knows how.
    while !client.is_extended_connect_protocol_enabled() {
        tokio::task::yield_now().await;
    }
    let request = |path: &str| {
        let mut request = axum::http::Request::connect(format!("http://x{path}"))
            .header("sec-websocket-version", "13")
            .body(())
            .unwrap();
        request
            .extensions_mut()
            .insert(h2::ext::Protocol::from_static("websocket"));
        request
    };
    let (response, mut send) = client.send_request(request("/echo"), false).unwrap();
    let response = response.await.unwrap();
    assert_eq!(response.status(), 200);
    assert!(!response.headers().contains_key("sec-websocket-accept"));
    let mut body = response.into_body();
    send.send_data(frame(0x81, b"hi").into(), false).unwrap();
    let told = body.data().await.unwrap().unwrap();
    assert_eq!(told.as_ref(), b"\x81\x02hi");
    send.send_data(frame(0x88, &[0x03, 0xe8]).into(), false)
        .unwrap();
    let told = body.data().await.unwrap().unwrap();
    assert_eq!(told.as_ref(), close(1000, ""));
    let (response, _) = client.send_request(request("/nowhere"), true).unwrap();
    assert_eq!(response.await.unwrap().status(), 403);
    server.served.abort();
}

#[websocket("/flooded", limits(closing_time = Duration::from_millis(100)))]
async fn flooded(mut socket: WebSocket, begun: State<Arc<Notify>>) -> Result<()> {
    socket.accept().await?;
    // All pings before it have been answered, as far as there is room.
    socket.receive_text().await?;
    let mut sending = std::pin::pin!(socket.send_bytes(vec![7; 200_000]));
    let polled = futures_util::poll!(&mut sending);
    begun.notify_one();
    if polled.is_pending() {
        sending.await?;
    }
    Ok(())
}

/// Who sends pings and reads none of the answers fills what may wait for it: that is no place of messages.
#[tokio::test]
async fn a_message_has_room_beside_pongs_that_nobody_reads() {
    let begun = Arc::new(Notify::new());
    let app = App::new().state(Arc::clone(&begun));
    let server = Server::start(app.routes(routes![flooded])).await;
    let (mut stream, _) = server.connect("/flooded").await;
    let pings = frame(0x89, &[b'p'; 125]).repeat(1000);
    // More than the system keeps of both ways.
    for _ in 0..100 {
        sent(&mut stream, &pings).await;
    }
    sent(&mut stream, &frame(0x81, b"now")).await;
    let waited = tokio::time::timeout(Duration::from_secs(20), begun.notified()).await;
    waited.expect("the operation begins to send");
    let told = rest(&mut stream).await;
    // A binary frame of that length stands in it whole.
    let length = 200_000_u64.to_be_bytes();
    let message = [&[0x82, 127][..], &length, &vec![7; 200_000]].concat();
    assert!(told.windows(message.len()).any(|bytes| bytes == message));
    server.served.abort();
}
