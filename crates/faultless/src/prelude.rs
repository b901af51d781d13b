//! What most files of an application import: `use faultless::prelude::*;`.

pub use http::{HeaderMap, HeaderValue, Method, StatusCode};
pub use serde::{Deserialize, Serialize};

#[cfg(feature = "testing")]
pub use crate::TestClient;
pub use crate::response::{IntoResponse, Response};
pub use crate::{
    App, Body, Cookie, Depends, Detailed, Exception, Form, Header, HttpException, HttpRequest,
    Json, Model, Next, OrRaise, Path, Problem, Query, Raise, Request, RequestId,
    RequestValidationError, ResponseHead, ResponseValidationError, Result, Router, SecurityScopes,
    SetCookie, State, Uniform, UploadFile, WebSocketException, WebSocketRequestValidationError,
    Yield, delete, dependency, ensure, get, head, operation, options, patch, post, put, raise,
    routes, status, trace,
};
#[cfg(feature = "websocket")]
pub use crate::{WebSocket, websocket};
