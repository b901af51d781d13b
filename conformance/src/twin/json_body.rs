//! `06_json_body`: one JSON body model, and bodies of other top-level types.

use faultless::model::{
    Field, Input, Integer, Invalid, Kind, Reader, Rules, Schema, Schemas, Shape,
};
use faultless::prelude::*;

#[derive(Debug, Serialize, Model)]
struct Item {
    name: String,
    price: f64,
    note: Option<String>,
    #[serde(default = "one")]
    qty: Integer,
}

fn one() -> Integer {
    1.into()
}

#[derive(Debug, Model)]
struct Node {
    #[expect(dead_code, reason = "it is read and not looked at")]
    v: Integer,
    next: Option<Box<Node>>,
}

/// Anything at all, with numbers of any size.
#[derive(Debug, Serialize)]
#[serde(transparent)]
struct Any(Input<'static>);

impl Field for Any {
    const SHAPE: Shape = Shape::Object;

    fn read(input: &Input<'_>, _: &Rules, _: &mut Reader<'_>) -> Result<Self, Invalid> {
        Ok(Self(input.clone().into_owned()))
    }
}

/// Anything under names, in their order.
#[derive(Debug, Serialize)]
#[serde(transparent)]
struct Dict(Any);

impl Field for Dict {
    const SHAPE: Shape = Shape::Object;

    fn schema(schemas: &mut Schemas, rules: &Rules) -> Schema {
        Schema::map(Any::schema(schemas, rules))
    }

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        match input {
            Input::Object(_) => Any::read(input, rules, reader).map(Self),
            other => Err(reader.refuse(Kind::DictType, other)),
        }
    }
}

impl Dict {
    fn keys(&self) -> Vec<String> {
        match &self.0.0 {
            Input::Object(entries) => entries.iter().map(|(key, _)| key.to_string()).collect(),
            _ => Vec::new(),
        }
    }
}

#[derive(Debug, Serialize)]
struct Of<T> {
    item: T,
}

#[post("/item", raises(unplanned))]
fn create(item: Item) -> Json<Of<Item>> {
    Json(Of { item })
}

#[derive(Debug, Serialize)]
struct Replaced {
    item_id: Integer,
    q: Option<String>,
    #[serde(flatten)]
    item: Item,
}

#[put("/item/{item_id}")]
fn replace(item_id: Integer, item: Item, q: Option<String>) -> Json<Replaced> {
    Json(Replaced { item_id, q, item })
}

#[post("/optional")]
fn optional(item: Option<Item>) -> Json<Of<Option<Item>>> {
    Json(Of { item })
}

#[derive(Debug, Serialize)]
struct Payload<T> {
    payload: T,
}

#[post("/any")]
fn any_(#[body] payload: Any) -> Json<Payload<Any>> {
    Json(Payload { payload })
}

#[derive(Debug, Serialize)]
struct Keyed {
    keys: Vec<String>,
    payload: Dict,
}

#[post("/dict")]
fn dict_(payload: Dict) -> Json<Keyed> {
    let keys = payload.keys();
    Json(Keyed { keys, payload })
}

#[derive(Debug, Serialize)]
struct Sum {
    sum: i128,
}

#[post("/list")]
fn list_(payload: Vec<Integer>) -> Json<Sum> {
    let numbers = payload
        .iter()
        .filter_map(|number| number.to_string().parse::<i128>().ok());
    Json(Sum { sum: numbers.sum() })
}

#[derive(Debug, Serialize)]
struct Names {
    n: usize,
    names: Vec<String>,
}

#[post("/items")]
fn items(payload: Vec<Item>) -> Json<Names> {
    Json(Names {
        n: payload.len(),
        names: payload.into_iter().map(|item| item.name).collect(),
    })
}

#[post("/int")]
fn int_(#[body] payload: Integer) -> Json<Payload<Integer>> {
    Json(Payload { payload })
}

#[post("/str")]
fn str_(#[body] payload: String) -> Json<Payload<String>> {
    Json(Payload { payload })
}

#[derive(Debug, Serialize)]
struct Depth {
    depth: usize,
}

#[post("/node")]
fn node(root: Node) -> Json<Depth> {
    let (mut depth, mut node) = (1, &root);
    while let Some(next) = &node.next {
        depth += 1;
        node = next;
    }
    Json(Depth { depth })
}

#[derive(Debug, Serialize)]
struct Done {
    ok: bool,
}

#[post("/no-body")]
fn no_body() -> Json<Done> {
    Json(Done { ok: true })
}

#[derive(Debug, Serialize)]
struct Deleted {
    deleted: String,
}

#[delete("/item")]
fn delete(item: Item) -> Json<Deleted> {
    Json(Deleted { deleted: item.name })
}

/// A value that knows whether it was sent.
#[derive(Debug)]
struct Sent<T>(Option<T>);

impl<T> Sent<T> {
    fn is_unset(&self) -> bool {
        self.0.is_none()
    }
}

impl<T: Serialize> Serialize for Sent<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<T: Field> Field for Sent<T> {
    const SHAPE: Shape = T::SHAPE;

    fn read(input: &Input<'_>, rules: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        T::read(input, rules, reader).map(|value| Self(Some(value)))
    }

    fn absent() -> Option<Self> {
        Some(Self(None))
    }
}

#[derive(Debug, Serialize, Model)]
struct Change {
    name: String,
    price: f64,
    #[serde(skip_serializing_if = "Sent::is_unset")]
    note: Sent<Option<String>>,
    #[serde(skip_serializing_if = "Sent::is_unset")]
    qty: Sent<Integer>,
}

#[patch("/item", response_model = None)]
fn patch(item: Change) -> Json<Change> {
    Json(item)
}

/// The same endpoint in an app that reads a body without a content type as JSON.
fn loose() -> App {
    App::new()
        .title("loose")
        .openapi_path(None)
        .strict_content_type(false)
        .routes(routes![create])
}

/// The app.
pub(super) fn app() -> App {
    App::new()
        .title("json body")
        .routes(routes![
            create, replace, optional, any_, dict_, list_, items, int_, str_, node, no_body,
            delete, patch
        ])
        .mount("/loose", loose())
}
