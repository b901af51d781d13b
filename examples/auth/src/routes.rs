//! The operations.

use std::sync::{Mutex, MutexGuard, PoisonError};

use faultless::prelude::*;
use faultless::security::Optional;

use crate::errors::AuthError;
use crate::guard::{oauth2, permitted, signed_in};
use crate::tokens::{LIFETIME, Tokens};
use crate::users::Users;

/// All of them.
pub(crate) fn all() -> Vec<faultless::Route> {
    routes![welcome, token, me, read_notes, write_note]
}

/// The notes, in the order they were written. A service of size keeps them in a database.
#[derive(Debug, Default)]
pub(crate) struct Notes(Mutex<Vec<Note>>);

impl Notes {
    fn all(&self) -> MutexGuard<'_, Vec<Note>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Debug, Clone, Serialize, Model)]
struct Note {
    author: String,
    text: String,
}

#[derive(Debug, Model)]
struct NewNote {
    #[field(min_length = 1, max_length = 500)]
    text: String,
}

/// A token, as OAuth 2 has it.
#[derive(Debug, Serialize, Model)]
struct Granted {
    access_token: String,
    token_type: String,
    expires_in: u64,
    scope: String,
}

#[derive(Debug, Serialize, Model)]
struct Me {
    name: String,
    scopes: Vec<String>,
}

/// Say hello, to anyone.
#[get("/")]
async fn welcome(token: Depends<Optional<oauth2>>) -> Json<&'static str> {
    Json(match *token {
        Some(_) => "welcome back",
        None => "sign in at /token",
    })
}

/// Sign in: a token for the scopes that are asked for, or else for all that the user has.
#[post(
    "/token",
    raises(AuthError::WrongPassword, AuthError::ForeignScope, unplanned)
)]
async fn token(
    form: Depends<OAuth2PasswordRequestForm>,
    users: State<Users>,
    tokens: State<Tokens>,
    head: ResponseHead,
) -> Result<Json<Granted>> {
    let user = users.sign_in(&form.username, &form.password).await?;
    let user = user.ok_or(AuthError::WrongPassword)?;
    let foreign = form
        .scopes()
        .find(|wanted| !user.scopes.iter().any(|scope| scope == wanted));
    if let Some(scope) = foreign {
        raise!(AuthError::ForeignScope(scope.to_owned()));
    }
    let mut scopes: Vec<&str> = form.scopes().collect();
    if scopes.is_empty() {
        scopes = user.scopes.iter().map(String::as_str).collect();
    }
    let scope = scopes.join(" ");
    head.header("Cache-Control", "no-store");
    Ok(Json(Granted {
        access_token: tokens.issue(&user.name, &scope)?,
        token_type: "bearer".to_owned(),
        expires_in: LIFETIME.as_secs(),
        scope,
    }))
}

/// Tell who is signed in.
#[get("/me")]
async fn me(signed_in: Depends<signed_in>) -> Json<Me> {
    Json(Me {
        name: signed_in.user.name.clone(),
        scopes: signed_in.user.scopes.clone(),
    })
}

/// Read the notes.
#[get("/notes")]
async fn read_notes(
    #[depends(scopes = ["notes:read"])] _reader: Depends<permitted>,
    notes: State<Notes>,
) -> Json<Vec<Note>> {
    Json(notes.all().clone())
}

/// Write a note.
#[post("/notes", status = 201)]
async fn write_note(
    note: NewNote,
    #[depends(scopes = ["notes:write"])] writer: Depends<permitted>,
    notes: State<Notes>,
) -> Json<Note> {
    let note = Note {
        author: writer.name.clone(),
        text: note.text,
    };
    notes.all().push(note.clone());
    Json(note)
}
