"""The environment that sets itself up: what is installed, with what, and when."""

import os
import shutil
import subprocess
import sys
import tomllib
from types import SimpleNamespace

import pytest

from lessons.classroom import environment
from lessons.classroom.environment import NEEDED, SetupError, python_with

REAL_ROOT = environment.ROOT


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A course in a folder of its own, run by a Python outside of any environment."""
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    return tmp_path


@pytest.fixture
def work(monkeypatch):
    """What was made and installed, none of it for real."""
    done = []

    def make(python):
        done.append("make")
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()

    monkeypatch.setattr(environment, "_make", make)
    monkeypatch.setattr(environment, "_install", lambda _, extra: done.append(extra))
    return done


@pytest.fixture
def commands(monkeypatch):
    """Every command that would have run; those in `failing` do not succeed."""
    ran = SimpleNamespace(all=[], failing=[], says="2 7")

    def run(command, check=False, **_):
        line = " ".join(map(str, command))
        ran.all.append(line)
        failed = any(part in line for part in ran.failing)
        if failed and check:
            raise subprocess.CalledProcessError(1, command, stderr="a\nno network\n")
        return SimpleNamespace(returncode=int(failed), stdout=ran.says, stderr="")

    monkeypatch.setattr(environment.subprocess, "run", run)
    monkeypatch.setattr(environment.shutil, "which", lambda _: None)
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda _: None)
    return ran


@pytest.fixture
def builder(monkeypatch):
    """With which options an environment would be built, and where."""
    built = []

    def prepare(**options):
        return SimpleNamespace(create=lambda folder: built.append((options, folder)))

    monkeypatch.setattr(environment.venv, "EnvBuilder", prepare)
    return built


def failing_with(error):
    def fail(*_):
        raise error

    return fail


def install(home, extra="lessons"):
    environment._install(home / ".venv/bin/python", extra)


def test_the_first_call_makes_and_installs(home, work, capsys):
    python = python_with("lessons")
    assert work == ["make", "lessons"]
    assert os.path.dirname(os.path.dirname(python)) == str(home / ".venv")
    said = capsys.readouterr().out
    assert "· making .venv ... done in " in said
    assert "· installing what `lessons` needs ... done in " in said


def test_the_second_call_installs_nothing_and_says_nothing(work, capsys):
    first = python_with("lessons")
    capsys.readouterr()
    assert python_with("lessons") == first
    assert work == ["make", "lessons"]
    assert capsys.readouterr().out == ""


def test_each_extra_is_installed_by_itself(work):
    for extra in ("lessons", "test", "lessons", "test"):
        python_with(extra)
    assert work == ["make", "lessons", "make", "test"]


def test_a_changed_pyproject_installs_again(home, work):
    python_with("lessons")
    (home / "pyproject.toml").write_text("[project]\nname = 'other'\n")
    python_with("lessons")
    python_with("lessons")
    assert work == ["make", "lessons"] * 2


def test_another_python_installs_again(work, monkeypatch):
    python_with("lessons")
    monkeypatch.setattr(sys, "version", "3.99")
    python_with("lessons")
    assert work == ["make", "lessons"] * 2


def test_an_environment_whose_python_is_gone_is_made_again(home, work):
    python_with("lessons")
    shutil.rmtree(home / ".venv" / ("Scripts" if os.name == "nt" else "bin"))
    python_with("lessons")
    assert work == ["make", "lessons"] * 2


def test_a_failed_install_is_tried_again_the_next_time(work, monkeypatch):
    fail = failing_with(OSError("disk full"))
    with monkeypatch.context() as patched, pytest.raises(SetupError):
        patched.setattr(environment, "_install", fail)
        python_with("lessons")
    python_with("lessons")
    assert work == ["make", "make", "lessons"]


@pytest.mark.parametrize(
    "error, reason",
    [
        (OSError("disk full"), "disk full"),
        (subprocess.CalledProcessError(1, "pip", stderr="a\n b: c \n"), "b: c"),
        (subprocess.CalledProcessError(7, "pip"), "exit status 7"),
        (subprocess.CalledProcessError(1, "pip", stderr=" \n"), "no reason given"),
    ],
)
def test_a_failure_is_one_line_that_says_why(work, monkeypatch, capsys, error, reason):
    monkeypatch.setattr(environment, "_install", failing_with(error))
    with pytest.raises(SetupError) as caught:
        python_with("lessons")
    (said,) = caught.value.args
    assert said.startswith("installing what `lessons` needs failed: ")
    assert reason in said
    assert "\n" not in said


def test_a_python_without_pip_is_told_what_to_install(work, monkeypatch):
    words = "/usr/bin/python3: No module named ensurepip"
    error = subprocess.CalledProcessError(1, "python", stderr=words)
    monkeypatch.setattr(environment, "_make", failing_with(error))
    with pytest.raises(SetupError, match=r"no pip\. Install python3-venv or pip"):
        python_with("lessons")


def test_inside_an_environment_that_has_all_nothing_is_made(work, monkeypatch):
    monkeypatch.setattr(sys, "prefix", "/some/environment")
    monkeypatch.setitem(NEEDED, "lessons", ["json", "email"])
    assert python_with("lessons") == sys.executable
    assert work == []


def test_inside_an_environment_that_lacks_one_thing_ours_is_made(work, monkeypatch):
    monkeypatch.setattr(sys, "prefix", "/some/environment")
    monkeypatch.setitem(NEEDED, "lessons", ["json", "no_such_module"])
    assert python_with("lessons") != sys.executable
    assert work == ["make", "lessons"]


def test_outside_of_an_environment_nothing_of_the_system_is_used(work, monkeypatch):
    monkeypatch.setitem(NEEDED, "lessons", ["json"])
    assert python_with("lessons") != sys.executable
    assert work == ["make", "lessons"]


def test_with_uv_one_command_installs_it_all(home, commands, monkeypatch):
    monkeypatch.setattr(environment.shutil, "which", lambda name: f"/opt/{name}")
    install(home, "test")
    python = home / ".venv/bin/python"
    line = f"/opt/uv pip install --quiet --python {python} -e {home}[test]"
    assert commands.all == [line]


def test_uv_inside_of_our_environment_is_used_too(home, commands):
    install(home)
    python = home / ".venv/bin/python"
    tried, installed = commands.all
    assert tried == f"{python} -m uv --version"
    assert installed.startswith(f"{python} -m uv pip install --quiet --python {python}")


def test_where_there_is_no_uv_it_is_installed_first(home, commands):
    commands.failing = ["-m uv --version"]
    install(home)
    python = home / ".venv/bin/python"
    options = "--disable-pip-version-check install --quiet"
    assert commands.all[2] == f"{python} -m pip {options} uv"
    assert commands.all[3].startswith(f"{python} -m uv pip install")


@pytest.mark.parametrize("failing", ["quiet uv", "uv pip install"])
def test_where_uv_does_not_work_pip_installs(home, commands, failing):
    commands.failing = ["-m uv --version", failing]
    install(home)
    options = "--disable-pip-version-check install --quiet"
    wanted = f"{home}/.venv/bin/python -m pip {options} -e {home}[lessons]"
    assert commands.all[-1] == wanted


def test_the_pip_of_the_running_python_serves_ours(home, commands, monkeypatch):
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda _: "pip")
    commands.failing = [" uv"]
    install(home)
    pip = f"{sys.executable} -m pip --python {home}/.venv/bin/python"
    assert commands.all[-1].startswith(f"{pip} --disable-pip-version-check install")


def test_where_there_is_no_pip_one_is_made_inside(home, commands):
    commands.failing = [" uv", "pip --version"]
    install(home)
    made = commands.all.index(f"{home}/.venv/bin/python -m ensurepip")
    assert "-m pip" in commands.all[made + 1]
    assert commands.all[-1].endswith(f" -e {home}[lessons]")


def test_where_nothing_installs_the_last_words_of_pip_are_told(commands, monkeypatch):
    monkeypatch.setattr(environment, "_make", lambda python: None)
    commands.failing = ["install"]
    with pytest.raises(SetupError) as caught:
        python_with("lessons")
    end = "needs failed: no network. Are you online? Then try once more."
    assert caught.value.args[0].endswith(end)


def test_a_python_of_the_same_version_is_kept(home, commands, builder):
    commands.says = f"{sys.version_info[0]} {sys.version_info[1]}\n"
    (home / "python").touch()
    environment._make(home / "python")
    assert builder == []


@pytest.mark.parametrize("exists", [True, False])
def test_another_version_or_no_python_makes_it_anew(home, commands, builder, exists):
    if exists:
        (home / "python").touch()
    environment._make(home / "python")
    assert builder == [({"clear": True, "symlinks": os.name != "nt"}, home / ".venv")]


def test_a_real_environment_is_made_and_told_its_version(home):
    python = (
        home / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    )
    environment._make(python)
    assert environment._version_of(python) == sys.version_info[:2]


def test_a_command_that_fails_is_an_error_with_its_words():
    with pytest.raises(subprocess.CalledProcessError) as caught:
        environment._run([sys.executable, "-c", "import sys; sys.exit('told')"])
    assert caught.value.stderr.strip() == "told"


@pytest.mark.parametrize("code, expected", [("0", True), ("1", False)])
def test_success_is_an_exit_code_of_zero(code, expected):
    words = f"import sys; sys.exit({code})"
    assert environment._succeeds([sys.executable, "-c", words]) is expected


def test_each_extra_that_is_needed_is_one_of_the_project():
    project = tomllib.loads((REAL_ROOT / "pyproject.toml").read_text("utf-8"))[
        "project"
    ]
    assert set(NEEDED) <= set(project["optional-dependencies"])


def test_an_environment_with_the_extra_has_each_module_that_tells_so():
    """Or each run of the tests would set up an environment of its own again."""
    missing = [name for name in NEEDED["test"] if not environment._has_all([name])]
    assert missing == []
