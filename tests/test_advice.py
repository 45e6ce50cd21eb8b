"""What judges may say, read from their code; what they do say is the oracle."""

import ast

import pytest

from lessons.classroom.catalogue import (
    LESSONS,
    all_lessons,
    find_lesson,
    judges_of,
    named_cells,
)
from lessons.classroom.judging import NotYet
from lessons.classroom.teaching.advice import advice_of, key_of
from lessons.classroom.teaching.parts import exercises_of, quiz_of
from lessons.classroom.teaching.texts import UNKNOWN, Texts, assignments

CODE = """
WHERE, MORE = "here", "there"
WORDS = {"a": "one", "b": "two"}
MANY = {str(number): "x" for number in range(3)}
def way(kind, last="!"):
    if kind:
        return f"Look {kind}, {MORE}{last}"
    return "Nowhere."
def again(kind):
    return again(kind) + "."
"""
EXPRESSIONS = {
    '"text"': ["text"],
    "f'{WHERE} and {x}'": ["here and …"],
    "'one' if x else 'two'": ["one", "two"],
    "'one ' + ('a' if x else 'b')": ["one a", "one b"],
    "f'{way(x)} Then.'": ["Look …, there! Then.", "Nowhere. Then."],
    "x or 'two'": ["…", "two"],
    "WORDS['a']": ["one", "two"],
    "WORDS.get(x, 'three')": ["one", "two", "three"],
    "way('up', '.')": ["Look up, there.", "Nowhere."],
    "MANY[x]": ["…"],
    "x.lower()": ["…"],
    "f'{7} times'": ["7 times"],
}
each_lesson = pytest.mark.parametrize(
    "lesson", all_lessons(), ids=lambda lesson: lesson.name
)


@pytest.fixture
def texts():
    body = ast.parse(CODE).body
    functions = {each.name: each for each in body if hasattr(each, "name")}
    return Texts(functions, dict(pair for each in body for pair in assignments(each)))


def read(lesson):
    """All that was read of what the judges of this lesson say, in small letters."""
    quiz, advice = key_of(lesson, quiz_of(lesson)[0]), []
    for exercise in exercises_of(lesson)[1]:
        advice += advice_of(lesson, exercise.name)
    told = [text for expected, looks in advice for text in [expected, *looks]]
    told += [text for _, wrong in quiz for text in wrong.values()]
    return "\n".join(told).lower()


@pytest.mark.parametrize("code", EXPRESSIONS)
def test_an_expression_gives_the_texts_that_its_code_tells(texts, code):
    assert texts.of(ast.parse(code).body[0].value, {}) == EXPRESSIONS[code]


def test_a_name_stands_for_what_it_is_given_in_the_function(texts):
    names = {"kind": ["left", "right"]}
    node = ast.parse("f'Go {kind}.'").body[0].value
    assert texts.of(node, names) == ["Go left.", "Go right."]


def test_a_function_that_calls_itself_comes_to_an_end(texts):
    node = ast.parse("again('x')").body[0].value
    assert set("".join(texts.of(node, {}))) == {UNKNOWN, "."}


@each_lesson
def test_each_exercise_has_advice(lesson):
    names = [each.name for each in exercises_of(lesson)[1]]
    without = [name for name in names if not advice_of(lesson, name)]
    assert set(without) <= {"critique"}  # its advice is made of what it finds


@each_lesson
def test_no_advice_is_told_twice_for_one_exercise(lesson):
    for exercise in exercises_of(lesson)[1]:
        advice = advice_of(lesson, exercise.name)
        looks = [look for each in advice for look in each.looks]
        assert len(looks) == len(set(looks))


@each_lesson
def test_much_of_what_wrong_answers_hear_was_read(lesson):
    """The author's wrong answers name a part of what `check` really says to each."""
    cells = named_cells(LESSONS.parent / "tests/wrong_answers" / f"{lesson.name}.py")
    parts = [options["says"].lower() for options, _ in cells]
    heard = [part for part in parts if part in read(lesson)]
    assert len(heard) >= len(parts) / 4


def test_what_a_judge_says_is_among_what_was_read():
    lesson = find_lesson("create")
    with pytest.raises(NotYet) as caught:
        judges_of(lesson)["import_program"]([2, 4], None)
    read = advice_of(lesson, "import_program")
    assert (caught.value.expected, [caught.value.look]) == read[0]


@each_lesson
def test_the_letters_of_a_quiz_are_those_that_its_judge_takes(lesson):
    name, questions = quiz_of(lesson)
    key = key_of(lesson, name)
    assert judges_of(lesson)[name]([right for right, _ in key], None)
    for question, (right, wrong) in zip(questions, key, strict=True):
        assert {right, *wrong} == set(question.choices)


def test_what_is_said_to_a_wrong_letter_names_the_belief():
    (right, wrong), *_ = key_of(find_lesson("create"), "quiz_create")
    assert right == "b"
    assert wrong["a"] == "That is the collection: it holds the old ones, too."
    assert wrong["c"].endswith("(The belief: a practice server only pretends to store "
                               "things.)")  # fmt: skip


def test_a_function_that_marks_nothing_is_no_quiz():
    with pytest.raises(LookupError, match="imported of 06_create marks no letters"):
        key_of(find_lesson("create"), "imported")
