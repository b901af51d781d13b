//! How each failure is answered.

use faultless::prelude::*;

/// What keeps a client from a token, or a token from being enough.
#[derive(Debug, thiserror::Error, Raise)]
pub enum AuthError {
    /// The name is unknown, or the password is another: which of them is nobody's business.
    #[error("Incorrect username or password")]
    #[raise(status = 400, code = "invalid_grant")]
    WrongPassword,
    /// A scope was asked for that the user does not have.
    #[error("the scope `{0}` is not yours")]
    #[raise(status = 400, code = "invalid_scope")]
    ForeignScope(String),
    /// The token is forged, expired, or of a user who is gone. Why goes to the log.
    #[error("Could not validate credentials")]
    #[raise(status = 401, code = "invalid_token", header("WWW-Authenticate" = challenge))]
    InvalidToken {
        challenge: String,
        #[source]
        why: Option<jsonwebtoken::errors::Error>,
    },
    /// The token is good, and is not for this.
    #[error("Not enough permissions")]
    #[raise(status = 403, code = "insufficient_scope", header("WWW-Authenticate" = challenge))]
    NotEnough { challenge: String },
}
