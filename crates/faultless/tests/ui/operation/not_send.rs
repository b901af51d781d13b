use faultless::prelude::*;

use std::rc::Rc;

#[get("/items")]
async fn items() -> String {
    let name = Rc::new("items".to_owned());
    std::future::ready(()).await;
    name.to_string()
}

fn main() {}
