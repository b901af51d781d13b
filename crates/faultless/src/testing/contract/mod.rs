//! `Contract`: responses held against the document, and what of it was seen.

mod document;
mod judge;
mod sent;
mod words;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub(super) use self::document::Documents;
pub(super) use self::sent::Sent;
use super::TestClient;
use crate::routing::Promises as _;

impl TestClient {
    /// Holds every response against the application's document: a test that gets another one fails.
    ///
    /// What is looked at: the status, the media type, the body by its JSON Schema, the error's code. Whose document:
    /// that of the application whose operation the request comes to, a mounted one included. So a test that provokes an
    /// error which no documentation has fails at once, with the words that would document it.
    ///
    /// Left alone is what belongs to no operation of a document: paths and methods that are not there, redirects, pages
    /// of the documentation, heads and bodies that are refused by their size alone, WebSockets, foreign services. Of a
    /// stream the head is looked at, and its body where that is JSON; events are not. Where the document is without
    /// errors ([`openapi_errors(false)`](crate::App::openapi_errors)), so are they here. An unplanned 500 is a failure
    /// of the test, unless the operation documents one.
    ///
    /// It wants the feature `contract`, which is for `[dev-dependencies]` alone. The schemas of a client are compiled
    /// once.
    ///
    /// # Panics
    /// When no application in it has a document. The requests of the client panic when they are answered otherwise than
    /// documented.
    ///
    /// # Example
    /// ```
    /// use faultless::prelude::*;
    ///
    /// #[get("/parts/{name}", raises((NOT_FOUND, "part_unknown")))]
    /// async fn part(name: String) -> Result<Json<String>> {
    ///     raise!(HttpException::new(404, format!("there is no {name}")).code("part_unknown"));
    /// }
    ///
    /// let client = TestClient::new(App::new().routes(routes![part])).check_contract().blocking();
    /// assert_eq!(client.get("/parts/nut").send().status(), 404);
    /// ```
    #[track_caller]
    #[must_use]
    pub fn check_contract(self) -> Self {
        self.check_contract_with(&Contract::new())
    }

    /// The same, and notes in `contract` what was seen: it may be shared by several clients.
    ///
    /// # Panics
    /// As [`check_contract`](Self::check_contract).
    #[track_caller]
    #[must_use]
    pub fn check_contract_with(mut self, contract: &Contract) -> Self {
        let mut held = Vec::new();
        self.service.documents("", &mut held);
        assert!(
            !held.is_empty(),
            "there is no document to hold responses against: give the application one with `openapi_path`"
        );
        let documents = Documents::new(held);
        contract.lock().promised.extend(documents.promised());
        self.contract = Some(Arc::new(documents.recording(contract.clone())));
        self
    }
}

/// What of the documents of applications has been seen in tests, see
/// [`check_contract_with`](TestClient::check_contract_with). Clones share it.
///
/// With it a test proves that the documentation holds no error that cannot happen.
///
/// # Example
/// ```
/// use faultless::{Contract, prelude::*};
///
/// #[get("/parts/{id}", raises(NOT_FOUND, GONE))]
/// async fn part(id: u32) -> Result<Json<u32>> {
///     ensure!(id == 1, NOT_FOUND, "there is no part {id}");
///     Ok(Json(id))
/// }
///
/// let contract = Contract::new();
/// let app = App::new().routes(routes![part]);
/// let client = TestClient::new(app).check_contract_with(&contract).blocking();
/// for (path, status) in [("/parts/1", 200), ("/parts/2", 404), ("/parts/x", 422)] {
///     assert_eq!(client.get(path).send().status(), status);
/// }
/// let left: Vec<String> = contract.unprovoked().iter().map(ToString::to_string).collect();
/// assert_eq!(left, ["GET /parts/{id} 410 http_410"]);
/// ```
#[derive(Clone, Default)]
pub struct Contract(Arc<Mutex<Record>>);

#[derive(Default)]
struct Record {
    promised: BTreeSet<Promised>,
    shown: BTreeSet<Promised>,
}

impl Contract {
    /// Nothing is promised or seen yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What the documents of its clients promise and no response has shown, by path.
    ///
    /// A `default` is shown by a response that nothing else documents.
    #[must_use]
    pub fn unprovoked(&self) -> Vec<Promised> {
        let record = self.lock();
        record.promised.difference(&record.shown).cloned().collect()
    }

    fn show(&self, shown: impl IntoIterator<Item = Promised>) {
        self.lock().shown.extend(shown);
    }

    fn lock(&self) -> MutexGuard<'_, Record> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Contract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Contract")
            .field("unprovoked", &self.unprovoked())
            .finish_non_exhaustive()
    }
}

/// One answer that a document promises: of which operation, with which status and error code.
///
/// Written out it is `GET /items/{item_id} 404 item_not_found`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Promised {
    path: String,
    method: String,
    status: String,
    code: Option<String>,
}

impl Promised {
    /// The operation's path, with that of its mount.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The method, in capitals.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The status as the document has it: `404`, `4XX`, `default`.
    #[must_use]
    pub fn status(&self) -> &str {
        &self.status
    }

    /// The error's code, where the document tells codes.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }
}

impl fmt::Display for Promised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            path,
            method,
            status,
            code,
        } = self;
        write!(f, "{method} {path} {status}")?;
        code.iter().try_for_each(|code| write!(f, " {code}"))
    }
}

impl fmt::Debug for Promised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
