//! `14_cookie_header_models`: cookies and headers as models.

use faultless::model::Integer;
use faultless::prelude::*;

#[derive(Debug, Serialize, Model)]
struct Cookies {
    session_id: String,
    tracker: Option<String>,
    #[serde(default)]
    #[field(ge = 0)]
    visits: Integer,
}

#[derive(Debug, Serialize, Model)]
#[serde(deny_unknown_fields)]
struct StrictCookies {
    session_id: String,
    #[serde(default = "light")]
    theme: String,
}

fn light() -> String {
    "light".to_owned()
}

#[derive(Debug, Serialize, Model)]
struct Headers {
    x_request_kind: String,
    save_data: bool,
    if_modified_since: Option<String>,
    #[serde(default)]
    x_tag: Vec<String>,
}

#[derive(Debug, Serialize, Model)]
#[serde(deny_unknown_fields)]
struct LimitedHeaders {
    host: String,
    connection: Option<String>,
    #[serde(default)]
    x_only: Integer,
}

#[derive(Debug, Serialize, Model)]
struct RawHeaders {
    #[serde(default = "none")]
    plain_name: String,
}

fn none() -> String {
    "none".to_owned()
}

#[get("/cookies", response_model = None)]
fn cookies(c: Cookie<Cookies>) -> Json<Cookies> {
    Json(c.0)
}

#[get("/cookies-strict", response_model = None)]
fn cookies_strict(#[cookie] c: StrictCookies) -> Json<StrictCookies> {
    Json(c)
}

#[get("/headers", response_model = None)]
fn headers(h: Header<Headers>) -> Json<Headers> {
    Json(h.0)
}

#[get("/headers-strict", response_model = None)]
fn headers_strict(#[header] h: LimitedHeaders) -> Json<LimitedHeaders> {
    Json(h)
}

#[get("/headers-raw", response_model = None)]
fn headers_raw(#[header(convert_underscores = false)] h: RawHeaders) -> Json<RawHeaders> {
    Json(h)
}

/// The app.
pub(super) fn app() -> App {
    App::new().title("cookie and header models").routes(routes![
        cookies,
        cookies_strict,
        headers,
        headers_strict,
        headers_raw
    ])
}
