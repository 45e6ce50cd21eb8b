"""`python3 -m lessons book`: the executed notebooks as a book, for a browser."""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from .. import progress
from ..catalogue import all_lessons
from .chapters import chapter_of, front_page

HERE = Path(__file__).parent
SETTINGS = {
    "project": "Learn REST by doing",
    "html_title": "Learn REST by doing",
    "extensions": ["myst_nb"],
    "nb_execution_mode": "off",
    "nb_code_prompt_show": "What came",
    "nb_code_prompt_hide": "What came",
    "html_theme": "furo",
    "smartquotes": False,
    "templates_path": [str(HERE / "templates")],
    "html_static_path": [str(HERE / "book.css"), str(HERE / "book.js")],
    "html_css_files": ["book.css"],
    "html_js_files": ["book.js"],
    "html_copy_source": False,
    "html_show_copyright": False,
    "html_use_index": False,
}


def write(folder: Path) -> int:
    """Write the book into this folder, and say how to open it; 1 where it has faults.

    Raises OSError, and SphinxError where Sphinx can not go on.
    """
    with tempfile.TemporaryDirectory() as draft:
        _write_sources(Path(draft) / "pages")
        faults = _publish(Path(draft))
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(Path(draft) / "book", folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"The book is in {folder}, {size / 1_000_000:.1f} MB.")
    print("It needs no server and no network. Open it in a browser:")
    print((folder / "index.html").as_uri())
    return faults


def _write_sources(folder: Path) -> None:
    folder.mkdir()
    (folder / "index.md").write_text(front_page(), "utf-8")
    for lesson in all_lessons():
        notebook = json.loads(lesson.notebook.read_text("utf-8"))
        notebook["cells"] = chapter_of(lesson)
        path = folder / lesson.notebook.name
        path.write_text(json.dumps(notebook), "utf-8")


def _publish(draft: Path) -> int:
    """Let Sphinx make the pages; what it complains of is printed, and makes a 1."""
    publisher = Sphinx(
        srcdir=draft / "pages",
        confdir=None,
        outdir=draft / "book",
        doctreedir=draft / "trees",
        buildername="html",
        confoverrides=SETTINGS,
        status=None,
        warningiserror=True,
    )
    publisher.build()
    return publisher.statuscode


if __name__ == "__main__":
    try:
        sys.exit(write(progress.WORK / "book"))
    except (LookupError, OSError, SphinxError) as error:
        sys.exit(f"lessons: {error}")
