//! Orders.

use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use super::Shop;
use super::items::{read_item, write_stock};
use crate::domain::{Order, OrderLine, ShopError, Wanted};

impl Shop {
    /// Places an order: every line is taken from the stock, or none is.
    ///
    /// # Errors
    /// [`ShopError::ItemNotFound`] and [`ShopError::OutOfStock`], of the first line that fails.
    pub async fn place_order(
        &self,
        customer: String,
        wanted: Vec<Wanted>,
    ) -> Result<Order, ShopError> {
        self.with(move |connection| {
            // Every `?` below drops the transaction, which rolls it back.
            let transaction = connection.transaction()?;
            let order_id = transaction.query_row(
                "INSERT INTO orders (customer) VALUES (:customer) RETURNING id",
                named_params! {":customer": customer},
                |row| row.get(0),
            )?;
            for (position, line) in (1..).zip(wanted) {
                add_line(&transaction, order_id, position, line)?;
            }
            let order = read_order(&transaction, order_id)?;
            transaction.commit()?;
            Ok(order)
        })
        .await
    }

    /// The order of this id.
    ///
    /// # Errors
    /// [`ShopError::OrderNotFound`].
    pub async fn order(&self, id: i64) -> Result<Order, ShopError> {
        self.with(move |connection| read_order(&*connection.transaction()?, id))
            .await
    }
}

fn add_line(
    connection: &Connection,
    order_id: i64,
    position: u32,
    wanted: Wanted,
) -> Result<(), ShopError> {
    let mut item = read_item(connection, wanted.item_id)?;
    item.take(wanted.quantity)?;
    write_stock(connection, &item)?;
    connection.execute(
        "INSERT INTO order_lines (order_id, position, item_id, quantity, unit_price_cents)
         VALUES (:order_id, :position, :item_id, :quantity, :unit_price_cents)",
        named_params! {
            ":order_id": order_id,
            ":position": position,
            ":item_id": item.id,
            ":quantity": wanted.quantity,
            ":unit_price_cents": item.price_cents,
        },
    )?;
    Ok(())
}

fn read_order(connection: &Connection, id: i64) -> Result<Order, ShopError> {
    let customer = connection
        .query_row(
            "SELECT customer FROM orders WHERE id = :id",
            named_params! {":id": id},
            |row| row.get(0),
        )
        .optional()?
        .ok_or(ShopError::OrderNotFound(id))?;
    let lines = connection
        .prepare(
            "SELECT item_id, name, quantity, unit_price_cents
             FROM order_lines JOIN items ON items.id = item_id
             WHERE order_id = :id ORDER BY position",
        )?
        .query_map(named_params! {":id": id}, line)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Order::new(id, customer, lines))
}

fn line(row: &Row<'_>) -> rusqlite::Result<OrderLine> {
    Ok(OrderLine {
        item_id: row.get("item_id")?,
        name: row.get("name")?,
        quantity: row.get("quantity")?,
        unit_price_cents: row.get("unit_price_cents")?,
    })
}
