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

/// The user whose token this is, with every scope that is asked for on the way here.
#[dependency]
pub(crate) async fn current_user(
    scopes: SecurityScopes,
    token: Depends<oauth2>,
    tokens: State<Tokens>,
    users: State<Users>,
) -> Result<User, AuthError> {
    let challenge = if scopes.is_empty() {
        "Bearer".to_owned()
    } else {
        format!("Bearer scope=\"{}\"", scopes.scope_str())
    };
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
    // A scope that was taken from the user since is no longer good, whatever the token says.
    let may = |wanted: &&str| {
        claims.scope.split(' ').any(|scope| scope == *wanted)
            && user.scopes.iter().any(|scope| scope == *wanted)
    };
    if !scopes.iter().all(may) {
        return Err(AuthError::NotEnough { challenge });
    }
    Ok(user)
}
