//! Responses held against the document, and what of it was seen.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use axum::body::Body;
use faultless::prelude::*;
use faultless::{
    Contract, ErrorDoc, ErrorResponse, Event, EventStream, Problem, StreamingResponse, Uniform,
};
use serde_json::{Value, json};

/// The words of a test that fails.
fn words(test: impl FnOnce()) -> String {
    let failure = catch_unwind(AssertUnwindSafe(test)).expect_err("it passed");
    *failure.downcast::<String>().unwrap()
}

/// What is left to be seen, in words.
fn left(contract: &Contract) -> Vec<String> {
    let left = contract.unprovoked();
    left.iter().map(ToString::to_string).collect()
}

#[derive(Debug, thiserror::Error, Raise)]
enum StockError {
    #[error("there is no part {0:?}")]
    #[raise(status = 404, code = "part_unknown")]
    Unknown(String),
    #[error("part {0:?} is out of stock")]
    #[raise(status = CONFLICT, code = "out_of_stock")]
    Out(String),
}

#[get("/parts/{name}")]
async fn read_part(name: String) -> Result<Json<String>, StockError> {
    match name.as_str() {
        "none" => Err(StockError::Unknown(name)),
        "out" => Err(StockError::Out(name)),
        _ => Ok(Json(name)),
    }
}

#[get("/items/{item_id}", raises(StockError::Unknown))]
async fn read_item(item_id: String) -> Result<Json<String>> {
    match item_id.as_str() {
        "taken" => {
            raise!(HttpException::new(409, "an item of this name exists").code("name_taken"))
        }
        "gone" => raise!(NOT_FOUND, "another code"),
        "bug" => Err(std::io::Error::other("the disk is full"))?,
        "panic" => panic!("a bug"),
        _ => Err(StockError::Unknown(item_id))?,
    }
}

#[test]
fn what_is_documented_passes_and_is_noted() {
    let contract = Contract::new();
    for format in [true, false] {
        let app = App::new().routes(routes![read_part]);
        // The code stands in the body, or nowhere.
        let app = if format {
            app.error_format(Uniform)
        } else {
            app
        };
        let client = TestClient::new(app).check_contract_with(&contract);
        let client = client.blocking();
        let all = [
            "GET /parts/{name} 200",
            "GET /parts/{name} 404 part_unknown",
            "GET /parts/{name} 409 out_of_stock",
            "GET /parts/{name} 422 validation_error",
        ];
        if format {
            assert_eq!(left(&contract), all);
        }
        for (path, status) in [("/parts/nut", 200), ("/parts/out", 409)] {
            assert_eq!(client.get(path).send().status(), status);
        }
        assert_eq!(left(&contract), [all[1], all[3]]);
    }
    let promised = &contract.unprovoked()[0];
    assert_eq!(
        (
            promised.method(),
            promised.path(),
            promised.status(),
            promised.code()
        ),
        ("GET", "/parts/{name}", "404", Some("part_unknown"))
    );
}

#[test]
fn what_is_not_documented_fails_with_the_words_that_would_document_it() {
    let app = || App::new().routes(routes![read_item]).error_format(Uniform);
    let client = TestClient::new(app()).check_contract().blocking();
    let told = words(|| drop(client.get("/items/taken?x=1").send()));
    let start = "`GET /items/{item_id}` answered 409 `name_taken`, which its documentation does not have: write \
        `raises((CONFLICT, \"name_taken\"))` above `read_item`, or let its error type say it";
    assert!(told.starts_with(start), "{told}");
    assert!(told.contains("asked: GET /items/taken?x=1 at "), "{told}");
    assert!(told.contains("promises.rs:"), "{told}");
    assert!(
        told.contains("\"detail\":\"an item of this name exists\""),
        "{told}"
    );
    // The status is documented, the code is not.
    let told = words(|| drop(client.get("/items/gone").send()));
    assert!(told.contains("answered 404 `not_found`"), "{told}");
    assert!(told.contains("`raises(NOT_FOUND)`"), "{told}");
    for (path, exception) in [
        ("/items/bug", "the disk is full"),
        ("/items/panic", "a bug"),
    ] {
        let told = words(|| drop(client.get(path).send()));
        assert!(told.contains("answered 500 `internal_error`"), "{told}");
        assert!(told.contains("`raises(unplanned)`"), "{told}");
        assert!(told.contains(exception), "{told}");
    }
    assert_eq!(client.get("/items/other").send().status(), 404);
    // Without being asked, or where the exception itself is wanted, nothing is held against anything.
    let client = TestClient::new(app()).blocking();
    assert_eq!(client.get("/items/taken").send().status(), 409);
    let client = TestClient::new(app()).check_contract();
    let client = client.raise_server_exceptions(true).blocking();
    assert!(client.get("/items/bug").try_send().is_err());
}

#[tokio::test]
async fn the_async_client_and_streams_are_held_to_it_too() {
    let app = App::new().routes(routes![read_item]);
    let client = TestClient::new(app).check_contract();
    let sent = tokio::spawn({
        let client = client.clone();
        async move { client.get("/items/taken").send().await }
    });
    assert!(sent.await.unwrap_err().is_panic());
    let sent = tokio::spawn(async move { client.get("/items/taken").stream().await });
    assert!(sent.await.unwrap_err().is_panic());
}

#[get("/inner/{id}", raises(GONE))]
async fn inner(id: u32) -> Result<Json<u32>> {
    ensure!(id != 0, GONE);
    ensure!(id != 1, CONFLICT);
    Ok(Json(id))
}

#[test]
fn mounted_applications_have_documents_of_their_own() {
    let contract = Contract::new();
    let innermost = App::new().routes(routes![inner]);
    let middle = App::new().openapi_path(None).mount("/b/", innermost);
    let app = App::new()
        .routes(routes![inner])
        .mount("/a/{tenant}", middle);
    let client = TestClient::new(app)
        .check_contract_with(&contract)
        .blocking();
    assert_eq!(client.get("/a/x/b/inner/0").send().status(), 410);
    assert_eq!(client.get("/inner/5").send().status(), 200);
    assert_eq!(
        left(&contract),
        [
            "GET /a/{tenant}/b/inner/{id} 200",
            "GET /a/{tenant}/b/inner/{id} 422 validation_error",
            "GET /inner/{id} 410 http_410",
            "GET /inner/{id} 422 validation_error",
        ]
    );
    let told = words(|| drop(client.get("/a/%78/b/inner/1").send()));
    assert!(
        told.starts_with("`GET /a/{tenant}/b/inner/{id}` answered 409 `conflict`"),
        "{told}"
    );
    assert_eq!(client.get("/a/x/b/nowhere").send().status(), 404);
}

#[derive(Debug, Serialize, Deserialize, Model)]
struct Named {
    name: String,
}

#[post("/named", body_limit = 10)]
async fn named(named: Named) -> Json<String> {
    Json(named.name)
}

#[get("/quick")]
async fn quick() -> Json<u8> {
    Json(1)
}

#[get("/hidden", hidden)]
async fn hidden() -> Result<Json<u8>> {
    raise!(CONFLICT)
}

#[websocket("/socket")]
async fn socket(_socket: WebSocket) -> Result<()> {
    raise!(FORBIDDEN)
}

#[test]
fn what_is_no_operations_is_left_alone() {
    let app = App::new()
        .routes(routes![quick, named, hidden, socket])
        .uri_limit(100)
        .header_limit(1000);
    let client = TestClient::new(app).check_contract().blocking();
    for (path, status) in [
        ("/nowhere", 404),
        ("/quick/", 307),
        ("/docs", 200),
        ("/openapi.json", 200),
        ("/hidden", 409),
    ] {
        assert_eq!(client.get(path).send().status(), status, "{path}");
    }
    assert_eq!(client.delete("/quick").send().status(), 405);
    let long = "x".repeat(1001);
    assert_eq!(client.get(&format!("/quick?{long}")).send().status(), 414);
    assert_eq!(
        client.get("/quick").header("x-long", &long).send().status(),
        431
    );
    assert_eq!(
        client.websocket("/socket").connect().unwrap_err().status(),
        403
    );
    // It takes no body, so that its document has no 413.
    let large = || Body::from(vec![b'x'; 3 << 20]);
    assert_eq!(
        client
            .request(Method::GET, "/quick")
            .body(large())
            .send()
            .status(),
        413
    );
    assert_eq!(client.post("/named").body(large()).send().status(), 413);
}

#[test]
fn a_document_without_errors_is_held_to_the_rest() {
    let app = App::new().routes(routes![read_item]).openapi_errors(false);
    let client = TestClient::new(app).check_contract().blocking();
    assert_eq!(client.get("/items/taken").send().status(), 409);

    let app = App::new().openapi_path(None).routes(routes![read_item]);
    let told = catch_unwind(AssertUnwindSafe(|| TestClient::new(app).check_contract()));
    let told = told.unwrap_err();
    let told = told.downcast_ref::<&str>().unwrap();
    assert!(told.contains("`openapi_path`"), "{told}");
}

#[test]
fn a_layer_says_at_the_application_what_it_answers() {
    async fn busy(request: HttpRequest, next: Next) -> Result<Response> {
        if request.headers().contains_key("x-busy") {
            raise!(HttpException::new(429, "slower").code("slow_down"));
        }
        Ok(next.run(request).await)
    }
    let app = || App::new().routes(routes![quick]).middleware(busy);
    let client = TestClient::new(app()).check_contract().blocking();
    let told = words(|| drop(client.get("/quick").header("x-busy", "1").send()));
    assert!(told.contains("answered 429 `slow_down`"), "{told}");
    assert!(told.contains("`App::raises`"), "{told}");
    let app = app().raises([ErrorDoc::new(429).code("slow_down")]);
    let client = TestClient::new(app).check_contract().blocking();
    assert_eq!(
        client.get("/quick").header("x-busy", "1").send().status(),
        429
    );
}

#[derive(Serialize, Model)]
struct Shown {
    why: String,
}

#[test]
fn bodies_are_as_their_schemas_say() {
    let app = |response: ErrorResponse| {
        App::new()
            .routes(routes![read_part])
            .exception_handler(|_: &Request, error: &StockError| {
                (
                    StatusCode::CONFLICT,
                    Json(json!({"why": [error.to_string()]})),
                )
            })
            .exception_response::<StockError>(response)
    };
    let client = TestClient::new(app(ErrorResponse::new(409).json::<Shown>()));
    let client = client.check_contract().blocking();
    let told = words(|| drop(client.get("/parts/out").send()));
    assert!(
        told.contains("with a body that is not as documented"),
        "{told}"
    );
    assert!(
        told.contains("at '/why': want string, but got array"),
        "{told}"
    );
    let told = words(|| client.get("/parts/out").stream().for_each(drop));
    assert!(told.contains("want string"), "{told}");
    // Another media type.
    let other = ErrorResponse::new(409)
        .json::<Value>()
        .media_type("text/csv");
    let client = TestClient::new(app(other)).check_contract().blocking();
    let told = words(|| drop(client.get("/parts/out").send()));
    assert!(
        told.contains("it is `application/json`, which is documented as `text/csv`"),
        "{told}"
    );
    let any = ErrorResponse::new(409).json::<Value>();
    let contract = Contract::new();
    let client = TestClient::new(app(any))
        .check_contract_with(&contract)
        .blocking();
    assert_eq!(client.get("/parts/out").send().status(), 409);
    assert_eq!(
        left(&contract),
        [
            "GET /parts/{name} 200",
            "GET /parts/{name} 422 validation_error"
        ]
    );
}

#[operation("/many", methods = ["GET", "HEAD"], raises(GONE))]
async fn many(how: Option<String>) -> Result<Response> {
    match how.as_deref() {
        Some("gone") => raise!(GONE),
        Some("not") => Ok((StatusCode::NOT_MODIFIED, ()).into_response()),
        _ => Ok(Json(1).into_response()),
    }
}

#[get("/events")]
async fn events() -> EventStream {
    EventStream::from_fn(|events| async move {
        loop {
            events.send(Event::json(&1)).await;
        }
    })
}

#[get("/bytes")]
async fn bytes() -> StreamingResponse {
    StreamingResponse::from_fn(|sender| async move {
        loop {
            sender.send("x").await;
        }
    })
}

#[delete("/nothing", status = 204)]
async fn nothing() {}

#[test]
fn what_has_no_body_or_never_ends() {
    let app = App::new()
        .routes(routes![many, events, bytes, nothing])
        .error_format(Problem);
    let client = TestClient::new(app).check_contract().blocking();
    assert_eq!(client.request(Method::HEAD, "/many").send().status(), 200);
    assert_eq!(
        client
            .request(Method::HEAD, "/many?how=gone")
            .send()
            .status(),
        410
    );
    assert_eq!(client.get("/many?how=gone").send().status(), 410);
    let told = words(|| drop(client.get("/many?how=not").send()));
    assert!(told.contains("write `status = 304` above `many`"), "{told}");
    assert_eq!(client.delete("/nothing").send().status(), 204);
    assert_eq!(client.get("/events").events().next().unwrap().data(), "1");
    assert_eq!(client.get("/bytes").stream().next().unwrap(), "x");
}

#[test]
fn clients_of_several_threads_share_one_record() {
    let contract = Contract::new();
    let service = App::new().routes(routes![read_part]).into_service();
    let shared = Arc::new(TestClient::of(service).check_contract_with(&contract));
    let threads = ["nut", "none", "out"].map(|name| {
        let client = TestClient::clone(&shared);
        std::thread::spawn(move || {
            client
                .blocking()
                .get(&format!("/parts/{name}"))
                .send()
                .status()
        })
    });
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(left(&contract), ["GET /parts/{name} 422 validation_error"]);
}
