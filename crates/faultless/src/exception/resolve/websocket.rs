//! From an exception to the end of a WebSocket: which handler answers, and what is logged.

use super::{Answered, ExceptionHandlers, bases, causes, let_go, planned, told, unplanned};
use crate::exception::panic::{caught, caught_now};
use crate::exception::registry::ByType;
use crate::exception::websocket_handlers::{Answering, Erased};
use crate::exception::{
    Exception, HttpException, WebSocketException, WebSocketRequestValidationError,
};
use crate::observe::{self, Place};
use crate::request::Request;
use crate::websocket::{Ending, WebSocket, WebSocketError};

/// Answers for an exception of a WebSocket: the connection is refused or closed, and there is one log line.
///
/// Order: for each registry, nearest first, the handler for the nearest type, from the error to what it is, then to its
/// causes; then [`WebSocketException`] and [`WebSocketRequestValidationError`] by themselves; then, while the handshake
/// is not answered, what HTTP has to say of it; then the catch-alls of WebSockets; then a 500 by HTTP's catch-all, or
/// 1011.
pub(crate) async fn resolve_websocket(
    request: &Request,
    socket: &mut WebSocket,
    mut exception: Exception,
    handlers: ExceptionHandlers<'_>,
) {
    if let Some(messages) = &request.settings().messages {
        exception.tell_in(messages);
    }
    let calls = typed(socket, &exception, handlers);
    match ask(socket, calls).await {
        Ok(true) => return over(request, socket, exception, true),
        Ok(false) => {}
        Err(failure) => {
            return fall(request, socket, failure.raised_during(exception), handlers).await;
        }
    }
    if of_peer(&exception).is_some_and(WebSocketError::is_gone) {
        // Nobody is there to be answered.
        return over(request, socket, exception, true);
    }
    let own = caught_now(|| built_in(request, &exception));
    match own {
        Ok(Some(End::As(end))) => {
            socket.end(&end).await;
            return over(request, socket, exception, true);
        }
        Ok(Some(End::Refusal(refusal))) if socket.is_asked() => {
            let _ = socket.answer(*refusal);
            return over(request, socket, exception, true);
        }
        Ok(Some(End::Refusal(_))) => {
            close(socket, 1008).await;
            return over(request, socket, exception, true);
        }
        Ok(None) => {}
        Err(failure) => exception = failure.raised_during(exception),
    }
    if socket.is_asked() {
        match planned(request, &exception, handlers).await {
            Ok(Some(response)) => {
                let answered = Answered {
                    response,
                    exception,
                    planned: true,
                };
                let _ = socket.answer(told(request, answered, Place::Response));
                return;
            }
            Ok(None) => {}
            Err(failure) => exception = failure.raised_during(exception),
        }
    }
    fall(request, socket, exception, handlers).await;
}

/// The catch-alls, and then what the framework does itself.
async fn fall(
    request: &Request,
    socket: &mut WebSocket,
    mut exception: Exception,
    handlers: ExceptionHandlers<'_>,
) {
    let all = handlers.nearest_first();
    for entry in all.filter_map(|registry| registry.websockets.catch_all()) {
        let call = entry
            .handler()
            .call(socket.clone(), &exception, exception.error());
        match ask(socket, [call]).await {
            Ok(true) => return over(request, socket, exception, false),
            Ok(false) => {}
            Err(failure) => exception = failure.raised_during(exception),
        }
    }
    if socket.is_asked() {
        let answered = unplanned(request, exception, handlers).await;
        let _ = socket.answer(told(request, answered, Place::Response));
        return;
    }
    close(socket, 1011).await;
    over(request, socket, exception, false);
}

/// A call of every handler that may answer, in the order they are asked; none runs before it is awaited.
fn typed<'a>(
    socket: &WebSocket,
    exception: &'a Exception,
    handlers: ExceptionHandlers<'a>,
) -> Vec<Answering<'a>> {
    let registries = handlers
        .nearest_first()
        .map(|registry| &registry.websockets);
    let registries: Vec<&ByType<dyn Erased>> = registries
        .filter(|websockets| !websockets.is_empty())
        .collect();
    if registries.is_empty() {
        return Vec::new();
    }
    // What an error says of itself is the application's code: where it panics, its causes are not asked for.
    let links = caught_now(|| {
        let bases = bases(exception);
        let causes = causes(&bases).map(|cause| (cause, None));
        let links = bases.iter().map(|link| (link.error, link.type_id));
        links.chain(causes).collect::<Vec<_>>()
    });
    let links = links.unwrap_or_else(|_| vec![(exception.error(), exception.type_id())]);
    let mut calls = Vec::new();
    for websockets in registries {
        for (error, type_id) in &links {
            let entry = websockets.for_error(*error, *type_id);
            calls
                .extend(entry.map(|entry| entry.handler().call(socket.clone(), exception, *error)));
        }
    }
    calls
}

/// Asks handlers in turn, to the first that does not decline; false when all do.
///
/// # Errors
/// What a handler fails with.
async fn ask<'a>(
    socket: &mut WebSocket,
    calls: impl IntoIterator<Item = Answering<'a>>,
) -> Result<bool, Exception> {
    for call in calls {
        match caught(call).await.and_then(|answer| answer)? {
            None => {}
            Some(Ending::End(end)) => {
                socket.end(&end).await;
                return Ok(true);
            }
            Some(Ending::Done) => {
                // What it leaves unanswered or open is not wanted any more.
                close(socket, 1011).await;
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// How the framework itself ends a connection.
enum End {
    As(WebSocketException),
    Refusal(Box<crate::response::Response>),
}

fn built_in(request: &Request, exception: &Exception) -> Option<End> {
    let bases = bases(exception);
    let links = bases.iter().map(|link| link.error).chain(causes(&bases));
    // Beyond an `HttpException` are only its causes, which it answers for.
    for error in links.take_while(|error| !error.is::<HttpException>()) {
        if let Some(end) = error.downcast_ref::<WebSocketException>() {
            return Some(End::As(end.clone()));
        }
        if let Some(invalid) = error.downcast_ref::<WebSocketRequestValidationError>() {
            let refusal = crate::exception_handlers::websocket_request_validation(request, invalid);
            return Some(End::Refusal(Box::new(refusal)));
        }
    }
    None
}

/// Ends the connection with a code that may be sent, without a reason.
async fn close(socket: &mut WebSocket, code: u16) {
    // The code is one of two, and both may be sent.
    if let Ok(end) = WebSocketException::new(code, "") {
        socket.end(&end).await;
    }
}

/// What went wrong with the connection, where that is the exception or a cause of it.
fn of_peer(exception: &Exception) -> Option<&WebSocketError> {
    let mut links = exception.chain();
    links.find_map(|error| error.downcast_ref())
}

/// The one log line.
fn over(request: &Request, socket: &WebSocket, exception: Exception, planned: bool) {
    // What a peer sent is no fault of the server.
    let of_message = || of_peer(&exception).is_some_and(WebSocketError::is_message);
    let fault = !planned && !of_message();
    observe::log_websocket_exception(request, &exception, socket.closed().as_ref(), fault);
    let_go(request, exception, planned, Place::WebSocket);
}
