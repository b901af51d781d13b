//! `OrRaise`: `.or_404("…")?` on `Option` and `Result`.

use std::error::Error;

use serde::Serialize;

use super::{HttpException, IntoStatus};
use crate::status;

/// Raises an [`HttpException`] where there is no value: on `Option` for `None`, on `Result` for `Err`.
///
/// The error of a `Result` is kept as the cause: it stands in the log, and the client never sees it.
///
/// # Errors
/// Every method gives the [`HttpException`] its name says.
///
/// # Example
/// ```
/// use faultless::prelude::*;
///
/// fn stock(name: &str) -> Result<u32> {
///     let left = [("bolt", 4)].iter().find(|(part, _)| *part == name).map(|(_, left)| *left);
///     Ok(left.or_404("no such part")?)
/// }
///
/// assert_eq!(stock("bolt").unwrap(), 4);
/// assert_eq!(stock("nut").unwrap_err().to_string(), "404 no such part");
/// ```
#[expect(
    clippy::missing_errors_doc,
    reason = "said once for all methods, above"
)]
pub trait OrRaise<T>: Sized {
    /// The value, or an exception of this status and detail.
    fn or_raise(self, status: impl IntoStatus, detail: impl Serialize) -> Result<T, HttpException>;

    /// The value, or the exception that `make` gives.
    fn or_raise_with(self, make: impl FnOnce() -> HttpException) -> Result<T, HttpException>;

    /// The value, or a 400.
    fn or_400(self, detail: impl Serialize) -> Result<T, HttpException> {
        self.or_raise(status::HTTP_400_BAD_REQUEST, detail)
    }

    /// The value, or a 401.
    fn or_401(self, detail: impl Serialize) -> Result<T, HttpException> {
        self.or_raise(status::HTTP_401_UNAUTHORIZED, detail)
    }

    /// The value, or a 403.
    fn or_403(self, detail: impl Serialize) -> Result<T, HttpException> {
        self.or_raise(status::HTTP_403_FORBIDDEN, detail)
    }

    /// The value, or a 404.
    fn or_404(self, detail: impl Serialize) -> Result<T, HttpException> {
        self.or_raise(status::HTTP_404_NOT_FOUND, detail)
    }

    /// The value, or a 409.
    fn or_409(self, detail: impl Serialize) -> Result<T, HttpException> {
        self.or_raise(status::HTTP_409_CONFLICT, detail)
    }

    /// The value, or a 422.
    fn or_422(self, detail: impl Serialize) -> Result<T, HttpException> {
        self.or_raise(status::HTTP_422_UNPROCESSABLE_CONTENT, detail)
    }

    /// The value, or a 503.
    fn or_503(self, detail: impl Serialize) -> Result<T, HttpException> {
        self.or_raise(status::HTTP_503_SERVICE_UNAVAILABLE, detail)
    }
}

impl<T> OrRaise<T> for Option<T> {
    fn or_raise(self, status: impl IntoStatus, detail: impl Serialize) -> Result<T, HttpException> {
        self.ok_or_else(|| HttpException::new(status, detail))
    }

    fn or_raise_with(self, make: impl FnOnce() -> HttpException) -> Result<T, HttpException> {
        self.ok_or_else(make)
    }
}

impl<T, E: Into<Box<dyn Error + Send + Sync>>> OrRaise<T> for Result<T, E> {
    fn or_raise(self, status: impl IntoStatus, detail: impl Serialize) -> Result<T, HttpException> {
        self.map_err(|error| HttpException::new(status, detail).caused_by(error))
    }

    fn or_raise_with(self, make: impl FnOnce() -> HttpException) -> Result<T, HttpException> {
        self.map_err(|error| make().caused_by(error))
    }
}
