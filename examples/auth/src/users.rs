//! Users, and their passwords as hashes.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use argon2::password_hash::{Error, PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Version};
use faultless::prelude::*;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// What a hash costs: memory, rounds, lanes. The default is argon2's own.
pub use argon2::Params as Cost;

/// How many passwords are hashed at one time: each takes the memory that [`Cost`] says, and a core.
const AT_ONCE: usize = 4;

/// A user.
#[derive(Debug, Clone)]
pub struct User {
    pub name: String,
    /// What the user may ask tokens for.
    pub scopes: Vec<String>,
    hash: Arc<str>,
}

/// The users. A service of size keeps them in a database.
pub struct Users {
    by_name: RwLock<HashMap<String, User>>,
    argon2: Argon2<'static>,
    room: Semaphore,
    /// The hash of a password that nobody has.
    decoy: Arc<str>,
}

impl Users {
    /// No users yet.
    ///
    /// # Errors
    /// Where the system has no random numbers.
    pub async fn new(cost: Cost) -> Result<Self> {
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, cost);
        let decoy = hash(argon2.clone(), Secret::default()).await?;
        Ok(Self {
            by_name: RwLock::default(),
            argon2,
            room: Semaphore::new(AT_ONCE),
            decoy,
        })
    }

    /// Adds a user, or replaces the one of this name.
    ///
    /// # Errors
    /// Where the system has no random numbers.
    pub async fn add(&self, name: &str, password: Secret<String>, scopes: &[&str]) -> Result<()> {
        let hash = hash(self.argon2.clone(), password).await?;
        let user = User {
            name: name.to_owned(),
            scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
            hash,
        };
        let mut users = self.by_name.write().unwrap_or_else(PoisonError::into_inner);
        users.insert(name.to_owned(), user);
        Ok(())
    }

    /// Removes a user; tokens that were given before are no longer taken.
    pub fn remove(&self, name: &str) {
        let mut users = self.by_name.write().unwrap_or_else(PoisonError::into_inner);
        users.remove(name);
    }

    /// The user of a name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<User> {
        let users = self.by_name.read().unwrap_or_else(PoisonError::into_inner);
        users.get(name).cloned()
    }

    /// The user of a name and a password. An unknown name takes as long as a wrong password.
    ///
    /// # Errors
    /// Where the hash that is kept cannot be read.
    pub async fn sign_in(&self, name: &str, password: &Secret<String>) -> Result<Option<User>> {
        let user = self.find(name);
        let hash = user.as_ref().map_or(&self.decoy, |user| &user.hash);
        let (hash, password, argon2) = (Arc::clone(hash), password.clone(), self.argon2.clone());
        let turn = self.room.acquire().await?;
        let verified =
            spawn_blocking(move || argon2.verify_password(password.expose().as_bytes(), &*hash))
                .await?;
        drop(turn);
        match verified {
            Ok(()) => Ok(user),
            Err(Error::PasswordInvalid) => Ok(None),
            Err(other) => Err(other)?,
        }
    }
}

async fn hash(argon2: Argon2<'static>, password: Secret<String>) -> Result<Arc<str>> {
    let hashed =
        spawn_blocking(move || argon2.hash_password(password.expose().as_bytes())).await??;
    Ok(hashed.to_string().into())
}
