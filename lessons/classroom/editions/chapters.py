"""The lessons as chapters of a book: what a reader sees, who runs nothing."""

import re
from copy import deepcopy

from ..catalogue import ROOT, Lesson, all_lessons, judges_of, solution_of
from ..checking import hints_of
from ..opening import gives_away
from ..teaching.advice import why_of
from ..teaching.paper import words

CHECK = re.compile(r'check\("(\w+)"')
FRAMED, PICTURE = 'srcdoc="', "src=&quot;/"  # a page that came, and a picture in it
SILENT = "… "  # how an output begins that waits for the reader to do something
FRONT = """# Learn REST by doing

{about}

This is the whole course, to be read: each cell was run, and what came stands below it.
Predict before you unfold *What came*, and try an exercise on paper before you unfold
its hints and its solution. To run the cells and to have your answers judged, open the
course itself, with `python3 -m lessons`.

{table}

{paths}

{licence}

```{{toctree}}
:hidden:

{names}
```
"""


def chapter_of(lesson: Lesson) -> list[dict]:
    """The cells of the lesson: what was predicted is folded, what helps is added."""
    cells, names = [], set()
    for cell in deepcopy(lesson.cells()):
        text = "".join(cell["source"])
        cells.append(_read(cell))
        names.add(cell["metadata"].get("name"))
        if (found := CHECK.match(text)) and found[1] in names:
            cells.append(_help(lesson, found[1]))
    return cells


def front_page() -> str:
    """The first page: what this is, all lessons, and ways through them.

    Raises LookupError where the README does not tell these ways.
    """
    lessons = all_lessons()
    return FRONT.format(
        about=_paragraph("A truthful little"),
        table="\n".join(_rows()),
        paths=_paragraph("In two hours"),
        licence=_paragraph("The code is under"),
        names="\n".join(lesson.name for lesson in lessons),
    )


def _read(cell: dict) -> dict:
    """The cell without what tells a reader nothing; what was predicted is folded."""
    if cell["cell_type"] == "code":
        cell["outputs"] = [each for each in cell["outputs"] if not _is_silent(each)]
        for output in cell["outputs"]:
            _cut_off(output.get("data", {}))
    if gives_away(cell):
        cell["metadata"]["tags"] = ["hide-output"]
    return cell


def _cut_off(drawn: dict) -> None:
    """Let no page that came ask for its pictures: their server is not here."""
    html = "".join(drawn.get("text/html", ""))
    if FRAMED in html:
        before, _, page = html.partition(FRAMED)
        drawn["text/html"] = before + FRAMED + page.replace(PICTURE, f"data-{PICTURE}")


def _is_silent(output: dict) -> bool:
    text = "".join(output.get("data", {}).get("text/plain", []))
    return text.startswith(SILENT)


def _help(lesson: Lesson, name: str) -> dict:
    """The hints for an exercise and one solution, each folded."""
    hints = hints_of(judges_of(lesson)[name])
    parts = [
        _folded(f"Hint {step} of {len(hints)}", f"<p>{words(hint)}</p>")
        for step, hint in enumerate(hints, 1)
    ]
    why = "".join(f"\n\n<p>{words(each)}</p>" for each in why_of(lesson, name))
    code = f"```python\n{solution_of(lesson, name)}\n```"
    parts.append(_folded("One solution", f"{code}{why}"))
    source = "\n\n".join(parts)
    kind = {"cell_type": "markdown", "id": f"help-{name}"}
    return kind | {"metadata": {}, "source": source}


def _folded(title: str, body: str) -> str:
    summary = f'<details class="help">\n<summary>{title}</summary>'
    return f"{summary}\n\n{body}\n\n</details>"


def _rows() -> list[str]:
    rows = ["| no. | lesson | question | minutes |"]
    rows.append("|---|---|---|---|")
    for lesson in all_lessons():
        title, question, minutes = lesson.heading()
        link = f"[{title}]({lesson.notebook.name})"
        rows.append(f"| {lesson.number} | {link} | {question} | {minutes} |")
    return rows


def _paragraph(beginning: str) -> str:
    """The paragraph of the README that begins like this; raises LookupError."""
    for paragraph in (ROOT / "README.md").read_text("utf-8").split("\n\n"):
        if paragraph.startswith(beginning):
            return paragraph.strip()
    raise LookupError(f"README.md has no paragraph that begins: {beginning}")
