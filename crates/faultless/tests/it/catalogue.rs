//! The catalogue of errors, and the URIs that lead to it.

use faultless::prelude::*;
use faultless::{Problem, Uniform};
use serde_json::{Value, json};

#[derive(Debug, thiserror::Error, Raise)]
enum ShopError {
    /// There is no such item, or <b>none</b> any more.
    #[error("item {0} does not exist")]
    #[raise(status = 404, code = "item_not_found", example = ShopError::ItemNotFound(7))]
    ItemNotFound(u32),
}

#[get("/items/{id:int}")]
async fn item(id: u32) -> Result<Json<u32>, ShopError> {
    Err(ShopError::ItemNotFound(id))
}

#[delete("/items/{id}", raises(ShopError, CONFLICT = "it was ordered"))]
async fn delete_item(id: u32) -> Result<Json<u32>> {
    raise!(ShopError::ItemNotFound(id));
}

#[get("/odd", raises((404, "odd_code") = "odd"))]
async fn odd() -> Result<Json<u32>> {
    raise!(HttpException::new(404, "odd").code("not_catalogued"));
}

#[get("/secret", hidden, raises((410, "hidden_code")))]
async fn secret() -> Result<Json<u32>> {
    raise!(GONE);
}

fn app() -> App {
    App::new()
        .title("Shop")
        .routes(routes![item, delete_item, odd, secret])
        .error_format(Problem)
}

fn entry(catalogue: &Value, code: &str) -> Value {
    let errors = catalogue["errors"].as_array().unwrap();
    let entry = errors.iter().find(|error| error["code"] == code);
    entry.cloned().unwrap_or_default()
}

#[test]
fn programs_read_json() {
    let client = TestClient::new(app()).blocking();
    let response = client.get("/errors").send();
    assert_eq!(response.headers()["content-type"], "application/json");
    let catalogue: Value = response.json();
    assert_eq!(catalogue["title"], "Shop");
    let mut item = entry(&catalogue, "item_not_found");
    let example = item.as_object_mut().unwrap().remove("example").unwrap();
    assert_eq!(
        item,
        json!({
            "code": "item_not_found",
            "status": 404,
            "title": "Not Found",
            "description": "There is no such item, or <b>none</b> any more.",
            "type": "/errors#item_not_found",
            "anywhere": false,
            "operations": [
                {"method": "GET", "path": "/items/{id}"},
                {"method": "DELETE", "path": "/items/{id}"},
            ],
        })
    );
    assert_eq!(example["type"], "/errors#item_not_found");
    assert_eq!(example["detail"], "item 7 does not exist");
    // What any request may meet, and what an operation may.
    assert_eq!(entry(&catalogue, "not_found")["anywhere"], true);
    assert_eq!(entry(&catalogue, "http_405")["anywhere"], true);
    assert_eq!(entry(&catalogue, "internal_error")["status"], 500);
    assert_eq!(
        entry(&catalogue, "validation_error")["operations"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert_eq!(entry(&catalogue, "hidden_code"), Value::Null);
}

#[test]
fn people_read_a_page() {
    let client = TestClient::new(app()).blocking();
    let response = client
        .get("/errors")
        .header("accept", "text/html,*/*;q=0.8")
        .send();
    assert_eq!(
        response.headers()["content-type"],
        "text/html; charset=utf-8"
    );
    let policy = response.headers()["content-security-policy"]
        .to_str()
        .unwrap();
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    let page = response.text();
    assert!(page.contains("<section id=\"item_not_found\">"));
    assert!(page.contains("&lt;b&gt;none&lt;/b&gt;") && !page.contains("<b>none"));
    assert!(page.contains("<code>DELETE /items/{id}</code>"));
}

#[test]
fn problems_lead_to_their_entry() {
    let client = TestClient::new(app()).blocking();
    let kind = |path: &str| client.get(path).send().json::<Value>()["type"].clone();
    assert_eq!(kind("/items/3"), "/errors#item_not_found");
    assert_eq!(kind("/items/99999999999"), "/errors#validation_error");
    assert_eq!(kind("/nowhere"), "/errors#not_found");
    assert_eq!(kind("/odd"), "about:blank");
}

#[test]
fn a_mounted_application_has_its_own() {
    let client = TestClient::new(App::new().mount("/api v1", app())).blocking();
    let problem: Value = client.get("/api%20v1/items/3").send().json();
    assert_eq!(problem["type"], "/api%20v1/errors#item_not_found");
    let catalogue: Value = client.get("/api%20v1/errors").send().json();
    assert_eq!(entry(&catalogue, "item_not_found")["status"], 404);
}

#[test]
fn it_moves_and_goes() {
    let moved = TestClient::new(app().errors_path(Some("/problems"))).blocking();
    assert_eq!(moved.get("/problems").send().status(), 200);
    let problem: Value = moved.get("/errors").send().json();
    assert_eq!(problem["type"], "/problems#not_found");
    for app in [
        app().errors_path(None),
        app().openapi_errors(false),
        app().openapi_path(None),
    ] {
        let client = TestClient::new(app).blocking();
        let problem: Value = client.get("/errors").send().json();
        assert_eq!(problem["status"], 404);
        assert_eq!(problem["type"], "about:blank");
    }
}

#[get("/errors")]
async fn mine() -> Json<u8> {
    Json(1)
}

#[test]
fn its_path_is_taken() {
    let mistakes = App::new()
        .routes(routes![mine])
        .build()
        .unwrap_err()
        .to_string();
    assert!(
        mistakes.contains("`mine` answers `/errors`, where the documentation is: give it another path, or move the documentation with `.errors_path(...)`"),
        "{mistakes}"
    );
    assert!(
        App::new()
            .routes(routes![mine])
            .errors_path(None)
            .build()
            .is_ok()
    );
}

#[test]
fn the_format_decides_what_examples_look_like() {
    let client = TestClient::new(app().error_format(Uniform)).blocking();
    let catalogue: Value = client.get("/errors").send().json();
    assert_eq!(
        entry(&catalogue, "item_not_found")["example"]["code"],
        "item_not_found"
    );
}
