"""The two papers of a lesson: the teacher's page, and a handout for learners."""

from itertools import accumulate

from ...misconceptions import BELIEFS
from ..catalogue import Lesson, judges_of, solution_of
from ..checking import hints_of
from .advice import SILENT, Advice, advice_of, key_of
from .paper import code, listed, page, phrase, prose, ruled, section, table, with_gaps
from .paper import words as said
from .parts import (
    Exercise,
    Piece,
    aims_of,
    box_of,
    exercises_of,
    needs_of,
    quiz_of,
    refutations_of,
)

LINES = 12  # at most so many to write on, below an exercise
NAME = '<p class="name"><span>Name</span><span>Date</span></p>'
PREDICT = "I expect:"
BOX = '<span class="box"></span>'


def teachers_page(lesson: Lesson) -> str:
    """All that a teacher needs for this lesson, solutions included, as HTML."""
    intro, exercises = exercises_of(lesson)
    parts = [*_head(lesson), *_overview(lesson)]
    told = [_told(piece) for piece in intro]
    told += [_solved(lesson, each) for each in exercises]
    told += [_quiz_with_answers(lesson)]
    parts += [section(["<h2>Exercises</h2>", *told], "exercises")]
    return page(f"{_name(lesson)}: for the teacher", parts)


def handout(lesson: Lesson) -> str:
    """The exercises and the quiz, to be written on: no answers, as HTML."""
    intro, exercises = exercises_of(lesson)
    parts = [*_head(lesson), NAME, *(_told(each) for each in intro if not each.is_code)]
    parts += [_to_fill_in(lesson, each) for each in exercises]
    parts += [_quiz_to_tick(lesson)]
    return page(f"{_name(lesson)}: exercises", parts)


def _name(lesson: Lesson) -> str:
    return f"{lesson.number} · {lesson.heading()[0]}"


def _head(lesson: Lesson) -> list[str]:
    question = lesson.heading()[1]
    name = phrase(_name(lesson))
    return [f"<h1>{name}</h1>", f'<p class="question">{phrase(question)}</p>']


def _overview(lesson: Lesson) -> list[str]:
    """The first page: what one looks at before and during the lesson."""
    box, (_, _, minutes) = box_of(lesson), lesson.heading()
    what, short = box.short
    errors = [[phrase(seen), phrase(answer)] for seen, answer in box.errors]
    return [
        f"<p>{minutes} minutes. {phrase(needs_of(lesson))}</p>",
        "<p>After this lesson one can</p>",
        prose(aims_of(lesson)),
        "<h2>Minutes</h2>",
        section([_timetable(box.minutes)], "minutes"),
        f"<p><strong>Short version, {short} minutes:</strong> {phrase(what)}.</p>",
        "<h2>Likely errors, and what to answer</h2>",
        section([table(["What you see", "What to answer"], errors)], "errors"),
        *_refuted(lesson),
        "<h2>Discuss</h2>",
        listed([phrase(each) for each in box.discuss]),
    ]


def _timetable(minutes: list[tuple[str, int]]) -> str:
    ends = accumulate(length for _, length in minutes)
    rows = [
        [f"{end - length} to {end}", phrase(name), str(length)]
        for (name, length), end in zip(minutes, ends, strict=True)
    ]
    return table(["From, to", "Part", "Minutes"], rows)


def _refuted(lesson: Lesson) -> list[str]:
    found = refutations_of(lesson).items()
    rows = [[phrase(BELIEFS[each]), phrase(where)] for each, where in found]
    if not rows:
        return []
    heads = ["What people believe", "The section that refutes it"]
    return ["<h2>Misconceptions</h2>", table(heads, rows)]


def _solved(lesson: Lesson, exercise: Exercise) -> str:
    """An exercise as it is, what `check` may say, its hints and a solution."""
    hints = hints_of(judges_of(lesson)[exercise.name])
    parts = [
        f"<h3>{exercise.title} <small><code>{exercise.name}</code></small></h3>",
        *map(_told, exercise.pieces),
        *_advice(advice_of(lesson, exercise.name)),
        '<h4>Hints</h4><div class="hints">',
        listed([said(each) for each in hints], "ol"),
        "</div>",
        '<div class="told"><h4>One solution</h4>',
        code(solution_of(lesson, exercise.name)),
        "</div>",
    ]
    return section(parts, "exercise")


def _advice(advice: list[Advice]) -> list[str]:
    if not advice:
        return []
    rows = [
        [_wanted(each), listed([said(look) for look in each.looks])] for each in advice
    ]
    heads = ["If this is missing", "What it says"]
    return ["<h4>What check says</h4>", section([table(heads, rows)], "advice")]


def _wanted(advice: Advice) -> str:
    wanted = advice.expected
    return said(wanted if wanted.strip(f"{SILENT}`") else "what the exercise asks for")


def _quiz_with_answers(lesson: Lesson) -> str:
    name, questions = quiz_of(lesson)
    told = []
    for question, (right, wrong) in zip(questions, key_of(lesson, name), strict=True):
        choices = [
            f'<span class="right"><b>{letter}</b> {phrase(text)}: right</span>'
            if letter == right
            else f"<b>{letter}</b> {phrase(text)}<br>→ {said(wrong[letter])}"
            for letter, text in question.choices.items()
        ]
        told.append(f"<p>{phrase(question.text)}</p>{listed(choices)}")
    title = f"<h3>Quiz <small><code>{name}</code></small></h3>"
    return section([title, listed(told, "ol")], "quiz")


def _told(piece: Piece) -> str:
    return code(piece.text) if piece.is_code else prose(piece.text)


def _to_fill_in(lesson: Lesson, exercise: Exercise) -> str:
    """An exercise with gaps, and lines to write on where a gap is too small."""
    parts = [f"<h3>{exercise.title}</h3>"]
    for piece in exercise.pieces:
        if piece.text.startswith("predict("):
            parts.append(f"<p>{PREDICT} {'_' * 24}{_choice(piece.text)}</p>")
        elif piece.name:
            parts += [code(with_gaps(piece.text)), *_lines(lesson, piece)]
        else:
            parts.append(_told(piece))
    return section(parts, "exercise")


def _choice(text: str) -> str:
    """What a prediction may be, as its comment tells."""
    _, hash_mark, comment = text.partition("  # ")
    return f" ({phrase(comment)})" if hash_mark else ""


def _lines(lesson: Lesson, piece: Piece) -> list[str]:
    given = piece.text.splitlines()
    new = set(solution_of(lesson, piece.name).splitlines()) - {*given, ""}
    more = len(new) - sum("..." in line for line in given)
    return [ruled(min(more + 2, LINES))] if more > 0 else []


def _quiz_to_tick(lesson: Lesson) -> str:
    told = [
        f"<p>{phrase(each.text)}</p>"
        + listed([f"{BOX}<b>{a}</b> {phrase(b)}" for a, b in each.choices.items()])
        for each in quiz_of(lesson)[1]
    ]
    return section(["<h3>Quiz</h3>", listed(told, "ol")], "quiz whole")
