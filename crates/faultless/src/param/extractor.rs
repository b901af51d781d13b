//! Extractors of axum's as arguments.

use axum_core::extract::{FromRequest, FromRequestParts};
use axum_core::response::IntoResponse;

use super::Extraction;
use super::rejection::exception;
use crate::exception::Result;

/// Runs an extractor that looks at the head of the request.
pub(super) async fn from_parts<T: FromRequestParts<()>>(
    extraction: &mut Extraction<'_>,
) -> Result<Option<T>> {
    let rejection = match T::from_request_parts(extraction.request().parts_mut(), &()).await {
        Ok(value) => return Ok(Some(value)),
        Err(rejection) => rejection.into_response(),
    };
    Err(exception(rejection).await)
}

/// Runs an extractor that takes the whole request.
pub(super) async fn from_request<T: FromRequest<(), M>, M>(
    extraction: &mut Extraction<'_>,
) -> Result<Option<T>> {
    let request = extraction.request().for_axum();
    let rejection = match T::from_request(request, &()).await {
        Ok(value) => return Ok(Some(value)),
        Err(rejection) => rejection.into_response(),
    };
    Err(exception(rejection).await)
}
