//! Items and their stock.

use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use super::{FOREIGN_KEY, Shop, UNIQUE, constraint};
use crate::domain::{Item, Page, ShopError};

impl Shop {
    /// Adds an item.
    ///
    /// # Errors
    /// [`ShopError::NameTaken`] when there is one of this name.
    pub async fn create_item(
        &self,
        name: String,
        price_cents: u32,
        stock: u32,
    ) -> Result<Item, ShopError> {
        self.with(move |connection| {
            connection
                .query_row(
                    "INSERT INTO items (name, price_cents, stock) VALUES (:name, :price_cents, :stock) RETURNING *",
                    named_params! {":name": name, ":price_cents": price_cents, ":stock": stock},
                    item,
                )
                .map_err(|error| constraint(error, UNIQUE, || ShopError::NameTaken(name)))
        })
        .await
    }

    /// The item of this id.
    ///
    /// # Errors
    /// [`ShopError::ItemNotFound`].
    pub async fn item(&self, id: i64) -> Result<Item, ShopError> {
        self.with(move |connection| read_item(connection, id)).await
    }

    /// One page of the items whose name contains `search`, by name.
    ///
    /// # Errors
    /// Only the storage's.
    pub async fn items(
        &self,
        search: String,
        offset: u32,
        limit: u32,
    ) -> Result<Page<Item>, ShopError> {
        self.with(move |connection| {
            let transaction = connection.transaction()?;
            let total = transaction.query_row(
                "SELECT count(*) FROM items WHERE instr(lower(name), lower(:search))",
                named_params! {":search": search},
                |row| row.get(0),
            )?;
            let entries = transaction
                .prepare(
                    "SELECT * FROM items WHERE instr(lower(name), lower(:search))
                     ORDER BY name LIMIT :limit OFFSET :offset",
                )?
                .query_map(
                    named_params! {":search": search, ":limit": limit, ":offset": offset},
                    item,
                )?
                .collect::<rusqlite::Result<_>>()?;
            Ok(Page { entries, total })
        })
        .await
    }

    /// Changes what is given of an item.
    ///
    /// # Errors
    /// [`ShopError::ItemNotFound`]; [`ShopError::NameTaken`] when another item has the name.
    pub async fn change_item(
        &self,
        id: i64,
        name: Option<String>,
        price_cents: Option<u32>,
    ) -> Result<Item, ShopError> {
        self.with(move |connection| {
            connection
                .query_row(
                    "UPDATE items
                     SET name = coalesce(:name, name), price_cents = coalesce(:price_cents, price_cents)
                     WHERE id = :id RETURNING *",
                    named_params! {":id": id, ":name": name, ":price_cents": price_cents},
                    item,
                )
                .optional()
                .map_err(|error| {
                    constraint(error, UNIQUE, || ShopError::NameTaken(name.unwrap_or_default()))
                })?
                .ok_or(ShopError::ItemNotFound(id))
        })
        .await
    }

    /// Removes an item.
    ///
    /// # Errors
    /// [`ShopError::ItemNotFound`]; [`ShopError::ItemOrdered`] when an order has it.
    pub async fn remove_item(&self, id: i64) -> Result<(), ShopError> {
        self.with(move |connection| {
            let removed = connection
                .execute(
                    "DELETE FROM items WHERE id = :id",
                    named_params! {":id": id},
                )
                .map_err(|error| constraint(error, FOREIGN_KEY, || ShopError::ItemOrdered(id)))?;
            if removed == 0 {
                return Err(ShopError::ItemNotFound(id));
            }
            Ok(())
        })
        .await
    }

    /// Puts some of an item on the shelf, or takes some from it where `change` is negative.
    ///
    /// # Errors
    /// [`ShopError::ItemNotFound`]; [`ShopError::ShelfFull`] and [`ShopError::OutOfStock`], which leave the stock as
    /// it is.
    pub async fn change_stock(&self, id: i64, change: i32) -> Result<Item, ShopError> {
        self.with(move |connection| {
            let transaction = connection.transaction()?;
            let mut item = read_item(&transaction, id)?;
            if change < 0 {
                item.take(change.unsigned_abs())?;
            } else {
                item.put(change.unsigned_abs())?;
            }
            write_stock(&transaction, &item)?;
            transaction.commit()?;
            Ok(item)
        })
        .await
    }
}

pub(super) fn read_item(connection: &Connection, id: i64) -> Result<Item, ShopError> {
    connection
        .query_row(
            "SELECT * FROM items WHERE id = :id",
            named_params! {":id": id},
            item,
        )
        .optional()?
        .ok_or(ShopError::ItemNotFound(id))
}

pub(super) fn write_stock(connection: &Connection, item: &Item) -> rusqlite::Result<usize> {
    connection.execute(
        "UPDATE items SET stock = :stock WHERE id = :id",
        named_params! {":id": item.id, ":stock": item.stock},
    )
}

fn item(row: &Row<'_>) -> rusqlite::Result<Item> {
    Ok(Item {
        id: row.get("id")?,
        name: row.get("name")?,
        price_cents: row.get("price_cents")?,
        stock: row.get("stock")?,
    })
}
