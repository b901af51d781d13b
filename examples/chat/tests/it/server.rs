//! The chat behind a real socket, which is closed when the server ends.

use chat::{Limits, Rooms};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

#[tokio::test]
async fn the_end_of_the_server_is_told() -> faultless::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let (end, ended) = oneshot::channel::<()>();

    let app = chat::app(Rooms::new(Limits::default())).build()?;
    let serving = app.serve_on(listener, async {
        // Dropping the sender stops the server too.
        let _ = ended.await;
    });
    let visitor = async {
        let mut stream = TcpStream::connect(address).await?;
        stream
            .write_all(
                b"GET /rooms/lobby?name=ann HTTP/1.1\r\nhost: chat\r\nupgrade: websocket\r\n\
                  connection: upgrade\r\nsec-websocket-version: 13\r\n\
                  sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
            )
            .await?;
        let mut answer = Vec::new();
        // The welcome is a text of less than 126 bytes, which ends with its object.
        while !answer.ends_with(b"}") {
            assert_ne!(stream.read_buf(&mut answer).await?, 0);
        }
        drop(end);
        let mut close = [0; 4];
        stream.read_exact(&mut close).await?;
        assert_eq!(close[0], 0x88);
        assert_eq!(u16::from_be_bytes([close[2], close[3]]), 1001);
        // The answer to it, masked with zeros.
        stream
            .write_all(&[0x88, 0x82, 0, 0, 0, 0, close[2], close[3]])
            .await?;
        stream.read_to_end(&mut answer).await?;
        Ok::<_, faultless::Exception>(())
    };

    let (served, visited) = tokio::join!(serving, visitor);
    served?;
    visited
}
