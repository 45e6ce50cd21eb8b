"""A lesson in the terminal, cell by cell."""

import ast
import re
from collections.abc import Callable

from rich.console import Console

from .. import progress
from ..catalogue import Lesson, all_lessons, names_of
from .drawing import Screen
from .exercising import Exercise
from .prompting import Prompt, Quit
from .resuming import Trace, keep
from .running import Session

FOLDED = re.compile(r"<details>\s*<summary>(.*?)</summary>(.*?)</details>", re.DOTALL)
EMPHASIS = re.compile(r"</?(b|strong|em|i|code)>")
GUESS = re.compile(r'^predict\("(\w+)", \.\.\.\)', re.MULTILINE)


class Walk:
    """One lesson on one screen; the cells share their names, as in a notebook."""

    def __init__(self, lesson: Lesson, console: Console, ask: Callable[[str], str]):
        self.lesson, self.cells = lesson, lesson.cells()
        self.screen = Screen(console)
        self.prompt = Prompt(self.screen, ask)
        self.session = Session(lesson.name)
        self.exercises = self._find_exercises()
        self.guesses: dict[str, str] = {}  # the cells with them, by their names
        self.course = [name for each in all_lessons() for name in names_of(each)]
        self.place = 0

    def go(self, begin: int = 1, answers: dict[str, str] | None = None) -> None:
        """Walk from this cell to the end, or until the person quits.

        What was typed in the cells before it is typed so once more.
        """
        self._remember(dict(answers or {}))
        self._catch_up(begin - 1)
        try:
            while self.place < len(self.cells):
                self._keep()
                part = (self.place + 1, len(self.cells))
                self.screen.header(self.lesson.name, *part, self._done())
                self.place = max(0, self.place + self._step())
        finally:
            self._keep()
        self.screen.rule("the end of this lesson")
        self.screen.say(f"{self._done()}.")

    def _step(self) -> int:
        """Attend to this cell; how many cells lie between it and the next one."""
        text = self._text(self.place)
        if self.cells[self.place]["cell_type"] == "markdown":
            return self._read(text)
        if self.place in self.exercises:
            return self._attend(self.exercises[self.place])
        if GUESS.search(text):
            return self._predict(text)
        return self._run(text)

    def _read(self, text: str) -> int:
        """Show text; what is folded stays so until it is asked for."""
        self.screen.prose(FOLDED.sub("", text))
        folded = [(EMPHASIS.sub("", name), body) for name, body in FOLDED.findall(text)]
        for name, _body in folded:
            self.screen.say(f"▸ {name} (f unfolds this)")
        while (word := self.prompt.word("folded" if folded else "text")) == "f":
            for name, body in folded:
                self.screen.prose(body, name)
        return self._back() if word == "b" else 1

    def _run(self, code: str) -> int:
        """Show code and run it."""
        self.screen.code(code, "code")
        if word := self.prompt.word("code"):
            return self._back() if word == "b" else 1
        said, _ = self.session.run_cell(code)
        self.screen.output(said)
        return 0 if said and self.prompt.word("output") == "b" else 1

    def _attend(self, exercise: Exercise) -> int:
        """Stay at an exercise; its check belongs to it."""
        left = exercise.attend()
        onward = 2 if exercise.check else 1
        return {"b": self._back(), "again": 0}.get(left, onward)

    def _predict(self, code: str) -> int:
        """Ask for a guess; `compare` shows it later."""
        self.screen.code(code, "prediction")
        guess = self.prompt.word("predict")
        if guess == "b":
            return self._back()
        name = GUESS.search(code)[1]
        if guess:
            self.guesses[name] = f'predict("{name}", {_as_value(guess)!r})'
        said, _ = self.session.run_cell(self.guesses.get(name, code))
        self.screen.output(said if name in self.guesses else "")
        return 1

    def _back(self) -> int:
        """To the cell before; a check is passed with its exercise."""
        before = self.exercises.get(self.place - 2)
        return -2 if before and before.check else -1

    def _catch_up(self, count: int) -> None:
        """Run the cells that come before, without a word."""
        if count:
            self.screen.say(f"The cells 1 to {count} are run once more ...")
        for place in range(count):
            text = self._text(place)
            if place in self.exercises:
                self.exercises[place].replay()
            elif self.cells[place]["cell_type"] == "code":
                guess = GUESS.search(text)
                code = self.guesses.get(guess[1], text) if guess else text
                if isinstance(self.session.run_cell(code).error, KeyboardInterrupt):
                    raise Quit
        self.place = count

    def _find_exercises(self) -> dict[int, Exercise]:
        """The exercises of the lesson, by their places."""
        found = {}
        for place, cell in enumerate(self.cells):
            if "exercise" in cell["metadata"].get("tags", []):
                name = cell["metadata"]["name"]
                check = self._text(place + 1)
                check = check if check.startswith(f'check("{name}"') else ""
                text = self._text(place)
                tools = (self.session, self.screen, self.prompt)
                found[place] = Exercise(self.lesson, name, text, check, *tools)
        return found

    def _text(self, place: int) -> str:
        return "".join(self.cells[place]["source"]) if place < len(self.cells) else ""

    def _remember(self, answers: dict[str, str]) -> None:
        for exercise in self.exercises.values():
            if answer := answers.pop(exercise.name, ""):
                exercise.typed = [answer]
        self.guesses = answers

    def _keep(self) -> None:
        typed = {each.name: each.answer for each in self.exercises.values()}
        answers = self.guesses | {name: text for name, text in typed.items() if text}
        keep(self.lesson, Trace(self.place + 1, answers))

    def _done(self) -> str:
        """How many exercises are right, in words and numbers."""
        here, of = progress.done(self.lesson)
        states = progress.read()
        right = sum(states.get(name) == "right" for name in self.course)
        everywhere = f"{right} of {len(self.course)} in the course"
        return f"{here} of {of} exercises done · {everywhere}"


def _as_value(guess: str) -> object:
    """What was typed as Python reads it; as words where it can not."""
    try:
        return ast.literal_eval(guess.strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return guess.strip()
