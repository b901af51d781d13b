//! What an application says of itself.

use faultless::openapi::{Contact, ExternalDocs, License, Server, Tag};
use faultless::prelude::*;
use serde_json::{Value, json};

use super::{document, document_at};

#[get("/a/{id:int}", tags = ["a"])]
fn read_a(id: u8) -> Json<u8> {
    Json(id)
}

#[operation("/b", methods = ["GET", "POST", "PURGE"], operation_id = "the_b")]
fn read_b(name: String) -> Json<String> {
    Json(name)
}

#[options("/b_")]
fn __odd_name_(body: Vec<u8>) -> Json<u8> {
    Json(body.first().copied().unwrap_or_default())
}

fn app() -> App {
    App::new().routes(routes![read_a, read_b, __odd_name_])
}

#[test]
fn an_application_tells_of_itself() {
    let app = app()
        .title("Shop")
        .version("2.0.0")
        .summary("A shop")
        .description("Sells *things*.")
        .terms_of_service("https://example.org/terms")
        .contact(
            Contact::new()
                .name("Ann")
                .url("https://example.org")
                .email("ann@example.org"),
        )
        .license(License::spdx("MIT"))
        .server("https://one.example.org")
        .server(
            Server::new("https://{where}.example.org")
                .description("Elsewhere")
                .variable("where", "eu", ["eu", "us"]),
        )
        .tag_info(Tag::new("b"))
        .tag_info(
            Tag::new("a")
                .description("All that is an a.")
                .external_docs(ExternalDocs::new("https://example.org/a").description("More")),
        )
        .external_docs(ExternalDocs::new("https://example.org/docs"));
    let document = document(app);
    assert_eq!(
        document["info"],
        json!({
            "title": "Shop", "version": "2.0.0", "summary": "A shop", "description": "Sells *things*.",
            "termsOfService": "https://example.org/terms",
            "contact": {"name": "Ann", "url": "https://example.org", "email": "ann@example.org"},
            "license": {"name": "MIT", "identifier": "MIT"},
        })
    );
    assert_eq!(
        document["servers"],
        json!([
            {"url": "https://one.example.org"},
            {"url": "https://{where}.example.org", "description": "Elsewhere", "variables": {"where": {"default": "eu", "enum": ["eu", "us"]}}},
        ])
    );
    assert_eq!(
        document["tags"],
        json!([
            {"name": "b"},
            {"name": "a", "description": "All that is an a.", "externalDocs": {"url": "https://example.org/a", "description": "More"}},
        ])
    );
    assert_eq!(
        document["externalDocs"],
        json!({"url": "https://example.org/docs"})
    );
}

#[test]
fn a_licence_has_an_identifier_or_a_page() {
    let app = app().license(License::new("Ours").url("https://example.org/licence"));
    assert_eq!(
        document(app)["info"]["license"],
        json!({"name": "Ours", "url": "https://example.org/licence"})
    );
}

#[test]
fn a_mount_is_a_server() {
    let inner = || {
        app()
            .openapi_errors(false)
            .server("/far")
            .server("https://example.org")
    };
    let middle = App::new().openapi_errors(false).mount("/in", inner());
    let outer = App::new()
        .openapi_errors(false)
        .mount("/far", inner())
        .mount("/out", middle)
        .include(Router::new().prefix("/of/{who}").mount("/api/", inner()));
    let servers = |path: &str| document_at(outer.clone(), path)["servers"].clone();
    assert_eq!(
        servers("/out/in/openapi.json"),
        json!([{"url": "/out/in"}, {"url": "/far"}, {"url": "https://example.org"}])
    );
    // Named already.
    assert_eq!(
        servers("/far/openapi.json"),
        json!([{"url": "/far"}, {"url": "https://example.org"}])
    );
    assert_eq!(
        servers("/of/me/api/openapi.json")[0],
        json!({"url": "/of/{who}/api", "variables": {"who": {"default": "who"}}})
    );
    assert_eq!(servers("/openapi.json"), Value::Null);
}

#[test]
fn ids_are_made_of_name_path_and_method() {
    let document = document(app());
    let paths = &document["paths"];
    assert_eq!(paths["/a/{id}"]["get"]["operationId"], "read_a_a__id__get");
    assert_eq!(paths["/b"]["get"]["operationId"], "the_b");
    // One id is one operation's.
    assert_eq!(paths["/b"]["post"]["operationId"], "the_b_post");
    assert_eq!(paths["/b_"]["options"]["summary"], "  Odd Name ");
    assert_eq!(paths["/b_"]["options"].get("requestBody"), None);
}

#[test]
fn ids_may_be_made_otherwise() {
    let app = app().operation_ids(|operation| {
        let tag = operation.tags.first().unwrap_or(&"none");
        format!(
            "{tag}.{}.{}.{}",
            operation.name, operation.method, operation.path
        )
    });
    let document = document(app);
    let paths = &document["paths"];
    assert_eq!(
        paths["/a/{id}"]["get"]["operationId"],
        "a.read_a.GET./a/{id}"
    );
    assert_eq!(paths["/b"]["get"]["operationId"], "the_b");
}

#[test]
fn methods_that_openapi_does_not_know_stand_apart() {
    let document = document(app());
    let others = &document["paths"]["/b"]["x-additionalOperations"];
    assert_eq!(others["PURGE"]["operationId"], "the_b_purge");
    assert_eq!(document["paths"]["/b"].get("purge"), None);
}

#[test]
fn routers_are_hidden_or_deprecated_as_a_whole() {
    #[get("/c", deprecated)]
    fn read_c() {}
    let app = App::new()
        .routes(routes![read_c])
        .include(
            Router::new()
                .hidden()
                .include(Router::new().routes(routes![read_b])),
        )
        .include(Router::new().deprecated().routes(routes![read_a]));
    let document = document(app);
    let paths = document["paths"].as_object().unwrap();
    assert!(!paths.contains_key("/b"));
    assert_eq!(paths["/a/{id}"]["get"]["deprecated"], true);
    assert_eq!(paths["/c"]["get"]["deprecated"], true);
}

#[test]
fn hooks_change_the_document_in_turn() {
    let app = app()
        .openapi_hook(|document| document["info"]["x-logo"] = json!("/logo.svg"))
        .openapi_hook(|document| {
            let logo = document["info"]["x-logo"].clone();
            document["info"]["x-again"] = logo;
        });
    assert_eq!(document(app)["info"]["x-again"], "/logo.svg");
}
