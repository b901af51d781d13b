//! Tokens: signed, short-lived, with the scopes that they are good for.

use std::time::Duration;

use faultless::prelude::*;
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode, errors,
    get_current_timestamp,
};

/// How long a token is good.
pub const LIFETIME: Duration = Duration::from_mins(30);

/// What a token says.
#[derive(Debug, Serialize, Deserialize)]
pub struct Claims {
    /// The user's name.
    pub sub: String,
    /// The scopes, with spaces between them.
    pub scope: String,
    /// When it ends, as a unix time.
    pub exp: u64,
}

/// The keys that sign tokens and read them.
pub struct Tokens {
    encoding: EncodingKey,
    decoding: DecodingKey,
    validation: Validation,
}

/// The secret is short enough to be guessed.
#[derive(Debug, thiserror::Error)]
#[error("the secret that signs tokens has {0} bytes: 32 are the least")]
pub struct WeakSecret(usize);

impl Tokens {
    /// Signs with this secret.
    ///
    /// # Errors
    /// [`WeakSecret`] for one of less than 32 bytes.
    pub fn new(secret: &Secret<String>) -> Result<Self, WeakSecret> {
        let secret = secret.expose().as_bytes();
        if secret.len() < 32 {
            return Err(WeakSecret(secret.len()));
        }
        // The algorithm is ours to say, never the token's.
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_required_spec_claims(&["exp", "sub"]);
        validation.leeway = 0;
        Ok(Self {
            encoding: EncodingKey::from_secret(secret),
            decoding: DecodingKey::from_secret(secret),
            validation,
        })
    }

    /// A token of a user, for some scopes.
    ///
    /// # Errors
    /// Where it cannot be signed.
    pub fn issue(&self, user: &str, scope: &str) -> Result<String, errors::Error> {
        let claims = Claims {
            sub: user.to_owned(),
            scope: scope.to_owned(),
            exp: get_current_timestamp() + LIFETIME.as_secs(),
        };
        encode(&Header::default(), &claims, &self.encoding)
    }

    /// What a token says.
    ///
    /// # Errors
    /// Where it is none of ours, or has ended.
    pub fn read(&self, token: &Secret<String>) -> Result<Claims, errors::Error> {
        let read = decode::<Claims>(token.expose(), &self.decoding, &self.validation)?;
        Ok(read.claims)
    }
}
