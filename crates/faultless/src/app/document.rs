//! The application's OpenAPI document as text: for tests, and for the command `faultless openapi`.

use std::borrow::Cow;

use serde_json::Value;

use super::App;
use crate::defect::BuildError;

/// Where the document of an application stands that serves none: no request can ask for a path with a space in it.
const UNSERVED: &str = "/ openapi.json";

impl App {
    /// The OpenAPI document, with a line for each of its parts and a newline at its end: the text that the command
    /// `faultless openapi` writes. There is one also where [`openapi_path(None)`](Self::openapi_path) keeps it from
    /// being served.
    ///
    /// It is made for tests of your own: what is compared with a committed file is changed by no accident.
    ///
    /// # Errors
    /// [`BuildError`] when the application has mistakes.
    ///
    /// # Example
    /// ```
    /// use faultless::prelude::*;
    ///
    /// #[get("/hello/{name}")]
    /// async fn hello(name: String) -> Json<String> {
    ///     Json(format!("hello {name}"))
    /// }
    ///
    /// let document = App::new().title("Greeter").routes(routes![hello]).openapi()?;
    /// assert!(document.contains("\"title\": \"Greeter\""));
    /// # Ok::<(), faultless::BuildError>(())
    /// ```
    pub fn openapi(&self) -> Result<String, BuildError> {
        let mut app = self.clone();
        if app.info.openapi_path.is_none() {
            // Without a document there are no pages: their paths may be other operations'.
            app.info.looks.docs_path = None;
            app.info.errors_path = None;
            #[cfg(feature = "docs")]
            {
                app.info.looks.redoc_path = None;
            }
            app.info.openapi_path = Some(Cow::Borrowed(UNSERVED));
        }
        let service = app.build()?;
        let written = service.core().documents().json.as_deref();
        // It has a path, and what was written is JSON.
        let document: Value = written
            .and_then(|json| serde_json::from_slice(json).ok())
            .unwrap_or_default();
        Ok(format!("{document:#}\n"))
    }
}
