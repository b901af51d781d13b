//! The pages that show the document: where they are, what they load, and what a browser lets them do.

use std::io::Read as _;

use faultless::prelude::*;
use faultless::security::{OAuth2AuthorizationCodeBearer, OAuth2PasswordBearer};
use faultless::{BlockingTestClient, TestResponse};
use serde_json::{Value, json};

#[get("/items/{item_id}")]
async fn read_item(item_id: u64) -> Json<u64> {
    Json(item_id)
}

fn client(app: App) -> BlockingTestClient {
    TestClient::new(app.routes(routes![read_item])).blocking()
}

/// What stands in an attribute, unescaped.
fn attributes<'p>(page: &'p str, before: &str) -> Vec<&'p str> {
    page.split(before)
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect()
}

/// The references of what a page loads.
fn loaded(page: &str) -> Vec<&str> {
    let mut references = attributes(page, "<script src=\"");
    references.extend(attributes(page, "<link rel=\"stylesheet\" href=\""));
    references
}

fn settings(page: &str) -> Value {
    let text = attributes(page, "data-settings=\"")[0];
    let text = text
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    serde_json::from_str(&text).unwrap()
}

/// The path that a browser makes of a reference in the page at `page`.
fn resolved(page: &str, reference: &str) -> String {
    let base = url::Url::parse(&format!("http://testserver{page}")).unwrap();
    base.join(reference).unwrap().path().to_owned()
}

fn policy(response: &TestResponse) -> Vec<&str> {
    let policy = response.header("content-security-policy").unwrap();
    policy.split("; ").collect()
}

fn unpacked(response: &TestResponse) -> String {
    let mut text = String::new();
    let mut decoder = flate2::read::GzDecoder::new(response.bytes().as_ref());
    decoder.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn each_page_loads_what_is_there() {
    let client = client(App::new().title("Shop"));
    for (path, title, wanted) in [
        (
            "/docs",
            "<title>Shop - Swagger UI</title>",
            "SwaggerUIBundle",
        ),
        ("/redoc", "<title>Shop - ReDoc</title>", "Redoc"),
    ] {
        let page = client.get(path).send();
        assert_eq!(page.status(), 200);
        assert_eq!(
            page.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        assert_eq!(page.header("cache-control"), Some("no-cache"));
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(page.header("referrer-policy"), Some("same-origin"));
        let page = page.text();
        assert!(page.contains(title), "{page}");
        let mut scripts = String::new();
        for reference in loaded(&page) {
            assert!(reference.starts_with("./"), "{reference}");
            let part = client.get(&resolved(path, reference)).send();
            assert_eq!(part.status(), 200, "{reference}");
            let kind = part.header("content-type").unwrap();
            assert!(
                kind == "text/javascript; charset=utf-8" || kind == "text/css; charset=utf-8",
                "{kind}"
            );
            scripts.push_str(&part.text());
        }
        assert!(scripts.contains(wanted));
        let openapi = settings(&page)["openapi"].as_str().unwrap().to_owned();
        let document = client.get(&resolved(path, &openapi)).send();
        assert_eq!(document.header("content-type"), Some("application/json"));
        assert_eq!(document.json::<Value>()["info"]["title"], "Shop");
    }
}

#[test]
fn a_page_may_run_its_own_scripts_and_ask_its_own_origin() {
    let client = client(App::new());
    assert_eq!(
        policy(&client.get("/docs").send()),
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "media-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    );
    let redoc = client.get("/redoc").send();
    let redoc = policy(&redoc);
    assert_eq!(redoc[..2], ["default-src 'none'", "script-src 'self'"]);
    assert_eq!(
        redoc[3..],
        [
            "worker-src blob:",
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    );
    assert!(
        redoc[2].starts_with("style-src 'self' 'sha256-"),
        "{}",
        redoc[2]
    );
    assert_eq!(
        policy(&client.get("/docs/oauth2-redirect").send()),
        [
            "default-src 'none'",
            "script-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    );
    // No page has a script or a style of its own in it.
    for path in ["/docs", "/redoc", "/docs/oauth2-redirect"] {
        let page = client.get(path).send().text();
        for open in page.split("<script").skip(1) {
            assert!(
                open.contains("></script>") && open.starts_with(" src=\""),
                "{page}"
            );
        }
        assert!(
            !page.contains("<style") && !page.contains("style=") && !page.contains("onload"),
            "{page}"
        );
    }
}

#[test]
fn tokens_may_be_fetched_where_the_document_says() {
    #[security_scheme]
    fn elsewhere() -> OAuth2AuthorizationCodeBearer {
        OAuth2AuthorizationCodeBearer::new(
            "https://login.example/authorize",
            "https://Login.example:8443/token",
        )
        .refresh_url("https://refresh.example/token")
    }
    #[security_scheme]
    fn here() -> OAuth2PasswordBearer {
        OAuth2PasswordBearer::new("token")
    }
    #[get("/a")]
    async fn a(_one: Depends<elsewhere>) {}
    #[get("/b")]
    async fn b(_one: Depends<here>) {}
    let client = TestClient::new(App::new().routes(routes![a, b])).blocking();
    assert!(
        policy(&client.get("/docs").send())
            .contains(&"connect-src 'self' https://login.example:8443 https://refresh.example")
    );
    assert!(policy(&client.get("/redoc").send()).contains(&"connect-src 'self'"));
}

#[test]
fn assets_are_sent_as_the_client_takes_them() {
    let client = client(App::new());
    let page = client.get("/docs").send().text();
    let script = resolved("/docs", loaded(&page)[0]);
    let plain = client.get(&script).send();
    assert_eq!(plain.header("content-encoding"), None);
    let packed = client
        .get(&script)
        .header("accept-encoding", "br, gzip")
        .send();
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert!(packed.bytes().len() * 3 < plain.bytes().len());
    assert!(unpacked(&packed) == plain.text());
    let refused = client
        .get(&script)
        .header("accept-encoding", "gzip;q=0")
        .send();
    assert_eq!(refused.header("content-encoding"), None);
    for response in [&plain, &packed, &refused] {
        assert_eq!(response.header("vary"), Some("accept-encoding"));
        assert_eq!(
            response.header("cache-control"),
            Some("public, max-age=31536000, immutable")
        );
    }
    assert_eq!(plain.header("etag"), refused.header("etag"));
    assert_ne!(plain.header("etag"), packed.header("etag"));
    // What stands at a path that stays is asked for again.
    let start = client.get("/docs/start.js").send();
    assert_eq!(start.header("cache-control"), Some("no-cache"));
    assert_eq!(start.header("vary"), None);
}

#[test]
fn what_a_client_has_is_not_sent_again() {
    let client = client(App::new());
    let page = client.get("/docs").send().text();
    let script = resolved("/docs", loaded(&page)[0]);
    for path in [
        "/docs",
        "/redoc",
        "/openapi.json",
        "/docs/start.js",
        &*script,
    ] {
        let whole = client.get(path).send();
        let tag = whole.header("etag").unwrap();
        for known in [
            tag.to_owned(),
            format!("\"other\", W/{tag}"),
            "*".to_owned(),
        ] {
            let response = client.get(path).header("if-none-match", &known).send();
            assert_eq!(response.status(), 304, "{path} {known}");
            assert_eq!(response.bytes().len(), 0);
            assert_eq!(response.header("etag"), Some(tag));
            assert_eq!(
                response.header("cache-control"),
                whole.header("cache-control")
            );
            assert_eq!(response.header("content-encoding"), None);
        }
        let other = client.get(path).header("if-none-match", "\"other\"").send();
        assert_eq!(other.status(), 200);
    }
    // The tag of one encoding says nothing of the other.
    let packed = client.get(&script).header("accept-encoding", "gzip").send();
    let tag = packed.header("etag").unwrap();
    assert_eq!(
        client
            .get(&script)
            .header("if-none-match", tag)
            .send()
            .status(),
        200
    );
}

#[test]
fn another_title_has_another_tag() {
    let tag = |title: &'static str| {
        let page = client(App::new().title(title)).get("/docs").send();
        page.header("etag").unwrap().to_owned()
    };
    assert_ne!(tag("one"), tag("two"));
    assert_eq!(tag("one"), tag("one"));
}

#[test]
fn only_get_and_head_are_answered() {
    let client = TestClient::new(App::new()).blocking();
    for path in [
        "/docs",
        "/docs/start.js",
        "/docs/oauth2-redirect",
        "/redoc",
        "/redoc/start.js",
        "/openapi.json",
    ] {
        let whole = client.get(path).send();
        let head = client.request(http::Method::HEAD, path).send();
        assert_eq!(head.status(), 200, "{path}");
        assert_eq!(head.bytes().len(), 0);
        for name in [
            "content-type",
            "etag",
            "cache-control",
            "content-security-policy",
        ] {
            assert_eq!(head.header(name), whole.header(name), "{path} {name}");
        }
        let posted = client.post(path).send();
        assert_eq!(
            (posted.status().as_u16(), posted.header("allow")),
            (405, Some("GET, HEAD"))
        );
        assert_eq!(posted.text(), r#"{"detail":"Method Not Allowed"}"#);
    }
}

#[test]
fn pages_are_switched_off() {
    let there = |app: App, paths: &[&str]| -> Vec<u16> {
        let client = client(app);
        paths
            .iter()
            .map(|path| client.get(path).send().status().as_u16())
            .collect()
    };
    let paths = [
        "/openapi.json",
        "/docs",
        "/docs/start.js",
        "/docs/oauth2-redirect",
        "/redoc",
        "/redoc/start.js",
    ];
    assert_eq!(there(App::new(), &paths), [200; 6]);
    assert_eq!(
        there(App::new().docs_path(None), &paths),
        [200, 404, 404, 404, 200, 200]
    );
    assert_eq!(
        there(App::new().redoc_path(None), &paths),
        [200, 200, 200, 200, 404, 404]
    );
    assert_eq!(
        there(App::new().oauth2_redirect_path(None), &paths),
        [200, 200, 200, 404, 200, 200]
    );
    assert_eq!(there(App::new().openapi_path(None), &paths), [404; 6]);
    let page = client(App::new().oauth2_redirect_path(None))
        .get("/docs")
        .send()
        .text();
    assert_eq!(settings(&page)["redirect"], Value::Null);
}

#[test]
fn pages_are_moved() {
    let app = App::new()
        .openapi_path(Some("/spec/v1/openapi.json"))
        .docs_path(Some("/internal/docs/"))
        .redoc_path(Some("/"))
        .oauth2_redirect_path(Some("/signed-in"));
    let client = client(app);
    for page in ["/internal/docs/", "/"] {
        let text = client.get(page).send().text();
        for reference in loaded(&text) {
            let path = resolved(page, reference);
            assert!(path.starts_with(page), "{path}");
            assert_eq!(client.get(&path).send().status(), 200, "{path}");
        }
        let settings = settings(&text);
        let at = |name: &str| resolved(page, settings[name].as_str().unwrap());
        assert_eq!(at("openapi"), "/spec/v1/openapi.json");
        assert_eq!(at("root"), "/");
        if page != "/" {
            assert_eq!(at("redirect"), "/signed-in");
        }
    }
    let redirect = client.get("/signed-in").send();
    assert_eq!(redirect.status(), 200);
    let script = resolved("/signed-in", loaded(&redirect.text())[0]);
    assert!(
        client
            .get(&script)
            .send()
            .text()
            .contains("swaggerUIRedirectOauth2")
    );
    for gone in ["/docs", "/redoc", "/openapi.json", "/docs/oauth2-redirect"] {
        assert_eq!(client.get(gone).send().status(), 404, "{gone}");
    }
    // As any other path, it is found without its slash.
    let redirected = client.get("/internal/docs").send();
    assert_eq!(
        redirected.header("location"),
        Some("http://testserver/internal/docs/")
    );
}

#[test]
fn the_pages_of_a_mounted_application_are_its_own() {
    #[get("/users")]
    async fn users() {}
    let inner = App::new().title("Inner").routes(routes![users]);
    let client = client(App::new().title("Outer").mount("/api", inner));
    for (page, title, root) in [
        ("/docs", "Outer", "/"),
        ("/redoc", "Outer", "/"),
        ("/api/docs", "Inner", "/api/"),
        ("/api/redoc", "Inner", "/api/"),
    ] {
        let text = client.get(page).send().text();
        assert!(text.contains(&format!("<title>{title} - ")), "{text}");
        let settings = settings(&text);
        let at = |name: &str| resolved(page, settings[name].as_str().unwrap());
        assert_eq!(at("root"), root);
        assert_eq!(settings["mount"], root.trim_end_matches('/'));
        let document: Value = client.get(&at("openapi")).send().json();
        assert_eq!(document["info"]["title"], title);
        // The page knows this server again, which behind a proxy is somewhere else.
        assert_eq!(
            document.pointer("/servers/0/url").is_some(),
            title == "Inner"
        );
        if title == "Inner" {
            assert_eq!(document["servers"][0]["url"], settings["mount"]);
        }
        for reference in loaded(&text) {
            let path = resolved(page, reference);
            assert!(path.starts_with(page), "{path}");
            assert_eq!(client.get(&path).send().status(), 200, "{path}");
        }
    }
    assert_eq!(client.get("/api/docs/oauth2-redirect").send().status(), 200);
}

#[test]
fn a_title_is_text_and_nothing_else() {
    let title = "</script></title><script>alert(1)</script>\"'&";
    let app = App::new()
        .title(title)
        .swagger_ui_parameters(json!({ "docExpansion": title }))
        .swagger_ui_init_oauth(json!({ "appName": title }));
    let client = client(app);
    for path in ["/docs", "/redoc"] {
        let page = client.get(path).send().text();
        assert!(!page.contains("<script>"), "{page}");
        assert_eq!(
            page.matches("</script>").count(),
            page.matches("<script src=").count()
        );
        assert!(
            page.contains("<title>&lt;/script&gt;&lt;/title&gt;"),
            "{page}"
        );
    }
    let settings = settings(&client.get("/docs").send().text());
    assert_eq!(settings["parameters"]["docExpansion"], title);
    assert_eq!(settings["oauth"]["appName"], title);
}

#[test]
fn what_swagger_ui_is_told_stands_in_its_page() {
    #[derive(serde::Serialize)]
    struct Parameters {
        #[serde(rename = "tryItOutEnabled")]
        try_it_out_enabled: bool,
    }

    let page = client(App::new()).get("/docs").send().text();
    assert_eq!(
        settings(&page),
        json!({
            "openapi": "./openapi.json",
            "root": "./",
            "mount": "",
            "redirect": "./docs/oauth2-redirect",
            "parameters": {},
            "oauth": null,
        })
    );
    let app = App::new()
        .swagger_ui_parameters(Parameters {
            try_it_out_enabled: true,
        })
        .swagger_ui_init_oauth(json!({ "clientId": "docs" }));
    let settings = settings(&client(app).get("/docs").send().text());
    assert_eq!(settings["parameters"], json!({ "tryItOutEnabled": true }));
    assert_eq!(settings["oauth"], json!({ "clientId": "docs" }));
}
