//! Everything that fails takes one road: who failed, in which format, with which handler.
//!
//! Each row of [`FAILURES`] is somebody who fails. Every row is tried in every format, with and without handlers of the
//! application's own, inside a CORS layer; the answer is in the format, has the layer's headers and a request id, tells
//! nothing that was not meant for the client, and leaves the connection alive.

use std::convert::Infallible;
use std::time::Duration;

use axum::routing::{get as axum_get, post as axum_post};
use faultless::prelude::*;
use faultless::{ByAccept, Raised, RequestValidationError};
use serde_json::{Value, json};
use tower::ServiceBuilder;
use tower_http::cors::CorsLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

/// What must never be seen outside of the log.
const SECRET: &str = "hunter2";

#[derive(Debug, thiserror::Error)]
#[error("password is {SECRET}")]
struct Unplanned;

#[derive(Debug, thiserror::Error, Raise)]
#[error("the part {0} is gone")]
#[raise(status = 410, code = "part_gone", header("X-Part" = _0))]
struct PartGone(u8);

#[dependency]
async fn fails_hard() -> Result<u8> {
    raise!(Unplanned)
}

#[dependency]
async fn fails_softly() -> Result<u8, PartGone> {
    Err(PartGone(3))
}

#[dependency]
async fn panics() -> u8 {
    panic!("dependency {SECRET}")
}

#[get("/item/{id}")]
async fn item(id: u8, #[query(min_length = 2)] q: Option<String>) -> Json<u8> {
    Json(id + u8::from(q.is_some()))
}

#[post("/body")]
async fn body(values: Body<Vec<u8>>) -> Json<usize> {
    Json(values.len())
}

#[post("/small", body_limit = 8)]
async fn small(values: Body<Vec<u8>>) -> Json<usize> {
    Json(values.len())
}

#[get("/raised")]
async fn raised() -> Result<Json<u8>, PartGone> {
    Err(PartGone(7))
}

#[get("/structured")]
async fn structured() -> Result<Json<u8>> {
    raise!(CONFLICT, json!({"left": [1, 2]}))
}

#[get("/unplanned")]
async fn unplanned() -> Result<Json<u8>> {
    raise!(Unplanned)
}

#[get("/panic")]
async fn panic() -> Json<u8> {
    panic!("handler {SECRET}")
}

#[get("/depends/hard")]
async fn depends_hard(n: Depends<fails_hard>) -> Json<u8> {
    Json(*n)
}

#[get("/depends/softly")]
async fn depends_softly(n: Depends<fails_softly>) -> Json<u8> {
    Json(*n)
}

#[get("/depends/panics")]
async fn depends_panics(n: Depends<panics>) -> Json<u8> {
    Json(*n)
}

#[get("/bare")]
async fn bare() -> StatusCode {
    StatusCode::PAYMENT_REQUIRED
}

#[get("/unencodable")]
async fn unencodable() -> Json<std::collections::BTreeMap<(u8, u8), u8>> {
    Json([((1, 2), 3)].into())
}

#[derive(Debug, Serialize, Deserialize, Model)]
struct Part {
    #[field(ge = 1)]
    size: i64,
}

#[get("/answer", response_model = Part)]
async fn bad_answer() -> Json<Value> {
    Json(json!({"size": 0, "note": SECRET}))
}

#[get("/extractor")]
async fn extractor(query: axum::extract::Query<std::collections::HashMap<u8, u8>>) -> Json<usize> {
    Json(query.0.len())
}

#[get("/slow")]
async fn slow() -> Json<u8> {
    std::future::pending().await
}

#[derive(Debug, thiserror::Error)]
#[error("a handler trips over this")]
struct Trips;

#[get("/trips")]
async fn trips() -> Result<Json<u8>> {
    raise!(Trips)
}

fn routes() -> Vec<faultless::Route> {
    routes![
        item,
        body,
        small,
        raised,
        structured,
        unplanned,
        panic,
        depends_hard,
        depends_softly,
        depends_panics,
        bare,
        unencodable,
        bad_answer,
        extractor,
        slow,
        trips
    ]
}

async fn old_panic() -> &'static str {
    panic!("axum {SECRET}")
}

/// An axum router as somebody has it already.
fn old_service() -> axum::Router {
    axum::Router::new()
        .route("/bare", axum_get(|| async { StatusCode::IM_A_TEAPOT }))
        .route(
            "/raised",
            axum_get(|| async { Err::<(), Raised>(PartGone(9).into()) }),
        )
        .route(
            "/unplanned",
            axum_get(|| async { Err::<(), Raised>(Unplanned.into()) }),
        )
        .route("/panic", axum_get(old_panic))
        .route("/post", axum_post(|| async {}))
}

/// Who fails, how it is asked for, the status and machine code of the answer.
struct Failure {
    who: &'static str,
    method: Method,
    path: &'static str,
    headers: &'static [(&'static str, &'static str)],
    body: &'static [u8],
    status: u16,
    code: &'static str,
    unplanned: bool,
}

const GET: Method = Method::GET;
const JSON: &[(&str, &str)] = &[("content-type", "application/json")];

const fn failure(
    who: &'static str,
    method: Method,
    path: &'static str,
    status: u16,
    code: &'static str,
) -> Failure {
    Failure {
        who,
        method,
        path,
        headers: &[],
        body: b"",
        status,
        code,
        unplanned: false,
    }
}

const fn fault(who: &'static str, path: &'static str) -> Failure {
    Failure {
        who,
        method: GET,
        path,
        headers: &[],
        body: b"",
        status: 500,
        code: "internal_error",
        unplanned: true,
    }
}

const fn sent(
    who: &'static str,
    path: &'static str,
    body: &'static [u8],
    status: u16,
    code: &'static str,
) -> Failure {
    Failure {
        who,
        method: Method::POST,
        path,
        headers: JSON,
        body,
        status,
        code,
        unplanned: false,
    }
}

const FAILURES: &[Failure] = &[
    failure("an unknown route", GET, "/nowhere", 404, "not_found"),
    failure("a wrong method", Method::PUT, "/item/1", 405, "http_405"),
    failure("a path parameter", GET, "/item/x", 422, "validation_error"),
    failure(
        "path and query at once",
        GET,
        "/item/x?q=1",
        422,
        "validation_error",
    ),
    sent(
        "a body of a wrong type",
        "/body",
        b"[1, \"x\", 300]",
        422,
        "validation_error",
    ),
    sent(
        "a body that is not JSON",
        "/body",
        b"[1,",
        422,
        "validation_error",
    ),
    sent(
        "a body that is not UTF-8",
        "/body",
        b"\"\xff\"",
        400,
        "bad_request",
    ),
    sent(
        "a body over the route's limit",
        "/small",
        b"[1, 2, 3]",
        413,
        "http_413",
    ),
    sent(
        "a body over the application's limit",
        "/body",
        b"[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]",
        413,
        "http_413",
    ),
    failure("a declared error", GET, "/raised", 410, "part_gone"),
    failure("a structured detail", GET, "/structured", 409, "conflict"),
    failure(
        "a declared error of a dependency",
        GET,
        "/depends/softly",
        410,
        "part_gone",
    ),
    failure("a bare status of a handler", GET, "/bare", 402, "http_402"),
    failure(
        "an axum extractor",
        GET,
        "/extractor?a=b",
        400,
        "bad_request",
    ),
    failure(
        "an axum handler's bare status",
        GET,
        "/old/bare",
        418,
        "http_418",
    ),
    failure(
        "an axum router's own 404",
        GET,
        "/old/nowhere",
        404,
        "not_found",
    ),
    failure(
        "an axum router's own 405",
        GET,
        "/old/post",
        405,
        "http_405",
    ),
    failure(
        "an axum handler that raises",
        GET,
        "/old/raised",
        410,
        "part_gone",
    ),
    failure("a time-out of tower-http", GET, "/slow", 408, "http_408"),
    failure(
        "a middleware that raises",
        GET,
        "/item/1?middleware=raise",
        403,
        "forbidden",
    ),
    failure(
        "a time-out of tower",
        GET,
        "/item/1?middleware=elapse",
        408,
        "http_408",
    ),
    fault("an error nobody planned", "/unplanned"),
    fault("a panic in a handler", "/panic"),
    fault("an error of a dependency", "/depends/hard"),
    fault("a panic in a dependency", "/depends/panics"),
    fault("a response that JSON has no form for", "/unencodable"),
    fault("a response that breaks its model", "/answer"),
    fault(
        "an axum handler that raises the unplanned",
        "/old/unplanned",
    ),
    fault("a panic in an axum handler", "/old/panic"),
    fault("a middleware that fails", "/item/1?middleware=fail"),
    fault("a panic in a middleware", "/item/1?middleware=panic"),
    fault("an exception handler that fails", "/trips"),
    fault("an exception handler that panics", "/trips?panic=1"),
];

async fn trouble(
    request: http::Request<axum::body::Body>,
    next: Next,
) -> Result<faultless::response::Response> {
    match request.uri().query() {
        Some("middleware=raise") => raise!(FORBIDDEN, "not through here"),
        Some("middleware=fail") => raise!(Unplanned),
        Some("middleware=panic") => panic!("middleware {SECRET}"),
        Some("middleware=elapse") => {
            let elapsed = tower::timeout::error::Elapsed::new();
            Err(Exception::new(HttpException::bare(408).caused_by(elapsed)))
        }
        _ => Ok(next.run(request).await),
    }
}

fn app() -> App {
    App::new()
        .routes(routes())
        .mount_service("/old", old_service())
        .body_limit(40)
        .exception_handler(|request: &Request, _: &Trips| -> Result<&'static str> {
            assert!(request.query_param("panic").is_none(), "handler {SECRET}");
            raise!(Unplanned)
        })
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            Duration::from_millis(50),
        ))
        .middleware(trouble)
        .layer(CorsLayer::permissive())
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Shape {
    Detailed,
    Uniform,
    Problem,
    Own,
}

struct Own;

impl faultless::ErrorFormat for Own {
    fn render(&self, error: &faultless::ErrorReport<'_>) -> faultless::Rendered {
        let count = error.issues().map_or(0, <[_]>::len);
        faultless::Rendered::json(
            &json!({"oops": error.code(), "n": count, "at": error.path(), "id": error.request_id()}),
        )
    }
}

fn formatted(app: App, shape: Shape) -> App {
    match shape {
        Shape::Detailed => app,
        Shape::Uniform => app.error_format(Uniform),
        Shape::Problem => app.error_format(Problem),
        Shape::Own => app.error_format(Own),
    }
}

/// Asserts that an answer has its shape.
fn assert_shape(failure: &Failure, shape: Shape, response: &faultless::TestResponse) {
    let about = format!(
        "{} in {shape:?}: {response:?} {:?}",
        failure.who,
        response.headers()
    );
    assert_eq!(response.status(), failure.status, "{about}");
    assert!(!response.text().contains(SECRET), "{about}");
    assert_eq!(
        response.header("access-control-allow-origin"),
        Some("*"),
        "{about}"
    );
    let id = response
        .header("x-request-id")
        .unwrap_or_else(|| panic!("no id: {about}"));
    if failure.status == 405 {
        assert!(response.header("allow").is_some(), "{about}");
    }
    if failure.code == "part_gone" {
        assert!(response.header("x-part").is_some(), "{about}");
    }
    let path = failure.path.split('?').next().unwrap();
    // In FastAPI's shape, what nobody planned and what nobody read are plain texts.
    let unread = failure.status == 413;
    if shape == Shape::Detailed && (failure.unplanned || unread) {
        let text = if unread {
            "Content Too Large"
        } else {
            "Internal Server Error"
        };
        assert_eq!(response.text(), text, "{about}");
        assert_eq!(
            response.header("content-type"),
            Some("text/plain; charset=utf-8"),
            "{about}"
        );
        return;
    }
    let kind = if shape == Shape::Problem {
        "application/problem+json"
    } else {
        "application/json"
    };
    assert_eq!(response.header("content-type"), Some(kind), "{about}");
    let body: Value = response.json();
    let invalid = failure.code == "validation_error";
    match shape {
        Shape::Detailed => {
            assert_eq!(body.as_object().unwrap().len(), 1, "{about}");
            assert_eq!(body["detail"].is_array(), invalid, "{about}");
            assert!(!body["detail"].is_null(), "{about}");
        }
        Shape::Uniform => {
            assert_eq!(body["status"], "error", "{about}");
            assert_eq!(body["code"], failure.code, "{about}");
            assert_eq!(body["path"], path, "{about}");
            assert_eq!(body["request_id"], id, "{about}");
            assert_eq!(body["errors"].is_array(), invalid, "{about}");
            assert!(!body["detail"].is_null(), "{about}");
        }
        Shape::Problem => {
            assert_eq!(body["status"], failure.status, "{about}");
            let kind = body["type"].as_str().unwrap();
            let code = body["code"].as_str().unwrap();
            assert!(
                kind == "about:blank" || kind == format!("/errors#{code}"),
                "{about}: {kind}"
            );
            assert_eq!(body["code"], failure.code, "{about}");
            assert_eq!(body["instance"], path, "{about}");
            assert_eq!(body["errors"].is_array(), invalid, "{about}");
            if invalid {
                assert!(
                    body["errors"][0]["pointer"]
                        .as_str()
                        .unwrap()
                        .starts_with('#'),
                    "{about}"
                );
            }
        }
        Shape::Own => {
            assert_eq!(
                (&body["oops"], &body["at"], &body["id"]),
                (&json!(failure.code), &json!(path), &json!(id)),
                "{about}"
            );
        }
    }
}

fn request(client: &TestClient, failure: &Failure) -> faultless::TestRequest {
    let mut request = client
        .request(failure.method.clone(), failure.path)
        .header("origin", "http://elsewhere.test");
    for (name, value) in failure.headers {
        request = request.header(name, value);
    }
    request.body(failure.body)
}

#[tokio::test]
async fn every_failure_is_answered_in_every_format() {
    for shape in [Shape::Detailed, Shape::Uniform, Shape::Problem, Shape::Own] {
        let client = TestClient::new(formatted(app(), shape));
        for failure in FAILURES {
            let response = request(&client, failure).send().await;
            assert_shape(failure, shape, &response);
        }
    }
}

/// With handlers of the application's own for the base types, each failure comes to its own, and to no other.
#[tokio::test]
async fn every_failure_comes_to_the_applications_handlers() {
    let app = app()
        .exception_handler(|_: &Request, error: &HttpException| (error.status(), "own http"))
        .exception_handler(|_: &Request, _: &RequestValidationError| {
            (StatusCode::UNPROCESSABLE_ENTITY, "own invalid")
        })
        .exception_handler(|_: &Request, _: &Exception| {
            (StatusCode::INTERNAL_SERVER_ERROR, "own catch-all")
        });
    let client = TestClient::new(app);
    for failure in FAILURES {
        let response = request(&client, failure).send().await;
        let own = match failure {
            Failure {
                unplanned: true, ..
            } => "own catch-all",
            Failure {
                code: "validation_error",
                ..
            } => "own invalid",
            _ => "own http",
        };
        assert_eq!(
            (response.status().as_u16(), response.text().as_str()),
            (failure.status, own),
            "{}",
            failure.who
        );
        assert_eq!(
            response.header("access-control-allow-origin"),
            Some("*"),
            "{}",
            failure.who
        );
        assert!(response.header("x-request-id").is_some(), "{}", failure.who);
    }
}

/// One connection takes every failure, one after the other, and then a success.
#[tokio::test]
async fn the_connection_stays_alive() {
    use http_body_util::BodyExt;
    use hyper_util::client::legacy::Client;
    use hyper_util::rt::TokioExecutor;

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let accepted = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let service = formatted(app(), Shape::Uniform).into_service();
    let server = tokio::spawn(service.serve_on(listener, async {
        let _ = stopped.await;
    }));
    let mut connector = hyper_util::client::legacy::connect::HttpConnector::new();
    connector.set_nodelay(true);
    let counted = accepted.clone();
    let connector = tower::ServiceBuilder::new()
        .map_request(move |uri: http::Uri| {
            counted.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            uri
        })
        .service(connector);
    let client: Client<_, axum::body::Body> = Client::builder(TokioExecutor::new())
        .pool_max_idle_per_host(1)
        .build(connector);
    for failure in FAILURES {
        let mut request = http::Request::builder()
            .method(failure.method.clone())
            .uri(format!("http://{address}{}", failure.path));
        for (name, value) in failure.headers {
            request = request.header(*name, *value);
        }
        let response = client
            .request(request.body(axum::body::Body::from(failure.body)).unwrap())
            .await
            .unwrap();
        assert_eq!(response.status(), failure.status, "{}", failure.who);
        let body = response.into_body().collect().await.unwrap().to_bytes();
        assert!(
            serde_json::from_slice::<Value>(&body).unwrap()["request_id"].is_string(),
            "{}",
            failure.who
        );
    }
    let response = client
        .get(format!("http://{address}/item/4").parse().unwrap())
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(
        accepted.load(std::sync::atomic::Ordering::Relaxed),
        1,
        "the failures cost a connection"
    );
    stop.send(()).unwrap();
    drop(client);
    server.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_body_limit_of_tower_http_is_answered_in_the_format() {
    let app = App::new()
        .routes(routes![body])
        .error_format(Uniform)
        .layer(RequestBodyLimitLayer::new(4));
    let client = TestClient::new(app);
    let response = client
        .post("/body")
        .header("content-length", "9")
        .json(&json!([1, 2, 3, 4]))
        .send()
        .await;
    assert_eq!(response.status(), 413);
    assert_eq!(response.json::<Value>()["code"], "http_413");
    // Without a declared length the limit strikes while the body is read.
    let chunks = futures_util::stream::iter(["[1,", "2,", "3]"].map(Ok::<_, Infallible>));
    let response = client
        .post("/body")
        .header("content-type", "application/json")
        .body(axum::body::Body::from_stream(chunks))
        .send()
        .await;
    assert_eq!(response.status(), 413, "{response:?}");
    assert_eq!(response.json::<Value>()["detail"], "Content Too Large");
}

#[tokio::test]
async fn errors_of_layers_are_answered() {
    let app = App::new()
        .routes(routes![slow])
        .error_format(Uniform)
        .layer(ServiceBuilder::new().timeout(Duration::from_millis(20)));
    let response = TestClient::new(app).get("/slow").send().await;
    assert_eq!(
        (
            response.status().as_u16(),
            &response.json::<Value>()["code"]
        ),
        (408, &json!("http_408"))
    );
}

#[tokio::test]
async fn heads_over_a_limit_are_answered() {
    let client = TestClient::new(
        App::new()
            .routes(routes![item])
            .error_format(Uniform)
            .uri_limit(100)
            .header_limit(300),
    );
    let long = "x".repeat(100);
    assert_eq!(
        client
            .get(&format!("/item/1?q={long}"))
            .send()
            .await
            .json::<Value>()["code"],
        "http_414"
    );
    let response = client
        .get("/item/1")
        .header("x-long", &"y".repeat(300))
        .send()
        .await;
    assert_eq!(
        (
            response.status().as_u16(),
            &response.json::<Value>()["code"]
        ),
        (431, &json!("http_431"))
    );
    assert_eq!(client.get("/item/1").send().await.status(), 200);
}

#[tokio::test]
async fn the_client_may_choose_the_format() {
    let app = || {
        App::new().routes(routes![raised]).error_format(
            ByAccept::new("application/json", Uniform).or("application/problem+json", Problem),
        )
    };
    for (accept, kind) in [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/problem+json", "application/problem+json"),
        (
            "application/json;q=0.5, application/problem+json;q=0.9",
            "application/problem+json",
        ),
        ("application/*", "application/json"),
        ("application/problem+json;q=0", "application/json"),
        ("text/html", "application/json"),
        (";;;q=x,,", "application/json"),
    ] {
        let mut request = TestClient::new(app()).get("/raised");
        if !accept.is_empty() {
            request = request.header("accept", accept);
        }
        assert_eq!(
            request.send().await.header("content-type"),
            Some(kind),
            "{accept}"
        );
    }
}

#[tokio::test]
async fn a_format_that_panics_still_leaves_an_answer() {
    struct Broken;
    impl faultless::ErrorFormat for Broken {
        fn render(&self, _: &faultless::ErrorReport<'_>) -> faultless::Rendered {
            panic!("format {SECRET}")
        }
    }
    let client = TestClient::new(App::new().routes(routes![raised]).error_format(Broken));
    for path in ["/raised", "/nowhere"] {
        let response = client.get(path).send().await;
        assert_eq!(
            (response.status().as_u16(), response.text().as_str()),
            (500, "Internal Server Error")
        );
    }
}

#[tokio::test]
async fn numbers_that_json_has_no_form_for_are_faults() {
    #[get("/json/{x}")]
    async fn answer(x: f64) -> Json<Value> {
        #[derive(Serialize)]
        struct Reading {
            x: f64,
            note: Option<u8>,
        }
        Json(serde_json::to_value(Reading { x, note: None }).unwrap())
    }
    #[get("/struct/{x}")]
    async fn answer_struct(x: f64) -> Json<(Option<u8>, Vec<f64>)> {
        Json((None, vec![1.0, x]))
    }
    #[get("/detail/{x}")]
    async fn detail(x: f64) -> Result<Json<()>> {
        raise!(400, [x])
    }
    let client = TestClient::new(App::new().routes(routes![answer, answer_struct, detail]));
    for x in ["nan", "inf", "-inf"] {
        for path in ["struct", "detail"] {
            assert_eq!(
                client.get(&format!("/{path}/{x}")).send().await.status(),
                500,
                "{path} {x}"
            );
        }
    }
    assert_eq!(
        client.get("/struct/1.5").send().await.text(),
        "[null,[1.0,1.5]]"
    );
    assert_eq!(
        client.get("/json/2").send().await.text(),
        r#"{"note":null,"x":2.0}"#
    );
    assert_eq!(
        client.get("/detail/1").send().await.text(),
        r#"{"detail":[1.0]}"#
    );
}

#[tokio::test]
async fn codes_and_limits_are_the_applications() {
    let mut limits = faultless::model::Limits::default();
    limits.issues = 2;
    limits.echo = 8;
    let app = App::new()
        .routes(routes![body, bare])
        .error_code(402, "pay_first")
        .error_code(422, "invalid")
        .limits(limits);
    let client = TestClient::new(app.clone().error_format(Uniform));
    assert_eq!(
        client.get("/bare").send().await.json::<Value>()["code"],
        "pay_first"
    );
    assert_eq!(
        client.get("/nowhere").send().await.json::<Value>()["code"],
        "not_found"
    );
    let wrong = json!(["a long word that is wrong", "b", "c", "d"]);
    let response = client.post("/body").json(&wrong).send().await;
    assert_eq!(response.json::<Value>()["code"], "invalid");
    let response = TestClient::new(app).post("/body").json(&wrong).send().await;
    let issues: Value = response.json();
    assert_eq!(issues["detail"].as_array().unwrap().len(), 3, "{issues}");
    assert_eq!(issues["detail"][2]["msg"], "2 more issues were left out");
    assert!(
        issues["detail"][0]["input"].as_str().unwrap().len() < 40,
        "{issues}"
    );
}

/// Two formats in one process: a mounted application keeps its own, also where the outer one has another.
#[tokio::test]
async fn a_mounted_application_keeps_its_format() {
    let inner = App::new()
        .routes(routes![bare, unplanned])
        .error_format(Problem);
    let client = TestClient::new(App::new().mount("/inner", inner).error_format(Uniform));
    for path in ["/inner/bare", "/inner/nowhere", "/inner/unplanned"] {
        let response = client.get(path).send().await;
        assert_eq!(
            response.header("content-type"),
            Some("application/problem+json"),
            "{path}"
        );
    }
    assert_eq!(
        client.get("/nowhere").send().await.json::<Value>()["status"],
        "error"
    );
}

#[tokio::test]
async fn a_body_that_does_not_come_is_answered() {
    let app = App::new()
        .routes(routes![body])
        .error_format(Uniform)
        .body_timeout(Some(Duration::from_millis(20)));
    let never =
        axum::body::Body::from_stream(futures_util::stream::pending::<Result<&str, Infallible>>());
    let response = TestClient::new(app)
        .post("/body")
        .header("content-type", "application/json")
        .body(never)
        .send()
        .await;
    assert_eq!(
        (
            response.status().as_u16(),
            &response.json::<Value>()["code"]
        ),
        (408, &json!("http_408"))
    );
}

/// A length that a handler made up would end the connection in the middle of the answer.
#[tokio::test]
async fn a_length_of_a_handlers_own_is_not_sent() {
    #[get("/lies")]
    async fn lies() -> ([(&'static str, &'static str); 1], &'static str) {
        ([("content-length", "99")], "short")
    }
    let response = TestClient::new(App::new().routes(routes![lies]))
        .get("/lies")
        .send()
        .await;
    assert_eq!(
        (response.header("content-length"), response.text().as_str()),
        (None, "short")
    );
}

/// A mounted service and an extractor of the whole request know the client as the application does.
#[tokio::test]
async fn the_client_is_known_everywhere() {
    #[get("/own")]
    async fn own(request: &Request) -> String {
        request
            .client()
            .map(|client| client.to_string())
            .unwrap_or_default()
    }
    #[get("/whole")]
    async fn whole(request: HttpRequest) -> String {
        let client = request.extensions().get::<faultless::ClientAddress>();
        client
            .map(|client| client.0.to_string())
            .unwrap_or_default()
    }
    let service = axum::Router::new().route("/", axum_get(|request: HttpRequest| whole(request)));
    let app = App::new()
        .routes(routes![own, whole])
        .mount_service("/mounted", service);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(
        app.into_service()
            .serve_on(listener, std::future::pending()),
    );
    for path in ["/own", "/whole", "/mounted/"] {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
        let client = stream.local_addr().unwrap().to_string();
        let head = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.ends_with(&client), "{path}: {answer}");
    }
    server.abort();
}

/// A connection that says nothing, or too little to tell which protocol it is, does not keep a server from stopping.
#[tokio::test]
async fn a_silent_connection_is_not_waited_for() {
    use tokio::io::AsyncWriteExt;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let service = App::new().routes(routes![item]).into_service();
    let server = tokio::spawn(service.serve_on(listener, async {
        let _ = stopped.await;
    }));
    let silent = tokio::net::TcpStream::connect(address).await.unwrap();
    let mut halting = tokio::net::TcpStream::connect(address).await.unwrap();
    halting.write_all(b"PRI * HT").await.unwrap();
    stop.send(()).unwrap();
    let done = tokio::time::timeout(Duration::from_secs(10), server).await;
    done.expect("the server waits for connections that never began")
        .unwrap()
        .unwrap();
    drop((silent, halting));
}
