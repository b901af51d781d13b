//! What the operator sees: one log line an error, and the debug page.

mod debug_page;
mod log;

pub(crate) use debug_page::debug_page;
#[cfg(feature = "websocket")]
pub(crate) use log::log_websocket_exception;
pub(crate) use log::{log_exception, log_stream_failure};
