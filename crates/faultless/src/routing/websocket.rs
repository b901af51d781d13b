//! What cannot be about WebSockets and what their operations take.

use crate::operation::Route;
use crate::param::{Description, Source};

/// The mistakes of an operation about WebSockets: one that is taken where there is none, or is not taken, or a body
/// that a handshake does not have.
pub(super) fn mistakes(route: &Route, description: &Description) -> Vec<String> {
    let name = route.name;
    if !route.is_websocket() {
        let taken = description.takes_websocket.then(|| {
            format!(
                "`{name}` or a dependency of it takes a `WebSocket`, and a path operation has none: write `#[websocket(\"{}\")]`, or take the argument away",
                route.path
            )
        });
        return taken.into_iter().collect();
    }
    let mut mistakes = Vec::new();
    if !description.takes_websocket {
        mistakes.push(format!(
            "`{name}` takes no `WebSocket`, and can neither accept nor refuse it: add `mut socket: WebSocket`"
        ));
    }
    let of_body = |source| matches!(source, Source::Body | Source::Form | Source::File);
    let params = description.params.iter();
    let params = params.filter(|param| of_body(param.source));
    let bodies = params.map(|param| param.name);
    for argument in bodies.chain(description.wholes.iter().copied()) {
        mistakes.push(format!(
            "`{argument}` of `{name}` is read from a body, and a WebSocket's handshake has none: receive it as a message, `socket.receive_json()`, or name another source such as `#[query]`"
        ));
    }
    mistakes
}
