//! Mappings: what a domain's error is on the wire, said at the web's edge.

use std::borrow::Cow;
use std::error::Error;

use super::{Detail, HttpException, IntoStatus};

/// What a mapping gives for an error: how it is answered.
///
/// An [`HttpException`]; or a status and a machine code, which tell the error's own words below 500 and the status's
/// phrase from there on; or an `Option` of either, `None` leaving the error to others.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say how an error is answered",
    label = "write a status and a code, such as `(404, \"item_not_found\")`, or an `HttpException`"
)]
pub trait Mapped {
    #[doc(hidden)]
    fn mapped(self, error: &(dyn Error + 'static)) -> Option<HttpException>;
}

impl Mapped for HttpException {
    fn mapped(self, _error: &(dyn Error + 'static)) -> Option<HttpException> {
        Some(self)
    }
}

impl<S: IntoStatus, C: Into<Cow<'static, str>>> Mapped for (S, C) {
    fn mapped(self, error: &(dyn Error + 'static)) -> Option<HttpException> {
        let status = self.0.into_status();
        let detail = if status.is_server_error() {
            Detail::NONE
        } else {
            Detail::words(error.to_string())
        };
        Some(HttpException::with(status, detail).code(self.1))
    }
}

impl<M: Mapped> Mapped for Option<M> {
    fn mapped(self, error: &(dyn Error + 'static)) -> Option<HttpException> {
        self.and_then(|mapped| mapped.mapped(error))
    }
}
