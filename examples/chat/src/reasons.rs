//! How a failure is told, over a WebSocket and over HTTP.
//!
//! Raised before `accept`, an error refuses the handshake with a status and a body. Programs read those; a browser hides
//! them from the page, which sees close code 1006 and no reason. So what a person is to read is told after accepting: the
//! handlers here accept a socket in order to close it.

use faultless::model::Issue;
use faultless::prelude::*;
use faultless::{WebSocketError, status};

use crate::rooms::Refusal;

/// A [`Refusal`] over HTTP.
pub(crate) fn over_http(error: &Refusal) -> HttpException {
    let status = match error {
        Refusal::NoRoom(_) => status::HTTP_404_NOT_FOUND,
        Refusal::NameTaken(_) | Refusal::RoomFull(_) => status::HTTP_409_CONFLICT,
        Refusal::TooManyRooms => status::HTTP_503_SERVICE_UNAVAILABLE,
    };
    HttpException::new(status, error.to_string())
}

/// The same over a WebSocket.
pub(crate) async fn refused(socket: &mut WebSocket, error: &Refusal) -> Result<(), WebSocketError> {
    close(socket, &error.to_string()).await
}

/// A name or a room that breaks its rules.
pub(crate) async fn misdirected(
    socket: &mut WebSocket,
    error: &WebSocketRequestValidationError,
) -> Result<(), WebSocketError> {
    close(socket, &first(error.issues())).await
}

/// A message that breaks the rules: whoever sends it is sent away. Any other error of a socket is left to the framework.
pub(crate) async fn misspoken(
    socket: &mut WebSocket,
    error: &WebSocketError,
) -> Result<Option<()>, WebSocketError> {
    if !error.is_message() {
        return Ok(None);
    }
    close(socket, &first(error.issues())).await.map(Some)
}

async fn close(socket: &mut WebSocket, reason: &str) -> Result<(), WebSocketError> {
    if socket.is_asked() {
        socket.accept().await?;
    }
    socket.close(status::WS_1008_POLICY_VIOLATION, reason).await
}

/// The first issue in words, and where it is: a reason has room for no more.
fn first(issues: &[Issue]) -> String {
    match issues.first() {
        Some(issue) => {
            let place = issue.place();
            format!("{place}: {}", issue.message())
        }
        None => "this is not what was asked for".to_owned(),
    }
}
