"""What keeps the house small and readable: arrows, names, sizes, words."""

import ast
import builtins
import re
import subprocess
import sys
import tomllib
from collections import Counter
from fnmatch import fnmatchcase
from graphlib import TopologicalSorter
from itertools import chain
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "toy_api"
RULES, DOORS = ["exchange", "rules.*"], "doors.*"
BELOW = ["exchange", "fields", "message", "store", "representations.*", "rules.*"]
BELOW += ["selection.*"]
ROUTED = ["resources.*", "router"]
INDOORS = [*RULES, "clock", "database", "representations.layout", "school.*", "shelf"]
ARROWS = {  # what a module may import of ours; its first pattern counts
    "exchange": ["representations.layout", "rules.headers"],
    "fields": [],
    "message": ["fields"],
    "clock": [],
    "database": [],
    "examples": ["clock", "message", "store"],
    "shelf": ["clock", "database"],
    "rows": ["clock", "message"],
    "store": ["clock", "database", "message", "rows", "shelf"],
    "rules.headers": [],
    "rules.problems": ["exchange"],
    "rules.completion": [*RULES, "clock"],
    "rules.content": [*RULES, "representations.strict_json"],
    "rules.unavailable": [*RULES, "database"],
    "rules.*": RULES,
    "selection.*": [*RULES, "selection.*"],
    "dialect.twilio_api": [*RULES, "dialect.*", "guards.*", "life.*", "router"],
    "dialect.entrance": [*RULES, "dialect.*", "guards.authentication"],
    "dialect.wishes": [*BELOW, "dialect.*"],
    "dialect.attachments": [*BELOW, "dialect.*", "life.world"],
    "dialect.tenants": [*BELOW, "dialect.*", "life.subaccounts"],
    "dialect.twilio": [*BELOW, "dialect.*", "life.world"],
    "dialect.*": [*RULES, "clock", "dialect.*", "fields", "message", "store"],
    "guards.kept_answers": [*RULES, "clock", "shelf"],
    "guards.*": [*RULES, "guards.*"],
    "life.world": [*BELOW, "database", "guards.*", "life.*"],
    "life.roster": ["dialect.sids", "exchange", "life.world"],
    "life.courier": [
        *RULES,
        "database",
        "guards.signing",
        "in_page.turns",
        "life.outbox",
    ],
    "life.additions": ["exchange", "message", "representations.faces"],
    "life.*": ["clock", "dialect.sids", "guards.signing", "life.*", "message", "store"],
    "representations.documents": ["message", "representations.patches"],
    "representations.faces": ["message", "representations.*"],
    "representations.*": ["message"],
    "router": RULES,
    "resources.reading": BELOW,
    "resources.*": [*BELOW, "clock", "guards.*", "life.*", "resources.reading"],
    "school.admission": [*RULES, "database", "guards.tokens", "school.register"],
    "school.school_pages": RULES,
    "school.class_app": [
        *RULES,
        "clock",
        "database",
        "guards.*",
        "life.courier",
        "router",
        "rows",
        "school.*",
        "shelf",
    ],
    "school.laptop": [*RULES, "clock", "doors.*", "school.admission"],
    "school.worlds": [*BELOW, *INDOORS, "app", "doors.postman", "examples"],
    "school.*": [
        *RULES,
        "clock",
        "database",
        "representations.layout",
        "school.*",
        "shelf",
    ],
    "in_page.turns": [],
    "in_page.*": [*RULES, "doors.*", "in_page.*"],
    "doors.gate": [],
    "doors.postman": [*RULES, "doors.outgoing"],
    "doors.running": ["doors.server"],
    "doors.relay": [*RULES, "doors.outgoing"],
    "doors.listening": [],
    "doors.connection": [*RULES, "doors.framing", "doors.stream"],
    "doors.server": [*RULES, "doors.*"],
    "doors.framing": [*RULES, "doors.stream"],
    "doors.wsgi": [*RULES, "doors.framing"],
    "doors.*": RULES,
    "app": [
        *BELOW,
        "clock",
        "database",
        "dialect.twilio_api",
        "examples",
        "guards.*",
        "life.*",
        *ROUTED,
        "school.school_pages",
    ],
    "lab": [
        "dialect.sids",
        "life.additions",
        "app",
        "clock",
        DOORS,
        "guards.accounts",
        "in_page.*",
        *BELOW,
        "school.laptop",
    ],
    "listener": ["clock", "exchange", "in_page.starting", "rules.*"],
    "__init__": ["app", DOORS, "exchange", "lab", "listener"],
    "__main__": [
        *BELOW,
        "guards.accounts",
        "app",
        "clock",
        "database",
        DOORS,
        "examples",
    ],
}
FIRST_SITTING = ["app", "exchange", "router", "resources.plain", "store", "message"]
DOMAIN = ["fields", "message", "store", "rows", "shelf", "database", "clock"]
DOMAIN += ["examples", "representations.*", "life.broadcasts", "life.carrier"]
DOMAIN += ["dialect.segments", "dialect.dates"]
WORDS = r"\b(http|request|response|header|url)s?\b(?!\??://)"  # an address may stand
HTTP_WORDS = re.compile(WORDS, re.IGNORECASE)
OUTERMOST = {"lab", "listener", "school.laptop", "school.worlds"}
OUTERMOST |= {"__init__", "__main__", "in_page.page_server", "in_page.page_socket"}
OUTERMOST |= {"in_page.starting"}
BANNED = {"utils", "helpers", "common", "core", "base", "manager", "handler"}
VERBS = {"get", "post", "put", "patch", "delete"}
IDEAS = ["rules.*", "selection.*", "guards.*"]
LATE = {
    "doors.outgoing": ["import http.client"],
    "in_page.starting": ["from .substitutes import enter"],
}
READING = "resources.reading"  # it serves the others
WITHOUT_SITE = """
import sys, toy_api
print(*sorted({"requests", "http.server", "urllib3"} & set(sys.modules)))
"""


def module_name(path):
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


SOURCES = {module_name(path): path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
TREES = {name: ast.parse(text) for name, text in SOURCES.items()}
FUNCTIONS = {
    f"{name}:{node.name}:{node.lineno}": node.end_lineno - node.lineno + 1
    for name, tree in TREES.items()
    for node in ast.walk(tree)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
}
each_module = pytest.mark.parametrize("name", sorted(TREES))


def imports_of(name):
    """Every module or name that this module imports, by its full dotted name."""
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            folder = ["toy_api", *name.split(".")][: -node.level or None]
            start = [*folder, node.module] if node.level else [node.module]
            for alias in node.names:
                yield ".".join(filter(None, [*start, alias.name]))


def arrows_of(name):
    """Our modules that this one imports."""
    ours = (full.split(".")[1:] for full in imports_of(name) if is_ours(full))
    return {as_module(parts) for parts in ours}


def is_ours(full):
    return full.split(".")[0] == "toy_api"


def as_module(parts):
    candidates = [parts, parts[:-1], [*parts, "__init__"], [*parts[:-1], "__init__"]]
    return next(".".join(each) for each in candidates if ".".join(each) in TREES)


def fits(name, patterns):
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def allowed_for(name):
    return next(ARROWS[pattern] for pattern in ARROWS if fnmatchcase(name, pattern))


def is_room(name):
    return name.endswith(".__init__")


def public(tree):
    """The public classes and functions that stand in a module itself."""
    kinds = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    found = [node for node in tree.body if isinstance(node, kinds)]
    return [node for node in found if not node.name.startswith("_")]


def line_count(name):
    return len(SOURCES[name].splitlines())


@pytest.mark.parametrize("name", sorted(name for name in TREES if not is_room(name)))
def test_a_module_imports_only_what_lies_below_it(name):
    wrong = {arrow for arrow in arrows_of(name) if not fits(arrow, allowed_for(name))}
    assert wrong == set()


@pytest.mark.parametrize("name", sorted(filter(is_room, TREES)))
def test_a_room_is_only_a_folder(name):
    assert SOURCES[name] == ""


def test_only_the_outermost_modules_import_the_app_or_a_door():
    outer = {name for name in TREES if "app" in arrows_of(name)}
    through = {name for name in TREES if any(fits(a, [DOORS]) for a in arrows_of(name))}
    indoors = {name for name in through if name.startswith("doors.")}
    assert outer | (through - indoors) <= OUTERMOST


def test_the_arrows_were_really_read():
    assert arrows_of("shelf") == {"clock", "database"}
    assert "doors.framing" in arrows_of("doors.connection")
    assert "requests" in set(imports_of("doors.transport"))


def test_no_arrow_leads_back_to_where_it_came_from():
    order = list(TopologicalSorter({n: arrows_of(n) for n in TREES}).static_order())
    assert order.index("exchange") < order.index("app")
    assert set(order) == set(TREES)


@each_module
def test_a_module_needs_the_standard_library_only(name):
    roots = {full.split(".")[0] for full in imports_of(name)} - {"toy_api"}
    more = {"requests", "urllib3"} if name == "doors.transport" else set()
    assert roots - set(sys.stdlib_module_names) <= more


def test_the_package_is_imported_without_any_other():
    command = [sys.executable, "-S", "-W", "error", "-c", WITHOUT_SITE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "\n", "")


@each_module
def test_imports_stand_at_the_top(name):
    """Two are late: what only few need would be half of the start."""
    statements = {id(node) for node in TREES[name].body}
    kinds = ast.Import | ast.ImportFrom
    imports = [node for node in ast.walk(TREES[name]) if isinstance(node, kinds)]
    late = [ast.unparse(node) for node in imports if id(node) not in statements]
    assert late == LATE.get(name, [])


def test_a_start_loads_nothing_that_only_a_caller_of_others_needs():
    code = (
        "import sys, toy_api.__main__; print({'http.client', 'ssl'} & {*sys.modules})"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "set()\n"


@each_module
def test_no_import_is_for_type_checkers_only(name):
    assert not re.search(r"\b(TYPE_CHECKING|__import__|importlib)\b", SOURCES[name])


def test_each_module_has_a_name_of_its_own():
    names = Counter(name.split(".")[-1] for name in TREES if not is_room(name))
    assert [name for name, count in names.items() if count > 1] == []


@each_module
def test_a_module_name_says_something_and_hides_nothing(name):
    word = name.split(".")[-1]
    assert word not in BANNED
    assert word.startswith("__") or word not in sys.stdlib_module_names
    assert not hasattr(builtins, word) or word.startswith("__")


def test_a_folder_has_at_most_fifteen_modules():
    folders = Counter(path.parent.name for path in PACKAGE.rglob("*.py"))
    assert {name: count for name, count in folders.items() if count > 15} == {}


def test_the_first_sitting_is_at_most_704_lines():
    assert sum(map(line_count, FIRST_SITTING)) <= 704


@each_module
def test_a_module_is_at_most_180_lines(name):
    assert line_count(name) <= 180


@pytest.mark.parametrize("name", [name for name in sorted(TREES) if fits(name, IDEAS)])
def test_one_idea_of_http_is_at_most_70_lines(name):
    assert line_count(name) <= 70


def test_a_function_is_at_most_25_lines():
    assert {name: size for name, size in FUNCTIONS.items() if size > 25} == {}


def test_half_of_the_functions_are_at_most_8_lines():
    assert len(FUNCTIONS) > 100
    assert median(FUNCTIONS.values()) <= 8


@pytest.mark.parametrize("name", [name for name in sorted(TREES) if fits(name, DOMAIN)])
def test_the_domain_speaks_no_http(name):
    lines = enumerate(SOURCES[name].splitlines(), 1)
    assert [(number, line) for number, line in lines if HTTP_WORDS.search(line)] == []


@pytest.mark.parametrize("name", sorted(name for name in TREES if not is_room(name)))
def test_whatever_is_public_says_what_it_means(name):
    silent = [node.name for node in public(TREES[name]) if not ast.get_docstring(node)]
    assert ast.get_docstring(TREES[name])
    assert silent == []


@pytest.mark.parametrize(
    "name", [name for name in TREES if fits(name, ["resources.*"]) and name != READING]
)
def test_each_verb_of_a_resource_says_what_it_does(name):
    methods = chain.from_iterable(
        node.body for node in public(TREES[name]) if isinstance(node, ast.ClassDef)
    )
    verbs = [node for node in methods if getattr(node, "name", "") in VERBS]
    assert verbs or is_room(name)
    assert [node.lineno for node in verbs if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("folder", ["toy_api", "lessons"])
def test_no_line_is_over_88_columns(folder):
    files = sorted((ROOT / folder).rglob("*.py"))
    lines = [
        (path, each) for path in files for each in path.read_text("utf-8").split("\n")
    ]
    assert len(files) > 5
    assert [(path.name, line) for path, line in lines if len(line) > 88] == []


def test_each_room_is_in_the_package_that_is_built():
    built = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    rooms = {".".join(each.relative_to(ROOT).parts) for each in folders}
    listed = built["tool"]["setuptools"]["packages"]
    assert {name for name in listed if name.startswith("toy_api")} == rooms
