//! Mistakes about WebSockets that are told when an application is built.

use faultless::prelude::*;

use super::echo;

fn mistakes(app: App) -> Vec<String> {
    match app.build() {
        Ok(_) => Vec::new(),
        Err(error) => error.mistakes().collect(),
    }
}

/// The one mistake, without its place, which is in this file.
#[track_caller]
fn mistake(app: App) -> String {
    let all = mistakes(app);
    assert_eq!(all.len(), 1, "{all:?}");
    let (place, words) = all[0].split_once(": ").unwrap();
    assert!(place.contains(file!()), "{place}");
    words.to_owned()
}

#[derive(Debug, Deserialize, Model)]
struct Item {
    _name: String,
}

#[websocket("/with-a-body")]
async fn with_a_body(_socket: WebSocket, item: Item) {
    drop(item);
}

#[websocket("/with-a-form")]
async fn with_a_form(_socket: WebSocket, #[form] name: String) {
    drop(name);
}

#[websocket("/with-bytes")]
async fn with_bytes(_socket: WebSocket, whole: bytes::Bytes) {
    drop(whole);
}

#[websocket("/alone")]
async fn alone() {}

#[get("/page")]
async fn page(_socket: WebSocket) -> &'static str {
    ""
}

#[dependency]
async fn peer(socket: WebSocket) -> String {
    socket.request().path().to_owned()
}

#[get("/page-of-a-peer")]
async fn page_of_a_peer(peer: Depends<peer>) -> String {
    peer.to_string()
}

#[websocket("/by-dependency")]
async fn by_dependency(peer: Depends<peer>) {
    drop(peer);
}

#[websocket("/echo")]
async fn echo_again(_socket: WebSocket) {}

#[get("/echo")]
async fn echo_page() -> &'static str {
    ""
}

#[derive(Debug, thiserror::Error)]
#[error("x")]
struct X;

#[test]
fn a_handshake_has_no_body() {
    for (routes, argument, name) in [
        (routes![with_a_body], "item", "with_a_body"),
        (routes![with_a_form], "name", "with_a_form"),
        (routes![with_bytes], "whole", "with_bytes"),
    ] {
        assert_eq!(
            mistake(App::new().routes(routes)),
            format!(
                "`{argument}` of `{name}` is read from a body, and a WebSocket's handshake has none: receive it as a message, `socket.receive_json()`, or name another source such as `#[query]`"
            )
        );
    }
}

#[test]
fn a_websocket_is_taken_where_there_is_one() {
    assert_eq!(
        mistake(App::new().routes(routes![alone])),
        "`alone` takes no `WebSocket`, and can neither accept nor refuse it: add `mut socket: WebSocket`"
    );
    for (routes, name, path) in [
        (routes![page], "page", "/page"),
        (routes![page_of_a_peer], "page_of_a_peer", "/page-of-a-peer"),
    ] {
        assert_eq!(
            mistake(App::new().routes(routes)),
            format!(
                "`{name}` or a dependency of it takes a `WebSocket`, and a path operation has none: write `#[websocket(\"{path}\")]`, or take the argument away"
            )
        );
    }
    assert_eq!(mistakes(App::new().routes(routes![by_dependency])), [""; 0]);
}

#[test]
fn two_on_one_path() {
    let told = mistake(App::new().routes(routes![echo, echo_page, echo_again]));
    assert!(
        told.starts_with("WebSockets at `/echo` are answered by `echo` already, at "),
        "{told}"
    );
    assert!(
        told.ends_with(": `echo_again` would never run; give it another path"),
        "{told}"
    );
    assert_eq!(
        mistakes(App::new().routes(routes![echo_page, echo])),
        [""; 0]
    );
}

#[test]
fn a_handler_twice() {
    let app = || App::new().websocket_exception_handler(|_: &mut WebSocket, _: &X| {});
    let told = mistake(app().websocket_exception_handler(|_: &mut WebSocket, _: &X| {}));
    assert!(
        told.contains("X` has an exception handler of WebSockets already, registered at "),
        "{told}"
    );
    let all = || app().websocket_exception_handler(|_: &mut WebSocket, _: &Exception| {});
    let told = mistake(all().websocket_exception_handler(|_: &mut WebSocket, _: &Exception| {}));
    assert!(
        told.starts_with("the catch-all of WebSockets is registered already, at "),
        "{told}"
    );
    // One of requests stands beside it.
    assert_eq!(
        mistakes(all().exception_handler(|_: &Request, _: &X| "x")),
        [""; 0]
    );
}
