//! A real server for tests that look at the bytes.

use std::net::SocketAddr;
use std::time::Duration;

use faultless::App;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Serves an application for as long as the guard lives.
pub(crate) async fn serve(app: App) -> (SocketAddr, Served) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = app.into_service();
    let task = tokio::spawn(service.serve_on(listener, std::future::pending()));
    (address, Served(task))
}

pub(crate) struct Served(tokio::task::JoinHandle<faultless::Result<()>>);

impl Drop for Served {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Waits for what should come at once, and not for ever.
pub(crate) async fn soon<T>(what: impl Future<Output = T>) -> T {
    let waited = tokio::time::timeout(Duration::from_secs(10), what).await;
    waited.expect("something hangs")
}

/// Opens a connection and sends a request of HTTP/1.1.
pub(crate) async fn ask(address: SocketAddr, method: &str, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!("{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    stream
}

/// Sends a request, and reads all that comes until the connection ends.
pub(crate) async fn answer(address: SocketAddr, method: &str, path: &str) -> String {
    let mut stream = ask(address, method, path).await;
    let mut answer = String::new();
    // A connection may end with a reset: what came before is the answer.
    let _ = soon(stream.read_to_string(&mut answer)).await;
    answer
}
