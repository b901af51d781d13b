//! `05_query_models`: a whole query string as one model.

use faultless::model::Integer;
use faultless::prelude::*;

#[derive(Debug, Serialize, Model)]
#[serde(rename_all = "lowercase")]
#[model(literal)]
enum OrderBy {
    Created,
    Updated,
}

#[derive(Debug, Serialize, Model)]
#[serde(default)]
struct Filter {
    #[field(gt = 0, le = 100)]
    limit: Integer,
    #[field(ge = 0)]
    offset: Integer,
    order_by: OrderBy,
    tags: Vec<String>,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            limit: 100.into(),
            offset: 0.into(),
            order_by: OrderBy::Created,
            tags: Vec::new(),
        }
    }
}

#[derive(Debug, Serialize, Model)]
#[serde(deny_unknown_fields)]
struct Strict {
    #[serde(default = "ten")]
    #[field(gt = 0, le = 50)]
    limit: Integer,
    name: Option<String>,
}

fn ten() -> Integer {
    10.into()
}

#[derive(Debug, Serialize, Model)]
struct Need {
    first: Integer,
    #[field(min_length = 2)]
    second: String,
}

#[derive(Debug, Serialize, Model)]
struct Aliased {
    #[serde(rename = "pageSize", default = "twenty")]
    page_size: Integer,
    #[serde(rename = "$sort", default = "id")]
    sort: String,
}

fn twenty() -> Integer {
    20.into()
}

fn id() -> String {
    "id".to_owned()
}

#[get("/filter", response_model = None)]
fn filter_(Query(f): Query<Filter>) -> Json<Filter> {
    Json(f)
}

#[get("/strict", response_model = None)]
fn strict(#[query] f: Strict) -> Json<Strict> {
    Json(f)
}

#[get("/need", response_model = None)]
fn need(#[query] f: Need) -> Json<Need> {
    Json(f)
}

#[get("/aliased", response_model = None)]
fn aliased(#[query] f: Aliased) -> Json<Aliased> {
    Json(f)
}

/// The app.
pub(super) fn app() -> App {
    App::new()
        .title("query models")
        .routes(routes![filter_, strict, need, aliased])
}
