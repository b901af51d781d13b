//! The shop behind a real socket.

use shop::repository::Shop;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

#[tokio::test]
async fn it_serves() -> faultless::Result<()> {
    let shop = Shop::open(":memory:").await?;
    shop::demo::stock_up(&shop).await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let (end, ended) = oneshot::channel::<()>();

    let serving = shop::app(shop).build()?.serve_on(listener, async {
        // Dropping the sender stops the server too.
        let _ = ended.await;
    });
    let visitor = async {
        let mut stream = TcpStream::connect(address).await?;
        stream
            .write_all(b"GET /items/2 HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n\r\n")
            .await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        drop(end);
        Ok::<_, faultless::Exception>(answer)
    };

    let (served, answer) = tokio::join!(serving, visitor);
    served?;
    let answer = answer?;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(
        answer.ends_with(r#"{"id":2,"name":"Hammer","price_cents":1890,"stock":3}"#),
        "{answer}"
    );
    Ok(())
}
