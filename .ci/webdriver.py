"""A headless Chromium, driven over HTTP (W3C WebDriver), and the servers that it looks at. Needs nothing but Python 3."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

PATIENCE = 30.0
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def call(method, url, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"content-type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as error:
        raise AssertionError(f"{method} {url}: {error.read().decode()[:500]}") from error


def wait(ask, wanted):
    until = time.monotonic() + PATIENCE
    while (got := ask()) != wanted:
        assert time.monotonic() < until, f"expected {wanted!r}, got {got!r}"
        time.sleep(0.05)


@contextlib.contextmanager
def running(command, port, **environment):
    process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert process.poll() is None, f"{command[0]} has ended"
                assert time.monotonic() < until, f"{command[0]} does not listen"
                time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def chromedriver():
    """The driver's address."""
    driver = shutil.which("chromedriver")
    assert driver and shutil.which("chromium"), "chromium and chromedriver are not installed"
    port = free_port()
    with running([driver, f"--port={port}"], port):
        yield f"http://127.0.0.1:{port}"


class Browser:
    """A browser of its own, that shows a page."""

    def __init__(self, driver, page, flags=()):
        self.profile = tempfile.mkdtemp(prefix="browser-")
        arguments = [*FLAGS, *flags, f"--user-data-dir={self.profile}"]
        options = {"binary": shutil.which("chromium"), "args": arguments}
        logs = {"browser": "ALL", "performance": "ALL"}
        wanted = {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": logs}
        answer = call("POST", f"{driver}/session", {"capabilities": {"alwaysMatch": wanted}})
        self.session = f"{driver}/session/{answer['sessionId']}"
        self.open(page)

    def quit(self):
        call("DELETE", self.session)
        shutil.rmtree(self.profile, ignore_errors=True)

    def open(self, page):
        call("POST", f"{self.session}/url", {"url": page})

    def run(self, script, *arguments):
        return call("POST", f"{self.session}/execute/sync", {"script": script, "args": list(arguments)})

    def count(self, css):
        return self.run("return document.querySelectorAll(arguments[0]).length", css)

    def element(self, css):
        """The first element that the selector finds, which is waited for."""
        wait(lambda: self.count(css) > 0 or css, True)
        found = call("POST", f"{self.session}/element", {"using": "css selector", "value": css})
        return f"{self.session}/element/{found[ELEMENT]}"

    def type(self, css, text):
        element = self.element(css)
        call("POST", f"{element}/clear", {})
        if text:
            call("POST", f"{element}/value", {"text": text})

    def press(self, css, keys):
        call("POST", f"{self.element(css)}/value", {"text": keys})

    def click(self, css):
        call("POST", f"{self.element(css)}/click", {})

    def text(self, css):
        return call("GET", f"{self.element(css)}/text")

    def sees(self, css, text):
        """Waits for words in what is visible of an element."""
        wait(lambda: text in (got := self.text(css)) or got, True)

    def errors(self):
        """What the console has since it was last asked: warnings and errors."""
        entries = call("POST", f"{self.session}/se/log", {"type": "browser"})
        return [entry["message"] for entry in entries if entry["level"] in ("WARNING", "SEVERE")]

    def requests(self):
        """The URLs that were asked for since this was last asked."""
        entries = call("POST", f"{self.session}/se/log", {"type": "performance"})
        events = [json.loads(entry["message"])["message"] for entry in entries]
        return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
