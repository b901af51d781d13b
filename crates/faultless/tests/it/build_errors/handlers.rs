//! Handlers that share a slot.

use faultless::prelude::*;

use super::{at, items, mistakes};

#[derive(Debug, thiserror::Error)]
#[error("sold out")]
struct SoldOut;

fn sold_out(_: &Request, error: &SoldOut) -> String {
    error.to_string()
}

fn anything(_: &Request, _: &Exception) -> &'static str {
    "sorry"
}

fn status(_: &Request, _: &HttpException) -> &'static str {
    "sorry"
}

#[test]
fn a_handler_for_a_type_twice() {
    let line = line!() + 3;
    let app = App::new()
        .exception_handler(sold_out)
        .exception_handler(sold_out);
    let message = format!(
        "`{}` has an exception handler already, registered at {}:{}:10: keep one of them, or register one of them on a `Router`",
        std::any::type_name::<SoldOut>(),
        file!(),
        line - 1
    );
    assert_eq!(mistakes(app), [at(file!(), line, &message)]);
}

#[test]
fn a_handler_for_a_type_in_two_places_is_no_mistake() {
    let shop = Router::new()
        .exception_handler(sold_out)
        .routes(routes![items]);
    let app = App::new().include(shop).exception_handler(sold_out);
    assert_eq!(mistakes(app), [""; 0]);
}

#[test]
fn a_handler_for_a_type_twice_on_a_router() {
    let line = line!() + 3;
    let shop = Router::new()
        .exception_handler(sold_out)
        .exception_handler(sold_out);
    let message = format!(
        "`{}` has an exception handler already, registered at {}:{}:10: keep one of them, or register one of them on a `Router`",
        std::any::type_name::<SoldOut>(),
        file!(),
        line - 1
    );
    assert_eq!(
        mistakes(App::new().include(shop)),
        [at(file!(), line, &message)]
    );
}

#[test]
fn a_handler_for_a_status_twice() {
    let line = line!() + 3;
    let app = App::new()
        .status_handler(404, status)
        .status_handler(StatusCode::NOT_FOUND, status);
    let message = format!(
        "status 404 has a handler already, registered at {}:{}:10: keep one of them",
        file!(),
        line - 1
    );
    assert_eq!(mistakes(app), [at(file!(), line, &message)]);
}

#[test]
fn the_catch_all_and_the_status_500_share_a_slot() {
    let line = line!() + 3;
    let app = App::new()
        .exception_handler(anything)
        .status_handler(500, anything);
    let message = format!(
        "the catch-all is registered already, at {}:{}:10: a handler for `Exception` and one for the status 500 share its slot; keep one of them",
        file!(),
        line - 1
    );
    assert_eq!(mistakes(app), [at(file!(), line, &message)]);
}
