//! `19_files`: uploaded files.

use ::bytes::Bytes;
use faultless::model::Integer;
use faultless::prelude::*;

#[derive(Debug, Serialize)]
struct Size {
    size: usize,
}

#[post("/bytes")]
fn bytes_(#[file] file: Bytes) -> Json<Size> {
    Json(Size { size: file.len() })
}

#[derive(Debug, Serialize)]
struct Uploaded {
    filename: String,
    content_type: Option<String>,
    size: u64,
    text: String,
}

#[post("/upload", raises(unplanned))]
async fn upload(file: UploadFile) -> Result<Json<Uploaded>> {
    let data = file.bytes().await?;
    Ok(Json(Uploaded {
        filename: file.filename().to_owned(),
        content_type: file.content_type().map(str::to_owned),
        size: file.size(),
        text: String::from_utf8_lossy(&data).into_owned(),
    }))
}

#[derive(Debug, Serialize)]
struct MaybeSize {
    size: Option<usize>,
}

#[post("/bytes-opt")]
fn bytes_opt(#[file] file: Option<Bytes>) -> Json<MaybeSize> {
    Json(MaybeSize {
        size: file.map(|file| file.len()),
    })
}

#[derive(Debug, Serialize)]
struct Named {
    filename: Option<String>,
}

#[post("/upload-opt")]
fn upload_opt(file: Option<UploadFile>) -> Json<Named> {
    Json(Named {
        filename: file.map(|file| file.filename().to_owned()),
    })
}

#[derive(Debug, Serialize)]
struct Sizes {
    sizes: Vec<usize>,
}

#[post("/many-bytes")]
fn many_bytes(#[file] files: Vec<Bytes>) -> Json<Sizes> {
    Json(Sizes {
        sizes: files.iter().map(Bytes::len).collect(),
    })
}

#[derive(Debug, Serialize)]
struct Many {
    names: Vec<String>,
    types: Vec<Option<String>>,
}

#[post("/many")]
fn many(files: Vec<UploadFile>) -> Json<Many> {
    let names = files.iter().map(|file| file.filename().to_owned());
    let types = files
        .iter()
        .map(|file| file.content_type().map(str::to_owned));
    Json(Many {
        names: names.collect(),
        types: types.collect(),
    })
}

#[derive(Debug, Serialize)]
struct Mixed {
    token: String,
    n: Integer,
    fileb: Option<String>,
    fileb_size: u64,
    file: usize,
}

#[post("/mixed")]
async fn mixed(
    #[form] token: String,
    fileb: UploadFile,
    #[file] file: Bytes,
    #[form(gt = 0, default = 1.into())] n: Integer,
) -> Json<Mixed> {
    Json(Mixed {
        token,
        n,
        fileb: fileb.content_type().map(str::to_owned),
        fileb_size: fileb.size(),
        file: file.len(),
    })
}

#[post("/capped")]
fn capped(#[file(max_length = 5)] file: Bytes) -> Json<Size> {
    Json(Size { size: file.len() })
}

/// The app.
pub(super) fn app() -> App {
    App::new().title("files").routes(routes![
        bytes_, upload, bytes_opt, upload_opt, many_bytes, many, mixed, capped
    ])
}
