"""Section 7: the closing handshake."""

from case import CLIENT_CLOSES, Case, bad, echo
from wire import CLOSE, CONTINUATION, PING, TEXT, close_payload, frame

HELLO = b"Hello, world!"
VALID = (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999)
# Registered after RFC 6455: a receiver that knows the RFC alone refuses them.
LATER = (1012, 1013, 1014)
INVALID = (0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999)
UNDEFINED = (5000, 65535)


def closed(id, about, steps, echoes=(), codes=frozenset({1000}), **more):
    """The client closes, and nothing after that is answered but the close. A server that sees the close before it has
    answered what came before is not strict."""
    ends = [("close", set(codes), None), ("end",)]
    return Case(id, about, steps, [*echoes, *ends], [ends], **more)


def cases():
    yield closed("7.1.1", "text, and close in the same write", [frame(TEXT, HELLO) + CLIENT_CLOSES], [echo(TEXT, HELLO)])
    yield closed("7.1.2", "close twice", [CLIENT_CLOSES + CLIENT_CLOSES])
    yield closed("7.1.3", "a ping after close", [CLIENT_CLOSES + frame(PING, b"late")])
    yield closed("7.1.4", "text after close", [CLIENT_CLOSES + frame(TEXT, HELLO)])
    yield closed("7.1.5", "close within fragments, then the rest",
                 [frame(TEXT, b"a", fin=False) + CLIENT_CLOSES + frame(CONTINUATION, b"b")])
    yield closed("7.1.6", "256 KiB of text, and close in the same write",
                 [frame(TEXT, b"b" * (1 << 18)) + CLIENT_CLOSES], [echo(TEXT, b"b" * (1 << 18))],
                 needs=1 << 18)
    yield closed("7.1.7", "what is no frame after close", [CLIENT_CLOSES + b"\xff" * 64])
    yield closed("7.3.1", "close without a code", [frame(CLOSE)], codes={None, 1000, 1005})
    yield bad("7.3.2", "close with one byte", [frame(CLOSE, b"\x03")], [])
    yield closed("7.3.3", "close with a code", [frame(CLOSE, close_payload(1000))])
    yield closed("7.3.4", "close with a reason", [frame(CLOSE, close_payload(1000, "Hello, world!"))])
    yield closed("7.3.5", "close with the longest reason", [frame(CLOSE, close_payload(1000, "*" * 123))])
    yield bad("7.3.6", "close with a reason of 124 bytes", [frame(CLOSE, close_payload(1000, "*" * 124))], [])
    yield bad("7.3.7", "close in two fragments", [frame(CLOSE, b"\x03\xe8", fin=False) + frame(CONTINUATION)], [])
    yield bad("7.5.1", "a reason that is no UTF-8", [frame(CLOSE, close_payload(1000, b"\xce\xba\xed\xa0\x80"))], [],
              codes={1002, 1007})
    yield bad("7.5.2", "a reason that ends within a letter", [frame(CLOSE, close_payload(1000, b"a\xc2"))], [],
              codes={1002, 1007})
    for number, code in enumerate(VALID, 1):
        yield closed(f"7.7.{number}", f"close with {code}", [frame(CLOSE, close_payload(code))], codes={1000, code})
    for number, code in enumerate(LATER, len(VALID) + 1):
        case = closed(f"7.7.{number}", f"close with {code}", [frame(CLOSE, close_payload(code))], codes={1000, code})
        case.lenient.append([("close", 1002, None), ("end",)])
        yield case
    for number, code in enumerate(INVALID, 1):
        yield bad(f"7.9.{number}", f"close with {code}, which may not be sent", [frame(CLOSE, close_payload(code))], [])
    for number, code in enumerate(UNDEFINED, 1):
        # No range of RFC 6455 has these: a receiver may take them or not.
        yield bad(f"7.13.{number}", f"close with {code}", [frame(CLOSE, close_payload(code))], [],
                  codes={1000, 1002, code})
