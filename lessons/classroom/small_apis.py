"""Two small APIs to be judged by experiment: one by telephone, one of plain notes."""

from toy_api import listen
from toy_api.exchange import Exchange, Request, Response, respond, respond_json
from toy_api.listener import Listener, Receiver

TEXTS = {1: "Is this the ship?", 2: "Tea at four?", 3: "Landing at nine."}
_running: list[Listener] = []


def start_small_apis() -> tuple[Listener, Listener]:
    """Start both; those that were started before are stopped."""
    stop_small_apis()
    _running[:] = [listen(telephone()), listen(notes())]
    return _running[0], _running[1]


def stop_small_apis() -> None:
    """Stop those that run; what has reached them is still known."""
    for each in _running:
        each.stop()


def calls_of_small_apis() -> list[list[Exchange]]:
    """What has reached each of the two, newest last; empty where none was started."""
    return [each.exchanges() for each in _running] or [[], []]


def telephone() -> Receiver:
    """One URL, one method, and it remembers what was opened in an earlier call."""
    opened: list[int] = []

    def answer(request: Request) -> Response:
        if request.method != "POST":
            return respond_json(405, {"ok": False}, {"Allow": "POST"})
        return respond_json(200, reply(_wish(request)), {"Cache-Control": "no-store"})

    def reply(wish: dict) -> dict:
        if wish.get("do") == "open" and wish.get("id") in TEXTS:
            opened[:] = [wish["id"]]
            return {"ok": True}
        if wish.get("do") == "read" and opened:
            return {"ok": True, "text": TEXTS[opened[0]]}
        return {"ok": False}

    return answer


def notes() -> Receiver:
    """Each note has a URL, and three methods mean what they mean elsewhere."""
    texts = {str(id): text for id, text in TEXTS.items()}

    def answer(request: Request) -> Response:
        method = request.method.replace("HEAD", "GET")
        if request.path == "/notes":
            found = [{"id": int(id), "text": text} for id, text in texts.items()]
            return respond_json(200, found) if method == "GET" else _not_allowed("GET")
        id = request.path.removeprefix("/notes/")
        if id not in texts:
            return respond(404)
        if method == "PUT":
            texts[id] = str(_wish(request).get("text", ""))
        elif method == "DELETE":
            del texts[id]
            return respond(204)
        elif method != "GET":
            return _not_allowed("GET, PUT, DELETE")
        return respond_json(200, {"id": int(id), "text": texts[id]})

    return answer


def _wish(request: Request) -> dict:
    """The JSON object that was sent; {} for all else."""
    try:
        document = request.json()
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def _not_allowed(methods: str) -> Response:
    return respond(405, {"Allow": methods})
