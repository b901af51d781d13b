#![doc = include_str!("docs/crate.md")]
#![doc = include_str!("docs/parameters.md")]
#![doc = include_str!("docs/exceptions.md")]
#![doc = include_str!("docs/contract.md")]
#![doc = include_str!("docs/features.md")]

mod after;
mod app;
mod defect;
mod depends;
mod docs_ui;
mod exception;
pub mod exception_handlers;
mod form_limits;
mod html;
mod observe;
pub mod openapi;
mod operation;
mod page;
mod param;
pub mod prelude;
mod request;
mod request_id;
pub mod response;
mod routing;
pub mod security;
mod sse;
pub mod status;
mod stream;
#[cfg(feature = "testing")]
mod testing;
mod url;
#[cfg(feature = "websocket")]
pub mod websocket;

#[doc(hidden)]
pub mod __private;

pub use after::{
    BackgroundTasks, DependencyScope, RequestCancelled, ResponseHead, TaskOutput, Yield,
};
pub use app::{App, Inner, Middleware, Next, Service};
pub use defect::BuildError;
pub use depends::{Configured, Dependency, Depends, SecurityScopes};
pub use exception::{
    Answer, Base, ByAccept, Catch, Chain, Detail, Detailed, ErrorDoc, ErrorFormat, ErrorReport,
    Exception, ExceptionHandler, HttpException, IntoHeader, IntoStatus, InvalidCloseCode, Mapped,
    OrRaise, Panic, Problem, Raise, Rendered, RequestValidationError, ResponseValidationError,
    Result, StatusCatch, Uniform, WebSocketException, WebSocketRequestValidationError,
    default_code,
};
#[doc = include_str!("docs/model.md")]
pub use faultless_macros::Model;
#[doc = include_str!("docs/raise.md")]
pub use faultless_macros::Raise;
#[doc = include_str!("docs/dependency.md")]
pub use faultless_macros::dependency;
#[doc = include_str!("docs/operation.md")]
pub use faultless_macros::operation;
#[doc = include_str!("docs/security_scheme.md")]
pub use faultless_macros::security_scheme;
#[cfg(feature = "websocket")]
#[doc = include_str!("docs/websocket.md")]
pub use faultless_macros::websocket;
pub use faultless_macros::{delete, get, head, options, patch, post, put, routes, trace};
/// Values: validation, its issues and kinds. Usable without the rest, as the crate `faultless-model`.
pub use faultless_model as model;
pub use form_limits::FormLimits;
pub use observe::{Place, Reported};
pub use openapi::ErrorResponse;
pub use operation::{Operation, Respond, Route};
pub use param::{
    Body, Chunks, Cookie, Form, Header, Param, Path, Query, Source, State, UploadFile,
};
pub use request::{ClientAddress, HttpRequest, Request};
pub use request_id::RequestId;
pub use response::{Json, Raised, SameSite, SetCookie};
pub use routing::{Mountable, Router};
pub use sse::{Event, EventStream, IntoEvent};
pub use stream::{StreamSender, StreamingResponse};
#[cfg(feature = "testing")]
pub use testing::{
    BlockingTestClient, BlockingTestEvents, BlockingTestRequest, BlockingTestStream, MultipartForm,
    TestClient, TestEvent, TestEvents, TestRequest, TestResponse, TestStream,
};
#[cfg(all(feature = "testing", feature = "websocket"))]
pub use testing::{
    BlockingTestWebSocket, BlockingTestWebSocketRequest, TestWebSocket, TestWebSocketRequest,
};
#[cfg(feature = "contract")]
pub use testing::{Contract, Promised};
#[cfg(feature = "websocket")]
pub use websocket::{WebSocket, WebSocketError, WebSocketLimits};

/// README's program, held by a test.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct ReadMe;
