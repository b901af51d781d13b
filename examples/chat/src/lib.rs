//! Rooms to chat in. `rooms` knows neither HTTP nor WebSockets; `talk` is the conversation with one browser; `reasons`
//! decides how a failure is told to it; `page` serves what the browser shows.

#![allow(
    missing_docs,
    reason = "an application: names say it, and what they do not say is documented"
)]

mod page;
mod reasons;
mod rooms;
mod talk;

use faultless::prelude::*;

pub use rooms::{Event, Limits, Refusal, Rooms, Said, Seat};

/// The application over these rooms; `main` serves it, tests talk to it in their own process.
pub fn app(rooms: Rooms) -> App {
    App::new()
        .title("Chat")
        .state(rooms)
        .routes(routes![talk::chat, talk::read_room])
        .include(page::router())
        .map_error(reasons::over_http)
        .document_errors([Refusal::NoRoom("lobby".to_owned())])
        .websocket_exception_handler(reasons::refused)
        .websocket_exception_handler(reasons::misdirected)
        .websocket_exception_handler(reasons::misspoken)
        .error_format(Uniform)
}
