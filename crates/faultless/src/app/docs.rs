//! Where an application documents itself, and how its pages look.

use std::borrow::Cow;

use super::App;

impl App {
    /// Sets the path of the OpenAPI document, `/openapi.json` unless set; `None` for no document and no page.
    pub fn openapi_path(mut self, path: Option<&'static str>) -> Self {
        self.info.openapi_path = path.map(Cow::Borrowed);
        self
    }

    /// Sets the path of Swagger UI, `/docs` unless set; `None` for no such page.
    ///
    /// The page and all that it loads are in the binary and stand at this path and below it: it works offline, under a
    /// mount, and behind a proxy that adds a prefix. Its `Content-Security-Policy` lets it run its own scripts and
    /// nothing else, and ask its own origin, the origins of the document's `servers` and those where tokens are fetched.
    /// What a description takes from elsewhere, such as a picture, is not shown.
    ///
    /// Without the feature `docs` a plain list of the operations stands there instead.
    ///
    /// # Example
    /// ```
    /// use faultless::prelude::*;
    ///
    /// let app = App::new().docs_path(Some("/internal/docs")).redoc_path(None);
    /// let client = TestClient::new(app).blocking();
    /// assert_eq!(client.get("/internal/docs").send().status(), 200);
    /// assert_eq!(client.get("/docs").send().status(), 404);
    /// ```
    pub fn docs_path(mut self, path: Option<&'static str>) -> Self {
        self.info.looks.docs_path = path.map(Cow::Borrowed);
        self
    }
}

#[cfg(feature = "docs")]
mod pages {
    use std::borrow::Cow;
    use std::panic::Location;

    use serde::Serialize;
    use serde_json::{Map, Value};

    use super::App;
    use crate::defect::Defect;
    use crate::docs_ui::{check_init_oauth, check_parameters};

    impl App {
        /// Sets the path of Redoc, `/redoc` unless set; `None` for no such page.
        ///
        /// As with [`App::docs_path`], all of it is in the binary and asks no other host; the logo that the document's
        /// `info` has in `x-logo` is the one thing that may come from another.
        pub fn redoc_path(mut self, path: Option<&'static str>) -> Self {
            self.info.looks.redoc_path = path.map(Cow::Borrowed);
            self
        }

        /// Sets the path of the page to which an OAuth 2 server sends people back, `oauth2-redirect` below the path of
        /// Swagger UI unless set; `None` for no such page, which leaves the flows that need none.
        pub fn oauth2_redirect_path(mut self, path: Option<&'static str>) -> Self {
            self.info.looks.redirect_path = Some(path.map(Cow::Borrowed));
            self
        }

        /// Sets [parameters of Swagger UI](https://swagger.io/docs/open-source-tools/swagger-ui/usage/configuration/),
        /// over the defaults: `deepLinking`, `showExtensions` and `showCommonExtensions` are on. A parameter that this
        /// version does not know, or that takes a function, keeps the application from being built.
        ///
        /// # Example
        /// ```
        /// use faultless::prelude::*;
        /// use serde_json::json;
        ///
        /// let app = App::new().swagger_ui_parameters(json!({ "docExpansion": "none", "persistAuthorization": true }));
        /// assert!(app.build().is_ok());
        ///
        /// let app = App::new().swagger_ui_parameters(json!({ "doc_expansion": "none" }));
        /// assert!(app.build().unwrap_err().to_string().contains("write `docExpansion`"));
        /// ```
        #[track_caller]
        pub fn swagger_ui_parameters(mut self, parameters: impl Serialize) -> Self {
            let location = Location::caller();
            if let Some(parameters) = self.object("swagger_ui_parameters", parameters, location) {
                let wrong = check_parameters(&parameters);
                self.tell(wrong, location);
                self.info.looks.parameters = parameters;
            }
            self
        }

        /// Sets with what Swagger UI's dialog for
        /// [OAuth 2](https://swagger.io/docs/open-source-tools/swagger-ui/usage/oauth2/) is filled in. Everybody who sees
        /// the page sees these settings: a `clientSecret` in them is none.
        ///
        /// # Example
        /// ```
        /// use faultless::prelude::*;
        /// use serde_json::json;
        ///
        /// let app = App::new().swagger_ui_init_oauth(json!({
        ///     "clientId": "docs",
        ///     "scopes": "notes:read",
        ///     "usePkceWithAuthorizationCodeGrant": true,
        /// }));
        /// assert!(app.build().is_ok());
        /// ```
        #[track_caller]
        pub fn swagger_ui_init_oauth(mut self, settings: impl Serialize) -> Self {
            let location = Location::caller();
            if let Some(settings) = self.object("swagger_ui_init_oauth", settings, location) {
                let wrong = check_init_oauth(&settings);
                self.tell(wrong, location);
                self.info.looks.init_oauth = Some(settings);
            }
            self
        }

        fn object(
            &mut self,
            method: &str,
            value: impl Serialize,
            location: &'static Location<'static>,
        ) -> Option<Map<String, Value>> {
            let found = match serde_json::to_value(value) {
                Ok(Value::Object(object)) => return Some(object),
                // Which one is not told: it may be a secret.
                Ok(_) => "it was given another value".to_owned(),
                Err(error) => format!("what it was given cannot be written: {error}"),
            };
            let message = format!(
                "`.{method}(...)` takes an object, such as `serde_json::json!({{...}})` makes: {found}"
            );
            self.defects.push(Defect::new(location, message));
            None
        }

        fn tell(&mut self, mistakes: Vec<String>, location: &'static Location<'static>) {
            let defects = mistakes
                .into_iter()
                .map(|mistake| Defect::new(location, mistake));
            self.defects.extend(defects);
        }
    }
}
