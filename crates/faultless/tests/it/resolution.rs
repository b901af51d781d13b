//! Which handler answers for an exception.

use faultless::prelude::*;
use faultless::{Panic, exception_handlers};
use serde_json::{Value, json};

/// A plain error of a domain layer: nothing of the framework's.
#[derive(Debug, thiserror::Error)]
#[error("the disk is full")]
struct DiskFull;

#[derive(Debug, thiserror::Error, Raise)]
#[error("shop trouble: {0}")]
struct ShopTrouble(&'static str);

#[derive(Debug, thiserror::Error, Raise)]
enum StockTrouble {
    #[error("out of stock")]
    #[raise(status = 409)]
    Out,
    #[error(transparent)]
    Shop(#[from] ShopTrouble),
    #[error("recalled")]
    Recalled(#[source] ShopTrouble),
}

#[derive(Debug, thiserror::Error, Raise)]
enum OrderTrouble {
    #[error(transparent)]
    Stock(#[from] StockTrouble),
    #[error("no such order")]
    #[raise(
        status = 404,
        code = "order_not_found",
        detail = "order {0} is unknown"
    )]
    Unknown(u32),
    #[error("cannot save")]
    Saving(#[source] DiskFull),
    #[error("said elsewhere")]
    Http(#[from] HttpException),
}

/// A plain thiserror enum that wraps another.
#[derive(Debug, thiserror::Error)]
#[error("the report failed")]
struct ReportFailed(#[source] DiskFull);

#[get("/raise/{which}")]
async fn raising(which: String) -> Result<Json<()>> {
    match which.as_str() {
        "shop" => raise!(ShopTrouble("a")),
        "out" => raise!(StockTrouble::Out),
        "stock_shop" => raise!(StockTrouble::Shop(ShopTrouble("b"))),
        "recalled" => raise!(StockTrouble::Recalled(ShopTrouble("c"))),
        "order_out" => raise!(OrderTrouble::Stock(StockTrouble::Out)),
        "order_shop" => raise!(OrderTrouble::Stock(StockTrouble::Shop(ShopTrouble("d")))),
        "order_unknown" => raise!(OrderTrouble::Unknown(7)),
        "saving" => raise!(OrderTrouble::Saving(DiskFull)),
        "order_http" => raise!(OrderTrouble::Http(
            HttpException::new(410, "gone").header("X-Gone", "yes")
        )),
        "report" => raise!(ReportFailed(DiskFull)),
        "disk" => raise!(DiskFull),
        "http" => raise!(IM_A_TEAPOT, "short and stout"),
        "http500" => raise!(500, "planned all the same"),
        "boxed" => Err(Exception::boxed(Box::new(DiskFull))),
        "ws" => raise!(ws POLICY_VIOLATION, "no session"),
        "panic" => panic!("{which} it is"),
        other => raise!(NOT_FOUND, "no {other}"),
    }
}

fn app() -> App {
    App::new().routes(routes![raising])
}

async fn get(app: App, path: &str) -> (u16, String) {
    let response = TestClient::new(app).get(path).send().await;
    (response.status().as_u16(), response.text())
}

fn detail(detail: &str) -> String {
    json!({ "detail": detail }).to_string()
}

#[tokio::test]
async fn without_handlers_declared_errors_answer_and_others_hide() {
    for (which, status, body) in [
        ("out", 409, detail("out of stock")),
        ("order_out", 409, detail("out of stock")),
        ("order_unknown", 404, detail("order 7 is unknown")),
        ("order_http", 410, detail("gone")),
        ("http", 418, detail("short and stout")),
        ("http500", 500, detail("planned all the same")),
        ("nothing", 404, detail("no nothing")),
        ("shop", 500, "Internal Server Error".to_owned()),
        ("recalled", 500, "Internal Server Error".to_owned()),
        ("saving", 500, "Internal Server Error".to_owned()),
        ("report", 500, "Internal Server Error".to_owned()),
        ("boxed", 500, "Internal Server Error".to_owned()),
        ("ws", 500, "Internal Server Error".to_owned()),
        ("panic", 500, "Internal Server Error".to_owned()),
    ] {
        assert_eq!(
            get(app(), &format!("/raise/{which}")).await,
            (status, body),
            "{which}"
        );
    }
}

#[tokio::test]
async fn the_nearest_type_answers() {
    let app = || {
        app()
            .exception_handler(|_: &Request, error: &ShopTrouble| {
                (StatusCode::BAD_REQUEST, format!("shop {}", error.0))
            })
            .exception_handler(|_: &Request, error: &StockTrouble| {
                (StatusCode::CONFLICT, format!("stock {error}"))
            })
            .exception_handler(|_: &Request, _: &DiskFull| {
                (StatusCode::INSUFFICIENT_STORAGE, "disk")
            })
    };
    for (which, answer) in [
        ("shop", (400, "shop a")),
        ("out", (409, "stock out of stock")),
        ("stock_shop", (409, "stock shop trouble: b")),
        ("order_shop", (409, "stock shop trouble: d")),
        ("order_out", (409, "stock out of stock")),
        ("saving", (507, "disk")),
        ("report", (507, "disk")),
        ("disk", (507, "disk")),
        ("boxed", (507, "disk")),
    ] {
        assert_eq!(
            get(app(), &format!("/raise/{which}")).await,
            (answer.0, answer.1.to_owned()),
            "{which}"
        );
    }
    // Without the nearer handler the base's answers, `#[from]` and `#[source]` alike.
    let app = || app_with_shop_alone();
    for which in ["stock_shop", "recalled", "order_shop"] {
        assert_eq!(
            get(app(), &format!("/raise/{which}")).await.0,
            400,
            "{which}"
        );
    }
}

fn app_with_shop_alone() -> App {
    app().exception_handler(|_: &Request, _: &ShopTrouble| StatusCode::BAD_REQUEST.into_response())
}

#[tokio::test]
async fn a_status_handler_goes_before_types() {
    let app = || {
        app()
            .status_handler(404, |_: &Request, error: &HttpException| {
                (StatusCode::NOT_FOUND, format!("lost: {}", error.told()))
            })
            .exception_handler(|_: &Request, _: &OrderTrouble| (StatusCode::OK, "by type"))
            .exception_handler(|_: &Request, error: &HttpException| (error.status(), "any http"))
    };
    assert_eq!(
        get(app(), "/raise/order_unknown").await,
        (404, "lost: order 7 is unknown".to_owned())
    );
    assert_eq!(
        get(app(), "/nowhere").await,
        (404, "lost: Not Found".to_owned())
    );
    assert_eq!(
        get(app(), "/raise/http").await,
        (418, "any http".to_owned())
    );
    // A declared status makes an error an `HttpException` too, where its own type has no handler.
    assert_eq!(get(app(), "/raise/out").await, (409, "any http".to_owned()));
    assert_eq!(
        get(app(), "/raise/order_http").await,
        (200, "by type".to_owned())
    );
}

#[tokio::test]
async fn the_catch_all_takes_what_nobody_planned() {
    let app = || {
        app().exception_handler(async |request: &Request, error: &Exception| {
            (
                StatusCode::INTERNAL_SERVER_ERROR,
                format!(
                    "{} at {}",
                    error.type_name().rsplit("::").next().unwrap(),
                    request.path()
                ),
            )
        })
    };
    assert_eq!(
        get(app(), "/raise/shop").await,
        (500, "ShopTrouble at /raise/shop".to_owned())
    );
    assert_eq!(
        get(app(), "/raise/panic").await,
        (500, "Panic at /raise/panic".to_owned())
    );
    assert_eq!(
        get(app(), "/raise/ws").await,
        (500, "WebSocketException at /raise/ws".to_owned())
    );
    assert_eq!(
        get(app(), "/raise/http500").await,
        (500, detail("planned all the same"))
    );
    assert_eq!(
        get(app(), "/raise/out").await,
        (409, detail("out of stock"))
    );
}

#[tokio::test]
async fn five_hundred_is_the_catch_alls_slot() {
    let app = || {
        app().status_handler(500, |_: &Request, error: &HttpException| {
            (error.status(), format!("sorry: {}", error.told()))
        })
    };
    assert_eq!(
        get(app(), "/raise/shop").await,
        (500, "sorry: Internal Server Error".to_owned())
    );
    assert_eq!(
        get(app(), "/raise/http500").await,
        (500, detail("planned all the same"))
    );
}

#[tokio::test]
async fn a_handler_may_decline() {
    let app = || {
        app()
            .exception_handler(|_: &Request, error: &StockTrouble| {
                matches!(error, StockTrouble::Out).then_some((StatusCode::GONE, "mine"))
            })
            .exception_handler(async |_: &Request, error: &ShopTrouble| {
                (error.0 == "d").then_some("the shop's")
            })
    };
    assert_eq!(get(app(), "/raise/out").await, (410, "mine".to_owned()));
    assert_eq!(
        get(app(), "/raise/order_shop").await,
        (200, "the shop's".to_owned())
    );
    assert_eq!(get(app(), "/raise/stock_shop").await.0, 500);
}

#[derive(Debug, thiserror::Error)]
#[error("the handler gave up")]
struct GaveUp;

#[tokio::test]
async fn a_handler_that_fails_or_panics_falls_to_the_catch_all() {
    let app = || {
        app()
            .exception_handler(|_: &Request, _: &DiskFull| -> Result<&'static str> {
                raise!(GaveUp)
            })
            .exception_handler(|_: &Request, _: &ShopTrouble| -> &'static str { panic!("handler") })
            .exception_handler(
                async |_: &Request, error: &StockTrouble| -> Result<&'static str> {
                    // An `HttpException` out of a handler is a failure like any other, as in `FastAPI`.
                    raise!(IM_A_TEAPOT, "from {error}")
                },
            )
    };
    let caught = || {
        app().exception_handler(|_: &Request, error: &Exception| {
            let during = error.during().map(std::string::ToString::to_string);
            (
                StatusCode::INTERNAL_SERVER_ERROR,
                format!(
                    "{} during {during:?}",
                    error.type_name().rsplit("::").next().unwrap()
                ),
            )
        })
    };
    assert_eq!(
        get(caught(), "/raise/disk").await,
        (500, r#"GaveUp during Some("the disk is full")"#.to_owned())
    );
    assert_eq!(
        get(caught(), "/raise/shop").await,
        (500, r#"Panic during Some("shop trouble: a")"#.to_owned())
    );
    assert_eq!(
        get(caught(), "/raise/out").await,
        (
            500,
            r#"HttpException during Some("out of stock")"#.to_owned()
        )
    );
    for which in ["disk", "shop", "out"] {
        assert_eq!(
            get(app(), &format!("/raise/{which}")).await,
            (500, "Internal Server Error".to_owned()),
            "{which}"
        );
    }
    // The catch-all may fail too: then the built-in answer stands.
    for failing in [
        app().exception_handler(|_: &Request, _: &Exception| -> Result<&'static str> {
            raise!(GaveUp)
        }),
        app().exception_handler(|_: &Request, _: &Exception| -> &'static str {
            panic!("catch-all")
        }),
    ] {
        assert_eq!(
            get(failing, "/raise/disk").await,
            (500, "Internal Server Error".to_owned())
        );
    }
}

#[tokio::test]
async fn the_nearest_router_goes_first() {
    let inner = Router::new()
        .prefix("/inner")
        .routes(routes![raising])
        .exception_handler(|_: &Request, _: &ShopTrouble| "inner shop")
        .status_handler(418, |_: &Request, _: &HttpException| "inner 418");
    let outer = Router::new()
        .prefix("/outer")
        .routes(routes![raising])
        .include(inner)
        .exception_handler(|_: &Request, _: &StockTrouble| "outer stock")
        .exception_handler(|_: &Request, _: &ShopTrouble| "outer shop");
    let app = || {
        app()
            .include(outer.clone())
            .exception_handler(|_: &Request, _: &ShopTrouble| "app shop")
            .exception_handler(|_: &Request, _: &Exception| {
                (StatusCode::INTERNAL_SERVER_ERROR, "app catch-all")
            })
    };
    for (path, body) in [
        ("/outer/inner/raise/shop", "inner shop"),
        ("/outer/inner/raise/http", "inner 418"),
        ("/outer/inner/raise/out", "outer stock"),
        // The inner router answers for the base before the outer one for the type itself.
        ("/outer/inner/raise/stock_shop", "inner shop"),
        ("/outer/raise/stock_shop", "outer stock"),
        ("/outer/raise/shop", "outer shop"),
        ("/raise/shop", "app shop"),
        ("/outer/inner/raise/disk", "app catch-all"),
    ] {
        assert_eq!(get(app(), path).await.1, body, "{path}");
    }
    // A wrong method belongs to the route it was meant for.
    let client = TestClient::new(
        app().include(
            Router::new()
                .prefix("/deep")
                .routes(routes![raising])
                .status_handler(405, |_: &Request, _: &HttpException| "deep 405"),
        ),
    );
    assert_eq!(client.post("/deep/raise/x").send().await.text(), "deep 405");
    assert_eq!(
        client.post("/raise/x").send().await.text(),
        detail("Method Not Allowed")
    );
}

#[tokio::test]
async fn a_panic_is_an_exception_with_a_type() {
    let app = app().exception_handler(|_: &Request, panic: &Panic| {
        assert!(panic.place().unwrap().contains("resolution.rs"));
        (StatusCode::SERVICE_UNAVAILABLE, panic.message().to_owned())
    });
    assert_eq!(
        get(app, "/raise/panic").await,
        (503, "panic it is".to_owned())
    );
}

#[tokio::test]
async fn the_default_handlers_can_be_called() {
    #[post("/item")]
    async fn item(item: Json<Vec<u8>>) -> Json<usize> {
        Json(item.0.len())
    }
    fn seen(
        mut response: faultless::response::Response,
        by: &'static str,
    ) -> faultless::response::Response {
        response
            .headers_mut()
            .insert("x-seen", HeaderValue::from_static(by));
        response
    }
    let app = app()
        .routes(routes![item])
        .exception_handler(|request: &Request, error: &HttpException| {
            seen(exception_handlers::http_exception(request, error), "http")
        })
        .exception_handler(async |request: &Request, error: &RequestValidationError| {
            assert_eq!(
                error.body().map(|body| serde_json::to_value(body).unwrap()),
                Some(json!([1, "x"]))
            );
            seen(
                exception_handlers::request_validation(request, error),
                "invalid",
            )
        })
        .exception_handler(|request: &Request, error: &Exception| {
            seen(exception_handlers::unplanned(request, error), "all")
        });
    let client = TestClient::new(app);
    let response = client.post("/item").json(&json!([1, "x"])).send().await;
    assert_eq!(
        (response.status().as_u16(), response.header("x-seen")),
        (422, Some("invalid"))
    );
    assert_eq!(
        response.json::<Value>()["detail"][0]["loc"],
        json!(["body", 1])
    );
    let response = client.get("/nowhere").send().await;
    assert_eq!(
        (response.text(), response.header("x-seen")),
        (detail("Not Found"), Some("http"))
    );
    let response = client.get("/raise/disk").send().await;
    assert_eq!(
        (response.text().as_str(), response.header("x-seen")),
        ("Internal Server Error", Some("all"))
    );
}

#[tokio::test]
async fn every_form_of_handler_registers() {
    async fn named(_: &Request, error: &DiskFull) -> Result<String> {
        Ok(format!("named {error}"))
    }
    fn named_sync(_: &Request, error: &DiskFull) -> String {
        format!("sync {error}")
    }
    assert_eq!(
        get(app().exception_handler(named), "/raise/disk").await.1,
        "named the disk is full"
    );
    assert_eq!(
        get(app().exception_handler(named_sync), "/raise/disk")
            .await
            .1,
        "sync the disk is full"
    );
    let block = app().exception_handler(|_: &Request, error: &DiskFull| {
        let words = error.to_string();
        async move { words }
    });
    assert_eq!(get(block, "/raise/disk").await.1, "the disk is full");
}

#[test]
fn the_test_client_can_give_the_exception_itself() {
    let client = TestClient::new(app().exception_handler(|_: &Request, _: &Exception| "answered"))
        .raise_server_exceptions(true)
        .blocking();
    let exception = client.get("/raise/report").try_send().unwrap_err();
    assert!(exception.is::<ReportFailed>());
    assert!(exception.error().source().is_some());
    assert!(exception.location().file().ends_with("resolution.rs"));
    assert_eq!(client.get("/raise/out").try_send().unwrap().status(), 409);
}

/// A domain of its own: plain `thiserror`, no import of the framework.
mod domain {
    #[derive(Debug, thiserror::Error)]
    pub(super) enum Stock {
        #[error("there is no {0}")]
        Unknown(&'static str),
        #[error("password is hunter2")]
        Broken,
        #[error("never answered")]
        Left,
    }

    #[derive(Debug, thiserror::Error)]
    #[error("the order failed")]
    pub(super) struct Order(#[source] pub(super) Stock);
}

#[get("/domain/{which}")]
async fn domain_fails(which: String) -> Result<Json<()>> {
    match which.as_str() {
        "unknown" => raise!(domain::Stock::Unknown("nut")),
        "broken" => raise!(domain::Stock::Broken),
        "left" => raise!(domain::Stock::Left),
        _ => raise!(domain::Order(domain::Stock::Unknown("bolt"))),
    }
}

#[tokio::test]
async fn a_domain_is_mapped_at_the_edge() {
    let app = || {
        App::new()
            .routes(routes![domain_fails])
            .error_format(Uniform)
            .map_error(|error: &domain::Stock| match error {
                domain::Stock::Unknown(_) => Some((status::HTTP_404_NOT_FOUND, "part_unknown")),
                domain::Stock::Broken => {
                    Some((status::HTTP_503_SERVICE_UNAVAILABLE, "stock_broken"))
                }
                domain::Stock::Left => None,
            })
    };
    for (which, status, code, detail) in [
        ("unknown", 404, "part_unknown", "there is no nut"),
        ("broken", 503, "stock_broken", "Service Unavailable"),
        ("left", 500, "internal_error", "Internal Server Error"),
        ("order", 404, "part_unknown", "there is no bolt"),
    ] {
        let response = TestClient::new(app())
            .get(&format!("/domain/{which}"))
            .send()
            .await;
        let body: Value = response.json();
        assert_eq!(
            (response.status().as_u16(), &body["code"], &body["detail"]),
            (status, &json!(code), &json!(detail))
        );
    }
    // What is mapped is an `HttpException` to the handlers.
    let app = app()
        .status_handler(404, |_: &Request, error: &HttpException| {
            (
                StatusCode::NOT_FOUND,
                format!("lost {:?}", error.error_code()),
            )
        })
        .exception_handler(|_: &Request, error: &HttpException| (error.status(), "http"));
    assert_eq!(
        get(app, "/domain/unknown").await,
        (404, "lost Some(\"part_unknown\")".to_owned())
    );
}

#[tokio::test]
async fn a_handler_may_answer_in_the_applications_format() {
    let app = |path: &'static str| async move {
        let app = app()
            .error_format(Uniform)
            .exception_handler(|_: &Request, error: &DiskFull| {
                HttpException::new(507, error.to_string()).code("disk_full")
            })
            .exception_handler(async |_: &Request, error: &ShopTrouble| {
                (error.0 == "a").then(|| HttpException::bare(418))
            })
            .exception_handler(|_: &Request, _: &StockTrouble| -> Result<HttpException> {
                Ok(HttpException::new(400, f64::NAN))
            })
            .status_handler(418, |_: &Request, _: &HttpException| StatusCode::GONE);
        TestClient::new(app).get(path).send().await
    };
    let body: Value = app("/raise/disk").await.json();
    assert_eq!(
        (&body["code"], &body["detail"]),
        (&json!("disk_full"), &json!("the disk is full"))
    );
    assert_eq!(app("/raise/shop").await.json::<Value>()["code"], "http_418");
    // A bare status is said in the format too.
    let gone = app("/raise/http").await;
    assert_eq!(
        (gone.status().as_u16(), &gone.json::<Value>()["code"]),
        (410, &json!("http_410"))
    );
    // A detail that JSON has no form for is the handler's failure.
    let failed = app("/raise/out").await;
    assert_eq!(
        (failed.status().as_u16(), &failed.json::<Value>()["code"]),
        (500, &json!("internal_error"))
    );
}

#[tokio::test]
async fn a_bare_status_may_be_a_handlers_error() {
    #[get("/bare")]
    async fn bare() -> Result<Json<u8>, StatusCode> {
        Err(StatusCode::PAYMENT_REQUIRED)
    }
    assert_eq!(
        get(App::new().routes(routes![bare]), "/bare").await,
        (402, detail("Payment Required"))
    );
}

/// A detail that JSON has no form for is a fault, whoever declares it; it is never told as `null`.
#[tokio::test]
async fn an_unencodable_detail_is_a_fault_wherever_it_is_declared() {
    #[derive(Debug, thiserror::Error, Raise)]
    #[error("declared")]
    #[raise(status = 400, detail = f64::NAN)]
    struct ByDerive;

    #[get("/detail/{which}")]
    async fn details(which: String) -> Result<Json<()>> {
        match which.as_str() {
            "derive" => raise!(ByDerive),
            "map" => raise!(DiskFull),
            "cause" => raise!(ReportFailed(DiskFull)),
            _ => raise!(400, f64::INFINITY),
        }
    }
    let app = || {
        App::new()
            .routes(routes![details])
            .map_error(|_: &DiskFull| HttpException::new(507, f64::NAN))
            .exception_handler(|_: &Request, error: &Exception| {
                (StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
            })
    };
    for which in ["derive", "map", "cause", "raised"] {
        let (status, told) = get(app(), &format!("/detail/{which}")).await;
        assert_eq!(status, 500, "{which}");
        assert!(
            told.starts_with("the detail of an HttpException has no JSON form"),
            "{which}: {told}"
        );
    }
    // A handler that does not tell the detail is not kept from answering; one that does gets the fault's answer.
    let short =
        app().exception_handler(|_: &Request, error: &HttpException| (error.status(), "short"));
    assert_eq!(
        get(short, "/detail/derive").await,
        (400, "short".to_owned())
    );
    let reused = app().exception_handler(|request: &Request, error: &HttpException| {
        exception_handlers::http_exception(request, error)
    });
    assert_eq!(
        get(reused, "/detail/raised").await,
        (500, "Internal Server Error".to_owned())
    );
}
