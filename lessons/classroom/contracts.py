"""`breaches`: where a response breaks what an OpenAPI 3.1 description promises."""

import json
import re
from fnmatch import fnmatchcase
from urllib.parse import unquote, urlsplit

VERBS = ["get", "head", "post", "put", "patch", "delete", "options", "trace"]
LONGEST = 60  # characters of a value that is told


def breaches(response, description: dict) -> list[str]:
    """Each sentence is one way in which this response breaks this description.

    No sentence at all: here the API keeps its word. The response may be a mocked one.
    """
    method, path = response.request.method, urlsplit(response.request.url).path
    template = _template_for(path, description)
    if template is None:
        return [f"Nothing is promised for the path {path}."]
    item = _whole(description["paths"][template], description)
    operation = item.get(method.lower()) or (method == "HEAD" and item.get("get"))
    if not operation:
        known = _listed(verb.upper() for verb in VERBS if verb in item)
        return [f"{template} promises {known}, and no {method}."]
    promised, status = operation["responses"], response.status_code
    ranges = [str(status), f"{status // 100}XX", "default"]  # the most exact one counts
    answer = next((promised[each] for each in ranges if each in promised), None)
    if answer is None:
        known = _listed(sorted(promised))
        return [f"{method} {template} promises {known}; it answered {status}."]
    answer = _whole(answer, description)
    fields = _missing_fields(response, answer, description)
    return fields + _wrong_content(response, answer.get("content"), description)


def _template_for(path: str, description: dict) -> str | None:
    """The path of the description that fits; what is written out wins over braces."""
    servers = description.get("servers") or [{"url": "/"}]
    starts = [urlsplit(each["url"]).path.rstrip("/") for each in servers]
    rest = next((path[len(s) :] for s in starts if path.startswith(f"{s}/")), "")
    found = [each for each in description["paths"] if _fits(rest, each)]
    return min(found, key=lambda one: ["{" in x for x in one.split("/")], default=None)


def _fits(path: str, template: str) -> bool:
    literals = re.split(r"\{[^}]*\}", template)
    return bool(re.fullmatch("[^/]+".join(map(re.escape, literals)), path))


def _whole(part: dict, description: dict) -> dict:
    """This part of the description, or what its `$ref` leads to (RFC 6901)."""
    while "$ref" in part:
        found = description
        for name in part["$ref"].removeprefix("#/").split("/"):
            found = found[unquote(name).replace("~1", "/").replace("~0", "~")]
        part = found
    return part


def _missing_fields(response, answer: dict, description: dict) -> list[str]:
    return [
        f"{response.status_code} promises the field {name}; there is none."
        for name, field in answer.get("headers", {}).items()
        if _whole(field, description).get("required") and name not in response.headers
    ]


def _wrong_content(response, promised: dict | None, description: dict) -> list[str]:
    status, size = response.status_code, len(response.content)
    is_head = response.request.method == "HEAD"
    if is_head or status in (204, 304) or not promised:
        who = "HEAD" if is_head else status
        return [f"{who} promises no content; {size} bytes came."] if size else []
    label = response.headers.get("Content-Type", "")
    kind = _kind_for(label, promised)
    if kind is None:
        came = f"it came as {label}" if label else "there is no Content-Type"
        return [f"{status} promises {_listed(promised)}; {came}."]
    if not re.search("[/+]json$", _words_of(label)[0]):
        return []
    try:
        document = json.loads(response.content)
    except ValueError as error:
        return [f"{status} promises JSON; the content is none: {error}."]
    return _misfits(document, promised[kind].get("schema", True), description)


def _kind_for(label: str, promised: dict) -> str | None:
    """The promised media type that the label fits, the most exact one."""
    name, *details = _words_of(label)
    for kind in sorted(promised, key=lambda each: (each.count("*"), -len(each))):
        wanted, *more = _words_of(kind)
        if fnmatchcase(name, wanted) and set(more) <= set(details):
            return kind
    return None


def _words_of(label: str) -> list[str]:
    """`Text/Plain; charset="UTF-8"` as `text/plain` and `charset=utf-8`."""
    return [word.strip() for word in label.lower().replace('"', "").split(";")]


def _misfits(document: object, schema: object, description: dict) -> list[str]:
    """Where the document does not fit; what is wrong in all members is told once."""
    from jsonschema import Draft202012Validator  # here: the course starts without it
    from jsonschema.exceptions import best_match

    whole = description | {"allOf": [schema]}  # so that each `#/components` is found
    told: dict[tuple, str] = {}
    for error in Draft202012Validator(whole).iter_errors(document):
        error = best_match([error])  # of several ways to fit, the nearest one
        wanted = error.validator_value if error.validator == "required" else []
        for missing in [name for name in wanted if name not in error.instance] or [""]:
            key = (*error.absolute_schema_path, missing)
            told.setdefault(key, _sentence(error, missing))
    return list(told.values())


def _sentence(error, missing: str) -> str:
    place = error.json_path.removeprefix("$")
    if missing:
        return f"`{f'{place}.{missing}'.removeprefix('.')}` is missing."
    what = f"`{place.removeprefix('.')}`" if place else "The content"
    if isinstance(error.instance, dict) and error.validator not in ("type", "const"):
        return f"{what}: {error.message}."
    values = error.validator_value
    values = values if isinstance(values, list) else [values]
    wanted = _listed(x if isinstance(x, str) else _as_json(x) for x in values)
    word = "" if error.validator in ("type", "enum") else f"{error.validator} "
    return f"{what} promises {word}{wanted}; it is {_as_json(error.instance)}."


def _as_json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _listed(names) -> str:
    *most, last = [str(name) for name in names] or ["nothing"]
    return f"{', '.join(most)} or {last}" if most else last
