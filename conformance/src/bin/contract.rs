//! Serves, at `HOST` and `PORT`, an application whose document holds all that one can: for `.ci/contract`, which has it
//! checked.

use faultless::openapi::{Contact, ExternalDocs, License, ResponseDoc, Server, Tag};
use faultless::prelude::*;
use faultless::response::{Html, Redirect};
use serde_json::json;

/// What is sold.
#[derive(Debug, Serialize, Deserialize, Model)]
struct Item {
    #[serde(rename(serialize = "fullName", deserialize = "name"))]
    #[field(min_length = 1, examples = ["nut"])]
    name: String,
    #[field(gt = 0, le = 1000)]
    count: u32,
    parts: Vec<Item>,
}

#[derive(Debug, Serialize, Deserialize, Model)]
struct Busy {
    until: u64,
}

#[derive(Debug, thiserror::Error, Raise)]
enum ItemError {
    #[error("there is no item {0}")]
    #[raise(status = 404, code = "item_unknown")]
    Unknown(u64),
    #[error("the item is in use")]
    #[raise(status = 409, header("retry-after" = 3))]
    Busy,
}

#[security_scheme]
fn bearer() -> HttpBearer {
    HttpBearer::new()
}

/// The client is told that something was sold.
#[post("{$request.query.callback_url}/sold/{id}", responses(410 = "Not wanted any more"))]
fn item_sold(id: u64, item: Item) -> Json<Busy> {
    Json(Busy {
        until: id + u64::from(item.count),
    })
}

/// Replace an item.
#[put(
    "/items/{id}",
    status = 202,
    dependencies = [bearer],
    callbacks = [item_sold],
    responses(409 = ("In use", Busy), 418 = Vec<Busy>, "5XX" = "Try again"),
    response_description = "As it is now.",
    openapi_extra = json!({"x-cost": 3, "externalDocs": {"url": "https://example.org/items"}}),
    deprecated
)]
fn replace_item(
    id: u64,
    #[query(examples = ["https://example.org"])] callback_url: Option<String>,
    #[header(openapi_examples = json!({"german": {"value": "de"}}))] x_locale: Option<String>,
    #[cookie(deprecated, default)] visits: u32,
    #[body(openapi_examples = json!({"nut": {"summary": "A nut", "value": {"name": "nut", "count": 1, "parts": []}}}))]
    item: Item,
) -> Result<(StatusCode, Json<Item>), ItemError> {
    match (id, visits, callback_url, x_locale) {
        (0, ..) => Err(ItemError::Unknown(id)),
        (_, 0, ..) => Err(ItemError::Busy),
        _ => Ok((StatusCode::ACCEPTED, Json(item))),
    }
}

#[operation("/any/{rest:path}", methods = ["GET", "HEAD", "OPTIONS", "PURGE"], operation_id = "any")]
fn any(rest: String, #[query(ge = 1, le = 9)] level: Option<i64>) -> Json<Vec<Option<i64>>> {
    Json(vec![level; rest.len().min(3)])
}

#[post("/upload")]
async fn upload(#[form] title: String, file: UploadFile) -> Result<Vec<u8>> {
    drop(title);
    Ok(file.bytes().await?.to_vec())
}

#[get("/page")]
fn page() -> Html<&'static str> {
    Html("<p>hi</p>")
}

#[get("/away")]
fn away() -> Redirect {
    Redirect::temporary("/page")
}

#[delete("/gone", status = 204)]
fn gone() {}

/// Something was sold.
#[post("/new-sale")]
fn new_sale(item: Item) {
    drop(item);
}

fn app(title: &'static str) -> App {
    App::new()
        .title(title)
        .version("2.0.0")
        .summary("All that a document can hold")
        .description("*Everything*.")
        .terms_of_service("https://example.org/terms")
        .contact(Contact::new().name("Ann").email("ann@example.org"))
        .license(License::spdx("MIT"))
        .server(Server::new("https://{where}.example.org").variable("where", "eu", ["eu", "us"]))
        .tag_info(Tag::new("items").description("What is sold."))
        .external_docs(ExternalDocs::new("https://example.org/docs"))
        .response(503, ResponseDoc::plain())
        .webhooks(routes![new_sale])
        .routes(routes![any, upload, page, away, gone])
        .include(Router::new().tag("items").routes(routes![replace_item]))
}

#[tokio::main]
async fn main() -> Result<()> {
    app("Everything")
        .error_format(Uniform)
        .mount("/plain", app("Without errors").openapi_errors(false))
        .mount("/problem/{who}", app("Problems").error_format(Problem))
        .serve()
        .await
}
