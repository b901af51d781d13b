//! Case files as they are written: requests, WebSocket scripts, and what was recorded.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::{Deserialize, Deserializer, Error as _};
use serde_json::value::RawValue;

use super::request;
use crate::json::Value;

/// One file: a group and its cases.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CaseFile {
    pub(crate) group: String,
    pub(crate) cases: Vec<Case>,
}

/// One case, ready to be sent.
#[derive(Debug, serde::Deserialize)]
#[serde(try_from = "WrittenCase")]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) tier: u8,
    pub(crate) before: Vec<Exchange>,
    pub(crate) pause_ms: Option<u64>,
    pub(crate) work: Work,
}

impl Case {
    /// The request on one line.
    pub(crate) fn describe(&self) -> String {
        match &self.work {
            Work::Http(request, _) => {
                format!("{} {}", request.method, request::target(&request.place))
            }
            Work::WebSocket(script, _) => format!("WS {}", request::target(&script.place)),
        }
    }
}

/// What a case sends, and the answer it wants.
#[derive(Debug)]
pub(crate) enum Work {
    Http(Box<Request>, Wanted),
    WebSocket(Box<Script>, Vec<WantedEvent>),
}

/// What is sent before a case, its answer dropped.
#[derive(Debug)]
pub(crate) enum Exchange {
    Http(Box<Request>),
    WebSocket(Box<Script>),
}

/// The fields of a case in the file; unknown ones are refused, since a new field that is
/// skipped would send something else than was recorded.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCase {
    id: String,
    #[serde(default = "first_tier")]
    tier: u8,
    #[serde(default)]
    before: Vec<Exchange>,
    pause_ms: Option<u64>,
    request: Option<Box<Request>>,
    ws: Option<Box<Script>>,
    expect: Box<RawValue>,
    /// Where the recorder puts matchers; of no use to a replay.
    #[serde(rename = "mask")]
    _mask: Option<Box<RawValue>>,
}

fn first_tier() -> u8 {
    1
}

impl TryFrom<WrittenCase> for Case {
    type Error = String;

    fn try_from(case: WrittenCase) -> Result<Self, String> {
        let work = match (case.request, case.ws) {
            (Some(request), None) => Work::Http(request, parsed(&case.id, &case.expect)?),
            (None, Some(script)) => Work::WebSocket(
                script,
                parsed::<WantedEvents>(&case.id, &case.expect)?.events,
            ),
            _ => return Err(format!("{}: a case has either `request` or `ws`", case.id)),
        };
        Ok(Self {
            id: case.id,
            tier: case.tier,
            before: case.before,
            pause_ms: case.pause_ms,
            work,
        })
    }
}

fn parsed<T: for<'de> Deserialize<'de>>(id: &str, raw: &RawValue) -> Result<T, String> {
    serde_json::from_str(raw.get()).map_err(|error| format!("{id}: {error}"))
}

impl<'de> Deserialize<'de> for Exchange {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        struct Probe {
            ws: Option<Box<Script>>,
        }
        // Not an untagged enum: serde would buffer the value, and a buffer holds no raw JSON.
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let probe: Probe = serde_json::from_str(raw.get()).map_err(D::Error::custom)?;
        match probe.ws {
            Some(script) => Ok(Self::WebSocket(script)),
            None => serde_json::from_str(raw.get())
                .map(Self::Http)
                .map_err(D::Error::custom),
        }
    }
}

/// Where a request goes: path, query and headers.
#[derive(Debug, Default)]
pub(crate) struct Place {
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) query_raw: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
}

/// One HTTP request.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) place: Place,
    pub(crate) chunked: bool,
    pub(crate) body: Option<Body>,
}

/// The body of a request, in the ways a case can write it.
#[derive(Debug)]
pub(crate) enum Body {
    Text(String),
    Bytes(Vec<u8>),
    Repeat(Repeat),
    Form(Vec<(String, String)>),
    Multipart(Multipart),
}

impl<'de> Deserialize<'de> for Request {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Written {
            method: String,
            path: String,
            #[serde(default)]
            query: Vec<(String, String)>,
            query_raw: Option<String>,
            #[serde(default)]
            headers: Vec<(String, String)>,
            #[serde(default)]
            chunked: bool,
            body: Option<String>,
            body_b64: Option<Base64>,
            body_repeat: Option<Repeat>,
            form: Option<Vec<(String, String)>>,
            multipart: Option<Multipart>,
        }
        let it = Written::deserialize(deserializer)?;
        let bodies = [
            it.body.map(Body::Text),
            it.body_b64.map(|bytes| Body::Bytes(bytes.0)),
            it.body_repeat.map(Body::Repeat),
            it.form.map(Body::Form),
            it.multipart.map(Body::Multipart),
        ];
        let mut bodies = bodies.into_iter().flatten();
        let (body, second) = (bodies.next(), bodies.next());
        if second.is_some() {
            return Err(D::Error::custom("a request has two bodies"));
        }
        let place = Place {
            path: it.path,
            query: it.query,
            query_raw: it.query_raw,
            headers: it.headers,
        };
        Ok(Self {
            method: it.method,
            place,
            chunked: it.chunked,
            body,
        })
    }
}

/// A long body in few words.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Repeat {
    #[serde(default)]
    pub(crate) prefix: String,
    pub(crate) text: String,
    pub(crate) times: usize,
    #[serde(default)]
    pub(crate) suffix: String,
}

/// A multipart body.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Multipart {
    pub(crate) boundary: String,
    pub(crate) parts: Vec<Part>,
}

/// One part of a multipart body; its content is `text` unless another field gives it.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) filename: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) b64: Option<Base64>,
    pub(crate) repeat: Option<Repeat>,
}

/// Bytes, written in base64.
#[derive(Debug)]
pub(crate) struct Base64(pub(crate) Vec<u8>);

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        STANDARD
            .decode(String::deserialize(deserializer)?)
            .map(Self)
            .map_err(D::Error::custom)
    }
}

/// A WebSocket conversation.
#[derive(Debug)]
pub(crate) struct Script {
    pub(crate) place: Place,
    pub(crate) steps: Vec<Step>,
}

impl<'de> Deserialize<'de> for Script {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Written {
            path: String,
            #[serde(default)]
            query: Vec<(String, String)>,
            query_raw: Option<String>,
            #[serde(default)]
            headers: Vec<(String, String)>,
            #[serde(default)]
            script: Vec<Step>,
        }
        let it = Written::deserialize(deserializer)?;
        let place = Place {
            path: it.path,
            query: it.query,
            query_raw: it.query_raw,
            headers: it.headers,
        };
        Ok(Self {
            place,
            steps: it.script,
        })
    }
}

/// One step of a WebSocket conversation.
#[derive(Debug, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Step {
    SendText(String),
    SendJson(Value),
    SendB64(Base64),
    /// Wait for one message or the close.
    Recv(#[expect(dead_code, reason = "the format writes `true` here")] bool),
    Close(CloseFrame),
}

/// The content of a close frame.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CloseFrame {
    #[serde(default = "normal_closure")]
    pub(crate) code: u16,
    #[serde(default)]
    pub(crate) reason: String,
}

fn normal_closure() -> u16 {
    1000
}

/// The answer a case wants; every value may be a matcher.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    pub(crate) status: u16,
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, Value>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) json: Option<Value>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) text: Option<Value>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) body_b64: Option<Value>,
}

/// Reads a field that is there, so that a wanted `null` is not taken for a missing one.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WantedEvents {
    events: Vec<WantedEvent>,
}

/// One event a WebSocket case wants.
#[derive(Debug)]
pub(crate) struct WantedEvent {
    pub(crate) value: Value,
    /// The refusal, where the event is one.
    pub(crate) reject: Option<Wanted>,
}

impl<'de> Deserialize<'de> for WantedEvent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        struct Probe {
            reject: Option<Wanted>,
        }
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let value = serde_json::from_str(raw.get()).map_err(D::Error::custom)?;
        let probe: Probe = serde_json::from_str(raw.get()).map_err(D::Error::custom)?;
        Ok(Self {
            value,
            reject: probe.reject,
        })
    }
}
