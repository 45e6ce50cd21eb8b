"""`python3 -m lessons run NN`: a lesson in the terminal, cell by cell."""

import io
import re
import sys
from collections.abc import Callable
from contextlib import redirect_stdout, suppress

from rich.console import Console
from rich.markdown import Markdown
from rich.panel import Panel
from rich.rule import Rule
from rich.syntax import Syntax
from rich.text import Text

from .catalogue import Lesson, find_lesson, solution_of
from .checking import hint, solution

with suppress(ImportError):  # where there is none, a line is typed without its help
    import readline  # noqa: F401

FOLDED = re.compile(r"<details>\s*<summary>(.*?)</summary>(.*?)</details>", re.DOTALL)
EMPHASIS = re.compile(r"</?(b|strong|em|i|code)>")
KEYS = {
    "text": "Enter go on · b back · q quit",
    "folded": "Enter go on · f unfold · b back · q quit",
    "code": "Enter run · s skip · b back · q quit",
    "output": "Enter go on · b back to this cell · q quit",
    "exercise": "type Python, then an empty line · Enter run the cell as it is · "
    "h hint · l solution · s skip · b back · q quit",
    "solution": "Enter run this solution · h hint · s skip · b back · q quit",
}
LETTERS = {"text": "b", "folded": "fb", "code": "sb", "output": "b"}
LETTERS |= {"exercise": "hlsb", "solution": "hsb"}


class Quit(Exception):
    """The person at the keyboard wants to stop here."""


class Walk:
    """One lesson on one screen; the cells share their names, as in a notebook."""

    def __init__(self, lesson: Lesson, console: Console, ask: Callable):
        self.lesson = lesson
        self.console = console
        self.ask = ask
        self.cells = lesson.cells()
        self.place = 0
        self.names: dict[str, object] = {"__name__": "__main__"}

    def go(self, begin: int = 1) -> None:
        """Walk from this cell to the end, or until the person quits."""
        for cell in self.cells[: begin - 1]:
            if cell["cell_type"] == "code":
                self._outcome(self._exec, "".join(cell["source"]))
        self.place = begin - 1
        while self.place < len(self.cells):
            where = f"{self.lesson.name}  {self.place + 1}/{len(self.cells)}"
            self.console.print(Rule(where))
            cell = self.cells[self.place]
            text = "".join(cell["source"])
            step = self._read if cell["cell_type"] == "markdown" else self._run
            self.place = max(0, self.place + step(text, cell["metadata"]))
        self.console.print(Rule("the end of this lesson"))

    def _read(self, text: str, _: dict) -> int:
        """Show text; what is folded stays so until it is asked for."""
        self.console.print(Markdown(FOLDED.sub("", text)))
        folded = [(EMPHASIS.sub("", name), body) for name, body in FOLDED.findall(text)]
        for name, _body in folded:
            self.console.print(Text(f"▸ {name} (f unfolds this)"))
        while (word := self._word("folded" if folded else "text")) == "f":
            for name, body in folded:
                self.console.print(Panel(Markdown(body), title=Text(name)))
        return -1 if word == "b" else 1

    def _run(self, code: str, metadata: dict) -> int:
        """Show code and run it, and what is typed at an exercise after it."""
        kind = "exercise" if "exercise" in metadata.get("tags", []) else "code"
        self.console.print(Panel(Syntax(code, "python", word_wrap=True), title=kind))
        while (word := self._word(kind)) in ("h", "l"):
            self._help({"h": hint, "l": solution}[word], metadata["name"])
            if word == "l":
                kind, code = "solution", solution_of(self.lesson, metadata["name"])
        if word in ("b", "s"):
            return -1 if word == "b" else 1
        text, failed = self._outcome(self._exec, code)
        if word:
            text, failed = self._outcome(self._exec, self._typed(word))
        self._show(text)
        if text and self._word("output") == "b":
            return 0
        return 0 if word and failed else 1

    def _help(self, work: Callable, name: str) -> None:
        """A hint or the solution; it names keys, not what one writes in a notebook."""
        text, _ = self._outcome(work, name)
        keys = text.replace(f'`hint("{name}")` again', "`h`")
        self._show(keys.replace(f'`solution("{name}")`', "`l`"))

    def _exec(self, code: str) -> None:
        exec(compile(code, f"<{self.lesson.name}>", "exec"), self.names)

    def _outcome(self, work: Callable, argument: str) -> tuple[str, bool]:
        """What this prints, an error as one line, and whether there was one."""
        said, failed = io.StringIO(), False
        try:
            with redirect_stdout(said):
                work(argument)
        except Exception as error:
            failed = True
            if said.getvalue() and not said.getvalue().endswith("\n"):
                said.write("\n")
            said.write(f"{type(error).__name__}: {error}")
        return said.getvalue().rstrip("\n"), failed

    def _show(self, text: str) -> None:
        if text:
            self.console.print(Panel(Text(text), title="output"))

    def _typed(self, first: str) -> str:
        lines = [first]
        while line := self._input("  "):
            lines.append(line)
        return "\n".join(lines)

    def _word(self, kind: str) -> str:
        """A key of this kind of cell; at an exercise, also what else is typed."""
        while True:
            self.console.print(Text(KEYS[kind]))
            word = self._input("> ")
            key = word.strip().lower()
            if key in ("q", "quit", "exit"):
                raise Quit
            if not key or key in list(LETTERS[kind]):
                return key
            if kind == "exercise":
                return word
            self.console.print(Text(f"There is no key {word.strip()} here."))

    def _input(self, prompt: str) -> str:
        try:
            return self.ask(prompt)
        except EOFError:
            raise Quit from None


def walk(word: str, begin: str = "1") -> int:
    """Walk through the lesson with this number or slug, from this cell on."""
    lesson, console = find_lesson(word), Console()
    way = Walk(lesson, console, input)
    if not (begin.isdecimal() and 1 <= int(begin) <= len(way.cells)):
        raise LookupError(f"lesson {word} has the cells 1 to {len(way.cells)}")
    try:
        way.go(int(begin))
    except (Quit, KeyboardInterrupt):
        where = f"{word} {way.place + 1}"
        console.print(f"\nStopped. Walk on with: python3 -m lessons run {where}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(walk(*sys.argv[1:]))
    except (LookupError, OSError) as error:
        sys.exit(f"lessons: {error}")
