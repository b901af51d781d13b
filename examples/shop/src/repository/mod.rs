//! Where the shop keeps its things: SQLite, spoken to in `items.rs` and `orders.rs`.
//!
//! Its errors leave as the domain's: the few that mean something to the shop by name, every other as
//! [`ShopError::Storage`] with the database's own error inside.

mod items;
mod orders;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, ffi};

use crate::domain::ShopError;

/// The shop's storage. Clones share one connection.
#[derive(Debug, Clone)]
pub struct Shop {
    connection: Arc<Mutex<Connection>>,
    is_new: bool,
}

impl Shop {
    /// Opens the database in this file, or makes it; `:memory:` is one that ends with the process.
    ///
    /// # Errors
    /// [`ShopError::Storage`] when the file is no database or cannot be written.
    pub async fn open(file: impl Into<PathBuf>) -> Result<Self, ShopError> {
        let file = file.into();
        blocking(move || {
            let mut connection = Connection::open(file)?;
            connection.pragma_update(None, "foreign_keys", true)?;
            let is_new = create_schema(&mut connection)?;
            Ok(Self {
                connection: Arc::new(Mutex::new(connection)),
                is_new,
            })
        })
        .await
    }

    /// True when the database was made by this very [`open`](Self::open).
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// Runs `work` with the connection, where it may block.
    async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, ShopError> + Send + 'static,
    ) -> Result<T, ShopError> {
        let connection = Arc::clone(&self.connection);
        blocking(move || {
            // Work that panicked has left no half of anything: its transaction was rolled back as it unwound.
            let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            work(&mut connection)
        })
        .await
    }
}

/// Runs `work` on a thread of its own, so that a slow disk never holds up the requests of others.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ShopError> + Send + 'static,
) -> Result<T, ShopError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|panicked| ShopError::Storage(panicked.into()))?
}

/// Creates the tables where there are none yet, and tells whether it did.
fn create_schema(connection: &mut Connection) -> rusqlite::Result<bool> {
    let transaction = connection.transaction()?;
    let version: i64 =
        transaction.pragma_query_value(None, "user_version", |row| row.get("user_version"))?;
    if version == 0 {
        transaction.execute_batch(include_str!("schema.sql"))?;
    }
    transaction.commit()?;
    Ok(version == 0)
}

/// What the database says is no one's fault but the storage's, unless a query knows better.
impl From<rusqlite::Error> for ShopError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Storage(error.into())
    }
}

/// The error of a query that broke a constraint which the shop has a word for.
fn constraint(error: rusqlite::Error, code: i32, meaning: impl FnOnce() -> ShopError) -> ShopError {
    match error.sqlite_error() {
        Some(broken) if broken.extended_code == code => meaning(),
        _ => error.into(),
    }
}

/// A name that is there already.
const UNIQUE: i32 = ffi::SQLITE_CONSTRAINT_UNIQUE;
/// A row that others refer to.
const FOREIGN_KEY: i32 = ffi::SQLITE_CONSTRAINT_FOREIGNKEY;
