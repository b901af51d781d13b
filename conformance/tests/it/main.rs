//! The conformance suite.

mod crowd;
mod openapi;
mod replay;
