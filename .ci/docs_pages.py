"""The pages of the documentation in a real browser: what they show works, and nothing leaves the application.

    python3 docs_pages.py PATH_OF_THE_SHOP_BINARY PATH_OF_THE_AUTH_BINARY
"""

import contextlib
import http.client
import http.server
import json
import sys
import threading
import urllib.parse
import urllib.request

from webdriver import Browser, call, chromedriver, free_port, running, wait

# No name is found but this machine's own address.
ALONE = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--window-size=1400,1400"]
PREFIX = "/team/auth"


class Page(Browser):
    """A page of the documentation."""

    def show(self, origin, path):
        self.open(origin + path)
        self.origin = origin
        self.document = json.load(urllib.request.urlopen(f"{origin}{path.rsplit('/', 1)[0]}/openapi.json"))

    def is_quiet(self, *statuses):
        """Nothing is in the console but the answers of these statuses, and nothing else was asked."""
        left = [error for error in self.errors() if not any(f"status of {status} " in error for status in statuses)]
        assert left == [], left
        known = (f"{self.origin}/", f"blob:{self.origin}/", "data:", "chrome:", "about:blank")
        foreign = [url for url in self.requests() if not url.startswith(known)]
        assert foreign == [], foreign

    def operation(self, method, path):
        """The selector of an operation in Swagger UI, which is opened for a request."""
        described = self.document["paths"][path][method]
        css = f"#operations-{described.get('tags', ['default'])[0]}-{described['operationId']}"
        self.element(css)
        if not self.count(f"{css} .opblock-body"):
            self.click(f"{css} .opblock-summary-control")
            self.click(f"{css} .try-out__btn")
        return css

    def execute(self, css, status):
        self.click(f"{css} .execute")
        self.sees(f"{css} .live-responses-table tbody .response-col_status", status)
        return self.text(f"{css} .live-responses-table .highlight-code")

    def sign_in(self, name, password):
        self.click(".auth-wrapper .authorize")
        self.type("#oauth_username", name)
        self.type("#oauth_password", password)
        self.click(".auth-btn-wrapper .authorize")

    def close_dialog(self):
        self.click(".auth-btn-wrapper .btn-done")


class Proxy(http.server.BaseHTTPRequestHandler):
    """What stands before an application in production: it takes a prefix off. It is also a server for OAuth 2 here."""

    protocol_version = "HTTP/1.1"
    behind = 0

    def answer(self):
        if self.path.startswith("/authorize?"):
            asked = dict(urllib.parse.parse_qsl(self.path.partition("?")[2]))
            query = urllib.parse.urlencode({"code": "the-code", "state": asked["state"]})
            self.send(302, b"", location=f"{asked['redirect_uri']}?{query}")
            return
        length = int(self.headers.get("content-length", 0))
        body = self.rfile.read(length)
        if self.path == f"{PREFIX}/exchange":
            asked = dict(urllib.parse.parse_qsl(body.decode()))
            assert asked["code"] == "the-code" and asked["grant_type"] == "authorization_code", asked
            answer = {"access_token": "of-the-code", "token_type": "bearer"}
            self.send(200, json.dumps(answer).encode(), **{"content-type": "application/json"})
            return
        if not self.path.startswith(PREFIX):
            self.send(404, b"")
            return
        behind = http.client.HTTPConnection("127.0.0.1", self.behind, timeout=30)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")}
        behind.request(self.command, self.path.removeprefix(PREFIX), body or None, headers)
        answer = behind.getresponse()
        body = answer.read()
        if self.path == f"{PREFIX}/openapi.json" and answer.status == 200:
            body = with_code_flow(body)
        kept = {name: value for name, value in answer.getheaders() if name not in ("content-length", "date", "connection")}
        self.send(answer.status, body, **kept)

    def send(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer

    def log_message(self, *_):
        pass


def with_code_flow(document):
    """The document with a second scheme, whose flow leads through a page of another server."""
    document = json.loads(document)
    flow = {"authorizationUrl": "/authorize", "tokenUrl": "exchange", "scopes": {}}
    document["components"]["securitySchemes"]["ByCode"] = {"type": "oauth2", "flows": {"authorizationCode": flow}}
    document["paths"]["/"]["get"]["security"] = [{"ByCode": []}]
    return json.dumps(document).encode()


@contextlib.contextmanager
def proxied(port):
    handler = type("Behind", (Proxy,), {"behind": port})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()


def swagger_ui_shows_every_operation(page, shop):
    page.show(shop, "/docs")
    operations = sum(len(item) for item in page.document["paths"].values())
    wait(lambda: page.count(".opblock"), operations)
    page.sees(".info .title", "Shop")
    page.is_quiet()


def tried_out_an_error_is_shown(page, shop):
    missing = page.operation("get", "/items/{item_id}")
    page.type(f"{missing} .parameters input", "999999")
    body = page.execute(missing, "404")
    assert '"status": "error"' in body and '"code"' in body, body
    wrong = page.operation("post", "/items")
    page.type(f"{wrong} textarea", '{"name": "", "price_cents": "much"}')
    body = page.execute(wrong, "422")
    assert "validation_error" in body and "price_cents" in body, body
    page.is_quiet(404, 422)


def redoc_shows_and_finds_the_operations(page, shop):
    page.show(shop, "/redoc")
    for item in page.document["paths"].values():
        for operation in item.values():
            wait(lambda: operation["summary"] in page.text("#redoc"), True)
    # The search runs in a worker.
    page.type("input[placeholder='Search...']", "delete")
    page.sees("[data-role='search:results']", "Delete")
    page.is_quiet()


def the_catalogue_of_errors_is_read(page, shop):
    page.show(shop, "/errors")
    page.sees("body", "validation_error")
    page.is_quiet()


def what_is_written_into_a_page_does_nothing(page, shop):
    """Were a page careless, its policy would still keep a script from running, and words from leaving."""
    for path in ("/docs", "/redoc"):
        page.show(shop, path)
        title = page.run("return document.title")
        page.run("""
            const script = document.createElement("script");
            script.textContent = "document.title = 'owned'";
            document.body.append(script);
            const picture = document.createElement("img");
            picture.setAttribute("onerror", "document.title = 'owned'");
            picture.src = "http://127.0.0.1:1/";
            document.body.append(picture);
        """)
        kept = []
        wait(lambda: kept.extend(page.errors()) or {
            word for word in ("inline script", "127.0.0.1:1") for error in kept
            if "Content Security Policy" in error and word in error
        }, {"inline script", "127.0.0.1:1"})
        assert page.run("return document.title") == title
        page.requests()


def signed_in_an_operation_answers(page, auth, path="/docs"):
    page.show(auth, path)
    me = page.operation("get", "/me")
    page.execute(me, "401")
    page.sign_in("ann", "wonderland")
    page.sees(".auth-container", "Authorized")
    page.close_dialog()
    assert '"name": "ann"' in page.execute(me, "200")
    # A wrong password is told in the dialog.
    page.show(auth, path)
    page.sign_in("ann", "looking-glass")
    page.sees(".auth-container .errors", "Auth")
    page.close_dialog()
    page.is_quiet(400, 401)


def behind_a_prefix_it_all_works(page, proxy):
    signed_in_an_operation_answers(page, proxy, f"{PREFIX}/docs")
    page.show(proxy, f"{PREFIX}/redoc")
    page.sees("#redoc", "Read Notes")
    page.is_quiet()


def a_code_comes_back_to_the_page(page, proxy):
    page.show(proxy, f"{PREFIX}/docs")
    window = call("GET", f"{page.session}/window")
    page.click(".auth-wrapper .authorize")
    code = ".auth-container:nth-of-type(2)"
    page.type(f"{code} #client_id_authorizationCode", "docs")
    page.click(f"{code} .auth-btn-wrapper .authorize")
    page.sees(code, "Authorized")
    # The page that the server sent people back to has closed itself.
    wait(lambda: call("GET", f"{page.session}/window/handles"), [window])
    page.click(f"{code} .auth-btn-wrapper .btn-done")
    welcome = page.operation("get", "/")
    page.click(f"{welcome} .execute")
    page.sees(f"{welcome} .curl-command", "Authorization: Bearer of-the-code")
    page.is_quiet(401)


def main(shop, auth):
    ports = free_port(), free_port()
    origins = [f"http://127.0.0.1:{port}" for port in ports]
    with contextlib.ExitStack() as stack:
        stack.enter_context(running([shop], ports[0], PORT=str(ports[0]), HOST="127.0.0.1"))
        secret = "a secret of a test, long enough for one"
        stack.enter_context(running([auth], ports[1], PORT=str(ports[1]), HOST="127.0.0.1", AUTH_SECRET=secret))
        proxy = stack.enter_context(proxied(ports[1]))
        driver = stack.enter_context(chromedriver())
        page = Page(driver, "about:blank", ALONE)
        stack.callback(page.quit)
        steps = [
            (swagger_ui_shows_every_operation, origins[0]),
            (tried_out_an_error_is_shown, origins[0]),
            (redoc_shows_and_finds_the_operations, origins[0]),
            (the_catalogue_of_errors_is_read, origins[0]),
            (what_is_written_into_a_page_does_nothing, origins[0]),
            (signed_in_an_operation_answers, origins[1]),
            (behind_a_prefix_it_all_works, proxy),
            (a_code_comes_back_to_the_page, proxy),
        ]
        for step, origin in steps:
            step(page, origin)
            print(f"ok: {step.__name__.replace('_', ' ')}", flush=True)
    print(f"browser: {len(steps)} passed, 0 failed")


if __name__ == "__main__":
    main(*sys.argv[1:])
