//! Against a shop that runs: `SHOP_URL=http://127.0.0.1:8000 cargo test`.

use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::Result;
use shop_client::api::{
    ApiResponse, Item, NewItem, NewLine, NewOrder, PlaceOrderOrdersPostRequest, ShopClient,
};
use shop_client::{NotTaken, add_item, take};

const NOWHERE: i64 = 999_999_999;

fn shop() -> Result<ShopClient> {
    ShopClient::with_base_url(std::env::var("SHOP_URL")?)
}

/// A name that no other test has.
fn name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("Board {}-{count}", std::process::id())
}

async fn added(stock: i64) -> Result<Item> {
    let item = NewItem { name: name(), price_cents: 750, stock: Some(stock) };
    add_item(&shop()?, item).await?.map_err(anyhow::Error::msg)
}

#[tokio::test]
async fn an_item_that_is_there() -> Result<()> {
    let item = added(3).await?;
    assert_eq!(take(&shop()?, item.id, 2).await?, Ok(1));
    Ok(())
}

#[tokio::test]
async fn errors_with_one_status() -> Result<()> {
    let few = added(2).await?;
    assert_eq!(take(&shop()?, few.id, 5).await?, Err(NotTaken::OnlyLeft(2)));
    let many = added(9_999).await?;
    assert_eq!(take(&shop()?, many.id, -2).await?, Err(NotTaken::RoomFor(1)));
    Ok(())
}

#[tokio::test]
async fn a_name_that_is_taken() -> Result<()> {
    let item = added(1).await?;
    let again = NewItem { name: item.name, price_cents: 1, stock: None };
    let words = add_item(&shop()?, again).await?.unwrap_err();
    assert!(words.starts_with("name_taken: "), "{words}");
    Ok(())
}

#[tokio::test]
async fn an_item_that_is_not_there() -> Result<()> {
    let not_taken = take(&shop()?, NOWHERE, 1).await?.unwrap_err();
    assert!(matches!(&not_taken, NotTaken::NoSuchItem(words) if words.contains("999999999")), "{not_taken:?}");
    Ok(())
}

#[tokio::test]
async fn an_order_of_what_there_is_not() -> Result<()> {
    let body = NewOrder { customer: "Ann".into(), lines: vec![NewLine { item_id: NOWHERE, quantity: 1 }] };
    let answer = shop()?.place_order_orders_post(PlaceOrderOrdersPostRequest { body }).await?;
    assert!(matches!(&answer, ApiResponse::NotFound(_)), "{answer:?}");
    Ok(())
}
