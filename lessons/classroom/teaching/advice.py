"""What `check` may say to an answer: read from the judges' code, which is not run."""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from ...misconceptions import BELIEFS
from ..catalogue import LESSONS, Lesson
from .texts import UNKNOWN, Names, Texts, assignments

ASKING = {  # the words of a judge, and the order of what they are given
    "expect": ["condition", "expected", "seen", "look"],
    "NotYet": ["expected", "seen", "look"],
}
SILENT = f"{UNKNOWN} "  # such a text says nothing
BEGUN = re.compile(rf"^[{SILENT}]+(?=[A-Z`])")  # and such a beginning


class Advice(NamedTuple):
    """What an exercise wants, and what a learner may be told who did not do it."""

    expected: str
    looks: list[str]


def advice_of(lesson: Lesson, name: str) -> list[Advice]:
    """All that the judge of this exercise asks for, in its order, each advice once."""
    reader, told, kept = _Reader(lesson), set(), []
    for expected, looks in reader.advice(reader.functions[name], {}, (name,)):
        new = [each for each in dict.fromkeys(looks) if each not in told]
        told.update(new)
        if new:
            kept.append(Advice(expected, new))
    return kept


def key_of(lesson: Lesson, quiz: str) -> list[tuple[str, dict[str, str]]]:
    """For each question the right letter, and what is said to each wrong one."""
    for call in _calls(_Reader(lesson).functions[quiz]):
        if _called(call) == "mark":
            key = ast.literal_eval(call.args[1])
            return [(right, _explained(wrong)) for right, wrong in key.values()]
    raise LookupError(f"{quiz} of {lesson.name} marks no letters")


def why_of(lesson: Lesson, name: str) -> list[str]:
    """What is said to a right answer, where it is the same for each such answer."""
    reader = _Reader(lesson)
    said = reader.texts.of(_end_of(reader.functions[name]), {})
    return [text for text in said if len(said) == 1 and UNKNOWN not in text]


class _Reader:
    """The functions of a module of judges."""

    def __init__(self, lesson: Lesson):
        path = LESSONS / "exercises" / f"{lesson.slug}.py"
        body = ast.parse(path.read_text("utf-8")).body
        kind = ast.FunctionDef
        self.functions = {each.name: each for each in body if isinstance(each, kind)}
        self.constants = dict(pair for each in body for pair in assignments(each))
        self.texts = Texts(self.functions, self.constants)

    def advice(self, function, names: Names, way: tuple) -> Iterator[Advice]:
        """The advice of this function, and of each one of the module that it calls."""
        names = self.texts.known(function, names)
        for call in _calls(function):
            called = _called(call)
            if called in ASKING:
                yield self._asked(call, names)
            elif called == "match":
                yield from self._matched(call, names)
            elif called in self.functions and called not in way:
                inner = self.functions[called]
                given = self.texts.bound(inner, call, names)
                yield from self.advice(inner, given, (*way, called))

    def _asked(self, call: ast.Call, names: Names) -> Advice:
        given = dict(zip(ASKING[_called(call)], call.args, strict=False))
        given |= {each.arg: each.value for each in call.keywords}
        expected = self.texts.of(given["expected"], names)[0]
        looks = [BEGUN.sub("", x) for x in self.texts.of(given["look"], names)]
        return Advice(expected, [each for each in looks if each.strip(SILENT)])

    def _matched(self, call: ast.Call, names: Names) -> Iterator[Advice]:
        """What is said where words are put behind others, as in a table."""
        key = call.args[1]
        key = self.constants.get(getattr(key, "id", ""), key)
        if not isinstance(key, ast.Dict):
            return
        for asked, pair in zip(key.keys, key.values, strict=True):
            right, look = pair.elts
            words = [self.texts.of(each, names)[0] for each in (asked, right)]
            yield Advice(": ".join(words), self.texts.of(look, names))


def _end_of(function: ast.FunctionDef) -> ast.expr | None:
    """What is given back by the last line."""
    return getattr(function.body[-1], "value", None)


def _calls(function) -> list[ast.Call]:
    calls = [each for each in ast.walk(function) if isinstance(each, ast.Call)]
    return sorted(calls, key=lambda call: (call.lineno, call.col_offset))


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", "")


def _explained(wrong: dict[str, str]) -> dict[str, str]:
    """What is said to a wrong letter, the belief behind it in words."""
    said = {}
    for letter, text in wrong.items():
        belief, _, why = text.partition(": ")
        known = belief in BELIEFS
        said[letter] = f"{why} (The belief: {BELIEFS[belief]}.)" if known else text
    return said
