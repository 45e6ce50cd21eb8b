"""`predict` and `compare`: what you expect, written down before you look."""

import re

from .checking import GREEN, GREY, ORANGE
from .screen import BLUE, box, put

_guesses: dict[str, object] = {}


def predict(name: str, guess: object = ...) -> None:
    """Write down what you expect; `compare` shows it beside what came."""
    if guess is ...:
        _guesses.pop(name, None)
        advice = "Put what you expect in the place of the `...`, or write it on paper."
        return put(box(GREY, f"… nothing predicted yet: {name}", [advice]))
    _guesses[name] = guess
    put(box(BLUE, f"✎ predicted: {name}", [f"`{guess}`"]))


def compare(name: str, seen: object) -> None:
    """Show what came, beside what was predicted."""
    if name not in _guesses:
        return put(box(GREY, f"seen: {name}", [f"`{seen}`"]))
    guess = _guesses[name]
    lines = [f"Predicted: `{guess}`", f"Seen: `{seen}`"]
    if _words(guess, _words(seen)) == _words(seen):
        return put(box(GREEN, f"= as you predicted: {name}", lines))
    lines.append("What made you expect the other? The text below tells why it is so.")
    put(box(ORANGE, f"≠ not as you predicted: {name}", lines))


def _words(value: object, wanted: list[str] | None = None) -> list[str]:
    """The words and numbers in it; `200 OK` says no more than the 200 that came."""
    text = str(value).strip().lower()
    same = {"true": "yes", "false": "no"}
    told = [same.get(word, word) for word in re.findall(r"\w+", text) or [text]]
    return told[:1] if wanted == told[:1] and told[0].isdigit() else told
