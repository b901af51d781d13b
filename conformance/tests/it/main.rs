//! The conformance suite.

mod replay;
