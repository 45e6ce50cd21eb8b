"""Whether a server answers each verb rightly: a fast wrong answer is none."""

import json
from http.client import HTTPConnection

import data
from asking import Target
from servers import Server


def ask(target: Target, method: str, path: str, document=None) -> tuple[int, object]:
    """One request: its status, and what JSON came."""
    connection = HTTPConnection("127.0.0.1", target.port, timeout=10)
    body = None if document is None else json.dumps(document)
    try:
        connection.request(method, path, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        content = answer.read()
        is_json = answer.status < 300 and content
        return answer.status, json.loads(content) if is_json else None
    finally:
        connection.close()


def faults(server: Server, target: Target) -> list[str]:
    """What the server answers otherwise than all must; one round of each verb."""
    first, other = data.draft(1), data.draft(2)
    wrong, created = [], ask(target, "POST", "/messages", first)
    path = f"/messages/{(created[1] or {}).get('id')}"
    page = ask(target, "GET", target.page)
    members = page[1].get("data") if isinstance(page[1], dict) else page[1]
    texts = {path: first["body"], "/messages/1": first["body"]}
    for name, is_right in {  # asked in this order
        "POST": created[0] == 201,
        "list": len(members or []) == min(50, target.count),
        "GET": all(_body(ask(target, "GET", each)) == texts[each] for each in texts),
        "PUT": ask(target, "PUT", path, other)[0] == 200,
        "PUT, then GET": not server.keeps
        or _body(ask(target, "GET", path)) == other["body"],
        "DELETE": ask(target, "DELETE", path)[0] in (200, 204),
    }.items():
        wrong += [] if is_right else [name]
    if server.keeps and ask(target, "GET", path)[0] != 404:
        wrong.append("DELETE, then GET")
    return wrong


def _body(answered: tuple[int, object]) -> str:
    status, document = answered
    return document.get("body", "") if status == 200 else ""
