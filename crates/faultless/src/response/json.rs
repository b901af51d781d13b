//! `Json`: a value as a JSON response; and JSON that holds no number it has no form for.

use axum_core::body::Body;
use axum_core::response::{IntoResponse, Response};
use http::HeaderValue;
use serde::{Deserialize, Serialize};

use super::finite::assert_finite;
use super::{Raised, with_content_type};

/// A JSON response.
///
/// A value that JSON has no form for (a map whose keys are no strings, a number that is NaN or infinite) is an
/// exception: a 500, logged, without a word of it for the client.
///
/// # Example
/// ```
/// use faultless::Json;
/// use faultless::response::IntoResponse;
///
/// let response = Json(["a", "b"]).into_response();
/// assert_eq!(response.headers()["content-type"], "application/json");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Json<T>(pub T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match to_json(&self.0) {
            Ok(json) => with_content_type(
                HeaderValue::from_static("application/json"),
                Body::from(json),
            ),
            Err(error) => Raised::from(error).into_response(),
        }
    }
}

/// A value as JSON.
///
/// # Errors
/// A value that JSON has no form for. `serde_json` writes `null` for NaN and infinity, which would be read as "no
/// value": that is refused here. Only where a `null` was written is the value looked at again, so that others pay
/// no more than the search.
pub(crate) fn to_json<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, serde_json::Error> {
    let json = serde_json::to_vec(value)?;
    if json.windows(4).any(|window| window == b"null") {
        assert_finite(value)?;
    }
    Ok(json)
}
