"""One container for each learner: what can be known of it without Docker."""

import os
import re
import runpy
import subprocess
import sys
import tomllib
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import pytest
from traitlets.config import Config

from lessons.classroom.catalogue import LESSONS, ROOT, all_lessons

HUB = LESSONS / "hub"
FILE = (HUB / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
README = (HUB / "README.md").read_text("utf-8")
SETTING = {"TOY_CLASS_CODE": "K7QX2M", "TOY_HUB_PASSWORD": "long enough"}
SETTING |= {"TOY_HUB_KEY": "a key"}
STUB = f"#!{sys.executable}\nimport os, sys; print(os.getcwd(), sys.argv[1:])\n"

CONTAINER = """
import runpy, sys
from pathlib import Path
from lessons.classroom import opening
opening.WORK = Path(sys.argv[1])
opening.GIVEN = opening.WORK / "given"
sys.argv[1:], file = ["--port=8888"], sys.argv[2]
runpy.run_path(file, run_name="__main__")
"""


@pytest.fixture
def config(monkeypatch):
    """What the file sets, with this in its environment."""

    def run(**more):
        for name, value in (SETTING | more).items():
            monkeypatch.setenv(name, value)
        found = Config()
        given = {"get_config": lambda: found}
        runpy.run_path(str(HUB / "jupyterhub_config.py"), given)
        return found

    return run


def url_for(config, name):
    spawner = SimpleNamespace(user=SimpleNamespace(name=name))
    return urlsplit(config.DockerSpawner.environment["TOY_API_URL"](spawner))


def instructions(word):
    return re.findall(rf"^{word} (.+)$", FILE, re.M)


@pytest.mark.parametrize("name", ["anna", "jörg müller", "a@b/c:d", "李"])
def test_a_learner_is_led_to_the_class_under_their_name(config, name):
    url = url_for(config(), name)
    assert (url.scheme, url.hostname, url.port) == ("http", "class", 8000)
    assert unquote(url.username) == name
    assert url.path == "/K7QX2M"


def test_the_class_may_be_elsewhere(config):
    url = url_for(config(TOY_CLASS_HOST="192.168.1.5:9000"), "anna")
    assert url.netloc.endswith("@192.168.1.5:9000")


def test_a_secret_stays_the_same_and_is_nobody_elses(config):
    names = ["anna", "ben", "Anna", "ann"]
    first = [url_for(config(), name).password for name in names]
    again = [url_for(config(), name).password for name in names]
    assert first == again
    assert len(set(first)) == len(names)
    assert all(re.fullmatch("[0-9a-f]{32}", secret) for secret in first)


def test_another_key_makes_other_secrets(config):
    one = url_for(config(), "anna").password
    assert url_for(config(TOY_HUB_KEY="another"), "anna").password != one


@pytest.mark.parametrize("name", SETTING)
def test_what_is_not_set_is_told_in_one_line(config, name):
    with pytest.raises(SystemExit) as caught:
        config(**{name: ""})
    assert caught.value.code == f"jupyterhub_config.py: set {name}"


def test_nobody_is_the_teacher_by_logging_in(config):
    assert config().Authenticator.blocked_users == {"teacher"}


def test_each_learner_has_a_volume_of_their_own_where_the_notebooks_are(config):
    spawner = config().DockerSpawner
    ((volume, place),) = spawner.volumes.items()
    assert "{username}" in volume
    assert place == spawner.notebook_dir == "/course/work"
    assert spawner.default_url.endswith(f"/{all_lessons()[0].notebook.name}")


def test_the_names_are_those_of_the_commands(config):
    found = config()
    names = re.findall(r"docker network create (\S+)|--name (\S+)|--tag (\S+)", README)
    assert found.DockerSpawner.network_name in {name for name, _, _ in names}
    assert found.JupyterHub.hub_connect_ip in {name for _, name, _ in names}
    assert found.DockerSpawner.image in {name for _, _, name in names}


def test_every_file_that_is_copied_exists():
    copied = [each.split()[:-1] for each in instructions("COPY")]
    files = [name for names in copied for name in names]
    assert {"toy_api", "lessons", "notebooks", "pyproject.toml"} <= set(files)
    assert [name for name in files if not (ROOT / name).exists()] == []


def test_what_is_built_and_started_exists(config):
    stages = re.findall(r"^FROM \S+ AS (\w+)$", FILE, re.M)
    assert re.findall(r"--target (\w+)", README) == stages
    assert f'"{config().DockerSpawner.cmd[1]}"' in instructions("CMD")[0]
    assert (ROOT / config().DockerSpawner.cmd[1]).exists()


def test_the_extra_that_is_installed_is_one_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (extra,) = re.findall(r"--editable \"\.\[(\w+)\]\"", FILE)
    assert extra in project["optional-dependencies"]
    assert project["readme"] in FILE and project["license-files"][0] in FILE


def test_both_images_have_the_same_jupyterhub():
    assert FILE.count('"jupyterhub==${JUPYTERHUB}"') == 2
    assert instructions("ARG").count("JUPYTERHUB") == 2


def test_the_page_names_every_variable_that_the_hub_reads():
    text = (HUB / "jupyterhub_config.py").read_text("utf-8")
    needed = set(re.findall(r'"(TOY_\w+)"', text)) - {"TOY_API_URL", "TOY_CLASS_HOST"}
    block = re.search(r"`hub\.env`.*?```\n(.*?)```", README, re.S)[1]
    assert set(re.findall(r"^(TOY_\w+)=", block, re.M)) == needed


def test_every_link_to_a_file_leads_to_one():
    links = re.findall(r"\]\((?!https:)([^)]+)\)", README)
    assert [link for link in links if not (HUB / link).exists()] == []


@pytest.mark.skipif(os.name == "nt", reason="containers of the hub run Linux")
def test_a_container_begins_with_copies_of_the_lessons(tmp_path):
    stub = tmp_path / "jupyterhub-singleuser"
    stub.write_text(STUB)
    stub.chmod(0o755)
    environment = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    environment |= {"JUPYTER_DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-c", CONTAINER, str(tmp_path), str(HUB / "learner.py")]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True)
    assert done.stdout.decode().endswith("['--port=8888']\n"), done.stderr
    assert len(list(tmp_path.glob("*.ipynb"))) == len(all_lessons())
