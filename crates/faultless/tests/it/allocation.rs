//! The exception system costs a success nothing.

use faultless::prelude::*;
use futures_util::FutureExt;

#[derive(Debug, thiserror::Error, Raise)]
enum Trouble {
    #[error("no {0}")]
    #[raise(status = 404, code = "not_here")]
    Missing(u32),
    #[error("disk")]
    Disk(#[from] std::io::Error),
}

#[get("/plain")]
async fn plain() -> &'static str {
    "plain"
}

#[get("/items/{id}")]
async fn infallible(id: u32) -> Json<u32> {
    Json(id)
}

#[get("/tried/{id}")]
async fn fallible(id: u32) -> Result<Json<u32>, Trouble> {
    ensure!(id > 0, Trouble::Missing(id));
    Ok(Json(id))
}

#[get("/erased/{id}")]
async fn erased(id: u32) -> Result<Json<u32>> {
    ensure!(id > 0, NOT_FOUND, "no {id}");
    Ok(Json(id))
}

fn app() -> App {
    App::new().routes(routes![plain, infallible, fallible, erased])
}

/// The same with as much of the exception system as an application can have.
fn handled() -> App {
    let router = Router::new()
        .routes(routes![plain, infallible, fallible, erased])
        .exception_handler(|_: &Request, _: &Trouble| "router")
        .status_handler(404, |_: &Request, _: &HttpException| "router 404");
    App::new()
        .include(router)
        .error_format(Uniform)
        .error_code(418, "teapot")
        .exception_handler(|_: &Request, _: &std::io::Error| "io")
        .exception_handler(|_: &Request, _: &HttpException| "http")
        .exception_handler(|_: &Request, _: &RequestValidationError| "invalid")
        .exception_handler(|_: &Request, _: &Exception| "all")
}

/// Allocations of one answered request, the second of its kind: the first may fill what is made once.
fn allocations(service: &faultless::Service, path: &str) -> u64 {
    let request = || {
        http::Request::builder()
            .uri(path)
            .body(axum::body::Body::empty())
            .unwrap()
    };
    let first = service.answer(request()).now_or_never().unwrap();
    assert_eq!(first.status(), 200, "{path}");
    let second = request();
    allocation_counter::measure(|| {
        let response = service.answer(second).now_or_never().unwrap();
        assert_eq!(response.status(), 200);
    })
    .count_total
}

#[test]
fn handlers_formats_and_codes_add_no_allocation_to_a_success() {
    let (bare, full) = (app().into_service(), handled().into_service());
    for path in ["/plain", "/items/7", "/tried/7", "/erased/7"] {
        assert_eq!(allocations(&full, path), allocations(&bare, path), "{path}");
    }
}

#[test]
fn a_handler_that_may_fail_allocates_no_more_than_one_that_cannot() {
    let service = handled().into_service();
    let infallible = allocations(&service, "/items/7");
    assert_eq!(allocations(&service, "/tried/7"), infallible);
    assert_eq!(allocations(&service, "/erased/7"), infallible);
}

/// The boxed future, the response's body and its box, the content type's map: what an answer is made of, and no more.
#[test]
fn a_plain_answer_takes_few_allocations() {
    let service = app().into_service();
    let count = allocations(&service, "/plain");
    assert!(count <= 5, "{count}");
}
