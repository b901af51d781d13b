//! Serves the shop at `HOST` and `PORT`; its data lives in the file that `SHOP_DB` names, or ends with the process.

use shop::demo;
use shop::repository::Shop;

#[tokio::main]
async fn main() -> faultless::Result<()> {
    tracing_subscriber::fmt::init();
    let file = std::env::var_os("SHOP_DB").unwrap_or_else(|| ":memory:".into());
    let shop = Shop::open(file).await?;
    if shop.is_new() {
        demo::stock_up(&shop).await?;
    }
    shop::app(shop).serve().await
}
