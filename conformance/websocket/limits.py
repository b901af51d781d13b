"""Sections 9 and 10: large messages, many fragments, many messages, and what is over the server's limit."""

from case import Chopped, Until, bad, echo, filled, good, in_fragments
from wire import BINARY, CONTINUATION, TEXT, frame

KIB, MIB = 1 << 10, 1 << 20


def cases(limit):
    for section, opcode in ((1, TEXT), (2, BINARY)):
        for number, size in enumerate((64 * KIB, 256 * KIB, MIB, 4 * MIB, 8 * MIB, 16 * MIB), 1):
            payload = filled(opcode, size)
            yield good(f"9.{section}.{number}", f"a message of {size} bytes", [frame(opcode, payload)],
                       [echo(opcode, payload)], needs=size)
    for section, opcode in ((3, TEXT), (4, BINARY)):
        payload = filled(opcode, 4 * MIB)
        for number, size in enumerate((64, 256, KIB, 4 * KIB, 16 * KIB, 64 * KIB, 256 * KIB, MIB, 4 * MIB), 1):
            yield good(f"9.{section}.{number}", f"4 MiB in fragments of {size} bytes",
                       [b"".join(in_fragments(opcode, payload, size))], [echo(opcode, payload)], needs=4 * MIB)
    for section, opcode in ((5, TEXT), (6, BINARY)):
        payload = filled(opcode, MIB)
        for number, size in enumerate((64, 128, 256, 512, KIB, 2 * KIB), 1):
            yield good(f"9.{section}.{number}", f"1 MiB in writes of {size} bytes",
                       [Chopped(frame(opcode, payload), size)], [echo(opcode, payload)], needs=MIB)
    for section, opcode in ((7, TEXT), (8, BINARY)):
        for number, size in enumerate((0, 16, 64, 256, KIB, 4 * KIB), 1):
            payload = filled(opcode, size)
            yield good(f"9.{section}.{number}", f"1000 messages of {size} bytes, one after the other",
                       [step for count in range(1, 1001) for step in (frame(opcode, payload), Until(count))],
                       [echo(opcode, payload)] * 1000, needs=size)
    payload = filled(TEXT, 64 * KIB)
    yield good("10.1.1", "64 KiB in fragments of 1300 bytes", in_fragments(TEXT, payload, 1300), [echo(TEXT, payload)],
               needs=64 * KIB)
    if limit:
        yield from at_the_limit(limit)


def at_the_limit(limit):
    full = filled(BINARY, limit)
    yield good("9.9.1", "a message of the limit", [frame(BINARY, full)], [echo(BINARY, full)])
    yield bad("9.9.2", "a message of one byte over the limit", [frame(BINARY, full + b"\xfe")], [], codes=1009)
    # The length alone is enough: nothing of the payload is sent.
    yield bad("9.9.3", "a length of twice the limit", [frame(BINARY, b"", length=2 * limit)], [], codes=1009)
    parts = in_fragments(BINARY, full + b"\xfe", max(1, limit // 8))
    yield bad("9.9.4", "fragments of one byte over the limit", [b"".join(parts)], [], codes=1009)
    endless = frame(TEXT, b"a" * (limit // 2), fin=False) + frame(CONTINUATION, b"a" * (limit // 2), fin=False)
    yield bad("9.9.5", "a message that has no end", [endless + frame(CONTINUATION, b"aa", fin=False)], [], codes=1009)
