//! The OpenAPI document of an application, built once from the operations that run.

mod about;
mod bounds;
mod check;
mod document;
mod documents;
mod errors;
mod merge;
mod responses;
mod security;
mod taken;

use std::borrow::Cow;

pub(crate) use self::about::About;
pub use self::about::{Contact, ExternalDocs, License, OperationName, Server, Tag};
#[cfg(feature = "contract")]
pub(crate) use self::document::path as documented_path;
pub(crate) use self::documents::{Documents, check};
#[cfg(feature = "contract")]
pub(crate) use self::errors::CODES;
pub use self::errors::ErrorResponse;
pub(crate) use self::errors::{ErrorExample, ErrorSettings};
pub use crate::operation::{ResponseDoc, ResponseKey};

/// What an application decides about its document.
#[derive(Clone)]
pub(crate) struct Info {
    pub(crate) title: Cow<'static, str>,
    pub(crate) version: Cow<'static, str>,
    /// The document's path; none without a document.
    pub(crate) openapi_path: Option<Cow<'static, str>>,
    /// The pages that show it.
    pub(crate) looks: crate::docs_ui::Looks,
    /// What it says of errors.
    pub(crate) errors: ErrorSettings,
    /// Where the catalogue of errors is.
    pub(crate) errors_path: Option<Cow<'static, str>>,
    /// What else it says of itself.
    pub(crate) about: About,
}

impl Default for Info {
    fn default() -> Self {
        Self {
            title: Cow::Borrowed("faultless"),
            version: Cow::Borrowed("0.1.0"),
            openapi_path: Some(Cow::Borrowed("/openapi.json")),
            looks: crate::docs_ui::Looks::default(),
            errors: ErrorSettings::default(),
            errors_path: Some(Cow::Borrowed("/errors")),
            about: About::default(),
        }
    }
}

impl Info {
    /// Where the catalogue of errors is, if there is one.
    fn catalogue_path(&self) -> Option<&str> {
        let there = self.errors.on && self.openapi_path.is_some();
        self.errors_path.as_deref().filter(|_| there)
    }
}
