//! The WebSocket as an argument.

use super::{Description, Extraction, Param, Spec};
use crate::exception::{Exception, Result};
use crate::websocket::WebSocket;

impl Param for WebSocket {
    async fn extract(
        extraction: &mut Extraction<'_>,
        _spec: &'static Spec<Self>,
    ) -> Result<Option<Self>> {
        match extraction.seen().websocket() {
            Some(socket) => Ok(Some(socket.clone())),
            // Only an operation that no application was built with comes here: building checks who takes it.
            None => Err(Exception::msg("this request asks for no WebSocket")),
        }
    }

    fn describe(_spec: &'static Spec<Self>, description: &mut Description) {
        description.takes_websocket = true;
    }
}
