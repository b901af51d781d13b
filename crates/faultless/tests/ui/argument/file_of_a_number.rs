use faultless::prelude::*;

#[post("/items")]
async fn items(#[file(gt = 1)] file: UploadFile) -> Json<u64> {
    Json(file.size())
}

fn main() {}
