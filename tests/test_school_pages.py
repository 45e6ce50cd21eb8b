"""The inspector and the board in a real browser; where there is none, skipped."""

from urllib.parse import quote

import pytest
import requests
from pretending import BEGAN, PASSWORD, Pretended, advice, exchange, learner, task

playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect
INSPECTOR, OWN, BOARD = "/class/inspector", "/lab/inspector", "/class/board"
PAGES = [INSPECTOR, OWN, BOARD]
PROJECTORS = [(1920, 1080), (1280, 720)]
SIZES = [*PROJECTORS, (390, 844), (320, 700)]
MINUTE = 60  # seconds
TAKEN = "<script>document.title = 'taken'</script><img src=x onerror=alert(1)>"
TURN = "\u202eevil"  # turns the direction of what follows
SMALLEST = """() => Math.min(...[...document.querySelectorAll("body *")]
  .filter((each) => each.checkVisibility() && [...each.childNodes]
    .some((inside) => inside.nodeType === 3 && inside.data.trim()))
  .map((each) => parseFloat(getComputedStyle(each).fontSize)))"""


@pytest.fixture
def school():
    pretended = Pretended()
    yield pretended
    pretended.stop()


@pytest.fixture
def wrong():
    """What the browser complained of, and whom else it called."""
    return []


@pytest.fixture
def visit(browser, school, wrong):
    """Opens a path as the teacher; at the end, nothing may have gone wrong."""
    contexts = []

    def at(path, who=PASSWORD, size=(1280, 720), **more):
        known = {"username": "teacher", "password": who} if who else None
        view = dict(zip(("width", "height"), size, strict=True))
        context = browser.new_context(http_credentials=known, viewport=view, **more)
        contexts.append(context)
        page = context.new_page()
        watch(page, school.url, wrong)
        page.goto(path if "://" in path else school.url + path)
        return page

    yield at
    for context in contexts:
        context.close()
    assert wrong == []


def watch(page, url, wrong):
    """Notes what the page complains of, and each request that leaves the host."""
    ours = (url, url.replace("//", f"//teacher:{PASSWORD}@"), "data:")
    page.set_default_timeout(10_000)
    page.on("console", lambda said: wrong.append(said.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append("a dialog opened"))
    page.on("request", lambda sent: sent.url.startswith(ours) or wrong.append(sent.url))


def forgive(wrong, reason):
    """An outage makes complaints; these must be of it, and are forgotten."""
    assert [each for each in wrong if reason not in each] == []
    wrong.clear()


def rows_of(page):
    """The places that are listed, the first one first."""
    return page.locator("#rows tr:visible .place").all_inner_texts()


def row_of(page, place):
    """The row of the exchange at this place."""
    return page.locator("#rows tr").filter(has=page.get_by_text(str(place), exact=True))


def choose(page, place, second=None):
    """Choose one exchange, and perhaps another to compare it with."""
    row_of(page, place).click()
    if second:
        row_of(page, second).hover()
        row_of(page, second).get_by_role("button", name="Compare").click()


def wire_text(page, half):
    """What stands in this pane."""
    return page.get_by_role("group", name=half).inner_text()


@pytest.fixture
def crossed(school):
    """Four exchanges of two learners."""
    school.exchanges = [
        exchange(1),
        exchange(2, method="POST", status=201, reason="Created", learner="Ben Roe"),
        exchange(3, status=404, reason="Not Found", path="/messages/99"),
        exchange(4, method="POST", status=422, reason="Unprocessable Content"),
    ]
    return school.exchanges


# The inspector


def test_an_exchange_is_listed_as_it_happens(visit, school):
    page = visit(INSPECTOR)
    expect(page.get_by_text("Nothing has crossed the wire yet.")).to_be_visible()
    school.exchanges.append(exchange(1))
    expect(row_of(page, 1)).to_contain_text("GET")
    school.exchanges.append(exchange(2))
    expect(row_of(page, 2)).to_be_visible()
    assert rows_of(page) == ["2", "1"]


def test_a_row_says_who_asked_for_what_and_what_became_of_it(visit, crossed):
    page = visit(INSPECTOR)
    cells = row_of(page, 3).get_by_role("cell").all_inner_texts()
    assert cells[0] == "3"
    assert cells[2:4] == ["AB", "GET"]
    assert cells[4].startswith("/messages/99")
    assert cells[5] == "✘ 404 Not Found"


def test_the_chosen_exchange_stands_beside_the_list_as_wire_text(visit, crossed):
    page = visit(INSPECTOR)
    choose(page, 3)
    assert wire_text(page, "Request") == crossed[2]["request"]
    assert wire_text(page, "Response") == crossed[2]["response"]
    expect(page.get_by_role("heading", name="3: GET /messages/99")).to_be_visible()


@pytest.mark.parametrize(
    ("label", "wanted", "places"),
    [
        ("Learner", "BR", ["2"]),
        ("Method", "POST", ["4", "2"]),
        ("Status", "4xx, the client's turn", ["4", "3"]),
        ("Status", "201 Created", ["2"]),
    ],
)
def test_the_list_is_filtered(visit, crossed, label, wanted, places):
    page = visit(INSPECTOR)
    expect(row_of(page, 4)).to_be_visible()
    page.get_by_label(label).select_option(wanted)
    assert rows_of(page) == places
    expect(page.locator("#count")).to_have_text(f"({len(places)} of 4)")


def test_what_comes_later_is_filtered_too(visit, crossed):
    page = visit(INSPECTOR)
    expect(row_of(page, 4)).to_be_visible()
    page.get_by_label("Method").select_option("GET")
    crossed += [exchange(5, method="POST"), exchange(6)]
    expect(row_of(page, 6)).to_be_visible()
    assert rows_of(page) == ["6", "3", "1"]


def test_a_pause_counts_what_comes_meanwhile(visit, crossed):
    page = visit(INSPECTOR)
    expect(row_of(page, 4)).to_be_visible()
    page.get_by_role("button", name="Pause").click()
    crossed += [exchange(5), exchange(6)]
    page.get_by_role("button", name="Go on (2 new)").click()
    assert rows_of(page) == ["6", "5", "4", "3", "2", "1"]
    expect(page.get_by_role("button", name="Pause")).to_be_visible()


def test_nothing_is_listed_during_a_pause(visit, crossed):
    page = visit(INSPECTOR)
    expect(row_of(page, 4)).to_be_visible()
    page.get_by_role("button", name="Pause").click()
    crossed.append(exchange(5))
    expect(page.get_by_role("button", name="Go on (1 new)")).to_be_visible()
    assert rows_of(page) == ["4", "3", "2", "1"]


def test_what_the_teacher_sent_again_is_not_counted_as_new(visit, crossed):
    page = visit(INSPECTOR)
    choose(page, 2)
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Send 2 again").click()
    crossed.append(exchange(6))
    expect(page.get_by_role("button", name="Go on (1 new)")).to_be_visible()


def test_what_took_long_stands_where_it_began(visit, school):
    school.exchanges = [exchange(1), exchange(2), exchange(3, at=BEGAN)]
    page = visit(INSPECTOR)
    expect(row_of(page, 3)).to_be_visible()
    assert rows_of(page) == ["2", "1", "3"]


def test_two_exchanges_are_compared_line_by_line(visit, crossed):
    page = visit(INSPECTOR)
    choose(page, 3, second=1)
    lines = wire_text(page, "Request").split("\n")
    assert lines[:2] == ["- GET /messages/1 HTTP/1.1", "+ GET /messages/99 HTTP/1.1"]
    assert lines[2] == "  Host: x"
    about = page.locator("#about")
    expect(about).to_contain_text("stands only in 1 (200 OK), + only in 3 (404 ")


def test_what_is_equal_in_both_is_said_to_be(visit, crossed):
    crossed.append(exchange(5, status=500, reason="Internal Server Error"))
    page = visit(INSPECTOR)
    choose(page, 1, second=5)
    expect(page.get_by_role("heading", name="Request: no difference")).to_be_visible()
    expect(page.get_by_role("heading", name="Response", exact=True)).to_be_visible()
    expect(page.get_by_role("insertion").first).to_contain_text("+ HTTP/1.1 500")


@pytest.mark.parametrize(
    ("before", "after", "common"),  # the third and the fourth: from textbooks
    [
        ("abcd", "abxd", 3),
        ("", "ab", 0),
        ("abcabba", "cbabac", 4),
        ("aggtab", "gxtxayb", 4),
        ("aab", "ab", 2),
    ],
)
def test_a_difference_leads_from_one_text_to_the_other(visit, before, after, common):
    found = visit(OWN).evaluate("two => difference(...two)", [[*before], [*after]])
    assert "".join(line for mark, line in found if mark != "+") == before
    assert "".join(line for mark, line in found if mark != "-") == after
    assert [mark for mark, _ in found].count(" ") == common


def test_all_is_done_by_keyboard(visit, crossed):
    page = visit(INSPECTOR)
    row_of(page, 4).get_by_role("button", name="4:").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#title")).to_have_text("3: GET /messages/99")
    for key in ("End", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#title")).to_have_text("1 and 3, compared")


def test_tab_comes_to_one_row_only(visit, crossed):
    page = visit(INSPECTOR)
    expect(row_of(page, 1)).to_be_visible()
    assert page.locator('#rows [tabindex="0"]').count() == 2
    page.get_by_label("Method").select_option("GET")
    assert page.locator('#rows tr:visible [tabindex="0"]').count() == 2


def test_an_exchange_is_frozen_on_the_board_and_let_go(visit, school, crossed):
    page = visit(INSPECTOR)
    choose(page, 2)
    page.get_by_role("button", name="Freeze 2 on the board").click()
    expect(page.get_by_text("2 stands on the board.")).to_be_visible()
    page.get_by_role("button", name="Unfreeze").click()
    expect(page.get_by_text("Nothing is frozen any more.")).to_be_visible()
    assert school.calls == [
        ("PUT", "/class/pin", {"place": 2}),
        ("DELETE", "/class/pin", None),
    ]


def test_a_request_is_sent_again_and_compared(visit, school, crossed):
    page = visit(INSPECTOR)
    choose(page, 2)
    page.get_by_role("button", name="Send 2 again").click()
    expect(page.locator("#title")).to_have_text("2 and 5, compared")
    expect(page.get_by_text("Sent again: that was 5")).to_be_visible()
    assert school.calls == [("POST", "/class/replays", {"place": 2})]
    assert wire_text(page, "Response").count("\n+ ") == 1


def test_a_refusal_is_told_in_the_words_of_the_server(visit, crossed, wrong):
    page = visit(INSPECTOR)
    choose(page, 1)
    crossed.clear()
    page.get_by_role("button", name="Freeze 1").click()
    expect(page.get_by_text("There is no such exchange any more.")).to_be_visible()
    forgive(wrong, "404")


def test_the_newest_500_are_kept(visit, school):
    school.exchanges = [exchange(place) for place in range(1, 521)]
    page = visit(INSPECTOR)
    expect(row_of(page, 520)).to_be_visible()
    expect(page.locator("#count")).to_have_text("(500)")
    assert rows_of(page)[-1] == "21"


def test_a_learner_sees_no_button_of_the_teacher(visit, crossed):
    for each in crossed:
        each["learner"] = ""
    page = visit(OWN, who=None)
    choose(page, 1)
    for name in ("Freeze", "Send", "Names"):
        assert page.get_by_role("button", name=name).count() == 0
    assert page.get_by_role("link", name="Board").count() == 0
    expect(page.get_by_label("Learner")).to_be_hidden()


def test_who_runs_a_server_alone_filters_by_account(visit, crossed):
    for each, account in zip(crossed, ["ada", "ben", "ada", "ben"], strict=True):
        each |= {"learner": "", "account": account}
    page = visit(OWN, who=None)
    expect(row_of(page, 4)).to_contain_text("ben")
    page.get_by_label("Learner").select_option("ada")
    assert rows_of(page) == ["3", "1"]


def test_names_are_shown_when_the_teacher_wants_it(visit, crossed):
    page = visit(INSPECTOR)
    expect(row_of(page, 2)).to_contain_text("BR")
    page.get_by_role("button", name="Names").click()
    expect(row_of(page, 2)).to_contain_text("Ben Roe")
    options = page.get_by_label("Learner").locator("option").all_inner_texts()
    assert options == ["everybody", "Anna Blum", "Ben Roe"]


def test_what_was_no_http_is_listed(visit, school):
    text = {"request": "BLA BLA\n", "response": "HTTP/1.1 400 Bad Request\n\n"}
    school.exchanges = [exchange(1, method="", path="", status=400, **text)]
    page = visit(INSPECTOR)
    choose(page, 1)
    expect(page.locator("#title")).to_contain_text("(no HTTP)")
    expect(page.get_by_role("button", name="Send 1 again")).to_be_disabled()


def test_a_server_that_forgot_all_begins_anew_on_top(visit, school, crossed):
    page = visit(INSPECTOR)
    expect(row_of(page, 4)).to_be_visible()
    school.exchanges = [exchange(1, at=crossed[-1]["at"] + 100, path="/new")]
    expect(page.locator("#rows tr").first).to_contain_text("/new")
    assert rows_of(page) == ["1", "4", "3", "2", "1"]


def test_no_text_of_anybody_runs_in_the_inspector(visit, school):
    hostile = {"learner": TAKEN, "method": TAKEN[:20], "path": TAKEN, "body": TAKEN}
    school.exchanges = [exchange(1, reason=TAKEN, **hostile), exchange(2)]
    page = visit(INSPECTOR)
    page.get_by_role("button", name="Names").click()
    choose(page, 1, second=2)
    choose(page, 1)
    assert wire_text(page, "Response").endswith(TAKEN)
    assert page.locator("main img, main script").count() == 0
    assert page.title() == "Inspector: what crosses the wire"


def test_control_characters_are_seen(visit, school):
    head = "GET / HTTP/1.1\nX-Odd: a\x00b\x1b[31m\x07\x7f" + TURN
    school.exchanges = [exchange(1, request=f"{head}\n\n", path=TURN)]
    page = visit(INSPECTOR)
    choose(page, 1)
    assert "X-Odd: a␀b␛[31m␇\\u007f\\u202eevil" in wire_text(page, "Request")
    expect(row_of(page, 1)).to_contain_text("\\u202eevil")


@pytest.mark.parametrize("letter", ["x", "\n", "a:\n", "é "])
def test_a_megabyte_is_cut_and_the_page_goes_on(visit, school, letter):
    long = letter * (1_000_000 // len(letter))
    school.exchanges = [exchange(1, request=long), exchange(2, response=long)]
    page = visit(INSPECTOR)
    choose(page, 1, second=2)
    assert "more characters)" in wire_text(page, "Request")
    school.exchanges.append(exchange(3))
    choose(page, 3)
    expect(page.locator("#title")).to_have_text("3: GET /messages/1")


# The board


@pytest.fixture
def lesson(school):
    """The exercises of the lesson in work."""
    return school.summary["lessons"][0]["exercises"]


@pytest.fixture
def learners(school):
    """Three learners: two try the same, one of them long; one is done."""
    for name, since in [("Anna Blum", 3 * MINUTE), ("Ben Roe", 9 * MINUTE + 5)]:
        work = {"since": since, "tries": 4}
        school.summary["learners"] += [
            learner(name, "06", "imported", "trying", **work)
        ]
    school.summary["learners"] += [learner("Cleo Day", "06", "imported", "right")]
    return school.summary["learners"]


def bar_of(page, name):
    """The exercise of this name."""
    return page.locator("#bars li").filter(has=page.get_by_role("heading", name=name))


def test_the_counts_of_an_exercise_change_as_they_happen(visit, lesson):
    page = visit(BOARD)
    lesson[0] |= {"not_started": 12, "trying": 9, "right": 8}
    numbers = bar_of(page, "imported").locator(".numbers")
    expect(numbers).to_have_text("✔ 8 right … 9 trying ○ 12 not started")
    lesson[0] |= {"trying": 8, "right": 9}
    expect(numbers).to_have_text("✔ 9 right … 8 trying ○ 12 not started")


def test_a_bar_has_the_parts_of_the_class(visit, lesson):
    lesson[0] |= {"not_started": 10, "trying": 20, "right": 30}
    parts = bar_of(visit(BOARD), "imported").locator(".part")
    expect(parts).to_have_text(["✔", "…", "○"])
    parts.first.evaluate(
        "each => Promise.all(each.getAnimations().map(a => a.finished))"
    )
    widths = [part.bounding_box()["width"] for part in parts.all()]
    assert widths[0] == pytest.approx(3 * widths[2], rel=0.1)
    assert widths[1] == pytest.approx(2 * widths[2], rel=0.1)


def test_the_lesson_is_the_one_that_most_are_in(visit, school, learners):
    other = {"number": "07", "slug": "replace", "title": "Replace"}
    school.summary["lessons"].append(other | {"exercises": [task("only_the_body")]})
    page = visit(BOARD)
    expect(page.get_by_role("heading", name="06 Create")).to_be_visible()
    for each in learners[:2]:
        each["lesson"] = "07"
    expect(page.get_by_role("heading", name="07 Replace")).to_be_visible()
    expect(page.get_by_text("1 of 3 are in other lessons.")).to_be_visible()


def test_the_teacher_chooses_another_lesson(visit, school, learners, lesson):
    other = {"number": "07", "slug": "replace", "title": "Replace"}
    school.summary["lessons"].append(other | {"exercises": [task("only_the_body")]})
    page = visit(BOARD)
    page.get_by_label("Lesson").select_option("07 Replace")
    expect(bar_of(page, "only_the_body")).to_be_visible()
    lesson[0]["right"] = 5
    school.summary["lessons"][1]["exercises"][0]["right"] = 2
    expect(bar_of(page, "only_the_body").locator(".numbers")).to_contain_text("✔ 2")


def test_the_most_common_wrong_answer_is_told_with_its_belief(visit, lesson):
    lesson[0]["advice"] = [
        advice("Look again.", 2),
        advice("Send the other `tags`, too.", 5, "M5", "PUT changes only what is sent"),
    ]
    said = bar_of(visit(BOARD), "imported").locator(".advice")
    belief = "believed (M5): “PUT changes only what is sent”"
    expect(said).to_contain_text(f"{belief} Send the other tags, too.")
    expect(said.locator(".many")).to_contain_text("5")
    assert said.locator("code").all_inner_texts() == ["tags"]


def test_who_waits_longest_comes_first(visit, learners):
    page = visit(BOARD)
    waiting = page.locator("#waiting li")
    expect(waiting).to_have_count(2)
    texts = [" ".join(text.split()) for text in waiting.all_inner_texts()]
    assert texts == ["BR ⚠ 9 min imported · 4 tries", "AB 3 min imported · 4 tries"]


def test_a_silent_learner_and_a_pair_are_told_of(visit, learners):
    learners[1] |= {"seen": 7 * MINUTE, "partner": "Cleo Day", "tries": 1}
    first = visit(BOARD).locator("#waiting li").first
    expect(first).to_contain_text("BR with CD")
    expect(first).to_contain_text("imported · 1 try · quiet for 7 min")


def test_nobody_is_named_until_the_teacher_wants_it(visit, learners):
    page = visit(BOARD)
    expect(page.get_by_text("3 learners are here AB BR CD")).to_be_visible()
    assert "Anna" not in page.content()
    page.get_by_role("button", name="Names").click()
    expect(page.locator("#waiting")).to_contain_text("Ben Roe")
    page.reload()
    expect(page.locator("#here")).to_contain_text("Anna Blum")


def test_the_teacher_announces_and_ends_it(visit):
    page = visit(BOARD)
    page.get_by_role("textbox", name="Announce").fill("Ten minutes, then we compare.")
    page.keyboard.press("Enter")
    announced = page.get_by_role("region", name="Announcement")
    expect(announced).to_contain_text("Ten minutes, then we compare.")
    assert announced.get_attribute("aria-live") == "polite"
    expect(page.get_by_role("textbox", name="Announce")).to_have_value("")
    page.get_by_role("button", name="End it").click()
    expect(announced).to_be_hidden()


def test_an_announcement_that_is_refused_stays_to_be_mended(visit, wrong):
    page = visit(BOARD)
    page.get_by_role("textbox", name="Announce").fill("no")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Announce something else.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Announce")).to_have_value("no")
    forgive(wrong, "422")


def test_the_frozen_exchange_is_large_and_names_nobody(visit, school, crossed):
    page = visit(BOARD)
    school.summary["pinned"] = crossed[2] | {"learner": "", "account": "Anna Blum"}
    title = page.get_by_role("heading", name="Frozen: GET /messages/99 ✘ 404 Not Found")
    expect(title).to_be_visible()
    assert wire_text(page, "Response") == crossed[2]["response"]
    assert "Anna" not in page.locator("#pinned").inner_text()
    page.get_by_role("button", name="Unfreeze").click()
    expect(title).to_be_hidden()


def test_the_frozen_exchange_is_sent_again(visit, school, crossed):
    school.summary["pinned"] = crossed[2] | {"learner": ""}
    page = visit(BOARD)
    page.get_by_role("button", name="Send it again").click()
    again = page.get_by_role("group", name="Sent again: 404 Not Found")
    expect(again.get_by_role("insertion")).to_contain_text("+ Request-Id: t3")
    assert school.calls == [("POST", "/class/replays", {"place": 3})]


def test_how_to_join_is_seen_and_folds_away(visit):
    page = visit(BOARD)
    line = 'join("192.168.1.5:8000", "K7QX2M", "Your Name")'
    expect(page.get_by_role("group", name="The line that joins")).to_contain_text(line)
    picture = page.get_by_role("img", name="QR code: the address of the class")
    assert picture.evaluate("each => each.decode().then(() => each.naturalWidth)") > 0
    page.get_by_role("button", name="How to join").click()
    expect(picture).to_be_hidden()
    expect(page.locator("#short")).to_have_text("192.168.1.5:8000 K7QX2M")


@pytest.mark.parametrize("name", ["How to join", "Teacher's desk"])
def test_what_is_folded_stays_folded(visit, name):
    page = visit(BOARD)
    button = page.get_by_role("button", name=name)
    part = page.locator(f"#{button.get_attribute('aria-controls')}")
    button.click()
    page.reload()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(part).to_be_hidden()


def test_the_board_without_a_picture_of_the_address(visit, school):
    school.summary["join"]["qr"] = ""
    page = visit(BOARD)
    expect(page.locator("#code")).to_have_text("K7QX2M")
    expect(page.locator("#qr")).to_be_hidden()


def test_the_summary_is_downloaded(visit):
    page = visit(BOARD)
    with page.expect_download() as started:
        page.get_by_role("link", name="Summary (CSV)").click()
    assert started.value.suggested_filename == "class.csv"
    assert started.value.path().read_text() == "lesson,exercise\n06,imported\n"


def test_the_board_and_the_inspector_lead_to_each_other(visit, school):
    page = visit(BOARD)
    page.get_by_role("link", name="Inspector").click()
    expect(page).to_have_url(school.url + INSPECTOR)
    page.get_by_role("link", name="Board").click()
    expect(page).to_have_url(school.url + BOARD)


def test_no_text_of_anybody_runs_on_the_board(visit, school, lesson, learners):
    learners[1] |= {"name": TAKEN, "exercise": TAKEN, "initials": TAKEN[:3]}
    lesson[0] |= {"name": TAKEN, "advice": [advice(TAKEN, 3, "M1", TAKEN)]}
    school.summary["announcement"] = {"text": TAKEN, "at": 1}
    school.summary["pinned"] = exchange(1, path=TAKEN, body=TAKEN, learner="")
    school.summary["join"] |= {"code": TAKEN, "qr": f"{TAKEN}<svg onload=alert(1)>"}
    page = visit(BOARD)
    page.get_by_role("button", name="Names").click()
    expect(page.locator("#announced")).to_have_text(TAKEN)
    assert page.locator("main script, main img:not(#qr)").count() == 0
    assert page.title() == "Class board"


def test_two_hundred_learners_are_too_few_to_break_the_board(visit, school, lesson):
    lesson += [task(f"more_{number}", 100, 50, 50) for number in range(9)]
    school.summary["learners"] = [
        learner(f"Q{number} Long-Name", "06", "more_1", "trying", since=MINUTE * number)
        for number in range(200)
    ]
    page = visit(BOARD, size=(1920, 1080))
    expect(page.locator("#waiting li")).to_have_count(6)
    expect(page.get_by_text("and 192 more")).to_be_visible()
    expect(page.locator("#here")).to_contain_text("and 140 more")


# Both


@pytest.mark.parametrize("path", PAGES)
def test_a_page_goes_on_after_a_restart(visit, school, lesson, wrong, path):
    page = visit(path)
    expect(page.get_by_text("● live")).to_be_visible()
    school.stop()
    expect(page.get_by_text("✘ No answer")).to_be_visible(timeout=10_000)
    school.exchanges.append(exchange(1))
    lesson[0]["right"] = 7
    school.start()
    news = page.locator("#bars") if path == BOARD else row_of(page, 1)
    expect(news).to_contain_text("7" if path == BOARD else "GET", timeout=10_000)
    expect(page.get_by_text("● live")).to_be_visible()
    forgive(wrong, "net::ERR_")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_goes_on_after_the_laptop_was_closed(
    visit, school, crossed, lesson, wrong, path
):
    page = visit(path)
    expect(page.get_by_text("● live")).to_be_visible()
    page.context.set_offline(True)
    expect(page.get_by_text("✘ No answer")).to_be_visible(timeout=10_000)
    crossed.append(exchange(5))
    lesson[0]["right"] = 7
    page.context.set_offline(False)
    news = page.locator("#bars") if path == BOARD else row_of(page, 5)
    expect(news).to_contain_text("7" if path == BOARD else "GET", timeout=10_000)
    assert path == BOARD or rows_of(page) == ["5", "4", "3", "2", "1"]
    forgive(wrong, "net::ERR_")


@pytest.mark.parametrize("path", [INSPECTOR, BOARD])
def test_a_page_that_is_refused_says_so_and_tries_on(
    visit, school, crossed, wrong, path
):
    page = visit(path)
    expect(page.get_by_text("● live")).to_be_visible()
    school.password = "another"
    told = "✘ Refused with 401: load this page again"
    expect(page.get_by_text(told)).to_be_visible(timeout=10_000)
    school.password = PASSWORD
    crossed.append(exchange(5))
    expect(page.get_by_text("● live")).to_be_visible(timeout=10_000)
    assert path == BOARD or rows_of(page) == ["5", "4", "3", "2", "1"]
    forgive(wrong, "401")


@pytest.mark.parametrize("path", [INSPECTOR, BOARD])
def test_a_page_works_with_the_password_in_its_address(visit, school, crossed, path):
    url = school.url.replace("//", f"//teacher:{PASSWORD}@")
    page = visit(url + path, who=None)
    expect(page.get_by_text("● live")).to_be_visible()
    school.summary["pinned"] = crossed[0] | {"learner": ""}
    if path == INSPECTOR:
        choose(page, 1)
    page.get_by_role("button", name="Unfreeze").click()
    expect(page.get_by_text("Nothing is frozen any more.")).to_be_visible()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_light_or_dark_as_one_likes(visit, path, scheme):
    other = "dark" if scheme == "light" else "light"
    page = visit(path, color_scheme=other)
    colour = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(colour)
    page.get_by_label("Colours").select_option(scheme)
    assert page.evaluate(colour) != before
    page.reload()
    assert page.evaluate(colour) != before


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("size", SIZES)
def test_a_page_fits_the_width_of_the_screen(
    visit, school, crossed, learners, lesson, path, size
):
    fill(school, lesson)
    crossed.append(exchange(5, path="/messages?" + "q" * 300, learner="N" * 300))
    page = visit(path, size=size)
    show_all(page, path)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("size", PROJECTORS)
def test_all_on_the_board_is_read_from_the_last_row(
    visit, school, crossed, learners, lesson, size
):
    fill(school, lesson)
    page = visit(BOARD, size=size)
    show_all(page, BOARD)
    assert page.evaluate(SMALLEST) >= 24


@pytest.mark.parametrize("size", [(1280, 720), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious(
    visit, school, crossed, learners, lesson, path, scheme, size
):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    fill(school, lesson)
    page = visit(path, size=size, color_scheme=scheme)
    show_all(page, path)
    found = axe.run(page, options={"resultTypes": ["violations"]}).response
    assert [
        (each["id"], each["nodes"][0]["html"]) for each in found["violations"]
    ] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_may_call_its_own_server_only(school, path):
    answer = requests.get(school.url + path, auth=("teacher", PASSWORD))
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "connect-src 'self'" in policy
    assert ("frame-ancestors 'self'" in policy) == (path != OWN)
    assert not set(answer.text.split()) & {"STYLE", "SCRIPT", "SOURCE", "WHOSE"}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_parameters(school, path):
    url = f"{school.url}{path}?{quote('<script>')}"
    answer = requests.get(url, auth=("teacher", PASSWORD))
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"


def fill(school, exercises):
    """Something at every place of the board."""
    belief = ("M5", "PUT changes only the fields that are sent")
    said = [advice("Send the other fields of `message 3`, too.", 4, *belief)]
    exercises[0] |= {"not_started": 5, "trying": 9, "right": 8, "advice": said}
    exercises += [task("lost_message", 22), task("quiz_create", 1, 1, 20)]
    school.summary["announcement"] = {"text": "Ten minutes for imported.", "at": 1}
    school.summary["pinned"] = exchange(3, learner="", status=404, reason="Not Found")


def show_all(page, path):
    """Wait until it is there; choose what can be chosen."""
    if path == BOARD:
        expect(page.locator("#bars li")).to_have_count(3)
        return page.get_by_role("button", name="Send it again").click()
    page.emulate_media(reduced_motion="reduce")
    choose(page, 2, second=3)
    return expect(page.get_by_text("2 and 3, compared")).to_be_visible()
