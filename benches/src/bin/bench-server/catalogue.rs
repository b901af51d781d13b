//! Items that can be read.

use faultless::prelude::*;

#[derive(Debug, Serialize, Model)]
pub(crate) struct Item {
    item_id: i64,
    q: Option<String>,
}

#[derive(Debug, thiserror::Error, Raise)]
pub(crate) enum CatalogueError {
    #[error("Item not found")]
    #[raise(status = 404, code = "item_missing", header("x-error" = "item-missing"))]
    ItemMissing,
}

/// Read one item.
#[get("/items/{item_id}")]
pub(crate) async fn read_item(
    item_id: i64,
    #[query] q: Option<String>,
) -> Result<Json<Item>, CatalogueError> {
    Ok(Json(find_item(item_id, q)?))
}

fn find_item(id: i64, q: Option<String>) -> Result<Item, CatalogueError> {
    let item_id = look_up(id)?;
    Ok(Item { item_id, q })
}

#[inline(never)]
fn look_up(id: i64) -> Result<i64, CatalogueError> {
    ensure!((1..=1000).contains(&id), CatalogueError::ItemMissing);
    Ok(id)
}
