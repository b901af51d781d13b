//! A small WebSocket client (RFC 6455, no extensions) that follows a script.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, ErrorKind, Read, Write};
use std::net::SocketAddr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::answer::Answer;
use super::case::{Script, Step};
use super::request::{DEFAULT_HOST, Head};
use super::wire::{self, Reader, malformed};
use crate::json::{self, Value};

const TEXT: u8 = 1;
const BINARY: u8 = 2;
const CLOSE: u8 = 8;
const PING: u8 = 9;
const PONG: u8 = 10;

/// The bit of a frame that ends its message, in the first byte.
const FINAL: u8 = 0x80;
/// The bit of a masked frame, in the second byte, next to the length.
const MASKED: u8 = 0x80;
/// The length that says: it follows in two bytes.
const TWO_BYTES: u8 = 126;
/// The length that says: it follows in eight bytes.
const EIGHT_BYTES: u8 = 127;

/// One thing a conversation showed.
#[derive(Debug)]
pub(crate) enum Event {
    /// The handshake was refused.
    Reject(Answer),
    /// Anything else, as the recordings write it.
    Seen(Value),
}

impl Event {
    pub(crate) fn to_value(&self) -> Value {
        match self {
            Self::Reject(answer) => Value::object([("reject", answer.to_value())]),
            Self::Seen(value) => value.clone(),
        }
    }
}

/// Runs a script and returns what was seen.
pub(crate) fn run(address: SocketAddr, script: &Script) -> io::Result<Vec<Event>> {
    let socket = wire::connect(address)?;
    let mut writer = &socket;
    writer.write_all(&handshake(script, &STANDARD.encode(random_key())))?;
    let mut reader = Reader::new(&socket);
    let head = reader.head()?;
    if head.status != 101 {
        let body = reader.body("GET", &head)?;
        let mut answer = Answer::new(&head, &body);
        if body.is_empty() {
            // The server's own refusal: without a body there is no type to hold it to.
            answer.headers.remove("content-type");
        }
        return Ok(vec![Event::Reject(answer)]);
    }
    let mut events = vec![Event::Seen(opened(&head))];
    for step in &script.steps {
        match step {
            Step::SendText(text) => writer.write_all(&frame(TEXT, text.as_bytes(), random()))?,
            Step::SendJson(value) => {
                writer.write_all(&frame(TEXT, json::compact(value).as_bytes(), random()))?;
            }
            Step::SendB64(bytes) => writer.write_all(&frame(BINARY, &bytes.0, random()))?,
            Step::Close(close) => {
                let mut payload = close.code.to_be_bytes().to_vec();
                payload.extend(close.reason.as_bytes());
                writer.write_all(&frame(CLOSE, &payload, random()))?;
            }
            Step::Recv(_) => {
                let event = receive(&mut reader, &mut writer)?;
                let closed = event.get("close").is_some();
                events.push(Event::Seen(event));
                if closed {
                    break;
                }
            }
        }
    }
    Ok(events)
}

fn handshake(script: &Script, key: &str) -> Vec<u8> {
    let mut head = Head::new("GET", &script.place);
    head.unless_given("Host", DEFAULT_HOST);
    head.line("Upgrade", "websocket");
    head.line("Connection", "Upgrade");
    head.line("Sec-WebSocket-Key", key);
    head.line("Sec-WebSocket-Version", "13");
    head.finish()
}

fn opened(head: &wire::Head) -> Value {
    let subprotocol = head
        .get("sec-websocket-protocol")
        .map_or(Value::Null, Value::text);
    let extra = head
        .headers
        .iter()
        .filter(|(name, _)| name.starts_with("x-"));
    let extra: BTreeMap<_, _> = extra
        .map(|(name, value)| (name.clone(), Value::text(value)))
        .collect();
    let mut opened = vec![("subprotocol".to_owned(), subprotocol)];
    if !extra.is_empty() {
        opened.push((
            "headers".to_owned(),
            Value::Object(extra.into_iter().collect()),
        ));
    }
    Value::object([("open", Value::Object(opened))])
}

/// Four bytes that differ from call to call; the standard library seeds its hashers at random.
fn random() -> [u8; 4] {
    let [a, b, c, d, ..] = RandomState::new().build_hasher().finish().to_ne_bytes();
    [a, b, c, d]
}

fn random_key() -> Vec<u8> {
    (0..4).flat_map(|_| random()).collect()
}

/// One final frame, masked as a client has to.
fn frame(opcode: u8, payload: &[u8], mask: [u8; 4]) -> Vec<u8> {
    let mut out = vec![FINAL | opcode];
    match (u8::try_from(payload.len()), u16::try_from(payload.len())) {
        (Ok(length), _) if length < TWO_BYTES => out.push(MASKED | length),
        (_, Ok(length)) => {
            out.push(MASKED | TWO_BYTES);
            out.extend(length.to_be_bytes());
        }
        _ => {
            out.push(MASKED | EIGHT_BYTES);
            out.extend((payload.len() as u64).to_be_bytes());
        }
    }
    out.extend(mask);
    out.extend(
        payload
            .iter()
            .zip(mask.iter().cycle())
            .map(|(byte, mask)| byte ^ mask),
    );
    out
}

/// Waits for one message or for the end; answers pings meanwhile.
fn receive<R: Read>(reader: &mut Reader<R>, writer: &mut impl Write) -> io::Result<Value> {
    let (mut kind, mut data) = (0, Vec::new());
    loop {
        let (first, payload) = match read_frame(reader) {
            Ok(frame) => frame,
            // No close frame: what a browser reports as 1006.
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(closed(1006, "")),
            Err(error) => return Err(error),
        };
        match first & 0x0f {
            CLOSE => return Ok(close_event(&payload)),
            PING => {
                writer.write_all(&frame(PONG, &payload, random()))?;
                continue;
            }
            PONG => continue,
            0 => {}
            opcode => kind = opcode,
        }
        data.extend(payload);
        if first & FINAL != 0 {
            return message(kind, data);
        }
    }
}

/// The first byte of a frame, and its payload; a server masks nothing.
fn read_frame<R: Read>(reader: &mut Reader<R>) -> io::Result<(u8, Vec<u8>)> {
    let (first, second) = match reader.exactly(2)?.as_slice() {
        [first, second] => (*first, *second),
        _ => return Err(malformed("a frame has no head")),
    };
    let length = match second & !MASKED {
        TWO_BYTES => number(&reader.exactly(2)?),
        EIGHT_BYTES => number(&reader.exactly(8)?),
        length => usize::from(length),
    };
    Ok((first, reader.exactly(length)?))
}

fn number(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .fold(0, |number, byte| number << 8 | usize::from(*byte))
}

fn close_event(payload: &[u8]) -> Value {
    match payload {
        [high, low, reason @ ..] => closed(
            u16::from_be_bytes([*high, *low]),
            &String::from_utf8_lossy(reason),
        ),
        _ => closed(1005, ""),
    }
}

fn closed(code: u16, reason: &str) -> Value {
    let close = Value::object([
        ("code", Value::Integer(code.to_string())),
        ("reason", Value::text(reason)),
    ]);
    Value::object([("close", close)])
}

fn message(kind: u8, data: Vec<u8>) -> io::Result<Value> {
    if kind == BINARY {
        return Ok(Value::object([("b64", Value::Text(STANDARD.encode(data)))]));
    }
    let text = String::from_utf8(data).map_err(|_| malformed("a text message is not UTF-8"))?;
    if text.starts_with(['{', '['])
        && let Ok(value) = json::read(&text)
    {
        return Ok(Value::object([("json", value)]));
    }
    Ok(Value::object([("text", Value::Text(text))]))
}

#[cfg(test)]
mod tests {
    use super::super::case::Script;
    use super::super::wire::Reader;
    use super::{frame, handshake, receive};
    use crate::json::show;

    fn received(bytes: &[u8]) -> (String, Vec<u8>) {
        let mut sent = Vec::new();
        let event = receive(&mut Reader::new(bytes), &mut sent).unwrap();
        (show(&event), sent)
    }

    #[test]
    fn the_handshake_is_written_byte_for_byte() {
        let script: Script = serde_json::from_str(
            r#"{"path": "/ws", "query": [["a", " "]], "headers": [["Cookie", "a=b"]]}"#,
        )
        .unwrap();
        assert_eq!(
            String::from_utf8(handshake(&script, "KEY")).unwrap(),
            "GET /ws?a=%20 HTTP/1.1\r\nHost: conformance.test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
             Sec-WebSocket-Key: KEY\r\nSec-WebSocket-Version: 13\r\nCookie: a=b\r\n\r\n"
        );
    }

    #[test]
    fn frames_are_masked_and_give_their_length_in_three_ways() {
        assert_eq!(
            frame(1, b"Hello", [0x37, 0xfa, 0x21, 0x3d]),
            b"\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58"
        );
        assert_eq!(frame(2, &[0; 125], [0; 4])[..2], [0x82, 0xfd]);
        assert_eq!(frame(2, &[0; 126], [0; 4])[..4], [0x82, 0xfe, 0, 126]);
        assert_eq!(frame(2, &[0; 256], [0; 4])[..4], [0x82, 0xfe, 1, 0]);
        assert_eq!(
            frame(2, &vec![0; 65536], [0; 4])[..10],
            [0x82, 0xff, 0, 0, 0, 0, 0, 1, 0, 0]
        );
    }

    #[test]
    fn messages_are_told_apart() {
        assert_eq!(received(b"\x81\x02hi").0, r#"{"text": "hi"}"#);
        assert_eq!(received(b"\x81\x03[1]").0, r#"{"json": [1]}"#);
        assert_eq!(received(b"\x81\x02[1").0, r#"{"text": "[1"}"#);
        assert_eq!(received(b"\x81\x01\x31").0, r#"{"text": "1"}"#);
        assert_eq!(received(b"\x82\x01\xff").0, r#"{"b64": "/w=="}"#);
        let long = [b"\x81\x7e\x00\x80".to_vec(), vec![b'a'; 128]].concat();
        assert_eq!(
            received(&long).0,
            format!("{{\"text\": \"{}\"}}", "a".repeat(128))
        );
    }

    #[test]
    fn a_fragmented_message_survives_a_ping_between_its_parts() {
        let (event, sent) = received(b"\x01\x01a\x89\x02pp\x8a\x00\x80\x01b");
        assert_eq!(event, r#"{"text": "ab"}"#);
        assert_eq!((sent.len(), sent[0], sent[1]), (8, 0x8a, 0x82));
    }

    #[test]
    fn every_way_to_close_has_its_code() {
        assert_eq!(
            received(b"\x88\x05\x03\xe8bye").0,
            r#"{"close": {"code": 1000, "reason": "bye"}}"#
        );
        assert_eq!(
            received(b"\x88\x00").0,
            r#"{"close": {"code": 1005, "reason": ""}}"#
        );
        assert_eq!(
            received(b"").0,
            r#"{"close": {"code": 1006, "reason": ""}}"#
        );
        assert_eq!(
            received(b"\x81\x05hi").0,
            r#"{"close": {"code": 1006, "reason": ""}}"#
        );
    }
}
