//! The OpenAPI document of an application, built once from the operations that run.

mod bounds;
mod document;
mod documents;
mod security;
mod taken;

use std::borrow::Cow;

pub(crate) use self::documents::{Documents, check};

/// What an application decides about its document.
#[derive(Clone)]
pub(crate) struct Info {
    pub(crate) title: Cow<'static, str>,
    pub(crate) version: Cow<'static, str>,
    /// The document's path; none without a document.
    pub(crate) openapi_path: Option<Cow<'static, str>>,
    /// The pages that show it.
    pub(crate) looks: crate::docs_ui::Looks,
}

impl Default for Info {
    fn default() -> Self {
        Self {
            title: Cow::Borrowed("faultless"),
            version: Cow::Borrowed("0.1.0"),
            openapi_path: Some(Cow::Borrowed("/openapi.json")),
            looks: crate::docs_ui::Looks::default(),
        }
    }
}
