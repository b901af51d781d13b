"""Section 6: text is UTF-8, and what is not fails, as early as it can be known."""

from case import FAILED_BY_NOW, Chopped, bad, echo, good, message
from wire import CONTINUATION, TEXT, frame

GREEK = "κόσμε".encode()
WORDS = "Hello-µ@ßöäüàá-UTF-8!!".encode()

# Valid, by the number of their section: first and last of each length, what lies beside the gaps, noncharacters.
VALID = {
    "6.7": ["\0", "\x80", "\u0800", "\U00010000"],
    "6.9": ["\x7f", "\u07ff", "\uffff", "\U0010ffff"],
    "6.11": ["\ud7ff", "\ue000", "\ufffd", "\U0010fffe"],
    "6.22": [*(chr(plane << 16 | 0xFFFE | low) for plane in range(17) for low in (0, 1)), "\ufdd0", "\ufdef"],
    "6.23": ["\ufff9", "\ufffb", "\ufffc", "\ufeff", "\u2028", "\u202e", "\U0001f9d1\u200d\U0001f680", "\u00e9"],
}

# Invalid, by the number of their section.
INVALID = {
    "6.8": ["f8 88 80 80 80", "fc 84 80 80 80 80"],
    "6.10": ["f7 bf bf bf", "fb bf bf bf bf", "fd bf bf bf bf bf", "f4 90 80 80", "f5 80 80 80"],
    "6.12": ["80", "bf", "80 bf", "80 bf 80", "80 bf 80 bf 80 bf", "c3 a9 a9"],
    "6.13": ["c2 20", "df 20", "e0 20", "ef 20", "f0 20", "f4 20", "f8 20", "fc 20"],
    "6.14": ["c2", "df", "e0 a0", "ef bf", "f0 90 80", "f4 8f bf", "f8 88 80 80", "fc 84 80 80 80"],
    "6.15": ["c2 e0 a0 f0 90 80 f8 88 80 80"],
    "6.16": ["fe", "ff", "fe fe ff ff"],
    "6.17": ["c0 af", "c1 bf", "e0 80 af", "f0 80 80 af", "f8 80 80 80 af", "fc 80 80 80 80 af"],
    "6.18": ["c1 bf", "e0 9f bf", "f0 8f bf bf", "f8 87 bf bf bf", "fc 83 bf bf bf bf"],
    "6.19": ["c0 80", "e0 80 80", "f0 80 80 80", "f8 80 80 80 80", "fc 80 80 80 80 80"],
    "6.20": ["ed a0 80", "ed ad bf", "ed ae 80", "ed af bf", "ed b0 80", "ed be 80", "ed bf bf"],
    "6.21": ["ed a0 80 ed b0 80", "ed ad bf ed bf bf", "ed af bf ed bf bf"],
}


def cases():
    yield from valid_messages()
    yield from splits()
    yield from invalid_in_fragments()
    yield from fails_early()
    yield from sequences()


def valid_messages():
    yield good("6.1.1", "empty text", [frame(TEXT)], [echo(TEXT, b"")])
    yield good("6.1.2", "three empty fragments", message(TEXT, b"", [0, 0]), [echo(TEXT, b"")])
    yield good("6.1.3", "an empty, a full and an empty fragment", message(TEXT, WORDS, [0, len(WORDS)]),
               [echo(TEXT, WORDS)])
    yield good("6.2.1", "text beyond ASCII", [frame(TEXT, WORDS)], [echo(TEXT, WORDS)])
    yield good("6.2.2", "text in two fragments, between letters", message(TEXT, WORDS, [12]), [echo(TEXT, WORDS)])
    yield good("6.2.3", "a fragment for each byte", message(TEXT, WORDS, [1] * (len(WORDS) - 1)), [echo(TEXT, WORDS)])
    yield good("6.2.4", "a fragment for each byte, Greek", message(TEXT, GREEK, [1] * (len(GREEK) - 1)),
               [echo(TEXT, GREEK)])
    yield good("6.5.1", "Greek", [frame(TEXT, GREEK)], [echo(TEXT, GREEK)])
    yield good("6.5.2", "Greek, byte by byte", [Chopped(frame(TEXT, GREEK), 1)], [echo(TEXT, GREEK)])


def splits():
    text = "aµ€\U0001f980b".encode()
    for at in range(len(text) + 1):
        yield good(f"6.2.{5 + at}", f"letters of one to four bytes, in fragments parted at {at}",
                   message(TEXT, text, [at]), [echo(TEXT, text)])
    for length in range(1, len(GREEK)):
        part = GREEK[:length]
        about = f"the first {length} bytes of Greek"
        try:
            part.decode()
        except UnicodeDecodeError:
            yield bad(f"6.6.{length}", f"{about}, which part a letter", [frame(TEXT, part)], [], codes=1007)
        else:
            yield good(f"6.6.{length}", about, [frame(TEXT, part)], [echo(TEXT, part)])


def invalid_in_fragments():
    wrong = GREEK + b"\xed\xa0\x80" + b"edited"
    yield bad("6.3.1", "a surrogate within text", [frame(TEXT, wrong)], [], codes=1007)
    yield bad("6.3.2", "a surrogate within text, a fragment for each byte", message(TEXT, wrong, [1] * (len(wrong) - 1)),
              [], codes=1007)
    yield bad("6.3.3", "a letter parted by the message's end, in the last of two fragments",
              message(TEXT, b"a\xc2", [1]), [], codes=1007)
    yield bad("6.3.4", "a letter that the next message would end", [frame(TEXT, b"\xc2") + frame(TEXT, b"\xb5")], [],
              codes=1007)


def fails_early():
    """A receiver need not wait for the end of what cannot become valid. Strictly, it fails before the last step."""
    wrong = b"\xf4\x90\x80\x80"
    first, last = frame(TEXT, GREEK, fin=False), frame(CONTINUATION, b"edited")
    yield bad("6.4.1", "fails at the fragment that is not valid",
              [first, frame(CONTINUATION, wrong, fin=False), FAILED_BY_NOW, last], [], codes=1007)
    yield bad("6.4.2", "fails at the byte that is not valid, between fragments",
              [first, frame(CONTINUATION, wrong[:2], fin=False), FAILED_BY_NOW,
               frame(CONTINUATION, wrong[2:], fin=False), last], [], codes=1007)
    for number, at in ((3, len(GREEK) + 4), (4, len(GREEK) + 2)):
        whole = frame(TEXT, GREEK + wrong + b"edited")
        at += 6  # the frame's head
        yield bad(f"6.4.{number}", "fails within a frame", [whole[:at], FAILED_BY_NOW, whole[at:]], [], codes=1007)
    yield bad("6.4.5", "fails at a lone byte in the first fragment",
              [frame(TEXT, b"\xff", fin=False), FAILED_BY_NOW, last], [], codes=1007)


def sequences():
    for section, letters in VALID.items():
        for number, letter in enumerate(letters, 1):
            text = letter.encode()
            yield good(f"{section}.{number}", f"valid: {text.hex(' ')}", [frame(TEXT, text)], [echo(TEXT, text)])
    for section, written in INVALID.items():
        for number, one in enumerate(written, 1):
            text = bytes.fromhex(one)
            yield bad(f"{section}.{number}", f"invalid: {one}", [frame(TEXT, text)], [], codes=1007)
            yield bad(f"{section}.{number}.s", f"invalid, among text and parted: {one}",
                      message(TEXT, b"abc" + text + b"def", [3 + len(text) // 2]), [], codes=1007)
