//! What stands on the shelves when the shop opens for the first time.

use crate::domain::ShopError;
use crate::repository::Shop;

const ITEMS: [(&str, u32, u32); 4] = [
    ("Bolt M4", 12, 400),
    ("Hammer", 1890, 3),
    ("Nut M4", 5, 900),
    ("Spirit level", 2450, 0),
];

/// Adds a few items to a shop that has just been made.
///
/// # Errors
/// The storage's, or [`ShopError::NameTaken`] where they are there already.
pub async fn stock_up(shop: &Shop) -> Result<(), ShopError> {
    for (name, price_cents, stock) in ITEMS {
        shop.create_item(name.to_owned(), price_cents, stock)
            .await?;
    }
    Ok(())
}
