//! `MultipartForm`: a form with files, as a client sends it.

use std::fmt;

use http::HeaderValue;

/// A multipart form for a [`TestRequest`](crate::TestRequest): fields and files.
///
/// # Example
/// ```
/// use faultless::MultipartForm;
/// use faultless::prelude::*;
///
/// #[post("/avatar")]
/// async fn avatar(#[form] name: String, file: UploadFile) -> String {
///     format!("{name}: {} of {} bytes", file.filename(), file.size())
/// }
///
/// let client = TestClient::new(App::new().routes(routes![avatar])).blocking();
/// let form = MultipartForm::new().text("name", "ann").file("file", "me.png", "image/png", "1234");
/// assert_eq!(client.post("/avatar").multipart(form).send().text(), "ann: me.png of 4 bytes");
/// ```
#[derive(Clone, Default)]
#[must_use = "a form is sent with a request"]
pub struct MultipartForm {
    parts: Vec<(String, Vec<u8>)>,
}

impl MultipartForm {
    /// A form without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field.
    pub fn text(self, name: &str, value: impl AsRef<[u8]>) -> Self {
        self.part(format!("name=\"{}\"", escaped(name)), value)
    }

    /// Adds a file; an empty content type is left out.
    pub fn file(
        self,
        name: &str,
        filename: &str,
        content_type: &str,
        content: impl AsRef<[u8]>,
    ) -> Self {
        let mut head = format!(
            "name=\"{}\"; filename=\"{}\"",
            escaped(name),
            escaped(filename)
        );
        if !content_type.is_empty() {
            head.push_str("\r\nContent-Type: ");
            head.push_str(content_type);
        }
        self.part(head, content)
    }

    fn part(mut self, head: String, content: impl AsRef<[u8]>) -> Self {
        self.parts.push((head, content.as_ref().to_vec()));
        self
    }

    /// Its content type and its bytes, around a boundary that stands in none of its parts.
    pub(super) fn encoded(&self) -> (HeaderValue, Vec<u8>) {
        let stands_in = |boundary: &str, part: &[u8]| {
            let mut windows = part.windows(boundary.len());
            windows.any(|window| window == boundary.as_bytes())
        };
        let mut number = 0u32;
        let mut boundary = String::from("faultless-form");
        while self
            .parts
            .iter()
            .any(|(_, content)| stands_in(&boundary, content))
        {
            number += 1;
            boundary = format!("faultless-form-{number}");
        }
        let mut form = Vec::new();
        for (head, content) in &self.parts {
            let head = format!("--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
            form.extend_from_slice(head.as_bytes());
            form.extend_from_slice(content);
            form.extend_from_slice(b"\r\n");
        }
        form.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        let content_type = format!("multipart/form-data; boundary={boundary}");
        // Letters, digits and dashes, which a header takes.
        let content_type = HeaderValue::try_from(content_type)
            .unwrap_or_else(|_| HeaderValue::from_static("multipart/form-data"));
        (content_type, form)
    }
}

fn escaped(name: &str) -> String {
    name.replace('\\', "\\\\").replace('"', "\\\"")
}

impl fmt::Debug for MultipartForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MultipartForm")
            .field("parts", &self.parts.len())
            .finish_non_exhaustive()
    }
}
