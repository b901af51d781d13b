//! `raise!` and `ensure!`.

use http::StatusCode;

use super::{Exception, HttpException, IntoStatus};

/// Returns an error from the function: an [`HttpException`](crate::HttpException), a
/// [`WebSocketException`](crate::WebSocketException), or any error of yours.
///
/// | form | raises |
/// | --- | --- |
/// | `raise!(NOT_FOUND)` | a 404 with the status's phrase |
/// | `raise!(NOT_FOUND, "no item {id}")` | a 404 with this text; a literal is a format string |
/// | `raise!(409, json!({"code": "sold_out"}))` | any status, any value that serde writes |
/// | `raise!(ws POLICY_VIOLATION, "no session")` | the end of a WebSocket |
/// | `raise!(error)` | the error itself |
///
/// A status is a name of [`StatusCode`](http::StatusCode)'s constants, any expression that is a `StatusCode`, or a
/// number. The function may return any error that an [`Exception`](crate::Exception) converts into.
///
/// # Example
/// ```
/// use faultless::prelude::*;
///
/// fn stock(name: &str, left: u32) -> Result<u32> {
///     if left == 0 {
///         raise!(CONFLICT, "no {name} left");
///     }
///     Ok(left)
/// }
///
/// assert_eq!(stock("nut", 0).unwrap_err().to_string(), "409 no nut left");
/// ```
#[macro_export]
macro_rules! raise {
    (ws $code:expr $(,)?) => {
        $crate::raise!(ws $code, "")
    };
    (ws $code:expr, $reason:literal $($argument:tt)*) => {
        $crate::raise!(@ws $code, ::std::format!($reason $($argument)*))
    };
    (ws $code:expr, $reason:expr $(,)?) => {
        $crate::raise!(@ws $code, $reason)
    };
    (@ws $code:expr, $reason:expr) => {{
        #[allow(unused_imports, reason = "the code may be a number or a path of the caller's own")]
        use $crate::status::short_ws::*;
        return ::core::result::Result::Err(match $crate::WebSocketException::new($code, $reason) {
            ::core::result::Result::Ok(exception) => ::core::convert::From::from(exception),
            ::core::result::Result::Err(invalid) => ::core::convert::From::from(invalid),
        })
    }};
    ($status:expr, $detail:literal $($argument:tt)*) => {
        $crate::raise!(@http $status, ::std::format!($detail $($argument)*))
    };
    ($status:expr, $detail:expr $(,)?) => {
        $crate::raise!(@http $status, $detail)
    };
    (@http $status:expr, $detail:expr) => {{
        #[allow(unused_imports, reason = "the status may be a number or a path of the caller's own")]
        use $crate::status::{short::*, short_renamed::*};
        return ::core::result::Result::Err(::core::convert::From::from($crate::HttpException::new($status, $detail)))
    }};
    ($error:expr $(,)?) => {{
        #[allow(unused_imports, reason = "the error may be a value of the caller's own")]
        use $crate::status::{short::*, short_renamed::*};
        return ::core::result::Result::Err(::core::convert::From::from($crate::__private::IntoException::into_error($error)))
    }};
}

/// Raises when a condition does not hold: `ensure!(condition, ...)`, the rest as in [`raise!`](crate::raise).
///
/// # Example
/// ```
/// use faultless::prelude::*;
///
/// fn withdraw(owned: u32, wanted: u32) -> Result<u32> {
///     ensure!(wanted <= owned, CONFLICT, "only {owned} left");
///     Ok(owned - wanted)
/// }
///
/// assert_eq!(withdraw(3, 4).unwrap_err().to_string(), "409 only 3 left");
/// ```
#[macro_export]
macro_rules! ensure {
    ($condition:expr, $($raised:tt)+) => {
        if !$condition {
            $crate::raise!($($raised)+);
        }
    };
}

/// What `raise!` takes alone: an error, or a status.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be raised",
    label = "neither an error nor a status",
    note = "raise an error, a status (`raise!(NOT_FOUND)`), or a status with a detail (`raise!(NOT_FOUND, \"no item {{id}}\")`)"
)]
pub trait IntoException<M> {
    /// What the function's error type is made from.
    type Error;

    /// The error.
    fn into_error(self) -> Self::Error;
}

/// The two kinds of value that `raise!` takes alone.
#[doc(hidden)]
pub mod marker {
    /// An error.
    #[derive(Debug)]
    pub struct Error;
    /// A status.
    #[derive(Debug)]
    pub struct Status;
}

impl<E: Into<Exception>> IntoException<marker::Error> for E {
    type Error = E;

    fn into_error(self) -> E {
        self
    }
}

impl IntoException<marker::Status> for StatusCode {
    type Error = HttpException;

    fn into_error(self) -> HttpException {
        HttpException::bare(self)
    }
}

impl IntoException<marker::Status> for u16 {
    type Error = HttpException;

    fn into_error(self) -> HttpException {
        HttpException::bare(self.into_status())
    }
}
