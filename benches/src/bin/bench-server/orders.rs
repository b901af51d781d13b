//! Orders: the model, its rules, the summary.
//!
//! The model stands in the library's `validate` too. It is not taken from there: the library counts allocations, and a
//! program that is linked with it pays for the counting.

use std::sync::atomic::{AtomicU64, Ordering};

use email_address::EmailAddress;
use faultless::prelude::*;

#[derive(Debug, Model)]
pub(crate) struct Order {
    customer: Customer,
    #[field(min_length = 1, max_length = 10_000)]
    items: Vec<LineItem>,
    #[expect(dead_code, reason = "checked, and not part of the summary")]
    address: Address,
    #[serde(default)]
    #[field(max_length = 20, items(min_length = 1, max_length = 32))]
    #[expect(dead_code, reason = "checked, and not part of the summary")]
    tags: Vec<String>,
    #[field(max_length = 500)]
    #[expect(dead_code, reason = "checked, and not part of the summary")]
    note: Option<String>,
}

#[derive(Debug, Model)]
struct Customer {
    #[field(min_length = 1, max_length = 80)]
    name: String,
    #[expect(dead_code, reason = "checked, and not part of the summary")]
    email: EmailAddress,
}

#[derive(Debug, Model)]
#[expect(dead_code, reason = "checked, and not part of the summary")]
struct LineItem {
    #[field(pattern = "^[A-Z]{3}-[0-9]{4}$")]
    sku: String,
    #[field(min_length = 1, max_length = 120)]
    name: String,
    #[field(ge = 1, le = 1000)]
    quantity: i64,
    #[field(ge = 0.01, le = 100_000.0)]
    price: f64,
    #[field(max_length = 200)]
    note: Option<String>,
}

#[derive(Debug, Model)]
#[expect(dead_code, reason = "checked, and not part of the summary")]
struct Address {
    #[field(min_length = 1, max_length = 120)]
    street: String,
    #[field(min_length = 1, max_length = 80)]
    city: String,
    #[field(min_length = 3, max_length = 10)]
    postcode: String,
    #[field(min_length = 2, max_length = 2)]
    country: String,
}

#[derive(Debug, Serialize, Model)]
pub(crate) struct Summary {
    order_id: u64,
    customer: String,
    lines: usize,
    units: i64,
    total: f64,
}

/// Take an order.
#[post("/orders", status = 201)]
pub(crate) async fn create_order(order: Order) -> Json<Summary> {
    Json(summarise(order))
}

#[expect(clippy::cast_precision_loss, reason = "a quantity is at most 1,000")]
fn summarise(order: Order) -> Summary {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    Summary {
        order_id: NEXT.fetch_add(1, Ordering::Relaxed),
        lines: order.items.len(),
        units: order.items.iter().map(|line| line.quantity).sum(),
        total: order
            .items
            .iter()
            .map(|line| line.price * line.quantity as f64)
            .sum(),
        customer: order.customer.name,
    }
}
