"""The words of a judge: what reached the server, and what is said about it."""

import pytest
import requests

from lessons.classroom.catalogue import all_lessons, judges_of
from lessons.classroom.judging import (
    NotYet,
    Raised,
    Wire,
    expect,
    expect_function,
    mark,
    match,
    run,
)
from lessons.misconceptions import BELIEFS
from toy_api import start

KEY = {1: ("b", {"a": "Not a."}), 2: ("a", {"b": "Not b.", "c": "Not c."})}
WORDS = {"read": ("GET", "It changes nothing."), "how many": (6, "Count.")}
JUDGES = [judge for lesson in all_lessons() for judge in judges_of(lesson).values()]
ODD = [None, 0, -1, True, 1.5, "", b"", [], [None] * 3, {}, {"a": 1}, {1}, object()]
ODD += [..., (), [[]], [1] * 5, [""] * 5, "ab" * 32, ValueError("x"), requests.get]
ODD += [requests.Response, requests.Response()]


@pytest.fixture(scope="module")
def api():
    running = start()
    yield running
    running.stop()


def refusal(work, *arguments):
    with pytest.raises(NotYet) as caught:
        work(*arguments)
    not_yet = caught.value
    return not_yet.expected, not_yet.seen, not_yet.look


def test_a_condition_that_holds_says_nothing():
    assert expect(True, "e", "s", "l") is None


@pytest.mark.parametrize("condition", [False, None, "", [], 0])
def test_a_condition_that_fails_says_what_was_expected_and_seen(condition):
    said = refusal(expect, condition, "e", ["s"], "l")
    assert said == ("e", "['s']", "l")


@pytest.mark.parametrize("answer", [None, 5, "f", int, requests.Response()])
def test_what_is_no_function_is_told_how_one_begins(answer):
    expected, seen, look = refusal(expect_function, answer, "send(url)")
    assert expected == "a function, `def send(url):`"
    assert type(answer).__name__ in seen
    assert "brackets" in look


def test_a_function_is_one():
    assert expect_function(lambda url: url, "send(url)") is None


@pytest.mark.parametrize(
    ("error", "slip"),
    [(NameError("x"), True), (TypeError(), True), (requests.HTTPError("404"), False)],
)
def test_a_slip_of_python_is_not_what_a_function_raises_on_purpose(error, slip):
    assert Raised(error).is_slip == slip
    assert repr(Raised(error)).startswith(type(error).__name__)


def test_the_calls_are_method_path_and_status_in_order(api):
    last = Wire(api).exchanges[-1].number if Wire(api).exchanges else 0
    requests.get(f"{api.url}/messages?q=tea")
    requests.delete(f"{api.url}/messages/99")
    calls = [("GET", "/messages", 200), ("DELETE", "/messages/99", 404)]
    assert Wire(api).calls(after=last) == calls
    assert Wire(api).calls(after=last + 1) == calls[1:]


def test_the_wire_is_what_reached_the_server_until_now(api):
    before = Wire(api)
    requests.get(f"{api.url}/messages/1")
    assert len(Wire(api).exchanges) == len(before.exchanges) + 1


def test_the_exchange_behind_a_response_is_found(api):
    wanted = requests.get(f"{api.url}/messages/2")
    requests.get(f"{api.url}/messages/3")
    number, request, response = Wire(api).of(wanted)
    assert str(number) == wanted.headers["Request-Id"]
    assert (request.target, response.body) == ("/messages/2", wanted.content)


@pytest.mark.parametrize(
    "answer, advice",
    [
        ({"id": 1}, "the response itself, not a part of it"),
        ("200", "the response itself, not a part of it"),
        (200, "the response itself, not a part of it"),
        (requests.get, "the response itself, not a part of it"),
        (None, "`show` draws and gives nothing back"),
        ("http://127.0.0.1:8000/", "This is only an address"),
    ],
)
def test_what_is_no_response_is_told_so_by_its_type(api, answer, advice):
    expected, seen, look = refusal(Wire(api).of, answer)
    assert expected.startswith("a response")
    assert seen == f"a value of type {type(answer).__name__}"
    assert advice in look


@pytest.mark.parametrize("url", ["https://api.example/1", "{}0/messages/1"])
def test_an_answer_from_another_server_is_told_so(api, url):
    number = requests.get(f"{api.url}/messages/1").headers["Request-Id"]
    answer = requests.Response()
    answer.url, answer._content = url.format(api.url), b"[]"
    answer.headers["Request-Id"] = number
    expected, seen, look = refusal(Wire(api).of, answer)
    assert expected == "a call that reaches your own server"
    assert seen == f"an answer from {answer.url}"
    assert "{api.url}" in look


@pytest.mark.parametrize("number", ["", "0", "99999"])
def test_an_answer_that_is_not_in_the_log_is_told_so(api, number):
    answer = requests.Response()
    answer.url = f"{api.url}/messages"
    answer.headers.update({"Request-Id": number} if number else {})
    assert refusal(Wire(api).of, answer)[0] == "a call that reaches your own server"


@pytest.mark.parametrize("answers", [["b", "a"], ("b", "a"), [" B ", "A"]])
def test_right_letters_pass_however_they_are_written(answers):
    assert mark(answers, KEY) is None


@pytest.mark.parametrize("answers", [None, "ba", [], ["b"], ["b", "a", "a"], {1: "b"}])
def test_anything_but_a_list_of_that_many_letters_is_told_so(answers):
    expected, seen, _ = refusal(mark, answers, KEY)
    assert (expected, seen) == ("a list of 2 letters", str(answers))


@pytest.mark.parametrize(
    "answers, number, seen, look",
    [
        (["a", "a"], 1, "'a'", "Not a."),
        (["A ", "b"], 1, "'a'", "Not a."),
        (["b", "b"], 2, "'b'", "Not b."),
        (["b", "C"], 2, "'c'", "Not c."),
        (["b", "z"], 2, "'z'", "Choose one of the letters of question 2."),
        (["b", 1], 2, "'1'", "Choose one of the letters of question 2."),
        (["b", ...], 2, "no letter yet", "Choose one of the letters of question 2."),
    ],
)
def test_the_first_wrong_letter_is_answered_with_its_own_words(
    answers, number, seen, look
):
    said = refusal(mark, answers, KEY)
    assert said == (f"another answer to question {number}", seen, look)


@pytest.mark.parametrize("belief", BELIEFS)
def test_a_wrong_letter_that_tells_of_a_belief_is_told_which(belief):
    key = {1: ("b", {"a": f"{belief}: The log says: no."})}
    *_, look = refusal(mark, ["a"], key)
    assert look.startswith("The log says: no. A common mistake is to think: ")
    assert look.endswith(f": {BELIEFS[belief]}.")


@pytest.mark.parametrize(
    "why",
    ["404: nothing is there.", "M0: no.", "M99: no.", "m1: no.", "M1 no.", "M1:no."],
)
def test_a_colon_alone_tells_of_no_belief(why):
    assert refusal(mark, ["a"], {1: ("b", {"a": why})})[-1] == why


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (["a = 1", "a = a + n"], 6),
        (["a = 0", "for each in range(n):", "    a += each"], 10),
        (["a = (", "    n", ")"], 5),
        (("a = 1", "", "# a comment"), 1),
    ],
)
def test_lines_are_run_in_their_order_as_one_program(lines, value):
    names = {"n": 5}
    assert run(lines, names) is None
    assert names["a"] == value


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        (["b = a", "a = 1"], "NameError: name 'a'"),
        (["a = 1 +"], "SyntaxError: "),
        (["a = 1", "  b = 2"], "IndentationError: "),
        (["[][1]"], "IndexError: "),
        (["int('x')"], "ValueError: "),
        (["raise ConnectionError('lost')"], "ConnectionError: lost"),
    ],
)
def test_lines_that_fail_are_told_what_python_said(lines, error):
    expected, seen, look = refusal(run, lines, {})
    assert expected == "lines that Python can run in this order"
    assert error in seen
    assert look.endswith("?")


def test_what_was_done_before_a_line_failed_is_done():
    names = {}
    refusal(run, ["a = 1", "b = c", "a = 2"], names)
    assert (names["a"], "b" in names) == (1, False)


@pytest.mark.parametrize("lines", [None, "a = 1", ["a = 1", 7], [...], {"a = 1"}, 7])
def test_anything_but_a_list_of_texts_is_not_run(lines):
    names = {}
    expected, seen, _ = refusal(run, lines, names)
    assert (expected, seen) == ("a list of texts, one for each line", repr(lines))
    assert names == {}


@pytest.mark.parametrize("read", ["GET", " get "])
@pytest.mark.parametrize("how_many", [6, "6"])
def test_right_words_pass_however_they_are_written(read, how_many):
    assert match({"how many": how_many, "read": read}, WORDS) is None


@pytest.mark.parametrize("answers", [None, ["GET", 6], {"read": "GET"}, {"x": 1}])
def test_anything_but_an_answer_for_each_word_is_told_so(answers):
    expected, seen, _ = refusal(match, answers, WORDS)
    assert expected == "an answer for each of: read, how many"
    assert seen == repr(answers)


@pytest.mark.parametrize(
    "read, how_many, said",
    [
        ("PUT", 7, ("another answer for: read", "'PUT'", "It changes nothing.")),
        ("GET", 7, ("another answer for: how many", "7", "Count.")),
        ("GET", ..., ("another answer for: how many", "no answer yet", "Count.")),
    ],
)
def test_the_first_wrong_word_is_answered_with_where_to_look(read, how_many, said):
    assert refusal(match, {"read": read, "how many": how_many}, WORDS) == said


@pytest.mark.parametrize("judge", JUDGES, ids=lambda judge: judge.__name__)
def test_no_judge_accepts_an_odd_answer_or_stumbles_over_it(api, judge):
    requests.get(f"{api.url}/messages/1")
    wire = Wire(api)
    for answer in ODD:
        expected, _, look = refusal(judge, answer, wire)
        assert expected and look


@pytest.mark.parametrize("judge", JUDGES, ids=lambda judge: judge.__name__)
@pytest.mark.parametrize("target", ["/", "/lab", "/messages?q=%", "/nothing"])
def test_no_judge_stumbles_over_an_answer_to_another_call(api, judge, target):
    if judge.__name__ == "broken_call":
        target = "/messages"
    wrong = requests.head(api.url + target)
    expected, _, look = refusal(judge, wrong, Wire(api))
    assert expected and look
