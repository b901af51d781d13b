//! Response models: what is checked, what is left out, and what becomes of an answer that breaks its model.

use std::collections::BTreeMap;

use faultless::model::{Integer, Limits};
use faultless::prelude::*;
use serde_json::{Value, json};

use crate::logs::during;

#[derive(Serialize, Model)]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_field_names,
    reason = "a name of two words, to be renamed"
)]
struct Part {
    #[serde(default)]
    part_name: String,
    #[serde(default = "one")]
    count: u8,
    note: Option<String>,
}

fn one() -> u8 {
    1
}

#[derive(Serialize, Model)]
struct Item {
    name: String,
    #[serde(default = "price")]
    price: f32,
    #[serde(default, rename = "firstPart")]
    first: Option<Part>,
    #[serde(default)]
    parts: Vec<Part>,
    #[serde(default)]
    by_place: BTreeMap<String, Option<Part>>,
    #[serde(default)]
    pair: Option<(Part, u8)>,
    #[serde(default, alias = "labels")]
    tags: Vec<Option<String>>,
}

fn price() -> f32 {
    0.1
}

fn given() -> Json<Value> {
    Json(json!({
        "name": "n",
        "secret": "s",
        "firstPart": {"note": null, "secret": "s"},
        "parts": [{"partName": "a"}, {"count": 1, "note": "b"}],
        "by_place": {"shelf": {"count": 2}, "floor": null},
        "pair": [{"count": 3}, 4],
        "labels": [null],
    }))
}

macro_rules! answers {
    ($($name:ident $path:literal $(, $word:ident $(= $value:expr)?)*;)*) => {$(
        #[get($path, response_model = Item $(, $word $(= $value)?)*)]
        fn $name() -> Json<Value> {
            given()
        }
    )*};
}
answers! {
    whole "/whole";
    unset "/unset", response_model_exclude_unset;
    none "/none", response_model_exclude_none = true;
    defaults "/defaults", response_model_exclude_defaults;
    all "/all", response_model_exclude_unset, response_model_exclude_none, response_model_exclude_defaults;
    off "/off", response_model_exclude_unset = false, response_model_by_alias = true;
    by_ident "/by-ident", response_model_by_alias = false, response_model_exclude_unset;
    include "/include", response_model_include = ["name", "first"], response_model_exclude_unset;
    exclude "/exclude", response_model_exclude = ["first", "parts", "by_place", "pair"];
    both "/both", response_model_include = ["name", "price"], response_model_exclude = ["name"];
}

async fn answer(path: &str) -> Value {
    let app = App::new().routes(routes![
        whole, unset, none, defaults, all, off, by_ident, include, exclude, both
    ]);
    let response = TestClient::new(app).get(path).send().await;
    assert_eq!(response.status(), 200, "{path}: {}", response.text());
    response.json()
}

fn expected_whole() -> Value {
    json!({
        "name": "n",
        "price": 0.1,
        "firstPart": {"partName": "", "count": 1, "note": null},
        "parts": [
            {"partName": "a", "count": 1, "note": null},
            {"partName": "", "count": 1, "note": "b"},
        ],
        "by_place": {"floor": null, "shelf": {"partName": "", "count": 2, "note": null}},
        "pair": [{"partName": "", "count": 3, "note": null}, 4],
        "tags": [null],
    })
}

#[tokio::test]
async fn without_words_the_model_is_sent() {
    assert_eq!(answer("/whole").await, expected_whole());
    assert_eq!(answer("/off").await, expected_whole());
}

#[tokio::test]
async fn what_the_handler_did_not_set_is_left_out_at_any_depth() {
    let expected = json!({
        "name": "n",
        "firstPart": {"note": null},
        "parts": [{"partName": "a"}, {"count": 1, "note": "b"}],
        "by_place": {"floor": null, "shelf": {"count": 2}},
        "pair": [{"count": 3}, 4],
        "tags": [null],
    });
    assert_eq!(answer("/unset").await, expected);
}

#[tokio::test]
async fn nulls_are_left_out_of_models_and_stay_in_lists_and_maps() {
    let expected = json!({
        "name": "n",
        "price": 0.1,
        "firstPart": {"partName": "", "count": 1},
        "parts": [{"partName": "a", "count": 1}, {"partName": "", "count": 1, "note": "b"}],
        "by_place": {"floor": null, "shelf": {"partName": "", "count": 2}},
        "pair": [{"partName": "", "count": 3}, 4],
        "tags": [null],
    });
    assert_eq!(answer("/none").await, expected);
}

#[tokio::test]
async fn defaults_are_left_out_at_any_depth() {
    let expected = json!({
        "name": "n",
        "firstPart": {},
        "parts": [{"partName": "a"}, {"note": "b"}],
        "by_place": {"floor": null, "shelf": {"count": 2}},
        "pair": [{"count": 3}, 4],
        "tags": [null],
    });
    assert_eq!(answer("/defaults").await, expected);
    let expected = json!({
        "name": "n",
        "firstPart": {},
        "parts": [{"partName": "a"}, {"note": "b"}],
        "by_place": {"floor": null, "shelf": {"count": 2}},
        "pair": [{"count": 3}, 4],
        "tags": [null],
    });
    assert_eq!(answer("/all").await, expected);
}

#[tokio::test]
async fn names_in_rust_at_any_depth() {
    let expected = json!({
        "name": "n",
        "first": {"note": null},
        "parts": [{"part_name": "a"}, {"count": 1, "note": "b"}],
        "by_place": {"floor": null, "shelf": {"count": 2}},
        "pair": [{"count": 3}, 4],
        "tags": [null],
    });
    assert_eq!(answer("/by-ident").await, expected);
}

#[tokio::test]
async fn fields_are_named_by_their_names_in_rust() {
    let expected = json!({"name": "n", "firstPart": {"note": null}});
    assert_eq!(answer("/include").await, expected);
    let expected = json!({"name": "n", "price": 0.1, "tags": [null]});
    assert_eq!(answer("/exclude").await, expected);
    assert_eq!(answer("/both").await, json!({"price": 0.1}));
}

#[get("/list", response_model = Vec<Part>, response_model_include = ["part_name"])]
fn list() -> Json<Value> {
    Json(json!([{"partName": "a", "count": 3}, {}]))
}

#[get("/maybe", response_model = Option<Part>, response_model_exclude = ["note"])]
fn maybe(there: bool) -> Json<Option<Part>> {
    Json(there.then(|| Part {
        part_name: "a".to_owned(),
        count: 3,
        note: None,
    }))
}

#[tokio::test]
async fn names_reach_into_lists_and_options() {
    let client = TestClient::new(App::new().routes(routes![list, maybe]));
    let sent = |path| client.get(path).send();
    assert_eq!(
        sent("/list").await.text(),
        r#"[{"partName":"a"},{"partName":""}]"#
    );
    assert_eq!(
        sent("/maybe?there=1").await.text(),
        r#"{"partName":"a","count":3}"#
    );
    assert_eq!(sent("/maybe?there=0").await.text(), "null");
}

#[derive(Serialize, Model)]
struct Size {
    #[serde(default, rename = "widthMm")]
    width: u8,
    depth: Option<u8>,
}

/// A list of its own name.
#[derive(Serialize, Model)]
#[serde(transparent)]
struct Boxes(Vec<Size>);

#[derive(Serialize, Model)]
struct Flat {
    id: u8,
    #[serde(flatten)]
    size: Size,
    #[serde(flatten)]
    extra: BTreeMap<String, Value>,
    #[serde(default = "no_boxes")]
    boxes: Boxes,
}

fn no_boxes() -> Boxes {
    Boxes(Vec::new())
}

fn flat_value() -> Json<Value> {
    Json(json!({"id": 1, "depth": null, "other": null, "boxes": [{"widthMm": 0}, {"depth": 2}]}))
}

#[get("/flat", response_model = Flat, response_model_exclude_unset, response_model_by_alias = false)]
fn flat_unset() -> Json<Value> {
    flat_value()
}

#[get("/flat-none", response_model = Flat, response_model_exclude_none, response_model_exclude_defaults)]
fn flat_none() -> Json<Value> {
    flat_value()
}

#[get("/flat-size", response_model = Flat, response_model_include = ["size"])]
fn flat_size() -> Json<Value> {
    flat_value()
}

#[get("/flat-extra", response_model = Flat, response_model_exclude = ["size", "boxes"])]
fn flat_extra() -> Json<Value> {
    flat_value()
}

#[tokio::test]
async fn flattened_fields_are_fields_like_any_others() {
    let app = App::new().routes(routes![flat_unset, flat_none, flat_size, flat_extra]);
    let client = TestClient::new(app);
    for (path, sent) in [
        (
            "/flat",
            json!({"id": 1, "depth": null, "other": null, "boxes": [{"width": 0}, {"depth": 2}]}),
        ),
        (
            "/flat-none",
            json!({"id": 1, "other": null, "boxes": [{}, {"depth": 2}]}),
        ),
        ("/flat-size", json!({"widthMm": 0, "depth": null})),
        ("/flat-extra", json!({"id": 1, "other": null})),
    ] {
        let response = client.get(path).send().await;
        assert_eq!(
            response.json::<Value>(),
            sent,
            "{path}: {}",
            response.text()
        );
    }
}

#[derive(Serialize, Model)]
struct Big {
    number: Integer,
    also: f64,
}

#[get("/big", response_model = Big)]
fn big() -> Json<Big> {
    let number = Integer("1180591620717411303424".parse().unwrap());
    Json(Big {
        number,
        also: 1e300,
    })
}

#[get("/big-filtered", response_model = Big, response_model_exclude_none)]
fn big_filtered() -> Json<Big> {
    big()
}

#[tokio::test]
async fn numbers_of_any_size_survive() {
    let client = TestClient::new(App::new().routes(routes![big, big_filtered]));
    for path in ["/big", "/big-filtered"] {
        let response = client.get(path).send().await;
        assert_eq!(
            response.text(),
            r#"{"number":1180591620717411303424,"also":1e+300}"#
        );
    }
}

type Headed = (StatusCode, [(&'static str, &'static str); 1], Json<Value>);

#[post("/headed", status = 201, response_model = Part, response_model_exclude_unset)]
fn headed(fails: bool) -> Result<Headed> {
    ensure!(!fails, CONFLICT, "there already");
    let part = Json(json!({"count": 2, "other": 1}));
    Ok((StatusCode::ACCEPTED, [("x-made", "yes")], part))
}

#[post("/created", status = 201, response_model = Part, response_model_exclude_unset)]
fn created() -> ([(&'static str, &'static str); 1], Json<Value>) {
    ([("x-made", "yes")], Json(json!({"count": 2})))
}

#[tokio::test]
async fn status_and_headers_stand_around_what_is_checked() {
    let client = TestClient::new(App::new().routes(routes![headed, created]));
    let response = client.post("/headed?fails=0").send().await;
    assert_eq!(response.status(), 202);
    assert_eq!(response.header("x-made"), Some("yes"));
    assert_eq!(response.text(), r#"{"count":2}"#);
    let response = client.post("/headed?fails=1").send().await;
    assert_eq!(
        (response.status().as_u16(), response.text()),
        (409, r#"{"detail":"there already"}"#.to_owned())
    );
    let response = client.post("/created").send().await;
    assert_eq!(response.status(), 201);
    assert_eq!(response.header("x-made"), Some("yes"));
    assert_eq!(response.text(), r#"{"count":2}"#);
}

#[derive(Serialize, Model)]
#[serde(deny_unknown_fields)]
struct User {
    login: String,
    #[field(secret)]
    token: String,
    groups: Vec<Group>,
}

#[derive(Serialize, Model)]
struct Group {
    id: u8,
}

/// A user whose `password` no model lets through.
#[get("/broken", response_model = User)]
fn broken() -> Json<Value> {
    Json(json!({
        "login": {"name": "hush"},
        "password": "hush",
        "groups": [{"key": "hush"}, ["hush"], {"id": 300, "key": "hush"}, {"id": 1}],
    }))
}

#[get("/broken-list", response_model = Vec<Group>)]
fn broken_list() -> Json<Vec<u16>> {
    Json(vec![300; 2000])
}

#[get("/broken-token", response_model = User)]
fn broken_token() -> Json<Value> {
    Json(json!({"login": "ann", "token": ["hush"], "groups": []}))
}

#[get("/no-json", response_model = Big)]
fn no_json() -> Json<BTreeMap<&'static str, f64>> {
    Json(BTreeMap::from([("number", 1.0), ("also", f64::NAN)]))
}

fn broken_app() -> App {
    App::new().routes(routes![broken, broken_list, broken_token, no_json])
}

#[tokio::test]
async fn an_answer_that_breaks_its_model_is_a_fault_of_the_server() {
    let client = TestClient::new(broken_app()).raise_server_exceptions(false);
    let (response, lines) = during(client.get("/broken").send()).await;
    assert_eq!(response.status(), 500);
    assert_eq!(
        response.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    assert_eq!(response.text(), "Internal Server Error");
    let log = lines.join("\n");
    assert!(log.contains("response -> groups -> 0 -> id"), "{log}");
    assert!(log.contains("Field required (type=missing)"), "{log}");
    assert!(!log.contains("hush"), "{log}");

    let (response, lines) = during(client.get("/no-json").send()).await;
    assert_eq!(
        (response.status().as_u16(), response.text()),
        (500, "Internal Server Error".to_owned())
    );
    assert!(
        lines
            .join("\n")
            .contains("JSON has no form for the number NaN")
    );
}

/// The issues as a handler that sends them on would.
async fn issues(app: App, path: &str) -> Vec<Value> {
    let app = app.exception_handler(|_: &Request, error: &ResponseValidationError| {
        (StatusCode::BAD_GATEWAY, Json(json!(error.issues())))
    });
    let response = TestClient::new(app).get(path).send().await;
    assert_eq!(response.status(), 502);
    response.json()
}

#[tokio::test]
async fn a_handler_sees_the_issues_and_not_what_the_model_keeps_back() {
    let told = issues(broken_app(), "/broken").await;
    let told: Vec<Value> = told
        .iter()
        .map(|issue| json!([issue["type"], issue["loc"], issue["input"]]))
        .collect();
    let mask = "**********";
    let groups = json!([{"key": mask}, mask, {"id": 300, "key": mask}, {"id": 1}]);
    assert_eq!(
        told,
        [
            json!(["string_type", ["response", "login"], mask]),
            json!(["missing", ["response", "token"], {"login": {"name": "hush"}, "password": mask, "groups": groups}]),
            json!(["missing", ["response", "groups", 0, "id"], {"key": mask}]),
            json!(["model_attributes_type", ["response", "groups", 1], mask]),
            json!(["less_than_equal", ["response", "groups", 2, "id"], 300]),
            json!(["extra_forbidden", ["response", "password"], mask]),
        ]
    );
    let told = issues(broken_app(), "/broken-token").await;
    assert_eq!(told[0]["input"], mask);
}

#[tokio::test]
async fn issues_are_bounded_as_those_of_a_request_are() {
    let mut limits = Limits::default();
    limits.issues = 2;
    // A limit on what clients nest is none on what is answered.
    limits.depth = 1;
    let told = issues(broken_app().limits(limits), "/broken-list").await;
    let kinds: Vec<&Value> = told.iter().map(|issue| &issue["type"]).collect();
    assert_eq!(
        kinds,
        [
            "model_attributes_type",
            "model_attributes_type",
            "too_many_issues"
        ]
    );
    assert_eq!(issues(broken_app(), "/broken-list").await.len(), 101);
}

mod names {
    use super::*;

    const WRONG: u32 = line!() + 2;
    #[get("/wrong", response_model = Vec<Part>, response_model_include = ["part_name", "nmae"], response_model_exclude = ["partName"])]
    fn wrong() -> Json<[u8; 0]> {
        Json([])
    }

    const SCALAR: u32 = line!() + 2;
    #[get("/scalar", response_model = BTreeMap<String, f64>, response_model_exclude = ["a"])]
    fn scalar() -> Json<()> {
        Json(())
    }

    #[test]
    fn a_name_that_no_field_has_is_told_when_the_application_is_built() {
        let mistakes: Vec<String> = App::new()
            .routes(routes![wrong, scalar])
            .build()
            .unwrap_err()
            .mistakes()
            .collect();
        let list = std::any::type_name::<Vec<Part>>();
        let map = std::any::type_name::<BTreeMap<String, f64>>();
        let file = file!();
        let known = "write some of `part_name`, `count`, `note`";
        assert_eq!(
            mistakes,
            [
                format!(
                    "{file}:{WRONG}: in `wrong`, `response_model_include` names `nmae`, which is no field of `{list}`: {known}"
                ),
                format!(
                    "{file}:{WRONG}: in `wrong`, `response_model_exclude` names `partName`, which is no field of `{list}`: {known}"
                ),
                format!(
                    "{file}:{SCALAR}: in `scalar`, `response_model_exclude` names fields, and `{map}` has none: take it away"
                ),
            ]
        );
    }
}
