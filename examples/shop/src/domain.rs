//! What the shop is about: items, their stock, orders, and what can go wrong with them.
//!
//! Nothing here knows HTTP or SQL. The values are models, so that the documentation knows their fields; the errors are
//! plain `thiserror` ones, and how each is answered is decided in one place, `errors.rs`.

use faultless::Model;
use serde::Serialize;

/// Something the shop sells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Model)]
pub struct Item {
    pub id: i64,
    pub name: String,
    pub price_cents: u32,
    pub stock: u32,
}

impl Item {
    /// How many of one item the shelf holds.
    pub const SHELF: u32 = 10_000;

    /// Puts some on the shelf.
    ///
    /// # Errors
    /// [`ShopError::ShelfFull`] when there is no room for all of them.
    pub fn put(&mut self, delivered: u32) -> Result<(), ShopError> {
        let room = Self::SHELF.saturating_sub(self.stock);
        if delivered > room {
            return Err(ShopError::ShelfFull {
                item: self.name.clone(),
                room,
                delivered,
            });
        }
        self.stock += delivered;
        Ok(())
    }

    /// Takes some from the shelf.
    ///
    /// # Errors
    /// [`ShopError::OutOfStock`] when fewer are left.
    pub fn take(&mut self, wanted: u32) -> Result<(), ShopError> {
        let Some(rest) = self.stock.checked_sub(wanted) else {
            return Err(ShopError::OutOfStock {
                item: self.name.clone(),
                left: self.stock,
                wanted,
            });
        };
        self.stock = rest;
        Ok(())
    }
}

/// One page of a list, with how many there are on all pages together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Model)]
pub struct Page<T> {
    pub entries: Vec<T>,
    pub total: u32,
}

/// What a customer wants of one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    pub item_id: i64,
    pub quantity: u32,
}

/// An order that was placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Model)]
pub struct Order {
    pub id: i64,
    pub customer: String,
    pub lines: Vec<OrderLine>,
    pub total_cents: u64,
}

impl Order {
    pub fn new(id: i64, customer: String, lines: Vec<OrderLine>) -> Self {
        let total_cents = lines.iter().map(OrderLine::cents).sum();
        Self {
            id,
            customer,
            lines,
            total_cents,
        }
    }
}

/// One line of an order, at the price of the day it was placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Model)]
pub struct OrderLine {
    pub item_id: i64,
    pub name: String,
    pub quantity: u32,
    pub unit_price_cents: u32,
}

impl OrderLine {
    fn cents(&self) -> u64 {
        u64::from(self.quantity) * u64::from(self.unit_price_cents)
    }
}

/// What can go wrong in the shop.
#[derive(Debug, thiserror::Error)]
pub enum ShopError {
    #[error("item {0} does not exist")]
    ItemNotFound(i64),
    #[error("an item named {0} exists already")]
    NameTaken(String),
    #[error("item {0} was ordered and stays for the books")]
    ItemOrdered(i64),
    #[error("only {left} of {item} left, {wanted} wanted")]
    OutOfStock {
        item: String,
        left: u32,
        wanted: u32,
    },
    #[error("room for {room} of {item}, {delivered} delivered")]
    ShelfFull {
        item: String,
        room: u32,
        delivered: u32,
    },
    #[error("order {0} does not exist")]
    OrderNotFound(i64),
    /// The storage failed. Why is for the log: no caller can do anything about it.
    #[error("the storage failed")]
    Storage(#[source] Box<dyn std::error::Error + Send + Sync>),
}
