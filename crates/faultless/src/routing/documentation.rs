//! What a router says of its operations in the documentation.

use super::Router;
use crate::operation::{ResponseDoc, ResponseKey, add_response};

impl Router {
    /// Documents an answer that each of its operations may give: `.response(404, "Not here")`.
    ///
    /// An operation or a router within that documents the same status goes before it.
    ///
    /// # Example
    /// ```
    /// use faultless::prelude::*;
    /// use faultless::openapi::ResponseDoc;
    ///
    /// #[derive(Serialize, Model)]
    /// struct Busy { until: u64 }
    ///
    /// let items = Router::new()
    ///     .response(404, "Not here")
    ///     .response(409, ResponseDoc::new("In use").model::<Busy>());
    /// ```
    pub fn response(
        mut self,
        key: impl Into<ResponseKey>,
        response: impl Into<ResponseDoc>,
    ) -> Self {
        add_response(&mut self.responses, response.into().at(key));
        self
    }

    /// Leaves all that is in it out of the documentation.
    pub fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// Documents all that is in it as deprecated.
    pub fn deprecated(mut self) -> Self {
        self.deprecated = true;
        self
    }
}
