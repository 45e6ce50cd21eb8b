"""`python3 -m lessons teach NN`: the papers of a lesson, as files to be printed."""

import sys
from pathlib import Path

from .. import progress
from ..catalogue import Lesson, all_lessons, find_lesson
from .sheets import handout, teachers_page

ALL = "all"


def write(word: str) -> int:
    """Write the papers of this lesson, or of `all`; raises LookupError, OSError."""
    lessons = all_lessons() if word == ALL else [find_lesson(word)]
    for lesson in lessons:
        for path in write_papers(lesson, progress.WORK / "teach"):
            print(f"wrote {path.relative_to(progress.WORK.parent)}")
    print("Open it in a browser, and print it there.")
    return 0


def write_papers(lesson: Lesson, folder: Path) -> list[Path]:
    """Write the teacher's page and the handout into this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    papers = {
        folder / f"{lesson.name}_teacher.html": teachers_page(lesson),
        folder / f"{lesson.name}_handout.html": handout(lesson),
    }
    for path, text in papers.items():
        path.write_text(text, "utf-8")
    return list(papers)


if __name__ == "__main__":
    try:
        sys.exit(write(*sys.argv[1:]))
    except (LookupError, OSError) as error:
        sys.exit(f"lessons: {error}")
