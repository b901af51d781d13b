//! The OpenAPI document of an application of 500 operations, each with a model for its body and three parameters.

mod operations;

use faultless::{App, Router, TestClient};
use serde_json::Value;

use crate::measure::Way;

/// How often the routes are included.
const TIMES: usize = 5;

/// How many operations that makes.
pub const OPERATIONS: usize = 500;

/// The application, with its document or without, and with errors in it or without.
pub fn app(documented: bool, errors: bool) -> App {
    let app = App::new()
        .openapi_path(documented.then_some("/openapi.json"))
        .docs_path(None)
        .redoc_path(None)
        .openapi_errors(errors);
    (0..TIMES).fold(app, |app, part| {
        let router = Router::new()
            .prefix(format!("/part{part}"))
            .tag("parts")
            .routes(operations::routes());
        app.include(router)
    })
}

/// How many operations the document tells of.
fn counted(document: &Value) -> usize {
    let paths = document
        .get("paths")
        .and_then(Value::as_object)
        .into_iter()
        .flatten();
    paths
        .filter_map(|(_, item)| item.as_object())
        .map(serde_json::Map::len)
        .sum()
}

/// Checks that the document is the one that is meant.
///
/// # Errors
/// What is wrong with it.
pub fn smoke() -> Result<(), String> {
    let client = TestClient::new(app(true, false)).blocking();
    let document: Value = client.get("/openapi.json").send().json();
    let operation = document.pointer("/paths/~1part0~1things0~1{id}/put");
    let member = |name: &str| operation.and_then(|operation| operation.get(name));
    let parameters = member("parameters")
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    let counts = (counted(&document), parameters);
    if counts != (OPERATIONS, 3) || member("requestBody").is_none() {
        return Err(format!("there are {counts:?} operations and parameters"));
    }
    Ok(())
}

/// Measures and prints.
///
/// # Errors
/// When the document is not the one that is meant.
pub fn run(rounds: usize) -> Result<(), String> {
    smoke()?;
    let build = |documented: bool, errors: bool| {
        Box::new(move || usize::from(app(documented, errors).build().is_ok()))
    };
    let mut ways = [
        Way::new("without a document", build(false, false)),
        Way::new("with FastAPI's document", build(true, false)),
        Way::new("with errors in the document", build(true, true)),
    ];
    for _ in 0..rounds.max(1) {
        ways.iter_mut().for_each(Way::sample);
    }
    println!("building an application of {OPERATIONS} operations:");
    for way in &ways {
        let spread = way.measured();
        println!(
            "{:<28} {:>8.1} ms (spread {:.0} %)",
            way.name,
            spread.median / 1e6,
            spread.percent()
        );
    }
    Ok(())
}
