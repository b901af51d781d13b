use faultless::prelude::*;

#[post("/items", form_limits = 2)]
async fn items(file: UploadFile) -> Json<u64> {
    Json(file.size())
}

fn main() {}
