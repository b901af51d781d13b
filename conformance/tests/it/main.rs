//! The conformance suite.

mod contract;
mod crowd;
mod openapi;
mod replay;
