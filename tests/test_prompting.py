"""What is typed in the terminal: keys, statements of several lines, errors in words."""

import code
from io import StringIO

import pytest
from rich.console import Console

from lessons.classroom.terminal.drawing import Screen
from lessons.classroom.terminal.prompting import KEYS, LETTERS, Prompt, Quit
from lessons.classroom.terminal.running import Session

LOOP = ["for n in range(3):", "    print(n)", ""]
STATEMENTS = [
    (["answer = 1"], 1),
    (LOOP, 2),
    (["words = {", "  'a': 1,", "}"], 3),
    (["if True:", "    a = 1", "else:", "    a = 2", ""], 4),
    (["def f():", "    return 1", ""], 2),
    (["text = '''one", "two'''"], 2),
]


@pytest.fixture
def typing():
    """Makes a prompt at which these lines are typed; then the input ends."""

    def make(*lines):
        left = iter(lines)
        screen = Screen(Console(file=StringIO(), width=60))

        def ask(_):
            for line in left:
                return line
            raise EOFError

        return Prompt(screen, ask)

    return make


def said(prompt):
    return prompt.screen.console.file.getvalue()


@pytest.mark.parametrize(("lines", "count"), STATEMENTS)
def test_a_statement_ends_where_pythons_own_console_ends_it(typing, lines, count):
    console = code.InteractiveConsole()
    wants_more = [console.push(line) for line in lines]
    assert wants_more == [True] * (len(lines) - 1) + [False]
    typed = typing(*lines).word("exercise")
    assert typed.split("\n") == lines[:count]


def test_a_line_that_does_not_belong_to_a_block_ends_it(typing):
    prompt = typing(*LOOP[:2], "answer = 1")
    assert prompt.word("exercise") == "\n".join(LOOP[:2])
    assert prompt.word("typed") == "answer = 1"


def test_an_empty_line_ends_what_was_never_closed(typing):
    assert typing("print((1)", "").word("exercise") == "print((1)"


@pytest.mark.parametrize("key", ["?", "help"])
def test_help_lists_every_key_and_asks_again(typing, key):
    prompt = typing(key, "b")
    assert prompt.word("text") == "b"
    letters = {line.split()[0].strip(",") for line in said(prompt).splitlines() if line}
    assert {"b", "s", "f", "h", "n", "q"} <= letters


@pytest.mark.parametrize("stop", KEYS)
def test_every_stop_can_be_left_and_names_its_keys(typing, stop):
    prompt = typing("q")
    with pytest.raises(Quit):
        prompt.word(stop)
    named = {word for line in KEYS[stop].splitlines() for word in line.split()}
    assert stop in ("typed", "more", "failed") or set(LETTERS[stop]) <= named


@pytest.mark.parametrize("stop", KEYS)
def test_the_keys_fit_into_a_narrow_terminal(stop):
    assert all(len(line) <= 60 for line in KEYS[stop].splitlines())


def test_a_value_that_is_typed_is_shown_as_at_pythons_prompt():
    assert Session("x").run_typed("6 * 7").said == "42"


def test_several_statements_that_are_pasted_at_once_are_all_run():
    session = Session("x")
    assert session.run_typed("a = 6\n\nb = 7\nprint(a * b)").said == "42"


def test_an_error_in_a_long_cell_tells_its_line():
    error = Session("x").run_cell("a = 1\nb = 2\nc = a / 0").said
    assert error == "ZeroDivisionError: division by zero (in line 3)"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("raise KeyboardInterrupt", "Stopped by Ctrl-C."),
        ("import sys; sys.exit()", "SystemExit"),
    ],
)
def test_what_stops_a_program_does_not_stop_the_walk(typed, said):
    session = Session("x")
    assert session.run_typed(typed).said == said
    assert session.run_typed("1").said == "1"
