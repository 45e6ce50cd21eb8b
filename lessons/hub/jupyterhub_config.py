"""JupyterHub for a class: one container for each learner, all with one class server.

Its environment has to tell TOY_CLASS_CODE (what the class was started with),
TOY_HUB_PASSWORD (what learners log in with, 8 characters or more) and TOY_HUB_KEY (what
the learners' own secrets are made of; who knows it can be any learner). It may tell
TOY_CLASS_HOST, where the containers find the class server.
"""

import hmac
import os
from urllib.parse import quote

NEEDED = ("TOY_CLASS_CODE", "TOY_HUB_PASSWORD", "TOY_HUB_KEY")
missing = [name for name in NEEDED if not os.environ.get(name)]
if missing:
    raise SystemExit(f"jupyterhub_config.py: set {', '.join(missing)}")
CODE, PASSWORD, KEY = (os.environ[name] for name in NEEDED)
HOST = os.environ.get("TOY_CLASS_HOST", "class:8000")


def secret_of(name: str) -> str:
    """The learner's secret at the class: always the same, and nobody else's."""
    return hmac.digest(KEY.encode(), name.encode(), "sha256").hex()[:32]


def url_of(spawner) -> str:
    """Where the learner who is served by this spawner works."""
    name = spawner.user.name
    return f"http://{quote(name, safe='')}:{secret_of(name)}@{HOST}/{quote(CODE)}"


c = get_config()  # noqa: F821 - JupyterHub puts it here
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = PASSWORD
c.Authenticator.allow_all = True
c.Authenticator.blocked_users = {"teacher"}  # at the class this is the teacher

c.JupyterHub.hub_ip = "0.0.0.0"  # the containers call it, by its name in their network
c.JupyterHub.hub_connect_ip = "hub"
c.JupyterHub.db_url = "sqlite:////data/hub.sqlite"
c.JupyterHub.cookie_secret_file = "/data/cookie_secret"

c.JupyterHub.spawner_class = "dockerspawner.DockerSpawner"
c.DockerSpawner.image = "toy-learner"
c.DockerSpawner.cmd = ["python", "lessons/hub/learner.py"]
c.DockerSpawner.network_name = "toy-class"
c.DockerSpawner.use_internal_ip = True
c.DockerSpawner.remove = True
c.DockerSpawner.mem_limit = "1G"
c.DockerSpawner.notebook_dir = "/course/work"
c.DockerSpawner.default_url = "/lab/tree/00_start_here.ipynb"
c.DockerSpawner.volumes = {"toy-work-{username}": "/course/work"}
c.DockerSpawner.environment = {"TOY_API_URL": url_of}
