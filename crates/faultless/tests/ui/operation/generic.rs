use faultless::prelude::*;

#[get("/items")]
async fn items<T: Default + Serialize>() -> Json<T> {
    Json(T::default())
}

fn main() {}
