//! What nobody planned: the client is told that it happened, the log is told why.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use faultless::TestClient;
use rusqlite::Connection;
use serde_json::json;
use shop::domain::ShopError;
use shop::repository::Shop;

use crate::{client, delete, error, get};

/// Where the log goes during a test.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn lock(&self) -> MutexGuard<'_, Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.lock()).into_owned()
    }
}

impl Write for Log {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.lock().write(line)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A file for a database that is not there yet.
pub(crate) fn fresh(name: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // Most of the time there is none from an earlier run.
    let _ = fs::remove_file(&file);
    file
}

#[tokio::test]
async fn a_broken_database_is_a_500_that_tells_nothing() -> Result<(), Box<dyn std::error::Error>> {
    let file = fresh("broken.db");
    let shop = Shop::open(&file).await?;
    shop::demo::stock_up(&shop).await?;
    let client = TestClient::new(shop::app(shop)).check_contract();
    // Someone else gets at the file while the shop is open.
    Connection::open(&file)?.execute_batch("DROP TABLE items")?;

    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let _installed = tracing::subscriber::set_default(subscriber);

    let told = error("internal_error", "/items/2", json!("Internal Server Error"));
    assert_eq!(get(&client, "/items/2").await, (500, told));
    let lines = log.text();
    assert_eq!(lines.matches(" ERROR ").count(), 1, "{lines}");
    assert!(
        lines.contains("the storage failed: no such table: items"),
        "{lines}"
    );
    assert!(lines.contains("request_id=r1"), "{lines}");
    Ok(())
}

#[tokio::test]
async fn a_file_that_is_no_database_keeps_the_shop_closed() -> io::Result<()> {
    let file = fresh("text.db");
    fs::write(
        &file,
        "This is a text, and long enough to be told from a database's header.",
    )?;
    let error = Shop::open(&file).await.expect_err("a text");
    assert!(matches!(error, ShopError::Storage(_)), "{error:?}");
    Ok(())
}

#[tokio::test]
async fn what_was_stored_is_there_after_a_restart() -> Result<(), ShopError> {
    let file = fresh("restart.db");
    let first = Shop::open(&file).await?;
    assert!(first.is_new());
    let item = first.create_item("Saw".to_owned(), 2190, 1).await?;
    drop(first);

    let second = Shop::open(&file).await?;
    assert!(!second.is_new());
    assert_eq!(second.item(item.id).await?, item);
    Ok(())
}

#[tokio::test]
async fn the_frameworks_own_errors_have_the_same_shape() -> Result<(), ShopError> {
    let client = client().await?;
    assert_eq!(
        get(&client, "/nowhere").await,
        (404, error("not_found", "/nowhere", json!("Not Found")))
    );
    assert_eq!(
        delete(&client, "/items").await,
        (
            405,
            error("http_405", "/items", json!("Method Not Allowed"))
        )
    );
    Ok(())
}
