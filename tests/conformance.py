"""HTTP/1.1 to the letter: what is sent, and what the RFC leaves a server to answer.

`python3 tests/conformance.py HOST PORT` tells how many of these answers another server
gives that has the paths of `tests/benchmarks/peers/conformance_flask.py`. Demanded is
what stands in the RFC as MUST or SHOULD; where it leaves a choice, each choice counts.
"""

import sys

from talking import Case, faults, talk

DRAFT = '{"to": "+15558675310", "from": "+15017122661", "body": "Tea"}'
JSON = "Content-Type: application/json"
CHUNKED = "Transfer-Encoding: chunked"
EXPECT = "Expect: 100-continue"
SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
MUCH = 1024 * 1024 + 1  # bytes: more content than our server takes


def head(start, *fields):
    """A head without content, its lines ended as they should be."""
    return "\r\n".join([start, *fields, "", ""]).encode("latin-1")


def line(start, *fields):
    return head(start, "Host: x", *fields)


def get(*fields):
    return line("GET /messages/1 HTTP/1.1", *fields)


def at(target, *fields, method="GET"):
    return line(f"{method} {target} HTTP/1.1", *fields)


def host(*hosts, version="1.1", target="/messages/1"):
    start = f"GET {target} HTTP/{version}"
    return head(start, *(f"Host: {each}".rstrip(" ") for each in hosts))


def post(*fields, body="", target="/messages", kind=JSON, version="1.1"):
    """A POST whose content has no length but the one in these fields."""
    kinds = [kind] if kind else []
    start = f"POST {target} HTTP/{version}"
    return line(start, *kinds, *fields) + body.encode("latin-1")


def sized(*fields, body=DRAFT, **more):
    return post(*fields, f"Content-Length: {len(body)}", body=body, **more)


def length(*values, body=DRAFT):
    return post(*(f"Content-Length: {each}" for each in values), body=body)


def coding(*values, body=None, **more):
    fields = (f"Transfer-Encoding: {each}" for each in values)
    return post(*fields, body=chunk(DRAFT) + "0\r\n\r\n" if body is None else body)


def chunk(text, extension=""):
    return f"{len(text):x}{extension}\r\n{text}\r\n"


def pieces(*parts, fields=()):
    """A POST in chunks, their parts written out."""
    return post(CHUNKED, *fields, body="".join(parts))


WHOLE = chunk(DRAFT)
END = "0\r\n\r\n"
LENGTH = f"Content-Length: {len(DRAFT)}"
FINE, LONG = get(), "/" + "x" * 7986  # a request line of 8000 bytes
ODD = "M-SEARCH!#$%&'*+.^_`|~"


def rows(section, *table):
    """Cases that one section is the reason for; without `rfc`, it demands what is ours.

    The RFC never demands that a connection goes on.
    """
    return [
        Case(section, name, sent, ours, *(more or [ours]), **options)
        for name, sent, ours, more, options in map(_row, table)
    ]


def _row(row):
    *row, options = row if isinstance(row[-1], dict) else [*row, {}]
    name, sent, ours, *more = row
    return name, sent, ours, more, options


ENDS = {"ends": True}
SILENT = {"silent": True}
ALLOW = {"has": "Allow"}

REQUEST_LINE = [
    *rows(
        "9112 §3",
        ("plain", FINE, "200"),
        ("two blanks", line("GET  /messages/1 HTTP/1.1"), "400 close", "200|400"),
        ("a tab", line("GET\t/messages/1 HTTP/1.1"), "400 close", "200|400"),
        ("a vertical tab", line("GET\v/messages/1 HTTP/1.1"), "400 close", "200|400"),
        ("a blank in front", line(" GET /messages/1 HTTP/1.1"), "400 close", "200|400"),
        ("a blank behind", line("GET /messages/1 HTTP/1.1 "), "400 close", "200|400"),
        ("a blank in the target", line("GET /a b HTTP/1.1"), "400 close", "400|301"),
        ("four words", line("GET /messages/1 HTTP/1.1 x"), "400 close"),
        ("one word", line("GET"), "400 close", "400 close / none"),
        ("no target", line("GET HTTP/1.1"), "400 close", "400 close / none"),
        ("8000 bytes", at(LONG), "404"),
        ("no method", line("/messages/1 HTTP/1.1"), "400 close", "400 close / none"),
        ("two targets", line("GET / / HTTP/1.1"), "400 close", "400|301"),
    ),
    *rows(
        "9112 §3.1",
        ("small letters", at("/messages/1", method="get"), "501", "501|405|400"),
        ("mixed letters", at("/messages/1", method="Get"), "501", "501|405|400"),
        ("an odd token", at("/messages/1", method=ODD), "501", "501|405|400"),
        ("a bracket", at("/messages/1", method="G(T"), "400 close"),
        ("a letter beyond ASCII", at("/messages/1", method="G\xcbT"), "400 close"),
        ("a colon", at("/messages/1", method="GET:"), "400 close"),
        ("NUL", at("/messages/1", method="G\0T"), "400 close"),
        ("a long one", at("/messages/1", method="A" * 9000), "501", "501|4xx"),
        (
            "too long a one",
            at("/messages/1", method="A" * 20000),
            "414 close",
            "4xx|501",
        ),
    ),
    *rows(
        "9110 §15.6.2",
        ("unknown method", at("/messages/1", method="BREW"), "501"),
        ("unknown at no place", at("/nothing", method="BREW"), "501", "501|404"),
    ),
    *rows(
        "9110 §15.5.15",
        ("too long", at("/" + "x" * 16384), "414 close", "404|4xx"),
        ("far too long", at("/" + "x" * 100_000), "414 close", "404|4xx"),
        ("no end", b"x" * 70_000, "414 close", "4xx|none", ENDS),
    ),
    *rows(
        "9112 §2.3",
        ("1.0", host("x", version="1.0"), "200 close"),
        ("1.2 is 1.1", host("x", version="1.2"), "200", "200"),
        ("1.9 is 1.1", host("x", version="1.9"), "200", "200"),
        ("small letters", line("GET /messages/1 http/1.1"), "400 close"),
        ("two digits", host("x", version="1.10"), "400 close"),
        ("a zero in front", host("x", version="01.1"), "400 close"),
        ("no minor", host("x", version="1"), "400 close", "400|505"),
        ("no number", host("x", version=""), "400 close"),
        ("letters", host("x", version="one"), "400 close"),
        ("a sign", host("x", version="+1.1"), "400 close"),
        ("a minus", host("x", version="1.-1"), "400 close"),
        ("a comma", host("x", version="1,1"), "400 close"),
        ("another protocol", line("GET /messages/1 ICY/1.1"), "400 close"),
        ("a blank inside", line("GET /messages/1 HTTP/ 1.1"), "400 close", "400"),
        ("digits of others", host("x", version="1.\xb9"), "400 close"),
    ),
    *rows(
        "9110 §15.6.6",
        ("2.0", host("x", version="2.0"), "505 close", "505|400"),
        ("3.0", host("x", version="3.0"), "505 close", "505|400"),
        ("9.9", host("x", version="9.9"), "505 close", "505|400"),
        ("0.9", host("x", version="0.9"), "505 close", "505|400"),
        ("no version", b"GET /messages/1\r\n\r\n", "400 close", "400|505|none", ENDS),
        (
            "HTTP/2's preface",
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "505 close",
            "505|400",
        ),
    ),
    *rows(
        "9112 §2.2",
        ("an empty line in front", b"\r\n" + FINE, "200", "200"),
        ("three in front", b"\r\n" * 3 + FINE, "200", "200|400"),
        ("a bare LF in front", b"\n" + FINE, "400 close", "200|400"),
        ("a bare CR in front", b"\r" + FINE, "400 close", "200|400"),
        (
            "a bare CR in the line",
            line("GET /messages/1\r HTTP/1.1"),
            "400 close",
            "200|400",
        ),
        (
            "a bare CR behind it",
            line("GET /messages/1 HTTP/1.1\r"),
            "400 close",
            "200|400",
        ),
        (
            "bare LF behind it",
            b"GET /messages/1 HTTP/1.1\nHost: x\r\n\r\n",
            "400 close",
            "200|400",
        ),
        ("bare LF only", FINE.replace(b"\r", b""), "400 close", "200|400", ENDS),
        ("a bare LF behind a field", get("X: y\nZ: z"), "400 close", "200|400"),
        ("nonsense", b"nonsense\r\n\r\n", "400 close", "400 close / none", ENDS),
        (
            "TLS",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
            "400 close",
            "400 close / none",
            ENDS,
        ),
        ("ends in the line", b"GET /mess", "400 close", "400|408|none", ENDS),
        ("ends in the fields", FINE[:-2], "400 close", "400|408|none", ENDS),
        ("ends at once", b"", "none", "none|400|408", ENDS),
        ("ends after empty lines", b"\r\n\r\n", "none", "none|400|408", ENDS),
        (
            "a blank before a field",
            head("GET /messages/1 HTTP/1.1", " X: y", "Host: x"),
            "400 close",
            "200|400",
        ),
        ("an escape sequence", line("GET /\x1b[2J HTTP/1.1"), "400 close", "400"),
    ),
]

TARGETS = [
    *rows(
        "9112 §3.2.1",
        ("a query", at("/messages?q=tea"), "200", "200"),
        ("an empty query", at("/messages?"), "200", "200"),
        ("a question in a query", at("/messages?q=tea?"), "200", "200"),
        ("no slash", at("messages/1"), "400 close", "400|301"),
        ("a query alone", at("?q=tea"), "400 close", "400|301"),
        ("a fragment", at("/messages/1#a"), "400 close", "400|301"),
        ("an empty fragment", at("/messages/1#"), "400 close", "400|301"),
        ("beyond ASCII", at("/caf\xe9"), "400 close", "400|301"),
        ("UTF-8", at("/messages?q=\xe2\x98\x95"), "400 close", "400|301"),
        ("NUL", at("/messages/1\0"), "400 close", "400|301"),
        ("delete", at("/messages/1\x7f"), "400 close", "400|301"),
        ("angle brackets", at("/messages/<1>"), "400 close", "400|301"),
        ("a backslash", at("/messages\\1"), "404", "400|301|404"),
        ("a quote", at('/messages?q="tea"'), "400 close", "400|301"),
        ("braces", at("/messages/{id}"), "404", "400|301|404"),
    ),
    *rows(
        "9112 §3.2.2",
        ("absolute", at("http://x/messages/1"), "200", "200"),
        ("absolute with a port", at("http://x:80/messages/1"), "200", "200"),
        ("absolute, large letters", at("HTTP://X/messages/1"), "200", "200"),
        ("absolute with a query", at("http://x/messages?q=tea"), "200", "200"),
        ("absolute, no path", at("http://x"), "200", "200"),
        (
            "its host wins",
            at("http://one.test/", "Accept: text/html"),
            "200",
            "200|421",
            {"says": "http://one.test/messages"},
        ),
        ("IPv6", at("http://[::1]:80/messages/1"), "200", "200"),
        ("IPv6 and colons", at("http://[::1]/messages?q=::a::]"), "200", "200"),
        ("https", at("https://x/messages/1"), "200", "2xx|3xx|4xx"),
        ("another scheme", at("ftp://x/messages/1"), "400 close", "4xx"),
        (
            "absolute with a fragment",
            at("http://x/messages/1#a"),
            "400 close",
            "400|301",
        ),
        ("a slash only", at("http:/messages/1"), "400 close", "4xx"),
    ),
    *rows(
        "9110 §4.2.1",
        ("empty host", at("http:///messages/1"), "400 close", "4xx"),
        ("port only", at("http://:80/messages/1"), "400 close", "4xx"),
        ("a port of letters", at("http://x:y/messages/1"), "400 close", "4xx"),
        ("no end of IPv6", at("http://[::1/messages/1"), "400 close", "4xx"),
    ),
    *rows(
        "9110 §4.2.4",
        ("userinfo", at("http://me@x/messages/1"), "400 close", "4xx"),
        ("userinfo, password", at("http://me:too@x/messages/1"), "400 close", "4xx"),
    ),
    *rows(
        "9112 §3.2.3",
        ("authority for GET", at("x:80"), "400 close", "4xx"),
        ("CONNECT", at("x:80", method="CONNECT"), "400 close", "4xx|501"),
        ("CONNECT a path", at("/messages", method="CONNECT"), "405", "4xx|501"),
    ),
    *rows(
        "9112 §3.2.4",
        ("asterisk", at("*", method="OPTIONS"), "204", "2xx|4xx|501", ALLOW),
        ("asterisk for GET", at("*"), "400 close", "4xx"),
        ("asterisk for POST", at("*", method="POST"), "400 close", "4xx"),
        ("asterisk and more", at("*a", method="OPTIONS"), "400 close", "4xx"),
    ),
    *rows(
        "3986 §2.3",
        ("an escaped digit", at("/messages/%31"), "200", "200"),
        ("an escaped letter", at("/%6Dessages/1"), "200", "200"),
        ("small hex", at("/%6dessages/1"), "200", "200"),
    ),
    *rows(
        "3986 §2.4",
        ("decoded once", at("/messages/%2531"), "404", "404|400"),
        ("an escaped slash", at("/messages%2F1"), "404", "404|400"),
        ("an escaped slash at first", at("/%2Fmessages/1"), "404", "404|400"),
        ("an escaped question", at("/messages%3Fq=tea"), "404", "404|400"),
        ("an escaped NUL", at("/messages/1%00"), "404", "404|400"),
        ("an escaped CR LF", at("/a%0d%0aX:%20y"), "404", "404|400"),
    ),
    *rows(
        "3986 §2.1",
        ("a broken escape", at("/messages/%zz"), "404", "400|404"),
        ("half an escape", at("/messages/1%"), "404", "400|404"),
        ("a broken one in a query", at("/messages?q=%zz"), "400", "200|400"),
        ("no UTF-8", at("/messages/%FF"), "400", "400|404"),
        ("no UTF-8 in a query", at("/messages?q=%FF"), "400", "200|400"),
    ),
    *rows(
        "3986 §3.3",
        ("two slashes", at("//messages/1"), "200", "200|3xx|400|404"),
        ("two inside", at("/messages//1"), "404", "200|3xx|400|404"),
        ("a slash behind", at("/messages/1/"), "404", "200|3xx|400|404"),
        ("a host of two slashes", at("//evil.test/.."), "404", "4xx"),
        ("a segment with a colon", at("/a:b@c;d=e,f!$&'()*+~"), "404", "404"),
    ),
    *rows(
        "3986 §5.2.4",
        ("dots", at("/nothing/../messages/1"), "404", "200|3xx|400|404"),
        ("one dot", at("/./messages/1"), "404", "200|3xx|400|404"),
        ("dots above all", at("/../../etc/passwd"), "404", "3xx|400|404"),
        ("escaped dots", at("/%2e%2e/%2e%2e/etc/passwd"), "404", "3xx|400|404"),
    ),
]

HOSTS = [
    *rows(
        "9112 §3.2",
        ("none", host(), "400 close", "400"),
        ("none in 1.0", host(version="1.0"), "200 close"),
        ("none, but absolute", host(target="http://x/messages/1"), "400 close", "400"),
        ("two", host("x", "x"), "400 close", "400"),
        ("two unlike", host("x", "y"), "400 close", "400"),
        ("two in 1.0", host("x", "y", version="1.0"), "400 close", "400"),
        ("a blank", host("x y"), "400 close", "400"),
        ("a slash", host("x/y"), "400 close", "400"),
        ("a question", host("x?y"), "400 close", "400"),
        ("a fragment", host("x#y"), "400 close", "400"),
        ("a backslash", host("x\\y"), "400 close", "400"),
        ("userinfo", host("me@x"), "400 close", "400"),
        ("a port of letters", host("x:port"), "400 close", "400"),
        ("two ports", host("x:80:80"), "400 close", "400"),
        ("a signed port", host("x:+80"), "400 close", "400"),
        ("beyond ASCII", host("caf\xe9"), "400 close", "400"),
        ("NUL", host("x\0"), "400 close", "400"),
        ("a broken escape", host("x%zz"), "400 close", "400"),
        ("half a bracket", host("[::1"), "400 close", "400"),
        ("empty brackets", host("[]"), "400 close", "400"),
        ("no IPv6", host("[zz]"), "400 close", "400"),
        ("bad IPv6", host("[1::2::3]"), "400 close", "400"),
        ("IPv6 without brackets", host("::1"), "400 close", "400"),
        ("a URL", host("http://x"), "400 close", "400"),
        (
            "invalid, but absolute",
            host("x y", target="http://x/messages/1"),
            "400 close",
            "400",
        ),
        ("empty", host(""), "200", "200|400"),
        ("a port", host("x:8000"), "200", "200"),
        ("an empty port", host("x:"), "200", "200"),
        ("IPv6", host("[::1]"), "200", "200"),
        ("IPv6 with a port", host("[2001:db8::7]:8000"), "200", "200"),
        ("IPv4", host("127.0.0.1:8000"), "200", "200"),
        ("an escape", host("caf%C3%A9.test"), "200", "200"),
        ("an underscore", host("my_host"), "200", "200"),
        (
            "absolute mismatch",
            host("two.test", target="http://one.test/messages/1"),
            "200",
            "200|421",
        ),
    ),
]

FIELDS = [
    *rows(
        "9112 §5",
        ("no blank after the colon", get("X:y"), "200", "200"),
        ("blanks and tabs", get("X: \t y \t"), "200", "200"),
        ("an empty value", get("X:"), "200", "200"),
        ("a colon in the value", get("X: a:b"), "200", "200"),
        (
            "any case",
            line("GET /messages/1 HTTP/1.1", "cONNECTION: cLOSE"),
            "200 close",
        ),
        ("no colon", get("X y"), "400 close"),
        ("no name", get(": y"), "400 close"),
        ("a blank in the name", get("X Y: z"), "400 close"),
        ("a bracket in the name", get("X(Y: z"), "400 close"),
        ("a letter beyond ASCII", get("X\xcb: z"), "400 close"),
        ("NUL in the name", get("X\0: z"), "400 close"),
        ("an odd token", get("!#$%&'*+-.^_`|~: z"), "200", "200"),
        ("a long name", get("X" * 1000 + ": y"), "200", "200|4xx"),
    ),
    *rows(
        "9112 §5.1",
        ("a blank before the colon", get("X : y"), "400 close", "400"),
        ("a tab before the colon", get("X\t: y"), "400 close", "400"),
        (
            "a length before a blank",
            post("Content-Length : 5", body="hello"),
            "400 close",
            "400",
        ),
        (
            "a coding before a blank",
            post("Transfer-Encoding : chunked", body=END),
            "400 close",
            "400",
        ),
    ),
    *rows(
        "9112 §5.2",
        ("a fold", get("X: y", " z"), "400 close", "200|400"),
        ("a fold with a tab", get("X: y", "\tz"), "400 close", "200|400"),
        (
            "a fold in Host",
            head("GET /messages/1 HTTP/1.1", "Host: x", " y"),
            "400 close",
            "400",
        ),
        ("a fold before a value", get("X:", " y"), "400 close", "200|400"),
    ),
    *rows(
        "9110 §5.5",
        ("NUL", get("X: a\0b"), "400 close", "200|400"),
        ("a bare CR", get("X: a\rb"), "400 close", "200|400"),
        (
            "a bare CR and a field",
            get("X: a\rConnection: close"),
            "400 close",
            "200|400",
        ),
        ("a bare CR at the end", get("X: a\r"), "400 close", "200|400"),
        ("an escape", get("X: \x1b[2J"), "400 close", "200|400"),
        ("a bell", get("X: \a"), "400 close", "200|400"),
        ("delete", get("X: \x7f"), "400 close", "200|400"),
        ("a vertical tab", get("X: a\vb"), "400 close", "200|400"),
        ("a form feed", get("X: a\fb"), "400 close", "200|400"),
        ("a tab", get("X: a\tb"), "200", "200"),
        ("beyond ASCII", get("X: caf\xe9"), "200", "200|400"),
        ("no-break space", get("X: \xa0"), "200", "200|400"),
    ),
    *rows(
        "6585 §5",
        ("90 fields", get(*(f"X-{n}: y" for n in range(90))), "200", "200|431|400"),
        ("199 fields", get(*(f"X-{n}: y" for n in range(199))), "200", "200|431|400"),
        (
            "201 fields",
            get(*(f"X-{n}: y" for n in range(200))),
            "431 close",
            "200|431|400",
        ),
        ("a long value", get("X: " + "y" * 8000), "200", "200|431|400"),
        ("a value too long", get("X: " + "y" * 70_000), "431 close", "200|431|400"),
        (
            "together too long",
            get(*[f"X: {'y' * 1000}"] * 70),
            "431 close",
            "200|431|400",
        ),
        ("no end", FINE[:-2] + b"X: y\r\n" * 12_000, "431 close", "431|400|none", ENDS),
    ),
    *rows(
        "9110 §5.3",
        ("Accept twice", get("Accept: text/csv", "Accept: */*"), "200", "200"),
        ("Accept in one", get("Accept: text/csv, */*"), "200", "200"),
    ),
]

CONTENT_LENGTHS = [
    *rows(
        "9112 §6.3",
        ("a length", sized(), "201", "201"),
        ("zeros in front", length(f"000{len(DRAFT)}"), "201", "201"),
        ("a tab in front", length(f"\t{len(DRAFT)}"), "201", "201"),
        ("a plus", length(f"+{len(DRAFT)}"), "400 close"),
        ("a minus", length("-5"), "400 close"),
        ("minus zero", length("-0"), "400 close"),
        ("an underscore", length("6_1"), "400 close"),
        ("hex", length("0x3d"), "400 close"),
        ("hex without 0x", length("3d"), "400 close"),
        ("a fraction", length("61.0"), "400 close"),
        ("an exponent", length("6e1"), "400 close"),
        ("a blank inside", length("6 1"), "400 close"),
        ("letters", length("five"), "400 close"),
        ("empty", length(""), "400 close"),
        ("a comma", length(","), "400 close"),
        ("digits of others", length("\xb2"), "400 close"),
        ("no-break space", length("61\xa0"), "400 close"),
        ("quoted", length('"61"'), "400 close"),
        ("a parameter", length("61;a=b"), "400 close"),
        ("a list", length("61, 61"), "400 close", "400 close / 201"),
        ("an unlike list", length("61, 62"), "400 close"),
        ("a list with a gap", length("61,"), "400 close", "400 close / 201"),
        ("twice", length(61, 61), "201", "400 close / 201"),
        ("twice, unlike", length(61, 62), "400 close"),
        ("twice, one wrong", length(61, "x"), "400 close"),
        ("twice, zeros", length(61, "061"), "400 close", "400 close / 201"),
        ("none for POST", post(), "400", "400|411|415|422"),
        ("zero for POST", sized(body=""), "400", "400|411|415|422"),
        ("none for GET", FINE, "200", "200"),
    ),
    *rows(
        "9110 §15.5.14",
        ("too much", length(MUCH, body=""), "413 close", "4xx|none", ENDS),
        ("16 digits", length("9" * 16, body=""), "413 close", "4xx|none", ENDS),
        ("20 digits", length("9" * 20, body=""), "413 close", "4xx|none", ENDS),
        ("5000 digits", length("9" * 5000, body=""), "413 close", "4xx|none", ENDS),
        ("too much, sent", sized(body=f'"{"x" * MUCH}"'), "413 close", "4xx|none"),
        ("2 to the 64th, and 61", length(2**64 + 61), "413 close", "4xx|none", ENDS),
    ),
    *rows(
        "9112 §8",
        ("a byte too few", length(62), "400 close", "4xx|none", ENDS),
        ("nothing of it", length(61, body=""), "400 close", "4xx|none", ENDS),
        ("all too few", length(9999), "400 close", "4xx|none", ENDS),
        ("cut off in a chunk", pieces("fff\r\n", DRAFT), "400 close", "4xx|none", ENDS),
        ("cut off after chunks", pieces(WHOLE), "400 close", "4xx|none", ENDS),
        ("cut off after a size", pieces(WHOLE, "0"), "400 close", "4xx|none", ENDS),
        (
            "cut off before its end",
            pieces(WHOLE, "0\r\n"),
            "400 close",
            "4xx|none|201",
            ENDS,
        ),
        ("no chunk", pieces(), "400 close", "4xx|none", ENDS),
    ),
]

CODINGS = [
    *rows(
        "9112 §6.1",
        ("chunked", coding("chunked"), "201", "201"),
        ("any case", coding("ChUnKeD"), "201", "201"),
        ("a blank behind", coding("chunked \t"), "201", "201"),
        (
            "with a length",
            post(LENGTH, CHUNKED, body=WHOLE + END),
            "400 close",
            "400 close / 201 close",
        ),
        (
            "length behind",
            post(CHUNKED, LENGTH, body=WHOLE + END),
            "400 close",
            "400 close / 201 close",
        ),
        (
            "with length zero",
            post("Content-Length: 0", CHUNKED, body=WHOLE + END),
            "400 close",
            "400 close / 201 close",
        ),
        (
            "with a bad length",
            post("Content-Length: x", CHUNKED, body=WHOLE + END),
            "400 close",
            "400 close / 201 close",
        ),
        (
            "in 1.0",
            post(CHUNKED, body=WHOLE + END, version="1.0"),
            "400 close",
            "4xx close / 201 close",
        ),
        (
            "in 1.0 to stay",
            post(CHUNKED, "Connection: keep-alive", body=WHOLE + END, version="1.0"),
            "400 close",
            "4xx close / 201 close",
        ),
        (
            "in 1.0 with length",
            post(CHUNKED, LENGTH, body=DRAFT, version="1.0"),
            "400 close",
            "4xx close / 201 close",
        ),
        ("gzip", coding("gzip"), "501 close", "400 close / 501 close"),
        ("gzip first", coding("gzip, chunked"), "501 close", "501|400"),
        ("gzip in its own", coding("gzip", "chunked"), "501 close", "501|400"),
        ("unknown", coding("tea, chunked"), "501 close", "501|400"),
        ("identity", coding("identity"), "501 close", "400 close / 501 close"),
        ("xchunked", coding("xchunked"), "501 close", "400 close / 501 close"),
        ("two words", coding("chunked tea"), "501 close", "400 close / 501 close"),
        ("quoted", coding('"chunked"'), "501 close", "400 close / 501 close"),
        ("no-break space", coding("\xa0chunked"), "501 close", "400 close / 501 close"),
        ("vertical tab", coding("\vchunked"), "400 close", "400 close / 501 close"),
        ("a parameter", coding("chunked;a=b"), "501 close", "400 close / 501 close"),
        ("empty", coding(""), "501 close", "400 close / 501 close"),
        ("a gap before", coding(", chunked"), "501 close", "201|400|501"),
        ("a gap behind", coding("chunked,"), "400 close", "201|400|501"),
    ),
    *rows(
        "9112 §6.3",
        ("chunked not last", coding("chunked, gzip"), "400 close", "400|501 close"),
        ("not last in two", coding("chunked", "gzip"), "400 close", "400|501 close"),
        (
            "not last, identity",
            coding("chunked, identity"),
            "400 close",
            "400|501 close",
        ),
        ("chunked twice", coding("chunked, chunked"), "400 close", "400|501 close"),
        ("twice in two", coding("chunked", "chunked"), "400 close", "400|501 close"),
        (
            "gzip with length",
            post("Transfer-Encoding: gzip", LENGTH, body=DRAFT),
            "400 close",
            "400|501 close",
        ),
    ),
    *rows(
        "9112 §7.1",
        ("many chunks", pieces(*map(chunk, DRAFT), END), "201", "201"),
        ("large hex", pieces(WHOLE.replace("3d\r", "3D\r"), END), "201", "201"),
        ("zeros in front", pieces("00000", WHOLE, END), "201", "201"),
        ("many zeros at the end", pieces(WHOLE, "0000", END), "201", "201"),
        ("only the last chunk", pieces(END), "400", "400|411|415|422"),
        ("a size of letters", pieces("zz\r\n", DRAFT, "\r\n", END), "400 close"),
        ("an empty size", pieces("\r\n", DRAFT, "\r\n", END), "400 close"),
        ("a signed size", pieces("+", WHOLE, END), "400 close"),
        ("a negative size", pieces("-", WHOLE, END), "400 close"),
        ("0x", pieces("0x", WHOLE, END), "400 close"),
        ("an underscore", pieces("0_", WHOLE, END), "400 close"),
        ("a blank in front", pieces(" ", WHOLE, END), "400 close"),
        ("a blank behind", pieces(chunk(DRAFT, " "), END), "400 close"),
        ("digits of others", pieces("\xb2", WHOLE, END), "400 close"),
        (
            "a bare LF behind the size",
            pieces(WHOLE.replace("\r\n", "\n", 1), END),
            "400 close",
            "400 close / 201",
        ),
        (
            "a bare CR behind the size",
            pieces(WHOLE.replace("\r\n", "\r", 1), END),
            "400 close",
        ),
        ("longer than its size", pieces("3\r\nteas\r\n", END), "400 close"),
        ("shorter than its size", pieces("5\r\ntea\r\n", END), "400 close"),
        ("no CR LF behind it", pieces(WHOLE[:-2], END), "400 close"),
        ("a bare LF behind it", pieces(WHOLE[:-2], "\n", END), "400 close"),
        (
            "17 digits",
            pieces("1" + "0" * 16 + "\r\n", DRAFT),
            "400 close",
            "4xx close / none",
            ENDS,
        ),
        (
            "2 to the 64th too large",
            pieces("1" + "0" * 14 + WHOLE, END),
            "400 close",
            "4xx close / none",
            ENDS,
        ),
        ("4 GB", pieces("ffffffff\r\n", DRAFT), "413 close", "4xx|none", ENDS),
        (
            "together too much",
            pieces(*[chunk("x" * 65536)] * 17, END),
            "413 close",
            "4xx|none",
        ),
    ),
    *rows(
        "9112 §7.1.1",
        ("an extension", pieces(chunk(DRAFT, ";a=b"), END), "201", "201"),
        ("without a value", pieces(chunk(DRAFT, ";a"), END), "201", "201"),
        ("quoted", pieces(chunk(DRAFT, ';a="b;c"'), END), "201", "201"),
        ("two", pieces(chunk(DRAFT, ";a=b;c=d"), END), "201", "201"),
        ("blanks around", pieces(chunk(DRAFT, " ; a"), END), "201", "201"),
        ("at the last chunk", pieces(WHOLE, "0;a=b\r\n\r\n"), "201", "201"),
        (
            "too long",
            pieces(chunk(DRAFT, ";" + "a" * 300), END),
            "400 close",
            "201|4xx",
        ),
        ("no semicolon", pieces(chunk(DRAFT, " a=b"), END), "400 close"),
        ("a bare LF", pieces(chunk(DRAFT, ";a\nb"), END), "400 close"),
        ("a bare CR", pieces(chunk(DRAFT, ";a\rb"), END), "400 close"),
        ("NUL", pieces(chunk(DRAFT, ";a\0"), END), "400 close"),
    ),
    *rows(
        "9112 §7.1.2",
        ("a trailer", pieces(WHOLE, "0\r\nX: y\r\n\r\n"), "201", "201"),
        (
            "three trailers",
            pieces(WHOLE, "0\r\n", "X: y\r\n" * 3, "\r\n"),
            "201",
            "201",
        ),
        (
            "a length as trailer",
            pieces(WHOLE, "0\r\nContent-Length: 99\r\n\r\n"),
            "201",
            "201|400",
        ),
        (
            "a coding as trailer",
            pieces(WHOLE, f"0\r\n{CHUNKED}\r\n\r\n"),
            "201",
            "201|400",
        ),
        ("a trailer without colon", pieces(WHOLE, "0\r\nX y\r\n\r\n"), "400 close"),
        ("a blank before its colon", pieces(WHOLE, "0\r\nX : y\r\n\r\n"), "400 close"),
        ("a fold", pieces(WHOLE, "0\r\nX: y\r\n z\r\n\r\n"), "400 close", "201|400"),
        ("NUL", pieces(WHOLE, "0\r\nX: \0\r\n\r\n"), "400 close", "201|400"),
        ("a request as trailer", pieces(WHOLE, "0\r\n", SMUGGLED), "400 close"),
        (
            "too many",
            pieces(WHOLE, "0\r\n", "X: y\r\n" * 201, "\r\n"),
            "431 close",
            "201|4xx",
        ),
    ),
]

CONTENT = [
    *rows(
        "9110 §9.3",
        ("GET with content", get("Content-Length: 5") + b"hello", "200", "200|4xx"),
        (
            "GET in chunks",
            get(CHUNKED) + chunk("hello").encode() + END.encode(),
            "200",
            "200|4xx",
        ),
        (
            "HEAD with content",
            at("/messages/1", "Content-Length: 5", method="HEAD") + b"hello",
            "200",
            "200|4xx",
        ),
        (
            "DELETE with content",
            at("/messages", "Content-Length: 5", method="DELETE") + b"hello",
            "405",
            "4xx",
            ALLOW,
        ),
        (
            "OPTIONS with content",
            at("/messages", "Content-Length: 5", method="OPTIONS") + b"hello",
            "204",
            "2xx|4xx|501",
        ),
        (
            "content like a request",
            get(f"Content-Length: {len(SMUGGLED)}") + SMUGGLED.encode(),
            "200",
            "200|4xx",
        ),
    ),
    *rows(
        "9112 §9.3",
        ("unread after 404", sized(body=SMUGGLED, target="/nothing"), "404", "404"),
        ("unread after 405", sized(body=SMUGGLED, target="/messages/1"), "405", "405"),
        (
            "unread after 415",
            sized(body=SMUGGLED, kind="Content-Type: text/plain"),
            "415",
            "415|400",
        ),
        (
            "unread after 501",
            at("/messages", f"Content-Length: {len(SMUGGLED)}", method="BREW")
            + SMUGGLED.encode(),
            "501",
            "501|405",
        ),
        (
            "unread chunks after 404",
            post(CHUNKED, target="/nothing", body=chunk(SMUGGLED) + END),
            "404",
            "404",
        ),
        (
            "unread chunks after 405",
            post(CHUNKED, target="/messages/1", body=chunk(SMUGGLED) + END),
            "405",
            "405",
        ),
        (
            "unread after 401",
            sized("Authorization: Basic x", body=SMUGGLED),
            "401",
            "400|401",
        ),
    ),
    *rows(
        "9110 §15.5.16",
        ("text", sized(kind="Content-Type: text/plain"), "415", "415|400"),
        ("unnamed", sized(kind=""), "415", "415|400|201"),
        ("compressed", sized("Content-Encoding: gzip"), "415", "415|400"),
        ("Latin-1", sized(kind=f"{JSON}; charset=latin-1"), "415", "201|400|415"),
        ("no JSON", sized(body="{"), "400", "400|422"),
        ("no JSON, NUL", sized(body="\0"), "400", "400|422"),
    ),
]

EXPECTATIONS = [
    *rows(
        "9110 §10.1.1",
        (
            "100 and 201",
            post(LENGTH, EXPECT),
            "100 201",
            "100 201 / 201",
            {"later": DRAFT.encode()},
        ),
        (
            "any case",
            post(LENGTH, "Expect: 100-CONTINUE"),
            "100 201",
            "100 201",
            {"later": DRAFT.encode()},
        ),
        (
            "chunks",
            post(CHUNKED, EXPECT),
            "100 201",
            "100 201",
            {"later": (WHOLE + END).encode()},
        ),
        ("content is there", sized(EXPECT), "201", "201 / 100 201"),
        ("no content", get(EXPECT), "200", "200 / 100 200"),
        ("length zero", get(EXPECT, "Content-Length: 0"), "200", "200 / 100 200"),
        ("in 1.0", sized(EXPECT, version="1.0"), "201 close"),
        ("unknown", post("Expect: tea"), "417 close", "417|400|411|415|422"),
        ("unknown for GET", get("Expect: tea"), "417 close", "417|200"),
        (
            "unknown in 1.0",
            line("GET /messages/1 HTTP/1.0", "Expect: tea"),
            "200 close",
            "200|417 close",
        ),
        (
            "too much",
            post(f"Content-Length: {MUCH}", EXPECT),
            "413 close",
            "413 close / 4xx close / 100 4xx / 100 none / none",
            ENDS,
        ),
        ("a bad length", post("Content-Length: x", EXPECT), "400 close"),
        (
            "length and chunks",
            post(LENGTH, CHUNKED, EXPECT),
            "400 close",
            "400 close / 100 400|201 close / 100 none",
            ENDS,
        ),
        (
            "unknown to HEAD",
            at("/messages/1", "Expect: tea", method="HEAD"),
            "417 close",
            "417|200",
        ),
    ),
]

METHODS = [
    *rows(
        "9110 §9.3.2",
        (
            "HEAD",
            at("/messages/1", method="HEAD"),
            "200",
            "200",
            {"has": "Content-Type"},
        ),
        ("HEAD for a list", at("/messages", method="HEAD"), "200", "200"),
        ("HEAD in 1.0", line("HEAD /messages/1 HTTP/1.0"), "200 close"),
        ("HEAD for nothing", at("/nothing", method="HEAD"), "404", "404"),
        ("HEAD, malformed", at("/messages/1", "X y", method="HEAD"), "400 close"),
        (
            "HEAD, too large",
            at("/messages/1", "X: " + "y" * 70_000, method="HEAD"),
            "431 close",
            "200|431|400",
        ),
        (
            "half a HEAD",
            b"HEAD /messages/1 HTTP/1.1\r\n",
            "400 close",
            "4xx|none",
            ENDS,
        ),
        ("HEAD without Host", head("HEAD /messages/1 HTTP/1.1"), "400 close", "400"),
    ),
    *rows(
        "9110 §9.3.7",
        ("OPTIONS", at("/messages", method="OPTIONS"), "204", "2xx|405|501", ALLOW),
        (
            "OPTIONS for one",
            at("/messages/1", method="OPTIONS"),
            "204",
            "2xx|405|501",
            ALLOW,
        ),
        ("OPTIONS for nothing", at("/nothing", method="OPTIONS"), "404", "2xx|404|501"),
    ),
    *rows(
        "9110 §15.5.6",
        ("POST to one", sized(target="/messages/1"), "405", "405", ALLOW),
        ("DELETE a list", at("/messages", method="DELETE"), "405", "405", ALLOW),
        ("TRACE", at("/messages/1", method="TRACE"), "405", "405|501"),
        ("QUERY", at("/messages/1", method="QUERY"), "405", "405|501"),
        ("GET", at("/nothing"), "404", "404"),
    ),
]

PIPELINES = [
    *rows(
        "9112 §9.3.2",
        ("three", FINE * 3, "200 200 200", "200 200 200"),
        ("twenty", FINE * 20, " ".join(["200"] * 20)),
        ("404 between", FINE + at("/nothing") + FINE, "200 404 200", "200 404 200"),
        (
            "405 between",
            FINE + sized(target="/messages/1") + FINE,
            "200 405 200",
            "200 405 200",
        ),
        (
            "415 between",
            FINE + sized(kind="") + FINE,
            "200 415 200",
            "200 415|400|201 200",
        ),
        (
            "HEAD between",
            FINE + at("/messages/1", method="HEAD") + FINE,
            "200 200 200",
            "200 200 200",
            {"methods": ("GET", "HEAD", "GET")},
        ),
        ("POST between", FINE + sized() + FINE, "200 201 200", "200 201 200"),
        (
            "chunks between",
            FINE + coding("chunked") + FINE,
            "200 201 200",
            "200 201 200",
        ),
        ("empty lines between", FINE + b"\r\n" + FINE, "200 200", "200 200"),
        (
            "a part of the third",
            FINE * 2 + FINE[:20],
            "200 200 400 close",
            "200 200 4xx|none",
            ENDS,
        ),
    ),
    *rows(
        "9112 §2.2",
        (
            "nonsense between",
            FINE + b"nonsense\r\n\r\n" + FINE,
            "200 400 close",
            "200 400 close / 200 none",
        ),
        ("a bad field between", FINE + get("X y") + FINE, "200 400 close"),
        (
            "no Host between",
            FINE + host() + FINE,
            "200 400 close",
            "200 400 close / 200 400 200",
        ),
        (
            "a bad length between",
            FINE + length("+5", body="hello") + FINE,
            "200 400 close",
        ),
        (
            "length and chunks between",
            FINE + post("Content-Length: 5", CHUNKED, body=END) + FINE,
            "200 400 close",
            "200 400 close / 200 4xx close",
        ),
    ),
    *rows(
        "9112 §9.6",
        ("close first", get("Connection: close") + FINE, "200 close"),
        ("close second", FINE + get("Connection: close") + FINE, "200 200 close"),
        ("1.0 first", host("x", version="1.0") + FINE, "200 close"),
    ),
]

CONNECTIONS = [
    *rows(
        "9112 §9.6",
        ("close", get("Connection: close"), "200 close"),
        ("Close", get("Connection: Close"), "200 close"),
        ("close in a list", get("Connection: tea, close"), "200 close"),
        ("close before others", get("Connection: close, tea"), "200 close"),
        ("close in two", get("Connection: tea", "Connection: close"), "200 close"),
        ("gaps in the list", get("Connection: ,, close ,"), "200 close"),
        ("close for POST", sized("Connection: close"), "201 close"),
        ("close for an error", at("/nothing", "Connection: close"), "404 close"),
    ),
    *rows(
        "9112 §9.3",
        ("closed is not close", get("Connection: closed"), "200", "200"),
        ("keep-alive", get("Connection: keep-alive"), "200", "200"),
        ("empty", get("Connection:"), "200", "200"),
        ("upgrade", get("Connection: Upgrade", "Upgrade: tea"), "200", "200"),
        ("both", get("Connection: keep-alive, close"), "200 close"),
        ("1.0", host("x", version="1.0"), "200 close"),
        (
            "1.0 keep-alive",
            line("GET /messages/1 HTTP/1.0", "Connection: keep-alive"),
            "200",
            "200",
            {"has": "Connection"},
        ),
        (
            "1.0 Keep-Alive",
            line("GET /messages/1 HTTP/1.0", "Connection: Keep-Alive"),
            "200",
            "200",
            {"has": "Connection"},
        ),
        (
            "1.0 in a list",
            line("GET /messages/1 HTTP/1.0", "Connection: a,keep-alive"),
            "200",
            "200",
        ),
        (
            "1.0 both",
            line("GET /messages/1 HTTP/1.0", "Connection: keep-alive, close"),
            "200 close",
        ),
        (
            "1.0 close",
            line("GET /messages/1 HTTP/1.0", "Connection: close"),
            "200 close",
        ),
    ),
]

SMUGGLERS = [
    *rows(
        "9112 §11.2",
        (
            "CL.TE",
            post("Content-Length: 48", CHUNKED, body=END + SMUGGLED),
            "400 close",
            "400 close / 4xx|201 close",
        ),
        (
            "TE.CL",
            post("Content-Length: 4", CHUNKED, body=chunk(SMUGGLED) + END),
            "400 close",
            "400 close / 4xx|201 close",
        ),
        (
            "TE.TE",
            post(CHUNKED, "Transfer-Encoding: tea", body=END + SMUGGLED),
            "400 close",
            "400|501 close",
        ),
        (
            "a tab and chunked",
            post("Transfer-Encoding:\tchunked", LENGTH, body=END + SMUGGLED),
            "400 close",
            "4xx close",
        ),
        (
            "a blank before TE",
            post(LENGTH, " Transfer-Encoding: chunked", body=DRAFT),
            "400 close",
            "400 close / 201 / 400",
        ),
        (
            "a bare CR before TE",
            post(LENGTH, f"X: y\r{CHUNKED}", body=DRAFT),
            "400 close",
            "400|201",
        ),
        (
            "a bare LF before TE",
            post(LENGTH, f"X: y\n{CHUNKED}", body=DRAFT),
            "400 close",
            "400 close / 201 close / none",
        ),
        ("CL.0", sized(body=SMUGGLED, target="/nothing"), "404", "404"),
        (
            "CL.CL",
            post(
                "Content-Length: 0", f"Content-Length: {len(SMUGGLED)}", body=SMUGGLED
            ),
            "400 close",
        ),
        ("an underscore", sized("Transfer_Encoding: chunked"), "201", "201"),
        ("an underscore in CL", post("Content_Length: 5"), "400", "400|411|415|422"),
        ("a size in a size", pieces("2\r\nxx4c\r\n", END, SMUGGLED), "400 close"),
        ("a request behind 0", pieces(WHOLE, "0\r\n\r\n") + FINE, "201 200", "201 200"),
        (
            "a request in an extension",
            pieces(f"3d;{SMUGGLED}", DRAFT, "\r\n", END),
            "400 close",
            "400 close / 4xx close",
        ),
        (
            "CR LF in a field",
            get("X: y\r\n\r\nGET /messages/1 HTTP/1.1\r\nHost: x"),
            "200 200",
            "200 200",
        ),
    ),
]

WAITING = [
    *rows(
        "9110 §15.5.9",
        ("half a request line", b"GET /mess", "408 close", SILENT),
        ("half a head", FINE[:-2], "408 close", SILENT),
        ("half the content", length(62), "408 close", SILENT),
        ("half a chunk", pieces("fff\r\n", DRAFT), "408 close", SILENT),
        ("no last chunk", pieces(WHOLE), "408 close", SILENT),
        ("no content after 100", post(LENGTH, EXPECT), "100 408 close", SILENT),
        ("bare LF only", FINE.replace(b"\r", b""), "408 close", SILENT),
    ),
]

CASES = [
    *REQUEST_LINE,
    *TARGETS,
    *HOSTS,
    *FIELDS,
    *CONTENT_LENGTHS,
    *CODINGS,
    *CONTENT,
    *EXPECTATIONS,
    *METHODS,
    *PIPELINES,
    *CONNECTIONS,
    *SMUGGLERS,
    *WAITING,
]


def main(name, port, seconds=1.5):
    """Ask a server all that does not take its patience; print what is not right."""
    asked = [case for case in CASES if not case.silent]
    right = 0
    for case in asked:
        found = faults(case, talk((name, int(port)), case, float(seconds)))
        right += not found
        if found:
            print(f"{case}: {'; '.join(found)}")
    print(f"{right} of {len(asked)} as the RFC demands")


if __name__ == "__main__":
    main(*sys.argv[1:])
