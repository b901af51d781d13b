//! `28_routers`: prefixes, dependencies of routers, nesting, and the order of routes.

use faultless::model::Integer;
use faultless::prelude::*;

#[dependency(raises(FORBIDDEN = "wrong app key"))]
fn app_key(#[query(min_length = 3)] app_key: String) -> Result<()> {
    ensure!(app_key == "main", FORBIDDEN, "wrong app key");
    Ok(())
}

#[dependency(raises(BAD_REQUEST = "wrong router token"))]
fn router_token(x_token: Header<String>) -> Result<()> {
    ensure!(*x_token == "router", BAD_REQUEST, "wrong router token");
    Ok(())
}

#[dependency(raises(CONFLICT = "flag is down"))]
fn route_flag(flag: bool) -> Result<()> {
    ensure!(flag, CONFLICT, "flag is down");
    Ok(())
}

#[get("/")]
fn list_items() -> Json<[&'static str; 2]> {
    Json(["a", "b"])
}

#[derive(Debug, Serialize)]
struct Item {
    item_id: Integer,
}

#[get("/{item_id}", raises(NOT_FOUND = "no such item"))]
fn read_item(item_id: Integer) -> Result<Json<Item>> {
    ensure!(item_id <= 9.into(), NOT_FOUND, "no such item");
    Ok(Json(Item { item_id }))
}

#[derive(Debug, Serialize)]
struct Written {
    written: Integer,
}

#[put("/{item_id}", dependencies = [route_flag], tags = ["change"], responses(409 = "Flag is down"))]
fn write_item(item_id: Integer) -> Json<Written> {
    Json(Written { written: item_id })
}

#[derive(Debug, Serialize)]
struct Leaf {
    n: Integer,
    depth: Integer,
}

#[get("/leaf/{n}")]
fn leaf(n: Integer, #[query(default = 2.into())] depth: Integer) -> Json<Leaf> {
    Json(Leaf { n, depth })
}

#[derive(Debug, Serialize)]
struct Scope {
    scope: String,
}

#[get("/scope")]
fn read_scope(scope: Path<String>) -> Json<Scope> {
    Json(Scope { scope: scope.0 })
}

#[get("/ping")]
fn ping() -> Json<&'static str> {
    Json("pong")
}

#[get("/order/fixed")]
fn order_fixed() -> Json<&'static str> {
    Json("fixed")
}

#[derive(Debug, Serialize)]
struct Named {
    name: String,
}

#[get("/order/{name}")]
fn order_name(name: String) -> Json<Named> {
    Json(Named { name })
}

// Never reached: the route above matches first.
#[get("/order/late")]
fn order_late() -> Json<&'static str> {
    Json("late")
}

pub(super) fn app() -> App {
    let items = Router::new()
        .prefix("/items")
        .tag("items")
        .response(404, "Not here")
        .dependency::<router_token>()
        .routes(routes![list_items, read_item, write_item]);
    let inner = Router::new().prefix("/inner").routes(routes![leaf]);
    let outer = Router::new()
        .prefix("/outer/{scope}")
        .routes(routes![read_scope])
        .include(inner);
    let open = || Router::new().routes(routes![ping]);
    // Dependencies run the application's first, then the router's, then the route's.
    App::new()
        .title("routers")
        .dependency::<app_key>()
        .include(items)
        .include(outer)
        .include(open())
        .include(open().prefix("/v2").tag("second"))
        .routes(routes![order_fixed, order_name, order_late])
}
