//! `07_multi_body`: several body parameters, singular body values, and an embedded model.

use faultless::model::Integer;
use faultless::prelude::*;

#[derive(Debug, Serialize, Model)]
struct Item {
    name: String,
    price: f64,
}

#[derive(Debug, Serialize, Model)]
struct User {
    login: String,
    full_name: Option<String>,
}

#[derive(Debug, Serialize)]
struct Two {
    item_id: Integer,
    item: Item,
    user: User,
    q: Option<String>,
}

#[put("/two/{item_id}")]
fn two(
    #[path(ge = 0, le = 1000)] item_id: Integer,
    item: Item,
    user: User,
    q: Option<String>,
) -> Json<Two> {
    Json(Two {
        item_id,
        item,
        user,
        q,
    })
}

#[derive(Debug, Serialize)]
struct Three {
    item: Item,
    user: User,
    importance: Integer,
}

#[put("/three")]
fn three(item: Item, user: User, #[body(gt = 0)] importance: Integer) -> Json<Three> {
    Json(Three {
        item,
        user,
        importance,
    })
}

#[derive(Debug, Serialize)]
struct Optional {
    item: Option<Item>,
    user: Option<User>,
}

#[put("/optional")]
fn optional(item: Option<Item>, user: Option<User>) -> Json<Optional> {
    Json(Optional { item, user })
}

#[derive(Debug, Serialize)]
struct Embedded {
    item: Item,
}

#[put("/embed")]
fn embed(#[body(embed)] item: Item) -> Json<Embedded> {
    Json(Embedded { item })
}

#[derive(Debug, Serialize)]
struct Values {
    a: Integer,
    b: String,
    c: Option<Vec<Integer>>,
}

#[put("/values")]
fn values(
    #[body] a: Integer,
    #[body(min_length = 2, default = "dflt")] b: String,
    #[body] c: Option<Vec<Integer>>,
) -> Json<Values> {
    Json(Values { a, b, c })
}

#[derive(Debug, Serialize)]
struct Number {
    n: Integer,
}

#[put("/embed-int")]
fn embed_int(#[body(embed, ge = 1)] n: Integer) -> Json<Number> {
    Json(Number { n })
}

#[derive(Debug, Serialize)]
struct Aliased {
    item: Item,
    n: Integer,
}

#[put("/aliased")]
fn aliased(
    #[body(alias = "the-item", embed)] item: Item,
    #[body(alias = "N", default)] n: Integer,
) -> Json<Aliased> {
    Json(Aliased { item, n })
}

/// The app.
pub(super) fn app() -> App {
    App::new().title("multi body").routes(routes![
        two, three, optional, embed, values, embed_int, aliased
    ])
}
