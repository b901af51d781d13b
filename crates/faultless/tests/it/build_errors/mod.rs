//! Mistakes that are told when an application is built: all at once, each with the file and line that is to be mended.

mod bodies;
mod handlers;
mod paths;

use faultless::prelude::*;

/// The mistakes of an application that cannot be built.
fn mistakes(app: App) -> Vec<String> {
    match app.build() {
        Ok(_) => Vec::new(),
        Err(error) => error.mistakes().collect(),
    }
}

/// This file, where most of the operations are.
const FILE: &str = file!();

/// A mistake as it is told.
fn at(file: &str, line: u32, message: &str) -> String {
    format!("{file}:{line}: {message}")
}

const ITEMS: u32 = line!() + 2;
#[get("/items")]
async fn items() -> &'static str {
    "items"
}

const ITEMS_AGAIN: u32 = line!() + 2;
#[operation("/items", methods = ["PUT", "GET"])]
async fn items_again() -> &'static str {
    "items"
}

const BY_ID: u32 = line!() + 2;
#[get("/{item_id}")]
async fn by_id(item_id: u64) -> Json<u64> {
    Json(item_id)
}

const BY_NAME: u32 = line!() + 2;
#[get("/items/{name}")]
async fn by_name(name: String) -> String {
    name
}

#[get("/items/{item_id:int}")]
async fn by_number(item_id: u64) -> Json<u64> {
    Json(item_id)
}

#[test]
fn a_method_and_path_twice() {
    let app = App::new().routes(routes![items, items_again]);
    let message = format!(
        "`GET /items` is answered by `items` already, at {}:{ITEMS}: `items_again` would never run; give it another path or method",
        file!()
    );
    assert_eq!(mistakes(app), [at(file!(), ITEMS_AGAIN, &message)]);
    // The same one twice is no better.
    let app = App::new().routes(routes![items, items]);
    let message = format!(
        "`GET /items` is answered by `items` already, at {}:{ITEMS}: `items` would never run; give it another path or method",
        file!()
    );
    assert_eq!(mistakes(app), [at(file!(), ITEMS, &message)]);
}

#[test]
fn a_path_twice_through_routers_and_by_other_names() {
    let app = App::new()
        .include(Router::new().prefix("/items").routes(routes![by_id]))
        .routes(routes![by_name]);
    let message = format!(
        "`GET /items/{{name}}` is answered by `by_id` already, at {}:{BY_ID}: `by_name` would never run; give it another path or method",
        file!()
    );
    assert_eq!(mistakes(app), [at(file!(), BY_NAME, &message)]);
}

#[test]
fn paths_that_only_overlap_are_no_mistake() {
    let app = App::new().routes(routes![by_number, by_name, items]);
    assert_eq!(mistakes(app), [""; 0]);
}

struct Shop;

const IN_SHOP: u32 = line!() + 2;
#[get("/shop")]
async fn in_shop(shop: State<Shop>) -> &'static str {
    let _ = shop;
    "shop"
}

#[dependency]
async fn shopper(shop: State<Shop>) -> u64 {
    let _ = shop;
    1
}

const SHOPPING: u32 = line!() + 2;
#[get("/shopping")]
async fn shopping(shopper: Depends<shopper>) -> Json<u64> {
    Json(*shopper)
}

#[test]
fn a_state_that_is_missing() {
    let missing = |operation: &str| {
        format!(
            "`{operation}` takes `State<{}>`, which the application does not have: add `.state(...)` with a value of that type",
            std::any::type_name::<Shop>()
        )
    };
    let app = App::new().routes(routes![in_shop, shopping]);
    assert_eq!(
        mistakes(app),
        [
            at(file!(), IN_SHOP, &missing("in_shop")),
            at(file!(), SHOPPING, &missing("shopping"))
        ]
    );
    let app = App::new().state(Shop).routes(routes![in_shop, shopping]);
    assert_eq!(mistakes(app), [""; 0]);
}

#[test]
fn a_state_that_the_applications_dependency_misses() {
    let app = App::new().dependency::<shopper>().routes(routes![items]);
    let message = format!(
        "`items` takes `State<{}>`, which the application does not have: add `.state(...)` with a value of that type",
        std::any::type_name::<Shop>()
    );
    assert_eq!(mistakes(app), [at(file!(), ITEMS, &message)]);
}

#[test]
fn a_state_twice() {
    let line = line!() + 1;
    let app = App::new().state(1u64).state(2u64);
    let message = "there is a state of type `u64` already: wrap one of them in a type of its own";
    assert_eq!(mistakes(app), [at(file!(), line, message)]);
}

#[dependency]
async fn nothing() -> u64 {
    1
}

const OF_SHOP: u32 = line!() + 2;
#[get("/shops/{shop_id}")]
async fn of_shop(nothing: Depends<nothing>) -> Json<u64> {
    Json(*nothing)
}

#[dependency]
async fn shop_id(shop_id: u64) -> u64 {
    shop_id
}

#[get("/shops/{shop_id}")]
async fn by_dependency(shop_id: Depends<shop_id>) -> Json<u64> {
    Json(*shop_id)
}

#[derive(Deserialize, Model)]
struct Order {
    amount: u32,
}

const ORDERED: u32 = line!() + 2;
#[post("/orders/{order_id}")]
async fn ordered(order: Order) -> Json<u32> {
    Json(order.amount)
}

#[test]
fn a_parameter_in_the_path_that_nobody_takes() {
    // A dependency may take it, and a type of the user's may be an extractor: only the application knows.
    let app = App::new().routes(routes![of_shop, ordered]);
    assert_eq!(
        mistakes(app),
        [
            at(
                file!(),
                OF_SHOP,
                "`{shop_id}` in the path `/shops/{shop_id}` is taken by no argument of `of_shop`: add an argument `shop_id`, or take it out of the path"
            ),
            at(
                file!(),
                ORDERED,
                "`{order_id}` in the path `/orders/{order_id}` is taken by no argument of `ordered`: add an argument `order_id`, or take it out of the path"
            ),
        ]
    );
    assert_eq!(mistakes(App::new().routes(routes![by_dependency])), [""; 0]);
}

#[test]
fn a_parameter_in_the_prefix_is_nobodys_duty() {
    let shops = Router::new()
        .prefix("/shops/{shop_id}")
        .routes(routes![items]);
    assert_eq!(mistakes(App::new().include(shops)), [""; 0]);
}

const NOT_THERE: u32 = line!() + 2;
#[get("/things")]
async fn not_there(#[path] thing_id: u64, size: Path<u32>) -> Json<u64> {
    Json(thing_id + u64::from(*size))
}

#[test]
fn a_parameter_from_a_path_that_lacks_it() {
    let lacks = |path: &str, name: &str| {
        at(
            file!(),
            NOT_THERE,
            &format!(
                "`not_there` takes `{name}` from the path, and `{path}` has no `{{{name}}}`: add it to the path, or take it from elsewhere"
            ),
        )
    };
    let app = App::new().routes(routes![not_there]);
    assert_eq!(
        mistakes(app),
        [lacks("/things", "thing_id"), lacks("/things", "size")]
    );
    let sized = Router::new().prefix("/{size}").routes(routes![not_there]);
    assert_eq!(
        mistakes(App::new().include(sized)),
        [lacks("/{size}/things", "thing_id")]
    );
    let both = Router::new()
        .prefix("/{size}/{thing_id}")
        .routes(routes![not_there]);
    assert_eq!(mistakes(App::new().include(both)), [""; 0]);
}

#[test]
fn mistakes_of_a_mounted_application_are_told_too() {
    let shop = App::new().routes(routes![in_shop]);
    let message = format!(
        "`in_shop` takes `State<{}>`, which the application does not have: add `.state(...)` with a value of that type",
        std::any::type_name::<Shop>()
    );
    // Each application has a state of its own.
    let app = App::new().state(Shop).mount("/shop", shop);
    assert_eq!(mistakes(app), [at(file!(), IN_SHOP, &message)]);
}

#[test]
fn all_of_them_are_told_at_once() {
    let line = line!() + 1;
    let app = App::new().state(1u64).state(2u64);
    let app = app.routes(routes![items, items_again, in_shop, of_shop]);
    let error = app.build().err().unwrap();
    let told: Vec<String> = error.mistakes().collect();
    let places: Vec<String> = [line, ITEMS_AGAIN, IN_SHOP, OF_SHOP]
        .map(|line| format!("{}:{line}: ", file!()))
        .into();
    assert_eq!(told.len(), places.len(), "{told:#?}");
    for (told, place) in told.iter().zip(&places) {
        assert!(told.starts_with(place.as_str()), "{told} is not at {place}");
    }
    let whole = format!("the application cannot be built:\n  {}", told.join("\n  "));
    assert_eq!(error.to_string(), whole);
    assert_eq!(format!("{error:?}"), whole);
}

#[test]
#[should_panic(expected = "the application cannot be built:\n  ")]
fn a_service_of_it_cannot_be_had() {
    let _ = App::new().routes(routes![items, items]).into_service();
}
