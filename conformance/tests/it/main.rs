//! The conformance suite.

mod openapi;
mod replay;
