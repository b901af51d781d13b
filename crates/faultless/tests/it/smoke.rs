//! One application with a little of everything.

use faultless::prelude::*;
use faultless::response::Response;
use serde_json::{Value, json};

#[derive(Debug, Serialize, Deserialize, Model)]
struct NewItem {
    #[field(min_length = 1, max_length = 80)]
    name: String,
    #[field(gt = 0)]
    price: f64,
    #[serde(default)]
    tags: Vec<String>,
}

#[derive(Debug, thiserror::Error, Raise)]
enum StockError {
    #[error("only {left} left")]
    #[raise(status = 409, code = "out_of_stock", header("Retry-After" = left))]
    Short { left: u32 },
}

#[derive(Debug, thiserror::Error, Raise)]
enum ShopError {
    #[error("item {0} does not exist")]
    #[raise(status = 404, code = "item_not_found")]
    ItemNotFound(u64),
    #[error(transparent)]
    Stock(#[from] StockError),
}

/// Who is calling.
#[dependency]
async fn caller(authorization: Header<Option<String>>) -> Result<String> {
    let Some(name) = authorization.0 else {
        raise!(UNAUTHORIZED, "who are you")
    };
    Ok(name)
}

/// Read one item.
#[get("/items/{item_id}")]
async fn read_item(
    item_id: u64,
    #[query(max_length = 5)] q: Option<String>,
    user_agent: Header<Option<String>>,
    shop: State<String>,
    method: Method,
    request: &Request,
) -> Result<Json<Value>, ShopError> {
    if item_id == 7 {
        return Err(StockError::Short { left: 3 }.into());
    }
    if item_id > 9 {
        raise!(ShopError::ItemNotFound(item_id));
    }
    Ok(Json(
        json!({"id": item_id, "q": q, "agent": user_agent.0, "shop": *shop, "method": method.as_str(), "path": request.path()}),
    ))
}

#[post("/items", status = 201)]
async fn create_item(item: NewItem, who: Depends<caller>) -> Result<Json<Value>> {
    ensure!(
        item.name != "taken",
        CONFLICT,
        "an item named {} exists",
        item.name
    );
    Ok(Json(json!({"item": item, "by": *who})))
}

#[get("/text")]
fn text() -> &'static str {
    "plain"
}

#[get("/boom")]
async fn boom() -> Json<u8> {
    panic!("boom {}", 1)
}

#[get("/fails")]
async fn fails() -> Result<Response> {
    let number: u8 = "x".parse()?;
    Ok(Json(number).into_response())
}

fn app() -> App {
    App::new()
        .state("corner".to_owned())
        .routes(routes![read_item, create_item, text, boom, fails])
}

#[tokio::test]
async fn a_little_of_everything() {
    let client = TestClient::new(app());
    let response = client
        .get("/items/5?q=a%20b")
        .header("user-agent", "me")
        .send()
        .await;
    assert_eq!(
        response.json::<Value>(),
        json!({"id": 5, "q": "a b", "agent": "me", "shop": "corner", "method": "GET", "path": "/items/5"})
    );
    let response = client.get("/items/x?q=abcdef").send().await;
    assert_eq!(response.status(), 422);
    let body: Value = response.json();
    assert_eq!(body["detail"][0]["loc"], json!(["path", "item_id"]));
    assert_eq!(body["detail"][1]["loc"], json!(["query", "q"]));
    let response = client.get("/items/10").send().await;
    assert_eq!(
        (response.status().as_u16(), response.text()),
        (404, r#"{"detail":"item 10 does not exist"}"#.to_owned())
    );
    let response = client.get("/items/7").send().await;
    assert_eq!(
        (response.status().as_u16(), response.text()),
        (409, r#"{"detail":"only 3 left"}"#.to_owned())
    );
    assert_eq!(response.header("retry-after"), Some("3"));
    let response = client
        .post("/items")
        .json(&json!({"name": "", "price": 0}))
        .send()
        .await;
    assert_eq!(response.status(), 401);
    let response = client
        .post("/items")
        .header("authorization", "ann")
        .json(&json!({"name": "", "price": "0"}))
        .send()
        .await;
    assert_eq!(response.status(), 422, "{response:?}");
    assert_eq!(
        response.json::<Value>()["detail"].as_array().unwrap().len(),
        2,
        "{response:?}"
    );
    let response = client
        .post("/items")
        .header("authorization", "ann")
        .json(&json!({"name": "taken", "price": "1"}))
        .send()
        .await;
    assert_eq!(
        (response.status().as_u16(), response.text()),
        (409, r#"{"detail":"an item named taken exists"}"#.to_owned())
    );
    let response = client
        .post("/items")
        .header("authorization", "ann")
        .json(&json!({"name": "n", "price": "1"}))
        .send()
        .await;
    assert_eq!(response.status(), 201);
    for path in ["/boom", "/fails"] {
        let response = client.get(path).send().await;
        assert_eq!(
            (response.status().as_u16(), response.text().as_str()),
            (500, "Internal Server Error")
        );
        assert!(response.header("x-request-id").is_some());
    }
    assert_eq!(client.get("/text").send().await.text(), "plain");
    assert_eq!(
        client.post("/text").send().await.header("allow"),
        Some("GET")
    );
    assert_eq!(
        client.get("/text/").send().await.header("location"),
        Some("http://testserver/text")
    );
}
