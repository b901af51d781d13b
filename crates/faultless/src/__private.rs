//! All that the macros may name. Nothing here is part of the public face.

pub use axum_core::response::Response;
pub use faultless_model as model;
pub use faultless_model::{RuleSet, Rules};
pub use futures_util::future::BoxFuture;
pub use http::{HeaderMap, HeaderName, HeaderValue};
pub use inventory;

pub use crate::after::{DependencyScope, Tasks};
pub use crate::app::{Answers, Raises};
pub use crate::depends::{
    Configured, Dependency, DependencyRef, DependsOn, Fallible, PlainOutput, Returned, Yielding,
    begin, returned,
};
pub use crate::exception::headers::insert as insert_header;
pub use crate::exception::{AsyncHandlerFn, handler_marker, raise_marker};
pub use crate::exception::{
    Base, BaseOf, Detail, ErrorBase, ErrorDoc, ErrorsOf, Exception, IntoException, IntoStatus,
    NoBase, NoErrors, PlainErrors, Raise, RaiseEntry, RaisingErrors, Result,
};
pub use crate::operation::{
    Answer, Answering, ByBody, ByFixed, ByJson, ByModel, ByNoBody, Call, Documentation, Failing,
    Filter, Fitting, Fixed, HandlerError, Modelled, Neither, Operation, Outcome, Plain, Plan,
    Raising, ResponseDoc, Route, Sent, Success, Untold, modelled,
};
#[cfg(feature = "websocket")]
pub use crate::operation::{WebSocketEnd, websocket_end};
pub use crate::param::via::{self, ByNothing, ByParam, ByParts, ByRaw, ByRequest};
pub use crate::param::{
    Argument, Borrowed, Described, Description, Extraction, Need, Param, ParsedBody, Probe,
    RaisedByRaise, RaisedByType, RaisedErased, RaisesNothing, ReadBody, Returning, Secured, Shared,
    Source, Spec, Taken, Wiring, example,
};
pub use crate::request::Request;
pub use crate::routing::{Mounted, Nature};
pub use crate::security::{
    Declared, SecurityScheme, describe as describe_scheme, resolve as resolve_scheme,
};
#[cfg(feature = "websocket")]
pub use crate::websocket::{AsyncWebSocketHandlerFn, Ending};
