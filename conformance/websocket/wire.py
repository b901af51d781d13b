"""Frames written and read by hand, so that a case can send what no WebSocket library would."""

import base64
import dataclasses
import hashlib
import os
import select
import socket
import struct
import urllib.parse

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
NAMES = {TEXT: "text", BINARY: "binary", PING: "ping", PONG: "pong"}

# What RFC 6455 appends to a key, section 1.3.
GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

# How long a silent server is waited for.
PATIENCE = 10.0


def frame(opcode, payload=b"", *, fin=True, rsv=0, mask=b"\x37\xfa\x21\x3d", length=None, width=None):
    """The bytes of a frame. `mask=None` leaves it unmasked; `length` declares another length than the payload has;
    `width` is the width of the length field in bits: 7, 16 or 64, the least that holds it unless given."""
    declared = len(payload) if length is None else length
    if width is None:
        width = 7 if declared < 126 else 16 if declared < 1 << 16 else 64
    masked = 0 if mask is None else 0x80
    head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
    if width == 7:
        head += bytes([masked | declared])
    elif width == 16:
        head += bytes([masked | 126]) + struct.pack("!H", declared)
    else:
        head += bytes([masked | 127]) + struct.pack("!Q", declared)
    if mask is None:
        return head + payload
    return head + mask + masked_with(mask, payload)


def masked_with(mask, payload):
    """The payload, masked: over integers, since a loop over bytes takes seconds for 16 MiB."""
    if not payload:
        return b""
    pattern = (mask * (len(payload) // 4 + 1))[: len(payload)]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(pattern, "big")).to_bytes(len(payload), "big")


def close_payload(code, reason=b""):
    return struct.pack("!H", code) + (reason.encode() if isinstance(reason, str) else reason)


class Violation(Exception):
    """The server broke the protocol."""


@dataclasses.dataclass
class Answer:
    """The head of the answer to a handshake."""

    status: int
    headers: dict


class Connection:
    """A connection after, or before, its handshake."""

    def __init__(self, url):
        parts = urllib.parse.urlsplit(url)
        self.host, self.port = parts.hostname, parts.port or 80
        self.target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self.socket = socket.create_connection((self.host, self.port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""
        # Set when the server is gone before all was sent; what it said can still be read.
        self.broken = False

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        """Sends, and takes what comes meanwhile: a server that has failed may read no more."""
        rest = memoryview(data)
        while rest and not self.broken:
            readable, writable, _ = select.select([self.socket], [self.socket], [], PATIENCE)
            try:
                if readable and not self.fill():
                    self.broken = True
                elif writable:
                    rest = rest[self.socket.send(rest[: 1 << 16]) :]
                elif not readable:
                    self.broken = True
            except (BrokenPipeError, ConnectionResetError):
                self.broken = True

    def handshake(self, **changes):
        """Sends a handshake and gives the answer's head. `changes` replace headers; `None` leaves one out. `method`
        and `version` replace those of the request line."""
        key = base64.b64encode(os.urandom(16)).decode()
        line = f"{changes.pop('method', 'GET')} {self.target} HTTP/{changes.pop('version', '1.1')}\r\n"
        headers = {
            "Host": f"{self.host}:{self.port}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": key,
            "Sec-WebSocket-Version": "13",
        }
        headers.update({name.replace("_", "-"): value for name, value in changes.items()})
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value is not None)
        self.send((line + head + "\r\n").encode())
        answer = self.read_head()
        if answer.status == 101:
            sent = (headers["Sec-WebSocket-Key"] or "").encode()
            right = base64.b64encode(hashlib.sha1(sent + GUID).digest()).decode()
            if answer.headers.get("sec-websocket-accept") != right:
                raise Violation("sec-websocket-accept does not fit the key")
            if answer.headers.get("upgrade", "").lower() != "websocket":
                raise Violation("the 101 does not upgrade to websocket")
            if "upgrade" not in answer.headers.get("connection", "").lower():
                raise Violation("the 101 has no `connection: upgrade`")
        return answer

    def open(self):
        answer = self.handshake()
        if answer.status != 101:
            raise Violation(f"the handshake is answered with {answer.status}")
        if "sec-websocket-extensions" in answer.headers:
            raise Violation("the 101 names an extension that was not offered")
        return self

    def read_head(self):
        while b"\r\n\r\n" not in self.buffer:
            if not self.fill():
                raise Violation("the connection ends before the answer to the handshake")
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        line, *rest = head.decode("latin-1").split("\r\n")
        pairs = (one.split(":", 1) for one in rest)
        return Answer(int(line.split(" ")[1]), {name.lower(): value.strip() for name, value in pairs})

    def fill(self):
        """Reads on; false at the end of the connection."""
        data = self.socket.recv(1 << 18)
        self.buffer += data
        return bool(data)

    def take(self, count):
        """Exactly so many bytes, or None at a clean end."""
        parts, have = [self.buffer], len(self.buffer)
        while have < count:
            data = self.socket.recv(1 << 18)
            if not data:
                self.buffer = b"".join(parts)
                if have:
                    raise Violation("the connection ends within a frame")
                return None
            parts.append(data)
            have += len(data)
        whole = b"".join(parts)
        self.buffer = whole[count:]
        return whole[:count]

    def read_frame(self):
        """The next frame as (fin, opcode, payload), or None at the end; a frame that a server may not send is a
        violation."""
        start = self.take(2)
        if start is None:
            return None
        fin, rsv, opcode = start[0] & 0x80 != 0, start[0] & 0x70, start[0] & 0x0F
        if rsv:
            raise Violation("a frame of the server has reserved bits")
        if start[1] & 0x80:
            raise Violation("a frame of the server is masked")
        length = start[1]
        if length == 126:
            (length,) = struct.unpack("!H", self.take(2) or b"\0\0")
            if length < 126:
                raise Violation("a length of the server is not written in the least form")
        elif length == 127:
            (length,) = struct.unpack("!Q", self.take(8) or b"\0" * 8)
            if length < 1 << 16:
                raise Violation("a length of the server is not written in the least form")
        if opcode >= CLOSE and (length > 125 or not fin):
            raise Violation("a control frame of the server is too long or in fragments")
        payload = self.take(length) if length else b""
        if payload is None:
            raise Violation("the connection ends within a frame")
        return fin, opcode, payload

    def read_event(self):
        """The next message, control frame, or end: ("text", b"...") and so on, ("close", code, reason), ("end",),
        ("reset",), ("silence",)."""
        kind, parts = None, []
        while True:
            try:
                read = self.read_frame()
            except ConnectionResetError:
                return ("reset",)
            except socket.timeout:
                return ("silence",)
            if read is None:
                return ("end",)
            fin, opcode, payload = read
            if opcode == CLOSE:
                if not payload:
                    return ("close", None, "")
                if len(payload) == 1:
                    raise Violation("a close frame of the server has one byte")
                return ("close", struct.unpack("!H", payload[:2])[0], payload[2:].decode())
            if opcode in (PING, PONG):
                return (NAMES[opcode], payload)
            if (opcode == CONTINUATION) == (kind is None):
                raise Violation("a continuation of the server is out of place")
            kind = kind or NAMES.get(opcode)
            if kind is None:
                raise Violation(f"the server sends opcode {opcode}")
            parts.append(payload)
            if fin:
                return (kind, b"".join(parts))
