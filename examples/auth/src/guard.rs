//! Who sends a request, and what they may do.

use faultless::prelude::*;

use crate::errors::AuthError;
use crate::tokens::Tokens;
use crate::users::{User, Users};

/// Sign in with a name and a password.
#[security_scheme]
pub(crate) fn oauth2() -> OAuth2PasswordBearer {
    OAuth2PasswordBearer::new("token")
        .scope("notes:read", "Read notes")
        .scope("notes:write", "Write notes")
}

/// A user, and the scopes that the token is good for.
pub(crate) struct SignedIn {
    pub(crate) user: User,
    scope: String,
}

/// The user whose token this is.
#[dependency(raises(AuthError::InvalidToken))]
pub(crate) async fn signed_in(
    scopes: SecurityScopes,
    token: Depends<oauth2>,
    tokens: State<Tokens>,
    users: State<Users>,
) -> Result<SignedIn, AuthError> {
    let challenge = challenge(&scopes);
    let claims = match tokens.read(&token) {
        Ok(claims) => claims,
        Err(why) => {
            let why = Some(why);
            return Err(AuthError::InvalidToken { challenge, why });
        }
    };
    let Some(user) = users.find(&claims.sub) else {
        let why = None;
        return Err(AuthError::InvalidToken { challenge, why });
    };
    Ok(SignedIn {
        user,
        scope: claims.scope,
    })
}

/// The same with every scope that is asked for on the way here.
#[dependency(raises(AuthError::NotEnough))]
pub(crate) async fn permitted(
    scopes: SecurityScopes,
    signed_in: Depends<signed_in>,
) -> Result<User, AuthError> {
    let SignedIn { user, scope } = &*signed_in;
    // A scope that was taken from the user since is no longer good, whatever the token says.
    let may = |wanted: &&str| {
        scope.split(' ').any(|scope| scope == *wanted)
            && user.scopes.iter().any(|scope| scope == *wanted)
    };
    if !scopes.iter().all(may) {
        let challenge = challenge(&scopes);
        return Err(AuthError::NotEnough { challenge });
    }
    Ok(user.clone())
}

/// What a client is told to come back with.
fn challenge(scopes: &SecurityScopes) -> String {
    if scopes.is_empty() {
        "Bearer".to_owned()
    } else {
        format!("Bearer scope=\"{}\"", scopes.scope_str())
    }
}
