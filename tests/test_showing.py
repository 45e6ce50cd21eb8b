"""`show`: what is drawn of an exchange is what crossed the wire."""

import re
import socket
import sys
from html.parser import HTMLParser
from types import SimpleNamespace
from wsgiref.headers import Headers

import pytest
import requests
import responses

from lessons import show
from lessons.classroom.screen import Figure
from lessons.classroom.showing import MOST_LINES, _draw
from toy_api import start
from toy_api.exchange import Exchange, Request, respond
from toy_api.rules import recording

FOREIGN = "https://api.example/items"
SECRET = "c2VjcmV0"
SCRIPT = b'<script>alert("1 & 2")</script>'
BY_HAND = [
    (b"GET", b"/messages/1?", b"", b""),
    (b"GET", b"/messages?q=tea", b"Accept: */*\r\nX-Odd: a:b\r\nX-Odd: \xe9\r\n", b""),
    (b"PUT", b"/messages/2", b"Content-Length: 12\r\n", '{"a": "☕"}'.encode()),
]
MEDIA = [
    ("image/png", "img", "data:image/png;base64,AQI="),
    ("image/svg+xml; charset=utf-8", "img", "data:image/svg+xml;base64,AQI="),
    ("audio/wav", "audio", "data:audio/wav;base64,AQI="),
]


class Tags(HTMLParser):
    """What a browser would find: tags with their attributes, and the text between."""

    def __init__(self, html):
        super().__init__()
        self.found, self.words = [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.words.append(data)

    def names(self):
        return {name for name, _ in self.found}

    def one(self, name):
        (attributes,) = [each for tag, each in self.found if tag == name]
        return attributes


@pytest.fixture
def api():
    running = start()
    yield running
    running.stop()


@pytest.fixture
def web():
    with responses.RequestsMock() as mocked:
        yield mocked


@pytest.fixture
def displayed(monkeypatch):
    """What a notebook would be given to display."""
    given = []
    shell = SimpleNamespace(kernel=object())
    display = SimpleNamespace(display=given.append)
    fake = SimpleNamespace(get_ipython=lambda: shell, display=display)
    monkeypatch.setitem(sys.modules, "IPython", fake)
    return given


def shown(capsys, response, **more):
    """The request and the response as the terminal shows them."""
    capsys.readouterr()
    show(response, **more)
    text = capsys.readouterr().out
    sides = [re.findall(f"^{sign} ?(.*)$", text, re.MULTILINE) for sign in "><"]
    return ["\n".join(lines) for lines in sides]


def drawn(fields, body, status=200):
    """The HTML of an exchange that was answered like this."""
    request = Request("GET", "/", Headers([("Host", "x")]))
    return _draw(Exchange(1, request, respond(status, fields, body)), "", True).html


def send(api, method, target, fields, body):
    """Sends these bytes by hand; gives back what was sent and what came."""
    host = api.url.removeprefix("http://")
    head = b"%s %s HTTP/1.1\r\nHost: %s\r\n" % (method, target, host.encode())
    with socket.create_connection(host.split(":"), timeout=5) as line:
        line.sendall(head + fields + b"\r\n" + body)
        received = line.makefile("rb")
        got = b"".join(iter(received.readline, b"\r\n"))
        length = int(re.search(rb"Content-Length: (\d+)", got)[1])
        got += b"\r\n" + received.read(length)
        received.close()
    return head + fields + b"\r\n" + body, got


def as_shown(wire):
    text = wire.decode("utf-8", "surrogateescape").replace("\r\n", "\n")
    return text.encode("utf-8", "surrogateescape").replace(b"\xe9", "é".encode())


def behind(api, wire):
    """A response as `show` takes it, for an answer that came to another client."""
    number = re.search(rb"Request-Id: (\d+)", wire)[1].decode()
    response = requests.Response()
    response.headers["Request-Id"] = number
    response.url = f"{api.url}/messages"
    response._content = wire.partition(b"\r\n\r\n")[2]
    return response


@pytest.mark.parametrize("method, target, fields, body", BY_HAND)
def test_what_is_shown_is_byte_for_byte_what_crossed_the_wire(
    api, capsys, method, target, fields, body
):
    sent, got = send(api, method, target, fields, body)
    asked, answered = shown(capsys, behind(api, got), everything=True)
    assert asked.encode().strip() == as_shown(sent).strip()
    assert answered.encode().strip() == as_shown(got).strip()


def test_the_field_that_ends_a_connection_is_shown_as_well(api, capsys):
    _, got = send(api, b"GET", b"/messages/1", b"Connection: close\r\n", b"")
    _, answered = shown(capsys, behind(api, got))
    assert answered.encode().strip() == as_shown(got).strip()


def test_what_is_shown_of_requests_is_the_record_of_the_server(api, capsys):
    response = requests.post(f"{api.url}/messages", json={"body": "☕"})
    asked, answered = shown(capsys, response, everything=True)
    _, request, answer = api.exchanges()[-1]
    assert asked == request.as_text().rstrip("\n")
    assert answered == answer.as_text().rstrip("\n")


def test_the_same_text_sent_by_hand_makes_the_same_record(api, capsys):
    response = requests.get(f"{api.url}/messages/1", headers={"X-Mine": "1"})
    asked, _ = shown(capsys, response, everything=True)
    fields = asked.partition("\nHost: ")[2].partition("\n")[2].replace("\n", "\r\n")
    send(api, b"GET", b"/messages/1", fields.encode() + b"\r\n", b"")
    assert api.exchanges()[-1].request.as_text().rstrip("\n") == asked


def test_a_request_is_shown_byte_for_byte_as_it_arrived(api, capsys):
    with socket.create_connection(api.url.split("/")[2].split(":")) as line:
        line.sendall(b"GET /messages/1 HTTP/1.1\r\nHOST:x  \r\nX:   y\r\n\r\n")
        line.recv(65536)
    text = api.exchanges()[-1].request.as_text()
    assert text == "GET /messages/1 HTTP/1.1\nHOST:x  \nX:   y\n\n"


def test_showing_an_answer_again_shows_the_same_though_others_came_since(api, capsys):
    first = requests.get(f"{api.url}/messages/1")
    before = shown(capsys, first)
    requests.delete(f"{api.url}/messages/2")
    assert shown(capsys, first) == before
    assert before[0].startswith("GET /messages/1 HTTP/1.1\n")


def test_no_other_is_shown_for_one_that_left_the_log(api, capsys, monkeypatch):
    monkeypatch.setattr(recording, "KEPT", 2)
    first = requests.get(f"{api.url}/messages/1")
    for _ in range(3):
        requests.get(f"{api.url}/messages/1", headers={"X-Later": "1"})
    asked, _ = shown(capsys, first)
    assert asked.startswith("GET /messages/1 HTTP/1.1\n")
    assert "X-Later" not in asked


def test_showing_is_itself_no_exchange(api, capsys):
    response = requests.get(f"{api.url}/messages/1")
    before = len(api.exchanges())
    shown(capsys, response)
    assert len(api.exchanges()) == before


def test_the_source_of_what_is_shown_is_named(api, displayed):
    response = requests.get(f"{api.url}/messages/1")
    show(response)
    number = response.headers["Request-Id"]
    assert f"request (exchange {number})" in "".join(Tags(displayed[0].html).words)


def test_a_request_that_was_refused_is_shown_as_it_arrived(api, capsys):
    response = requests.get(f"{api.url}/messages/1", headers={"Host": "two words"})
    assert response.status_code == 400
    asked, _ = shown(capsys, response, everything=True)
    assert asked.startswith("GET /messages/1 HTTP/1.1\n")
    assert "\nHost: two words" in asked


def test_a_server_elsewhere_tells_its_own_record(api, capsys, monkeypatch):
    monkeypatch.setenv("TOY_API_URL", api.url)
    response = requests.get(f"{api.url}/messages/1")
    asked, _ = shown(capsys, response, everything=True)
    assert asked == api.exchanges()[-1].request.as_text().rstrip("\n")


def test_redirects_are_shown_hop_by_hop(capsys, web):
    web.get(FOREIGN, status=301, headers={"Location": "/second"})
    web.get("https://api.example/second", status=302, headers={"Location": "/third"})
    web.get("https://api.example/third", body="here")
    asked, answered = shown(capsys, requests.get(FOREIGN))
    assert re.findall("GET (.*) HTTP", asked) == ["/items", "/second", "/third"]
    assert re.findall(r"HTTP/1.1 (\d+)", answered) == ["301", "302", "200"]


def test_fields_that_requests_always_sends_are_only_counted(api, capsys):
    asked, _ = shown(capsys, requests.get(f"{api.url}/messages/1"))
    start_line, host, *rest = asked.splitlines()
    assert start_line == "GET /messages/1 HTTP/1.1"
    assert host == f"Host: {api.url.removeprefix('http://')}"
    assert rest == ["(and 4 fields that requests always sends)"]


def test_everything_shows_the_usual_fields_too(api, capsys):
    response = requests.get(f"{api.url}/messages/1")
    asked, _ = shown(capsys, response, everything=True)
    for name, value in response.request.headers.items():
        assert f"\n{name}: {value}" in asked
    assert "always sends" not in asked


@pytest.mark.parametrize(
    "field",
    [
        {"Accept": "application/json"},
        {"User-Agent": "mine"},
        {"Connection": "close"},
        {"Accept-Encoding": "identity"},
        {"X-Mine": "*/*"},
    ],
)
def test_a_field_of_ones_own_is_shown(api, capsys, field):
    ((name, value),) = field.items()
    asked, _ = shown(capsys, requests.get(f"{api.url}/messages", headers=field))
    assert f"\n{name}: {value}" in asked
    usual = 4 if name == "X-Mine" else 3
    assert asked.endswith(f"\n(and {usual} fields that requests always sends)")


def test_content_stands_behind_the_count_of_the_usual_fields(api, capsys):
    answer = requests.post(f"{api.url}/messages", data="tea\n\ntoo")
    asked, _ = shown(capsys, answer)
    assert asked.endswith("always sends)\n\ntea\n\ntoo")


@pytest.mark.parametrize("name", ["Authorization", "Cookie", "Proxy-Authorization"])
def test_credentials_are_masked_on_our_own_server(api, capsys, name):
    response = requests.get(f"{api.url}/messages", headers={name: f"Basic {SECRET}"})
    asked, _ = shown(capsys, response, everything=True)
    assert re.search(rf"^{name}: (Basic )?\*{{4}}$", asked, re.MULTILINE)
    assert SECRET not in asked


@pytest.mark.parametrize("name", ["Authorization", "Cookie", "proxy-authorization"])
def test_credentials_are_masked_elsewhere_too(web, displayed, capsys, name):
    web.get(FOREIGN)
    show(requests.get(FOREIGN, headers={name: f"Bearer {SECRET}"}), everything=True)
    (figure,) = displayed
    assert f"{name}: " in figure.text
    assert SECRET not in figure.text + figure.html


def test_a_cookie_that_a_server_sets_is_masked(web, displayed):
    web.get(FOREIGN, headers={"Set-Cookie": f"session={SECRET}"})
    show(requests.get(FOREIGN))
    (figure,) = displayed
    assert "Set-Cookie: " in figure.text
    assert SECRET not in figure.text + figure.html


def test_a_password_in_a_url_is_not_shown(web, capsys):
    url = FOREIGN.replace("//", f"//ann:{SECRET}@")
    web.get(url)
    asked, _ = shown(capsys, requests.get(url), everything=True)
    assert "\nHost: api.example\n" in asked
    assert SECRET not in asked


def test_a_foreign_answer_is_shown_as_the_client_tells_it(web, displayed):
    web.post(FOREIGN, status=201, json={"id": 1})
    show(requests.post(f"{FOREIGN}?a=1", data="tea"))
    (figure,) = displayed
    assert "request (as the client tells it)" in "".join(Tags(figure.html).words)
    assert figure.text.startswith("> POST /items?a=1 HTTP/1.1\n> Host: api.example\n")
    assert "\n>\n> tea\n\n< HTTP/1.1 201 Created\n" in figure.text


def test_a_foreign_request_id_is_not_taken_for_ours(api, web, capsys):
    web.add_passthru(api.url)
    requests.get(f"{api.url}/messages/3")
    number = str(api.exchanges()[-1].number)
    web.get(FOREIGN, headers={"Request-Id": number})
    asked, _ = shown(capsys, requests.get(FOREIGN))
    assert asked.startswith("GET /items HTTP/1.1\n")


@pytest.mark.parametrize("number", ["0", "-1", "req_1", "1e3", "1" * 18, "9" * 5000])
def test_whatever_a_foreign_request_id_is_the_answer_is_shown(web, capsys, number):
    web.get(FOREIGN, headers={"Request-Id": number})
    asked, _ = shown(capsys, requests.get(FOREIGN))
    assert asked.startswith("GET /items HTTP/1.1\n")


def test_a_host_that_the_client_set_is_shown_once(web, capsys):
    web.get(FOREIGN)
    asked, _ = shown(capsys, requests.get(FOREIGN, headers={"Host": "other.example"}))
    assert re.findall("^Host: (.*)$", asked, re.MULTILINE) == ["other.example"]


def test_content_as_bytes_is_shown_as_its_text(web, capsys):
    web.post(FOREIGN)
    asked, _ = shown(capsys, requests.post(FOREIGN, data="tea ☕".encode()))
    assert asked.endswith("\n\ntea ☕")


@pytest.mark.parametrize("more", [0, 1, 40])
def test_long_content_is_cut_and_the_rest_is_counted(web, capsys, more):
    head = 3  # the status line, Content-Type, the blank line
    body = [f"line {number}" for number in range(MOST_LINES - head + more)]
    web.get(FOREIGN, body="\n".join(body) + "\n")
    _, answered = shown(capsys, requests.get(FOREIGN))
    lines = answered.splitlines()
    rest = [f"(and {more} more lines)"] if more else []
    assert lines[head:] == body[: MOST_LINES - head] + rest


def test_long_content_of_a_request_is_cut_too(api, capsys):
    body = "\n".join(map(str, range(200)))
    asked, _ = shown(capsys, requests.post(f"{api.url}/messages", data=body))
    lines = asked.splitlines()
    assert len(lines) == MOST_LINES + 1
    assert lines[-1] == f"(and {200 - int(lines[-2]) - 1} more lines)"


def test_content_that_is_no_text_is_named_by_its_size(web, capsys):
    web.get(FOREIGN, body=b"\xff" * 1200, content_type="image/png")
    _, answered = shown(capsys, requests.get(FOREIGN))
    assert answered.endswith("\n\n(1,200 bytes of image/png)")


@pytest.mark.parametrize("kind, tag, source", MEDIA)
def test_a_picture_is_drawn_and_a_sound_has_a_player(kind, tag, source):
    found = Tags(drawn({"Content-Type": kind}, b"\1\2")).one(tag)
    assert found["src"] == source
    assert tag != "audio" or "controls" in found


def test_a_picture_says_in_words_what_came():
    alt = Tags(drawn({"Content-Type": "image/png"}, b"\1" * 1200)).one("img")["alt"]
    assert "image/png, 1,200 bytes" in alt


def test_a_page_is_drawn_in_a_sandbox_that_allows_nothing():
    page = b'<p title="a">' + SCRIPT
    tags = Tags(drawn({"Content-Type": "text/html; charset=utf-8"}, page))
    frame = tags.one("iframe")
    assert frame["srcdoc"] == page.decode()
    assert frame["sandbox"] is None
    assert frame["title"]
    assert not tags.names() & {"p", "script"}


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "", "video/mp4"])
def test_other_content_is_not_drawn(kind):
    html = drawn({"Content-Type": kind}, b"{}")
    assert Tags(html).names() == {"div", "pre", "b"}


@pytest.mark.parametrize("kind", ["image/png", "audio/wav", "text/html"])
@pytest.mark.parametrize("body, status", [(b"", 200), (b"\1", 404)])
def test_no_content_and_an_error_are_not_drawn(kind, body, status):
    html = drawn({"Content-Type": kind}, body, status)
    assert Tags(html).names() == {"div", "pre", "b"}


@pytest.mark.parametrize(
    "kind, tag",
    [("Image/PNG", "img"), ("TEXT/HTML", "iframe"), ("text/html ;a=b", "iframe")],
)
def test_case_and_blanks_of_a_content_type_do_not_matter(kind, tag):
    """RFC 9110 §8.3.1."""
    assert tag in Tags(drawn({"Content-Type": kind}, b"\1")).names()


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_content_type_can_not_bring_attributes_or_tags(quote):
    kind = f"image/x{quote} onerror={quote}alert(1){quote}><b title={quote}"
    tags = Tags(drawn({"Content-Type": kind}, b"\1"))
    names = {name for _, attributes in tags.found for name in attributes}
    assert names <= {"alt", "src", "style"}
    assert [tag for tag, _ in tags.found].count("b") == 2


@pytest.mark.parametrize("kind", ["application/json", "text/html", "text/plain"])
def test_a_script_in_the_content_stays_text(kind):
    tags = Tags(drawn({"Content-Type": kind}, SCRIPT))
    assert "script" not in tags.names()
    assert SCRIPT.decode() in "".join(tags.words)


def test_a_script_in_what_was_sent_stays_text(api, displayed):
    headers = {"X-Mine": SCRIPT.decode()}
    show(requests.post(f"{api.url}/messages?q=<script>", SCRIPT, headers=headers))
    tags = Tags(displayed[0].html)
    assert "script" not in tags.names()
    assert "".join(tags.words).count(SCRIPT.decode()) == 2


@pytest.mark.parametrize("status", [200, 204, 304, 399])
def test_a_success_is_drawn_in_green(status):
    html = drawn({}, b"", status)
    assert "solid #3a9d5d" in html
    assert "d0493f" not in html


@pytest.mark.parametrize("status", [400, 404, 500])
def test_an_error_is_drawn_in_red(status):
    html = drawn({}, b"", status)
    assert "solid #d0493f" in html
    assert "3a9d5d" not in html


@pytest.mark.parametrize("value", [None, "text", {"id": 1}, 200, requests.get])
def test_what_is_no_response_is_told_so_by_its_type(displayed, value):
    show(value)
    (figure,) = displayed
    assert figure.text.startswith("show draws the response to a call\n")
    assert f"a value of type {type(value).__name__}: " in figure.text


def test_in_a_notebook_a_figure_is_displayed_and_nothing_printed(
    api, displayed, capsys
):
    show(requests.get(f"{api.url}/messages/1"))
    (figure,) = displayed
    assert isinstance(figure, Figure)
    assert Tags(figure._repr_html_()).names() == {"div", "pre", "b"}
    assert capsys.readouterr().out == ""


def test_a_figure_holds_the_same_text_in_both_forms(api, displayed):
    show(requests.get(f"{api.url}/messages/1"))
    words = "".join(Tags(displayed[0].html).words)
    for line in repr(displayed[0]).splitlines():
        assert line[2:] in words
    assert repr(displayed[0]).startswith("> GET /messages/1 HTTP/1.1\n")


def test_in_a_terminal_text_is_printed(api, capsys):
    show(requests.get(f"{api.url}/messages/1"))
    said = capsys.readouterr().out
    assert said.startswith("> GET /messages/1 HTTP/1.1\n")
    assert "\n< HTTP/1.1 200 OK\n" in said
    assert "<div" not in said
