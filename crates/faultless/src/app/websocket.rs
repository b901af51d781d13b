//! WebSockets: from a handshake to the task of its connection, and what an application says about them.

use std::sync::Arc;

use axum_core::response::Response;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tracing::Instrument as _;

use super::App;
use super::dispatch::{Core, formatted};
use crate::exception::{
    Catch, Exception, ExceptionHandlers, HttpException, caught, caught_now, resolve_websocket,
};
use crate::exception_handlers;
use crate::observe::Place;
use crate::request::Request;
use crate::routing::{MatchedWebSocket, Operations};
use crate::stream;
use crate::websocket::{
    Handshake, Keeper, Late, WebSocket, WebSocketExceptionHandler, WebSocketLimits,
};

impl App {
    /// Registers an exception handler of WebSockets for the error type of its second parameter; `&Exception` makes it the
    /// catch-all.
    ///
    /// The handler is a function of `&mut WebSocket` and a reference to the error, sync or async. It answers through the
    /// socket: it may refuse it, accept it, send, close. What it leaves unanswered is refused with 403, what it leaves
    /// open is closed with 1011. It returns nothing, or a [`WebSocketException`](crate::WebSocketException) to end the
    /// connection by; an `Option` of either may decline with `None`, a `Result` fail, which goes to the catch-all. A
    /// second one for the same type keeps the application from being built.
    ///
    /// # Example
    /// ```
    /// use faultless::prelude::*;
    ///
    /// #[derive(Debug, thiserror::Error)]
    /// #[error("room {0} is full")]
    /// struct Full(u32);
    ///
    /// #[websocket("/rooms/{room}")]
    /// async fn enter(mut socket: WebSocket, room: u32) -> Result<()> {
    ///     socket.accept().await?;
    ///     raise!(Full(room));
    /// }
    ///
    /// let app = App::new().routes(routes![enter]).websocket_exception_handler(async |socket: &mut WebSocket, error: &Full| {
    ///     socket.close(4409, error.to_string()).await
    /// });
    /// let mut socket = TestClient::new(app).blocking().websocket("/rooms/3").connect().unwrap();
    /// assert_eq!(socket.closed().to_string(), "4409 room 3 is full");
    /// ```
    #[track_caller]
    pub fn websocket_exception_handler<E: Catch, M: 'static>(
        mut self,
        handler: impl WebSocketExceptionHandler<E, M>,
    ) -> Self {
        self.router = self.router.websocket_exception_handler(handler);
        self
    }

    /// Sets how large the messages of WebSockets may be, and how long their peers may take. An operation changes some of
    /// it with `limits(max_message = 1024)`.
    pub fn websocket_limits(mut self, limits: WebSocketLimits) -> Self {
        self.options.websocket_limits = limits;
        self
    }
}

/// Ends a task that nobody waits for any more.
struct Waited {
    task: JoinHandle<()>,
    answered: bool,
}

impl Drop for Waited {
    fn drop(&mut self) {
        if !self.answered {
            self.task.abort();
        }
    }
}

impl Core {
    /// Answers a WebSocket's handshake.
    pub(super) async fn websocket(self: &Arc<Self>, mut request: Request, own: usize) -> Response {
        if let Some(refusal) = self.refused(&request) {
            return self
                .resolve(&request, Exception::new(refusal), &[], Place::Response)
                .await;
        }
        let operation = match self.routes().find_websocket(request.path(), own) {
            MatchedWebSocket::Mount(call, nature, taken) => {
                return self.mounted(call, nature, taken, request).await;
            }
            MatchedWebSocket::Operation(operation, route) => {
                request.set_route(route);
                Some(Arc::clone(operation))
            }
            MatchedWebSocket::Nowhere => None,
        };
        let handshake = match Handshake::check(&request) {
            Ok(handshake) => handshake,
            Err(error) => {
                let registries = operation.as_ref().map(|operation| &*operation.registries);
                let registries = registries.unwrap_or_default();
                return self
                    .resolve(&request, Exception::new(error), registries, Place::Response)
                    .await;
            }
        };
        match operation {
            Some(operation) => self.connect(operation, request, handshake).await,
            None => exception_handlers::websocket_nowhere(&request),
        }
    }

    /// Starts the operation in a task of its own, and waits for its answer to the handshake.
    async fn connect(
        self: &Arc<Self>,
        operation: Arc<Operations>,
        mut request: Request,
        handshake: Handshake,
    ) -> Response {
        let limits = self.options().websocket_limits;
        let limits = operation
            .route
            .websocket
            .map_or(limits, |change| change(limits));
        let (answer, answered) = oneshot::channel();
        let socket = WebSocket::new(&mut request, handshake, limits, answer);
        request.set_websocket(socket.clone());
        let tasks = &self.scope().tasks;
        let stop = tasks.stopping().clone().cancelled_owned();
        let keeper = Keeper::new(&socket, Box::pin(stop));
        let core = Arc::clone(self);
        let conversation = conversation(
            core,
            Arc::clone(&operation),
            request,
            socket.clone(),
            keeper,
        )
        .instrument(tracing::Span::current());
        let task = tokio::spawn(tasks.tracked(conversation));
        let mut waited = Waited {
            task,
            answered: false,
        };
        let response = answered.await;
        waited.answered = true;
        let request = socket.request();
        // Without an answer the runtime has dropped the task: it is about to end.
        let response = response.unwrap_or_else(|_| crate::response::last_resort());
        let response = match formatted(response) {
            Ok(response) => response,
            Err(exception) => {
                self.resolve(request, exception, &operation.registries, Place::Response)
                    .await
            }
        };
        stream::watched(response, request)
    }
}

/// An operation and its connection, to the end of both.
async fn conversation(
    core: Arc<Core>,
    operation: Arc<Operations>,
    mut request: Request,
    mut socket: WebSocket,
    mut keeper: Keeper,
) {
    let place = operation.route.location;
    let mut call = Box::pin(caught((operation.call)(&mut request, &operation.plan)));
    let answered = keeper.beside(call.as_mut()).await;
    // What an operation that is late holds may panic when it is dropped.
    let dropped = caught_now(|| drop(call));
    let mut outcome = match answered {
        Ok(Ok(Ok(_))) if socket.is_asked() => Err(Exception::msg(UNANSWERED).at(place)),
        Ok(Ok(Ok(_))) => Ok(()),
        Ok(Ok(Err(exception)) | Err(exception)) => Err(exception),
        Err(Late) => Err(Exception::new(late()).at(place)),
    };
    if let Err(panic) = dropped {
        outcome = Err(match outcome {
            Ok(()) => panic,
            Err(exception) => panic.raised_during(exception),
        });
    }
    if let Some(after) = request.take_after() {
        if outcome.is_ok() && after.has_background() {
            // The client is not kept for what is left to do.
            let _ = keeper.beside(std::pin::pin!(end(&mut socket))).await;
        }
        let ended = keeper.beside(Box::pin(after.ended(outcome))).await;
        outcome = ended.unwrap_or_else(|Late| Err(Exception::new(late()).at(place)));
    }
    let handlers = ExceptionHandlers {
        routers: &operation.registries,
        app: core.registry(),
    };
    let ending = async {
        match outcome {
            Ok(()) => end(&mut socket).await,
            Err(exception) => {
                resolve_websocket(&request, &mut socket, exception, handlers).await;
            }
        }
    };
    if keeper.beside(std::pin::pin!(ending)).await.is_err() {
        // A handler took its time over a handshake that was late already.
        let _ = socket.answer(crate::response::last_resort());
    }
    keeper.until_over().await;
}

const UNANSWERED: &str = "the operation returned, and neither accepted nor refused the WebSocket";

/// The end of an operation that raised nothing.
async fn end(socket: &mut WebSocket) {
    // 1000 may be sent.
    let _ = socket.close(1000, "").await;
}

/// The server's own delay.
fn late() -> HttpException {
    HttpException::bare(503)
        .caused_by("the operation neither accepted nor refused the WebSocket in time")
}
