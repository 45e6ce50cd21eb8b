"""A change of a JSON document, itself written as JSON: merge patch and JSON Patch."""

import re
from copy import deepcopy

MOST = 100  # operations
LARGEST = 100_000  # characters, of what a JSON Patch makes
DEEPEST = 50  # levels of nesting, of what it makes
ESCAPE = re.compile("~(?![01])")
INDEX = re.compile("0|[1-9][0-9]{0,5}", re.ASCII)


class MalformedPatch(ValueError):
    """This is no JSON Patch; says what is."""


class PatchConflict(LookupError):
    """The document is not as the patch expects it; says where."""


def merge(target: object, patch: object) -> object:
    """The target changed by a JSON merge patch (RFC 7396 §2)."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = merge(merged.get(name), value)
    return merged


def apply(document: object, operations: object) -> object:
    """The document changed by a JSON Patch, by all operations or none (RFC 6902).

    Raises MalformedPatch, or PatchConflict where an operation does not fit.
    """
    if not isinstance(operations, list) or len(operations) > MOST:
        raise MalformedPatch(f"Send a list of at most {MOST} operations.")
    changed = deepcopy(document)
    for operation in deepcopy(operations):
        changed = _apply_one(changed, operation)
        if _depth(changed) > DEEPEST or len(repr(changed)) > LARGEST:
            raise MalformedPatch("The patch makes the document too large.")
    return changed


def _depth(value: object, known: int = 0) -> int:
    """How deep this is nested; counting ends where it is too deep."""
    if not isinstance(value, dict | list) or known > DEEPEST:
        return known
    inner = value.values() if isinstance(value, dict) else value
    return max([_depth(each, known + 1) for each in inner], default=known + 1)


def _apply_one(document: object, operation: object) -> object:
    name = operation.get("op") if isinstance(operation, dict) else None
    if not isinstance(name, str) or name not in OPERATIONS:
        known = ", ".join(OPERATIONS)
        raise MalformedPatch(f"Each operation is an object with an op of: {known}.")
    work, needed = OPERATIONS[name]
    if missing := [each for each in ("path", *needed) if each not in operation]:
        raise MalformedPatch(f"The operation {name} needs {' and '.join(missing)}.")
    if "from" in needed:
        return work(document, _keys(operation["from"]), _keys(operation["path"]))
    value = [operation["value"]] if "value" in needed else []
    return work(document, _keys(operation["path"]), *value)


def _keys(pointer: object) -> list[str]:
    """The names and places in a JSON Pointer (RFC 6901 §4)."""
    if not isinstance(pointer, str) or (pointer and not pointer.startswith("/")):
        raise MalformedPatch("A path begins with a slash, such as /body or /media/0.")
    if ESCAPE.search(pointer):
        raise MalformedPatch("In a path, write ~0 for a tilde and ~1 for a slash.")
    parts = pointer.split("/")[1:]
    return [part.replace("~1", "/").replace("~0", "~") for part in parts]


def _get(document: object, keys: list[str]) -> object:
    for key in keys:
        place = _place(document, key)
        document = document[place]
    return document


def _place(parent: object, key: str) -> str | int:
    """The key or index of something that is there; raises PatchConflict."""
    if isinstance(parent, dict) and key in parent:
        return key
    if isinstance(parent, list) and INDEX.fullmatch(key) and int(key) < len(parent):
        return int(key)
    raise PatchConflict(f"There is no {key!a} where the patch looks for it.")


def _add(document: object, keys: list[str], value: object) -> object:
    if not keys:
        return value
    parent, key = _get(document, keys[:-1]), keys[-1]
    if isinstance(parent, dict):
        parent[key] = value
    elif isinstance(parent, list) and key in ("-", str(len(parent))):
        parent.append(value)
    else:
        place = _place(parent, key)
        parent.insert(place, value)
    return document


def _remove(document: object, keys: list[str]) -> object:
    if not keys:
        return None
    parent = _get(document, keys[:-1])
    del parent[_place(parent, keys[-1])]
    return document


def _replace(document: object, keys: list[str], value: object) -> object:
    if not keys:
        return value
    parent = _get(document, keys[:-1])
    parent[_place(parent, keys[-1])] = value
    return document


def _move(document: object, source: list[str], target: list[str]) -> object:
    if target[: len(source)] == source and target != source:
        raise MalformedPatch("Nothing can be moved into itself.")
    value = _get(document, source)
    return _add(_remove(document, source), target, value)


def _copy(document: object, source: list[str], target: list[str]) -> object:
    return _add(document, target, deepcopy(_get(document, source)))


def _test(document: object, keys: list[str], value: object) -> object:
    if not _is_same(_get(document, keys), value):
        escaped = [key.replace("~", "~0").replace("/", "~1") for key in keys]
        path = "".join(f"/{key}" for key in escaped)
        raise PatchConflict(f"The value at {path or 'the root'} is another one.")
    return document


def _is_same(one: object, other: object) -> bool:
    """Whether two JSON values are equal: true is not 1, order of names is nothing."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        same = one.keys() == other.keys()
        return same and all(_is_same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        same = len(one) == len(other)
        return same and all(map(_is_same, one, other))
    return one == other


OPERATIONS = {  # RFC 6902 §4, and what each needs besides its path
    "add": (_add, ["value"]),
    "remove": (_remove, []),
    "replace": (_replace, ["value"]),
    "move": (_move, ["from"]),
    "copy": (_copy, ["from"]),
    "test": (_test, ["value"]),
}
