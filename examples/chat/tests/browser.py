"""The chat in a real browser: two people in one room, and every end shown to them with its reason.

    python3 browser.py PATH_OF_THE_CHAT_BINARY

Needs Chromium and its driver, which is spoken to over HTTP (W3C WebDriver), and nothing else.
"""

import contextlib
import pathlib
import signal
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / ".ci"))
from webdriver import PATIENCE, Browser, chromedriver, free_port, running, wait

HOSTILE = """<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>"""


class Person(Browser):
    """Somebody in the chat, with a browser of their own."""

    def talk(self):
        return self.run("return [...document.querySelectorAll('#talk li')].map((line) => line.textContent)")

    def join(self, room, name):
        self.type("#room", room)
        self.type("#name", name)
        self.click("#enter")

    def say(self, text):
        self.type("#text", text)
        # Enter, as a person would.
        self.press("#text", "\ue007")

    def sees_status(self, state, words):
        """Waits for the words that the page shows to the user, which are visible."""
        script = "return document.getElementById('status').dataset.state"
        wait(lambda: (self.run(script), self.text("#status")), (state, words))

    def sees_line(self, line):
        wait(lambda: line in self.talk() or self.talk(), True)


def two_in_a_room(ann, bob):
    ann.join("lobby", "ann")
    ann.sees_status("open", "In the room as ann.")
    bob.join("lobby", "bob")
    bob.sees_status("open", "In the room as bob.")
    ann.sees_line("bob has joined.")
    assert ann.text("#present") == bob.text("#present") == "Here: ann, bob"
    bob.say("hello, ann")
    ann.sees_line("bob: hello, ann")
    ann.say("hello, bob")
    bob.sees_line("ann: hello, bob")


def markup_stays_text(ann, bob):
    bob.say(HOSTILE)
    ann.sees_line(f"bob: {HOSTILE}")
    for browser in (ann, bob):
        assert browser.run("return document.querySelectorAll('#talk img, #talk script').length") == 0
        assert browser.run("return document.title") == "Chat"
    assert ann.errors() == bob.errors() == []


def markup_could_do_nothing(bob):
    """Were the page careless, its policy would still keep what was said from running."""
    bob.run("document.getElementById('present').innerHTML = arguments[0]", HOSTILE)
    bob.run("const script = document.createElement('script'); script.textContent = \"document.title = 'owned'\";"
            "document.body.append(script)")
    wait(lambda: sum("Content Security Policy" in error for error in bob.errors()) > 0, True)
    assert bob.run("return document.title") == "Chat"
    bob.errors()


def refusals_say_why(ann, bob):
    bob.click("#leave")
    bob.sees_status("left", "You have left the room.")
    ann.sees_line("bob has left.")
    for room, name, why in (
        ("lobby", "ann", "somebody in this room is called ann already"),
        ("lobby", "", "query.name: String should have at least 1 character"),
        ("lobby", "<b>", r"query.name: String should match pattern '^[\p{L}\p{M}\p{N}_-]+$'"),
        ("r" * 41, "bob", "path.room: String should have at most 40 characters"),
    ):
        bob.join(room, name)
        bob.sees_status("refused", f"You are not let in: {why} (1008)")
    assert bob.errors() == []
    # No route has such a path: the handshake is refused, and no reason reaches the page.
    bob.join("", "bob")
    bob.sees_status("refused", "The server cannot be reached, or refuses the connection.")
    errors = bob.errors()
    assert len(errors) == 1 and "Unexpected response code: 403" in errors[0], errors


def history_is_shown(bob):
    bob.join("lobby", "bob")
    bob.sees_status("open", "In the room as bob.")
    assert bob.talk() == ["bob: hello, ann", "ann: hello, bob", f"bob: {HOSTILE}"], bob.talk()


def a_bad_message_ends_it(ann, bob):
    bob.say("")
    bob.sees_status("closed", "You have been sent away: message.text: String should have at least 1 character (1008)")
    ann.sees_line("bob has left.")
    ann.sees_status("open", "In the room as ann.")
    assert ann.errors() == bob.errors() == []


def the_end_of_the_server_is_told(ann, bob, server):
    server.send_signal(signal.SIGTERM)
    wait(lambda: ann.text("#status").startswith("The server is going away"), True)
    assert server.wait(PATIENCE) == 0
    assert ann.errors() == []
    bob.join("lobby", "bob")
    bob.sees_status("refused", "The server cannot be reached, or refuses the connection.")
    errors = bob.errors()
    assert len(errors) == 1 and "ERR_CONNECTION_REFUSED" in errors[0], errors


def main(binary):
    port = free_port()
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(running([binary], port, PORT=str(port), HOST="127.0.0.1"))
        driver = stack.enter_context(chromedriver())
        people = []
        for _ in range(2):
            people.append(Person(driver, f"http://127.0.0.1:{port}/"))
            stack.callback(people[-1].quit)
        ann, bob = people
        steps = [
            (two_in_a_room, (ann, bob)),
            (markup_stays_text, (ann, bob)),
            (markup_could_do_nothing, (bob,)),
            (refusals_say_why, (ann, bob)),
            (history_is_shown, (bob,)),
            (a_bad_message_ends_it, (ann, bob)),
            (the_end_of_the_server_is_told, (ann, bob, server)),
        ]
        for step, arguments in steps:
            step(*arguments)
            print(f"ok: {step.__name__.replace('_', ' ')}", flush=True)
    print(f"browser: {len(steps)} passed, 0 failed")


if __name__ == "__main__":
    main(*sys.argv[1:])
