"""What a running server is given besides its own: resources, faces, rules."""

import re
from collections.abc import Callable

from ..exchange import App
from ..message import Message
from ..representations.faces import FACES

METHODS = ("get", "post", "put", "patch", "delete")
TEMPLATE = re.compile(r"(/([^/{}?#]+|\{\w+\}))+")
MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)


class Additions:
    """Taken up at once by every site that was made with them."""

    def __init__(self) -> None:
        self.resources: dict[str, object] = {}  # by path template
        self.faces: dict[str, Callable[[Message], bytes]] = dict(FACES)  # by media type
        self._layers: list[list[App]] = []  # of each site, the outermost last

    def around(self, app: App) -> App:
        """This app with all rules around it, those that are still to come as well."""
        layers = [app]
        self._layers.append(layers)
        return lambda request: layers[-1](request)

    def add(self, path: str, resource: object) -> None:
        """From now on, this resource lives at this path."""
        if not isinstance(path, str) or not TEMPLATE.fullmatch(path):
            example = "'/lookups/{number}'"
            raise ValueError(f"{path!r} is no path. Write one such as {example}.")
        if isinstance(resource, type):
            name = resource.__name__
            raise TypeError(f"{name} is a class. Add an object of it: {name}().")
        if not any(callable(getattr(resource, each, None)) for each in METHODS):
            kind = f"This {type(resource).__name__} is no resource."
            raise TypeError(f"{kind} Give it a method: {', '.join(METHODS)}.")
        self.resources[path] = resource

    def add_face(self, kind: str, face: Callable[[Message], bytes]) -> None:
        """From now on, each message is offered as this media type, too."""
        if not isinstance(kind, str) or not MEDIA_TYPE.fullmatch(kind):
            raise ValueError(f"{kind!r} is no media type such as 'text/csv'.")
        if not callable(face):
            raise TypeError(f"{face!r} is no function. Give its name, no brackets.")
        self.faces[kind.lower()] = face

    def surround(self, rule: Callable[[App], App]) -> None:
        """From now on, each request passes through this rule, too."""
        if not callable(rule):
            raise TypeError(f"{rule!r} is no function. Give its name, no brackets.")
        around = [rule(layers[-1]) for layers in self._layers]
        if not all(map(callable, around)):
            advice = "It gets an app, and gives back an app: a function."
            raise TypeError(f"This rule gave back {around[0]!r}. {advice}")
        for layers, app in zip(self._layers, around, strict=True):
            layers.append(app)

    def clear(self) -> None:
        """The server as it was made."""
        self.resources.clear()
        self.faces.clear()
        self.faces.update(FACES)
        for layers in self._layers:
            del layers[1:]
