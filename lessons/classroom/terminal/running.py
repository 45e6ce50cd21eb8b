"""Runs cells and typed lines, which share their names, and tells errors in words."""

import codeop
import io
import warnings
from collections.abc import Callable
from contextlib import redirect_stdout
from traceback import FrameSummary, extract_tb
from typing import NamedTuple


class Outcome(NamedTuple):
    """What was printed, with the error in words, and the error itself."""

    said: str
    error: BaseException | None


class Session:
    """One run of Python, as that behind a notebook."""

    def __init__(self, name: str):
        self.names: dict[str, object] = {"__name__": "__main__"}
        self.file = f"<{name}>"

    def run_cell(self, code: str) -> Outcome:
        """Run a cell; an error is told, never raised."""
        return outcome(lambda: exec(compile(code, self.file, "exec"), self.names))

    def run_typed(self, code: str) -> Outcome:
        """Run what was typed; as at Python's own prompt, a value is shown."""
        return outcome(lambda: exec(self._compile(code), self.names))

    def _compile(self, code: str):
        try:
            return compile(code + "\n", self.file, "single")
        except SyntaxError:  # it may be several statements
            return compile(code, self.file, "exec")


def outcome(work: Callable[[], None]) -> Outcome:
    """What this prints, and its error in words where there is one."""
    printed, error = io.StringIO(), None
    try:
        with redirect_stdout(printed):
            work()
    except (Exception, KeyboardInterrupt, SystemExit) as raised:
        error = raised
    said = printed.getvalue().rstrip("\n")
    lines = [line for line in (said, _in_words(error)) if line]
    return Outcome("\n".join(lines), error)


def is_unfinished(code: str) -> bool:
    """Whether Python's own prompt would ask for another line."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return codeop.compile_command(code) is None
    except (SyntaxError, ValueError, OverflowError):
        return False


def is_next(line: str, block: str) -> bool:
    """Whether this line does not belong to the block, which is complete without it."""
    return not (is_unfinished(f"{block}\n") or is_unfinished(f"{block}\n{line}"))


def _in_words(error: BaseException | None) -> str:
    if error is None:
        return ""
    if isinstance(error, KeyboardInterrupt):
        return "Stopped by Ctrl-C."
    kind = type(error).__name__
    if isinstance(error, SyntaxError) and error.text:
        return f"{kind}: {error.msg}, in line {error.lineno}:\n{_mark(error)}"
    line = _line_of(error)
    where = f" (in line {line})" if line > 1 else ""
    return f"{kind}: {' '.join(str(error).split())}".rstrip(": ") + where


def _mark(error: SyntaxError) -> str:
    """The wrong line, with a mark below the place."""
    text, offset = error.text.rstrip("\n"), max(error.offset or 1, 1)
    return f"    {text}\n    {' ' * (offset - 1)}^"


def _line_of(error: BaseException) -> int:
    """The line of the cell in which it was raised; 0 where that is not known."""
    lines = (each.lineno for each in extract_tb(error.__traceback__) if _is_ours(each))
    return next(lines, 0)


def _is_ours(frame: FrameSummary) -> bool:
    return frame.filename.startswith("<")
