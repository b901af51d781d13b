//! What a built application promises, for tests that hold its responses against that.

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};

/// An application, asked for its promises instead of an answer.
pub(crate) trait Promises: Send + Sync {
    /// The operation that a request belongs to; `own` is how many bytes of the decoded path belong to the mounts above.
    fn operation(&self, asked: &Asked<'_>, own: usize) -> Option<Found>;

    /// Adds its document and those of the applications in it, which stand under `prefix`.
    fn documents(&self, prefix: &str, held: &mut Vec<Held>);
}

/// The head of a request, and the length of its body where that is known.
#[derive(Debug)]
pub(crate) struct Asked<'r> {
    pub(crate) method: &'r Method,
    pub(crate) uri: &'r Uri,
    pub(crate) headers: &'r HeaderMap,
    pub(crate) length: Option<u64>,
    /// The path, decoded.
    pub(crate) path: &'r str,
}

/// The operation that a request belongs to.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// The path under which its application stands.
    pub(crate) prefix: String,
    /// Its own path, as the document has it.
    pub(crate) path: String,
    /// The function's name.
    pub(crate) handler: &'static str,
    /// True where the body is refused by its declared length.
    pub(crate) too_large: bool,
}

/// The document of an application.
#[derive(Debug)]
pub(crate) struct Held {
    /// The path under which the application stands.
    pub(crate) prefix: String,
    pub(crate) document: Bytes,
    /// Whether it holds errors.
    pub(crate) errors: bool,
}
