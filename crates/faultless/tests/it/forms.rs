//! Forms: fields, models, limits, and what is wrong with them.

use axum::body::Body as HttpBody;
use bytes::Bytes;
use faultless::FormLimits;
use faultless::prelude::*;
use futures_util::stream;
use serde_json::{Value, json};

/// A part of a multipart form: its Content-Disposition after `form-data; `, further headers, its data.
pub(crate) type Part<'p> = (&'p str, &'p str, &'p [u8]);

/// A multipart form with the boundary `b`.
pub(crate) fn multipart(parts: &[Part<'_>]) -> Vec<u8> {
    let mut form = Vec::new();
    for (disposition, headers, data) in parts {
        let head = format!("--b\r\nContent-Disposition: form-data; {disposition}\r\n{headers}\r\n");
        form.extend_from_slice(head.as_bytes());
        form.extend_from_slice(data);
        form.extend_from_slice(b"\r\n");
    }
    form.extend_from_slice(b"--b--\r\n");
    form
}

pub(crate) const MULTIPART: &str = "multipart/form-data; boundary=b";
const URLENCODED: &str = "application/x-www-form-urlencoded";

/// A body in pieces, without a declared length.
pub(crate) fn in_pieces(body: &[u8], size: usize) -> HttpBody {
    let pieces: Vec<Result<Bytes, std::io::Error>> = body
        .chunks(size)
        .map(|piece| Ok(Bytes::copy_from_slice(piece)))
        .collect();
    HttpBody::from_stream(stream::iter(pieces))
}

#[post("/fields")]
async fn fields(
    name: Form<String>,
    #[form(alias = "user-age", ge = 18)] age: Option<u8>,
    #[form(default = 7)] n: u8,
    #[form(default)] tags: Vec<String>,
) -> Json<Value> {
    Json(json!([*name, age, n, tags]))
}

#[derive(Debug, Serialize, Model)]
#[serde(deny_unknown_fields)]
struct Login {
    #[serde(alias = "user")]
    name: String,
    #[field(min_length = 3, secret)]
    password: String,
    #[serde(default)]
    tags: Vec<u8>,
}

#[post("/login")]
async fn login(#[form] login: Login) -> Json<Login> {
    Json(login)
}

#[post("/maybe")]
async fn maybe(login: Form<Option<Login>>) -> Json<Option<Login>> {
    Json(login.0)
}

#[dependency]
async fn refuses() -> Result<()> {
    raise!(403, "no");
}

#[post("/guarded", dependencies = [refuses])]
async fn guarded(#[form] name: String) -> String {
    name
}

#[post(
    "/few",
    form_limits(max_fields = 1, max_files = 0, max_part_size = 2048)
)]
async fn few(#[form] name: String) -> String {
    name
}

fn app() -> App {
    App::new().routes(routes![fields, login, maybe, guarded, few])
}

async fn sent(path: &str, content_type: &str, body: impl Into<HttpBody>) -> (u16, Value) {
    let client = TestClient::new(app());
    let request = client.post(path).header("content-type", content_type);
    let response = request.body(body).send().await;
    (response.status().as_u16(), response.json())
}

/// Type, location and input of each issue.
pub(crate) fn issues(body: &Value) -> Vec<Value> {
    let issues = body["detail"].as_array();
    let issues = issues.unwrap_or_else(|| panic!("{body}"));
    let told = |issue: &Value| json!([issue["type"], issue["loc"], issue["input"]]);
    issues.iter().map(told).collect()
}

#[tokio::test]
async fn fields_are_read_from_either_form() {
    let body = "name=a+b&name=%C3%A9%26&user-age=20&tags=x&n=&tags=";
    let all = json!(["\u{e9}&", 20, 7, ["x", ""]]);
    assert_eq!(sent("/fields", URLENCODED, body).await, (200, all.clone()));
    let form = multipart(&[
        ("name=\"name\"", "", b"a"),
        ("name=name", "", "\u{e9}&".as_bytes()),
        ("name=\"user-age\"", "X-Other: 1\r\n", b"20"),
        ("name=\"tags\"", "", b"x"),
        ("name=\"n\"", "", b""),
        ("name=\"tags\"", "", b""),
    ]);
    for size in [1, 5, 1000] {
        let pieces = in_pieces(&form, size);
        assert_eq!(sent("/fields", MULTIPART, pieces).await, (200, all.clone()));
    }
}

#[tokio::test]
async fn what_is_wrong_with_fields_is_told_at_the_body() {
    let told = [
        json!(["missing", ["body", "name"], null]),
        json!(["greater_than_equal", ["body", "user-age"], "3"]),
        json!(["int_parsing", ["body", "n"], "x"]),
    ];
    let (status, body) = sent("/fields", URLENCODED, "name&user-age=3&n=x").await;
    assert_eq!((status, issues(&body)), (422, told.to_vec()));
    for (content_type, body) in [
        ("application/json", "{\"name\": \"x\"}"),
        ("text/plain", "name=x"),
        (URLENCODED, ""),
        (MULTIPART, ""),
        (MULTIPART, "--b--\r\n"),
    ] {
        let (status, answer) = sent("/fields", content_type, body).await;
        assert_eq!((status, issues(&answer)), (422, vec![told[0].clone()]));
    }
}

#[tokio::test]
async fn a_form_is_a_model() {
    let (status, body) = sent(
        "/login",
        URLENCODED,
        "user=ann&name=&password=abcd&tags=1&tags=2",
    )
    .await;
    let all = json!({"name": "ann", "password": "abcd", "tags": [1, 2]});
    assert_eq!((status, body), (200, all));
    let (_, body) = sent("/login", URLENCODED, "z=1&password=ab&tags=x&z=2").await;
    assert_eq!(
        issues(&body),
        [
            json!([
                "missing",
                ["body", "name"],
                {"password": "**********", "tags": ["x"], "z": ["1", "2"]}
            ]),
            json!(["string_too_short", ["body", "password"], "**********"]),
            json!(["int_parsing", ["body", "tags", 0], "x"]),
            json!(["extra_forbidden", ["body", "z"], ["1", "2"]]),
        ]
    );
    assert_eq!(sent("/maybe", URLENCODED, "").await, (200, json!(null)));
    assert_eq!(sent("/maybe", URLENCODED, "z=1").await.0, 422);
}

#[tokio::test]
async fn a_form_that_cannot_be_read_comes_before_dependencies() {
    let whole = multipart(&[("name=\"name\"", "", b"a")]);
    assert_eq!(sent("/guarded", MULTIPART, whole.clone()).await.0, 403);
    let nameless = multipart(&[("filename=\"x\"", "", b"a")]);
    let (status, body) = sent("/guarded", MULTIPART, nameless).await;
    let words = "The Content-Disposition header field \"name\" must be provided.";
    assert_eq!((status, body), (400, json!({"detail": words})));
    let (status, body) = sent("/guarded", "multipart/form-data", whole.clone()).await;
    assert_eq!(
        (status, body),
        (400, json!({"detail": "Missing boundary in multipart."}))
    );
    let invalid = (400, json!({"detail": "Invalid multipart data."}));
    let preamble = [b"preamble\r\n", &whole[..]].concat();
    let eight = "A: y\r\nB: y\r\nC: y\r\nD: y\r\nE: y\r\nF: y\r\nG: y\r\nH: y\r\n";
    let long = format!("X: {}\r\n", "y".repeat(5000));
    for body in [
        preamble,
        whole
            .iter()
            .copied()
            .filter(|byte| *byte != b'\r')
            .collect(),
        multipart(&[("name=\"name\"", eight, b"a")]),
        multipart(&[("name=\"name\"", &long, b"a")]),
        multipart(&[("name=\"name\"", "X Y: z\r\n", b"a")]),
    ] {
        assert_eq!(sent("/guarded", MULTIPART, body).await, invalid);
    }
    let seven = eight.trim_end_matches("H: y\r\n");
    let fine = multipart(&[("name=\"name\"", seven, b"a")]);
    assert_eq!(sent("/guarded", MULTIPART, fine).await.0, 403);
}

#[tokio::test]
async fn a_form_that_ends_too_early_has_what_is_whole() {
    let form = multipart(&[("name=\"name\"", "", b"a"), ("name=\"n\"", "", b"9")]);
    let whole = json!(["a", null, 9, []]);
    let first = json!(["a", null, 7, []]);
    let length = form.len();
    // Off the end: the line break, the second dash, the first, the boundary, the line break before it.
    for (cut, want) in [
        (2, &whole),
        (3, &first),
        (4, &first),
        (7, &first),
        (9, &first),
    ] {
        let got = sent("/fields", MULTIPART, form[..length - cut].to_vec()).await;
        assert_eq!(got, (200, want.clone()), "{cut}");
    }
    // A head that is cut off takes nothing from the part before it.
    let second = form
        .windows(6)
        .rposition(|bytes| bytes == b"name=\"")
        .unwrap();
    let got = sent("/fields", MULTIPART, form[..second].to_vec()).await;
    assert_eq!(got, (200, first));
}

#[tokio::test]
async fn limits_are_the_applications_and_some_the_routes() {
    let refused = |words: &str| (400, json!({"detail": words}));
    let two = "name=a&b=2";
    let fields = refused("Too many fields. Maximum number of fields is 1.");
    assert_eq!(sent("/few", URLENCODED, two).await, fields);
    let form = multipart(&[("name=\"name\"", "", b"a"), ("name=\"b\"", "", b"2")]);
    assert_eq!(sent("/few", MULTIPART, form).await, fields);
    let form = multipart(&[("name=\"f\"; filename=\"x\"", "", b"a")]);
    let files = refused("Too many files. Maximum number of files is 0.");
    assert_eq!(sent("/few", MULTIPART, form).await, files);
    let long = "x".repeat(2049);
    let form = multipart(&[("name=\"name\"", "", long.as_bytes())]);
    let part = refused("Part exceeded maximum size of 2KB.");
    assert_eq!(sent("/few", MULTIPART, form).await, part);
    let field = refused("Field exceeded maximum size of 2KB.");
    assert_eq!(sent("/few", URLENCODED, long).await, field);

    let limits = FormLimits::default().max_fields(2).max_part_size(3000);
    let client = TestClient::new(app().form_limits(limits));
    let sent =
        |path: &'static str, form: &'static [(&str, &str)]| client.post(path).form(form).send();
    let answer = sent("/fields", &[("name", "a"), ("b", "2"), ("c", "3")]).await;
    assert_eq!(
        answer.text(),
        r#"{"detail":"Too many fields. Maximum number of fields is 2."}"#
    );
    assert_eq!(
        sent("/fields", &[("name", "a"), ("b", "2")]).await.status(),
        200
    );
    // The route changes what it names.
    let answer = sent("/few", &[("name", "a"), ("b", "2")]).await;
    assert_eq!(
        answer.text(),
        r#"{"detail":"Too many fields. Maximum number of fields is 1."}"#
    );
}

#[tokio::test]
async fn a_head_without_an_end_is_refused_early() {
    // Sent in small pieces, and never ended: what was received is not looked through again with each of them.
    let endless = format!("--b\r\nX: {}", "y".repeat(100_000));
    let (status, body) = sent("/fields", MULTIPART, in_pieces(endless.as_bytes(), 3)).await;
    assert_eq!(
        (status, &body["detail"]),
        (400, &json!("Invalid multipart data."))
    );
    // Nor is a body kept that never comes to its first boundary.
    let lines = "\r\n".repeat(50_000);
    let (status, body) = sent("/fields", MULTIPART, in_pieces(lines.as_bytes(), 64)).await;
    assert_eq!(
        (status, &body["detail"]),
        (400, &json!("Invalid multipart data."))
    );
}

#[tokio::test]
async fn a_form_over_the_bodys_limit_is_a_413() {
    let client = TestClient::new(app().body_limit(500));
    let long = "x".repeat(600);
    let form = multipart(&[("name=\"name\"", "", long.as_bytes())]);
    for (content_type, body) in [(MULTIPART, form), (URLENCODED, long.clone().into_bytes())] {
        let request = client.post("/fields").header("content-type", content_type);
        let answer = request.body(in_pieces(&body, 100)).send().await;
        assert_eq!(answer.status(), 413);
        assert_eq!(answer.text(), r#"{"detail":"Content Too Large"}"#);
    }
}

#[tokio::test]
async fn texts_are_read_in_the_charset_of_the_content_type() {
    for (charset, bytes, text) in [
        ("utf-8", &b"\xc3\xa9"[..], "\u{e9}"),
        ("utf-8", b"\xe9", "\u{e9}"),
        ("iso-8859-1", b"\x93", "\u{93}"),
        ("shift_jis", b"\x82\xa0", "\u{3042}"),
        ("unknown", b"\xc3", "\u{c3}"),
    ] {
        let form = multipart(&[("name=\"name\"", "", bytes)]);
        let (_, body) = sent("/fields", &format!("{MULTIPART}; charset={charset}"), form).await;
        assert_eq!(body[0], text, "{charset}");
    }
}

/// A form with some of its bytes changed, the same ones each time.
fn changed(form: &[u8], seed: u64) -> Vec<u8> {
    let pieces: [&[u8]; 10] = [
        b"\r\n",
        b"--b",
        b"--b--",
        b"\"",
        b";",
        b"\\",
        b"filename=",
        b"\xff",
        b"%",
        b"&",
    ];
    let (mut form, mut state) = (form.to_vec(), seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    for _ in 0..3 {
        let at = next(form.len());
        let end = form.len().min(at + next(4));
        let piece = pieces[next(pieces.len())];
        form.splice(at..end, piece.iter().copied());
    }
    form
}

#[tokio::test]
async fn any_bytes_have_an_answer_that_is_no_larger_than_its_bound() {
    let form = multipart(&[
        ("name=\"name\"", "X: y\r\n", b"a"),
        (
            "name=\"password\"; filename=\"a\"",
            "Content-Type: a/b\r\n",
            b"1",
        ),
        ("name=\"tags\"", "", b"2"),
    ]);
    let urlencoded = b"name=a%20b&password=abcd&tags=1&tags=%C3%A9&x=";
    for seed in 0..1500 {
        for (content_type, form) in [(MULTIPART, &form[..]), (URLENCODED, &urlencoded[..])] {
            let body = changed(form, seed);
            let path = if seed % 2 == 0 { "/login" } else { "/fields" };
            let (status, answer) = sent(path, content_type, in_pieces(&body, 7)).await;
            let about = String::from_utf8_lossy(&body);
            assert!([200, 400, 422].contains(&status), "{status} {about}");
            assert!(answer.to_string().len() < 20_000, "{about}");
        }
    }
}

/// What comes after a form is received as well: the connection serves the next request.
#[tokio::test]
async fn a_connection_is_kept_after_a_form() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    #[post("/one")]
    async fn one(file: faultless::UploadFile) -> String {
        format!("{} bytes", file.size())
    }
    #[get("/next")]
    async fn next() -> &'static str {
        "still here"
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = App::new().routes(routes![one, next]).into_service();
    let server = tokio::spawn(service.serve_on(listener, std::future::pending()));
    let form = multipart(&[("name=\"file\"; filename=\"a\"", "", b"abc")]);
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /one HTTP/1.1\r\nhost: x\r\ncontent-type: {MULTIPART}\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n",
        form.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&form).await.unwrap();
    stream.write_all(b"\r\n").await.unwrap();
    stream.flush().await.unwrap();
    // The form is whole; the end of the body comes later, and with it the next request.
    tokio::task::yield_now().await;
    let rest =
        "8\r\nepilogue\r\n0\r\n\r\nGET /next HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    stream.write_all(rest.as_bytes()).await.unwrap();
    let mut answers = String::new();
    stream.read_to_string(&mut answers).await.unwrap();
    assert!(answers.contains("3 bytes"), "{answers}");
    assert!(answers.ends_with("still here"), "{answers}");
    server.abort();
}
