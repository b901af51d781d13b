//! What an application decides about its errors: their shape, their codes, their words, their bounds.

use std::borrow::Cow;
use std::panic::Location;
use std::sync::Arc;

use faultless_model::{Catalogue, Limits};

use super::App;
use crate::defect::Defect;
use crate::exception::{ErrorFormat, IntoStatus};
use crate::observe::Reported;

impl App {
    /// Sets the shape of every error: [`Detailed`](crate::Detailed), [`Uniform`](crate::Uniform),
    /// [`Problem`](crate::Problem), [`ByAccept`](crate::ByAccept), or one of your own.
    pub fn error_format(mut self, format: impl ErrorFormat) -> Self {
        self.settings.format = Arc::new(format);
        self
    }

    /// Sets the machine code of a status, for errors without a code of their own.
    pub fn error_code(
        mut self,
        status: impl IntoStatus,
        code: impl Into<Cow<'static, str>>,
    ) -> Self {
        self.settings
            .codes
            .insert(status.into_status(), code.into());
        self
    }

    /// Tells a function of every exception that is logged as an error: for a service that collects them, a metric, a
    /// pager.
    ///
    /// These are the exceptions whose answer is a 5xx, and those that nothing was left to answer for: in a response's body,
    /// a background task, a teardown, a WebSocket; [`Reported::place`](crate::Reported::place) tells which. What a client
    /// did wrong (4xx) is none of them. A mounted application tells its own hooks.
    ///
    /// Several may be registered; they run one after the other, where the exception was answered, so that one that waits
    /// holds the request up: send to a channel what takes time. One that panics is logged, and harms nothing.
    ///
    /// # Example
    /// ```
    /// use std::sync::atomic::{AtomicUsize, Ordering};
    ///
    /// use faultless::prelude::*;
    ///
    /// static FAULTS: AtomicUsize = AtomicUsize::new(0);
    ///
    /// #[get("/")]
    /// async fn broken() -> Result<Json<u8>> {
    ///     Ok(Json("many".parse()?))
    /// }
    ///
    /// let app = App::new().routes(routes![broken]).on_exception(|reported| {
    ///     FAULTS.fetch_add(1, Ordering::Relaxed);
    ///     assert_eq!(reported.route(), Some("/"));
    ///     assert!(reported.exception().is::<std::num::ParseIntError>());
    /// });
    /// let client = TestClient::new(app).blocking();
    /// assert_eq!(client.get("/").send().status(), 500);
    /// assert_eq!(FAULTS.load(Ordering::Relaxed), 1);
    /// ```
    pub fn on_exception(mut self, hook: impl Fn(&Reported<'_>) + Send + Sync + 'static) -> Self {
        self.settings.hooks.add(hook);
        self
    }

    /// Shows clients on this machine a page that tells unplanned errors. Never on unless switched on here.
    pub fn debug(mut self, on: bool) -> Self {
        self.settings.debug = on;
        self
    }

    /// Says the issues of requests that are not valid in other words: a translation, or the words and codes of
    /// pydantic 1 that clients of old services match on.
    ///
    /// Exception handlers, every error format and the log say the same; a request without issues pays nothing. A
    /// template that names what its kind does not have keeps the application from being built. For a language by
    /// request, see [`RequestValidationError::told_in`](crate::RequestValidationError::told_in).
    ///
    /// # Example
    /// ```
    /// use faultless::model::{Catalogue, Kind};
    /// use faultless::prelude::*;
    ///
    /// #[get("/search")]
    /// async fn search(q: String) -> Json<String> {
    ///     Json(q)
    /// }
    ///
    /// let french = Catalogue::new().say(Kind::Missing, "Champ requis");
    /// let client = TestClient::new(App::new().routes(routes![search]).messages(french)).blocking();
    /// assert_eq!(
    ///     client.get("/search").send().text(),
    ///     r#"{"detail":[{"type":"missing","loc":["query","q"],"msg":"Champ requis","input":null}]}"#,
    /// );
    ///
    /// let old = TestClient::new(App::new().routes(routes![search]).messages(Catalogue::v1())).blocking();
    /// assert_eq!(
    ///     old.get("/search").send().text(),
    ///     r#"{"detail":[{"loc":["query","q"],"msg":"field required","type":"value_error.missing"}]}"#,
    /// );
    /// ```
    #[track_caller]
    pub fn messages(mut self, messages: Catalogue) -> Self {
        let here = Location::caller();
        if let Err(error) = messages.check() {
            let defects = error.mistakes().map(|mistake| Defect::new(here, mistake));
            self.defects.extend(defects);
        }
        self.settings.messages = Some(messages);
        self
    }

    /// Bounds what a request that is not valid is told: how many issues, how deep, how much of its values and of the
    /// names it made up, and how much in all. Each is a field of [`Limits`](crate::model::Limits).
    ///
    /// # Example
    /// ```
    /// use faultless::model::Limits;
    /// use faultless::prelude::*;
    ///
    /// let mut limits = Limits::default();
    /// (limits.issues, limits.depth) = (20, 32);
    /// (limits.echo, limits.name, limits.answer) = (256, 64, 16 << 10);
    /// let app = App::new().limits(limits);
    /// ```
    pub fn limits(mut self, limits: Limits) -> Self {
        self.settings.limits = limits;
        self
    }
}
