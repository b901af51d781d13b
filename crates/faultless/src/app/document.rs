//! The application's OpenAPI document as text: for tests, and for the command `faultless openapi`.

use std::borrow::Cow;

use futures_util::FutureExt as _;
use http_body_util::BodyExt as _;
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
        let path = app.info.openapi_path.clone().unwrap_or_else(|| {
            // Without a document there are no pages: their paths may be other operations'.
            app.info.looks.docs_path = None;
            app.info.errors_path = None;
            #[cfg(feature = "docs")]
            {
                app.info.looks.redoc_path = None;
            }
            Cow::Borrowed(UNSERVED)
        });
        app.info.openapi_path = Some(path.clone());
        let answer = app.build()?.document(&path);
        let written = answer
            .and_then(|answer| answer.into_body().collect().now_or_never()?.ok())
            .and_then(|body| serde_json::from_slice::<Value>(&body.to_bytes()).ok());
        // It has just been built in memory, at this path, as JSON.
        let document = written.unwrap_or_default();
        Ok(format!("{document:#}\n"))
    }
}
