//! Uploaded files, and bodies taken as they are.

use std::path::PathBuf;
use std::sync::Mutex;

use ::bytes::Bytes;
use faultless::FormLimits;
use faultless::model::{Field, Input, Issues, Reader, Rules};
use faultless::prelude::*;
use serde_json::{Value, json};

use crate::forms::{MULTIPART, in_pieces, issues, multipart};

/// Where the last file stood on disk.
static STOOD: Mutex<Option<PathBuf>> = Mutex::new(None);

#[post("/spool")]
async fn spool(file: UploadFile, #[query(default = 4)] piece: usize) -> Result<Json<Value>> {
    let mut chunks = file.chunks(piece).await?;
    let (mut text, mut longest) = (Vec::new(), 0);
    while let Some(chunk) = chunks.next().await? {
        longest = longest.max(chunk.len());
        text.extend_from_slice(&chunk);
    }
    assert_eq!(file.bytes().await?, text);
    let on_disk = file.path().map(std::path::Path::to_path_buf);
    if let Some(path) = &on_disk {
        assert!(path.exists());
        let copy = path.with_extension("copy");
        file.copy_to(&copy).await?;
        assert_eq!(std::fs::read(&copy)?, text);
        std::fs::remove_file(copy)?;
    }
    let size = file.size();
    let is_on_disk = on_disk.is_some();
    *STOOD.lock().unwrap() = on_disk;
    let text = String::from_utf8_lossy(&text).into_owned();
    Ok(Json(json!([is_on_disk, size, longest, text])))
}

#[post("/bytes")]
async fn bytes(
    #[file(min_length = 2, max_length = 5)] a: Bytes,
    #[file] b: Option<Bytes>,
    #[file(default, items(max_length = 1))] many: Vec<Bytes>,
) -> Json<Value> {
    Json(json!([a.len(), b.map(|b| b.len()), many.len()]))
}

#[derive(Debug, Model)]
#[serde(deny_unknown_fields)]
struct Profile {
    name: String,
    avatar: Option<UploadFile>,
    #[serde(default)]
    pictures: Vec<UploadFile>,
}

#[post("/profile")]
async fn profile(profile: Form<Profile>) -> Json<Value> {
    let Profile {
        name,
        avatar,
        pictures,
    } = profile.0;
    let avatar = avatar.map(|file| (file.filename().to_owned(), file.size()));
    Json(json!([name, avatar, pictures.len()]))
}

#[dependency]
async fn twice(#[file] file: Bytes) -> usize {
    file.len()
}

#[post("/shared")]
async fn shared(size: Depends<twice>, file: UploadFile) -> Json<Value> {
    Json(json!([*size, file.size(), file.path().is_some()]))
}

#[post("/raw", body_limit = 10)]
async fn raw(body: Bytes) -> Json<usize> {
    Json(body.len())
}

#[post("/stream", body_limit = 10)]
async fn stream(body: axum::body::Body) -> Result<Json<usize>> {
    let body = axum::body::to_bytes(body, 100).await?;
    Ok(Json(body.len()))
}

#[post("/extractor", body_limit = 10)]
async fn extractor(axum::Json(body): axum::Json<String>) -> Json<String> {
    Json(body)
}

fn app() -> App {
    App::new()
        .form_limits(FormLimits::default().memory(8))
        .routes(routes![
            spool, bytes, profile, shared, raw, stream, extractor
        ])
}

async fn sent(path: &str, parts: &[(&str, &str, &[u8])]) -> (u16, Value) {
    let client = TestClient::new(app());
    let request = client.post(path).header("content-type", MULTIPART);
    let response = request.body(in_pieces(&multipart(parts), 3)).send().await;
    (response.status().as_u16(), response.json())
}

#[tokio::test]
async fn a_large_file_stands_on_disk_as_long_as_it_is_held() {
    let file = "name=\"file\"; filename=\"a\"";
    assert_eq!(
        sent("/spool", &[(file, "", b"12345678")]).await.1,
        json!([false, 8, 4, "12345678"])
    );
    assert_eq!(
        sent("/spool", &[(file, "", b"123456789\r\n")]).await.1,
        json!([true, 11, 4, "123456789\r\n"])
    );
    let path = STOOD.lock().unwrap().take().unwrap();
    assert!(!path.exists(), "{path:?}");
}

#[tokio::test]
async fn bytes_of_a_file_follow_their_rules_and_are_told() {
    let a = "name=\"a\"; filename=\"a\"";
    let many = "name=\"many\"; filename=\"m\"";
    let (_, all) = sent(
        "/bytes",
        &[
            (a, "", b"12"),
            ("name=\"b\"", "", b"text"),
            (many, "", b"1"),
            (many, "", b""),
        ],
    )
    .await;
    assert_eq!(all, json!([2, 4, 2]));
    let (_, body) = sent(
        "/bytes",
        &[
            (a, "", b"123456789"),
            (many, "", b"1"),
            (many, "", b"\xff2"),
        ],
    )
    .await;
    assert_eq!(
        issues(&body),
        [
            json!(["bytes_too_long", ["body", "a"], "123456789"]),
            json!(["bytes_too_long", ["body", "many", 1], "\u{fffd}2"]),
        ]
    );
    assert_eq!(body["detail"][0]["msg"], "Data should have at most 5 bytes");
    let (_, body) = sent("/bytes", &[(a, "", b"1")]).await;
    assert_eq!(
        issues(&body),
        [json!(["bytes_too_short", ["body", "a"], "1"])]
    );
    let (_, body) = sent("/bytes", &[(a, "", b"\x00".repeat(5000).as_slice())]).await;
    assert!(body.to_string().len() < 10_000, "an echo is cut");
    assert_eq!(
        issues(&sent("/bytes", &[]).await.1),
        [json!(["missing", ["body", "a"], null])]
    );
}

#[tokio::test]
async fn files_are_fields_of_a_forms_model() {
    let name = ("name=\"name\"", "", &b"ann"[..]);
    let avatar = "name=\"avatar\"; filename=\"C:\\\\me\\\\a.png\"";
    let pictures = "name=\"pictures\"; filename=\"p\"";
    let (_, all) = sent(
        "/profile",
        &[
            name,
            (avatar, "", b"12"),
            (pictures, "", b""),
            (pictures, "", b""),
        ],
    )
    .await;
    assert_eq!(all, json!(["ann", ["a.png", 2], 2]));
    // Browsers send an empty file where none was chosen.
    let (_, none) = sent(
        "/profile",
        &[name, ("name=\"avatar\"; filename=\"\"", "", b"")],
    )
    .await;
    assert_eq!(none, json!(["ann", null, 0]));
    // A file is told by name, size and type, also one that nobody asked for; what it holds is not.
    let kind = "Content-Type: image/png\r\n";
    let other = "name=\"other\"; filename=\"o\"";
    let (status, body) = sent(
        "/profile",
        &[("name=\"avatar\"", "", b"x"), (other, kind, b"hunter2")],
    )
    .await;
    let shown = json!({"filename": "o", "size": 7, "content_type": "image/png"});
    assert_eq!(
        (status, issues(&body)),
        (
            422,
            vec![
                json!(["missing", ["body", "name"], {"avatar": "x", "other": shown}]),
                json!(["value_error", ["body", "avatar"], "x"]),
                json!(["extra_forbidden", ["body", "other"], shown]),
            ]
        )
    );
    let words = "Value error, Expected UploadFile, received: <class 'str'>";
    assert_eq!(body["detail"][1]["msg"], words);
    assert!(!body.to_string().contains("hunter2"));
}

#[tokio::test]
async fn a_file_that_is_wanted_as_bytes_too_stays_in_memory() {
    let (_, body) = sent(
        "/shared",
        &[("name=\"file\"; filename=\"f\"", "", b"0123456789")],
    )
    .await;
    assert_eq!(body, json!([10, 10, false]));
}

#[tokio::test]
async fn a_handler_of_issues_sees_the_form() {
    let seen = |_: &Request, error: &RequestValidationError| {
        Json(serde_json::to_value(error.body()).unwrap())
    };
    let client = TestClient::new(app().exception_handler(seen));
    let form = multipart(&[
        ("name=\"avatar\"; filename=\"f\"", "", b"hunter2"),
        ("name=\"x\"", "", b"1"),
        ("name=\"x\"", "", b"2"),
    ]);
    let request = client.post("/profile").header("content-type", MULTIPART);
    let body: Value = request.body(form).send().await.json();
    let file = json!({"filename": "f", "size": 7, "content_type": null});
    assert_eq!(body, json!({"avatar": file, "x": ["1", "2"]}));
}

#[tokio::test]
async fn a_body_as_it_is_has_the_routes_limit() {
    let client = TestClient::new(app());
    for (path, body, want) in [
        ("/raw", "0123456789", "10"),
        ("/stream", "0123456789", "10"),
        ("/extractor", "\"12345678\"", "\"12345678\""),
    ] {
        let post = || client.post(path).header("content-type", "application/json");
        let answer = post().body(in_pieces(body.as_bytes(), 3)).send().await;
        assert_eq!(answer.text(), want);
        let long = format!("\"{body}");
        if path == "/stream" {
            // Whoever reads a stream meets its limit: an error of the handler's own.
            continue;
        }
        let answer = post().body(in_pieces(long.as_bytes(), 3)).send().await;
        assert_eq!(answer.status(), 413, "{path}");
        assert_eq!(answer.text(), r#"{"detail":"Content Too Large"}"#, "{path}");
    }
}

#[tokio::test]
async fn a_handler_is_tested_with_a_file_of_ones_own() {
    let file = UploadFile::new("a.txt", &b"hello"[..]);
    let Json(told) = spool(file.clone(), 100).await.unwrap();
    assert_eq!(told, json!([false, 5, 5, "hello"]));
    let path = std::env::temp_dir().join(format!("faultless-copy-{}", std::process::id()));
    file.copy_to(&path).await.unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "hello");
    std::fs::remove_file(path).unwrap();
}

#[tokio::test]
async fn a_form_of_the_test_client_is_read_as_it_was_written() {
    let form = faultless::MultipartForm::new()
        .text("name", "\r\n--faultless-form--\r\n")
        .file("avatar", "a\"b\\;c.png", "image/png", b"\xff");
    let answer = TestClient::new(app())
        .post("/profile")
        .multipart(form)
        .send()
        .await;
    let want = json!(["\r\n--faultless-form--\r\n", ["a\"b\\;c.png", 1], 0]);
    assert_eq!(answer.json::<Value>(), want);
}

#[test]
fn json_is_no_file() {
    let mut issues = Issues::new();
    let read = UploadFile::read(&Input::Null, &Rules::NONE, &mut Reader::new(&mut issues));
    assert!(read.is_err() && issues.len() == 1);
}
