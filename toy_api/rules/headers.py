"""Header fields: names in any case, some of them more than once, their order kept.

Like `wsgiref.headers.Headers`, but a field is found by its name at once, however many
there are: a dozen rules look into the fields of each request (RFC 9110 §5.1, §5.3).
"""

from collections.abc import Iterable


class Headers:
    """The fields as they stand in the head, and beside them their values by name."""

    def __init__(self, fields: Iterable[tuple[str, str]] = ()):
        self._fields: list[tuple[str, str]] = [*fields]
        self._values: dict[str, list[str]] = {}  # by name in lower case
        for name, value in self._fields:
            if not isinstance(value, str):
                raise _no_text(name, value)
            self._values.setdefault(name.lower(), []).append(value)

    def get(self, name: str, default: str | None = None) -> str | None:
        """The first value of this field, or the default where there is none."""
        values = self._values.get(name.lower())
        return values[0] if values else default

    def get_all(self, name: str) -> list[str]:
        """Every value of this field, in their order."""
        return [*self._values.get(name.lower(), ())]

    def items(self) -> list[tuple[str, str]]:
        """Every name, as it was written, with its value."""
        return [*self._fields]

    def keys(self) -> list[str]:
        """Every name, as it was written."""
        return [name for name, _ in self._fields]

    def values(self) -> list[str]:
        """Every value."""
        return [value for _, value in self._fields]

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._values

    def __repr__(self) -> str:
        return f"Headers({self._fields!r})"

    def __getitem__(self, name: str) -> str | None:
        return self.get(name)

    def __setitem__(self, name: str, value: str) -> None:
        """This field has one value from now on; it stands last."""
        if not isinstance(value, str):
            raise _no_text(name, value)
        if (key := name.lower()) in self._values:
            del self[name]
        self._fields.append((name, value))
        self._values[key] = [value]

    def __delitem__(self, name: str) -> None:
        key = name.lower()
        if self._values.pop(key, None):
            self._fields = [each for each in self._fields if each[0].lower() != key]


def _no_text(name: str, value: object) -> TypeError:
    return TypeError(f"The value of {name} is not text: {value!r}.")
