"""Sections 1 to 5: framing, pings, reserved bits, opcodes, fragments; and X, what the published suite leaves out."""

from case import CLIENT_CLOSES, CLOSED, FAILED_BY_NOW, Chopped, Until, bad, echo, filled, good, message
from wire import BINARY, CONTINUATION, PING, PONG, TEXT, frame

HELLO = b"Hello, world!"


def cases():
    yield from sizes()
    yield from pings()
    yield from reserved_bits()
    yield from reserved_opcodes()
    yield from fragments()
    yield from lengths_and_masks()


def sizes():
    for section, opcode in ((1, TEXT), (2, BINARY)):
        kind = "text" if opcode == TEXT else "binary"
        for number, size in enumerate((0, 125, 126, 127, 128, 65535, 65536), 1):
            payload = filled(opcode, size)
            yield good(f"1.{section}.{number}", f"{kind} of {size} bytes", [frame(opcode, payload)],
                       [echo(opcode, payload)], needs=size)
        payload = filled(opcode, 65536)
        yield good(f"1.{section}.8", f"{kind} of 65536 bytes, chopped", [Chopped(frame(opcode, payload), 997)],
                   [echo(opcode, payload)], needs=65536)
        payload = filled(opcode, 200)
        yield good(f"1.{section}.9", f"{kind} of 200 bytes, byte by byte", [Chopped(frame(opcode, payload), 1)],
                   [echo(opcode, payload)])


def pings():
    bytes_ = bytes(range(0xF0, 0x100))
    full = b"\xfe" * 125
    yield good("2.1", "a ping without payload", [frame(PING)], [("pong", b"")])
    yield good("2.2", "a ping with text", [frame(PING, HELLO)], [("pong", HELLO)])
    yield good("2.3", "a ping with bytes that are no text", [frame(PING, bytes_)], [("pong", bytes_)])
    yield good("2.4", "a ping of 125 bytes", [frame(PING, full)], [("pong", full)])
    yield bad("2.5", "a ping of 126 bytes", [frame(PING, b"\xfe" * 126)], [])
    yield good("2.6", "a ping of 125 bytes, byte by byte", [Chopped(frame(PING, full), 1)], [("pong", full)])
    yield good("2.7", "a pong that nobody asked for, empty", [frame(PONG)], [])
    yield good("2.8", "a pong that nobody asked for", [frame(PONG, HELLO)], [])
    yield good("2.9", "a pong that nobody asked for, then a ping", [frame(PONG, HELLO), frame(PING, b"a")],
               [("pong", b"a")])
    ten = [b"payload-%d" % number for number in range(10)]
    pongs = [("pong", one) for one in ten]
    # RFC 6455, section 5.5.3: of several pings only the last need be answered.
    fewer = [[*pongs[skipped:], ("close", 1000, None), ("end",)] for skipped in range(1, 10)]
    yield good("2.10", "ten pings", [b"".join(frame(PING, one) for one in ten)], pongs, lenient=fewer)
    yield good("2.11", "ten pings, byte by byte", [Chopped(b"".join(frame(PING, one) for one in ten), 1)], pongs,
               lenient=fewer)


def reserved_bits():
    for number, (rsv, opcode) in enumerate(
        ((1, TEXT), (2, TEXT), (3, TEXT), (4, TEXT), (5, BINARY), (6, PING), (7, 0x8)), 1
    ):
        first = [frame(TEXT, HELLO)] if number > 1 else []
        wrong = frame(opcode, HELLO if opcode != 0x8 else b"\x03\xe8", rsv=rsv)
        after = [frame(PING)] if opcode != 0x8 else []
        yield bad(f"3.{number}", f"reserved bits {rsv:03b}, opcode {opcode}", [b"".join([*first, wrong, *after])],
                  [echo(TEXT, HELLO)] if first else [])
    yield bad("3.8", "reserved bits on a continuation", [frame(TEXT, b"a", fin=False),
                                                        frame(CONTINUATION, b"b", rsv=4)], [])


def reserved_opcodes():
    for section, opcodes in ((1, range(3, 8)), (2, range(11, 16))):
        for number, opcode in enumerate(opcodes, 1):
            first = [frame(TEXT, HELLO)] if number > 2 else []
            payload = b"" if number in (1, 3) else b"reserved"
            yield bad(f"4.{section}.{number}", f"opcode {opcode}, {len(payload)} bytes",
                      [b"".join([*first, frame(opcode, payload), frame(PING)])], [echo(TEXT, HELLO)] if first else [])
        yield bad(f"4.{section}.6", f"opcode {opcodes[0]} between fragments",
                  [frame(TEXT, b"a", fin=False), frame(opcodes[0], b""), frame(CONTINUATION, b"b")], [])


def fragments():
    yield bad("5.1", "a ping in two fragments", [frame(PING, b"a", fin=False) + frame(CONTINUATION, b"b")], [])
    yield bad("5.2", "a pong in two fragments", [frame(PONG, b"a", fin=False) + frame(CONTINUATION, b"b")], [])
    whole = b"fragment1fragment2"
    two = message(TEXT, whole, [9])
    ping = frame(PING, b"pongme")
    pong = ("pong", b"pongme")
    yield good("5.3", "text in two fragments", two, [echo(TEXT, whole)])
    yield good("5.4", "text in two fragments, one write", [b"".join(two)], [echo(TEXT, whole)])
    yield good("5.5", "text in two fragments, byte by byte", [Chopped(b"".join(two), 1)], [echo(TEXT, whole)])
    between = [two[0], ping, two[1]]
    yield good("5.6", "a ping between fragments", between, [pong, echo(TEXT, whole)])
    yield good("5.7", "a ping between fragments, one write", [b"".join(between)], [pong, echo(TEXT, whole)])
    yield good("5.8", "a ping between fragments, byte by byte", [Chopped(b"".join(between), 1)],
               [pong, echo(TEXT, whole)])
    stray = frame(CONTINUATION, b"stray")
    hello = frame(TEXT, HELLO)
    yield bad("5.9", "a last continuation of nothing, then text", [stray, hello], [])
    yield bad("5.10", "a last continuation of nothing, then text, one write", [stray + hello], [])
    yield bad("5.11", "a last continuation of nothing, then text, byte by byte", [Chopped(stray + hello, 1)], [])
    stray = frame(CONTINUATION, b"stray", fin=False)
    yield bad("5.12", "a continuation of nothing, then text", [stray, hello], [])
    yield bad("5.13", "a continuation of nothing, then text, one write", [stray + hello], [])
    yield bad("5.14", "a continuation of nothing, then text, byte by byte", [Chopped(stray + hello, 1)], [])
    yield bad("5.15", "a message in fragments, a continuation of nothing, then text",
              [b"".join([*two, stray, hello])], [echo(TEXT, whole)])
    for number, fin in ((16, False), (17, True)):
        yield bad(f"5.{number}", "a continuation of nothing, then text in fragments, twice",
                  [(frame(CONTINUATION, b"a", fin=fin) + b"".join(two)) * 2], [])
    yield bad("5.18", "a text within another's fragments", [frame(TEXT, b"a", fin=False), frame(TEXT, b"b")], [])
    five = [frame(TEXT if not index else CONTINUATION, b"fragment%d" % index, fin=index == 4) for index in range(5)]
    five[2:2] = [frame(PING, b"one")]
    five[5:5] = [frame(PING, b"two")]
    joined = b"".join(b"fragment%d" % index for index in range(5))
    pongs = [("pong", b"one"), ("pong", b"two")]
    yield good("5.19", "five fragments with two pings between", five, [*pongs, echo(TEXT, joined)])
    yield good("5.20", "five fragments with two pings between, one write", [b"".join(five)],
               [*pongs, echo(TEXT, joined)])
    yield good("5.21", "empty fragments before, within and after", message(TEXT, b"ab", [0, 1, 0, 1, 0]),
               [echo(TEXT, b"ab")])
    yield good("5.22", "only empty fragments", message(BINARY, b"", [0, 0, 0]), [echo(BINARY, b"")])
    yield good("5.23", "bytes in fragments that part a letter", message(TEXT, "µ".encode(), [1]),
               [echo(TEXT, "µ".encode())])


def lengths_and_masks():
    yield bad("X.1", "text that is not masked", [frame(TEXT, HELLO, mask=None)], [])
    yield bad("X.2", "a ping that is not masked", [frame(PING, b"a", mask=None)], [])
    yield good("X.3", "a mask of zeros", [frame(TEXT, HELLO, mask=b"\0\0\0\0")], [echo(TEXT, HELLO)])
    for number, width in ((4, 16), (5, 64)):
        case = bad(f"X.{number}", f"a length of 5 in {width} bits, which is not the least", [
            frame(TEXT, b"hello", width=width), Until(1), CLIENT_CLOSES], [])
        # RFC 6455, section 5.2, binds the sender; most receivers take it.
        case.lenient.append([echo(TEXT, b"hello"), *CLOSED])
        yield case
    yield bad("X.6", "a length with its first bit set", [frame(BINARY, b"", length=1 << 63, width=64)], [],
              codes={1002, 1009})
    yield bad("X.7", "a length of 2^62, and no payload", [frame(BINARY, b"", length=1 << 62, width=64)], [],
              codes={1002, 1009})
    yield bad("X.8", "a ping that declares 65535 bytes", [
        frame(PING, b"", length=65535), FAILED_BY_NOW, b"\0" * 65535], [])
