//! What every Rust peer shares: the order model, its rules, the error rows.
//! Frameworks with a model layer of their own (poem-openapi) restate the model there.

use garde::Validate;
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicU64, Ordering};

pub const SKU_PATTERN: &str = r"^[A-Z]{3}-[0-9]{4}$";

#[derive(Debug, Deserialize, Validate)]
pub struct Customer {
    #[garde(length(chars, min = 1, max = 80))]
    pub name: String,
    #[garde(email)]
    pub email: String,
}

#[derive(Debug, Deserialize, Validate)]
pub struct Address {
    #[garde(length(chars, min = 1, max = 120))]
    pub street: String,
    #[garde(length(chars, min = 1, max = 80))]
    pub city: String,
    #[garde(length(chars, min = 3, max = 10))]
    pub postcode: String,
    #[garde(length(chars, min = 2, max = 2))]
    pub country: String,
}

#[derive(Debug, Deserialize, Validate)]
pub struct LineItem {
    #[garde(pattern(r"^[A-Z]{3}-[0-9]{4}$"))]
    pub sku: String,
    #[garde(length(chars, min = 1, max = 120))]
    pub name: String,
    #[garde(range(min = 1, max = 1000))]
    pub quantity: i64,
    #[garde(range(min = 0.01, max = 100000.0))]
    pub price: f64,
    #[garde(length(chars, max = 200))]
    #[serde(default)]
    pub note: Option<String>,
}

#[derive(Debug, Deserialize, Validate)]
pub struct Order {
    #[garde(dive)]
    pub customer: Customer,
    #[garde(length(min = 1, max = 10000), dive)]
    pub items: Vec<LineItem>,
    #[garde(dive)]
    pub address: Address,
    #[garde(length(max = 20), inner(length(chars, min = 1, max = 32)))]
    #[serde(default)]
    pub tags: Vec<String>,
    #[garde(length(chars, max = 500))]
    #[serde(default)]
    pub note: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct Summary {
    pub order_id: u64,
    pub customer: String,
    pub lines: usize,
    pub units: i64,
    pub total: f64,
}

static NEXT_ORDER: AtomicU64 = AtomicU64::new(1);

pub fn next_order_id() -> u64 {
    NEXT_ORDER.fetch_add(1, Ordering::Relaxed)
}

pub fn summarise(order: Order) -> Summary {
    let mut units = 0;
    let mut total = 0.0;
    for item in &order.items {
        units += item.quantity;
        total += item.price * item.quantity as f64;
    }
    Summary {
        order_id: next_order_id(),
        customer: order.customer.name,
        lines: order.items.len(),
        units,
        total,
    }
}

#[derive(Debug, Serialize)]
pub struct Item {
    pub item_id: i64,
    pub q: Option<String>,
}

/// The one typed error of the peers; each turns it into a response its own way.
#[derive(Debug)]
pub enum AppError {
    ItemNotFound,
    Invalid(Vec<Row>),
    /// An error nobody planned for; its text must not reach the client.
    Internal(String),
}

impl std::fmt::Display for AppError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            AppError::ItemNotFound => f.write_str("Item not found"),
            AppError::Invalid(rows) => write!(f, "{} validation errors", rows.len()),
            AppError::Internal(secret) => f.write_str(secret),
        }
    }
}
impl std::error::Error for AppError {}

/// Raised two calls below the handler, as in a real service.
pub fn find_item(id: i64, q: Option<String>) -> Result<Item, AppError> {
    let item_id = look_up(id)?;
    Ok(Item { item_id, q })
}

#[inline(never)]
fn look_up(id: i64) -> Result<i64, AppError> {
    if (1..=1000).contains(&id) {
        Ok(id)
    } else {
        Err(AppError::ItemNotFound)
    }
}

#[inline(never)]
pub fn charge_card(n: u64) -> Result<u64, AppError> {
    if std::hint::black_box(n) == 0 {
        return Err(AppError::Internal("db password is hunter2".to_owned()));
    }
    Ok(n)
}

#[inline(never)]
pub fn explode(n: u64) -> u64 {
    if std::hint::black_box(n) == 0 {
        // A panic is what is measured.
        panic!("secret: db password is hunter2");
    }
    n
}

#[derive(Debug, Serialize, Clone, PartialEq)]
#[serde(untagged)]
pub enum Loc {
    Key(String),
    Index(usize),
}

/// One row of a FastAPI-shaped `detail` list.
#[derive(Debug, Serialize)]
pub struct Row {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub loc: Vec<Loc>,
    pub msg: String,
}

#[derive(Serialize)]
pub struct Detail<T: Serialize> {
    pub detail: T,
}

pub fn loc_of(prefix: &str, path: &str) -> Vec<Loc> {
    let mut loc = vec![Loc::Key(prefix.to_owned())];
    for part in path.split(['.', '[']) {
        let part = part.trim_end_matches(']');
        if part.is_empty() {
            continue;
        }
        loc.push(match part.parse() {
            Ok(index) => Loc::Index(index),
            Err(_) => Loc::Key(part.to_owned()),
        });
    }
    loc
}

pub fn rows_of_report(report: &garde::Report) -> Vec<Row> {
    report
        .iter()
        .map(|(path, error)| Row {
            kind: "value_error",
            loc: loc_of("body", &path.to_string()),
            msg: error.message().to_string(),
        })
        .collect()
}

/// serde stops at the first mistake: one row, with no path.
pub fn rows_of_serde(text: String) -> Vec<Row> {
    vec![Row {
        kind: "json_invalid",
        loc: vec![Loc::Key("body".to_owned())],
        msg: text,
    }]
}

pub fn int_row(name: &str) -> Vec<Row> {
    vec![Row {
        kind: "int_parsing",
        loc: vec![Loc::Key("path".to_owned()), Loc::Key(name.to_owned())],
        msg: "Input should be a valid integer, unable to parse string as an integer".to_owned(),
    }]
}

pub fn check(order: Order) -> Result<Summary, AppError> {
    match order.validate() {
        Ok(()) => Ok(summarise(order)),
        Err(report) => Err(AppError::Invalid(rows_of_report(&report))),
    }
}

pub fn parse_order(body: &[u8]) -> Result<Summary, AppError> {
    let order: Order = serde_json::from_slice(body)
        .map_err(|error| AppError::Invalid(rows_of_serde(error.to_string())))?;
    check(order)
}

pub const NOT_FOUND_BODY: &str = r#"{"detail":"Not Found"}"#;
pub const INTERNAL_BODY: &str = r#"{"detail":"Internal Server Error"}"#;

impl AppError {
    /// (status, body); the error header of a missing item is the peer's job.
    pub fn parts(&self) -> (u16, Vec<u8>) {
        match self {
            AppError::ItemNotFound => (
                404,
                serde_json::to_vec(&Detail {
                    detail: "Item not found",
                })
                .expect("a text has a form in JSON"),
            ),
            AppError::Invalid(rows) => (
                422,
                serde_json::to_vec(&Detail { detail: rows }).expect("rows have a form in JSON"),
            ),
            AppError::Internal(secret) => {
                eprintln!("unhandled error: {secret}");
                (500, INTERNAL_BODY.as_bytes().to_vec())
            }
        }
    }
}

/// One line a panic, no backtrace: the same for every peer.
pub fn quiet_panics() {
    std::panic::set_hook(Box::new(|info| {
        eprintln!("panic: {info}");
    }));
}

pub fn port() -> u16 {
    std::env::var("PORT")
        .ok()
        .and_then(|p| p.parse().ok())
        .unwrap_or(8000)
}
