"""Where a person types: a key, a guess, or lines of Python."""

from collections.abc import Callable
from contextlib import suppress

from .drawing import Screen
from .running import is_next, is_unfinished

with suppress(ImportError):  # where there is none, a line is typed without its help
    import readline

    readline.parse_and_bind("set enable-bracketed-paste on")  # a paste is one answer

HELPS = "h hint · l solution · n anew · s skip · b back · q quit · ?"
KEYS = {
    "begin": "Enter go on there · n begin anew · q quit",
    "finished": "Enter go on with the next · n begin anew · q quit",
    "text": "Enter go on · b back · q quit · ? help",
    "folded": "Enter go on · f unfold · b back · q quit · ? help",
    "code": "Enter run · s skip · b back · q quit · ? help",
    "output": "Enter go on · b back to this cell · q quit · ? help",
    "predict": "Type what you expect; Enter goes on without.\nb back · q quit · ? help",
    "exercise": f"Type Python. Then Enter on an empty line checks it.\n{HELPS}",
    "typed": "Enter checks it; or type more.",
    "more": "",
    "failed": "Mend it: arrow up brings back what you typed.",
    "again": f"Type it mended, then Enter checks it again.\n{HELPS}",
    "solution": f"Enter takes this solution; or type your own.\n{HELPS}",
}
LETTERS = {"begin": "n", "finished": "n", "text": "b", "folded": "fb", "code": "sb"}
LETTERS |= {"output": "b", "predict": "b"}
TYPING = ["exercise", "typed", "more", "failed", "again", "solution"]
LETTERS |= dict.fromkeys(TYPING, "hlnsb")
HELP = """\
Enter   go on; at code, run it; at an exercise, check what you have typed
b       back to the cell before
s       skip this cell
f       unfold what is folded
h, l    at an exercise: a hint (there are three), and one solution
n       at an exercise: forget what you typed there, and begin it anew
q       quit, as Ctrl-C and Ctrl-D do; `python3 -m lessons run` goes on here
?       these lines

At an exercise you type as at Python's own prompt. A line that is complete runs
at once, so you can try things: print(...), show(...). After a block, such as a
loop, type an empty line. Arrow up brings back what you typed before."""


class Quit(Exception):
    """The person at the keyboard wants to stop here."""


class Prompt:
    """Asks the person at the keyboard."""

    def __init__(self, screen: Screen, ask: Callable[[str], str]):
        self.screen, self.ask = screen, ask
        self.kept: list[str] = []  # a line that begins the next statement

    def word(self, stop: str) -> str:
        """A key that counts at this stop; where one may type, also what was typed."""
        self.screen.keys(KEYS[stop])
        while True:
            word = self._line(">>> " if stop in TYPING else "> ")
            key = word.strip().lower()
            if key in ("q", "quit", "exit", "quit()", "exit()"):
                raise Quit
            if not key or key in list(LETTERS[stop]):
                return key
            if key in ("?", "help"):
                self.screen.say(HELP)
            elif stop in TYPING:
                return self._finish(word)
            elif stop == "predict":
                return word
            else:
                self.screen.say(f"There is no key {word.strip()} here.\n{KEYS[stop]}")

    def _finish(self, first: str) -> str:
        """The whole statement that begins so; an empty line ends it.

        So does the first line of the next one, which is kept until then.
        """
        code = first
        while is_unfinished(code):
            line = self._line("... ")
            if not line.strip() or is_next(line, code):
                self.kept = [line] if line.strip() else []
                break
            code += f"\n{line}"
        return code

    def _line(self, prompt: str) -> str:
        try:
            return self.kept.pop() if self.kept else self.ask(prompt)
        except EOFError:
            raise Quit from None
