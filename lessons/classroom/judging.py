"""The words that a judge of an exercise is written in."""

from toy_api.exchange import Exchange
from toy_api.lab import Api
from toy_api.rules.masking import masked_content

from ..misconceptions import BELIEFS


class NotYet(Exception):
    """An answer that is not right yet: what was expected, seen, and where to look."""

    def __init__(self, expected: str, seen: str, look: str):
        super().__init__(seen)
        self.expected, self.seen, self.look = expected, seen, look


class Wire:
    """What reached the server: the log of its exchanges."""

    def __init__(self, api: Api):
        self.api = api
        self.exchanges = api.exchanges()

    def calls(self, after: int = 0) -> list[tuple[str, str, int]]:
        """Method, path and status of each exchange numbered above `after`."""
        return [
            (request.method, request.path, response.status)
            for number, request, response in self.exchanges
            if number > after
        ]

    def of(self, response) -> Exchange:
        """The exchange behind a response; raises NotYet where the answer is none."""
        headers = getattr(response, "headers", None)
        expect(
            hasattr(headers, "get"),
            expected="a response: what a call such as `requests.get(...)` gives back",
            seen=f"a value of type {type(response).__name__}",
            look=_what_instead(response),
        )
        for exchange in self.exchanges:
            content = getattr(response, "content", exchange.response.body)
            if not isinstance(content, bytes):
                continue
            same = (str(exchange.number), exchange.response.body)
            if (headers.get("Request-Id"), masked_content(content)) == same:
                return exchange
        raise NotYet(
            expected="a call that reaches your own server",
            seen=f"an answer from {getattr(response, 'url', 'elsewhere')}",
            look="Begin the URL with `{api.url}`, and put an `f` before the quotes.",
        )


class Raised:
    """What a learner's function does instead of giving something back."""

    def __init__(self, error: BaseException):
        self.error = error

    @property
    def is_slip(self) -> bool:
        """Whether Python stumbled over the function, not the function over a status."""
        slips = NameError | TypeError | AttributeError | SyntaxError
        return isinstance(self.error, slips)

    def __repr__(self) -> str:
        return f"{type(self.error).__name__}: {self.error}".strip(": ")


def expect_function(answer: object, head: str) -> None:
    """Raise NotYet unless the answer is a function; `head` is how it begins."""
    expect(
        callable(answer) and not isinstance(answer, type),
        expected=f"a function, `def {head}:`",
        seen=f"a value of type {type(answer).__name__}",
        look="Hand over its name, without brackets behind it.",
    )


def expect(condition: object, expected: str, seen: object, look: str) -> None:
    """Raise NotYet with these words unless the condition holds."""
    if not condition:
        raise NotYet(expected, str(seen), look)


def mark(answers: object, key: dict[int, tuple[str, dict[str, str]]]) -> None:
    """Judge a quiz: for each question the right letter, and what a wrong one says."""
    expect(
        isinstance(answers, list | tuple) and len(answers) == len(key),
        expected=f"a list of {len(key)} letters",
        seen=answers,
        look='Write the letters as text: `["a", "b", "c"]`.',
    )
    for number, (right, wrong) in key.items():
        given = str(answers[number - 1]).strip().lower()
        expect(
            given == right,
            expected=f"another answer to question {number}",
            seen="no letter yet" if answers[number - 1] is ... else f"{given!r}",
            look=_explain(wrong.get(given), number),
        )


def run(lines: object, names: dict[str, object]) -> None:
    """Run these lines of Python as one program; raises NotYet where it fails."""
    expect(
        isinstance(lines, list | tuple) and all(isinstance(x, str) for x in lines),
        expected="a list of texts, one for each line",
        seen=repr(lines),
        look="Copy the lines with their quotation marks, a comma behind each.",
    )
    try:
        exec(compile("\n".join(lines), "<your lines>", "exec"), names)
    except (Exception, SystemExit) as error:
        look = "What does each line need that another one must give it first?"
        if isinstance(error, SyntaxError):
            look = "Which lines belong into a loop, and are indented?"
        raise NotYet(
            expected="lines that Python can run in this order",
            seen=f"{type(error).__name__}: {error}",
            look=look,
        ) from None


def match(answers: object, key: dict[str, tuple[object, str]]) -> None:
    """Judge words put behind others: for each the right one, and where to look."""
    expect(
        isinstance(answers, dict) and set(answers) == set(key),
        expected=f"an answer for each of: {', '.join(key)}",
        seen=repr(answers),
        look="Change only what stands behind the colons.",
    )
    for question, (right, look) in key.items():
        given = answers[question]
        expect(
            str(given).strip().lower() == str(right).lower(),
            expected=f"another answer for: {question}",
            seen="no answer yet" if given is ... else repr(given),
            look=look,
        )


def _explain(wrong: str | None, number: int) -> str:
    """What is said to a wrong letter; "M11: ..." also tells the belief behind it."""
    if not wrong:
        return f"Choose one of the letters of question {number}."
    belief, _, why = wrong.partition(": ")
    if belief not in BELIEFS:
        return wrong
    return f"{why} A common mistake is to think: {BELIEFS[belief]}."


def _what_instead(value: object) -> str:
    """What to do, where a value was given in the place of a response."""
    if value is None:
        return "`show` draws and gives nothing back: keep the response itself."
    if isinstance(value, str) and value.startswith("http"):
        return "This is only an address: write `requests.get(...)` around it."
    return "Give `check` the response itself, not a part of it."
