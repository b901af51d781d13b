//! What most files of an application import: `use faultless::prelude::*;`.

pub use http::{HeaderMap, HeaderValue, Method, StatusCode};
pub use serde::{Deserialize, Serialize};

#[cfg(feature = "testing")]
pub use crate::TestClient;
pub use crate::model::Secret;
pub use crate::response::{IntoResponse, Response};
pub use crate::security::{
    ApiKey, HttpBasic, HttpBearer, HttpDigest, OAuth2AuthorizationCodeBearer, OAuth2PasswordBearer,
    OAuth2PasswordRequestForm, OAuth2PasswordRequestFormStrict, OpenIdConnect,
};
pub use crate::{
    App, BackgroundTasks, Body, Cookie, Depends, Detailed, Event, EventStream, Exception, Form,
    Header, HttpException, HttpRequest, Json, Model, Next, OrRaise, Path, Problem, Query, Raise,
    Request, RequestId, RequestValidationError, ResponseHead, ResponseValidationError, Result,
    Router, SecurityScopes, SetCookie, State, StreamingResponse, Uniform, UploadFile,
    WebSocketException, WebSocketRequestValidationError, Yield, delete, dependency, ensure, get,
    head, operation, options, patch, post, put, raise, routes, security_scheme, status, trace,
};
#[cfg(feature = "websocket")]
pub use crate::{WebSocket, websocket};
