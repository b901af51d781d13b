//! Prefixes, mounts, and the paths of the documentation.

use faultless::prelude::*;
use serde_json::json;

use super::{BY_ID, FILE, at, by_id, items, mistakes};

#[test]
fn a_prefix_without_its_slash() {
    let line = line!() + 1;
    let app = App::new().include(Router::new().prefix("shop").routes(routes![items]));
    assert_eq!(
        mistakes(app),
        [at(
            file!(),
            line,
            "the prefix `shop` does not start with a slash: write `/shop`"
        )]
    );
}

#[test]
fn a_prefix_with_a_slash_at_its_end() {
    let line = line!() + 1;
    let app = App::new().include(Router::new().prefix("/shop/").routes(routes![items]));
    assert_eq!(
        mistakes(app),
        [at(
            file!(),
            line,
            "the prefix `/shop/` ends with a slash, and every path starts with one: write `/shop`"
        )]
    );
}

#[test]
fn a_prefix_that_is_one_slash() {
    let line = line!() + 1;
    let app = App::new().include(Router::new().prefix("/").routes(routes![items]));
    assert_eq!(
        mistakes(app),
        [at(
            file!(),
            line,
            "the prefix `/` is one slash, and every path starts with one: leave it out"
        )]
    );
}

#[test]
fn braces_of_a_prefix() {
    for (prefix, why) in [
        (
            "/shops/{shop_id",
            "the path `/shops/{shop_id` has a brace without its other: write `{name}` or `{name:convertor}`",
        ),
        (
            "/shops/{*rest}",
            "the path `/shops/{*rest}` has `{*rest}`: the rest of a path is written `{rest:path}`",
        ),
        (
            "/shops/{id:number}",
            "the path `/shops/{id:number}` has a convertor `number`: there are `str`, `path`, `int`, `float` and `uuid`",
        ),
        (
            "/shops/{}",
            "the path `/shops/{}` has a parameter named ``: a name is letters, digits and `_`, as the argument's",
        ),
        (
            "/{id}/{id}",
            "the path `/{id}/{id}` names `id` twice: give each parameter a name of its own",
        ),
    ] {
        // Told once, where the router is made, and not for every path inside.
        let line = line!() + 1;
        let shop = Router::new().prefix(prefix).routes(routes![items, by_id]);
        assert_eq!(
            mistakes(App::new().include(shop)),
            [at(file!(), line, why)],
            "{prefix}"
        );
    }
}

#[test]
fn more_parameters_than_a_path_can_have() {
    let prefix =
        |count: usize| (0..count).fold(String::new(), |path, n| format!("{path}/{{p{n}}}"));
    let app =
        |prefix: &str| App::new().include(Router::new().prefix(prefix).routes(routes![items]));
    assert!(app(&prefix(25)).build().is_ok());
    assert!(app(&(prefix(25) + "/{rest:path}")).build().is_ok());
    let many = prefix(26);
    let why = format!(
        "the path `{many}` has parameters in 26 segments, and 25 are the most: take some of them from the query"
    );
    let line = line!() + 1;
    let shop = Router::new().prefix(&*many).routes(routes![items]);
    assert_eq!(
        mistakes(App::new().include(shop)),
        [at(file!(), line, &why)]
    );
}

#[test]
fn a_name_in_the_prefix_and_in_the_path() {
    let app = App::new().include(Router::new().prefix("/{item_id}").routes(routes![by_id]));
    let message = "the path `/{item_id}/{item_id}` names `item_id` twice: give each parameter a name of its own";
    assert_eq!(mistakes(app), [at(FILE, BY_ID, message)]);
}

#[get("")]
async fn the_prefix_itself() -> &'static str {
    "itself"
}

#[test]
fn an_empty_path_without_a_prefix() {
    let line = line!() + 1;
    let app = App::new().routes(routes![the_prefix_itself]);
    assert_eq!(
        mistakes(app),
        [at(
            file!(),
            line,
            "`the_prefix_itself` has an empty path and no prefix around it: write `/`"
        )]
    );
    let router = Router::new()
        .prefix("/shop")
        .routes(routes![the_prefix_itself]);
    assert_eq!(mistakes(App::new().include(router)), [""; 0]);
}

#[test]
fn the_path_of_a_mount() {
    let line = line!() + 3;
    let app = App::new()
        .routes(routes![items])
        .mount("shop", App::new())
        .mount("/{shop", App::new());
    assert_eq!(
        mistakes(app),
        [
            at(
                file!(),
                line,
                "the path `shop/` does not start with a slash: write `/shop/`"
            ),
            at(
                file!(),
                line + 1,
                "the path `/{shop/` has a brace without its other: write `{name}` or `{name:convertor}`"
            ),
        ]
    );
}

#[test]
fn the_paths_of_the_documentation() {
    let line = line!() + 1;
    let app = App::new()
        .openapi_path(Some("openapi.json"))
        .docs_path(Some("docs"))
        .redoc_path(Some("/redoc/{version}"))
        .oauth2_redirect_path(Some("/back?#"));
    assert_eq!(
        mistakes(app),
        [
            at(
                file!(),
                line,
                "the documentation's path `docs` does not start with a slash: write `/docs`"
            ),
            at(
                file!(),
                line,
                "the documentation's path `/back?#` has a `?` in it: write a path without parameters and query"
            ),
            at(
                file!(),
                line,
                "the documentation's path `/redoc/{version}` has a `{` in it: write a path without parameters and query"
            ),
            at(
                file!(),
                line,
                "the documentation's path `openapi.json` does not start with a slash: write `/openapi.json`"
            ),
        ]
    );
}

#[test]
fn two_pages_of_the_documentation_on_one_path() {
    let line = line!() + 1;
    let app = App::new()
        .docs_path(Some("/spec"))
        .redoc_path(Some("/spec"))
        .openapi_path(Some("/spec/start.js"));
    let mistakes = mistakes(app);
    for told in [
        "two of the documentation's pages are at `/spec`: move one with `.docs_path(...)` or `.redoc_path(...)`",
        "two of the documentation's pages are at `/spec/start.js`: move one with `.docs_path(...)` or `.openapi_path(...)`",
    ] {
        assert!(mistakes.contains(&at(file!(), line, told)), "{mistakes:?}");
    }
}

#[get("/redoc")]
async fn own_redoc() {}

#[get("/docs/oauth2-redirect")]
async fn own_redirect() {}

#[get("/signed-in")]
async fn signed_in() {}

#[test]
fn an_operation_where_the_documentation_is() {
    let app = App::new()
        .routes(routes![own_redoc, own_redirect, signed_in])
        .oauth2_redirect_path(Some("/signed-in"));
    let told: Vec<String> = mistakes(app)
        .iter()
        .map(|told| told.split_once(": ").unwrap().1.to_owned())
        .collect();
    assert_eq!(
        told,
        [
            "`own_redoc` answers `/redoc`, where the documentation is: give it another path, or move the documentation with `.redoc_path(...)`",
            "`signed_in` answers `/signed-in`, where the documentation is: give it another path, or move the documentation with `.oauth2_redirect_path(...)`",
        ]
    );
    let app = App::new().routes(routes![own_redirect]);
    assert_eq!(mistakes(app).len(), 1);
}

#[test]
fn settings_that_swagger_ui_does_not_know() {
    let line = line!() + 3;
    let app = App::new()
        // The place of each is that of the method that was called.
        .swagger_ui_parameters(json!({
            "deepLinking": false,
            "doc_expansion": "none",
            "dom_id": "#other",
            "fancy": true,
            "layout": "StandaloneLayout",
            "onComplete": "alert(1)",
            "validatorUrl": "https://validator.example",
        }))
        .swagger_ui_init_oauth(json!({ "clientId": "x", "client_secret": "x" }))
        .swagger_ui_init_oauth("hush");
    let mistakes = mistakes(app);
    let told: Vec<&str> = mistakes
        .iter()
        .map(|told| told.split_once(": ").unwrap().1)
        .collect();
    assert_eq!(mistakes[0], at(file!(), line, told[0]));
    assert_eq!(
        told[..2],
        [
            "Swagger UI knows no parameter `doc_expansion`: write `docExpansion`",
            "the parameter `dom_id` is the page's own: leave it out"
        ]
    );
    assert!(
        told[2].starts_with("Swagger UI knows no parameter `fancy`: it knows deepLinking, "),
        "{}",
        told[2]
    );
    assert_eq!(
        told[3..],
        [
            "there is no layout \"StandaloneLayout\" here: write \"BaseLayout\", or leave it out",
            "the parameter `onComplete` takes what JSON cannot hold: leave it out, or serve a page of your own",
            "the page asks no other host for a validator: leave `validatorUrl` out",
            "Swagger UI knows no OAuth 2 setting `client_secret`: write `clientSecret`",
            "`.swagger_ui_init_oauth(...)` takes an object, such as `serde_json::json!({...})` makes: it was given another value",
        ]
    );
}

#[derive(Debug, Serialize, Deserialize, Model)]
struct Page {
    limit: u32,
}

#[derive(Debug, Serialize, Deserialize, Model)]
struct Book {
    title: String,
    first: Page,
}

const PAGES: u32 = line!() + 2;
#[get("/pages/{page}")]
async fn pages(page: Path<Page>) -> Json<u32> {
    Json(page.limit)
}

const BOOKS: u32 = line!() + 2;
#[get("/books")]
async fn books(book: Query<Book>) -> String {
    book.0.title
}

#[test]
fn a_model_from_a_source_of_single_values() {
    let told = mistakes(App::new().routes(routes![pages, books]));
    assert_eq!(told.len(), 2, "{told:?}");
    let place = format!("{}:{PAGES}: in `pages`, `page` reads a `", file!());
    assert!(told[0].starts_with(&place), "{told:?}");
    let rest = "Page` from the path, which holds single values: take each of its fields as an argument of its own";
    assert!(told[0].ends_with(rest), "{told:?}");
    let place = format!("{}:{BOOKS}: in `books`, `book` reads a `", file!());
    assert!(told[1].starts_with(&place), "{told:?}");
    let rest = "Book` from the query, where each field is one value or a list, and its field `first` is an object: take that from a JSON body";
    assert!(told[1].ends_with(rest), "{told:?}");
}

const WORDS: u32 = line!() + 2;
#[get("/words")]
async fn words(#[query(pattern = "[a-")] word: String) -> Json<String> {
    Json(word)
}

#[test]
fn a_pattern_that_is_none() {
    let told = mistakes(App::new().routes(routes![words]));
    assert_eq!(told.len(), 1, "{told:?}");
    let place = format!(
        "{}:{WORDS}: in `words`, a rule of `word` cannot be: ",
        file!()
    );
    assert!(
        told[0].starts_with(&place) && told[0].contains("[a-"),
        "{told:?}"
    );
}
