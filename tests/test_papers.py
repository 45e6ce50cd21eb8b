"""The papers of a lesson, as an HTML parser reads them."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from lessons.classroom import progress
from lessons.classroom.catalogue import all_lessons, find_lesson, judges_of, solution_of
from lessons.classroom.checking import hints_of
from lessons.classroom.teaching.advice import advice_of, key_of
from lessons.classroom.teaching.paper import code, page, prose, with_gaps, words
from lessons.classroom.teaching.parts import box_of, exercises_of, quiz_of
from lessons.classroom.teaching.sheets import handout, teachers_page
from lessons.classroom.teaching.writing import write
from lessons.misconceptions import BELIEFS, REFUTED_IN

VOID = {"meta", "hr", "br"}
CREATE, READ = find_lesson("create"), find_lesson("read")
each_lesson = pytest.mark.parametrize(
    "lesson", all_lessons(), ids=lambda lesson: lesson.name
)
each_paper = pytest.mark.parametrize("make", [teachers_page, handout])


class Paper(HTMLParser):
    """The words of a page, of each element by its name, and what is not closed."""

    def __init__(self, html):
        super().__init__()
        self.open, self.faults, self.found, self.attributes = [], [], {}, []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.attributes += attributes
        if tag not in VOID:
            self.open.append((tag, self.found.setdefault(tag, [])))
            self.found[tag].append("")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop()[0] != tag:
            self.faults.append(tag)

    def handle_data(self, data):
        for tag, texts in dict(self.open).items():
            if tag != "style" or self.open[-1][0] == "style":
                texts[-1] += data

    def words(self, tag="main"):
        return [" ".join(text.split()) for text in self.found.get(tag, [])]


def plain(text):
    """The words of Markdown, with nothing that only marks them."""
    return re.sub(r"[`*]|\s", "", text)


def holds(paper, text):
    return plain(text) in plain(paper.words()[0])


@each_lesson
@each_paper
def test_a_paper_is_html_that_closes_what_it_opens(lesson, make):
    html = make(lesson)
    paper = Paper(html)
    assert html.startswith('<!doctype html>\n<html lang="en">')
    assert (paper.faults, paper.open) == ([], [])
    assert paper.words("h1") == [f"{lesson.number} · {lesson.heading()[0]}"]


@each_lesson
@each_paper
def test_a_paper_needs_nothing_from_anywhere(lesson, make):
    paper = Paper(make(lesson))
    names = {name for name, _ in paper.attributes}
    assert names & {"src", "href", "style", "onclick"} == set()
    assert not {"script", "link", "img"} & set(paper.found)
    assert (
        "url(" not in paper.found["style"][0]
        and "@import" not in paper.found["style"][0]
    )


@each_lesson
def test_the_first_page_has_the_question_the_minutes_and_all_of_the_box(lesson):
    paper, box = Paper(teachers_page(lesson)), box_of(lesson)
    _, question, minutes = lesson.heading()
    told = [question, f"{minutes} minutes. You need", *box.discuss]
    told += [text for pair in box.errors for text in pair]
    told += [f"Short version, {box.short[1]} minutes:{box.short[0]}"]
    assert [text for text in told if not holds(paper, text)] == []


@each_lesson
def test_the_parts_of_a_lesson_follow_each_other_without_a_gap(lesson):
    cells = Paper(teachers_page(lesson)).words("td")
    times = [re.fullmatch(r"(\d+) to (\d+)", cell) for cell in cells]
    ends = [tuple(map(int, each.groups())) for each in times if each]
    assert ends[0][0] == 0 and ends[-1][1] == lesson.heading()[2]
    assert all(one[1] == two[0] for one, two in pairwise(ends))


@each_lesson
def test_the_teacher_sees_every_hint_every_advice_and_a_solution(lesson):
    paper = Paper(teachers_page(lesson))
    for exercise in exercises_of(lesson)[1]:
        told = [*hints_of(judges_of(lesson)[exercise.name])]
        told += [x for each in advice_of(lesson, exercise.name) for x in each.looks]
        told += [solution_of(lesson, exercise.name)]
        assert [text for text in told if not holds(paper, text)] == []


@each_lesson
def test_the_teacher_sees_the_right_letter_of_each_question(lesson):
    name, questions = quiz_of(lesson)
    marked = [text for text in Paper(teachers_page(lesson)).words("li")
              if re.fullmatch(r"[a-c] .+: right", text)]  # fmt: skip
    rights = [right for right, _ in key_of(lesson, name)]
    assert [text[0] for text in marked] == rights
    texts = [each.choices[right] for each, right in zip(questions, rights, strict=True)]
    assert [plain(text[2:-7]) for text in marked] == [plain(each) for each in texts]


@each_lesson
def test_the_misconceptions_are_those_that_the_lesson_refutes(lesson):
    paper = Paper(teachers_page(lesson))
    wanted = [BELIEFS[number] for number in REFUTED_IN[lesson.slug]]
    assert [belief for belief in wanted if not holds(paper, belief)] == []
    assert ("Misconceptions" in paper.words("h2")) == bool(wanted)


@each_lesson
def test_a_handout_holds_every_exercise(lesson):
    paper = Paper(handout(lesson))
    exercises = exercises_of(lesson)[1]
    assert paper.words("h3") == [*(each.title for each in exercises), "Quiz"]
    texts = [each.pieces[0].text for each in exercises]
    firsts = [re.split(r"\n\n|\|", text)[0] for text in texts]
    assert [text for text in firsts if not holds(paper, text)] == []


@each_lesson
def test_a_handout_gives_no_solution_away(lesson):
    paper = Paper(handout(lesson))
    solutions = [solution_of(lesson, name) for name in judges_of(lesson)]
    assert [code for code in solutions if holds(paper, code)] == []
    hints = [hint for each in judges_of(lesson).values() for hint in hints_of(each)]
    assert [hint for hint in hints if holds(paper, hint)] == []


@each_lesson
def test_a_handout_says_nothing_of_what_only_a_teacher_sees(lesson):
    text = Paper(handout(lesson)).words()[0]
    told = ["Teacher", "One solution", "Hints", "Likely errors", ": right"]
    told += [plain(error) for error, _ in box_of(lesson).errors if len(error) > 30]
    assert [each for each in told if each in text or each in plain(text)] == []


@each_lesson
def test_a_handout_has_a_box_to_tick_for_each_choice(lesson):
    paper = Paper(handout(lesson))
    boxes = [value for _, value in paper.attributes if value == "box"]
    assert len(boxes) == 9
    for question in quiz_of(lesson)[1]:
        assert all(holds(paper, text) for text in question.choices.values())


@each_lesson
def test_every_gap_of_a_handout_is_a_line_to_write_on(lesson):
    cells = [each for each in Paper(handout(lesson)).found["pre"] if "____" in each]
    assert len(cells) >= len(exercises_of(lesson)[1])
    for cell in cells:
        bare = re.sub(r"#.*|\(\.\.\.\)", "", cell)
        assert "..." not in bare


def test_a_gap_is_where_python_has_three_dots():
    text = 'x = {"a...": ..., "b": f(...)}  # ...\ny = ...'
    gap = "_" * 12
    first, second = with_gaps(text).splitlines()
    assert first == f'x = {{"a...": {gap}, "b": f({gap})}}  # ...'
    assert second == "y = " + "_" * 24


def test_what_is_no_markup_stays_text():
    text = "<script>alert(1)</script> & `<b>`"
    assert Paper(page("<t>", [f"<p>{words(text)}</p>"])).words() == [
        text.replace("`", "")
    ]
    assert Paper(page("<t>", [code(text)])).words("title") == ["<t>"]
    assert Paper(page("", [code(text)])).words("code") == [text]


def test_a_table_of_a_lesson_is_a_table():
    paper = Paper(prose("| a | b |\n|---|---|\n| 1 | 2 |\n"))
    assert paper.words("th") == ["a", "b"]
    assert paper.words("td") == ["1", "2"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(progress, "WORK", tmp_path / "work")
    return tmp_path / "work" / "teach"


def test_two_papers_are_written_for_a_lesson(folder, capsys):
    assert write("06") == 0
    names = ["06_create_handout.html", "06_create_teacher.html"]
    assert sorted(path.name for path in folder.iterdir()) == names
    assert (folder / names[0]).read_text("utf-8") == handout(CREATE)
    assert "wrote work/teach/06_create_teacher.html" in capsys.readouterr().out


def test_all_papers_are_written_for_all(folder):
    assert write("all") == 0
    names = {path.name for path in folder.iterdir()}
    kinds = ("teacher", "handout")
    assert names == {f"{x.name}_{kind}.html" for x in all_lessons() for kind in kinds}


def test_papers_are_written_anew_without_a_word(folder):
    write("read")
    (folder / "03_read_handout.html").write_text("old")
    write("3")
    assert (folder / "03_read_handout.html").read_text("utf-8") == handout(READ)


def test_a_lesson_that_is_not_there_is_a_lookup_error(folder):
    with pytest.raises(LookupError, match="there is no lesson 77"):
        write("77")
    assert not folder.exists()
