//! The shop as a program: behind a real socket, and asked for its document.

use std::path::Path;
use std::process::{Command, Output};

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

/// Runs the shop for its document; an address it could not have, so that it would fail if it served.
fn written(file: &Path) -> std::io::Result<Output> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shop"));
    let command = command
        .env("FAULTLESS_OPENAPI", file)
        .env("HOST", "nowhere");
    command.output()
}

#[tokio::test]
async fn it_writes_its_document_and_does_not_serve() -> faultless::Result<()> {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("openapi.json");
    let output = written(&file)?;
    assert!(output.status.success(), "{output:?}");
    let document = shop::app(Shop::open(":memory:").await?).openapi()?;
    assert_eq!(std::fs::read_to_string(&file)?, document);

    let nowhere = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no/folder/openapi.json");
    let output = written(&nowhere)?;
    assert!(!output.status.success());
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    let expected = format!(
        "cannot write the OpenAPI document to `{}`, which FAULTLESS_OPENAPI names: ",
        nowhere.display()
    );
    assert!(words.contains(&expected), "{words}");
    Ok(())
}

/// What a document is written to may be no file, and is not replaced by one.
#[cfg(unix)]
#[test]
fn its_document_goes_where_it_is_asked_for() -> std::io::Result<()> {
    let output = written(Path::new("/dev/stdout"))?;
    assert!(output.status.success(), "{output:?}");
    assert!(output.stdout.starts_with(b"{\n"), "{output:?}");
    Ok(())
}
