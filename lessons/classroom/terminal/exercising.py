"""One exercise in the terminal: tried on the spot until it is right, or skipped."""

import ast
from dataclasses import dataclass, field

from ..catalogue import Lesson, solution_of
from ..checking import hint, verdicts
from .drawing import Screen
from .prompting import Prompt
from .running import Session, outcome


@dataclass
class Exercise:
    """An exercise cell, its check, and what was typed in the place of its gaps."""

    lesson: Lesson
    name: str
    code: str
    check: str  # the code of the cell that checks it; empty where there is none
    session: Session
    screen: Screen
    prompt: Prompt
    typed: list[str] = field(default_factory=list)
    begun: bool = False
    judged: bool = False  # whether the check has seen all that was typed
    offered: str = ""  # a solution that is shown, and not taken yet

    @property
    def answer(self) -> str:
        """All that was typed and went well, as one piece of code."""
        return "\n".join(self.typed)

    def replay(self) -> None:
        """Run the cell, and what was typed there, without a word."""
        self.begun = True
        self.session.run_cell(self.code)
        self.session.run_cell(self.answer)

    def attend(self) -> str:
        """Stay here until it is right or left.

        `b` to go back to the cell before, `again` to come back here, else to go on.
        """
        self._arrive()
        stop = "exercise"
        while True:
            word = self.prompt.word(stop)
            if word in ("b", "s"):
                return word
            if word == "h":
                self._hint()
            elif word == "l":
                stop = self._offer()
            elif word == "n":
                stop = self._begin_anew()
            elif word:
                stop = self._take(word, stop)
            elif self._judge():
                return self._leave()
            else:
                stop = "again" if self.typed else "exercise"

    def _arrive(self) -> None:
        self.screen.code(self.code, "exercise")
        if self.typed:
            self.screen.code(self.answer, "what you typed (Enter checks it)")
        if not self.begun:
            self.replay()
        self.judged, self.offered = False, ""

    def _take(self, code: str, stop: str) -> str:
        """Run what was typed, and keep it if it went well; the next stop."""
        if self.judged and self.typed and _calls(self.code):
            self._begin_anew()
        said, error = self.session.run_typed(code)
        self.screen.say(said)
        if not error:
            self.typed.append(code)
        self.judged, self.offered = False, ""
        if error:
            return "failed"
        return "more" if stop in ("typed", "more") else "typed"

    def _begin_anew(self) -> str:
        """The cell brings back its gaps and what it needs, as in a notebook."""
        self.screen.say("It begins anew: what you typed here is forgotten.")
        self.typed.clear()
        self.judged, self.offered = False, ""
        self.session.run_cell(self.code)
        return "exercise"

    def _judge(self) -> bool:
        """Whether what was typed is right, or the solution that is taken now."""
        if self.offered:
            self.session.run_cell(self.code)
            self.screen.output(self.session.run_cell(self.offered).said)
            self.typed, self.offered = [self.offered], ""
        self.judged = True
        verdicts.pop(self.name, None)
        self._tell(self.session.run_cell(self.check).said, "check")
        return verdicts.get(self.name) == "right" or not self.check

    def _leave(self) -> str:
        returns = self.check and self.prompt.word("output") == "b"
        return "again" if returns else ""

    def _gap(self) -> str:
        """The name that its check looks at."""
        return self.check.rpartition(", ")[2].rstrip(")")

    def _offer(self) -> str:
        self.offered = solution_of(self.lesson, self.name)
        self.screen.code(self.offered, "one solution; others may be right, too")
        return "solution"

    def _hint(self) -> None:
        self._tell(outcome(lambda: hint(self.name)).said, "hint")

    def _tell(self, said: str, title: str) -> None:
        """Put it on the screen with keys, in the place of what notebooks need."""
        gap = f"Give `{self._gap()}` your answer"
        for words, here in (
            ("Put your answer in the place of the `...`", gap),
            (f'`hint("{self.name}")` again', "`h`"),
            (f'`hint("{self.name}")`', "`h`"),
            (f'`solution("{self.name}")`', "`l`"),
        ):
            said = said.replace(words, here)
        self.screen.output(said, title)


def _calls(code: str) -> bool:
    """Whether a cell does more than to leave gaps, such as `api.reset()`."""
    return any(isinstance(node, ast.Call) for node in ast.walk(ast.parse(code)))
