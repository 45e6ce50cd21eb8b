"""`python3 -m lessons run NN`: a lesson in the terminal, cell by cell."""

import io
import re
import sys
from contextlib import redirect_stdout

from rich.console import Console
from rich.markdown import Markdown
from rich.panel import Panel
from rich.rule import Rule
from rich.syntax import Syntax
from rich.text import Text

from .catalogue import Lesson, find_lesson
from .checking import hint, solution

FOLDED = re.compile(r"<details>\s*<summary>(.*?)</summary>(.*?)</details>", re.DOTALL)
EMPHASIS = re.compile(r"</?(b|strong|em|i|code)>")
KEYS = {
    "text": "Enter go on · b back · q quit",
    "folded": "Enter go on · f unfold · b back · q quit",
    "code": "Enter run · s skip · b back · q quit",
    "exercise": "type an answer, then an empty line · Enter run as it is · h hint · "
    "l solution · s skip · b back · q quit",
}


class Quit(Exception):
    """The person at the keyboard wants to stop here."""


class Walk:
    """One lesson on one screen; the cells share their names, as in a notebook."""

    def __init__(self, lesson: Lesson, console: Console):
        self.lesson = lesson
        self.console = console
        self.cells = lesson.cells()
        self.names: dict[str, object] = {"__name__": "__main__"}

    def go(self) -> None:
        """Walk to the end, or until the person quits."""
        place = 0
        while place < len(self.cells):
            where = f"{self.lesson.name}  {place + 1}/{len(self.cells)}"
            self.console.print(Rule(where))
            cell = self.cells[place]
            text = "".join(cell["source"])
            step = self._read if cell["cell_type"] == "markdown" else self._run
            place = max(0, place + step(text, cell["metadata"]))
        self.console.print(Rule("the end of this lesson"))

    def _read(self, text: str, _: dict) -> int:
        """Show text; what is folded stays so until it is asked for."""
        self.console.print(Markdown(FOLDED.sub("", text)))
        folded = [(EMPHASIS.sub("", name), body) for name, body in FOLDED.findall(text)]
        for name, _body in folded:
            self.console.print(Text(f"▸ {name} (f unfolds this)"))
        while (word := self._ask("folded" if folded else "text")) == "f":
            for name, body in folded:
                self.console.print(Panel(Markdown(body), title=Text(name)))
        return -1 if word == "b" else 1

    def _run(self, code: str, metadata: dict) -> int:
        """Show code and run it; at an exercise, run what is typed instead."""
        is_exercise = "exercise" in metadata.get("tags", [])
        kind = "exercise" if is_exercise else "code"
        self.console.print(Panel(Syntax(code, "python", word_wrap=True), title=kind))
        while (word := self._ask(kind)) in ("h", "l") and is_exercise:
            self._execute({"h": hint, "l": solution}[word], metadata["name"])
        if word in ("b", "s"):
            return -1 if word == "b" else 1
        self._execute(self._exec, self._typed(word) if is_exercise and word else code)
        return 1

    def _exec(self, code: str) -> None:
        exec(compile(code, f"<{self.lesson.name}>", "exec"), self.names)

    def _execute(self, work, argument: str) -> None:
        """Do this and show what it prints; an error is one line, and we go on."""
        said = io.StringIO()
        try:
            with redirect_stdout(said):
                work(argument)
        except Exception as error:
            if said.getvalue() and not said.getvalue().endswith("\n"):
                said.write("\n")
            said.write(f"{type(error).__name__}: {error}")
        if text := said.getvalue().rstrip("\n"):
            self.console.print(Panel(Text(text), title="output"))

    def _typed(self, first: str) -> str:
        lines = [first]
        while line := self._input("  "):
            lines.append(line)
        return "\n".join(lines)

    def _ask(self, kind: str) -> str:
        self.console.print(Text(KEYS[kind], style="dim"))
        word = self._input("> ")
        if word.strip() == "q":
            raise Quit
        return word.strip() if len(word.strip()) < 2 else word

    def _input(self, prompt: str) -> str:
        try:
            return self.console.input(prompt)
        except EOFError:
            raise Quit from None


def walk(word: str) -> int:
    """Walk through the lesson with this number or slug."""
    console = Console()
    try:
        Walk(find_lesson(word), console).go()
    except (Quit, KeyboardInterrupt):
        console.print(f"\nStopped. Walk again with: python3 -m lessons run {word}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(walk(sys.argv[1]))
    except (LookupError, OSError) as error:
        sys.exit(f"lessons: {error}")
