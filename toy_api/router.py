"""From a URL to the resource that lives there, and to its method for the verb."""

from collections.abc import Callable
from urllib.parse import unquote

from .exchange import Request, Response, respond
from .rules.problems import Problem

VERBS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
ELSEWHERE = ["TRACE", "CONNECT", "QUERY"]  # registered, but nothing here has them


class Router:
    """An App made of a table: path template → resource.

    A resource is any object with methods named after verbs. What it can not do is
    405 with Allow; HEAD comes with GET, OPTIONS with everything.
    """

    def __init__(self, resources: dict[str, object], more: dict | None = None):
        self._routes = [(path.split("/"), each) for path, each in resources.items()]
        self._more = {} if more is None else more  # may still grow

    def __call__(self, request: Request) -> Response:
        if request.method not in VERBS + ELSEWHERE:
            detail = f"This server does not know the method {request.method!a}. "
            raise Problem(501, f"{detail}It knows {', '.join(VERBS)}.")
        if request.target == "*" and request.method == "OPTIONS":
            return respond(204, {"Allow": ", ".join(VERBS)})
        resource, names = self._find(request.path)
        return _method_of(resource, request.method)(request, **names)

    def _find(self, path: str) -> tuple[object, dict[str, str]]:
        more = [(path.split("/"), each) for path, each in self._more.items()]
        segments = _decoded(path) if "%" in path else path.split("/")
        routes = self._routes + more
        for template, resource in routes:
            names = _match(template, segments)
            if names is not None:
                return resource, names
        advice = "Start at / to see what there is."
        shorter = [_match(template, segments[:-1]) for template, _ in routes]
        if segments[-1] == "" and any(names is not None for names in shorter):
            advice = "Leave out the slash at the end."
        raise Problem(404, f"Nothing lives at this URL. {advice}")


def _decoded(path: str) -> list[str]:
    """The path's segments, decoded after splitting: %2F is no slash (RFC 3986 §2.4)."""
    try:
        return [unquote(segment, errors="strict") for segment in path.split("/")]
    except UnicodeDecodeError:
        raise Problem(400, "The path is not UTF-8. Encode it as UTF-8.") from None


def _match(template: list[str], segments: list[str]) -> dict[str, str] | None:
    """What stands in the template's `{name}` places, or None where it does not fit.

    A place may have an ending, as in `{name}.json`.
    """
    if len(template) != len(segments):
        return None
    names = {}
    for part, text in zip(template, segments, strict=True):
        if text and part.startswith("{"):
            name, _, ending = part[1:].partition("}")
            if not text.endswith(ending) or text == ending:
                return None
            names[name] = text.removesuffix(ending)
        elif part != text:
            return None
    return names


def _method_of(resource: object, verb: str) -> Callable[..., Response]:
    name = "get" if verb == "HEAD" else verb.lower()
    if verb in VERBS and verb != "OPTIONS" and hasattr(resource, name):
        return getattr(resource, name)
    allowed = _allowed(resource)
    if verb == "OPTIONS":
        return lambda request, **names: _options(resource, allowed)
    detail = f"This resource has no {verb}. It has {', '.join(allowed)}."
    raise Problem(405, detail, {"Allow": ", ".join(allowed)})


def _allowed(resource: object) -> list[str]:
    methods = {verb for verb in VERBS if hasattr(resource, verb.lower())} | {"OPTIONS"}
    methods |= {"HEAD"} if "GET" in methods else set()
    return [verb for verb in VERBS if verb in methods]


def _options(resource: object, allowed: list[str]) -> Response:
    """What may be asked here (RFC 9110 §9.3.7), and in which patch (RFC 5789 §3.1)."""
    response = respond(204, {"Allow": ", ".join(allowed)})
    if hasattr(resource, "accept_patch"):
        response.headers["Accept-Patch"] = resource.accept_patch
    return response
