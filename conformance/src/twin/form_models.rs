//! `18_form_models`: a form as one model.

use faultless::model::Integer;
use faultless::prelude::*;

#[derive(Debug, Serialize, Model)]
struct Login {
    username: String,
    #[field(min_length = 4)]
    password: String,
    #[serde(default)]
    remember: bool,
    #[serde(default)]
    tags: Vec<String>,
}

#[derive(Debug, Serialize, Model)]
#[serde(deny_unknown_fields)]
struct Strict {
    username: String,
    age: Option<Integer>,
}

#[post("/login", response_model = None)]
fn login(data: Form<Login>) -> Json<Login> {
    Json(data.0)
}

#[post("/strict", response_model = None)]
fn strict(#[form] data: Strict) -> Json<Strict> {
    Json(data)
}

/// The app.
pub(super) fn app() -> App {
    App::new()
        .title("form models")
        .routes(routes![login, strict])
}
