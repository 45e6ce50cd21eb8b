"""The notebooks, built from the lessons: one way, executed, byte for byte the same."""

import asyncio
import difflib
import hashlib
import os
import re
import sys
import tempfile
from collections import Counter

import jupytext
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from traitlets.config import Config

from .catalogue import NOTEBOOKS, Lesson, all_lessons

AT_ONCE = 3  # kernels
CELL_SECONDS = 60
COLOUR = re.compile("\x1b\\[[0-9;]*m")
PORT = re.compile(r"(?<=127\.0\.0\.1:)\d{5}(?!\d)")  # one that the system chose
METADATA = {
    "kernelspec": {
        "display_name": "Python 3",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"file_extension": ".py", "name": "python"},
}
KEPT = ("name", "tags")  # of a cell's metadata


def build_all() -> int:
    """Write every notebook that is not what its lesson says."""
    lessons = all_lessons()
    for lesson, text in zip(lessons, build_texts(lessons), strict=True):
        if _stored(lesson) != text:
            lesson.notebook.write_text(text, "utf-8", newline="\n")
            print(f"wrote notebooks/{lesson.notebook.name}")
    for path in set(NOTEBOOKS.glob("*.ipynb")) - {each.notebook for each in lessons}:
        path.unlink()
        print(f"removed notebooks/{path.name}, which has no lesson")
    return 0


def check_all() -> int:
    """Print how the notebooks differ from what the lessons say; 1 if they do."""
    lessons, different = all_lessons(), 0
    for lesson, text in zip(lessons, build_texts(lessons), strict=True):
        if difference := compare(lesson, text):
            print(difference)
            different = 1
    print("Run: python3 -m lessons build" if different else "All are in step.")
    return different


def compare(lesson: Lesson, text: str) -> str:
    """How the stored notebook differs from this one, as a diff; "" where not at all."""
    stored, built = _stored(lesson).splitlines(), text.splitlines()
    name = lesson.notebook.name
    return "\n".join(difflib.unified_diff(stored, built, f"{name}, stored", "built"))


def build_texts(lessons: list[Lesson]) -> list[str]:
    """Each notebook as the text of its file, freshly executed."""
    return asyncio.run(_build_together(lessons))


def read_lesson(lesson: Lesson) -> nbformat.NotebookNode:
    """The lesson as a notebook that was not run yet, its cells named by content."""
    notebook = jupytext.read(lesson.source, fmt="py:percent")
    seen = Counter()
    for cell in notebook.cells:
        kind = f"{cell.cell_type}\0{cell.source}".encode()
        cell.id = hashlib.sha256(kind).hexdigest()[:8]
        seen[cell.id] += 1
        if seen[cell.id] > 1:
            cell.id += f"-{seen[cell.id]}"
        kept = {name: cell.metadata[name] for name in KEPT if name in cell.metadata}
        cell.metadata = nbformat.from_dict(kept)
    notebook.metadata = nbformat.from_dict(METADATA)
    return notebook


async def run(notebook: nbformat.NotebookNode) -> None:
    """Execute all cells in a kernel of this Python; raises CellExecutionError."""
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(
            notebook,
            config=Config(KernelManager=_connection(folder)),
            kernel_name="python3",
            timeout=CELL_SECONDS,
            record_timing=False,
            resources={"metadata": {"path": str(NOTEBOOKS)}},
        )
        await client.async_execute()


def _connection(folder: str) -> dict[str, str]:
    """How to reach a kernel: by files, where there are such sockets.

    A TCP port is chosen before the kernel opens it: another program may be faster.
    """
    if os.name != "posix":
        return {"transport_encryption": "auto"}
    return {"transport": "ipc", "connection_file": f"{folder}/kernel.json"}


async def _build_together(lessons: list[Lesson]) -> list[str]:
    NOTEBOOKS.mkdir(exist_ok=True)
    turn = asyncio.Semaphore(AT_ONCE)

    async def build(lesson: Lesson) -> str:
        async with turn:
            notebook = read_lesson(lesson)
            try:
                await run(notebook)
            except CellExecutionError as error:
                error.add_note(lesson.source.name)
                raise
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = _joined(cell.outputs)
        notebook.metadata = nbformat.from_dict(METADATA)
        return _with_round_ports(nbformat.writes(notebook)) + "\n"

    return await asyncio.gather(*map(build, lessons))


def _joined(outputs: list) -> list:
    """The outputs, what was printed without a break in one piece.

    (nbclient would also move what was printed after a picture before it.)
    """
    joined = []
    for output in outputs:
        before = joined[-1] if joined else {}
        if output.get("name", "") == before.get("name") != "":
            before["text"] += output["text"]
        else:
            joined.append(output)
    return joined


def _with_round_ports(text: str) -> str:
    """The ports that the system chose, as 8000, 8001, ... in their order."""
    chosen = list(dict.fromkeys(PORT.findall(text)))
    return PORT.sub(lambda match: str(8000 + chosen.index(match[0])), text)


def _stored(lesson: Lesson) -> str:
    return lesson.notebook.read_text("utf-8") if lesson.notebook.exists() else ""


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:  # an author's build is no progress
        os.environ["LESSONS_PROGRESS"] = f"{folder}/progress.json"
        try:
            sys.exit({"build": build_all, "check": check_all}[sys.argv[1]]())
        except CellExecutionError as error:
            what = f"{error.ename}: {error.evalue}"
            code = COLOUR.sub("", str(error))
            sys.exit(f"lessons: a cell of {error.__notes__[0]} failed: {what}\n{code}")
