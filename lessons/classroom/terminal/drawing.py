"""What a walk puts on the screen; every word is readable on light and on dark."""

from rich.console import Console
from rich.markdown import Markdown
from rich.panel import Panel
from rich.rule import Rule
from rich.syntax import Syntax
from rich.text import Text
from rich.theme import Theme

PLAIN = ["markdown.item.bullet", "markdown.item.number", "markdown.hr", "rule.line"]
THEME = Theme(
    dict.fromkeys(PLAIN, "default") | {"markdown.code": "bold", "markdown.link": "bold"}
)
WIDEST = 100  # longer lines are hard to read
BAR = 12  # cells of the terminal


class Screen:
    """A console on which cells and what they say are drawn."""

    def __init__(self, console: Console):
        self.console = console
        self.console.push_theme(THEME)

    def header(self, name: str, cell: int, of: int, more: str) -> None:
        """Where one is in the lesson, with a bar, and what is done."""
        done = round(BAR * cell / of)
        bar = "█" * done + "░" * (BAR - done)
        self._print()
        self._print(Rule(Text(f"{name} · cell {cell} of {of}", style="bold")))
        self._print(Text(f"{bar} {more}"), justify="center")
        self._print()

    def rule(self, words: str) -> None:
        """A line across the screen, with words in it."""
        self._print(Rule(Text(words, style="bold")))

    def prose(self, text: str, title: str = "") -> None:
        """Markdown; with a title, in a frame."""
        drawn = Markdown(text)
        self._print(Panel(drawn, title=Text(title)) if title else drawn)

    def code(self, code: str, title: str) -> None:
        """Python, in a frame."""
        self._print(Panel(Syntax(code, "python", word_wrap=True), title=title))

    def output(self, text: str, title: str = "output") -> None:
        """What was printed, as it is, in a frame; nothing if nothing was."""
        if text:
            self._print(Panel(Text(text), title=title))

    def keys(self, text: str) -> None:
        """What one may type here, apart from what stands above."""
        if text:
            self._print()
        self.say(text)

    def say(self, text: str) -> None:
        """Plain words; nothing if there are none."""
        if text:
            self._print(Text(text))

    def _print(self, *drawn: object, **more) -> None:
        self.console.print(*drawn, width=min(self.console.width, WIDEST), **more)
