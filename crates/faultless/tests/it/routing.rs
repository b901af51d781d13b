//! Routes, routers, mounts and redirects.

use axum::routing::get as axum_get;
use faultless::prelude::*;
use serde_json::{Value, json};

#[get("/ping")]
async fn ping() -> Json<&'static str> {
    Json("pong")
}

#[get("/where/{place}")]
async fn place(place: String, request: &Request) -> Json<Value> {
    Json(json!({"place": place, "path": request.path(), "route": request.route()}))
}

#[operation("/many", methods = ["GET", "PUT", "PURGE"])]
async fn many(method: Method) -> Json<String> {
    Json(method.to_string())
}

#[get("/slash/")]
async fn slash() -> Json<&'static str> {
    Json("slash")
}

#[get("/order/{name}")]
async fn order_any(name: String) -> Json<String> {
    Json(name)
}

#[get("/order/late")]
async fn order_late() -> Json<&'static str> {
    Json("never")
}

#[get("/rest/{rest:path}")]
async fn rest(rest: String) -> Json<String> {
    Json(rest)
}

#[get("/file/{stem}.{ext}")]
async fn file(stem: String, ext: String) -> Json<[String; 2]> {
    Json([stem, ext])
}

#[get("/level")]
async fn level(#[path] tenant: u32) -> Json<u32> {
    Json(tenant)
}

#[get("")]
async fn index() -> Json<&'static str> {
    Json("index")
}

fn app() -> App {
    App::new().routes(routes![
        ping, place, many, slash, order_any, order_late, rest, file
    ])
}

async fn get_json(app: App, path: &str) -> Value {
    TestClient::new(app).get(path).send().await.json()
}

#[tokio::test]
async fn handlers_stay_functions() {
    assert_eq!(ping().await.0, "pong");
    assert_eq!(order_any("x".to_owned()).await.0, "x");
}

#[tokio::test]
async fn the_first_route_that_matches_answers() {
    assert_eq!(get_json(app(), "/order/late").await, "late");
    assert_eq!(get_json(app(), "/rest/a/b//c").await, "a/b//c");
    assert_eq!(get_json(app(), "/rest/").await, "");
    assert_eq!(
        get_json(app(), "/file/a.tar.gz").await,
        json!(["a.tar", "gz"])
    );
    assert_eq!(get_json(app(), "/where/a%20%C3%A9").await["place"], "a é");
    assert_eq!(get_json(app(), "/where/x").await["route"], "/where/{place}");
}

#[tokio::test]
async fn methods_and_what_allow_says() {
    let client = TestClient::new(app());
    for method in ["GET", "PUT", "PURGE"] {
        let response = client
            .request(Method::from_bytes(method.as_bytes()).unwrap(), "/many")
            .send()
            .await;
        assert_eq!(response.json::<String>(), method);
    }
    let response = client.delete("/many").send().await;
    assert_eq!(
        (response.status().as_u16(), response.header("allow")),
        (405, Some("GET, PUT, PURGE"))
    );
    assert_eq!(client.head("/ping").send().await.status(), 405);
}

#[tokio::test]
async fn redirects_only_where_nothing_else_matches() {
    let client = TestClient::new(app());
    for (path, location) in [
        ("/ping/", Some("http://testserver/ping")),
        ("/slash", Some("http://testserver/slash/")),
        ("/slash?a=1%202", Some("http://testserver/slash/?a=1%202")),
        ("/where/a%20b/", Some("http://testserver/where/a%20b")),
        ("/nowhere/", None),
        ("/", None),
    ] {
        let response = client.post(path).send().await;
        assert_eq!(response.header("location"), location, "{path}");
        assert_eq!(
            response.status(),
            if location.is_some() { 307 } else { 404 },
            "{path}"
        );
    }
    let off = TestClient::new(app().redirect_slashes(false));
    assert_eq!(off.get("/ping/").send().await.status(), 404);
}

#[tokio::test]
async fn a_redirect_leads_nowhere_else() {
    let client = TestClient::new(App::new().routes(routes![rest, place]));
    // A host that could end a header, or lead a browser astray, is not repeated.
    let response = client
        .get("/where/x/")
        .header("host", "evil.test/@")
        .send()
        .await;
    assert_eq!(response.header("location"), Some("/where/x"));
    let response = client
        .get("/where/x/")
        .header("x-forwarded-proto", "https")
        .send()
        .await;
    assert_eq!(
        response.header("location"),
        Some("https://testserver/where/x")
    );
    let far = "203.0.113.9:1".parse().unwrap();
    let response = client
        .get("/where/x/")
        .header("x-forwarded-proto", "https")
        .from_address(far)
        .send()
        .await;
    assert_eq!(
        response.header("location"),
        Some("http://testserver/where/x")
    );
}

#[tokio::test]
async fn routers_nest_and_share_prefix_parameters() {
    let inner = Router::new().prefix("/inner").routes(routes![level, index]);
    let tenant = Router::new()
        .prefix("/tenants/{tenant}")
        .routes(routes![ping, level])
        .include(inner);
    let app = || {
        App::new()
            .include(tenant.clone())
            .include(Router::new().prefix("/v2").include(tenant.clone()))
    };
    assert_eq!(get_json(app(), "/tenants/7/level").await, 7);
    assert_eq!(get_json(app(), "/v2/tenants/8/inner/level").await, 8);
    assert_eq!(get_json(app(), "/tenants/7/inner").await, "index");
    assert_eq!(get_json(app(), "/tenants/x/ping").await, "pong");
    assert_eq!(
        get_json(app(), "/tenants/x/level").await["detail"][0]["loc"],
        json!(["path", "tenant"])
    );
}

#[tokio::test]
async fn a_mounted_application_is_its_own() {
    let sub = App::new()
        .routes(routes![ping, place])
        .error_format(Uniform)
        .status_handler(405, |request: &Request, _: &HttpException| {
            (
                StatusCode::METHOD_NOT_ALLOWED,
                format!("sub {}", request.path()),
            )
        });
    let app = App::new()
        .mount("/sub", sub)
        .status_handler(404, |_: &Request, _: &HttpException| {
            (StatusCode::NOT_FOUND, "outer")
        });
    let client = TestClient::new(app);
    assert_eq!(
        client.get("/sub/where/x").send().await.json::<Value>()["path"],
        "/sub/where/x"
    );
    assert_eq!(
        client.get("/sub/nowhere").send().await.json::<Value>()["path"],
        "/sub/nowhere"
    );
    assert_eq!(
        client.post("/sub/ping").send().await.text(),
        "sub /sub/ping"
    );
    assert_eq!(client.get("/nowhere").send().await.text(), "outer");
    assert_eq!(
        client.get("/sub").send().await.header("location"),
        Some("http://testserver/sub/")
    );
    assert_eq!(
        client.get("/sub/ping/").send().await.header("location"),
        Some("http://testserver/sub/ping")
    );
    assert_eq!(
        client.get("/sub/openapi.json").send().await.json::<Value>()["paths"]["/ping"]["get"]["operationId"],
        "ping_ping_get"
    );
}

#[tokio::test]
async fn mounts_nest_with_layers_between() {
    let tag = |name: &'static str| {
        tower_http::set_header::SetResponseHeaderLayer::appending(
            http::header::HeaderName::from_static("x-layer"),
            HeaderValue::from_static(name),
        )
    };
    let innermost = App::new().routes(routes![place]).layer(tag("innermost"));
    let middle = App::new().mount("/b", innermost).layer(tag("middle"));
    let client = TestClient::new(
        App::new()
            .mount("/a%20x", App::new())
            .mount("/a", middle)
            .layer(tag("outer")),
    );
    let response = client.get("/a/b/where/x").send().await;
    assert_eq!(response.json::<Value>()["path"], "/a/b/where/x");
    let layers: Vec<_> = response.headers().get_all("x-layer").iter().collect();
    assert_eq!(layers, ["innermost", "middle", "outer"]);
    assert_eq!(client.get("/a/b/nowhere").send().await.status(), 404);
}

#[tokio::test]
async fn an_axum_router_is_mounted_without_its_prefix() {
    let old = axum::Router::new()
        .route(
            "/here/{name}",
            axum_get(|axum::extract::Path(name): axum::extract::Path<String>| async { name }),
        )
        .route(
            "/",
            axum_get(|uri: http::Uri| async move { uri.to_string() }),
        );
    let client = TestClient::new(
        App::new()
            .mount_service("/old", old.clone())
            .mount_service("/ö x", old),
    );
    assert_eq!(client.get("/old/here/ann?x=1").send().await.text(), "ann");
    assert_eq!(client.get("/old/?q=1").send().await.text(), "/?q=1");
    assert_eq!(
        client.get("/%C3%B6%20x/here/bob").send().await.text(),
        "bob"
    );
}

#[tokio::test]
async fn an_application_is_a_service_for_axum() {
    use tower::ServiceExt;
    let outer: axum::Router = app().into();
    let request = http::Request::builder()
        .uri("/ping")
        .body(axum::body::Body::empty())
        .unwrap();
    assert_eq!(outer.oneshot(request).await.unwrap().status(), 200);
}

#[tokio::test]
async fn middleware_sees_requests_and_responses() {
    let app = app().middleware(
        async |request: http::Request<axum::body::Body>, next: Next| {
            if request.uri().path() == "/ping" {
                return (StatusCode::FORBIDDEN, Json("blocked")).into_response();
            }
            let mut response = next.run(request).await;
            response
                .headers_mut()
                .insert("x-gate", HeaderValue::from_static("passed"));
            response
        },
    );
    let client = TestClient::new(app);
    let blocked = client.get("/ping").send().await;
    assert_eq!(
        (blocked.status().as_u16(), blocked.text().as_str()),
        (403, "\"blocked\"")
    );
    let missing = client.get("/nowhere").send().await;
    assert_eq!(
        (missing.status().as_u16(), missing.header("x-gate")),
        (404, Some("passed"))
    );
}

#[tokio::test]
async fn the_documents_are_there_unless_switched_off() {
    let client = TestClient::new(app());
    let document: Value = client.get("/openapi.json").send().await.json();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(
        document["paths"]["/rest/{rest}"]["get"]["parameters"][0]["name"],
        "rest"
    );
    assert!(document["paths"]["/where/{place}"].is_object());
    let page = client.get("/docs").send().await;
    assert!(page.header("content-security-policy").is_some());
    assert_eq!(
        client.post("/openapi.json").send().await.header("allow"),
        Some("GET, HEAD")
    );
    let off = TestClient::new(app().openapi_path(None));
    assert_eq!(off.get("/openapi.json").send().await.status(), 404);
    assert_eq!(off.get("/docs").send().await.status(), 404);
}

#[tokio::test]
async fn a_redirect_escapes_what_its_query_cannot_hold() {
    #[get("/here")]
    async fn here() {}
    let client = TestClient::new(App::new().routes(routes![here]));
    let response = client.get("/here/?a={b}|%20^").send().await;
    assert_eq!(
        response.header("location"),
        Some("http://testserver/here?a=%7Bb%7D%7C%20%5E")
    );
}

#[tokio::test]
async fn the_documents_stand_before_all_routes() {
    #[get("/{name}")]
    async fn anything(name: String) -> Json<String> {
        Json(name)
    }
    #[get("/docs")]
    async fn own_docs() -> Json<u8> {
        Json(1)
    }
    let client = TestClient::new(App::new().routes(routes![anything]));
    assert_eq!(
        client.get("/openapi.json").send().await.json::<Value>()["openapi"],
        "3.1.0"
    );
    assert_eq!(client.get("/other").send().await.json::<String>(), "other");
    let mistakes: Vec<String> = App::new()
        .routes(routes![own_docs])
        .build()
        .unwrap_err()
        .mistakes()
        .collect();
    assert_eq!(mistakes.len(), 1);
    assert!(mistakes[0].contains("`own_docs` answers `/docs`, where the documentation is: give it another path, or move the documentation with `.docs_path(...)`"), "{mistakes:?}");
    assert!(
        App::new()
            .routes(routes![own_docs])
            .docs_path(None)
            .build()
            .is_ok()
    );
}
