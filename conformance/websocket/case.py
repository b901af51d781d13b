"""A case: what is sent, what must come back, and how the two are judged."""

import dataclasses

from wire import BINARY, CLOSE, NAMES, PATIENCE, TEXT, Connection, Violation, close_payload, frame

# A step before which a server that fails as early as it can has already closed. One that has not is not strict.
FAILED_BY_NOW = object()

# How long FAILED_BY_NOW waits. A server that has failed says so at once; this bounds what a lax one costs.
EARLY = 1.0

# The events after which no message comes.
OVER = ("close", "end", "reset")

PASSED, LENIENT, FAILED = "passed", "not strict", "failed"


@dataclasses.dataclass
class Chopped:
    """Bytes sent in slices, each a write of its own."""

    data: bytes
    size: int


@dataclasses.dataclass
class Until:
    """Waits until so many events have come."""

    count: int



@dataclasses.dataclass
class Case:
    """One conversation. `expect` is a list of events; `lenient` are lists that pass, and are not strict. In a close
    event the code may be a set, and a reason of None is any."""

    id: str
    about: str
    steps: list
    expect: list
    lenient: list = dataclasses.field(default_factory=list)
    needs: int = 0  # the size of message that the server must take

    def run(self, url):
        """The verdict, and a line that says why it is not `PASSED`."""
        try:
            with Connection(url) as connection:
                connection.open()
                events, late = self.converse(connection)
        except (Violation, OSError, UnicodeDecodeError) as error:
            return FAILED, f"{type(error).__name__}: {error}"
        if matches(self.expect, events):
            return (LENIENT, "it fails late") if late else (PASSED, "")
        if any(matches(one, events) for one in self.lenient):
            return LENIENT, f"expected {shown(self.expect)}, got {shown(events)}"
        return FAILED, f"expected {shown(self.expect)}, got {shown(events)}"

    def converse(self, connection):
        events, late = [], False
        for step in self.steps:
            if isinstance(step, Until):
                while len(events) < step.count:
                    event = connection.read_event()
                    if event == ("silence",):
                        break
                    events.append(event)
                    if event[0] in OVER:
                        break
                if events and events[-1][0] in OVER:
                    break
            elif step is FAILED_BY_NOW:
                connection.socket.settimeout(EARLY)
                event = connection.read_event()
                connection.socket.settimeout(PATIENCE)
                if event == ("silence",):
                    late = True
                else:
                    events.append(event)
                    break
            elif isinstance(step, Chopped):
                for at in range(0, len(step.data), step.size):
                    connection.send(step.data[at : at + step.size])
            else:
                connection.send(step)
        while not events or events[-1][0] not in ("end", "reset", "silence"):
            events.append(connection.read_event())
            if events[-1][0] == "close":
                # Harmless where the client has closed already: nothing may follow a close, and nobody reads on.
                connection.send(frame(CLOSE, close_payload(1000)))
        return events, late


def matches(expected, events):
    """Whether events are as expected; after a close, a reset is as good as an end."""
    if len(expected) != len(events):
        return False
    closed = False
    for want, got in zip(expected, events):
        if want[0] == "end" and got[0] == "reset" and closed:
            continue
        if want[0] != got[0] or len(want) != len(got):
            return False
        if want[0] == "close":
            closed = True
            codes = want[1] if isinstance(want[1], set) else {want[1]}
            if got[1] not in codes or (want[2] is not None and want[2] != got[2]):
                return False
        elif want[1:] != got[1:]:
            return False
    return True


def shown(events):
    return "; ".join(" ".join(clipped(part) for part in event) for event in events)


def clipped(part):
    if isinstance(part, bytes):
        return repr(part) if len(part) < 40 else f"{part[:20]!r}... ({len(part)} bytes)"
    if isinstance(part, set):
        return "|".join(str(one) for one in sorted(part, key=lambda code: code or 0))
    return {None: "-"}.get(part, str(part))


CLIENT_CLOSES = frame(CLOSE, close_payload(1000))
CLOSED = [("close", 1000, None), ("end",)]


def good(id, about, steps, echoes, **more):
    """A conversation without a mistake. When all answers are there the client closes, and the server with it: one that
    sees the close first may leave messages unanswered."""
    return Case(id, about, [*steps, Until(len(echoes)), CLIENT_CLOSES], [*echoes, *CLOSED], **more)


def bad(id, about, steps, echoes, codes=1002, **more):
    """A violation by the client: what came before it is answered, then the server closes with a code. A server that
    answers less than all, or drops the connection without a close frame, is not strict."""
    expect = [*echoes, ("close", codes, None), ("end",)]
    lenient = [[*echoes[:count], ("close", codes, None), ("end",)] for count in range(len(echoes))]
    for end in ("end", "reset"):
        lenient += [[*echoes[:count], (end,)] for count in range(len(echoes) + 1)]
    return Case(id, about, list(steps), expect, lenient, **more)


def echo(opcode, payload):
    """The event of an echoed message."""
    return (NAMES[opcode], payload)


def message(opcode, payload, sizes):
    """The frames of a message in fragments of these sizes; the last takes the rest."""
    frames, at = [], 0
    for index, size in enumerate([*sizes, None]):
        part = payload[at:] if size is None else payload[at : at + size]
        at += len(part)
        frames.append(frame(opcode if index == 0 else 0, part, fin=size is None))
    return frames


def in_fragments(opcode, payload, size):
    """The frames of a message in fragments of one size."""
    count = max(1, -(-len(payload) // size))
    return message(opcode, payload, [size] * (count - 1))


FULL_TEXT = b"*"
FULL_BINARY = b"\xfe"


def filled(opcode, size):
    """A payload of a size."""
    return (FULL_TEXT if opcode == TEXT else FULL_BINARY if opcode == BINARY else b"\0") * size
