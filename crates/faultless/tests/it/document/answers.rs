//! What an operation answers, as the type of its return value tells it.

use faultless::openapi::ResponseDoc;
use faultless::prelude::*;
use faultless::response::{Html, Redirect};
use serde_json::{Value, json};

use super::{answer, document, document_at};

/// What is sold.
#[derive(Debug, Serialize, Deserialize, Model)]
struct Item {
    #[serde(rename(serialize = "fullName", deserialize = "name"))]
    name: String,
    #[field(gt = 0)]
    count: u32,
}

#[derive(Debug, Serialize, Deserialize, Model)]
struct Busy {
    until: u64,
}

#[derive(Debug, Serialize)]
struct NoModel {
    free: bool,
}

#[derive(Debug, thiserror::Error)]
#[error("no")]
struct No;

type Listed<T> = Result<(StatusCode, HeaderMap, Json<T>), No>;

#[get("/item")]
fn item() -> Json<Busy> {
    Json(Busy { until: 1 })
}

#[get("/items/{id}")]
fn items(id: u8) -> Listed<Vec<Busy>> {
    let _ = id;
    Err(No)
}

#[post("/items")]
fn sell(item: Item) -> Json<Item> {
    Json(item)
}

#[get("/free")]
fn free() -> Json<NoModel> {
    Json(NoModel { free: true })
}

#[get("/any")]
fn any() -> Json<Value> {
    Json(json!(1))
}

#[get("/checked", response_model = Vec<Busy>, status = 206)]
#[expect(clippy::unnecessary_wraps, reason = "its type is what is told")]
fn checked() -> Result<Json<Value>> {
    Ok(Json(json!([])))
}

#[get("/untold", response_model = None)]
fn untold() -> Json<Busy> {
    item()
}

#[get("/hidden")]
fn hidden() -> impl IntoResponse {
    ""
}

#[get("/text")]
#[expect(clippy::unnecessary_wraps, reason = "its type is what is told")]
fn text() -> Result<String> {
    Ok(String::new())
}

#[get("/page", response_description = "The page.")]
fn page() -> Html<&'static str> {
    Html("")
}

#[get("/raw")]
fn raw() -> Vec<u8> {
    Vec::new()
}

#[get("/nothing", status = 204)]
fn nothing() {}

#[get("/json_nothing", status = 304)]
fn json_nothing() -> Json<Busy> {
    item()
}

#[get("/away")]
fn away() -> Redirect {
    Redirect::temporary("/")
}

#[get("/far", status = 302)]
fn far() -> Result<Redirect, No> {
    Err(No)
}

#[get("/events")]
fn events() -> EventStream {
    EventStream::new(futures_util::stream::empty::<Event>())
}

fn app() -> App {
    App::new().routes(routes![
        item,
        items,
        sell,
        free,
        any,
        checked,
        untold,
        hidden,
        text,
        page,
        raw,
        nothing,
        json_nothing,
        away,
        far,
        events
    ])
}

fn schema(document: &Value, path: &str, status: &str, media_type: &str) -> Value {
    answer(document, path, status)["content"][media_type]["schema"].clone()
}

#[test]
fn the_type_of_the_return_value_is_the_schema() {
    let document = document(app());
    let busy = json!({"$ref": "#/components/schemas/Busy"});
    let json = |path: &str, status: &str| schema(&document, path, status, "application/json");
    assert_eq!(json("/item", "200"), busy);
    assert_eq!(
        json("/items/{id}", "200"),
        json!({"type": "array", "items": busy, "title": "Response Items Items  Id  Get"})
    );
    assert_eq!(
        json("/checked", "206"),
        json!({"type": "array", "items": busy, "title": "Response Checked Checked Get"})
    );
    for path in ["/free", "/any", "/untold", "/hidden"] {
        assert_eq!(json(path, "200"), json!({}), "{path}");
    }
}

#[test]
fn what_is_written_otherwise_than_read_is_told_twice() {
    let document = document(app());
    let schemas = &document["components"]["schemas"];
    assert_eq!(schemas["Item-Input"]["required"], json!(["name", "count"]));
    assert_eq!(
        schemas["Item-Output"]["required"],
        json!(["fullName", "count"])
    );
    let sell = &document["paths"]["/items"]["post"];
    let [body, answer] = [&sell["requestBody"], &sell["responses"]["200"]]
        .map(|content| content["content"]["application/json"]["schema"]["$ref"].clone());
    assert_eq!(body, "#/components/schemas/Item-Input");
    assert_eq!(answer, "#/components/schemas/Item-Output");

    let once = super::document(app().separate_schemas(false));
    assert!(once["components"]["schemas"]["Item"].is_object());
}

#[test]
fn text_has_its_media_type() {
    let document = document(app());
    let text = json!({"type": "string"});
    for (path, media_type) in [
        ("/text", "text/plain"),
        ("/page", "text/html"),
        ("/events", "text/event-stream"),
    ] {
        assert_eq!(schema(&document, path, "200", media_type), text, "{path}");
    }
    assert_eq!(
        schema(&document, "/raw", "200", "application/octet-stream")["format"],
        "binary"
    );
    assert_eq!(
        answer(&document, "/page", "200")["description"],
        "The page."
    );
}

#[test]
fn what_has_no_body_has_no_content() {
    let document = document(app());
    let bare = json!({"description": "Successful Response"});
    for (path, status) in [
        ("/nothing", "204"),
        ("/json_nothing", "304"),
        ("/away", "307"),
        ("/far", "302"),
    ] {
        let answers = &document["paths"][path]["get"]["responses"];
        assert_eq!(*answers, json!({ status: bare }), "{path}");
    }
}

#[test]
fn a_request_that_may_not_be_valid_is_a_422() {
    let document = document(app());
    assert_eq!(
        *answer(&document, "/items/{id}", "422"),
        json!({
            "description": "Validation Error",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/HTTPValidationError"}}},
        })
    );
    assert_eq!(*answer(&document, "/item", "422"), Value::Null);
    let schemas = &document["components"]["schemas"];
    assert_eq!(
        schemas["HTTPValidationError"]["properties"]["detail"]["items"],
        json!({"$ref": "#/components/schemas/ValidationError"})
    );
    assert_eq!(
        schemas["ValidationError"]["required"],
        json!(["loc", "msg", "type"])
    );
}

#[test]
fn with_errors_the_success_stays() {
    let document = document_at(app(), "/openapi.json");
    let busy = json!({"$ref": "#/components/schemas/Busy"});
    assert_eq!(schema(&document, "/item", "200", "application/json"), busy);
    assert!(answer(&document, "/items/{id}", "422").is_object());
}

/// A model that has the name of one of the document's own.
#[derive(Debug, Serialize, Deserialize, Model)]
struct ValidationError {
    own: bool,
}

#[post("/own")]
fn own(error: ValidationError) -> Json<ValidationError> {
    Json(error)
}

#[test]
fn models_may_have_the_names_of_the_documents_own() {
    let document = document(App::new().routes(routes![own]));
    let operation = &document["paths"]["/own"]["post"];
    let reference = |content: &Value| {
        let reference = content["content"]["application/json"]["schema"]["$ref"].clone();
        reference.as_str().unwrap().replace('#', "")
    };
    let body = document
        .pointer(&reference(&operation["requestBody"]))
        .unwrap();
    assert!(body["properties"]["own"].is_object());
    let invalid = reference(&operation["responses"]["422"]);
    let invalid = document.pointer(&invalid).unwrap();
    let issue = invalid["properties"]["detail"]["items"]["$ref"].as_str();
    let issue = document.pointer(&issue.unwrap().replace('#', "")).unwrap();
    assert!(issue["properties"]["loc"].is_object());
}

#[get(
    "/documented",
    responses(
        404 = "Not here",
        CONFLICT = ("In use", Busy),
        418 = Vec<Busy>,
        200 = ("Found", Item),
        "5XX" = "Try again",
        default = "Anything",
    )
)]
fn documented(id: u8) -> Json<Busy> {
    let _ = id;
    item()
}

#[get("/plain")]
fn plain() -> Json<Busy> {
    item()
}

#[test]
fn answers_are_documented_by_operations_routers_and_the_application() {
    let inner = Router::new()
        .response(404, "Not in here")
        .response(409, ResponseDoc::new("Later").model::<Busy>())
        .routes(routes![documented, plain]);
    let app = App::new()
        .response(503, ResponseDoc::plain())
        .response(404, "Nowhere")
        .include(Router::new().include(inner));
    let document = document(app);
    let answers = &document["paths"]["/documented"]["get"]["responses"];
    let busy = json!({"$ref": "#/components/schemas/Busy"});
    let json = |description: &str, schema: Value| json!({"description": description, "content": {"application/json": {"schema": schema}}});
    assert_eq!(
        *answers,
        json!({
            "200": json("Found", json!({"$ref": "#/components/schemas/Item"})),
            "404": {"description": "Not here"},
            "409": json("In use", busy.clone()),
            "418": json("I'm a Teapot", json!({"type": "array", "items": busy, "title": "Response 418 Documented Documented Get"})),
            "503": {"description": "Service Unavailable"},
            "5XX": {"description": "Try again"},
            // It tells of a 422 as well.
            "default": {"description": "Anything"},
        })
    );
    let plain = &document["paths"]["/plain"]["get"]["responses"];
    assert_eq!(plain["404"], json!({"description": "Not in here"}));
    assert_eq!(plain["409"]["description"], "Later");
    assert_eq!(plain["422"], Value::Null);
}
