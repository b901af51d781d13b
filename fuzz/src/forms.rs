//! Forms, sent to an application in this process: whatever the bytes, the answer is one of those that are documented.

use std::io::{self, ErrorKind};
use std::sync::LazyLock;

use ::bytes::Bytes;
use axum::body::Body as HttpBody;
use faultless::model::{Limits, Secret};
use faultless::prelude::*;
use faultless::{BlockingTestClient, FormLimits};
use futures_util::stream;
use serde::de::IgnoredAny;

const URLENCODED: &[u8] = b"application/x-www-form-urlencoded";

/// The whole answer, in the default format, to a body that is over the limit by its declared length.
const UNREAD: &str = "Content Too Large";

/// How large a body may be.
const BODY_LIMIT: usize = 2048;

/// How many bytes all issues may be.
const ANSWER: usize = 2000;

/// What an answer may have beside its issues: the format's own words, the issue that says how many were left out.
const FRAME: usize = 768;

/// What secrets are marked with: a character that nothing of ours ever writes.
const MARK: char = '~';

/// The same application three times, once in each format.
static CLIENTS: LazyLock<[BlockingTestClient; 3]> = LazyLock::new(|| {
    let client = |app: App| TestClient::new(app).blocking();
    [
        client(app()),
        client(app().error_format(Uniform)),
        client(app().error_format(Problem)),
    ]
});

fn app() -> App {
    let mut limits = Limits::default();
    (limits.issues, limits.echo, limits.name) = (8, 32, 16);
    limits.answer = ANSWER;
    let forms = FormLimits::default()
        .max_fields(12)
        .max_files(3)
        .max_part_size(512)
        .max_part_headers(4)
        .max_part_header_size(128)
        .memory(64);
    App::new()
        .body_limit(BODY_LIMIT as u64)
        .limits(limits)
        .form_limits(forms)
        .routes(routes![
            fields, login, hidden, bytes, upload, profile, mixed, tight
        ])
}

#[post("/fields")]
fn fields(
    name: Form<String>,
    #[form(alias = "user-age", ge = 18)] age: Option<u8>,
    #[form(default = 7)] n: u8,
    #[form(default)] on: bool,
    #[form(default)] tags: Vec<String>,
    #[form] v: f64,
) -> Json<(usize, Option<u8>, u8, bool, usize, bool)> {
    Json((name.len(), age, n, on, tags.len(), v.is_finite()))
}

#[derive(Debug, Model)]
#[serde(deny_unknown_fields)]
struct Login {
    #[serde(alias = "user")]
    name: String,
    #[field(min_length = 3, pattern = "^[a-z]+$")]
    password: String,
    #[serde(default)]
    tags: Vec<i64>,
}

#[post("/login")]
fn login(#[form] login: Login) -> Json<(usize, usize, usize)> {
    Json((login.name.len(), login.password.len(), login.tags.len()))
}

#[derive(Debug, Model)]
struct Hidden {
    #[field(secret, min_length = 3, max_length = 6, pattern = "^[^A-Z]+$")]
    password: Option<String>,
    pin: Option<Secret<u32>>,
    #[serde(default)]
    pins: Vec<Secret<u8>>,
}

#[post("/hidden")]
fn hidden(form: Form<Hidden>) -> Json<(bool, bool, usize)> {
    let hidden = form.0;
    Json((
        hidden.password.is_some(),
        hidden.pin.is_some(),
        hidden.pins.len(),
    ))
}

#[post("/bytes")]
fn bytes(
    #[file(min_length = 2, max_length = 5)] a: Bytes,
    #[file] b: Option<Bytes>,
    #[file(default, items(max_length = 4))] many: Vec<Bytes>,
) -> Json<(usize, Option<usize>, usize)> {
    Json((a.len(), b.map(|b| b.len()), many.len()))
}

#[post("/upload")]
async fn upload(file: UploadFile, files: Option<Vec<UploadFile>>) -> Result<Json<(u64, usize)>> {
    let (mut size, mut chunks) = (0, file.chunks(16).await?);
    while let Some(chunk) = chunks.next().await? {
        size += chunk.len() as u64;
    }
    assert_eq!(size, file.size());
    assert_eq!(file.bytes().await?.len() as u64, size);
    assert_eq!(file.path().is_some(), size > 64, "{size} bytes");
    Ok(Json((size, files.map_or(0, |files| files.len()))))
}

#[derive(Debug, Model)]
#[serde(deny_unknown_fields)]
struct Profile {
    #[field(max_length = 8)]
    name: String,
    avatar: Option<UploadFile>,
    #[serde(default)]
    #[field(max_length = 1)]
    pictures: Vec<UploadFile>,
}

#[post("/profile")]
fn profile(profile: Form<Profile>) -> Json<(usize, Option<u64>, usize)> {
    let profile = profile.0;
    let avatar = profile.avatar.map(|file| file.size());
    Json((profile.name.len(), avatar, profile.pictures.len()))
}

#[post("/mixed/{pid}")]
fn mixed(
    pid: u8,
    #[form] token: String,
    file: UploadFile,
    #[file] raw: Bytes,
    #[form(gt = 0, default = 1)] n: i32,
) -> Json<(u8, usize, u64, usize, i32)> {
    Json((pid, token.len(), file.size(), raw.len(), n))
}

#[post(
    "/tight",
    body_limit = 200,
    form_limits(max_fields = 2, max_files = 1, max_part_size = 30)
)]
fn tight(#[form(default)] a: String, f: Option<UploadFile>) -> Json<(usize, Option<u64>)> {
    Json((a.len(), f.map(|file| file.size())))
}

/// Sends the form after the first line to the operation that this line chooses, whole and in pieces.
///
/// The line is a letter for the operation, a digit for the format and the size of the pieces, and the content type.
///
/// # Panics
/// When the answer is none of those that are documented, larger than its bound, or another for the pieces, and when it
/// shows a secret.
pub fn check(data: &[u8]) {
    let Some(([operation, digit], rest)) = data.split_first_chunk() else {
        return;
    };
    let end = rest.iter().position(|byte| *byte == b'\n');
    let (content_type, form) = rest.split_at(end.unwrap_or(rest.len()));
    let form = form.get(1..).unwrap_or_default();
    let path = match operation {
        b'b' => "/bytes",
        b'h' => "/hidden",
        b'l' => "/login",
        b'm' => "/mixed/7",
        b'p' => "/profile",
        b't' => "/tight",
        b'u' => "/upload",
        _ => "/fields",
    };
    let size = 1 + 3 * usize::from(digit % 10);
    let client = &CLIENTS[usize::from(*digit) % CLIENTS.len()];
    let send = |body: HttpBody| answer(client, path, content_type, body);

    let whole = send(HttpBody::from(form.to_vec()));
    let pieces = send(pieces(form, size, None));
    // What is over the limit is refused for its length, where that is known.
    if whole.0 != 413 {
        assert_eq!(
            whole,
            pieces,
            "{path} in pieces of {size}: {}",
            form.escape_ascii()
        );
    }
    let broken = send(self::pieces(form, size, Some(ErrorKind::ConnectionReset)));
    assert!(
        broken.0 >= 400 || content_type != URLENCODED,
        "{path} took a body that broke off: {}",
        form.escape_ascii()
    );
}

/// A body in pieces, without a declared length, and perhaps one that breaks off.
fn pieces(form: &[u8], size: usize, broken: Option<ErrorKind>) -> HttpBody {
    let pieces = form
        .chunks(size)
        .map(|piece| Ok(Bytes::copy_from_slice(piece)));
    let end = broken.map(|kind| Err(io::Error::from(kind)));
    HttpBody::from_stream(stream::iter(pieces.chain(end).collect::<Vec<_>>()))
}

/// Status and body of an answer that keeps what is promised.
fn answer(
    client: &BlockingTestClient,
    path: &str,
    content_type: &[u8],
    body: HttpBody,
) -> (u16, String) {
    let mut request = client.post(path).header("x-request-id", "1").body(body);
    // Bytes that cannot stand in a header never reach an application.
    if let Ok(content_type) = str::from_utf8(content_type)
        && HeaderValue::from_bytes(content_type.as_bytes()).is_ok()
    {
        request = request.header("content-type", content_type);
    }
    let response = request.send();
    let (status, body) = (response.status().as_u16(), response.text());
    assert!(
        [200, 400, 413, 422].contains(&status),
        "{path} answers {status} {body}"
    );
    let most = if status == 422 { ANSWER + FRAME } else { FRAME };
    assert!(body.len() <= most, "{} bytes: {body}", body.len());
    assert!(
        serde_json::from_str::<IgnoredAny>(&body).is_ok() || body == UNREAD,
        "{path} answers {status} {body}"
    );
    assert!(path != "/hidden" || !body.contains(MARK), "{body}");
    (status, body)
}
