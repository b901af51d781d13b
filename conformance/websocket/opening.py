"""Section H: the opening handshake, which the published suite leaves out."""

import dataclasses

from case import EARLY, FAILED, LENIENT, PASSED
from wire import CLOSE, PATIENCE, TEXT, Connection, Violation, close_payload, frame

# The key of RFC 6455, section 1.3: the client computes what must be answered, as the section does.
SAMPLE_KEY = "dGhlIHNhbXBsZSBub25jZQ=="


@dataclasses.dataclass
class Opening:
    """A handshake with some headers other than a right one has, and the statuses that answer it."""

    id: str
    about: str
    changes: dict
    statuses: set
    lenient: set = dataclasses.field(default_factory=set)
    names: tuple = ()  # a header that the answer must have, and its value
    early: bool = False  # a message sent before the answer is there

    needs = 0

    def run(self, url):
        """The verdict, and a line that says why it is not `PASSED`."""
        heard = True
        try:
            with Connection(url) as connection:
                if self.early:
                    plain, connection.send = connection.send, lambda head: plain(head + frame(TEXT, b"early"))
                answer = connection.handshake(**self.changes)
                if self.early:
                    connection.send = plain
                if answer.status == 101:
                    heard = self.speak(connection, answer)
        except (Violation, OSError) as error:
            return FAILED, f"{type(error).__name__}: {error}"
        if answer.status not in self.statuses | self.lenient:
            return FAILED, f"answered with {answer.status}, expected {sorted(self.statuses)}"
        if answer.status == 101 and self.early and not heard:
            return LENIENT, "the message is lost"
        if self.names and answer.status in self.statuses and answer.headers.get(self.names[0]) != self.names[1]:
            return FAILED, f"{self.names[0]} is {answer.headers.get(self.names[0])}, expected {self.names[1]}"
        return (PASSED, "") if answer.status in self.statuses else (LENIENT, f"answered with {answer.status}")

    def speak(self, connection, answer):
        """What was opened works, without an extension, and without a subprotocol that the endpoint did not choose.
        False when the early message got no answer: RFC 6455, section 4.1, has the client wait."""
        for name in ("sec-websocket-extensions", "sec-websocket-protocol"):
            if name in answer.headers:
                raise Violation(f"the 101 has {name}: {answer.headers[name]}")
        if self.early:
            connection.socket.settimeout(EARLY)
        else:
            connection.send(frame(TEXT, b"early"))
        events = [connection.read_event()]
        connection.socket.settimeout(PATIENCE)
        if self.early and events == [("silence",)]:
            return False
        connection.send(frame(CLOSE, close_payload(1000)))
        events += [connection.read_event(), connection.read_event()]
        if events[:2] != [("text", b"early"), ("close", 1000, "")] or events[2][0] not in ("end", "reset"):
            raise Violation(f"after the 101 came {events}")
        return True


OPENS = {101}
REFUSES = {400, 426}


def cases():
    deflate = "permessage-deflate; client_max_window_bits"
    yield Opening("H.1", "a right handshake", {"Sec_WebSocket_Key": SAMPLE_KEY}, OPENS)
    yield Opening("H.2", "`upgrade` among other tokens", {"Connection": "keep-alive, Upgrade"}, OPENS)
    yield Opening("H.3", "other case", {"Connection": "uPGRADE", "Upgrade": "WebSocket"}, OPENS)
    yield Opening("H.4", "compression offered: not taken", {"Sec_WebSocket_Extensions": deflate}, OPENS)
    yield Opening("H.5", "subprotocols offered: none taken", {"Sec_WebSocket_Protocol": "chat, superchat"}, OPENS)
    yield Opening("H.6", "a message in the handshake's packet", {}, OPENS, early=True)
    yield Opening("H.7", "no key", {"Sec_WebSocket_Key": None}, REFUSES)
    yield Opening("H.8", "a key of three bytes", {"Sec_WebSocket_Key": "AAAA"}, REFUSES, lenient=OPENS)
    yield Opening("H.9", "version 8", {"Sec_WebSocket_Version": "8"}, {426}, lenient={400},
                  names=("sec-websocket-version", "13"))
    yield Opening("H.10", "no version", {"Sec_WebSocket_Version": None}, REFUSES)
    yield Opening("H.11", "a POST", {"method": "POST", "Content_Length": "0"}, {400, 404, 405, 426})
    yield Opening("H.12", "HTTP/1.0", {"version": "1.0"}, {400, 404, 426, 505})
    yield Opening("H.13", "no `upgrade`", {"Upgrade": None}, {400, 404, 426})
    yield Opening("H.14", "no `connection: upgrade`", {"Connection": None}, {400, 404, 426})
