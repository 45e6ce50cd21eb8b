"""Puts one thing on the screen: HTML in a notebook, text in a terminal."""

import sys
from html import escape

BLUE, GREEN, RED = "#4a90d9", "#3a9d5d", "#d0493f"
GREY, ORANGE = "#888888", "#c77700"
WIRE_STYLE = (  # each is needed: some viewer centres, breaks or colours what has none
    "font-family:monospace;text-align:left;background:transparent;margin:0;"
    "padding:6px 10px;white-space:pre-wrap;word-break:normal;overflow-wrap:anywhere"
)


class Figure:
    """Something to look at, in both forms; Jupyter picks the one it can draw."""

    def __init__(self, html: str, text: str):
        self.html, self.text = html, text

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def put(figure: Figure) -> None:
    """Show the figure where the learner is: in a notebook or in a terminal."""
    if _in_notebook():
        sys.modules["IPython"].display.display(figure)
    else:
        print(figure.text)


def box(colour: str, title: str, lines: list[str]) -> Figure:
    """A titled note with a coloured edge; the words alone carry the meaning."""
    style = f"border-left:4px solid {colour};padding:4px 12px;margin:4px 0"
    marked = "".join(f"<br>\n{_as_html(line)}" for line in lines)
    html = f'<div style="{style}"><b>{escape(title)}</b>{marked}</div>'
    return Figure(html, "\n".join([title, *(f"  {line}" for line in lines)]))


def pane(colour: str, title: str, text: str) -> str:
    """Text as it is, in HTML: its first line bold, under a title."""
    first, newline, rest = text.partition("\n")
    style = f"{WIRE_STYLE};border-left:4px solid {colour}"
    body = f"<b>{escape(first)}</b>{newline}{escape(rest)}"
    return (
        '<div style="flex:1 1 20em;min-width:0;text-align:left">'
        f'{escape(title)}<pre style="{style}">{body}</pre></div>'
    )


def _as_html(line: str) -> str:
    """Escaped, with what stands in `backquotes` as code."""
    parts = escape(line, quote=False).split("`")
    return "".join(
        f"<code>{part}</code>" if place % 2 else part
        for place, part in enumerate(parts)
    )


def _in_notebook() -> bool:
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return bool(shell) and hasattr(shell, "kernel")
