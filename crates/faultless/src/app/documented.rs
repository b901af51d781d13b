//! What an application says of its errors to the documentation.

use std::error::Error;
use std::sync::Arc;

use super::App;
use crate::exception::{Catch, ErrorDoc, ErrorType, IntoStatus};
use crate::openapi::{ErrorExample, ErrorResponse};

impl App {
    /// Says whether its documentation holds the errors of its operations; it does unless told otherwise. Without them the
    /// document is `FastAPI`'s own: of errors it knows the 422 alone.
    pub fn openapi_errors(mut self, on: bool) -> Self {
        self.info.errors.on = on;
        self
    }

    /// Moves the catalogue of its errors, or takes it away; it is at `/errors` unless told otherwise.
    ///
    /// It lists every code that the application may answer with: status, words, an example, the operations that raise it;
    /// as a page for people, and as JSON for clients whose `Accept` asks for it. The `type` of RFC 9457's problem details
    /// ([`Problem`](crate::Problem)) leads to a code's entry. There is none where the documentation holds no errors
    /// ([`openapi_errors`](Self::openapi_errors)).
    pub fn errors_path(mut self, path: Option<&'static str>) -> Self {
        self.info.errors_path = path.map(Into::into);
        self
    }

    /// Documents errors that its layers answer with: any operation may.
    ///
    /// # Example
    /// ```
    /// use faultless::{App, ErrorDoc};
    ///
    /// let app = App::new().raises([ErrorDoc::new(429).code("slow_down").words("Too many requests from one client.")]);
    /// ```
    pub fn raises(mut self, errors: impl IntoIterator<Item = ErrorDoc>) -> Self {
        self.info.errors.raised.extend(errors);
        self
    }

    /// Documents the errors of a type by examples of them, answered as the application answers them: by its mapping
    /// ([`map_error`](Self::map_error)), else by what the type declares.
    ///
    /// A domain's errors know no HTTP, and a mapping is a function: which answers it gives is seen when it is called. One
    /// example of each variant is enough. An operation whose error is of this type may raise them all, unless it names
    /// those that it raises: `raises(StockError::Short)`.
    ///
    /// # Example
    /// ```
    /// use faultless::prelude::*;
    ///
    /// #[derive(Debug, thiserror::Error)]
    /// enum StockError {
    ///     #[error("there is no {0}")]
    ///     Unknown(String),
    ///     #[error("only {0} left")]
    ///     Short(u32),
    /// }
    ///
    /// #[get("/parts/{name}", raises(StockError::Unknown))]
    /// async fn part(name: String) -> Result<Json<String>, StockError> {
    ///     Err(StockError::Unknown(name))
    /// }
    ///
    /// let app = App::new()
    ///     .routes(routes![part])
    ///     .map_error(|error: &StockError| match error {
    ///         StockError::Unknown(_) => (404, "part_unknown"),
    ///         StockError::Short(_) => (409, "out_of_stock"),
    ///     })
    ///     .document_errors([StockError::Unknown("nut".to_owned()), StockError::Short(3)]);
    ///
    /// let client = TestClient::new(app).blocking();
    /// let document = client.get("/openapi.json").send().json::<serde_json::Value>();
    /// let responses = &document["paths"]["/parts/{name}"]["get"]["responses"];
    /// assert_eq!(responses["404"]["x-error-codes"], serde_json::json!(["part_unknown"]));
    /// assert!(responses["409"].is_null());
    /// ```
    pub fn document_errors<E>(mut self, examples: impl IntoIterator<Item = E>) -> Self
    where
        E: Error + Send + Sync + 'static,
    {
        let examples = examples.into_iter();
        self.info
            .errors
            .examples
            .extend(examples.map(|error| ErrorExample {
                of: ErrorType::of::<E>(),
                error: Arc::new(error),
            }));
        self
    }

    /// Documents what the exception handler of a type writes, in all operations that may raise it; several for one that
    /// writes several.
    ///
    /// For [`RequestValidationError`](crate::RequestValidationError) it replaces the 422 of every operation.
    pub fn exception_response<E: Catch>(mut self, response: ErrorResponse) -> Self {
        self.info
            .errors
            .by_type
            .push((ErrorType::of::<E>(), Arc::new(response)));
        self
    }

    /// Documents what the handler of a status writes, in all operations that may answer with it.
    pub fn status_response(mut self, status: impl IntoStatus, response: ErrorResponse) -> Self {
        self.info
            .errors
            .by_status
            .push((status.into_status(), Arc::new(response)));
        self
    }
}
