"""What a running server is given besides its own: resources, faces, rules."""

from collections.abc import Callable

from ..exchange import App
from ..message import Message
from ..representations.faces import FACES


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

    def surround(self, rule: Callable[[App], App]) -> None:
        """From now on, each request passes through this rule, too."""
        for layers in self._layers:
            layers.append(rule(layers[-1]))

    def clear(self) -> None:
        """The server as it was made."""
        self.resources.clear()
        self.faces.clear()
        self.faces.update(FACES)
        for layers in self._layers:
            del layers[1:]
