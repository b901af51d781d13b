//! Headers that an exception carries: a bad one is dropped and logged, never a panic.

use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue};

/// A value that can stand in a header: text, a number, or a [`HeaderValue`].
///
/// Text with a control character (a line break above all) has no place in a header: it is refused, the header is
/// left out and the log says so. Text is sent as Latin-1 where it fits, as `FastAPI` does, and else as UTF-8.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a header value",
    label = "write text, an integer or a `HeaderValue`",
    note = "`.to_string()` makes text of anything that has `Display`"
)]
pub trait IntoHeader {
    /// The value, or `None` when it has no place in a header.
    fn into_header(self) -> Option<HeaderValue>;
}

impl IntoHeader for HeaderValue {
    fn into_header(self) -> Option<HeaderValue> {
        Some(self)
    }
}

impl IntoHeader for &str {
    fn into_header(self) -> Option<HeaderValue> {
        if self.is_ascii() {
            return HeaderValue::from_str(self).ok();
        }
        let latin: Option<Vec<u8>> = self
            .chars()
            .map(|character| u8::try_from(character).ok())
            .collect();
        HeaderValue::from_bytes(latin.as_deref().unwrap_or(self.as_bytes())).ok()
    }
}

impl IntoHeader for String {
    fn into_header(self) -> Option<HeaderValue> {
        self.as_str().into_header()
    }
}

impl IntoHeader for &String {
    fn into_header(self) -> Option<HeaderValue> {
        self.as_str().into_header()
    }
}

macro_rules! integers {
    ($($t:ty)*) => {$(
        impl IntoHeader for $t {
            fn into_header(self) -> Option<HeaderValue> {
                self.to_string().into_header()
            }
        }
    )*};
}
integers!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize);

/// Adds a header, or logs why it is left out.
pub fn insert(headers: &mut HeaderMap, name: impl AsRef<str>, value: impl IntoHeader) {
    let name = name.as_ref();
    let parsed = HeaderName::from_bytes(name.as_bytes());
    match (parsed, value.into_header()) {
        (Ok(name), Some(value)) => {
            headers.append(name, value);
        }
        (Err(_), _) => {
            tracing::warn!(header = %name.escape_debug(), "a header of an exception is left out: its name is not a header name");
        }
        (Ok(name), None) => {
            tracing::warn!(header = %name, "a header of an exception is left out: its value has a character that headers cannot carry");
        }
    }
}

/// Puts the headers of an exception on a response: a name that stands there already is replaced.
pub(crate) fn apply(target: &mut HeaderMap, from: &HeaderMap) {
    let mut before = None;
    for (name, value) in from {
        // The body is the framework's: a length that was meant for another body would cut or stall the response.
        if *name == CONTENT_LENGTH || *name == TRANSFER_ENCODING {
            continue;
        }
        // The values of one name stand together.
        if before.replace(name) == Some(name) {
            target.append(name, value.clone());
        } else {
            target.insert(name, value.clone());
        }
    }
}
